"""The words inside one Markdown paragraph: emphasis, links, note marks and tags become styles, notes and dropped marks.

Square brackets are disputed words unless the document proves them to be link syntax: a target that looks like an
address must follow (`[text](#f1)`), or a reference that the document defines (`[text][source]`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from urllib.parse import unquote

from travaux.text.formats.markdown_emphasis import Delimiter, pairs
from travaux.text.manuscript import Dropped, Fragment
from travaux.text.model import Change

__all__ = ["ADDRESS", "Inline", "Piece", "label_key", "read_inline"]

ADDRESS = (
    r"(?:<[^<>\n]*>|(?:[a-z][a-z0-9+.-]*:|[/#?.])[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*"
    r"|[^\s()<>/#]+(?:[/#][^\s()<>]*|\.(?:html?|md|pdf|docx?|txt|xml|png|jpe?g|svg|gif)))"
)

_TOKEN = re.compile(
    r"""(?=[][\\`<{&!*_~ ])(?:(?P<escape>\\[!-/:-@\[-`{-~\s])
    |(?P<code>(?<!`)(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`))
    |(?P<comment><!--)
    |(?P<auto><(?:[A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s<>]*|[\w.+-]+@[\w.-]+)>)
    |(?P<tag></?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>)
    |(?P<attributes>\{:[^{}\n]*\})
    |(?P<note>\[\^[^\[\]\s^]+\])
    |(?P<entity>&(?:amp|nbsp|\#160|\#x[aA]0);)
    |(?P<hard>(?<![ ])[ ]{2,}\n)
    |(?P<delimiter>\*+|_+|~~)
    |(?P<bracket>!?\[|\]))""",
    re.S | re.X,
)
_TARGET = re.compile(
    r"\(\s*(?P<address>" + ADDRESS + r")?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)", re.I
)
_REFERENCE = re.compile(r"\s?\[(?P<label>[^\[\]]*)\]")
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_LONGEST_LABEL = 1000
_TAG_MARKS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strike", "strike": "strike",
    "sup": "superscript", "sub": "subscript",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a paragraph: its line number (from 1), the column (from 0) where `text` begins, and the text."""

    line: int
    column: int
    text: str


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: runs of fragments parted at hard line breaks, dropped marks, and the notes it calls."""

    runs: list[list[Fragment]] = field(default_factory=lambda: [[]])
    dropped: list[Dropped] = field(default_factory=list)
    called: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Edit:
    """Something to do at a place: drop `start:end`, begin or end a style, set a note mark, break the line."""

    start: int
    end: int
    act: str
    value: str = ""
    change: Change | None = None


def label_key(label: str) -> str:
    """The form in which link labels are compared: white space and case do not count."""
    return " ".join(label.split()).casefold()


def read_inline(pieces: list[Piece], defined: frozenset[str], linked_notes: frozenset[str] = frozenset()) -> Inline:
    """The fragments of one paragraph.

    Args:
        pieces: the lines of the paragraph in order.
        defined: keys (`label_key`) of the link references that the document defines.
        linked_notes: marks whose links (`[1](#f1)`) are note marks, because their bodies were found.

    Returns:
        Fragments with exact lines and columns, one per line and style; what is only Markdown's own marks is dropped.
    """
    source = "\n".join(piece.text for piece in pieces)
    edits = _edits(source, defined, linked_notes)
    edits.sort(key=lambda edit: (edit.start, edit.end))
    return _Writer(source, pieces).write(edits)


def _edits(source: str, defined: frozenset[str], linked_notes: frozenset[str]) -> list[_Edit]:
    edits: list[_Edit] = []
    delimiters: list[Delimiter] = []
    brackets: list[tuple[int, int]] = []
    skip = 0
    last_comment_end = source.rfind("-->")
    for token in _TOKEN.finditer(source):
        start, end = token.span()
        if start < skip:
            continue
        match token.lastgroup:
            case "delimiter":
                delimiters.append(Delimiter.at(source, start, end))
            case "bracket" if token[0] != "]":
                brackets.append((start, end))
            case "bracket":
                if brackets:
                    skip = max(skip, _link(source, brackets.pop(), start, defined, linked_notes, edits))
            case "comment" if start + 4 <= last_comment_end:
                skip = source.find("-->", start + 4) + 3
                edits.append(_Edit(start, skip, "drop", "comment"))
            case "comment":
                continue
            case kind:
                _simple(kind or "code", token, edits)
    for opener, closer, mark in pairs(delimiters):
        edits.append(_Edit(*opener, "drop", "markup"))
        edits.append(_Edit(opener[1], opener[1], "begin", mark))
        edits.append(_Edit(closer[0], closer[0], "end", mark))
        edits.append(_Edit(*closer, "drop", "markup"))
    return edits


def _simple(kind: str, token: re.Match[str], edits: list[_Edit]) -> None:
    start, end = token.span()
    match kind:
        case "escape":
            edits.append(_Edit(start, start + 1, "drop", "markup"))
            if token[0] == "\\\n":
                edits.append(_Edit(start + 1, start + 1, "break"))
        case "auto":
            edits.append(_Edit(start, start + 1, "drop", "markup"))
            edits.append(_Edit(end - 1, end, "drop", "markup"))
        case "tag":
            edits.append(_Edit(start, end, "drop", "markup"))
            edits.extend(_tag(token[0], end))
        case "attributes":
            edits.append(_Edit(start, end, "drop", "markup"))
        case "note":
            edits.append(_Edit(start, end, "note", token[0][2:-1]))
        case "entity":
            keep = 1 if token[0] == "&amp;" else 0
            edits.append(_Edit(start + keep, end, "drop", "markup"))
            if not keep:
                edits.append(_Edit(start, start, "space"))
        case "hard":
            edits.append(_Edit(end - 1, end - 1, "break"))
        case _:
            width = len(token["ticks"])
            edits.append(_Edit(start, start + width, "drop", "markup"))
            edits.append(_Edit(end - width, end, "drop", "markup"))


def _tag(tag: str, place: int) -> list[_Edit]:
    closing, name = _TAG_NAME.match(tag).groups()  # type: ignore[union-attr]
    name = name.lower()
    if name == "br":
        return [_Edit(place, place, "break")]
    if name in _TAG_MARKS:
        return [_Edit(place, place, "end" if closing else "begin", _TAG_MARKS[name])]
    if name not in ("ins", "del"):
        return []
    if closing:
        return [_Edit(place, place, "settle")]
    given = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(tag)}
    author = given.get("title") or unquote(given.get("cite", "").removeprefix("mailto:"))
    change = Change("inserted" if name == "ins" else "deleted", author, given.get("datetime", ""))
    return [_Edit(place, place, "change", change=change)]


def _link(
    source: str, opener: tuple[int, int], close: int, defined: frozenset[str], linked: frozenset[str],
    edits: list[_Edit],
) -> int:
    """Note the link that ends with the bracket at `close`, if it is one; returns where reading goes on."""
    text = source[opener[1]:close] if close - opener[1] < _LONGEST_LABEL else "…"
    target = _TARGET.match(source, close + 1)
    if target and (target["address"] or not text):
        end = target.end()
        if text in linked and (target["address"] or "").startswith("#"):
            edits.append(_Edit(opener[1], close, "note", text))
    else:
        reference = _REFERENCE.match(source, close + 1)
        if reference and label_key(reference["label"] or text) in defined:
            end = reference.end()
        elif label_key(text) in defined:
            end = close + 1
        else:
            return 0
    if source[opener[0]] == "!":
        edits.append(_Edit(opener[0], end, "drop", "image"))
        return end
    edits.append(_Edit(*opener, "drop", "markup"))
    edits.append(_Edit(close, end, "drop", "markup"))
    return end


class _Writer:
    """Carries out the edits on one paragraph."""

    def __init__(self, source: str, pieces: list[Piece]) -> None:
        self.source = source
        self.pieces = pieces
        self.starts: list[int] = []
        start = 0
        for piece in pieces:
            self.starts.append(start)
            start += len(piece.text) + 1
        self.depth: dict[str, int] = {}
        self.changes: list[Change] = []
        self.result = Inline()

    def write(self, edits: list[_Edit]) -> Inline:
        cursor = 0
        for edit in edits:
            if edit.start > cursor:
                self._words(cursor, edit.start)
                cursor = edit.start
            if edit.end > edit.start:
                if edit.start < cursor:
                    continue
                self._take(edit)
                cursor = edit.end
            else:
                self._turn(edit)
        self._words(cursor, len(self.source))
        self.result.runs = [run for run in map(_trimmed, self.result.runs) if run]
        return self.result

    def _take(self, edit: _Edit) -> None:
        piece, column = self._place(edit.start)
        text = self.source[edit.start:edit.end]
        if edit.act == "note":
            self.result.called.append(edit.value)
            self.result.runs[-1].append(Fragment(text, piece.line, column, marks=self._marks(), note=edit.value))
            return
        last = self.result.dropped[-1] if self.result.dropped else None
        if last and (last.line, last.reason) == (piece.line, edit.value):
            self.result.dropped[-1] = Dropped(last.text + text, edit.value, line=piece.line)
        else:
            self.result.dropped.append(Dropped(text, edit.value, line=piece.line))

    def _turn(self, edit: _Edit) -> None:
        match edit.act:
            case "begin":
                self.depth[edit.value] = self.depth.get(edit.value, 0) + 1
            case "end":
                self.depth[edit.value] = max(0, self.depth.get(edit.value, 0) - 1)
            case "change" if edit.change:
                self.changes.append(edit.change)
            case "settle" if self.changes:
                self.changes.pop()
            case "break":
                self.result.runs.append([])
            case "space":
                piece, column = self._place(edit.start)
                self.result.runs[-1].append(Fragment("\u00a0", piece.line, column, marks=self._marks()))

    def _words(self, start: int, end: int) -> None:
        change = self.changes[-1] if self.changes else None
        while start < end:
            stop = self.source.find("\n", start, end)
            text = self.source[start:end] if stop < 0 else self.source[start:stop].rstrip(" \t") + " "
            if text:
                piece, column = self._place(start)
                self.result.runs[-1].append(Fragment(text, piece.line, column, marks=self._marks(), change=change))
            start = end if stop < 0 else stop + 1

    def _marks(self) -> tuple[str, ...]:
        return tuple(sorted(mark for mark, count in self.depth.items() if count))

    def _place(self, offset: int) -> tuple[Piece, int]:
        index = bisect_right(self.starts, offset) - 1
        piece = self.pieces[index]
        return piece, piece.column + offset - self.starts[index]


def _trimmed(run: list[Fragment]) -> list[Fragment]:
    """The run without white space at its ends; columns follow."""
    while run and not run[0].text.strip(" \t"):
        run = run[1:]
    while run and not run[-1].text.strip(" \t"):
        run = run[:-1]
    if run:
        first = run[0]
        bare = first.text.lstrip(" \t")
        first.column += len(first.text) - len(bare)
        first.text = bare
        run[-1].text = run[-1].text.rstrip(" \t")
    return run
