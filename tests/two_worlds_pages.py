"""Two worlds as the workbench shows them: a register that holds now one, now the other, and all that a visitor gets.

`pair_of` puts drafts, public and confidential, into a pair of `two_worlds`. A `House` is a workbench with one register
that is emptied between worlds, at moments that stand still; a `World` is one of them, laid out and asked by visitors.
What is asked comes from `two_worlds_addresses`. How long an answer takes is not compared.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

import pytest

from travaux.errors import TravauxError
from travaux.facts.loading import Record, from_mapping
from travaux.server.register.acts import shelved_name
from two_worlds import DAYS, LATE, PARTIES, Mapping, Pair, opens_to, pair_from
from two_worlds_commands import DRAFT, rich_pair

CASE = "talks"
START = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)

NEWER = DRAFT.replace("[within one month]", "[within one month][within a year]").replace("[Form", "[No form")
SECRET = DRAFT.replace("seventy", "sixty-five")
FILES = {"draft.txt": DRAFT, "rev2.txt": NEWER, "non-paper.txt": DRAFT.replace("fifty", "sixty")}
SECRETS = (SECRET, SECRET.replace("sixty-five", "[sixty-six] [sixty-seven]").replace("a notice", "a sealed notice"))
"""What a confidential draft says in one world and in the other."""
SECRET_FILE = shelved_name("secret.txt", SECRETS[0].encode())

SEATS = {
    "nobody": (None, ""),
    "observer": ("observer", ""),
    "secretariat": ("secretariat", ""),
    "chair": ("chair", ""),
    **{name: ("delegation", name) for name in (*PARTIES, "gg", "hh", "ww", "kk", "zz", "bbb")},
}
"""Who sits where: role and party. `kk`, `zz` and `bbb` are named in confidential facts alone, if at all."""

_UNKNOWN = ("kk", "zz", "bbb")
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
_NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # of a tray, made by chance
_IGNORED = ("Date", "Expires")  # moments of the real clock


@dataclass(frozen=True)
class Worlds:
    """A pair, and how it comes into the register.

    `late`: the confidential facts are entered after the others, one by one. `early`: one more public fact is entered
    right after the case was opened, else at the end. `public`: the case has public pages. `alike`: the files
    of both worlds are those of the first.
    """

    number: int
    pair: Pair
    late: bool
    early: bool
    public: bool
    alike: bool = False

    def outsiders(self) -> tuple[str, ...]:
        """The seats that may read nothing of what differs."""
        shut = set(self.pair.outsiders())
        if not any(opens_to("party:ww", fact, self.pair.one) for fact in self.pair.differing):
            shut.add("party:ww")
        return tuple(seat for seat in SEATS if reader_of(seat) in shut)

    @property
    def chair_may_read(self) -> bool:
        """Whether the chair may read something of what differs."""
        return "chair" not in self.pair.outsiders()


def reader_of(seat: str) -> str:
    """As whom a seat reads; written anew, not to share a mistake."""
    role, party = SEATS[seat]
    if role == "chair":
        return "chair"
    if role != "delegation" or party in _UNKNOWN:
        return "public"
    return f"group:{party}" if party in ("gg", "hh") else f"party:{party}"


def worlds_of(number: int) -> Worlds:
    """The pair of this number, the same every time: every second one rich in what the engine weighs."""
    dice = Random(f"pages {number}")
    pair = pair_of(dice, rich=number % 2 == 1)
    return Worlds(number, pair, late=dice.random() < 0.5, early=dice.random() < 0.5, public=dice.random() < 0.6)


def pair_of(dice: Random, *, rich: bool) -> Pair:
    """A pair with drafts: two that are public, sometimes one more without its file, often a confidential one."""
    pair = rich_pair(dice) if rich else pair_from(dice)
    one, other = deepcopy(pair.one), deepcopy(pair.other)
    secret, named = dice.random() < 0.5, dice.random() < 0.2
    announced = dice.random() < (0.25 if secret else 0.05)
    for world in (one, other):
        texts = world.setdefault("texts", [])
        if not any(text["id"] == "draft" for text in texts):
            texts.insert(0, {"id": "draft", "file": "draft.txt", "date": DAYS[0]})
        texts.insert(0, {"id": "rev2", "file": "rev2.txt", "date": DAYS[2], "title": "Revised draft"})
        if announced:
            texts.insert(0, {"id": "announced", "file": SECRET_FILE, "date": DAYS[1]})
        if named:
            world["instrument"] = {"name": "Treaty on Recordings", "short": "TR"}
    differing = [dict(fact) for fact in pair.differing]
    if secret:
        differing.append(_secret_draft(dice, pair.delegation, one, other))
    if not named and dice.random() < 0.2:
        secret = {"name": "Treaty on Quiet", "short": "TQ", "reader": "chair"}
        dice.choice((one, other))["instrument"] = secret
        differing.append(secret)
    if dice.random() < 0.35:  # not even the chair may read it, who would seldom be an outsider otherwise
        for fact in (*_facts(one), *_facts(other), *differing):
            fact |= {"reader": f"party:{pair.delegation}"} if fact.get("reader") == "chair" else {}
    return Pair(pair.delegation, one, other, tuple(differing))


def _facts(world: Mapping) -> Iterator[Mapping]:
    for section, value in world.items():
        if section == "instrument":
            yield value
        else:
            yield from value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _secret_draft(dice: Random, party: str, one: Mapping, other: Mapping) -> Mapping:
    """A confidential draft in one world alone, or in both with other words."""
    fact = {"id": dice.choice(("secret", "rev3", "rev2")), "file": SECRET_FILE, "title": "A bridging text"}
    fact |= {"date": dice.choice((DAYS[1], DAYS[3], LATE)), "reader": dice.choice(("chair", "chair", f"party:{party}"))}
    for world in dice.choice(([one], [other], [one, other])):
        world["texts"].append(dict(fact))
    return fact


class Files:
    """The files of one world's drafts. That of the announced draft is not there, whoever has one of its name."""

    def __init__(self, world: int) -> None:
        self._files = {**FILES, SECRET_FILE: SECRETS[world]}

    def content(self, text: Any) -> bytes:
        """The bytes of a draft."""
        if text.id == "announced" or text.file not in self._files:
            raise TravauxError(f"the draft {text.file!r} is not there", where=CASE)
        return self._files[text.file].encode()


class Answer(NamedTuple):
    """All that a visitor gets, but for what chance makes: the value of cookies, of the mark in forms, of trays."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    body: bytes


def answer_of(response: Any) -> Answer:
    """What came back, comparable."""
    body = response.getvalue() if response.streaming else response.content
    if b"csrfmiddlewaretoken" in body:
        body = _TOKEN.sub(b"", body)
    if response.headers.get("Content-Type", "").startswith("text/"):
        body = _NUMBER.sub("tray", body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    headers = ((name, _NUMBER.sub("tray", value)) for name, value in response.items() if name not in _IGNORED)
    return Answer(response.status_code, tuple(sorted(headers)), tuple(sorted(response.cookies)), body)


class House:
    """A workbench of its own beside that of the other tests: its own database, its accounts, its clock."""

    def __init__(self) -> None:
        self.moment = START
        self.clients: dict[str, Any] = {}

    def let_in(self) -> None:
        """Make an account for every seat, and sign it in."""
        from django.contrib.auth import get_user_model
        from django.contrib.auth.hashers import PBKDF2PasswordHasher
        from django.test import Client

        from travaux.server.accounts.models import Seat

        password = PBKDF2PasswordHasher().encode("never asked for", "salt", iterations=1)

        get_user_model().objects.all().delete()
        for name, (role, party) in SEATS.items():
            client = Client(SERVER_NAME="localhost", raise_request_exception=False)
            if role is not None:
                user = get_user_model().objects.create(username=f"the {name}", password=password)
                Seat.objects.create(account=user, role=role, party=party)
                client.force_login(user)
            self.clients[name] = client

    def lay_out(self, worlds: Worlds, which: int) -> None:
        """Enter one world, and nothing else, into an empty register; no answer of another world is kept."""
        later = self.open(worlds, which, lambda fact: worlds.late and fact.reader != "public")
        if worlds.early:
            self.add_report(minutes=1)
        self.enter_one_by_one(worlds, later)
        if not worlds.early:
            self.add_report(minutes=300)
        self.moment = START + timedelta(days=1)

    def open(self, worlds: Worlds, which: int, hidden: Any) -> list[Any]:
        """Open the case of one world in an empty register, without its hidden facts; gives the acts that enter them."""
        from travaux.server.register import fact_act, open_case_as

        self.empty()
        self.moment = START
        files = Files(0 if worlds.alike else which)
        record = from_mapping((worlds.pair.one, worlds.pair.other)[which], CASE)
        open_case_as(CASE, replace(without(record, hidden), shelf=files), by="the desk", public=worlds.public)
        return [
            fact_act(section, fact, files.content(fact) if section == "texts" else None)
            for section, facts in record.sections.items() for fact in filter(hidden, facts)
        ]  # fmt: skip

    def enter_one_by_one(self, worlds: Worlds, acts: Iterable[Any]) -> None:
        """Enter what is marked, each fact at a moment of its own: the same in both worlds, whatever else is marked."""
        from travaux.server.register import enter

        moments = [(crc32(repr(sorted(act.body["fact"].items())).encode()) % 200, act) for act in acts]
        for minute, act in sorted(moments, key=lambda each: each[0]):
            self.moment = START + timedelta(minutes=2 + minute)
            enter(CASE, [act], by=f"someone of {worlds.pair.delegation}")

    def add_report(self, minutes: int) -> None:
        """Enter something public, so many minutes after the case was opened."""
        from travaux.server.register import enter, fact_act

        self.moment = START + timedelta(minutes=minutes)
        [report] = from_mapping({"sources": {"a-later-report": {"title": "A later report"}}}).sections["sources"]
        enter(CASE, [fact_act("sources", report)], by="the desk")

    def empty(self) -> None:
        """Empty the register and whatever the server keeps in memory."""
        from travaux.server.accounts.models import Looked, Tray
        from travaux.server.register import folding
        from travaux.server.register.models import Entry, StoredFile

        for table in (Entry, StoredFile, Looked, Tray):
            table.objects.all().delete()
        folding._folds.clear()
        self.forget()

    def forget(self) -> None:
        """Empty whatever the server keeps in memory, but for drafts, which are kept by their bytes."""
        for keep in kept_answers():
            keep._kept.clear()
            keep._sum = 0

    def ask(self, seat: str, asked: Any) -> Answer:
        """What a visitor gets who asks this. A page that breaks down is an error, in whichever world."""
        client = self.clients[seat]
        path = asked.path
        if "{tray}" in path:
            path = path.replace("{tray}", self.tray(seat))
        headers = {"HX-Request": "true"} if asked.fragment else {}
        if asked.method == "GET":
            response = client.get(path, headers=headers)
        else:
            response = client.post(path, asked.form(), headers=headers)
        answer = answer_of(response)
        assert answer.status < 500, f"{asked} as {seat}"
        return answer

    def tray(self, seat: str) -> str:
        """A tray of this visitor with three papers, made if there is none; where none can be made, one that is not."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        from travaux.server.accounts.models import Tray

        there = Tray.objects.filter(account__username=f"the {seat}").order_by("made").first()
        if there is None:
            papers = [DRAFT.replace("ninety", word) for word in ("eighty", "a hundred")]
            form = {"base": "draft"}
            for number, (party, paper) in enumerate(zip(PARTIES, papers, strict=False), 1):
                form |= {f"party-{number}": party.upper()}
                form |= {f"file-{number}": SimpleUploadedFile(f"{party}.txt", paper.encode())}
            self.clients[seat].post(f"/c/{CASE}/consolidate/put", form)
            there = Tray.objects.filter(account__username=f"the {seat}").order_by("made").first()
        return str(there.pk) if there is not None else "00000000-0000-4000-8000-000000000000"


def without(record: Record, hidden: Any) -> Record:
    """A record without the hidden ones of its facts."""
    left = {section: tuple(fact for fact in facts if not hidden(fact)) for section, facts in record.sections.items()}
    return replace(record, sections={section: facts for section, facts in left.items() if facts})


def shut_to(seat: str, worlds: Worlds) -> Any:
    """Whether a fact is shut to a seat, by what is public in the first world."""
    return lambda fact: not opens_to(reader_of(seat), fact.model_dump(mode="json"), worlds.pair.one)


def kept_answers() -> Iterator[Any]:
    """Everything in which the server keeps answers, wherever it stands, but for drafts by their bytes."""
    from travaux.server.desk.keeping import Keep
    from travaux.server.pages import trays

    for name, module in list(sys.modules.items()):
        if name.startswith("travaux.server"):
            for value in list(vars(module).values()):
                if isinstance(value, Keep) and value is not trays._drafts:
                    yield value


@contextmanager
def house_at(place: Path) -> Iterator[House]:
    """A house whose database stands in a folder; the workbench of the other tests is as before at the end."""
    from workbench import ready

    ready()
    from django.db import connection

    house, file = House(), place / "two-worlds.sqlite3"
    with sqlite3.connect(connection.settings_dict["NAME"]) as there, sqlite3.connect(file) as here:
        there.backup(here)
    with pytest.MonkeyPatch.context() as patch:
        connection.close()
        patch.setitem(connection.settings_dict, "NAME", str(file))
        # What is synced to the disk is no matter here, and two worlds are laid out for every pair.
        fast = {**connection.settings_dict["OPTIONS"], "init_command": "PRAGMA synchronous=OFF;"}
        patch.setitem(connection.settings_dict, "OPTIONS", fast)
        _stop_clocks(patch, house)
        try:
            house.empty()
            house.let_in()
            yield house
        finally:
            house.empty()
            connection.close()
    connection.close()


def _stop_clocks(patch: pytest.MonkeyPatch, house: House) -> None:
    from django.urls import get_resolver
    from django.utils import timezone

    class Still(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return house.moment.astimezone(tz)

    assert get_resolver().url_patterns  # every page is imported
    patch.setattr(timezone, "now", lambda: house.moment)
    for name, module in list(sys.modules.items()):
        if name.startswith("travaux.server") and vars(module).get("datetime") is datetime:
            patch.setattr(module, "datetime", Still)


class Told(NamedTuple):
    """What came of a pair: seat and question of every difference, whether the chair got other bytes, and how often an
    address answered with which status.
    """

    found: list[tuple[str, Any]]
    chair: bool
    statuses: Counter[tuple[str, int]]


def differences(
    house: House, worlds: Worlds, asked: Sequence[tuple[str, Sequence[Any]]], chair: Sequence[Any] = ()
) -> Told:
    """What tells an outsider in which world they are, and whether the chair gets other bytes.

    The chair asks before the others. In the world that comes first what is kept of these answers is still there when
    the others ask, in the other it is not; which world comes first changes from pair to pair.

    Args:
        house: where it is asked.
        worlds: the two worlds.
        asked: seats and their questions, in order.
        chair: what the chair asks.
    """
    got: list[tuple[list[Answer], list[Answer]]] = []
    for turn in (0, 1):
        house.lay_out(worlds, (turn + worlds.number) % 2)
        told = [house.ask("chair", each) for each in chair]
        if turn == 1:
            house.forget()
        got.append(([house.ask(seat, each) for seat, questions in asked for each in questions], told))
    named = [(seat, each) for seat, questions in asked for each in questions]
    found = [each for each, one, other in zip(named, got[0][0], got[1][0], strict=True) if one != other]
    statuses = Counter((each.name, answer.status) for (_, each), answer in zip(named, got[0][0], strict=True))
    return Told(found, got[0][1] != got[1][1], statuses)
