"""What is entered together stands together, chained, in the order of the lock, or it does not stand at all."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from travaux.errors import TravauxError
from travaux.facts import from_mapping
from travaux.facts.model import Party, Position, TextVersion

pytest_plugins = ["register_databases"]


def position(number, **more):
    return Position(party="us", issue="a12", option=f"o{number}", stance="accept", **more)


def opened(name="talks", by="desk", **case):
    from travaux.server.register import open_case_as

    open_case_as(name, from_mapping({"schema": "travaux-case/1", **case}), by)


def entries():
    from travaux.server.register.models import Entry

    return list(Entry.objects.order_by("number"))


@pytest.mark.usefixtures("register_db")
def test_entries_are_numbered_from_one_and_chained():
    from travaux.server.register import enter, fact_act, verify
    from travaux.server.register.chain import START

    opened()
    found = enter("talks", [fact_act("positions", position(1)), fact_act("positions", position(2))], "chair")
    assert [entry.number for entry in found] == [2, 3]
    stored = entries()
    assert [entry.number for entry in stored] == [1, 2, 3]
    assert [entry.by for entry in stored] == ["desk", "chair", "chair"]
    assert [entry.previous for entry in stored] == [START, stored[0].digest, stored[1].digest]
    assert all(entry.at.endswith("Z") and len(entry.at) == 27 for entry in stored)
    verdict = verify()
    assert verdict.whole
    assert (verdict.entries, verdict.cases, verdict.files, verdict.head) == (3, 1, 0, stored[2].digest)


@pytest.mark.usefixtures("register_db")
def test_a_batch_with_something_that_cannot_be_kept_leaves_nothing_behind():
    from travaux.server.register import Act, enter, fact_act

    opened()
    with pytest.raises(TravauxError, match="cannot be kept"):
        fact_act("positions", position(2, note="half a character: \ud800"))
    broken = Act("fact", {"section": "positions", "fact": {"id": "x", "note": "\ud800"}})
    with pytest.raises(TravauxError, match="cannot be kept"):
        enter("talks", [fact_act("positions", position(1)), broken], "chair")
    assert len(entries()) == 1


@pytest.mark.usefixtures("register_db")
def test_a_case_is_opened_once_and_nothing_is_entered_into_one_that_is_not():
    from travaux.server.register import UnknownCase, case_names, enter, fact_act, kept

    with pytest.raises(UnknownCase):
        enter("talks", [fact_act("positions", position(1))], "desk")
    with pytest.raises(UnknownCase):
        kept("talks")
    opened()
    with pytest.raises(TravauxError, match="already"):
        opened()
    opened("other")
    assert case_names() == ("talks", "other")
    assert len(entries()) == 2


@pytest.mark.usefixtures("sqlite_register")
@pytest.mark.parametrize("name", ["", "A", "a b", "é", "../x", "-a", "a" * 101, "a\n"])
def test_a_name_that_could_not_stand_in_an_address_is_refused(name):
    with pytest.raises(TravauxError, match="cannot be the name of a case"):
        opened(name)


@pytest.mark.usefixtures("sqlite_register")
def test_a_fact_goes_into_the_section_of_its_kind_only():
    from travaux.server.register import Act, enter, fact_act

    opened()
    with pytest.raises(TravauxError, match="cannot be entered under 'parties'"):
        fact_act("parties", position(1))
    with pytest.raises(TravauxError, match="cannot be entered"):
        fact_act("weather", Party(id="us", name="US"))
    with pytest.raises(TravauxError, match="cannot be entered"):
        fact_act("positions", position(1), b"a file")
    with pytest.raises(TravauxError, match="nothing that can be entered"):
        enter("talks", [Act("removed", {})], "desk")
    with pytest.raises(TravauxError, match="no fact"):
        enter("talks", [Act("fact", {"section": "weather", "fact": {"id": "x"}})], "desk")


@pytest.mark.usefixtures("sqlite_register")
def test_an_entry_cannot_name_a_file_that_is_not_in_it():
    from travaux.server.register import Act, enter, fact_act

    opened()
    act = fact_act("texts", TextVersion(file="rev1.txt"), b"Article 1")
    with pytest.raises(TravauxError, match="not the one"):
        enter("talks", [Act(act.act, act.body)], "desk")
    with pytest.raises(TravauxError, match="not the one"):
        enter("talks", [Act(act.act, act.body, b"Article 2")], "desk")


@pytest.mark.usefixtures("register_db")
def test_a_file_is_stored_once_however_often_it_comes():
    from travaux.server.register import enter, fact_act, verify

    opened()
    for file in ("one.txt", "two.txt"):
        enter("talks", [fact_act("texts", TextVersion(file=file, title=file), b"\x00\xff bytes")], "desk")
    assert verify().files == 1


def test_the_name_of_a_file_that_is_entered_follows_from_its_content_alone():
    from travaux.server.register import fact_act, shelved_name

    one, other = shelved_name("rev2.txt", b"one"), shelved_name("rev2.txt", b"other")
    assert one != other
    assert one == shelved_name("rev2.txt", b"one") == shelved_name(one, b"one") == shelved_name("a/b/rev2.txt", b"one")
    for odd in ("x" * 400 + ".txt", "é" * 400, "a\0b\n.txt", "C:\\papers\\rev2.txt", "..", "/", "", "." + "y" * 400):
        name = shelved_name(odd, b"one")
        assert name.isprintable()
        assert len(name.encode()) <= 255
        assert not set(name) & set("/\\")
        assert shelved_name(name, b"one") == name
    assert fact_act("texts", TextVersion(file="rev2.txt"), b"one").body["fact"]["file"] == one


@pytest.mark.usefixtures("register_db")
def test_threads_that_enter_at_once_lose_nothing():
    from django.db import connections

    from travaux.server.register import enter, fact_act, kept, verify

    opened()
    start = threading.Barrier(4)

    def write(thread):
        start.wait()
        try:
            return [
                enter("talks", [fact_act("positions", position(f"{thread}-{each}"))], f"t{thread}")[0].number
                for each in range(15)
            ]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for found in pool.map(write, range(4)) for number in found]
    assert sorted(numbers) == list(range(2, 62))
    assert verify().whole
    assert len(kept("talks").record.of(Position)) == 60


@pytest.mark.usefixtures("sqlite_register")
def test_a_register_that_cannot_be_written_to_says_so_and_takes_nothing():
    from django.db import connection

    from travaux.server.register import enter, fact_act

    opened()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    with pytest.raises(TravauxError, match="nothing was entered"):
        enter("talks", [fact_act("positions", position(1))], "desk")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=OFF")
    assert len(entries()) == 1


@pytest.mark.usefixtures("django_folder")
def test_the_tables_are_those_that_the_migrations_make():
    from django.core.management import call_command

    call_command("makemigrations", "register", check_changes=True, dry_run=True, verbosity=0)  # ends if one is missing
