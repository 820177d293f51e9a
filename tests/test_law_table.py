"""The table of law on a day, whole, by norm and by jurisdiction."""

import json
from datetime import date

import pytest

from travaux import open_case
from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.law.gathering import laws_of
from travaux.law.indexing import index
from travaux.law.model import Laws
from travaux.law.table import table

NORMS = {
    "seal": Norm(id="seal", title="Seal on deeds", scale="boolean", categories={"no": ("no",), "yes": ("yes", "wax")}),
    "delay": Norm(id="delay", scale="interval", unit="days"),
}
HELD = (
    Law(id="one", jurisdiction="NZ", norm="seal", value="wax", as_of="2003", source="act", ref="s. 4", note="a copy"),
    Law(id="two", jurisdiction="NZ", norm="delay", value="30", first="2001-01-01"),
    Law(id="three", jurisdiction="AU", norm="delay", value="7", last="2002-12-31"),
    Law(id="four", jurisdiction="AU", norm="delay", value="10.0", first="2003-01-01", as_of="2004-05"),
)
LAWS = Laws("deeds", NORMS, HELD, ("NZ", "AU"), {"NZ": "New Zealand", "AU": "Australia"}, aliases={"Oz": "AU"})


def test_without_a_day_it_is_the_last_on_record():
    found = table(LAWS)
    assert (found.day, found.asked) == (date(2004, 5, 31), False)


def test_cells_come_by_norm_and_jurisdiction():
    found = table(LAWS, on="2002-06-30")
    assert [(each.norm, each.jurisdiction, each.answer, each.basis) for each in found.cells] == [
        ("seal", "NZ", "yes", "assumed"),
        ("seal", "AU", None, "missing"),
        ("delay", "NZ", "30", "dated"),
        ("delay", "AU", "7", "assumed"),
    ]
    assert found.cell("AU", "delay").laws[0].id == "three"


def test_counts_tell_the_spread_of_answers_in_the_order_of_the_scale():
    seal, delay = table(LAWS, on="2004-05-01").counts
    assert (dict(seal.answers), seal.known, seal.basis["missing"]) == ({"yes": 1}, 1, 1)
    assert list(delay.answers) == ["10", "30"]


@pytest.mark.parametrize("words", ["NZ", "nz", "New Zealand", "new zealand", "NZL"])
def test_a_jurisdiction_is_named_by_code_or_name_in_any_case(words):
    assert table(LAWS, jurisdiction=words).jurisdictions == ("NZ",)


def test_an_alias_and_a_title_name_too():
    assert table(LAWS, jurisdiction="oz", norm="seal on deeds").norms == ("seal",)


@pytest.mark.parametrize(("what", "words"), [("jurisdiction", "NX"), ("norm", "seals")])
def test_a_name_that_is_not_there_is_answered_with_those_that_come_close(what, words):
    with pytest.raises(TravauxError) as error:
        table(LAWS, **{what: words})
    assert f"there is no {what} {words!r}" in error.value.what
    assert "close to it" in error.value.why


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(TravauxError, match="'2003-02-29' is no day"):
        table(LAWS, on="2003-02-29")


def test_the_json_has_the_rule_with_its_days_reference_source_and_doubt():
    row = json.loads(json.dumps(table(LAWS, norm="seal", jurisdiction="NZ").row()))
    [found] = row["cells"]
    [law] = found["laws"]
    assert (found["answer"], found["basis"]) == ("yes", "assumed")
    assert (law["value"], law["as_of"], law["ref"], law["doubt"]) == ("wax", "2003", "s. 4", "a copy")
    assert row["sources"] == {"act": {"title": "act", "address": None}}
    assert row["on"] == "2004-05-31"


def test_without_a_day_the_laws_of_a_view_are_those_of_its_day():
    case = open_case("patent-law", on="2012-06-30")
    assert table(laws_of(case)).day == date(2012, 6, 30)
    assert index(laws_of(case)).points[-1].day == date(2012, 12, 31)
