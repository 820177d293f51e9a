"""The command line: what it prints and what it writes."""

import json
import os
import re
import subprocess
import sys

import pytest
from pydantic import TypeAdapter

from travaux.cli import shapes
from travaux.text.writing import ENDINGS

ESCAPE = "\x1b"


def in_a_process(*arguments, **options):
    command = [sys.executable, "-c", "from travaux.cli.main import run; run()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


# What is printed


def test_without_arguments_it_prints_help(travaux):
    status, out, _ = travaux()
    assert status == 0
    assert "Usage: travaux" in out


def test_help_loads_nothing_heavy():
    heavy = "{'rich', 'pydantic', 'lxml', 'docx', 'pypdfium2', 'pycountry'}"
    code = f"import sys; from travaux.cli.main import app; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version_is_that_of_the_package(travaux):
    status, out, _ = travaux("--version")
    assert status == 0
    assert re.fullmatch(r"travaux \d+\.\d+\.\d+\n", out)


def test_read_prints_every_part_of_the_overview(travaux, draft):
    status, out, err = travaux("read", draft)
    assert (status, err) == (0, "")
    for part in ("In brief", "Outline", "Parties", "What the marks mean", "Repaired", "Dropped", "How this is counted"):
        assert part in out
    assert re.search(r"clean texts?$", out, re.MULTILINE)


def test_read_json_has_exactly_the_keys_of_its_schema(travaux, draft):
    status, out, _ = travaux("read", draft, "--json")
    assert status == 0
    report = TypeAdapter(shapes.ReadReport).validate_json(out)
    assert json.loads(out).keys() == shapes.ReadReport.model_fields.keys()
    assert report.conservation.lost == 0


def test_issues_json_has_exactly_the_keys_of_its_schema(travaux, draft):
    status, out, _ = travaux("issues", draft, "--json")
    assert status == 0
    rows = TypeAdapter(list[shapes.IssueRow]).validate_json(out)
    assert len(rows) > 30
    assert {key for row in json.loads(out) for key in row} == shapes.IssueRow.model_fields.keys()


def test_show_json_has_exactly_the_keys_of_its_schema(travaux, draft):
    status, out, _ = travaux("show", draft, "Article 3", "--json")
    assert status == 0
    rows = TypeAdapter(list[shapes.ShownProvision]).validate_json(out)
    assert rows[0].number == "Article 3"
    assert any("copying of the typeface" in row.text for row in rows)
    assert not any("Exceptions" in row.text for row in rows)


@pytest.mark.parametrize("command", [["read"], ["read", "--full"], ["issues"], ["show"]])
@pytest.mark.parametrize("columns", [60, 80])
def test_pages_fit_the_width_of_the_terminal(travaux, draft, command, columns):
    status, out, _ = travaux(command[0], draft, *command[1:], columns=columns)
    assert status == 0
    assert max(map(len, out.split("\n"))) <= columns


def test_no_colour_where_nobody_sees_it(travaux, draft):
    for command in ("read", "issues", "show"):
        assert ESCAPE not in travaux(command, draft)[1]


def test_no_color_is_obeyed_in_a_terminal(draft):
    pty = pytest.importorskip("pty")
    shown = {}
    for name, settings in (("colour", {}), ("none", {"NO_COLOR": "1"})):
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"} | settings
        if name == "colour":
            environment.pop("NO_COLOR", None)
        parent, child = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-c", "from travaux.cli.main import run; run()", "show", str(draft), "Article 3"],
            stdout=child,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        os.close(child)
        shown[name] = read_all(parent)
        assert process.wait() == 0
    assert "\x1b[1;33m" in shown["colour"]
    assert not re.search("\x1b\\[[0-9;]*3[0-7]", shown["none"])


def read_all(descriptor):
    pieces = []
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(descriptor)
    return b"".join(pieces).decode()


def test_control_characters_of_a_draft_do_not_reach_the_terminal(travaux, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(f"Article 1\n\nEach Party [shall{ESCAPE}]0;title\x07 reply] promptly.\n", encoding="utf-8")
    for command in ("read", "issues", "show"):
        _, out, err = travaux(command, path)
        assert ESCAPE not in out + err
        assert "\x07" not in out + err


def test_a_reader_who_has_seen_enough_gets_no_traceback(draft):
    command = f'"{sys.executable}" -c "from travaux.cli.main import run; run()" show "{draft}"'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} --json | head -c 10; {command} | head -1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_issues_of_a_party_are_those_that_name_it(travaux, draft):
    rows = json.loads(travaux("issues", draft, "--party", "fj", "--json")[1])
    assert rows
    for row in rows:
        named = {code for option in row["options"] for code in option["backs"] + option["opposes"]}
        assert "FJ" in named | {note["party"] for note in row["notes"]}


def test_a_convention_file_changes_what_marks_mean(travaux, tmp_path):
    path, convention = tmp_path / "draft.txt", tmp_path / "convention.toml"
    path.write_text("Each Party [shall][may] act.\n", encoding="utf-8")
    convention.write_text('adjacent = "independent"\n', encoding="utf-8")
    kinds = {}
    for name, more in (("guessed", []), ("given", ["--convention", convention])):
        kinds[name] = [row["kind"] for row in json.loads(travaux("issues", path, *more, "--json")[1])]
    assert kinds == {"guessed": ["alternatives"], "given": ["bracket", "bracket"]}


def test_a_party_may_be_called_by_its_name(travaux, draft):
    assert travaux("issues", draft, "--party", "Kenya")[1] == travaux("issues", draft, "--party", "KE")[1] != ""


def test_show_takes_ids_and_citations(travaux, draft):
    by_id, by_name = travaux("show", draft, "art3")[1], travaux("show", draft, "article 3")[1]
    assert by_id == by_name
    assert "copying of the typeface" in by_id
    assert "Term of protection" not in by_id
    paragraph = travaux("show", draft, "Article 4, paragraph 1")[1]
    assert "for teaching" in paragraph
    assert "ALT 1" not in paragraph


def test_show_prints_who_stands_beside_a_bracket(travaux, draft):
    out = travaux("show", draft, "Article 3", columns=120)[1]
    assert re.search(r"UY KE GH back", out)
    assert re.search(r"EE NP oppose", out)


# What is written


@pytest.mark.parametrize("ending", ENDINGS)
def test_convert_writes_every_format_and_leaves_the_draft(travaux, draft, tmp_path, ending):
    before = draft.read_bytes()
    out = tmp_path / f"result{ending}"
    status, words, err = travaux("convert", draft, out)
    assert (status, err) == (0, "")
    assert out.stat().st_size > 500
    assert words.startswith(out.name)
    assert draft.read_bytes() == before
    assert not list(tmp_path.glob(".travaux-*"))


@pytest.mark.parametrize("option", ["-o", "--out"])
def test_convert_takes_its_file_as_an_option_like_its_siblings(travaux, draft, tmp_path, option):
    named, positional = tmp_path / "named.md", tmp_path / "positional.md"
    assert travaux("convert", draft, option, named)[0] == 0
    assert travaux("convert", draft, positional)[0] == 0
    assert named.read_bytes() == positional.read_bytes()


def test_convert_refuses_two_files_and_none_with_a_remedy(travaux, draft, tmp_path):
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    for arguments, remedy in (((one, "-o", other), "keep one of them"), ((), "convert DRAFT -o OUT")):
        status, _, err = travaux("convert", draft, *arguments)
        assert (status, remedy in " ".join(err.split())) == (2, True), err
    assert not one.exists()
    assert not other.exists()


@pytest.mark.parametrize("rest", ["keep", "drop"])
def test_choosing_everything_leaves_nothing_open(travaux, draft, tmp_path, rest):
    out = tmp_path / "clean.json"
    assert travaux("choose", draft, "--rest", rest, "-o", out)[0] == 0
    assert json.loads(travaux("issues", out, "--json")[1]) == []


def test_one_choice_is_settled_and_the_others_stay_open(travaux, draft, tmp_path):
    rows = json.loads(travaux("issues", draft, "--json")[1])
    bracket = next(row for row in rows if row["kind"] == "bracket" and "by the depositary" in row["options"][0]["text"])
    out = tmp_path / "next.json"
    assert travaux("choose", draft, "--set", f"{bracket['id']}=drop", "-o", out)[0] == 0
    left = json.loads(travaux("issues", out, "--json")[1])
    assert len(left) == len(rows) - 1


def test_a_projected_text_keeps_open_what_the_party_said_nothing_on(travaux, draft, tmp_path):
    out = tmp_path / "theirs.json"
    assert travaux("project", draft, "--party", "EE", "-o", out)[0] == 0
    assert json.loads(travaux("issues", out, "--party", "JM", "--json")[1])
    status, shown, _ = travaux("show", out)
    assert status == 0
    assert "a common style" not in shown
    assert "[promote][encourage]" in shown


def test_the_demonstration_writes_its_results_into_a_folder(travaux, draft, tmp_path):
    status, out, err = travaux("demo", draft, "--out", tmp_path / "results")
    assert (status, err) == (0, "")
    assert "travaux read draft.txt" in out
    written = {path.name for path in (tmp_path / "results").iterdir()}
    assert {"draft.html", "draft.docx", "draft.xml", "draft.json", "draft-kept.md"} <= written


def test_the_demonstration_runs_without_a_file(travaux):
    status, out, _ = travaux("demo")
    assert status == 0
    assert "draft_treaty.txt" in out
    numbers = [int(number) for number in re.findall(r"^(\d+)\. .*─$", out, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_demonstration_compares_drafts_and_makes_one_text_out_of_proposals(travaux, tmp_path):
    status, out, err = travaux("demo", "--out", tmp_path / "out", columns=400)
    assert (status, err) == (0, "")
    # Rev. 3 brackets an addition to a paragraph that Rev. 2 has without brackets; read in the drafts.
    assert re.search(r"Agreed text touched again: 1\n.*\n *Article 4, paragraph 1 ", out)
    assert "[UY propose: , laid down by law,]" in out
    ours = ("redline.html", "redline.docx", "one.docx", "table.xlsx", "table.html")
    assert all((tmp_path / "out" / f"typefaces-{name}").stat().st_size for name in ours)


def test_the_commands_that_the_demonstration_names_can_be_run_in_its_folder(travaux, tmp_path, monkeypatch):
    out = travaux("demo", "--out", tmp_path, columns=400)[1]
    commands = [line.split()[2:] for line in out.split("\n") if re.match(r" *\$ travaux .*typefaces", line)]
    assert {command[0] for command in commands} == {"compare", "timeline", "consolidate", "table"}
    monkeypatch.chdir(tmp_path)
    assert [(travaux(*command)[0], command) for command in commands] == [(0, command) for command in commands]


def test_the_demonstration_of_another_draft_is_about_that_draft_alone(travaux, draft):
    status, out, _ = travaux("demo", draft)
    assert status == 0
    assert "typefaces/texts" not in out


def test_the_installed_command_exists():
    done = in_a_process("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: travaux")
