"""Files from strangers: whatever is in them, they are read or refused, quickly, and nothing is lost."""

import pytest
from bench.fuzz import fuzz
from bench.fuzz_worker import MEGABYTES, SECONDS, made, read_one
from bench.seeds import seeds

import travaux

INPUTS = 5000
BUDGET = 600.0
"""Seconds after which a machine that is far too busy gives up; a run takes three to four minutes on two cores."""


@pytest.mark.parametrize("place", range(len(seeds())))
def test_every_seed_reads_before_it_is_spoilt(place, tmp_path):
    outcome = read_one(tmp_path, seeds()[place], place)
    assert (outcome.verdict, outcome.why) == ("read", "")


def test_every_format_is_among_the_inputs():
    endings = {made("travaux", number)[0] for number in range(200)}
    assert endings == {"txt", "md", "html", "xml", "json", "docx", "pdf"}


def test_an_input_is_the_same_in_every_run():
    assert [made("a", number) for number in range(30)] == [made("a", number) for number in range(30)]
    assert made("a", 1) != made("b", 1)


def test_a_reader_that_fails_is_seen(tmp_path, monkeypatch):
    def broken(_):
        raise ZeroDivisionError

    monkeypatch.setattr(travaux, "read", broken)
    outcome = read_one(tmp_path, ("txt", b"Each Party [shall] act."), 0)
    assert outcome.failed
    assert "ZeroDivisionError" in outcome.why


def test_five_thousand_spoilt_files_are_read_or_refused():
    result = fuzz(INPUTS, budget=BUDGET)
    assert result.failures == [], str(result)
    assert result.inputs == INPUTS, f"stopped after {result.inputs} inputs and {result.seconds:.0f} s"
    assert result.slowest.seconds <= SECONDS
    assert result.biggest.megabytes <= MEGABYTES
    verdicts = {ending.split()[1] for ending in result.endings}
    assert verdicts == {"read", "refused"}
