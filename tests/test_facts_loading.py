"""Cases into records: every shape of file, what cannot be read and why, and nothing lost."""

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.facts.checking import all_remarks
from travaux.facts.loading import from_mapping, identified, load
from travaux.facts.model import FACTS, Group, Issue, NameList, Party, Position, Source

HEAD = "schema: travaux-case/1\n"


@pytest.fixture
def case(tmp_path):
    """Writes a case file and reads it."""

    def read(words, name="case.yaml"):
        file = tmp_path / name
        file.write_bytes(words if isinstance(words, bytes) else words.encode())
        return load(file)

    return read


def only(record):
    (remark,) = record.remarks
    return remark


# ---- real cases


@needs_corpus
@pytest.mark.parametrize("name", ["avp", "marrakesh", "patent_harmonisation"])
def test_the_real_cases_load_without_an_error(name):
    record = load(CORPUS / "cases" / f"{name}.yaml")
    assert [str(remark) for remark in all_remarks(record) if remark.level == "error"] == []
    assert record.unread == {}
    assert record.rest == {}
    assert record.name == name


@needs_corpus
@pytest.mark.parametrize("name", ["avp", "marrakesh", "patent_harmonisation"])
def test_the_real_cases_say_what_another_reader_of_yaml_reads(name):
    file = CORPUS / "cases" / f"{name}.yaml"
    expected = yaml.safe_load(file.read_text(encoding="utf-8"))
    record = load(file)
    assert record.compiled == expected.pop("compiled")
    assert list(record.gaps) == expected.pop("gaps")
    assert expected.pop("schema") == "travaux-case/1"
    assert set(record.sections) == set(expected)
    for section, value in expected.items():
        entries = (
            [{"id": key, **each} for key, each in value.items()]
            if section == "sources"
            else value
            if isinstance(value, list)
            else [value]
        )
        found = [fact.model_dump(mode="json", by_alias=True, exclude_unset=True) for fact in record.sections[section]]
        for entry, fact in zip(entries, found, strict=True):
            if "id" not in entry:
                fact.pop("id", None)
            if section == "groups":
                fact["members"] = [member["party"] for member in fact["members"]]
            assert fact == entry


@needs_corpus
def test_recollections_and_free_keys_of_the_real_cases_are_kept():
    record = load(CORPUS / "cases" / "avp.yaml")
    assert all("state_2000" in issue.model_extra for issue in record.of(Issue))
    recalled = {fact.id for facts in record.sections.values() for fact in facts if fact.evidence == "recalled"}
    assert len(recalled) == 5
    assert recalled == {remark.fact for remark in all_remarks(record) if "recalled" in remark.what}


# ---- where a case stands


@pytest.mark.parametrize("name", ["case.yaml", "case.yml", "case.json"])
def test_a_folder_stands_for_the_case_file_in_it(tmp_path, name):
    folder = tmp_path / "lisbon"
    folder.mkdir()
    (folder / name).write_text('{"schema": "travaux-case/1", "parties": [{"id": "us", "name": "US"}]}')
    record = load(folder)
    assert (record.name, record.folder, record.file) == ("lisbon", folder, folder / name)
    assert record == load(folder / name)


def test_a_file_of_another_name_names_the_case(case):
    assert case(HEAD + "parties: []\n", "lisbon.yaml").name == "lisbon"


def test_a_folder_with_two_case_files_or_none_is_refused(tmp_path):
    with pytest.raises(TravauxError, match="holds no case") as caught:
        load(tmp_path)
    assert "case.yaml" in caught.value.why
    for name in ("case.yaml", "case.json"):
        (tmp_path / name).write_text(HEAD)
    with pytest.raises(TravauxError, match="several case files"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["absent.yaml", "nul\0byte.yaml", "x" * 5000])
def test_a_path_that_leads_nowhere_is_refused(tmp_path, name):
    with pytest.raises(TravauxError) as caught:
        load(tmp_path / name)
    assert caught.value.remedy


# ---- files that are no case


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not text in UTF-8"),
        (bytes(range(256)), "not text in UTF-8"),
        (b"\x00" * 100, "control character"),
        ("schema: travaux-case/1\nparties: [{id: é, name: É}]\n".encode("latin-1"), "not text in UTF-8"),
        (b"- schema: travaux-case/1\n", "a list"),
        (b"Article 1 [shall]\n", "plain words"),
        (b"schema: travaux-case/2\nparties: []\n", "'travaux-case/2'"),
        (b"schema: travaux-outlook/1\nquestions: []\n", "'travaux-outlook/1'"),
        (b"schema: 1\nparties: []\n", "its schema is 1"),
        (b"title: something else\n", "no section"),
        (b"{}\n", "no section"),
        (b"schema: travaux-case/1\nreader: chair\nparties: []\n", "no `reader`"),
        (b"schema: travaux-case/1\nraeder: chair\nparties: []\n", "no `raeder`"),
        (b"schema: travaux-case/1\n\tparties: []\n", "not YAML"),
        (b"schema: travaux-case/1\nparties: []\nparties: []\n", "'parties' stands again on line 3"),
        (b"schema: travaux-case/1\nparties: " + b"[" * 100_000, "deep"),
    ],
)
def test_what_cannot_be_a_case_is_refused_with_a_remedy(case, data, what):
    with pytest.raises(TravauxError) as caught:
        case(data)
    assert what in caught.value.what
    assert caught.value.remedy
    assert "case.yaml" in caught.value.where


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_of_encoding_and_line_ends_do_not_matter(case, encoding, end):
    words = end.join(["schema: travaux-case/1", "parties:", "  - {id: ci, name: Côte d'Ivoire}", ""])
    record = case(words.encode(encoding))
    assert record.sections["parties"] == (Party(id="ci", name="Côte d'Ivoire"),)
    assert record.lines["parties/ci"] == 3


# ---- sections and their shapes


def test_a_case_without_its_schema_is_read_with_a_remark(case):
    record = case("parties:\n  - {id: us, name: US}\n")
    assert len(record.sections["parties"]) == 1
    assert only(record).level == "remark"
    assert "schema: travaux-case/1" in only(record).remedy


def test_scalars_of_the_case_are_read():
    record = from_mapping({"compiled": "2026-11-22", "rule": "no_opposition", "gaps": ["one", "two"], "parties": []})
    assert (record.compiled, record.rule, record.gaps) == ("2026-11-22", "no_opposition", ("one", "two"))
    assert record.remarks == ()


@pytest.mark.parametrize(
    ("words", "kept", "what", "remedy"),
    [
        ("rule: consensu\n", {"rule": "consensu"}, "'consensu'", "did you mean 'consensus'?"),
        ("rule: [consensus]\n", {"rule": ["consensus"]}, "a list", "consensus, no_opposition"),
        ("compiled: 2026\n", {"compiled": 2026}, "2026", "quotes"),
        ("postions:\n  - {party: us}\n", {"postions": [{"party": "us"}]}, "`postions`", "did you mean 'positions'?"),
        ("weather: fine\n", {"weather": "fine"}, "`weather`", "the sections are"),
        ("positions: none yet\n", {"positions": "none yet"}, "'none yet'", "compare"),
        ("instrument: 12\n", {"instrument": 12}, "12", "compare"),
        ("sources: The Times\n", {"sources": "The Times"}, "'The Times', not a mapping", "compare"),
    ],
)
def test_what_is_no_section_is_kept_as_it_came_and_named(case, words, kept, what, remedy):
    record = case(HEAD + "parties:\n  - {id: us, name: US}\n" + words)
    assert record.rest == kept
    assert [party.id for party in record.of(Party)] == ["us"]
    assert what in only(record).what
    assert remedy in only(record).remedy
    assert only(record).line == 4
    assert only(record).reader == "keeper"


@pytest.mark.parametrize(
    "shape",
    [
        {"parties": [{"id": "us", "name": "US"}]},
        {"parties": {"us": {"name": "US"}}},
        {"parties": {"id": "us", "name": "US"}},
        {"parties": ({"id": "us", "name": "US"},)},
    ],
)
def test_a_list_of_facts_may_come_in_other_shapes(shape):
    record = from_mapping(shape)
    assert record.sections == {"parties": (Party(id="us", name="US"),)}
    assert all(remark.level == "remark" for remark in record.remarks)
    assert bool(record.remarks) == isinstance(shape["parties"], dict)


@pytest.mark.parametrize("shape", [{"press": {"title": "A"}}, [{"id": "press", "title": "A"}]])
def test_sources_stand_under_their_ids(shape):
    assert from_mapping({"sources": shape}).of(Source) == (Source(id="press", title="A"),)


@pytest.mark.parametrize("shape", [{"names": ["Mali"]}, [{"names": ["Mali"]}]])
def test_a_section_of_one_mapping_is_one_fact(shape):
    (fact,) = from_mapping({"first_twenty": shape}).of(NameList)
    assert fact.names == ("Mali",)


@pytest.mark.parametrize("section", FACTS)
@pytest.mark.parametrize("empty", [None, []])
def test_a_section_without_facts_is_not_there(section, empty):
    record = from_mapping({section: empty, "gaps": []})
    assert record.sections == {}
    assert record.rest == {}


def test_every_section_knows_the_lines_of_its_facts(case):
    record = case(
        HEAD + "instrument:\n  id: t\n  name: T\nsources:\n  s: {title: S}\nparties:\n  - {id: us, name: US}\n"
        "  - id: eu\n    name: EU\n"
    )
    assert record.lines == {"instrument/t": 2, "sources/s": 6, "parties/us": 8, "parties/eu": 9}


# ---- facts that cannot be read


US = {"party": "us", "issue": "a12"}


@pytest.mark.parametrize(
    ("fact", "what", "remedy"),
    [
        ({"stance": "opose"}, "`stance` is 'opose'", "did you mean 'oppose'?"),
        ({"stance": "no"}, "`stance` is 'no'", "it may be prefer, accept, oppose or red_line"),
        ({"stance": ["oppose"]}, "`stance` is a list", "it may be prefer"),
        ({"date": "2000"}, "`date` is '2000', not a day", "2000-12-20"),
        ({"date": 2000}, "`date` is 2000, not a day", "2000-12-20"),
        ({"date": 86400}, "`date` is 86400, not a day", "2000-12-20"),
        ({"date": "0000086400"}, "not a day", "2000-12-20"),
        ({"date": "2000-13-01"}, "not a day", "2000-12-20"),
        ({"date": "2000-02-30"}, "not a day", "2000-12-20"),
        ({"date": "20 December 2000"}, "not a day", "2000-12-20"),
        ({"recorded": "2000-12"}, "`recorded` is '2000-12'", "say in the note"),
        ({"salience": 0}, "`salience` is 0, but must be more than 0", "correct"),
        ({"salience": "much"}, "`salience` is 'much', not a number", "number"),
        ({"salience": "inf"}, "`salience` is 'inf', not a number", "number"),
        ({"salience": "nan"}, "`salience` is 'nan'", ""),
        ({"words": True}, "`words` is true, not words", "double quotes"),
        ({"words": 1.5}, "`words` is 1.5, not words", "double quotes"),
        ({"words": {"a": 1}}, "`words` is a mapping, not words", "write words"),
        ({"restraint": "domestic_law"}, "`restraint` is 'domestic_law', not a mapping", "{kind: …, reason: …}"),
        ({"restraint": {"kind": "law"}}, "`kind` (in `restraint`) is 'law'", "domestic_law"),
        ({"conditions": [{"issue": "a1"}]}, "`option` (in `conditions` 1) is missing", "add `option: …`"),
        ({"conditions": ["a1"]}, "entry 1 of `conditions` is 'a1', not a mapping", "{issue: …, option: …}"),
        ({"conditions": 3}, "`conditions` is 3, not a list", "[first, second]"),
        ({"evidence": "sean"}, "`evidence` is 'sean'", "did you mean 'seen'?"),
        ({"party": None}, "`party` is missing", "add `party: …`"),
        ({"party": {"id": "us"}}, "`party` is a mapping, not words", "write words"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named_with_its_remedy_and_kept(fact, what, remedy):
    record = from_mapping({"positions": [US, US | fact], "parties": []})
    assert [position.party for position in record.of(Position)] == ["us"]
    assert what in only(record).what
    assert remedy in only(record).remedy
    assert (only(record).level, only(record).section) == ("error", "positions")
    assert record.unread == {"positions": (US | fact,)}


@pytest.mark.parametrize(
    ("section", "fact", "what"),
    [
        ("packages", {"points": [{"issue": "a", "option": "x"}]}, "`points` has fewer than 2 entries"),
        ("mandates", {"party": "us", "at_least": 1.5}, "`at_least` is 1.5, but must be at most 1"),
        ("mandates", {"party": "us", "at_least": -1}, "`at_least` is -1, but must be at least 0"),
        ("rules", {"kind": "weighted", "weights": {"us": "x"}}, "`us` (in `weights`) is 'x', not a number"),
        ("rules", {"kind": "weighted", "weights": ["us"]}, "`weights` is a list, not a mapping"),
        ("instrument_count", {"count": 1.5}, "`count` is 1.5, not a whole number"),
        ("parties", {"id": "us", "name": "US", "decides": "perhaps"}, "`decides` is 'perhaps', neither true nor false"),
        ("parties", {"id": "us", "name": "US", "kind": "nation"}, "`kind` is 'nation'"),
        ("drafts", {"brackets": 1.5}, "`brackets` is 1.5, neither a whole number nor words"),
        ("groups", {"id": "g", "name": "G", "members": [5]}, "entry 1 of `members` is 5, not a mapping"),
        ("groups", {"id": "g", "name": "G", "members": [{"party": "us", "to": "2000"}]}, "`to` (in `members` 1)"),
        ("issues", {"id": "a"}, "`options` is missing"),
        ("issues", {"id": "a", "options": [{"label": "x"}]}, "`id` (in `options` 1) is missing"),
        ("sources", {"s": {}}, "`title` is missing"),
        ("sources", {"s": "The Times"}, "'The Times', not a mapping"),
        ("sources", {"s": {"id": "t", "title": "A"}}, "has the id 't' inside"),
        ("positions", ["us opposes"], "'us opposes', not a mapping"),
        ("positions", [None], "empty, not a mapping"),
        ("gaps", [3], "a gap is 3"),
    ],
)
def test_facts_of_every_kind_are_kept_as_they_came_when_they_cannot_be_read(section, fact, what):
    raw = fact if section == "sources" or isinstance(fact, list) else [fact]
    record = from_mapping({section: raw, "texts": []})
    assert record.sections == {}
    assert what in only(record).what
    assert only(record).level == "error"
    assert record.unread == {section: (raw,) if section == "sources" else tuple(raw)}


def test_each_fault_of_a_fact_is_named_on_its_own_line(case):
    record = case(HEAD + "positions:\n  - party: us\n    issue: a\n    stance: opose\n    date: 2000\n")
    assert [(remark.line, remark.what.split("`")[1]) for remark in record.remarks] == [(6, "date"), (5, "stance")]


def test_long_values_are_quoted_in_part():
    assert len(only(from_mapping({"positions": [US | {"stance": "x" * 10_000}]})).what) < 200


def test_one_bad_fact_among_many_spoils_no_other():
    facts = [US | {"option": f"o{n}"} for n in range(200)]
    facts[77] = facts[77] | {"date": "soon"}
    record = from_mapping({"positions": facts})
    assert [position.option for position in record.of(Position)] == [f"o{n}" for n in range(200) if n != 77]
    assert record.unread == {"positions": (facts[77],)}


# ---- slips that leave no doubt


def test_an_unquoted_no_is_norway_and_not_false(case):
    record = case(HEAD + "parties:\n  - {id: no, name: Norway}\npositions:\n  - {party: no, issue: on, option: off}\n")
    assert record.of(Party)[0].id == "no"
    assert (record.of(Position)[0].party, record.of(Position)[0].issue) == ("no", "on")
    assert record.remarks == ()


def test_a_day_without_quotes_is_the_same_day(case):
    words = (
        HEAD
        + "positions:\n  - {party: us, issue: a, date: 2000-12-20}\n  - {party: eu, issue: a, date: '2000-12-20'}\n"
    )
    assert {position.date for position in case(words).of(Position)} == {date(2000, 12, 20)}


def test_a_key_without_a_value_is_as_if_it_were_not_there(case):
    record = case(
        HEAD + "positions:\n  - party: us\n    issue: a\n    restraint:\n    conditions:\n    salience:\n    note:\n"
    )
    assert record.of(Position) == from_mapping({"positions": [{"party": "us", "issue": "a"}]}).of(Position)


def test_a_number_where_words_stand_is_read_as_words_with_a_remark(case):
    record = case(
        HEAD + "issues:\n  - {id: 12, article: 12, options: [{id: 1}]}\npositions:\n  - {party: us, issue: 12}\n"
    )
    (issue,) = record.of(Issue)
    assert (issue.id, issue.article, issue.options[0].id) == ("12", "12", "1")
    assert record.of(Position)[0].issue == "12"
    assert [remark.level for remark in record.remarks] == ["remark"] * 4
    assert all("double quotes" in remark.remedy for remark in record.remarks)


def test_one_entry_where_a_list_stands_is_a_list_of_one():
    record = from_mapping(
        {
            "parties": [{"id": "us", "name": "US", "aliases": "USA"}],
            "groups": [{"id": "g", "name": "G", "members": "us"}],
            "positions": [US | {"conditions": {"issue": "a1", "option": "x"}}],
        }
    )
    assert record.of(Party)[0].aliases == ("USA",)
    assert record.of(Group)[0].members[0].party == "us"
    assert record.of(Position)[0].conditions[0].option == "x"
    assert [remark.level for remark in record.remarks] == ["remark"] * 3


# ---- who may read


@pytest.mark.parametrize(
    "hidden",
    [
        {"raeder": "chair"},
        {"Reader": "chair"},
        {"readers": ["chair"]},
        {"confidential": True},
        {"reader": None},
        {"reader": ["chair"]},
        {"reader": 7},
        {"restraint": {"kind": "mandate", "reader": "chair"}},
        {"conditions": [{"issue": "a", "option": "x", "reader": "chair"}]},
        {"x_more": {"reader": "chair"}},
    ],
)
def test_a_fact_that_may_be_meant_for_few_is_left_out_and_told_to_the_keeper_only(hidden):
    record = from_mapping({"positions": [US | hidden]})
    assert record.sections == {}
    assert record.unread == {"positions": (US | hidden,)}
    assert (only(record).level, only(record).reader) == ("error", "keeper")


@pytest.mark.parametrize(
    ("label", "reader"),
    [("public", "public"), ("chair", "chair"), ("party:us", "party:us"), ("group:g", "group:g"), ("all", "keeper")],
)
def test_a_remark_on_a_fact_has_the_readers_of_the_fact(label, reader):
    fact = US | {"reader": label}
    unread, doubled = from_mapping({"positions": [fact | {"stance": "x"}]}), from_mapping({"positions": [fact, fact]})
    assert only(unread).reader == reader
    assert only(doubled).reader == reader


def test_remarks_do_not_count_the_facts_that_stand_before():
    bad = {"words": ["x"]}
    alone = from_mapping({"positions": [bad]}).remarks
    after = from_mapping({"positions": [US | {"reader": "chair"}, bad]}).remarks
    assert alone == after


# ---- ids


def test_an_id_comes_from_the_content_alone():
    facts = [US | {"option": option} for option in ("x", "y", "z")]
    forward = [position.id for position in from_mapping({"positions": facts}).of(Position)]
    backward = [position.id for position in from_mapping({"positions": facts[::-1], "parties": []}).of(Position)]
    assert forward == backward[::-1]
    assert len(set(forward)) == 3
    assert forward[0].startswith("us-a12-x-")


def test_the_spelling_of_a_fact_does_not_change_its_id():
    short = from_mapping({"positions": [US]}).of(Position)[0]
    full = US | {"salience": 1, "reader": "public", "conditions": [], "restraint": {"kind": "unstated"}, "note": None}
    assert from_mapping({"positions": [full]}).of(Position)[0].id == short.id
    assert identified("positions", Position(party="us", issue="a12")).id == short.id


@given(
    st.fixed_dictionaries({}, optional={"words": st.text(max_size=3), "reader": st.sampled_from(["chair", "party:us"])})
)
@settings(max_examples=50, deadline=None)
def test_what_differs_has_another_id(more):
    assert (identified("positions", Position(**US | more)).id == identified("positions", Position(**US)).id) == (
        more == {}
    )


def test_an_id_of_its_own_stays():
    assert identified("positions", Position(id="mine", **US)).id == "mine"


def test_the_same_fact_twice_is_one_fact_and_a_remark(case):
    record = case(HEAD + "positions:\n  - {party: us, issue: a}\n  - {party: us, issue: a, note: null}\n")
    assert len(record.of(Position)) == 1
    assert (only(record).level, only(record).line) == ("remark", 4)


def test_two_facts_with_one_id_both_stay():
    record = from_mapping(
        {"parties": [{"id": "us", "name": "A"}, {"id": "us", "name": "B"}, {"id": "us", "name": "B"}]}
    )
    assert [party.name for party in record.of(Party)] == ["A", "B"]


# ---- drafts of the folder


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("a.txt", None),
        ("b.txt", "no draft texts/b.txt"),
        ("../a.txt", "outside"),
        ("x" * 5000, "no draft texts/xxx"),
        ('"a\\0b"', "no draft"),
        ("/etc/hosts", "outside"),
    ],
)
def test_the_drafts_of_a_case_stand_in_its_folder(tmp_path, file, what):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("x")
    (tmp_path / "case.yaml").write_text(HEAD + f"texts:\n  - {{id: t, file: {file}, reader: chair}}\n")
    remarks = load(tmp_path).remarks
    assert [(remark.line, remark.reader) for remark in remarks] == ([(3, "chair")] if what else [])
    assert all(what in remark.what for remark in remarks)


# ---- Python values


@pytest.mark.parametrize(
    "value",
    [
        [], "parties", None, {"parties": [{"id": {1, 2}}]}, {"parties": [{"power": float("nan")}]}, {1: []},
        {"parties": [{"name": "\ud800"}]}, {"parties": [{"\ud800": 1}]}, {"parties": object()}, {},
    ],
)  # fmt: skip
def test_values_that_no_case_file_can_hold_are_refused(value):
    with pytest.raises(TravauxError) as caught:
        from_mapping(value)
    assert caught.value.remedy


def test_a_value_that_contains_itself_is_refused():
    endless = {}
    endless["parties"] = [endless]
    with pytest.raises(TravauxError, match="deeper"):
        from_mapping(endless)


def test_values_are_copied():
    fact = {"id": "us", "name": "US", "x_seen": ["a"]}
    record = from_mapping({"parties": [fact]})
    fact["x_seen"].append("b")
    assert record.of(Party)[0].model_extra == {"x_seen": ["a"]}


def test_days_of_python_are_days():
    position = US | {"date": date(2000, 12, 20)}
    assert from_mapping({"positions": [position]}).of(Position)[0].date == date(2000, 12, 20)


# ---- nothing lost


ODD = st.sampled_from([None, True, 0, 1.5, "", "x", "public", "2000-12-20", [], ["x"], {}, {"id": "x"}])
FACT = st.dictionaries(
    st.sampled_from(
        ["id", "party", "issue", "option", "stance", "name", "title", "reader", "raeder", "members", "date"]
    ),
    ODD,
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(FACTS)),
    st.lists(FACT | ODD, max_size=5) | st.dictionaries(st.sampled_from("abc"), FACT | ODD),
)
def test_every_entry_is_read_kept_or_counted_as_a_repetition(section, raw):
    record = from_mapping({section: raw, "gaps": []})
    if section in record.rest:
        assert record.rest == {section: raw}
        return
    unread = record.unread.get(section, ())
    repeated = sum("stands twice" in remark.what for remark in record.remarks)
    read = len(record.sections.get(section, ()))
    single = isinstance(raw, dict) and section != "sources"
    entries = (1, len(raw)) if single else (len(raw),)
    assert read + len(unread) + repeated in entries
    errors = {remark.what for remark in record.remarks if remark.level == "error"}
    assert bool(errors) == bool(unread)


def test_a_large_case_keeps_every_fact_and_its_line(tmp_path):
    lines = [
        f"  - {{party: p{n % 197}, issue: i{n // 197}, option: a, stance: oppose, restraint: {{kind: mandate}}, "
        f'date: "2012-01-02", words: "number {n}", source: s, evidence: seen, confidence: high}}'
        for n in range(5000)
    ]
    (tmp_path / "case.yaml").write_text(HEAD + "positions:\n" + "\n".join(lines) + "\n")
    record = load(tmp_path)
    assert [position.words for position in record.of(Position)] == [f"number {n}" for n in range(5000)]
    assert [record.lines[f"positions/{position.id}"] for position in record.of(Position)] == list(range(3, 5003))


def test_in_a_mapping_an_id_of_its_own_counts_more_than_the_key():
    record = from_mapping({"parties": {"one": {"id": "us", "name": "US"}}})
    assert record.of(Party) == (Party(id="us", name="US"),)
    assert "'one' of a party is not used" in only(record).what


@pytest.mark.parametrize("other", [{"id": "s"}, {"id": "t"}, {"kind": "press"}, {"title": 5, "reader": "chair"}])
def test_one_source_has_no_part_in_how_another_is_read(other):
    alone = from_mapping({"sources": [{"id": "s", "title": "A"}]})
    beside = from_mapping({"sources": [{"id": "s", "title": "A"}, other]})
    assert alone.of(Source)[0] == beside.of(Source)[0]
