"""A finding: where a text can close, who blocks, and what the cheapest way out is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from travaux.consensus.corners import Corners
from travaux.consensus.new_options import NewOption
from travaux.consensus.results import BlockingFound, ConcessionFound, PackageFound
from travaux.consensus.rules import Decision
from travaux.consensus.status import IssueState, Status
from travaux.facts import Remark

if TYPE_CHECKING:
    from travaux.consensus.tables import Table

__all__ = ["Finding"]


@dataclass(frozen=True)
class Finding:
    """What one reader can know, on one day, of where the text can close. Every part renders as rows of a table.

    `known` counts, among the `of` delegations that decide, those with a position on record on an issue that is not
    settled (on any issue, where all are). Nothing is chosen for the issues in `left_out`. Where there is no package,
    `why_none` says why, and `partial` holds packages of the rest if the issues in `set_aside`, of which every option is
    excluded, are left for another day.
    """

    case: str
    as_of: date | None
    rule: Decision
    reader: str
    known: int
    of: int
    issues: tuple[IssueState, ...]
    packages: tuple[PackageFound, ...]
    partial: tuple[PackageFound, ...]
    set_aside: tuple[str, ...]
    blocking: tuple[BlockingFound, ...]
    concessions: tuple[ConcessionFound, ...]
    new_options: tuple[NewOption, ...]
    corners: Corners
    left_out: tuple[str, ...]
    why_none: str
    remarks: tuple[Remark, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The parts as tables of words, those that have rows, in the order in which a chair reads them."""
        from travaux.consensus.tables import tables

        return tables(self)

    def with_status(self, status: Status) -> tuple[IssueState, ...]:
        """The issues with one status."""
        return tuple(issue for issue in self.issues if issue.status == status)
