"""What one delegation marked confidential changes nothing in a timeline, a trace, or what changed for a delegation.

The cases are those of `two_worlds_commands`, with a second draft in which choices closed, opened and were reworded. The
last tests break the commands and hold that the same questions find it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from random import Random

import pytest
import typer

from travaux.cli import main
from travaux.facts import case as facts_case
from travaux.facts import opening
from travaux.facts.case import Case
from two_worlds import DAYS, Pair
from two_worlds_commands import DRAFT, Desk, differences, rich_pairs

LATER = (
    DRAFT.replace("[Alt 1: fifty] [Alt 2: seventy] [Alt 3: ninety]", "seventy")
    .replace("[Alt 3: sent] ", "")
    .replace("from the day of the recording", "from the [first] day of the recording")
    .replace("[Formalities may be required.]", "Formalities may be required.")
)
QUESTIONS = (
    ("timeline",),
    ("timeline", "--json"),
    ("trace", "one"),
    ("trace", "one", "--json"),
    ("trace", "two", "--full"),
    ("trace", "three", "--json"),
    ("trace", "four"),
    ("trace", "day of the recording", "--json"),
    ("changes-for", "--party", "aa", "--since", "draft"),
    ("changes-for", "--party", "bb", "--since", "draft", "--json"),
    ("changes-for", "--party", "cc", "--since", DAYS[1], "--json"),
    ("changes-for", "--party", "aa", "--since", "later", "--full"),
    ("changes-for", "--party", "bb", "--since", "draft", "--on", DAYS[2], "--json"),
    ("changes-for", "--party", "cc", "--since", "spring"),
    ("changes-for", "--party", "zz", "--since", "draft"),
    ("changes-for", "--party", "aa", "--since", "non-paper"),
)
PAIRS = range(48)
ASKED = 4  # questions of one pair


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(main, "app", typer.main.get_command(main.app))
    monkeypatch.setenv("COLUMNS", "100")
    made = Desk(tmp_path)
    (made.case / "texts" / "later.txt").write_text(LATER, encoding="utf-8")
    return made


def with_a_later_draft(pair: Pair) -> Pair:
    """The pair with both drafts on public record in both worlds, and issues linked to the first."""
    worlds = []
    for world in (pair.one, pair.other):
        made = deepcopy(world)
        texts = [each for each in made.get("texts", []) if each["id"] != "draft"]
        made["texts"] = [
            {"id": "draft", "file": "draft.txt", "date": DAYS[0]},
            {"id": "later", "file": "later.txt", "date": DAYS[2]},
            *texts,
        ]
        for issue in made["issues"]:
            if "choice" in issue:
                issue["text"] = "draft"
        worlds.append(made)
    return Pair(pair.delegation, *worlds, pair.differing)


def pairs(numbers):
    return ((number, with_a_later_draft(pair)) for number, pair in rich_pairs(numbers))


def plan(pair, number):
    dice = Random(f"who asks for the lineage of {number}")
    outsiders = [reader for reader in pair.outsiders() if reader in pair.readers()]
    for turn in range(ASKED):
        yield dice.choice(["public", *outsiders]), QUESTIONS[(number + 5 * turn) % len(QUESTIONS)]


def test_no_command_tells_an_outsider_in_which_world_it_is(desk):
    found = {number: differences(pair, list(plan(pair, number)), desk) for number, pair in pairs(PAIRS)}
    assert {number: told for number, told in found.items() if told} == {}


@pytest.mark.parametrize("question", [("trace", "one", "--json"),
                                      ("changes-for", "--party", "aa", "--since", "draft", "--json")])  # fmt: skip
def test_the_chair_now_and_then_sees_a_difference(desk, question):
    changed = 0
    for _, pair in pairs(range(40)):
        answers = []
        for world in (pair.one, pair.other):
            desk.put(world)
            answers.append(desk.ask(question, "chair"))
        changed += answers[0] != answers[1]
    assert changed >= 2


def test_the_cases_reach_what_the_commands_can_say(desk):
    met = set()
    wanted = {'"red_line"', '"oppose"', '"ally_recorded"', '"opponent_recorded"'}
    for _, pair in pairs(range(30)):
        desk.put(pair.one)
        for party in ("aa", "bb", "cc"):
            out = desk.ask(("changes-for", "--party", party, "--since", "draft", "--json"), "public").out
            met |= {what for what in wanted if what in out}
    assert met == wanted


@pytest.mark.parametrize("leak", ["positions", "texts"])
def test_a_command_that_looked_behind_the_view_would_be_found(desk, monkeypatch, leak):
    honest = facts_case.view

    def knowing(record, *asked, **days):
        """A view behind which the whole record stands."""
        seen = honest(record, *asked, **days)
        held = {each.name: getattr(seen, each.name) for each in fields(seen)}
        return type(seen)(**held | {"_readable": record.sections})

    monkeypatch.setattr(opening, "view", knowing)
    monkeypatch.setattr(Case, leak, property(lambda case: case._readable.get(leak, ())))
    asked = [("public", question) for question in (QUESTIONS[1], QUESTIONS[3], QUESTIONS[9])]
    assert any(differences(pair, asked, desk) for _, pair in pairs(range(40)))
