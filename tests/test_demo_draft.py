"""The built-in draft, against counts and heads noted by reading it, mark by mark, before any program read it."""

import pytest

import travaux
from travaux.cases import draft_treaty
from travaux.text.model import Aside
from travaux.text.report import summary
from travaux.text.stream import leaves
from travaux.text.wording import plain_words

# In reading order: words that the bracket begins with, who backs it, who opposes it, codes that stand for nobody.
HEADS = [
    ("a common style", {"UY", "KE"}, {"EE"}, set()),
    ("and weight", {"JM"}, set(), set()),
    ("Protection shall extend", {"UY", "JM"}, set(), set()),
    ("Protection may extend", {"GH", "FJ"}, set(), set()),
    ("registration or", set(), {"NP"}, set()),
    (", except for fonts", {"KE"}, {"EE"}, {"ZQ"}),
    ("3 bis.", {"GH", "NP"}, set(), set()),
    ("made by machine or", {"MN"}, set(), set()),
    ("The designer of a typeface", {"UY", "KE", "GH"}, {"EE", "NP"}, set()),
    ("Exceptions are left to", {"JM"}, {"UY", "FJ"}, set()),
    ("by the depositary", {"GRULAC"}, set(), set()),
]

# The rivals of each choice between several contents, by the words they begin with ("" for none).
RIVALS = [
    ("PROTECTION", "SAFEGUARDING"),
    ("Recognizing", "Recognizing fully"),
    ("promote", "encourage", "other"),
    ("letters", "letters, figures"),
    ("created", "made"),
    ("makes or sells", "makes and sells"),
    ("should", "shall"),
    ("by copyright", "by a right"),
    ("Protection shall extend", "Protection may extend"),
    ("Exceptions shall be limited", "Exceptions may be made"),
    ("three", "six"),
    ("2", "3"),
    ("ASM", "Conference"),
]


BETWEEN = {"alternatives", "options"}


@pytest.fixture(scope="module")
def draft():
    with draft_treaty() as path:
        return travaux.read(path)


@pytest.fixture(scope="module")
def issues(draft):
    return draft.issues()


def begins(option, words):
    return option.text.replace("*", "").strip().startswith(words)


def test_it_says_on_its_first_line_that_the_positions_are_invented():
    with draft_treaty() as path:
        first = path.read_text(encoding="utf-8").split("\n")[0]
    assert "exercise" in first
    assert "invented" in first


def test_every_mark_is_accounted_for(draft):
    marks = draft.marks
    assert (marks.open, marks.close) == (59, 59)
    assert (marks.paired, marks.unclosed, marks.stray) == (55, 1, 1)
    assert marks.not_negotiation == 3  # [English only], [matter omitted] and the footnote mark [ 7 ]


def test_the_deepest_bracket_stands_in_three_others(draft):
    assert draft.marks.max_depth == 4


def test_nothing_is_lost_and_the_furniture_of_the_pages_is_dropped(draft):
    assert draft.conservation.lost == 0
    dropped = " ".join(piece.text for piece in draft.dropped)
    assert dropped.count("Draft Treaty on Typefaces") == 3
    words = plain_words(draft.body)
    assert "Draft Treaty on Typefaces" not in words


def test_a_word_that_the_line_end_divides_is_one_word_again(draft):
    assert "distributed free of charge" in plain_words(draft.body)


def test_it_has_seven_articles(draft):
    articles = [provision.number for provision in draft.outline() if provision.role == "article"]
    assert articles == [f"Article {number}" for number in range(1, 8)]


@pytest.mark.parametrize(("words", "backs", "opposes", "unknown"), HEADS, ids=[head[0] for head in HEADS])
def test_every_head_is_read_with_its_parties(issues, words, backs, opposes, unknown):
    [(issue, option)] = [
        (issue, option)
        for issue in issues
        for option in issue.options
        if (option.backs or option.opposes) and option.text.strip().startswith(words)
    ]
    assert set(option.backs) - unknown == backs
    assert set(option.opposes) == opposes
    assert set(issue.unknown_codes) == unknown


def test_the_parties_back_and_oppose_as_often_as_the_heads_say(draft):
    parties = summary(draft)["parties"]
    expected = {
        party: (
            sum(party in backs for _, backs, _, _ in HEADS),
            sum(party in opposes for _, _, opposes, _ in HEADS),
        )
        for party in ("KE", "EE", "NP", "JM", "FJ", "MN", "GRULAC")  # UY and GH have a bracketed footnote besides
    }
    assert {party: (parties[party]["backs"], parties[party]["opposes"]) for party in expected} == expected


@pytest.mark.parametrize("rivals", RIVALS, ids=lambda rivals: "/".join(rivals))
def test_rival_words_are_one_choice(issues, rivals):
    assert any(
        len(issue.options) == len(rivals) and all(map(begins, issue.options, rivals)) and issue.kind in BETWEEN
        for issue in issues
    )


def test_other_among_rivals_stands_for_no_words(issues):
    [verbs] = [issue for issue in issues if issue.kind == "alternatives" and begins(issue.options[0], "promote")]
    assert [option.null for option in verbs.options] == [False, False, True]


def test_brackets_that_only_look_like_alternatives_are_for_review(issues):
    lists = [issue for issue in issues if any(begins(option, "designers,") for option in issue.options)]
    assert lists
    assert all(issue.for_review and issue.why for issue in lists)


def test_options_stand_in_three_levels(issues):
    options = [issue for issue in issues if issue.kind == "options" and issue.options[0].label.startswith("Option")]
    assert [len(issue.options) for issue in options] == [2, 2, 2]
    outer, middle, inner = options
    assert middle.parent == outer.id
    assert inner.parent == middle.id
    assert [option.null for option in outer.options] == [False, True]


def test_gaps_are_placeholders(issues):
    gaps = [issue for issue in issues if issue.kind == "placeholder"]
    words = " ".join(option.text for issue in gaps for option in issue.options).lower()
    assert "placeholder for provisions" in words
    assert "document symbol" in words
    assert len(gaps) >= 4  # with [x] and the empty [ ]; whether "annex X" is a gap is a matter of convention


def test_the_bracket_that_crosses_a_page_keeps_its_three_items(issues):
    [right] = [
        issue for issue in issues if issue.head.startswith("UY/KE/GH") or issue.options[0].head.startswith("UY/KE/GH")
    ]
    text = right.options[0].text
    assert text.index("copying") < text.index("distribution") < text.index("adaptation") < text.index("rental")
    assert "Draft Treaty" not in text


def test_notes_carry_positions(draft):
    notes = {party: counts["notes"] for party, counts in summary(draft)["parties"].items() if counts["notes"]}
    assert notes.keys() >= {"KE", "MN", "GH", "JM"}


def test_anonymous_reservations_name_nobody(issues):
    anonymous = [note for issue in issues for note in issue.notes if "delegation" in note.text.lower()]
    assert anonymous
    assert all(note.party == "" for note in anonymous)


def test_the_unclosed_and_the_stray_bracket_are_reported_with_their_places(draft):
    repairs = [(item.code, item.where) for item in draft.diagnostics if item.severity != "info"]
    lines = {where.get("line") for code, where in repairs if "unclosed" in code or "stray" in code}
    assert len(lines) == 2


def test_the_unclosed_bracket_swallows_no_other_article(issues):
    [bracket] = [issue for issue in issues if begins(issue.options[0], "by notification")]
    assert "Languages" not in bracket.options[0].text


def test_a_bracket_that_starts_with_a_comma_leaves_clean_words_when_dropped(draft):
    words = " ".join(plain_words(draft.choose({}, rest="drop").body).split())
    assert "every script in print and on screen" in words
    assert words.count("[") == 2  # [English only] and [matter omitted] are no choices


def test_a_label_in_braces_is_about_the_text_and_not_of_it(draft):
    labels = [node.text for node in leaves(draft.body) if isinstance(node, Aside)]
    assert any("Placement proposal" in label for label in labels)
