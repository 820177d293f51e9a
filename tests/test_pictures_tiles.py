"""The map of a treaty: nobody left out, a letter for every state, and nothing said by colour alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictured_cases import assert_table_holds_what_is_drawn, drawn, sizes
from travaux.facts.model import Party
from travaux.pictures import tile_map
from travaux.pictures.tile_states import STATE_LOOKS, look_of
from travaux.pictures.tiles import places
from travaux.treaty.model import PartyStatus

DAY = date(2010, 6, 1)
ORGANISATIONS = {
    "EU": Party(id="EU", name="European Union", kind="igo"),
    "EP": Party(id="EP", name="European Patent Organisation", kind="igo"),
    "YU": Party(id="YU", name="Yugoslavia", kind="state"),
}
STATES = [look.state for look in STATE_LOOKS]
WHO = st.sampled_from([*sorted(places()), *ORGANISATIONS, "zembla"])


@st.composite
def statuses(draw):
    parties = draw(st.lists(WHO, unique=True, min_size=1, max_size=60))
    return [PartyStatus("t", party, draw(st.sampled_from(STATES)), date(2001, 1, 1)) for party in parties]


@settings(deadline=None, max_examples=20)
@given(statuses())
def test_everybody_with_a_status_is_in_the_table_and_on_the_map_once(found):
    picture = tile_map(found, DAY, ORGANISATIONS)
    assert_table_holds_what_is_drawn(picture)
    assert [row[0] for row in picture.rows] == [each.party for each in found]
    assert [row[3] for row in picture.rows] == [each.state for each in found]


@settings(deadline=None, max_examples=20)
@given(statuses())
def test_no_two_marks_stand_on_each_other(found):
    records = drawn(tile_map(found, DAY, ORGANISATIONS).spec())
    boxes = [(each["x"], each["y"], each["x2"], each["y2"]) for each in records]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_every_state_of_a_party_has_a_letter_of_its_own_beside_its_colour():
    assert len({look.letter for look in STATE_LOOKS}) == len(STATE_LOOKS)
    picture = tile_map([PartyStatus("t", "KE", "left", DAY)], DAY)
    assert ">L<" in picture.svg()
    assert look_of("left").words in picture.description


def test_every_state_of_the_world_has_a_tile_even_if_nothing_is_on_record():
    svg = tile_map([PartyStatus("t", "KE", "bound", DAY)], DAY).svg()
    assert all(f">{code}<" in svg for code in ("KE", "US", "NZ", "XK", "PS"))


def test_organisations_and_states_that_are_no_more_are_listed_by_name():
    found = [PartyStatus("t", "EU", "bound", DAY), PartyStatus("t", "YU", "succeeded", DAY)]
    picture = tile_map(found, DAY, ORGANISATIONS)
    assert [row[2] for row in picture.rows] == [None, None]
    svg = picture.svg()
    assert "European Union" in svg
    assert "Yugoslavia" in svg
    assert "Organisations" in svg


def test_a_party_of_two_names_for_one_place_is_not_drawn_on_the_other():
    found = [PartyStatus("t", "GB", "bound", DAY), PartyStatus("t", "uk", "signed", DAY)]
    assert [row[2] for row in tile_map(found, DAY).rows] == ["GB", None]


def test_the_description_says_the_counts_and_that_silence_is_no_consent():
    found = [PartyStatus("t", code, "bound", DAY) for code in ("KE", "UG")] + [PartyStatus("t", "TZ", "signed", None)]
    picture = tile_map(found, DAY, title="A treaty")
    assert picture.title == "A treaty on 2010-06-01"
    assert "2 bound, 1 signed only" in picture.description
    assert "neither that it consents nor that it refuses" in picture.description


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_are_large_enough_to_read(theme):
    found = [PartyStatus("t", code, "bound", DAY) for code in sorted(places())]
    assert min(sizes(tile_map(found, DAY).svg(theme))) >= 10


def test_without_anybody_it_says_so():
    assert "No state or organisation" in tile_map([], DAY).description
