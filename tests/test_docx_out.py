"""Writing Word documents: what was written comes back, and Word and LibreOffice can open it."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from travaux.errors import TravauxError
from travaux.text.formats.docx_in import read_docx
from travaux.text.formats.docx_names import DEL_TEXT, T, w
from travaux.text.formats.docx_out import docx
from travaux.text.instrument import Instrument, Source
from travaux.text.manuscript import Manuscript, Ready
from travaux.text.model import Aside, At, Break, Change, Choice, Note, NotePosition, Option, Text
from travaux.text.stream import joined, leaves

# ---------------------------------------------------------------- streams of every kind

words = st.text(st.sampled_from("ab Zم.,;:[]{}()/\t\n\r\u00a0\u00ad\u2011\u2028é漢😀<&>\"'1"), max_size=12)
names = st.sampled_from(["", "Ann Example", 'O"Neil & Co <x>', "Secretariat\n2", "李"])
dates = st.sampled_from(["", "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00.5+02:00", "May 2024"])
changes = st.none() | st.builds(
    Change, st.sampled_from(["inserted", "deleted", "moved_from", "moved_to"]), names, dates
)
mark_names = st.sampled_from([
    "bold", "italic", "underline", "strike", "superscript", "subscript", "color:FF0000", "color:red", "color:000000",
    "color:00ff00", "highlight:yellow", "highlight:darkBlue", "highlight:Yellow", "highlight:A0B0C0",
    "highlight:FFFFFF", "highlight:mauve",
])
marks = st.sets(mark_names, max_size=3).map(lambda found: tuple(sorted(found)))
texts = st.builds(Text, words, marks, changes)
breaks = st.builds(
    Break,
    st.sampled_from([
        "title", "part", "chapter", "section", "annex", "preamble", "article", "heading", "paragraph", "item",
        "subitem", "point", "text", "cell",
    ]),
    st.sampled_from(["", "1.", "Article 12", "(a)", "[4][2].", " 2 bis. ", "x\ty"]),
    st.integers(0, 90),
    st.booleans(),
    changes,
)
asides = st.builds(Aside, words, st.sampled_from(["label", "heading"]))
stances = st.builds(NotePosition, st.sampled_from(["", "US", "CL"]), st.just("supports"))
positions = st.lists(stances, max_size=2).map(tuple)
codes = st.lists(st.sampled_from(["US", "CL", "JP"]), max_size=2).map(tuple)


def notes(content):
    return st.builds(
        Note, st.sampled_from(["1", "2", "ii", "*", "34", "[ 13 ]", "", "a\tb"]), content,
        st.sampled_from(["footnote", "endnote", "comment"]), positions, names, dates,
    )


def options(content):
    return st.builds(
        Option, content, label=st.sampled_from(["", "Option 1: ", "ALT 2. "]),
        head=st.lists(texts | notes(content), max_size=3).map(tuple), backs=codes, opposes=codes, unknown=codes,
        joint=st.sampled_from(["", " / ", "\n"]), open=st.sampled_from(["", "[", "[ ", "{"]),
        close=st.sampled_from(["", "]", " ]", "]]"]), null=st.booleans(),
        at=st.none() | st.just(At(None, 1, 2, None, 3, 4)),
    )


def choices(content):
    return st.builds(
        Choice, st.sampled_from(["art1.c1", "art2.p3.c2", "c"]),
        st.sampled_from(["bracket", "alternatives", "options", "placeholder"]),
        st.lists(options(content), min_size=1, max_size=3).map(tuple), st.booleans(), names,
    )


streams = st.recursive(
    st.lists(texts | breaks | asides, max_size=4).map(tuple),
    lambda content: st.lists(texts | breaks | asides | notes(content) | choices(content), max_size=4).map(tuple),
    max_leaves=12,
)


def whole(stream):
    """The stream with neighbouring texts of one style joined, at every depth."""
    return joined(_whole_node(node) for node in stream)


def _whole_node(node):
    match node:
        case Note():
            return replace(node, content=whole(node.content))
        case Choice():
            return replace(node, options=tuple(
                replace(option, content=whole(option.content), head=tuple(map(_whole_node, option.head)))
                for option in node.options
            ))
    return node


def read_back(stream):
    ready = read_docx("draft.docx", docx(Instrument(stream)))
    assert isinstance(ready, Ready), [found.code for found in ready.diagnostics]
    return ready.body


REACHED: dict[str, int] = {}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(streams)
def test_every_stream_comes_back_as_it_was_written(stream):
    for node in leaves(stream):
        REACHED[node.kind] = REACHED.get(node.kind, 0) + 1
    assert whole(read_back(stream)) == whole(stream)


def test_the_streams_above_hold_every_kind_of_node():
    assert REACHED.keys() >= {"text", "break", "note", "aside"}


# ---------------------------------------------------------------- one draft with everything in it

DRAFT = (
    Break("title", "", 0),
    Text("Draft Convention on Quiet Places"),
    Break("article", "Article 1", 30, change=Change("inserted", "Chair", "2024-05-01T10:00:00Z")),
    Text("Scope"),
    Break("paragraph", "1.", 50),
    Text("Each Party "),
    Choice("art1.p1.c1", "alternatives", (
        Option((Text("shall", ("bold",)),), open="[", close="]"),
        Option((Text("may"),), joint="/", open="[", close="]"),
    )),
    Text(" keep its places quiet"),
    Note("1", (Text("At least one delegation reserves its position."),), positions=(NotePosition("", "reserves"),)),
    Text(" at night", (), Change("moved_from", "Ann Example", "2024-05-01T10:00:00Z")),
    Text(" always", ("underline",), Change("inserted", "Ann Example", "2024-05-01T10:00:00Z")),
    Text(" sometimes", (), Change("deleted", "Bob", "2024-05-02T10:00:00Z")),
    Text("."),
    Note("c1", (Text("Is this wise?"),), "comment", (), "Bob Example", "2024-06-01T00:00:00Z"),
    Choice("art1.c2", "bracket", (
        Option(
            (
                Break("paragraph", "2.", 50), Text("Bells are excepted."),
                Break("item", "(a)", 60, generated=True), Text("church bells;"),
                Choice("art1.p2.c1", "placeholder", (Option((Text("x"),), open="[", close="]"),)),
            ),
            head=(Text("US"), Note("2", (Text("Ad referendum."),)), Text("/CL propose: ")), backs=("US", "CL"),
            open="[", close="]",
        ),
    )),
    Aside("{Placement: final clauses}"),
    Break("section", "", 20),
    Aside("{Section B}", "heading"),
    Break("cell", "", 60),
    Text("left"),
    Note("i", (Text("An endnote."),), "endnote"),
)


def written(stream=DRAFT) -> dict[str, bytes]:
    made = docx(Instrument(stream, title="Quiet & places", source=Source(language="en")))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def edited(old: str, new: str, part: str = "word/document.xml"):
    """What is read after an edit in the word processor; the place must be there exactly once."""
    parts = written()
    xml = parts[part].decode()
    assert xml.count(old) == 1, (old, xml.count(old))
    return read_docx("draft.docx", packed({**parts, part: xml.replace(old, new).encode()}))


def printed() -> str:
    root = etree.fromstring(written()["word/document.xml"])
    paragraphs = root.iter(w("p"))
    return "\n".join("".join(t.text for t in paragraph.iter(T, DEL_TEXT)) for paragraph in paragraphs)


def test_the_draft_comes_back_with_its_title_and_language():
    ready = read_docx("draft.docx", packed(written()))
    assert isinstance(ready, Ready)
    assert (ready.body, ready.title, ready.language) == (DRAFT, "Quiet & places", "en")
    assert ready.diagnostics == []


def test_marks_are_printed_as_they_stand_in_the_text():
    assert printed() == (
        "Draft Convention on Quiet Places\nArticle 1 Scope\n1.Each Party [shall]/[may] keep its places quiet at night"
        " always sometimes.\n[US/CL propose: 2.Bells are excepted.\n(a)church bells;[x]]{Placement: final clauses}\n"
        "{Section B}\nleft"
    )


def test_changes_are_tracked_changes_with_their_authors_and_moves_are_deletions_and_insertions():
    root = etree.fromstring(written()["word/document.xml"])
    found = [
        (etree.QName(e).localname, e.get(w("author")), e.get(w("date")), "".join(e.itertext()))
        for e in root.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"))
    ]
    assert found == [
        ("ins", "Chair", "2024-05-01T10:00:00Z", ""), ("del", "Ann Example", "2024-05-01T10:00:00Z", " at night"),
        ("ins", "Ann Example", "2024-05-01T10:00:00Z", " always"), ("del", "Bob", "2024-05-02T10:00:00Z", " sometimes"),
    ]


def test_notes_are_real_notes_and_comments():
    parts = written()
    assert b"At least one delegation" in parts["word/footnotes.xml"]
    assert b"An endnote." in parts["word/endnotes.xml"]
    comment = etree.fromstring(parts["word/comments.xml"])[0]
    assert (comment.get(w("author")), comment.get(w("initials"))) == ("Bob Example", "BE")


def test_the_same_text_gives_the_same_bytes():
    assert docx(Instrument(DRAFT)) == docx(Instrument(DRAFT))


def test_python_docx_opens_the_document_and_finds_headings_and_words():
    opened = python_docx.Document(io.BytesIO(docx(Instrument(DRAFT))))
    assert [(found.style.name, found.text) for found in opened.paragraphs[:3]] == [
        ("Title", "Draft Convention on Quiet Places"), ("Heading 2", "Article 1 Scope"),
        ("Travaux Paragraph", "1.\tEach Party [shall]/[may] keep its places quiet."),
    ]


@pytest.mark.parametrize("words", ["bell\x07", "lone \ud800 surrogate", "\ufffe", "\x00"])
@pytest.mark.parametrize("make", [
    lambda words: (Text(words),), lambda words: (Aside(words),), lambda words: (Break("article", words),),
    lambda words: (Note(words),), lambda words: (Choice("c", "bracket", (Option(open=words),)),),
    lambda words: (Choice("c", "bracket", (Option(close=words),)),),
])
def test_characters_that_no_word_document_can_hold_are_refused(make, words):
    with pytest.raises(TravauxError, match="cannot") as refusal:
        docx(Instrument(make(words)))
    assert refusal.value.remedy


# ---------------------------------------------------------------- edits in a word processor


def test_words_edited_in_an_option_come_back_edited():
    found = edited(">may<", ">is free to<")
    assert isinstance(found, Ready)
    choice = found.body[6]
    assert [option.content[0].text for option in choice.options] == ["shall", "is free to"]
    assert found.body[7:] == DRAFT[7:]


def test_words_typed_beside_a_mark_come_back_on_their_side_of_it():
    found = edited(">]</w:t></w:r><w:bookmarkEnd w:id=\"7\"/>", "> indeed]</w:t></w:r><w:bookmarkEnd w:id=\"7\"/>")
    assert found.body[6].options[1].content == (Text("may indeed"),)


def test_an_edited_number_and_note_come_back_edited():
    found = edited(">2.<", ">2 bis.<")
    assert found.body[14].options[0].content[0] == Break("paragraph", "2 bis.", 50)
    noted = edited("At least one delegation", "No delegation", "word/footnotes.xml")
    assert noted.body[8] == replace(DRAFT[8], content=(Text("No delegation reserves its position."),))


def test_a_paragraph_split_in_two_gets_a_break():
    found = edited(
        "are excepted.</w:t></w:r>",
        '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="TravauxItem"/></w:pPr><w:r><w:t>are excepted.</w:t></w:r>',
    )
    assert found.body[14].options[0].content[1:4] == (Text("Bells "), Break("item"), Text("are excepted."))


def test_accepted_and_rejected_changes_come_back_as_plain_words():
    parts = written()
    xml = re.sub(r"<w:del .*?</w:del>", "", parts["word/document.xml"].decode())
    xml = re.sub(r"<w:ins [^>]*[^/]>(.*?)</w:ins>", r"\1", xml)
    found = read_docx("draft.docx", packed({**parts, "word/document.xml": xml.encode()}))
    assert found.body[9] == Text(" always", ("underline",))
    assert found.body[10] == Text(".")


def test_a_choice_deleted_as_a_whole_is_gone():
    parts = written()
    xml = parts["word/document.xml"].decode()
    shorter = re.sub(r'<w:bookmarkStart w:id="4".*<w:bookmarkEnd w:id="7"/>', "", xml)
    assert len(shorter) < len(xml)
    found = read_docx("draft.docx", packed({**parts, "word/document.xml": shorter.encode()}))
    assert isinstance(found, Ready)
    assert found.body[5:7] == (Text("Each Party  keep its places quiet"), DRAFT[8])


def test_a_new_footnote_of_the_word_processor_is_read_with_its_running_number():
    parts = written()
    body = parts["word/document.xml"].decode().replace(
        "Bells are excepted.</w:t></w:r>", 'Bells are excepted.</w:t></w:r><w:r><w:footnoteReference w:id="77"/></w:r>'
    )
    notes = parts["word/footnotes.xml"].decode().replace(
        "</w:footnotes>",
        '<w:footnote w:id="77"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> New.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>",
    )
    changed = {**parts, "word/document.xml": body.encode(), "word/footnotes.xml": notes.encode()}
    assert read_docx("x", packed(changed)).body[14].options[0].content[2] == Note("3", (Text("New."),))


@pytest.mark.parametrize(("old", "new"), [
    (">may<", ">may [or must]<"),
    (">/CL propose: <", ">/CL/JP propose: <"),
    ('w:name="_trv6"', 'w:name="other"'),
    ('<w:bookmarkEnd w:id="6"/>', ""),
    ('w:name="_trv6"', 'w:name="_trv5"'),
    ('w:name="_trv6"', 'w:name="_trv6000"'),
])
def test_edited_marks_make_it_a_new_draft_with_a_diagnostic(old, new):
    found = edited(old, new)
    assert isinstance(found, Manuscript)
    assert "marks-edited" in [diagnostic.code for diagnostic in found.diagnostics]
    read = "\n".join("".join(fragment.text for fragment in block.fragments) for block in found.blocks)
    assert "1.\tEach Party [shall]/[may" in read


@pytest.mark.parametrize(("old", "new"), [("{", "["), ('brackets="', 'brackets="x'), ('"kind":"close"', '"kind":"?"')])
def test_a_damaged_record_makes_it_a_new_draft(old, new):
    parts = written()
    part = parts["customXml/item1.xml"].decode()
    assert old in part
    found = read_docx("x", packed({**parts, "customXml/item1.xml": part.replace(old, new).encode()}))
    assert isinstance(found, Manuscript)


def test_bookmarks_shuffled_at_one_place_and_torn_ends_change_nothing():
    parts = written()
    xml = parts["word/document.xml"].decode()
    shuffled = re.sub(r"(<w:bookmarkEnd [^>]*>)(<w:bookmarkStart [^>]*>)", r"\2\1", xml)
    assert shuffled != xml
    assert read_docx("x", packed({**parts, "word/document.xml": shuffled.encode()})).body == DRAFT


def test_a_number_does_not_touch_the_label_before_it():
    option = Option((Break("paragraph", "1.", 40), Text("Words.")), label="Option 1:")
    body = (Choice("c", "options", (option,)),)
    printed = "".join(words for words, _ in directed(Instrument(body))[0][1])
    assert printed == "Option 1: 1.Words."  # a tab, no character, parts number and words
    assert read_docx("x", docx(Instrument(body))).body == body


# ---------------------------------------------------------------- texts from right to left

ARABIC = (
    Break("article", "المادة 1", 20), Break("paragraph", "1.", 40), Text("تحمي الأطراف "),
    Choice("a1.p1.c1", "bracket", (Option((Text("العينات", ("bold",)),), head=(Text("EG propose: "),), backs=("EG",),
        open="[", close="]"),)),
    Text("."), Break("text"), Text("World Heritage"),
    Choice("a1.c1", "bracket", (Option((Break("paragraph", "2.", 40), Text("الأنهار")), head=(Text("EG propose: "),),
        backs=("EG",), open="[", close="]"),)),
)


def directed(instrument):
    """Of each paragraph: whether it is turned, and the words of its runs with their direction."""
    with zipfile.ZipFile(io.BytesIO(docx(instrument))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [
        (
            p.find(f"{w('pPr')}/{w('bidi')}") is not None,
            [
                ("".join(t.text for t in run.iter(T)), run.find(f"{w('rPr')}/{w('rtl')}") is not None)
                for run in p.iter(w("r")) if run.find(T) is not None
            ],
        )
        for p in root.iter(w("p"))
    ]


@pytest.mark.parametrize("language", ["ar", None])
def test_a_text_from_right_to_left_is_turned_paragraph_by_paragraph(language):
    article, first, latin, second = directed(Instrument(ARABIC, source=Source(language=language)))
    assert article == (True, [("المادة 1 ", True)])
    assert first == (True, [
        ("1.", True), ("تحمي الأطراف ", True), ("[", True), ("EG propose", False),
        (": \u200f" if language else ": ", True), ("العينات", True),
        ("]", True), (".", True),
    ])
    assert latin == (False, [("World Heritage", False)])
    assert second[0]


def test_a_text_from_left_to_right_is_not_turned():
    assert not any(turned for turned, _ in directed(Instrument(DRAFT)))


def test_the_language_settles_paragraphs_without_letters():
    body = (Text("..."), Break("text"), Text("123"))
    assert [turned for turned, _ in directed(Instrument(body, source=Source(language="he")))] == [True, True]


@pytest.mark.parametrize("language", ["ar", "ur", None])
def test_a_text_from_right_to_left_comes_back(language):
    assert read_docx("x", docx(Instrument(ARABIC, source=Source(language=language)))).body == ARABIC


def test_bold_words_from_right_to_left_are_bold_in_their_own_script():
    with zipfile.ZipFile(io.BytesIO(docx(Instrument(ARABIC)))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    bold = next(run for run in root.iter(w("r")) if "".join(run.itertext()) == "العينات")
    assert [element.tag for element in bold.find(w("rPr"))] == [w("b"), w("bCs"), w("rtl")]


# ---------------------------------------------------------------- LibreOffice

office = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(office is None, reason="LibreOffice is not installed")


def convert(folder, form: str):
    (folder / "draft.docx").write_bytes(docx(Instrument(DRAFT)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", "out", "draft.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)
    return folder / "out" / f"draft.{form}"


@needs_office
def test_libreoffice_opens_the_document(tmp_path):
    words = convert(tmp_path, "pdf").read_bytes()
    assert words.startswith(b"%PDF")


@needs_office
def test_libreoffice_saves_the_choices_unharmed(tmp_path):
    ready = read_docx("draft.docx", convert(tmp_path, "docx").read_bytes())
    assert isinstance(ready, Ready)
    without_changes = [replace(node, change=None) if isinstance(node, Break) else node for node in DRAFT]
    found = [replace(node, change=None) if isinstance(node, Break) else node for node in ready.body]
    assert found == without_changes
