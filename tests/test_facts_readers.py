"""Who may read what: closed by default, and decided on public facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import TravauxError
from travaux.facts import Reader, from_mapping, view
from travaux.facts.membership import Members
from travaux.facts.model import Group, Mandate, Outcome, Package, Party, Position
from travaux.facts.readers import label, may_ever_read, may_read

GROUPS = Members(
    [
        Group(id="g77", name="G77", members=("br", {"party": "za", "from": "2005-01-01", "to": "2010-12-31"})),
        Group(id="friends", name="Friends", members=("g77", "ch")),
    ]
)
DAY = date(2008, 1, 1)


def position(party="us", reader="public", **more):
    return Position(party=party, issue="i", option="a", stance="oppose", reader=reader, **more)


def reads(words, fact, day=DAY):
    return may_read(fact, Reader.parse(words), day, GROUPS)


@pytest.mark.parametrize("words", ["public", "chair", "group:friends", "party:us", "us"])
def test_everybody_reads_what_is_public(words):
    assert reads(words, position())


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("public", "public", ""),
        (" Chair ", "chair", ""),
        ("group:g77", "group", "g77"),
        ("party:public", "party", "public"),
        ("us", "party", "us"),
        ("US", "party", "US"),
    ],
)
def test_a_user_names_a_reader(words, kind, name):
    assert Reader.parse(words) == Reader(kind, name)


@pytest.mark.parametrize(
    "words", ["", "  ", "party:", "group: ", "delegation:us", "chair:us", "public:", "party", "group"]
)
def test_words_that_name_nobody_open_nothing(words):
    if words in ("party", "group"):  # a bare word is the id of a party
        assert Reader.parse(words) == Reader("party", words)
    else:
        with pytest.raises(TravauxError, match="is no reader"):
            Reader.parse(words)


def test_a_label_is_never_guessed():
    unreadable = [
        "us",
        "Chair",
        "PUBLIC",
        " public",
        "party:",
        "group:",
        "party: us",
        "delegation:us",
        "chair ",
        "",
        "*",
    ]
    assert [label(words) for words in unreadable] == [None] * len(unreadable)


@given(st.text(max_size=12), st.sampled_from(["public", "chair", "group:g77", "party:us", "party:br"]))
def test_a_label_opens_to_nobody_unless_it_is_one_of_four(words, reader):
    known = words in ("public", "chair") or words.split(":")[0] in ("group", "party")
    assert known or not reads(reader, position(reader=words))


def test_the_chair_reads_what_is_for_the_chair_and_nothing_told_to_others():
    assert reads("chair", position(reader="chair"))
    assert not any(reads("chair", position(reader=each)) for each in ("party:us", "group:g77", "keeper"))


def test_a_party_reads_its_own_word_to_the_chair_and_no_other():
    own = [
        position("us", "chair"),
        Mandate(party="us", at_least=0.5, reader="chair"),
        Package(by="us", points=[{"issue": "i", "option": "a"}, {"issue": "j", "option": "a"}], reader="chair"),
    ]
    assert all(reads("us", fact) for fact in own)
    assert not any(reads(other, fact) for fact in own for other in ("br", "group:g77", "public"))


def test_a_fact_that_is_nobodys_own_is_for_the_chair_alone():
    noted = [
        Party(id="us", name="US", reader="chair"),
        Outcome(issue="i", option="a", reader="chair", party="us"),  # a key that outcomes do not have gives no right
    ]
    assert not any(reads("us", fact) for fact in noted)


def test_what_is_for_one_party_is_for_no_group_and_no_chair():
    fact = position("br", "party:br")
    assert [reads(each, fact) for each in ("br", "us", "group:g77", "chair", "public")] == [True, *[False] * 4]


def test_what_is_for_a_group_is_for_those_who_were_and_are_in_it():
    fact = position("br", "group:g77", date="2006-06-01")
    assert reads("br", fact)
    assert reads("za", fact)
    assert not reads("za", fact, date(2011, 1, 1)), "it has left"
    assert not reads("za", position("br", "group:g77", date="2004-12-31")), "it had not joined"
    assert not reads("us", fact)
    assert reads("group:g77", fact, date(2011, 1, 1))


def test_the_day_a_fact_came_on_record_counts_before_the_day_it_held():
    assert not reads("za", position("br", "group:g77", date="2006-06-01", recorded="2004-06-01"))


def test_a_fact_without_a_day_is_for_those_who_were_in_the_group_from_the_start():
    fact = position("br", "group:g77")
    assert reads("br", fact)
    assert not reads("za", fact)


def test_members_of_a_group_inside_a_group_read_what_is_for_both():
    fact = position("ch", "group:friends", date="2006-06-01")
    assert [reads(each, fact) for each in ("ch", "br", "za", "us")] == [True, True, True, False]
    assert not reads("group:g77", fact), "a group reads only what is for it by name"


def test_first_and_last_day_of_a_membership_are_in_it():
    days = {date(2004, 12, 31): False, date(2005, 1, 1): True, date(2010, 12, 31): True, date(2011, 1, 1): False}
    assert {day: "za" in GROUPS.of("g77", day) for day in days} == days


def test_a_group_that_contains_itself_adds_nobody_and_does_not_run_for_ever():
    circle = Members([Group(id="a", name="A", members=("b", "us")), Group(id="b", name="B", members=("a", "b", "eu"))])
    assert circle.of("a", DAY) == ("eu", "us")
    assert circle.of("b", DAY) == ("us", "eu")


def test_a_group_inside_a_group_stands_for_itself_while_it_has_no_member():
    late = Group(id="late", name="Late", members=({"party": "us", "from": "2009-01-01"},))
    groups = Members([Group(id="all", name="All", members=("late", "eu")), late])
    assert groups.of("all", DAY) == ("late", "eu")
    assert groups.of("all", date(2009, 1, 1)) == ("us", "eu")


def test_a_very_deep_nest_of_groups_is_opened():
    chain = [Group(id=f"g{n}", name="G", members=(f"g{n + 1}",)) for n in range(3000)]
    assert Members(chain).of("g0", DAY) == ("g3000",)


def test_nothing_is_read_on_a_day_that_is_never_read():
    fact = position("br", "group:g77", date="2004-12-31")
    who = Reader.parse("za")
    assert not may_ever_read(fact, who, GROUPS)
    assert not any(may_read(fact, who, date(year, 1, 1), GROUPS) for year in range(2000, 2015))


def case(**sections):
    parties = [{"id": "us", "name": "United States"}, {"id": "br", "name": "Brazil"}]
    groups = [{"id": "g77", "name": "G77", "members": ["br"]}]
    return from_mapping({"schema": "travaux-case/1", "parties": parties, "groups": groups, **sections}, "talks")


def test_a_hidden_membership_opens_no_door():
    said = {"party": "br", "issue": "i", "option": "a", "stance": "accept", "reader": "group:g77"}
    quiet = {"id": "g77", "name": "G77", "members": ["us", "br"], "reader": "chair"}
    public = {"id": "g77", "name": "G77", "members": ["br"]}
    issues = [{"id": "i", "options": [{"id": "a"}]}]
    record = case(groups=[public, quiet], positions=[said], issues=issues)
    assert [each.party for each in view(record, "br").who()] == ["br"]
    assert view(record, "us").who() == ()
    assert view(record, "us").positions == ()


def test_a_group_from_memory_opens_no_door():
    record = case(
        groups=[{"id": "g77", "name": "G77", "members": ["us"], "evidence": "recalled"}],
        sessions=[{"id": "s", "reader": "group:g77"}],
    )
    assert view(record, "us").sessions == ()


def test_a_reader_whom_no_public_fact_names_is_refused_with_public_names_alone():
    hidden = {"id": "uss", "name": "Quiet", "reader": "chair"}
    record = case(parties=[{"id": "us", "name": "United States"}, hidden])
    with pytest.raises(TravauxError) as refusal:
        view(record, "uss")
    assert str(refusal.value) == (
        "talks: there is no party 'uss' (close to it: us). Remedy: look as public, chair, group:ID, party:ID or the id "
        "of a party; name one of us, g77, br."
    )
    with pytest.raises(TravauxError, match="there is no group 'us'"):
        view(record, "group:us")


def test_a_bare_id_of_a_group_is_the_group():
    assert view(case(), "g77").reader == "group:g77"
    assert view(case(), "party:g77").reader == "party:g77"
