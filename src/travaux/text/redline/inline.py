"""Ranges of printed words as HTML: unchanged, inserted, deleted, each with what a screen reader needs to hear."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from travaux.text.comparing.model import Comparison
from travaux.text.comparing.printed import ASIDE, MARK, REFERENCE, WORD, Printed
from travaux.text.formats.html_page import attribute, escaped
from travaux.text.formats.html_words import change_words, styled
from travaux.text.model import Change, Text
from travaux.text.redline.closings import Closings
from travaux.text.redline.languages import right_to_left
from travaux.text.redline.pieces import Pieces, Struck
from travaux.text.redline.said import closed_words

__all__ = ["Inline", "Rejected"]

Rejected = tuple[str, int, str]
"""Id of a choice that closed, position of an option that was not taken, and its words as HTML."""

_SPACED = re.compile(r"(\s*)(.*?)(\s*)$", re.DOTALL)
_HEAD = re.compile(r"(\W*)(.*?)(\W*)$", re.DOTALL)
_COMING = ("inserted", "moved_to")


class Inline:
    """Writes the words of a comparison.

    `gloss` are the attributes of English words of the page itself, `other` those of words in the language of the old
    text where it is another one.

    Args:
        comparison: what is written.
        anchors: the anchors there are on the page, if not every note stands on it.
        classes: whether colours are given as classes, for pages that allow no style in an attribute.
    """

    def __init__(
        self, comparison: Comparison, *, anchors: Collection[str] | None = None, classes: bool = False
    ) -> None:
        self._anchors, self._classes = anchors, classes
        self._old, self._new = comparison.old_text, comparison.new_text
        self._old_pieces, self._new_pieces = Pieces(self._old), Pieces(self._new)
        self._struck = Struck(self._new)
        self._closings = Closings(comparison)
        self._escaped = (_escaper(self._old), _escaper(self._new))
        before, after = comparison.old.source.language, comparison.new.source.language
        self.rtl = right_to_left(self._new, after)
        english = after in (None, "en") and not self.rtl
        self.gloss = "" if english else ' lang="en" dir="ltr"'
        self.other = f" lang={attribute(before)}" if before and before != after else ""
        self._notes = {
            side: {text.units[n].number.strip("[] "): f"{letter}{n}" for n in range(len(text.units) - 1, -1, -1)
                   if text.units[n].note}
            for side, text, letter in ((0, self._old, "o"), (1, self._new, "n"))
        }
        self._around = {
            tag: (self.hidden(f"({done}: "), self.hidden(f" :end of {what})"))
            for tag, done, what in (("ins", "inserted", "insertion"), ("del", "deleted", "deletion"))
        }
        self.rejected: list[Rejected] = []
        self._shut: set[str] = set()

    def hidden(self, words: str) -> str:
        """Words for screen readers, and for those who read without the style sheet."""
        return f"<span class=h{self.gloss}>{words}</span>"

    def begin_row(self) -> None:
        """A provision begins: nothing is rejected in it yet."""
        self.rejected = []
        self._shut = set()

    def same(self, start: int, end: int) -> str:
        """Unchanged words, as the new text prints them."""
        if self._new_pieces.plain(start, end):
            return self._escaped[1]("".join(self._new.tokens[start:end]))
        return "".join(self._piece(1, piece) for piece in self._new_pieces.cut(start, end))

    def inserted(self, start: int, end: int) -> str:
        """Inserted words of the new text; a tracked change in it names its author."""
        if self._new_pieces.plain(start, end):
            return self.ins(self._escaped[1]("".join(self._new.tokens[start:end])))
        groups: list[tuple[Change | None, list[str]]] = []
        for piece in self._new_pieces.cut(start, end):
            change = piece[3].change if piece[3] else None
            change = change if change and change.act in _COMING else None
            if not groups or (piece[0] == WORD and groups[-1][0] != change):
                groups.append((change, []))
            groups[-1][1].append(self._piece(1, piece, by=False))
        return "".join(self.ins("".join(words), change) for change, words in groups)

    def deleted(self, start: int, end: int, units: tuple[int, ...]) -> str:
        """Deleted words of the old text; those of an option that was not taken are kept in `rejected` instead."""
        if not self._closings.changes and not self._struck.any and self._old_pieces.plain(start, end):
            return self.delete(self._escaped[0]("".join(self._old.tokens[start:end])))
        written = []
        for rule, first, last, (name, position) in self._closings.parts(start, end):
            words = "".join(self._piece(0, piece, by=False) for piece in self._old_pieces.cut(first, last))
            if rule != "plain" and name not in self._shut:
                self._shut.add(name)
                said = escaped(closed_words(self._closings.changes[name].option))
                written.append(f"<span class=shut{self.gloss}>{said}</span> ")
            if rule == "rejected":
                self.rejected.append((name, position, words))
            else:
                change = self._struck.of("".join(self._old.tokens[first:last]), units) if rule == "plain" else None
                written.append(self.delete(words, change))
        return "".join(written)

    def ins(self, words: str, change: Change | None = None) -> str:
        """HTML as inserted."""
        return self._wrapped("ins", words, _signed(change))

    def delete(self, words: str, change: Change | None = None) -> str:
        """HTML as deleted."""
        return self._wrapped("del", words, _signed(change) + self.other)

    def _wrapped(self, tag: str, words: str, attributes: str) -> str:
        """An element round words; the space after them stays outside, where it is not underlined."""
        inner = words.strip()
        if not inner:
            return words
        lead = words.find(inner)
        before, after = self._around[tag]
        return f"{words[:lead]}<{tag}{attributes}>{before}{inner}{after}</{tag}>{words[lead + len(inner):]}"

    def _piece(self, side: int, piece: tuple[int, int, int, Text | None], *, by: bool = True) -> str:
        kind, start, end, node = piece
        text: Printed = self._new if side else self._old
        words = "".join(text.tokens[start:end])
        if kind == WORD:
            if node is None:
                return self._escaped[side](words)
            written = styled(replace(node, text=words), classes=self._classes)
            tracked = by and node.change is not None
            return f"<span class=by{_signed(node.change)}>{written}</span>" if tracked else written
        if kind == MARK:
            return _mark(words)
        if kind == REFERENCE:
            return self._reference(side, words)
        return f"<i class=aside>{escaped(words)}</i>" if kind == ASIDE else escaped(words)

    def _reference(self, side: int, words: str) -> str:
        shown = words.strip()
        anchor = self._notes[side].get(shown.strip("[] "))
        if anchor is None or (self._anchors is not None and anchor not in self._anchors):
            return f"<sup>{escaped(shown)}</sup> "
        return f'<sup><a href="#{anchor}">{escaped(shown)}</a></sup> '


def _escaper(text: Printed) -> Callable[[str], str]:
    """How words of a text are escaped: not at all where none of them needs it, which is most texts."""
    words = "".join(text.tokens)
    return escaped if any(sign in words for sign in "&<>\r") else str


def _signed(change: Change | None) -> str:
    """Attributes that say who made a tracked change, and when."""
    if change is None:
        return ""
    author = f" data-author={attribute(change.author)}" if change.author else ""
    date = f" data-date={attribute(change.date)}" if change.date else ""
    return f" title={attribute(change_words(change))}{author}{date}"


def _mark(words: str) -> str:
    """What is printed of a choice; names in it do not settle the direction of the paragraph."""
    before, inside, after = _SPACED.match(words).groups()  # type: ignore[union-attr]
    opening, name, closing = _HEAD.match(inside).groups()  # type: ignore[union-attr]
    shown = f"{escaped(opening)}<bdi>{escaped(name)}</bdi>{escaped(closing)}" if name else escaped(inside)
    return f"{before}<b class=k>{shown}</b>{after}" if shown else words
