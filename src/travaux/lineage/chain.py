"""A chain of versions with the comparison of each with the one before, made when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from travaux.errors import TravauxError
from travaux.lineage.versions import Version
from travaux.text.comparing import ChoiceChange, Comparison, ProvisionChange, compare
from travaux.text.comparing.printed import Printed, printed

__all__ = ["Chain", "Step", "unit_at"]


class Step:
    """What happened from one version to the next, found by the words, units and choices concerned.

    Args:
        comparison: the two versions compared.
        number: the place of the later version in the chain.
    """

    def __init__(self, comparison: Comparison, number: int) -> None:
        self.comparison = comparison
        self.number = number
        self.old, self.new = comparison.old_text, comparison.new_text
        # A choice none of whose options goes on is another question in the same place.
        dropped = Counter(change.id_old for change in comparison.choices if change.fate == "option_dropped")
        self.kept = {
            old: new for old, new in comparison.kept if dropped[old] < max(1, len(self.old.choices[old].options))
        }
        self.kept_back = {new: old for old, new in self.kept.items()}

    @cached_property
    def to(self) -> list[int]:
        """For each token of the earlier version, the one it goes on as; -1 where there is none."""
        return self._mapped(len(self.old.tokens), back=False)

    @cached_property
    def back(self) -> list[int]:
        """For each token of the later version, the one it comes from; -1 where there is none."""
        return self._mapped(len(self.new.tokens), back=True)

    def _mapped(self, size: int, *, back: bool) -> list[int]:
        found = [-1] * size
        for row in self.comparison.provisions:
            for span in row.spans:
                if span.act == "same":
                    here, there = (span.new, span.old) if back else (span.old, span.new)
                    found[slice(*here)] = range(*there)
        return found

    @cached_property
    def row_of_old(self) -> dict[int, ProvisionChange]:
        """What became of each unit of the earlier version."""
        return {unit: row for row in self.comparison.provisions for unit in row.link.old}

    @cached_property
    def row_of_new(self) -> dict[int, ProvisionChange]:
        """Where each unit of the later version comes from."""
        return {unit: row for row in self.comparison.provisions for unit in row.link.new}

    @cached_property
    def _of_old(self) -> dict[str, list[ChoiceChange]]:
        found: dict[str, list[ChoiceChange]] = defaultdict(list)
        for change in self.comparison.choices:
            if change.id_old is not None:
                found[change.id_old].append(change)
        return found

    @cached_property
    def _of_new(self) -> dict[str, list[ChoiceChange]]:
        found: dict[str, list[ChoiceChange]] = defaultdict(list)
        for change in self.comparison.choices:
            if change.id_new is not None:
                found[change.id_new].append(change)
        return found

    def changes(self, old: Iterable[str], new: Iterable[str]) -> list[ChoiceChange]:
        """What happened to some choices of the earlier version, and to some of the later one."""
        found = [change for name in old for change in self._of_old.get(name, ())]
        found += [change for name in new for change in self._of_new.get(name, ())]
        return list({id(change): change for change in found}.values())


class Chain:
    """Versions in order.

    Args:
        versions: at least one.

    Raises:
        TravauxError: if there is none.
    """

    def __init__(self, versions: Sequence[Version]) -> None:
        if not versions:
            raise TravauxError("there is no version of a text", remedy="give drafts in order, or a case with drafts")
        self.versions = tuple(versions)
        self._steps: dict[int, Step] = {}

    def step(self, number: int) -> Step:
        """What happened from version `number - 1` to version `number`."""
        if number not in self._steps:
            before, version = self.versions[number - 1], self.versions[number]
            self._steps[number] = Step(compare(before.instrument, version.instrument), number)
        return self._steps[number]

    def text(self, number: int) -> Printed:
        """A version as printed."""
        if number in self._steps:
            return self._steps[number].new
        if number + 1 in self._steps:
            return self._steps[number + 1].old
        if len(self.versions) == 1:
            return self._only
        return self.step(number).new if number else self.step(1).old

    @cached_property
    def _only(self) -> Printed:
        return printed(self.versions[0].instrument.body)

    def place_of(self, name: str) -> int | None:
        """The place of the version with a name; None if there is none."""
        return next((number for number, version in enumerate(self.versions) if version.name == name), None)


def unit_at(text: Printed, token: int) -> int:
    """The unit in which a token stands."""
    return max(0, bisect_right(text.units, token, key=lambda unit: unit.start) - 1)
