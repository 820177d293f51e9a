"""The page that `travaux read` prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from math import log10
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import comma_list, counted, printable, shortened
from travaux.text.lexicon.names import party_name
from travaux.text.report import summary

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from travaux.text.instrument import Instrument
    from travaux.text.manuscript import Diagnostic

__all__ = ["clean_texts", "overview", "place", "provision_name"]

SHORT_OUTLINE = 40  # provisions; a longer outline shows articles and what stands above them
SHORT_LIST = 12
ABOVE_ARTICLES = {"title", "part", "chapter", "section", "annex", "preamble", "article", "heading"}


def overview(console: Console, instrument: Instrument, *, full: bool = False) -> None:
    """Print title, counts, outline, parties, convention, repairs and what was dropped."""
    facts = summary(instrument)
    _head(console, instrument, facts)
    _outline(console, instrument, full)
    _parties(console, facts["parties"])
    _convention(console, instrument)
    _repairs(console, instrument.diagnostics, full)
    _dropped(console, instrument, full)
    _section(console, "How this is counted")
    _indented(
        console,
        "A choice is a bracket, a set of alternatives, a set of options or a gap; a choice inside another counts too. "
        "Clean texts are all the ways to settle every choice. Characters are counted without white space. "
        "A party that is not named has no recorded position.",
    )


def clean_texts(number: int) -> str:
    """How many clean texts remain, in words."""
    return counted(number, "clean text") if number < 10**6 else f"about 10^{log10(number):.0f} clean texts"


def place(where: dict[str, int | str]) -> str:
    """Where a diagnostic points, in words: `page 3, line 12, art4.p2`."""
    parts = [f"{key} {where[key]}" for key in ("page", "line") if where.get(key) is not None]
    if where.get("provision"):
        parts.append(str(where["provision"]))
    return ", ".join(parts)


def provision_name(role: str, number: str, heading: str, width: int = 60) -> str:
    """Number and heading of a provision, or its role where it has neither."""
    return shortened(f"{number}  {heading}" if number and heading else number or heading or role, width)


def _head(console: Console, instrument: Instrument, facts: dict[str, Any]) -> None:
    source, marks, choices, kept = facts["source"], facts["marks"], facts["choices"], facts["conservation"]
    console.print(Text(printable(instrument.title or source["file"]), style="bold"))
    pages = f"{source['pages']} pages" if source["pages"] else ""
    language = f"language {source['language']}" if source["language"] else ""
    console.print(printable(", ".join(filter(None, [source["file"], source["format"], pages, language]))), style="dim")
    kinds = [
        counted(choices[kind], one, kind)
        for kind, one in (
            ("brackets", "bracket"),
            ("alternatives", "set of alternatives"),
            ("options", "set of options"),
            ("placeholders", "placeholder"),
        )
        if choices[kind]
    ]
    _section(console, "In brief")
    _indented(console, counted(choices["total"], "open choice") + (f": {', '.join(kinds)}" if kinds else ""))
    _indented(
        console,
        f"{choices['attributed']:,} say who backs or opposes; {choices['for_review']:,} to be looked at by a person",
    )
    _indented(console, clean_texts(instrument.clean_texts))
    _indented(
        console,
        f"{marks['open']:,} opening and {marks['close']:,} closing brackets: "
        f"{marks['paired']:,} pairs, {marks['unclosed']:,} unclosed, "
        f"{marks['stray']:,} stray, {marks['not_negotiation']:,} no part of the negotiation; {marks['max_depth']} deep",
    )
    _indented(
        console,
        f"{kept['source_characters']:,} characters: "
        f"{kept['in_tree']:,} in the text, {kept['dropped']:,} dropped, {kept['lost']:,} lost",
    )


def _outline(console: Console, instrument: Instrument, full: bool) -> None:
    provisions = instrument.outline()
    short = not full and len(provisions) > SHORT_OUTLINE
    shown = [provision for provision in provisions if not short or provision.role in ABOVE_ARTICLES]
    if not shown:
        return
    _section(console, "Outline, with open choices")
    table = _table("", "", numbers=(1,))
    depths: dict[str, int] = {}
    for provision in shown:
        depths[provision.id] = depths[provision.parent] + 1 if provision.parent in depths else 0
        name = "  " * depths[provision.id] + provision_name(provision.role, provision.number, provision.heading)
        table.add_row(Text(name), f"{provision.choices:,}" if provision.choices else "-")
    console.print(Padding(table, (0, 0, 0, 2)))
    if len(shown) < len(provisions):
        _indented(console, f"… and {len(provisions) - len(shown):,} provisions below them: --full", style="dim")


def _parties(console: Console, parties: dict[str, dict[str, int]]) -> None:
    _section(console, "Parties")
    if not parties:
        _indented(console, "none named; the brackets are not attributed")
        return
    table = _table("party", "", "backs", "opposes", "notes", numbers=(2, 3, 4))
    for code, counts in sorted(parties.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        numbers = (f"{counts[key]:,}" if counts[key] else "-" for key in ("backs", "opposes", "notes"))
        name = party_name(code)
        table.add_row(Text(printable(code)), shortened(name, 24) if name != code else "", *numbers)
    console.print(Padding(table, (0, 0, 0, 2)))


def _convention(console: Console, instrument: Instrument) -> None:
    _section(console, "What the marks mean here (overrule with --convention FILE)")
    convention = instrument.convention
    pairs: list[str] = []
    for field in fields(convention):
        value = getattr(convention, field.name)
        if field.name == "reasons" or not value:
            continue
        words = comma_list(f"{key} = {meaning}" for key, meaning in value.items()) if isinstance(value, dict) else value
        pairs.append(f"{field.name}: {words}")
    _indented(console, "; ".join(pairs))
    for reason in convention.reasons:
        _indented(console, f"- {reason}", style="dim")


def _repairs(console: Console, diagnostics: tuple[Diagnostic, ...], full: bool) -> None:
    _section(console, "Repaired or assumed")
    if not diagnostics:
        _indented(console, "nothing")
        return
    rank = {"error": 0, "warning": 1, "info": 2}
    ordered = sorted(diagnostics, key=lambda item: rank[item.severity])
    shown = ordered if full else ordered[:SHORT_LIST]
    styles = {"error": "bold red", "warning": "yellow", "info": ""}
    for item in shown:
        line = Text(f"{item.code} ", style=styles[item.severity])
        line.append(f"{place(item.where)}: " if place(item.where) else "", style="bold")
        line.append(printable(item.message).rstrip(".") + ".", style="default")
        if item.remedy:
            line.append(f" Remedy: {printable(item.remedy).rstrip('.')}.", style="dim")
        _indented(console, line)
    _and_more(console, len(ordered) - len(shown))


def _dropped(console: Console, instrument: Instrument, full: bool) -> None:
    _section(console, "Dropped, by reason")
    if not instrument.dropped:
        _indented(console, "nothing")
        return
    pieces = Counter(item.reason for item in instrument.dropped)
    characters: Counter[str] = Counter()
    for item in instrument.dropped:
        characters[item.reason] += len("".join(item.text.split()))
    table = _table("reason", "pieces", "characters", numbers=(1, 2))
    for reason, number in pieces.most_common():
        table.add_row(Text(printable(reason)), f"{number:,}", f"{characters[reason]:,}")
    console.print(Padding(table, (0, 0, 0, 2)))
    if full:
        for item in instrument.dropped:
            where = place(
                {key: value for key, value in (("page", item.page), ("line", item.line)) if value is not None}
            )
            _indented(console, f"{where or item.reason}: {shortened(item.text, 70)}", style="dim")


def _and_more(console: Console, number: int) -> None:
    if number > 0:
        _indented(console, f"… and {number:,} more: --full", style="dim")


def _section(console: Console, words: str) -> None:
    console.print()
    console.print(words, style="bold")


def _indented(console: Console, words: RenderableType, style: str = "") -> None:
    console.print(
        Padding(Text(printable(words)) if isinstance(words, str) else words, (0, 0, 0, 2)), style=style or None
    )


def _table(*headings: str, numbers: tuple[int, ...] = ()) -> Table:
    table = Table(box=None, show_header=any(headings), pad_edge=False, header_style="dim")
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index in numbers else "left", overflow="fold")
    return table
