"""What is told of a text as a whole."""

import json
from math import log10

import pytest

import travaux
from travaux.text.report import choice_counts, party_counts, summary

TEXT = travaux.read_text(
    "Article 1\n\n1. Each Party [US propose; JP oppose: shall] [CL propose: may] act [promptly [, now,]].\n\n"
    "2. The body has [x] members, [the rights of women,][local communities,] and others.\n\n"
    "3. Option 1: A fee is due.\n\nOption 2: No text\n\n4. [Unclosed words.\n"
)
TOLD = summary(TEXT)


def test_the_keys_are_exactly_the_promised_ones():
    assert list(TOLD) == [
        "source",
        "convention",
        "provisions",
        "marks",
        "choices",
        "parties",
        "notes",
        "clean_texts_log10",
        "conservation",
        "diagnostics",
    ]


def test_the_keys_of_each_part_are_exactly_the_promised_ones():
    assert list(TOLD["source"]) == ["file", "format", "pages", "language"]
    assert list(TOLD["marks"]) == ["open", "close", "paired", "unclosed", "stray", "not_negotiation", "max_depth"]
    assert list(TOLD["choices"]) == [
        "total",
        "brackets",
        "alternatives",
        "options",
        "placeholders",
        "attributed",
        "for_review",
    ]
    assert list(TOLD["conservation"]) == ["source_characters", "in_tree", "dropped", "lost"]
    assert {"articles", "paragraphs"} <= set(TOLD["provisions"])
    for party in TOLD["parties"].values():
        assert list(party) == ["backs", "opposes", "notes"]
    for diagnostic in TOLD["diagnostics"]:
        assert list(diagnostic) == ["code", "severity", "where", "message", "remedy"]


def test_it_can_be_written_as_json():
    assert json.loads(json.dumps(TOLD)) == TOLD


def test_provisions_are_counted():
    assert (TOLD["provisions"]["articles"], TOLD["provisions"]["paragraphs"]) == (1, 4)


def test_choices_are_counted_by_kind():
    counts = choice_counts(TEXT)
    kinds = [issue.kind for issue in TEXT.issues()]
    assert counts["total"] == len(kinds)
    assert counts["total"] == sum(counts[kind] for kind in ("brackets", "alternatives", "options", "placeholders"))
    assert (counts["options"], counts["placeholders"]) == (1, 1)
    assert counts["attributed"] == 1
    assert counts["for_review"] >= 1


def test_parties_are_counted_by_the_brackets_that_name_them():
    assert party_counts(TEXT) == {
        "CL": {"backs": 1, "opposes": 0, "notes": 0},
        "JP": {"backs": 0, "opposes": 1, "notes": 0},
        "US": {"backs": 1, "opposes": 0, "notes": 0},
    }


def test_marks_are_counted_as_printed():
    marks = TOLD["marks"]
    assert (marks["open"], marks["close"]) == (8, 7)
    assert (marks["paired"], marks["unclosed"], marks["stray"], marks["not_negotiation"]) == (7, 1, 0, 0)
    assert marks["max_depth"] == 2


def test_the_number_of_clean_texts_is_told_as_a_logarithm():
    assert summary(travaux.read_text("Each Party [shall][may] act."))["clean_texts_log10"] == 0.301
    assert summary(travaux.read_text("Each Party acts."))["clean_texts_log10"] == 0


def test_a_number_of_clean_texts_beyond_any_float_is_told_all_the_same():
    many = travaux.read_text("\n\n".join(f"{number}. A fee [is] due." for number in range(1, 1200)))
    assert summary(many)["clean_texts_log10"] == pytest.approx(1199 * log10(2), abs=0.001)


def test_a_plain_text_has_no_pages():
    assert (TOLD["source"]["format"], TOLD["source"]["pages"], TOLD["source"]["language"]) == ("text", None, "en")
