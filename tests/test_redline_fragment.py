"""The redline as parts of a page: nothing but what changed if one likes, no styles, and every link leads somewhere."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

import travaux
from strategies import BODIES
from test_redline_html import NEW, OLD, words
from travaux.errors import TravauxError
from travaux.text.comparing import compare
from travaux.text.instrument import Instrument, Source
from travaux.text.model import Break, Text
from travaux.text.redline import redline_fragment, redline_html

KEEP = "Article {n}\n\n1. Each Party shall keep the sample of number {n} in its archive.\n\n"
LONG = "".join(KEEP.format(n=n) for n in range(1, 9))


def parts_of(old, new, **asked):
    return shown_on_a_page(redline_fragment(compare(travaux.read_text(old), travaux.read_text(new)), **asked))


def shown_on_a_page(fragment):
    page = html.fromstring(
        f"<div>{fragment.remarks}{fragment.reopened}{fragment.figures}{fragment.choices}{fragment.key}"
        f"{fragment.outline}<section id=text>{fragment.text}</section></div>"
    )
    return fragment, page


def left_out(page):
    said = [words(p) for p in page.xpath("//article/p[@class='same']")]
    return sum(int(re.match(r"(\d+) provisions? unchanged", each)[1]) for each in said)


@pytest.mark.parametrize("changed_only", [False, True])
def test_a_fragment_brings_no_page_of_its_own(changed_only):
    fragment, page = parts_of(OLD, NEW, changed_only=changed_only)
    assert fragment.changes == 3
    assert not page.xpath(".//style | .//script | .//h1 | .//*[@style]")
    assert not re.search("<(html|head|body|link|meta)", fragment.text + fragment.outline + fragment.figures)


@pytest.mark.parametrize("changed_only", [False, True])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES, BODIES)
def test_every_link_of_a_fragment_leads_to_a_place_in_it(changed_only, old, new):
    comparison = compare(Instrument(old), Instrument(new))
    try:
        redline_html(comparison)
    except TravauxError:  # a sign that no page can hold
        with pytest.raises(TravauxError, match="cannot hold"):
            redline_fragment(comparison, changed_only=changed_only)
        return
    _, page = shown_on_a_page(redline_fragment(comparison, changed_only=changed_only))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//a/@href")) <= {f"#{each}" for each in ids}


def test_only_what_changed_is_shown_with_the_headings_above_it_and_the_number_left_out():
    new = LONG.replace("number 5 in", "number 5 or more in")
    whole, everything = parts_of(LONG, new)
    short, page = parts_of(LONG, new, changed_only=True)
    assert short.changes == whole.changes == 1
    shown = [words(each) for each in page.xpath("//article/*[not(@class='same')]")]
    assert len(shown) == 2
    assert shown[0] == "Article 5"
    assert "or more" in shown[1]
    assert left_out(page) == 14
    assert left_out(everything) == 0
    assert len(everything.xpath("//article/*")) == 16
    assert [words(item) for item in page.xpath("//nav//li")] == ["Article 5 1 change"]


def test_a_fragment_shows_what_the_page_of_its_own_shows():
    comparison = compare(travaux.read_text(OLD), travaux.read_text(NEW))
    page = html.document_fromstring(redline_html(comparison))
    fragment = redline_fragment(comparison)
    assert words(html.fromstring(fragment.text)) == words(page.xpath("//article")[0])
    assert words(html.fromstring(fragment.reopened)) == words(page.get_element_by_id("reopened"))
    assert words(html.fromstring(fragment.choices)) == words(page.get_element_by_id("choices"))


def test_many_places_that_were_reopened_are_all_there_the_later_ones_folded():
    old = "Article 1\n\n1. Each Party [shall][should] act.\n\n" + "".join(KEEP.format(n=n) for n in range(2, 22))
    comparison = compare(travaux.read_text(old), travaux.read_text(old.replace("in its archive", "[in its archive]")))
    assert len(comparison.reopened) == 20
    section = html.fromstring(redline_fragment(comparison).reopened)
    assert len(section.xpath("./ul/li")) == 12
    assert len(section.xpath("./details/ul/li")) == 8


def test_colours_of_a_text_are_classes_and_no_styles():
    body = (Break("paragraph"), Text("red words", ("color:FF0000",)), Text(" marked words", ("highlight:yellow",)))
    text = Instrument("", body, Source("a.docx"))
    other = replace(text, body=(*body, Text(" more")))
    written = redline_fragment(compare(text, other)).text
    assert "style=" not in written
    assert "<span class=hue-red>red words" in written
    assert "<mark class=mark-yellow>" in written
