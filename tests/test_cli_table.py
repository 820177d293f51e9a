"""`travaux table`: what it prints, what it writes, what it refuses."""

import csv
import json

import pytest
from pydantic import TypeAdapter

from side_by_side_texts import BASE
from travaux.cli.table_shapes import TableReport

ARABIC = """المادة 1

1. يجوز لكل طرف أن يتخذ التدابير اللازمة لتنفيذ أحكام هذه المعاهدة.

2. على كل طرف أن يحمي المحارف بموجب قانونه الوطني.
"""
CHINESE = """1. 每一缔约方可以采取必要措施执行本条约的规定。

2. 每一缔约方应根据其国内法保护字体。
"""


@pytest.fixture
def files(tmp_path):
    """Writes texts to files and gives the arguments of the command."""

    def write(base, **proposals):
        (tmp_path / "base.txt").write_text(base, encoding="utf-8")
        arguments = ["table", tmp_path / "base.txt"]
        for party, words in proposals.items():
            (tmp_path / f"{party}.txt").write_text(words, encoding="utf-8")
            arguments += ["--proposal", f"{party}={tmp_path / party}.txt"]
        return arguments

    return write


def test_few_proposals_are_printed_in_columns(travaux, files):
    status, out, err = travaux(*files(BASE, CL=BASE.replace("Observers", "Guests")), columns=100)
    assert (status, err) == (0, "")
    assert "Chile (CL); CL.txt; changes 1 provision: 1 reworded" in out
    assert "[-Observers-]" in out
    assert "{+Guests+}" in out
    assert out.count("as in the base") == 5
    assert max(map(len, out.split("\n"))) <= 100


def test_many_proposals_are_printed_one_below_another(travaux, files):
    proposals = {party: BASE.replace("Observers", "Guests") for party in ("CL", "KE", "US")}
    status, out, _ = travaux(*files(BASE, **proposals, JP=BASE, NO=BASE), "--changed")
    assert status == 0
    assert out.count("{+Guests+}") == 3
    assert "as in the base: JP, NO" in out
    assert "Fees" not in out
    assert max(map(len, out.split("\n"))) <= 80


def test_a_table_without_changes_says_so(travaux, files):
    status, out, _ = travaux(*files(BASE, CL=BASE), "--changed")
    assert status == 0
    assert "No proposal changes anything." in out
    assert "CL: the text is the same as the base." in out


def test_json_fits_its_shape(travaux, files):
    status, out, _ = travaux(*files(BASE, CL=BASE.replace("Fees", "Dues")), "--changed", "--json")
    assert status == 0
    TypeAdapter(TableReport).validate_json(out)
    found = json.loads(out)
    assert found.keys() == TableReport.model_fields.keys()
    assert [row["label"] for row in found["rows"]] == ["Article 1, paragraph 2"]
    assert found["changed_only"]


@pytest.mark.parametrize("ending", [".docx", ".html", ".csv", ".xlsx"])
def test_the_table_is_written_and_said_to_be(travaux, files, tmp_path, ending):
    out = tmp_path / f"table{ending}"
    status, said, err = travaux(*files(BASE, CL=BASE.replace("Fees", "Dues")), "-o", out)
    assert (status, err) == (0, "")
    assert said == f"table{ending}: 6 provisions and 1 proposal side by side\n"
    assert out.stat().st_size > 100


def test_twenty_proposals_make_twenty_columns(travaux, files, tmp_path):
    parties = [f"{first}{second}" for first in "ABCDE" for second in "ZYXW"]
    proposals = {party: BASE.replace("typefaces", f"typefaces and {party}") for party in parties}
    status, _, _ = travaux(*files(BASE, **proposals), "-o", tmp_path / "t.csv")
    assert status == 0
    rows = list(csv.reader((tmp_path / "t.csv").open(encoding="utf-8-sig", newline="")))
    assert {len(row) for row in rows} == {22}
    assert all(f"{{+and {party}+}}" in cell for party, cell in zip(parties, rows[2][2:], strict=True))


def test_arabic_proposals_are_compared_in_their_own_script(travaux, files, tmp_path):
    arguments = files(ARABIC, EG=ARABIC.replace("يجوز", "ينبغي"))
    assert travaux(*arguments, "-o", tmp_path / "t.html")[0] == 0
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    status, out, _ = travaux(*arguments, "--json")
    acts = {
        (piece["act"], piece["text"].strip())
        for row in json.loads(out)["rows"] for cell in row["cells"] for piece in cell["pieces"]
        if piece["act"] != "same"
    }  # fmt: skip
    assert (status, acts) == (0, {("deleted", "يجوز"), ("inserted", "ينبغي")})


def test_chinese_proposals_are_compared_sign_by_sign(travaux, files):
    status, out, _ = travaux(*files(CHINESE, CN=CHINESE.replace("字体。", "字体和字库。")), "--changed", "--json")
    (row,) = json.loads(out)["rows"]
    assert status == 0
    assert [piece["text"] for piece in row["cells"][0]["pieces"] if piece["act"] == "inserted"] == ["和字库"]


def test_two_languages_are_refused_in_one_line(travaux, files, tmp_path):
    status, out, err = travaux(*files(BASE, EG=ARABIC), "-o", tmp_path / "t.docx")
    assert (status, out) == (2, "")
    assert "EG is in Arabic, the base in English" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "t.docx").exists()


def test_control_characters_in_a_proposal_do_not_drive_the_terminal(travaux, files):
    words = BASE.replace("Observers", "Guests \x1b[31m\x9b2J red")
    status, out, _ = travaux(*files(BASE, CL=words))
    assert status == 0
    assert "\x1b" not in out
    assert "\x9b" not in out


def test_hostile_words_stay_words_in_every_format(travaux, files, tmp_path):
    evil = BASE.replace("2. Observers may", "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> & Observers may")
    for ending in ("docx", "html", "csv", "xlsx"):
        assert travaux(*files(BASE, CL=evil), "-o", tmp_path / f"t.{ending}")[0] == 0
    assert b"<script>" not in (tmp_path / "t.html").read_bytes()
    rows = csv.reader((tmp_path / "t.csv").open(encoding="utf-8-sig", newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_part_of_the_text_leaves_the_rest_alone(travaux, files):
    arguments = files(BASE, CL="Article 2\n\n2. Observers shall attend without the right to vote.")
    status, out, _ = travaux(*arguments, "--partial", "chile", "--changed")
    assert status == 0
    assert "[-may-]" in out
    assert "deleted" not in out
    status, _, err = travaux(*arguments, "--partial", "KE")
    assert (status, "--partial names KE" in err) == (2, True)


@pytest.mark.parametrize(
    ("more", "said"),
    [(["-o", "t.pdf"], ".docx .html .csv .xlsx"), (["--proposal", "KE"], "no file in the proposal"),
     (["--proposal", "KE=gone.txt"], "no such file"), (["--proposal", "chile=x.txt"], "CL proposes twice")],
)  # fmt: skip
def test_wrong_arguments_are_refused_before_anything_is_read(travaux, files, more, said):
    status, out, err = travaux(*files(BASE, CL=BASE), *more)
    assert (status, out) == (2, "")
    assert said in err


def test_no_file_that_is_read_is_written_over(travaux, files, tmp_path):
    arguments = files(BASE, CL=BASE.replace("Fees", "Dues"))
    arguments[-1] = arguments[-1].replace("CL.txt", "CL.html")
    (tmp_path / "CL.html").write_text("<p>1. Each Contracting Party shall act.</p>", encoding="utf-8")
    status, _, err = travaux(*arguments, "-o", tmp_path / "CL.html")
    assert status == 2
    assert "is the file that is read" in err


def test_without_a_proposal_it_says_how_to_name_one(travaux, files):
    status, _, err = travaux(*files(BASE))
    assert status == 2
    assert "--proposal CC=FILE" in err
