"""The text that a party handed in, out of a text that was consolidated from it and others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from travaux.text.model import Break, Choice, Node, Option, Stream, Text
from travaux.text.stream import choices, leaves

__all__ = ["as_handed_in", "handing_in"]


def as_handed_in(stream: Stream, party: str) -> Stream:
    """The stream with every choice and number settled of which it says what this party's own text has there.

    Nothing is mended round such a place: the words are those of the party, to the letter. What the stream does not know
    of the party stays as it is.

    Example:
        >>> shall, may = Option((Text("shall"),)), Option((Text("may"),))
        >>> open_words = Choice("c1", "alternatives", (shall, may), texts=(("CL", 1), ("US", 2)))
        >>> as_handed_in((Text("Each Party "), open_words), "US")[1].text
        'may'
    """
    return tuple(_nodes(stream, party, within=False)) if _knows(stream, party) else stream


def handing_in(stream: Stream) -> frozenset[str]:
    """The parties of which the stream knows the text that they handed in, whether or not they ask for anything."""
    found: set[str] = set()
    for node in leaves(stream):
        if isinstance(node, Break):
            found.update(party for party, _ in node.numbers)
    for choice in choices(stream):
        found.update(party for party, _ in choice.texts)
    return frozenset(found)


def _knows(stream: Stream, party: str) -> bool:
    for node in stream:
        match node:
            case Choice() if any(name == party for name, _ in node.texts):
                return True
            case Choice() if any(_knows(option.content, party) for option in node.options):
                return True
            case Break() if any(name == party for name, _ in node.numbers):
                return True
    return False


def _nodes(stream: Stream, party: str, *, within: bool) -> Iterator[Node]:
    for node in stream:
        match node:
            case Choice():
                yield from _choice(node, party, within=within)
            case Break() if node.numbers:
                yield replace(node, number=dict(node.numbers).get(party, node.number), numbers=())
            case Text() if within and node.change is not None and node.change.act in ("deleted", "moved_from"):
                yield replace(node, change=None)  # others struck these words; this party has them
            case _:
                yield node


def _choice(choice: Choice, party: str, *, within: bool) -> Iterator[Node]:
    place = dict(choice.texts).get(party, -1)
    if 0 < place <= len(choice.options):
        yield from _nodes(choice.options[place - 1].content, party, within=True)
    elif place != 0:
        yield replace(choice, options=tuple(_option(option, party, within=within) for option in choice.options))


def _option(option: Option, party: str, *, within: bool) -> Option:
    return replace(option, content=tuple(_nodes(option.content, party, within=within)))
