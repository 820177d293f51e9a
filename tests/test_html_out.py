"""The page that Travaux writes carries the stream exactly, and shows it well."""

import contextlib
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from travaux.errors import TravauxError
from travaux.text.formats.html_in import read_html
from travaux.text.formats.html_out import html
from travaux.text.instrument import Instrument, Source
from travaux.text.manuscript import Manuscript, Ready
from travaux.text.model import Aside, At, Break, Change, Choice, Note, NotePosition, Option, Text

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff",
        include_characters="\t\n\r\u00a0\u2028[]<>&\"'"),
    max_size=12,
)
CHANGES = st.none() | st.builds(
    Change, st.sampled_from(["inserted", "deleted", "moved_from", "moved_to"]), WORDS,
    st.sampled_from(["", "2015-10-23T12:00:00Z"])
)
MARKS = st.lists(
    st.sampled_from(["bold", "italic", "underline", "strike", "superscript", "color:C00000", "highlight:yellow"]),
    unique=True, max_size=3
).map(lambda marks: tuple(sorted(marks)))
TEXTS = st.builds(Text, WORDS, MARKS, CHANGES)
BREAKS = st.builds(
    Break,
    st.sampled_from(["title", "part", "chapter", "article", "heading", "paragraph", "item", "text", "cell"]),
    WORDS, st.integers(0, 90), st.booleans(), CHANGES,
)
ASIDES = st.builds(Aside, WORDS, st.sampled_from(["label", "heading"]))
CODES = st.lists(st.sampled_from(["US", "MX", "BN", "G77"]), max_size=2).map(tuple)


def notes(inner):
    return st.builds(
        Note, WORDS, inner, st.sampled_from(["footnote", "endnote", "comment"]),
        st.lists(st.builds(NotePosition, WORDS, st.just("ad_referendum")), max_size=1).map(tuple), WORDS, WORDS,
    )


def options(inner):
    return st.builds(
        Option, inner, WORDS, st.lists(TEXTS | notes(st.just((Text("see above"),))), max_size=2).map(tuple), CODES,
        CODES, CODES,
        WORDS, WORDS, WORDS, st.booleans(), st.none() | st.just(At(2, 3, 0, None, 4, 7)),
    )


def choices(inner):
    return st.builds(
        Choice, WORDS, st.sampled_from(["bracket", "alternatives", "options", "placeholder"]),
        st.lists(options(inner), min_size=1, max_size=3).map(tuple), st.booleans(), WORDS,
    )


def streams():
    leaves = st.lists(TEXTS | BREAKS | ASIDES, max_size=3).map(tuple)
    return st.recursive(
        leaves, lambda inner: st.lists(TEXTS | BREAKS | ASIDES | notes(inner) | choices(inner), max_size=5).map(tuple),
        max_leaves=12
    )


def read_back(instrument):
    ready = read_html("page.html", html(instrument).encode("utf-8"))
    assert isinstance(ready, Ready)
    return ready


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(streams(), WORDS, st.sampled_from([None, "en", "ar"]))
def test_every_stream_comes_back_as_it_was(body, title, language):
    ready = read_back(Instrument(body, title=title, source=Source(language=language)))
    assert (ready.body, ready.title, ready.language) == (body, title, language)


def bracket(*content, **fields):
    fields = {"open": "[", "close": "]"} | fields
    return Choice("art1.p1.c1", "bracket", (Option(content, **fields),))


DRAFT = (
    Break("article", "Article 1", 20), Break("heading", "", 25), Text("Scope"),
    Break("paragraph", "1.", 40), Text("Each Party "),
    Choice("art1.p1.c1", "alternatives", (
        Option((Text("shall"),), open="[", close="]"), Option((Text("may"),), joint="/", open="[", close="]"),
    ), for_review=True, why="may be two additions"),
    Text(" act"), Note("5", (Text("Considered by BN."),), positions=(NotePosition("BN", "considering"),)),
    bracket(
        Break("paragraph", "2.", 40), Text(" Nothing here "), bracket(Text("limits")), Break("item", "(a)", 50),
        Text("rights."),
        head=(Text("US/MX"), Note("7", (Text("With a reservation."),)), Text(" propose; BN oppose: ")),
        backs=("US", "MX"), opposes=("BN",),
    ),
    Break("paragraph", "3.", 40), Text("old", (), Change("deleted", "Kim", "2015-10-23")),
    Text("new", (), Change("inserted", "Kim")),
)
PAGE = html(Instrument(DRAFT, title="Draft treaty", source=Source(language="en")))
TREE = lxml_html.document_fromstring(PAGE)


def test_the_place_of_a_bracket_in_the_source_goes_along():
    at = At(3, 14, 2, 4, 1, 0)
    body = (bracket(Text("x"), at=at),)
    assert read_back(Instrument(body)).body[0].options[0].at == at


def test_the_page_asks_nothing_of_other_hosts_and_needs_no_script():
    assert not re.search(r"https?://|//[a-z]|url\(|@import|<script|<link|<img", PAGE)


def test_an_attribution_stands_beside_its_bracket_as_printed_and_in_one_line():
    head = TREE.xpath("//*[@data-head]")[0]
    assert head.text_content() == "US/MX7 propose; BN oppose: "
    assert head.get("title") == "US, MX propose · BN opposes"


def test_parties_without_a_printed_head_are_named_beside_the_bracket():
    page = html(Instrument((bracket(Text("words"), backs=("JP",)),)))
    assert "JP proposes" in lxml_html.document_fromstring(page).xpath("//*[@data-option]//*[@class='who']/text()")


def test_screen_readers_hear_where_a_bracket_opens_and_ends():
    said = [element.text for element in TREE.xpath("//*[contains(@class,'sr')][@data-gloss]")]
    assert "(bracket begins: US, MX propose · BN opposes) " in said
    assert "(alternative 2 of 2 begins) " in said
    assert said.count(" (bracket ends)") == 2


def test_inner_brackets_carry_their_depth_as_a_figure_too():
    assert TREE.xpath("//*[@data-option]/b/small/text()") == ["2"]


def test_a_bracket_that_opens_before_a_number_is_printed_on_the_line_of_that_number():
    line = next(p for p in TREE.findall(".//p") if "Nothing here" in p.text_content())
    assert line.xpath(".//*[@data-option]")
    assert line.xpath(".//*[@data-break]")[0].text == "2."


def test_choices_for_review_say_so_and_why():
    review = TREE.xpath("//*[@class='review']")
    assert [(mark.text, mark.get("title")) for mark in review] == [("for review", "may be two additions")]


def test_the_outline_leads_to_the_articles_with_their_headings():
    links = TREE.xpath("//nav//a")
    assert [link.text for link in links] == ["Article 1 · Scope"]
    assert TREE.get_element_by_id(links[0].get("href")[1:]).tag == "h2"


def test_headings_never_skip_a_level():
    body = (Break("part", "PART I", 10), Break("article", "Article 1", 20), Break("article", "Article 2", 20),
        Break("annex", "Annex", 5))
    tags = [element.tag for element in lxml_html.document_fromstring(html(Instrument(body))).iter("h1", "h2", "h3",
        "h4")]
    assert tags == ["h1", "h2", "h3", "h3", "h2"]


def test_notes_stand_at_the_end_and_link_both_ways():
    mark = TREE.xpath("//*[@data-note]")[0]
    note = TREE.get_element_by_id(mark.get("href")[1:])
    assert "Considered by BN." in note.text_content()
    assert "BN: considering" in note.text_content()
    assert note.xpath(f".//a[@href='#{mark.get('id')}']")
    assert len(TREE.xpath("//*[@data-note]")) == len(TREE.xpath("//*[@data-body]")) == 2


def test_tracked_changes_are_insertions_and_deletions_with_their_authors():
    assert [(e.tag, e.text_content(), e.get("title"),
        e.get("datetime")) for e in TREE.xpath("//article//ins|//article//del")] == [
        ("del", "old", "deleted by Kim, 2015-10-23", "2015-10-23"), ("ins", "new", "inserted by Kim", None),
    ]


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_texts_of_languages_written_from_the_right_run_from_the_right(language):
    root = lxml_html.document_fromstring(html(Instrument((Text("نص"),), source=Source(language=language))))
    assert (root.get("lang"), root.get("dir")) == (language, "rtl")


@pytest.mark.parametrize(("language", "words"), [("ar", "تتعاون الأطراف"), ("en", "Parties cooperate")])
def test_a_bracket_before_a_number_stands_before_it_with_its_attribution(language, words):
    option = Option((Break("paragraph", "2.", 40), Text(words)), head=(Text("KE propose: "),), backs=("KE",), open="[",
        close="]")
    page = html(Instrument((Choice("c", "bracket", (option,)),), source=Source(language=language)))
    paragraph = lxml_html.document_fromstring(page).xpath("//article//p")[0]
    shown = [part.text_content() for part in paragraph.xpath(".//*[@class='k' or @class='who' or @class='num']")]
    assert shown == ["[", "KE propose: ", "2.", "]"]
    # Each keeps its own direction (Unicode's isolates), so that a number never runs with the name before it.
    assert ".who,.num,.k{unicode-bidi:isolate}" in page


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ud800", "\uffff"])
def test_characters_that_a_page_cannot_hold_are_an_error_not_a_loss(sign):
    with pytest.raises(TravauxError, match="cannot hold"):
        html(Instrument((Text(f"a{sign}b"),)))


@pytest.mark.parametrize(("old", "new"), [
    ('data-travaux=\'text/1\'', 'data-travaux="text/9"'), ("data-choice-end", "data-choice-and"),
    ('"form":"alternatives"', '"form":"many"'),
    ('"marks"', '"mraks"'), ('data-body="n1"', 'data-body="n9"'), ("data-break='{", "data-break='["),
    ("Nothing here", "Nothing</span>here<span>"),
    ("data-option-end='\"]\"'", "data-gloss"), ('"for_review":true', '"for_review":"perhaps"'),
])
def test_marks_damaged_by_hand_are_one_clear_error(old, new):
    page = html(Instrument((*DRAFT, Text("bold", ("bold",))))).replace(old, new, 1)
    assert new in page
    with pytest.raises(TravauxError, match=r"page|fields|choice"):
        read_html("page.html", page.encode())


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_page_with_a_piece_torn_out_is_read_or_refused_but_never_breaks(data):
    start = data.draw(st.integers(PAGE.index("<main"), len(PAGE) - 1))
    torn = PAGE[:start] + PAGE[start + data.draw(st.integers(1, 60)):]
    with contextlib.suppress(TravauxError):
        assert isinstance(read_html("page.html", torn.encode()), (Ready, Manuscript))


def printed(stream):
    for node in stream:
        match node:
            case Choice(options=options_):
                for option in options_:
                    yield from (option.joint, option.open, option.label, option.close)
                    yield from printed(option.head)
                    yield from printed(option.content)
            case Note():
                yield node.mark
                yield from printed(node.content)
            case Break():
                yield node.number
            case _:
                yield node.text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(streams())
def test_every_character_of_the_page_is_in_the_stream_or_dropped(body):
    ready = read_back(Instrument(body, title="Draft"))
    places = Counter("".join(("".join(printed(ready.body)) + "".join(words.text for words in ready.dropped)).split()))
    assert places == Counter("".join(ready.source.split()))
