"""Who is on the map of parties, where, and what is on record of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.consensus.standings import Ground, OptionGround, ground
from travaux.facts import Case, Standing
from travaux.facts.seen import by_id
from travaux.pictures.matrix_rows import OBSERVERS
from travaux.pictures.tiles import tile_of

__all__ = ["GROUPS", "OTHERS", "STATES", "MapParty", "grounds_of", "parties_of"]

STATES = "States that decide"
OTHERS = "Others that decide"
GROUPS = "Groups, whose word counts for their members"


@dataclass(frozen=True, slots=True)
class MapParty:
    """One party: the code of its tile (empty: it has none), what it stands under, and its statements by option."""

    party: str
    name: str
    code: str
    under: str
    said: tuple[tuple[Ground, int, Standing], ...]


def grounds_of(case: Case, issue: str | None) -> tuple[Ground, ...]:
    """The issues of a case, or the one with an id.

    Raises:
        TravauxError: if there is no such issue.
    """
    wanted = None if issue is None else case.issue(issue).id
    return tuple(each for each in ground(case) if wanted is None or each.issue.id == wanted)


def parties_of(case: Case, grounds: Sequence[Ground]) -> tuple[MapParty, ...]:
    """Those who decide, in the order of the record, then the groups and observers with a stance on record."""
    return tuple(_placed(case, grounds))


def _placed(case: Case, grounds: Sequence[Ground]) -> Iterator[MapParty]:
    known = by_id(case.parties)
    taken: set[str] = set()
    for party in case.deciders:
        code = tile_of(party, known.get(party)) or ""
        code = "" if code in taken else code
        taken.add(code)
        yield _party(case, grounds, party, code, STATES if code else OTHERS)
    options = [option for each in grounds for option in each.options]
    for party in _in_order(case, (name for option in options for name in option.groups)):
        yield _party(case, grounds, party, "", GROUPS)
    for party in _in_order(case, (name for option in options for name in option.observers)):
        code = tile_of(party, known.get(party)) or ""
        code = "" if code in taken else code
        taken.add(code)
        yield _party(case, grounds, party, code, OBSERVERS)


def _in_order(case: Case, parties: Iterable[str]) -> list[str]:
    named = set(parties)
    return [party for party in case.speakers if party in named]


def _party(case: Case, grounds: Sequence[Ground], party: str, code: str, under: str) -> MapParty:
    said = tuple(
        (each, place, standing)
        for each in grounds
        for place, option in enumerate(each.options)
        if (standing := _standing(option, party)) is not None
    )
    return MapParty(party, case.party_name(party), code, under, said)


def _standing(option: OptionGround, party: str) -> Standing | None:
    return option.spoken.get(party) or option.groups.get(party) or option.observers.get(party)
