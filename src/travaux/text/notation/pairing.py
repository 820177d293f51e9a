"""Which opening mark belongs to which closing mark, with every repair kept local.

Marks pair inside the narrowest provision first. What is left over there is offered to the provision round it, so that a
bracket may run over paragraphs, items and articles, but a mark forgotten in one paragraph cannot swallow the rest: a
bracket that opens inside a paragraph ends with it, one that opens before a paragraph's number may take later paragraphs
of the same article, one that opens before an article may take later articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import takewhile

from travaux.text.notation.heads import Head
from travaux.text.notation.options import OptionSpan
from travaux.text.notation.provisions import LEVELS, Provision
from travaux.text.notation.script import Script

__all__ = ["Bracket", "Pairing", "pair"]

_FEW = 12
_MARK = re.compile(r"[\[\]]")
_TAIL_SIGNS = "]\u201d\" \t\n.;,:)}>*"
_TAIL_WORD = re.compile(r"\b(?:and|or)$")


@dataclass(slots=True)
class Bracket:
    """A disputed bracket: offsets of its marks (`close` is None if it was never closed) and the end of its words."""

    open: int
    close: int | None = None
    end: int = 0
    head: Head | None = None
    block: int = 0
    initial: bool = False
    cut: bool = False  # its closing mark lay beyond what it may reach


@dataclass(slots=True)
class Pairing:
    """All brackets in order of their opening marks, and the offsets of closing marks that nothing opened."""

    brackets: list[Bracket] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Scope:
    level: int
    option: bool = False
    openers: list[Bracket] = field(default_factory=list)
    own: list[Bracket] = field(default_factory=list)


def pair(
    script: Script, provisions: list[Provision], spans: list[OptionSpan], excluded: set[int], heads: dict[int, Head]
) -> Pairing:
    """Pair the square brackets of a script.

    Args:
        excluded: offsets of marks that are no dispute.
        heads: head that follows an opening mark, by the offset of the mark.
    """
    marks = [found.start() for found in _MARK.finditer(script.text) if found.start() not in excluded]
    early = {head.stray for head in heads.values() if head.stray is not None}
    _stretch(script, provisions, spans, marks)
    return _Pairer(script, provisions, spans, heads, early).run(marks)


class _Pairer:
    def __init__(
        self,
        script: Script,
        provisions: list[Provision],
        spans: list[OptionSpan],
        heads: dict[int, Head],
        early: set[int],
    ) -> None:
        self.script = script
        self.provisions = provisions
        self.spans = spans
        self.heads = heads
        self.early = early
        self.scopes = [_Scope(level=0)]
        self.result = Pairing()
        self._tails: dict[int, int] = {}

    def run(self, marks: list[int]) -> Pairing:
        position, option = 0, 0
        for index, provision in enumerate(self.provisions):
            start, end = self.script.starts[index], self.script.end(index)
            self._leave(provision, start)
            first = provision.number_start
            while position < len(marks) and marks[position] < first:
                self._mark(marks[position], index, initial=True)
                position += 1
            own = self._openers_of(index)
            label = self.spans[option].label if option < len(self.spans) and self.spans[option].block == index else None
            if label and label.start > provision.number_end and provision.number:
                self.scopes.append(_Scope(provision.level, own=own))
                own = []
            while label and position < len(marks) and marks[position] < label.start:
                self._mark(marks[position], index, initial=True)
                position += 1
            if label:
                inner = self._openers_of(index)
                self.scopes.append(_Scope(self.spans[option].end, option=True, own=own or inner))
                own, option = [], option + 1
            # A bracket right after the number or label may hold the paragraphs that follow, too.
            words = label.end if label else provision.number_end
            heading = provision.level <= LEVELS["heading"] and not label
            while (
                not heading
                and position < len(marks)
                and marks[position] <= end
                and self._only_marks(words, marks[position])
            ):
                if self.script.text[marks[position]] == "]":
                    break
                self._mark(marks[position], index, initial=True)
                own.append(self.scopes[-1].openers[-1])
                position += 1
            self.scopes.append(_Scope(provision.level, own=own))
            while position < len(marks) and marks[position] <= end:
                self._mark(marks[position], index, initial=False)
                position += 1
        while self.scopes:
            self._pop(len(self.script.text) - 1)
        self.result.brackets.sort(key=lambda bracket: bracket.open)
        return self.result

    def _openers_of(self, block: int) -> list[Bracket]:
        """The brackets of the innermost scope that opened in this block; they stand last."""
        found = list(takewhile(lambda opener: opener.block == block, reversed(self.scopes[-1].openers)))
        return found[::-1]

    def _only_marks(self, start: int, stop: int) -> bool:
        """Whether nothing but opening marks and heads stands between two offsets."""
        between = self.script.text[start:stop]
        if not between.strip(" \t["):
            return True
        opener = self.script.text.rfind("[", start, stop)
        head = self.heads.get(opener)
        return head is not None and not self.script.text[head.end : stop].strip(" \t")

    def _leave(self, provision: Provision, start: int) -> None:
        """Close the scopes that end before this block: options by their end, provisions by level."""
        ended = [depth for depth, scope in enumerate(self.scopes) if scope.option and scope.level <= start]
        if ended:
            while len(self.scopes) > ended[0]:
                self._pop(start - 1)
        while not self.scopes[-1].option and len(self.scopes) > 1 and self.scopes[-1].level >= provision.level:
            self._pop(start - 1)

    def _mark(self, offset: int, block: int, *, initial: bool) -> None:
        if offset in self.early:
            self.result.stray.append(offset)
        elif self.script.text[offset] == "[":
            initial = initial or self._leads_over(offset, block)
            bracket = Bracket(offset, head=self.heads.get(offset), block=block, initial=initial)
            self.scopes[-1].openers.append(bracket)
        else:
            self._close(offset, block)

    def _close(self, offset: int, block: int) -> None:
        for scope in reversed(self.scopes):
            if not scope.openers:
                continue
            bracket = scope.openers[-1]
            if not self._reaches(bracket, offset, block):
                break
            scope.openers.pop()
            bracket.close, bracket.end = offset, offset
            self.result.brackets.append(bracket)
            return
        self.result.stray.append(offset)

    def _reaches(self, bracket: Bracket, offset: int, block: int) -> bool:
        """A bracket that holds later paragraphs closes only where one of them ends."""
        if bracket.block == block or not bracket.initial:
            return True
        return offset >= self._tail(block)

    def _tail(self, block: int) -> int:
        """Where the signs begin with which a block ends, an `and` or `or` after them left aside."""
        if block not in self._tails:
            words = self.script.text[self.script.starts[block] : self.script.end(block)].rstrip(_TAIL_SIGNS)
            words = _TAIL_WORD.sub("", words).rstrip(_TAIL_SIGNS)
            self._tails[block] = self.script.starts[block] + len(words)
        return self._tails[block]

    def _leads_over(self, offset: int, block: int) -> bool:
        """A bracket that opens with the last signs of a block, `[; or`, holds the item that follows."""
        words = self.script.text[offset + 1 : self.script.end(block)].strip()
        return len(words) <= _FEW and words[:1] in (";", ",") and "[" not in words and "]" not in words

    def _introduces(self, bracket: Bracket) -> bool:
        """Whether the words after an opening mark, head aside, only lead to the paragraphs that follow."""
        start = bracket.head.end if bracket.head else bracket.open + 1
        words = self.script.text[start : self.script.end(bracket.block)].strip()
        if self._leads_over(bracket.open, bracket.block):
            return True
        return not words or (words.endswith(":") and not self.provisions[bracket.block].number)

    def _pop(self, end: int) -> None:
        scope = self.scopes.pop()
        if not scope.option and scope.level > LEVELS["article"] and self.scopes:
            staying: list[Bracket] = []
            for bracket in scope.openers:
                floats = bracket.initial and self._introduces(bracket)
                (self.scopes[-1].openers if floats else staying).append(bracket)
            scope.openers = staying
        for bracket in scope.own:
            if bracket.close is None:
                bracket.end = end
        for bracket in scope.openers:
            if not (bracket.initial and bracket.end):
                bracket.end = self._unclosed_end(bracket, end)
            self.result.brackets.append(bracket)

    def _unclosed_end(self, bracket: Bracket, end: int) -> int:
        """Where a bracket without closing mark ends: with its paragraph, or with the items its words introduce."""
        own_end = self.script.end(bracket.block)
        introduces = self.script.text[bracket.open : own_end].rstrip().endswith((":", "-", "\u2014"))
        return end if introduces else min(own_end, end)


def _stretch(script: Script, provisions: list[Provision], spans: list[OptionSpan], marks: list[int]) -> None:
    """Let the last option of a series reach as far as the brackets that open in it."""
    headings = [script.starts[i] for i, p in enumerate(provisions) if p.level <= LEVELS["heading"] and p.role != "text"]
    labels = [span.label.start for span in spans]
    for number, span in enumerate(spans):
        if not span.last:
            continue
        limit = min(_next(headings, span.end, len(script.text)), _next(labels, span.end, len(script.text)))
        close = _last_close(script.text, marks, span.label.start, span.end, limit)
        if close is None:
            continue
        end = script.end(script.block_at(close)) + 1
        for other in reversed(spans[: number + 1]):
            if other.last and span.end <= other.end < end:
                other.end = end


def _next(offsets: list[int], start: int, otherwise: int) -> int:
    index = bisect_left(offsets, start)
    return offsets[index] if index < len(offsets) else otherwise


def _last_close(text: str, marks: list[int], start: int, end: int, limit: int) -> int | None:
    """The mark beyond `end`, before `limit`, that closes a bracket opened in between, if there is one."""
    open_marks: list[int] = []
    for mark in marks[bisect_left(marks, start) : bisect_left(marks, limit)]:
        if mark >= end and not open_marks:
            return None
        if text[mark] == "[":
            open_marks.append(mark)
        elif open_marks and open_marks.pop() < end <= mark and not open_marks:
            return mark
    return None
