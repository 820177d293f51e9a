"""Runs of words as one line of Markdown: emphasis that will be read as such, words that will not be misread."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from travaux.text.model import Change

__all__ = ["Run", "written"]

_RISKY = re.compile(
    r"[\\`*_~]|<(?=[A-Za-z/!?])|&(?=\#?\w+;)|\{(?=[:\#])|\[(?=\^)|(?<=\])\(|(?<=\x00)[(:\[]", re.ASCII
)
_BEGINNING = re.compile(
    r"\#(?=\#*(?:\s|$))|>|[-+](?=\s|$)|-(?=[-\s]+$)|=(?==*$)|\[(?=[^\[\]]+\]:)|\d{1,9}(?P<dot>[.)])(?=\s|$)"
)
_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "underline": "u", "superscript": "sup", "subscript": "sub"}
_SIGNS = {"bold": "**", "italic": "*", "strike": "~~"}
_NOTE = "\x00"


@dataclass(slots=True)
class Run:
    """Words in one style; `raw` words are written as they are, a `number` begins its line."""

    text: str
    marks: tuple[str, ...] = ()
    change: Change | None = None
    raw: bool = False
    number: bool = False


def written(runs: list[Run], heading: bool = False) -> str:
    """One line of Markdown that shows the runs and nothing else.

    Example:
        >>> written([Run("2."), Run(" Act "), Run("[now", ("italic",)), Run("] * soon")])
        '2\\\\. Act *[now*] \\\\* soon'
    """
    pieces = _merged(runs)
    words = "".join(_NOTE if run.raw else run.text for run in pieces)
    risky = _risky(words, heading)
    line, start = "", 0
    for index, run in enumerate(pieces):
        if run.raw:
            line, start = line + run.text, start + 1
            continue
        end = start + len(run.text)
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        line += _dressed(run, _escaped(words, start, end, risky), line, after)
        start = end
    return line.strip(" \t")


def _merged(runs: list[Run]) -> list[Run]:
    """The runs without line ends and margins, neighbours of one style made one."""
    pieces: list[Run] = []
    for run in runs:
        marks = tuple(mark for mark in run.marks if mark in _TAGS)
        text = run.text.replace("\n", " ")
        if not pieces:
            text = text.lstrip(" \t")
        last = pieces[-1] if pieces else None
        if last and not last.raw and not run.raw and (last.marks, last.change) == (marks, run.change):
            last.text += text
        elif text:
            pieces.append(Run(text, marks, run.change, run.raw))
    return pieces


def _risky(words: str, heading: bool) -> set[int]:
    places = {found.start() for found in _RISKY.finditer(words)}
    begins = None if heading else _BEGINNING.match(words)
    if begins:
        places.add(begins.start("dot") if begins["dot"] else begins.start())
    if heading and words.rstrip().endswith("#"):
        places.add(len(words.rstrip()) - 1)
    return places


def _escaped(words: str, start: int, end: int, risky: set[int]) -> str:
    return "".join(
        "\\" + words[place] if place in risky else words[place] for place in range(start, end)
    ) if any(start <= place < end for place in risky) else words[start:end]


def _dressed(run: Run, words: str, before: str, after: Run | None) -> str:
    """The words with their emphasis; white space stays outside of it, as Markdown wants."""
    inner = words.strip()
    if not inner or not (run.marks or run.change):
        return words
    lead, tail = words[:len(words) - len(words.lstrip())], words[len(words.rstrip()):]
    edge = "" if tail or after is None else after.text[0]
    crowded = not tail and after is not None and bool(set(after.marks) & _SIGNS.keys())
    signs = not crowded and _can_open((before + lead)[-1:], inner) and _can_close(inner, edge)
    opening = closing = ""
    for mark in run.marks:
        if signs and mark in _SIGNS:
            opening, closing = opening + _SIGNS[mark], _SIGNS[mark] + closing
        else:
            opening, closing = f"{opening}<{_TAGS[mark]}>", f"</{_TAGS[mark]}>{closing}"
    dressed = opening + inner + closing
    if run.change:
        tag = "ins" if run.change.act in ("inserted", "moved_to") else "del"
        given = (("title", run.change.author), ("datetime", run.change.date))
        about = "".join(f' {name}="{html.escape(value)}"' for name, value in given if value)
        dressed = f"<{tag}{about}>{dressed}</{tag}>"
    return lead + dressed + tail


def _can_open(before: str, inner: str) -> bool:
    """Whether a sign between `before` and `inner` opens emphasis (left-flanking, and no other sign beside it)."""
    if before in ("*", "~", "\\"):
        return False
    return inner[0].isalnum() or not before or not before.isalnum()


def _can_close(inner: str, after: str) -> bool:
    return after not in ("*", "~") and (inner[-1].isalnum() or not after or not after.isalnum())
