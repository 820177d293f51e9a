"""Whatever happens to a writer or to the file of the log: what was acknowledged is there, and the chain is whole."""

import os
import random
import shutil
import signal
import sqlite3
import struct
import time
from contextlib import closing

import pytest
from bench.crash import CASE, LONGEST, killed, missing, nursery_at

from travaux.facts import from_mapping
from travaux.facts.model import Position, TextVersion

pytest_plugins = ["register_databases"]
DICE = random.Random(1969)
KILLS = 50


def opened():
    from travaux.server.register import open_case_as

    open_case_as(CASE, from_mapping({"schema": "travaux-case/1"}), "desk")


def reopened():
    """What is found by a connection that is made after the crash."""
    from django.db import connection

    from travaux.server.register import verify

    connection.close()
    return verify()


def test_fifty_writers_killed_in_the_middle_lose_nothing_that_was_acknowledged(sqlite_register, tmp_path):
    opened()
    acknowledged = []
    with nursery_at(sqlite_register, tmp_path / "state") as nursery:
        for _ in range(KILLS):
            numbers = killed(nursery, DICE.uniform(0, LONGEST))
            verdict = reopened()
            assert verdict.whole, verdict.faults
            assert missing(numbers) == []
            assert verdict.entries >= numbers[-1]
            acknowledged += numbers
    assert len(acknowledged) >= KILLS
    assert sorted(set(acknowledged)) == acknowledged
    assert missing(tuple(acknowledged)) == []


def test_killed_clients_of_either_database_lose_nothing(register_db, tmp_path):
    opened()
    with nursery_at(register_db, tmp_path / "state") as nursery:
        for _ in range(8):
            numbers = killed(nursery, DICE.uniform(0, LONGEST / 2))
            verdict = reopened()
            assert verdict.whole, verdict.faults
            assert missing(numbers) == []


def test_two_processes_that_write_at_once_lose_nothing(register_db, tmp_path):
    opened()
    acknowledged = []
    with nursery_at(register_db, tmp_path / "one") as one, nursery_at(register_db, tmp_path / "other") as other:
        for _ in range(3):
            for nursery in (one, other):
                nursery.stdin.write("\n")
                nursery.stdin.flush()
            writers = [int(nursery.stdout.readline().split()[1]) for nursery in (one, other)]
            time.sleep(0.2)
            for nursery, writer in zip((one, other), writers, strict=True):
                acknowledged.append(stopped(nursery, writer))
    together = sorted(number for numbers in acknowledged for number in numbers)
    assert len(set(together)) == len(together) > 6
    assert all(acknowledged), "each of them got its turn"
    verdict = reopened()
    assert verdict.whole, verdict.faults
    assert missing(tuple(together)) == []


def stopped(nursery, writer):
    first = nursery.stdout.readline()
    os.kill(writer, signal.SIGKILL)
    lines = [first]
    while lines[-1] != "gone\n":
        lines.append(nursery.stdout.readline())
        assert lines[-1], "the nursery is gone"
    return [int(line) for line in lines[:-1]]


# ---- the log, cut


@pytest.fixture
def torn(sqlite_register, tmp_path):
    """A register whose last entries stand in the write-ahead log alone; its files, and the digests in order."""
    from django.db import connection

    from travaux.server.register import enter, fact_act
    from travaux.server.register.models import Entry

    opened()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA wal_autocheckpoint=0")
    for turn in range(12):
        acts = [fact_act("positions", Position(party="us", issue="a12", option=f"o{turn}", stance="accept"))]
        if turn % 4 == 3:
            name = f"{turn}.txt"
            acts.append(fact_act("texts", TextVersion(file=name), name.encode() * 1000))
        enter(CASE, acts, "us")
    digests = list(Entry.objects.order_by("number").values_list("digest", flat=True))
    file = sqlite_register.removeprefix("sqlite:///")
    shutil.copyfile(file, tmp_path / "whole.sqlite3")
    return tmp_path / "whole.sqlite3", (tmp_path / "register.sqlite3-wal").read_bytes(), digests


def found_in(file):
    """The verdict on a file, and the digests of its entries in order."""
    from travaux.server.register.verifying import verdict_on

    with closing(sqlite3.connect(file)) as there:
        verdict = verdict_on(lambda sql: there.execute(sql).fetchall(), sqlite=True)
        return verdict, [row[0] for row in there.execute("SELECT digest FROM register_entry ORDER BY number")]


def places(log):
    """Where to cut: the borders of all frames, a byte before and behind, and everywhere in between at random."""
    page = struct.unpack(">I", log[8:12])[0]
    borders = range(32, len(log) + 1, page + 24)
    near = {border + step for border in borders for step in (-1, 0, 1)}
    return sorted(place for place in near | {*range(33)} | set(DICE.sample(range(len(log)), 300)) if place <= len(log))


def test_a_log_cut_at_any_byte_leaves_a_whole_register_that_is_a_prefix(torn, tmp_path):
    file, log, digests = torn
    copy, copied_log = tmp_path / "cut.sqlite3", tmp_path / "cut.sqlite3-wal"
    seen = set()
    for place in places(log):
        for side in tmp_path.glob("cut.sqlite3*"):
            side.unlink()
        shutil.copyfile(file, copy)
        copied_log.write_bytes(log[:place])
        verdict, found = found_in(copy)
        assert verdict.whole, (place, verdict.faults)
        assert found == digests[: len(found)]
        seen.add(len(found))
    assert {1, len(digests)} <= seen
    assert len(seen) > 10, "cuts between all entries were met"


def test_a_log_with_a_broken_byte_leaves_a_whole_register_that_is_a_prefix(torn, tmp_path):
    file, log, digests = torn
    copy, copied_log = tmp_path / "cut.sqlite3", tmp_path / "cut.sqlite3-wal"
    for place in DICE.sample(range(len(log)), 60):
        for side in tmp_path.glob("cut.sqlite3*"):
            side.unlink()
        shutil.copyfile(file, copy)
        copied_log.write_bytes(log[:place] + bytes([log[place] ^ 0x55]) + log[place + 1 :])
        verdict, found = found_in(copy)
        assert verdict.whole, (place, verdict.faults)
        assert found == digests[: len(found)]
