"""Deeds as arrays of days: what is known on a day, who may join, and which treaties have no instruments on record."""

from datetime import date

from travaux.treaty.forecasting.panel import NEVER, panel_of
from treaty_forecasting_world import act, treaties, union


def day(year, month=1, of=1):
    return date(year, month, of).toordinal()


ACTS = [
    act("a", "X", "signature", date(2000, 1, 1)),
    act("a", "X", "ratification", date(2003, 1, 1)),
    act("a", "Y", "accession", date(2005, 1, 1)),
    act("a", "Z", "succession", date(2006, 1, 1)),
    act("b", "Y", "signature", date(2004, 1, 1)),
    act("b", "Z", "denunciation", date(2009, 1, 1)),
]


def test_the_first_instrument_counts_and_succession_is_another_way_in():
    panel = panel_of(treaties(ACTS))
    row, (x, y, z) = panel.row("a"), (panel.parties.index(party) for party in "XYZ")
    assert panel.joined[row].tolist() == [day(2003), day(2005), NEVER]
    assert panel.entered[row, z] == day(2006)
    assert (panel.signed[row, x], panel.signed[row, y]) == (day(2000), NEVER)


def test_what_is_dated_later_is_not_known_nor_is_a_treaty_opened_later():
    known = panel_of(treaties(ACTS)).known_on(day(2003, 6))
    assert known.treaties == ("a",)
    assert (known.joined < NEVER).sum() == 1
    assert (known.seen < NEVER).sum() == 1  # Y and Z have done nothing yet, anywhere


def test_a_party_may_join_from_its_first_action_anywhere_until_it_joins():
    panel = panel_of(treaties(ACTS))
    row, y = panel.row("a"), panel.parties.index("Y")
    assert [bool(panel.known_on(at).at_risk(at)[row, y]) for at in (day(2003), day(2004, 6), day(2005, 6))] == [
        False,
        True,
        False,
    ]


def test_a_state_that_is_no_more_joins_nothing():
    acts = [*ACTS, act("b", "YU", "signature", date(1990, 1, 1))]
    panel = panel_of(treaties(acts))
    yugoslavia = panel.parties.index("YU")
    assert panel.at_risk(day(1991))[panel.row("b"), yugoslavia]
    assert not panel.at_risk(day(1995))[panel.row("b"), yugoslavia]


def test_years_of_signatures_without_one_instrument_are_a_gap_in_the_record():
    mute = [act("m", f"S{number}", "signature", date(1996, 1, 1)) for number in range(6)]
    young = [act("n", f"S{number}", "signature", date(2008, 1, 1)) for number in range(6)]
    panel = panel_of(treaties([*ACTS, *mute, *young]))
    assert panel.known_on(panel.last).mute == ("m",)
    assert panel.known_on(panel.last).treaties == ("a", "b", "n")


def test_a_treaty_is_mute_only_from_the_day_on_which_that_could_be_known():
    signed = [act("m", f"S{number}", "signature", date(1990, 1, 1)) for number in range(6)]
    panel = panel_of(treaties([*ACTS, *signed, act("m", "S0", "ratification", date(2008, 1, 1))]))
    said = {year: panel.known_on(day(year)).mute for year in (1999, 2003, 2009)}
    assert said == {1999: (), 2003: ("m",), 2009: ()}


def test_a_party_that_acts_for_the_first_time_later_has_no_column():
    known = panel_of(treaties(ACTS)).known_on(day(2004, 6))
    assert (known.parties, known.acted().parties) == (("X", "Y", "Z"), ("X", "Y"))
    assert known.acted().joined.shape == (2, 2)
    assert known.columns().tolist() == [0, 1]


def test_a_treaty_that_two_sets_have_is_taken_from_the_first():
    other = treaties([act("a", "X", "ratification", date(1999, 1, 1)), act("c", "X", "accession", date(2001, 1, 1))])
    panel = panel_of(treaties(ACTS), other)
    assert panel.treaties == ("a", "b", "c")
    assert panel.joined[panel.row("a"), panel.parties.index("X")] == day(2003)


def test_each_treaty_ends_with_its_own_data():
    early = treaties([act("c", "X", "accession", date(2001, 1, 1))], as_of=date(2002, 1, 1))
    panel = panel_of(treaties(ACTS, as_of=date(2010, 1, 1)), early)
    assert panel.ends.tolist() == [day(2010), day(2010), day(2002)]


def test_members_of_a_union_are_those_of_the_group_with_its_name():
    panel = panel_of(union())
    [(column, members)] = panel.unions(day(2004)).items()
    assert panel.parties[column] == "U"
    assert [panel.parties[each] for each in members] == ["M0", "M1", "M2", "M3", "M4"]
