"""Words that must find room."""

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.pictures.labels import breadth, counted, drawable, fitted, folded

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(deadline=None)
@given(TEXT, st.floats(20, 400))
def test_words_that_are_cut_find_room_and_say_so(words, room):
    shown = fitted(words, room)
    assert breadth(shown) <= room
    plain = " ".join(words.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")).split()
    if not shown.endswith("…"):
        assert shown.split() == plain


@settings(deadline=None)
@given(TEXT, st.floats(20, 400))
def test_lines_find_room_and_lose_nothing(words, room):
    lines = folded(words, room)
    assert all(breadth(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@settings(deadline=None)
@given(TEXT, st.integers(1, 4))
def test_there_are_no_more_lines_than_were_asked_for(words, most):
    assert len(folded(words, 60, most=most)) <= most


def test_a_long_word_goes_on_in_the_next_line():
    lines = folded("unfccc-adp-2015-02-12-geneva-negotiating-text.pdf", 96)
    assert len(lines) > 1
    assert "".join(lines) == "unfccc-adp-2015-02-12-geneva-negotiating-text.pdf"


def test_very_long_words_are_cut_without_delay():
    assert fitted("x" * 1_000_000, 100).endswith("…")


def test_numbers_agree_with_their_nouns():
    assert [counted(number, "party", "parties") for number in (0, 1, 2)] == ["0 parties", "1 party", "2 parties"]


@given(st.text())
def test_what_is_drawable_can_stand_in_xml(words):
    from lxml import etree

    element = etree.Element("words")
    element.text = drawable(words)
    assert etree.fromstring(etree.tostring(element)).text in (element.text or None, drawable(words).replace("\r", "\n"))
