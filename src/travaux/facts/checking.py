"""What does not fit together in a case, or should be looked at by a person."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.facts.checking_cycles import check_cycles
from travaux.facts.checking_ground import Ground
from travaux.facts.checking_keys import check_keys
from travaux.facts.checking_laws import check_laws
from travaux.facts.checking_names import check_names
from travaux.facts.checking_order import check_order
from travaux.facts.checking_positions import check_positions
from travaux.facts.checking_treaties import check_treaties
from travaux.facts.model import Fact
from travaux.facts.record import Record
from travaux.facts.remarks import Remark

__all__ = ["all_remarks", "check"]

_PARTS = (check_keys, check_names, check_positions, check_cycles, check_order, check_laws, check_treaties)


def check(
    sections: Mapping[str, tuple[Fact, ...]], lines: Mapping[str, int] | None = None, where: str = ""
) -> tuple[Remark, ...]:
    """Check facts against each other.

    Names that name nothing, ids used twice, stances and outcomes that contradict each other, options not on the table,
    circles, days out of order, odd weights, unknown keys, recollections, scales and laws that cannot be compared, laws
    that exclude each other, actions before there was a treaty, and a case without positions. Only the given facts have
    any part in the answer.

    Args:
        sections: facts by section key.
        lines: line of each fact in its file, by `section/id`; see `Record.lines`.
        where: name of the file.

    Returns:
        The remarks, by line where lines are given. Each carries as `reader` the label of the least public fact it
        rests on.

    Example:
        >>> from travaux.facts.loading import from_mapping
        >>> case = {"issues": [{"id": "a12", "options": [{"id": "menu"}]}], "parties": [{"id": "us", "name": "US"}],
        ...         "positions": [{"party": "us", "issue": "a12", "option": "menue", "stance": "accept"}]}
        >>> for remark in check(from_mapping(case).sections):
        ...     print(remark.what, "-", remark.remedy)
        position 'us-a12-menue-c04bb60d' names the option 'menue', not one of issue 'a12' - did you mean 'menu'?
    """
    ground = Ground(sections, lines, where)
    for part in _PARTS:
        part(ground)
    if lines:
        ground.remarks.sort(key=lambda remark: remark.line or 0)
    return tuple(ground.remarks)


def all_remarks(record: Record) -> tuple[Remark, ...]:
    """Everything there is to say about a record: what was remarked when it was read, and what `check` finds."""
    found = [*record.remarks, *check(record.sections, record.lines, record.file.name if record.file else "")]
    return tuple(sorted(found, key=lambda remark: remark.line or 0))
