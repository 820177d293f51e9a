"""Forecasts of treaties against what came: `python -m bench.forecasts` (`make accuracy`, `make bench`).

Every treaty of WIPO and of the United Nations at hand is forecast at the end of every year from what was known on that
day, five years ahead. The table says which bars are met, on all treaties and on the third that was held out; nothing
fails when one is missed. Times are CPU seconds.

    python -m bench.forecasts              WIPO, human rights, arms control
    python -m bench.forecasts --untc       the treaties of the UN Treaty Collection of 2015 as well, by themselves
"""

from __future__ import annotations

import argparse
import json
import sys
import time

from bench.corpus import CORPUS, ROOT
from bench.speed import Bar, table
from travaux.treaty.forecasting import BacktestFound, Scores, backtest, forecast
from travaux.treaty.opening import open_treaties

__all__ = ["main"]

REPORT = ROOT / "docs" / "_generated" / "forecasts.md"
FIGURES = ROOT / "docs" / "_generated" / "forecasts.json"
TABLES = ("un_hr_ratifications.csv", "arms_control_ratifications.csv")
UNTC = "untc_2015_actions_raw.csv"
UNTC_FROM = 1970
COLD, WHOLE, MANY = 10.0, 300.0, 1000
LOW, HIGH = 0.85, 0.95
BASE = "base rate"


def main() -> None:
    """Print the tables and write them, and the figures behind them, to the documentation."""
    parser = argparse.ArgumentParser(description="Forecasts of treaties against what came.")
    parser.add_argument("--untc", action="store_true", help="the UN Treaty Collection as well")
    arguments = parser.parse_args()
    if CORPUS is None:
        sys.exit("the real tables (../shared/data) are not beside the project")
    folder = CORPUS / "treaty-actions"
    bars = [cold()]
    started = time.process_time()
    found = backtest(open_treaties("wipo"), *(open_treaties(folder / name) for name in TABLES))
    bars += [speed(found, time.process_time() - started), *quality("WIPO and UN", found)]
    figures = {"wipo_un": found.row()}
    if arguments.untc:
        collection = backtest(open_treaties(folder / UNTC), start=UNTC_FROM)
        bars += quality(f"UN Treaty Collection, from {UNTC_FROM}", collection)
        figures["untc"] = collection.row()
    print(table(bars))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table(bars), encoding="utf-8")
    for each in figures.values():
        del each["forecasts"]
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
