"""Reading Word documents: words, styles, list numbers, notes, tracked changes; and strangers' files."""

import io
import random
import zipfile

import docx as python_docx
import pytest
from bench.make_docx import benchmark_document
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Refused, TravauxError
from travaux.text.formats.docx_compact import Shapes
from travaux.text.formats.docx_in import read_docx
from travaux.text.formats.docx_symbols import number_text, symbol
from travaux.text.manuscript import Manuscript
from travaux.text.model import Change
from word_files import NAMESPACES, lost, p, package, r, word_file, word_parts

WHO = 'w:id="1" w:author="Ann Example" w:date="2024-05-01T10:00:00Z"'


def read(body: str, **stories: str) -> Manuscript:
    found = read_docx("draft.docx", word_file(body, **stories))
    assert isinstance(found, Manuscript)
    assert not lost(found)
    return found


def words(manuscript: Manuscript) -> list[str]:
    return ["".join(fragment.text for fragment in block.fragments) for block in manuscript.blocks]


def fragments(manuscript: Manuscript) -> list[tuple[str, tuple[str, ...]]]:
    return [(fragment.text, fragment.marks) for block in manuscript.blocks for fragment in block.fragments]


# ---------------------------------------------------------------- words and places


def test_paragraphs_become_blocks_with_their_place():
    found = read(p(r("Each Party ") + r("shall act", "<w:b/>")) + p() + p(r("Done.")))
    assert words(found) == ["Each Party shall act", "Done."]
    places = [(f.line, f.column, f.page) for block in found.blocks for f in block.fragments]
    assert places == [(1, 0, None), (1, 11, None), (3, 0, None)]


def test_neighbouring_runs_of_one_style_become_one_fragment():
    found = read(p(r("Each ", "<w:b/>"), r("Party ", "<w:b/>"), r("shall"), r(" act")))
    assert fragments(found) == [("Each Party ", ("bold",)), ("shall act", ())]


def test_tabs_hyphens_symbols_and_soft_hyphens():
    run = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t>'
        '<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
        '<w:sym w:font="X" w:char="zz"/></w:r>'
    )
    assert words(read(p(run))) == ["a\tb\u2011cd≥✓\ufffd"]


def test_a_line_break_keeps_words_apart():
    run = "<w:r><w:t>Article 1</w:t><w:br/><w:t>Scope</w:t><w:br/><w:br/><w:t>of it</w:t></w:r>"
    assert words(read(p(run))) == ["Article 1 Scope of it"]


def test_a_list_mark_after_a_line_break_begins_a_block():
    run = "<w:r><w:t>The Parties shall:</w:t><w:br/><w:t>(a) meet;</w:t><w:br/><w:t>[(b) report.]</w:t></w:r>"
    assert words(read(p(run))) == ["The Parties shall:", "(a) meet;", "[(b) report.]"]


def test_words_in_links_controls_tags_and_fields_are_kept_and_field_codes_are_not():
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> REF x </w:instrText><w:t>code</w:t>",
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>result</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )
    )
    found = read(p(
        f"<w:hyperlink>{r('link ')}</w:hyperlink><w:sdt><w:sdtContent>{r('control ')}</w:sdtContent></w:sdt>"
        f"<w:smartTag><w:customXml>{r('tag ')}</w:customXml></w:smartTag>{field}"
    ))
    assert words(found) == ["link control tag result"]
    assert [(d.text, d.reason) for d in found.dropped] == [("code", "field code")]


def test_a_field_that_never_ends_swallows_no_other_paragraph():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert words(read(p(r("one "), begin) + p(r("two")))) == ["one ", "two"]


def test_tables_become_cells_and_nested_tables_too():
    inner = f"<w:tbl><w:tr><w:tc>{p(r('inner'))}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{p(r('left'))}</w:tc><w:tc>{p(r('right'))}{inner}{p()}</w:tc></w:tr></w:tbl>"
    found = read(p(r("before")) + table + p(r("after")))
    assert [(text, block.role) for text, block in zip(words(found), found.blocks, strict=True)] == [
        ("before", None), ("left", "cell"), ("right", "cell"), ("inner", "cell"), ("after", None),
    ]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p(r('boxed'))}</w:txbxContent>"
    run = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(p(r("host "), run, r("goes on")))
    assert words(found) == ["host goes on", "boxed"]
    assert [(d.text, d.reason) for d in found.dropped] == [("boxed", "second copy of a text box")]


def test_headers_contents_hidden_words_and_prompts_are_dropped_with_their_reason():
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('click here'))}</w:sdtContent></w:sdt>"
    found = read(
        p(r("Article 1 .... 3"), properties='<w:pStyle w:val="TOC1"/>') + prompt
        + p(r("seen"), r("unseen", "<w:vanish/>")),
        styles=styles, header=p(r("Doc. 7/Rev.2")), footer=p(r("page")),
    )
    assert words(found) == ["seen"]
    assert {d.reason: d.text for d in found.dropped} == {
        "table of contents": "Article 1 .... 3", "prompt of an empty field": "click here", "hidden text": "unseen",
        "running header": "Doc. 7/Rev.2", "running footer": "page",
    }


def test_mathematics_is_kept_and_reading_aids_are_dropped():
    ruby = f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    found = read(p(f"<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>{ruby}"))
    assert words(found) == ["x+1漢"]
    assert found.dropped[0].text == "kan"


# ---------------------------------------------------------------- styles


@pytest.mark.parametrize(("properties", "marks"), [
    ("<w:b/><w:i/>", ("bold", "italic")),
    ('<w:b w:val="0"/><w:i w:val="false"/>', ()),
    ('<w:u w:val="single"/>', ("underline",)),
    ('<w:u w:val="none"/>', ()),
    ("<w:strike/>", ("strike",)),
    ("<w:dstrike/>", ("strike",)),
    ('<w:vertAlign w:val="superscript"/>', ("superscript",)),
    ('<w:color w:val="ff0000"/>', ("color:FF0000",)),
    ('<w:color w:val="auto"/>', ()),
    ('<w:color w:val="000000"/>', ()),
    ('<w:highlight w:val="yellow"/>', ("highlight:yellow",)),
    ('<w:shd w:val="clear" w:fill="D9EAD3"/>', ("highlight:D9EAD3",)),
    ('<w:rStyle w:val="Deep"/>', ("bold", "color:00B050")),
    ('<w:rStyle w:val="Deep"/><w:b w:val="0"/>', ("color:00B050",)),
])
def test_marks_of_runs(properties, marks):
    styles = (
        '<w:style w:type="character" w:styleId="Base"><w:name w:val="b"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Deep"><w:name w:val="d"/><w:basedOn w:val="Base"/>'
        '<w:rPr><w:color w:val="00b050"/></w:rPr></w:style>'
    )
    assert fragments(read(p(r("x", properties)), styles=styles)) == [("x", marks)]


def test_headings_come_from_styles_and_outline_levels_and_their_look_is_no_mark():
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift2"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="New"><w:name w:val="New text"/><w:rPr><w:u w:val="single"/></w:rPr>'
        "</w:style>"
    )
    found = read(
        "".join(p(r(s), properties=f'<w:pStyle w:val="{s}"/>') for s in ("berschrift2", "Own", "Title", "New"))
        + p(r("direct"), properties='<w:outlineLvl w:val="3"/>') + p(r("body"), properties='<w:outlineLvl w:val="9"/>'),
        styles=styles,
    )
    assert [(block.heading, block.role) for block in found.blocks] == [
        (2, None), (1, None), (None, "title"), (None, None), (4, None), (None, None),
    ]
    assert [marks for _, marks in fragments(found)] == [(), (), (), ("underline",), (), ()]


# ---------------------------------------------------------------- list numbers


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
        "</w:lvl>"
    )


def item(list_id: int, depth: int, words: str = "x") -> str:
    return p(r(words), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    found = read(body, numbering=numbering, styles=styles)
    assert all(block.generated for block in found.blocks if block.label)
    return [block.label for block in found.blocks]


THREE = (
    '<w:abstractNum w:abstractNumId="0">' + level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")
    + level(2, "upperRoman", "%1.%2.%3") + "</w:abstractNum>"
)


def test_list_numbers_count_and_start_again_under_a_higher_level():
    body = item(1, 0) + item(1, 1) + item(1, 1) + item(1, 0) + item(1, 1) + item(1, 2)
    assert labels(body, THREE + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') == [
        "1.", "(a)", "(b)", "2.", "(a)", "2.a.I",
    ]


def test_lists_of_one_kind_go_on_unless_they_say_that_they_start_again():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
        "</w:lvlOverride></w:num>"
    )
    assert labels(item(1, 0) + item(2, 0) + item(3, 0) + item(3, 0), THREE + nums) == ["1.", "2.", "7.", "8."]


def test_overridden_levels_legal_numbers_and_levels_that_never_start_again():
    numbering = (
        '<w:abstractNum w:abstractNumId="0">' + level(0, "upperRoman", "Article %1")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "lowerLetter", "(%3)", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperLetter", "Part %1") + "</w:lvlOverride></w:num>"
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item(2, 0) + item(2, 1) + item(2, 2) + item(2, 0) + item(2, 2) + item(1, 0)
    assert labels(body, numbering) == ["Article I", "1.1", "(a)", "Article II", "(b)", "Part C"]


def test_bullets_none_and_lists_that_are_not_there():
    numbering = (
        '<w:abstractNum w:abstractNumId="0">' + level(0, "bullet", "\uf0b7") + level(1, "none", "")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert labels(item(1, 0) + item(1, 1) + item(9, 0) + item(0, 0), numbering) == ["•", "", "", ""]


def test_numbers_come_through_paragraph_styles_and_numbering_styles():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="A"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:basedOn w:val="Art"/>'
        '</w:style><w:style w:type="numbering" w:styleId="Legal"><w:name w:val="L"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "Article %1", '<w:pStyle w:val="Art"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Para"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = "".join(p(r("x"), properties=f'<w:pStyle w:val="{style}"/>') for style in ("Art", "Para", "Para", "Art"))
    assert labels(body, numbering, styles) == ["Article 1", "1.1", "1.2", "Article 2"]


@pytest.mark.parametrize(("value", "form", "printed"), [
    (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (53, "upperLetter", "AAA"), (7, "decimalZero", "07"),
    (11, "ordinal", "11th"), (22, "ordinal", "22nd"), (0, "lowerRoman", ""), (5, "chineseCounting", "5"),
])
def test_number_formats(value, form, printed):
    assert number_text(value, form) == printed


def test_symbol_fonts():
    assert [symbol("Symbol", 0xF061), symbol("Wingdings", 0xF0A7), symbol("Other", 0x2603)] == ["α", "▪", "☃"]


# ---------------------------------------------------------------- tracked changes


@pytest.mark.parametrize(("tag", "text", "act"), [
    ("ins", "t", "inserted"), ("del", "delText", "deleted"), ("moveFrom", "t", "moved_from"),
    ("moveTo", "t", "moved_to"),
])
def test_tracked_changes_keep_author_and_date(tag, text, act):
    change = f"<w:{tag} {WHO}><w:r><w:{text}>new</w:{text}></w:r></w:{tag}>"
    found = read(p(r("old "), f"<w:hyperlink>{change}</w:hyperlink>"))
    assert found.blocks[0].fragments[1].change == Change(act, "Ann Example", "2024-05-01T10:00:00Z")
    assert words(found) == ["old new"]


def test_an_insertion_round_a_control_and_a_deletion_inside_an_insertion():
    deletion = '<w:del w:id="2" w:author="Bob"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    found = read(p(f"<w:ins {WHO}><w:sdt><w:sdtContent>{r('kept ')}</w:sdtContent></w:sdt>{deletion}</w:ins>"))
    kept, gone = found.blocks[0].fragments
    assert kept.change == Change("inserted", "Ann Example", "2024-05-01T10:00:00Z")
    assert gone.change == Change("deleted", "Bob")
    assert [d.code for d in found.diagnostics] == ["nested-change"]


def test_changes_of_paragraph_marks_belong_to_the_block():
    found = read(p(r("x"), properties=f"<w:rPr><w:ins {WHO}/></w:rPr>") + p(r("y")))
    assert [block.change and block.change.act for block in found.blocks] == ["inserted", None]


# ---------------------------------------------------------------- notes


def note(form: str, number: int, inside: str, more: str = "") -> str:
    return f'<w:{form} w:id="{number}" {more}>{inside}</w:{form}>'


def reference(form: str, number: int, more: str = "", mark: str = "") -> str:
    return f'<w:r><w:{form}Reference w:id="{number}" {more}/>{mark}</w:r>'


def marks_of(manuscript: Manuscript) -> list[str]:
    return [manuscript.notes[f.note].mark for block in manuscript.blocks for f in block.fragments if f.note]


def test_notes_are_numbered_by_their_references_and_endnotes_in_roman():
    found = read(
        p(r("a"), reference("footnote", 5), r("b"), reference("footnote", 2), r("c"), reference("endnote", 3)),
        footnotes=note("footnote", 2, p(r("second")))
        + note("footnote", 5, p("<w:r><w:footnoteRef/></w:r>", r("first"))),
        endnotes=note("endnote", 3, p(r("last"))),
    )
    assert marks_of(found) == ["1", "2", "i"]
    assert [body.blocks[0].fragments[0].text for body in found.notes.values()] == ["first", "second", "last"]
    assert [f.text for f in found.blocks[0].fragments if f.note] == ["", "", ""]


def test_a_mark_of_its_own_is_printed_twice_and_does_not_count():
    star = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>*</w:t></w:r>'
    found = read(
        p(reference("footnote", 1, 'w:customMarkFollows="1"', "<w:t>*</w:t>"), r("b"), reference("footnote", 2)),
        footnotes=note("footnote", 1, p(star, r("Agreed ad referendum."))) + note("footnote", 2, p(r("other"))),
    )
    assert marks_of(found) == ["*", "1"]
    body = found.notes["footnote-1"]
    assert (body.printed, [f.text for f in body.blocks[0].fragments]) == (True, ["Agreed ad referendum."])


def test_settings_say_where_and_how_notes_are_numbered():
    settings = (
        '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/><w:numRestart w:val="eachSect"/>'
        "</w:footnotePr>"
    )
    body = p(reference("footnote", 1), r("x"), properties="<w:sectPr/>") + p(reference("footnote", 2), r("y"))
    footnotes = note("footnote", 1, p(r("one"))) + note("footnote", 2, p(r("two")))
    assert marks_of(read(body, settings=settings, footnotes=footnotes)) == ["c", "c"]


def test_comments_keep_author_date_and_place():
    found = read(
        p(r("word"), reference("comment", 0), r(" more")),
        comments=note(
            "comment", 0, p(r("Is this agreed?")), 'w:author="Bob" w:date="2024-01-02T00:00:00Z" w:initials="B"'
        ),
    )
    body = found.notes["comment-0"]
    assert (body.form, body.mark, body.author, body.date) == ("comment", "B1", "Bob", "2024-01-02T00:00:00Z")
    assert [(f.text, f.note) for f in found.blocks[0].fragments] == [("word", None), ("", "comment-0"), (" more", None)]


def test_notes_without_a_mark_and_marks_without_a_note_are_reported():
    found = read(
        p(r("x"), reference("footnote", 9)),
        footnotes=note("footnote", 1, p(r("orphan")))
        + note("footnote", 0, p("<w:r><w:separator/></w:r>"), 'w:type="separator"'),
    )
    assert [(d.text, d.reason) for d in found.dropped] == [("orphan", "note without a mark")]
    assert [d.code for d in found.diagnostics] == ["missing-note"]


# ---------------------------------------------------------------- packages


def test_strict_documents_and_utf_16_are_read_alike():
    parts = word_parts(p(r("Each Party"), properties='<w:outlineLvl w:val="0"/>'))
    xml = str(parts["word/document.xml"])
    strict = xml.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    for content in (strict, ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16")):
        found = read_docx("x", package({**parts, "word/document.xml": content}))
        assert [(words(found), found.blocks[0].heading)] == [(["Each Party"], 1)]


def test_another_prefix_reads_like_the_usual_one():
    parts = word_parts(p(r("bold", "<w:b/>"), r(" plain")))
    other = str(parts["word/document.xml"])
    for usual, rare in (("<w:", "<n0:"), ("</w:", "</n0:"), ("xmlns:w=", "xmlns:n0=")):
        other = other.replace(usual, rare)
    found = read_docx("x", package({**parts, "word/document.xml": other}))
    assert fragments(found) == [("bold", ("bold",)), (" plain", ())]


def test_documents_without_relations_are_read():
    parts = word_parts(p(r("x"), reference("footnote", 1)), footnotes=note("footnote", 1, p(r("body"))))
    found = read_docx("x", package({name: part for name, part in parts.items() if "rels" not in name}))
    assert found.notes["footnote-1"].blocks[0].fragments[0].text == "body"


def test_title_and_language_come_from_the_properties():
    core = (
        '<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Draft treaty </dc:title>'
        "<dc:language>fr-CH</dc:language></c:coreProperties>"
    )
    found = read_docx("x", package({**word_parts(p(r("x"))), "docProps/core.xml": core}))
    assert (found.title, found.language) == ("Draft treaty", "fr")


def test_embedded_documents_are_reported_as_not_read():
    assert [d.code for d in read(p(r("x")) + '<w:altChunk r:id="z"/>').diagnostics] == ["not-read"]


def test_words_at_places_where_none_belong_are_not_lost():
    found = read(p(r("x"), properties=f'<w:jc w:val="both"/><w:odd>{r("stray")}</w:odd>'))
    assert [(d.text, d.reason) for d in found.dropped] == [("stray", "misplaced words")]


@pytest.mark.parametrize(("parts", "what"), [
    ({"word/document.xml": "<w:document"}, "damaged"),
    ({"word/document.xml": f"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document {NAMESPACES}/>"}, "entities"),
    ({"word/document.xml": f'<?xml version="1.0" encoding="UTF-7"?><w:document {NAMESPACES}/>'}, "encoding"),
    ({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{p()}</w:body></w:document>"}, "no words"),
    ({"word/document.xml": f"<w:document {NAMESPACES}>{'<w:x>' * 160}{r('x')}{'</w:x>' * 160}</w:document>"}, "deep"),
    ({"word/document.xml": f"<w:document {NAMESPACES}>{'<w:ins>' * 900}</w:document>"}, "damaged"),
    ({"word/vbaProject.bin": "x"}, "macros"),
])
def test_what_cannot_be_read_is_refused_with_one_clear_error(parts, what):
    with pytest.raises(Refused, match=what) as refusal:
        read_docx("draft.docx", package({**word_parts(p(r("x"))), **parts}))
    assert refusal.value.remedy


# ---------------------------------------------------------------- other programs, large and spoilt files


def test_a_document_of_python_docx_is_read():
    made = python_docx.Document()
    made.add_heading("Article 1", level=2)
    made.add_paragraph("Each Party ", style="List Number").add_run("shall").bold = True
    made.add_paragraph("act.", style="List Number")
    made.add_table(1, 2).cell(0, 1).text = "right"
    file = io.BytesIO()
    made.save(file)
    found = read_docx("x", file.getvalue())
    assert words(found) == ["Article 1", "Each Party shall", "act.", "right"]
    assert [(block.heading, block.label, block.role) for block in found.blocks] == [
        (2, "", None), (None, "1.", None), (None, "2.", None), (None, "", "cell"),
    ]
    assert not lost(found)


def test_the_document_of_the_benchmark_holds_what_it_says_and_loses_nothing():
    found = read_docx("x", benchmark_document(pages=20))
    assert len(found.blocks) == 460
    assert {body.form for body in found.notes.values()} == {"footnote", "comment"}
    acts = {f.change.act for block in found.blocks for f in block.fragments if f.change}
    assert acts == {"inserted", "deleted"}
    assert {block.label for block in found.blocks} > {"1.", "(a)", "(b)", "(i)", ""}
    assert not lost(found)


def test_making_runs_compact_changes_nothing(monkeypatch):
    data = benchmark_document(pages=3)
    compact = read_docx("x", data)
    monkeypatch.setattr(Shapes, "compact", lambda self, data, parser: data)  # noqa: ARG005
    plain = read_docx("x", data)
    assert (compact.blocks, compact.notes, compact.dropped) == (plain.blocks, plain.notes, plain.dropped)


pieces = st.lists(st.sampled_from([
    p(r("a "), r("b", "<w:b/>")), p(r("&lt;c&gt; &amp; &#233;")), p(r("d"), properties='<w:jc w:val="left"/>'),
    "<w:p/>",
    '<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r w:rsidR="00AA"><w:t>e</w:t></w:r></w:p>', "<!-- note -->",
    p('<w:r><w:rPr><w:b w:val="a>b"/></w:rPr><w:t>f</w:t></w:r>'), p(r("g", "<w:rPrChange><w:rPr/></w:rPrChange>")),
    "<w:p><w:r><w:t>h</w:t><w:tab/></w:r></w:p>", p(r("i", '<w:color w:val="FF0000"/>')), "<w:p><w:t>j</w:t></w:p>",
    p(r("k"), properties='<w:pPrChange><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'), "<w:p><![CDATA[l]]></w:p>",
    '<w:p><w:travauxRun s="0">m</w:travauxRun></w:p>', p("<w:r><w:t><![CDATA[n]]></w:t></w:r>"),
]), min_size=1, max_size=6).map("".join)


@given(pieces)
def test_making_runs_compact_changes_nothing_in_odd_documents(body):
    data = word_file(p(r("z")) + body)
    compact = read_docx("x", data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shapes, "compact", lambda self, data, parser: data)  # noqa: ARG005
        plain = read_docx("x", data)
    assert (compact.blocks, compact.dropped) == (plain.blocks, plain.dropped)
    assert not lost(compact)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file after something went wrong with it."""
    way = chance.randrange(4)
    if way == 0:
        return data[:chance.randrange(len(data))]
    if way == 1:
        broken = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        return bytes(broken)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    if way == 2:
        del parts[name]
    else:
        tags = parts[name].split(b"<")
        for _ in range(chance.randint(1, 8)):
            first, second = chance.randrange(len(tags)), chance.randrange(len(tags))
            tags[first] = chance.choice((b"", tags[second], tags[first][: len(tags[first]) // 2], tags[first] * 3))
        parts[name] = b"<".join(tags)
    return package(parts)


def test_spoilt_documents_are_read_or_refused():
    seed = benchmark_document(pages=1)
    verdicts = set()
    for number in range(400):
        try:
            found = read_docx("x", spoilt(seed, random.Random(number)))
            assert not lost(found)
            verdicts.add("read")
        except TravauxError:
            verdicts.add("refused")
    assert verdicts == {"read", "refused"}
