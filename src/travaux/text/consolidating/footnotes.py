"""Numbers of footnotes after proposals put some in and took some out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from travaux.text.model import Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import leaves

__all__ = ["renumbered"]


def renumbered(stream: Stream, base: Stream) -> Stream:
    """The stream with its notes numbered in reading order, if those of the base were.

    Numbers that mean something else (they begin again on every page, or are signs) stay as they are.

    Example:
        >>> note = Note("1", (Text("As agreed."),))
        >>> [node.mark for node in renumbered((note, note), (note,))]
        ['1', '2']
    """
    before, after = _marks(base), _marks(stream)
    for form, marks in after.items():
        if _running(before.get(form, [])) and not _running(marks):
            stream = tuple(_Count(form).visit(stream))
    return stream


def _marks(stream: Stream) -> dict[str, list[str]]:
    """The marks of notes with a body and a number, by the form of the notes."""
    found: dict[str, list[str]] = {}
    for node in leaves(stream):
        if isinstance(node, Note) and node.form != "comment" and _numbered(node):
            found.setdefault(node.form, []).append(node.mark)
    return found


def _running(marks: list[str]) -> bool:
    return marks == [str(n) for n in range(1, len(marks) + 1)]


def _numbered(note: Note) -> bool:
    return bool(note.content) and note.mark.isascii() and note.mark.isdigit()


@dataclass(slots=True)
class _Count:
    form: str
    last: int = 0
    known: dict[str, str] = field(default_factory=dict)

    def visit(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, Note) and node.form == self.form:
                yield self._note(node)
            elif isinstance(node, Choice):
                yield replace(node, options=tuple(map(self._option, node.options)))
            else:
                yield node

    def _note(self, note: Note) -> Note:
        if _numbered(note):
            self.last += 1
            self.known[note.mark] = str(self.last)
            return replace(note, mark=str(self.last))
        # The mark alone, once more, of a note whose body stood before.
        return note if note.content else replace(note, mark=self.known.get(note.mark, note.mark))

    def _option(self, option: Option) -> Option:
        if all(isinstance(node, Text) for node in (*option.head, *option.content)):
            return option
        head = tuple(node for node in self.visit(option.head) if isinstance(node, Text | Note))
        return replace(option, head=head, content=tuple(self.visit(option.content)))
