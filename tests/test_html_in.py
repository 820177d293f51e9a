"""Drafts as web pages: blocks, labels, styles, changes and notes of every maker, and nothing lost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.errors import Refused
from travaux.text.formats import html_parse
from travaux.text.formats.html_in import read_html
from travaux.text.manuscript import Manuscript
from travaux.text.model import Change

PAGES = sorted([*(CORPUS / "texts").glob("*.html"), *(CORPUS / "eu_equivalence").glob("*.html")]) if CORPUS else []


def read(page):
    manuscript = read_html("page.html", page if isinstance(page, bytes) else page.encode("utf-8"))
    assert isinstance(manuscript, Manuscript)
    return manuscript


def all_blocks(manuscript):
    return manuscript.blocks + [block for note in manuscript.notes.values() for block in note.blocks]


def words(block):
    return "".join(fragment.text for fragment in block.fragments)


def texts(page):
    return [words(block) for block in read(page).blocks]


def looks(page):
    return [(fragment.text, fragment.marks) for block in read(page).blocks for fragment in block.fragments]


def dropped(page):
    return [(words.text, words.reason) for words in read(page).dropped]


def places(manuscript):
    """Every printed character of the manuscript, counted where it ended up."""
    found = [block.label for block in all_blocks(manuscript) if not block.generated]
    found += [words(block) for block in all_blocks(manuscript)]
    found += [note.mark for note in manuscript.notes.values() if note.printed]
    found += [left_out.text for left_out in manuscript.dropped]
    return Counter("".join("".join(found).split()))


def conserved(manuscript):
    return places(manuscript) == Counter("".join(manuscript.source.split()))


@needs_corpus
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_character_of_a_real_page_is_kept_or_dropped_and_has_its_place(path):
    data = path.read_bytes()
    manuscript = read(data)
    assert conserved(manuscript)
    lines = data.decode("utf-8").split("\n")
    for block in manuscript.blocks:
        first = block.fragments[0]
        here = lines[first.line - 1][first.column:]
        assert here.startswith((first.text.split()[0], "&"))


@needs_corpus
def test_the_adopted_high_seas_treaty_has_its_articles_and_none_of_the_site_around_it():
    manuscript = read((CORPUS / "texts" / "bbnj-agreement-2023-adopted.html").read_bytes())
    articles = [words(block) for block in manuscript.blocks if block.heading == 3]
    numbers = [int(text.split()[1]) for text in articles if text.startswith("Article ")]
    assert numbers == sorted(numbers)
    assert manuscript.language == "en"
    assert {left_out.reason for left_out in manuscript.dropped} == {"site navigation", "page head"}
    assert manuscript.title.startswith("Agreement under the United Nations Convention on the Law of the Sea")


def test_lines_and_columns_are_those_of_the_raw_page():
    page = "<p>one\ntwo &amp; three <b>four</b></p>\n<!-- > --><p title='a>b'>  five&nbsp;six"
    fragments = [fragment for block in read(page).blocks for fragment in block.fragments]
    assert [(f.text, f.line, f.column) for f in fragments] == [
        ("one ", 1, 3), ("two & ", 2, 0), ("three ", 2, 10), ("four", 2, 19), ("five\u00a0", 3, 27), ("six", 3, 37),
    ]


def test_where_the_parser_moves_words_the_line_is_still_found():
    page = "<p>first</p>\n<style>unended &bogus <p>second</p>\n</style>\n<p>third &#1; x</p>"
    block = read(page).blocks[-1]
    assert (block.fragments[0].text[:5], block.fragments[0].line) == ("third", 4)


def test_white_space_runs_together_except_where_it_is_kept():
    blocks = read("<div> a \n\t b<i> c </i> d </div><pre>x\n  y  z</pre>text").blocks
    assert [(words(block), block.indent) for block in blocks] == [("a b c d", None), ("x", None), ("y  z", 2),
        ("text", None)]


def test_headings_cells_and_line_breaks_make_blocks():
    page = "<h2>Article 1<br>Scope</h2><table><tr><th>Party<td><p>[shall]</p><p>may</p></table><dl><dd>q</dl>"
    assert [(block.heading, block.role, words(block)) for block in read(page).blocks] == [
        (2, None, "Article 1"), (2, None, "Scope"), (None, "cell", "Party"), (None, "cell", "[shall]"),
        (None, "cell", "may"), (None, None, "q"),
    ]


def test_tables_that_only_place_the_page_make_no_cells():
    blocks = read("<table><tr><td><h1>T</h1><p>a</p></td><td>b</td></tr></table>").blocks
    assert [block.role for block in blocks] == [None, None, "cell"]


def test_lists_have_the_labels_that_a_browser_would_print():
    page = (
        "<ol type=a start=3><li>x<ol style='list-style-type: upper-roman'><li value=4>y<li><p>z</p>"
        "<p>more</p></ol></li></ol>"
        "<ul><li>u<li style='list-style:none'>v</ul><ol reversed><li>m<li>n</ol>"
        "<ol style='list-style-type:lower-greek'><li>o"
    )
    assert [(block.label, block.depth, words(block)) for block in read(page).blocks] == [
        ("c.", 0, "x"), ("IV.", 1, "y"), ("V.", 1, "z"), ("", None, "more"), ("•", 0, "u"), ("", 0, "v"),
        ("2.", 0, "m"), ("1.", 0, "n"),
        ("α.", 0, "o"),
    ]
    assert all(block.generated for block in read(page).blocks if block.label)


@pytest.mark.parametrize(("number", "kind", "label"), [
    (27, "a", "aa."), (52, "A", "AZ."), (1994, "i", "mcmxciv."), (0, "i", "0."), (-3, "1", "-3."), (703, "a", "aaa."),
])
def test_labels_are_written_as_lists_are(number, kind, label):
    assert read(f"<ol type={kind} start={number}><li>x</ol>").blocks[0].label == label


def test_numbers_that_word_prints_into_the_page_are_labels_of_the_source():
    page = (
        "<p class=MsoListParagraph style='margin-left:72pt;mso-list:l0 level2 lfo1'>"
        "<![if !supportLists]><span style='mso-list:Ignore'>(b)"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Each Party<o:p></o:p></p>"
    )
    block = read(page).blocks[0]
    assert (block.label, block.generated, block.depth, words(block)) == ("(b)", False, 1, "Each Party")
    assert conserved(read(page))


def test_styles_come_from_tags_attributes_and_classes():
    page = (
        "<style>/* x */ .del, p.big {text-decoration: line-through} .c1{color:#c00}</style>"
        "<p><b>a</b><span style='font-weight:700;font-style:italic'>b"
        "</span><span class=del>c</span><span class=c1>d</span>"
        "<span style='background:yellow;mso-highlight:yellow'>e</span>"
        "<font color=blue>f</font><u>g</u><b>h<span style='font-weight:normal'>i</span></b>"
        "<span style='color:windowtext'>j</span>"
        "<a href=x style='color:blue'>k</a><span style='background-color: rgb(0, 255, 0)'>l</span></p>"
    )
    assert looks(page) == [
        ("a", ("bold",)), ("b", ("bold", "italic")), ("c", ("strike",)), ("d", ("color:CC0000",)),
        ("e", ("highlight:yellow",)),
        ("f", ("color:0000FF",)), ("g", ("underline",)), ("h", ("bold",)), ("i", ()), ("j", ()), ("k", ()),
        ("l", ("highlight:lime",)),
    ]


def test_insertions_and_deletions_name_their_authors():
    page = (
        '<p>by <del cite="mailto:Kim%20Lee" datetime="2015-10-23T12:00">all</del>'
        "<ins title='Lee'>most <b>Parties</b></ins></p><ins><p>new</p></ins>"
    )
    blocks = read(page).blocks
    assert [(f.text, f.change) for f in blocks[0].fragments][1:] == [
        ("all", Change("deleted", "Kim Lee", "2015-10-23T12:00")), ("most ", Change("inserted", "Lee")),
        ("Parties", Change("inserted", "Lee")),
    ]
    assert (blocks[0].change, blocks[1].change) == (None, Change("inserted"))


WORD = """<p class=MsoNormal>Text<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> ends.<a class=msocomanchor
href="#_msocom_1" name="_msoanchor_1">[KL1]</a></p>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> The note.</p><p>Goes on.</p></div></div>
<div id="_com_1"><p class=MsoCommentText><a name="_msocom_1"></a><a href="#_msoanchor_1">[KL1]</a> Why?</p></div>"""
LIBRE = """<p>Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> ends.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a> The note.</p></div>"""
WIKI = """<p>Text<sup id="cite_ref-1" class="reference"><a
href="#cite_note-1"><span>[</span>1<span>]</span></a></sup> ends.</p>
<ol><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span>
<span>The note.</span></li></ol>"""
PANDOC = """<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> ends.</p>
<section id="footnotes">
<ol><li id="fn1"><p>The note.<a href="#fnref1" class="footnote-back"
role="doc-backlink">↩︎</a></p></li></ol></section>"""
SIMPLE = """<p>Text<sup><a href="#f1">1</a></sup> ends.</p><hr><p><a name="f1"></a><sup>1</sup> The note.</p>"""
JOURNAL = """<p>Text <a id="c1" href="#ntr1">(<span class="super">1</span>)</a> ends.</p>
<p class="note"><a id="ntr1" href="#c1">(<span class="super">1</span>)</a> The note.</p>"""


@pytest.mark.parametrize(("page", "mark", "printed"), [
    (WORD, "[1]", True), (LIBRE, "1", True), (WIKI, "[1]", False), (PANDOC, "1", False), (SIMPLE, "1", True),
    (JOURNAL, "(1)", True),
], ids=["Word", "LibreOffice", "wiki", "Pandoc", "simple", "journal"])
def test_notes_of_every_maker_move_to_their_marks(page, mark, printed):
    manuscript = read(page)
    marks = [fragment for fragment in manuscript.blocks[0].fragments if fragment.note]
    note = manuscript.notes[marks[0].note]
    assert (marks[0].text, note.mark, note.printed) == (mark, "1", printed)
    assert words(note.blocks[0]) == "The note."
    assert conserved(manuscript)
    assert not any("note" in words(block) for block in manuscript.blocks)


def test_notes_of_word_may_have_paragraphs_and_its_comments_have_authors():
    manuscript = read(WORD)
    note, comment = manuscript.notes.values()
    assert [words(block) for block in note.blocks] == ["The note.", "Goes on."]
    assert (comment.form, comment.author, words(comment.blocks[0])) == ("comment", "KL", "Why?")
    assert "[" not in "".join(f.text for block in manuscript.blocks for f in block.fragments if not f.note)


def test_links_into_the_text_are_no_notes():
    page = "<p>See <a href='#a2'>2</a> and <a href='#art2'>Article 2</a></p><h2 id=a2>Article 2</h2><p id=art2>W"
    manuscript = read(page)
    assert not manuscript.notes
    assert texts(page)[0] == "See 2 and Article 2"


def test_what_is_site_and_what_is_hidden_is_dropped_with_its_reason():
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><header>Site</header><nav>Home</nav><main>"
        "<header>Decision</header><p>Words of "
        "the text</p><p hidden>h</p><p style='display: none'>i</p><aside>more</aside><script>s</script></main>"
        "<footer>©</footer></body></html>"
    )
    assert texts(page) == ["Decision", "Words of the text"]
    assert dropped(page) == [
        ("Tp{}", "page head"), ("Site", "site navigation"), ("Home", "site navigation"), ("h", "hidden"),
        ("i", "hidden"), ("more", "site navigation"),
        ("s", "script"), ("©", "site navigation"),
    ]


def test_a_main_part_that_holds_little_of_the_page_does_not_win():
    assert texts("<main>intro</main><div>" + "the whole treaty " * 20 + "</div>")[0] == "intro"
    assert len(texts("<main>intro</main><div>" + "the whole treaty " * 20 + "</div>")) == 2


@pytest.mark.parametrize(("data", "text"), [
    ("<p>né".encode(), "né"), (b"<p>n\xe9 \x93x\x94", "né “x”"), (b"<meta charset=iso-8859-2><p>\xb1", "ą"),
    ("\ufeff<p>é".encode("utf-16-le"), "é"),
    (b"\xef\xbb\xbf<p>\xc3\xa9", "é"), (b"<meta charset=nonsense><p>\xc3\xa9", "é"),
    (b'<meta http-equiv=x content="text/html; charset=iso-8859-1"><p>\x96', "–"),
    (b"<p>\x81\xff", "\x81ÿ"),
])
def test_pages_are_read_in_their_encoding(data, text):
    assert texts(data) == [text]


def test_language_and_title_are_taken_from_the_page():
    manuscript = read("<html lang='FR-be'><title> Le  site </title><h1>Le traité</h1>x")
    assert (manuscript.language, manuscript.title) == ("fr", "Le traité")
    assert read("<title>Site</title><h1>a</h1><h1>b</h1>").title == "Site"


@pytest.mark.parametrize("page",
    ["", "   ", "<!-- only -->", "<", "<p", "</", "<![CDATA[x]]>", "<table><table><tr>", "\x00",
        "<a href='#x' id=x>1</a>"])
def test_broken_pages_are_read_without_failing(page):
    assert conserved(read(page))


def test_nesting_past_the_limit_is_refused_at_once():
    assert texts("<div>" * 190 + "x") == ["x"]
    with pytest.raises(Refused, match="nests"):
        read("<div>" * 100_000 + "x")
    with pytest.raises(Refused, match="nests"):
        read("<b>" * 250 + "x")


def test_pages_past_the_size_limit_are_refused(monkeypatch):
    monkeypatch.setattr(html_parse, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="too large"):
        read("<p>" + "x" * 20)


PARTS = [
    "<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<ol>", "</ol>", "<li>", "<td>", "<table>", "</table>", "<h2>",
    "<br>", "<pre>", "</pre>", "<nav>",
    "<main>", "</main>", "<article>", "<aside>", "<ins title=a>", "</ins>", "<style>.a{}", "</style>", "<!-- ", " -->",
    "<![if x]>", "&amp;", "&nbsp;",
    "&#91;", "&bogus;", "<a href='#n1' id=r1>1</a>", "<a id=n1 href='#r1'>1</a>", "<sup>", "</sup>", "<li id=fn1>",
    "<p id=n2>", "<span hidden>",
    "<span style='mso-list:Ignore'>", "</span>", "[x] ", "words\n", "\t", "<", "<title>", "</title>", "<textarea>",
    "<a href='#fn1'>[1]</a>", "\x01",
    "<div id=ftn1>", "<a href='#_ftn1'>2</a>", "<p style='white-space:pre'>", "\u00a0", "'", '"', "<p class='",
    "<svg>", "<ul>", "<select>",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_nothing_is_lost_however_broken_the_page(page):
    assert conserved(read(page))
