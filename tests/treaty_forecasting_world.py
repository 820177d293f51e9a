"""Invented treaties for the tests of forecasts: known days, a few parties, nothing random that is not seeded."""

from datetime import date, timedelta

import numpy as np

from travaux.facts.membership import Members
from travaux.facts.model import Group, Party
from travaux.facts.treaty_facts import Delay, ForceRule, Treaty, TreatyAction
from travaux.treaty.model import Treaties


def act(treaty, party, kind, day):
    return TreatyAction(treaty=treaty, party=party, kind=kind, date=day)


def treaties(acts, *, rules=None, groups=(), as_of=None, opened=None, organisations=()):
    names = dict.fromkeys(each.treaty for each in acts)
    parties = dict.fromkeys(each.party for each in acts)
    return Treaties(
        name="invented",
        treaties={
            name: Treaty(id=name, name=f"Treaty {name}", force=(rules or {}).get(name), opened=(opened or {}).get(name))
            for name in names
        },
        actions=tuple(acts),
        parties={
            each: Party(id=each, name=f"State {each}", kind="igo" if each in organisations else "state")
            for each in parties
        },
        groups=Members(groups),
        as_of=as_of,
    )


def many(count=12, states=40, seed=7, until=date(2020, 12, 31)):
    """Treaties opened two years apart; half of the parties sign at once, signatories join faster than others."""
    chance = np.random.default_rng(seed)
    acts, opened = [], {}
    for number in range(count):
        name, first = f"t{number:02}", date(1980 + 2 * number, 3, 1)
        opened[name] = first
        for state in range(states):
            party = f"S{state:02}"
            signs = chance.random() < 0.5
            if signs:
                acts.append(act(name, party, "signature", first))
            years = chance.exponential(6 if signs else 25) + 0.2
            day = first + timedelta(days=round(years * 365.25))
            if day <= until:
                acts.append(act(name, party, "ratification" if signs else "accession", day))
    acts.sort(key=lambda each: each.date)
    rule = ForceRule(threshold=20, delay=Delay(months=3))
    return treaties(acts, rules=dict.fromkeys(opened, rule), opened=opened, as_of=until)


def union():
    """A treaty that the union U and its five members signed on one day, and three others joined."""
    members = [f"M{number}" for number in range(5)]
    first = date(2000, 1, 1)
    acts = [act("old", party, "ratification", date(1990, 1, 1)) for party in ("U", *members)]
    acts += [act("new", party, "signature", first) for party in ("U", *members)]
    acts += [act("new", f"S{number}", "accession", date(2001 + number, 1, 1)) for number in range(3)]
    group = Group(id="U", name="Members of U", members=tuple(members))
    return treaties(acts, groups=[group], organisations=("U",), as_of=date(2005, 1, 1))
