"""The map of parties: a tile of its own for every state, and nobody left out."""

import pycountry
import pytest
from hypothesis import given, settings

import travaux
from pictured_cases import assert_table_holds_what_is_drawn, cases, drawn, sizes
from small_cases import case_of, issues, says
from travaux.errors import TravauxError
from travaux.facts.case import view
from travaux.facts.loading import from_mapping
from travaux.facts.model import Party
from travaux.pictures import party_map
from travaux.pictures.map_parties import OTHERS, STATES
from travaux.pictures.matrix_rows import OBSERVERS
from travaux.pictures.tiles import grid, places, tile_of


def test_no_two_codes_share_a_tile():
    assert set(grid()) == set(places())
    assert len(set(grid().values())) == len(grid())


def test_every_code_is_one_of_the_standard_or_of_the_word_lists():
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert set(places()) <= codes


def test_places_are_on_the_globe_and_listed_once_in_order():
    assert list(places()) == sorted(places())
    assert all(-180 <= longitude <= 180 and -60 <= latitude <= 75 for longitude, latitude in places().values())


NEIGHBOURS = [("CA", "US", "south"), ("NO", "IT", "south"), ("EG", "ZA", "south"), ("PT", "CN", "east"),
              ("BR", "NG", "east"), ("CL", "AR", "east"), ("IN", "PH", "east"), ("JP", "WS", "east")]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "way"), NEIGHBOURS)
def test_who_lies_east_or_south_of_another_does_so_on_the_map(one, other, way):
    axis = 0 if way == "east" else 1
    assert grid()[one][axis] < grid()[other][axis]


@pytest.mark.parametrize(
    ("party", "name", "code"),
    [("us", "United States of America", "US"), ("uk", "United Kingdom", "GB"), ("p7", "Kenya", "KE"),
     ("kor", "", "KR"), ("nobody", "Zembla", None)],
)  # fmt: skip
def test_a_state_is_known_by_its_id_or_name(party, name, code):
    assert tile_of(party, Party(id=party, name=name, kind="state")) == code


@pytest.mark.parametrize("kind", ["igo", "group", "ngo", "secretariat"])
def test_what_is_no_state_has_no_tile(kind):
    assert tile_of("in", Party(id="in", name="India", kind=kind)) is None


@settings(deadline=None, max_examples=15)
@given(cases())
def test_the_table_holds_what_is_drawn_and_everybody_who_decides_once(case):
    for issue in (None, "i"):
        picture = party_map(case, issue)
        assert_table_holds_what_is_drawn(picture)
        deciding = [row for row in picture.rows if row[2] in (STATES, OTHERS)]
        assert len(deciding) == len(case.deciders)


@settings(deadline=None, max_examples=15)
@given(cases())
def test_no_two_marks_stand_on_each_other(case):
    records = drawn(party_map(case, "i").spec())
    boxes = [(each["x"], each["y"], each["x2"], each["y2"]) for each in records]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("name", ["avp", "patents", "marrakesh", "typefaces"])
def test_positions_are_counted_by_option(name):
    case = travaux.open_case(name)
    shown = {(row[0], row[2]): row[3] for row in party_map(case).rows}
    for party in case.deciders:
        on_table = {(issue.id, option.id) for issue in case.issues for option in case.options(issue.id)}
        said = {(row.issue, row.option) for row in case.who(party=party) if row.stance} & on_table
        under = next(under for who, under in shown if who == case.party_name(party) and under != OBSERVERS)
        assert shown[case.party_name(party), under] == len(said)


def test_states_with_a_place_are_tiles_and_all_others_are_listed():
    found = {row[0]: row[1] for row in party_map(travaux.open_case("avp")).rows}
    assert found["India"] == "IN"
    assert found["European Union (until 2009 European Community)"] is None
    assert found["International Federation of Actors"] is None


def test_an_issue_shows_each_stance_and_unknown_as_nothing():
    said = [says("us prefer i.a"), says("us red_line i.b"), says("ke prefer j.a")]
    picture = party_map(case_of(issues(i="a b", j="a b"), said), "i")
    assert {row[0]: row[4] for row in picture.rows} == {"US": "A: prefer; B: red line", "KE": "unknown"}
    assert "A: Option a." in picture.description


@pytest.mark.parametrize("issue", [None, "a12"])
def test_letters_are_large_enough_to_read(issue):
    assert min(sizes(party_map(travaux.open_case("avp"), issue).svg())) >= 10


def test_an_unknown_issue_is_refused_and_an_empty_case_said_in_words():
    with pytest.raises(TravauxError, match="nowhere"):
        party_map(travaux.open_case("avp"), "nowhere")
    empty = party_map(view(from_mapping({"schema": "travaux-case/1"})))
    assert "no party" in empty.description


def test_parties_without_any_tile_are_still_shown():
    picture = party_map(case_of(issues(i="a b"), [says("zembla prefer i.a")]))
    assert [(row[0], row[1], row[2], row[3]) for row in picture.rows] == [("ZEMBLA", None, OTHERS, 1)]
    assert picture.svg().startswith("<svg")
