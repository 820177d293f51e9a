"""`travaux treaty`: force, status, bound and check, on the terminal and as JSON, and what they refuse."""

import json

import pytest
from pydantic import TypeAdapter

from corpus import CORPUS, needs_corpus
from travaux.cli.shapes import PRINTED

ACTIONS = """treaty,party,action,date
harbour,Aland,signature,2001-01-01
harbour,Aland,ratification,2002-01-31
harbour,Aland,entry_into_force,2003-02-28
harbour,Borland,accession,2002-11-30
harbour,Borland,entry_into_force,2003-02-28
harbour,Corland,signature,2001-01-01
harbour,Dorland,accession,2005-05-01
harbour,Dorland,entry_into_force,2005-08-03
"""
RULES = """treaty,title,adopted,article,threshold_n,counts,extra_condition,delay,later_parties,denunciation_effect,\
checked_against_data,source,doubt
harbour,Convention on Harbours,2001-01-01,9,2,eligible parties,,3 months,3 months,1 year,,a made-up text,
"""
CASE = """
schema: travaux-case/1
parties: [{id: aa, name: Aland}, {id: bb, name: Borland}]
sources: {gazette: {title: Gazette}}
treaties:
  - id: lights
    name: Treaty on Lights
    force: {threshold: 1, delay: {months: 1}, words: one month after the first instrument}
actions:
  - {treaty: lights, party: aa, kind: ratification, date: "2001-05-31", source: gazette}
  - {treaty: lights, party: bb, kind: accession, date: "2001-06-01", source: gazette, reader: chair}
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "actions.csv").write_text(ACTIONS, encoding="utf-8")
    (tmp_path / "rules.csv").write_text(RULES, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def tables(files):
    return "--actions", files / "actions.csv", "--rules", files / "rules.csv"


def fitting(name, out):
    """What a command printed, once it is found to fit its shape."""
    TypeAdapter(PRINTED[name]).validate_json(out)
    return json.loads(out)


def flat(words):
    return " ".join(words.split())


def test_force_prints_the_promised_keys_first(travaux, tables):
    status, out, err = travaux("treaty", "force", "harbour", *tables, "--json")
    found = fitting("treaty_force", out)
    assert (status, err) == (0, "")
    assert list(found)[:7] == [
        "treaty", "rule", "count", "missing", "triggered_by", "entry_into_force", "explanation",
    ]  # fmt: skip
    assert (found["treaty"], found["count"], found["missing"]) == ("harbour", 3, 0)
    assert (found["triggered_by"]["party"], found["triggered_by"]["date"]) == ("Borland", "2002-11-30")
    assert found["entry_into_force"] == found["recorded"] == "2003-02-28"
    assert (found["rule"]["threshold"], found["rule"]["counts"], found["rule"]["delay"]["months"]) == (2, "eligible", 3)


def test_force_says_the_rule_the_count_and_the_day(travaux, tables):
    out = flat(travaux("treaty", "force", "harbour", *tables)[1])
    assert "Convention on Harbours (harbour)" in out
    assert "By its rule in force from 2003-02-28." in out
    assert "Article 9: 2 instruments of eligible parties; in force 3 months after the deposit of the last" in out
    assert "rule and record agree" in out
    early = flat(travaux("treaty", "force", "harbour", *tables, "--on", "2002-06-01")[1])
    assert "Not reached: 1 instrument missing." in early


def test_a_built_in_treaty_is_named_by_id_or_name_with_or_without_its_record(travaux):
    for words in ("beijing", "wipo:beijing", "Beijing Treaty on Audiovisual Performances"):
        out = travaux("treaty", "force", words, "--json")[1]
        assert json.loads(out)["entry_into_force"] == "2020-04-28"
    assert json.loads(travaux("treaty", "force", "beijing", "--in", "wipo", "--json")[1])["count"] == 48


def test_brussels_says_that_a_dissolved_state_was_the_fifth_party(travaux):
    out = flat(travaux("treaty", "force", "brussels")[1])
    assert "By its rule in force from 1979-08-25, with a dissolved state among its parties." in out
    assert "Counting the present parties alone gives 1981-07-07" in out
    assert "With Yugoslavia the count is 5 on 1979-05-25 (Germany)" in out


@needs_corpus
@pytest.mark.parametrize(("treaty", "day"), [("beijing", "2020-04-28"), ("brussels", "1979-08-25")])
def test_the_lists_themselves_give_the_same(travaux, treaty, day):
    folder = CORPUS / "treaty-actions"
    lists = ("--actions", folder / "wipo_actions.csv", "--rules", folder / "entry_into_force_rules.csv")
    found = fitting("treaty_force", travaux("treaty", "force", treaty, *lists, "--json")[1])
    assert found["entry_into_force"] == day


@needs_corpus
def test_a_rule_without_actions_says_so(travaux):
    folder = CORPUS / "treaty-actions"
    lists = ("--actions", folder / "wipo_actions.csv", "--rules", folder / "entry_into_force_rules.csv")
    found = fitting("treaty_force", travaux("treaty", "force", "strasbourg1963", *lists, "--json")[1])
    assert (found["count"], found["entry_into_force"]) == (0, None)
    assert "No action of any party is on record" in found["explanation"]


def test_status_counts_first_then_lists_each_party(travaux, tables):
    status, out, err = travaux("treaty", "status", "harbour", *tables, "--on", "2004-01-01")
    assert (status, err) == (0, "")
    assert "2 bound, 1 signed only." in out
    assert "In force since 2003-02-28." in out
    assert all(len(line) <= 80 for line in out.splitlines())
    rows = fitting("treaty_status", travaux("treaty", "status", "harbour", *tables, "--on", "2004-01-01", "--json")[1])
    assert [(each["party"], each["state"], each["since"]) for each in rows["parties"]] == [
        ("Aland", "bound", "2003-02-28"), ("Borland", "bound", "2003-02-28"), ("Corland", "signed", "2001-01-01"),
    ]  # fmt: skip
    assert rows["counts"]["bound"] == 2


def test_one_party_is_shown_with_every_action(travaux, tables):
    out = travaux("treaty", "status", "harbour", *tables, "--party", "aland")[1]
    assert "2001-01-01 signature" in out
    assert "2002-01-31 ratification" in out


def test_bound_lists_the_treaties_of_a_party(travaux, tables):
    out = travaux("treaty", "bound", "Corland", *tables[:2])[1]
    assert "0 bound, 1 signed only." in out
    found = fitting("treaty_bound", travaux("treaty", "bound", "us", "--on", "1990-01-01", "--json")[1])
    states = {each["treaty"]: each["state"] for each in found["treaties"]}
    assert (states["berne"], states["paris"]) == ("bound", "bound")
    assert "beijing" not in states


def test_what_is_computed_is_marked(travaux, files):
    out = travaux("treaty", "status", f"{files / 'case.yaml'}:lights", "--on", "2005-01-01")[1]
    assert "2001-06-30*" in out
    assert "* computed from the rule" in flat(out)


def test_who_looks_sees_what_is_for_its_eyes(travaux, files):
    public = json.loads(travaux("treaty", "status", "lights", "--in", files / "case.yaml", "--json")[1])
    chair = json.loads(travaux("treaty", "status", "lights", "--in", files / "case.yaml", "--as", "chair", "--json")[1])
    assert [each["party"] for each in public["parties"]] == ["Aland"]
    assert [each["party"] for each in chair["parties"]] == ["Aland", "Borland"]


def test_check_ends_with_status_one_where_a_recorded_day_does_not_fit(travaux, files):
    status, out, _ = travaux("treaty", "check", files / "actions.csv", "--rules", files / "rules.csv")
    assert status == 1
    assert "3 parties of 1 treaty compared, 1 disagreement" in out
    assert "recorded 2005-08-03, by the rule 2005-08-01" in flat(out)
    found = fitting("treaty_check", travaux(
        "treaty", "check", files / "actions.csv", "--rules", files / "rules.csv", "--json")[1])  # fmt: skip
    assert found["causes"]["counting"]["count"] == 1
    assert (found["treaties"][0]["holds"], found["treaties"][0]["of"]) == (0, 1)


def test_check_ends_well_where_everything_fits(travaux, files):
    (files / "actions.csv").write_text(ACTIONS.replace("2005-08-03", "2005-08-01"), encoding="utf-8")
    assert travaux("treaty", "check", files / "actions.csv", "--rules", files / "rules.csv")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["force", "beijng"], "there is no treaty 'beijng'"),
        (["force", "WIPO Performances"], "the words stand in the name of wppt"),
        (["status", "beijing", "--party", "Zembla"], "there is no party 'Zembla'"),
        (["status", "beijing", "--on", "2012-02-30"], "is no day"),
        (["force", "wipo:beijing", "--in", "wipo"], "names where to look, and so does an option"),
        (["check", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_used_is_one_clear_error(travaux, arguments, said):
    status, out, err = travaux("treaty", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_bad_cells_are_named_by_row_and_column(travaux, files):
    (files / "actions.csv").write_text(ACTIONS.replace("2002-01-31", "2002-02-31"), encoding="utf-8")
    status, _, err = travaux("treaty", "status", "harbour", "--actions", files / "actions.csv")
    assert status == 2
    assert "row 3" in err
    assert "date" in err


def test_who_deposited_is_not_said_to_wait_where_the_day_is_unknown(travaux, tables):
    out = travaux("treaty", "status", "harbour", *tables[:2], "--on", "2002-06-01")[1]
    assert "1 signed only, 1 deposited, not yet bound." in flat(out)
    actions = tables[1]
    actions.write_text("treaty,party,action,date\nsalt,Aland,accession,2001-01-01\n", encoding="utf-8")
    out = travaux("treaty", "status", "salt", *tables[:2])[1]
    assert "1 deposited, day bound unknown." in flat(out)
    assert "not yet" not in out


def test_a_table_cuts_no_day_off(travaux):
    out = travaux("treaty", "status", "beijing")[1]
    assert all(len(line) <= 80 for line in out.splitlines())
    rows = json.loads(travaux("treaty", "status", "beijing", "--json")[1])["parties"]
    assert all(each["instrument"]["date"] in out for each in rows if each["instrument"])


def test_a_note_on_several_parties_is_told_once(travaux, tables):
    tables[1].write_text(
        "treaty,party,action,date\n" + "".join(f"salt,{who}land,accession,2001-01-01\n" for who in "ABCDEF"),
        encoding="utf-8",
    )
    out = flat(travaux("treaty", "status", "salt", *tables[:2])[1])
    assert "Aland, Bland, Cland, Dland and 2 more: no day is on record" in out
    assert out.count("no day is on record") == 1


def test_pages_name_sources_by_title_and_leave_addresses_to_the_json(travaux):
    for arguments in (["force", "beijing"], ["status", "beijing"], ["bound", "FR"]):
        out = travaux("treaty", *arguments)[1]
        assert "Source: " in out
        assert "ShowResults" not in out
        assert "--json" in out
        assert "ShowResults" in travaux("treaty", *arguments, "--json")[1]


def test_what_binds_a_union_is_told_apart(travaux):
    # France signed the Marrakesh Treaty, the European Union joined it on 2018-10-01 for all members.
    out = flat(travaux("treaty", "bound", "FR")[1])
    assert "Through a union Marrakesh: binds European Union since 2019-01-01" in out
    found = fitting("treaty_bound", travaux("treaty", "bound", "FR", "--json")[1])
    assert [(each["code"], each["treaty"], each["since"]) for each in found["through_unions"]] == [
        ("EU", "marrakesh", "2019-01-01")
    ]
    assert fitting("treaty_bound", travaux("treaty", "bound", "US", "--json")[1])["through_unions"] == []
    assert fitting("treaty_bound", travaux("treaty", "bound", "GB", "--json")[1])["through_unions"] == []
    then = fitting("treaty_bound", travaux("treaty", "bound", "GB", "--on", "2019-06-01", "--json")[1])
    assert [each["treaty"] for each in then["through_unions"]] == ["marrakesh"]


def test_what_the_rules_leave_open_is_told(travaux, tables):
    rules = tables[3]
    rules.write_text(RULES.replace("eligible parties", "whoever").replace(",3 months,3", ",soon,3"), encoding="utf-8")
    out = flat(travaux("treaty", "force", "harbour", *tables)[1])
    assert "column counts: 'whoever' does not say who counts" in out
    assert "column delay: 'soon' names no span" in out
    found = fitting("treaty_force", travaux("treaty", "force", "harbour", *tables, "--json")[1])
    assert len(found["remarks"]) == 2
    rules.write_text(RULES.replace(",9,2,", ",9,,"), encoding="utf-8")
    out = flat(travaux("treaty", "force", "harbour", *tables)[1])
    assert "no number of instruments on record, so no day is given" in out


@pytest.mark.parametrize(
    ("delay", "said"),
    [
        ("immediately", "It takes effect at once, on 2002-11-30."),
        ("1 month", "From there, 1 month ends on 2002-12-30, as calendars count."),
        ("90 days", "From there, 90 days end on 2003-02-28, as calendars count."),
    ],
)
def test_every_delay_is_a_sentence(travaux, tables, delay, said):
    tables[3].write_text(RULES.replace(",3 months,3", f",{delay},3"), encoding="utf-8")
    assert said in flat(travaux("treaty", "force", "harbour", *tables)[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "typefaces"], "no treaty is on record"),
        (["bound", "FR", "--in", "typefaces"], "no treaty is on record"),
        (["bound", "Soviet Union"], "nothing that Union of Soviet Socialist Republics did is on record"),
    ],
)
def test_what_is_not_on_record_is_said_to_be_so(travaux, arguments, said):
    status, out, err = travaux("treaty", *arguments)
    assert (status, out) == (2, "")
    assert said in flat(err)
