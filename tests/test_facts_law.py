"""Norms and laws as facts: days as far as they are known, what is there on a day, and what cannot stand together."""

import json
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_strategies import WHENS
from travaux.errors import TravauxError
from travaux.facts import from_mapping, load, view
from travaux.facts.checking import all_remarks, check
from travaux.facts.law_facts import Law, Norm, When
from travaux.facts.treaty_facts import Treaty, TreatyAction

PARTIES = [{"id": "us", "name": "United States"}, {"id": "jp", "name": "Japan"}]
NORMS = [
    {"id": "grace", "title": "Length of grace", "scale": "interval", "unit": "months"},
    {
        "id": "who",
        "scale": "nominal",
        "categories": {"invention": ["inventor"], "filing": ["filer", "inventor_filing"]},
    },
]
TREATIES = [{"id": "pact", "name": "The pact", "adopted": "2000-06-01", "opened": "2000-06-02"}]


def record(**sections):
    return from_mapping(
        {"schema": "travaux-case/1", "parties": PARTIES, "norms": NORMS, "treaties": TREATIES, **sections}
    )


def law(value="6", norm="grace", jurisdiction="jp", **more):
    return {"jurisdiction": jurisdiction, "norm": norm, "value": value, **more}


def found(**sections):
    return [(remark.level, remark.what) for remark in all_remarks(record(**sections))]


# ---- days


@given(WHENS)
def test_a_day_as_far_as_it_is_known_is_written_as_it_is_read(words):
    when = When.read(words)
    assert When.read(str(when)) == when
    assert when.earliest <= when.latest


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2013-03-16", date(2013, 3, 16), date(2013, 3, 16)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2013-12", date(2013, 12, 1), date(2013, 12, 31)),
        (2013, date(2013, 1, 1), date(2013, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("between 2012-08-03 and 2018-11", date(2012, 8, 3), date(2018, 11, 30)),
    ],
)
def test_a_day_can_be_a_month_a_year_or_a_stretch(words, earliest, latest):
    when = When.read(words)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert when.exact is (earliest == latest)


@pytest.mark.parametrize(
    "words", ["2013-02-30", "2013-13", "13", "soon", "", "between 2014 and 2013", "2013-3-1", "0000"]
)
def test_a_day_that_does_not_exist_is_said_with_its_line(tmp_path, words):
    case = {"norms": NORMS, "parties": PARTIES, "laws": [law(), law(**{"from": words})]}
    lines = json.dumps({"schema": "travaux-case/1", **case}, indent=0)
    (tmp_path / "case.yaml").write_text(lines, encoding="utf-8")
    read = load(tmp_path)
    [fault] = [remark for remark in read.remarks if remark.level == "error"]
    assert "`from`" in fault.what
    assert "not a day, month or year of the calendar" in fault.what
    assert lines.split("\n")[fault.line - 1].startswith('"from"')
    assert len(read.sections["laws"]) == 1  # nothing else is lost
    assert read.unread["laws"]


def test_a_bare_yes_and_a_number_are_values():
    [yes, six] = record(laws=[law(True, "who"), law(6)]).sections["laws"]
    assert (yes.value, six.value) == ("yes", "6")


# ---- what cannot be as it stands


@pytest.mark.parametrize(
    ("sections", "level", "said"),
    [
        ({"norms": [{"id": "n", "scale": "ordinl"}]}, "error", "`scale` is 'ordinl'"),
        ({"norms": [{"id": "n", "scale": "ordinal"}]}, "error", "does not say the order of its categories"),
        ({"norms": [{"id": "n", "scale": "interval", "low": 6, "high": 6}]}, "error", "leave no interval"),
        ({"norms": [{"id": "n", "scale": "nominal", "categories": {"a": ["x"], "b": ["x"]}}]}, "error",
         "has the value 'x' in two categories"),
        ({"laws": [law(jurisdiction="uss")]}, "error", "names the jurisdiction 'uss', not in the case"),
        ({"laws": [law(norm="gracee")]}, "error", "names the norm 'gracee', not in the case"),
        ({"laws": [law("a year")]}, "error", "norm 'grace' is measured in numbers"),
        ({"laws": [law("fily", "who")]}, "remark", "falls in no category of norm 'who'"),
        ({"laws": [law(**{"from": "2014", "to": "2013"})]}, "error", "has `to` 2013 before `from` 2014"),
        ({"actions": [{"treaty": "pact", "party": "us", "kind": "ratifies"}]}, "error", "`kind` is 'ratifies'"),
        ({"actions": [{"treaty": "packt", "party": "us", "kind": "signature", "date": "2001-01-01"}]}, "error",
         "names the treaty 'packt', not in the case"),
        ({"actions": [{"treaty": "pact", "party": "fr", "kind": "signature", "date": "2001-01-01"}]}, "error",
         "names the party 'fr', not in the case"),
        ({"actions": [{"treaty": "pact", "party": "us", "kind": "signature", "date": "1999-01-01"}]}, "remark",
         "before treaty 'pact' was adopted"),
        ({"actions": [{"treaty": "pact", "party": "us", "kind": "signature"}]}, "remark", "has no day"),
        ({"treaties": [{"id": "t", "name": "T", "adopted": "2001-01-01", "opened": "2000-01-01"}]}, "error",
         "has `opened` 2000-01-01 before `adopted` 2001-01-01"),
        ({"treaties": [{"id": "t", "name": "T", "force": {}}]}, "error", "`force` says nothing"),
        ({"treaties": [{"id": "t", "name": "T", "force": {"threshold": 0}}]}, "error", "must be at least 1"),
        ({"treaties": [{"id": "t", "name": "T", "force": {"threshold": 2, "delay": {"moths": 3}}}]}, "error",
         "unknown key 'moths' (in `delay`)"),
        ({"treaties": [{"id": "t", "name": "T", "force": {"conditions": [{"words": "w", "members_of": "b"}]}}]},
         "error", "names the treaty or group 'b', not in the case"),
        ({"issues": [{"id": "i", "norm": "gracee", "options": [{"id": "o"}]}]}, "error", "names the norm 'gracee'"),
    ],
)  # fmt: skip
def test_each_fault_is_said_once(sections, level, said):
    of = [(each, what) for each, what in found(**sections) if said in what]
    assert [each for each, _ in of] == [level]


def test_a_record_of_law_needs_no_issue():
    assert found(laws=[law()]) == []
    assert found() == []


# ---- laws beside each other


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"to": "2018-06-08"}, {"from": "2018-06-09"}, None),
        ({"to": "2018-06-08"}, {"from": "2018-06-08"}, "error"),
        ({"from": "1990"}, {"from": "2018-06-09"}, "error"),  # nobody said that the first ended
        ({"from": "1990", "to": "2018"}, {"from": "2018"}, None),  # some day of that year
        ({"to": "between 2012-08-03 and 2018-11-08"}, {"from": "between 2012-08-03 and 2018-11-08"}, None),
        ({"as_of": "2005-05-01"}, {"as_of": "2017-05-01"}, None),  # it may have changed in between
        ({"as_of": "2005-05-01"}, {"as_of": "2005-05-01"}, "error"),
        ({"as_of": "2005"}, {"as_of": "2005-05"}, None),
        ({"as_of": "2005"}, {"as_of": "2005"}, "error"),
        ({"as_of": "2019"}, {"from": "2018-06-09"}, "error"),
        ({"as_of": "2018"}, {"from": "2018-06-09"}, None),
        ({}, {}, "error"),
        ({}, {"from": "1990"}, None),  # written on a day that is not known
    ],
)
def test_two_values_on_one_day_are_an_error_and_no_others(one, other, level):
    for first, second in ((one, other), (other, one)):
        remarks = all_remarks(record(laws=[law("6", id="a", **first), law("12", id="b", **second)]))
        assert [each.level for each in remarks] == ([level] if level else [])
        if level:
            assert "say different things of jp on grace for one day" in remarks[0].what
            assert "'a'" in remarks[0].what
            assert "'b'" in remarks[0].what


def test_both_facts_and_both_lines_are_named(tmp_path):
    lines = ["schema: travaux-case/1", "parties:", "  - {id: jp, name: Japan}", "norms:",
             "  - {id: grace, scale: interval}", "laws:",
             "  - {id: a, jurisdiction: jp, norm: grace, value: 6, from: 1990}",
             "  - {id: b, jurisdiction: jp, norm: grace, value: 12, from: 2018}"]  # fmt: skip
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    [fault] = all_remarks(load(tmp_path))
    assert (fault.line, fault.why) == (8, "on lines 7, 8")


def test_the_same_value_twice_is_a_remark_and_so_are_two_values_of_one_category():
    same = [law("filer", "who", **{"from": "1990"}), law("filer", "who", **{"from": "2000"})]
    near = [law("filer", "who", **{"from": "1990"}), law("inventor_filing", "who", **{"from": "2000"})]
    assert [level for level, _ in found(laws=same)] == ["remark"]
    assert [level for level, _ in found(laws=near)] == ["remark"]


def test_what_is_corrected_or_recalled_contradicts_nothing():
    laws = [law("6", id="a", **{"from": "1990"}), law("12", id="b", supersedes="a", **{"from": "1990"})]
    assert found(laws=laws) == []
    recalled = [law("6", **{"from": "1990"}), law("12", evidence="recalled", **{"from": "1990"})]
    assert [level for level, _ in found(laws=recalled)] == ["remark"]


@given(st.lists(st.tuples(WHENS, WHENS, st.sampled_from("abc")), max_size=6), st.randoms())
def test_the_order_of_laws_does_not_change_whether_they_contradict(spans, dice):
    laws = [law(value, "who", **{"from": first, "to": last}) for first, last, value in spans]
    shuffled = dice.sample(laws, len(laws))
    errors = [any("different things" in what for _, what in found(laws=each)) for each in (laws, shuffled)]
    assert errors[0] == errors[1]


# ---- what is there on a day


def seen(on, **sections):
    return view(record(**sections), on=on)


def test_a_law_of_later_is_not_there_and_an_end_of_later_is_not_told():
    laws = [law("6", id="old", to="2018-06-08"), law("12", id="new", **{"from": "2018-06-09"})]
    [old] = seen("2012-01-01", laws=laws).of(Law)
    assert (old.id, old.last) == ("old", None)
    assert [each.id for each in seen("2018-06-09", laws=laws).of(Law)] == ["old", "new"]
    assert seen("2018-06-08", laws=laws).of(Law)[0].last == When.read("2018-06-08")


def test_a_law_that_may_have_begun_or_ended_is_there_with_its_doubt():
    laws = [law(**{"from": "2013", "to": "between 2015-01-01 and 2018-01-01"})]
    [held] = seen("2016-05-05", laws=laws).of(Law)
    assert not held.last.exact
    assert len(seen("2013-01-01", laws=laws).of(Law)) == 1
    assert seen("2012-12-31", laws=laws).of(Law) == ()


def test_a_law_that_was_passed_before_it_applies_is_there_from_its_own_day():
    passed = [law(date="2011-09-16", **{"from": "2013-03-16"})]
    assert len(seen("2012-01-01", laws=passed).of(Law)) == 1
    assert seen("2011-09-15", laws=passed).of(Law) == ()


def test_what_was_done_later_with_a_treaty_is_not_there():
    actions = [
        {
            "id": "r",
            "treaty": "pact",
            "party": "us",
            "kind": "ratification",
            "date": "2001-01-01",
            "effective": "2005-01-01",
        },
        {
            "id": "w",
            "treaty": "pact",
            "party": "us",
            "kind": "withdrawal",
            "date": "2006-01-01",
            "effective": "2007-01-01",
        },
        {"id": "e", "treaty": "pact", "party": "jp", "kind": "entry_into_force", "effective": "2005-01-01"},
    ]
    early, late = seen("2002-01-01", actions=actions), seen("2006-06-01", actions=actions)
    assert [(each.id, each.effective) for each in early.of(TreatyAction)] == [("r", None)]
    days = [(each.id, each.effective) for each in late.of(TreatyAction)]
    assert days == [("r", date(2005, 1, 1)), ("w", date(2007, 1, 1)), ("e", date(2005, 1, 1))]  # notice names its day
    assert seen("2000-05-31").of(Treaty) == ()
    [treaty] = seen("2000-06-01").of(Treaty)
    assert (treaty.adopted, treaty.opened) == (date(2000, 6, 1), None)


def test_the_day_of_a_view_is_the_last_of_which_law_and_treaties_tell():
    assert view(record(laws=[law(**{"from": "1990"}), law("6", "who", as_of="2024-08")])).as_of == date(2024, 8, 1)
    assert view(record()).as_of == date(2000, 6, 1)  # the treaty was adopted


def test_a_correction_answers_to_the_id_of_what_it_corrects():
    norms = [
        {"id": "grace", "scale": "interval"},
        {"id": "grace2", "scale": "interval", "unit": "months", "supersedes": "grace"},
    ]
    [norm] = view(from_mapping({"schema": "travaux-case/1", "norms": norms})).of(Norm)
    assert (norm.id, norm.unit) == ("grace", "months")


def test_the_law_told_to_the_chair_is_seen_by_the_party_whose_law_it_is():
    action = {"treaty": "pact", "party": "jp", "kind": "ratification", "date": "2001-01-01", "reader": "chair"}
    told = record(laws=[law(reader="chair")], actions=[action])
    for reader, count in (("public", 0), ("chair", 1), ("jp", 1), ("us", 0)):
        case = view(told, reader)
        assert len(case.of(Law)) == len(case.of(TreatyAction)) == count


def test_an_unknown_norm_among_hidden_facts_is_told_to_nobody_else():
    told = record(laws=[law(norm="quiet", reader="party:jp")])
    assert not [each for each in check(told.sections) if each.reader == "public"]
    assert view(told).remarks == ()


def test_a_case_that_says_nothing_of_the_kind_is_refused_in_words():
    with pytest.raises(TravauxError, match="not a case"):
        from_mapping({"lawz": []})


# ---- speed


def test_five_thousand_actions_are_read_and_checked_fast(tmp_path):
    lines = ["schema: travaux-case/1", "sources:", "  s: {title: A table}", "parties:"]
    lines += [f"  - {{id: p{number}, name: Party {number}}}" for number in range(100)]
    lines += ["treaties:", *(f"  - {{id: t{number}, name: Treaty {number}}}" for number in range(50)), "actions:"]
    fact = '  - {{treaty: t{}, party: p{}, kind: ratification, date: "2001-02-03", source: s, evidence: seen}}'
    lines += [fact.format(number // 100, number % 100) for number in range(5000)]
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    start = time.perf_counter()
    read = load(tmp_path)
    spent = time.perf_counter() - start
    assert len(read.sections["actions"]) == 5000
    assert all_remarks(read) == ()
    assert spent < 2  # a fifth of a second on one core


def test_no_is_an_answer_of_a_yes_or_no_norm_whose_categories_name_only_yes():
    norms = [{"id": "seal", "scale": "boolean", "categories": {"yes": ["sealed"]}}]
    rules = [{"jurisdiction": each, "norm": "seal", "value": value} for each, value in (("a", "no"), ("b", "sealed"))]
    record = from_mapping({"schema": "travaux-case/1", "parties": [{"id": "a"}, {"id": "b"}], "norms": norms,
                           "laws": rules})  # fmt: skip
    assert not [each for each in view(record).remarks if "category" in each.what]
