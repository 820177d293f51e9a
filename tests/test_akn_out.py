"""Writing Akoma Ntoso: valid against the strict schema, readable elsewhere, read back without loss."""

import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from akn_trees import STREAMS, places
from corpus import CORPUS, needs_corpus
from strategies import BODIES, nodes, settled
from travaux.errors import TravauxError
from travaux.text.formats.akn_in import read_akn
from travaux.text.formats.akn_out import akn
from travaux.text.instrument import Instrument, Source
from travaux.text.manuscript import Manuscript, Ready
from travaux.text.model import Aside, At, Break, Change, Choice, Note, NotePosition, Option, Text

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "c": "urn:travaux:choices:1"}
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

DRAFT = (
    Break("title", level=0),
    Text("Draft Treaty on Tides"),
    Break("preamble", level=20),
    Text("The Parties,"),
    Break("chapter", "Chapter I", 10),
    Text("General"),
    Break("article", "Article 3", 30),
    Text("Duties"),
    Note("1", (Text("Chile reserves."),), positions=(NotePosition("CL", "reserves"),)),
    Break("paragraph", "1.", 40),
    Text("Each Party "),
    Choice(
        "art3.p1.c1",
        "alternatives",
        (
            Option((Text("shall"),), head=(Text("CL propose: "),), backs=("CL",), open="[", close="]"),
            Option((Text("may"),), joint="/", open="[", close="]", at=At(2, 14, 3, 2, 14, 8)),
        ),
    ),
    Text(" act:"),
    Choice(
        "art3.p1.c2",
        "bracket",
        (
            Option(
                (
                    Break("item", "(a)", 50),
                    Text("at once; "),
                    Break("item", "(b)", 50),
                    Text("later", ("bold",), Change("inserted", "EU", "2015-10-23")),
                ),
                open="[",
                close="]",
            ),
        ),
    ),
    Break("paragraph", "2.", 40),
    Aside("{Placement: see Article 4}"),
    Text("Nothing  else.\n"),
)


def written(body, **fields):
    return akn(Instrument(tuple(body), **fields))


def read_back(body):
    return read_akn("draft.xml", written(body)).body


def tree(body=DRAFT, **fields):
    return etree.fromstring(written(body, **fields))


@cache
def strict_schema():
    return etree.XMLSchema(etree.parse(CORPUS / "akn" / "xsd" / "akomantoso30.xsd"))


def assert_valid(data):
    schema = strict_schema()
    assert schema.validate(etree.fromstring(data)), f"{schema.error_log}\n{data.decode()}"


@relaxed
@given(STREAMS)
def test_every_stream_is_read_back_exactly(stream):
    found = read_akn("draft.xml", written(stream, title="A & \"B\"\n<c>"))
    assert isinstance(found, Ready)
    assert settled(found.body) == settled(stream)
    assert list(places(found.body)) == list(places(stream))
    assert found.title == 'A & "B"\n<c>'


@relaxed
@given(BODIES)
def test_every_plausible_text_is_read_back_with_its_neighbours_joined(body):
    assert settled(read_back(body)) == settled(body)


@needs_corpus
@relaxed
@given(STREAMS)
def test_every_stream_follows_the_strict_schema(stream):
    assert_valid(written(stream, title="Tides", source=Source(language="ar")))


def test_the_random_streams_reach_every_kind_of_node_and_breaks_in_options():
    reached = Counter()

    @relaxed
    @given(STREAMS)
    def collect(stream):
        reached.update(node.kind for node in nodes(stream))
        for node in nodes(stream):
            options = node.options if isinstance(node, Choice) else ()
            reached["break in option"] += any(isinstance(each, Break) for option in options for each in option.content)
            reached["note in head"] += any(isinstance(each, Note) for option in options for each in option.head)
            reached["option without content"] += any(not option.content for option in options)

    collect()
    wanted = ["text", "break", "choice", "note", "aside", "break in option", "note in head", "option without content"]
    assert min(reached[kind] for kind in wanted) >= 5, reached


def test_a_draft_treaty_nests_as_its_numbers_say():
    found = tree()
    ids = [each.get("eId") for each in found.iterfind(".//a:mainBody//*[@eId]", NS)]
    assert ids == [
        "chp_I", "art_3", "art_3__para_1", "art_3__para_1__list_1", "art_3__para_1__list_1__point_a",
        "art_3__para_1__list_1__point_b", "art_3__para_2",
    ]  # fmt: skip
    article = found.find(".//a:article", NS)
    assert article.findtext("a:num", namespaces=NS) == "Article 3"
    assert article.find("a:heading", NS).text == "Duties"
    assert found.findtext(".//a:preface/a:longTitle/a:block", namespaces=NS) == "Draft Treaty on Tides"
    assert found.findtext(".//a:preamble/a:block", namespaces=NS) == "The Parties,"


def test_a_draft_treaty_is_read_back():
    assert read_back(DRAFT) == DRAFT


@needs_corpus
@pytest.mark.parametrize("body", [(), (Text("words before any number"),), DRAFT, (Break("point", "–", 5),)])
def test_plain_cases_follow_the_strict_schema_too(body):
    assert_valid(written(body))


def test_brackets_and_attributions_are_text_that_other_programs_show():
    body = tree().find(".//a:mainBody", NS)
    paragraph = "".join(body.find(".//a:paragraph", NS).itertext())
    assert "".join(paragraph.split("\n")) == "1.Each Party [CL propose: shall]/[may] act:[(a)at once; (b)later]"


def test_a_bracket_that_opens_before_a_number_is_printed_before_it():
    point = tree().find(".//a:point", NS)
    assert "".join(point.find("a:num", NS).itertext()) == "[(a)"


def test_tracked_changes_are_insertions_and_deletions_with_their_author():
    body = (
        Text("a", change=Change("inserted", "EU")),
        Text("b", change=Change("moved_from", "US")),
        Text("c", change=Change("moved_to", "US")),
    )
    found = [(each.tag.rpartition("}")[2], each.text) for each in tree(body).iterfind(".//a:mainBody/a:p/*", NS)]
    assert found == [("ins", "a"), ("del", "b"), ("ins", "c")]
    assert tree(body).find(".//a:ins", NS).get(f"{{{NS['c']}}}author") == "EU"


def test_two_articles_of_one_number_get_two_ids():
    body = [Break("article", "Article 1", 30), Break("article", "Article 1", 30), Break("annex", "Annex A", 5)]
    found = tree([*body, Break("article", "Article 1", 30)])
    assert [each.get("eId") for each in found.iterfind(".//a:article", NS)] == ["art_1", "art_1_2", "annex_A__art_1"]


def test_numbers_become_ids_without_their_marks():
    numbers = {"2 bis.": "2bis", "(a)": "a", "Article QQ.A.2bis": "QQ-A-2bis", "Chapter QQ": "QQ", "§ 5": "5"}
    numbers |= {"المادة 4": "4", "": "7"}
    body = [Break("paragraph", number, 40) for number in numbers]
    found = [each.get("eId") for each in tree(body).iterfind(".//a:paragraph", NS)]
    assert found == [f"para_{short}" for short in numbers.values()]


def test_no_date_place_or_author_is_invented():
    meta = tree(title="Tides", source=Source(language="fr")).find(".//a:meta", NS)
    dates = {(each.get("date"), each.get("name")) for each in meta.iterfind(".//a:FRBRdate", NS)}
    assert dates == {("0001-01-01", "unknown")}
    assert {each.get("href") for each in meta.iterfind(".//a:FRBRauthor", NS)} == {"#unknown"}
    assert meta.find(".//a:FRBRcountry", NS).get("value") == "zz"
    assert meta.find(".//a:FRBRlanguage", NS).get("language") == "fra"
    assert read_akn("a.xml", written((), source=Source(language="fr"))).language == "fr"
    assert read_akn("a.xml", written(())).language is None


def test_generated_numbers_are_shown_but_are_no_words_of_the_source():
    first, second = Break("paragraph", "7.", 40, generated=True), Break("text", "9.", generated=True)
    body = (first, Text("act"), second, Note("*", ()))
    assert "7." in "".join(tree(body).find(".//a:mainBody", NS).itertext())
    assert Counter(read_akn("a.xml", written(body)).source.replace("\n", "")) == Counter("act*")


def test_without_our_attributes_the_brackets_are_read_as_a_new_draft():
    plain = re.sub(r' c:\w+="[^"]*"', "", written(DRAFT).decode())
    found = read_akn("a.xml", plain.encode())
    assert isinstance(found, Manuscript)
    paragraph = next(each for each in found.blocks if each.label == "1.")
    assert "".join(each.text for each in paragraph.fragments) == "Each Party [CL propose: shall]/[may] act:"


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r'<marker name="choice" c:choice="close"[^>]*>', ""),
        (r'<inline name="option" c:option="close">\]</inline>', ""),
        (r'<marker [^>]*/>|<inline name="option" c:option="close">\]</inline>|<inline name="option".*?</inline>', ""),
        ('c:choices="2"', 'c:choices="3"'),
        ('c:form="bracket"', 'c:form="brace"'),
        ('c:form="footnote"', 'c:form="side"'),
        ('c:role="item"', 'c:role="points"'),
        ('c:level="50"', 'c:level="low"'),
        ('c:act="inserted"', 'c:act="added"'),
        ('c:at="2 14 3 2 14 8"', 'c:at="2 14"'),
        ('c:aside="label"', 'c:aside="remark"'),
        ('c:part="open"', 'c:part="mark"'),
        (r'c:backs="[^"]*"', 'c:backs="CL"'),
        (r'c:positions="[^"]*"', 'c:positions="[[1]]"'),
        ("<chapter ", "stray words<chapter "),
    ],
)
def test_damaged_marks_are_an_error_with_place_and_remedy(pattern, replacement):
    damaged, count = re.subn(pattern, replacement, written(DRAFT).decode())
    assert count
    with pytest.raises(TravauxError) as caught:
        read_akn("draft.xml", damaged.encode())
    assert "draft.xml" in caught.value.where
    assert caught.value.remedy


def test_words_that_another_program_marked_up_are_kept():
    changed = written(DRAFT).decode().replace(" act:", ' <ref href="#x">act</ref>:')
    assert read_akn("a.xml", changed.encode()).body == DRAFT


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_an_error_that_says_where(sign):
    with pytest.raises(TravauxError, match=f"U\\+{ord(sign):04X}") as caught:
        written((Text(f"before{sign}after"),))
    assert "before" in caught.value.where


def test_deep_choices_do_not_nest_elements():
    body = (Text("core"),)
    for number in range(100):
        body = (Choice(f"c{number}", "bracket", (Option(body, open="[", close="]"),)),)
    assert read_back(body) == body


def nested_notes(count):
    body = (Text("core"),)
    for _ in range(count):
        note = Note("1", body)
        body = (Choice("c", "bracket", (Option((), head=(note,), open="["),)),)
    return body


def test_notes_in_heads_nest_thirty_deep_and_deeper_ones_are_an_error():
    deep = [Break("item", "(a)", level) for level in range(40)]
    body = (*deep, *nested_notes(30))
    assert read_back(body) == body
    with pytest.raises(TravauxError, match="notes nest too deep"):
        written(nested_notes(31))


def test_provisions_of_ever_smaller_rank_stay_readable():
    body = tuple(Break("part", str(level), level) for level in range(300))
    assert read_back(body) == body
