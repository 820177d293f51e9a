"""A base text and proposals side by side: which rows there are, and what stands in them."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import travaux
from corpus import CORPUS, needs_corpus
from side_by_side_texts import BASE, cells, table, text
from travaux.errors import TravauxError
from travaux.text.comparing.printed import printed
from travaux.text.side_by_side import side_by_side
from word_files import p, r, word_file

WHEN = 'w:date="2026-03-01T09:00:00Z"'


def test_a_row_stands_for_each_paragraph_of_the_base_in_order():
    found = table(CL=BASE.replace("Observers", "Invited observers"))
    assert [row.label for row in found.rows] == [
        "Article 1", "Article 1, paragraph 1", "Article 1, paragraph 2",
        "Article 2", "Article 2, paragraph 1", "Article 2, paragraph 2",
    ]  # fmt: skip
    assert [row.heading for row in found.rows] == [True, False, False, True, False, False]
    assert found.provisions == 6
    words = "".join(piece.text for piece in found.rows[2].base)
    assert words.strip() == "2. Fees shall be published by the Assembly every year."


def test_a_cell_tells_words_that_stay_go_and_come():
    (cell,) = cells(table(CL=BASE.replace("once every two years", "once a year")), "Article 2, paragraph 1")
    assert cell.kind == "reworded"
    assert cell.words == "1. The Director General shall convene the Assembly once a year."
    old = "".join(piece.text for piece in cell.pieces if piece.act != "inserted").strip()
    assert old == "1. The Director General shall convene the Assembly once every two years."
    assert {piece.text.strip() for piece in cell.pieces if piece.act == "deleted"} == {"every two years"}


def test_what_a_proposal_leaves_alone_is_as_in_the_base():
    found = table(CL=BASE.replace("Observers", "Invited observers"))
    kinds = [cell.kind for row in found.rows for cell in row.cells]
    assert kinds == ["as_base"] * 5 + ["reworded"]
    assert [row.label for row in found.changed().rows] == ["Article 2, paragraph 2"]
    assert found.changed().provisions == 6


def test_what_a_proposal_leaves_out_is_deleted():
    (cell,) = cells(table(CL=BASE.replace("2. Fees shall be published by the Assembly every year.\n\n", "")),
                    "Article 1, paragraph 2")  # fmt: skip
    assert cell.kind == "deleted"
    assert cell.words == ""
    assert cell.changed


def test_what_a_partial_proposal_does_not_hold_it_leaves_alone():
    only = "2. Fees shall be published by the Secretariat every year."
    found = table(partial=["CL"], CL=f"Article 1\n\n{only}")
    assert cells(found, "Article 1, paragraph 2")[0].kind == "reworded"
    assert [cell.kind for cell in cells(found, "Article 2, paragraph 1")] == ["absent"]
    assert found.columns[0].counts["deleted"] == 0
    assert found.columns[0].changed == 1


def test_a_new_provision_stands_where_the_proposal_has_it():
    new = "2 bis. Small offices pay half of it."
    found = table(CL=BASE.replace("\nArticle 2\n", f"\n{new}\n\nArticle 2\n"))
    place = [row.label for row in found.rows].index("Article 1, paragraph 2 bis (new, CL)")
    row = found.rows[place]
    assert found.rows[place - 1].label == "Article 1, paragraph 2"
    assert (row.base, row.id, row.cells[0].kind, row.cells[0].words) == (None, "", "added", new)


def test_a_new_provision_before_the_first_one_is_the_first_row():
    found = table(CL="The Parties to this Treaty have agreed as follows.\n\n" + BASE)
    assert found.rows[0].base is None
    assert found.rows[0].cells[0].words == "The Parties to this Treaty have agreed as follows."


def test_rival_wordings_of_one_new_provision_share_a_row_and_others_do_not():
    def adding(words):
        return BASE.replace("\nArticle 2\n", f"\n{words}\n\nArticle 2\n")

    found = table(
        CL=adding("3. Poor countries pay nothing at all."), KE=adding("3. Rich countries pay twice."),
        US=adding("Poor countries pay nothing at all."), JP=BASE,
    )  # fmt: skip
    added = [row for row in found.rows if row.base is None]
    assert [[cell.kind for cell in row.cells] for row in added] == [["added", "added", "added", "nothing"]]
    words = [cell.words for cell in added[0].cells]
    assert words[:2] == ["3. Poor countries pay nothing at all.", "3. Rich countries pay twice."]
    assert words[2:] == ["Poor countries pay nothing at all.", ""]
    other = table(CL=adding("3. Poor countries pay nothing."), KE=adding("4. Archives are free."))
    assert [row.cells[0].kind for row in other.rows if row.base is None] == ["added", "nothing"]


def test_a_new_number_alone_is_told_from_new_words():
    found = table(CL=BASE.replace("2. Observers", "3. Observers"))
    (cell,) = cells(found, "Article 2, paragraph 2")
    assert cell.kind == "renumbered"
    assert [(piece.text, piece.act) for piece in cell.pieces[:2]] == [("2. ", "deleted"), ("3. ", "inserted")]
    assert found.columns[0].counts["renumbered"] == 1


def test_choices_are_shown_as_printed():
    found = table(CL=BASE.replace("[shall]", "shall"))
    row = next(row for row in found.rows if row.label == "Article 1, paragraph 1")
    assert "Party [shall] protect" in "".join(piece.text for piece in row.base)
    assert row.cells[0].words == "1. Each Contracting Party shall protect typefaces that are new."


def test_the_head_of_a_column_counts_what_its_proposal_changes():
    words = BASE.replace("Observers may", "Observers shall").replace("2. Fees shall", "2. All fees shall")
    column = table(CL=words, KE=BASE).columns[0]
    assert (column.party, column.name, column.changed) == ("CL", "Chile", 2)
    assert column.counts == {"reworded": 2, "deleted": 0, "added": 0, "moved": 0, "renumbered": 0}
    assert column.matched == 1.0


def test_tracked_changes_are_accepted_and_their_authors_named(tmp_path):
    gone = '<w:r><w:delText xml:space="preserve">shall </w:delText></w:r>'
    struck = f'<w:del w:id="1" w:author="Ana" {WHEN}>{gone}</w:del>'
    new = f'<w:ins w:id="2" w:author="Ben" {WHEN}>{r("may ")}</w:ins>'
    more = f'<w:ins w:id="3" w:author="Ana" {WHEN}>{r(" in writing")}</w:ins>'
    rest = [p(r(f"Provision number {n} stays as it is.")) for n in range(4)]
    (tmp_path / "base.docx").write_bytes(word_file("".join([p(r("Each Party shall act.")), *rest])))
    paragraph = p(r("Each Party "), struck, new, r("act"), more, r("."))
    (tmp_path / "cl.docx").write_bytes(word_file("".join([paragraph, *rest])))
    found = side_by_side(travaux.read(tmp_path / "base.docx"), {"CL": travaux.read(tmp_path / "cl.docx")})
    assert found.rows[0].cells[0].words == "Each Party may act in writing."
    assert found.columns[0].authors == ("Ana", "Ben")
    assert found.columns[0].file == "cl.docx"
    assert not any(row.changed for row in found.rows[1:])


def test_the_order_of_the_parties_is_that_of_the_columns():
    one, other = BASE.replace("Observers", "Guests"), BASE.replace("Fees", "Dues")
    found, turned = table(CL=one, KE=other), table(KE=other, CL=one)
    assert [column.party for column in turned.columns] == ["KE", "CL"]
    assert [row.cells[::-1] for row in turned.rows] == [row.cells for row in found.rows]


def test_without_a_proposal_there_is_no_table():
    with pytest.raises(TravauxError, match="no proposal"):
        side_by_side(text(), {})


def check_conserved(base, proposal):
    """Every character of both texts stands in the table, in the act that it should."""
    rows = side_by_side(base, {"CL": proposal}).rows
    pieces = [piece for row in rows for piece in row.cells[0].pieces]
    for body, gone in ((base.body, "inserted"), (proposal.body, "deleted")):
        whole = printed(body)
        want = "".join([*whole.tokens, *(unit.number for unit in whole.units)])
        have = "".join(piece.text for piece in pieces if piece.act != gone)
        assert sorted(re.sub(r"\s", "", have)) == sorted(re.sub(r"\s", "", want))


PARAGRAPHS = [
    "Each Party shall protect typefaces that are new.",
    "Each Party [shall][may] protect fonts {that are new}.",
    "Fees are published by the Assembly, every year; in Geneva.",
    "The [US propose: Director] General convenes the Assembly.",
    "Observers may attend without the right to vote.",
    "Nothing in this Treaty affects the scripts themselves.",
    "This Treaty enters into force after 30 ratifications.",
]


@given(st.randoms(use_true_random=False), st.integers(0, 6))
def test_no_character_of_either_text_is_lost(random: Random, changes: int):
    new = list(PARAGRAPHS)
    for _ in range(changes):
        place = random.randrange(len(new))
        act = random.randrange(5)
        if act == 0 and len(new) > 5:
            del new[place]
        elif act == 1:
            new.insert(place, f"{random.randrange(9)} bis. Added words number {random.randrange(99)}.")
        elif act == 2:
            words = new[place].split(" ")
            words[random.randrange(len(words))] = random.choice(["never", "", "promptly and"])
            new[place] = " ".join(words)
        elif act == 3:
            new.append(new.pop(place))
        else:
            new[place] += " " + new.pop((place + 1) % len(new)) if place + 1 < len(new) else " More."
    base = [f"{number}. {words}" for number, words in enumerate(PARAGRAPHS, 1)]
    other = [words if "bis" in words[:5] else f"{number}. {words}" for number, words in enumerate(new, 1)]
    check_conserved(travaux.read_text("\n\n".join(base)), travaux.read_text("\n\n".join(other)))


@needs_corpus
@pytest.mark.parametrize(
    ("old", "new"),
    [("unfccc-2015-12-09-draft-paris-outcome.md", "unfccc-2015-12-12-adopted-paris-agreement.md"),
     ("unfccc-2015-10-23-draft-agreement.md", "unfccc-2015-12-09-draft-paris-outcome.md")],
)  # fmt: skip
def test_no_character_of_real_drafts_is_lost(old, new):
    check_conserved(travaux.read(CORPUS / "texts" / old), travaux.read(CORPUS / "texts" / new))


def test_a_paragraph_of_the_article_before_stands_ahead_of_a_new_article_and_both_are_told_from_the_base():
    base = "Article 1\n\n1. Parties act.\n\n2. Parties meet.\n\nArticle 2\n\n1. Fees are paid."
    cl = base.replace("Article 2", "Article 1 bis\n\n1. Parties watch the rivers closely.\n\nArticle 2")
    mx = base.replace("\n\nArticle 2", "\n\n3. Costs are shared.\n\nArticle 2")
    found = side_by_side(travaux.read_text(base), {"CL": travaux.read_text(cl), "MX": travaux.read_text(mx)})
    labels = [row.label for row in found.changed().rows]
    assert labels[0] == "Article 1, paragraph 3 (new, MX)"
    assert "Article 1 bis, paragraph 1 (new, CL)" in labels[1:]
    assert not any("new" in row.label for row in found.rows if row.base is not None)


def test_an_unknown_party_is_told():
    found = side_by_side(
        travaux.read_text("1. Each Party shall act."), {"Narnia": travaux.read_text("1. Each Party may act.")}
    )
    assert "Narnia stands for no known party: check the spelling." in found.remarks
