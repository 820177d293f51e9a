"""Small cases made at random, and a judge of them that follows the words of the definitions and knows no solver.

The judge reads the content of a case file, tries every way to choose, and shares no code with the engine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from small_cases import issues, mapping, point, says

Selection = dict[str, str]
Content = dict[str, Any]

PARTIES = ("a", "b", "c", "d")
MEMBERS = ("c", "d")
KINDS = ("economic", "principle", "domestic_law", "unstated")
AGAINST = {"consensus": ("red_line",)}
VOTES_AGAINST = {"consensus": 0, "no_opposition": 0, "two_thirds": 1, "majority": 1}  # of four


def random_case(seed: int) -> Content:
    """Three issues, one of them nested at times; four states, two of them in a group; conditions and packages.

    With an odd seed a statement may have two conditions, with an even one it has one at most.
    """
    dice = Random(seed)
    conditions = 1 + seed % 2
    nested = {"only_if": point("j.a")} if dice.random() < 0.4 else {}
    questions = issues(i="x y z", j="a b", k={"options": "p q", **nested})
    places = ["i.x", "i.y", "i.z", "j.a", "j.b", "k.p", "k.q"]
    red, spoken = dice.choice((0.1, 0.3, 0.6)), dice.choice((0.3, 0.5, 0.8))
    said = []
    for party in ("a", "b", "c", "g"):
        kind = dice.choice(KINDS)
        for place in places:
            if dice.random() < spoken:
                stance = "red_line" if dice.random() < red else dice.choice(("prefer", "accept", "oppose"))
                others = [other for other in places if other[0] != place[0]]
                count = dice.randint(1, conditions) if dice.random() < 0.2 else 0
                said.append(says(f"{party} {stance} {place}", kind, " ".join(dice.sample(others, count))))
    packages = []
    if dice.random() < 0.4:
        points = [dice.choice(places[:3]), dice.choice(places[3:5])]
        owner = dice.choice((None, "a", "b"))
        packages = [{"id": "offer", "points": [point(each) for each in points], **({"by": owner} if owner else {})}]
    return mapping(
        questions,
        said,
        parties=[{"id": party, "name": party} for party in PARTIES],
        groups=[{"id": "g", "name": "G", "members": list(MEMBERS)}],
        packages=packages,
    )


class Judge:
    """What the words of a case mean for every way to choose, under a rule of decision."""

    def __init__(self, content: Content, rule: str = "consensus") -> None:
        self.content = content
        self.against = AGAINST.get(rule, ("red_line", "oppose"))
        self.most_against = VOTES_AGAINST[rule]
        self.facts = {fact["id"]: fact for fact in content["positions"]}
        self.offers = {fact["id"]: fact for fact in content["packages"]}
        own = {(fact["party"], fact["issue"], fact["option"]): fact for fact in content["positions"]}
        self.held = {
            (party, issue["id"], option["id"]): fact
            for party in PARTIES
            for issue in content["issues"]
            for option in issue["options"]
            if (fact := own.get((party, issue["id"], option["id"])) or self._through(own, party, issue, option))
        }

        votes = Counter(key[1:] for key, fact in self.held.items() if fact["stance"] in self.against)
        # By vote an opposition counts where it helps to vote its option down.
        self.voted_down = {key for key, number in votes.items() if number > self.most_against}
        self.by_vote = rule not in AGAINST

    def _stands_against(self, fact: Content) -> bool:
        if fact["stance"] == "oppose" and self.by_vote and (fact["issue"], fact["option"]) not in self.voted_down:
            return False
        return fact["stance"] in self.against

    def _through(self, own: dict[tuple[str, str, str], Content], party: str, issue: Content, option: Content) -> Any:
        return own.get(("g", issue["id"], option["id"])) if party in MEMBERS else None

    # What there is to choose

    def issues(self) -> list[Content]:
        """Those on which a delegation spoke, and those that conditions, packages and nested issues lead to."""
        spoken = {issue for _, issue, _ in self.held} | {
            each["issue"] for offer in self.offers.values() for each in offer["points"]
        }
        while True:
            more = {
                each["issue"] for (_, issue, _), fact in self.held.items() if issue in spoken for each in conds(fact)
            }
            more |= {
                issue["only_if"]["issue"]
                for issue in self.content["issues"]
                if issue["id"] in spoken and "only_if" in issue
            }
            if more <= spoken:
                return [issue for issue in self.content["issues"] if issue["id"] in spoken]
            spoken |= more

    def selections(self) -> Iterator[Selection]:
        """Every way to choose one option for each issue that arises, if the table's own packages allow it."""
        asked = self.issues()
        for names in product(*([option["id"] for option in issue["options"]] for issue in asked)):
            chosen = {issue["id"]: name for issue, name in zip(asked, names, strict=True)}
            for issue in asked:
                if "only_if" in issue and chosen.get(issue["only_if"]["issue"]) != issue["only_if"]["option"]:
                    if chosen[issue["id"]] != issue["options"][0]["id"]:
                        break  # counted once
                    del chosen[issue["id"]]
            else:
                if not any(self._torn(offer, chosen) for offer in self.offers.values() if "by" not in offer):
                    yield chosen

    # What a choice means

    def rejecting(self, chosen: Selection, given_up: frozenset[str] = frozenset()) -> set[str]:
        """Who rejects it, if these facts are given up."""
        angry = {
            party for party, fact in self._chosen(chosen) if fact["id"] not in given_up and self._broken(fact, chosen)
        }
        torn = (offer for name, offer in self.offers.items() if "by" in offer and name not in given_up)
        return angry | {offer["by"] for offer in torn if self._torn(offer, chosen)}

    def excluded(self, chosen: Selection, given_up: frozenset[str] = frozenset()) -> bool:
        """Whether more reject it than the rule allows."""
        return len(self.rejecting(chosen, given_up)) > self.most_against

    def broken_facts(self, chosen: Selection) -> frozenset[str]:
        """The statements and packages that stand against it."""
        facts = {fact["id"] for _, fact in self._chosen(chosen) if self._broken(fact, chosen)}
        return frozenset(
            facts | {name for name, each in self.offers.items() if "by" in each and self._torn(each, chosen)}
        )

    def demanding(self) -> frozenset[str]:
        """Every statement and package that can stand against something."""
        facts = {fact["id"] for fact in self.held.values() if self._stands_against(fact) or conds(fact)}
        return frozenset(facts | {name for name, each in self.offers.items() if "by" in each})

    def _chosen(self, chosen: Selection) -> Iterator[tuple[str, Content]]:
        for (party, issue, option), fact in self.held.items():
            if chosen.get(issue) == option:
                yield party, fact

    def _broken(self, fact: Content, chosen: Selection) -> bool:
        met = all(chosen.get(each["issue"]) == each["option"] for each in conds(fact))
        if fact["stance"] in self.against:
            return self._stands_against(fact) and not (conds(fact) and met)
        return fact["stance"] in ("prefer", "accept") and not met

    def _torn(self, offer: Content, chosen: Selection) -> bool:
        hits = sum(chosen.get(each["issue"]) == each["option"] for each in offer["points"])
        return 0 < hits < len(offer["points"])

    # What it is worth

    def figures(self, chosen: Selection) -> tuple[int, float, float, float]:
        """Oppositions, maximin, Nash and sum."""
        counted = [party for party in PARTIES if self._most(party)]
        gains = [self._worth(party, chosen) / self._most(party) for party in counted]
        wanting = [gain for gain, party in zip(gains, counted, strict=True) if self._wants(party)]
        oppositions = sum(fact["stance"] in ("oppose", "red_line") for _, fact in self._chosen(chosen))
        return oppositions, min(wanting, default=0.0), math.prod(wanting) if wanting else 0.0, math.fsum(gains)

    def _worth(self, party: str, chosen: Selection) -> float:
        worth = {"prefer": 1.0, "accept": 0.5}
        return sum(worth.get(fact["stance"], 0.0) for who, fact in self._chosen(chosen) if who == party)

    def _wants(self, party: str) -> bool:
        return any(who == party and fact["stance"] in ("prefer", "accept") for (who, _, _), fact in self.held.items())

    def _most(self, party: str) -> int:
        return len({issue for who, issue, _ in self.held if who == party})


def conds(fact: Content) -> list[Content]:
    return list(fact.get("conditions", ()))
