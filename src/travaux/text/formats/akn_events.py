"""Rebuilds the stream from Akoma Ntoso that Travaux wrote.

Only the attributes in the namespace of choices count; the elements that carry them serve other readers. Words that
another program has wrapped in further elements are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from travaux.errors import TravauxError
from travaux.text.formats.akn_names import MARK_ELEMENTS, attribute, local
from travaux.text.formats.akn_words import PLAIN, Style
from travaux.text.model import (
    Aside,
    At,
    Break,
    Change,
    Choice,
    ChoiceForm,
    Node,
    Note,
    NotePosition,
    Option,
    Role,
    Stream,
    Text,
)
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, assemble, joined

__all__ = ["is_ours", "printed_words", "read_ready"]

_FLOWS = frozenset({"p", "block", "heading"})
_CHANGED = "it was changed by hand or by another program"
_REMEDY = "convert the draft again, or take the attribute `version` of <mainBody> away to read the file as a new draft"


def is_ours(root: Any) -> bool:
    """Whether the document carries choices as `akn_out` writes them."""
    return _body(root) is not None


def read_ready(name: str, root: Any) -> Stream:
    """The stream of a document that `akn_out.akn` wrote.

    Raises:
        TravauxError: if attributes are not as written, or choices do not open and close in order.
    """
    body = _body(root)
    events = _Events(name)
    for part in body.getparent():
        events.structure(part)
    events.flush()
    found = sum(isinstance(event, ChoiceOpen) for event in events.found)
    if body.get(attribute("choices")) != str(found):
        raise _damaged(name, body, f"it should hold {body.get(attribute('choices'))} choices and holds {found}")
    try:
        return _stream(events.found)
    except TravauxError as error:
        raise TravauxError(error.what, where=name, why=error.why, remedy=error.remedy) from error


def printed_words(root: Any) -> str:
    """Everything that is text: text nodes, and the marks of notes.

    Numbers which another program made, and which were written only to be seen, are left out.
    """
    marks = [element.get("marker", "") for element in root.iter("{*}authorialNote", "{*}noteRef")]
    pieces: list[str] = []
    _print(root, pieces)
    return "\n".join(["".join(pieces), *marks])


def _print(element: Any, pieces: list[str]) -> None:
    generated = element.get(attribute("generated")) is not None
    pieces.append(element.text or "")
    for child in element:
        if generated and local(child) == "num":
            pieces += [words for each in child if _is_ahead(each) for words in each.itertext()]
        elif not (generated and child.get(attribute("part")) == "number"):
            _print(child, pieces)
        pieces.append(child.tail or "")


def _body(root: Any) -> Any:
    return next((each for each in root.iter("{*}mainBody") if each.get(attribute("version")) == "1"), None)


@dataclass(slots=True)
class _Events:
    """Collects events in reading order. A break waits until the choices that open before its number are out."""

    name: str
    found: list[Event] = field(default_factory=list)
    waiting: Break | None = None
    opened: list[int] = field(default_factory=list)

    def flush(self) -> None:
        if self.waiting is not None:
            self.found.append(self.waiting)
            self.waiting = None

    def add(self, element: Any, event: Event) -> None:
        if not _is_ahead(element):
            self.flush()
        if isinstance(event, OptionOpen):
            self.opened.append(len(self.found))
        elif isinstance(event, OptionClose) and self.opened:
            start = self.opened.pop()
            opening = self.found[start]
            if isinstance(opening, OptionOpen):
                self.found[start] = OptionOpen(replace(opening.option, close=event.close))
        self.found.append(event)

    def structure(self, element: Any) -> None:
        """Read an element that holds blocks, or a block."""
        self._start(element)
        name = local(element)
        if name in _FLOWS:
            self._flow(element, PLAIN)
            return
        if name == "num":
            self._opened_ahead(element)
            return
        self._no_words(element, element.text)
        for child in element:
            self.structure(child)
            self._no_words(element, child.tail)

    def _start(self, element: Any) -> None:
        role = element.get(attribute("role"))
        if role is None:
            return
        self.flush()
        number, generated = _number(element), element.get(attribute("generated")) == "true"
        level = element.get(attribute("level"), "60")
        if role not in get_args(Role) or not re.fullmatch("-?[0-9]{1,18}", level):
            raise _damaged(self.name, element, f"role {role!r} or level {level!r} is unknown")
        self.waiting = Break(role, number, int(level), generated, self._change(element), self._numbers(element))

    def _no_words(self, element: Any, text: str | None) -> None:
        if text and text.strip():
            raise _damaged(self.name, element, f"words stand where no words can stand: {text.strip()[:40]!r}")

    def _opened_ahead(self, element: Any) -> None:
        for each in element:
            if _is_ahead(each):
                self._inline(each, PLAIN)

    def _flow(self, element: Any, style: Style) -> None:
        self._text(element.text, style)
        for child in element:
            self._inline(child, style)
            self._text(child.tail, style)

    def _text(self, text: str | None, style: Style) -> None:
        if text:
            self.flush()
            self.found.append(Text(text, style.marks, style.change))

    def _inline(self, element: Any, style: Style) -> None:
        name = local(element)
        if element.get(attribute("part")) == "number":
            return
        if element.get(attribute("choice")) is not None:
            self.add(element, self._choice(element))
        elif element.get(attribute("option")) is not None:
            self.add(element, self._option(element))
        elif element.get(attribute("aside")) is not None:
            role = element.get(attribute("aside"))
            if role not in ("label", "heading"):
                raise _damaged(self.name, element, f"an aside of kind {role!r} is unknown")
            self.add(element, Aside("".join(element.itertext()), role))
        elif name == "authorialNote":
            self.add(element, self._note(element))
        elif name in ("ins", "del"):
            inside = self._change(element) or Change("inserted" if name == "ins" else "deleted")
            self._flow(element, Style(style.marks, inside))
        else:
            mark = element.get(attribute("mark")) or MARK_ELEMENTS.get(name)
            self._flow(element, style.marked(mark) if mark else style)

    def _choice(self, element: Any) -> Event:
        get, act = element.get, element.get(attribute("choice"))
        form, identifier = get(attribute("form")), get(attribute("id"), "")
        if act == "close":
            return ChoiceClose(identifier)
        if act != "open" or form not in get_args(ChoiceForm):
            raise _damaged(self.name, element, f"a choice of form {form!r} is unknown")
        review = get(attribute("review")) == "true"
        texts = tuple((party, place) for party, place in self._pairs(element, "texts", int))
        return ChoiceOpen(Choice(identifier, form, (), for_review=review, why=get(attribute("why"), ""), texts=texts))

    def _option(self, element: Any) -> Event:
        parts = {each.get(attribute("part")): each for each in element}
        printed = {name: "".join(parts[name].itertext()) for name in parts if name != "head"}
        act = element.get(attribute("option"))
        if act == "close":
            return OptionClose("".join(element.itertext()))
        loose = "".join([element.text or "", *(each.tail or "" for each in element)]).strip()
        if act != "open" or loose or any(name not in ("joint", "open", "head", "label") for name in parts):
            raise _damaged(self.name, element, "an option has parts that are unknown")
        head = self._head(parts["head"]) if "head" in parts else ()
        return OptionOpen(
            Option(
                label=printed.get("label", ""),
                head=head,
                backs=self._codes(element, "backs"),
                opposes=self._codes(element, "opposes"),
                unknown=self._codes(element, "unknown"),
                joint=printed.get("joint", ""),
                open=printed.get("open", ""),
                null=element.get(attribute("null")) == "true",
                at=self._at(element),
            )
        )

    def _head(self, element: Any) -> tuple[Text | Note, ...]:
        inner = _Events(self.name)
        inner._flow(element, PLAIN)
        return tuple(node for node in _stream(inner.found) if isinstance(node, Text | Note))

    def _note(self, element: Any) -> Note:
        inner = _Events(self.name)
        for child in element:
            inner.structure(child)
        inner.flush()
        form = element.get(attribute("form"), "footnote")
        pairs = self._pairs(element, "positions", str)
        if form not in ("footnote", "endnote", "comment"):
            raise _damaged(self.name, element, f"a note of form {form!r} is unknown")
        content = _stream(inner.found)
        positions = tuple(NotePosition(party, stance) for party, stance in pairs)
        return Note(
            element.get("marker", ""), content, form, positions, element.get(attribute("author"), ""),
            element.get(attribute("date"), ""),
        )

    def _change(self, element: Any) -> Change | None:
        act = element.get(attribute("act"))
        if act is None:
            return None
        if act not in ("inserted", "deleted", "moved_from", "moved_to"):
            raise _damaged(self.name, element, f"a change {act!r} is unknown")
        return Change(act, element.get(attribute("author"), ""), element.get(attribute("date"), ""))

    def _at(self, element: Any) -> At | None:
        value = element.get(attribute("at"))
        if value is None:
            return None
        try:
            page, line, column, end_page, end_line, end_column = value.split()
            return At(_page(page), int(line), int(column), _page(end_page), int(end_line), int(end_column))
        except ValueError as error:
            raise _damaged(self.name, element, f"the place {value!r} cannot be read") from error

    def _codes(self, element: Any, name: str) -> tuple[str, ...]:
        codes = self._json(element, name)
        if not _is_codes(codes):
            raise _damaged(self.name, element, f"{name} is not a list of codes")
        return tuple(codes)

    def _numbers(self, element: Any) -> tuple[tuple[str, str], ...]:
        return tuple((party, number) for party, number in self._pairs(element, "numbers", str))

    def _pairs(self, element: Any, name: str, second: type) -> list[list[Any]]:
        """Pairs of a code and a value of one type."""
        pairs = self._json(element, name)
        if not all(isinstance(each, list) and [type(part) for part in each] == [str, second] for each in pairs):
            raise _damaged(self.name, element, f"{name} is not a list of pairs")
        return pairs

    def _json(self, element: Any, name: str) -> list[Any]:
        written = element.get(attribute(name))
        if written is None:
            return []
        try:
            value = json.loads(written)
        except (ValueError, RecursionError) as error:
            raise _damaged(self.name, element, f"{name} is not a list") from error
        if not isinstance(value, list):
            raise _damaged(self.name, element, f"{name} is not a list")
        return value


def _number(element: Any) -> str:
    """The number of a provision: the words of its `num`, without choices that open there."""
    return "".join(_number_words(element))


def _number_words(element: Any) -> Iterator[str]:
    for child in element:
        if local(child) == "num":
            yield child.text or ""
            for inner in child:
                if not _is_ahead(inner):
                    yield from inner.itertext()
                yield inner.tail or ""
        elif child.get(attribute("part")) == "number":
            yield from child.itertext()


def _is_ahead(element: Any) -> bool:
    return element.get(attribute("ahead")) is not None


def _page(number: str) -> int | None:
    return None if number == "-" else int(number)


def _is_codes(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _stream(events: list[Event]) -> Stream:
    """The stream, with neighbouring texts of one style made one; two texts are neighbours only inside one content."""
    return assemble(joined(cast(list[Node], events)))


def _damaged(name: str, element: Any, why: str) -> TravauxError:
    line = element.sourceline
    return TravauxError(
        f"the marks of choices are damaged in <{local(element)}>",
        where=f"{name}, line {line}" if line else name,
        why=f"{why}; {_CHANGED}",
        remedy=_REMEDY,
    )
