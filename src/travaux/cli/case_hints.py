"""`travaux case hints`: where the law of a party says otherwise than an option; derived, never a position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import CaseName, IssueId, KnownOn, OnDay, PartyId, ReaderName
from travaux.cli.output import counted, emit_json, page, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.case import Case
    from travaux.facts.remarks import Remark
    from travaux.law.hinting import Hint
    from travaux.law.model import Laws

__all__ = ["hints"]


def hints(
    case: CaseName,
    laws: Annotated[
        str | None,
        typer.Option(
            "--laws",
            metavar="DATA",
            help="Where the laws stand: a case, patent-law, or a table (.csv). By default the case itself, "
            "or patent-law if it defines no norm.",
            show_default=False,
        ),
    ] = None,
    issue: IssueId = None,
    party: PartyId = None,
    on: OnDay = None,
    known: KnownOn = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """Where the law of a party says otherwise than an option of an issue. Derived from law, not said by anybody.

    An issue names its norm, an option the answers with which it agrees. A hint is no position: it counts nowhere else.
    """
    from travaux.facts.opening import open_case
    from travaux.law.hinting import hints as derived
    from travaux.law.hinting import laws_for, slips
    from travaux.law.opening import open_laws

    seen = open_case(case, reader=reader, on=on, known=known)
    held = laws_for(seen) if laws is None else open_laws(laws, reader=reader if laws == case else "public")
    name = None if issue is None else seen.issue(issue).id
    one = None if party is None else seen.party_named(party)
    found = [each for each in derived(seen, held) if name in (None, each.issue) and one in (None, each.party)]
    wrong = slips(seen, held)
    if as_json:
        emit_json(_report(seen, held, found, wrong))
        return
    with page() as console:
        _page(console, seen, held, found, wrong)


def _page(console: Console, case: Case, laws: Laws, found: list[Hint], wrong: tuple[Remark, ...]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from travaux.law.hinting import HEADING

    for slip in wrong:
        console.print(Text(printable(str(slip)), style="bold red"))
    day = f" on {case.as_of}" if case.as_of else ""
    head = f"Hints from the laws of {laws.name} for {case.name}{day}: {HEADING}"
    console.print(Text(printable(head), style="bold"))
    for issue in case.issues:
        for option in issue.options:
            some = [each for each in found if (each.issue, each.option) == (issue.id, option.id)]
            if some:
                console.print()
                console.print(Text(printable(f"{issue.title or issue.id}: {option.label or option.id}"), style="bold"))
            for each in some:
                line = Text(printable(f"{case.party_name(each.party)}: {each.words} ({each.value})"))
                console.print(Padding(line, (0, 0, 0, 2)))
                more = [f"source: {_source(laws, each)}"] if each.source else []
                more += ["that it held on the day is assumed"] if each.basis == "assumed" else []
                more += [f"doubt: {each.doubt}"] if each.doubt else []
                if more:
                    console.print(Padding(Text(printable("; ".join(more)), style="dim"), (0, 0, 0, 4)))
    console.print()
    asked = sum(1 for issue in case.issues if issue.norm in laws.norms)
    console.print(
        f"{counted(len(found), 'hint')} on {counted(asked, 'issue')} that name a norm. {_MEANING}", style="dim"
    )


_MEANING = (
    "A hint says that the law on record for the day is not among the answers with which the option agrees. "
    "Where no law is on record, or it is doubtful, nothing is derived; that is no agreement."
)


def _source(laws: Laws, hint: Hint) -> str:
    source = laws.sources.get(hint.source or "")
    return source.title if source else hint.source or ""


def _report(case: Case, laws: Laws, found: list[Hint], wrong: tuple[Remark, ...]) -> dict[str, Any]:
    from travaux.law.hinting import HEADING

    return {
        "case": case.name,
        "laws": laws.name,
        "on": case.as_of.isoformat() if case.as_of else None,
        "heading": HEADING,
        "definition": _MEANING,
        "hints": [_row(case, laws, each) for each in found],
        "slips": [str(each) for each in wrong],
    }


def _row(case: Case, laws: Laws, hint: Hint) -> dict[str, Any]:
    source = laws.sources.get(hint.source or "")
    return {
        "party": hint.party,
        "party_name": case.party_name(hint.party),
        "issue": hint.issue,
        "option": hint.option,
        "jurisdiction": hint.jurisdiction,
        "norm": hint.norm,
        "day": hint.day.isoformat(),
        "answer": hint.answer,
        "value": hint.value,
        "since": str(hint.since) if hint.since else None,
        "as_of": str(hint.as_of) if hint.as_of else None,
        "ref": hint.ref,
        "source": hint.source,
        "source_title": source.title if source else None,
        "source_address": source.address if source else None,
        "doubt": hint.doubt,
        "basis": hint.basis,
        "laws": list(hint.laws),
        "words": hint.words,
    }
