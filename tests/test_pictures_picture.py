"""A picture: its specification on both papers, its files, and its table."""

import csv
import io
import re
import subprocess
import sys

import altair as alt
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from travaux.errors import TravauxError
from travaux.pictures import Picture
from travaux.pictures.canvas import Canvas, picture_of, said
from travaux.pictures.palette import DARK, HEAT, HEAT_WORDS, INK, PAPER, on_paper


def small(*records):
    found = [{"name": name, "number": number, "x": 10, "y": 10} for name, number in records]
    canvas = Canvas(200, 60)
    chart = canvas.sheet([canvas.words(text="name:N")], found, "A title", "words under it")
    return picture_of("small", "A title", "What is seen.", chart, ("name", "number"), found)


def test_a_cell_that_a_spreadsheet_would_compute_begins_with_an_apostrophe():
    words = small(("=1+1", 3), ("@x", None), ("plain, with comma", 0)).csv()
    assert list(csv.reader(io.StringIO(words))) == [
        ["name", "number"], ["'=1+1", "3"], ["'@x", ""], ["plain, with comma", "0"],
    ]  # fmt: skip


def test_an_svg_has_a_name_and_no_style_of_its_own():
    root = etree.fromstring(small(("a <b> & c", 1)).svg().encode())
    assert root.get("role") == "img"
    assert root.get("aria-label") == "A title. What is seen."
    assert not any("style" in each.attrib or etree.QName(each).localname == "style" for each in root.iter())
    assert "a <b> & c" in "".join(root.itertext())


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_words_can_be_drawn(words):
    root = etree.fromstring(small((words, 1)).svg().encode())
    assert root.tag.endswith("svg")


def test_a_png_has_as_many_dots_as_was_asked_for():
    one, two = (small(("a", 1)).png(scale) for scale in (1.0, 2.0))
    size = [tuple(int.from_bytes(png[at : at + 4], "big") for at in (16, 20)) for png in (one, two)]
    assert [2 * each for each in size[0]] == pytest.approx(list(size[1]), abs=2)


def test_every_colour_has_a_counterpart_on_dark_paper():
    light, dark = (str(small(("a", 1)).spec(theme)) for theme in ("light", "dark"))
    found = re.compile(r"#[0-9a-f]{6}\b")
    assert {DARK[colour] for colour in found.findall(light)} == set(found.findall(dark))
    assert len(set(DARK)) == len(set(DARK.values()))
    assert not set(DARK) & set(DARK.values())


def test_words_of_data_that_look_like_a_colour_stay_as_they_are():
    assert on_paper({"values": 1, "data": {"values": [{"a": INK}]}}, "dark")["data"] == {"values": [{"a": INK}]}


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("step", range(len(HEAT)))
def test_numbers_can_be_read_on_every_tint_of_the_heat_map(step):
    assert contrast(HEAT[step], HEAT_WORDS[step]) >= 4.5
    assert contrast(DARK[HEAT[step]], DARK[HEAT_WORDS[step]]) >= 4.5


def test_words_and_signs_can_be_read_on_both_papers():
    from travaux.pictures.palette import AGAINST, FOR, MUTED

    for colour in (INK, MUTED, FOR, AGAINST):
        assert contrast(colour, PAPER) >= 4.5
        assert contrast(DARK[colour], DARK[PAPER]) >= 4.5


def test_a_notebook_gets_the_chart_the_svg_and_the_words():
    shown = small(("a", 1))._repr_mimebundle_()
    chart = next(each for key, each in shown.items() if "vegalite" in key)
    assert chart["$schema"].endswith(alt.SCHEMA_URL.rsplit("/", 1)[-1])
    assert shown["image/svg+xml"].startswith("<svg")
    assert shown["text/plain"] == "A title. What is seen."


def test_a_specification_compiles_without_asking_anybody():
    spec = small(("a", 1)).spec()
    assert vl_convert.vegalite_to_vega(spec)["marks"]
    assert re.findall(r"https?://[^'\"\s]+", str(spec)) == [spec["$schema"]]


def test_an_empty_picture_says_why_in_words():
    picture = said("empty", "A title", "There is nothing.", ("a", "b"))
    assert isinstance(picture, Picture)
    assert "There is nothing." in picture.svg()
    assert picture.csv() == "a,b\r\n"


def test_importing_travaux_or_the_room_loads_no_library_that_draws():
    asked = "import sys, travaux, travaux.pictures; print({'altair', 'vl_convert', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_an_unknown_name_in_the_room_is_an_attribute_error():
    import travaux.pictures

    with pytest.raises(AttributeError, match="pie_chart"):
        travaux.pictures.pie_chart  # noqa: B018


def test_the_chart_can_be_built_on_without_the_picture():
    chart = small(("a", 1)).chart.to_dict()
    assert [each["name"] for each in chart["datasets"]["table"]] == ["a"]


@pytest.mark.parametrize("scale", [0, 1000])
def test_a_png_that_no_program_opens_is_refused(scale):
    with pytest.raises(TravauxError, match=r"too large|no size") as refused:
        small(("a", 1)).png(scale)
    assert refused.value.remedy
