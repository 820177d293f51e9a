"""The page around a text: its head, its outline, its notes, its style sheet."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from travaux.text.instrument import Instrument

__all__ = ["Fragment", "Heading", "attribute", "direction", "escaped", "page"]

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ps", "dv", "yi", "ku", "sd", "ug"})
Entry = tuple[str, str, int, int]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: its anchor in the text, its words, its level from 2, and the choices that open below it.

    `line` is the place of its line among those of the fragment; `within` says that it stands in a choice that opened
    before.
    """

    anchor: str
    words: str
    level: int
    choices: int
    line: int
    within: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text as parts of a page: its lines and notes in HTML, its headings, its counts.

    Every line is an element of its own, so that any run of lines stands by itself. `places` gives, for each choice by
    its id, the heading below which it opens, as a place in `headings` (-1 before the first). `language` is that of the
    words if it is known.
    """

    lines: tuple[str, ...]
    notes: tuple[str, ...]
    headings: tuple[Heading, ...]
    counts: Mapping[str, int]
    places: Mapping[str, int]
    language: str | None
    direction: Direction

    def below(self, place: int) -> tuple[str, ...]:
        """The lines of one heading and of what stands below it, as far as the next heading of any level."""
        start = self.headings[place].line if place >= 0 else 0
        end = self.headings[place + 1].line if place + 1 < len(self.headings) else len(self.lines)
        return self.lines[start:end]


def direction(language: str | None) -> Direction:
    """From which side words of a language (ISO 639-1) run.

    Example:
        >>> direction("ar"), direction(None)
        ('rtl', 'ltr')
    """
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def escaped(text: str) -> str:
    """Words as HTML that a parser gives back unchanged."""
    return html.escape(text, quote=False).replace("\r", "&#13;")


def attribute(value: str) -> str:
    """A quoted attribute value; single quotes keep JSON readable."""
    return "'" + escaped(value).replace("'", "&#39;") + "'"


def page(instrument: Instrument, lines: list[str], notes: list[str], entries: list[Entry],
    counts: dict[str, int]) -> str:
    """The whole page.

    Args:
        instrument: gives title and language.
        lines: the paragraphs of the text.
        notes: the notes, each an `li`.
        entries: anchor, words, heading level and number of choices of each line of the outline.
        counts: how many `choices`, `review` marks and `notes` there are.
    """
    language = instrument.source.language
    title = instrument.title or instrument.source.file or "Negotiating text"
    carried = f" data-language={attribute(language)}" if language is not None else ""
    english = "" if language in (None, "en") else ' lang="en" dir="ltr"'
    headed = f'<section class=notes aria-label="Notes"><h2 data-gloss{english}>Notes</h2>'
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang={attribute(language or "en")} dir="{direction(language)}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(title)}</title>",
        f"<style>{_style_sheet()}</style></head>",
        "<body>",
        f"<header><h1>{escaped(title)}</h1><p class=counts{english}>{_counted(counts)}</p>{_key(english)}</header>",
        _outline(entries, english),
        f"<main><article data-travaux='text/1' data-title={attribute(instrument.title)}{carried}>",
        *lines,
        f'{headed}<ol>{"".join(notes)}</ol></section>' if notes else "",
        "</article></main>",
        "</body></html>",
        "",
    ])


def _counted(counts: dict[str, int]) -> str:
    """What the page holds, in one line.

    Example:
        >>> _counted({"choices": 1, "review": 0, "notes": 2})
        '1 choice · 2 notes'
    """
    names = {"choices": ("choice", "choices"), "review": ("for review", "for review"), "notes": ("note", "notes")}
    said = [f"{count} {names[name][count != 1]}" for name, count in counts.items() if count]
    return " · ".join(said) or "no choices"


def _key(english: str) -> str:
    depths = "".join(
        f'<span class="in d{depth}"><b class=k>[{f"<small>{depth}</small>" if depth > 1 else ""}</b>{word}'
        f'<b class=k>]{f"<small>{depth}</small>" if depth > 1 else ""}</b></span> '
        for depth, word in enumerate(("disputed", "inside it", "third", "fourth"), 1)
    )
    return (
        f"<details class=key{english}><summary>How to read this page</summary><p>{depths}</p><p>Brackets hold words "
        "that are not agreed; tint and figure give the depth. <span class=who>US, MX propose</span> stands beside "
        "its bracket. <ins>Inserted</ins> and <del>deleted</del> words name their author when pointed at.</p></details>"
    )


def _outline(entries: list[Entry], english: str) -> str:
    if not entries:
        return ""
    items = []
    for anchor, words, level, choices in entries:
        short = words if len(words) <= 110 else words[:110].rsplit(" ", 1)[0] + " …"
        count = f"<span class=n{english}> {choices} <span class=sr>choices</span></span>" if choices else ""
        items.append(f'<li class="l{level}"><a href="#{anchor}">{escaped(short)}</a>{count}</li>')
    listed = f"<summary{english}>Outline</summary><ul>{''.join(items)}</ul>"
    return f'<nav aria-label="Outline"><details open>{listed}</details></nav>'


def _style_sheet() -> str:
    return resources.files("travaux.text.formats").joinpath("html_page.css").read_text("utf-8").strip()
