"""`travaux who`: who stands where on each issue, and how one knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.case_arguments import CaseName, GroupId, IssueId, KnownOn, OnDay, PartyId, ReaderName
from travaux.cli.output import emit_json, page, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.case import Case

__all__ = ["who"]


def who(
    case: CaseName,
    issue: IssueId = None,
    party: PartyId = None,
    group: GroupId = None,
    on: OnDay = None,
    known: KnownOn = None,
    reader: ReaderName = "public",
    together: Annotated[
        bool, typer.Option("--together", help="Who is most often alone, and who most often together.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Print reasons, words and sources in full.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with every field on record.")] = False,
) -> None:
    """Who prefers, accepts, opposes or excludes what; since when, why, and how one knows.

    A delegation without a position on record is unknown. That is no consent.
    """
    from travaux.facts.opening import open_case

    seen = open_case(case, reader=reader, on=on, known=known)
    if together:
        _together(seen, issue, party, group, full=full, as_json=as_json)
        return
    standings = seen.who(issue=issue, party=party, group=group)
    if as_json:
        from travaux.facts.standing import rows

        emit_json(rows(seen, standings))
        return
    from travaux.cli.who_page import Scope, who_page
    from travaux.cli.who_words import errors_first

    scope = Scope.of(seen, issue, party, group, full=full)
    with page() as console:
        errors_first(console, seen.remarks)
        who_page(console, seen, standings, scope)
        _look(console, seen, case)


def _together(
    case: Case, issue: str | None, party: str | None, group: str | None, *, full: bool, as_json: bool
) -> None:
    from travaux.cli.together_page import among, together_page
    from travaux.facts.together import row, together

    counts = together(case.who(issue=issue))
    if party is not None:
        counts = among(counts, {case.party_named(party)}, both=False)
    if group is not None:
        counts = among(counts, {each.party for each in case.who(group=group)} | set(case.members(group)), both=True)
    if as_json:
        emit_json(row(counts))
        return
    with page() as console:
        together_page(console, case, counts, full=full)


def _look(console: Console, seen: Case, name: str) -> None:
    """One line where something in the case should be looked at."""
    if not seen.remarks:
        return
    reader = f" --as {seen.reader}" if seen.reader != "public" else ""
    things = "1 thing in the case needs" if len(seen.remarks) == 1 else f"{len(seen.remarks):,} things in the case need"
    console.print()
    console.print(printable(f"{things} a look: travaux case check {name}{reader}"), style="dim")
