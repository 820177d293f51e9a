"""Proposals made on an older text are carried over to the base."""

import travaux
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.model import Break, Change, Text

OLDER = (
    "Article 1\n\n1. Each Party shall keep a register of samples.\n\n"
    "2. The Parties shall meet every year in Geneva.\n\n"
    "3. Nothing in this Agreement prevents a Party from acting alone."
)
BASE = OLDER.replace("a register of", "a public register of").replace(
    "\n\n3. N", "\n\n3. Costs are borne by each Party.\n\n4. N"
)


def made(proposal, base=BASE, older=(OLDER,)):
    texts = [travaux.read_text(each) for each in older]
    return consolidate(travaux.read_text(base), {"US": travaux.read_text(proposal)}, older=texts)


def test_a_proposal_on_an_older_text_asks_for_its_own_changes_only():
    found = made(OLDER.replace("every year", "every two years"))
    assert plain(found.text).strip() == BASE.replace("every year", "every [US oppose: year] [US propose: two years]")
    (row,) = found.report.proposals
    assert row.three_way
    assert row.own_base
    assert row.changes == 1


def test_its_text_is_the_base_with_its_changes():
    found = made(OLDER.replace("every year", "every two years"))
    assert plain(found.text.project("US")).strip() == BASE.replace("every year", "every two years")


def test_changes_beside_those_of_the_base_in_one_sentence_are_merged():
    found = made(OLDER.replace("shall keep", "may keep"))
    assert "1. Each Party [US oppose: shall] [US propose: may] keep a public register" in plain(found.text)
    assert "clash" not in str(found.report)


def test_where_both_touch_the_same_words_the_proposal_keeps_its_own_and_it_is_reported():
    found = made(OLDER.replace("a register of", "a closed register of"))
    assert "[US oppose: public] [US propose: closed] register" in plain(found.text)
    assert any("the base changes the same words" in remark for remark in found.report.proposals[0].remarks)


def test_paragraphs_put_in_and_taken_out_are_carried_over():
    new = OLDER.replace("2. The Parties shall meet every year in Geneva.\n\n", "").replace("3. N", "2. N")
    found = made(new + "\n\n3. Disputes go to the committee.")
    words = plain(found.text)
    assert "[US oppose: 2. The Parties shall meet every year in Geneva.]" in words
    assert "3. Costs are borne by each Party." in words
    assert "[US propose: 5. Disputes" in words or "[US propose: 4 bis. Disputes" in words


def test_a_paragraph_that_the_base_dropped_comes_back_where_the_proposal_changes_it():
    base = OLDER.replace("2. The Parties shall meet every year in Geneva.\n\n", "").replace("3. N", "2. N")
    found = made(OLDER.replace("every year", "every month"), base=base)
    assert "The Parties shall meet every month in Geneva.]" in plain(found.text)
    assert any("no longer in the base" in remark for remark in found.report.proposals[0].remarks)


def test_a_proposal_on_the_base_is_not_carried_though_older_texts_are_given():
    found = made(BASE.replace("every year", "every two years"))
    assert not found.report.proposals[0].three_way


def test_tracked_changes_show_on_which_text_a_proposal_was_made():
    older = (
        Break("paragraph", "1.", 50), Text("Each Party shall keep a register of samples."),
        Break("paragraph", "2.", 50), Text("The Parties meet every year in Geneva."),
    )
    base = (*older[:3], Text("The Parties meet every spring and every year in Geneva."))
    when = "2015-10-23T08:15:30Z"
    own = (
        older[0], Text("Each Party "), Text("shall", change=Change("deleted", "Ana", when)),
        Text("may", change=Change("inserted", "Ana", when)), Text(" keep a register of samples."), *older[2:],
    )
    found = consolidate(travaux.Instrument(base), {"US": travaux.Instrument(own)})
    assert plain(found.text) == (
        "1. Each Party [US oppose: {--shall--}] [US propose: {++may++}] keep a register of samples.\n\n"
        "2. The Parties meet every spring and every year in Geneva.\n"
    )
    (row,) = found.report.proposals
    assert row.three_way
    assert row.own_base == "its own text before its tracked changes"
    assert any("not on the base" in remark for remark in row.remarks)
