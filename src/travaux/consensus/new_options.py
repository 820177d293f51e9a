"""For a blocked issue: what an option not yet on the table must avoid and keep, and which bridges were used before.

Nothing here drafts a text or says that anybody would accept it. A bridge is suggested because of the restraints on
record behind the red lines; where no restraint is on record, the first step is to ask.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from travaux.facts.model import Issue, Restraint, RestraintKind

__all__ = ["Bridge", "NewOption", "Pattern", "Precedent", "Reason", "Statement", "bridges", "new_option"]


class Precedent(BaseModel):
    """Where a bridge was used: the case and provision, the year, what was done there, and who says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    provision: str
    year: int = Field(ge=1648, le=2100)
    what: str
    source: str
    address: str | None = None
    evidence: Literal["seen", "derived"]


class Bridge(BaseModel):
    """A way in which blocked issues were bridged: what it does, and which restraints it eases, each with the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+$")
    name: str
    does: str
    eases: dict[RestraintKind, str] = Field(min_length=1)
    precedent: tuple[Precedent, ...] = Field(min_length=1)


class _BridgeFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    bridge: tuple[Bridge, ...]


@cache
def bridges() -> tuple[Bridge, ...]:
    """The bridges that come with Travaux (`bridges.toml`), those that ask least of the text first."""
    words = files(__package__).joinpath("bridges.toml").read_text(encoding="utf-8")
    return _BridgeFile.model_validate(tomllib.loads(words)).bridge


class _Option(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


class _Spoken(Protocol):
    """A statement on an option, as `travaux.facts.Standing` has it."""

    @property
    def fact(self) -> str: ...
    @property
    def party(self) -> str: ...
    @property
    def option(self) -> str | None: ...
    @property
    def stance(self) -> str | None: ...
    @property
    def restraint(self) -> Restraint: ...
    @property
    def group(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Statement:
    """What one party, or a group for its `members`, holds on one option; the reason in the words of the record."""

    party: str
    option: str
    label: str
    stance: str
    restraint: str
    reason: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bridge is suggested: a party's restraint against an option, and how the bridge eases it."""

    party: str
    option: str
    restraint: str
    why: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A bridge that eases one or more of the restraints in the way, with precedents from before the day of the view."""

    id: str
    name: str
    does: str
    eases: tuple[Reason, ...]
    precedents: tuple[Precedent, ...]

    @property
    def why(self) -> str:
        """Why it is suggested, in one line: whose restraint it eases, and how."""
        return "; ".join(f"{each.party}, {each.restraint.replace('_', ' ')}: {each.why}" for each in self.eases)


@dataclass(frozen=True, slots=True)
class NewOption:
    """What a new option on a blocked issue must avoid and keep, and which bridges were used for such restraints.

    `not_stated` names the parties that exclude an option with no restraint on record: nothing can be suggested for
    them before they are asked.
    """

    issue: str
    avoid: tuple[Statement, ...]
    keep: tuple[Statement, ...]
    patterns: tuple[Pattern, ...]
    not_stated: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """All of it in plain values, as `travaux consensus --json` prints it."""
        return {
            "issue": self.issue,
            "avoid": [_plain(each) for each in self.avoid],
            "keep": [_plain(each) for each in self.keep],
            "patterns": [
                {
                    "id": pattern.id,
                    "name": pattern.name,
                    "does": pattern.does,
                    "eases": [asdict(reason) for reason in pattern.eases],
                    "precedents": [precedent.model_dump() for precedent in pattern.precedents],
                }
                for pattern in self.patterns
            ],
            "not_stated": list(self.not_stated),
        }


def new_option(
    issue: Issue | str,
    options: Iterable[_Option],
    standings: Iterable[_Spoken],
    *,
    excluding: Collection[str] = ("red_line",),
    before: date | None = None,
    known: Sequence[Bridge] | None = None,
) -> NewOption:
    """What an option not yet on the table would have to avoid and to keep.

    Patterns that ease more of the restraints in the way come first; among equals, those that ask less of the text.

    Args:
        issue: the issue, or its id.
        options: its options on the table, each with `id` and `label`.
        standings: statements of the parties that decide, in the order of the record; others than on these options
            are not looked at.
        excluding: the stances that exclude an option under the rule of decision.
        before: only precedents of earlier years are given, so that a view of the past knows nothing of the future.
        known: the bridges to look among; by default `bridges()`.

    Example:
        >>> from types import SimpleNamespace as Value
        >>> line = Value(fact="f1", party="eu", option="duty", stance="red_line", group=None,
        ...              restraint=Restraint(kind="domestic_law", reason="laws differ"))
        >>> found = new_option("a12", [Value(id="duty", label="Shall")], [line])
        >>> [(each.party, each.option) for each in found.avoid], found.patterns[0].name
        ([('eu', 'duty')], 'May-clause')
    """
    labels = {option.id: option.label or option.id for option in options}
    spoken = [each for each in standings if each.option in labels]
    avoid = _held(spoken, labels, lambda stance: stance in excluding)
    suggested = [_pattern(bridge, avoid, before) for bridge in (bridges() if known is None else known)]
    patterns = sorted((each for each in suggested if each.eases), key=lambda each: -len(each.eases))
    return NewOption(
        issue=issue if isinstance(issue, str) else issue.id,
        avoid=avoid,
        keep=_held(spoken, labels, lambda stance: stance in ("prefer", "accept")),
        patterns=tuple(patterns),
        not_stated=tuple(dict.fromkeys(each.party for each in avoid if each.restraint == "unstated")),
    )


def _held(spoken: Sequence[_Spoken], labels: dict[str, str], counts: Callable[[str], bool]) -> tuple[Statement, ...]:
    """The statements that count, by option as on the table; what a group said stands once, for its members."""
    found: dict[tuple[str, ...], Statement] = {}
    for option, label in labels.items():
        for each in spoken:
            if each.option != option or each.stance is None or not counts(each.stance):
                continue
            speaker = each.group or each.party
            key = (option, each.stance, speaker, each.fact)
            held = found.get(key) or Statement(
                speaker, option, label, each.stance, each.restraint.kind, each.restraint.reason
            )
            found[key] = replace(held, members=(*held.members, each.party)) if speaker != each.party else held
    return tuple(found.values())


def _pattern(bridge: Bridge, avoid: Sequence[Statement], before: date | None) -> Pattern:
    reasons = tuple(
        Reason(each.party, each.option, kind, why)
        for each in avoid
        for kind, why in bridge.eases.items()
        if kind == each.restraint
    )
    precedents = tuple(each for each in bridge.precedent if before is None or each.year < before.year)
    return Pattern(bridge.id, bridge.name, bridge.does, reasons, precedents)


def _plain(held: Statement) -> dict[str, Any]:
    return {**asdict(held), "members": list(held.members)}
