"""Where everything that changed is shown: the row of each choice and reopening, what is numbered, where moves began."""

from __future__ import annotations

from dataclasses import dataclass, field

from travaux.text.comparing.model import ChoiceChange, Comparison, ProvisionChange, Reopened, Span

__all__ = ["Plan", "planned", "spans_in"]


@dataclass(slots=True)
class Plan:
    """The places of a redline; rows are indexes into `Comparison.provisions`.

    `numbers` counts the rows in which anything changed, from 1; 0 stands for unchanged ones; `count` is the last.
    `stubs` says after which row (-1: before the first) it is noted that moved rows stood there. `reopened` and
    `choices` belong to rows, `reopened_rows` and `choice_rows` the other way round, None where a place is not known.
    """

    numbers: list[int] = field(default_factory=list)
    row_of_old: dict[int, int] = field(default_factory=dict)
    row_of_new: dict[int, int] = field(default_factory=dict)
    stubs: dict[int, list[int]] = field(default_factory=dict)
    choices: dict[int, list[ChoiceChange]] = field(default_factory=dict)
    reopened: dict[int, list[Reopened]] = field(default_factory=dict)
    choice_rows: list[int | None] = field(default_factory=list)
    reopened_rows: list[int | None] = field(default_factory=list)
    count: int = 0


def planned(comparison: Comparison) -> Plan:
    """The places of everything that a redline of this comparison shows."""
    plan = Plan()
    for index, row in enumerate(comparison.provisions):
        plan.row_of_old.update(dict.fromkeys(row.link.old, index))
        plan.row_of_new.update(dict.fromkeys(row.link.new, index))
    by_id = _Ids(comparison, plan)
    for change in comparison.choices:
        place = by_id.of_choice(change)
        plan.choice_rows.append(place)
        if place is not None:
            plan.choices.setdefault(place, []).append(change)
    for touched in comparison.reopened:
        place = by_id.of_units(touched.old, touched.new)
        plan.reopened_rows.append(place)
        if place is not None:
            plan.reopened.setdefault(place, []).append(touched)
    for index, row in enumerate(comparison.provisions):
        changed = _changed(row) or index in plan.choices or index in plan.reopened
        plan.count += changed
        plan.numbers.append(plan.count if changed else 0)
    _place_stubs(comparison, plan)
    return plan


def spans_in(row: ProvisionChange, comparison: Comparison) -> tuple[Span, ...]:
    """The spans of a row; those that it means where it names none: all its words the same, or new, or gone."""
    if row.spans:
        return row.spans
    old = [comparison.old_text.units[unit] for unit in row.link.old]
    new = [comparison.new_text.units[unit] for unit in row.link.new]
    if not old:
        return tuple(Span("inserted", (0, 0), (unit.start, unit.end)) for unit in new)
    if not new:
        return tuple(Span("deleted", (unit.start, unit.end), (0, 0)) for unit in old)
    return (Span("same", (old[0].start, old[-1].end), (new[0].start, new[-1].end)),)


def _changed(row: ProvisionChange) -> bool:
    return row.kind != "same" or row.reopened or any(span.act != "same" for span in row.spans)


def _place_stubs(comparison: Comparison, plan: Plan) -> None:
    moved = [index for index, row in enumerate(comparison.provisions) if row.moved and row.link.old and row.link.new]
    moved.sort(key=lambda index: comparison.provisions[index].link.old)
    going = set(moved)
    for index in moved:
        unit = comparison.provisions[index].link.old[0] - 1
        while unit >= 0 and plan.row_of_old.get(unit, index) in going:
            unit -= 1
        plan.stubs.setdefault(plan.row_of_old[unit] if unit >= 0 else -1, []).append(index)


class _Ids:
    """Rows by the ids that changes name."""

    def __init__(self, comparison: Comparison, plan: Plan) -> None:
        self._comparison, self._plan = comparison, plan
        self._old = {old: index for index, row in enumerate(comparison.provisions) for old in row.old}
        self._new = {new: index for index, row in enumerate(comparison.provisions) for new in row.new}

    def of_choice(self, change: ChoiceChange) -> int | None:
        """The row in which a choice stands now, or stood."""
        new, old = self._comparison.new_text, self._comparison.old_text
        if change.id_new is not None and change.id_new in new.choice_unit:
            return self._plan.row_of_new.get(new.choice_unit[change.id_new])
        if change.id_old is not None and change.id_old in old.choice_unit:
            return self._plan.row_of_old.get(old.choice_unit[change.id_old])
        return self.of_units(change.old, change.new)

    def of_units(self, old: str, new: str) -> int | None:
        """The row of a unit, by its id in the new text or else in the old one."""
        found = self._new.get(new) if new else None
        return self._old.get(old) if found is None and old else found
