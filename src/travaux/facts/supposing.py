"""A view with something supposed, and a view as a record: for what-if questions and for exports. Nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.errors import TravauxError
from travaux.facts.case import Case
from travaux.facts.loading_identity import identified
from travaux.facts.model import Position
from travaux.facts.naming import unknown
from travaux.facts.readers import label, may_ever_read
from travaux.facts.record import Record
from travaux.facts.seen import public_groups

__all__ = ["supposing", "visible_record"]


def supposing(case: Case, add: Iterable[Position] = (), without: Iterable[str] = ()) -> Case:
    """The same view as if some positions were on record too, or others were not.

    Args:
        case: the view; it stays as it is.
        add: positions to add. One without a date is taken as of the day of the view.
        without: ids of positions to leave out. With a correction goes what it corrects, or the error would come back;
            what the party said on an earlier day counts again.

    Raises:
        TravauxError: if an id is that of no position in the view, or the reader of an added one could not see it.

    Example:
        >>> import travaux
        >>> case = travaux.open_case("avp", on="2000-12-20")
        >>> [said] = case.who(issue="a12", party="eu")
        >>> [one.stance for one in supposing(case, without=[said.fact]).who(issue="a12", party="eu")]
        []
    """
    known = case._readable["positions"]
    gone = _with_corrected(case, without)
    day = case.as_of
    access = public_groups(case._readable)
    added = []
    for each in add:
        dated = each if each.date is not None else each.model_copy(update={"date": day})
        asked = label(dated.reader)
        if asked is None or not may_ever_read(dated, case._looking[0], access):
            raise TravauxError(
                "a supposed position would not be seen",
                where=case.name,
                remedy="let its reader be who looks, or public",
            )
        added.append(identified("positions", dated))
    positions = (*(fact for fact in known if fact.id not in gone), *added)
    return replace(case, _readable={**case._readable, "positions": positions})


def _with_corrected(case: Case, without: Iterable[str]) -> set[str]:
    there = {fact.id: fact for fact in case.there["positions"]}
    gone: set[str] = set()
    for name in without:
        if name not in there:
            raise unknown("position", name, (position.id for position in case.positions), case.name)
        next_one: str | None = name
        while next_one is not None and next_one in there and next_one not in gone:
            gone.add(next_one)
            next_one = there[next_one].supersedes
    return gone


def visible_record(case: Case) -> Record:
    """Every fact that the reader of a view may read on its day, the corrected and the recalled too, as a record.

    What the keeper alone may see is not in it: what could not be read, unknown sections, lines. Whether the case is
    public is not said either, so a copy is closed until its keeper opens it.

    Example:
        >>> import travaux
        >>> from travaux.facts.model import Position
        >>> case = travaux.open_case("avp")
        >>> len(visible_record(case).of(Position)) >= len(case.positions)
        True
    """
    return Record(
        name=case.name,
        sections={section: facts for section, facts in case.there.items() if facts},
        remarks=case._told,
        rule=case.rule,
        gaps=case.gaps,
        folder=case.folder,
        shelf=case.shelf,
        titled=case.titled,
    )
