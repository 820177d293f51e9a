"""The heat map and the timeline: what they draw is what the versions hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import travaux
from pictured_cases import assert_table_holds_what_is_drawn, drawn, sizes
from travaux.lineage.timelines import timeline
from travaux.lineage.versions import Version, versions_of
from travaux.pictures import heat_map, timeline_chart


def of_case(name):
    return timeline(versions_of(travaux.open_case(name)))


def of_texts(*texts):
    return timeline([Version(f"draft {number}", None, travaux.read_text(text)) for number, text in enumerate(texts)])


@st.composite
def texts(draw):
    """A few versions of a text of up to three articles, each with some brackets."""
    versions = draw(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=3), min_size=1, max_size=3))
    return ["\n".join(article(number, brackets) for number, brackets in enumerate(each, 1)) for each in versions]


def article(number, brackets):
    title = ("Scope", "Fees", "Entry into force")[number - 1]
    words = " ".join(f"and [the {title} {place}]" for place in range(brackets))
    return f"Article {number}\n{title}\nEach Party acts on {title.lower()} in its own law {words}.\n"


@settings(deadline=None, max_examples=15)
@given(texts())
def test_the_tables_hold_what_is_drawn_and_no_more(versions):
    chain = of_texts(*versions)
    assert_table_holds_what_is_drawn(heat_map(chain))
    assert_table_holds_what_is_drawn(timeline_chart(chain))


@settings(deadline=None, max_examples=15)
@given(texts())
def test_the_columns_of_the_heat_map_add_up_to_the_open_choices(versions):
    chain = of_texts(*versions)
    found = {}
    for row in heat_map(chain).rows:
        found[row[1]] = found.get(row[1], 0) + (row[4] or 0)
    assert found == {row.version.shown: row.measures.choices for row in chain.rows}


def test_an_article_that_is_not_there_is_no_zero():
    chain = of_texts("Article 1\nScope\nThis covers [all] letters that people write.\n",
                     "Article 1\nScope\nThis covers all letters that people write.\n"
                     "Article 2\nFees\nEach Party pays [a fee] for every search of the register.\n")  # fmt: skip
    records = drawn(heat_map(chain).spec())
    found = {(each["article"], each["version"]): (each["open_choices"], each["shown"]) for each in records}
    assert found == {
        ("Article 1 Scope", "draft 0"): (1, "1"),
        ("Article 1 Scope", "draft 1"): (0, "0"),
        ("Article 2 Fees", "draft 0"): (None, "·"),
        ("Article 2 Fees", "draft 1"): (1, "1"),
    }


def test_a_tint_grows_with_the_number():
    chain = of_texts(*(f"Article 1\nScope\nThis covers {'[all] and ' * many} letters.\n" for many in (0, 1, 3, 9, 40)))
    there = [each for each in drawn(heat_map(chain).spec()) if each["open_choices"] is not None]
    tints = [(each["open_choices"], int(each["tint"])) for each in there]
    assert len(tints) == 5
    assert [tint for _, tint in sorted(tints)] == sorted(tint for _, tint in tints)
    assert all((number == 0) == (tint == 0) for number, tint in tints)
    assert max(tint for _, tint in tints) <= 5


@pytest.mark.parametrize("name", ["avp", "typefaces"])
def test_letters_are_large_enough_to_read(name):
    for picture in (heat_map(of_case(name)), timeline_chart(of_case(name))):
        assert min(sizes(picture.svg())) >= 10


def test_a_text_without_articles_is_said_in_words():
    picture = heat_map(of_texts("Each Party acts."))
    assert picture.rows == ()
    assert "no articles" in picture.description


def test_the_timeline_has_the_measures_of_every_version():
    chain = of_case("typefaces")
    assert [row[3:] for row in timeline_chart(chain).rows] == [
        (each.measures.marks[0], each.measures.choices, each.measures.agreed_provisions, each.measures.provisions)
        for each in chain.rows
    ]


def test_sessions_are_called_by_the_names_that_are_given():
    rows = timeline_chart(of_case("typefaces"), {"s1": "First session"}).rows
    assert [row[2] for row in rows][:2] == ["First session", "s2"]


def test_what_is_not_known_to_be_agreed_is_unknown_and_no_zero():
    draft = travaux.read_text("Article 1\nEach Party [shall] act.\n")
    convention = travaux.Convention(unbracketed="proposed")
    chain = timeline([Version("x", date(2001, 2, 3), replace(draft, convention=convention))])
    picture = timeline_chart(chain)
    assert picture.rows[0][5] is None
    assert "unknown how many of" in picture.description
    assert "unknown of 1" in picture.svg()


def test_descriptions_say_their_definitions():
    chain = of_case("typefaces")
    assert "A choice counts where" in heat_map(chain).description
    assert "Open choices: brackets" in timeline_chart(chain).description
