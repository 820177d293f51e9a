"""What goes into the register comes out as a folder, from which the same record is read again."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings

from case_strategies import cases
from register_connections import emptied
from travaux.cases import BUILT_IN, EXERCISES, folder
from travaux.errors import TravauxError
from travaux.facts import from_mapping, load, view
from travaux.facts.model import TextVersion

pytest_plugins = ["register_databases"]
laws = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def files_in(place):
    return {path.relative_to(place): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


@pytest.mark.usefixtures("register_db")
@pytest.mark.parametrize("name", [*BUILT_IN, *EXERCISES])
def test_a_built_in_case_goes_in_and_out_and_in_again(tmp_path, name):
    from travaux.server.register import export_case, kept, open_case_as

    record = load(folder(name))
    open_case_as(name, record, "desk")
    first = load(export_case(name, tmp_path / "one"))
    assert first == record
    open_case_as("again", first, "desk")
    assert kept("again").record == record
    export_case("again", tmp_path / "two")
    assert files_in(tmp_path / "two") == files_in(tmp_path / "one")
    texts = [text.file for text in record.of(TextVersion)]
    assert {path.name for path in files_in(tmp_path / "one")} == {"case.yaml", *texts}
    for text in texts:
        assert (tmp_path / "one" / "texts" / text).read_bytes() == (folder(name) / "texts" / text).read_bytes()


@laws
@given(cases())
@pytest.mark.usefixtures("sqlite_register")
def test_any_case_goes_out_and_is_read_again(tmp_path, case):
    from travaux.server.register import export_case, kept, open_case_as

    emptied()
    record = from_mapping(case)
    open_case_as("talks", record, "desk")
    try:
        read = load(export_case("talks", tmp_path / "out"))
        assert read == record == kept("talks").record
        open_case_as("again", read, "desk")
        assert kept("again").record == record
    finally:
        shutil.rmtree(tmp_path / "out")


@pytest.mark.usefixtures("register_db")
def test_what_was_entered_later_is_in_the_export_under_its_own_names(tmp_path):
    from travaux.server.register import Act, enter, export_case, fact_act, kept, open_case_as

    open_case_as("talks", from_mapping({"gaps": ["minutes"]}), "desk")
    for content in (b"Article 1\nOne [may] act.\n", b"Article 1\nOther [may] act.\n"):
        enter("talks", [fact_act("texts", TextVersion(file="rev1.txt", title=content.decode()), content)], "us")
    enter("talks", [Act("published", {})], "desk")
    record = load(export_case("talks", tmp_path))
    assert record == kept("talks").record
    assert record.public
    assert len(list((tmp_path / "texts").iterdir())) == 2
    assert [text.title for text, _ in view(record).versions()] == [
        "Article 1\nOne [may] act.\n", "Article 1\nOther [may] act.\n"
    ]  # fmt: skip


@pytest.mark.usefixtures("sqlite_register")
def test_nothing_is_written_over(tmp_path):
    from travaux.server.register import UnknownCase, export_case, open_case_as

    open_case_as("typefaces", load(folder("typefaces")), "desk")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rev1.txt").write_text("mine")
    with pytest.raises(TravauxError, match="another file is there"):
        export_case("typefaces", tmp_path)
    assert not (tmp_path / "case.yaml").exists()
    export_case("typefaces", tmp_path / "new")
    with pytest.raises(TravauxError, match="there is a case already"):
        export_case("typefaces", tmp_path / "new")
    (tmp_path / "file").write_text("a file")
    with pytest.raises(TravauxError, match="this is a file"):
        export_case("typefaces", tmp_path / "file")
    with pytest.raises(TravauxError, match="cannot be written"):
        export_case("typefaces", tmp_path / "file" / "inside")
    with pytest.raises(UnknownCase):
        export_case("nowhere", tmp_path / "other")
    assert not (tmp_path / "other").exists()


ODD = ("../../out.txt", "/tmp/out.txt", ".", "", "a\\b.txt", "a\0b.txt", "x" * 300 + ".txt", "taken.txt", "folder")


@pytest.mark.usefixtures("register_db")
def test_no_name_of_a_file_keeps_a_case_from_being_exported_or_leads_outside(tmp_path):
    from travaux.server.register import Act, enter, export_case, fact_act, open_case_as

    open_case_as("talks", from_mapping({"gaps": []}), "desk")
    names = ("taken.txt", "folder/in.txt", *ODD)
    for number, file in enumerate(names):
        content = f"Article {number}\nEach Party [may] act.\n".encode()
        act = fact_act("texts", TextVersion(file="x.txt"), content)
        fact = {"id": f"n{number}", "file": file}  # as if somebody had found a way round `fact_act`
        enter("talks", [Act("fact", {**act.body, "fact": fact}, content)], "us")
    record = load(export_case("talks", tmp_path / "in" / "it"))
    texts = record.of(TextVersion)
    assert [text.id for text in texts] == [f"n{number}" for number in range(len(names))]
    assert [text.file for text in texts[:2]] == ["taken.txt", "folder/in.txt"]
    assert [text.file for text in texts if text.file in ODD] == ["taken.txt"]
    for number, text in enumerate(texts):
        found = (tmp_path / "in" / "it" / "texts" / text.file).read_bytes()
        assert found.startswith(f"Article {number}\n".encode())
    assert {path.parts[0] for path in files_in(tmp_path / "in")} == {"it"}
    assert {path.name for path in tmp_path.iterdir()} - {"in"} <= {"register.sqlite3", "register.sqlite3-wal",
                                                                   "register.sqlite3-shm"}  # fmt: skip
