"""The record that a draft makes by itself."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import travaux
from corpus import CORPUS, needs_corpus
from strategies import BODIES
from travaux.facts.case import view
from travaux.facts.from_text import DRAFT, facts_of
from travaux.facts.loading import load
from travaux.facts.model import Issue, Party, Position, Source, TextVersion
from travaux.facts.writing import write_case
from travaux.text.instrument import Instrument
from travaux.text.model import Choice, Note
from travaux.text.stream import choices, leaves
from travaux.text.wording import plain_words

TWELVE = ["AU", "BN", "CA", "CL", "JP", "MX", "MY", "NZ", "PE", "SG", "US", "VN"]
TPP = "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"


def record_of(*paragraphs):
    return facts_of(travaux.read_text("\n\n".join(paragraphs)), "draft.txt")


def noted(bracket, *notes, after=""):
    """A draft with one bracket and a footnote at it, as a page of a consolidated text has them."""
    body = f"5.   Each Party shall pay a fee {bracket}{after}, now and in every year that"
    bodies = "\n".join(f"{number}   {note}" for number, note in enumerate(notes, 3))
    return record_of("                Article 1", f"{body}\nfollows the first year of this Treaty.", bodies + "\n")


def said(record):
    return [(one.party, one.option, one.stance) for one in record.of(Position)]


# What the brackets say


def test_who_backs_prefers_and_who_opposes_opposes():
    record = record_of("Each Party [US/CL propose; JP oppose: shall] act.")
    assert said(record) == [("US", "keep", "prefer"), ("CL", "keep", "prefer"), ("JP", "keep", "oppose")]


CODES = st.lists(st.sampled_from(TWELVE), unique=True, min_size=1, max_size=12)


@given(CODES, st.data())
def test_every_party_in_a_head_and_no_other_has_a_position(codes, data):
    cut = data.draw(st.integers(0, len(codes)))
    backs, opposes = codes[:cut], codes[cut:]
    clauses = [f"{'/'.join(names)} {verb}" for names, verb in ((backs, "propose"), (opposes, "oppose")) if names]
    record = record_of(f"Each Party shall reply [{'; '.join(clauses)}: promptly].")
    expected = [(code, "keep", "prefer") for code in backs] + [(code, "keep", "oppose") for code in opposes]
    assert sorted(said(record)) == sorted(expected)
    assert [party.id for party in record.of(Party)] == sorted(codes)


def test_a_bracket_nobody_is_named_in_gives_an_issue_and_no_position():
    record = record_of("Each Party shall [promptly] reply.")
    assert len(record.of(Issue)) == 1
    assert record.of(Position) == ()
    assert record.of(Party) == ()


def test_every_choice_is_an_issue_but_gaps_are_none():
    record = record_of(
        "1. Each Party [shall][may] act.", "2. Within [x] days.", "3. Option 1: a fee.", "Option 2: none."
    )
    assert [[option.id for option in issue.options] for issue in record.of(Issue)] == [
        ["1", "2"],
        ["option 1", "option 2"],
    ]


def test_a_bracket_is_kept_or_dropped():
    [issue] = record_of("Each Party shall [promptly] reply.").of(Issue)
    assert [option.id for option in issue.options] == ["keep", "drop"]


def test_a_choice_inside_another_arises_only_with_its_option():
    text = travaux.read_text("Each Party shall [ALT 1: pay a fee [in full]] [ALT 2: pay nothing [at all]].")
    outer, full, nothing = facts_of(text, "draft.txt").of(Issue)
    assert outer.only_if is None
    assert (full.only_if.issue, full.only_if.option) == (outer.id, "alt 1")
    assert (nothing.only_if.issue, nothing.only_if.option) == (outer.id, "alt 2")


def test_a_code_that_stands_for_nobody_is_reported_and_its_word_still_counts():
    record = record_of("Each Party [ZQ/US oppose: shall] act.")
    assert ("ZQ", "keep", "oppose") in said(record)
    assert "ZQ" in view(record).deciders
    [remark] = record.remarks
    assert "ZQ" in remark.what
    assert remark.level == "remark"


def test_a_party_on_both_sides_of_a_bracket_is_in_conflict_with_itself():
    record = record_of("Each Party [US/CL propose; US oppose: shall] act.")
    case = view(record)
    mine = case.who(party="US")
    assert sorted(one.stance for one in mine) == ["oppose", "prefer"]
    assert all(one.conflicts_with for one in mine)


def test_the_draft_is_source_and_text_of_everything():
    record = record_of("Article 1", "Each Party [US propose: shall] act.")
    assert [text.id for text in record.of(TextVersion)] == [DRAFT]
    assert [source.id for source in record.of(Source)] == [DRAFT]
    [issue], [position] = record.of(Issue), record.of(Position)
    assert (issue.text, issue.choice) == (DRAFT, issue.id)
    assert (position.source, position.evidence) == (DRAFT, "seen")


# The names of the options are those that `travaux choose` takes


def demo():
    from travaux.cases import draft_treaty

    with draft_treaty() as path:
        return travaux.read(path)


def letters(stream):
    """All words of a stream, those in notes and in brackets too, without white space."""
    return "".join("".join(getattr(node, "text", "").split()) for node in leaves(stream))


DRAFTS = {
    "demo": demo,
    "labelled": lambda: travaux.read_text("1. [ALT 1: a fee.] [ALT 2: no fee at all.]"),
    "numbered backwards": lambda: travaux.read_text("1. [ALT 2: a fee.] [ALT 1: no fee at all.]"),
    "without labels": lambda: travaux.read_text("Each Party [shall][may][should] act."),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_choosing_an_option_by_its_name_gives_its_words(name):
    draft = DRAFTS[name]()
    by_id = {choice.id: choice for choice in choices(draft.body)}
    issues = facts_of(draft, "draft").of(Issue)
    assert issues
    for issue in issues:
        choice = by_id[issue.choice]
        for index, option in enumerate(issue.options):
            chosen = draft.choose({issue.choice: option.in_text})
            assert issue.choice not in {point.id for point in chosen.issues() if point.question == issue.question}
            if index < len(choice.options) and not choice.options[index].null:
                assert letters(choice.options[index].content) in letters(chosen.body)


def test_options_are_told_apart_when_a_label_is_the_place_of_another():
    draft = DRAFTS["numbered backwards"]()
    [issue] = facts_of(draft, "draft").of(Issue)
    texts = [plain_words(draft.choose({issue.choice: option.in_text}).body) for option in issue.options]
    assert ["no fee" in text for text in texts] == [False, True]


# What the notes say

NOTES = [
    ("JP supports this.", "prefer", None),
    ("JP has no objection.", "accept", None),
    ("JP supports this in principle.", "accept", "in principle"),
    ("JP supports this ad referendum.", "accept", "ad referendum"),
    ("JP will go along with consensus.", "accept", "consensus"),
    ("JP opposes this.", "oppose", None),
    ("JP supports this subject to domestic implementation.", "prefer", "domestic implementation"),
    ("JP has no objection pending word from its capital.", "accept", "pending word from its capital"),
    ("JP supports this in principle, but is reviewing it.", "accept", "in principle, but is reviewing it"),
    ("JP is considering this.", None, None),
    ("JP is flexible.", None, None),
    ("JP reserves its position.", None, None),
    ("JP withdraws its proposal.", None, None),
    ("JP seeks further clarification.", None, None),
    ("JP supports the idea, but has concerns about the drafting.", None, None),
    ("JP proposes to move this to another article.", None, None),
]


@pytest.mark.parametrize(("note", "stance", "subject_to"), NOTES, ids=[note for note, *_ in NOTES])
def test_a_note_counts_as_its_words_allow_and_keeps_them(note, stance, subject_to):
    [position] = noted("[or other sums]3", f"Negotiators' Note: {note}").of(Position)
    assert (position.party, position.stance, position.subject_to) == ("JP", stance, subject_to)
    assert position.words == note


def test_each_party_of_a_note_has_its_own_sentence():
    record = noted("[or other sums]3", "Negotiators' Note: MY/BN support this. JP is considering it. It asks for time.")
    words = {one.party: (one.stance, one.words) for one in record.of(Position)}
    assert words == {
        "MY": ("prefer", "MY/BN support this."),
        "BN": ("prefer", "MY/BN support this."),
        "JP": (None, "JP is considering it. It asks for time."),
    }


def test_a_note_that_hangs_on_several_options_says_nothing_of_one_of_them():
    record = noted("[US propose: in money][CL propose: in kind]3", "Negotiators' Note: JP supports this.")
    [mine] = [one for one in record.of(Position) if one.party == "JP"]
    assert (mine.option, mine.stance, mine.words) == (None, None, "JP supports this.")


def test_a_note_qualifies_what_the_head_says():
    record = noted("[CA3/US propose: or other sums]", "Negotiators' Note: CA supports this in principle.")
    [mine] = [one for one in record.of(Position) if one.party == "CA"]
    assert (mine.stance, mine.subject_to) == ("prefer", "in principle")


def test_a_note_does_not_lift_an_objection_in_the_head():
    record = noted("[US propose; MX3 oppose: or other sums]", "Negotiators' Note: MX will go along with consensus.")
    mine = [(one.stance, one.words) for one in record.of(Position) if one.party == "MX"]
    assert sorted(mine, key=str) == [("oppose", None), (None, "MX will go along with consensus.")]
    assert any("MX" in remark.what for remark in record.remarks)


def test_a_footnote_that_is_itself_disputed_says_nothing_of_the_bracket_it_hangs_on():
    record = noted("[US propose: or other sums]3", "[JP propose; CL oppose: Sums in any currency.]")
    outer, inner = record.of(Issue)
    by_issue = {
        issue.id: [(one.party, one.stance) for one in record.of(Position) if one.issue == issue.id]
        for issue in (outer, inner)
    }
    assert by_issue == {outer.id: [("US", "prefer")], inner.id: [("JP", "prefer"), ("CL", "oppose")]}


def test_brackets_of_a_remark_are_no_issue_and_their_statements_are_kept():
    record = noted(
        "[US propose: or other sums]3", "Negotiators' Note: [JP is considering this.][AU: will go with consensus.]"
    )
    [issue] = record.of(Issue)
    assert {one.issue for one in record.of(Position)} == {issue.id}
    assert {(one.party, one.stance, one.subject_to) for one in record.of(Position)} == {
        ("US", "prefer", None),
        ("JP", None, None),
        ("AU", "accept", "consensus"),
    }
    assert any("no issue" in remark.what for remark in record.remarks)


def test_a_note_on_words_that_are_not_open_is_reported():
    record = noted("in money3 [US propose: or other sums]", "Negotiators' Note: JP opposes this.")
    assert "JP" not in {one.party for one in record.of(Position)}
    assert any("note 3" in remark.what for remark in record.remarks)


def test_a_remark_that_names_nobody_stays_with_the_issue():
    [issue] = noted("[or other sums]3", "Negotiators' Note: Parties to discuss this with the legal group.").of(Issue)
    assert "Parties to discuss this with the legal group." in issue.note


def test_a_head_that_reserves_gives_words_and_no_stance():
    record = record_of("Each Party [US propose; JP reserve: shall] act.")
    mine = [one for one in record.of(Position) if one.party == "JP"]
    assert [(one.stance, "JP reserve" in one.words) for one in mine] == [(None, True)]


# A case file holds it all


def test_the_record_of_a_draft_survives_its_case_file(tmp_path):
    record = facts_of(demo(), "draft_treaty.txt")
    write_case(record, tmp_path)
    assert load(tmp_path).sections == record.sections


# The chapter on intellectual property of 30 August 2013


@needs_corpus
def test_the_chapter_has_twelve_delegations_and_a_typing_error():
    record = facts_of(travaux.read(CORPUS / "texts" / TPP), TPP)
    case = view(record)
    assert set(case.deciders) == set(TWELVE)
    assert [party.id for party in record.of(Party) if party.decides is False] == ["CP"]
    assert not [remark for remark in record.remarks if remark.level == "error"]


@needs_corpus
def test_positions_from_heads_are_those_of_the_rows_of_issues():
    draft = travaux.read(CORPUS / "texts" / TPP)
    record = facts_of(draft, TPP)
    issues = {issue.id: issue for issue in record.of(Issue)}
    expected = {
        (code, point.id, issues[point.id].options[index].id, stance)
        for point in draft.issues()
        if point.id in issues
        for index, option in enumerate(point.options)
        for codes, stance in ((option.backs, "prefer"), (option.opposes, "oppose"))
        for code in codes
    }
    found = {(one.party, one.issue, one.option, one.stance) for one in record.of(Position) if one.stance}
    assert expected <= found
    assert len(expected) > 500
    assert all(
        one.words for one in record.of(Position) if (one.party, one.issue, one.option, one.stance) in found - expected
    )


@needs_corpus
def test_no_word_of_a_note_that_names_a_delegation_is_lost():
    """Every note that begins with a delegation is in a position or reported, by its mark."""
    raw = (CORPUS / "texts" / TPP).read_text(encoding="utf-8")
    begun = re.findall(r"^\s*(\d+)\s+Negotiators?' ?[Nn]otes?: ([A-Z]{2})\b", raw, re.MULTILINE)
    draft = travaux.read(CORPUS / "texts" / TPP)
    record = facts_of(draft, TPP)
    from travaux.facts.statements import statements

    kept = {one.where for one in statements(draft).made}
    reported = " ".join(remark.what for remark in record.remarks)
    missing = [mark for mark, _ in begun if f"note {mark}" not in kept and f"note {mark}" not in reported]
    assert len(begun) > 40
    assert missing == []


# Whatever a draft may look like


@given(BODIES)
@settings(max_examples=60, deadline=None)
def test_any_draft_makes_a_sound_record_that_can_be_written_and_read(body):
    draft = Instrument(body)
    record = facts_of(draft, "draft.txt")
    issues = {issue.id: [option.id for option in issue.options] for issue in record.of(Issue)}
    for issue, names in issues.items():
        assert len(names) == len(set(names)), issue
    for issue in record.of(Issue):
        assert issue.only_if is None or issue.only_if.option in issues[issue.only_if.issue]
    known = {party.id for party in record.of(Party)}
    for position in record.of(Position):
        assert position.party in known
        assert position.option is None or position.option in issues[position.issue]
        assert position.stance or position.words
    with tempfile.TemporaryDirectory() as folder:
        write_case(record, Path(folder))
        assert load(Path(folder)).sections == record.sections


def unlabelled(stream):
    """The stream with no label on any option, so that options can only be named by their place."""

    def bare(node):
        if isinstance(node, Note):
            return replace(node, content=unlabelled(node.content))
        if not isinstance(node, Choice):
            return node
        return replace(
            node,
            options=tuple(
                replace(option, label="", head=unlabelled(option.head), content=unlabelled(option.content))
                for option in node.options
            ),
        )

    return tuple(bare(node) for node in stream)


@given(BODIES)
@settings(max_examples=60, deadline=None)
def test_an_option_chosen_by_its_name_is_the_one_at_its_place(body):
    draft, bare = Instrument(body), Instrument(unlabelled(body))
    forms = {choice.id: choice.form for choice in choices(body)}
    for issue in facts_of(draft, "draft.txt").of(Issue):
        for place, option in enumerate(issue.options, 1):
            if option.in_text is not None and forms[issue.choice] != "bracket":
                by_name = draft.choose({issue.choice: option.in_text})
                by_place = bare.choose({issue.choice: str(place)})
                assert letters(by_name.body) == letters(by_place.body)
