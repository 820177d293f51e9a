"""What one delegation marked confidential changes nothing that a command gives those who may not read it.

The second half breaks the commands, each time in another way, and holds that the same questions find every leak. How
long a command takes is not compared.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from importlib import import_module
from random import Random
from typing import Any

import pytest
import typer

from travaux.cli import main
from travaux.consensus.rules import decision
from travaux.consensus.standings import ground
from travaux.consensus.status import state
from travaux.facts import Case, view
from travaux.facts.membership import Members
from travaux.facts.naming import unknown
from two_worlds_commands import QUESTIONS, Desk, differences, plan, rich_pairs

BATCHES = 8
SIZE = 65
SAMPLE = range(BATCHES * SIZE)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk. The commands are put together once: typer would do it anew for each question, at four times the cost."""
    monkeypatch.setattr(main, "app", typer.main.get_command(main.app) if isinstance(main.app, typer.Typer) else main.app)
    monkeypatch.setenv("COLUMNS", "100")
    return Desk(tmp_path)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_command_tells_an_outsider_in_which_world_it_is(desk, batch):
    numbers = range(batch * SIZE, (batch + 1) * SIZE)
    found = {number: differences(pair, list(plan(pair, number)), desk) for number, pair in rich_pairs(numbers)}
    assert {number: told for number, told in found.items() if told} == {}


@pytest.mark.parametrize("question", [("who", "--json"), ("consensus", "--json"), ("case", "check")], ids=" ".join)
def test_the_chair_often_sees_a_difference(desk, question):
    changed = []
    for _, pair in rich_pairs(range(60)):
        answers = []
        for world in (pair.one, pair.other):
            desk.put(world)
            answers.append(desk.ask(question, "chair"))
        changed.append(answers[0] != answers[1])
    assert sum(changed) >= 0.2 * len(changed)


def test_every_question_is_asked_of_many_pairs_and_by_every_kind_of_reader():
    asked: Counter[Any] = Counter()
    for number, pair in rich_pairs(SAMPLE):
        turns = list(plan(pair, number))
        assert len({question for _, question in turns}) == len(turns) >= 5
        for reader, question in turns:
            asked[question] += 1
            asked[reader] += 1
    questions = [question for kind in QUESTIONS.values() for question in kind]
    assert min(asked[question] for question in questions) >= 15
    assert min(asked[name] for name in ("public", "chair", "group:gg", "group:hh", "party:aa", "party:cc")) >= 100
    assert asked["party:bbb"] > 0


def test_the_cases_reach_what_the_engine_can_say(desk):
    met: Counter[str] = Counter()
    for _, pair in rich_pairs(range(80)):
        desk.put(pair.one)
        met.update(set(_met(json.loads(desk.ask(("consensus", "--json"), "public").out))))
        met["a clean text"] += desk.ask(("consensus", "--clean", "{out}.txt", "--rule", "majority"), "public").file is not None
    reached = ("settled", "open", "blocked", "unknown", "packages", "partial", "blocking_sets", "concessions")
    reached += ("new_options", "tie", "mandate", "package", "red_line", "condition", "a clean text", "remarks")
    assert {name: met[name] for name in reached if met[name] < 3} == {}


def _met(found: dict[str, Any]) -> Iterator[str]:
    yield from (issue["status"] for issue in found["issues"])
    yield from (name for name, value in found.items() if isinstance(value, list) and value)
    if found["partial"]["packages"]:
        yield "partial"
    figures = [tuple(each[name] for name in ("oppositions", "maximin", "nash", "utilitarian")) for each in found["packages"]]
    if len(set(figures)) < len(figures):
        yield "tie"
    yield from (move["stance"] for each in found["concessions"] for move in each["moves"])
    if any("accepts if" in each["why"] for package in found["packages"] for each in package["reliance"]):
        yield "condition"
