"""Hints of restraints from law: only where law on record says otherwise, and never a position."""

import json
from datetime import date

import pytest

import travaux
from travaux.facts import from_mapping, view
from travaux.law.gathering import laws_of
from travaux.law.hinting import HEADING, hints, hints_on, jurisdictions_of, laws_for, slips

CASE = {
    "schema": "travaux-case/1",
    "parties": [
        {"id": "in", "name": "India"},
        {"id": "usa", "name": "United States of America"},
        {"id": "epo", "name": "European Patent Office", "kind": "igo"},
        {"id": "watch", "name": "Watch", "kind": "ngo", "aliases": ["IN"]},
        {"id": "IN", "name": "Law of India", "kind": "other"},
        {"id": "US", "name": "Law of the United States", "kind": "other"},
        {"id": "EP", "name": "Law of the Convention", "kind": "other"},
    ],
    "sources": {"gazette": {"title": "Gazette", "address": "https://example.org/g"}},
    "norms": [
        {"id": "grace", "title": "Grace", "scale": "ordinal",
         "categories": {"none": ["no"], "some": ["six", "twelve"]}},
        {"id": "term", "scale": "interval", "unit": "years"},
    ],
    "laws": [
        {"id": "l1", "jurisdiction": "IN", "norm": "grace", "value": "no", "from": "1978", "ref": "s. 54",
         "source": "gazette", "note": "a copy was read"},
        {"id": "l2", "jurisdiction": "US", "norm": "grace", "value": "twelve", "from": "1952-07-19"},
        {"id": "l3", "jurisdiction": "EP", "norm": "grace", "value": "no", "as_of": "2017-05", "ref": "Art. 55"},
        {"id": "l4", "jurisdiction": "IN", "norm": "term", "value": 20, "from": "2003-05-20"},
        {"id": "l5", "jurisdiction": "US", "norm": "term", "value": "for ever", "from": "1995-06-08"},
    ],
    "issues": [
        {"id": "grace", "title": "Grace period", "norm": "grace", "options": [
            {"id": "strict", "law": ["none"]}, {"id": "broad", "law": ["some"]}, {"id": "other"}]},
        {"id": "term", "norm": "term", "options": [{"id": "twenty", "law": ["20.0"]}, {"id": "fifty", "law": ["50"]}]},
        {"id": "seat", "options": [{"id": "north", "law": ["none"]}]},
    ],
    "positions": [{"party": "in", "issue": "grace", "option": "broad", "stance": "accept", "date": "2005-01-01"}],
}  # fmt: skip
POSITIONS_ONLY = {key: value for key, value in CASE.items() if key not in ("norms", "laws")}


def seen(on="2005-06-01", reader="public", **changes):
    return view(from_mapping({**CASE, **changes}), reader, on=on)


def told(case):
    own = {"in", "usa", "epo"}
    return {(each.party, each.issue, each.option) for each in hints(case, laws_of(case)) if each.party in own}


def test_a_hint_is_where_the_law_is_not_among_the_answers_of_an_option():
    assert told(seen()) == {
        ("in", "grace", "broad"), ("usa", "grace", "strict"), ("epo", "grace", "broad"), ("in", "term", "fifty"),
    }  # fmt: skip


def test_the_words_say_since_when_and_where_and_what_is_assumed():
    words = {(each.party, each.option): each for each in hints(seen(), laws_of(seen()))}
    india = words["in", "broad"]
    assert india.words == "its law says otherwise since 1978, s. 54"
    assert (india.value, india.answer, india.source, india.doubt) == ("no", "none", "gazette", "a copy was read")
    assert india.laws == ("l1",)
    assert words["epo", "broad"].words == "its law says otherwise, as told of 2017-05, Art. 55"
    assert words["epo", "broad"].basis == "assumed"


def test_the_law_of_the_day_is_taken():
    assert ("in", "grace", "broad") not in told(seen("1970-01-01"))
    assert ("in", "grace", "broad") in told(seen("1990-01-01"))
    assert ("in", "term", "fifty") not in told(seen("1990-01-01"))


def test_from_what_is_missing_doubtful_or_in_no_category_nothing_is_derived():
    doubtful = [{"jurisdiction": "US", "norm": "grace", "value": "no", "to": "2005"},
                {"jurisdiction": "US", "norm": "grace", "value": "six", "from": "2005"}]  # fmt: skip
    assert told(seen(laws=doubtful)) == set()
    assert ("usa", "term", "fifty") not in told(seen())


def test_parties_are_matched_by_id_alias_name_and_code_and_only_those_that_have_law():
    case = seen()
    found = jurisdictions_of(case, laws_of(case))
    assert (found["in"], found["usa"], found["epo"]) == ("IN", "US", "EP")
    assert "watch" not in found


def test_a_hint_is_never_a_position():
    with_law, without = seen(), view(from_mapping(POSITIONS_ONLY), on="2005-06-01")
    assert with_law.who() == without.who()
    assert with_law.positions == without.positions


def test_what_an_issue_names_wrongly_is_said():
    issues = [{"id": "i", "norm": "grace", "options": [{"id": "o", "law": ["sone"]}]},
              {"id": "j", "norm": "gracee", "options": [{"id": "o", "law": ["none"]}]}]  # fmt: skip
    case = seen(issues=issues)
    assert hints(case, laws_of(case)) == ()
    first, second = slips(case, laws_of(case))
    assert "agrees with 'sone', no answer to norm 'grace'" in first.what
    assert "names the norm 'gracee'" in second.what
    assert "'grace'" in second.remedy
    assert slips(seen(), laws_of(seen())) == ()


def test_hidden_law_gives_no_hint():
    laws = [{**each, "reader": "party:in"} for each in CASE["laws"]]
    assert hints(seen(laws=laws), laws_of(seen(laws=laws))) == ()
    case = seen(laws=laws, reader="in")
    assert ("in", "grace", "broad") in told(case)


def test_a_page_of_an_issue_gets_its_hints_by_option():
    case = seen()
    shown = hints_on(case, laws_of(case), "grace")
    assert (shown.heading, shown.norm, shown.title) == (HEADING, "grace", "Grace")
    assert [name for name, _ in shown.options] == ["strict", "broad"]
    assert hints_on(case, laws_of(case), "seat") is None


def test_a_case_without_norms_takes_the_built_in_laws():
    assert laws_for(seen()).name == "case"
    assert laws_for(travaux.open_case("patents")).name == "patent-law"


# ---- the built-in case of patent talks; the facts are those of the statutes named


@pytest.fixture(scope="module")
def patents():
    case = travaux.open_case("patents", on="2012-10-04")
    return hints(case, laws_for(case))


def on(found, issue, option):
    return {hint.party for hint in found if (hint.issue, hint.option) == (issue, option)}


def test_before_2013_the_law_of_the_united_states_alone_spoke_against_first_to_file(patents):
    assert on(patents, "ftf", "first_to_file") == {"us"}
    assert {"epo", "ca", "jp", "cn"} <= on(patents, "ftf", "first_to_invent")
    later = travaux.open_case("patents", on="2014-05-31")
    found = hints(later, laws_for(later))
    assert on(found, "ftf", "first_to_file") == set()
    [us] = [each for each in found if (each.party, each.option) == ("us", "first_to_invent")]
    assert (us.since.earliest, us.value) == (date(2013, 3, 16), "first_inventor_to_file")


def test_the_european_convention_speaks_against_a_grace_period_for_own_disclosures(patents):
    against = on(patents, "grace", "broad")
    assert {"epo", "de"} <= against
    assert not against & {"us", "ca", "au"}
    assert {"us", "ca", "au"} <= on(patents, "grace", "strict")
    [epo] = [each for each in patents if (each.party, each.issue, each.option) == ("epo", "grace", "broad")]
    assert epo.ref.startswith("Art. 55(1)")
    assert epo.basis == "assumed"  # the text that was read is of 2017


def test_options_that_no_law_on_record_answers_have_no_hint(patents):
    assert on(patents, "conflict", "obviousness") == set()
    assert on(patents, "pur", "national") == set()
    assert slips(travaux.open_case("patents"), laws_for(travaux.open_case("patents"))) == ()


# ---- the command


def test_the_page_says_that_nobody_said_it(travaux):
    status, out, _ = travaux("case", "hints", "patents", "--party", "us", "--on", "2012-10-04")
    assert status == 0
    assert HEADING in " ".join(out.split())
    assert "35 USC 122" in out
    assert "that it held on the day is assumed" in " ".join(out.split())
    assert max(map(len, out.split("\n"))) <= 80


def test_the_json_gives_source_and_doubt_and_can_be_narrowed(travaux, tmp_path):
    file = tmp_path / "talks.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    status, out, _ = travaux(
        "case", "hints", file, "--issue", "grace", "--party", "India", "--json", "--on", "2005-06-01"
    )
    assert status == 0
    found = json.loads(out)
    [row] = [each for each in found["hints"] if each["party"] == "in"]
    assert (row["source_title"], row["source_address"], row["doubt"]) == (
        "Gazette", "https://example.org/g", "a copy was read",
    )  # fmt: skip
    assert found["heading"] == HEADING
    status, _, error = travaux("case", "hints", file, "--party", "indai")
    assert (status != 0, "there is no party" in error) == (True, True)
