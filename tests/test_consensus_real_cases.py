"""What a finding says of real negotiations: the built-in cases, the files they come from, and twelve tables of 2013."""

import csv
from functools import cache
from pathlib import Path

import pytest

import travaux
from corpus import CORPUS, needs_corpus
from travaux.consensus import row
from travaux.consensus.costs import cost_of

FOLDER = CORPUS or Path("nowhere")
HERE = [pytest.mark.corpus, pytest.mark.skipif(CORPUS is None, reason="the real drafts are not beside the project")]
AVP = ["avp", pytest.param(str(FOLDER / "cases" / "avp.yaml"), marks=HERE)]
PATENTS = ["patents", pytest.param(str(FOLDER / "cases" / "patent_harmonisation.yaml"), marks=HERE)]
MARRAKESH = ["marrakesh", pytest.param(str(FOLDER / "cases" / "marrakesh.yaml"), marks=HERE)]
TABLES = sorted(FOLDER.glob("texts/tpp-2013-positions-*.csv"))


def named(value):
    return Path(value).name if isinstance(value, (str, Path)) else None


avp = pytest.mark.parametrize("source", AVP, ids=named)
patents = pytest.mark.parametrize("source", PATENTS, ids=named)
marrakesh = pytest.mark.parametrize("source", MARRAKESH, ids=named)
tables = pytest.mark.parametrize("path", TABLES, ids=named)


@cache
def finding(source, on=None):
    return travaux.consensus(travaux.open_case(source, on=on))


@cache
def answer(source, on=None):
    return row(finding(source, on))


def statuses(found):
    return {issue.id: issue.status for issue in found.issues}


def issue(source, on, name):
    [one] = [each for each in answer(source, on)["issues"] if each["id"] == name]
    return one


def option(source, on, name, wanted):
    [one] = [each for each in issue(source, on, name)["options"] if each["id"] == wanted]
    return one


def moves(listed):
    return {(move["party"], move["option"], move["restraint"]) for move in listed}


# Audiovisual performances: the end of the conference of 2000

SUSPENDED = "2000-12-20"


@avp
def test_article_12_is_the_one_blocked_issue_of_2000(source):
    found = statuses(finding(source, SUSPENDED))
    assert [name for name, status in found.items() if status == "blocked"] == ["a12"]
    # By that day the pace was decided, and positions on three more issues were on record.
    assert [name for name, status in found.items() if status == "settled"] == ["pace"]
    assert {name for name, status in found.items() if status == "open"} == {"form", "a04", "a05"}


@avp
def test_the_eu_and_the_us_exclude_each_others_wording(source):
    lines = {each["id"]: each["red_line"] for each in issue(source, SUSPENDED, "a12")["options"]}
    assert {name: parties for name, parties in lines.items() if parties} == {
        "presumption": ["eu"],
        "no_provision": ["us"],
    }


@avp
def test_the_other_options_of_2000_are_untested_and_not_acceptable(source):
    one = issue(source, SUSPENDED, "a12")
    assert one["untested"] == ["irrebuttable", "entitlement", "applicable_law"]
    assert not any(each["acceptable"] for each in one["options"])


@avp
def test_the_permissive_clause_does_not_exist_before_it_was_on_the_table(source):
    options = {
        day: [each["id"] for each in issue(source, day, "a12")["options"]] for day in ("2011-06-14", "2011-06-15")
    }
    assert "permissive" not in options["2011-06-14"]
    assert "permissive" in options["2011-06-15"]
    assert "permissive" not in [each["id"] for each in issue(source, SUSPENDED, "a12")["options"]]


@avp
def test_no_package_of_2000_has_what_somebody_excludes_and_every_one_is_untested(source):
    packages = answer(source, SUSPENDED)["packages"]
    assert packages
    for package in packages:
        assert package["choices"]["a12"] in {"irrebuttable", "entitlement", "applicable_law"}
        assert package["untested"] == ["a12"]
        assert "eu" in package["relies_on"]
        assert package["choices"]["pace"] == "proceed"


@avp
def test_nothing_is_chosen_in_2000_where_nobody_had_a_position(source):
    found = answer(source, SUSPENDED)
    for package in found["packages"]:
        assert package["choices"].keys() == {"pace", "form", "a04", "a05", "a12"}
    assert "a11" in found["left_out"]
    assert "a12" not in found["left_out"]


@avp
def test_what_blocks_in_2000_is_said_by_option_and_restraint(source):
    [blocking] = answer(source, SUSPENDED)["blocking_sets"]
    assert moves(blocking) == {("eu", "presumption", "domestic_law"), ("us", "no_provision", "constituency")}


@avp
def test_the_cheapest_way_out_of_2000_is_the_line_of_the_eu(source):
    [concession] = answer(source, SUSPENDED)["concessions"]
    # Without it the only line is that of the US, which asked for the presumption. Without the line of the US, the EU
    # would still have accepted nothing on record.
    assert moves(concession["moves"]) == {("eu", "presumption", "domestic_law")}
    assert concession["cost"] == pytest.approx(cost_of("domestic_law", "red_line"))
    assert concession["unlocks"] == "a12"


@avp
def test_a_new_option_in_2000_has_things_to_avoid_and_to_keep(source):
    [new] = answer(source, SUSPENDED)["new_options"]
    assert new["issue"] == "a12"
    assert {(each["party"], each["option"]) for each in new["avoid"]} == {("eu", "presumption"), ("us", "no_provision")}
    assert {(each["party"], each["option"], each["stance"]) for each in new["keep"]} == {
        ("us", "presumption", "prefer"),
        ("us", "irrebuttable", "accept"),
        ("us", "applicable_law", "prefer"),
        ("in", "presumption", "prefer"),
    }
    assert new["patterns"]


@avp
def test_in_2000_delegations_without_a_position_are_unknown(source):
    found = answer(source, SUSPENDED)
    # 33 states and organisations are parties. On what was not settled the US, the EU, India and Japan had spoken for
    # themselves, and the fifteen states of the consultation in Quito together.
    assert found["known"] == {"parties": 19, "of": 33}
    assert option(source, SUSPENDED, "a12", "presumption")["unknown"] == 33 - len({"us", "eu", "in"})
    assert option(source, SUSPENDED, "a12", "entitlement")["unknown"] == 33


@avp
def test_what_an_observer_says_is_told_apart(source):
    one = option(source, SUSPENDED, "a12", "presumption")
    assert one["observers"] == {"mpa": "prefer", "fia": "oppose"}
    assert not {"mpa", "fia"} & {*one["prefer"], *one["oppose"]}


# Audiovisual performances: 2011 and 2012


@avp
def test_the_day_the_clause_was_tabled_it_was_untested(source):
    one = issue(source, "2011-06-15", "a12")
    assert one["status"] == "blocked"
    assert "permissive" in one["untested"]


@avp
@pytest.mark.parametrize("day", ["2011-06-24", "2012-06-24"])
def test_the_permissive_clause_is_excluded_by_nobody_and_in_every_best_package(source, day):
    one = option(source, day, "a12", "permissive")
    assert one["red_line"] == one["oppose"] == []
    assert not one["excluded"]
    packages = answer(source, day)["packages"]
    assert packages
    assert {package["choices"]["a12"] for package in packages} == {"permissive"}


@avp
def test_in_2012_nothing_is_blocked(source):
    found = finding(source, "2012-06-24")
    assert statuses(found)["a12"] == "settled"
    assert found.with_status("blocked") == found.blocking == found.new_options == ()


# Patents: 2006 and 2024

BROKEN_OFF = "2006-04-12"


@patents
def test_in_2006_the_scope_is_blocked_between_group_b_and_the_friends_of_development(source):
    found = answer(source, BROKEN_OFF)
    assert [each["id"] for each in found["issues"] if each["status"] == "blocked"] == ["scope"]
    [blocking] = found["blocking_sets"]
    assert moves(blocking) == {("group_b", "all", "unstated"), ("gfod", "four", "principle")}
    members = {move["party"]: set(move["members"]) for move in blocking}
    assert members == {"group_b": {"us", "jp", "eu", "ca", "au"}, "gfod": {"ar", "br"}}
    assert not any(set(move["also"]) & members[move["party"]] for move in blocking)


@patents
def test_in_2006_both_ways_of_working_are_excluded_so_there_is_no_package(source):
    found = answer(source, BROKEN_OFF)
    assert found["packages"] == []
    assert found["why_none"]
    assert issue(source, BROKEN_OFF, "scope")["untested"] == []


@patents
def test_in_2006_the_cheapest_way_out_is_the_line_without_a_reason_on_record(source):
    found = answer(source, BROKEN_OFF)["concessions"]
    assert moves(found[0]["moves"]) == {("group_b", "all", "unstated")}
    assert found[0]["cost"] == pytest.approx(cost_of("unstated", "red_line"))
    dearer = [each for each in found if moves(each["moves"]) == {("gfod", "four", "principle")}]
    assert {each["cost"] for each in dearer} == {cost_of("principle", "red_line")}


@patents
def test_what_the_secretariat_put_forward_in_2006_is_nobodys_vote(source):
    one = option(source, BROKEN_OFF, "scope", "four")
    assert "wipo_sec" not in one["prefer"]
    assert one["observers"] == {"wipo_sec": "prefer"}
    assert set(one["prefer"]) == {"group_b", "us", "jp", "eu", "ca", "au"}


LATEST = "2024-04-24"


@patents
def test_in_2024_the_grace_period_is_open_and_split_along_the_law_in_force(source):
    assert issue(source, LATEST, "grace")["status"] == "open"
    stances = {
        each["id"]: {stance: set(each[stance]) for stance in ("prefer", "accept", "oppose", "red_line") if each[stance]}
        for each in issue(source, LATEST, "grace")["options"]
    }
    assert stances == {
        "strict": {"prefer": {"epo", "cn"}},
        "safety_net": {"accept": {"epo"}},
        "broad": {"prefer": {"us"}, "accept": {"ca", "au", "kr", "nz", "jp"}},
    }


@patents
def test_in_2024_the_epo_accepts_the_safety_net_inside_a_package_and_of_the_us_nothing_is_known(source):
    case = travaux.open_case(source, on=LATEST)
    [epo] = [each for each in case.who(issue="grace", party="epo") if each.option == "safety_net"]
    assert (epo.stance, epo.restraint.kind) == ("accept", "linkage")
    assert not [each for each in case.who(issue="grace", party="us") if each.option == "safety_net"]
    one = option(source, LATEST, "grace", "safety_net")
    assert "us" not in {party for stance in ("prefer", "accept", "oppose", "red_line") for party in one[stance]}
    assert one["unknown"] == answer(source, LATEST)["known"]["of"] - 1


# Marrakesh


@marrakesh
def test_seven_of_nine_issues_end_settled(source):
    found = statuses(finding(source))
    assert len(found) == 9
    open_ones = {name: status for name, status in found.items() if status != "settled"}
    # The outcomes of these two are from memory; nobody's position on the first is on record.
    assert open_ones == {"commercial": "unknown", "translation": "open"}


# The twelve tables of 2013


@cache
def cells(path):
    """For each proposal the cells by party, read with nothing of ours."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rest = csv.reader(file)
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in rest}


def saying(path, proposal, cell):
    return [party for party, found in cells(path)[proposal].items() if found == cell]


def by_title(path):
    return {each["title"]: each for each in answer(str(path))["issues"]}


@needs_corpus
def test_there_are_twelve_tables():
    assert len(TABLES) == 12


@tables
def test_every_proposal_is_an_issue_with_who_accepts_and_who_rejects_it(path):
    found = by_title(path)
    assert list(found) == list(cells(path))
    for proposal in cells(path):
        adopt = next(each for each in found[proposal]["options"] if each["id"] == "adopt")
        assert adopt["accept"] == saying(path, proposal, "1")
        assert adopt["oppose"] == saying(path, proposal, "0")
        spoken = len(adopt["accept"]) + len(adopt["oppose"])
        assert adopt["unknown"] == 12 - spoken


@tables
def test_what_nobody_rejects_is_not_excluded_and_the_rest_is_blocked(path):
    assert answer(str(path))["rule"] == "no_opposition"
    for proposal, found in by_title(path).items():
        rejecting, accepting = saying(path, proposal, "0"), saying(path, proposal, "1")
        assert found["status"] == ("blocked" if rejecting else "open" if accepting else "unknown")
        adopt = next(each for each in found["options"] if each["id"] == "adopt")
        assert adopt["excluded"] == bool(rejecting)


@tables
def test_the_first_package_adopts_what_nobody_rejects_and_nothing_else(path):
    first = answer(str(path))["packages"][0]
    titles = {each["id"]: title for title, each in by_title(path).items()}
    adopted = {titles[name] for name, chosen in first["choices"].items() if chosen == "adopt"}
    assert adopted == {
        proposal for proposal in cells(path) if not saying(path, proposal, "0") and saying(path, proposal, "1")
    }
    assert first["oppositions"] == 0


@tables
def test_the_blockers_of_the_rest_are_those_who_reject_it(path):
    names = {each["id"]: title for title, each in by_title(path).items()}
    blocking = {}
    for found in answer(str(path))["blocking_sets"]:
        [move] = found
        blocking[names[move["issue"]]] = {move["party"], *move["also"]}
        assert move["option"] == "adopt"
    assert blocking == {
        proposal: set(saying(path, proposal, "0")) for proposal in cells(path) if saying(path, proposal, "0")
    }


@tables
def test_the_cheapest_concessions_are_those_of_all_who_reject(path):
    names = {each["id"]: title for title, each in by_title(path).items()}
    conceded = {}
    for found in answer(str(path))["concessions"]:
        proposal = names[found["unlocks"]]
        conceded.setdefault(proposal, (found["cost"], {move["party"] for move in found["moves"]}))
    # No reason is on record for any of them, so all of them cost the same.
    each = cost_of("unstated", "oppose")
    rejecting = {proposal: saying(path, proposal, "0") for proposal in cells(path) if saying(path, proposal, "0")}
    assert conceded.keys() == rejecting.keys()
    for proposal, parties in rejecting.items():
        cost, moving = conceded[proposal]
        assert moving == set(parties)
        assert cost == pytest.approx(len(parties) * each)


@tables
def test_what_no_cell_says_is_reported_with_row_and_column(path):
    told = " | ".join(remark["what"] for remark in answer(str(path))["remarks"])
    odd = [
        (number, column, cell)
        for number, found in enumerate(cells(path).values(), 2)
        for column, cell in enumerate(found.values(), 2)
        if cell not in ("0", "1", "0.5")
    ]
    for number, column, cell in odd:
        assert f"row {number}, column {column}" in told
        assert cell in told
    assert told.count("column") == len(odd)


@needs_corpus
def test_the_one_cell_of_all_tables_that_means_nothing_is_reported():
    told = [remark for path in TABLES for remark in answer(str(path))["remarks"] if "0.5E" in remark["what"]]
    assert len(told) == 1
    assert told[0]["level"] == "error"
    assert "row 3, column 5" in told[0]["what"]
