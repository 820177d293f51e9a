"""A text as printed words in reading order, each with its paragraph and the options it stands in.

The comparing rooms work on this flat shape: what is equal between two texts is found in lists of words, and what it
means is read off the places of those words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.text.comparing.typography import folded
from travaux.text.model import Aside, Break, Change, Choice, Note, Option, Stream, Text
from travaux.text.outline import Path
from travaux.text.wording import plain_words

__all__ = ["ASIDE", "MARK", "REFERENCE", "WORD", "Place", "Printed", "Run", "Unit", "printed", "words_in"]

WORD, MARK, REFERENCE, ASIDE = range(4)
"""What a token is: a word or sign, what is printed of a choice, the mark of a note, words about the text."""

Place = tuple[tuple[str, int], ...]
"""The options round a word, outermost first: id of the choice, position of the option from 0."""

# Scripts written without spaces are compared sign by sign; signs that join or colour a letter belong to its word.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_JOINED = "\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d"
_TOKEN = re.compile(
    rf"[^\W{_ALONE}]+(?:[{_JOINED}'’\-]+[^\W{_ALONE}]+|[.,](?<=\d.)\d+)*[{_JOINED}]*\s*|[^\w\s]\s*|[{_ALONE}]\s*"
)


@dataclass(slots=True)
class Unit:
    """One paragraph: its own words, and where it stands.

    `id` is that of the provision it begins (`art12.p3`), or of the one it belongs to with a count (`art12.p3.t1`);
    `begins` says which. `parent` is the index of the unit round it, -1 without one; `last` the index after its last
    subdivision. `start` and `end` bound its own tokens. `place` are the options in which it begins; `note` is true in
    the body of a note.
    """

    id: str
    role: str
    number: str
    level: int
    begins: bool
    parent: int
    start: int
    place: Place
    change: Change | None = None
    note: bool = False
    end: int = 0
    last: int = 0


@dataclass(slots=True)
class Run:
    """Tokens from `start` on that come from one text node, and so share style and author."""

    start: int
    node: Text


@dataclass(slots=True)
class Printed:
    """A text as printed.

    `tokens` are printed pieces with the space after them; `kinds` and `places` run beside them, a place being an index
    into `where`. `runs` cover the words in order; `choices` holds every choice by id, `choice_unit` the index of the
    unit in which its first mark stands; `struck` are words that a tracked change takes out, with their unit.
    """

    tokens: list[str] = field(default_factory=list)
    kinds: bytearray = field(default_factory=bytearray)
    places: list[int] = field(default_factory=list)
    where: list[Place] = field(default_factory=lambda: [()])
    units: list[Unit] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    choices: dict[str, Choice] = field(default_factory=dict)
    choice_unit: dict[str, int] = field(default_factory=dict)
    struck: list[tuple[int, Text]] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _plain: list[str] = field(default_factory=list, compare=False)

    @property
    def keys(self) -> list[str]:
        """The tokens without the space after them."""
        if len(self._keys) != len(self.tokens):
            self._keys = list(map(str.rstrip, self.tokens))
        return self._keys

    @property
    def plain(self) -> list[str]:
        """The keys with plain quotes, hyphens and spaces: what is matched."""
        if len(self._plain) != len(self.tokens):
            known = {key: folded(key) for key in dict.fromkeys(self.keys)}
            self._plain = list(map(known.__getitem__, self.keys))
        return self._plain

    def place(self, token: int) -> Place:
        """The options round a token."""
        return self.where[self.places[token]]

    def text(self, unit: int) -> str:
        """The printed words of a unit, without its number."""
        one = self.units[unit]
        return "".join(self.tokens[one.start : one.end])

    def label(self, unit: int) -> str:
        """The name of a unit for readers: `Article 3, paragraph 4`."""
        names: list[str] = []
        while unit >= 0:
            names.append(_name(self.units[unit]))
            unit = self.units[unit].parent
        return ", ".join(name for name in reversed(names) if name) or "before the first provision"

    def labels(self) -> list[str]:
        """The label of every unit."""
        found: list[str] = []
        for unit in self.units:
            name, outer = _name(unit), found[unit.parent] if unit.parent >= 0 else ""
            found.append(f"{outer}, {name}" if outer and name else outer or name)
        return [label or "before the first provision" for label in found]


def words_in(words: str) -> list[str]:
    """Words and signs, each with the space after it; ideographs one by one.

    Example:
        >>> words_in("Each Party shall, by 1.5 per cent: 缔约方")
        ['Each ', 'Party ', 'shall', ', ', 'by ', '1.5 ', 'per ', 'cent', ': ', '缔', '约', '方']
    """
    return _TOKEN.findall(words)


def printed(stream: Stream) -> Printed:
    """The text as printed, its tracked changes accepted; bodies of notes come last, and comments are no text.

    Example:
        >>> import travaux
        >>> text = printed(travaux.read_text("Each Party [shall][may] act.").body)
        >>> [key for key in text.keys]
        ['Each', 'Party', '[', 'shall', ']', '[', 'may', ']', 'act', '.']
    """
    writer = _Writer()
    writer.visit(stream, 0)
    while writer.notes:
        note, index = writer.notes.pop(0), len(writer.text.units)
        writer.unit(Break("text", note.mark, _NOTE_LEVEL), 0, note=True)
        writer.visit(tuple(node for node in note.content if not isinstance(node, Break)), 0)
        writer.text.units[index].id = f"note-{note.mark.strip('[] ')}"
    writer.close()
    return writer.text


_NOTE_LEVEL = -1


class _Writer:
    def __init__(self) -> None:
        self.text = Printed()
        self.notes: list[Note] = []
        self._path = Path()
        self._open: list[int] = []  # the units round the present one, outermost first
        self._waiting: list[tuple[str, int]] = []  # opening marks printed with what follows them
        self._plain: dict[str, int] = {}

    def visit(self, stream: Stream, place: int) -> None:
        for node in stream:
            match node:
                case Text():
                    self._words(node, place)
                case Break():
                    self._break(node, place)
                case Choice():
                    self._choice(node, place)
                case Note():
                    self._reference(node, place)
                case Aside():
                    self._flush()
                    self._put(node.text, ASIDE, place)

    def _words(self, node: Text, place: int) -> None:
        if node.change is not None and node.change.act in ("deleted", "moved_from"):
            self.text.struck.append((len(self.text.units) - 1, node))
            return
        self._flush()
        text = self.text
        tokens = _TOKEN.findall(node.text)
        if node.text[:1].isspace() and text.tokens and text.units and len(text.tokens) > text.units[-1].start:
            text.tokens[-1] += node.text[: len(node.text) - len(node.text.lstrip())]
        if not tokens:
            return
        self._start()
        text.runs.append(Run(len(text.tokens), node))
        text.tokens += tokens
        text.kinds += bytes(len(tokens))
        text.places += [place] * len(tokens)

    def _start(self) -> None:
        if not self.text.units:
            self.unit(Break(), 0)

    def _put(self, words: str, kind: int, place: int) -> None:
        self._start()
        if words:
            self.text.tokens.append(words)
            self.text.kinds.append(kind)
            self.text.places.append(place)

    def _flush(self) -> None:
        for words, place in self._waiting:
            self._put(words, MARK, place)
        self._waiting.clear()

    def _break(self, node: Break, place: int) -> None:
        if node.change is not None and node.change.act in ("deleted", "moved_from"):
            return
        self.unit(node, place)
        self._flush()

    def unit(self, node: Break, place: int, *, note: bool = False) -> None:
        """A paragraph begins."""
        text = self.text
        self.close()
        while self._open and text.units[self._open[-1]].level >= node.level:
            text.units[self._open.pop()].last = len(text.units)
        name = None if note else self._path.enter(node)
        begins = name is not None
        if name is None:
            base = self._path.id
            self._plain[base] = self._plain.get(base, 0) + 1
            name = f"{base}.t{self._plain[base]}"
        parent = self._open[-1] if self._open else -1
        index = len(text.units)
        text.units.append(
            Unit(
                name, node.role, node.number, node.level, begins, parent, len(text.tokens), text.where[place],
                node.change, note, last=index + 1,
            )
        )
        if begins:
            self._open.append(index)

    def close(self) -> None:
        """The present paragraph ends."""
        text = self.text
        if text.units and not text.units[-1].end:
            text.units[-1].end = len(text.tokens)
        for index in self._open:
            text.units[index].last = len(text.units)

    def _choice(self, choice: Choice, place: int) -> None:
        text = self.text
        text.choices[choice.id] = choice
        for position, option in enumerate(choice.options):
            inside = len(text.where)
            text.where.append((*text.where[place], (choice.id, position)))
            self._waiting.append((option.joint + option.open + _head(option) + option.label, inside))
            for node in option.head:
                if isinstance(node, Note) and node.form != "comment":
                    self.notes.append(node)
            self.visit(option.content, inside)
            self._flush()
            text.choice_unit.setdefault(choice.id, len(text.units) - 1)
            self._put(option.close, MARK, inside)

    def _reference(self, note: Note, place: int) -> None:
        self._flush()
        if note.form == "comment":
            return
        self._put(f"{note.mark} ", REFERENCE, place)
        if note.content:
            self.notes.append(note)


def _head(option: Option) -> str:
    return plain_words(tuple(node for node in option.head if isinstance(node, Text)))


def _name(unit: Unit) -> str:
    number = unit.number.strip(" .:")
    if unit.note:
        return f"note {number}"
    if not unit.begins:
        return ""
    if number:
        return f"paragraph {number}" if unit.role == "paragraph" else number
    return "Preamble" if unit.role == "preamble" else ""
