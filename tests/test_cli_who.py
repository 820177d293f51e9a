"""`travaux who`: what it prints, and how it refuses."""

import json
import re

import pytest

from corpus import CORPUS, needs_corpus
from travaux.facts.naming import shown
from travaux.facts.opening import open_case

PARTIES = ["aa", "bb", "cc", "dd", "ee"]
CASE = {
    "schema": "travaux-case/1",
    "sources": {"minutes": {"title": "Minutes of the first session"}, "press": {"title": "A newspaper"}},
    "parties": [{"id": party, "name": f"State of {party.upper()}"} for party in PARTIES],
    "groups": [{"id": "friends", "name": "Friends", "members": ["cc", "dd"]}],
    "issues": [
        {
            "id": "term",
            "title": "Term",
            "question": "How long?",
            "options": [{"id": "fifty", "label": "Fifty years"}, {"id": "seventy"}, {"id": "ninety"}],
        },
        {"id": "fee", "title": "Fee", "options": [{"id": "none"}, {"id": "flat"}]},
        {"id": "seat", "title": "Seat", "options": [{"id": "north"}, {"id": "south"}]},
    ],
    "positions": [
        {
            "party": "aa",
            "issue": "term",
            "option": "fifty",
            "stance": "prefer",
            "date": "2001-01-01",
            "source": "minutes",
            "evidence": "seen",
            "confidence": "high",
            "restraint": {"kind": "domestic_law", "reason": "Fifty at home"},
        },
        {
            "party": "bb",
            "issue": "term",
            "option": "fifty",
            "stance": "red_line",
            "date": "2001-01-02",
            "source": "minutes",
            "evidence": "derived",
            "confidence": "low",
        },
        {
            "party": "friends",
            "issue": "term",
            "option": "fifty",
            "stance": "accept",
            "date": "2001-01-03",
            "source": "minutes",
            "evidence": "seen",
            "subject_to": "ad referendum",
        },
        {
            "party": "dd",
            "issue": "term",
            "option": "fifty",
            "stance": "oppose",
            "date": "2001-01-04",
            "source": "minutes",
            "evidence": "seen",
        },
        {
            "party": "aa",
            "issue": "fee",
            "option": "none",
            "stance": "prefer",
            "date": "2001-02-01",
            "source": "minutes",
        },
        {"party": "aa", "issue": "fee", "option": "none", "stance": "oppose", "date": "2001-02-01", "source": "press"},
        {
            "party": "bb",
            "issue": "fee",
            "option": "none",
            "words": "is thinking about it",
            "date": "2001-02-01",
            "source": "minutes",
        },
        {
            "party": "ee",
            "issue": "term",
            "option": "fifty",
            "stance": "red_line",
            "date": "2001-01-05",
            "source": "minutes",
            "reader": "chair",
        },
    ],
}


@pytest.fixture
def case(tmp_path):
    return written(tmp_path, CASE)


def written(folder, content):
    path = folder / "talks.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def block(out, issue):
    """What a page says of one issue."""
    return re.split(r"\n(?=\S)", out[out.index(f"\n{issue}  ") + 1 :])[0]


def row_of(text, *beginning):
    """The line of a page that begins with these words."""
    return next(line for line in text.split("\n") if line.split()[: len(beginning)] == list(beginning))


# What it prints


def test_each_option_has_who_stands_where_under_their_stance(travaux, case):
    status, out, err = travaux("who", case)
    assert (status, err) == (0, "")
    term = block(out, "term")
    assert row_of(term, "option").split() == ["option", "prefer", "accept", "oppose", "red", "line"]
    # A member for whom its group spoke stands after the group; dd has a word of its own.
    assert re.search(r"fifty Fifty years +AA +friends\* \(CC\*\) +DD +BB\?", term)


def test_a_row_says_restraint_day_source_evidence_and_confidence(travaux, case):
    row = row_of(block(travaux("who", case, columns=100)[1], "term"), "AA", "prefers")
    assert (
        re.sub(r"\s{2,}", " | ", row.strip()) == "AA | prefers fifty: domestic law | 2001-01-01 | minutes | seen, high"
    )


def test_unknown_delegations_are_counted_and_named(travaux, case):
    out = travaux("who", case)[1]
    assert "unknown: 1 of 5 delegations (EE)" in block(out, "term")
    assert "unknown: 4 of 5 delegations (BB CC DD EE)" in block(out, "fee")
    assert re.search(r"No position is on record on 1 of 3 issues: seat", out)
    assert out.count("unknown is not consent") == 1


def test_a_long_list_of_unknown_delegations_is_a_number_unless_asked_for(travaux, tmp_path):
    more = [{"id": f"p{number}", "name": f"P{number}"} for number in range(20)]
    path = written(tmp_path, CASE | {"parties": CASE["parties"] + more})
    short, full = travaux("who", path)[1], travaux("who", path, "--full")[1]
    assert "unknown: 21 of 25 delegations" in short
    assert "p19" not in short
    assert "p19" in full


def test_options_nobody_speaks_of_are_named_where_there_are_several(travaux, case):
    assert "nobody on record on: seventy, ninety" in block(travaux("who", case)[1], "term")


def test_sources_that_disagree_are_both_shown_as_conflicting(travaux, case):
    out = travaux("who", case)[1]
    fee = block(out, "fee")
    assert re.search(r"none +AA! +AA!", fee)
    assert re.search(r"AA +prefers none!.* minutes", fee)
    assert re.search(r"AA +opposes none!.* press", fee)
    assert "! statements or sources disagree" in out


def test_what_cannot_be_read_as_a_stance_is_a_note_and_no_position(travaux, case):
    fee = block(travaux("who", case)[1], "fee")
    assert "note, BB on none: “is thinking about it”" in fee
    assert "BB" in fee.split("unknown: ")[1].split("\n")[0]


def test_a_settled_issue_says_so(travaux, tmp_path):
    path = written(tmp_path, CASE | {"outcome": [{"issue": "term", "option": "seventy", "date": "2003-01-01"}]})
    assert "settled on 2003-01-01: seventy" in travaux("who", path)[1]
    assert "settled on" not in travaux("who", path, "--on", "2002-12-31")[1]


def test_a_case_without_positions_says_that_all_is_unknown(travaux, tmp_path):
    status, out, _ = travaux("who", written(tmp_path, CASE | {"positions": []}))
    assert status == 0
    assert "0 of 5 delegations have a position on record" in out
    assert "No position is on record on 3 of 3 issues: term fee seat" in out


def test_what_needs_a_look_is_one_line_at_the_end(travaux, tmp_path):
    wrong = {"party": "aa", "issue": "term", "option": "forty", "stance": "prefer"}
    path = written(tmp_path, CASE | {"positions": [*CASE["positions"], wrong]})
    before, after = (travaux("who", each, columns=200)[1] for each in (written_apart(tmp_path), path))
    assert "a look" in after.rstrip().split("\n")[-1]
    assert f"travaux case check {path}" in after
    assert number_of_things(after) == number_of_things(before) + 1


def written_apart(folder):
    (folder / "other").mkdir()
    return written(folder / "other", CASE)


def number_of_things(out):
    found = re.search(r"^(\d+) things? in the case", out, re.MULTILINE)
    return int(found[1]) if found else 0


def test_full_prints_reasons_sources_and_earlier_stances(travaux, tmp_path):
    later = {
        "party": "aa",
        "issue": "term",
        "option": "fifty",
        "stance": "oppose",
        "date": "2004-01-01",
        "source": "press",
    }
    out = travaux("who", written(tmp_path, CASE | {"positions": [*CASE["positions"], later]}), "--full")[1]
    term = block(out, "term")
    assert "AA opposes fifty, since 2004-01-01" in term
    assert "before that: prefers (2001-01-01)" in term
    assert "A newspaper" in term


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("more", [[], ["--full"], ["--together"], ["--party", "us"]])
def test_pages_fit_the_width_of_the_terminal(travaux, columns, more):
    status, out, _ = travaux("who", "avp", "--on", "2000-12-20", *more, columns=columns)
    assert status == 0
    assert max(map(len, out.split("\n"))) <= columns


def test_control_characters_of_a_case_do_not_reach_the_terminal(travaux, tmp_path):
    text = json.dumps(CASE).replace("How long?", "How\\u001b[31m long?").replace("Fifty at home", "Fifty\\u0007")
    (tmp_path / "talks.json").write_text(text, encoding="utf-8")
    out = travaux("who", tmp_path / "talks.json", "--full")[1]
    assert "\x1b" not in out
    assert "\x07" not in out


# What it is asked for


def test_one_issue_is_shown_alone_and_in_full(travaux, case):
    out = travaux("who", case, "--issue", "term")[1]
    assert "domestic law: Fifty at home" in out
    assert "\nfee  " not in out


def test_an_issue_without_positions_is_shown_when_asked_for(travaux, case):
    assert "unknown: 5 of 5 delegations" in travaux("who", case, "--issue", "seat")[1]


def test_one_party_is_found_by_its_name_and_its_silence_is_named(travaux, case):
    by_id, by_name = (travaux("who", case, "--party", name)[1] for name in ("dd", "state of DD"))
    assert by_id == by_name
    assert "DD opposes fifty" in by_id
    assert "BB" not in by_id.split("a look")[0]
    assert "No position of DD is on record on 2 of 3 issues: fee seat" in by_id


def test_a_party_for_which_a_group_spoke_is_shown_as_derived(travaux, case):
    out = travaux("who", case, "--party", "cc")[1]
    assert "CC accepts fifty, through friends (ad referendum)" in out
    assert "derived" in out


def test_a_group_is_shown_with_those_in_it(travaux, case):
    out = travaux("who", case, "--group", "friends")[1]
    term = block(out, "term")
    assert row_of(term, "friends")
    assert row_of(term, "DD")
    assert "AA" not in out.split("a look")[0]


def test_the_day_decides_what_had_been_said(travaux, case):
    out = travaux("who", case, "--on", "2001-01-02")[1]
    assert "on 2001-01-02" in out.split("\n")[0]
    assert "friends" not in out
    assert "\nfee  " not in out


def test_only_what_was_known_by_a_day_is_shown(travaux, tmp_path):
    late = {
        "party": "ee",
        "issue": "seat",
        "option": "north",
        "stance": "prefer",
        "date": "2001-01-01",
        "recorded": "2009-01-01",
    }
    path = written(tmp_path, CASE | {"positions": [*CASE["positions"], late]})
    assert "\nseat  " in travaux("who", path, "--known", "2009-01-01")[1]
    assert "\nseat  " not in travaux("who", path, "--known", "2008-12-31")[1]


def test_the_chair_sees_what_it_was_told_and_the_public_does_not(travaux, case):
    public, chair = travaux("who", case)[1], travaux("who", case, "--as", "chair")[1]
    assert "as the public sees it" in public
    assert "as the chair sees it" in chair
    assert "unknown: 0 of 5" in block(chair, "term")


@pytest.mark.parametrize("more", [[], ["--json"], ["--full"], ["--together"], ["--party", "ee"], ["--issue", "term"]])
def test_what_the_chair_was_told_changes_no_byte_for_others(travaux, tmp_path, more):
    path = written(tmp_path, CASE)
    before = [travaux("who", path, "--as", reader, *more) for reader in ("public", "aa", "group:friends", "chair")]
    told = [
        one | {"option": "seventy", "stance": "oppose", "note": "changed"} if one.get("reader") else one
        for one in CASE["positions"]
    ]
    written(tmp_path, CASE | {"positions": told})
    after = [travaux("who", path, "--as", reader, *more) for reader in ("public", "aa", "group:friends", "chair")]
    assert after[:3] == before[:3]
    assert after[3] != before[3]


def test_json_is_a_list_of_rows_with_every_field(travaux, case):
    status, out, _ = travaux("who", case, "--json", "--issue", "term", "--party", "aa")
    [row] = json.loads(out)
    assert status == 0
    expected = {
        "party": "aa",
        "party_name": "State of AA",
        "issue": "term",
        "option": "fifty",
        "stance": "prefer",
        "since": "2001-01-01",
        "source": "minutes",
        "source_title": "Minutes of the first session",
        "evidence": "seen",
        "confidence": "high",
        "basis": "own",
        "group": None,
        "restraint": {"kind": "domestic_law", "reason": "Fifty at home"},
    }
    assert {key: row[key] for key in expected} == expected


def test_json_and_page_hold_the_same_rows(travaux):
    rows = json.loads(travaux("who", "avp", "--on", "2000-12-20", "--json")[1])
    assert len(rows) == len(open_case("avp", on="2000-12-20").who())
    page = travaux("who", "avp", "--on", "2000-12-20", "--full", columns=200)[1]
    for row in rows:
        if row["basis"] == "own" and row["stance"]:
            party = re.escape(shown(row["party"]))
            assert re.search(rf"^  {party} .*\b{row['option']}\b.*since {row['since']}", page, re.MULTILINE), row


def test_short_codes_are_in_capitals_on_the_page_and_as_on_record_in_json(travaux, case):
    page, rows = travaux("who", case, "--group", "friends")[1], json.loads(travaux("who", case, "--json")[1])
    assert row_of(block(page, "term"), "friends")  # longer names stay as they are
    assert row_of(block(page, "term"), "DD")
    assert {row["party"] for row in rows} == {"aa", "bb", "cc", "dd", "friends"}


def test_a_draft_needs_no_case(travaux, draft):
    status, out, _ = travaux("who", draft, "--party", "Kenya")
    assert status == 0
    assert "KE prefers keep" in out


# Who is alone, and who stands together


def test_together_prints_both_tables_and_what_is_counted(travaux, case):
    status, out, _ = travaux("who", case, "--together")
    assert status == 0
    for part in ("Most often alone", "Most often together", "A party is for an option if it prefers or accepts it"):
        assert part in " ".join(out.split())
    assert re.search(r"^bb +dd +1 +- +1 +-$", out, re.MULTILINE)


def test_together_of_one_party_keeps_its_pairs_and_counts_the_others_all_the_same(travaux, case):
    everybody = json.loads(travaux("who", case, "--together", "--json")[1])
    mine = json.loads(travaux("who", case, "--together", "--json", "--party", "bb")[1])
    assert mine["alone"] == [each for each in everybody["alone"] if each["party"] == "bb"]
    assert mine["together"] == [each for each in everybody["together"] if "bb" in each["parties"]]


def test_together_of_a_group_is_among_its_members(travaux, case):
    mine = json.loads(travaux("who", case, "--together", "--json", "--group", "friends")[1])
    assert {party for each in mine["together"] for party in each["parties"]} <= {"friends", "cc", "dd"}


@needs_corpus
def test_the_chapter_of_2013_prints_who_is_most_often_alone(travaux):
    path = CORPUS / "texts" / "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
    status, out, _ = travaux("who", path, "--together")
    assert status == 0
    assert row_of(out.split("Most often alone\n")[1], "US", "United", "States")
    assert out.split("Most often alone\n")[1].split("\n")[1].startswith("US")


# How it refuses


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--issue", "terms"], "close to it: term"),
        (["--party", "State of AB"], "there is no party"),
        (["--party", "zz"], "there is no party 'zz'"),
        (["--group", "freinds"], "close to it: friends"),
        (["--on", "2001-02-30"], "'2001-02-30' is no day"),
        (["--on", "yesterday"], "is no day"),
        (["--known", "2001"], "is no day"),
        (["--as", "party:zz"], "zz"),
        (["--as", "group:"], "reader"),
        (["--together", "--issue", "terms"], "close to it: term"),
        (["--together", "--party", "zz"], "there is no party 'zz'"),
    ],
    ids=" ".join,
)
def test_a_name_or_day_that_means_nothing_gives_one_line_and_status_two(travaux, case, more, says):
    status, out, err = travaux("who", case, *more)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert says in err
    assert "Remedy: " in err


def test_a_name_that_only_the_chair_may_see_is_in_no_error_of_others(travaux, tmp_path):
    secret = {"id": "terrace", "title": "Terrace", "options": [{"id": "yes"}], "reader": "chair"}
    path = written(tmp_path, CASE | {"issues": [*CASE["issues"], secret]})
    assert "terrace" not in travaux("who", path, "--issue", "terrac")[2].replace("'terrac'", "")
    assert "terrace" in travaux("who", path, "--issue", "terrac", "--as", "chair")[2]


@pytest.mark.parametrize("name", ["nowhere", "avpp"])
def test_what_is_no_case_gives_one_line_and_status_two(travaux, name):
    status, _, err = travaux("who", name)
    assert status == 2
    assert err.count("\n") == 1
    assert "avp, patents, marrakesh" in err
