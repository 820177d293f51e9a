"""The rows of the grammar of brackets, each from words to a text with choices.

The numbers of the headings are those of the rows on the grammar page of the documentation.
"""

import pytest

from short_drafts import clean, only, read, words
from travaux.text.report import party_counts
from travaux.text.wording import plain_words

# 1. Plain disputed text


def test_row_1_disputed_words_are_a_bracket_with_one_option():
    text = read("Each Party shall [promptly] act.")
    issue = only(text)
    assert issue.kind == "bracket"
    assert words(issue) == ["promptly"]
    assert issue.options[0].backs == ()
    assert clean(text, "keep") == "Each Party shall promptly act."
    assert clean(text, "drop") == "Each Party shall act."


def test_row_1_a_bracket_holds_a_whole_paragraph():
    text = read("1. Each Party shall act.", "[2. Each Party shall pay.]", "3. Each Party shall leave.")
    issue = only(text)
    assert words(issue) == ["2. Each Party shall pay."]
    assert clean(text, "drop") == "1. Each Party shall act. 3. Each Party shall leave."


def test_row_1_a_bracketed_paragraph_is_an_open_point_of_that_paragraph():
    text = read("Article 3", "1. Each Party shall act.", "[2. Each Party shall pay.]", "3. Each Party shall leave.")
    issue = only(text)
    assert issue.provision == "art3.p2"
    assert "paragraph 2" in issue.provision_label
    opened = {provision.number: provision.choices for provision in text.outline()}
    assert (opened["1."], opened["2."]) == (0, 1)


def test_row_1_a_bracket_after_the_number_belongs_to_the_paragraph():
    text = read("1. Each Party shall act.", "2. [Each Party shall pay.]")
    issue = only(text)
    assert issue.provision == "p2"
    assert words(issue) == ["Each Party shall pay."]


def test_row_1_a_bracket_holds_several_paragraphs():
    text = read("1. First words.", "[2. Second words.", "3. Third words.]", "4. Fourth words.")
    assert text.marks.paired == 1
    issue = only(text)
    assert "Second" in words(issue)[0]
    assert "Third" in words(issue)[0]
    assert "Fourth" not in words(issue)[0]
    assert clean(text, "drop") == "1. First words. 4. Fourth words."


def test_row_1_a_bracket_holds_an_article_with_its_paragraphs():
    text = read(
        "Article 1", "1. First words.", "[Article 2", "1. Second words.", "2. Third words.]", "Article 3", "Last words."
    )
    assert text.marks.paired == 1
    assert text.marks.unclosed == 0
    dropped = clean(text, "drop")
    assert "Article 2" not in dropped
    assert "Third" not in dropped
    assert "Article 3 Last words." in dropped


def test_row_1_a_bracket_runs_over_items():
    text = read("1. Each Party shall [provide:", "(a) a fee;", "(b) a tax;]", "2. The end.")
    assert text.marks.paired == 1
    issue = only(text)
    assert "a tax" in words(issue)[0]
    assert "The end" not in words(issue)[0]


# 2. Nesting


def test_row_2_brackets_nest_to_six():
    text = read("Each Party shall [a [b [c [d [e [f] e] d] c] b] a] act.")
    assert text.marks.max_depth == 6
    assert [issue.depth for issue in text.issues()] == [1, 2, 3, 4, 5, 6]
    assert text.clean_texts == 7
    assert clean(text, "keep") == "Each Party shall a b c d e f e d c b a act."


def test_row_2_each_bracket_knows_the_one_round_it():
    outer, inner = read("Each Party [shall [promptly] act].").issues()
    assert inner.parent == outer.id
    assert outer.parent == ""


def test_row_2_neighbours_inside_a_bracket_are_still_rivals():
    text = read("Each Party [shall [act][pay] today].")
    assert sorted(issue.kind for issue in text.issues()) == ["alternatives", "bracket"]
    assert text.clean_texts == 3


# 3. Adjacent brackets are alternatives


@pytest.mark.parametrize("joint", ["", " ", "/", " / ", " /", "/ "])
def test_row_3_adjacent_brackets_are_alternatives(joint):
    text = read(f"Each Party [shall]{joint}[should] act.")
    issue = only(text)
    assert issue.kind == "alternatives"
    assert words(issue) == ["shall", "should"]
    assert not issue.for_review
    assert text.clean_texts == 2


def test_row_3_three_and_more_are_one_choice():
    text = read("Each Party [shall][should][may][must] act.")
    assert words(only(text)) == ["shall", "should", "may", "must"]
    assert text.clean_texts == 4


def test_row_3_a_choice_of_two_leaves_one_of_them():
    text = read("Each Party [shall]/[should] act.")
    issue = only(text)
    results = [plain_words(text.choose({issue.id: place}).body).strip() for place in ("1", "2")]
    assert results == ["Each Party shall act.", "Each Party should act."]


def test_row_3_every_option_has_the_place_of_its_own_marks():
    line = "Each Party [shall] [should] act."
    issue = only(read(line))
    places = [(option.at.line, option.at.column, option.at.end_column) for option in issue.options]
    assert places == [(1, line.index("["), line.index("]")), (1, line.rindex("["), line.rindex("]"))]
    assert (issue.at.column, issue.at.end_column) == (line.index("["), line.rindex("]"))


def test_row_3_words_between_brackets_part_them():
    text = read("Each Party [shall] and [may] act.")
    assert [issue.kind for issue in text.issues()] == ["bracket", "bracket"]


def test_row_3_a_bracket_inside_an_alternative_stays_with_it():
    text = read("This [created [new]][made] thing.")
    kinds = [(issue.kind, issue.depth) for issue in text.issues()]
    assert kinds == [("alternatives", 1), ("bracket", 2)]
    assert text.clean_texts == 3


# 4. Adjacent brackets that are no alternatives


def test_row_4_two_additions_are_marked_for_review():
    text = read("Mindful of [the rights of indigenous peoples,][local communities,] and women,")
    first, *_ = text.issues()
    assert first.for_review
    assert first.why


def test_row_4_additions_with_words_between_are_two_brackets_and_certain():
    text = read("Mindful of the [right to development,] human rights [including those of children] and peace,")
    assert [(issue.kind, issue.for_review) for issue in text.issues()] == [("bracket", False), ("bracket", False)]
    assert text.clean_texts == 4


# 5. Slashes


def test_row_5_a_slash_in_a_bracket_is_a_choice():
    text = read("Measures [complementary to / compatible with] this Treaty are free.")
    issue = only(text)
    assert issue.kind == "alternatives"
    assert words(issue) == ["complementary to", "compatible with"]
    assert text.marks.paired == 1
    assert [plain_words(text.choose({issue.id: place}).body).strip() for place in ("1", "2")] == [
        "Measures complementary to this Treaty are free.",
        "Measures compatible with this Treaty are free.",
    ]


def test_row_5_modal_verbs_with_a_slash_are_a_choice_with_and_without_brackets():
    for line in ("Each Party [shall/should] act.", "Each Party shall/should act."):
        issue = only(read(line))
        assert issue.kind == "alternatives"
        assert words(issue) == ["shall", "should"]


def test_row_5_words_with_a_slash_are_a_choice_a_person_should_look_at():
    issue = only(read("Their commitments / contributions / actions are public."))
    assert words(issue) == ["commitments", "contributions", "actions"]
    assert issue.for_review


def test_row_5_and_or_is_no_choice():
    assert read("A fee and/or a tax is due.").issues() == ()


def test_row_5_the_attribution_of_a_slashed_bracket_counts_for_the_bracket():
    text = read("Each Party [US propose: shall/should] act.")
    issue = only(text)
    assert words(issue) == ["shall", "should"]
    assert party_counts(text)["US"]["backs"] == 1
