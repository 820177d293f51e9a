"""The rows of the grammar of brackets from braces on; those before stand in `test_grow.py`.

The numbers of the headings are those of the rows on the grammar page of the documentation.
"""

import pytest

import travaux
from short_drafts import clean, only, read, words
from travaux.text.model import Aside, Break, Choice, Note, Text
from travaux.text.stream import flatten, leaves
from travaux.text.wording import plain_words

# 11. Braces


def test_row_11_a_label_in_braces_is_about_the_text_and_no_choice():
    text = read("1. {Placement proposal: in the annex} Each Party shall act.")
    assert text.issues() == ()
    assert [(node.role, node.text) for node in leaves(text.body) if isinstance(node, Aside)] == [
        ("label", "{Placement proposal: in the annex}")
    ]


def test_row_11_titles_in_braces_are_headings_when_the_draft_says_so():
    text = read(
        "Titles in braces are for general reference only.", "{Section A: General Provisions}", "Each Party shall act."
    )
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
    "1   Negotiators' Note: CA is reviewing its position.",
    "2   US supports this ad referendum.",
    "3   At least one delegation opposes it.",
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
    [
        "[English only]",
        "The Chair spoke [matter omitted].",
        "See [https://example.org/fees].",
        "As said in [QQ.E.5], a fee is due.",
        "The treaty of 1968 [124], as amended.",
    ],
)
def test_row_19_remarks_references_and_links_are_no_choices(line):
    text = read(line)
    assert text.issues() == ()
    assert text.marks.not_negotiation == 1
    assert text.marks.paired == 0


def test_row_19_links_and_notes_of_markdown_are_no_choices(tmp_path):
    file = tmp_path / "draft.md"
    draft = "Each Party [shall] act.[^1] See [the page](https://example.org).\n\n[^1]: A fee is a sum.\n"
    file.write_text(draft, encoding="utf-8")
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
            page(
                1,
                "1.   Each Party shall pay a fee that is small and",
                "that is due [on the first day of the year and in",
            ),
            page(
                2, "every month after that day] to the body.", "", "2.   The body shall keep the fee in a safe place."
            ),
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
        "1.   Each Party shall pay a fee for the distrib-\n"
        "ution of works [that are made and that are sold in\n"
        "the territory] of that Party to the public.\n"
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
