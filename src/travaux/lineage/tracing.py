"""The life of an issue, a choice, a provision or a passage through all versions of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from travaux.lineage.chain import Chain
from travaux.lineage.events import Event, events
from travaux.lineage.following import Kind, Stand, choices_of, follow
from travaux.lineage.locating import Located, locate
from travaux.lineage.said import Said, said_about
from travaux.lineage.versions import Version, versions_of
from travaux.text.comparing.printed import Printed
from travaux.text.model import Option
from travaux.text.wording import words_of

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["OpenChoice", "OptionSeen", "State", "Trace", "TraceStep", "trace"]

State = Literal["open", "unbracketed", "absent"]


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """One option in one version: its label, words, and who backs and opposes it there."""

    label: str
    words: str
    backs: tuple[str, ...]
    opposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """A choice that is open in one version."""

    id: str
    form: str
    options: tuple[OptionSeen, ...]


@dataclass(frozen=True, slots=True)
class TraceStep:
    """What is traced, in one version.

    `state` is `open` (in brackets, or with brackets in it), `unbracketed` or `absent`; `where` the provisions in which
    it stands or would stand; `words` its words as printed; `happened` what became of it since the version before;
    `said` what was said of the issue after that version's day up to this one's.
    """

    version: Version
    state: State
    where: tuple[str, ...]
    units: tuple[str, ...]
    words: str
    choices: tuple[OpenChoice, ...]
    happened: tuple[Event, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The life of what was asked for.

    `found_in` is the version in which it was found, `also` are other places of the same words there; `later` is what
    was said of the issue after the last version, or on no day that is known; `outcome` how it ended, as far as that is
    on record, with its day.
    """

    kind: Kind
    name: str
    issue: str
    question: str
    found_in: Version
    also: tuple[str, ...]
    steps: tuple[TraceStep, ...]
    later: tuple[Said, ...]
    outcome: tuple[str, date | None] | None


def trace(source: Case | Sequence[Version], what: str) -> Trace:
    """The life of an issue, a choice, a provision or a passage, forwards and backwards through all versions.

    Args:
        source: a case, of which everything its view holds is used, or versions in order.
        what: see `travaux.lineage.locating.locate`.

    Raises:
        TravauxError: if there is no version, or nothing of that name in any; it names what comes close.

    Example:
        >>> import travaux
        >>> life = trace(travaux.open_case("typefaces"), "digital")
        >>> [(step.version.name, step.state) for step in life.steps]
        [('rev1', 'open'), ('rev2', 'open'), ('rev3', 'open'), ('adopted', 'unbracketed')]
    """
    case: Case | None = None
    versions: Sequence[Version]
    if isinstance(source, Sequence):
        versions = source
    else:
        case, versions = source, versions_of(source)
    chain = Chain(versions)
    located = locate(chain, what, case)
    stands = follow(chain, located.number, located.stand, located.kind)
    said, later = said_about(case, located.issue, versions)
    steps = tuple(
        _step(chain, number, stands, located.kind, said[number]) for number in range(len(versions))
    )
    issue = located.issue
    return Trace(
        located.kind,
        located.name,
        issue.id if issue else "",
        issue.question if issue else "",
        versions[located.number],
        located.also,
        steps,
        later,
        _outcome(case, located),
    )


def _outcome(case: Case | None, located: Located) -> tuple[str, date | None] | None:
    if case is None or located.issue is None:
        return None
    found = case.outcome(located.issue.id)
    if found is None:
        return None
    labels = {option.id: option.label for option in located.issue.options}
    return labels.get(found.option or "") or found.option or found.result or "", found.date


def _step(chain: Chain, number: int, stands: list[Stand], kind: Kind, said: tuple[Said, ...]) -> TraceStep:
    text, stand = chain.text(number), stands[number]
    names = choices_of(text, stand, kind)
    state: State = "absent" if not stand.there else "open" if names else "unbracketed"
    units = tuple(unit for unit in stand.units if text.units[unit].begins) or stand.units
    if kind == "provision":
        units = units[:1]
    return TraceStep(
        chain.versions[number],
        state,
        tuple(dict.fromkeys(text.label(unit) for unit in units)),
        tuple(dict.fromkeys(text.units[unit].id for unit in units)),
        _words(text, stand),
        tuple(_open(text, name) for name in names),
        events(chain, number, stands, kind),
        said,
    )


def _words(text: Printed, stand: Stand) -> str:
    """Its words as printed; a space stands where words between them belong to something else."""
    starts = {text.units[unit].start for unit in stand.units}
    pieces: list[str] = []
    for before, token in zip((-1, *stand.tokens), stand.tokens, strict=False):
        if pieces and (token != before + 1 or token in starts):
            pieces.append(" ")
        pieces.append(text.tokens[token])
    return " ".join("".join(pieces).split())


def _open(text: Printed, name: str) -> OpenChoice:
    choice = text.choices[name]
    return OpenChoice(name, choice.form, tuple(_seen(option) for option in choice.options))


def _seen(option: Option) -> OptionSeen:
    return OptionSeen(option.label.strip(" \t:.*(["), words_of(option.content), option.backs, option.opposes)
