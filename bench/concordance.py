"""How often the alignment of articles is right: `python -m bench.concordance`.

Numbers and headings are hidden from the program and tell afterwards what was right; then it may see them too. A link
counts as right if the new article of the gold is in it; no counterpart, if there is no link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench import acts, agreements
from bench.corpus import CORPUS
from travaux.text.comparing.aligning import align
from travaux.text.comparing.printed import Printed, printed
from travaux.text.model import Stream

__all__ = ["Row", "counterparts", "rows", "table"]

Gold = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of texts: what was measured, right of how many, the bar (0 without one)."""

    pair: str
    measure: str
    right: int
    total: int
    bar: float = 0.0

    @property
    def share(self) -> float:
        """The share that is right; 1 of nothing."""
        return self.right / self.total if self.total else 1.0

    @property
    def verdict(self) -> str:
        """`met` or `missed`; empty without a bar."""
        return "" if not self.bar else "met" if round(self.share, 3) >= self.bar else "missed"


def counterparts(old: Stream, new: Stream) -> dict[int, frozenset[int]]:
    """For each article of the older text the articles of the newer one that it is linked to."""
    before, after = printed(old), printed(new)
    ours, theirs = _articles(before), _articles(after)
    found = {index: frozenset[int]() for index in ours.values()}
    for link in align(before, after):
        goals = frozenset(theirs[unit] for unit in link.new if unit in theirs)
        found |= {ours[unit]: goals for unit in link.old if unit in ours}
    return found


def _articles(text: Printed) -> dict[int, int]:
    places = [index for index, unit in enumerate(text.units) if unit.role == "article"]
    return {unit: index for index, unit in enumerate(places)}


def rows() -> list[Row]:
    """All figures; none where the texts are absent."""
    return [] if CORPUS is None else [*_agreements(), *_acts()]


def _agreements() -> Iterator[Row]:
    for name, first, second, *bars in agreements.BASELINES:
        old, new = agreements.agreement(first), agreements.agreement(second)
        for hidden in (True, False):
            found = counterparts(old.stream(hidden=hidden), new.stream(hidden=hidden))
            seen = "bodies alone" if hidden else "with headings"
            for chapters, bar in ((False, bars[0]), (True, bars[1])):
                gold = agreements.by_heading(old, new, chapters=chapters)
                kind = "chapter and heading" if chapters else "heading"
                yield _linked(name, f"{seen}, gold by {kind}", found, gold, _bar(name, bar) if hidden else 0.0)
            if name.startswith("NAFTA"):
                yield from _nafta(name, seen, found)


def _bar(name: str, baseline: float) -> float:
    return max(baseline, 0.93) if name.startswith("NAFTA") else baseline


def _nafta(name: str, seen: str, found: Gold) -> Iterator[Row]:
    for doubtful in (True, False):
        right = total = 0
        kind = "" if doubtful else ", doubtful left out"
        for part in ("dev", "heldout"):
            gold = agreements.judged_by_hand(part, doubtful=doubtful)
            mine = sum(bool(found[index]) == bool(goal) for index, goal in gold.items())
            right, total = right + mine, total + len(gold)
            yield Row(name, f"{seen}, whether there is a counterpart, {part}{kind}", mine, len(gold))
        bar = 0.9 if "bodies" in seen else 0.0
        yield Row(name, f"{seen}, whether there is a counterpart, together{kind}", right, total, bar)


def _acts() -> Iterator[Row]:
    for name, first, second, corrected in acts.PAIRS:
        old, new = acts.act(first), acts.act(second)
        gold = acts.by_number(old, new, corrected)
        for hidden in (True, False):
            found = counterparts(old.stream(hidden=hidden), new.stream(hidden=hidden))
            yield _linked(name, "bodies alone" if hidden else "with numbers", found, gold, 0.93 if hidden else 0.0)


def _linked(name: str, measure: str, found: Gold, gold: Gold, bar: float) -> Row:
    right = sum(bool(found[index] & goal) if goal else not found[index] for index, goal in gold.items())
    return Row(name, measure, right, len(gold), bar)


def table(found: list[Row]) -> str:
    """The figures as a Markdown table, readable in a terminal too."""
    wide = max((len(row.measure) for row in found), default=8)
    pairs = max((len(row.pair) for row in found), default=5)
    lines = [f"| {'texts':{pairs}} | {'measure':{wide}} | right | of  | share |   bar |        |"]
    lines.append(f"| {'-' * pairs} | {'-' * wide} | ----: | --: | ----: | ----: | ------ |")
    for row in found:
        bar = f"{row.bar:.3f}" if row.bar else ""
        figures = f"{row.right:5} | {row.total:3} | {row.share:.3f} | {bar:>5} | {row.verdict:6}"
        lines.append(f"| {row.pair:{pairs}} | {row.measure:{wide}} | {figures} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures."""
    found = rows()
    print(table(found) if found else "concordance: the texts (../shared/data) are not beside the project")


if __name__ == "__main__":
    main()
