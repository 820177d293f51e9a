"""The case is the fold of its entries: what went in comes out, and only what is new is read again."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from case_strategies import cases
from register_connections import emptied
from register_histories import HISTORIES, enter_all
from travaux.cases import BUILT_IN, EXERCISES, folder
from travaux.errors import TravauxError
from travaux.facts import from_mapping, load, view, visible_record, write_case
from travaux.facts.model import Party, Position, TextVersion

pytest_plugins = ["register_databases"]
laws = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def position(option, **more):
    return Position(party="us", issue="a12", option=option, stance="accept", **more)


def folded(record, name="talks", **more):
    from travaux.server.register import kept, open_case_as

    open_case_as(name, record, "desk", **more)
    return kept(name)


@pytest.mark.usefixtures("register_db")
@pytest.mark.parametrize("name", [*BUILT_IN, *EXERCISES])
def test_a_built_in_case_comes_out_as_it_went_in(name):
    record = load(folder(name))
    found = folded(record, name)
    assert found.record == record
    assert found.record.remarks == record.remarks
    assert found.record.title == record.title
    assert found.public is record.public is (name in (*EXERCISES, "patent-law", "wipo"))
    here, there = view(record, "chair"), view(found.record, "chair")
    assert there.sections == here.sections
    assert there.remarks == here.remarks
    assert there.versions() == here.versions()


@pytest.mark.usefixtures("register_db")
@laws
@given(cases())
def test_any_case_comes_out_as_it_went_in(case):
    emptied()
    record = from_mapping(case)
    found = folded(record).record
    assert found == record
    assert found.remarks[: len(record.remarks)] == record.remarks
    assert {remark.section for remark in found.remarks[len(record.remarks) :]} <= {"texts"}


@pytest.mark.usefixtures("sqlite_register")
@settings(laws, max_examples=25)
@given(HISTORIES)
def test_folding_on_gives_the_same_as_folding_from_the_start(history):
    from travaux.server.register import case_names, folding, kept

    emptied()
    for step in range(1, len(history) + 1):
        enter_all(history[step - 1 : step])
        for name in case_names():
            known = kept(name)
            folding._folds.clear()
            afresh = kept(name)
            assert known.record == afresh.record
            assert known.record.remarks == afresh.record.remarks
            assert (known.public, known.entered, known.head) == (afresh.public, afresh.entered, afresh.head)
            texts = known.record.of(TextVersion)
            assert [known.record.shelf.digest(text) for text in texts] == [
                afresh.record.shelf.digest(text) for text in texts
            ]


@pytest.mark.usefixtures("register_db")
def test_what_another_process_entered_is_seen_at_once_and_old_folds_stay_as_they_were():
    from travaux.server.register import Act, enter, fact_act, kept

    before = folded(from_mapping({"public": True}))
    assert kept("talks") is before
    enter("talks", [fact_act("positions", position("yes")), Act("withdrawn", {})], "us")
    after = kept("talks")
    assert [each.option for each in after.record.of(Position)] == ["yes"]
    assert (before.public, after.public, after.record.public) == (True, False, False)
    assert before.record.of(Position) == ()
    assert after.head == before.head + 2


@pytest.mark.usefixtures("sqlite_register")
def test_another_register_with_entries_of_the_same_numbers_is_not_taken_for_this_one():
    folded(from_mapping({"parties": [{"id": "us", "name": "one"}]}))
    emptied()
    again = folded(from_mapping({"parties": [{"id": "us", "name": "other"}]}))
    assert [party.name for party in again.record.of(Party)] == ["other"]


@pytest.mark.usefixtures("register_db")
def test_what_could_not_be_read_is_kept_with_the_remarks_on_it():
    case = {
        "positions": [{"party": "us", "stance": "opose"}, {"party": "us", "issue": "a", "raeder": "chair"}],
        "parties": [{"id": "us", "name": 5}],
        "weather": {"fine": [True, None, 1.5]},
        "rule": "unanimity",
        "compiled": 2026,
        "public": "yes",
    }
    record = from_mapping(case)
    assert len(record.remarks) >= 7
    found = folded(record).record
    assert found == record
    assert found.unread == record.unread != {}
    assert found.rest == {key: case[key] for key in ("weather", "rule", "compiled", "public")}
    assert found.remarks == record.remarks


@pytest.mark.usefixtures("register_db")
def test_a_fact_that_hides_badly_is_left_out_of_every_view_like_one_in_a_file():
    from travaux.server.register import enter, fact_act, kept

    folded(from_mapping({"parties": [{"id": "us", "name": "US"}]}))
    enter("talks", [fact_act("positions", position("yes", visible_to="chair"))], "us")
    record = kept("talks").record
    assert record.of(Position) == ()
    assert len(record.unread["positions"]) == 1
    assert "hides nothing" in record.remarks[-1].what
    assert record.remarks[-1] not in view(record, "chair").remarks


@pytest.mark.usefixtures("register_db")
def test_the_same_fact_entered_twice_counts_once():
    from travaux.server.register import enter, fact_act, kept

    folded(from_mapping({"gaps": []}))
    for by in ("us", "desk"):
        enter("talks", [fact_act("positions", position("yes", reader="chair"))], by)
    found = kept("talks")
    [said] = found.record.of(Position)
    assert found.entered_in({"positions": (said,)})[f"positions/{said.id}"].by == "us"
    assert "counted once" in found.record.remarks[-1].what
    assert found.record.remarks[-1].reader == "chair"


@pytest.mark.usefixtures("register_db")
def test_when_a_hidden_fact_was_entered_is_not_told_of_a_public_one_with_its_id():
    from travaux.server.register import enter, fact_act, kept

    folded(from_mapping({"gaps": []}))
    enter("talks", [fact_act("parties", Party(id="x", name="hidden", reader="chair"))], "chair")
    enter("talks", [fact_act("parties", Party(id="x", name="open"))], "desk")
    found = kept("talks")
    public = found.entered_in(view(found.record).there)
    assert {key: entered.by for key, entered in public.items()} == {"parties/x": "desk"}
    hidden, _ = found.record.of(Party)
    assert found.entered_in({"parties": (hidden,)})["parties/x"].by == "chair"


@pytest.mark.usefixtures("register_db")
def test_an_opened_case_may_be_made_public_or_closed_by_whoever_opens_it():
    record = from_mapping({"public": True})
    assert folded(record, "one", public=False).public is False
    assert folded(replace(record, public=False), "two", public=True).public is True
    assert folded(record, "three").public is True


@pytest.mark.usefixtures("sqlite_register")
def test_a_damaged_entry_is_an_error_and_not_a_traceback():
    from django.db import connection

    from travaux.server.register import folding, kept

    folded(from_mapping({"parties": [{"id": "us", "name": "US"}]}))
    folding._folds.clear()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_entry SET body = '{' WHERE number = 2")
    with pytest.raises(TravauxError, match="cannot be read from the register"):
        kept("talks")


# ---- files


def with_texts(tmp_path):
    """A record in a folder: a public draft, one for the chair, one whose file is missing."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rev1.txt").write_text("Article 1\nEach Party [shall][may] act.\n")
    (tmp_path / "texts" / "secret.txt").write_text("Article 1\nNobody acts.\n")
    record = from_mapping({
        "texts": [{"file": "rev1.txt", "id": "rev1"}, {"file": "secret.txt", "id": "secret", "reader": "chair"},
                  {"file": "gone.txt", "id": "gone", "reader": "chair"}],
    })  # fmt: skip
    write_case(record, tmp_path)
    return load(tmp_path)


@pytest.mark.usefixtures("register_db")
def test_drafts_are_read_from_the_shelf_and_a_missing_one_is_remarked_on_for_its_readers(tmp_path):
    record = with_texts(tmp_path)
    found = folded(record)
    case = view(found.record)
    assert [text.id for text, _ in case.versions()] == ["rev1"]
    assert case.draft().clean_texts == 2
    assert case.draft() is case.versions()[0][1]
    assert case.content(case.texts[0]) == (tmp_path / "texts" / "rev1.txt").read_bytes()
    assert not any("gone" in remark.what for remark in case.remarks)
    assert sum("gone" in remark.what for remark in view(found.record, "chair").remarks) == 1
    gone = found.record.of(TextVersion)[2]
    assert found.record.shelf.digest(gone) == ""
    with pytest.raises(TravauxError, match="not on record"):
        found.record.shelf.content(gone)


@pytest.mark.usefixtures("register_db")
def test_a_record_without_a_folder_says_of_its_drafts_that_they_are_missing():
    found = folded(from_mapping({"texts": [{"file": "../../etc/passwd"}, {"file": "a.txt", "reader": "party:us"}]}))
    assert [remark.reader for remark in found.record.remarks] == ["party:us"]
    assert [found.record.shelf.digest(text) for text in found.record.of(TextVersion)] == ["", ""]


@pytest.mark.usefixtures("register_db")
def test_naming_a_hidden_file_does_not_open_it(tmp_path):
    from travaux.server.register import enter, fact_act, kept

    folded(with_texts(tmp_path))
    for guess in (
        TextVersion(file="secret.txt"),
        TextVersion(id="secret", file="secret.txt"),
        TextVersion(file="secret.txt", reader="party:us", supersedes="secret"),
    ):
        enter("talks", [fact_act("texts", guess)], "us")
        record = kept("talks").record
        assert record.shelf.digest(record.of(TextVersion)[-1]) == ""
        with pytest.raises(TravauxError):
            view(record).content(record.of(TextVersion)[-1])


@pytest.mark.usefixtures("register_db")
def test_a_corrected_fact_of_a_text_is_still_read(tmp_path):
    from travaux.server.register import enter, fact_act, kept

    folded(with_texts(tmp_path))
    content = (tmp_path / "texts" / "rev1.txt").read_bytes()
    correction = TextVersion(file="rev1.txt", title="Rev. 1", supersedes="rev1")
    enter("talks", [fact_act("texts", correction, content)], "desk")
    case = view(kept("talks").record)
    [(text, draft)] = case.versions()
    assert (text.id, text.title, draft.clean_texts) == ("rev1", "Rev. 1", 2)
    assert len(visible_record(case).of(TextVersion)) == 2


@pytest.mark.usefixtures("sqlite_register")
def test_a_draft_is_read_once_however_many_records_name_it(tmp_path, monkeypatch):
    from travaux.server.register import shelf

    times = []
    read = shelf.read
    monkeypatch.setattr(shelf, "read", lambda path: times.append(path.name) or read(path))
    monkeypatch.setattr(shelf, "_drafts", shelf._Drafts(60))
    record = with_texts(tmp_path)
    one, other = folded(record, "one").record, folded(record, "other").record
    for _ in range(3):
        for each in (one, other):
            view(each).draft()
    assert times == ["rev1.txt"]
    secret = one.of(TextVersion)[1]
    one.shelf.read(secret)  # there is room for one, so this one drives the first one out
    assert times == ["rev1.txt", "secret.txt"]
    view(other).draft()
    assert times == ["rev1.txt", "secret.txt", "rev1.txt"]


@pytest.mark.usefixtures("sqlite_register")
@pytest.mark.parametrize("file", ["x" * 300 + ".txt", "a\0b.txt", "é" * 200 + ".txt", "a/b\\c.txt"])
def test_a_draft_with_an_odd_name_can_be_entered_and_read(file):
    from travaux.server.register import enter, fact_act, kept

    folded(from_mapping({"gaps": []}))
    enter("talks", [fact_act("texts", TextVersion(file=file), b"Article 1\nEach Party [shall] act.\n")], "desk")
    assert view(kept("talks").record).draft().clean_texts == 2


@pytest.mark.usefixtures("register_db")
def test_a_record_with_a_shelf_can_be_opened_under_another_name(tmp_path):
    from travaux.server.register import verify

    first = folded(with_texts(tmp_path))
    again = folded(first.record, "again")
    assert again.record == first.record
    assert [again.record.shelf.digest(text) for text in again.record.of(TextVersion)] == [
        first.record.shelf.digest(text) for text in first.record.of(TextVersion)
    ]
    assert verify().files == 2
