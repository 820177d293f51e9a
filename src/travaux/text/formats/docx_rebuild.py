"""From the units and bookmarks of a Word document that Travaux wrote back to the stream it was written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from travaux.errors import TravauxError
from travaux.text.formats.docx_milestones import Milestone, shown_change, shown_marks
from travaux.text.manuscript import Fragment, NoteBody
from travaux.text.model import Aside, Break, Change, Choice, Note, Option, Role, Stream, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, assemble, joined

__all__ = ["Damaged", "Paragraph", "Rebuilding", "Story"]

_COVERED = ("option", "more", "lead", "inner")
_ROLES: dict[str, Role] = {
    "TravauxParagraph": "paragraph", "TravauxItem": "item", "TravauxSubitem": "subitem", "TravauxPoint": "point",
    "TravauxCell": "cell", "Title": "title",
}


class Damaged(Exception):
    """The marks of choices in a document are not as they were written."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The beginning of a paragraph: its style, and the change of its mark."""

    style: str
    change: Change | None


@dataclass(slots=True)
class Story:
    """The body or a note: paragraphs and words in order, and where each milestone starts and ends among them."""

    units: list[Fragment | Paragraph]
    starts: dict[int, int]
    ends: dict[int, int]


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
            Damaged: if the marks of choices were edited.
        """
        found = {number for story in self.stories.values() for number in story.starts}
        if any(not 0 < number <= len(self.milestones) for number in found):
            raise Damaged
        present: dict[int, set[bool]] = {}
        for number, group in self.groups.items():
            present.setdefault(group, set()).add(number in found)
        if any(len(answers) > 1 for answers in present.values()):
            raise Damaged
        return self.story("")

    def story(self, key: str) -> Stream:
        """The stream of one story; the notes in it are put together on the way."""
        if key in self._used:
            raise Damaged
        self._used.add(key)
        return _StoryRebuilding(self, self.stories[key]).stream()

    def note(self, key: str, record: Note | None, mark: str) -> Note:
        """The note that a reference points to, with the fields of its record if it has one."""
        content, body = self.story(key), self.bodies[key]
        if record is not None:
            return replace(record, content=content, mark=mark or record.mark)
        if content and isinstance(content[0], Text):
            content = (replace(content[0], text=content[0].text.lstrip()), *content[1:])
        return Note(mark or body.mark, joined(content), body.form, (), body.author, body.date)


class _StoryRebuilding:
    def __init__(self, whole: Rebuilding, story: Story) -> None:
        self._whole = whole
        self._story = story
        self._events: list[Event] = []
        self._open: list[int] = []
        self._delayed: list[Event] | None = None
        self._heads: dict[int, dict[int, Note]] = {}
        self._head = (0, 0)
        self._levels: dict[Role, int] = {}
        self._first = next((place for place, unit in enumerate(story.units) if isinstance(unit, Paragraph)), 0)
        self._opened = self._paragraphs_with_break()

    def stream(self) -> Stream:
        cursor = 0
        story = self._story
        for number in sorted(story.starts, key=lambda number: (story.starts[number], number)):
            start, end = max(story.starts[number], cursor), story.ends[number]
            self._words(cursor, start)
            self._milestone(number, start, max(end, start))
            cursor = max(start, end)
        self._words(cursor, len(story.units))
        if self._open or self._delayed:
            raise Damaged
        self._fill_heads()
        try:
            return assemble(self._events)
        except TravauxError as fault:
            raise Damaged from fault

    def _paragraphs_with_break(self) -> dict[int, Paragraph]:
        """The breaks that stand at the beginning of a paragraph, before anything but printed marks."""
        story, records = self._story, self._whole.milestones
        covered: set[int] = set()
        for number, start in story.starts.items():
            record = records[number - 1]
            if record.kind in _COVERED or record.head:
                covered.update(range(start, story.ends[number]))
        breaks = [number for number in story.starts if records[number - 1].kind == "break"]
        opened: dict[int, Paragraph] = {}
        self._broken: set[int] = set()
        for number in sorted(breaks, key=lambda number: (story.starts[number], number)):
            place = story.starts[number]
            while place and place - 1 in covered:
                place -= 1
            unit = story.units[place - 1] if place else None
            if isinstance(unit, Paragraph) and place - 1 not in self._broken:
                opened[number] = unit
                self._broken.add(place - 1)
        return opened

    def _words(self, start: int, end: int) -> None:
        for place in range(start, end):
            unit = self._story.units[place]
            if not isinstance(unit, Paragraph):
                self._fragment(unit)
            elif place not in self._broken and place != self._first:
                role = _ROLES.get(unit.style, "heading" if unit.style.startswith("Heading") else "text")
                self._emit(Break(role, level=self._levels.get(role, 60), change=unit.change))

    def _fragment(self, fragment: Fragment) -> None:
        if fragment.note:
            self._emit(self._whole.note(fragment.note, None, fragment.text))
        elif fragment.text:
            self._emit(Text(fragment.text, fragment.marks, fragment.change))

    def _emit(self, event: Event) -> None:
        events = self._events if self._delayed is None else self._delayed
        last = events[-1] if events else None
        if isinstance(event, Text) and isinstance(last, Text) and (last.marks, last.change) == (event.marks, event.change):
            events[-1] = replace(last, text=last.text + event.text)
        else:
            events.append(event)

    def _milestone(self, number: int, start: int, end: int) -> None:
        record = self._whole.milestones[number - 1]
        match record.kind:
            case "choice" | "option" | "close" | "end":
                self._choice(number, record, start, end)
            case "break":
                self._break(number, record, start, end)
            case "note" | "inner":
                self._note(number, record, start, end)
            case "style":
                self._style(record, start, end)
            case _:
                self._printed(record, start, end)

    def _choice(self, number: int, record: Milestone, start: int, end: int) -> None:
        group = self._whole.groups[number]
        if record.kind == "choice":
            self._words(start, end)
            self._open_choice(group, record.choice)
            return
        if not self._open or self._open[-1] != group:
            raise Damaged
        if record.kind == "option":
            before, after = self._around(record.printed, start, end, last=False)
            self._open_option(number, record.option, before)
            self._all(after)
        elif record.kind == "close":
            before, after = self._around(record.printed, start, end, last=True)
            self._all(before)
            self._events.append(OptionClose(record.printed))
            self._delayed = []
            self._all(after)
        else:
            self._open.pop()
            delayed, self._delayed = self._delayed or [], None
            self._events.append(ChoiceClose(""))
            for event in delayed:
                self._emit(event)
            self._words(start, end)

    def _open_choice(self, group: int, choice: Choice | None) -> None:
        if self._delayed is not None or choice is None:
            raise Damaged
        self._open.append(group)
        self._events.append(ChoiceOpen(choice))

    def _open_option(self, number: int, option: Option | None, before: list[Fragment]) -> None:
        if self._delayed or option is None or (before and not isinstance(self._events[-1], ChoiceOpen)):
            raise Damaged
        self._delayed = None
        self._all(before)
        self._heads[len(self._events)] = {}
        self._head = (len(self._events), number)
        self._events.append(OptionOpen(option))

    def _break(self, number: int, record: Milestone, start: int, end: int) -> None:
        paragraph, opening = self._opened.get(number), record.opening
        if paragraph is None or opening is None:
            self._words(start, end)
            return
        self._levels[opening.role] = opening.level
        fragments = self._fragments(start, end)
        words = "".join(fragment.text for fragment in fragments if not fragment.note)
        change = opening.change if shown_change(opening.change) == paragraph.change else paragraph.change
        if words.startswith(record.printed):
            self._emit(replace(opening, change=change))
            self._all(_cut(fragments, len(record.printed), len(words)))
        else:
            self._emit(replace(opening, change=change, number=words.strip(), generated=False))
        self._all([fragment for fragment in fragments if fragment.note])

    def _note(self, number: int, record: Milestone, start: int, end: int) -> None:
        note: Note | None = None
        if record.kind == "inner":
            self._exactly(record.printed, start, end)
            note = record.note
        for fragment in self._fragments(start, end) if record.kind == "note" else ():
            if fragment.note and note is None:
                note = self._whole.note(fragment.note, record.note, fragment.text)
            else:
                self._fragment(fragment)
        if note is None:
            return
        if not record.head:
            self._emit(note)
            return
        index, option = self._head
        place = sum(milestone.head for milestone in self._whole.milestones[option:number - 1])
        self._heads[index][place] = note

    def _style(self, record: Milestone, start: int, end: int) -> None:
        style = record.style or Text("")
        shown = (shown_marks(style.marks), shown_change(style.change))
        for unit in self._story.units[start:end]:
            if isinstance(unit, Fragment) and not unit.note and (unit.marks, unit.change) == shown:
                self._emit(replace(style, text=unit.text))
            elif isinstance(unit, Fragment):
                self._fragment(unit)
            else:
                raise Damaged

    def _printed(self, record: Milestone, start: int, end: int) -> None:
        if record.kind == "aside" and record.aside is not None:
            fragments = self._fragments(start, end)
            if any(fragment.change for fragment in fragments):
                raise Damaged
            words = "".join(fragment.text for fragment in fragments if not fragment.note)
            if words or not record.printed:
                self._emit(replace(record.aside, text=words))
            self._all([fragment for fragment in fragments if fragment.note])
        elif record.kind == "lead":
            before, after = self._around(record.printed, start, end, last=False)
            if before:
                raise Damaged
            self._all(after)
        else:
            self._exactly(record.printed, start, end)

    def _exactly(self, printed: str, start: int, end: int) -> None:
        before, after = self._around(printed, start, end, last=False)
        if any(fragment.text for fragment in (*before, *after) if not fragment.note):
            raise Damaged
        self._all(after)

    def _around(self, printed: str, start: int, end: int, *, last: bool) -> tuple[list[Fragment], list[Fragment]]:
        """The words typed before and after the printed marks in a range; notes come after."""
        fragments = self._fragments(start, end)
        words = "".join(fragment.text for fragment in fragments if not fragment.note)
        place = words.rfind(printed) if last else words.find(printed)
        beyond = place + len(printed)
        if place < 0 or any(fragment.change for fragment in _cut(fragments, place, beyond)):
            raise Damaged
        notes = [fragment for fragment in fragments if fragment.note]
        return _cut(fragments, 0, place), [*_cut(fragments, beyond, len(words)), *notes]

    def _fragments(self, start: int, end: int) -> list[Fragment]:
        units = self._story.units[start:end]
        fragments = [unit for unit in units if isinstance(unit, Fragment)]
        if len(fragments) != len(units):
            raise Damaged
        return fragments

    def _all(self, fragments: Iterable[Fragment]) -> None:
        for fragment in fragments:
            self._fragment(fragment)

    def _fill_heads(self) -> None:
        """Put the notes of heads, with their contents, at their places; those that are gone leave the head."""
        for index, filled in self._heads.items():
            event = self._events[index]
            if isinstance(event, OptionOpen) and any(isinstance(node, Note) for node in event.option.head):
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
        if milestone.kind == "choice":
            open_choices.append(number)
        if milestone.kind in ("choice", "option", "close", "end"):
            if not open_choices:
                raise Damaged
            groups[number] = open_choices[-1]
        if milestone.kind == "end":
            open_choices.pop()
    return groups


def _cut(fragments: list[Fragment], start: int, end: int) -> list[Fragment]:
    """The words from `start` to `end` of the fragments that are not notes."""
    found, place = [], 0
    for fragment in fragments:
        if not fragment.note:
            cut = fragment.text[max(start - place, 0):max(end - place, 0)]
            if cut:
                found.append(replace(fragment, text=cut))
            place += len(fragment.text)
    return found
