"""Typography makes no other wording, yet a redline shows it."""

import pytest

from compared_texts import changes, compared
from travaux.text.comparing.rows import remarks

OPEN = "1. Observers [may] speak last and sit at the back of the room."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2. The Parties' reports shall come every two years.", "2. The Parties’ reports shall come every two years."),
        ("2. A Party's report is due in May of each year.", "2. A Party’s report is due in May of each year."),
        ('2. The "Office" keeps all samples of the members.', "2. The “Office” keeps all samples of the members."),
        ("2. Parties cut it by 40-70 per cent by then.", "2. Parties cut it by 40–70 per cent by then."),
        ("2. A low-cost way of keeping samples is sought.", "2. A low‑cost way of keeping samples is sought."),
        ("2. Parties cut it by 50 per cent by then.", "2. Parties cut it by 50\u00a0per cent by then."),
    ],
)
def test_typography_alone_changes_no_provision_and_reopens_nothing(old, new):
    for before, after in ((old, new), (new, old)):
        comparison = compared([OPEN, before], [OPEN, after])
        assert changes(comparison) == []
        assert comparison.reopened == comparison.choices == ()


def test_an_option_with_other_dashes_is_not_reworded():
    old = "1. Option 1: Parties cut it by 40-70 per cent.\n\nOption 2: Parties do what they can."
    comparison = compared(old, old.replace("40-70", "40–70"))
    assert comparison.choices == ()
    assert comparison.kept == (("p1.c1", "p1.c1"),)


def test_the_changed_sign_stands_in_the_spans():
    comparison = compared("A Party's report is due.", "A Party’s report is due.")
    [row] = comparison.provisions
    told = [
        (span.act, comparison.old_text.keys[slice(*span.old)], comparison.new_text.keys[slice(*span.new)])
        for span in row.spans
        if span.act != "same"
    ]
    assert told == [("deleted", ["Party's"], []), ("inserted", [], ["Party’s"])]
    assert row.kind == "same"
    assert "another form in 1 place;" in " ".join(remarks(comparison))


def test_words_beside_other_quotes_are_counted_alone():
    comparison = compared("A Party's report is due in May.", "A Party’s report is due in June.")
    assert changes(comparison) == [("reworded", 1, 1)]


def test_a_bracket_round_a_word_with_another_apostrophe_is_a_bracket_round_agreed_words():
    comparison = compared([OPEN, "2. The members' share is paid."], [OPEN, "2. The [members’ share] is paid."])
    assert [(each.how, each.now) for each in comparison.reopened] == [("bracketed", "[members’ share]")]


def test_a_dropped_hyphen_is_a_change():
    assert changes(compared("Co-operation is free.", "Cooperation is free.")) == [("reworded", 1, 1)]
