"""The rows of the grammar of brackets on options, attributions and opposition.

The numbers of the headings are those of the rows on the grammar page of the documentation.
"""

import pytest

import travaux
from short_drafts import by_kind, clean, only, read, words
from travaux.text.wording import plain_words

# 6. Labelled options


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Option 1: A fee is due.", "Option 2: A tax is due."),
        ("Option I: A fee is due.", "Option II: A tax is due."),
        ("Option (a): A fee is due.", "Option (b): A tax is due."),
        ("Option A: A fee is due.", "Option B: A tax is due."),
        ("Option 1 A fee is due.", "Option 2 A tax is due."),
        ("OPTION 1: A fee is due.", "OPTION 2: A tax is due."),
        ("[Option 1: A fee is due.]", "[Option 2: A tax is due.]"),
        ("Option 1: [A fee is due.]", "Option 2: [A tax is due.]"),
    ],
)
def test_row_6_labels_make_one_choice_of_two_options(first, second):
    text = read("The Parties agree:", first, second)
    [issue] = by_kind(text, "options")
    assert [option.split("]")[0].strip("[ ") for option in words(issue)] == ["A fee is due.", "A tax is due."]
    assert issue.depth == 1


def test_row_6_a_label_stands_on_a_line_of_its_own():
    text = read("Article 1", "Option 1", "[Each Party shall pay a fee.]", "Option 2", "[Each Party shall pay a tax.]")
    [issue] = by_kind(text, "options")
    assert ["fee" in issue.options[0].text, "tax" in issue.options[1].text] == [True, True]
    assert "tax" not in issue.options[0].text


def test_row_6_a_number_may_stand_before_the_first_label_and_the_next_number_ends_the_last_option():
    text = read("2. First.", "3. Option 1: A fee is due.", "Option 2: A tax is due.", "4. The end.")
    [issue] = by_kind(text, "options")
    assert words(issue) == ["A fee is due.", "A tax is due."]
    assert issue.provision == "p3"
    dropped = clean(text, "drop")
    assert dropped.endswith("4. The end.")


def test_row_6_options_within_options_may_share_the_numbering():
    text = read(
        "3. Option 1:",
        "3.1 Option (a): A fee is due.",
        "Option (b): A tax is due.",
        "Option 2: A levy is due.",
        "4. The end.",
    )
    outer, inner = by_kind(text, "options")
    assert inner.parent == outer.id
    assert words(inner) == ["A fee is due.", "A tax is due."]
    assert words(outer)[1] == "A levy is due."
    assert text.clean_texts == 3


def test_row_6_three_levels():
    text = read(
        "1. The fee is:",
        "Option I:",
        "Option 1:",
        "Option (a): small;",
        "Option (b): large;",
        "Option 2: free;",
        "Option II: secret.",
        "2. The end.",
    )
    outer, middle, inner = by_kind(text, "options")
    assert [len(issue.options) for issue in (outer, middle, inner)] == [2, 2, 2]
    assert (middle.parent, inner.parent) == (outer.id, middle.id)
    assert text.clean_texts == 4
    assert "The end" not in words(outer)[1]


def test_row_6_a_heading_ends_the_last_option():
    text = read("Article 1", "Option 1: A fee.", "Option 2: A tax.", "Article 2", "The end.")
    [issue] = by_kind(text, "options")
    assert "The end" not in words(issue)[1]
    assert "Article 2" in [provision.number for provision in text.outline()]


def test_row_6_one_bracket_round_a_list_of_options():
    text = read("1. [Option (a): a fee;", "Option (b): a tax;", "Option (c): a levy,]", "2. The end.")
    [issue] = by_kind(text, "options")
    assert [len(issue.options), text.marks.unclosed, text.marks.stray] == [3, 0, 0]


def test_row_6_labels_for_whole_rules():
    text = read(
        "Option I for draft rules 6.1 and 6.2",
        "6.1 A fee is due.",
        "6.2 It is small.",
        "Option II for rules 6.1 to 6.3 (another model)",
        "6.1 A tax is due.",
        "6.2 It is large.",
        "6.3 It is late.",
    )
    [issue] = by_kind(text, "options")
    assert len(issue.options) == 2
    assert "small" in words(issue)[0]
    assert "tax" not in words(issue)[0]
    assert "late" in words(issue)[1]


def test_row_6_two_series_after_one_another_are_two_choices():
    text = read("1. Option 1: A fee.", "Option 2: A tax.", "2. Option 1: Now.", "Option 2: Later.", "3. The end.")
    assert [words(issue) for issue in by_kind(text, "options")] == [["A fee.", "A tax."], ["Now.", "Later."]]


def test_row_6_option_is_an_ordinary_word_too():
    assert read("Each Party has the option to pay a fee.", "Options are open to all.").issues() == ()


def test_row_6_labels_in_bold_in_markdown(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(
        "The Parties agree:\n\n**Option 1:** A fee is due.\n\n**Option 2:** A tax is due.\n", encoding="utf-8"
    )
    [issue] = by_kind(travaux.read(file), "options")
    assert [option.strip("* ") for option in words(issue)] == ["A fee is due.", "A tax is due."]


def test_row_6_taking_an_option_leaves_its_words_without_its_label():
    text = read("1. The fee.", "Option 1: A fee is due.", "Option 2: A tax is due.")
    [issue] = by_kind(text, "options")
    chosen = plain_words(text.choose({issue.id: "Option 2"}).body)
    assert "A tax is due." in chosen
    assert "Option" not in chosen
    assert "fee is due" not in chosen


# 7. Options without words


@pytest.mark.parametrize(
    "nothing",
    ["No text", "No text.", "No text in agreement", "No provision on fees.", "No reference to fees in the agreement."],
)
def test_row_7_an_option_may_be_that_there_are_no_words(nothing):
    text = read("1. First.", "2. Option 1: A fee is due.", f"Option 2: {nothing}", "3. The end.")
    [issue] = by_kind(text, "options")
    assert [option.null for option in issue.options] == [False, True]
    left = plain_words(text.choose({issue.id: "2"}).body)
    assert "No " not in left
    assert "fee" not in left
    assert text.clean_texts == 2


def test_row_7_other_stands_for_words_nobody_has_written():
    text = read("Each Party [shall][should][other] act.")
    issue = only(text)
    assert [option.null for option in issue.options] == [False, False, True]
    assert plain_words(text.choose({issue.id: "3"}).body).strip() == "Each Party act."


def test_row_7_other_parties_are_words():
    text = read("Each Party shall tell [other Parties] of the fee.")
    assert not only(text).options[0].null


# 8. ALT


def test_row_8_alternatives_with_a_label_in_each_bracket():
    text = read("2. [ALT1: A fee is due.] [ALT 2: A tax is due.]")
    issue = only(text)
    assert words(issue) == ["A fee is due.", "A tax is due."]
    assert issue.kind in ("alternatives", "options")
    assert text.clean_texts == 2


def test_row_8_an_alternative_proposal_competes_with_the_bracket_before_it():
    text = read("1. [US propose: A fee is due.] [CL/VN Alternative Proposal: A tax is due.]")
    issue = only(text)
    assert words(issue) == ["A fee is due.", "A tax is due."]
    assert [option.backs for option in issue.options] == [("US",), ("CL", "VN")]
    assert not issue.for_review


def test_row_8_an_alternative_offered_in_a_paragraph_of_its_own():
    text = read("[US propose: 3. A fee is due.]", "[JP alternatively propose: 3. A tax is due.]")
    issue = only(text)
    assert len(issue.options) == 2
    assert [option.backs for option in issue.options] == [("US",), ("JP",)]


@pytest.mark.parametrize(
    ("first", "second"), [("Alt 1:", "Alt 2:"), ("Alternative A:", "Alternative B:"), ("Option one:", "Option two:")]
)
def test_row_8_other_words_for_option(first, second):
    text = read("The Parties agree:", f"{first} A fee is due.", f"{second} A tax is due.")
    [issue] = by_kind(text, "options")
    assert words(issue) == ["A fee is due.", "A tax is due."]


# 9. Attributed brackets


def test_row_9_a_head_names_those_who_back_and_those_who_oppose():
    text = read("Each Party shall [US/CL propose; JP oppose: promptly] act.")
    option = only(text).options[0]
    assert (option.backs, option.opposes) == (("US", "CL"), ("JP",))
    assert option.text == "promptly"
    assert option.head == "US/CL propose; JP oppose"
    assert clean(text, "keep") == "Each Party shall promptly act."


def test_row_9_a_country_alone_proposes():
    option = only(read("The [PE: generation,] transfer of fees")).options[0]
    assert option.backs == ("PE",)
    assert option.text == "generation,"


def test_row_9_an_unknown_code_is_kept_and_told():
    text = read("Each Party [VZ/CA propose: shall] act.")
    issue = only(text)
    assert issue.options[0].backs == ("VZ", "CA")
    assert issue.unknown_codes == ("VZ",)
    assert any("VZ" in found.message for found in text.diagnostics)


def test_row_9_a_bracket_closed_too_early_keeps_its_parties_and_its_words():
    text = read("Each Party shall [US/JP] propose: generate a fee] act.")
    option = only(text).options[0]
    assert option.backs == ("US", "JP")
    assert option.text == "generate a fee"
    assert text.marks.stray == 1
    assert text.conservation.lost == 0


def test_row_9_braces_with_a_head_are_attributed_too():
    text = read("Each Party shall {EU/CH/J: promptly} act.")
    option = only(text).options[0]
    assert option.backs == ("EU", "CH", "JP")


def test_row_9_one_party_in_two_alternatives():
    text = read("The Parties shall endeavour to [US/SG propose: cooperate] [US oppose: establish a framework].")
    found = [(option.text, option.backs, option.opposes) for issue in text.issues() for option in issue.options]
    assert found == [("cooperate", ("US", "SG"), ()), ("establish a framework", (), ("US",))]
    [issue] = text.issues()
    assert issue.kind == "alternatives"


# 10. Oppose


def test_row_10_who_opposes_wants_the_words_out():
    text = read("Each Party shall [US oppose: promptly] act.")
    assert plain_words(text.project("US").body).strip() == "Each Party shall act."


def test_row_10_who_proposes_wants_the_words_in():
    text = read("Each Party shall [US propose; JP oppose: promptly] act.")
    assert plain_words(text.project("US").body).strip() == "Each Party shall promptly act."
    assert plain_words(text.project("JP").body).strip() == "Each Party shall act."


def test_row_10_who_is_not_named_has_no_position():
    text = read("Each Party shall [US propose; JP oppose: promptly] act.")
    assert text.project("CL").body == text.body
