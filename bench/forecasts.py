"""Forecasts of treaties against what came: `python -m bench.forecasts` (`make accuracy`, `make bench`).

Every treaty of WIPO and of the United Nations at hand is forecast at the end of every year from what was known on that
day, five years ahead. The table says which bars are met, on all treaties and on the third that was held out; nothing
fails when one is missed. Times are CPU seconds.

    python -m bench.forecasts              WIPO, human rights, arms control
    python -m bench.forecasts --untc       the treaties of the UN Treaty Collection of 2015 as well, by themselves
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np

from bench.corpus import CORPUS, ROOT
from bench.speed import Bar, table
from travaux.treaty.forecasting import BacktestFound, Scores, backtest, forecast
from travaux.treaty.forecasting.extra import scipy_stats
from travaux.treaty.forecasting.panel import panel_of
from travaux.treaty.forecasting.scoring import held_out
from travaux.treaty.model import Treaties
from travaux.treaty.opening import open_treaties

__all__ = ["main"]

REPORT = ROOT / "docs" / "_generated" / "forecasts.md"
BY_TREATY = ROOT / "docs" / "_generated" / "forecasts_by_treaty.md"
TABLES = ("un_hr_ratifications.csv", "arms_control_ratifications.csv")
UNTC = "untc_2015_actions_raw.csv"
UNTC_FROM = 1970
COLD, WHOLE, MANY = 10.0, 300.0, 1000
LOW, HIGH = 0.85, 0.95
BASE = "base rate"
LATELY, ADDED, SHARE, SHAPE = "as many as lately", 3.0, 0.7, 1.0


def main() -> None:
    """Print the table and write it, and the scores of each treaty, to the documentation."""
    parser = argparse.ArgumentParser(description="Forecasts of treaties against what came.")
    parser.add_argument("--untc", action="store_true", help="the UN Treaty Collection as well")
    arguments = parser.parse_args()
    if CORPUS is None:
        sys.exit("the real tables (../shared/data) are not beside the project")
    folder = CORPUS / "treaty-actions"
    bars = [cold()]
    started = time.process_time()
    data = (open_treaties("wipo"), *(open_treaties(folder / name) for name in TABLES))
    found = backtest(*data)
    bars += [speed(found, time.process_time() - started), *quality("WIPO and UN", found)]
    bars += lately("WIPO and UN", found, *data)
    if arguments.untc:
        whole = open_treaties(folder / UNTC)
        collection = backtest(whole, start=UNTC_FROM)
        name = f"UN Treaty Collection, from {UNTC_FROM}"
        bars += [*quality(name, collection), *lately(name, collection, whole)]
    print(table(bars))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table(bars), encoding="utf-8")
    BY_TREATY.write_text(by_treaty(found), encoding="utf-8")


def by_treaty(found: BacktestFound) -> str:
    """The scores of each treaty as a table, the greatest loss against the base rate first."""
    scores = found.row()["by_treaty"].items()
    rows = sorted(scores, key=lambda each: each[1]["base_log_score"] - each[1]["log_score"])
    head = ("treaty", "forecasts", "log score", "base rate", "in the 90 % interval", "median off by")
    lines = [head, ("---",) * len(head)]
    for name, each in rows:
        figures = (f"{each[key]:.2f}" for key in ("log_score", "base_log_score"))
        inside = f"{each['coverage']['most']:.2f}"
        lines.append((f"`{name}`", str(each["forecasts"]), *figures, inside, f"{each['mean_error']:.1f}"))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cold() -> Bar:
    """One forecast with all its training, the record read anew."""
    started = time.process_time()
    found = forecast(open_treaties("wipo"), "beijing", on="2018-12-31")
    taken = time.process_time() - started
    work = f"one forecast, trained on {found.trained_on.treaties} treaties"
    return Bar(work, f"{taken:.1f} s", "-", f"{COLD:.0f} s", taken <= COLD)


def speed(found: BacktestFound, taken: float) -> Bar:
    """The whole back-test."""
    number = len(found.forecasts)
    met = taken <= WHOLE and number >= MANY
    return Bar(f"back-test of {number} forecasts", f"{taken:.0f} s", "-", f"{WHOLE:.0f} s for {MANY:,}", met)


def quality(name: str, found: BacktestFound) -> list[Bar]:
    """Scores and coverage over all forecasts, and over those of the held-out treaties."""
    assert found.overall is not None
    bars = _rows(f"{name}, all", found.overall)
    return bars + [bar for key, each in found.sets.items() for bar in _rows(f"{name}, {key.replace('_', ' ')}", each)]


def lately(name: str, found: BacktestFound, *data: Treaties) -> list[Bar]:
    """The log score beside that of a harder peer, which knows one treaty alone: as many will come as came lately.

    A negative binomial of shape 1 around 3 and seven tenths of the number that came within a span as long as the
    horizon before the day. Its three numbers were chosen in hindsight on what came of the development treaties of WIPO
    and UN, so that it is no forecast that could have been made; on held-out treaties and on other sets it is one.
    """
    panel = panel_of(*data)
    sets: dict[str, list[tuple[float, float]]] = {}
    for each in found.forecasts:
        joined, day = panel.joined[panel.row(each.treaty)], each.on.toordinal()
        came = int(((joined > day - found.horizon_days) & (joined <= day)).sum())
        mean = min(ADDED + SHARE * came, each.parties + 5.0)
        chance = float(scipy_stats().nbinom.pmf(each.came, SHAPE, SHAPE / (SHAPE + mean)))
        both = (each.model.log_score, float(-np.log(max(chance, 1e-6))))
        sets.setdefault("held out" if held_out(each.treaty) else "development", []).append(both)
    bars = []
    for key, scores in sorted(sets.items()):
        model, peer = (float(each) for each in np.mean(scores, axis=0))
        head = f"{name}, {key} ({len(scores)}): log score"
        bars.append(Bar(head, f"{model:.3f}", f"{LATELY} {peer:.3f}", "lower", model < peer))
    return bars


def _rows(name: str, scores: Scores) -> list[Bar]:
    head = f"{name} ({scores.forecasts})"
    inside = LOW <= scores.coverage.most <= HIGH
    rows = [
        Bar(
            f"{head}: log score", f"{scores.log_score:.3f}", f"{BASE} {scores.base_log_score:.3f}", "lower",
            scores.log_score < scores.base_log_score,
        ),
        Bar(
            f"{head}: coverage of 90 %", f"{scores.coverage.most:.3f} (exactly {scores.coverage.exact_most:.3f})",
            f"{BASE} {scores.base_coverage.most:.3f}", f"{LOW} to {HIGH}", inside,
        ),
        Bar(
            f"{head}: Brier, next ten", f"{scores.brier_next_ten:.3f}", f"{BASE} {scores.base_brier_next_ten:.3f}",
            "lower", scores.brier_next_ten < scores.base_brier_next_ten,
        ),
        Bar(
            f"{head}: who joins", f"{scores.party_log_score:.4f}", f"all alike {scores.party_base:.4f}", "lower",
            scores.party_log_score < scores.party_base,
        ),
    ]  # fmt: skip
    if scores.brier_threshold is not None and scores.base_brier_threshold is not None:
        rows.append(Bar(
            f"{head}: Brier, {scores.thresholds} own thresholds", f"{scores.brier_threshold:.3f}",
            f"{BASE} {scores.base_brier_threshold:.3f}", "lower", scores.brier_threshold < scores.base_brier_threshold,
        ))  # fmt: skip
    return rows


if __name__ == "__main__":
    main()
