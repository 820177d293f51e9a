"""Which blocks are the options of one choice, and how far each option reaches.

An option reaches to the next label of its series. The last one has no such end: it ends with the next heading, with the
next number of the paragraph it stands in, or, outside numbered paragraphs, with its own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.text.notation.labels import ALONE, Label, is_null, label_at, paragraph_number
from travaux.text.notation.provisions import LEVELS, Provision
from travaux.text.notation.script import Script, skip_space

__all__ = ["OptionSpan", "option_spans"]

_INTEGER = re.compile(r"\d+")
_LABEL_ONLY = re.compile(r"\s*\{[^{}]*\}\s*")


@dataclass(slots=True)
class OptionSpan:
    """One labelled option: its label, the offset where it ends, and the number of its group."""

    label: Label
    block: int
    end: int
    group: int
    last: bool = False


@dataclass(slots=True)
class _Group:
    number: int
    style: str
    container: int  # level of the numbered provision that holds the group; 0 if none does
    spans: list[OptionSpan] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)  # paragraphs inside the options, when options hold paragraphs


def option_spans(script: Script, provisions: list[Provision]) -> list[OptionSpan]:
    """The labelled options of the script, in order of their labels."""
    return _Reader(script, provisions).read()


class _Reader:
    def __init__(self, script: Script, provisions: list[Provision]) -> None:
        self.script = script
        self.provisions = provisions
        self.open: list[_Group] = []
        self.done: list[OptionSpan] = []
        self.groups = 0
        self.context = 0
        self.labels = [self._label(index) for index in range(len(provisions))]

    def read(self) -> list[OptionSpan]:
        for index, (provision, label) in enumerate(zip(self.provisions, self.labels, strict=True)):
            if LEVELS["title"] <= provision.level <= LEVELS["heading"] and provision.role != "text":
                self._close_all(index)
                self.context = 0
            if label is not None:
                self._enter(index, provision, label)
            elif provision.number:
                self._number(index, provision)
            else:
                self._words(index)
            if provision.number and provision.level > LEVELS["heading"] and not self.open:
                self.context = provision.level
        self._close_all(len(self.provisions))
        return sorted(self.done, key=lambda span: span.label.start)

    def _label(self, index: int) -> Label | None:
        provision, text, end = self.provisions[index], self.script.text, self.script.end(index)
        position = provision.number_end
        while position < end and text[position] in " \t[":
            position += 1
        label = label_at(text, position, end)
        if label is None and text[position : position + 1] == "{":
            close = text.find("}", position, end)
            label = label_at(text, skip_space(text, close + 1, end), end) if close > 0 else None
        return label

    def _enter(self, index: int, provision: Provision, label: Label) -> None:
        start = self.script.starts[index]
        depth = self._series(label)
        if depth is not None and provision.number and provision.level <= self.open[depth].container:
            # The number ends the paragraph that held the series: this label begins another one.
            self._close_from(depth, start)
            depth = None
        if depth is not None and self._continues(self.open[depth], label):
            self._close_from(depth + 1, start)
            self.open[depth].spans[-1].end = start
        else:
            if depth is not None:
                self._close_from(depth, start)
            elif provision.number:
                self._end_by_number(index, provision)
            self._begin(provision, label)
        group = self.open[-1]
        group.spans.append(OptionSpan(label, index, start, group.number))
        if provision.number and provision.level > LEVELS["heading"] and not self.open[:-1]:
            self.context = provision.level

    def _series(self, label: Label) -> int | None:
        """The open series that a label belongs to: that of its style, or for a label alone the innermost one."""
        if self.open and ALONE in (label.style, self.open[-1].style):
            return len(self.open) - 1
        return next((depth for depth, group in enumerate(self.open) if group.style == label.style), None)

    @staticmethod
    def _continues(group: _Group, label: Label) -> bool:
        if label.style == ALONE:
            return True
        numbered = [span.label for span in group.spans if span.label.style != ALONE]
        group.style = label.style
        return _follows(label.ordinal, numbered[-1].ordinal if numbered else 0)

    def _begin(self, provision: Provision, label: Label) -> None:
        self.groups += 1
        numbered = provision.number and provision.level > LEVELS["heading"]
        container = provision.level if numbered else self._container()
        self.open.append(_Group(self.groups, label.style, container))

    def _container(self) -> int:
        return self.context if not self.open else max(self.open[-1].container, self.context)

    def _number(self, index: int, provision: Provision) -> None:
        self._end_by_number(index, provision)
        for group in self.open:
            if provision.level <= max(group.container, LEVELS["paragraph"]):
                group.numbers.update(int(found) for found in _INTEGER.findall(provision.number)[:1])

    def _end_by_number(self, index: int, provision: Provision) -> None:
        """A number may end the last option of open series, the outermost first."""
        for depth, group in enumerate(self.open):
            if self._ends(group, index, provision):
                self._close_from(depth, self.script.starts[index])
                return

    def _ends(self, group: _Group, index: int, provision: Provision) -> bool:
        if self._goes_on(group, index):
            return False
        found = _INTEGER.search(provision.number)
        number = int(found.group()) if found else None
        span = group.spans[-1].label.span
        place = paragraph_number(provision.number)
        if span and place is not None and provision.level <= LEVELS["paragraph"] + 4:
            return not span[0] <= place <= span[1]
        if group.numbers and number is not None and provision.level <= LEVELS["paragraph"] + 4:
            # Options that hold whole paragraphs: the first number beyond theirs stands after them.
            return number > max(group.numbers) and len(group.spans) > 1
        if not group.container:
            # Outside numbered paragraphs an option that is a label alone takes the numbers that follow it.
            return provision.level <= LEVELS["paragraph"] and not self._label_alone(group.spans[-1])
        return provision.level <= group.container and not self._first_after(group, index)

    def _first_after(self, group: _Group, index: int) -> bool:
        return group.spans[-1].block == index - 1 and self._label_alone(group.spans[-1])

    def _label_alone(self, span: OptionSpan) -> bool:
        words = self.script.text[span.label.end : self.script.end(span.block)].strip()
        return not words or bool(_LABEL_ONLY.fullmatch(words)) or words.endswith(":")

    def _words(self, index: int) -> None:
        """Unnumbered words end the last option of a series outside numbered paragraphs."""
        for depth, group in enumerate(self.open):
            if self._goes_on(group, index) or self._first_after(group, index):
                continue
            if (group.container or group.numbers) and not self._null(group.spans[-1]):
                continue
            if self.provisions[index].level >= LEVELS["item"]:
                continue
            self._close_from(depth, self.script.starts[index])
            return

    def _null(self, span: OptionSpan) -> bool:
        """An option that says it leaves no words ends with them."""
        return is_null(self.script.text[span.label.end : self.script.end(span.block)])

    def _goes_on(self, group: _Group, index: int) -> bool:
        """Whether a later label continues the series before a heading or a fresh start of it."""
        last = group.spans[-1].label.ordinal
        for later in range(index, min(index + 120, len(self.provisions))):
            provision = self.provisions[later]
            if provision.level <= LEVELS["heading"] and provision.role != "text":
                return False
            label = self.labels[later]
            if label and label.style == ALONE:
                return True
            if label and label.style == group.style:
                ends = provision.number and 0 < provision.level <= group.container and not group.numbers
                return _follows(label.ordinal, last) and not ends
        return False

    def _close_from(self, depth: int, end: int) -> None:
        for group in self.open[depth:]:
            group.spans[-1].end = end
            group.spans[-1].last = True
            self.done.extend(group.spans)
        del self.open[depth:]

    def _close_all(self, index: int) -> None:
        end = self.script.starts[index] if index < len(self.provisions) else len(self.script.text)
        self._close_from(0, end)


def _follows(ordinal: float, last: float) -> bool:
    """Whether a label comes next in its series: 2 after 1, 1bis after 1, 2 after 1bis."""
    return last < ordinal <= int(last) + 1
