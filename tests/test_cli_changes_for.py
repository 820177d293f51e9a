"""`travaux changes-for`: what it prints, and how it refuses."""

import json

import pytest
from pydantic import TypeAdapter

from travaux.cli.shapes import PRINTED


def fitting(out):
    TypeAdapter(PRINTED["changes_for"]).validate_json(out)
    return json.loads(out)


def test_red_lines_stand_first(travaux):
    status, out, _ = travaux("changes-for", "typefaces", "--party", "np", "--since", "rev2")
    assert status == 0
    assert out.splitlines()[0] == "Nepal: what changed since Rev. 2, up to Adopted text; as the public sees it"
    assert out.index("Red lines") < out.index("Its brackets")
    assert "on record is a red line" in out


@pytest.mark.parametrize("party", ["uy", "ke", "Estonia", "bt"])
def test_json_fits_its_shape(travaux, party):
    found = fitting(travaux("changes-for", "typefaces", "--party", party, "--since", "rev1", "--json")[1])
    assert (found["since"]["name"], found["until"]["name"]) == ("rev1", "adopted")


def test_a_party_that_said_nothing_is_told_so_and_nothing_is_taken_for_consent(travaux):
    out = " ".join(travaux("changes-for", "typefaces", "--party", "bt", "--since", "rev1")[1].split())
    assert "Nothing under: red lines" in out
    assert "no consent" in out


def test_from_the_latest_version_on_there_is_no_later_one(travaux):
    out = travaux("changes-for", "typefaces", "--party", "uy", "--since", "adopted")[1]
    assert "no later version" in out


def test_what_is_told_to_the_chair_is_marked_and_for_the_chair(travaux):
    asked = ("changes-for", "typefaces", "--party", "ke", "--since", "rev1")
    assert "for chair only" in " ".join(travaux(*asked, "--as", "chair")[1].split())
    assert "for chair only" not in " ".join(travaux(*asked)[1].split())
    assert not fitting(travaux(*asked, "--json")[1])["red_lines"]


def test_as_things_stood_on_an_earlier_day_later_versions_are_not_there(travaux):
    asked = ("changes-for", "typefaces", "--party", "np", "--since", "rev1", "--on", "2025-06-30", "--json")
    assert fitting(travaux(*asked)[1])["until"]["name"] == "rev2"


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_no_line_is_wider_than_the_terminal(travaux, columns):
    out = travaux("changes-for", "typefaces", "--party", "uy", "--since", "rev1", "--full", columns=columns)[1]
    assert max(map(len, out.splitlines())) <= columns


def refused(travaux, *arguments):
    status, out, err = travaux("changes-for", *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    return err


def test_a_party_that_is_not_on_record_is_refused(travaux):
    assert "uy" in refused(travaux, "typefaces", "--party", "uu", "--since", "rev1")


def test_a_version_that_is_not_in_the_case_is_refused(travaux):
    assert "rev1" in refused(travaux, "typefaces", "--party", "uy", "--since", "rev9")


def test_a_case_that_is_not_there_or_has_no_draft_is_refused(travaux):
    refused(travaux, "typfaces", "--party", "uy", "--since", "rev1")
    refused(travaux, "patents", "--party", "us", "--since", "rev1")


def test_without_a_party_or_a_version_it_is_refused(travaux):
    refused(travaux, "typefaces", "--party", "uy")
    refused(travaux, "typefaces", "--since", "rev1")
