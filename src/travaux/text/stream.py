"""The stream of a text as flat events, and back: the shape in which HTML, DOCX and Akoma Ntoso carry it.

A choice may open in one paragraph and close in another, so formats made of nested elements carry it by milestones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from travaux.errors import TravauxError
from travaux.text.model import Break, Choice, Node, Note, Option, Stream, Text

__all__ = ["ChoiceClose", "ChoiceOpen", "Event", "OptionClose", "OptionOpen", "assemble", "flatten", "leaves"]


@dataclass(frozen=True, slots=True)
class ChoiceOpen:
    """A choice begins; `choice` carries its fields, with empty options."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class ChoiceClose:
    """The choice that began last ends."""

    id: str


@dataclass(frozen=True, slots=True)
class OptionOpen:
    """An option begins; `option` carries its fields, with empty content."""

    option: Option


@dataclass(frozen=True, slots=True)
class OptionClose:
    """The option that began last ends; `close` is its printed closing mark."""

    close: str


DEEPEST = 100
"""How deep choices may nest in a file of our own."""
Event = Node | ChoiceOpen | ChoiceClose | OptionOpen | OptionClose


def flatten(stream: Stream) -> Iterator[Event]:
    """The stream as events in reading order; a `Note` stays one event with its content inside."""
    for node in stream:
        if not isinstance(node, Choice):
            yield node
            continue
        yield ChoiceOpen(replace(node, options=()))
        for option in node.options:
            yield OptionOpen(replace(option, content=()))
            yield from flatten(option.content)
            yield OptionClose(option.close)
        yield ChoiceClose(node.id)


def assemble(events: Iterable[Event]) -> Stream:
    """The stream that `flatten` made these events from.

    Raises:
        TravauxError: if openings and closings do not match.
    """
    contents: list[list[Node]] = [[]]
    options: list[list[Option]] = []
    choices: list[Choice] = []
    pending: list[Option] = []
    for event in events:
        match event:
            case ChoiceOpen(choice) if len(options) == len(pending):
                choices.append(choice)
                options.append([])
            case OptionOpen() if len(pending) >= DEEPEST:
                raise TravauxError(f"choices nest more than {DEEPEST} deep", remedy="check the file for damage")
            case OptionOpen(option) if len(options) == len(pending) + 1:
                pending.append(option)
                contents.append([])
            case OptionClose() if pending and options:
                options[-1].append(replace(pending.pop(), content=tuple(contents.pop())))
            case ChoiceClose(name) if len(options) > len(pending) and options[-1] and choices[-1].id == name:
                contents[-1].append(replace(choices.pop(), options=tuple(options.pop())))
            case ChoiceOpen() | OptionOpen() | OptionClose() | ChoiceClose():
                raise _unmatched()
            case _ if len(options) > len(pending):  # between two options of a choice
                raise _unmatched()
            case _:
                contents[-1].append(event)
    if choices or pending:
        raise _unmatched()
    return tuple(contents[0])


def leaves(stream: Stream) -> Iterator[Node]:
    """Every node that is not a choice, inside choices and (after their note) inside notes and heads too."""
    for node in stream:
        if isinstance(node, Choice):
            for option in node.options:
                yield from leaves(option.head)
                yield from leaves(option.content)
        else:
            yield node
            if isinstance(node, Note):
                yield from leaves(node.content)


def choices(stream: Stream) -> Iterator[Choice]:
    """Every choice in reading order, those inside choices, heads and notes after the one that holds them."""
    for node in stream:
        if isinstance(node, Choice):
            yield node
            for option in node.options:
                yield from choices(option.head)
                yield from choices(option.content)
        elif isinstance(node, Note):
            yield from choices(node.content)


def first_break(choice: Choice) -> Break | None:
    """The break with which the words of a choice begin, if it holds paragraphs from their beginning on."""
    first = next((node for option in choice.options[:1] for node in option.content[:1]), None)
    return first if isinstance(first, Break) else None


def joined(stream: Iterable[Node]) -> Stream:
    """The stream with neighbouring texts of one style made one, and empty texts left out."""
    result: list[Node] = []
    for node in stream:
        if isinstance(node, Text):
            if not node.text:
                continue
            last = result[-1] if result else None
            if isinstance(last, Text) and last.marks == node.marks and last.change == node.change:
                result[-1] = replace(last, text=last.text + node.text)
                continue
        result.append(node)
    return tuple(result)


def _unmatched() -> TravauxError:
    return TravauxError(
        "choices in the file do not open and close in order",
        why="its marks were edited by hand",
        remedy="convert the text again from the draft, or remove the marks and read it as a new draft",
    )
