"""Raw cells of the United Nations Treaty Collection, and declarations as plain text."""

from collections import Counter
from datetime import date

import pytest
from tests.corpus import CORPUS, needs_corpus

from travaux.treaty.opening import open_treaties
from travaux.treaty.untc_cells import meanings, read_cell, written_day
from travaux.treaty.untc_declarations import parts_of, statements_in

EVERY = "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d), Formal confirmation(c)"


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("1 Jun 2000", "ratification"),
        ("1 Jun 2000 a", "accession"),
        ("5 Sep 1983 A", "acceptance"),
        ("5 Sep 1983 AA", "approval"),
        ("5 Sep 1983 d", "succession"),
        ("5 Sep 1983 c", "formal_confirmation"),
    ],
)
def test_the_letter_of_a_cell_means_what_the_heading_says(cell, kind):
    read = read_cell(cell, EVERY)
    assert (read.kind, read.words, read.doubt) == (kind, None, "")


@pytest.mark.parametrize(
    ("heading", "cell", "kind"),
    [
        ("Signature, Succession to signature(d)", "3 May 1990", "signature"),
        ("Signature, Succession to signature(d)", "3 May 1990 d", "signature"),
        ("Definitive signature(s), Acceptance(A)", "3 May 1990 s", "definitive_signature"),
        ("Signature ad referendum (s)", "3 May 1990", "signature"),
        ("Provisional application(n)", "3 May 1990 n", "provisional_application"),
        ("Consent to be bound(P), Succession(d)", "3 May 1990 P", "consent_to_be_bound"),
        ("Simplified procedure(p), Ratification", "3 May 1990 p", "consent_to_be_bound"),
        ("Notification of use under article 7 (1) (b)", "3 May 1990", "notification"),
        ("Accession(a)", "3 May 1990", "accession"),
    ],
)
def test_headings_of_other_columns(heading, cell, kind):
    read = read_cell(cell, heading)
    assert (read.kind, read.day, read.doubt) == (kind, date(1990, 5, 3), "")


@pytest.mark.parametrize(
    ("words", "day"),
    [("19 July 2006", date(2006, 7, 19)), ("5 Sept 2000", date(2000, 9, 5)), ("1 June 1999", date(1999, 6, 1)),
     ("30 Feb 2000", None), ("0 Mar 2000", None), ("1 Monty 2000", None), ("1 Junius 2000", None), ("1 Ju 2000", None)],
)  # fmt: skip
def test_a_month_is_read_as_far_as_it_is_one(words, day):
    assert written_day(*words.split()) == day


@pytest.mark.parametrize(
    ("heading", "cell", "doubt"),
    [
        ("Accession(a), Succession(d)", "1 Jun 2000", "no letter"),
        (EVERY, "1 Jun 2000 x", "'x' is not in the heading"),
        (EVERY, "June 2000", "is no day"),
        (EVERY, "1 Monty 2000", "is no day"),
        (EVERY, "31 Jun 2000 a", "is no day"),
        ("Acceptance of the Protocol, Succession to the Protocol", "1 Jun 2000", "which of"),
        ("Application", "1 Jun 2000", "no kind of action"),
    ],
)
def test_what_cannot_be_told_is_kept_with_its_words_and_never_guessed(heading, cell, doubt):
    read = read_cell(cell, heading)
    assert read.kind == "other"
    assert doubt in read.doubt
    assert read.words


def test_two_ways_to_consent_are_a_consent_and_still_a_doubt():
    read = read_cell("1 Jun 2000", "Definitive signature of the Protocol, Acceptance of the Protocol")
    assert read.kind == "consent_to_be_bound"
    assert "which of" in read.doubt


def test_a_comma_inside_a_heading_does_not_part_it():
    words = "Provisional application by virtue of signature, adoption or accession, Acceptance(A)"
    assert [(each.letter, each.kind) for each in meanings(words)] == [
        ("", "provisional_application"),
        ("A", "acceptance"),
    ]


TABLE = (
    "untc_chapter_treaty,participant,column,value\n"
    '9-1,Kenya,"Ratification, Accession(a)",2 Mar 2001 a\n'
    '9-1,Norway,"Ratification, Accession(a)",2 Mar 2001 q\n'
    "9-1,Norway,Registration Number,4711\n"
    "9-1,Norway,Signature,1 Mar 2001\n"
)


def test_a_table_of_cells_with_names_and_declarations_beside(tmp_path):
    (tmp_path / "cells.csv").write_text(TABLE)
    (tmp_path / "untc_index.csv").write_text("chapter_no,treaty_no,treaty_name\n9,1,Convention on Salt\n")
    (tmp_path / "untc_declarations").mkdir()
    said = "#Kenya\nReservation:It does not salt fish.Declaration:It salts meat.\n\n#Norway\nNothing.\n"
    (tmp_path / "untc_declarations" / "9-1.txt").write_text(said)
    found = open_treaties(tmp_path / "cells.csv")
    assert found.treaties["9-1"].name == "Convention on Salt"
    assert [(each.party, each.kind) for each in found.actions] == [
        ("KE", "accession"), ("NO", "other"), ("NO", "signature"),
        ("KE", "reservation"), ("KE", "declaration"), ("NO", "declaration"),
    ]  # fmt: skip
    assert found.actions[3].words == "Reservation:It does not salt fish."
    assert all(each.source in found.sources for each in found.actions)
    assert len({each.id for each in found.actions}) == len(found.actions)
    told = [each.what for each in found.remarks]
    assert any(each.startswith("row 3: column 'Ratification, Accession(a)': the letter 'q'") for each in told)
    assert any(each.startswith("row 4: the column 'Registration Number'") for each in told)


def test_a_text_of_declarations_loses_no_word():
    words = "Upon signature it said so.Reservation:Not fish.Objection:To that of Norway."
    parts = parts_of(words)
    assert [kind for kind, _ in parts] == ["declaration", "reservation", "objection"]
    assert "".join(part for _, part in parts) == words
    assert parts_of("Declarations and reservations: both.")[0][0] == "declaration"
    assert statements_in("no heading at all") == ()


@needs_corpus
def test_the_raw_cells_of_the_corpus():
    found = open_treaties(CORPUS / "treaty-actions" / "untc_2015_actions_raw.csv")
    told = [each for each in found.actions if each.id.startswith("row-")]
    metadata = 26_094 - len(told)
    assert metadata == 141 + 144 + 144 + 144 + 143 + 142  # cells in columns of registration, adoption and volume
    texts = {each.treaty for each in found.actions if not each.id.startswith("row-")}
    assert len(texts) == 46
    # Of 255 treaties one, on admissions to the United Nations, has no other columns.
    assert len({each.treaty for each in told}) == 254
    assert len(set(found.treaties) - (texts - {each.treaty for each in told})) == 255
    kinds = Counter(each.kind for each in told)
    assert kinds["signature"] == 6313 + 896 + 7 + 45 + 24
    assert kinds["succession"] > 900
    one = next(e for e in told if e.treaty == "6-19" and e.party == "EU" and e.kind != "signature")
    assert (one.kind, one.date) == ("formal_confirmation", date(1990, 12, 31))
    assert all(each.note for each in told if each.kind == "other")
    assert found.treaties["1-1"].name.startswith("Charter of the United Nations")
    assert any(each.kind == "reservation" and each.party == "AR" and each.treaty == "4-11" for each in found.actions)
