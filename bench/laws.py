"""The speed of the measures of law, with a peer in the same run: `python -m bench.laws` (`make bench`).

The work: 200 jurisdictions, 200 norms of every scale, rules of which many change, a fifth of the cells missing; the
index with its bounds on the last day of each of 60 years, the distances of all 19,900 pairs on each, and the
decomposition of each of the 59 changes. It is timed from the laws on record, before anything is coded. The peer is
what one would write with SciPy: `pdist` norm by norm and year by year, over arrays that are ready, for index and pairs
alone.

Times are CPU seconds on one thread, the best of several, the median of three seeds; the index is compared with that of
the peer before a time counts. Nothing fails when a bar is missed: the table says so.
"""

from __future__ import annotations

import os

from bench.solving_measure import ONE_THREAD

os.environ.update(ONE_THREAD)  # before numpy is loaded

import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

import numpy as np
from numpy.typing import NDArray

from bench.corpus import ROOT
from bench.solving import show
from bench.solving_measure import SEEDS, Result, Run, Told, measured
from bench.speed import Bar, table
from travaux.facts.law_facts import Law, Norm
from travaux.law.coding import UNKNOWN, Coding, code
from travaux.law.days import years
from travaux.law.decomposing import decomposition
from travaux.law.found import DecompositionFound
from travaux.law.model import Laws
from travaux.law.pairing import pair_matrices
from travaux.law.tallying import Tally, tally

__all__ = ["invented", "main", "rows"]

REPORT = ROOT / "docs" / "_generated" / "laws.md"
FIRST, LAST = 1950, 2009
JURISDICTIONS = NORMS = 200
MISSING = 0.2
BAR = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What the work comes to."""

    coding: Coding
    counted: Tally
    spread: list[float | None]
    change: DecompositionFound


def invented(seed: int, jurisdictions: int = JURISDICTIONS, norms: int = NORMS) -> Laws:
    """Laws that nobody has, with a change of almost every rule."""
    chance = random.Random(seed)
    made = {f"n{number}": _norm(f"n{number}", chance) for number in range(norms)}
    names = tuple(f"J{number}" for number in range(jurisdictions))
    held: list[Law] = []
    for name in names:
        for norm in made.values():
            if chance.random() >= MISSING:
                held += _rules(name, norm, chance)
    return Laws("invented", made, tuple(held), names)


def _norm(name: str, chance: random.Random) -> Norm:
    scale = chance.choice(("boolean", "nominal", "ordinal", "interval"))
    if scale == "interval":
        return Norm(id=name, scale="interval", unit="months", low=0, high=24)
    kinds = ("no", "yes") if scale == "boolean" else ("a", "b", "c", "d")
    return Norm(id=name, scale=scale, categories={each: (each,) for each in kinds})  # type: ignore[arg-type]


def _rules(name: str, norm: Norm, chance: random.Random) -> list[Law]:
    values = tuple(norm.categories) or ("0", "6", "12", "18", "24")
    last = date(chance.randrange(FIRST, LAST + 1), chance.randrange(1, 13), 5)
    old, new = chance.choice(values), chance.choice(values)
    spans = ({"last": last.isoformat()}, {"first": (last + timedelta(1)).isoformat()})
    return [
        Law.model_validate({"jurisdiction": name, "norm": norm.id, "value": value, **span})
        for value, span in zip((old, new), spans, strict=True)
    ]


def _ours(laws: Laws) -> Measured:
    coding = code(laws, years(laws, FIRST, LAST))
    counted = tally(coding, "gower", np.ones(len(laws.norms)))
    _ = counted.index, counted.bounds
    spread = [matrix.dispersion for matrix in pair_matrices(coding, "gower", counted.weights)]
    return Measured(coding, counted, spread, decomposition(counted))


def _peer(coding: Coding) -> NDArray[np.float64]:
    """Index and pairs as one would write them with SciPy, from arrays that are ready."""
    from scipy.spatial.distance import pdist

    found = []
    for day in range(len(coding.days)):
        apart = np.zeros(len(coding.jurisdictions) * (len(coding.jurisdictions) - 1) // 2)
        compared = np.zeros_like(apart)
        for norm, scale in enumerate(coding.scales):
            codes = coding.codes[norm, :, day]
            known = (codes != UNKNOWN).astype(np.float64)
            places = np.arange(len(scale.answers)) if scale.places is None else np.array(scale.places)
            at = np.append(places, 0.0)[codes][:, None]  # the code of no answer points at the last
            both = _both(known)
            apart += pdist(at, "hamming" if scale.places is None else "cityblock") * both
            compared += both
        found.append(1 - apart.sum() / compared.sum())
        _ = apart / np.maximum(compared, 1)  # the distances of all pairs
    return np.array(found)


def _both(known: NDArray[np.float64]) -> NDArray[np.float64]:
    first, second = _UPPER
    both: NDArray[np.float64] = known[first] * known[second]
    return both


_UPPER = np.triu_indices(JURISDICTIONS, 1)


def _check(found: object, expected: NDArray[np.float64]) -> Result:
    assert isinstance(found, Measured)
    change = found.change
    parts = fsum(part.contribution for part in (*change.reforms, *change.coverage))
    wrong = []
    if not np.allclose(found.counted.index, expected, atol=1e-9):
        wrong.append("the index is not that of the peer")
    if change.change is None or abs(parts - change.change) > 1e-12:
        wrong.append("the parts do not sum to the change")
    return Result(f"{len(change.reforms):,} reforms", "; ".join(wrong))


def rows() -> Iterator[Bar]:
    """The work, and the peer beside it."""
    runs, peers, ready = [], [], []
    for seed in SEEDS:
        laws = invented(seed)
        coding = code(laws, years(laws, FIRST, LAST))
        expected = _peer(coding)
        peers.append(measured(lambda coding=coding: _peer(coding), lambda _: Result(), times=1).seconds)  # type: ignore[misc]
        runs.append(measured(lambda laws=laws: _ours(laws), lambda got, want=expected: _check(got, want)))  # type: ignore[misc]
        ready.append(_without_coding(coding))
    seconds, beside, bare = (statistics.median(each) for each in ([run.seconds for run in runs], peers, ready))
    wrong = "; ".join(run.result.wrong for run in runs if run.result.wrong)
    fastest, slowest = min(run.seconds for run in runs), max(run.seconds for run in runs)
    says = f"{seconds:.2f} s ({fastest:.2f} to {slowest:.2f}); {runs[0].result.says}"
    yield Bar(
        f"index, pairs and decomposition for {JURISDICTIONS} jurisdictions, {NORMS} norms and 60 years",
        f"{says}; WRONG: {wrong}" if wrong else says,
        f"SciPy pdist, index and pairs alone, from arrays: {beside:.2f} s = {beside / seconds:.1f} times ours",
        f"{BAR:.0f} s",
        seconds <= BAR and not wrong,
    )
    yield Told("- of this, all but the coding of laws", f"{bare:.2f} s", f"{beside / bare:.1f} times ours", "", None)


def _without_coding(coding: Coding) -> float:
    def work() -> object:
        counted = tally(coding, "gower", np.ones(len(coding.norms)))
        _ = counted.bounds
        spread = [matrix.dispersion for matrix in pair_matrices(coding, "gower", counted.weights)]
        return spread, decomposition(counted)

    run: Run = measured(work, lambda _: Result())
    return run.seconds


def main() -> None:
    """Print the table and write it to the documentation."""
    found = list(rows())
    show(found)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table(found), encoding="utf-8")


if __name__ == "__main__":
    main()
