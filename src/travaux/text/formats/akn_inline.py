"""Writes the words of Akoma Ntoso: styles, changes, notes, and the milestones of choices with everything printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from travaux.errors import TravauxError
from travaux.text.formats.akn_names import MARK_ELEMENTS
from travaux.text.model import Aside, Break, Change, Choice, Note, Option, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, flatten

__all__ = ["NOTE_DEPTH", "Segment", "attributes", "break_attributes", "inline", "number_part", "segments", "words"]

NOTE_DEPTH = 30
"""Notes may stand in notes this many times."""

_ELEMENTS = {mark: element for element, mark in MARK_ELEMENTS.items()}
_PLACEMENT = {"footnote": "bottom", "endnote": "bottom", "comment": "side"}
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_CSS_NAME = re.compile("[A-Za-z]+")
_CSS_HEX = re.compile("[0-9A-Fa-f]{6}")


class Segment:
    """What stands between two breaks: the break that begins it, openings printed before its number, and the rest."""

    __slots__ = ("ahead", "begin", "events")

    def __init__(self, begin: Break | None) -> None:
        self.begin = begin
        self.ahead: list[Event] = []
        self.events: list[Event] = []


def segments(events: Iterable[Event]) -> list[Segment]:
    """Cut events at their breaks; the first segment has none.

    Choices that open right before a break belong to its printed number: `[2.` and not `[` on the line above.
    """
    result = [Segment(None)]
    for event in events:
        if not isinstance(event, Break):
            result[-1].events.append(event)
            continue
        segment, before = Segment(event), result[-1].events
        while before and isinstance(before[-1], ChoiceOpen | OptionOpen):
            segment.ahead.insert(0, before.pop())
        result.append(segment)
    return result


def words(text: str) -> str:
    """Text as XML character data."""
    return escape(text, {"\r": "&#13;"})


def attributes(**values: str | bool | None) -> str:
    """Attributes in the namespace of choices; empty, false and None ones are left out."""
    given = {name: "true" if value is True else value for name, value in values.items() if value}
    return "".join(f' c:{name}="{escape(value, _QUOTED)}"' for name, value in given.items())


def break_attributes(begin: Break) -> str:
    """The attributes that carry a break, except its number."""
    level = "" if begin.level == Break().level else str(begin.level)
    numbers = _pairs(begin.numbers)
    return attributes(role=begin.role, level=level, generated=begin.generated, numbers=numbers) + _change(begin.change)


def number_part(begin: Break) -> str:
    """The number of a break in a paragraph that cannot have a `num`."""
    return f'<span c:part="number">{words(begin.number)}</span>' if begin.number else ""


def inline(events: Iterable[Event], *, ahead: bool = False, depth: int = 0) -> str:
    """Events without breaks as inline elements; `ahead` marks those that stand before a number."""
    extra = attributes(ahead=ahead)
    return "".join([_event(event, extra, depth) for event in events])


def _event(event: Event, extra: str, depth: int) -> str:
    match event:
        case Text():
            return _text(event)
        case ChoiceOpen(choice):
            return _choice_open(choice, extra)
        case ChoiceClose(identifier):
            return f'<marker name="choice"{attributes(choice="close", id=identifier)}/>'
        case OptionOpen(option):
            return _option_open(option, extra, depth)
        case OptionClose(close):
            return f'<inline name="option" c:option="close">{words(close)}</inline>'
        case Note():
            return _note(event, depth + 1)
        case Aside(text, role):
            return f'<inline name="aside" c:aside="{role}">{words(text)}</inline>'
    raise AssertionError(event)


def _text(node: Text) -> str:
    result = words(node.text)
    if not result:
        return ""
    for mark in node.marks:
        element = _ELEMENTS.get(mark)
        result = f"<{element}>{result}</{element}>" if element else f"<span{_css(mark)}>{result}</span>"
    if node.change is None:
        return result
    element = "ins" if node.change.act in ("inserted", "moved_to") else "del"
    return f"<{element}{_change(node.change)}>{result}</{element}>"


def _css(mark: str) -> str:
    kind, _, value = mark.partition(":")
    style = ""
    if mark == "strike":
        style = ' style="text-decoration: line-through"'
    elif kind == "color" and _CSS_HEX.fullmatch(value):
        style = f' style="color: #{value}"'
    elif kind == "highlight" and _CSS_NAME.fullmatch(value):
        style = f' style="background-color: {value}"'
    return attributes(mark=mark) + style


def _change(change: Change | None) -> str:
    return attributes(act=change.act, author=change.author, date=change.date) if change else ""


def _choice_open(choice: Choice, extra: str) -> str:
    fields = attributes(
        choice="open", id=choice.id, form=choice.form, review=choice.for_review, why=choice.why,
        texts=_pairs(choice.texts),
    )
    return f'<marker name="choice"{fields}{extra}/>'


def _pairs(pairs: Sequence[tuple[str, str | int]]) -> str:
    return json.dumps(pairs, ensure_ascii=False) if pairs else ""


def _option_open(option: Option, extra: str, depth: int) -> str:
    lists = {name: getattr(option, name) for name in ("backs", "opposes", "unknown")}
    codes = {name: json.dumps(value, ensure_ascii=False) if value else "" for name, value in lists.items()}
    at = option.at
    place = (at.page, at.line, at.column, at.end_page, at.end_line, at.end_column) if at else ()
    printed = " ".join("-" if each is None else str(each) for each in place)
    head = inline(option.head, depth=depth)
    joint, mark, label = words(option.joint), words(option.open), words(option.label)
    parts = (("joint", joint), ("open", mark), ("head", head), ("label", label))
    return (
        f'<inline name="option" c:option="open"{attributes(**codes, null=option.null, at=printed)}{extra}>'
        + "".join(f'<span c:part="{name}">{content}</span>' for name, content in parts if content)
        + "</inline>"
    )


def _note(note: Note, depth: int) -> str:
    if depth > NOTE_DEPTH:
        raise TravauxError(
            "notes nest too deep for Akoma Ntoso",
            why=f"more than {NOTE_DEPTH} notes in notes",
            remedy="write the text as JSON, or look for a note that holds itself",
        )
    positions = _pairs(tuple((each.party, each.stance) for each in note.positions))
    fields = attributes(form=note.form, positions=positions, author=note.author, date=note.date)
    placement = _PLACEMENT[note.form]
    parts = [each for each in segments(flatten(note.content)) if each.begin or each.events]
    return (
        f'<authorialNote marker="{escape(note.mark, _QUOTED)}" placement="{placement}"{fields}>'
        + ("".join(_paragraph(each, depth) for each in parts) or "<p/>")
        + "</authorialNote>"
    )


def _paragraph(segment: Segment, depth: int) -> str:
    content = inline(segment.events, depth=depth)
    if segment.begin is None:
        return f"<p>{content}</p>"
    begin = break_attributes(segment.begin)
    return f"<p{begin}>{inline(segment.ahead, ahead=True, depth=depth)}{number_part(segment.begin)}{content}</p>"
