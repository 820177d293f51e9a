"""Writes Word documents: words, notes and tracked changes as Word has them, choices as printed and as bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from travaux.text.formats.docx_direction import from_the_right, runs_left, settled, turned
from travaux.text.formats.docx_milestones import (
    BOOKMARK,
    Milestone,
    Registry,
    brackets_in,
    check_words,
    shown_change,
    shown_marks,
    write_registry,
)
from travaux.text.formats.docx_packing import packed, separators
from travaux.text.formats.docx_parts import TINTS, fixed_parts, story_part
from travaux.text.formats.docx_runs import attribute, changed, mark_runs, paragraph, plain_runs, runs
from travaux.text.formats.docx_symbols import number_text
from travaux.text.instrument import Instrument
from travaux.text.model import Aside, Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, OptionClose, OptionOpen, flatten, leaves

__all__ = ["docx"]

_HEADING_ROLES = ("part", "chapter", "section", "annex", "preamble", "article", "heading")
_HANGING_ROLES = ("paragraph", "item", "subitem", "point")
_NUMBER_FORMATS = ("decimal", "lowerRoman", "lowerLetter", "upperRoman", "upperLetter")
# LibreOffice 7 mistakes comments for footnotes with the same id, and prints the wrong note.
_FIRST_COMMENT = 100_000


def docx(instrument: Instrument) -> bytes:
    """The instrument as a Word document, which `read_docx` reads back to the same stream.

    Args:
        instrument: the text; its title and language become properties of the document.

    Returns:
        The bytes of a .docx file; the same for the same instrument.

    Raises:
        TravauxError: if the words hold control characters, which Word documents cannot.
    """
    document = _Document(instrument.body, from_the_right(instrument.source.language))
    parts = fixed_parts(check_words(instrument.title), instrument.source.language, document.formats)
    parts["word/document.xml"] = story_part("document", f"<w:body>{document.body}{_SECTION}</w:body>")
    for form, notes in document.notes.items():
        parts[f"word/{form}s.xml"] = story_part(f"{form}s", _SEPARATORS.get(form, "") + "".join(notes))
    parts["customXml/item1.xml"] = write_registry(Registry(document.milestones, brackets_in(instrument.body)))
    return packed(parts)


_SEPARATORS = {form: separators(form) for form in ("footnote", "endnote")}
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)


class _Document:
    """The body and the notes as XML, and the milestones met on the way; `rtl` if the text runs from right to left."""

    def __init__(self, stream: Stream, rtl: bool) -> None:
        self.rtl = rtl
        self.milestones: list[Milestone] = []
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}
        self.formats = {form: _number_format(stream, form) for form in _SEPARATORS}
        self._running: dict[str, int] = {}
        self._ids = 0
        levels = sorted({n.level for n in leaves(stream) if isinstance(n, Break) and n.role in _HEADING_ROLES})
        self._headings = {level: f"Heading{min(place, 6)}" for place, level in enumerate(levels, 1)}
        self.body = _StoryWriter(self).write(stream)

    def style_of(self, opening: Break) -> str:
        """The paragraph style of what a break begins."""
        if opening.role == "title":
            return "Title"
        if opening.role in _HEADING_ROLES:
            return self._headings[opening.level]
        return f"Travaux{opening.role.capitalize()}"

    def new_id(self) -> int:
        """A number that no other tracked change in the document has."""
        self._ids += 1
        return self._ids

    def mark(self, milestone: Milestone, printed: str = "") -> str:
        """A bookmark round what is printed of a milestone, which is recorded."""
        self.milestones.append(milestone)
        number = len(self.milestones)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{BOOKMARK}{number}"/>'
        return f'{start}{printed}<w:bookmarkEnd w:id="{number}"/>'

    def refer(self, note: Note, head: int) -> str:
        """The milestone and the reference of a note, whose body is written."""
        form, notes = note.form, self.notes[note.form]
        style = f'<w:rPr><w:rStyle w:val="{form.capitalize()}Reference"/></w:rPr>'
        place, number = len(notes), len(notes) + (_FIRST_COMMENT if form == "comment" else 1)
        notes.append("")
        running = number_text(self._running.get(form, 0) + 1, self.formats.get(form, ""))
        custom = form != "comment" and note.mark not in ("", running)
        printed = "" if form == "comment" else f"{note.mark} " if custom else " "
        bookmark = self.mark(Milestone("note", check_words(printed), note=replace(note, content=()), head=head))
        own = len(self.milestones)
        if custom:
            lead = mark_runs(printed, f"{form.capitalize()}Reference")
            # One element for each character: LibreOffice 7 prints longer ones twice.
            mark = "".join(map(plain_runs, note.mark))
            reference = f'<w:{form}Reference w:customMarkFollows="1" w:id="{number}"/>{mark}'
        else:
            self._running[form] = self._running.get(form, 0) + 1
            kind = "annotation" if form == "comment" else form
            lead = f"<w:r>{style}<w:{kind}Ref/></w:r>{mark_runs(printed, '')}"
            reference = f'<w:{form}Reference w:id="{number}"/>'
        body = _StoryWriter(self, form, lead).write(note.content)
        if len(self.milestones) > own:
            self.milestones[own - 1] = replace(self.milestones[own - 1], note=note)
        who = _signature(note) if form == "comment" else ""
        notes[place] = f'<w:{form} w:id="{number}"{who}>{body}</w:{form}>'
        return f"{bookmark}<w:r>{style}{reference}</w:r>"


def _signature(note: Note) -> str:
    initials = attribute("".join(word[0] for word in note.author.split())[:4])
    return f"{changed(note.author, note.date)} w:initials={initials}"


def _number_format(stream: Stream, form: str) -> str:
    """The number format in which most marks of these notes are running numbers, so that Word can number them."""
    marks = [note.mark for note in _outer_notes(stream) if note.form == form]
    fits = {
        name: sum(mark == number_text(place, name) for place, mark in enumerate(marks, 1)) for name in _NUMBER_FORMATS
    }
    return max(fits, key=lambda name: fits[name])


def _outer_notes(stream: Stream) -> Iterator[Note]:
    for event in flatten(stream):
        nodes = event.option.head if isinstance(event, OptionOpen) else (event,)
        yield from (node for node in nodes if isinstance(node, Note))


def _steps(stream: Stream) -> Iterator[Node | Milestone]:
    """The events of a stream, with those of choices as milestones."""
    events = list(flatten(stream))
    choice: Choice | None = None
    for event, following in zip(events, [*events[1:], None], strict=False):
        match event:
            case ChoiceOpen():
                choice = event.choice
                if isinstance(following, ChoiceClose):
                    yield Milestone("void", choice=choice)
                    choice = None
            case OptionOpen():
                yield Milestone("option", choice=choice, option=event.option)
                choice = None
            case OptionClose():
                yield Milestone("close", event.close, last=isinstance(following, ChoiceClose))
            case ChoiceClose():
                pass
            case _:
                yield event


class _StoryWriter:
    """Writes one stream as paragraphs: the body, or the content of a note.

    Args:
        document: takes milestones and notes.
        form: what the stream is: `body`, or the form of the note.
        lead: runs printed before everything else.
    """

    def __init__(self, document: _Document, form: str = "body", lead: str = "") -> None:
        self._document = document
        self._style = "TravauxText" if form == "body" else f"{form.capitalize()}Text"
        self._in_note = form != "body"
        self._paragraphs: list[str] = []
        self._runs = [lead]
        self._words = ""  # those of the present paragraph that show its direction
        self._fresh = True
        self._opening: Break | None = None
        self._depth = 0
        self._waiting: list[Milestone] = []

    def write(self, stream: Stream) -> str:
        """The paragraphs of the stream."""
        for step in _steps(stream):
            if isinstance(step, Milestone) and step.option:
                self._waiting.append(step)
            elif isinstance(step, Break):
                self._begin(step)
            else:
                self._open_waiting()
                self._step(step)
        self._open_waiting()
        self._end()
        return "".join(self._paragraphs)

    def _step(self, step: Node | Milestone) -> None:
        match step:
            case Text():
                self._text(step)
            case Note():
                self._note(step, -1)
            case Aside():
                self._words += check_words(step.text)
                self._put(Milestone("aside", step.text, aside=step), mark_runs(step.text, "TravauxAside"))
            case Milestone():
                self._put(step, mark_runs(check_words(step.printed), self._tint("Mark")))
                self._depth -= step.last

    def _put(self, milestone: Milestone, printed: str) -> None:
        self._add(self._document.mark(milestone, printed))

    def _add(self, xml: str) -> None:
        self._runs.append(xml)
        self._fresh = False

    def _tint(self, kind: str) -> str:
        return f"Travaux{kind}{(self._depth - 1) % TINTS + 1}"

    def _begin(self, opening: Break) -> None:
        """A break begins a paragraph; marks that open just before it stand in that paragraph."""
        if not self._fresh:
            self._end()
        self._opening = opening
        label = self._waiting[-1].option.label if self._waiting and self._waiting[-1].option else ""
        self._open_waiting()
        printed = check_words(opening.number)
        if printed and label and not label[-1].isspace():
            printed = f" {printed}"
        self._words += printed
        if printed:
            printed += "\t" if opening.role in _HANGING_ROLES else " "
        self._put(Milestone("break", printed, opening=opening), mark_runs(printed, ""))

    def _end(self) -> None:
        style = self._document.style_of(self._opening) if self._opening and not self._in_note else self._style
        change = shown_change(self._opening.change) if self._opening else None
        written = paragraph(style, "".join(self._runs), change, self._document.new_id)
        self._paragraphs.append(turned(written) if runs_left(self._words, self._document.rtl) else written)
        self._runs, self._words = [], ""

    def _open_waiting(self) -> None:
        for milestone in self._waiting:
            self._depth += milestone.choice is not None
            if milestone.option:
                self._open_option(milestone, milestone.option)
        self._waiting.clear()

    def _open_option(self, milestone: Milestone, option: Option) -> None:
        head = (replace(node, content=()) if isinstance(node, Note) else node for node in option.head)
        style = self._tint("Head")
        *before, last = _printed(option)
        first, *others = [*before, settled(last, self._document.rtl)]
        marks = mark_runs(option.joint, style) + mark_runs(option.open, self._tint("Mark")) + mark_runs(first, style)
        opening = check_words(option.joint + option.open + first)
        self._put(replace(milestone, printed=opening, option=replace(option, head=tuple(head))), marks)
        notes = [node for node in option.head if isinstance(node, Note)]
        for place, (note, words) in enumerate(zip(notes, others, strict=True)):
            self._note(note, place)
            if words:
                self._put(Milestone("more", check_words(words)), mark_runs(words, style))

    def _text(self, text: Text) -> None:
        if not text.text:
            return
        self._words += check_words(text.text)
        shown, change = shown_marks(text.marks), shown_change(text.change)
        xml = runs(text.text, shown, change, self._document.new_id)
        if shown == text.marks and change == text.change:
            self._add(xml)
        else:
            self._put(Milestone("style", text.text, style=replace(text, text="")), xml)

    def _note(self, note: Note, head: int) -> None:
        check_words(note.mark)
        if self._in_note:
            words = "".join(getattr(node, "text", "") for node in leaves(note.content))
            printed = check_words(f"{{{note.mark}: {words}}}")
            self._put(Milestone("inner", printed, note=note, head=head), mark_runs(printed, "TravauxAside"))
        else:
            self._add(self._document.refer(note, head))


def _printed(option: Option) -> list[str]:
    """The words of head and label, cut at the notes in the head."""
    pieces = [""]
    for node in option.head:
        if isinstance(node, Text):
            pieces[-1] += node.text
        else:
            pieces.append("")
    pieces[-1] += option.label
    return pieces
