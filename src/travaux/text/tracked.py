"""A text with its tracked changes accepted or rejected, as a word processor would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.text.model import Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import joined, leaves

__all__ = ["accepted", "has_changes", "rejected"]

_GOING = ("deleted", "moved_from")
_COMING = ("inserted", "moved_to")


def has_changes(stream: Stream) -> bool:
    """Whether anything in a stream is a tracked change."""
    return any(isinstance(node, Text | Break) and node.change is not None for node in leaves(stream))


def accepted(stream: Stream, *, marked: bool = False) -> Stream:
    """The stream as it stands once every change is accepted.

    Args:
        marked: inserted words keep their change, so that author and date stay known.

    Example:
        >>> from travaux.text.model import Change
        >>> accepted((Text("shall", change=Change("deleted")), Text("may", change=Change("inserted", "CL"))))
        (Text(text='may', marks=(), change=None, kind='text'),)
    """
    return joined(_without(stream, _GOING, marked=marked))


def rejected(stream: Stream, *, marked: bool = False) -> Stream:
    """The stream as it stood before every change.

    Args:
        marked: deleted words keep their change, so that author and date stay known.
    """
    return joined(_without(stream, _COMING, marked=marked))


def _without(stream: Stream, acts: tuple[str, ...], *, marked: bool) -> Iterable[Node]:
    """The nodes whose change is none of the acts; a paragraph that loses its mark and all its words goes with them."""
    for node in stream:
        match node:
            case Text() | Break() if node.change is not None:
                if node.change.act not in acts:
                    yield node if marked else replace(node, change=None)
            case Note():
                content = joined(_without(node.content, acts, marked=marked))
                if content or not node.content:
                    yield node if content == node.content else replace(node, content=content)
            case Choice():
                options = tuple(_option(option, acts, marked=marked) for option in node.options)
                yield node if options == node.options else replace(node, options=options)
            case _:
                yield node


def _option(option: Option, acts: tuple[str, ...], *, marked: bool) -> Option:
    head = tuple(node for node in _without(option.head, acts, marked=marked) if isinstance(node, Text | Note))
    return replace(option, head=head, content=joined(_without(option.content, acts, marked=marked)))
