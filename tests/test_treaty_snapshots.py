"""What differs between two snapshots of the same treaties, in Python and on the command line."""

import json

import pytest
from tests.corpus import CORPUS, needs_corpus
from typer.testing import CliRunner

from travaux.cli.main import app
from travaux.cli.treaty_changes_shapes import SnapshotReport
from travaux.treaty.opening import open_treaties
from travaux.treaty.snapshots import changes

HEAD = "treaty,party,action,date\n"
OLD = HEAD + (
    "salt,Kenya,ratification,2001-03-02\nsalt,Norway,signature,2000-01-01\nsalt,Chad,accession,2002-01-01\n"
    "pepper,Chad,accession,2002-01-01\n"
)
NEW = HEAD + (
    "salt,KEN,ratification,2001-03-12\nsalt,Norway,signature,2000-01-01\nsalt,Norway,ratification,2003-01-01\n"
    "thyme,Chad,accession,2002-01-01\n"
)


@pytest.fixture
def two(tmp_path):
    (tmp_path / "old.csv").write_text(OLD)
    (tmp_path / "new.csv").write_text(NEW)
    return str(tmp_path / "old.csv"), str(tmp_path / "new.csv")


def test_actions_are_added_removed_or_told_with_another_day(two):
    found = changes(*map(open_treaties, two))
    assert [(each.what, each.party, each.kind) for each in found.found] == [
        ("changed", "KE", "ratification"),
        ("added", "NO", "ratification"),
        ("removed", "TD", "accession"),
    ]
    assert (found.same, found.only_old, found.only_new) == (1, ("pepper",), ("thyme",))
    changed = found.found[0]
    assert (str(changed.was.date), str(changed.now.date)) == ("2001-03-02", "2001-03-12")


def test_the_way_back_says_the_opposite(two):
    old, new = map(open_treaties, two)
    there, back = changes(old, new), changes(new, old)
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(each.party, turned[each.what]) for each in there.found} == {(e.party, e.what) for e in back.found}
    assert there.same == back.same


def test_a_treaty_is_known_by_its_name_where_its_id_is_another():
    found = changes(open_treaties("avp"), open_treaties("wipo"))
    assert found.only_old == ()
    assert {each.treaty for each in found.found} == {"beijing"}
    assert {each.what for each in found.found} == {"added"}
    assert found.same == 13


def test_a_snapshot_does_not_differ_from_itself(two):
    data = open_treaties(two[0])
    found = changes(data, data)
    assert (found.found, found.same, found.only_old, found.only_new) == ((), 4, (), ())


def test_two_actions_of_a_kind_are_paired_in_order_of_day(tmp_path):
    row = "salt,Kenya,territorial_extension,"
    (tmp_path / "a.csv").write_text(f"{HEAD}{row}2001-01-01\n{row}2002-01-01\n")
    (tmp_path / "b.csv").write_text(f"{HEAD}{row}2002-01-01\n{row}2003-01-01\n{row}2004-01-01\n")
    found = changes(open_treaties(tmp_path / "a.csv"), open_treaties(tmp_path / "b.csv")).found
    assert [(each.what, each.was and each.was.date.year, each.now.date.year) for each in found] == [
        ("changed", 2001, 2003),
        ("added", None, 2004),
    ]


def test_the_command_prints_the_differences_and_their_shape(two):
    shown = CliRunner().invoke(app, ["treaty", "changes", *two])
    assert shown.exit_code == 0
    assert "~ Kenya: ratification, 2001-03-02 → 2001-03-12" in shown.stdout
    assert "- Chad: accession, 2002-01-01" in shown.stdout
    assert "Only in the older snapshot: pepper." in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
    out = CliRunner().invoke(app, ["treaty", "changes", *two, "--json"]).stdout
    SnapshotReport.model_validate_json(out)
    assert json.loads(out)["places"] == 3


def test_one_treaty_alone_can_be_compared(two):
    out = CliRunner().invoke(app, ["treaty", "changes", *two, "--treaty", "salt", "--json"]).stdout
    found = json.loads(out)
    assert (found["only_old"], found["only_new"], found["places"]) == ([], [], 3)


def test_what_cannot_be_read_ends_in_one_line(two, tmp_path):
    (tmp_path / "bad.csv").write_text(HEAD + "salt,Kenya,eating,2001-13-01\n")
    ended = CliRunner().invoke(app, ["treaty", "changes", two[0], str(tmp_path / "bad.csv")])
    assert ended.exit_code != 0
    assert "row 2, column action" in str(ended.exception or ended.stderr)


@needs_corpus
def test_two_snapshots_of_wipo_differ_in_two_of_the_places_that_are_told():
    # The third, Saint Kitts and Nevis, concerns the Rome Convention, which is in neither table.
    folder = CORPUS / "treaty-actions"
    found = changes(open_treaties(folder / "wipo_membership_datahub.csv"), open_treaties(folder / "wipo_actions.csv"))
    assert found.places == (("marrakesh", "AO"), ("plt", "EAPO"))
    assert {each.what for each in found.found} == {"added"}
    assert found.same == 2_512
    assert not found.only_old
