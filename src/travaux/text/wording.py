"""The words of a stream as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.text.model import Aside, Break, Choice, Node, Note, Option, Stream, Text

__all__ = ["counted", "head_words", "plain_words", "words_of"]


def plain_words(stream: Stream, *, notes: bool = False) -> str:
    """The words of a stream with its brackets, heads and labels as printed, one paragraph a line.

    Args:
        notes: print note marks in square-free form `^5`; they are left out otherwise.

    Example:
        >>> from travaux.text.model import Choice, Option, Text
        >>> plain_words((Text("Parties "), Choice("c1", "bracket", (Option((Text("shall"),), open="[", close="]"),))))
        'Parties [shall]'
    """
    return "".join(_printed(stream, notes=notes)).lstrip("\n")


def _printed(stream: Stream, *, notes: bool) -> Iterator[str]:
    for node in stream:
        match node:
            case Text() | Aside():
                yield node.text
            case Break():
                yield f"\n{node.number} " if node.number else "\n"
            case Note():
                yield f"^{node.mark}" if notes else ""
            case Choice():
                for option in node.options:
                    yield option.joint + option.open
                    yield from _printed(option.head, notes=notes)
                    yield option.label
                    yield from _printed(option.content, notes=notes)
                    yield option.close


def words_of(stream: Stream) -> str:
    """The words of a stream in one line, white space folded."""
    return " ".join(plain_words(stream).split())


def head_words(option: Option) -> str:
    """The attribution of an option without its note marks and closing colon: `US/MX propose; BN oppose`."""
    return " ".join(plain_words(_texts(option.head)).split()).rstrip(":. ")


def _texts(nodes: tuple[Node, ...]) -> Stream:
    return tuple(node for node in nodes if isinstance(node, Text))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word.

    Example:
        >>> counted(1, "word"), counted(1200, "word"), counted(2, "party", "parties")
        ('1 word', '1,200 words', '2 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
