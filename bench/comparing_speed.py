"""The speed bars of comparing and consolidating, in one table: `python -m bench.comparing_speed` (`make bench`)."""

from __future__ import annotations

from bench import aligning_speed, consolidating, redlining, timeline
from bench.corpus import ROOT
from bench.speed import table

REPORT = ROOT / "docs" / "_generated" / "comparing_speed.md"


def main() -> None:
    """Print the table and write it to the documentation."""
    bars = [*redlining.rows(), *aligning_speed.rows(), *consolidating.rows(), *timeline.rows()]
    print(table(bars))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table(bars), encoding="utf-8")


if __name__ == "__main__":
    main()
