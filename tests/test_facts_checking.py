"""What does not fit together in a case: each fault is found, said with its remedy, and told to whom it concerns."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.facts.checking import all_remarks, check
from travaux.facts.checking_cycles import cycles
from travaux.facts.loading import from_mapping, load
from travaux.facts.model import Position
from travaux.facts.record import Record

SOUND = {
    "sources": {"press": {"title": "A report"}, "minutes": {"title": "Minutes"}},
    "sessions": [{"id": "dc2000", "start": "2000-12-07", "end": "2000-12-20"}],
    "parties": [
        {"id": "us", "name": "United States", "aliases": ["America"]},
        {"id": "eu", "name": "European Union", "kind": "igo"},
        {"id": "br", "name": "Brazil"},
    ],
    "groups": [
        {"id": "b", "name": "Group B", "members": ["us", {"party": "eu", "from": "1990-01-01", "to": "2010-01-01"}]},
        {"id": "all", "name": "All", "members": ["b", "br"]},
    ],
    "issues": [
        {"id": "a11", "options": [{"id": "menu"}, {"id": "none"}]},
        {"id": "a12", "options": [{"id": "law"}, {"id": "may", "since": "2011-06-24", "until": "2012-06-24"}]},
        {"id": "a13", "options": [{"id": "test"}], "only_if": {"issue": "a12", "option": "may"}},
    ],
    "positions": [
        {"id": "p1", "party": "us", "issue": "a12", "option": "law", "stance": "oppose", "date": "2000-12-20",
         "source": "press"},
        {"id": "p2", "party": "eu", "issue": "a12", "option": "law", "stance": "prefer", "date": "2000-12-20",
         "source": "press"},
        {"id": "p3", "party": "all", "issue": "a11", "option": "menu", "stance": "accept",
         "conditions": [{"issue": "a12", "option": "may"}]},
        {"id": "p4", "party": "br", "issue": "a11", "words": "will consult"},
    ],
    "outcome": [{"id": "o1", "issue": "a11", "option": "menu", "date": "2012-06-24"}],
    "packages": [
        {"id": "k1", "by": "us", "points": [{"issue": "a11", "option": "menu"}, {"issue": "a12", "option": "may"}]},
    ],
    "mandates": [{"id": "m1", "party": "us", "at_least": 0.5}],
    "rules": [{"id": "r1", "kind": "weighted", "threshold": 0.6, "weights": {"us": 2, "b": 0}}],
    "status": [{"id": "t1", "party": "us", "signed": "2012-06-26", "instrument": "2013-01-01"}],
}  # fmt: skip


def case(**changes):
    """The sound case, with facts added to sections, or `section__id={…}` changing one fact."""
    value = copy.deepcopy(SOUND)
    for key, change in changes.items():
        section, _, name = key.partition("__")
        if name:
            next(fact for fact in value[section] if fact["id"] == name).update(change)
        elif isinstance(change, dict):
            value[section] = change
        else:
            value.setdefault(section, []).extend(change)
    record = from_mapping(value)
    assert record.remarks == ()
    return record


def found(**changes):
    return check(case(**changes).sections)


def only(**changes):
    (remark,) = found(**changes)
    assert remark.remedy
    return remark


def test_a_case_that_fits_together_has_no_remarks():
    assert found() == ()


A12_MAY = {"issue": "a12", "option": "may"}


@pytest.mark.parametrize(
    ("changes", "what", "remedy"),
    [
        ({"positions__p1": {"party": "uss"}}, "party 'uss'", "did you mean 'us'?"),
        ({"positions__p1": {"party": "united states"}}, "party 'united states'", "did you mean 'us'?"),
        ({"positions__p1": {"party": "Amerika"}}, "party 'Amerika'", "did you mean 'us'?"),
        ({"positions__p1": {"party": "zz"}}, "party 'zz'", "add the party or group"),
        ({"positions__p1": {"issue": "a14"}}, "issue 'a14'", "did you mean 'a1"),
        ({"positions__p1": {"option": "lax"}}, "option 'lax', not one of issue 'a12'", "did you mean 'law'?"),
        ({"positions__p1": {"option": "zz"}}, "option 'zz'", "its options are law, may"),
        ({"positions__p1": {"source": "pres"}}, "source 'pres'", "did you mean 'press'?"),
        ({"positions__p3": {"conditions": [{"issue": "a99", "option": "x"}]}}, "issue 'a99'", "add the issue"),
        ({"positions__p3": {"conditions": [{"issue": "a12", "option": "mai"}]}}, "option 'mai'", "did you mean 'may'?"),
        ({"issues__a13": {"only_if": {"issue": "b12", "option": "may"}}}, "issue 'b12'", "did you mean 'a12'?"),
        ({"issues__a13": {"only_if": {"issue": "a12", "option": "x"}}}, "option 'x'", "its options are"),
        ({"issues__a13": {"text": "draft"}, "texts": [{"id": "draft1", "file": "d"}]}, "draft 'draft'", "'draft1'?"),
        ({"texts": [{"id": "d", "file": "d", "session": "dc2001"}]}, "session 'dc2001'", "did you mean 'dc2000'?"),
        ({"drafts": [{"id": "d", "session": "dc2001"}]}, "session 'dc2001'", "did you mean 'dc2000'?"),
        ({"outcome__o1": {"issue": "a1"}}, "issue 'a1'", "did you mean"),
        ({"outcome__o1": {"option": "menue"}}, "option 'menue'", "did you mean 'menu'?"),
        ({"packages__k1": {"by": "eus"}}, "party 'eus'", "did you mean"),
        ({"packages__k1": {"points": [A12_MAY, {"issue": "a11", "option": "x"}]}}, "option 'x'", "its options are"),
        ({"mandates__m1": {"party": "brs"}}, "party 'brs'", "did you mean 'br'?"),
        ({"rules__r1": {"weights": {"uss": 1}}}, "party 'uss'", "did you mean 'us'?"),
        ({"status__t1": {"party": "uss"}}, "party 'uss'", "did you mean 'us'?"),
        ({"declarations": [{"id": "d", "party": "uss"}]}, "party 'uss'", "did you mean 'us'?"),
        ({"groups__b": {"members": ["us", "eut"]}}, "party 'eut'", "did you mean 'eu'?"),
        ({"groups__b": {"members": [{"party": "us", "source": "x"}]}}, "source 'x'", "add the source"),
        ({"instrument": {"id": "i", "name": "T", "sources": ["pres"]}}, "source 'pres'", "did you mean 'press'?"),
        ({"positions__p1": {"supersedes": "p9"}}, "supersedes 'p9', which is no fact here", "id of the other"),
        (
            {"positions__p1": {"supersedes": "us"}},
            "supersedes 'us', which is a fact of another kind",
            "same section",
        ),
        ({"positions__p1": {"supersedes": "p1"}}, "supersedes itself", "that it corrects"),
    ],
)
def test_a_name_that_names_nothing_is_an_error_with_the_nearest_name(changes, what, remedy):
    (remark,) = [each for each in found(**changes) if each.level == "error"]
    assert what in remark.what
    assert remedy in remark.remedy


def test_names_are_let_off_where_a_case_lists_none_of_their_kind():
    issues = [{"id": "a", "options": [{"id": "x"}]}]
    position = {"id": "p", "party": "us", "issue": "a", "option": "x", "stance": "prefer", "source": "press"}
    remarks = check(from_mapping({"issues": issues, "positions": [position]}).sections)
    assert {(remark.level, remark.what.split("names ")[1][:10]) for remark in remarks} == {
        ("remark", "the party "),
        ("remark", "the source"),
    }


@pytest.mark.parametrize(
    ("label", "what", "reader"),
    [
        ("group:c", "the group 'c', which is not in the case", "group:c"),
        ("party:b", "the party 'b', which is not in the case", "party:b"),
        ("everyone", "'everyone', so nobody may read it", "keeper"),
        ("group:", "so nobody may read it", "keeper"),
        ("party: us", "so nobody may read it", "keeper"),
        ("Chair", "so nobody may read it", "keeper"),
        ("", "so nobody may read it", "keeper"),
    ],
)
def test_a_label_that_names_nobody_is_an_error(label, what, reader):
    remark = only(positions__p4={"reader": label})
    assert what in remark.what
    assert (remark.level, remark.reader, remark.fact) == ("error", reader, "p4")


@pytest.mark.parametrize("label", ["public", "chair", "group:b", "party:us"])
def test_a_label_that_names_somebody_is_fine(label):
    assert found(positions__p4={"reader": label}) == ()


# ---- single facts


@pytest.mark.parametrize(
    ("changes", "level", "what", "remedy"),
    [
        ({"positions__p4": {"stanse": "oppose"}}, "error", "'stanse'", "did you mean 'stance'?"),
        ({"positions__p1": {"Note": "x"}}, "error", "'Note'", "did you mean 'note'?"),
        (
            {"positions__p1": {"restraint": {"kind": "mandate", "raison": "x"}}},
            "error",
            "(in `restraint`)",
            "'reason'?",
        ),
        (
            {"issues__a11": {"options": [{"id": "menu", "lable": "x"}, {"id": "none"}]}},
            "error",
            "(in `options`)",
            "'label'?",
        ),
        ({"parties": [{"id": "cn", "name": "China", "region": "Asia"}]}, "remark", "'region'", "x_region"),
        ({"positions__p1": {"words": "Yes", "but later": None}}, "remark", "'but later'", "double quotes"),
    ],
)
def test_an_unknown_key_is_named(changes, level, what, remedy):
    remark = only(**changes)
    assert (remark.level, "unknown key" in remark.what) == (level, True)
    assert what in remark.what
    assert remedy in remark.remedy


@pytest.mark.parametrize("key", ["state_2000", "refs_three_step", "x_own"])
def test_keys_that_are_free_are_not_named(key):
    assert found(issues__a11={key: "x"}) == ()


def test_what_is_recalled_is_said_to_be_left_out():
    remark = only(positions__p1={"evidence": "recalled"})
    assert remark.level == "remark"
    assert "left out of every answer" in remark.what


def test_an_id_that_stands_for_two_facts_is_an_error_with_both_lines(tmp_path):
    (tmp_path / "case.yaml").write_text(
        "schema: travaux-case/1\nparties:\n  - {id: us, name: A}\n  - {id: us, name: B}\n"
    )
    record = load(tmp_path)
    (remark,) = [each for each in check(record.sections, record.lines, "case.yaml") if each.level == "error"]
    assert "'us' stands for 2 facts" in remark.what
    assert remark.why == "on lines 3, 4"
    assert (remark.line, remark.where) == (3, "case.yaml")


def test_the_same_id_in_two_sections_is_fine():
    assert found(parties=[{"id": "a11", "name": "An eleventh"}]) == ()


# ---- positions and outcomes


AGAIN = {"party": "us", "issue": "a12", "option": "law", "date": "2000-12-20"}


@pytest.mark.parametrize(
    ("later", "level", "what"),
    [
        ({"stance": "accept", "source": "press"}, "error", "contradict"),
        ({"stance": "prefer", "source": "press"}, "error", "contradict"),
        ({"stance": "red_line", "source": "press"}, "remark", "contradict"),
        ({"stance": "accept", "source": "press", "subject_to": "ad referendum"}, "remark", "contradict"),
        ({"stance": "accept", "source": "minutes"}, "remark", "sources disagree"),
        ({"stance": "accept"}, "remark", "sources disagree"),
    ],
)
def test_stances_of_one_day_that_differ_are_named(later, level, what):
    remark = only(positions=[AGAIN | {"id": "q"} | later])
    assert (remark.level, remark.fact) == (level, "q")
    assert what in remark.what
    assert "'p1'" in remark.what


@pytest.mark.parametrize(
    "later",
    [
        {"stance": "oppose", "source": "minutes"},
        {"stance": None, "words": "well", "source": "press"},
        {"stance": "accept", "source": "press", "date": "2000-12-21"},
        {"stance": "accept", "source": "press", "date": None},
        {"stance": "accept", "source": "press", "party": "br"},
        {"stance": "accept", "source": "press", "supersedes": "p1"},
    ],
)
def test_stances_that_can_both_be_true_are_not_named(later):
    assert found(positions=[AGAIN | {"id": "q"} | later]) == ()


def test_a_recollection_contradicts_nobody():
    remarks = found(positions=[AGAIN | {"id": "q", "stance": "accept", "source": "press", "evidence": "recalled"}])
    assert [remark.what for remark in remarks if "contradict" in remark.what] == []


def test_without_a_day_two_stances_contradict_each_other_too():
    same = {"party": "br", "issue": "a12", "option": "law", "source": "press"}
    remark = only(positions=[same | {"id": "x", "stance": "prefer"}, same | {"id": "y", "stance": "oppose"}])
    assert (remark.level, remark.why) == ("error", "both without a day, from the same source")


@pytest.mark.parametrize(("day", "count"), [("2011-06-23", 1), ("2011-06-24", 0), ("2012-06-24", 0), ("2012-06-25", 1)])
def test_a_position_on_an_option_that_was_not_on_the_table_is_named(day, count):
    remarks = found(
        positions=[{"id": "q", "party": "us", "issue": "a12", "option": "may", "stance": "accept", "date": day}]
    )
    assert [remark.level for remark in remarks] == ["remark"] * count
    assert all("not on the table" in remark.what for remark in remarks)


def test_a_position_that_says_nothing_is_named():
    assert "neither a stance nor words" in only(positions__p4={"words": None}).what
    remark = only(positions__p4={"stance": "oppose"})
    assert (remark.level, "on no option" in remark.what) == ("error", True)


def test_a_condition_on_another_option_of_the_same_issue_can_never_hold():
    remark = only(positions__p1={"conditions": [A12_MAY]})
    assert (remark.level, "can never hold" in remark.what) == ("error", True)


@pytest.mark.parametrize(("day", "level"), [("2012-06-24", "error"), ("2012-06-25", "remark")])
def test_outcomes_that_differ_are_named(day, level):
    remark = only(outcome=[{"id": "o2", "issue": "a11", "option": "none", "date": day}])
    assert (remark.level, remark.fact) == (level, "o2")
    assert "outcomes that differ: menu, none" in remark.what


def test_an_outcome_that_is_corrected_does_not_differ():
    assert (
        found(outcome=[{"id": "o2", "issue": "a11", "option": "none", "date": "2012-06-24", "supersedes": "o1"}]) == ()
    )
    assert found(outcome=[{"id": "o2", "issue": "a12", "result": "not agreed"}]) == ()


def test_an_outcome_that_says_nothing_is_named():
    assert "neither an option nor a result" in only(outcome=[{"id": "o2", "issue": "a12"}]).what


def test_two_mandates_of_one_day_are_an_error():
    assert "0.5 and 0.9" in only(mandates=[{"id": "m2", "party": "us", "at_least": 0.9}]).what
    assert found(mandates=[{"id": "m2", "party": "us", "at_least": 0.9, "date": "2001-01-01"}]) == ()


def test_a_package_that_asks_for_two_options_of_an_issue_is_an_error():
    points = [A12_MAY, {"issue": "a12", "option": "law"}]
    assert "two options of issue 'a12'" in only(packages__k1={"points": points}).what


# ---- circles


def test_conditions_in_a_circle_are_written_out():
    back = {"id": "q", "party": "br", "issue": "a12", "option": "may", "stance": "accept"}
    remark = only(positions=[back | {"conditions": [{"issue": "a11", "option": "menu"}]}])
    assert remark.what == "conditions run in a circle: a11 → a12 → a11"
    assert (remark.level, "'p3', 'q'" in remark.why) == ("remark", True)


def test_an_issue_that_arises_only_if_it_arises_is_an_error():
    remark = only(issues__a12={"only_if": {"issue": "a13", "option": "test"}})
    assert (remark.level, remark.what.endswith("a12 → a13 → a12")) == ("error", True)
    remark = only(issues__a12={"only_if": {"issue": "a12", "option": "law"}})
    assert (remark.level, remark.what.endswith("a12 → a12")) == ("error", True)


def test_a_group_that_contains_itself_is_an_error():
    remark = only(groups__b={"members": ["us", "all"]})
    assert (remark.level, remark.what) == ("error", "a group contains itself: b → all → b")
    assert "b → b" in only(groups__b={"members": ["b"]}).what


def test_facts_that_supersede_each_other_are_an_error():
    (remark,) = found(positions__p1={"supersedes": "p2"}, positions__p2={"supersedes": "p1"})
    assert remark.what.endswith("p1 → p2 → p1")


NODES = "abcdef"
GRAPHS = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4, unique=True))


@settings(max_examples=300, deadline=None)
@given(GRAPHS)
def test_each_set_of_nodes_that_reach_each_other_gives_one_circle(edges):
    graph = {node: dict.fromkeys(others, 0) for node, others in edges.items()}
    reach = {node: set(others) for node, others in edges.items()}
    for _ in NODES:  # the transitive closure, by brute force
        reach = {
            node: others | {far for near in others for far in reach.get(near, ())} for node, others in reach.items()
        }
    sets = {frozenset(other for other in reach if node in reach[other] and other in reach[node]) for node in reach}
    circles = cycles(graph)
    assert {frozenset(circle) <= each for circle in circles for each in sets if circle[0] in each} <= {True}
    assert len(circles) == len(sets - {frozenset()})
    for circle in circles:
        assert len(set(circle)) == len(circle)
        assert all(after in graph[before] for before, after in zip(circle, [*circle[1:], circle[0]], strict=True))


def test_a_circle_of_ten_thousand_is_found():
    size = 10_000
    (circle,) = cycles({str(n): {str((n + 1) % size): 0} for n in range(size)})
    assert len(circle) == size


# ---- days, weights, emptiness


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"sessions__dc2000": {"end": "2000-12-01"}}, "`end` 2000-12-01 before `start` 2000-12-07"),
        ({"groups__b": {"members": [{"party": "us", "from": "2000-01-01", "to": "1999-01-01"}]}}, "`from` of member"),
        ({"issues": [{"id": "z", "options": [{"id": "x", "since": "2000-01-02", "until": "2000-01-01"}]}]}, "`until`"),
        ({"status__t1": {"instrument": "2012-01-01"}}, "`instrument` 2012-01-01 before `signed` 2012-06-26"),
        ({"instrument": {"id": "i", "name": "T", "adopted": "2012-06-24", "in_force": "2010-01-01"}}, "`in_force`"),
        ({"rules__r1": {"weights": {"us": -1}}}, "gives 'us' the weight -1"),
        ({"issues": [{"id": "a14", "options": []}]}, "has no option"),
        ({"issues": [{"id": "a14", "options": [{"id": "x"}, {"id": "x"}]}]}, "has the option 'x' twice"),
    ],
)  # fmt: skip
def test_what_is_out_of_order_is_an_error(changes, what):
    remark = only(**changes)
    assert remark.level == "error"
    assert what in remark.what


def test_a_weighted_rule_without_weights_is_named():
    assert "holds no weights" in only(rules__r1={"weights": {}}).what


def test_an_empty_case_is_an_error():
    (remark,) = check({})
    assert (remark.level, remark.what) == ("error", "the case is empty: it holds no fact")


def test_a_case_without_issues_or_positions_says_so():
    parties = {"parties": [{"id": "us", "name": "US"}]}
    issues = {"issues": [{"id": "a", "options": [{"id": "x"}]}]}
    silent = {"positions": [{"id": "p", "party": "us", "issue": "a", "words": "hm"}]}
    assert [remark.what for remark in check(from_mapping(parties).sections)] == [
        "the case holds no issue, so there is nothing to agree on"
    ]
    for value in (parties | issues, parties | issues | silent):
        assert [remark.what for remark in check(from_mapping(value).sections)] == ["no position is known in this case"]


# ---- who may read a remark


@pytest.mark.parametrize(
    ("first", "second", "reader"),
    [
        ("public", "public", "public"),
        ("public", "chair", "chair"),
        ("party:us", "public", "party:us"),
        ("party:us", "party:us", "party:us"),
        ("party:us", "chair", "keeper"),
        ("group:b", "party:us", "keeper"),
    ],
)
def test_a_remark_on_two_facts_is_for_those_who_may_read_both(first, second, reader):
    later = AGAIN | {"id": "q", "stance": "accept", "source": "press", "reader": second}
    assert only(positions__p1={"reader": first}, positions=[later]).reader == reader


def test_what_is_hidden_has_no_part_in_a_check_that_does_not_see_it():
    hidden = AGAIN | {"id": "q", "stance": "accept", "source": "press", "reader": "party:us", "supersedes": "p2"}
    record = case(positions=[hidden])
    seen = {
        section: tuple(fact for fact in facts if fact.reader == "public") for section, facts in record.sections.items()
    }
    assert check(record.sections) != ()
    assert check(seen) == check(case().sections) == ()


def test_remarks_of_reading_and_of_checking_stand_together_by_line(tmp_path):
    (tmp_path / "case.yaml").write_text(
        "schema: travaux-case/1\n"
        "parties:\n  - {id: us, name: US}\n"
        "issues:\n  - {id: a, options: [{id: x}]}\n"
        "positions:\n  - {party: uss, issue: a, option: x, stance: prefer}\n  - {party: us, issue: a, stance: opose}\n"
        "  - {party: us, issue: b, option: x, stance: prefer}\n"
    )
    record = load(tmp_path)
    assert [(remark.line, remark.level) for remark in all_remarks(record)] == [(7, "error"), (8, "error"), (9, "error")]
    assert str(all_remarks(record)[0]).startswith("case.yaml, line 7: error: position 'uss-a-x-")


def test_facts_made_in_python_without_ids_are_checked_too():
    position = Position(party="us", issue="a", option="x", stance="prefer")
    record = Record("made", {"positions": (position, position.model_copy(update={"option": "y"}))})
    assert {remark.section for remark in all_remarks(record)} == {"positions", ""}


def _told(reader, source="talk", **more):
    facts = {**SOUND, "positions": [
        {"id": "p9", "party": "br", "issue": "a11", "option": "menu", "stance": "accept", "source": source,
         "reader": reader, **more},
    ]}  # fmt: skip
    return [one for one in check(from_mapping(facts).sections) if one.fact == "p9" and source in one.what]


@pytest.mark.parametrize("reader", ["chair", "party:br", "group:b"])
def test_a_told_fact_may_name_a_source_that_fewer_may_read_and_that_is_no_error(reader):
    [remark] = _told(reader)
    assert (remark.level, remark.reader) == ("remark", reader)
    assert "for fewer readers" in remark.why


def test_a_public_fact_must_name_a_source_that_everybody_may_read():
    assert [one.level for one in _told("public")] == ["error"]


def test_a_delegation_gets_no_error_of_its_own_word_to_the_chair():
    import travaux

    for reader in ("public", "chair", "ke", "gh"):
        record = travaux.facts.view(travaux.facts.open_record("typefaces"), reader)
        remarks = check(dict(record.there))
        assert [one.what for one in remarks if one.level == "error"] == [], reader
    kenya = travaux.open_case("typefaces", reader="ke")
    assert "talk" in kenya.sources
    assert "talk" not in travaux.open_case("typefaces", reader="gh").sources
