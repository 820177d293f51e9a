"""Tables of actors: both layouts, and every cell that cannot be taken as it stands."""

import re

import pytest

from corpus import CORPUS, needs_corpus
from travaux.consensus.actors import is_actor_table, read_actors
from travaux.errors import TravauxError

FOLDER = CORPUS / "negotiation" if CORPUS else None

PLAIN = "actor,capability,position,salience\nNorth,0.5,4,0.8\nSouth,0.25,10,1\n"
TITLED = (
    'Fish; scen 1,Scenario-1,"Quota, and gear", 2, 2, \n'
    "Actor,Description,Influence,Quota Position,Quota Salience,Gear Position,Gear Salience, \n"
    "N,North coast,      100.0,30,24.0,20,48.0, \n"
    "S,South coast,       60.2,45,44.7,65,41.3, \n"
)


@pytest.fixture
def table(tmp_path):
    def write(words, name="fish.csv"):
        path = tmp_path / name
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return path

    return write


def wrong(path):
    return [(cell.row, cell.column, cell.heading, cell.found) for cell in read_actors(path).wrong]


def test_a_plain_table_has_one_dimension_and_no_fixed_scale(table):
    read = read_actors(table(PLAIN))
    assert (read.title, read.dimensions, read.scale, read.wrong) == ("fish", ("position",), None, ())
    assert [(actor.name, actor.power, actor.positions, actor.saliences) for actor in read.actors] == [
        ("North", 0.5, (4.0,), (0.8,)),
        ("South", 0.25, (10.0,), (1.0,)),
    ]


def test_a_titled_table_has_its_dimensions_on_a_scale_of_a_hundred(table):
    read = read_actors(table(TITLED))
    assert read.title == "Fish; scen 1"
    assert read.description == "Scenario-1, Quota, and gear"
    assert read.dimensions == ("Quota Position", "Gear Position")
    assert read.scale == (0, 100)
    assert read.wrong == ()
    south = read.actors[1]
    assert (south.name, south.description, south.power) == ("S", "South coast", 60.2)
    assert (south.positions, south.saliences) == ((45.0, 65.0), (44.7, 41.3))


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_change_nothing(table):
    words = b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n\r\n").encode()
    assert read_actors(table(words)).actors == read_actors(table(PLAIN)).actors


@pytest.mark.parametrize("cell", ["", "much", "nan", "inf", "1e999", "4_0", "four"])
def test_a_cell_without_a_number_is_named_by_row_and_column_and_unknown(table, cell):
    path = table(PLAIN.replace("South,0.25,10,1", f"South,0.25,{cell},1"))
    assert wrong(path) == [(3, 3, "position", cell)]
    assert read_actors(path).actors[1].positions == (None,)
    assert read_actors(path).actors[0].positions == (4.0,)


def test_power_and_salience_cannot_be_negative_but_a_position_can(table):
    path = table("actor,power,position,salience\nA,-1,-5,-2\n")
    assert wrong(path) == [(2, 2, "power", "-1"), (2, 4, "salience", "-2")]
    assert read_actors(path).actors[0].positions == (-5.0,)


def test_on_a_fixed_scale_a_position_outside_it_is_wrong(table):
    path = table(TITLED.replace("N,North coast,      100.0,30", "N,North coast,      100.0,130"))
    assert wrong(path) == [(3, 4, "Quota Position", "130")]
    assert read_actors(path).actors[0].positions == (None, 20.0)


def test_row_numbers_are_those_of_the_file_also_after_blank_lines(table):
    assert wrong(table(PLAIN.replace("South,0.25,10,1", "\n\nSouth,0.25,10,"))) == [(5, 4, "salience", "")]


def test_a_short_row_and_a_long_row_are_named(table):
    assert wrong(table(PLAIN + "East,1\n")) == [(4, 3, "position", ""), (4, 4, "salience", "")]
    assert wrong(table(PLAIN + "East,1,2,3,4\n")) == [(4, 5, "", "4")]


def test_an_actor_without_a_name_and_one_named_twice_are_kept_and_named(table):
    path = table(PLAIN + ",1,2,3\nNorth,1,2,3\n")
    assert wrong(path) == [(4, 1, "actor", ""), (5, 1, "Actor", "North")]
    assert [actor.name for actor in read_actors(path).actors] == ["North", "South", "row 4", "North"]


def test_counts_in_the_title_row_that_do_not_fit_are_named(table):
    assert wrong(table(TITLED.replace(" 2, 2, ", " 3, 1, "))) == [
        (1, 4, "number of actors", "3"),
        (1, 5, "number of dimensions", "1"),
    ]


def test_a_wrong_cell_says_itself_in_one_line(table):
    [cell] = read_actors(table(PLAIN.replace(",10,", ",high,"))).wrong
    assert str(cell) == "row 3, column 3 (position): 'high': a number is needed"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("", "no row of headings"),
        ("a,b\n1,2\n", "no row of headings"),
        ("actor,position,salience\nA,1,2\n", "headings do not say"),
        ("actor,power\nA,1\n", "headings do not say"),
        ("actor,power,position\nA,1,2\n", "headings do not say"),
        (b"actor,power,position,salience\nA\xff,1,2,3\n", "not CSV in UTF-8"),
        ('actor,power,position,salience\n"' + "A" * 200_000, "not CSV"),
    ],
)
def test_what_is_no_table_of_actors_is_refused(table, words, named):
    path = table(words)
    with pytest.raises(TravauxError, match=named) as refusal:
        read_actors(path)
    assert str(path) in refusal.value.where
    assert refusal.value.remedy


def test_a_table_of_actors_is_told_from_other_files(table, tmp_path):
    assert is_actor_table(table(PLAIN))
    assert is_actor_table(table(TITLED))
    assert not is_actor_table(table("proposal,US,JP\nArticle 1,1,0\n"))
    assert not is_actor_table(table(PLAIN, "fish.txt"))
    assert not is_actor_table(table(b"\xff\xfe"))
    assert not is_actor_table(tmp_path / "none.csv")
    assert not is_actor_table(tmp_path)
    assert not is_actor_table("avp")


@needs_corpus
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.csv")) if FOLDER else [], ids=lambda path: path.name)
def test_every_real_table_is_read_without_a_wrong_cell(path):
    if path.parent.name not in ("bdm", "ktab"):
        assert not is_actor_table(path)
        return
    read = read_actors(path)
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    assert len(read.actors) == len(lines) - (1 if path.parent.name == "bdm" else 2)
    assert read.wrong == ()
    for actor, line in zip(read.actors, lines[-len(read.actors) :], strict=True):
        figures = [float(part) for part in re.findall(r",\s*(-?[\d.]+)(?=,|$)", line)]
        pairs = zip(actor.positions, actor.saliences, strict=True)
        assert figures == [actor.power, *(figure for pair in pairs for figure in pair)]
