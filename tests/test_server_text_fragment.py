"""A text as parts of a page: the same words as in the page of its own, in classes, in lines that stand alone."""

import re

from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html

from test_html_out import DRAFT, WORDS, streams
from travaux import read_text
from travaux.text.formats.html_out import fragment, html
from travaux.text.instrument import Instrument, Source
from travaux.text.model import Break, Choice, Note, Option, Text


def words(markup):
    return "".join(lxml_html.fromstring(f"<div>{markup}</div>").itertext())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(streams(), WORDS)
def test_the_fragment_shows_the_words_of_the_page(body, title):
    text = Instrument(body, title=title)
    shown = fragment(text)
    page = lxml_html.document_fromstring(html(text)).find(".//article")
    assert "".join(words("".join(shown.lines) + "".join(shown.notes)).split()) == "".join(
        "".join(page.itertext()).replace("Notes", "", 1 if shown.notes else 0).split()
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(streams())
def test_no_line_has_a_style_or_leaves_an_element_open(body):
    shown = fragment(Instrument(body))
    for line in (*shown.lines, *shown.notes):
        root = lxml_html.fromstring(f"<div>{line}</div>")
        assert len(root) == 1, "one element, which holds all of the line"
        assert not root.xpath("//*[@style]|//style|//script")


def test_colours_are_classes_that_say_their_hue():
    text = Instrument((Text("a", ("color:C00000",)), Text("b", ("highlight:yellow",)), Text("c", ("color:0070C0",))))
    root = lxml_html.fromstring(f"<div>{''.join(fragment(text).lines)}</div>")
    assert [(each.text, each.get("class")) for each in root.xpath("//span|//mark")] == [
        ("a", "hue-red"), ("b", "mark-yellow"), ("c", "hue-blue"),
    ]


def test_what_no_page_can_hold_is_shown_as_the_sign_for_it():
    assert fragment(Instrument((Text("a\x00b\ud800"),))).lines == ('<p class="text">a\ufffdb\ufffd</p>',)


def test_each_choice_is_found_below_its_heading():
    text = read_text("[Shall] it be.\n\nArticle 1\n\n1. Each Party [a] acts.\n\nArticle 2\n\n1. Each Party [d] acts.\n")
    shown = fragment(text)
    below = {issue.id: "".join(shown.below(shown.places[issue.id])) for issue in text.issues()}
    for issue in text.issues():
        assert issue.options[0].text in words(below[issue.id])
    assert [heading.choices for heading in shown.headings] == [1, 1]


def test_a_heading_inside_a_bracket_that_opened_before_says_so():
    inner = (Break("article", "Article 2", 40), Text("a"), Break("article", "Article 3", 40), Text("b"))
    text = Instrument((Break("article", "Article 1", 40), Text("x"), Choice("c", "bracket", (Option(inner),))))
    assert [(each.words, each.within) for each in fragment(text).headings] == [
        ("Article 1 x", False), ("Article 2 a", False), ("Article 3 b", True),
    ]


def test_the_direction_is_that_of_the_language():
    for language, direction in (("ar", "rtl"), ("en", "ltr"), (None, "ltr")):
        assert fragment(Instrument((Text("x"),), source=Source(language=language))).direction == direction


def test_notes_and_marks_link_both_ways_in_a_fragment_too():
    shown = fragment(Instrument((Text("a"), Note("5", (Text("see above"),)))))
    assert re.findall(r'href="#(\w+)"', shown.lines[0]) == re.findall(r'<li id="(\w+)"', shown.notes[0])


def test_a_fragment_is_lighter_than_the_page_that_is_read_back():
    text = Instrument(DRAFT)
    page = html(text)
    assert "data-text" in page
    assert not re.search("data-(text|break|option)=", "".join(fragment(text).lines))
