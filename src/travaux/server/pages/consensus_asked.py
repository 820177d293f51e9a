"""What the page Consensus is asked in its address: the rule, how many packages, and what is supposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from travaux.consensus import Finding
from travaux.consensus.inquiry import consensus
from travaux.consensus.rules import BUILT_IN, Decision, decision
from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.server.desk import Look, Query
from travaux.server.pages.supposing import MOST, Supposition, as_if, checked, checked_fact, coded, read

__all__ = ["LIMIT", "TOP", "Asked", "asked_of", "finding_of", "rules_of", "supposed_case", "supposed_finding"]

LIMIT = 10.0
"""Seconds for each search; what is not proven in that time says so on the page."""

TOP = 5
"""Packages that are looked for unless the address asks for another number."""

_MOST_PACKAGES = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks, as far as it makes sense; `refused` says what does not.

    `rule` is empty for the rule of the case itself. `package` is the number of the one whose text is shown, 0 for none.
    """

    rule: str = ""
    top: int = TOP
    suppositions: tuple[Supposition, ...] = ()
    without: tuple[str, ...] = ()
    package: int = 0
    refused: tuple[TravauxError, ...] = ()

    @property
    def supposes(self) -> bool:
        """Whether anything is supposed."""
        return bool(self.suppositions or self.without)

    def values(self, look: Look) -> tuple[tuple[str, str], ...]:
        """What an address or a form carries to ask the same of the same view, name by name."""
        return (
            *((("rule", self.rule),) if self.rule else ()),
            *((("top", str(self.top)),) if self.top != TOP else ()),
            *(("suppose", each.code) for each in self.suppositions),
            *(("without", fact) for fact in self.without),
            *((name, day.isoformat()) for name, day in (("on", look.on), ("known", look.known)) if day),
        )

    def query(self, look: Look, *more: tuple[str, str]) -> str:
        """The same as the end of an address, with its question mark."""
        return f"?{urlencode((*self.values(look), *more))}"

    def also_without(self, facts: Iterable[str]) -> Asked:
        """The same, with some statements left out as well."""
        return replace(self, without=tuple(dict.fromkeys((*self.without, *facts))), package=0)

    def back(self, code: str) -> Asked:
        """The same, with one supposition taken back, by its code or the id of its fact."""
        return replace(
            self,
            suppositions=tuple(each for each in self.suppositions if each.code != code),
            without=tuple(fact for fact in self.without if fact != code),
            package=0,
        )


def asked_of(look: Look, query: Query) -> Asked:
    """Read an address. Nothing of it is lost in silence: what cannot be understood is refused in words.

    A stance chosen in the form comes as `party`, `point` and `stance`; all others as `suppose`.
    """
    refused: list[TravauxError] = []

    def tried(make: Callable[[], T], otherwise: T) -> T:
        try:
            return make()
        except TravauxError as error:
            refused.append(error)
            return otherwise

    case = look.case
    words = list(query.all("suppose"))
    form = [query.get(name) for name in ("party", "point", "stance")]
    if any(form):
        issue, _, option = form[1].partition("|")
        words.append("|".join((coded(form[0]), issue, option, coded(form[2]))))
    found = [tried(partial(_supposition, case, each), None) for each in words]
    latest = {(each.party, each.issue, each.option): each for each in found if each is not None}
    without = [tried(partial(checked_fact, case, each), "") for each in dict.fromkeys(query.all("without"))]
    asked = Asked(
        rule=tried(lambda: _rule(case, query.get("rule")), ""),
        top=tried(lambda: _number(query.get("top"), "how many packages", TOP, _MOST_PACKAGES), TOP),
        suppositions=tuple(latest.values()),
        without=tuple(filter(None, without)),
        package=tried(lambda: _number(query.get("package"), "the number of a package", 0, _MOST_PACKAGES), 0),
    )
    return replace(tried(lambda: _not_too_many(asked), replace(asked, suppositions=(), without=())),
                   refused=tuple(refused))  # fmt: skip


def _supposition(case: Case, words: str) -> Supposition | None:
    return checked(case, read(words))


def _not_too_many(asked: Asked) -> Asked:
    number = len(asked.suppositions) + len(asked.without)
    if number > MOST:
        raise TravauxError(
            f"{number} things are supposed at once, and a question may hold {MOST}",
            why="with so many nobody can see what follows from which",
            remedy="take some back",
        )
    return asked


def _rule(case: Case, words: str) -> str:
    """The name of a rule; empty for that of the case."""
    if not words:
        return ""
    applied = decision(words, case.rules, case.rule)
    return "" if applied.name == (case.rule or "consensus") else applied.name


def _number(words: str, what: str, otherwise: int, most: int) -> int:
    if not words:
        return otherwise
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:6]) <= most):
        raise TravauxError(f"{words!r} is not {what}", remedy=f"give a number from 1 to {most}")
    return int(words)


def rules_of(case: Case) -> tuple[Decision, ...]:
    """The rules that can be asked for, the case's own first; those that are declared wrongly are left out."""
    names = dict.fromkeys((case.rule or "consensus", *BUILT_IN, *(rule.id for rule in case.rules)))
    found = []
    for name in names:
        try:
            found.append(decision(name, case.rules, case.rule))
        except TravauxError:  # asking for such a rule by its name says what is wrong with it
            continue
    return tuple(found)


def finding_of(look: Look, rule: str = "", top: int = TOP) -> Finding:
    """The answer on record, worked out once for a view; other pages may ask for it too.

    Args:
        look: what is looked at.
        rule: the rule of decision; empty for that of the case.
        top: how many packages at most.
    """
    return look.answer(("consensus", rule, top), lambda: consensus(look.case, rule=rule or None, top=top, limit=LIMIT))


def supposed_finding(look: Look, asked: Asked) -> Finding:
    """The answer as it would be if what is asked were so. It is worked out from the view, and nothing is entered."""
    key = ("consensus what if", asked.rule, asked.top, asked.suppositions, asked.without)
    return look.answer(
        key, lambda: consensus(supposed_case(look, asked), rule=asked.rule or None, top=asked.top, limit=LIMIT)
    )


def supposed_case(look: Look, asked: Asked) -> Case:
    """The view with what is supposed; the view itself where nothing is."""
    return as_if(look.case, asked.suppositions, asked.without) if asked.supposes else look.case
