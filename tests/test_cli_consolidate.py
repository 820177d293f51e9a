"""`travaux consolidate`: what it writes, what it tells, what it refuses."""

import json

import pytest
from pydantic import TypeAdapter

import travaux as house
from travaux.cli.consolidate_shapes import ConsolidateReport

BASE = """Article 1

1. Each Party shall keep a register of [samples][specimens].

2. The Parties shall meet every year in Geneva.

3. Nothing in this Agreement prevents a Party from acting alone.
"""
US = BASE.replace("every year ", "every two years ")
CL = BASE.replace("shall keep", "may keep")
FRENCH = """Article premier

1. Chaque Partie tient un registre des échantillons et le publie tous les ans dans la langue de son choix.

2. Les Parties se réunissent tous les deux ans à Genève pour examiner la mise en œuvre de cet accord.
"""


@pytest.fixture
def files(tmp_path):
    """Writes texts to files and gives the arguments of the command."""

    def write(base=BASE, ending="txt", **proposals):
        (tmp_path / "base.txt").write_text(base, encoding="utf-8")
        arguments = ["consolidate", tmp_path / "base.txt", "-o", tmp_path / f"out.{ending}"]
        for party, words in proposals.items():
            (tmp_path / f"{party}.txt").write_text(words, encoding="utf-8")
            arguments += ["--proposal", f"{party}={tmp_path / party}.txt"]
        return arguments

    return write


def test_the_text_is_written_and_agreed_words_touched_again_are_told_first(travaux, files, tmp_path):
    status, out, err = travaux(*files(US=US, CL=CL))
    assert (status, err) == (0, "")
    words = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "1. Each Party [CL oppose: shall] [CL propose: may] keep a register of [samples][specimens]." in words
    assert "every [US oppose: year] [US propose: two years] in Geneva" in words
    assert out.startswith("out.txt: 2 choices opened by 2 proposals; the base had 1 choice; 3 choices in")
    assert out.index("Agreed words touched again (2 choices)") < out.index("Proposals")
    assert "Article 1, paragraph 2" in out
    assert "“two years” proposed by US" in out
    assert "has said nothing about it" in out
    assert max(map(len, out.split("\n"))) <= 80


def test_names_of_parties_become_codes(travaux, files, tmp_path):
    assert travaux(*files(Chile=CL))[0] == 0
    assert "[CL oppose: shall]" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_json_fits_its_shape(travaux, files):
    status, out, _ = travaux(*files(US=US, CL=CL, NZ=BASE), "--json")
    assert status == 0
    TypeAdapter(ConsolidateReport).validate_json(out)
    report = json.loads(out)
    assert [row["party"] for row in report["proposals"]] == ["CL", "NZ", "US"]
    first = report["conflicts"][0]
    assert (first["parties"], first["options"][0]["texts"]) == (["CL"], ["NZ", "US"])
    assert len(report["reopened"]) == 2


@pytest.mark.parametrize("ending", ["json", "xml", "html", "docx", "md"])
def test_every_format_is_written_by_its_ending(travaux, files, tmp_path, ending):
    assert travaux(*files(US=US, ending=ending))[0] == 0
    found = house.read(tmp_path / f"out.{ending}")
    assert [issue.kind for issue in found.issues()] == ["alternatives", "alternatives"]


def test_the_style_without_names_writes_none_and_tells_the_user(travaux, files, tmp_path):
    status, out, _ = travaux(*files(US=US), "--style", "unfccc")
    assert status == 0
    words = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "every [year][two years] in Geneva" in words
    assert "US" not in words
    assert "proposed by US" in out


def test_everybody_gets_the_own_text_back_even_who_asked_for_nothing(travaux, files, tmp_path):
    assert travaux(*files(US=US, NZ=BASE, ending="json"))[0] == 0
    for party, own in (("US", US), ("NZ", BASE)):
        back = tmp_path / f"{party}-back.txt"
        assert travaux("project", tmp_path / "out.json", "--party", party, "-o", back)[0] == 0
        assert back.read_text(encoding="utf-8") == own


def test_an_older_base_is_told(travaux, files, tmp_path):
    (tmp_path / "older.txt").write_text(BASE, encoding="utf-8")
    base = BASE.replace("a register", "a public register")
    status, out, _ = travaux(*files(base, US=US), "--older", tmp_path / "older.txt")
    assert status == 0
    assert "carried over from older.txt" in out
    assert "a public register of" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_a_part_of_the_text_is_told_and_taken(travaux, files, tmp_path):
    more = BASE + "\nArticle 2\n\n1. Disputes are settled by consultation between the Parties.\n"
    status, _, _ = travaux(*files(more, US=US), "--partial", "US")
    assert status == 0
    assert "\n\nArticle 2\n\n1. Disputes" in (tmp_path / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("proposals", "more", "words"),
    [
        ({}, [], "no proposal was given"),
        ({"US": "1. Fish of that kind swim below green water, eating weeds."}, [], "is not to this base"),
        ({"US": "   "}, [], ""),
        ({"US": US}, ["--partial", "NZ"], "NZ is named as partial"),
        ({"FR": FRENCH}, [], "in another language"),
        ({"US": US}, ["--older", "absent.txt"], "absent.txt"),
        ({"US": US}, ["--style", "plain"], "--style"),
    ],
)
def test_bad_input_is_refused_in_one_line(travaux, files, tmp_path, proposals, more, words):
    status, out, err = travaux(*files(**proposals), *more)
    assert (status, out) == (2, "")
    assert words in err
    assert "Remedy" in err
    assert len(err.strip().split("\n")) == 1
    assert not (tmp_path / "out.txt").exists()


def test_a_party_given_twice_is_refused(travaux, files, tmp_path):
    status, _, err = travaux(*files(US=US), "--proposal", f"us={tmp_path / 'US.txt'}")
    assert status == 2
    assert "twice" in err


def test_another_text_is_taken_when_forced(travaux, files, tmp_path):
    assert travaux(*files(US="1. Fish of that kind swim below green water, eating weeds."), "--force")[0] == 0
    assert "Fish" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_the_base_is_never_written_over(travaux, files, tmp_path):
    arguments = files(US=US)
    arguments[3] = tmp_path / "base.txt"
    assert travaux(*arguments)[0] == 2
    assert (tmp_path / "base.txt").read_text(encoding="utf-8") == BASE
