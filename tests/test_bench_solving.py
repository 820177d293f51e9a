"""The rows of the speed table run in small and say what they found; no times are asserted here."""

import io
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from bench import solving, solving_rows
from bench.corpus import ROOT
from bench.instances import hard, instance
from bench.peer_figures import digest
from bench.solving_case import Kind, case_of, from_disk
from bench.solving_checks import blocks, fault_of_concessions, fault_of_sets, fault_of_text
from bench.solving_measure import Result, Run, Told, judged
from bench.solving_peer import Race, against_negmas, ours, random_values
from bench.solving_rows import Size
from bench.speed import Bar, table
from rich.console import Console

from travaux.consensus.blocking import blocking_sets
from travaux.consensus.conceding import cheapest_concessions
from travaux.consensus.problem import Demand, Problem
from travaux.facts.loading import from_mapping

TINY = Size(6, 8, 40, 8)
ONCE = (0,)


def deadlocked() -> Problem:
    """One issue, two options, each excluded by somebody; a third party minds nothing; and one issue without quarrel."""
    none = np.zeros((3, 4), dtype=bool)
    demands = (Demand(0, (0,), cost=2.0), Demand(1, (1,), cost=3.0), Demand(2, (2,), cost=1.0))
    options = (("x", "y"), ("x", "y"))
    return Problem(("a", "b", "c"), ("i", "j"), options, np.ones((3, 4)), none, none, demands)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (lambda: solving_rows.deadlocks(TINY, ONCE, sets=2), 3),
        (lambda: solving_rows.mandates_ninety(TINY, ONCE), 3),
        (lambda: solving_rows.mandates_ninety_five(TINY, ONCE), 2),
        (lambda: solving_rows.nash_points(Size(4, 5, 6), ONCE), 2),
        (lambda: solving_rows.maximin_loose(Size(4, 5), ONCE), 1),
        (lambda: solving_rows.hard_mode(Size(16, 12), ((1, 4),), ONCE), 1),
        (lambda: from_disk(Size(5, 6, 30, 4), ONCE, [Kind("tiny", False, 5, "5 s")]), 1),
    ],
    ids=["deadlock", "ninety", "ninety-five", "nash", "maximin", "hard", "disk"],
)
def test_a_tiny_version_of_each_row_holds_what_it_says(rows, count):
    made = list(rows())
    assert len(made) == count
    for row in made:
        assert "WRONG" not in row.measured
        assert row.verdict == ("" if isinstance(row, Told) else "met")
    assert table(made).count("\n") == count + 2


def test_a_row_is_met_only_if_every_seed_is_sound_close_and_the_median_quick():
    good = Run(0.5, Result())
    assert judged("w", [good, good, Run(9.0, Result())], "1 s", 1.0).verdict == "met"
    assert judged("w", [good, Run(2.0, Result()), Run(2.0, Result())], "1 s", 1.0).verdict == "missed"
    assert judged("w", [good, good, Run(0.5, Result(gap=0.02))], "1 s", 1.0, 0.01).verdict == "missed"
    wrong = judged("w", [good, good, Run(0.5, Result(wrong="the text is excluded"))], "1 s", 1.0)
    assert wrong.verdict == "missed"
    assert "WRONG: the text is excluded" in wrong.measured
    assert judged("w", [good], "", None).verdict == ""


def test_the_largest_gap_is_the_one_that_is_told():
    row = judged("w", [Run(1.0, Result(gap=0.001)), Run(1.0, Result(gap=0.5)), Run(1.0, Result())], "", None)
    assert "gap 0.5" in row.measured
    assert "proven" not in row.measured


def test_a_text_that_breaks_a_red_line_is_found_out():
    problem = deadlocked()
    assert fault_of_text(problem, (0, 3)).startswith("the text is excluded")
    assert fault_of_text(replace(problem, demands=()), (0, 3)) == ""


def test_concessions_that_do_not_unlock_or_cost_something_else_are_found_out():
    problem = deadlocked()
    found = cheapest_concessions(problem)
    assert fault_of_concessions(problem, found) == ""
    assert fault_of_concessions(problem, ()) == "no concession was found"
    assert "costs 2" in fault_of_concessions(problem, [replace(found[0], cost=1.0)])
    assert fault_of_concessions(problem, [replace(found[0], demands=(2,), cost=1.0)]) == "a concession does not unlock"


def test_blocking_sets_that_do_not_block_or_are_not_minimal_are_found_out():
    problem = deadlocked()
    found = blocking_sets(problem, 2)
    assert fault_of_sets(problem, found, 2) == ""
    whole = replace(found.smallest, demands=(0, 1, 2))
    assert fault_of_sets(problem, replace(found, smallest=whole, distinct=()), 0) == "a set is not minimal"
    half = replace(found.smallest, demands=(0,))
    assert fault_of_sets(problem, replace(found, smallest=half, distinct=()), 0) == "a set does not block"
    assert fault_of_sets(problem, replace(found, complete=False), 2) == "1 of 2 distinct sets"


def test_two_sets_about_the_same_issue_are_not_distinct():
    problem = deadlocked()
    found = blocking_sets(problem, 2)
    doubled = replace(found, distinct=(found.smallest, found.smallest))
    assert fault_of_sets(problem, doubled, 2) == "two sets are about the same issues"


def test_packages_of_a_ring_block_only_together_with_both_mandates():
    problem = hard(16, 12, conflicts=1, length=4)
    ring = frozenset(index for index, demand in enumerate(problem.demands) if demand.kind == "package")
    every = frozenset(range(len(problem.mandates)))
    assert blocks(problem, ring, every)
    assert not blocks(problem, ring, frozenset())
    assert not blocks(problem, frozenset(), every)


def test_a_made_up_case_holds_the_red_lines_and_packages_it_is_said_to_hold():
    record = from_mapping(case_of(Size(5, 6, 30, 4), 0, satisfiable=False, preferences=7))
    stances = [position.stance for position in record.sections["positions"]]
    assert stances.count("red_line") == 30
    assert len(stances) == 37
    assert len(record.sections["packages"]) == 4
    assert not record.remarks


def test_red_lines_of_a_case_with_a_text_spare_the_planted_agreement():
    lines = [demand for demand in instance(5, 6, red_lines=30, seed=1).demands if demand.kind == "red_line"]
    value = case_of(Size(5, 6, 30), 1, satisfiable=True)
    drawn = {(each["party"], each["issue"], each["option"]) for each in value["positions"]}
    named = {(f"d{line.party:03d}", f"i{line.given[0] // 4:03d}", f"o{line.given[0] % 4}") for line in lines}
    assert drawn == named


def test_the_points_of_a_small_domain_are_those_that_no_other_outcome_dominates():
    values = random_values(3, 3, 0)
    points = np.array(
        [values[:, 0, i] + values[:, 1, j] + values[:, 2, k] for i in range(4) for j in range(4) for k in range(4)]
    )
    best = [one for one in points if not any((other >= one).all() and (other > one).any() for other in points)]
    found = ours(values)
    assert found["frontier"].split()[0] == str(len(best))
    assert found["nash"] == pytest.approx(points.prod(axis=1).max())
    assert found["welfare"] == pytest.approx(points.sum(axis=1).max())
    assert found["maximin"] == pytest.approx(points.min(axis=1).max())


def test_without_negmas_its_rows_are_not_measured_and_say_so(tmp_path):
    rows = list(against_negmas((Race(2, 3, 1, 25.0),), peer=tmp_path / "python"))
    assert [row.verdict for row in rows] == ["not measured"]
    assert "not there" in rows[0].peer


def test_a_part_that_dies_or_hangs_leaves_a_missed_row_and_keeps_those_before_it():
    row = '{"work": "w", "measured": "1 s", "peer": "", "bar": "2 s", "met": true, "told": false}'
    dies = (sys.executable, "-c", f"print({row!r}); raise SystemExit('no memory')")
    rows = solving.part("nash", dies)
    assert [row.verdict for row in rows] == ["met", "missed"]
    assert "no memory" in rows[1].measured
    hangs = (sys.executable, "-c", "import time; time.sleep(60)")
    rows = solving.part("nash", hangs, patience=0.5)
    assert [row.verdict for row in rows] == ["missed"]
    assert rows[0].measured == "stopped after 0 s"


def test_the_terminal_shows_every_row_in_full_and_counts_the_verdicts():
    words = "193 × 200 × 4, 5,000 red lines, 400 packages: the 5 best texts"
    rows = [Bar(words, "0.02 s; proven", "", "1 s", True), Told("hard mode", "3 s", "", "", None)]
    console = Console(file=io.StringIO(), width=80)
    solving.show(rows, console)
    shown = console.file.getvalue()
    assert set(words.replace(":", " ").split()) <= set(shown.replace(":", " ").split())
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert shown.rstrip().endswith("met: 1")


def test_the_peak_of_memory_rises_with_what_is_held_and_stays_there():
    # In a process of its own: this one may have held more before.
    code = (
        "import numpy as np\nfrom bench.peer_figures import peak_megabytes\nbefore = peak_megabytes()\n"
        "block = np.ones(4_000_000)\nheld = peak_megabytes()\ndel block\nprint(held - before, peak_megabytes() - held)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    risen, since = map(float, done.stdout.split())
    assert risen >= 20
    assert since >= -1  # the kernel counts pages in batches


def test_equal_sets_of_points_have_equal_digests_whatever_their_order():
    points = np.array([[1.0, 2.0], [3.0, 0.5], [1.0, 2.0]])
    assert digest(points) == digest(points[[1, 0]])
    assert digest(points).split()[0] == "2"
    assert digest(points) != digest(points + 2.0**-20)
