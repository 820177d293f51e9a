"""What if: stances that nobody has on record, and statements left out. They live in the address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args
from urllib.parse import quote, unquote

from travaux.errors import TravauxError
from travaux.facts import Case, identified, supposing
from travaux.facts.model import Position, Stance
from travaux.facts.naming import unknown

__all__ = ["MOST", "SUPPOSED", "Supposition", "as_if", "checked", "checked_fact", "coded", "is_supposed",
           "names_of_parties", "read"]  # fmt: skip

MOST = 20
"""Suppositions of one question, statements left out among them."""

SUPPOSED = "supposed-"
"""How the ids of supposed positions begin, so that nobody takes one for a fact."""

_PARTS = ("a delegation", "an issue", "an option", "a stance")
_SOURCE = "supposed on the page Consensus; not on record"


@dataclass(frozen=True, slots=True)
class Supposition:
    """A stance as if it were on record."""

    party: str
    issue: str
    option: str
    stance: str

    @property
    def code(self) -> str:
        """How it stands in an address."""
        return coded(self.party, self.issue, self.option, self.stance)


def coded(*parts: str) -> str:
    """Several ids in one value: each percent-encoded whole, so that no sign in an id can part it.

    Example:
        >>> coded("eu", "a12", "either|or", "accept")
        'eu|a12|either%7Cor|accept'
    """
    return "|".join(quote(part, safe="") for part in parts)


def read(words: str) -> Supposition:
    """A supposition from an address; the inverse of `Supposition.code`.

    Raises:
        TravauxError: if these are not four parts.

    Example:
        >>> read("eu|a12|either%7Cor|accept").option
        'either|or'
    """
    parts = [unquote(part).strip() for part in words.split("|")]
    missing = [name for name, part in zip(_PARTS, [*parts, "", "", ""], strict=False) if not part]
    if len(parts) != len(_PARTS) or missing:
        why = f"{' and '.join(missing)} is missing" if missing else "it has more parts than four"
        raise TravauxError(
            "this supposition is not whole", why=why, remedy="choose a delegation, an option and a stance"
        )
    return Supposition(*parts)


def checked(case: Case, asked: Supposition) -> Supposition:
    """The supposition, if the view knows everything that it names.

    Raises:
        TravauxError: if there is no such party, issue, option on the table or stance in this view; the words name
            only what is in it.
    """
    parties = names_of_parties(case)
    if asked.party not in parties:
        raise unknown("delegation or group", asked.party, parties, case.name)
    issue = case.issue(asked.issue)
    options = [option.id for option in case.options(issue.id)]
    if asked.option not in options:
        raise unknown("option on the table", asked.option, options, f"{case.name}, {issue.id}")
    if asked.stance not in get_args(Stance):
        raise unknown("stance", asked.stance, get_args(Stance), case.name)
    return asked


def checked_fact(case: Case, name: str) -> str:
    """The id of a statement to leave out, if there is such a statement in this view.

    Raises:
        TravauxError: if there is none, in the same words whether it is hidden or nowhere.
    """
    if name not in {position.id for position in case.positions}:
        raise TravauxError(
            "there is no such statement to leave out",
            where=case.name,
            why=f"{name!r} is the name of none that you can see on this day",
            remedy="use the links beside the statements on this page",
        )
    return name


def names_of_parties(case: Case) -> tuple[str, ...]:
    """The ids of everybody whose stance can be supposed: delegations and groups, in the order of the record."""
    return tuple(dict.fromkeys((*case.speakers, *(group.id for group in case.groups))))


def as_if(case: Case, suppositions: Iterable[Supposition] = (), without: Iterable[str] = ()) -> Case:
    """The same view as if the suppositions were on record, and the facts in `without` were not.

    A supposed stance stands in place of what the party itself said of that option; what its group said goes on to bind
    it only where it would on record.
    """
    gone = dict.fromkeys(without)
    added = []
    for each in suppositions:
        said = (one for one in case.who(each.issue) if one.option == each.option)
        gone.update((one.fact, None) for one in said if (one.group or one.party) == each.party)
        added.append(_position(each))
    made = supposing(case, added, tuple(gone))
    # Without its last fact a case would be seen on an earlier day, and with other options on the table.
    return made if made.as_of == case.as_of else made.on_day(case.as_of)


def is_supposed(fact: str) -> bool:
    """Whether a fact is none, but a supposition.

    Example:
        >>> is_supposed("supposed-eu-a12-presumption-1f2e3d4c"), is_supposed("eu-a12-presumption-4b0a4e72")
        (True, False)
    """
    return fact.startswith(SUPPOSED)


def _position(each: Supposition) -> Position:
    made = Position.model_validate(
        {
            "party": each.party,
            "issue": each.issue,
            "option": each.option,
            "stance": each.stance,
            "source": _SOURCE,
            "evidence": "derived",
        }
    )
    return made.model_copy(update={"id": SUPPOSED + identified("positions", made).id})
