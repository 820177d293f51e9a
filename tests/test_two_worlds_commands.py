"""What one delegation marked confidential changes nothing that a command gives those who may not read it.

The second half breaks the commands, each time in another way, and holds that the same questions find every leak. How
long a command takes is not compared.
"""

from __future__ import annotations

import json
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from importlib import import_module
from typing import Any

import pytest
import typer

from travaux import cli, consensus, facts, law, treaty
from travaux.cli import case as cli_case
from travaux.cli import main
from travaux.cli.consensus_page import finding_page
from travaux.cli.who_page import who_page
from travaux.consensus.costs import default_costs
from travaux.consensus.deadlock import move_of
from travaux.consensus.forecasting import forecasts
from travaux.consensus.new_options import new_option
from travaux.consensus.packages import best_packages
from travaux.consensus.posing import pose
from travaux.consensus.reliance import reliance
from travaux.consensus.rules import decision
from travaux.consensus.standings import ground
from travaux.consensus.status import state
from travaux.facts import Case
from travaux.facts import case as facts_case
from travaux.facts.checking import check
from travaux.facts.law_facts import Law
from travaux.facts.naming import unknown
from travaux.facts.together import together
from travaux.facts.treaty_facts import Treaty, TreatyAction
from two_worlds_commands import QUESTIONS, Desk, differences, plan, rich_pairs

BATCHES = 8
SIZE = 70
SAMPLE = range(BATCHES * SIZE)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk. The commands are put together once: typer would do it anew for each question, at four times the cost."""
    monkeypatch.setattr(main, "app", typer.main.get_command(main.app))
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
        assert len({question for _, question in turns}) == len(turns) == 4
        for reader, question in turns:
            asked[question] += 1
            asked[reader] += 1
    questions = [question for kind in QUESTIONS.values() for question in kind]
    assert min(asked[question] for question in questions) >= 12
    assert min(asked[name] for name in ("public", "chair", "group:gg", "group:hh", "party:aa", "party:cc")) >= 30
    assert asked["party:bbb"] > 0


def test_the_cases_reach_what_the_engine_can_say(desk):
    met: Counter[str] = Counter()
    for _, pair in rich_pairs(range(80)):
        desk.put(pair.one)
        met.update(set(_met(json.loads(desk.ask(("consensus", "--json"), "public").out))))
        clean = desk.ask(("consensus", "--clean", "{out}.txt", "--rule", "majority"), "public")
        met["a clean text"] += clean.file is not None
    reached = ("settled", "open", "blocked", "unknown", "packages", "partial", "blocking_sets", "concessions")
    reached += ("new_options", "tie", "mandate", "package", "red_line", "condition", "a clean text", "remarks")
    assert {name: met[name] for name in reached if met[name] < 3} == {}


def _met(found: dict[str, Any]) -> Iterator[str]:
    yield from (issue["status"] for issue in found["issues"])
    yield from (name for name, value in found.items() if isinstance(value, list) and value)
    if found["partial"]["packages"]:
        yield "partial"
    names = ("oppositions", "maximin", "nash", "utilitarian")
    figures = [tuple(each[name] for name in names) for each in found["packages"]]
    if len(set(figures)) < len(figures):
        yield "tie"
    yield from (move["stance"] for each in found["concessions"] for move in each["moves"])
    if any("accepts if" in each["why"] for package in found["packages"] for each in package["reliance"]):
        yield "condition"


# Commands that leak. Behind each view stands the whole record, and something in the command looks at it.


HOUSE = [
    import_module(each.name)
    for room in (cli, consensus, facts, law, treaty)
    for each in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
]
"""Every module that a function may have been imported into; all are there before anything is broken."""


class Whole:
    """What is behind the view that was opened last: the record, and the case with everything disclosed."""

    record: Any = None
    case: Any = None

    def let_in(self, patch, leaky=Case, prepared=lambda record: record):
        """Make every command open views of the leaky kind, and keep here what must not be known."""
        honest = facts_case.view

        def knowing(record: Any, *asked: Any, **days: Any) -> Case:
            record = prepared(record)
            view = honest(record, *asked, **days)
            self.record, self.case = record, honest(disclosed(record), "public", view.on, view.known)
            kind = type(leaky.__name__, (leaky,), {"whole": self.case})
            return kind(**{field.name: getattr(view, field.name) for field in fields(view)})

        for module in HOUSE:
            if getattr(module, "view", None) is honest:
                patch.setattr(module, "view", knowing)

    @property
    def hidden(self) -> list[Any]:
        """Every fact with a label."""
        return [fact for facts in self.record.sections.values() for fact in facts if fact.reader != "public"]

    def stances(self) -> Iterator[tuple[tuple[str, str | None], Any]]:
        """The positions among them, by issue and option."""
        return (((fact.issue, fact.option), fact) for fact in self.hidden if hasattr(fact, "stance"))


def disclosed(record: Any) -> Any:
    sections = {
        key: tuple(fact.model_copy(update={"reader": "public"}) for fact in facts)
        for key, facts in record.sections.items()
    }
    return replace(record, sections=sections)


def numbered(record: Any) -> Any:
    """The record with positions called by their place."""
    positions = enumerate(record.sections.get("positions", ()))
    named = tuple(fact.model_copy(update={"id": f"p{place}"}) for place, fact in positions)
    return replace(record, sections={**record.sections, "positions": named})


class DayOfTheHidden(Case):
    @property
    def as_of(self):
        return self.on or self.whole.as_of


class InOrderOfTheHidden(Case):
    def who(self, *asked, **more):
        said = Counter(each.party for each in self.whole.positions)
        return tuple(sorted(super().who(*asked, **more), key=lambda each: said[each.party]))


class IssuesThatOnlyFewKnow(Case):
    def issue(self, name):
        if name not in self._issues:
            raise unknown("issue", name, self.whole._issues, self.name)
        return super().issue(name)


class PartiesThatOnlyFewKnow(Case):
    def party_named(self, words):
        return super().party_named(words) if words in self.speakers else self.whole.party_named(words)


class HiddenPartiesDecide(Case):
    @property
    def deciders(self):
        return self.whole.deciders


class SettledInSecret(Case):
    @property
    def outcomes(self):
        return self.whole.outcomes


class MembersInSecret(Case):
    @property
    def _members(self):
        return self.whole._members


class OptionsInSecret(Case):
    def options(self, issue):
        return self.whole.options(issue)


class TextInSecret(Case):
    def draft(self):
        return self.whole.draft()


class LawInSecret(Case):
    def of(self, kind):
        return self.whole.of(kind) if kind is Law else super().of(kind)


class TreatiesInSecret(Case):
    def of(self, kind):
        return self.whole.of(kind) if kind in (Treaty, TreatyAction) else super().of(kind)


Leak = Callable[[pytest.MonkeyPatch, Whole], None]


def seen_as(leaky: type[Case]) -> Leak:
    return lambda patch, whole: whole.let_in(patch, leaky)


def asked_wrongly(honest: Callable[..., Any], wrong: Callable[..., Any]) -> Leak:
    """A function, wherever it is used, given to `wrong` with the whole and what it is asked."""

    def leak(patch: pytest.MonkeyPatch, whole: Whole) -> None:
        whole.let_in(patch)
        for module in HOUSE:
            for name, value in list(vars(module).items()):
                if value is honest:
                    patch.setattr(module, name, lambda *asked, **more: wrong(honest, whole, *asked, **more))

    return leak


def with_a_count(honest, whole, console, *asked, **more):
    honest(console, *asked, **more)
    console.print(f"{len(whole.hidden)} facts are for others.")


def with_every_remark(honest, whole, console, found, *source, **more):
    honest(console, replace(found, remarks=whole.case.remarks), *source, **more)


def with_hidden_errors(honest, whole, *asked):
    errors = whole.case is not None and any(each.level == "error" for each in whole.case.remarks)
    return honest(*asked) or int(errors)


def with_a_hidden_score(honest, whole, problem, *asked, **more):
    def score(found: Any) -> tuple[float, ...]:
        chosen = {problem.name_of(cell) for cell in found.selection if cell >= 0}
        liked = sum(fact.salience for point, fact in whole.stances() if point in chosen)
        judged = found.verdict
        return judged.oppositions, -judged.maximin, -judged.nash, -judged.utilitarian, -liked

    return tuple(sorted(honest(problem, *asked, **more), key=score))


def without_hidden_lines(honest, whole, problem, *asked, **more):
    lines = {point for point, fact in whole.stances() if fact.stance == "red_line"}
    found = honest(problem, *asked, **more)
    return tuple(each for each in found if not lines & {problem.name_of(cell) for cell in each.selection if cell >= 0})


def with_hidden_gains(honest, whole, view, states, rule, *asked):
    posed = honest(view, states, rule, *asked)
    value = honest(whole.case, states_of(whole.case, rule), rule, *asked).problem.value
    same = value.shape == posed.problem.value.shape
    return replace(posed, problem=replace(posed.problem, value=value)) if same else posed


def states_of(case: Case, rule: Any) -> tuple[Any, ...]:
    return tuple(state(each, case.outcome(each.issue.id), rule) for each in ground(case))


def with_hidden_costs(honest, whole):
    table = honest()
    times = 1 + len(whole.hidden)
    return table.model_copy(update={"restraint": {kind: times * cost for kind, cost in table.restraint.items()}})


def with_hidden_reasons(honest, whole, standing, *asked, **more):
    point = standing.issue, standing.option
    facts = [fact for each, fact in whole.stances() if each == point and fact.party == standing.party]
    reasons = [fact.restraint.reason for fact in facts]
    move = honest(standing, *asked, **more)
    return replace(move, reason="; ".join((move.reason, *reasons)))


def with_hidden_reliance(honest, whole, states, choices):
    del states
    return honest(states_of(whole.case, decision(None, ())), choices)


def with_hidden_rules(honest, whole, name, declared, *asked):
    del declared
    return honest(name, whole.case.rules, *asked)


def with_hidden_statements(honest, whole, issue, options, spoken, **more):
    heard = {each.fact: each for each in (*spoken, *whole.case.who(issue))}
    return honest(issue, options, heard.values(), **more)


def with_hidden_groups(honest, whole, what, words, names, where):
    if what == "group" and whole.case is not None:
        names = [group.id for group in whole.case.groups]
    return honest(what, words, names, where)


def with_a_hidden_total(honest, whole, *asked):
    found, held = honest(*asked)
    return found, f"{held}, {len(whole.hidden)} for others"


def with_hidden_voices(honest, whole, view, *asked):
    del view
    return honest(whole.case, *asked)


def all_together(honest, whole, *asked):
    del asked
    return honest(whole.case.who())


def on_their_lines(honest, whole, sections):
    return honest(sections, whole.record.lines)


PAGES, ROWS = "consensus", "consensus, json"
LEAKS: dict[str, tuple[tuple[str, ...], Leak]] = {
    "a count of what is hidden is printed": (("who",), asked_wrongly(who_page, with_a_count)),
    "remarks are counted with the hidden ones": ((PAGES,), asked_wrongly(finding_page, with_every_remark)),
    "the exit status knows of hidden errors": (("check",), asked_wrongly(main._status, with_hidden_errors)),
    "a check counts all facts": (("check",), asked_wrongly(cli_case._seen, with_a_hidden_total)),
    "remarks stand with their lines": (("check",), asked_wrongly(check, on_their_lines)),
    "a hidden score breaks a tie": ((PAGES, ROWS), asked_wrongly(best_packages, with_a_hidden_score)),
    "hidden red lines exclude packages": ((ROWS,), asked_wrongly(best_packages, without_hidden_lines)),
    "hidden facts enter maximin": ((ROWS,), asked_wrongly(pose, with_hidden_gains)),
    "hidden facts scale the table of costs": ((ROWS,), asked_wrongly(default_costs, with_hidden_costs)),
    "a blocking set shows a hidden reason": ((ROWS,), asked_wrongly(move_of, with_hidden_reasons)),
    "a package relies on hidden words": ((ROWS,), asked_wrongly(reliance, with_hidden_reliance)),
    "a new option avoids hidden lines": ((ROWS,), asked_wrongly(new_option, with_hidden_statements)),
    "an error suggests a hidden rule": ((PAGES, ROWS), asked_wrongly(decision, with_hidden_rules)),
    "an error suggests a hidden group": (("who, in part",), asked_wrongly(unknown, with_hidden_groups)),
    "an error names a hidden issue": (("who, in part", "forecast"), seen_as(IssuesThatOnlyFewKnow)),
    "an error suggests a hidden party": (("who, in part",), seen_as(PartiesThatOnlyFewKnow)),
    "rows stand in an order of hidden facts": (("who",), seen_as(InOrderOfTheHidden)),
    "ids count the facts before them": (("who",), lambda patch, whole: whole.let_in(patch, prepared=numbered)),
    "the day is that of a hidden fact": (("who", ROWS), seen_as(DayOfTheHidden)),
    "hidden parties count among those who decide": (("who", ROWS), seen_as(HiddenPartiesDecide)),
    "an issue is settled in secret": (("who", ROWS), seen_as(SettledInSecret)),
    "a group has secret members": (("who", ROWS), seen_as(MembersInSecret)),
    "an option is on the table in secret": (("who", ROWS), seen_as(OptionsInSecret)),
    "the clean text is that of a hidden draft": (("consensus, clean",), seen_as(TextInSecret)),
    "forecasts weigh hidden positions": (("forecast",), asked_wrongly(forecasts, with_hidden_voices)),
    "an index counts hidden laws": (("law",), seen_as(LawInSecret)),
    "a treaty is joined in secret": (("treaty",), seen_as(TreatiesInSecret)),
    "who stands together is counted over all": (("who, together",), asked_wrongly(together, all_together)),
}
"""What is wrong, the kinds of questions that are enough to find it, and how it is brought about."""


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_caught(name, desk, monkeypatch):
    about, leak = LEAKS[name]
    leak(monkeypatch, Whole())
    asked = ((pair, list(plan(pair, number, about))) for number, pair in rich_pairs(SAMPLE))
    assert any(differences(pair, turns, desk) for pair, turns in asked), f"{name}: not found in {len(SAMPLE)} pairs"


def test_what_the_leaks_are_made_with_does_not_leak_by_itself(desk, monkeypatch):
    Whole().let_in(monkeypatch)
    for number, pair in rich_pairs(range(24)):
        assert differences(pair, list(plan(pair, number)), desk) == []
