"""The rows of the grammar of brackets, each from words to a text with choices.

The numbers of the headings are those of the rows on the grammar page of the documentation.
"""

import pytest

import travaux
from travaux.text.model import Aside, Break, Choice, Note, Text
from travaux.text.stream import flatten, leaves
from travaux.text.wording import plain_words


def read(*paragraphs: str):
    return travaux.read_text("\n\n".join(paragraphs))


def only(text):
    """The one choice of a text."""
    [issue] = text.issues()
    return issue


def words(issue) -> list[str]:
    return [option.text for option in issue.options]


def clean(text, rest: str) -> str:
    return " ".join(plain_words(text.choose({}, rest=rest).body).split())


def by_kind(text, kind: str):
    return [issue for issue in text.issues() if issue.kind == kind]


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
    text = read("Article 1", "1. First words.", "[Article 2", "1. Second words.", "2. Third words.]", "Article 3", "Last words.")
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
    assert text.issues()
    assert all(issue.for_review and issue.why for issue in text.issues())


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
    assert travaux.text.report.party_counts(text)["US"]["backs"] == 1


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
        "3. Option 1:", "3.1 Option (a): A fee is due.", "Option (b): A tax is due.", "Option 2: A levy is due.", "4. The end.",
    )
    outer, inner = by_kind(text, "options")
    assert inner.parent == outer.id
    assert words(inner) == ["A fee is due.", "A tax is due."]
    assert words(outer)[1] == "A levy is due."
    assert text.clean_texts == 3


def test_row_6_three_levels():
    text = read(
        "1. The fee is:",
        "Option I:", "Option 1:", "Option (a): small;", "Option (b): large;", "Option 2: free;",
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
        "Option I for draft rules 6.1 and 6.2", "6.1 A fee is due.", "6.2 It is small.",
        "Option II for rules 6.1 to 6.3 (another model)", "6.1 A tax is due.", "6.2 It is large.", "6.3 It is late.",
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
    file.write_text("The Parties agree:\n\n**Option 1:** A fee is due.\n\n**Option 2:** A tax is due.\n", encoding="utf-8")
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


@pytest.mark.parametrize("nothing", ["No text", "No text.", "No text in agreement", "No provision on fees.", "No reference to fees in the agreement."])
def test_row_7_an_option_may_be_that_there_are_no_words(nothing):
    text = read("1. First.", f"2. Option 1: A fee is due.", f"Option 2: {nothing}", "3. The end.")
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


@pytest.mark.parametrize(("first", "second"), [("Alt 1:", "Alt 2:"), ("Alternative A:", "Alternative B:"), ("Option one:", "Option two:")])
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


# 11. Braces


def test_row_11_a_label_in_braces_is_about_the_text_and_no_choice():
    text = read("1. {Placement proposal: in the annex} Each Party shall act.")
    assert text.issues() == ()
    assert [(node.role, node.text) for node in leaves(text.body) if isinstance(node, Aside)] == [
        ("label", "{Placement proposal: in the annex}")
    ]


def test_row_11_titles_in_braces_are_headings_when_the_draft_says_so():
    text = read("Titles in braces are for general reference only.", "{Section A: General Provisions}", "Each Party shall act.")
    [aside] = [node for node in leaves(text.body) if isinstance(node, Aside)]
    assert aside.role == "heading"
    assert text.convention.braces == "heading"


def test_row_11_braces_may_hold_drafting_variants():
    convention = travaux.Convention(braces="variant")
    text = travaux.read_text("Each Party shall keep {confidential} papers.", convention)
    assert words(only(text)) == ["confidential"]
    assert text.clean_texts == 2


def test_row_11_a_variant_with_a_slash_is_a_choice_of_two():
    convention = travaux.Convention(braces="variant")
    text = travaux.read_text("The agent is {a local party/a party in the territory} of the Party.", convention)
    assert words(only(text)) == ["a local party", "a party in the territory"]


# 12. Placeholders


@pytest.mark.parametrize(
    "line",
    [
        "The body has [x] members.",
        "It ends on [X date] next.",
        "As listed in annex X to this Treaty.",
        "At its xx session, the body meets.",
        "Under Article [ ], the fee is due.",
        "Then: [Placeholder for text on fees].",
        "See [document symbol to be added] for more.",
        "The NDMC* of each Party is public.",
    ],
)
def test_row_12_a_gap_to_be_filled_is_a_placeholder(line):
    text = read(line)
    issue = only(text)
    assert issue.kind == "placeholder"
    assert text.clean_texts == 1


def test_row_12_a_starred_gap_may_be_one_of_two():
    text = read("The [NDMC*][INDC] of each Party is public.")
    issues = text.issues()
    assert issues[0].kind == "alternatives"
    assert len(issues[0].options) == 2


# 13. Brackets round numbers and inside words


def test_row_13_rival_numbers_of_a_paragraph():
    text = read("1. Each Party shall act.", "[4][2]. Each Party shall pay.")
    issue = only(text)
    assert issue.kind == "alternatives"
    assert words(issue) == ["4", "2"]
    chosen = plain_words(text.choose({issue.id: "2"}).body)
    assert chosen.strip().endswith("2. Each Party shall pay.")


def test_row_13_a_bracket_opens_before_a_number():
    text = read("8. Each Party shall act.", "[9. Each Party shall pay.]", "10. The end.")
    assert [p.number for p in text.outline() if p.role == "paragraph"] == ["8.", "9.", "10."]
    assert clean(text, "drop") == "8. Each Party shall act. 10. The end."


@pytest.mark.parametrize("number", ["2 bis.", "2bis.", "3ter.", "17quater.", "16 quarter.", "3.1ter"])
def test_row_13_inserted_numbers_are_numbers(number):
    text = read(f"{number} [Each Party shall pay.]")
    assert [p.number for p in text.outline()] == [number]
    assert words(only(text)) == ["Each Party shall pay."]


def test_row_13_a_bracket_inside_a_word_is_glued_to_it():
    text = read("The member[s] of the body pay a[n] X fee.")
    plural, article, *_ = text.issues()
    assert words(plural) == ["s"]
    assert words(article) == ["n"]
    assert clean(text, "keep").startswith("The members of the body pay an ")
    assert clean(text, "drop").startswith("The member of the body pay a ")


def test_row_13_a_range_in_brackets_is_not_swallowed_by_an_unclosed_one():
    text = read("Within a [12 [-18] month period, the fee is due.", "2. The end.")
    assert (text.marks.paired, text.marks.unclosed) == (1, 1)
    assert all("The end" not in option for issue in text.issues() for option in words(issue))


# 14. Brackets that start with punctuation


@pytest.mark.parametrize(
    ("line", "dropped", "kept"),
    [
        ("The body acts [, by consensus,] on fees.", "The body acts on fees.", "The body acts, by consensus, on fees."),
        ("The body acts[, by consensus,] on fees.", "The body acts on fees.", "The body acts, by consensus, on fees."),
        ("Each Party pays [, on request].", "Each Party pays.", "Each Party pays, on request."),
        ("(a) a fee[; or (b) a tax].", "(a) a fee.", "(a) a fee; or (b) a tax."),
        ("Fees, taxes [, levies] and costs", "Fees, taxes and costs", "Fees, taxes, levies and costs"),
        ("A fee [(or tax)] is due.", "A fee is due.", "A fee (or tax) is due."),
        ("[In all cases,] a fee is due.", "a fee is due.", "In all cases, a fee is due."),
        ("A fee is due [.] [, and paid.]", None, None),
    ],
)
def test_row_14_leaving_them_out_leaves_clean_words(line, dropped, kept):
    text = read(line)
    if dropped is not None:
        assert clean(text, "drop") == dropped
        assert clean(text, "keep") == kept
    else:
        assert "  " not in clean(text, "drop")


def test_row_14_a_bracket_that_starts_an_item_takes_the_item_with_it():
    text = read("1. Each Party pays:", "(a) a fee;", "(b) a tax [; or", "(c) a levy].", "2. The end.")
    assert clean(text, "drop") == "1. Each Party pays: (a) a fee; (b) a tax. 2. The end."


# 15. Footnotes


NOTES = [
    "1. Each Party [CA1/MX propose: shall] act.",
    "2. A fee [US propose2: and a tax] is due [or other sums]3, now.",
    "1   Negotiators' Note: CA is reviewing its position.\n\n2   US supports this ad referendum.\n\n3   At least one delegation opposes it.",
]


def test_row_15_marks_glued_to_codes_verbs_and_brackets_are_notes():
    text = read(*NOTES)
    notes = {node.mark: node for node in leaves(text.body) if isinstance(node, Note)}
    assert set(notes) == {"1", "2", "3"}
    first, second, third = text.issues()
    assert (first.options[0].backs, second.options[0].backs) == (("CA", "MX"), ("US",))
    assert [note.mark for issue in (first, second, third) for note in issue.notes] == ["1", "2", "3"]
    assert text.conservation.lost == 0
    assert "Negotiators" not in plain_words(text.body)


def test_row_15_a_bracketed_number_glued_to_a_word_is_no_dispute():
    text = read("Each Party[13] shall act.")
    assert text.issues() == ()
    assert text.marks.not_negotiation == 1


def test_row_15_a_footnote_may_be_a_bracket_with_a_head():
    text = read("1. A fee4 is due.", "4   [AU/PE: For this Treaty, a fee is a sum.]")
    [note] = [node for node in leaves(text.body) if isinstance(node, Note)]
    [choice] = [node for node in note.content if isinstance(node, Choice)]
    assert choice.options[0].backs == ("AU", "PE")
    assert text.marks.paired == 1


# 16. Positions in notes


def test_row_16_positions_in_notes_stand_beside_the_bracket():
    first, second, third = read(*NOTES).issues()
    assert [(note.party, note.stance) for note in first.notes] == [("CA", "considering")] or [
        (note.party, note.stance) for note in first.notes
    ] == [("CA", "reserves")]
    assert [(note.party, note.stance) for note in second.notes] == [("US", "ad_referendum")]
    assert [(note.party, note.stance) for note in third.notes] == [("", "opposes")]


def test_row_16_an_open_point_with_a_note_of_a_party_concerns_that_party():
    text = read(*NOTES)
    assert [issue.provision for issue in text.issues("US")] == ["p2"]


# 17. What a mark means is set for each document


def test_row_17_words_outside_brackets_are_agreed_unless_the_draft_says_otherwise():
    assert read("Each Party [shall] act.").convention.unbracketed == "agreed"
    text = read("Text that is not in brackets does not necessarily reflect convergence.", "Each Party [shall] act.")
    assert text.convention.unbracketed == "unknown"
    assert text.convention.reasons


def test_row_17_adjacent_brackets_may_be_independent_in_a_document():
    text = travaux.read_text("Each Party [shall][may] act.", travaux.Convention(adjacent="independent"))
    assert [issue.kind for issue in text.issues()] == ["bracket", "bracket"]


def test_row_17_slashes_may_be_plain_words_in_a_document():
    assert travaux.read_text("Each Party shall/may act.", travaux.Convention(slashes="text")).issues() == ()


def test_row_17_brackets_may_be_editorial_in_a_document():
    text = travaux.read_text("The Chair [Mr. Smith] spoke.", travaux.Convention(brackets="editorial"))
    assert text.issues() == ()
    assert "[Mr. Smith]" in plain_words(text.body)
    assert text.marks.not_negotiation == 1


# 18. Brackets that do not balance


def test_row_18_an_unclosed_bracket_ends_with_its_paragraph():
    text = read("1. Each Party shall [act promptly.", "2. The end.", "3. [Truly] the end.")
    assert (text.marks.unclosed, text.marks.paired) == (1, 1)
    assert words(text.issues()[0]) == ["act promptly."]
    [found] = text.diagnostics
    assert found.where["line"] == 1
    assert found.where["column"] == len("1. Each Party shall ")
    assert "paragraph 1" in str(found.where["provision"])
    assert found.remedy


def test_row_18_a_stray_closing_mark_is_a_character_of_the_text():
    text = read("1. Each Party shall act promptly].", "2. The [end].")
    assert (text.marks.stray, text.marks.paired) == (1, 1)
    [found] = text.diagnostics
    assert found.where["line"] == 1
    assert "promptly]." in plain_words(text.body)
    assert words(only(text)) == ["end"]


def test_row_18_a_bracket_forgotten_in_one_article_does_not_reach_another():
    text = read("Article 1", "[Each Party shall act.", "Article 2", "Each Party [shall] pay.]", "Article 3", "The end.")
    for issue in text.issues():
        assert all("The end" not in option for option in words(issue))
    numbers = [p.number for p in text.outline() if p.role == "article"]
    assert numbers == ["Article 1", "Article 2", "Article 3"]


@pytest.mark.parametrize("line", ["][", "]]] [[[", "[", "]", "[[a]", "[a]]", "a ] b [ c", "[a [b ] c", "{[}]", "[{]}"])
def test_row_18_every_mark_is_counted_however_they_fall(line):
    text = read(f"1. Each Party {line} act.", "2. The [end].")
    marks, source = text.marks, f"{line}[]"
    assert (marks.open, marks.close) == (source.count("["), source.count("]"))
    assert marks.open == marks.paired + marks.unclosed + marks.not_negotiation
    assert marks.close == marks.paired + marks.stray + marks.not_negotiation
    assert text.conservation.lost == 0


# 19. Brackets that are no negotiation


@pytest.mark.parametrize(
    "line",
    ["[English only]", "The Chair spoke [matter omitted].", "See [https://example.org/fees].", "As said in [QQ.E.5], a fee is due.",
     "The treaty of 1968 [124], as amended."],
)
def test_row_19_remarks_references_and_links_are_no_choices(line):
    text = read(line)
    assert text.issues() == ()
    assert text.marks.not_negotiation == 1
    assert text.marks.paired == 0


def test_row_19_links_and_notes_of_markdown_are_no_choices(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text("Each Party [shall] act.[^1] See [the page](https://example.org).\n\n[^1]: A fee is a sum.\n", encoding="utf-8")
    text = travaux.read(file)
    assert words(only(text)) == ["shall"]
    assert text.conservation.lost == 0


# 20. Printed pages


def page(number: int, *lines: str) -> str:
    head = ["LT/CONF/9                                              Draft Treaty on Fees", ""]
    return "\n".join([*head, *lines, "", "", f"                                  {number}", ""])


def test_row_20_headers_and_page_numbers_inside_a_bracket_are_dropped():
    body = "\n\f".join(
        [
            page(1, "1.   Each Party shall pay a fee that is small and", "that is due [on the first day of the year and in"),
            page(2, "every month after that day] to the body.", "", "2.   The body shall keep the fee in a safe place."),
            page(3, "3.   The body shall meet once in every year and", "shall talk of fees."),
        ]
    )
    text = travaux.read_text(body)
    issue = only(text)
    assert words(issue) == ["on the first day of the year and in every month after that day"]
    assert text.conservation.lost == 0
    assert "Draft Treaty on Fees" not in plain_words(text.body)
    assert {piece.reason for piece in text.dropped} >= {"page number"}


def test_row_20_a_word_broken_at_the_end_of_a_line_is_whole_again():
    text = travaux.read_text(
        "1.   Each Party shall pay a fee for the distrib-\nution of works [that are made and that are sold in\nthe territory] of that Party to the public.\n"
    )
    assert "distribution of works" in plain_words(text.body)
    assert words(only(text)) == ["that are made and that are sold in the territory"]


# 21. Marks of Markdown inside brackets


def test_row_21_italics_may_open_inside_a_bracket(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text("*[Taking* account of fees,][*Taking full account* of fees,]\n", encoding="utf-8")
    text = travaux.read(file)
    issue = only(text)
    assert issue.kind == "alternatives"
    assert [option.startswith("Taking") for option in words(issue)] == [True, True]
    italic = [node.text.strip() for node in flatten(text.body) if isinstance(node, Text) and "italic" in node.marks]
    assert "Taking full account" in " ".join(italic)
    assert text.conservation.lost == 0


def test_row_21_escaped_brackets_are_the_brackets_of_the_draft(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text("Each Party \\[shall\\] act and r*ecognize* fees.\n", encoding="utf-8")
    text = travaux.read(file)
    assert words(only(text)) == ["shall"]
    assert "recognize" in plain_words(text.body)


# What holds for all of them


def test_a_paragraph_begins_with_one_break():
    text = read("1. Each Party shall act.", "2. Each Party [shall] pay.")
    assert [node.number for node in leaves(text.body) if isinstance(node, Break)] == ["1.", "2."]


def test_an_empty_bracket_pair_with_spaces_is_a_gap():
    assert only(read("Under Article [   ] a fee is due.")).kind == "placeholder"
