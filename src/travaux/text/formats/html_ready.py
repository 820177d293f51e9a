"""Reading back a page that Travaux wrote: the stream exactly as it was, not recognised anew."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lxml import etree

from travaux.text.conservation import generated_numbers
from travaux.text.formats.html_fields import damaged, from_json
from travaux.text.formats.html_parse import all_words
from travaux.text.manuscript import Dropped, Ready
from travaux.text.model import Aside, Break, Choice, Note, Option, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, assemble

__all__ = ["VERSION", "own_root", "read_own"]

VERSION = "text/1"
_MARKS = ("break", "text", "note", "aside", "choice", "option", "option-end", "choice-end", "gloss", "shown", "head",
    "body")


def own_root(root: etree._Element) -> etree._Element | None:
    """The element that says it holds a text of Travaux, if there is one."""
    return next((element for element in root.iter(etree.Element) if element.get("data-travaux") is not None), None)


def read_own(name: str, root: etree._Element, own: etree._Element) -> Ready:
    """The finished stream of a page that `html_out.html` wrote.

    Raises:
        TravauxError: if the marks are of another version, or no longer open and close in order.
    """
    if own.get("data-travaux") != VERSION:
        raise damaged("the page was written by another version of Travaux", f"{own.get('data-travaux')}, not {VERSION}")
    reader = _Reader(own)
    body = assemble(_ordered(reader.events(own)))
    if reader.bodies:
        raise damaged("the page holds the words of a note that nothing calls")
    dropped = [Dropped(words, "page of Travaux") for words in _beside(root, own)]
    return Ready(
        name, "html", all_words(root), body=body, dropped=dropped,
        language=own.get("data-language"), title=own.get("data-title") or "", repeated=generated_numbers(body),
    )


class _Reader:
    """Makes events of elements; every note body may be used once."""

    def __init__(self, own: etree._Element) -> None:
        self.bodies: dict[str, etree._Element] = {}
        for element in own.iter(etree.Element):
            key = element.get("data-body")
            if key is not None:
                if key in self.bodies:
                    raise damaged("two notes of the page have one name")
                self.bodies[key] = element

    def events(self, element: etree._Element) -> Iterator[Event]:
        """The events inside an element, without those of note bodies."""
        self._only_white(element.text)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._element(child)
            self._only_white(child.tail)

    def _element(self, element: etree._Element) -> Iterator[Event]:
        found = [name[5:] for name in map(str, element.keys()) if name.startswith("data-")]
        if not found:
            yield from self.events(element)
            return
        if len(found) > 1 or found[0] not in _MARKS:
            raise damaged("the page has a mark that Travaux does not write", f"data-{found[-1]}")
        kind, value = found[0], element.get(f"data-{found[0]}") or ""
        match kind:
            case "gloss" | "shown" | "body":
                return
            case "text":
                yield from_json(Text, value, text=all_words(element))
            case "aside":
                yield from_json(Aside, value, text=all_words(element))
            case "break":
                yield from_json(Break, value)
            case "note":
                yield self._note(value)
            case "choice":
                yield ChoiceOpen(from_json(Choice, value, options=()))
            case "option":
                yield OptionOpen(from_json(Option, value, content=(), head=self._head(element)))
            case "option-end":
                yield OptionClose(_string(value))
            case "choice-end":
                yield ChoiceClose(_string(value))
            case _:
                raise damaged("the attribution of an option stands outside its option")

    def _head(self, option: etree._Element) -> tuple[Text | Note, ...]:
        heads = [child for child in option.iter(etree.Element) if child.get("data-head") is not None]
        if not heads:
            return ()
        head = tuple(self.events(heads[0]))
        if len(heads) > 1 or not all(isinstance(node, (Text, Note)) for node in head):
            raise damaged("the attribution of an option holds more than words and notes")
        return head  # type: ignore[return-value]

    def _note(self, value: str) -> Note:
        try:
            given = json.loads(value)
            key = given.pop("body")
            body = self.bodies.pop(key)
        except (ValueError, AttributeError, KeyError, TypeError) as error:
            raise damaged("a note mark of the page has lost its note") from error
        return from_json(Note, json.dumps(given), content=assemble(_ordered(self.events(body))))

    @staticmethod
    def _only_white(text: str | None) -> None:
        if text and not text.isspace():
            raise damaged("the page holds words that belong to no mark", text.strip()[:40])


def _string(value: str) -> str:
    try:
        text = json.loads(value)
    except ValueError as error:
        raise damaged("a closing mark of the page cannot be read", str(error)) from error
    if not isinstance(text, str):
        raise damaged("a closing mark of the page cannot be read")
    return text


def _ordered(events: Iterator[Event]) -> Iterator[Event]:
    """The events, checked: options stand in choices, words in options or outside choices, ends match beginnings."""
    stack: list[Choice | Option] = []
    for event in events:
        top = stack[-1] if stack else None
        match event:
            case OptionOpen(option):
                fits = isinstance(top, Choice)
                stack.append(option)
            case OptionClose(close):
                fits = isinstance(top, Option) and top.close == close
                del stack[-1:]
            case ChoiceClose(name):
                fits = isinstance(top, Choice) and top.id == name
                del stack[-1:]
            case _:
                fits = not isinstance(top, Choice)
                if isinstance(event, ChoiceOpen):
                    stack.append(event.choice)
        if not fits:
            raise damaged("choices in the page do not open and close in order")
        yield event
    if stack:
        raise damaged("a choice of the page is not closed")


def _beside(root: etree._Element, own: etree._Element) -> Iterator[str]:
    """The words of the page that are not of the text: title, outline, what is said to screen readers."""
    def outside(element: etree._Element, within: bool) -> Iterator[str]:
        within = (within or element is own) and element.get("data-gloss") is None
        if element.text and not within:
            yield element.text
        for child in element:
            if isinstance(child.tag, str):
                yield from outside(child, within)
            if child.tail and not within:
                yield child.tail

    yield from (words for words in outside(root, False) if not words.isspace())
