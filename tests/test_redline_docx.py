"""Redlines in Word: accepting every change gives the new text, rejecting every change the old one."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import travaux
from corpus import CORPUS, needs_corpus
from strategies import BODIES
from travaux.errors import TravauxError
from travaux.text.comparing import compare
from travaux.text.comparing.model import Link
from travaux.text.comparing.printed import printed
from travaux.text.comparing.spans import spans_of
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Change, Choice, Note, Text
from travaux.text.redline import redline_docx
from travaux.text.tracked import accepted, rejected
from travaux.text.wording import plain_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD = "Article 1\n\n1. Each Party shall keep samples.\n\n2. It may refuse access.\n\n3. It reports yearly.\n"
NEW = "Article 1\n\n1. Each Party may keep all samples.\n\n2. It reports yearly.\n\n3. A fund is set up.\n"


def document_of(content):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def settled(content, *, accept):
    """The words of the paragraphs once every change is accepted, or rejected; a paragraph that loses its mark joins
    the next one. Written from ECMA-376, part 1, 17.13.5, without any reader of the project."""
    gone = "del" if accept else "ins"
    paragraphs, words = [], ""
    for paragraph in document_of(content).iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            if run.getparent().tag == f"{W}{gone}":
                continue
            for piece in run:
                if piece.tag in (f"{W}t", f"{W}delText"):
                    words += piece.text or ""
                elif piece.tag in (f"{W}tab", f"{W}br"):
                    words += " "
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            paragraphs.append(words)
            words = ""
    assert words == ""
    if paragraphs and not paragraphs[-1]:
        paragraphs.pop()
    return [" ".join(each.split()) for each in paragraphs]


def paragraphs_of(instrument):
    """Number and words of each paragraph; marks that open just before a paragraph stand before its number."""
    text = printed(instrument.body)
    leads = leads_of(instrument.body)
    found = []
    for n, unit in enumerate(text.units):
        lead, words = "".join(leads.get(n, ())), text.text(n)
        assert words.startswith(lead)
        tight = [part[-1].isspace() or part[-1] in "[({<⟦［（【" for part in leads.get(n, ())]
        spaced = "".join(part + "\n" * (not close) for part, close in zip(leads.get(n, ()), tight, strict=True))
        number = f"{unit.number} " if unit.number else ""
        found.append(f"{spaced}{number}{words[len(lead):]}")
    while found and not found[-1].strip():
        found.pop()
    return [" ".join(each.split()) for each in found]


def leads_of(body):
    """The opening marks that stand just before each paragraph, by its place among all paragraphs."""
    found, waiting, notes, count = {}, [], [], 0

    def visit(stream):
        nonlocal count
        for node in stream:
            if isinstance(node, Choice):
                for option in node.options:
                    head = plain_words(tuple(each for each in option.head if isinstance(each, Text)))
                    waiting.append(option.joint + option.open + head + option.label)
                    notes.extend(each for each in option.head if isinstance(each, Note) and each.form != "comment")
                    visit(option.content)
                    begin()
            elif isinstance(node, Break):
                if node.change is None or node.change.act not in ("deleted", "moved_from"):
                    if any(waiting):
                        found[count] = [words for words in waiting if words]
                    waiting.clear()
                    count += 1
            elif not (isinstance(node, Text) and node.change and node.change.act in ("deleted", "moved_from")):
                comment = isinstance(node, Note) and node.form == "comment"
                begin(prints=not comment and not (isinstance(node, Text) and not node.text.strip()))
                if isinstance(node, Note) and node.form != "comment" and node.content:
                    notes.append(node)

    def begin(*, prints=True):
        nonlocal count
        count = count or int(prints or bool(waiting))
        waiting.clear()

    visit(body)
    for note in notes:  # it grows while notes are read that stand in notes
        count += 1
        visit(tuple(node for node in note.content if not isinstance(node, Break)))
    return found


def holds(old, new):
    content = redline_docx(compare(old, new))
    before, after = settled(content, accept=False), settled(content, accept=True)
    return words_of(before) == words_of(paragraphs_of(old)) and words_of(after) == words_of(paragraphs_of(new))


def words_of(paragraphs):
    """Paragraphs without the spaces at the end of the text and the empty ones there."""
    while paragraphs and not paragraphs[-1]:
        paragraphs = paragraphs[:-1]
    return paragraphs


def changes_of(content):
    return [
        (element.tag.removeprefix(W), element.get(f"{W}author"), element.get(f"{W}date"), "".join(element.itertext()))
        for element in document_of(content).iter(f"{W}ins", f"{W}del") if element.getparent().tag == f"{W}p"
    ]


def test_accepting_gives_the_new_text_and_rejecting_the_old_one():
    content = redline_docx(compare(travaux.read_text(OLD), travaux.read_text(NEW)))
    assert settled(content, accept=True) == [
        "Article 1", "1. Each Party may keep all samples.", "2. It reports yearly.", "3. A fund is set up.",
    ]
    assert settled(content, accept=False) == [
        "Article 1", "1. Each Party shall keep samples.", "2. It may refuse access.", "3. It reports yearly.",
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES, BODIES)
def test_the_law_holds_for_any_two_texts(old, new):
    assert holds(Instrument(old), Instrument(new))


paragraph = st.sampled_from([
    "Each Party shall keep samples", "The fund pays for storage", "Samples are open to all", "Access may be refused",
    "[US propose: Parties report yearly]", "A [shall][may] b", "",
])
texts = st.lists(st.tuples(st.sampled_from(["Article 1", "1.", "2.", "(a)", ""]), paragraph), max_size=7).map(
    lambda rows: Instrument(
        tuple(node for number, words in rows for node in (Break("paragraph", number, 50), Text(f"{words}.")))
    )
)


@settings(max_examples=100, deadline=None)
@given(texts, texts)
def test_the_law_holds_where_paragraphs_move_and_repeat(old, new):
    assert holds(old, new)


@needs_corpus
@pytest.mark.parametrize(("old", "new"), [
    ("unfccc-2015-10-23-draft-agreement.md", "unfccc-2015-12-09-draft-paris-outcome.md"),
    ("unfccc-2015-12-09-draft-paris-outcome.md", "unfccc-2015-12-12-adopted-paris-agreement.md"),
])
def test_the_law_holds_for_the_paris_drafts(old, new):
    assert holds(travaux.read(CORPUS / "texts" / old), travaux.read(CORPUS / "texts" / new))


def test_a_paragraph_that_was_split_is_whole_again_when_rejected():
    old = Instrument((Break("paragraph", "1.", 50), Text("Samples are kept. They are open to all who ask for them.")))
    new = Instrument((
        Break("paragraph", "1.", 50), Text("Samples are kept."),
        Break("paragraph", "2.", 50), Text("They are open to all who ask for them."),
    ))
    content = redline_docx(split_by_hand(old, new))
    assert settled(content, accept=False) == ["1. Samples are kept. They are open to all who ask for them."]
    assert settled(content, accept=True) == ["1. Samples are kept.", "2. They are open to all who ask for them."]
    kept = [run for run in document_of(content).iter(f"{W}r") if run.getparent().tag == f"{W}p"]
    assert "They are open to all who ask for them." in "".join("".join(run.itertext()) for run in kept)


def split_by_hand(old, new):
    """The comparison in which the one old unit is linked with both new ones, whatever the alignment finds."""
    found = compare(old, new)
    link = Link((0,), (0, 1), 1.0)
    row = replace(
        found.provisions[0], kind="split", link=link, spans=spans_of(link, found.old_text, found.new_text)
    )
    return replace(found, provisions=(row,))


def test_changes_of_our_own_name_the_given_author_and_no_date():
    content = redline_docx(compare(travaux.read_text(OLD), travaux.read_text(NEW)), author="Drafting committee")
    changes = changes_of(content)
    assert changes
    assert {(author, date) for _, author, date, _ in changes} == {("Drafting committee", None)}


def test_a_tracked_change_of_the_new_text_keeps_its_author_and_date():
    old = Instrument((Break(), Text("Each Party shall act.")))
    new = Instrument((
        Break(), Text("Each Party "), Text("shall", change=Change("deleted", "CL delegation", "2024-05-01T10:00:00Z")),
        Text("may", change=Change("inserted", "Chair", "2024-05-02T10:00:00Z")), Text(" act."),
    ))
    assert [change for change in changes_of(redline_docx(compare(old, new))) if change[3].strip()] == [
        ("del", "CL delegation", "2024-05-01T10:00:00Z", "shall "), ("ins", "Chair", "2024-05-02T10:00:00Z", "may "),
    ]


def test_moves_are_deletions_and_insertions():
    paragraphs = [f"Paragraph {word} says what {word} means for all." for word in ("one", "two", "three", "four")]
    old = travaux.read_text("\n\n".join(paragraphs))
    new = travaux.read_text("\n\n".join([*paragraphs[1:], paragraphs[0]]))
    content = redline_docx(compare(old, new))
    tags = {element.tag.removeprefix(W) for element in document_of(content).iter()}
    assert not tags & {"moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"}
    assert settled(content, accept=True) == [*paragraphs[1:], paragraphs[0]]


@pytest.mark.parametrize(("old", "new"), [("A stays.\n\nB goes.", "A stays."), ("A stays.", "A stays.\n\nB comes.")])
def test_the_mark_of_the_last_paragraph_is_never_tracked(old, new):
    root = document_of(redline_docx(compare(travaux.read_text(old), travaux.read_text(new))))
    last = list(root.iter(f"{W}p"))[-1]
    assert last.find(f"{W}pPr/{W}rPr") is None


def test_paragraphs_that_were_merged_come_apart_when_rejected():
    old = Instrument((Break(), Text("Samples are kept."), Break(), Text("They are open to all who ask.")))
    new = Instrument((Break(), Text("Samples are kept. They are open to all who ask.")))
    found = compare(old, new)
    link = Link((0, 1), (0,), 1.0)
    row = replace(
        found.provisions[0], kind="merged", link=link, spans=spans_of(link, found.old_text, found.new_text)
    )
    content = redline_docx(replace(found, provisions=(row,)))
    assert settled(content, accept=False) == ["Samples are kept.", "They are open to all who ask."]
    assert settled(content, accept=True) == ["Samples are kept. They are open to all who ask."]


def test_every_tracked_change_has_a_number_of_its_own():
    root = document_of(redline_docx(compare(travaux.read_text(OLD), travaux.read_text(NEW))))
    numbers = [element.get(f"{W}id") for element in root.iter(f"{W}ins", f"{W}del")]
    assert len(numbers) > 3
    assert len(set(numbers)) == len(numbers)


def test_equal_texts_give_a_document_without_changes():
    content = redline_docx(compare(travaux.read_text(OLD), travaux.read_text(OLD)))
    assert changes_of(content) == []
    assert settled(content, accept=True) == paragraphs_of(travaux.read_text(OLD))


def test_bodies_of_notes_stand_at_the_end():
    note = Note("1", (Text("As agreed in committee."),))
    content = redline_docx(compare(Instrument((Break(), Text("Each Party acts."))), Instrument((
        Break(), Text("Each Party acts"), note, Text("."), Break(), Text("It reports."),
    ))))
    assert settled(content, accept=True)[-1] == "1 As agreed in committee."


def test_arabic_runs_from_right_to_left():
    old = travaux.read_text("تحمي كل دولة العينات.")
    new = travaux.read_text("تحمي كل دولة طرف العينات.")
    root = document_of(redline_docx(compare(old, new)))
    assert root.find(f".//{W}pPr/{W}bidi") is not None
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r"))
    order = [child.tag.removeprefix(W) for child in root.find(f".//{W}pPr")]
    assert order[:2] == ["pStyle", "bidi"]


def test_latin_words_in_an_arabic_paragraph_keep_their_direction():
    text = Instrument((Break(), Text("تحمي كل دولة العينات وفق "), Text("WIPO", ("bold",)), Text(" دائما", ("bold",))))
    root = document_of(redline_docx(compare(text, text)))
    by_words = {"".join(run.itertext()).strip(): run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r")}
    assert by_words["WIPO"] is False
    assert by_words["دائما"] is True
    assert len(root.findall(f".//{W}bCs")) == 1


def test_the_same_comparison_gives_the_same_bytes():
    old, new = travaux.read_text(OLD), travaux.read_text(NEW)
    assert redline_docx(compare(old, new)) == redline_docx(compare(old, new))


def test_hostile_names_and_words_stay_words():
    old = Instrument((Break(), Text("a</w:t></w:r><w:del>")))
    new = Instrument((Break(), Text("<b>&amp;\"'"), ), title='"><x>')
    content = redline_docx(compare(old, new), author='"><w:evil/>')
    assert settled(content, accept=True) == ["<b>&amp;\"'"]
    assert {author for _, author, _, _ in changes_of(content)} == {'"><w:evil/>'}


def test_control_characters_are_refused_in_words():
    old, new = Instrument((Break(), Text("a"))), Instrument((Break(), Text("a\x01b")))
    with pytest.raises(TravauxError, match="characters that a Word document cannot"):
        redline_docx(compare(old, new))


def test_the_document_is_read_back_as_a_draft_with_tracked_changes(tmp_path):
    old = travaux.read_text("Article 1\n\n1. Each Party shall act.\n\n2. It may refuse access.\n")
    new = travaux.read_text("Article 1\n\n1. Each Party may act.\n")
    file = tmp_path / "redline.docx"
    file.write_bytes(redline_docx(compare(old, new)))
    back = travaux.read(file).body
    assert lines_of(accepted(back)) == ["Article 1", "1. Each Party may act."]
    assert lines_of(rejected(back)) == ["Article 1", "1. Each Party shall act.", "2. It may refuse access."]


def lines_of(stream):
    return [" ".join(line.split()) for line in plain_words(stream).splitlines() if line.strip()]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it(tmp_path):
    file = tmp_path / "redline.docx"
    file.write_bytes(redline_docx(compare(travaux.read_text(OLD), travaux.read_text(NEW))))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=120,
    )
    content = zipfile.ZipFile(tmp_path / "redline.odt").read("content.xml").decode("utf-8")
    assert "text:tracked-changes" in content
    assert "A fund is set up." in content
    assert "may refuse access" in content
