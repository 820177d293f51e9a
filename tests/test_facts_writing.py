"""Records into case folders: what is read again is the same record, and nothing is ever written over."""

import os
from collections import Counter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_strategies import LISTS, ODD_WORDS, PLAIN, WORDS, cases
from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.facts.loading import from_mapping, load
from travaux.facts.model import Package, Party, Position, Restraint, Source
from travaux.facts.reading import read_mapping
from travaux.facts.record import Record
from travaux.facts.writing import case_words, write_case
from travaux.facts.writing_words import entry, flow, scalar

thorough = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """Writes a record into a folder of its own and reads it."""
    folder = tmp_path_factory.mktemp("again")

    def written_and_read(record):
        file = write_case(record, folder)
        try:
            return load(file)
        finally:
            file.unlink()

    return written_and_read


# ---- the law


@thorough
@given(cases())
def test_what_is_written_is_read_again(again, case):
    record = from_mapping(case)
    found = again(record)
    assert found == record
    assert case_words(found) == case_words(record)


@needs_corpus
@pytest.mark.parametrize("name", ["avp", "marrakesh", "patent_harmonisation"])
def test_the_real_cases_are_read_again(again, name):
    record = load(CORPUS / "cases" / f"{name}.yaml")
    assert again(record) == record


@settings(thorough, max_examples=20)
@given(st.data())
def test_a_record_of_every_section_is_read_again(again, data):
    sections = {section: data.draw(LISTS[section]) for section in sorted(LISTS)}
    record = from_mapping({section: [fact] for section, fact in sections.items()})
    assert again(record) == record
    assert set(record.sections) | set(record.unread) == set(LISTS)


@settings(thorough, max_examples=150)
@given(PLAIN)
def test_a_value_on_one_line_is_read_again(value):
    words = flow(value)
    assert "\n" not in words
    assert read_mapping(f"key: {words}\n", "case.yaml").value == {"key": value}


@settings(thorough, max_examples=150)
@given(WORDS, WORDS)
def test_words_are_read_again_as_key_and_as_value(key, words):
    assert read_mapping(entry(key, words) + "\n", "case.yaml").value == {key: words}
    assert read_mapping(f"a: {flow({key: words})}\n", "case.yaml").value == {"a": {key: words}}


SHOWN = [words for words in ODD_WORDS if words.isprintable()]


@pytest.mark.parametrize("words", [*SHOWN, "yes", "On", "y", "0x1F", "1_000", "12:30:45", "1e5", "+.inf", "NULL"])
def test_readers_of_yaml_1_1_read_the_same_words(words):
    assert yaml.safe_load(f"a: {scalar(words)}\n") == {"a": words}


# ---- what the file looks like


def test_a_case_file_is_for_people_to_read():
    record = from_mapping({
        "compiled": "2026-11-22",
        "rule": "consensus",
        "instrument": {"id": "t", "name": "Lisbon Treaty", "adopted": "1958-10-31", "evidence": "seen"},
        "sources": {"press": {"title": "A report", "date": "2000-12-21"}},
        "groups": [{"id": "b", "name": "Group B", "members": ["us", {"party": "eu", "to": "2010-01-01"}]}],
        "positions": [
            {"evidence": "seen", "date": "2000-12-20", "stance": "red_line", "option": "no", "issue": "a12",
             "party": "us", "salience": 1.0, "reader": "public", "conditions": []},
            {"id": "mine", "party": "eu", "issue": "a12", "words": "yes, but", "reader": "chair"},
        ],
        "gaps": ["No minutes: closed"],
        "weather": {"fine": True},
    })  # fmt: skip
    assert case_words(record) == (
        "schema: travaux-case/1\n"
        'compiled: "2026-11-22"\n'
        "rule: consensus\n"
        "\n"
        "instrument:\n"
        "  id: t\n"
        "  name: Lisbon Treaty\n"
        '  adopted: "1958-10-31"\n'
        "  evidence: seen\n"
        "\n"
        "sources:\n"
        '  press: {title: A report, date: "2000-12-21"}\n'
        "\n"
        "groups:\n"
        '  - {id: b, name: Group B, members: [us, {party: eu, to: "2010-01-01"}]}\n'
        "\n"
        "positions:\n"
        '  - {party: us, issue: a12, option: "no", stance: red_line, date: "2000-12-20", evidence: seen}\n'
        '  - {id: mine, party: eu, issue: a12, words: "yes, but", reader: chair}\n'
        "\n"
        "gaps:\n"
        '  - "No minutes: closed"\n'
        "\n"
        "weather: {fine: true}\n"
    )


def test_an_id_from_the_content_is_written_only_where_another_fact_names_it():
    first = {"party": "us", "issue": "a12", "option": "law", "stance": "oppose"}
    name = from_mapping({"positions": [first]}).of(Position)[0].id
    plain = from_mapping({"positions": [first, first | {"stance": "accept"}]})
    named = from_mapping({"positions": [first, first | {"stance": "accept", "supersedes": name}]})
    assert name not in case_words(plain)
    assert case_words(named).count(name) == 2


def test_a_restraint_that_is_unlike_the_usual_one_is_written(again):
    points = [{"issue": "a", "option": "x"}, {"issue": "b", "option": "y"}]
    record = from_mapping({"packages": [{"points": points, "restraint": {}}, {"points": points}]})
    assert [package.restraint.kind for package in again(record).of(Package)] == ["unstated", "linkage"]
    assert record.of(Package)[0].restraint == Restraint()


def test_what_could_not_be_read_and_what_is_unknown_stands_in_the_file_as_it_came(again):
    record = from_mapping(
        {
            "parties": [{"id": "us", "name": "US"}, {"id": "eu"}, "br", None],
            "sources": {"press": "The Times", "minutes": {"id": "other", "title": "M"}, "good": {"title": "G"}},
            "instrument": {"short": "T"},
            "sessions": {"one": {"start": "soon"}},
            "outcome": "none",
            "rule": "unanimous",
            "weather": ["fine"],
        }
    )
    found = again(record)
    assert found.unread == {
        "parties": ({"id": "eu"}, "br", None),
        "sources": ({"press": "The Times"}, {"minutes": {"id": "other", "title": "M"}}),
        "instrument": ({"short": "T"},),
        "sessions": ({"id": "one", "start": "soon"},),
    }
    assert found.rest == {
        "outcome": "none",
        "rule": "unanimous",
        "weather": ["fine"],
    }
    assert [remark.what for remark in found.remarks if remark.level == "error"] != []


# ---- the folder


def test_a_folder_is_made_where_there_is_none(tmp_path):
    file = write_case(Record("new"), tmp_path / "far" / "away")
    assert file == tmp_path / "far" / "away" / "case.yaml"
    assert load(tmp_path / "far" / "away") == Record("other name")


def test_a_case_that_is_there_is_never_written_over(tmp_path):
    (tmp_path / "case.yaml").write_text("schema: travaux-case/1\n# mine\n")
    with pytest.raises(TravauxError, match="a case already") as caught:
        write_case(Record("new"), tmp_path)
    assert caught.value.remedy
    assert (tmp_path / "case.yaml").read_text() == "schema: travaux-case/1\n# mine\n"


@pytest.mark.parametrize("name", ["case.yml", "case.json"])
def test_a_case_under_another_name_is_not_joined_by_a_second(tmp_path, name):
    (tmp_path / name).write_text('{"schema": "travaux-case/1"}')
    with pytest.raises(TravauxError, match="a case already"):
        write_case(Record("new"), tmp_path)
    assert os.listdir(tmp_path) == [name]


def test_a_link_that_leads_elsewhere_is_not_written_through(tmp_path):
    target = tmp_path / "target"
    (tmp_path / "case.yaml").symlink_to(target)
    with pytest.raises(TravauxError, match="a case already"):
        write_case(Record("new"), tmp_path)
    assert not target.exists()


@pytest.mark.parametrize("name", ["file/inside", "nul\0byte", "x" * 5000])
def test_a_folder_that_cannot_be_made_is_an_error_with_a_remedy(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(TravauxError) as caught:
        write_case(Record("new"), tmp_path / name)
    assert caught.value.remedy


def test_sources_that_cannot_stand_under_their_ids_stand_in_a_list(again):
    twice = Record("two", {"sources": (Source(id="s", title="A"), Source(id="s", title="B"))})
    assert again(twice) == twice
    odd = from_mapping(
        {"sources": [{"id": "s", "title": "A"}, {"title": "B"}, {"id": "t", "kind": "press"}, "The Times"]}
    )
    assert [source.title for source in odd.of(Source)] == ["A", "B"]
    assert odd.unread == {"sources": ({"id": "t", "kind": "press"}, "The Times")}
    assert again(odd) == odd


def test_records_that_say_the_same_are_equal_wherever_they_come_from():
    party = {"id": "us", "name": "US"}
    assert from_mapping({"parties": [party]}, "one") == from_mapping({"parties": {"us": party}}, "two")
    assert from_mapping({"parties": [party]}) != from_mapping({"parties": [party | {"name": "USA"}]})
    assert from_mapping({"parties": [party]}).of(Party) == (Party(id="us", name="US"),)
    assert Counter(type(fact) for fact in from_mapping({"parties": [party]}).of(Position)) == {}


@settings(thorough, max_examples=50)
@given(st.lists(WORDS, max_size=4))
def test_gaps_are_read_again(again, gaps):
    assert again(from_mapping({"gaps": gaps, "parties": []})).gaps == tuple(gaps)
