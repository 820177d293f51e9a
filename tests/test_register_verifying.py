"""Any change to what is on record is found, with the number of the first entry that is not as it should be."""

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register_connections import emptied
from register_histories import HISTORIES, enter_all
from travaux.errors import TravauxError

pytest_plugins = ["register_databases"]
laws = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

COLUMNS = ("case", "at", "by", "act", "body", "previous", "digest")


def sql(statement, *values):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def rows():
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    return [list(row) for row in sql(f"SELECT number, {columns} FROM register_entry ORDER BY number")]


def insert(row):
    names = ", ".join(f'"{name}"' for name in ("number", *COLUMNS))
    sql(f"INSERT INTO register_entry ({names}) VALUES ({', '.join(['%s'] * 8)})", *row)


def entered(history):
    """The rows of a fresh register with this history, which is whole."""
    from travaux.server.register import verify

    emptied()
    enter_all(history)
    verdict = verify()
    assert verdict.whole, verdict.faults
    found = rows()
    assert verdict.entries == len(found)
    assert verdict.first_bad is None
    return found


def broken():
    from travaux.server.register import verify

    verdict = verify()
    assert not verdict.whole
    return verdict.first_bad


def with_another_sign(words, place):
    """The words with one sign changed, or one put in where there is none."""
    if not words:
        return "x"
    place %= len(words)
    return words[:place] + chr(ord(words[place]) ^ 1 or 2) + words[place + 1 :]


@pytest.mark.usefixtures("register_db")
@laws
@given(HISTORIES, st.data())
def test_a_changed_sign_in_any_column_is_found(history, data):
    found = entered(history)
    row = data.draw(st.sampled_from(found))
    column = data.draw(st.sampled_from(COLUMNS))
    words = row[1 + COLUMNS.index(column)]
    changed = with_another_sign(words, data.draw(st.integers(0, len(words))))
    sql(f'UPDATE register_entry SET "{column}" = %s WHERE number = %s', changed, row[0])
    assert broken() == row[0]


@pytest.mark.usefixtures("register_db")
@laws
@given(HISTORIES, st.data())
def test_a_changed_number_is_found(history, data):
    found = entered(history)
    number = data.draw(st.sampled_from(found))[0]
    other = data.draw(st.sampled_from([0, -number, len(found) + 1, len(found) + 7, 2**40]))
    sql("UPDATE register_entry SET number = %s WHERE number = %s", other, number)
    last = number == len(found) and other == len(found) + 1
    assert broken() == (1 if other <= 0 else number if not last else len(found))


@pytest.mark.usefixtures("register_db")
@laws
@given(HISTORIES, st.data())
def test_an_entry_that_was_removed_is_found(history, data):
    found = entered(history)
    if len(found) > 1:
        number = data.draw(st.integers(1, len(found) - 1))
        sql("DELETE FROM register_entry WHERE number = %s", number)
        assert broken() == number


@pytest.mark.usefixtures("register_db")
@laws
@given(HISTORIES, st.data())
def test_entries_that_changed_places_are_found(history, data):
    found = entered(history)
    one, other = data.draw(st.integers(1, len(found))), data.draw(st.integers(1, len(found)))
    if one != other:
        sql("DELETE FROM register_entry WHERE number IN (%s, %s)", one, other)
        insert([one, *found[other - 1][1:]])
        insert([other, *found[one - 1][1:]])
        assert broken() == min(one, other)


@pytest.mark.usefixtures("register_db")
@laws
@given(HISTORIES, st.data())
def test_an_entry_that_was_put_in_is_found(history, data):
    found = entered(history)
    place = data.draw(st.integers(1, len(found) + 1))
    for row in reversed(found[place - 1 :]):
        sql("UPDATE register_entry SET number = %s WHERE number = %s", row[0] + 1, row[0])
    later = [row for row in found if row[4] != "opened"]  # the database itself refuses to open a case twice
    copied = data.draw(st.sampled_from(later or [[0, *found[0][1:4], "fact", *found[0][5:]]]))
    insert([place, *copied[1:]])
    assert broken() == (place + 1 if copied[0] == place else place)  # a copy before its original looks like it


@pytest.mark.usefixtures("register_db")
@laws
@given(HISTORIES, st.data())
def test_last_entries_that_were_removed_are_found_by_who_noted_the_head(history, data):
    from travaux.server.register import verify

    found = entered(history)
    head = verify().head
    assert head == found[-1][7]
    assert all(verify(row[7]).whole for row in found)
    kept = data.draw(st.integers(0, len(found) - 1))
    sql("DELETE FROM register_entry WHERE number > %s", kept)
    sql("DELETE FROM register_storedfile")
    if not any('"file":"' in row[5] for row in found[:kept]):
        assert verify().whole
    assert not verify(head).whole
    assert verify("0" * 64).faults


@pytest.mark.usefixtures("register_db")
def test_a_changed_removed_or_added_file_is_found():
    from travaux.facts.model import TextVersion
    from travaux.server.register import verify

    def history():
        text = ("texts", TextVersion(file="rev1.txt"), b"Article 1")
        return entered([("talks", [text], "desk"), ("talks", [("texts", TextVersion(file="b.txt"), b"B")], "us")])

    digest = sha256(b"Article 1").hexdigest()
    history()
    sql("UPDATE register_storedfile SET content = %s WHERE digest = %s", b"Article 2", digest)
    assert broken() == 2
    history()
    sql("DELETE FROM register_storedfile WHERE digest = %s", digest)
    assert broken() == 2
    history()
    sql("UPDATE register_storedfile SET digest = %s WHERE digest = %s", "f" * 64, digest)
    assert broken() == 2
    history()
    sql("INSERT INTO register_storedfile (digest, content) VALUES (%s, %s)", sha256(b"new").hexdigest(), b"new")
    verdict = verify()
    assert not verdict.whole
    assert "belongs to no entry" in verdict.faults[0].what


@pytest.mark.usefixtures("sqlite_register")
def test_bytes_that_are_no_longer_words_are_found_and_told():
    entered([("talks", "published", "desk"), ("talks", "withdrawn", "desk")])
    for column in COLUMNS:
        before = rows()[1][1 + COLUMNS.index(column)]
        sql(f"UPDATE register_entry SET \"{column}\" = CAST(x'fffe' AS TEXT) WHERE number = 2")
        assert broken() == 2
        sql(f'UPDATE register_entry SET "{column}" = %s WHERE number = 2', before)
    sql("UPDATE register_entry SET number = 'two' WHERE number = 2")
    assert broken() == 2


@pytest.mark.usefixtures("register_db")
def test_an_entry_that_is_chained_but_could_not_have_been_entered_is_found():
    from travaux.server.register.chain import Link, canonical, linked

    for act, body in (("fact", {}), ("opened", {}), ("fact", []), ("removed", {})):
        found = entered([("talks", "published", "desk")])
        last = Link(*found[-1])
        case = "nowhere" if (act, body) == ("fact", {}) else "talks2" if act == "opened" else "talks"
        forged = linked(last, case, last.at, "x", act, canonical(body) + (" " if act == "opened" else ""))
        insert(list(forged))
        assert broken() == forged.number


@pytest.mark.usefixtures("django_folder")
def test_a_database_that_is_no_register_is_an_error_that_says_so(tmp_path):
    from register_connections import using
    from travaux.server.register import verify

    (tmp_path / "notes.txt").write_text("These are notes, longer than the head of a database would be.\n" * 40)
    for name in ("empty.sqlite3", "notes.txt"):
        with using(f"sqlite:///{tmp_path / name}"), pytest.raises(TravauxError, match="cannot be"):
            verify()
