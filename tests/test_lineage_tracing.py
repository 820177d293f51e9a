"""The life of an issue or a passage: where it stands in each version, with whom, and what became of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import travaux
from travaux.errors import TravauxError
from travaux.facts.case import view
from travaux.facts.loading import from_mapping
from travaux.lineage.events import told
from travaux.lineage.trace_rows import report
from travaux.lineage.tracing import trace
from travaux.lineage.versions import Version
from travaux.text.comparing import ChoiceChange


@pytest.fixture(scope="module")
def case():
    return travaux.open_case("typefaces")


def versions(*texts):
    return [Version(f"v{number}", None, travaux.read_text(text)) for number, text in enumerate(texts, 1)]


def states(life):
    return [step.state for step in life.steps]


def happened(life):
    return [[event.what for event in step.happened] for step in life.steps]


# Issues of a case


def test_an_issue_is_followed_until_it_closes(case):
    life = trace(case, "digital")
    assert states(life) == ["open", "open", "open", "unbracketed"]
    assert happened(life) == [["first"], ["backers_joined"], ["backers_joined"], ["closed"]]
    assert [step.where for step in life.steps] == [("Article 2, paragraph 2",)] * 4
    assert life.steps[3].words == "Protection may extend to digital fonts."


def test_its_options_are_told_with_those_who_back_and_oppose_them(case):
    [choice] = trace(case, "rental").steps[0].choices
    [option] = choice.options
    assert (option.backs, option.opposes) == (("UY", "KE"), ("EE", "NP"))
    joined = trace(case, "digital").steps[1].happened[0]
    assert (joined.option, joined.parties) == ("option 1", ("KE",))


def test_a_bracket_that_opened_late_shows_the_provision_before_and_who_brought_it(case):
    life = trace(case, "fair")
    assert states(life) == ["absent", "absent", "open", "absent"]
    assert [step.where for step in life.steps] == [("Article 4, paragraph 1",)] * 4
    brought, reopened = life.steps[2].happened
    assert (brought.what, brought.parties) == ("brought", ("JM",))
    assert reopened.what == "reopened"
    assert [event.what for event in life.steps[3].happened] == ["closed"]


def test_a_choice_settled_in_other_words_shows_those_words(case):
    last = trace(case, "means").steps[3]
    assert [event.option for event in last.happened if event.what == "closed"] == ["other wording"]
    assert last.state == "unbracketed"
    assert last.words.startswith("as its own law provides")


def test_what_is_dropped_is_absent_from_then_on(case):
    life = trace(case, "rental")
    assert states(life) == ["open", "open", "absent", "absent"]
    assert life.steps[3].happened == ()


def test_statements_stand_with_the_first_version_of_their_day_or_later(case):
    life = trace(case, "digital")
    said = [[(each.party, each.option, each.stance) for each in step.said] for step in life.steps]
    assert said[1] == [("ke", "must", "prefer")]  # of 3 June, between 3 March and 6 June
    assert said[2] == [("ee", "may", "accept"), ("uy", "may", "oppose")]
    assert all(step.version.date >= each.date for step in life.steps for each in step.said)
    assert life.later == ()
    assert life.outcome == ("It may", date(2025, 12, 12))
    assert life.steps[1].said[0].source == "Minutes of the second session (invented)"


def test_what_is_told_to_the_chair_is_for_the_chair_only(case):
    chair = trace(travaux.open_case("typefaces", reader="chair"), "digital")
    hidden = [each for step in chair.steps for each in step.said if each.reader != "public"]
    assert [(each.party, each.stance) for each in hidden] == [("ke", "red_line")]
    public = report(trace(case, "digital"))
    assert "foundries could" not in str(public)
    assert [len(step["said"]) for step in public["versions"]] == [4, 1, 2, 0]


def test_a_statement_without_a_day_is_not_put_between_two_versions():
    record = from_mapping(
        {
            "schema": "travaux-case/1",
            "parties": [{"id": "aa", "name": "State of AA"}],
            "issues": [{"id": "c", "choice": "p1.c1", "options": [{"id": "keep"}, {"id": "drop"}]}],
            "positions": [{"party": "aa", "issue": "c", "option": "keep", "stance": "prefer"}],
        }
    )
    from travaux.lineage.said import said_about

    seen = view(record)
    by_version, later = said_about(seen, seen.issue("c"), versions("1. A [b] c."))
    assert by_version == [()]
    assert [each.party for each in later] == ["aa"]


# Choices, provisions, words


OLD = "Article 1\n\n1. Each Party shall keep samples [of wool] for ten years.\n\n2. Fees are paid in advance.\n"
NEW = "Article 1\n\n1. Fees are paid in advance.\n\n2. Each Party shall keep samples for ten years.\n"


def test_words_are_followed_from_where_they_are_found_to_both_ends():
    life = trace(versions(OLD, NEW, NEW), "fees are PAID")
    assert [step.where for step in life.steps] == [
        ("Article 1, paragraph 2",), ("Article 1, paragraph 1",), ("Article 1, paragraph 1",)
    ]  # fmt: skip
    assert life.kind == "words"
    assert life.found_in.name == "v3"


def test_words_in_brackets_are_open_and_tell_of_their_choice():
    life = trace(versions(OLD, NEW), "of wool")
    assert states(life) == ["open", "absent"]
    assert [choice.id for choice in life.steps[0].choices] == ["art1.p1.c1"]
    assert [event.what for event in life.steps[1].happened] == ["closed"]


def test_words_round_a_bracket_are_open_as_long_as_it_is():
    old, new = "1. The term is [ten][twenty] years from now on.\n", "1. The term is twenty years from now on.\n"
    assert states(trace(versions(old, new), "twenty years from now")) == ["open", "unbracketed"]


def test_a_choice_is_looked_up_in_the_latest_version_that_has_it_or_in_the_one_named():
    texts = ("1. A [b] day goes by.\n", "1. A [b] day goes [slowly] by.\n", "1. A day goes [slowly] by.\n")
    assert trace(versions(*texts), "p1.c1").found_in.name == "v3"
    assert [choice.options[0].words for choice in trace(versions(*texts), "p1.c1").steps[2].choices] == ["slowly"]
    first = trace(versions(*texts), "v1:p1.c1")
    assert first.found_in.name == "v1"
    assert states(first) == ["open", "open", "absent"]


def test_a_provision_is_followed_through_a_new_number():
    life = trace(versions(OLD, NEW), "v1:art1.p2")
    assert [step.units for step in life.steps] == [("art1.p2",), ("art1.p1",)]
    assert life.kind == "provision"


def test_words_in_several_places_say_where_else_they_stand():
    text = "Article 1\n\n1. Fees are paid.\n\n2. Dues and all fees are paid by all.\n"
    life = trace(versions(text), "fees are paid")
    assert life.steps[0].where == ("Article 1, paragraph 1",)
    assert life.also == ("Article 1, paragraph 2",)


WORDS = st.lists(st.sampled_from(["salt", "wool", "ships", "fees", "law", "court"]), min_size=3, max_size=9)


@settings(max_examples=40, deadline=None)
@given(WORDS, st.data())
def test_in_versions_that_are_the_same_a_passage_stays_where_it_is(words, data):
    text = f"1. {' '.join(words)}.\n\n2. Something else stands here.\n"
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    passage = " ".join(words[start:end])
    life = trace(versions(text, text, text), passage)
    assert states(life) == ["unbracketed"] * 3
    assert {step.words.rstrip(".") for step in life.steps} == {passage}
    assert happened(life)[1:] == [[], []]


# What cannot be traced


def test_a_slip_is_answered_with_what_was_meant(case):
    with pytest.raises(TravauxError) as refused:
        trace(case, "digitl")
    assert "digital" in refused.value.why


def test_words_that_stand_nowhere_are_answered_with_the_provision_that_has_most_of_them(case):
    with pytest.raises(TravauxError) as refused:
        trace(case, "Protection should extend to digital fonts")
    assert "Article 2, paragraph 2" in refused.value.why


@pytest.mark.parametrize("what", ["", "  ", "?!"])
def test_nothing_is_not_traced(case, what):
    with pytest.raises(TravauxError):
        trace(case, what)


def test_an_issue_that_no_text_holds_is_refused_with_those_that_have_one():
    with pytest.raises(TravauxError) as refused:
        trace(travaux.open_case("avp"), next(i.id for i in travaux.open_case("avp").issues if i.choice is None))
    assert "a12" in refused.value.remedy


def test_an_issue_whose_choice_the_draft_does_not_have_is_refused(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "draft.txt").write_text("1. A [b] c.\n", encoding="utf-8")
    (tmp_path / "case.yaml").write_text(
        "schema: travaux-case/1\ntexts: [{id: d, file: draft.txt}]\n"
        "issues: [{id: one, text: d, choice: p9.c9, options: [{id: keep}, {id: drop}]}]\n",
        encoding="utf-8",
    )
    with pytest.raises(TravauxError) as refused:
        trace(travaux.open_case(tmp_path), "one")
    assert "p9.c9" in refused.value.what


# Words that go with a choice


OPEN = "Article 1\n\n1. Each Party [shall][should, where it can,] keep samples of wool for ten years.\n"
SHUT = "Article 1\n\n1. Each Party shall keep samples of wool for {} years.\n"


def test_words_that_went_with_a_choice_are_not_said_to_be_reworded():
    life = trace(versions(OPEN, SHUT.format("ten")), "art1.p1")
    assert happened(life)[1] == ["closed"]


def test_words_of_its_own_that_a_provision_changed_are_counted_beside_a_choice_that_closed():
    [_, step] = trace(versions(OPEN, SHUT.format("two")), "art1.p1").steps
    assert "reworded: 1 word out, 1 in" in [event.text for event in step.happened]


def test_a_choice_closed_with_other_wording_is_told_with_what_stands_now_and_what_it_asked():
    said = told(ChoiceChange("c1", None, "closed", "other wording", "55 per cent", question="50 or 60?"))
    assert said == "closed with other wording: “55 per cent”; it asked: 50 or 60?"


def test_a_choice_that_went_with_its_provision_is_gone():
    assert told(ChoiceChange("c1", None, "dropped", words="of wool")).startswith("gone with the provision")
