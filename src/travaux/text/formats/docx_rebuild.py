"""From the words and bookmarks of a Word document that Travaux wrote back to the stream it was written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.errors import TravauxError
from travaux.text.formats.docx_milestones import Milestone, shown_change, shown_marks
from travaux.text.formats.docx_segments import DamagedError, Paragraph, Segment, Story, Unit, words_of
from travaux.text.manuscript import Fragment, NoteBody
from travaux.text.model import Break, Choice, Node, Note, Option, Role, Stream, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, assemble, joined, leaves

__all__ = ["Rebuilding"]

_CHOICE = ("option", "close")
_COVERED = ("option", "more", "inner")
_ROLES: dict[str, Role] = {
    "TravauxParagraph": "paragraph", "TravauxItem": "item", "TravauxSubitem": "subitem", "TravauxPoint": "point",
    "TravauxCell": "cell", "Title": "title",
}


class Rebuilding:
    """Puts the stream together again.

    Args:
        milestones: the records, the first of them for bookmark 1.
        stories: the body under the key ``""``, and the notes by their keys.
        bodies: marks and authors of the notes by their keys.
    """

    def __init__(self, milestones: list[Milestone], stories: dict[str, Story], bodies: dict[str, NoteBody]) -> None:
        self.milestones = milestones
        self.stories = stories
        self.bodies = bodies
        self.groups = _groups(milestones)
        self._used: set[str] = set()

    def body(self) -> Stream:
        """The stream of the document.

        Raises:
            DamagedError: if the marks of choices were edited. A choice may be gone as a whole.
        """
        found = {number for story in self.stories.values() for number in story.starts}
        if any(not 0 < number <= len(self.milestones) for number in found):
            raise DamagedError
        present: dict[int, set[bool]] = {}
        for number, group in self.groups.items():
            present.setdefault(group, set()).add(number in found)
        if any(len(answers) > 1 for answers in present.values()):
            raise DamagedError
        return self.story("")

    def story(self, key: str) -> Stream:
        """The stream of one story; the notes in it are put together on the way."""
        if key in self._used:
            raise DamagedError
        self._used.add(key)
        return _StoryRebuilding(self, self.stories[key]).stream()

    def note(self, key: str, record: Milestone | None, mark: str) -> Note:
        """The note that a reference points to, with the fields of its record if it has one."""
        body, story = self.bodies[key], self.stories[key]
        if record is None or record.note is None:
            story.strip()
            return Note(mark or body.mark, joined(self.story(key)), body.form, (), body.author, body.date)
        story.strip(record.printed, (mark or record.note.mark) + record.printed)
        content = self.story(key)
        if record.note.content and not story.starts:
            content = _kept(record.note.content, content)
        return replace(record.note, content=content, mark=mark or record.note.mark)


def _kept(written: Stream, read: Stream) -> Stream:
    """The content of a note whose bookmarks were lost: as it was written, if its words are still the same.

    Raises:
        DamagedError: if its words were edited, and choices stood in it.
    """
    before, after = ("".join(map(_words, leaves(stream))) for stream in (written, read))
    if "".join(before.split()) == "".join(after.split()):
        return written
    if any(isinstance(node, Choice) for node in written):
        raise DamagedError
    return read


class _StoryRebuilding:
    def __init__(self, whole: Rebuilding, story: Story) -> None:
        self._whole = whole
        self._units = story.units
        self._story = story
        self._order = story.order()
        self._events: list[Event] = []
        self._open: list[int] = []
        self._between = False
        self._heads: dict[int, dict[int, Note]] = {}
        self._head = -1
        self._levels: dict[Role, int] = {}
        self._opened = self._paragraphs_with_break()

    def stream(self) -> Stream:
        starts = [self._story.starts[number] for number in self._order]
        self._all(self._units[:starts[0]] if starts else self._units)
        beyonds = [*starts[1:], len(self._units)]
        for number, start, beyond in zip(self._order, starts, beyonds, strict=False):
            inside = max(self._story.ends[number] - start, 0)
            self._milestone(number, Segment(self._units[start:beyond], inside))
        if self._open:
            raise DamagedError
        self._fill_heads()
        try:
            return assemble(self._events)
        except TravauxError as fault:
            raise DamagedError from fault

    def _paragraphs_with_break(self) -> dict[int, Paragraph]:
        """The breaks that stand at the beginning of a paragraph, before anything but printed marks."""
        opened: dict[int, Paragraph] = {}
        taken: set[int] = set()
        for index, number in enumerate(self._order):
            if self._whole.milestones[number - 1].kind == "break":
                place = self._paragraph_before(index)
                unit = self._units[place] if place >= 0 else None
                if isinstance(unit, Paragraph) and place not in taken:
                    opened[number] = unit
                    taken.add(place)
        first = next((place for place, unit in enumerate(self._units) if isinstance(unit, Paragraph)), 0)
        self._silent = {id(self._units[place]) for place in {*taken, first} if place < len(self._units)}
        return opened

    def _paragraph_before(self, index: int) -> int:
        """The place of the paragraph that begins just before a milestone and the marks before it; -1 if none does."""
        place = self._story.starts[self._order[index]]
        while not (place and isinstance(self._units[place - 1], Paragraph)):
            before = self._units[place - 1] if place else None
            if isinstance(before, Fragment) and not before.text and not before.note:
                place -= 1
                continue
            index -= 1
            if index < 0:
                return -1
            record, start = self._whole.milestones[self._order[index] - 1], self._story.starts[self._order[index]]
            between = self._units[start:place]
            marks = record.kind in _COVERED and words_of(between) == record.printed
            if between and not marks and record.head < 0:
                return -1
            place = start
        return place - 1

    def _all(self, units: Iterable[Unit]) -> None:
        for unit in units:
            if isinstance(unit, Paragraph):
                if id(unit) not in self._silent:
                    role = _ROLES.get(unit.style, "heading" if unit.style.startswith("Heading") else "text")
                    self._emit(Break(role, level=self._levels.get(role, 60), change=unit.change))
            elif unit.note:
                self._emit(self._whole.note(unit.note, None, unit.text))
            elif unit.text:
                self._emit(Text(unit.text, unit.marks, unit.change))

    def _emit(self, event: Event) -> None:
        if self._between:
            raise DamagedError
        last = self._events[-1] if self._events else None
        if isinstance(event, Text) and isinstance(last, Text) and last == replace(event, text=last.text):
            self._events[-1] = replace(event, text=last.text + event.text)
        else:
            self._events.append(event)

    def _milestone(self, number: int, segment: Segment) -> None:
        record = self._whole.milestones[number - 1]
        if record.kind in _CHOICE:
            self._choice(number, record, segment)
        elif record.opening:
            self._break(number, record.opening, record.printed, segment)
        elif record.style:
            self._style(record.style, record.printed, segment)
        elif record.aside:
            words, rest = segment.enclosed(record.printed)
            if any(fragment.change for fragment in words):
                raise DamagedError
            if words or not record.printed:
                self._emit(replace(record.aside, text="".join(fragment.text for fragment in words)))
            self._all(rest)
        elif record.kind == "note":
            self._note(record, segment)
        elif record.choice:
            self._emit(ChoiceOpen(record.choice))
            self._emit(ChoiceClose(record.choice.id))
            self._all(segment.units)
        else:
            self._printed(record, segment)

    def _choice(self, number: int, record: Milestone, segment: Segment) -> None:
        group = self._whole.groups[number]
        before, _, after = segment.take(record.printed)
        if record.option:
            if record.choice:
                self._all(before)
                self._open_choice(group, record.choice)
            elif before or self._open[-1:] != [group]:
                raise DamagedError
            self._open_option(record.option)
        else:
            if self._open[-1:] != [group]:
                raise DamagedError
            self._all(before)
            self._events.append(OptionClose(record.printed))
            self._between = not record.last
            if record.last:
                opened = self._whole.milestones[self._open.pop() - 1].choice
                self._events.append(ChoiceClose(opened.id if opened else ""))
        self._all(after)

    def _open_choice(self, group: int, choice: Choice) -> None:
        if self._between:
            raise DamagedError
        self._open.append(group)
        self._events.append(ChoiceOpen(choice))

    def _open_option(self, option: Option) -> None:
        self._between = False
        self._head = len(self._events)
        self._heads[self._head] = {}
        self._events.append(OptionOpen(option))

    def _break(self, number: int, opening: Break, printed: str, segment: Segment) -> None:
        paragraph = self._opened.get(number)
        if paragraph is None:
            self._all(segment.units)
            return
        self._levels[opening.role] = opening.level
        change = opening.change if shown_change(opening.change) == paragraph.change else paragraph.change
        if segment.words.startswith(printed):
            _, marks, rest = segment.take(printed)
            self._emit(replace(opening, change=change))
        else:
            marks, rest = segment.enclosed(printed)
            words = "".join(fragment.text for fragment in marks)
            self._emit(replace(opening, change=change, number=words.strip(), generated=False))
        self._all(rest)

    def _style(self, style: Text, printed: str, segment: Segment) -> None:
        """Words in a style that a run of Word cannot show; what was typed among them keeps the style that it shows."""
        shown = (shown_marks(style.marks), shown_change(style.change))
        words, rest = segment.enclosed(printed)
        for fragment in words:
            if (fragment.marks, fragment.change) == shown:
                self._emit(replace(style, text=fragment.text))
            else:
                self._all([fragment])
        self._all(rest)

    def _note(self, record: Milestone, segment: Segment) -> None:
        """A note mark follows its bookmark at once, or the words that it was stretched over; else the note is gone."""
        units = segment.units
        for place in (0, segment.inside):
            unit = units[place] if place < len(units) else None
            if isinstance(unit, Fragment) and unit.note:
                self._all(units[:place])
                self._place(record, self._whole.note(unit.note, record, unit.text))
                self._all(units[place + 1:])
                return
        self._all(units)

    def _printed(self, record: Milestone, segment: Segment) -> None:
        before, _, rest = segment.take(record.printed)
        if before:
            raise DamagedError
        if record.note:
            self._place(record, record.note)
        self._all(rest)

    def _place(self, record: Milestone, note: Note) -> None:
        if record.head < 0:
            self._emit(note)
        elif self._head in self._heads:
            self._heads[self._head][record.head] = note
        else:
            raise DamagedError

    def _fill_heads(self) -> None:
        """Put the notes of heads, with their contents, at their places; those that are gone leave the head."""
        for index, filled in self._heads.items():
            event = self._events[index]
            if not isinstance(event, OptionOpen) or not any(isinstance(node, Note) for node in event.option.head):
                continue
            head: list[Text | Note] = []
            place = 0
            for node in event.option.head:
                if isinstance(node, Text):
                    head.append(node)
                    continue
                if place in filled:
                    head.append(filled[place])
                place += 1
            self._events[index] = OptionOpen(replace(event.option, head=tuple(head)))


def _groups(milestones: list[Milestone]) -> dict[int, int]:
    """For each milestone of a choice the number of the milestone that opens the choice."""
    groups: dict[int, int] = {}
    open_choices: list[int] = []
    for number, milestone in enumerate(milestones, 1):
        if milestone.option and milestone.choice:
            open_choices.append(number)
        if milestone.kind in _CHOICE:
            if not open_choices:
                raise DamagedError
            groups[number] = open_choices[-1]
        if milestone.last:
            open_choices.pop()
    return groups


def _words(node: Node) -> str:
    return node.number if isinstance(node, Break) else getattr(node, "text", "")
