"""The words for one position: its stance, its restraint, where it is known from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from travaux.cli.output import printable
from travaux.facts.naming import shown

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.case import Case
    from travaux.facts.model import Stance
    from travaux.facts.remarks import Remark
    from travaux.facts.standing import Standing

__all__ = [
    "DERIVED",
    "FOUND",
    "MARKS",
    "SAYS",
    "codes",
    "details",
    "errors_first",
    "how",
    "marks",
    "restraint",
    "says",
    "seen_by",
]

SAYS: dict[Stance, str] = {
    "prefer": "prefers",
    "accept": "accepts",
    "oppose": "opposes",
    "red_line": "draws a red line at",
}
"""The verb for each stance, in the order in which they are shown."""

MARKS = {
    "*": "under a condition",
    "!": "statements or sources disagree, the stricter counts",
    "?": "low confidence",
}
"""What the marks after a code mean."""

DERIVED = "group (members): said by the group, derived for its members"
"""How a cell shows whom a group spoke for."""

_READS_ALONE = re.compile(
    r"in principle|ad referendum|pending|contingent|conditional|depending|provided|if |unless|but |as "
)

FOUND = "said of it: "
"""How the note of an issue begins where a draft says something of it that names no party."""

ERRORS = 5  # errors that a page names
MANY = 6  # members of a group that a cell names


def errors_first(console: Console, remarks: Sequence[Remark]) -> None:
    """Say what on record could not be used, for an answer that leaves it out could mislead."""
    errors = [remark for remark in remarks if remark.level == "error"]
    for error in errors[:ERRORS]:
        console.print(printable(f"Not usable as it stands: {error.what}."), style="bold red")
    if len(errors) > ERRORS:
        console.print(f"… and {len(errors) - ERRORS:,} more errors.", style="bold red")


def codes(rows: Iterable[Standing], *, whole: bool = False) -> str:
    """The codes of parties in one cell; those for whom a group spoke stand after its code in parentheses.

    Args:
        rows: the rows of the cell.
        whole: name every member of a group, however many they are.
    """
    own: dict[str, None] = {}
    through: dict[str, list[str]] = {}
    for each in rows:
        code = shown(each.party) + marks(each)
        if each.group is None:
            own[code] = None
        else:
            through.setdefault(shown(each.group), []).append(code)
    cell: list[str] = []
    for code in own:
        members = through.pop(code.rstrip("".join(MARKS)), None)
        cell.append(f"{code} {_within(members, whole)}" if members else code)
    cell += [f"{group} {_within(members, whole)}" for group, members in through.items()]
    return printable(" ".join(cell))


def _within(members: list[str], whole: bool) -> str:
    return f"({' '.join(members)})" if whole or len(members) <= MANY else f"({len(members)} members)"


def says(each: Standing) -> str:
    """What a party says, with its conditions: `accepts permissive, subject to ad referendum`."""
    verb = SAYS[each.stance] if each.stance else "says of"
    words = f"{verb} {each.option or 'the issue'}{'!' if each.conflicts_with else ''}"
    if each.group is not None:
        words += f", through {shown(each.group)}"
    if each.conditions:
        words += ", if " + " and ".join(f"{one.issue} is {one.option}" for one in each.conditions)
    if each.subject_to:
        words += f" ({each.subject_to})" if _READS_ALONE.match(each.subject_to) else f", subject to {each.subject_to}"
    return words


def restraint(each: Standing, *, whole: bool) -> str:
    """What limits the party: the kind, and with `whole` the reason; empty where neither is on record."""
    kind = each.restraint.kind.replace("_", " ")
    if not whole:
        return "" if kind == "unstated" else kind
    if not each.restraint.reason:
        return "" if kind == "unstated" else kind
    return f"{kind}: {each.restraint.reason}"


def how(each: Standing) -> str:
    """How one knows: evidence and confidence."""
    return ", ".join(filter(None, [each.evidence, each.confidence])) or "-"


def details(case: Case, each: Standing) -> list[str]:
    """Everything on record of one position, in lines."""
    since = f", since {each.since}" if each.since else ""
    again = f", last said on {each.date}" if each.date and each.date != each.since else ""
    lines = [f"{shown(each.party)} {says(each)}{since}{again}", restraint(each, whole=True)]
    if each.words:
        lines.append(f"“{each.words}”")
    if each.earlier:
        before = ((SAYS[stance] if stance else "no stance", day or "undated") for day, stance in each.earlier)
        lines.append("before that: " + ", ".join(f"{verb} ({day})" for verb, day in before))
    source = case.sources.get(each.source or "")
    told = source.title if source else each.source or "source not named"
    address = f" <{source.address}>" if source and source.address else ""
    confidence = f", {each.confidence} confidence" if each.confidence else ""
    lines.append(f"{told}{address}; {each.evidence or 'evidence not stated'}{confidence}")
    lines.append(each.note or "")
    return [line for line in lines if line]


def marks(each: Standing) -> str:
    """The marks that belong after the code of a party: see `MARKS`."""
    said = {"*": each.conditions or each.subject_to, "!": each.conflicts_with, "?": each.confidence == "low"}
    return "".join(mark for mark, holds in said.items() if holds)


def seen_by(reader: str) -> str:
    """Whose view it is: `as the chair sees it`.

    Example:
        >>> seen_by("public"), seen_by("party:us")
        ('as the public sees it', 'as party:us sees it')
    """
    return f"as {'the ' if reader in ('public', 'chair') else ''}{reader} sees it"
