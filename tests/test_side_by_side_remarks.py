"""What cannot be set side by side, and what a reader is told."""

import pytest

import travaux
from corpus import CORPUS, needs_corpus
from side_by_side_texts import BASE, table
from travaux.errors import TravauxError
from travaux.text.comparing import compare
from travaux.text.side_by_side import side_by_side
from travaux.text.side_by_side.remarks import language_name, matched_share
from word_files import p, r, word_file

OTHER = """Chapter I

The harbour master inspects vessels, anchors, ropes and cargo before sunrise.

Cooks aboard bake bread, boil potatoes, salt herring, brew coffee.

Sailors paint hulls whenever winter storms keep them ashore.
"""
FRENCH = """Article premier

1. Les Parties contractantes protègent les caractères typographiques dans les conditions prévues par la loi.

2. Les taxes sont publiées par l'Assemblée des Parties et le Directeur général en informe les observateurs.

3. Le Directeur général convoque les sessions de l'Assemblée dans les conditions prévues par le présent traité.
"""


def refusal(**proposals):
    with pytest.raises(TravauxError) as error:
        table(**proposals)
    return error.value


def test_a_text_on_another_matter_is_refused_with_the_share_that_matched():
    error = refusal(KE=BASE.replace("Fees", "Dues"), CL=OTHER)
    assert "CL" in error.what
    assert "different documents" in error.what
    assert error.why.startswith("0%")
    assert error.remedy


def test_a_proposal_of_a_few_words_is_remarked_on_and_not_refused():
    found = table(CL="Cooks aboard bake bread.")
    assert any("0% of the words of its proposal" in remark for remark in found.remarks)


def test_a_text_in_another_language_is_refused_by_the_names_of_the_languages():
    error = refusal(CH=FRENCH)
    assert "in French, the base in English" in error.what
    assert "%" in error.why


def test_a_proposal_that_drops_most_of_the_base_is_remarked_on():
    part = BASE.split("2. Fees")[0]
    found = table(CL=part)
    assert any("shown as deleted" in remark and "CL" in remark for remark in found.remarks)
    assert not any("deleted" in remark for remark in table(partial=["CL"], CL=part).remarks)


def test_a_text_that_changes_nothing_is_said_to_be_the_same():
    assert table(CL=BASE).remarks == ("CL: the text is the same as the base.",)
    assert table(CL=BASE.replace("Fees", "Dues")).remarks == ()


def test_the_share_counts_words_of_the_proposal_or_of_the_base():
    base, part = travaux.read_text(BASE), travaux.read_text(BASE.split("Article 2")[0])
    comparison = compare(base, part)
    assert matched_share(comparison) == 1.0
    assert 0.3 < matched_share(comparison, of_base=True) < 0.6
    assert matched_share(compare(base, base), of_base=True) == 1.0


def test_comments_that_are_not_shown_are_said_to_be_there(tmp_path):
    comment = f'<w:comment w:id="1" w:author="Ana" w:initials="A">{p(r("Think again."))}</w:comment>'
    body = p(r("Each Party shall act."), '<w:r><w:commentReference w:id="1"/></w:r>') + p(r("It shall report."))
    (tmp_path / "cl.docx").write_bytes(word_file(body, comments=comment))
    base = travaux.read_text("Each Party shall act.\n\nIt shall report.")
    found = side_by_side(base, {"CL": travaux.read(tmp_path / "cl.docx")})
    assert "Comments are not shown: CL." in found.remarks


def test_a_base_with_tracked_changes_is_said_to_be_taken_with_them(tmp_path):
    new = f'<w:ins w:id="2" w:author="Ben" w:date="2026-03-01T09:00:00Z">{r(" in writing")}</w:ins>'
    (tmp_path / "base.docx").write_bytes(word_file(p(r("Each Party shall act"), new, r("."))))
    other = travaux.read_text("Each Party shall act.")
    found = side_by_side(travaux.read(tmp_path / "base.docx"), {"CL": other})
    assert "tracked changes accepted" in found.remarks[0]
    assert found.rows[0].cells[0].kind == "reworded"


def test_a_language_without_a_name_keeps_its_code():
    assert (language_name("zh"), language_name("qq")) == ("Chinese", "qq")


@needs_corpus
def test_real_treaties_on_different_matters_are_refused_and_successive_drafts_are_not():
    def read(name):
        return travaux.read(CORPUS / "texts" / name)

    adopted = read("unfccc-2015-12-12-adopted-paris-agreement.md")
    with pytest.raises(TravauxError, match="different documents"):
        side_by_side(adopted, {"CL": read("bbnj-agreement-2023-adopted.html")})
    assert side_by_side(read("unfccc-2015-12-09-draft-paris-outcome.md"), {"CL": adopted}).rows
