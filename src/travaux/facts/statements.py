"""What a draft says of who wants what: the heads of its brackets, and the notes at them.

A statement that is not clearly for or against an option has no stance and keeps its words. Brackets that are
remarks themselves (`Negotiators' Note: [JP is considering.]`) are read as remarks and not as choices of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from travaux.facts.model import Stance
from travaux.facts.parties import is_known
from travaux.text.instrument import Instrument
from travaux.text.model import Choice, Note, NotePosition, Option, Stream
from travaux.text.notation.heads import HeadReader
from travaux.text.notation.stances import positions
from travaux.text.stream import choices
from travaux.text.wording import head_words, words_of

__all__ = ["Place", "Statement", "Statements", "statements"]

Place = tuple[str, int | None]
"""A choice by its id, and one of its options by its index (None: the choice as a whole)."""

_NOTE = r"(?:(?:negotiators?[’']?s?[’']?|drafting)\s+notes?\b|note(?=\s*:))"
_INTRODUCTION = re.compile(rf"\s*\[?\s*{_NOTE}\s*[:.]?\s*\[?\s*", re.IGNORECASE)
_REMARK_FOLLOWS = re.compile(rf"{_NOTE}\s*[:.]?\s*$", re.IGNORECASE)
_QUOTE_FOLLOWS = re.compile(r"\binserted for [a-z ]+:\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z\[“\"])|\n+")
# "Supports the principle, but has concerns" and "proposes to move this footnote" are not clearly for the words.
_DOUBT = re.compile(r"\b(?:but|however|although)\b|\bpropos\w+\s+(?:to|that)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?P<link>subject to|(?:contingent|conditional|depending) (?:up)?on|pending|provided(?: that)?|if|unless|but|"
    r"however|although)\b\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
# What each stance of a note is on record as, and the condition that lies in the stance itself.
_READ_AS: dict[str, tuple[Stance, str]] = {
    "supports": ("prefer", ""),
    "no_objection": ("accept", ""),
    "supports_in_principle": ("accept", "in principle"),
    "ad_referendum": ("accept", "ad referendum"),
    "follows_consensus": ("accept", "consensus"),
    "opposes": ("oppose", ""),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a draft says of one party at one place.

    `stance` is None where the words cannot be read as one. `where` names the note they stand in; empty for the head
    of a bracket. `subject_to` is a condition outside the text.
    """

    party: str
    choice: str
    option: int | None
    stance: Stance | None
    subject_to: str | None = None
    words: str | None = None
    where: str = ""


@dataclass(slots=True)
class Statements:
    """Everything a draft says of positions.

    `made` are the statements in reading order; `remarks` the remarks that name no party, by choice; `loose` the
    notes with statements about words that are not open; `commentary` the choices that are remarks.
    """

    made: list[Statement] = field(default_factory=list)
    remarks: dict[str, list[str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    commentary: set[str] = field(default_factory=set)


def statements(instrument: Instrument) -> Statements:
    """Read the positions that a draft states.

    Example:
        >>> import travaux
        >>> text = travaux.read_text("Each Party [US propose; JP oppose: shall] act.")
        >>> [(each.party, each.stance) for each in statements(text).made]
        [('US', 'prefer'), ('JP', 'oppose')]
    """
    reader = _Reader(instrument)
    reader.stream(instrument.body, None)
    return reader.found


class _Reader:
    def __init__(self, instrument: Instrument) -> None:
        self.found = Statements()
        self.parties = instrument.convention.parties
        self.heads = HeadReader(self.parties)
        self.named = set(self.parties.values()) | {
            code
            for choice in choices(instrument.body)
            for option in choice.options
            for code in (*option.backs, *option.opposes)
        }

    def stream(self, stream: Stream, inside: Place | None) -> None:
        """Read a stream; `inside` is the option whose words it is."""
        closed: Place | None = None  # the choice whose closing mark was the last thing before a note
        for node in stream:
            if isinstance(node, Note):
                self._note(node, closed or inside)
            elif not isinstance(node, Choice):
                closed = None
            elif self._is_remark(node):
                self._remark(node, closed or inside, f"choice {node.id}")
            else:
                self._choice(node)
                closed = _whole(node)

    def _choice(self, choice: Choice) -> None:
        for index, option in enumerate(choice.options):
            place = (choice.id, index)
            self.found.made.extend(Statement(code, *place, "prefer") for code in option.backs)
            self.found.made.extend(Statement(code, *place, "oppose") for code in option.opposes)
            # "[JP reserves: ...]": the head names a party that neither backs nor opposes.
            words = head_words(option)
            head = self.heads.read(f"{words}:", 0) if words else None
            noted = [code for code in head.noted if code not in (*option.backs, *option.opposes)] if head else []
            self.found.made.extend(Statement(code, *place, None, words=words) for code in noted)
            self.stream(option.head, place)
            self.stream(option.content, place)

    def _note(self, note: Note, place: Place | None) -> None:
        """Read a note that hangs at a place, or at words that are not open."""
        where = f"note {note.mark.strip('[] ')}"
        if not any(isinstance(node, Choice) for node in note.content):
            self._words(words_of(note.content), place, where, known=note.positions)
            return
        said = ""  # the words since the last choice that is part of the text
        remark = False  # whether they are a remark about the text
        for node in note.content:
            remark = remark or bool(_INTRODUCTION.match(said))
            if not isinstance(node, Choice) or (remark and not self._speaks(node)):
                said += words_of((node,)) + " "
                continue
            before, said = said, ""
            self._words(before, place, where, remark=remark)
            if remark or self._is_remark(node) or _REMARK_FOLLOWS.search(before):
                self._remark(node, place, where)
            elif _QUOTE_FOLLOWS.search(before):
                self._quote(node, place, before)
            else:
                self._choice(node)
                place = _whole(node)  # what the note goes on to say is about this
        self._words(said, place, where, remark=remark)

    def _is_remark(self, choice: Choice) -> bool:
        """Whether a bracket holds a remark: `[SG: Negotiators' Note: ...]`, `[CL/SG: reserves its position ...]`."""
        if choice.form == "placeholder" or len(choice.options) != 1:
            return False
        [option] = choice.options
        words, head = words_of(option.content), head_words(option)
        if _INTRODUCTION.match(words):
            return True
        if not head or option.backs or option.opposes:
            return False
        # "[CL/SG: reserves ...]" is a remark; "[CL/SG reserve: the words]" holds words of the text.
        alone, whole = self.heads.read(f"{head}: x", 0), self.heads.read(f"{head}: {words}", 0)
        return bool(whole and whole.noted and not (alone and alone.noted))

    def _speaks(self, choice: Choice) -> bool:
        return any(self._sentences(_said(option)) for option in choice.options)

    def _remark(self, choice: Choice, place: Place | None, where: str) -> None:
        self.found.commentary.update(each.id for each in choices((choice,)))
        for option in choice.options:
            self._words(_said(option), place, where, remark=True)

    def _quote(self, choice: Choice, place: Place | None, before: str) -> None:
        self.found.commentary.update(each.id for each in choices((choice,)))
        if place is not None:
            self.found.remarks.setdefault(place[0], []).append(before.strip() + " " + words_of((choice,)))

    def _words(
        self,
        words: str,
        place: Place | None,
        where: str,
        *,
        known: Iterable[NotePosition] | None = None,
        remark: bool = False,
    ) -> None:
        """Read the sentences of a note.

        Args:
            words: the words.
            place: what they are about; None for words that are not open.
            where: the note or choice in which they stand.
            known: the positions that the text reader found in them.
            remark: whether they are known to be a remark and not part of the text.
        """
        said = self._sentences(words, remark=remark)
        if known is not None:
            silent = [(position, sentence) for position, sentence in said if not position.stance]
            said = [(position, _sentence_of(position, said, words)) for position in known] + silent
        if place is None:
            if any(position.party for position, _ in said):
                self.found.loose.extend([where] if where not in self.found.loose else [])
            return
        for position, sentence in said:
            if position.party:
                self.found.made.append(_statement(position, sentence, place, where))
            else:
                self.found.remarks.setdefault(place[0], []).append(sentence)

    def _sentences(self, words: str, *, remark: bool = False) -> list[tuple[NotePosition, str]]:
        """Each party that a sentence begins with, the stance found in it (or none), and the sentence.

        A sentence that begins with no party goes on with what the one before it said; at the beginning of a remark it
        is kept without a party, and elsewhere it is part of the text.
        """
        said: list[tuple[NotePosition, str]] = []
        last: list[int] = []
        for sentence in filter(None, map(str.strip, _SENTENCE.split(words))):
            introduction = _INTRODUCTION.match(sentence)
            remark = remark or introduction is not None
            clean = sentence[introduction.end() :] if introduction else sentence
            found = list(positions(clean, self.heads, self.parties)) or self._subjects(clean)
            if not found and last:
                for index in last:
                    said[index] = (said[index][0], f"{said[index][1]} {clean}")
                continue
            if not found and remark and clean:
                found = [NotePosition("", "")]
            last = list(range(len(said), len(said) + len(found)))
            said.extend((position, clean) for position in found)
        return said

    def _subjects(self, sentence: str) -> list[NotePosition]:
        codes, _ = self.heads.codes(sentence, 0)
        codes = [self.parties.get(code, code) for code in codes]
        known = all(code in self.named or is_known(code) for code in codes)
        return [NotePosition(code, "") for code in codes] if known else []


def _whole(choice: Choice) -> Place:
    return (choice.id, 0 if len(choice.options) == 1 else None)


def _said(option: Option) -> str:
    head = head_words(option)
    return f"{head}: {words_of(option.content)}" if head else words_of(option.content)


def _sentence_of(position: NotePosition, said: list[tuple[NotePosition, str]], words: str) -> str:
    return next((sentence for other, sentence in said if other == position), words)


def _statement(position: NotePosition, sentence: str, place: Place, where: str) -> Statement:
    choice, option = place
    plain = Statement(position.party, choice, option, None, words=sentence or where, where=where)
    if position.stance not in _READ_AS or option is None:
        return plain
    stance, condition = _READ_AS[position.stance]
    if stance == "prefer" and _DOUBT.search(sentence):
        return plain
    found = _CONDITION.search(sentence) if stance != "oppose" else None
    conditions = [condition, _condition(found) if found else ""]
    return replace(plain, stance=stance, subject_to=", ".join(filter(None, conditions)) or None)


def _condition(found: re.Match[str]) -> str:
    link = found["link"].lower()
    rest = found["rest"].strip().rstrip(".;,")
    return rest if link == "subject to" else f"{link} {rest}"
