"""Ranges of printed words as runs of WordprocessingML, within tracked changes that name their authors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from travaux.text.comparing.model import Comparison, Span
from travaux.text.comparing.printed import ASIDE, MARK, REFERENCE
from travaux.text.formats.docx_milestones import shown_change, shown_marks
from travaux.text.formats.docx_runs import runs
from travaux.text.model import Change, Text
from travaux.text.redline.languages import RTL_LETTER
from travaux.text.redline.pieces import Pieces, Struck

__all__ = ["Words"]

_LOOKS: dict[int, tuple[str, ...]] = {MARK: ("bold",), REFERENCE: ("superscript",), ASIDE: ("italic",)}
_COMING = ("inserted", "moved_to")


class Words:
    """Writes the words of a comparison.

    Args:
        comparison: what is written.
        author: who made the changes that no tracked change of the new text names.
        new_id: gives each tracked change its number.
    """

    def __init__(self, comparison: Comparison, author: str, new_id: Callable[[], int]) -> None:
        self.old, self.new = comparison.old_text, comparison.new_text
        self._pieces = {"deleted": Pieces(self.old), "inserted": Pieces(self.new)}
        self._struck = Struck(self.new)
        self._new_id = new_id
        self.deletion, self.insertion = Change("deleted", author), Change("inserted", author)
        self._ends = (
            frozenset(unit.end - 1 for unit in self.old.units), frozenset(unit.end - 1 for unit in self.new.units)
        )

    def tracked(self, change: Change | None) -> Change:
        """The insertion as Word has it: that of the tracked change in the new text, or one of our own."""
        if change is None or change.act not in _COMING:
            return self.insertion
        return shown_change(change) or self.insertion

    def span(self, span: Span, units: tuple[int, ...], rtl: bool) -> str:
        """The words of a span; `units` of the new text say where to look for who struck them out."""
        if span.act == "inserted":
            return self._inserted(*span.new, rtl)
        if span.act == "deleted":
            return self._deleted(*span.old, units, rtl)
        if self.old.tokens[span.old[0]:span.old[1]] == self.new.tokens[span.new[0]:span.new[1]]:
            return self._plain(*span.new, rtl)
        return "".join(self._nearly_same(span, rtl))

    def one(self, words: str, change: Change | None, rtl: bool, marks: tuple[str, ...] = ()) -> str:
        """Words in one run."""
        if not words:
            return ""
        xml = runs(words, marks, change, self._new_id)
        if not rtl or (any(map(str.isalpha, words)) and not RTL_LETTER.search(words)):
            return xml
        if "<w:rPr>" in xml:
            # Scripts that run from right to left have their own switches for bold and italic.
            xml = xml.replace("<w:b/>", "<w:b/><w:bCs/>").replace("<w:i/>", "<w:i/><w:iCs/>")
            return xml.replace("</w:rPr>", "<w:rtl/></w:rPr>")
        return xml.replace("<w:r>", "<w:r><w:rPr><w:rtl/></w:rPr>")

    def _plain(self, start: int, end: int, rtl: bool) -> str:
        cut = self._pieces["inserted"].cut(start, end)
        return "".join(
            self.one("".join(self.new.tokens[a:b]), None, rtl, _marks(kind, node)) for kind, a, b, node in cut
        )

    def _inserted(self, start: int, end: int, rtl: bool) -> str:
        written = []
        for kind, a, b, node in self._pieces["inserted"].cut(start, end):
            change = self.tracked(node.change if node else None)
            written.append(self.one("".join(self.new.tokens[a:b]), change, rtl, _marks(kind, node)))
        return "".join(written)

    def _deleted(self, start: int, end: int, units: tuple[int, ...], rtl: bool) -> str:
        found = self._struck.of("".join(self.old.tokens[start:end]), units)
        change = shown_change(found) or self.deletion
        return "".join(
            self.one("".join(self.old.tokens[a:b]), change, rtl, _marks(kind, node))
            for kind, a, b, node in self._pieces["deleted"].cut(start, end)
        )

    def _nearly_same(self, span: Span, rtl: bool) -> Iterator[str]:
        """Equal words with other spaces between them: a space that comes or goes inside a paragraph is tracked."""
        begun = span.new[0]
        for here, there in zip(range(*span.old), range(*span.new), strict=True):
            before, after = self.old.tokens[here], self.new.tokens[there]
            if before == after:
                continue
            word = after.rstrip()
            if (before == word) != (after == word) and not (here in self._ends[0] and there in self._ends[1]):
                yield self._plain(begun, there, rtl) + self.one(word, None, rtl)
                yield self.one(before[len(word):], self.deletion, rtl)
                yield self.one(after[len(word):], self.insertion, rtl)
                begun = there + 1
        yield self._plain(begun, span.new[1], rtl)


def _marks(kind: int, node: Text | None) -> tuple[str, ...]:
    return shown_marks(node.marks) if node else _LOOKS.get(kind, ())
