"""What changed for one delegation since a version. What is expected was read off the four drafts of the exercise."""

from datetime import date

import pytest

import travaux
from travaux.errors import TravauxError
from travaux.lineage.changed import DEFINITIONS
from travaux.lineage.changes import changes_for
from travaux.lineage.changes_rows import SECTIONS, report


@pytest.fixture(scope="module")
def case():
    return travaux.open_case("typefaces")


def places(lines):
    return [(line.what, line.version, line.provision) for line in lines]


def case_of(folder, drafts, positions="", more=""):
    """A case with drafts of one day each, from January 2020 on, and its positions."""
    (folder / "texts").mkdir()
    rows = []
    for number, text in enumerate(drafts, 1):
        (folder / "texts" / f"v{number}.txt").write_text(text, encoding="utf-8")
        rows.append(f'  - {{id: v{number}, file: v{number}.txt, date: "2020-0{number}-01", session: s{number}}}')
    (folder / "case.yaml").write_text(
        "schema: travaux-case/1\nparties:\n"
        + "".join(f"  - {{id: {name}, name: State of {name.upper()}}}\n" for name in ("ke", "uy", "ee", "gh"))
        + "groups:\n  - {id: grulac, name: GRULAC, members: [gh]}\n"
        + "sessions:\n"
        + "".join(f'  - {{id: s{n}, start: "2020-0{n}-01"}}\n' for n in range(1, len(drafts) + 1))
        + '  - {id: between, start: "2020-01-15"}\n'
        + "texts:\n" + "\n".join(rows) + "\n" + more
        + ("positions:\n" + positions if positions else ""),
        encoding="utf-8",
    )
    return travaux.open_case(folder)


# Its brackets


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("fj", [("to_own_words", "rev3", "art5.t2"), ("to_own_words", "adopted", "art2.p2"),
                ("to_own_words", "adopted", "art6.t2")]),
        ("mn", [("to_opposed_words", "rev3", "art2.p3"), ("to_other_words", "rev3", "art5.t2")]),
        ("jm", [("to_other_words", "adopted", "art2.p2"), ("without_own_words", "adopted", "art4.p1")]),
    ],
)  # fmt: skip
def test_brackets_tell_to_whose_words_they_closed(case, party, expected):
    assert sorted(places(changes_for(case, party, "rev1").brackets)) == sorted(expected)


def test_a_choice_settled_in_other_words_is_neither_won_nor_lost(case):
    lines = {line.provision: line for line in changes_for(case, "gh", "rev3").brackets}
    assert lines["art2.p1"].what == "other_wording"
    assert lines["art2.p2"].what == "to_own_words"


def test_an_objection_that_was_met_says_so(case):
    lines = {line.provision: line.what for line in changes_for(case, "uy", "rev3").brackets}
    assert lines["art4.p1"] == "without_opposed_words"


# Its words


def test_an_option_of_its_own_that_is_dropped_is_told(case):
    lines = changes_for(case, "uy", "rev1").touched
    dropped = [line for line in lines if line.what == "option_dropped"]
    assert [(line.version, line.words) for line in dropped] == [("rev2", "twenty-five")]
    assert not [line for line in changes_for(case, "uy", "rev2").touched if line.what == "option_dropped"]


def test_words_round_its_own_that_change_are_told_and_agreed_words_that_are_reopened(tmp_path):
    old = "1. Samples of salt [KE propose: and of wool] are kept for ten long years by each office.\n"
    new = old.replace("ten long years", "twenty years or more")
    found = changes_for(case_of(tmp_path, [old, new]), "ke", "v1")
    assert {line.what for line in found.touched} == {"reworded", "reopened"}
    assert changes_for(travaux.open_case(tmp_path), "uy", "v1").touched == ()


def test_an_option_put_beside_its_own_is_told(tmp_path):
    old = "1. Samples are kept for [KE propose: ten][EE propose: twenty] years by each of the offices.\n"
    new = old.replace("[EE propose: twenty]", "[EE propose: twenty][thirty]")
    [added] = changes_for(case_of(tmp_path, [old, new]), "ke", "v1").touched
    assert (added.what, added.words) == ("option_added", "thirty")


def test_words_of_a_group_count_as_those_of_its_members(tmp_path):
    old = "1. Samples of salt [GRULAC propose: and of wool] are kept for ten years by each office.\n"
    seen = case_of(tmp_path, [old, old.replace("[GRULAC propose: and of wool]", "and of wool")])
    assert [line.what for line in changes_for(seen, "gh", "v1").brackets] == ["to_own_words"]
    assert changes_for(seen, "ke", "v1").brackets == ()


# Its red lines


def test_a_red_line_is_crossed_where_the_choice_closed_to_what_it_excludes(case):
    [line] = changes_for(case, "np", "rev2").red_lines
    assert (line.what, line.version, line.provision, line.issue) == ("red_line", "rev3", "art2.p3", "registration")
    assert line.source == "Minutes of the first session (invented)"


def test_it_is_told_only_of_what_happened_since_the_version(case):
    assert changes_for(case, "np", "rev3").red_lines == ()


def test_an_opposition_that_was_heard_is_no_line(case):
    # Nepal opposed the right of rental, which went; Uruguay drew a red line at fair uses, which went as well.
    assert {line.issue for line in changes_for(case, "np", "rev1").red_lines} == {"registration"}
    assert {line.issue for line in changes_for(case, "uy", "rev1").red_lines} == {"digital"}


ISSUE = """issues:
  - {id: term, text: v1, choice: p1.c1, options: [{id: ten, in_text: "1"}, {id: twenty, in_text: "2"}]}
  - {id: fee, options: [{id: low}, {id: high}]}
"""


def line_of(stance, option, issue="term", party="ke"):
    return f'  - {{party: {party}, issue: {issue}, option: {option}, stance: {stance}, date: "2020-01-01"}}\n'


TERM = "1. Samples are kept for [EE propose: ten][UY propose: twenty] years by each of the offices.\n"


def test_options_keep_their_names_when_one_before_them_is_dropped(tmp_path):
    three = TERM.replace("[EE propose: ten]", "[five][EE propose: ten]")
    closed = TERM.replace("[EE propose: ten][UY propose: twenty]", "twenty")
    more = ISSUE.replace('{id: ten, in_text: "1"}, {id: twenty, in_text: "2"}', '{id: ten, in_text: "2"}, '
                         '{id: twenty, in_text: "3"}')  # fmt: skip
    seen = case_of(tmp_path, [three, TERM, closed], line_of("red_line", "twenty"), more)
    assert [line.version for line in changes_for(seen, "ke", "v1").red_lines] == ["v3"]
    other = tmp_path / "other"
    other.mkdir()
    seen = case_of(other, [three, TERM, closed], line_of("red_line", "ten"), more)
    assert changes_for(seen, "ke", "v1").red_lines == ()


@pytest.mark.parametrize("stance", ["prefer", "accept"])
def test_what_it_can_live_with_is_no_red_line(tmp_path, stance):
    closed = TERM.replace("[EE propose: ten][UY propose: twenty]", "twenty")
    assert changes_for(case_of(tmp_path, [TERM, closed], line_of(stance, "twenty"), ISSUE), "ke", "v1").red_lines == ()


def test_a_bracket_that_is_dropped_crosses_the_line_of_who_excludes_to_do_without(tmp_path):
    old = "1. Samples of salt [and of wool] are kept for ten long years by each of the offices.\n"
    issue = "issues:\n  - {id: wool, text: v1, choice: p1.c1, options: [{id: keep}, {id: drop}]}\n"
    seen = case_of(tmp_path, [old, old.replace(" [and of wool]", "")], line_of("red_line", "drop", "wool"), issue)
    assert [line.what for line in changes_for(seen, "ke", "v1").red_lines] == ["red_line"]


def test_an_issue_that_no_text_holds_is_named_and_counts_by_its_outcome(tmp_path):
    outcome = 'outcome: [{issue: fee, option: high, date: "2020-02-10"}]\n'
    positions = line_of("red_line", "high", "fee")
    seen = case_of(tmp_path, [TERM, TERM], positions, ISSUE + outcome)
    found = changes_for(seen, "ke", "v1")
    assert found.unplaced == ("fee",)
    assert [(line.what, line.version, line.date) for line in found.red_lines] == [
        ("red_line", None, date(2020, 2, 10))
    ]
    assert changes_for(seen, "ke", "v2").red_lines != ()
    assert changes_for(seen, "ke", "2020-02-01").red_lines != ()


# Who is beside it, and who is not


def test_who_joined_its_words_and_who_joined_a_rival(case):
    found = changes_for(case, "jm", "rev1")
    assert [(each.what, each.parties) for each in found.allies if each.version] == [("ally_joined", ("KE",))]
    assert [(each.what, each.parties) for each in found.opponents if each.version] == [("opponent_joined", ("EE",))]


def test_who_left_its_words_is_told(tmp_path):
    new = TERM.replace("[EE propose: ten]", "[EE/KE propose: ten]")
    [line] = changes_for(case_of(tmp_path, [new, TERM]), "ee", "v1").allies
    assert (line.what, line.parties) == ("ally_left", ("KE",))


def test_positions_of_others_since_count_and_those_before_do_not(case):
    found = changes_for(case, "np", "rev2")
    recorded = [(each.issue, each.parties) for each in found.opponents if each.version is None]
    assert recorded == [("registration", ("mn",))]
    assert not [each for each in found.allies if each.version is None]


def test_what_its_own_group_said_is_no_position_of_others(tmp_path):
    positions = line_of("prefer", "ten", party="gh").replace("01-01", "02-01")
    positions += line_of("prefer", "ten", party="grulac").replace("01-01", "02-02")
    positions += line_of("accept", "ten", party="uy").replace("01-01", "02-03")
    found = changes_for(case_of(tmp_path, [TERM, TERM], positions, ISSUE), "gh", "v1")
    assert [each.parties for each in found.allies] == [("uy",)]


def test_who_is_named_alone_in_the_latest_version(tmp_path):
    [line] = changes_for(case_of(tmp_path, [TERM, TERM]), "uy", "v1").alone
    assert (line.what, line.words, line.version) == ("alone_for", "twenty", "v2")


def test_a_party_that_is_named_nowhere_gets_empty_sections_and_no_consent(case):
    found = changes_for(case, "bt", "rev1")
    assert all(getattr(found, name) == () for name in SECTIONS)


# The view


def test_what_is_told_to_the_chair_is_for_the_chair_alone(case):
    chair = changes_for(travaux.open_case("typefaces", reader="chair"), "ke", "rev1")
    assert [(line.issue, line.reader) for line in chair.red_lines] == [("digital", "chair")]
    assert changes_for(case, "ke", "rev1").red_lines == ()


def test_every_line_has_its_place_and_source(case):
    for party in ("uy", "ke", "ee", "jm", "gh", "fj", "np", "mn"):
        found = changes_for(case, party, "rev1")
        for name in SECTIONS:
            for line in getattr(found, name):
                assert line.where
                assert line.source
                assert line.version or line.issue


def test_every_section_is_defined(case):
    assert set(DEFINITIONS) == set(SECTIONS) <= set(report(changes_for(case, "uy", "rev1")))


# The version it starts from


@pytest.mark.parametrize(
    ("since", "expected"),
    [("rev2", "rev2"), ("REV2", "rev2"), ("rev2.txt", "rev2"), ("Rev. 2", "rev2"), ("s2", "rev2"),
     ("2025-06-06", "rev2"), ("2025-06-05", "rev1"), (date(2025, 12, 31), "adopted")],
)  # fmt: skip
def test_a_version_is_named_by_id_title_file_session_or_day(case, since, expected):
    assert changes_for(case, "uy", since).since.name == expected


def test_a_session_without_a_draft_stands_for_the_last_draft_before_it(tmp_path):
    assert changes_for(case_of(tmp_path, [TERM, TERM]), "uy", "between").since.name == "v1"


@pytest.mark.parametrize("since", ["rev9", "", "soon", "2025-02-30"])
def test_a_version_that_is_not_there_is_refused(case, since):
    with pytest.raises(TravauxError) as refused:
        changes_for(case, "uy", since)
    assert refused.value.remedy


def test_a_day_before_the_first_version_is_refused_with_the_first(case):
    with pytest.raises(TravauxError) as refused:
        changes_for(case, "uy", "2024-01-01")
    assert "rev1 of 2025-03-03" in refused.value.why


def test_a_party_that_is_not_on_record_is_refused(case):
    with pytest.raises(TravauxError) as refused:
        changes_for(case, "Zembla", "rev1")
    assert "uy" in refused.value.remedy


def test_a_case_without_drafts_is_refused():
    with pytest.raises(TravauxError) as refused:
        changes_for(travaux.open_case("patents"), "us", "rev1")
    assert "draft" in refused.value.what
