"""Where words of an HTML page stand in its file: line and column of the raw characters.

lxml knows the line of an element only. So the raw page is cut into tags and words a second time, and the words are
counted: the n-th printed character of the tree is the n-th printed character of the raw words. Where both walks do not
agree (markup so broken that the parser moved words about) the words are searched from the last place on, which finds
the right line nearly always and may miss the column.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

__all__ = ["Places"]

_TAG = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*>|</(?![a-zA-Z])[^>]*>"
    r"|</?([a-zA-Z][^\s/>]*)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.S,
)
_REACH = 20_000
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_PART = re.compile(r"(&#?\w+;?|\s{2,}|[\n\t])")
_UNENDED = re.compile(r"<(?:/?[a-zA-Z]|[!?])")
_PRINTED = re.compile(r"\S+")


class Places:
    """Finds the place of the n-th printed (not white) character of the page.

    Args:
        raw: the characters of the page, lines ending in newlines.
        source: all words of the tree in document order, to check the count against.
    """

    def __init__(self, raw: str, source: str) -> None:
        self.raw = raw
        self.cursor = 0
        self.line_ends = [match.start() for match in re.finditer("\n", raw)]
        self.counts: list[int] = []
        self.offsets: list[int] = []
        spans = _spans(raw)
        if "".join(_printed(words) for _, words in spans) == "".join(source.split()):
            self._index(spans)

    def cut(self, text: str, count: int) -> list[tuple[str, int, int]]:
        """The words of one text node in pieces that are contiguous in the file.

        Args:
            text: the text of the node.
            count: how many printed characters precede it in the document.

        Returns:
            Pieces (white space as in the node) with their line (from 1) and column (from 0).
        """
        if not self.counts:
            return [(text, *self._searched(text))]
        first = bisect_right(self.counts, count)
        last = bisect_left(self.counts, count + len("".join(text.split())))
        if first >= last:
            return [(text, *self._line_column(self._offset(count)))]
        words = list(_PRINTED.finditer(text))
        ends = list(accumulate(len(word[0]) for word in words))
        pieces: list[tuple[str, int, int]] = []
        start, offset = 0, self._offset(count)
        begin = words[0].start()
        for index in range(first, last):
            printed = self.counts[index] - count
            word = bisect_right(ends, printed)
            stop = words[word].start() + printed - (ends[word - 1] if word else 0)
            if self.offsets[index] - offset == stop - begin and "\n" not in text[begin:stop]:
                continue
            pieces.append((text[start:stop], *self._line_column(offset)))
            start = begin = stop
            offset = self.offsets[index]
        pieces.append((text[start:], *self._line_column(offset)))
        return pieces

    def _index(self, spans: list[tuple[int, str]]) -> None:
        count = 0
        for start, words in spans:
            for part in _PART.split(words):
                printed = len(_printed(part))
                if printed:
                    self.counts.append(count)
                    self.offsets.append(start + len(part) - len(part.lstrip()))
                    count += printed
                start += len(part)

    def _offset(self, count: int) -> int:
        index = max(0, bisect_right(self.counts, count) - 1)
        run = self.raw[self.offsets[index]:self.offsets[index] + 4 * (count - self.counts[index]) + 400]
        left = count - self.counts[index]
        for word in _PRINTED.finditer(run):
            if left < len(word[0]):
                return self.offsets[index] + word.start() + left
            left -= len(word[0])
        return self.offsets[index]

    def _line_column(self, offset: int) -> tuple[int, int]:
        line = bisect_left(self.line_ends, offset)
        return line + 1, offset - (self.line_ends[line - 1] + 1 if line else 0)

    def _searched(self, text: str) -> tuple[int, int]:
        words = text.split()
        if words:
            found = self.raw.find(words[0], self.cursor, self.cursor + _REACH)
            if found >= 0:
                self.cursor = found
                place = self._line_column(found)
                self.cursor += len(words[0])
                return place
        return self._line_column(min(self.cursor, len(self.raw)))


def _spans(raw: str) -> list[tuple[int, str]]:
    """The words between tags, with their offsets; words of scripts and style sheets too, for they count."""
    spans: list[tuple[int, str]] = []
    position = search = 0
    while True:
        opening = raw.find("<", search)
        tag = _TAG.match(raw, opening) if opening >= 0 else None
        if opening >= 0 and tag is None and not _UNENDED.match(raw, opening):
            search = opening + 1
            continue
        if opening < 0 or opening > position:
            spans.append((position, raw[position:opening] if opening >= 0 else raw[position:]))
        if tag is None:
            return spans
        position = search = tag.end()
        name = (tag[1] or "").lower()
        if name in _RAW and raw[opening + 1] != "/":
            close = re.compile(f"</{re.escape(name)}", re.I).search(raw, position)
            search = close.start() if close else len(raw)
            spans.append((position, raw[position:search]))
            position = search


def _printed(words: str) -> str:
    return "".join((html.unescape(words) if "&" in words else words).split())
