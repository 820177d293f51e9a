"""Reading Akoma Ntoso that others wrote: every version, and files that are only well-formed."""

import re
from collections import Counter

import pytest

from corpus import CORPUS, needs_corpus
from travaux.errors import Refused
from travaux.text.formats.akn_in import read_akn
from travaux.text.manuscript import Manuscript
from travaux.text.model import Change

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FILES = sorted([*CORPUS.glob("akn/**/*.xml"), *CORPUS.glob("texts/*.xml")]) if CORPUS else []


def read(body, *, meta="", namespace=AKN, kind="bill", around="body"):
    inside = f"<meta>{meta}</meta><{around}>{body}</{around}>"
    return read_akn("draft.xml", f'<akomaNtoso xmlns="{namespace}"><{kind}>{inside}</{kind}></akomaNtoso>'.encode())


def shown(manuscript):
    """Role, label and words of every block."""
    return [(each.role, each.label, words(each)) for each in manuscript.blocks]


def words(block):
    return "".join(each.text for each in block.fragments if each.note is None)


def characters(*texts):
    return Counter("".join("".join(texts).split()))


def places(manuscript):
    """Every piece of text that the manuscript holds, wherever it stands."""
    notes = manuscript.notes.values()
    for block in [*manuscript.blocks, *(each for note in notes for each in note.blocks)]:
        yield from (each.text for each in block.fragments)
        if not block.generated:
            yield block.label
    yield from (each.text for each in manuscript.dropped)
    yield from (note.mark for note in notes if note.printed)


def test_an_article_holds_its_number_and_heading_and_its_paragraphs_follow():
    manuscript = read(
        "<article><num>Article 4</num><heading>Fees</heading>"
        "<paragraph><num>1.</num><content><p>No fee is due.</p><p>Except late.</p></content></paragraph></article>"
    )
    assert shown(manuscript) == [
        ("article", "Article 4", "Fees"),
        ("paragraph", "1.", "No fee is due."),
        ("text", "", "Except late."),
    ]
    assert not any(each.generated for each in manuscript.blocks)


def test_items_in_items_become_subitems_and_points():
    manuscript = read(
        "<article><num>1</num><paragraph><num>2.</num><list><intro><p>Both:</p></intro>"
        "<point><num>(a)</num><list><intro><p>one</p></intro><point><num>(i)</num><list>"
        "<point><num>–</num><content><p>deep</p></content></point></list></point></list></point>"
        "<wrapUp><p>and all.</p></wrapUp></list></paragraph></article>"
    )
    assert shown(manuscript)[1:] == [
        ("paragraph", "2.", "Both:"),
        ("item", "(a)", "one"),
        ("subitem", "(i)", ""),
        ("point", "–", "deep"),
        ("text", "", "and all."),
    ]
    assert [each.depth for each in manuscript.blocks] == [None, None, 0, 1, 2, None]


def test_a_paragraph_in_a_subsection_is_an_item():
    manuscript = read(
        "<section><num>5</num><subsection><num>(1)</num><intro><p>If</p></intro>"
        "<paragraph><num>(a)</num><content><p>so</p></content></paragraph></subsection></section>"
    )
    assert [each.role for each in manuscript.blocks] == ["section", "paragraph", "item"]


def test_divisions_headings_annexes_and_preambles_are_told_apart():
    manuscript = read_akn(
        "a.xml",
        f'<akomaNtoso xmlns="{AKN}"><bill><meta/><preface><longTitle><p>Draft on Tides</p></longTitle></preface>'
        "<preamble><p>The Parties,</p><p>Recalling,</p></preamble><body><part><num>Part I</num><heading>Scope</heading>"
        '<chapter><num>1</num></chapter></part><hcontainer name="crossheading"><heading>Other</heading></hcontainer>'
        "</body><attachments><attachment><heading>Annex A</heading><doc><meta/><mainBody><p>List</p></mainBody></doc>"
        "</attachment></attachments></bill></akomaNtoso>".encode(),
    )
    assert [each.role for each in manuscript.blocks] == [
        "title", "preamble", "text", "part", "chapter", "heading", "annex", "text",
    ]  # fmt: skip


def test_styles_and_tracked_changes_stay_with_their_words():
    manuscript = read(
        '<p>a <b>bold <i>both</i></b> <ins>new</ins><del>old</del> <span style="color: #ff0000">red</span> '
        "H<sub>2</sub>O</p>",
        kind="doc",
        around="mainBody",
    )
    found = {each.text.strip(): (each.marks, each.change) for each in manuscript.blocks[0].fragments}
    assert found["bold"] == (("bold",), None)
    assert found["both"] == (("bold", "italic"), None)
    assert found["new"] == ((), Change("inserted"))
    assert found["old"] == ((), Change("deleted"))
    assert found["red"] == (("color:FF0000",), None)
    assert found["2"] == (("subscript",), None)
    assert words(manuscript.blocks[0]) == "a bold both newold red H2O"


def test_a_note_stands_at_its_mark_and_its_body_apart():
    manuscript = read('<p>Fees<authorialNote marker="7"><p>Chile reserves.</p></authorialNote> apply.</p>')
    assert [(each.text, each.note) for each in manuscript.blocks[0].fragments] == [
        ("Fees", None), ("7", "7"), (" apply.", None),
    ]  # fmt: skip
    assert words(manuscript.notes["7"].blocks[0]) == "Chile reserves."


def test_two_notes_with_one_mark_keep_both_bodies():
    note = '<authorialNote marker="*"><p>{}</p></authorialNote>'
    manuscript = read(f"<p>a{note.format('first')} b{note.format('second')}</p>")
    marks = [each.note for each in manuscript.blocks[0].fragments if each.note]
    assert [words(manuscript.notes[key].blocks[0]) for key in marks] == ["first", "second"]
    assert [manuscript.notes[key].mark for key in marks] == ["*", "*"]


def test_a_note_in_the_meta_block_is_read_at_its_reference():
    notes = '<notes><note eId="n1"><p>Left out.</p></note><note eId="n2"><p>Nowhere.</p></note></notes>'
    manuscript = read('<p>text<noteRef href="#n1" marker="a"/></p>', meta=notes)
    key = manuscript.blocks[0].fragments[1].note
    assert (manuscript.notes[key].mark, words(manuscript.notes[key].blocks[0])) == ("a", "Left out.")
    assert [(each.text, each.reason) for each in manuscript.dropped] == [("Nowhere.", "note without a reference")]
    assert characters(*places(manuscript)) == characters(manuscript.source)


def test_a_number_with_a_bracket_stays_in_the_words_where_the_bracket_is_seen():
    manuscript = read("<paragraph><num>[2.</num><content><p>Nothing.]</p></content></paragraph>")
    assert shown(manuscript) == [("paragraph", "", "[2. Nothing.]")]


def test_a_table_of_contents_is_dropped_with_the_reason():
    manuscript = read('<toc><tocItem href="#a" level="1">Article 1</tocItem></toc><p>Text</p>')
    assert [(each.text, each.reason) for each in manuscript.dropped] == [("Article 1", "table of contents")]
    assert shown(manuscript) == [("text", "", "Text")]


def test_table_cells_are_blocks_of_their_own():
    manuscript = read("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>")
    assert shown(manuscript) == [("cell", "", "a"), ("cell", "", "b")]


def test_numbers_of_ordered_lists_are_generated_unless_printed():
    manuscript = read("<ol><li>one</li><li><p>two</p></li><li>3. three</li></ol>")
    assert [(each.label, each.generated, words(each)) for each in manuscript.blocks] == [
        ("1.", True, "one"), ("2.", True, "two"), ("", False, "3. three"),
    ]  # fmt: skip


def test_quoted_provisions_are_not_provisions_of_this_text():
    manuscript = read(
        "<article><num>1</num><content><p>Article 9 reads: <mod><quotedStructure><article><num>Article 9</num>"
        "<content><p>New.</p></content></article></quotedStructure></mod>.</p></content></article>"
    )
    assert shown(manuscript) == [
        ("article", "1", ""), ("text", "", "Article 9 reads:"), ("text", "Article 9", ""), ("text", "", "New."),
        ("text", "", "."),
    ]  # fmt: skip


def test_words_where_the_schema_has_none_are_read_all_the_same():
    manuscript = read("loose<article>stray<unknown>odd</unknown></article>tail")
    assert [words(each) for each in manuscript.blocks] == ["loose", "strayodd", "tail"]


@pytest.mark.parametrize(
    "namespace",
    [
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17",
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13",
        "http://www.akomantoso.org/2.0",
        "http://www.akomantoso.org/1.0",
        "http://Inhaltsdaten.LegalDocML.de/1.8.2/",
        "",
    ],
)
def test_older_namespaces_are_read_alike(namespace):
    manuscript = read("<article><num>1</num><heading>Scope</heading></article>", namespace=namespace)
    assert shown(manuscript) == [("article", "1", "Scope")]


def test_white_space_of_the_markup_is_one_space_and_line_and_column_are_those_of_the_file():
    paragraph = "<p>\n   Each  Party\n     shall <b>act</b>.</p>"
    data = f'<akomaNtoso xmlns="{AKN}">\n<doc><mainBody>{paragraph}</mainBody></doc></akomaNtoso>'
    for source in (data, data.replace("\n", "\r\n")):
        block = read_akn("a.xml", source.encode()).blocks[0]
        assert words(block) == "Each Party shall act."
        assert [(each.line, each.column) for each in block.fragments] == [(3, 3), (4, 5), (4, 14), (4, 21)]


def test_language_and_title_come_from_the_meta_block_and_are_not_text():
    meta = (
        '<identification><FRBRWork><FRBRname value="Tides Treaty"/></FRBRWork>'
        '<FRBRExpression><FRBRlanguage language="fre"/></FRBRExpression></identification>'
    )
    manuscript = read("<p>Texte</p>", meta=meta)
    assert (manuscript.title, manuscript.language) == ("Tides Treaty", "fr")
    assert manuscript.source.strip() == "Texte"


def test_a_title_in_the_text_goes_before_a_name_in_the_meta_block():
    manuscript = read("<p><docTitle>Draft  Treaty</docTitle></p>", meta='<x><FRBRname value="bill-7"/></x>')
    assert manuscript.title == "Draft Treaty"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "well-formed"),
        (b"<akomaNtoso><doc></akomaNtoso>", "well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso>&b;</akomaNtoso>', "document type"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"), "document type"),
        (b"<html><body>text</body></html>", "not Akoma Ntoso"),
        (b"<akomaNtoso>" + b"<p>" * 300 + b"</p>" * 300 + b"</akomaNtoso>", "too deep"),
        (b"<akomaNtoso>" + b"<p>" * 100_000, "too deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(data, word):
    with pytest.raises(Refused, match=word) as caught:
        read_akn("bad.xml", data)
    assert caught.value.where == "bad.xml"
    assert caught.value.remedy


def test_an_empty_document_gives_an_empty_manuscript():
    assert read("").blocks == []


@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_real_file_is_read_and_every_character_kept_once(path):
    manuscript = read_akn(path.name, path.read_bytes())
    assert isinstance(manuscript, Manuscript)
    assert characters(*places(manuscript)) == characters(manuscript.source)


@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_source_of_a_real_file_is_its_text_outside_the_meta_blocks(path):
    plain = re.sub(r"(?s)<(?P<tag>\w*:?meta)(\s[^>]*)?>.*?</(?P=tag)>|<!--.*?-->|<[^>]*>", "", path.read_text("utf-8"))
    plain = re.sub(r"&#?\w+;", "", plain)
    text = characters(read_akn(path.name, path.read_bytes()).source)
    assert not characters(plain) - text


@needs_corpus
def test_columns_of_a_real_file_point_at_the_words():
    path = CORPUS / "texts" / "itu-pp18-decision-5.akn.xml"
    lines = path.read_text(encoding="utf-8").split("\n")
    blocks = read_akn(path.name, path.read_bytes()).blocks
    firsts = [block.fragments[0] for block in blocks]
    assert len(firsts) > 50
    for first in firsts:
        assert lines[first.line - 1][first.column :].startswith(first.text.split()[0])


@needs_corpus
def test_the_regulation_on_substances_has_its_24_articles_30_recitals_and_31_notes():
    path = CORPUS / "akn" / "oasis_examples" / "eu_COM(2013)0619_EN-8.xml"
    manuscript = read_akn(path.name, path.read_bytes())
    articles = [each.label for each in manuscript.blocks if each.role == "article"]
    assert articles == [f"Article {number}" for number in range(1, 25)]
    plain = [each.label for each in manuscript.blocks if each.role == "text"]
    recitals = [label for label in plain if re.fullmatch(r"\(\d+\)", label)]
    assert recitals[:30] == [f"({number})" for number in range(1, 31)]
    assert len(manuscript.notes) == path.read_text(encoding="utf-8").count("</authorialNote>")


def test_words_after_a_paragraph_inside_a_number_are_kept():
    page = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill name="draft"><meta/><body><article>'
        "<num>Article 1<p>[odd</p>[x]</num><heading>Scope</heading></article></body></bill></akomaNtoso>"
    )
    manuscript = read_akn("draft.xml", page.encode())
    words = "".join(f"{block.label}{''.join(piece.text for piece in block.fragments)}" for block in manuscript.blocks)
    assert sorted(words.replace(" ", "")) == sorted("Article1[odd[x]Scope")
