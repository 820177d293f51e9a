"""What-if on a view, and a view as a record: nothing is saved, and nothing comes in that the reader may not see."""

import pytest

import travaux
from travaux.errors import TravauxError
from travaux.facts import from_mapping, load, supposing, view, visible_record, write_case
from travaux.facts.model import Position

CASE = {
    "parties": [{"id": "us", "name": "US"}, {"id": "eu", "name": "EU"}],
    "groups": [{"id": "b", "name": "B", "members": [{"party": "us", "from": "2001-01-01"},
                                                    {"party": "eu", "to": "2000-06-30"}]}],
    "issues": [{"id": "a12", "options": [{"id": "yes"}, {"id": "no"}]}],
    "texts": [{"id": "rev1", "file": "rev1.txt", "date": "2000-01-01"}],
    "positions": [
        {"id": "first", "party": "us", "issue": "a12", "option": "yes", "stance": "red_line", "date": "2000-01-01"},
        {"id": "slip", "party": "eu", "issue": "a12", "option": "yes", "stance": "oppose", "date": "2001-01-01"},
        {"id": "mended", "party": "eu", "issue": "a12", "option": "yes", "stance": "prefer", "date": "2001-01-01",
         "supersedes": "slip"},
        {"id": "hidden", "party": "eu", "issue": "a12", "option": "no", "stance": "red_line", "reader": "chair"},
        {"id": "memory", "party": "eu", "issue": "a12", "option": "no", "stance": "accept", "evidence": "recalled"},
        {"id": "grouped", "party": "us", "issue": "a12", "option": "no", "stance": "oppose", "date": "2001-02-01",
         "reader": "group:b"},
    ],
    "weather": {"fine": True},
}  # fmt: skip
RECORD = from_mapping(CASE)


def stances(case):
    return {(each.party, each.option): each.stance for each in case.who()}


def test_a_supposed_position_counts_as_of_the_day_of_the_view():
    case = view(RECORD, on="2001-06-01")
    said = Position(party="us", issue="a12", option="yes", stance="accept")
    assert stances(case)["us", "yes"] == "red_line"
    found = supposing(case, add=[said])
    assert stances(found)["us", "yes"] == "accept"
    [row] = found.who(party="us")
    assert str(row.since) == "2001-06-01"
    assert row.fact
    assert stances(case)["us", "yes"] == "red_line", "the view itself stays as it is"
    assert (found.reader, found.as_of) == (case.reader, case.as_of)


def test_positions_can_be_left_out_and_a_correction_goes_with_what_it_corrects():
    case = view(RECORD)
    assert stances(supposing(case, without=["first"])) == {("eu", "yes"): "prefer"}
    assert stances(supposing(case, without=["mended"])) == {("us", "yes"): "red_line"}
    assert supposing(case) == case


def test_what_the_reader_does_not_see_cannot_be_left_out_and_is_not_named():
    with pytest.raises(TravauxError, match="no position 'hidden'") as fault:
        supposing(view(RECORD), without=["hidden"])
    unknown = str(fault.value).replace("hidden", "nothing")
    with pytest.raises(TravauxError) as other:
        supposing(view(RECORD), without=["nothing"])
    assert str(other.value) == unknown
    assert stances(supposing(view(RECORD, "chair"), without=["hidden"])) == stances(view(RECORD))


def test_what_the_reader_would_not_see_cannot_be_supposed():
    for label in ("chair", "party:eu", "group:none", "everybody"):
        said = Position(party="us", issue="a12", option="yes", stance="accept", reader=label)
        with pytest.raises(TravauxError, match="would not be seen"):
            supposing(view(RECORD), add=[said])
    own = Position(party="us", issue="a12", option="no", stance="accept", reader="chair")
    assert stances(supposing(view(RECORD, "us", on="2000-06-01"), add=[own]))["us", "no"] == "accept"


def test_a_supposed_position_changes_what_follows_from_the_view():
    case = travaux.open_case("avp", on="2000-12-20")
    [said] = case.who(issue="a12", party="eu")
    assert said.fact not in {each.fact for each in supposing(case, without=[said.fact]).who(issue="a12")}


def test_a_view_as_a_record_has_what_its_reader_may_read_and_nothing_else():
    def ids(reader, **days):
        return [fact.id for fact in visible_record(view(RECORD, reader, **days)).of(Position)]

    public = ["first", "slip", "mended", "memory"]
    assert ids("public") == public
    assert ids("public", on="2000-06-01") == ["first", "memory"]
    assert ids("chair") == ["first", "slip", "mended", "hidden", "memory"]
    assert ids("eu") == ["first", "slip", "mended", "hidden", "memory"]
    assert ids("us") == [*public, "grouped"]
    found = visible_record(view(RECORD))
    assert found.rest == {}
    assert found.unread == {}
    assert found.public is False
    assert not any("weather" in remark.what for remark in found.remarks)


@pytest.mark.parametrize("reader", ["public", "chair", "us"])
def test_the_exported_view_looks_the_same_to_its_reader(tmp_path, reader):
    case = view(load(write_case(RECORD, tmp_path / "whole")), reader)
    again = view(load(write_case(visible_record(case), tmp_path / "seen")), reader)
    assert again.sections == case.sections
    assert again.set_aside == case.set_aside
