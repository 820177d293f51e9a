"""The matrix of delegations and issues: for each pair what is on record, and unknown where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.consensus.likeness import LIKENESS
from travaux.consensus.standings import STRICTEST_FIRST, ground
from travaux.consensus.status import Status
from travaux.errors import TravauxError
from travaux.facts import Case, Standing
from travaux.facts.model import Issue
from travaux.facts.naming import unknown
from travaux.pictures.matrix_rows import Order, rows_of
from travaux.server.desk import Look
from travaux.server.pages.consensus_asked import finding_of

__all__ = ["ORDERS", "STATUSES", "Cell", "Column", "Matrix", "Row", "Section", "groups_of", "issues_with", "matrix"]

ORDERS: Mapping[Order, str] = {
    "likeness": f"By likeness: {LIKENESS}.",
    "group": (
        "By group: each delegation stands under the first group on record that has it on that day, and there by "
        "likeness; its other groups are named beside it."
    ),
    "name": "By name.",
}
"""The ways to order delegations, each with its meaning."""
STATUSES: tuple[Status, ...] = ("blocked", "open", "unknown", "settled")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one delegation says on one issue: its statements with a stance, the strictest first; none: unknown."""

    standings: tuple[Standing, ...]

    @property
    def first(self) -> Standing | None:
        """The strictest statement; None where nothing is known."""
        return self.standings[0] if self.standings else None

    @property
    def conditional(self) -> bool:
        """Whether the strictest statement holds under a condition only."""
        return self.first is not None and bool(self.first.conditions or self.first.subject_to)

    @property
    def secret(self) -> bool:
        """Whether something of it is not public."""
        return any(one.reader != "public" for one in self.standings)


@dataclass(frozen=True, slots=True)
class Column:
    """One issue, on how many of the deciding delegations in the matrix something is known, and its status."""

    issue: Issue
    known: int
    status: Status | None


@dataclass(frozen=True, slots=True)
class Row:
    """One delegation with a cell for each issue, and the groups it is in beside the one it stands under."""

    party: str
    name: str
    also: tuple[str, ...]
    cells: tuple[tuple[Column, Cell], ...]
    known: int


@dataclass(frozen=True, slots=True)
class Section:
    """Delegations under one heading; `silent` are the names of those with nothing on record, told in one line."""

    heading: str
    decides: bool
    rows: tuple[Row, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix, with its counts: deciding delegations, those with a stance, cells, and cells with a stance."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    deciders: int
    spoke: int
    cells: int
    known: int
    order: str


def groups_of(case: Case) -> tuple[tuple[str, str], ...]:
    """The groups on record by id, with their names."""
    names = [*(group.id for group in case.groups), *(party.id for party in case.parties if party.kind == "group")]
    return tuple((name, case.party_name(name)) for name in dict.fromkeys(names))


def issues_with(look: Look, status: str) -> tuple[tuple[Issue, Status | None], ...]:
    """The issues with a status (empty: all), each with its status where one can be worked out.

    Raises:
        TravauxError: if there is no such status, or none can be worked out though one is asked for.
    """
    if status and status not in STATUSES:
        raise unknown("status", status, STATUSES, look.name)
    try:
        known: dict[str, Status] = {state.id: state.status for state in finding_of(look).issues}
    except TravauxError:
        if status:
            raise
        known = {}
    issues = {issue.id: issue for issue in look.case.issues}.values()
    return tuple((issue, known.get(issue.id)) for issue in issues if not status or known.get(issue.id) == status)


def matrix(look: Look, order: Order, group: str = "", status: str = "") -> Matrix:
    """The matrix of positions.

    Args:
        look: what is looked at.
        order: how delegations are ordered.
        group: only the members of this group on the day; empty for all.
        status: only issues with this status; empty for all.

    Raises:
        TravauxError: if there is no such order, group or status.
    """
    case = look.case
    issues = issues_with(look, status)
    placed = rows_of(case, ground(case), order, group or None)
    held = _held(case.who())
    deciding = set(case.deciders)
    inside = [row.party for row in placed if row.party in deciding]
    columns = tuple(
        Column(issue, sum((party, issue.id) in held for party in inside), state) for issue, state in issues
    )
    rows = [(each.under, _row(case, each.party, each.under, columns, held)) for each in placed]
    sections = tuple(
        _section(heading, [row for under, row in rows if under == heading], deciding)
        for heading in dict.fromkeys(under for under, _ in rows)
    )
    return Matrix(
        columns=columns,
        sections=sections,
        deciders=len(inside),
        spoke=sum(any((party, column.issue.id) in held for column in columns) for party in inside),
        cells=len(inside) * len(columns),
        known=sum(column.known for column in columns),
        order=ORDERS[order],
    )


def _held(standings: Iterable[Standing]) -> dict[tuple[str, str], tuple[Standing, ...]]:
    found: dict[tuple[str, str], list[Standing]] = {}
    for one in standings:
        if one.option is not None and one.stance is not None:
            found.setdefault((one.party, one.issue), []).append(one)
    return {key: tuple(sorted(said, key=_strictness)) for key, said in found.items()}


def _strictness(one: Standing) -> int:
    return len(STRICTEST_FIRST) if one.stance is None else STRICTEST_FIRST.index(one.stance)


def _row(
    case: Case, party: str, under: str, columns: Sequence[Column],
    held: Mapping[tuple[str, str], tuple[Standing, ...]],
) -> Row:  # fmt: skip
    cells = tuple((column, Cell(held.get((party, column.issue.id), ()))) for column in columns)
    inside = [name for group, name in groups_of(case) if party in case.members(group) and name != under]
    return Row(
        party, case.party_name(party), tuple(inside) if under else (), cells, sum(bool(c.standings) for _, c in cells)
    )


def _section(heading: str, rows: Sequence[Row], deciding: set[str]) -> Section:
    return Section(
        heading,
        any(row.party in deciding for row in rows),
        tuple(row for row in rows if row.known),
        tuple(row.name for row in rows if not row.known),
    )
