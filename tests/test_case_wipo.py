"""The built-in treaties of WIPO: what the lists say, nothing from memory, and every fact with its source."""

import csv
from collections import Counter
from datetime import date

import pytest
from tests.corpus import CORPUS, needs_corpus

from travaux import open_case
from travaux.cases import folder
from travaux.facts import check
from travaux.facts.loading import load
from travaux.facts.model import Group, Treaty, TreatyAction
from travaux.treaty.names import code_of, dissolved
from travaux.treaty.opening import open_treaties, party_named
from travaux.treaty.reading_actions import HAS_REMARKS

WIPO = open_case("wipo")
RECORD = load(folder("wipo"))


def of(treaty, kind=None):
    return [each for each in WIPO.of(TreatyAction) if each.treaty == treaty and kind in (None, each.kind)]


def test_the_case_is_public_and_only_the_derived_party_is_remarked_upon():
    assert RECORD.public
    assert RECORD.remarks == ()
    (remark,) = check(RECORD.sections)
    assert remark.level == "remark"
    assert "brussels-yu" in remark.fact


def test_every_fact_has_a_source_that_is_there():
    for section in ("treaties", "actions", "groups", "numbers"):
        for fact in WIPO.sections[section]:
            assert fact.source in WIPO.sources, fact.id
    assert all(each.evidence in ("seen", "derived") for each in (*WIPO.of(Treaty), *WIPO.of(TreatyAction)))


def test_an_action_stands_on_one_line():
    lines = (folder("wipo") / "case.yaml").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("  - {treaty: ") for line in lines) == len(WIPO.of(TreatyAction))


def test_there_are_twenty_one_treaties_each_with_actions_and_its_first_days():
    treaties = WIPO.of(Treaty)
    assert len(treaties) == 21
    for treaty in treaties:
        assert of(treaty.id)
        first = min(each.date for each in of(treaty.id) if each.date)
        assert treaty.adopted <= first, treaty.id


def test_what_was_only_remembered_is_not_here():
    treaties = {each.id: each for each in WIPO.of(Treaty)}
    assert treaties["gratk"].force is None
    assert treaties["brussels"].article is None
    assert (treaties["brussels"].evidence, treaties["brussels"].confidence) == ("derived", "low")
    assert treaties["riyadh"].force.delay is None
    assert treaties["strasbourg"].article == "13"  # seen in the text, where the table had it from memory
    for name in ("berne", "hague", "lisbon", "madrid_indications", "washington"):
        assert treaties[name].force is None, name


@pytest.mark.parametrize(
    ("treaty", "day"),
    [
        ("phonograms", "1973-04-18"),
        ("vienna_classification", "1985-08-09"),
        ("tlt", "1996-08-01"),
        ("wct", "2002-03-06"),
        ("wppt", "2002-05-20"),
        ("plt", "2005-04-28"),
        ("marrakesh", "2016-09-30"),
        ("beijing", "2020-04-28"),
    ],
)
def test_the_instrument_that_completes_the_count_comes_the_delay_before_the_first_day(treaty, day):
    # By hand: the Nth instrument of those who count, three months before the first party is recorded as bound.
    data = open_treaties("wipo")
    rule = data.treaties[treaty].force
    kinds = set(rule.kinds)
    states = {each.id for each in data.parties.values() if each.kind == "state"}
    days = sorted(
        each.date for each in of(treaty) if each.kind in kinds and (rule.counts != "states" or each.party in states)
    )
    nth, first = days[rule.threshold - 1], min(each.date for each in of(treaty, "entry_into_force"))
    assert str(first) == day
    assert ((first.year - nth.year) * 12 + first.month - nth.month, first.day) == (rule.delay.months, nth.day)


def test_yugoslavia_is_a_party_without_a_day_and_its_successors_go_on():
    (own,) = [each for each in of("brussels") if each.party == "YU"]
    assert (own.date, own.evidence, own.confidence) == (None, "derived", "low")
    heirs = {each.party for each in of("brussels") if each.kind in ("succession", "continued_application")}
    assert set(dissolved()["YU"].successors) <= heirs
    assert sum(each.party in heirs for each in of("brussels", "succession")) == 5
    assert "YU" not in {each.party for each in WIPO.of(TreatyAction) if each.treaty != "brussels"}


def test_the_four_first_parties_of_brussels_are_bound_from_one_day():
    first = [each.party for each in of("brussels", "entry_into_force") if each.date == date(1979, 8, 25)]
    assert sorted(first) == ["DE", "KE", "MX", "NI"]
    assert min(each.date for each in of("brussels", "entry_into_force")) == date(1979, 8, 25)


def test_members_of_unions_are_dated_as_far_as_the_source_goes():
    groups = {each.id: each for each in WIPO.of(Group)}
    assert "GB" in WIPO.members("eu_members", date(2019, 1, 1))
    assert "GB" not in WIPO.members("eu_members", date(2021, 1, 1))
    assert len(WIPO.members("eu_members", date(1980, 1, 1))) == 9
    assert len(WIPO.members("eu_members", date(2025, 1, 1))) == 27
    assert len(WIPO.members("oapi_members", None)) == 17
    assert groups["un_african"].confidence == "low"
    years = [each for each in groups["eu_members"].members if each.first and each.note]
    assert all("year only" in each.note for each in years)


def test_parties_are_states_and_organisations_with_their_codes():
    kinds = Counter(each.kind for each in WIPO.parties)
    assert kinds["igo"] == 4
    for party in WIPO.parties:
        assert code_of(party.name) == party.id or party.kind == "igo", party.id
    data = open_treaties("wipo")
    assert [party_named(data, words) for words in ("NO", "Norway", "EPO", "OAPI", "yugoslavia")] == [
        "NO",
        "NO",
        "EP",
        "OAPI",
        "YU",
    ]


@needs_corpus
def test_the_actions_are_those_of_the_table_row_by_row():
    with (CORPUS / "treaty-actions" / "wipo_actions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {"declaration_of_continued_application": "continued_application"}
    addresses = {key: source.address for key, source in WIPO.sources.items()}
    expected = Counter(
        (
            row["treaty"],
            {"EPO": "EP"}.get(row["iso3"], code_of(row["iso3"])),
            kinds.get(row["action"], row["action"]),
            row["date"],
            row["has_remarks"] == "y",
            row["source"].split(" ")[0],
        )
        for row in rows
    )
    held = Counter(
        (each.treaty, each.party, each.kind, str(each.date), each.note == HAS_REMARKS, addresses[each.source])
        for each in WIPO.of(TreatyAction)
        if each.party != "YU"
    )
    assert held == expected
    assert sum(held.values()) == 4_064
    names = {row["iso3"]: row["party"] for row in rows}
    parties = {each.id: each for each in WIPO.parties}
    for iso3, name in names.items():
        party = parties[{"EPO": "EP"}.get(iso3, code_of(iso3))]
        assert name in (party.name, *party.aliases)


@needs_corpus
def test_the_members_of_unions_are_those_of_the_table():
    with (CORPUS / "groups" / "membership.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = {"EU": "eu_members", "OAPI": "oapi_members", "ARIPO": "aripo_members", "EAPO": "eapo_members",
           "EPOrg": "eporg_members", "UN African Group": "un_african", "UN Asia-Pacific Group": "un_asia_pacific",
           "UN Eastern European Group": "un_eastern_european", "UN GRULAC": "un_grulac",
           "UN WEOG": "un_weog"}  # fmt: skip
    groups = {each.id: each for each in WIPO.of(Group)}
    for name, key in ids.items():
        told = {(code_of(row["iso3"]), row["from"][:4], row["to"]) for row in rows if row["group"] == name}
        held = {(e.party, str(e.first or "")[:4], str(e.last or "")) for e in groups[key].members}
        assert held == told, name
