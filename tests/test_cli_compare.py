"""`travaux compare`: what it prints, what it writes, what it refuses."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from pydantic import TypeAdapter
from rich.console import Console

from travaux import read_text
from travaux.cli.compare_page import compare_page
from travaux.cli.compare_shapes import CompareReport
from travaux.text.comparing import compare as compared
from travaux.text.comparing.model import ChoiceChange, Reopened

OLD = """Article 1

1. Observers [may][must] speak last and sit at the back.

2. The Director General reports to the Assembly once a year.

Article 2

Depositors [of living samples] pay a yearly fee.
"""
NEW = """Article 1

1. Observers must speak last and sit at the back.

2. The Director General [reports] to the Assembly once a year.

Article 2

Depositors [of living samples][who can] pay a yearly fee.

Article 3

The seat of the Office is in Geneva.
"""


@pytest.fixture
def pair(tmp_path):
    """Writes two texts and gives the arguments of the command."""

    def write(old=OLD, new=NEW):
        (tmp_path / "old.txt").write_text(old, encoding="utf-8")
        (tmp_path / "new.txt").write_text(new, encoding="utf-8")
        return "compare", tmp_path / "old.txt", tmp_path / "new.txt"

    return write


def test_what_was_reopened_stands_before_all_else(travaux, pair):
    status, out, err = travaux(*pair())
    assert (status, err) == (0, "")
    headings = ["Agreed text touched again: 1", "Provisions that changed", "What happened to choices", "Totals"]
    places = [out.index(heading) for heading in headings]
    assert places == sorted(places)
    assert out.startswith("old.txt → new.txt")
    assert "bracketed" in out
    assert "to option 2 must" in out
    assert "Option added: 1" in out
    assert max(map(len, out.split("\n"))) <= 80


def test_figures_are_defined_where_they_are_shown(travaux, pair):
    _, out, _ = travaux(*pair())
    for name in ("reopened:", "words:", "closed:", "matched share:"):
        assert name in out


def test_all_lists_each_provision(travaux, pair):
    arguments = pair()
    assert "Each of them: --all" in travaux(*arguments)[1]
    _, out, _ = travaux(*arguments, "--all", columns=120)
    assert "Article 3" in out
    assert "--all" not in out


def test_a_text_against_itself_has_not_changed(travaux, pair):
    status, out, _ = travaux(*pair(OLD, OLD))
    assert status == 0
    assert "Nothing changed." in out


def test_json_fits_its_shape(travaux, pair):
    status, out, _ = travaux(*pair(), "--json")
    assert status == 0
    TypeAdapter(CompareReport).validate_json(out)
    assert json.loads(out)["old"] == "old.txt"


def test_all_rows_are_written_to_a_file(travaux, pair, tmp_path):
    status, out, _ = travaux(*pair(), "-o", tmp_path / "rows.json")
    assert status == 0
    assert out.startswith("rows.json: 1 agreed passage touched again")
    TypeAdapter(CompareReport).validate_json((tmp_path / "rows.json").read_bytes())


def test_a_redline_is_written_as_a_page_and_as_a_word_file(travaux, pair, tmp_path):
    assert travaux(*pair(), "-o", tmp_path / "out.html")[0] == 0
    assert "<ins" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert travaux(*pair(), "-o", tmp_path / "out.docx")[0] == 0
    assert "word/document.xml" in zipfile.ZipFile(tmp_path / "out.docx").namelist()


STRANGER = """Cats and dogs live in most houses of the village near the blue lake.

Fish swim under boats whose sails were sewn by women from three valleys.

Nobody remembers who planted those apple trees behind our old mill.

Snow falls early up there, long before geese fly south across grey hills.
"""


def test_different_documents_are_called_so(travaux, draft, tmp_path):
    (tmp_path / "other.txt").write_text(STRANGER, encoding="utf-8")
    status, out, _ = travaux("compare", draft, tmp_path / "other.txt")
    assert status == 0
    assert "different documents" in out
    assert "%" in out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("على كل طرف أن [يحمي][يصون] المحارف.", "على كل طرف أن يصون المحارف.", "يصون"),
        ("每一缔约方[应][可]保护字体。", "每一缔约方可保护字体。", "可"),
    ],
)
def test_arabic_and_chinese_are_compared(travaux, pair, old, new, words):
    status, out, _ = travaux(*pair(old, new))
    assert status == 0
    assert f"to option 2 {words}" in out


@pytest.mark.parametrize("name", ["out.pdf", "out", "missing/out.html", "old.txt"])
def test_a_file_that_cannot_be_written_is_refused_before_the_work(travaux, pair, tmp_path, name):
    status, out, err = travaux(*pair(), "-o", tmp_path / name)
    assert (status, out) == (2, "")
    assert "Remedy" in err


def test_a_missing_draft_is_refused(travaux, pair, tmp_path):
    command, old, _ = pair()
    status, _, err = travaux(command, old, tmp_path / "absent.txt")
    assert status == 2
    assert "absent.txt" in err


def test_an_empty_file_is_no_traceback(travaux, pair):
    status, _, err = travaux(*pair(new=""))
    assert status in (0, 2)
    assert "fault in Travaux" not in err


def test_words_of_a_stranger_do_not_drive_the_terminal(travaux, pair):
    _, out, _ = travaux(*pair(new=NEW.replace("Geneva", "Gen\x1b[31meva").replace("must", "mu\x1b[2Jst")), "--all")
    assert "\x1b" not in out


def page_with(found, columns=100, full=False):
    out = io.StringIO()
    compare_page(Console(file=out, width=columns), found, full=full)
    return " ".join(out.getvalue().split())


def test_what_stands_now_is_shown_beside_the_agreed_words():
    found = replace(
        compared(read_text("[a]"), read_text("[b]")),
        reopened=(Reopened("art3", "art3", "Article 3", "reworded", "may", "shall not"),),
        matched_share=1.0,
    )
    assert "was: may now: shall not" in page_with(found)


def test_other_wording_shows_what_stands_now_and_what_was_asked():
    change = ChoiceChange("c1", None, "closed", "other wording", "55", where="Article 1", question="50 or 60?")
    found = replace(compared(read_text("[50][60]"), read_text("55")), choices=(change,))
    assert "with other wording: 55; it asked: 50 or 60?" in page_with(found)


def test_all_lists_the_words_out_and_in(travaux, pair):
    old = "Article 1\n\n1. Each Party may refuse access to its old samples.\n\n2. The fund is closed.\n"
    new = "Article 1\n\n1. Each Party shall not refuse access to its old samples.\n"
    new += "\nArticle 9\n\nNobody pays for air.\n"
    out = " ".join(travaux(*pair(old, new), "--all")[1].split())
    assert "Each Party [-may-] {+shall not+} refuse access to …" in out
    assert "{+Nobody pays for air.+}" in out
    assert "[-The fund is closed.-]" in out


def test_provisions_of_one_name_are_told_apart(travaux, pair):
    body = "Preamble\n\nThe Parties, {}\n\nNoting one thing, {}\n\nArticle 1\n\nAll is well.\n\nAll is {}.\n"
    out = travaux(*pair(body.format("first", "second", "bad"), body.format("then", "later", "good")), "--all")[1]
    named = re.findall(r"^  (\S.*?):\s+reworded", out, re.MULTILINE)
    assert len(set(named)) == len(named) >= 2


def test_the_files_are_named_as_the_user_named_them(travaux, pair, tmp_path):
    command, old, new = pair()
    assert travaux("convert", new, tmp_path / "other.json")[0] == 0
    assert travaux(command, old, tmp_path / "other.json")[1].startswith("old.txt → other.json")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "old.txt").write_text(NEW, encoding="utf-8")
    found = json.loads(travaux(command, old, tmp_path / "sub" / "old.txt", "--json")[1])
    assert found["old"] != found["new"]
