"""The rows of open points."""

import json

import pytest

import travaux
from travaux.text.issues import row

TEXT = travaux.read_text(
    "Article 3\n\n1. Each Party [US/ZQ propose; JP oppose: shall] [CL propose: may] act [[very] promptly].\n\n"
    "2. The body has [x] members.\n\n3. Option 1: A fee is due.\n\nOption 2: No text\n\n4. The end.\n"
)
ROWS = [row(issue) for issue in TEXT.issues()]


def test_a_row_has_exactly_the_promised_keys():
    for one in ROWS:
        assert list(one) == [
            "id",
            "kind",
            "depth",
            "parent",
            "provision",
            "at",
            "head",
            "options",
            "unknown_codes",
            "notes",
            "for_review",
            "why",
        ]


def test_an_option_has_exactly_the_promised_keys():
    for one in ROWS:
        for option in one["options"]:
            assert list(option) == ["label", "text", "at", "head", "backs", "opposes"]


def test_a_place_has_no_page_in_a_text_without_pages():
    for one in ROWS:
        if one["at"] is not None:
            assert list(one["at"]) == ["line", "column", "end_line", "end_column"]


def test_a_note_has_exactly_the_promised_keys():
    text = travaux.read_text(
        "                Article 1\n\n5.   Each Party shall pay a fee [or other sums]3, now and in every year that\n"
        "follows the first year of this Treaty.\n\n3   JP reserves its position.\n"
    )
    [one] = [row(issue) for issue in text.issues()]
    assert one["notes"] == [{"mark": "3", "text": "JP reserves its position.", "party": "JP", "stance": "reserves"}]
    assert list(one["notes"][0]) == ["mark", "text", "party", "stance"]


def test_rows_can_be_written_as_json():
    assert json.loads(json.dumps(ROWS)) == ROWS


def test_rows_come_in_reading_order_and_inner_ones_after_outer_ones():
    kinds = [one["kind"] for one in ROWS]
    assert kinds == ["alternatives", "bracket", "bracket", "placeholder", "options"]
    assert [one["depth"] for one in ROWS] == [1, 1, 2, 1, 1]
    assert ROWS[2]["parent"] == ROWS[1]["id"]
    assert ROWS[1]["parent"] is None


def test_opposers_stand_under_the_option_that_keeps_the_text():
    [keep, other] = ROWS[0]["options"]
    assert (keep["backs"], keep["opposes"]) == (["US", "ZQ"], ["JP"])
    assert (other["backs"], other["opposes"]) == (["CL"], [])


def test_a_code_nobody_knows_is_listed():
    assert ROWS[0]["unknown_codes"] == ["ZQ"]
    assert ROWS[1]["unknown_codes"] == []


def test_a_place_is_that_of_the_marks():
    line = "1. Each Party [US/ZQ propose; JP oppose: shall] [CL propose: may] act [[very] promptly]."
    keep, other = ROWS[0]["options"]
    assert keep["at"] == {"line": 3, "column": line.index("["), "end_line": 3, "end_column": line.index("]")}
    assert other["at"] == {"line": 3, "column": line.index("[CL"), "end_line": 3, "end_column": line.index("] act")}
    assert ROWS[0]["at"] == {"line": 3, "column": line.index("["), "end_line": 3, "end_column": line.index("] act")}


def test_a_place_spans_lines_where_the_bracket_does():
    [issue] = travaux.read_text("[2. Each Party shall act.\n\n3. Each Party shall pay.]").issues()
    assert (issue.at.line, issue.at.column, issue.at.end_line, issue.at.end_column) == (
        1,
        0,
        3,
        len("3. Each Party shall pay."),
    )


def test_labels_are_as_printed_without_their_colon():
    assert [option["label"] for option in ROWS[4]["options"]] == ["Option 1", "Option 2"]


def test_a_head_is_as_printed_without_its_colon():
    assert ROWS[0]["head"] == "US/ZQ propose; JP oppose"
    assert ROWS[0]["options"][1]["head"] == "CL propose"


def test_the_question_shows_the_words_before_and_the_options():
    [issue] = travaux.read_text("Each Party [shall][may] act.").issues()
    assert "Each Party" in issue.question
    assert "shall" in issue.question
    assert "may" in issue.question


@pytest.mark.parametrize(("party", "count"), [("US", 1), ("JP", 1), ("CL", 1), ("PE", 0)])
def test_the_points_of_one_party_are_those_in_which_it_is_named(party, count):
    assert len(TEXT.issues(party)) == count


def test_a_provision_has_a_name_for_readers():
    assert TEXT.issues()[0].provision_label == "Article 3, paragraph 1"


def test_the_words_of_a_null_option_are_shown_as_printed():
    null = TEXT.issues()[-1].options[1]
    assert null.null
    assert null.text == "No text"


def test_ids_are_unique():
    ids = [one["id"] for one in ROWS]
    assert len(ids) == len(set(ids))
