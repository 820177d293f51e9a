"""What one delegation marked confidential changes nothing for those who may not read it.

The second half makes views that leak, each in another way, and holds that the comparison finds every one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from travaux.errors import TravauxError
from travaux.facts import Case, Remark, Standing, case, load, readers, view
from travaux.facts.law_facts import Law, Norm
from travaux.facts.membership import Members
from travaux.facts.model import Group
from travaux.facts.treaty_facts import Treaty, TreatyAction
from travaux.facts.visible import current
from two_worlds import (
    WITHOUT_SHRINKING,
    Look,
    Mapping,
    leaks,
    look_at_view,
    members_on,
    pairs,
    record_of,
    sample,
    whole_view,
    written,
)

SAMPLE = sample(100)


@settings(max_examples=300, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_nobody_else_sees_a_difference(pair):
    assert not list(leaks(pair, look_at_view))


def test_nobody_else_sees_a_difference_in_a_case_from_a_file(tmp_path):
    def look(content: Mapping, reader: str) -> Any:
        (tmp_path / "case.yaml").write_text(written(content), encoding="utf-8")
        try:
            return whole_view(view(load(tmp_path), reader))
        except TravauxError as error:
            return str(error)

    for pair in SAMPLE[:40]:
        (tmp_path / "case.yaml").write_text(written(pair.one), encoding="utf-8")
        assert load(tmp_path).sections == record_of(pair.one).sections
        assert not list(leaks(pair, look))


def test_the_chair_often_sees_one():
    changed = [look_at_view(pair.one, "chair") != look_at_view(pair.other, "chair") for pair in SAMPLE]
    assert sum(changed) >= 0.2 * len(changed)


def test_the_worlds_differ_in_what_is_marked_and_in_nothing_else():
    for pair in SAMPLE:
        one, other = _shorn(pair.one), _shorn(pair.other)
        assert one == other
        assert pair.one != pair.other or len(set(map(str, pair.differing))) == 1


def _shorn(content: Mapping) -> dict[str, Any]:
    """The content without what its facts keep from the public; sections that lose everything go with it."""
    left: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            value = {name: fact for name, fact in value.items() if fact.get("reader", "public") == "public"}
        elif isinstance(value, list):
            value = [fact for fact in value if fact.get("reader", "public") == "public"]
        if value:
            left[key] = value
    return left


def test_the_worlds_reach_every_kind_of_fact_and_reader():
    differing = [fact for pair in SAMPLE for fact in pair.differing]
    labels = {fact["reader"] for fact in differing}
    assert {"chair", "group:gg", "group:hh", "Chair", ""} <= labels
    assert {pair.delegation for pair in SAMPLE} == {"aa", "bb", "cc"}
    met = {key for pair in SAMPLE for key, value in pair.one.items() if isinstance(value, list | dict)}
    assert met >= {"parties", "groups", "issues", "positions", "outcome", "packages", "mandates", "rules", "texts"}
    kept = {key for pair in SAMPLE for key, value in pair.one.items() for fact in value if _hidden(fact)}
    assert kept >= {"norms", "laws", "treaties", "actions"}


def _hidden(fact: Any) -> bool:
    return isinstance(fact, dict) and fact.get("reader", "public") != "public"


def test_members_are_counted_by_hand_as_the_record_says():
    content = {
        "groups": [
            {"id": "hh", "members": ["gg", {"party": "cc", "from": "2002-01-01"}]},
            {"id": "gg", "members": ["aa", {"party": "bb", "to": "2001-12-31"}, "hh"]},
            {"id": "gg", "reader": "chair", "members": ["zz"]},
        ]
    }
    assert members_on(content, "hh", "2001-06-15", ()) == {"aa", "bb"}
    assert members_on(content, "hh", "2002-06-15", ()) == {"aa", "cc"}


# Views that leak. Each knows, beside what its reader may see, the whole record.


class Knowing(Case):
    """A view that has the whole record at hand; `whole` is set for each look."""

    whole: Case
    seat: dict[str, int]


def disclosed(content: Mapping) -> Mapping:
    told = deepcopy(content)
    for value in told.values():
        for fact in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            fact["reader"] = "public"
    return told


def look_through(leaky: type[Knowing]) -> Look:
    """What a reader gets from a leaky view."""

    def look(content: Mapping, reader: str) -> Any:
        try:
            honest = view(record_of(content), reader)
        except TravauxError as error:
            return str(error)
        record = record_of(content)
        seat = {fact.id: place for facts in record.sections.values() for place, fact in enumerate(facts)}
        whole = view(record_of_disclosed(content))
        knowing = type(leaky.__name__, (leaky,), {"whole": whole, "seat": seat})
        return whole_view(knowing(**{field.name: getattr(honest, field.name) for field in fields(honest)}))

    return look


def record_of_disclosed(content: Mapping) -> Any:
    key = id(content)
    if key not in _TOLD:
        _TOLD[key] = (content, disclosed(content))
    return record_of(_TOLD[key][1])


_TOLD: dict[int, tuple[Mapping, Mapping]] = {}


class CountsTheHidden(Knowing):
    @property
    def remarks(self):
        hidden = sum(map(len, self.whole.sections.values())) - sum(map(len, self.sections.values()))
        return (*super().remarks, Remark("remark", f"{hidden} facts are not shown"))


class DayOfTheHidden(Knowing):
    @property
    def as_of(self):
        return self.on or self.whole.as_of


class NumbersByPlace(Knowing):
    @property
    def positions(self):
        return tuple(each.model_copy(update={"id": f"p{self.seat[each.id]}"}) for each in super().positions)


class LinesOfTheFile(Knowing):
    @property
    def remarks(self):
        return tuple(Remark("remark", each.id, line=self.seat.get(each.id)) for each in super().positions)


class OrderByTheHidden(Knowing):
    @property
    def speakers(self):
        said = [each.party for each in self.whole.positions]
        return tuple(sorted(super().speakers, key=said.count))


class TieBrokenByHiddenSalience(Knowing):
    def who(self, *asked, **more):
        weight = {}
        for each in self.whole.positions:
            weight[each.party] = weight.get(each.party, 0) + each.salience
        return tuple(sorted(super().who(*asked, **more), key=lambda each: weight.get(each.party, 0)))


class NearNamesOfHiddenIssues(Knowing):
    @property
    def _issues(self):
        return {**self.whole._issues, **{issue.id: issue for issue in self.issues}}


class NearNamesOfHiddenParties(Knowing):
    def party_named(self, words):
        return super().party_named(words) if words in self.speakers else self.whole.party_named(words)


class CorrectedByTheHidden(Knowing):
    @property
    def positions(self):
        corrected = {each.supersedes for each in self.whole.positions}
        return tuple(each for each in super().positions if each.id not in corrected)


class MembersByHiddenFacts(Knowing):
    @property
    def _members(self):
        return Members(self.whole.groups)


class RemarksOnEverything(Knowing):
    @property
    def remarks(self):
        return self.whole.remarks


class OverriddenByHiddenWords(Knowing):
    def who(self, *asked, **more):
        own = {(each.party, each.issue, each.option) for each in self.whole.positions}
        found = super().who(*asked, **more)
        return tuple(e for e in found if e.basis == "own" or (e.party, e.issue, e.option) not in own)


class ConflictsWithHiddenWords(Knowing):
    def who(self, *asked, **more):
        def against(one: Standing) -> tuple[str, ...]:
            key = (one.party, one.issue, one.option)
            said = (each for each in self.whole.positions if (each.party, each.issue, each.option) == key)
            return tuple(each.id for each in said if each.stance != one.stance)

        return tuple(replace(one, conflicts_with=against(one)) for one in super().who(*asked, **more))


class SinceHiddenWords(Knowing):
    def who(self, *asked, **more):
        first: dict[tuple[str, str], Any] = {}
        for each in self.whole.positions:
            if each.date is not None:
                first[each.party, each.issue] = min(first.get((each.party, each.issue), each.date), each.date)
        return tuple(replace(one, since=first.get((one.party, one.issue))) for one in super().who(*asked, **more))


class SettledByHiddenOutcomes(Knowing):
    @property
    def outcomes(self):
        return self.whole.outcomes


class OptionsOfHiddenIssues(Knowing):
    @property
    def issues(self):
        told = {issue.id: issue for issue in self.whole.issues}
        return tuple(told.get(issue.id, issue) for issue in super().issues)


class DecidersByHiddenFacts(Knowing):
    @property
    def deciders(self):
        return tuple(name for name in self.whole.deciders if name != "zz")


class AsideWithTheHidden(Knowing):
    @property
    def set_aside(self):
        return (len(self.whole.set_aside),)


class SourcesWithTheHidden(Knowing):
    @property
    def sources(self):
        return self.whole.sources


class OnlySectionsThereAre(Knowing):
    @property
    def sections(self):
        there = {key: facts for key, facts in self.whole._readable.items() if facts}
        return {key: super(OnlySectionsThereAre, self).sections[key] for key in there}


def _of_the_whole(kind: type[Any]) -> type[Knowing]:
    def of(self: Any, asked: type[Any]) -> Any:
        return self.whole.of(asked) if asked is kind else super(leaky, self).of(asked)

    leaky = type(f"WholeOf{kind.__name__}", (Knowing,), {"of": of})
    return leaky


LAW_AND_TREATIES = tuple(map(_of_the_whole, (Law, Norm, Treaty, TreatyAction)))
LEAKY = Knowing.__subclasses__()


@pytest.mark.parametrize("leaky", LEAKY, ids=lambda each: each.__name__)
def test_a_view_that_leaks_is_caught(leaky):
    look = look_through(leaky)
    assert any(next(leaks(pair, look, ["public"]), None) for pair in SAMPLE)


def test_the_harness_of_the_leaky_views_does_not_leak_by_itself():
    assert not any(next(leaks(pair, look_through(Knowing), ["public", "party:cc"]), None) for pair in SAMPLE)


def broken(module: Any, name: str, wrong: Any) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(module, name, wrong)


def _public_if_unreadable(words: str) -> Any:
    return readers.PUBLIC if readers.label_of(words) == readers.KEEPER else _label(words)


def _groups_of_everything(sections: Any) -> Members:
    return Members(each for each in sections.get("groups", ()) if isinstance(each, Group))


def _known_to_anybody(who: Any, record: Any, access: Any) -> None:
    del access
    names = [each.party for each in record.sections.get("positions", ())]
    names += [each.id for each in record.sections.get("parties", ())]
    if who.kind == "party" and who.name not in names:
        raise case.unknown("party", who.name, names, record.name)


def _corrected_before_it_is_read(record: Any, *asked: Any) -> Case:
    sections = {key: current(key, facts) for key, facts in record.sections.items()}
    return view(replace(record, sections=sections), *asked)


def _everything_in_order_of_id(record: Any, *asked: Any) -> Case:
    hidden = sum(len(facts) for facts in record.sections.values())
    sections = {
        key: facts[hidden % (len(facts) or 1) :] + facts[: hidden % (len(facts) or 1)]
        for key, facts in record.sections.items()
    }
    return view(replace(record, sections=sections), *asked)


def _open_to_all_but_the_public(fact: Any, who: Any, access: Any) -> bool:
    del access
    return fact.reader == "public" or who.kind != "public"


_label = readers.label
BREAKS = {
    "a label nobody can read opens to everybody": broken(readers, "label", _public_if_unreadable),
    "hidden groups open doors": broken(case, "public_groups", _groups_of_everything),
    "a party known to few is suggested to all": broken(case, "_refuse_unknown", _known_to_anybody),
    "what is for the chair is for all": broken(case, "may_ever_read", _open_to_all_but_the_public),
    "the remarks of the load are for all": broken(case, "_may_hear", lambda *_: True),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_lock_is_caught(name, monkeypatch):
    BREAKS[name](monkeypatch)
    assert any(next(leaks(pair, look_at_view), None) for pair in SAMPLE)


@pytest.mark.parametrize("leaky_view", [_corrected_before_it_is_read, _everything_in_order_of_id])
def test_a_record_prepared_for_everybody_at_once_is_caught(leaky_view):
    def look(content: Mapping, reader: str) -> Any:
        try:
            return whole_view(leaky_view(record_of(content), reader))
        except TravauxError as error:
            return str(error)

    assert any(next(leaks(pair, look), None) for pair in SAMPLE)
