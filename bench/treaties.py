"""The speed of treaty status, bar by bar, pandas and a plain loop in the same run: `python -m bench.treaties`.

The actions are those of all lists beside the project, of the database of environmental agreements, the United Nations
and WIPO: more than the 60,000 of 1,100 treaties of the bar. Times are CPU seconds, the best of several; the lists are
opened before the clock starts. Every answer is checked another way before its time counts. Nothing fails when a bar is
missed: the table says so.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bench.solving_measure import ONE_THREAD, Told

os.environ.update(ONE_THREAD)  # before numpy is loaded

import numpy as np

from bench.corpus import CORPUS, ROOT
from bench.solving import show
from bench.speed import Bar, beside, best, table
from travaux.facts.treaty_facts import INSTRUMENTS
from travaux.treaty.daily import STATES, Daily, daily
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import Treaties
from travaux.treaty.opening import open_treaties
from travaux.treaty.standing import bound, status

__all__ = ["main"]

REPORT = ROOT / "docs" / "_generated" / "treaties.md"
FIRST, LAST = date(1926, 1, 1), date(2025, 12, 31)
LISTS = (
    "ieadb_members_mea.csv.gz", "untc_2015_actions_raw.csv", "un_hr_ratifications.csv",
    "arms_control_ratifications.csv", "wipo_actions.csv",
)  # fmt: skip
SECONDS, QUERY = 3.0, 0.010
TIMES = 3


def gathered() -> Treaties | None:
    """All actions of all lists in one record, each treaty of each list its own; None where the lists are absent."""
    if CORPUS is None:
        return None
    folder = CORPUS / "treaty-actions"
    lists = [open_treaties(actions=folder / name) for name in LISTS]
    actions = [
        each.model_copy(update={"treaty": f"{number}:{each.treaty}"})
        for number, one in enumerate(lists)
        for each in one.actions
    ]
    treaties = {
        f"{number}:{name}": treaty.model_copy(update={"id": f"{number}:{name}"})
        for number, one in enumerate(lists)
        for name, treaty in one.treaties.items()
    }
    used = {each.treaty for each in actions}
    parties = {name: party for one in reversed(lists) for name, party in one.parties.items()}
    mine = {name: treaty for name, treaty in treaties.items() if name in used}
    return replace(lists[0], treaties=mine, actions=tuple(actions), parties=parties, as_of=LAST)


def every_day(data: Treaties) -> tuple[Daily, int]:
    """The status of everybody on every day: how many are in each state, and every day's table once."""
    found = daily(replace(data), FIRST, LAST)  # a record that nothing was asked of yet
    for state in ("signed", "bound", "left"):
        found.counts(state)
    marks = sum(1 for _ in found.each_day())
    return found, marks


def by_spell(found: Daily) -> bool:
    """Whether the counts of those bound are those of a plain loop over the spells, on every tenth year's first day."""
    bound_by_day = found.counts("bound")
    place = STATES.index("bound")
    spells = list(zip(found.state.tolist(), found.begin.tolist(), found.end.tolist(), strict=True))
    return all(
        int(bound_by_day[:, day].sum()) == sum(state == place and begin <= day < end for state, begin, end in spells)
        for day in range(0, found.days, 3_653)
    )


def by_pandas(data: Treaties) -> int:
    """The same work in pandas, much simpler: recorded days alone, nobody comes back, no rule, no successors.

    From the actions to the number of parties signed, bound and gone, for each treaty on each day; the number of cells.
    """
    import pandas as pd

    kinds = {"signature": "signed", "entry_into_force": "bound", "withdrawal": "left", "denunciation": "left"}
    told = [(each.treaty, each.party, kinds[each.kind], each.date) for each in data.actions if each.kind in kinds]
    frame = pd.DataFrame(told, columns=["treaty", "party", "state", "day"]).dropna()
    first = frame.groupby(["treaty", "party", "state"])["day"].min().reset_index()
    days = pd.date_range(FIRST, LAST)
    cells = 0
    for _, mine in first.groupby("state"):
        steps = pd.crosstab(pd.to_datetime(mine["day"]), mine["treaty"])
        cells += steps.cumsum().reindex(days, method="ffill").size
    return cells


def by_hand(data: Treaties, treaty: str, day: date) -> Counter[str]:
    """A plain loop over all actions, for one treaty: only recorded days, no rule and no coming back."""
    latest: dict[str, str] = {}
    for each in data.actions:
        if each.treaty != treaty or each.date is None or each.date > day:
            continue
        if each.kind in ("withdrawal", "denunciation"):
            latest[each.party] = "left"
        elif each.kind == "entry_into_force":
            latest[each.party] = "bound"
        elif each.kind in INSTRUMENTS and latest.get(each.party) != "bound":
            latest[each.party] = "deposited"
        else:
            latest.setdefault(each.party, "signed")
    return Counter(latest.values())


def rows() -> Iterator[Bar]:
    """The rows of the table."""
    bar, query = f"at most {SECONDS:.0f} s", f"at most {QUERY * 1000:.0f} ms"
    data = gathered()
    if data is None:
        yield Bar("status on every day of 100 years", "the lists are absent", "", bar, None)
        return
    found, days = every_day(data)
    same = by_spell(found)
    peer, ours = beside(lambda: by_pandas(data), lambda: every_day(data), TIMES)
    work = f"{len(data.actions):,} actions of {len(data.treaties):,} treaties to status on each of {days:,} days"
    measured = f"{ours:.2f} s, {len(found.begin):,} spells" + ("" if same else "; the counts differ from the spells")
    told = f"pandas, recorded days and counts alone: {peer:.2f} s ({ours / peer:.1f} times)"
    yield Bar(work, measured, told, bar, same and ours <= SECONDS)
    yield from _queries(data, found, query)


def _queries(data: Treaties, found: Daily, bar: str) -> Iterator[Bar]:
    """Each query is asked once, of a record that is open and was not asked it before; the slowest has to be met."""
    day = date(2020, 6, 30)
    largest = Counter(each.treaty for each in data.actions).most_common(1)[0][0]
    ordering = best(lambda: Ledger(data).gather(), TIMES)
    hand = best(lambda: by_hand(data, largest, day), TIMES)
    record = opened(data)
    taken = sorted(_seconds(lambda name=name: status(record, name, day)) for name in record.treaties)
    place = STATES.index("bound")
    same = all(
        sum(each.state == "bound" for each in status(record, name, day)) == int(np.sum(row == place))
        for name, row in zip(found.treaties, found.on(day), strict=True)
    )
    plain = f"a plain loop over all actions: {hand * 1000:.1f} ms ({taken[-1] / hand:.2f} times the slowest)"
    wrong = "" if same else "; differs from the table of the day"
    measured = f"{_spread(taken)}; putting the record in order once: {ordering * 1000:.0f} ms{wrong}"
    yield Bar(f"one status query, {len(taken):,} treaties", measured, plain, bar, same and taken[-1] <= QUERY)
    fresh = opened(data)
    parties = list(dict.fromkeys(each.party for each in data.actions))
    taken = sorted(_seconds(lambda party=party: bound(fresh, party, day)) for party in parties)
    yield Told(f"what binds a party, {len(taken):,} parties", _spread(taken), "", "", None)


def opened(data: Treaties) -> Treaties:
    """The same record, put in order and asked nothing yet."""
    record = replace(data)
    Ledger.of(record).gather()
    return record


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run, the collector of garbage at rest as in `timeit`: it looks at all 82,000 actions."""
    gc.disable()
    try:
        return best(work, 1)
    finally:
        gc.enable()


def _spread(taken: Sequence[float]) -> str:
    return f"median {taken[len(taken) // 2] * 1000:.2f} ms, slowest {taken[-1] * 1000:.1f} ms"


def main() -> None:
    """Print the table and write it to the documentation."""
    bars = list(rows())
    show(bars)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table(bars), encoding="utf-8")


if __name__ == "__main__":
    main()
