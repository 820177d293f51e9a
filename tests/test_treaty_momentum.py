"""Momentum of a body: gaps between meetings and between results, counted by hand, and silences that are named."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import travaux
from travaux.facts import from_mapping, view
from travaux.treaty.momentum import DEFINITIONS, momentum

TALKS = {
    "schema": "travaux-case/1",
    "parties": [{"id": "aa", "name": "Aa"}],
    "issues": [{"id": "term", "title": "Term", "options": [{"id": "fifty"}]}],
    "sessions": [
        {"id": "one", "body": "Committee", "start": "2001-01-10", "end": "2001-01-20"},
        {"id": "two", "body": "Committee", "start": "2001-03-01", "end": "2001-03-05", "note": "first day not checked"},
        {"id": "night", "body": "Friends", "start": "2001-03-02", "end": "2001-03-10"},
        {"id": "three", "body": "Committee", "start": "2003-03-01"},
        {"id": "lost", "body": "Committee"},
    ],
    "texts": [
        {"id": "rev1", "file": "rev1.txt", "session": "one"},
        {"id": "made", "file": "made.txt", "date": "2001-02-01", "reconstruction": True},
    ],
    "outcome": [
        {"issue": "term", "option": "fifty", "date": "2003-03-01"},
        {"issue": "term", "result": "postponed", "date": "2002-01-01"},
    ],
}


def moving(on=None, reader="public", **changes):
    return momentum(view(from_mapping({**TALKS, **changes}), reader, on=on))


def pace(found, body, matter="session"):
    [one] = [each for each in found.bodies if (each.body, each.matter) == (body, matter)]
    return one


def test_gaps_go_from_the_last_day_of_a_meeting_to_the_first_of_the_next():
    found = moving()
    assert pace(found, "Committee").gaps == (40, 726)  # 20 January to 1 March 2001; 5 March 2001 to 1 March 2003
    assert pace(found, "Committee").median_gap == 383
    assert pace(found, "Committee").undated == 1
    assert found.sessions.gaps == (40, 0, 721)  # the second and the third overlap; the latter ends on 10 March
    assert pace(found, "Friends").gaps == ()
    assert pace(found, "Friends").median_gap is None


def test_the_longest_silence_comes_first_and_is_named_with_its_doubt():
    first = pace(moving(), "Committee").silences[0]
    assert first.words == "no session of Committee on record between 2001-03-05 and 2003-03-01: 726 days"
    assert first.doubts == ("Committee, 2001-03-01: first day not checked",)
    assert (first.after.fact, first.before.fact, first.lasts) == ("two", "three", False)


def test_results_are_outcomes_with_an_option_and_drafts_that_are_not_reconstructions():
    found = moving()
    assert [(each.fact, each.start) for each in found.results.events[:1]] == [("rev1", date(2001, 1, 20))]
    assert [each.what for each in found.results.events] == ["rev1.txt", "outcome on Term"]
    assert found.results.gaps == (770,)  # 20 January 2001 to 1 March 2003
    assert [each.what for each in pace(found, "Committee", "result").events] == ["rev1.txt"]


def test_the_silence_that_lasts_reaches_to_the_day_of_the_view():
    found = moving("2002-03-05")
    assert found.on == date(2002, 3, 5)
    lasting = pace(found, "Committee").lasting
    assert (lasting.since, lasting.days, lasting.before) == (date(2001, 3, 5), 365, None)
    assert lasting.words == "no session of Committee on record after 2001-03-05, up to 2002-03-05: 365 days"
    assert pace(moving("2001-03-04"), "Committee").lasting is None  # it is meeting
    assert pace(moving(), "Committee").lasting is None


def test_a_body_that_met_once_is_not_among_the_longest():
    found = moving("2010-01-01")
    assert pace(found, "Friends").lasting.days > 0
    assert "Friends" not in {each.body for each in found.longest}
    days = [each.days for each in found.longest]
    assert days == sorted(days, reverse=True)


def test_the_days_of_treaties_are_results():
    treaty = {"name": "The pact", "short": "Pact", "adopted": "2004-01-01", "in_force": "2006-01-01"}
    found = moving(instrument=treaty, treaties=[{"id": "t", "name": "Protocol", "adopted": "2005-01-01"}])
    named = [each.what for each in found.results.events]
    assert named[-3:] == ["Pact adopted", "Protocol adopted", "Pact in force"]
    early = moving("2005-06-01", instrument=treaty)
    assert [each.what for each in early.results.events][-1] == "Pact adopted"


def test_an_empty_case_has_no_pace_and_no_fault():
    found = momentum(view(from_mapping({"schema": "travaux-case/1"})))
    assert (found.on, found.sessions.gaps, found.longest, found.bodies) == (None, (), (), ())


def test_a_hidden_meeting_breaks_no_silence():
    hidden = {"id": "quiet", "body": "Committee", "start": "2002-01-01", "reader": "chair"}
    sessions = [*TALKS["sessions"], hidden]
    assert moving(sessions=sessions) == moving()
    assert pace(moving(sessions=sessions, reader="chair"), "Committee").gaps != pace(moving(), "Committee").gaps


@given(st.lists(st.tuples(st.dates(), st.integers(0, 90)), max_size=8))
def test_gaps_and_meetings_fill_the_time_between_first_and_last(meetings):
    last = date.max.toordinal()
    spans = [(start, date.fromordinal(min(last, start.toordinal() + days))) for start, days in meetings]
    sessions = [{"id": f"s{n}", "body": "B", "start": f"{a}", "end": f"{b}"} for n, (a, b) in enumerate(spans)]
    found = moving(sessions=sessions, texts=[], outcome=[]).sessions
    assert len(found.gaps) == max(0, len(spans) - 1)
    covered = {day for a, b in spans for day in range(a.toordinal(), b.toordinal())}
    assert (
        sum(found.gaps) + len(covered) == (max(b for _, b in spans) - min(a for a, _ in spans)).days if spans else True
    )


def test_the_patent_committee_was_silent_from_2006_to_2009():
    found = momentum(travaux.open_case("patents", on="2012-01-01"))
    words = "no session on record between 2006-04-12 and 2009-03-23: 1,076 days"
    assert words in [each.words for each in found.sessions.silences]
    assert found.sessions.silences[0].days == 1257  # 30 November 2000 to 10 May 2004; only the month is known
    assert "only the month is known" in found.sessions.silences[0].doubts[0]


def test_the_conference_of_2000_was_taken_up_after_4200_days():
    found = momentum(travaux.open_case("avp"))
    conference = "Diplomatic Conference on the Protection of Audiovisual Performances"
    assert pace(found, conference).gaps == (4200,)  # 20 December 2000 to 20 June 2012


@pytest.mark.parametrize("case", ["avp", "patents", "marrakesh", "typefaces"])
def test_the_page_and_the_json_tell_the_same(travaux, case):
    status, out, _ = travaux("treaty", "momentum", case, "--json")
    assert status == 0
    told = json.loads(out)
    assert told["definitions"] == DEFINITIONS
    status, page, _ = travaux("treaty", "momentum", case, "--full", columns=300)
    assert status == 0
    assert all(silence["words"] in page for silence in told["longest"])
    status, page, _ = travaux("treaty", "momentum", case)
    assert status == 0
    assert max(map(len, page.split("\n"))) <= 80
