"""Which paragraphs are the options of one choice, and how far each option reaches."""

from travaux.text.manuscript import Block, Fragment
from travaux.text.notation.heads import HeadReader
from travaux.text.notation.options import option_spans
from travaux.text.notation.provisions import provisions
from travaux.text.notation.script import script


def spans(*paragraphs: str):
    """Label ordinal, number of the group, and words of each option."""
    made = script([Block([Fragment(words)]) for words in paragraphs])
    found = option_spans(made, provisions(made, HeadReader()))
    return [(s.label.ordinal, s.group, made.text[s.label.end : s.end].strip()) for s in found]


def groups(*paragraphs: str) -> list[int]:
    return [group for _, group, _ in spans(*paragraphs)]


def test_an_option_reaches_to_the_next_label_of_its_series():
    assert spans("The Parties agree:", "Option 1: A fee.", "Option 2: A tax.") == [(1, 1, "A fee."), (2, 1, "A tax.")]


def test_an_option_that_is_not_the_last_may_have_several_paragraphs():
    first, second = spans("1. They agree:", "Option 1: A fee.", "It is small.", "Option 2: A tax.")
    assert first[2] == "A fee.\nIt is small."
    assert second[2] == "A tax."


def test_the_last_option_of_a_numbered_paragraph_ends_at_the_next_number():
    assert spans("3. Option 1: A fee.", "Option 2: A tax.", "4. The end.")[-1] == (2, 1, "A tax.")


def test_the_last_option_outside_numbered_paragraphs_ends_with_its_words():
    assert spans("They agree:", "Option 1: A fee.", "Option 2: A tax.", "The end.")[-1] == (2, 1, "A tax.")


def test_the_last_option_ends_at_a_heading():
    assert spans("Option 1:", "A fee.", "Option 2:", "A tax.", "Article 4", "The end.")[-1] == (2, 1, "A tax.")


def test_another_style_of_label_begins_a_series_inside():
    found = spans("1. They agree:", "Option 1:", "Option (a): A fee.", "Option (b): A tax.", "Option 2: No text")
    assert [group for _, group, _ in found] == [1, 2, 2, 1]
    assert found[0][2].endswith("A tax.")


def test_a_series_that_begins_again_is_another_one():
    found = groups("1. Option 1: A.", "Option 2: B.", "2. Option 1: C.", "Option 2: D.", "3. The end.")
    assert found[0] == found[1] != found[2] == found[3]


def test_a_series_in_each_of_two_articles_is_two_series():
    found = groups("Article 1", "Option 1: A.", "Option 2: B.", "Article 2", "Option 1: C.", "Option 2: D.")
    assert found[0] == found[1] != found[2] == found[3]


def test_options_may_hold_numbered_paragraphs():
    first, second = spans("Option 1:", "1. A fee.", "2. It is small.", "Option 2:", "1. A tax.", "2. It is large.")
    assert first[2] == "1. A fee.\n2. It is small."
    assert second[2] == "1. A tax.\n2. It is large."


def test_a_last_option_without_words_ends_with_them():
    assert spans("1. They agree:", "Option 1: A fee.", "Option 2: No text", "The end.")[-1][2] == "No text"


def test_text_without_labels_has_no_options():
    assert spans("Article 1", "1. Each Party has an option.") == []


def test_every_option_ends_after_it_begins_and_none_crosses_another():
    made = script(
        [
            Block([Fragment(words)])
            for words in ("Option 2: A", "Option (b): B", "Option 1: C", "Option I:", "Option 2: D")
        ]
    )
    found = option_spans(made, provisions(made, HeadReader()))
    assert len(found) == 5
    for span in found:
        assert span.label.end <= span.end <= len(made.text)
    for one in found:
        for two in found:
            crosses = one.label.start < two.label.start < one.end < two.end
            assert not crosses
