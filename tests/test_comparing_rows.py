"""The rows of a comparison, and what is said before them."""

import json
from dataclasses import replace

from pydantic import TypeAdapter

from compared_texts import compared, read
from travaux.cli.compare_shapes import CompareReport
from travaux.text.comparing import compare
from travaux.text.comparing.rows import remarks, report
from travaux.text.instrument import Source

REPORTS = "2. The Director General reports once a year."
OLD = ["1. Observers [may][must] speak last.", REPORTS, "3. Fees are fixed yearly."]
NEW = ["1. Observers may speak last.", REPORTS.replace("reports", "[reports]"), "4. The seat is in Geneva."]


def test_the_report_fits_its_shape():
    TypeAdapter(CompareReport).validate_json(json.dumps(report(compared(OLD, NEW))))


def test_a_text_against_itself_lists_its_provisions_and_nothing_that_happened():
    found = report(compared(OLD, OLD))
    assert [row["kind"] for row in found["provisions"]] == ["same"] * 3
    assert (found["choices"], found["reopened"], found["kept_choices"]) == ([], [], 1)
    assert found["empty"] is True
    assert found["matched_share"] == 1.0


def test_every_unit_of_both_texts_is_listed_once():
    found = report(compared(OLD, NEW))
    assert sorted(name for row in found["provisions"] for name in row["old"]) == ["p1", "p2", "p3"]
    assert sorted(name for row in found["provisions"] for name in row["new"]) == ["p1", "p2", "p4"]
    assert found["empty"] is False


def test_texts_that_hardly_match_are_called_different_documents():
    comparison = compared(OLD, NEW)
    assert not list(remarks(comparison))
    [said] = remarks(replace(comparison, matched_share=0.07))
    assert said.startswith("These are different documents")
    assert "7% of their words" in said


def test_texts_in_two_languages_are_said_to_be():
    old, new = (replace(read(*OLD), source=Source(language=language)) for language in ("en", "fr"))
    assert next(remarks(compare(old, new))).startswith("The texts are in different languages (en and fr)")
    assert not list(remarks(compare(old, old)))


def test_two_clean_texts_are_said_to_tell_nothing_of_agreement():
    assert "nothing is known of what was agreed" in " ".join(remarks(compared(NEW[2], NEW[2])))


def test_a_text_without_brackets_is_said_to_tell_nothing_of_a_negotiation():
    assert "only those that stand in brackets now" in " ".join(remarks(compared(NEW[2], NEW[2] + " [It may move.]")))


def test_the_rows_say_what_stands_now():
    found = report(compared(OLD, NEW))["reopened"]
    assert [(row["how"], row["now"]) for row in found] == [("bracketed", "[reports]"), ("dropped", "")]
