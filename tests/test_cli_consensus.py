"""`travaux consensus`: what it prints, what it writes, and how it refuses."""

import csv
import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import travaux as package
from test_cli_refusals import is_one_line_with_a_remedy

ESCAPE = "\x1b"
SUSPENDED = ("avp", "--on", "2000-12-20")


def asked(travaux, *arguments):
    status, out, err = travaux("consensus", *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out, parse_constant=lambda words: pytest.fail(f"{words} is not JSON"))


@pytest.fixture
def file_of(tmp_path):
    def write(words, name="case.yaml"):
        path = tmp_path / name
        path.write_text("schema: travaux-case/1\n" + words, encoding="utf-8")
        return path

    return write


ONE_ISSUE = "issues:\n  - {id: i, title: The issue, options: [{id: x}, {id: y}]}\n"
PARTIES = "parties:\n  - {id: us, name: United States}\n  - {id: in, name: India}\n"


# The page


def test_the_page_tells_what_a_chair_asks(travaux):
    status, out, err = travaux("consensus", *SUSPENDED, columns=120)
    assert (status, err) == (0, "")
    assert "2000-12-20" in out
    assert "19 of 33" in out
    assert "1 blocked" in out
    for part in ("untested", "excluded by eu", "excluded by us", "avoid", "keep", "domestic law"):
        assert part in out.casefold()


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    "case", [SUSPENDED, ("patents", "--on", "2006-04-12"), ("marrakesh",)], ids=lambda case: case[0]
)
def test_the_page_fits_the_width_of_the_terminal(travaux, case, columns):
    status, out, _ = travaux("consensus", *case, columns=columns)
    assert status == 0
    assert max(map(len, out.split("\n"))) <= columns


def test_no_colour_where_nobody_sees_it(travaux):
    assert ESCAPE not in travaux("consensus", *SUSPENDED)[1]


def test_where_there_is_no_package_the_page_says_why(travaux):
    status, out, _ = travaux("consensus", "patents", "--on", "2006-04-12")
    assert status == 0
    assert "No package" in out


def test_control_characters_of_a_case_do_not_reach_the_terminal(travaux, file_of):
    bad = "\\e]0;title\\a"
    case = file_of(
        f'parties:\n  - {{id: "us{bad}", name: "U{bad}"}}\n'
        f'issues:\n  - {{id: "i{bad}", title: "T{bad}", options: [{{id: "x{bad}", label: "L{bad}"}}]}}\n'
        f'  - {{id: "j{bad}", title: "T{bad}", options: [{{id: "y"}}]}}\n'
        f'positions:\n  - {{party: "us{bad}", issue: "i{bad}", option: "x{bad}", stance: red_line, '
        f'restraint: {{kind: principle, reason: "R{bad}"}}}}\n'
        f'  - {{party: "us{bad}", issue: "j{bad}", option: "y", stance: prefer}}\n'
    )
    status, out, err = travaux("consensus", case)
    assert status == 0
    assert ESCAPE not in out + err
    assert "\x07" not in out + err


# The JSON

PROMISED = {
    "as_of": str,
    "rule": str,
    "reader": str,
    "known": dict,
    "issues": list,
    "packages": list,
    "blocking_sets": list,
    "concessions": list,
    "new_options": list,
}


@pytest.mark.parametrize(
    "case", [SUSPENDED, ("patents", "--on", "2006-04-12"), ("marrakesh",)], ids=lambda case: case[0]
)
def test_the_json_has_the_promised_keys(travaux, case):
    answer = asked(travaux, *case)
    assert {key: type(answer[key]) for key in PROMISED} == PROMISED
    assert answer["known"].keys() == {"parties", "of"}
    for issue in answer["issues"]:
        assert issue["status"] in {"settled", "open", "blocked", "unknown"}
        for option in issue["options"]:
            assert {"id", "prefer", "accept", "oppose", "red_line", "unknown"} <= option.keys()
    keys = {"choices", "oppositions", "maximin", "nash", "utilitarian", "known_share", "relies_on", "gap"}
    assert all(keys <= each.keys() for each in answer["packages"])
    for moves in [*answer["blocking_sets"], *(each["moves"] for each in answer["concessions"])]:
        assert all({"party", "issue", "option", "restraint"} <= move.keys() for move in moves)
    assert all({"cost", "moves"} <= each.keys() for each in answer["concessions"])
    assert all({"issue", "avoid", "keep", "patterns"} <= each.keys() for each in answer["new_options"])


def test_the_json_is_that_of_python(travaux):
    from travaux.consensus import row

    found = package.consensus(package.open_case("avp", on="2000-12-20"))
    assert asked(travaux, *SUSPENDED) == json.loads(json.dumps(row(found)))


def test_the_same_question_gets_the_same_bytes_in_every_process():
    code = """
from travaux.cli.main import run
for case, day in (("avp", "2000-12-20"), ("patents", "2006-04-12"), ("patents", "2024-04-24")):
    for more in ((), ("--json",)):
        try:
            run(["consensus", case, "--on", day, *more])
        except SystemExit as end:
            assert end.code == 0
"""
    answers = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        answers.add(done.stdout)
    [answer] = answers
    assert answer.count(b'"as_of"') == 3


def test_no_more_packages_than_asked_for(travaux):
    assert len(asked(travaux, *SUSPENDED, "--top", "2")["packages"]) == 2


def test_a_rule_can_be_named(travaux, file_of):
    case = file_of(
        PARTIES.replace("- {id: in", "- {id: fj, name: Fiji}\n  - {id: to, name: Tonga}\n  - {id: in")
        + ONE_ISSUE
        + "positions:\n  - {party: us, issue: i, option: x, stance: red_line}\n"
        "  - {party: in, issue: i, option: y, stance: red_line}\n"
        "rules:\n  - {id: by_share, kind: weighted, threshold: 0.75, weights: {us: 5}}\n"
    )
    assert asked(travaux, case)["packages"] == []
    majority = asked(travaux, case, "--rule", "majority")
    assert majority["rule"] == "majority"
    assert {each["choices"]["i"] for each in majority["packages"]} == {"x", "y"}
    # Of a weight of eight, two may be against: India's one may, the five of the US may not.
    by_share = asked(travaux, case, "--rule", "by_share")
    assert [each["choices"]["i"] for each in by_share["packages"]] == ["y"]


def test_a_reader_can_be_named(travaux, file_of):
    case = file_of(
        PARTIES + ONE_ISSUE + "positions:\n  - {party: us, issue: i, option: x, stance: red_line, reader: chair}\n"
        "  - {party: in, issue: i, option: x, stance: prefer}\n"
    )
    lines = {reader: asked(travaux, case, "--as", reader) for reader in ("public", "chair", "us", "in", "party:us")}
    seen = {reader: answer["issues"][0]["options"][0]["red_line"] for reader, answer in lines.items()}
    assert seen == {"public": [], "chair": ["us"], "us": ["us"], "in": [], "party:us": ["us"]}
    assert lines["us"]["reader"] == "party:us"
    assert {key: each for key, each in lines["in"].items() if key != "reader"} == {
        key: each for key, each in lines["public"].items() if key != "reader"
    }


def test_costs_of_ones_own_count(travaux, tmp_path):
    costs = tmp_path / "costs.toml"
    costs.write_text("[restraint]\ndomestic_law = 0.5\n\n[stance]\nred_line = 8\n", encoding="utf-8")
    [concession] = asked(travaux, *SUSPENDED, "--costs", costs)["concessions"]
    assert concession["cost"] == 4


def test_a_table_of_positions_is_a_case(travaux, tmp_path):
    path = tmp_path / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [["Matter", "US", "JP"], ["One", "1", "1"], ["Two", "0", "0.5"], ["Three", "1", "perhaps"]]
        )
    answer = asked(travaux, path)
    assert {each["title"]: each["status"] for each in answer["issues"]} == {
        "One": "open",
        "Two": "blocked",
        "Three": "open",
    }
    assert any("row 4, column 3" in remark["what"] for remark in answer["remarks"])


def test_a_draft_is_a_case(travaux, draft):
    answer = asked(travaux, draft)
    assert answer["packages"]
    assert answer["known"]["parties"] > 0


# Little on record


@pytest.mark.parametrize(
    "words", [PARTIES + ONE_ISSUE, PARTIES, "issues: []\n"], ids=["no position", "no issue", "nothing"]
)
def test_a_case_with_nothing_on_record_has_a_clear_answer(travaux, file_of, words):
    case = file_of(words)
    status, out, err = travaux("consensus", case)
    if status == 0:
        assert "No package" in out
        assert "on record" in out
    else:
        assert status == 2
        assert is_one_line_with_a_remedy(err)
    status, out, _ = travaux("consensus", case, "--json")
    if status == 0:
        answer = json.loads(out)
        assert answer["packages"] == answer["blocking_sets"] == answer["concessions"] == []
        assert answer["known"]["parties"] == 0
        assert answer["why_none"]


def test_faults_of_the_record_are_counted_on_the_page(travaux, file_of):
    case = file_of(
        PARTIES + ONE_ISSUE + "positions:\n  - {party: us, issue: i, option: nonsense, stance: prefer}\n"
        "  - {party: nobody, issue: i, option: x, stance: prefer}\n"
    )
    status, out, _ = travaux("consensus", case)
    assert status == 0
    assert "travaux case check" in out


# What is written


@pytest.mark.parametrize("ending", [".docx", ".txt", ".json"])
def test_the_text_of_the_first_package_is_written(travaux, tmp_path, ending):
    out = tmp_path / f"clean{ending}"
    status, words, err = travaux("consensus", "avp", "--on", "2012-06-24", "--clean", out)
    assert (status, err) == (0, "")
    assert out.name in words
    left = {row["id"] for row in json.loads(travaux("issues", out, "--json")[1])}
    case = package.open_case("avp", on="2012-06-24")
    chosen = package.consensus(case).packages[0].choices
    linked = [issue for issue in case.issues if issue.choice and issue.id in chosen]
    assert len(linked) == 11
    assert len(left) == len(case.draft().issues()) - len(linked)
    assert "a Party may give the producer the rights" in " ".join(travaux("show", out)[1].split())


def test_json_on_the_output_stays_json_where_a_text_is_written(travaux, tmp_path):
    status, out, err = travaux("consensus", "avp", "--on", "2012-06-24", "--json", "--clean", tmp_path / "clean.docx")
    assert status == 0
    assert json.loads(out)["packages"]
    assert "clean.docx" in err


def test_the_text_of_a_draft_is_written_beside_it(travaux, draft, tmp_path):
    before = draft.read_bytes()
    out = tmp_path / "clean.txt"
    status, _, err = travaux("consensus", draft, "--clean", out)
    assert (status, err) == (0, "")
    assert draft.read_bytes() == before
    left = json.loads(travaux("issues", out, "--json")[1])
    assert len(left) < len(json.loads(travaux("issues", draft, "--json")[1]))


# How it refuses


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nowhere"],
        ["avp", "--rule", "unanimity"],
        ["avp", "--rule", "weighted"],
        ["avp", "--on", "yesterday"],
        ["avp", "--on", "2000-13-40"],
        ["avp", "--as", "atlantis"],
        ["avp", "--as", "group:nonsense"],
        ["avp", "--as", "nonsense:us"],
        ["avp", "--top", "0"],
        ["avp", "--top", "many"],
        ["avp", "--limit", "0"],
        ["avp", "--costs", "FOLDER/missing.toml"],
        ["avp", "--costs", "FOLDER/broken.toml"],
        ["avp", "--costs", "FOLDER/negative.toml"],
        ["avp", "--costs", "FOLDER/unknown.toml"],
        ["avp", "--clean", "FOLDER/out.odt"],
        ["avp", "--clean", "FOLDER/out"],
        ["avp", "--clean", "FOLDER/nowhere/out.docx"],
        ["avp", "--clean", "FOLDER"],
        ["marrakesh", "--clean", "FOLDER/out.docx"],
        ["patents", "--on", "2006-04-12", "--clean", "FOLDER/out.docx"],
        ["FOLDER/nothing.yaml", "--clean", "FOLDER/out.docx"],
        ["FOLDER/empty.yaml"],
    ],
    ids=" ".join,
)
def test_unusable_input_gives_one_line_and_status_two(travaux, tmp_path, arguments):
    written = {
        "broken.toml": "restraint = [",
        "negative.toml": "[restraint]\neconomic = -1\n",
        "unknown.toml": "[restraint]\nnonsense = 1\n",
        "nothing.yaml": "schema: travaux-case/1\n" + PARTIES + ONE_ISSUE,
        "empty.yaml": "",
    }
    for name, words in written.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    status, out, err = travaux("consensus", *(each.replace("FOLDER", str(tmp_path)) for each in arguments))
    assert (status, out) == (2, "")
    assert is_one_line_with_a_remedy(err), err
    assert {path.name for path in tmp_path.iterdir()} == written.keys()


def test_an_unknown_rule_is_answered_with_those_there_are(travaux):
    assert "two_thirds" in travaux("consensus", "avp", "--rule", "two_third")[2]


def test_without_a_draft_the_refusal_says_what_is_missing(travaux, tmp_path):
    assert "draft" in travaux("consensus", "marrakesh", "--clean", tmp_path / "out.docx")[2]


def test_without_a_package_the_refusal_says_why(travaux, tmp_path, file_of):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "draft.txt").write_text("Article 1\n\nEach Party [shall][may] act.\n", encoding="utf-8")
    case = file_of(
        PARTIES + "texts:\n  - {id: draft, file: draft.txt}\n"
        'issues:\n  - {id: i, text: draft, choice: art1.c1, options: [{id: x, in_text: "1"}, {id: y, in_text: "2"}]}\n'
        "positions:\n  - {party: us, issue: i, option: x, stance: red_line}\n"
        "  - {party: in, issue: i, option: y, stance: red_line}\n"
    )
    status, _, err = travaux("consensus", case.parent, "--clean", tmp_path / "out.docx")
    assert status == 2
    assert is_one_line_with_a_remedy(err)
    assert "no package" in err
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("target", ["texts/avp-2000-reconstruction.txt", "case.json"])
def test_no_file_of_the_case_is_overwritten(travaux, tmp_path, target):
    folder = tmp_path / "avp"
    shutil.copytree(str(files("travaux.cases") / "avp"), folder)
    if target == "case.json":
        case = package.open_case("avp")
        plain = {
            "schema": "travaux-case/1",
            **{
                key: [fact.model_dump(mode="json", by_alias=True, exclude_none=True) for fact in facts]
                for key, facts in case.sections.items()
                if key != "sources"
            },
        }
        (folder / "case.json").write_text(json.dumps(plain), encoding="utf-8")
        (folder / "case.yaml").unlink()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    status, _, err = travaux("consensus", folder, "--on", "2012-06-24", "--clean", folder / target)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert status == 2
    assert is_one_line_with_a_remedy(err)


def test_a_draft_that_is_the_case_is_not_overwritten(travaux, draft):
    before = draft.read_bytes()
    status, _, err = travaux("consensus", draft, "--clean", draft)
    assert (status, draft.read_bytes()) == (2, before)
    assert is_one_line_with_a_remedy(err)


def test_nobodys_machine_is_in_the_answer(travaux):
    out = travaux("consensus", *SUSPENDED, "--json")[1]
    assert str(Path.home()) not in out
    assert str(Path(package.__file__).parent) not in out
