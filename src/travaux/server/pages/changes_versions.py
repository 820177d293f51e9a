"""Two versions of a case compared: which there are in a view, and what is worked out from two of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.facts.model import TextVersion
from travaux.facts.naming import unknown
from travaux.facts.shelving import instrument_of
from travaux.server.desk import Look
from travaux.text.comparing import Comparison, compare
from travaux.text.instrument import Instrument
from travaux.text.redline import Fragment, redline_fragment
from travaux.text.side_by_side import Table, side_by_side

__all__ = ["called", "chosen", "compared", "fragment", "ordered", "table"]


def ordered(case: Case) -> tuple[TextVersion, ...]:
    """The versions in a view in order of their days, as `Case.versions` puts them."""
    return tuple(sorted(case.texts, key=lambda text: text.date or date.min))


def called(text: TextVersion) -> str:
    """What a version is called for readers: its title, or its id."""
    return " ".join((text.title or "").split()) or text.id


def chosen(case: Case, old: str, new: str) -> tuple[TextVersion, TextVersion]:
    """The two versions that are asked for; by default the last two.

    Args:
        case: the view. A version outside it is refused like one that does not exist.
        old: the id of the older one; empty for the one before the newer.
        new: the id of the newer one; empty for the last.

    Raises:
        TravauxError: if there is no such version in the view.
    """
    versions = ordered(case)
    names = [text.id for text in versions]
    for name in filter(None, (old, new)):
        if name not in names:
            raise unknown("version", name, names, case.name)
    later = names.index(new) if new else len(names) - 1
    earlier = names.index(old) if old else max(0, later - 1)
    return versions[earlier], versions[later]


def compared(look: Look, old: TextVersion, new: TextVersion) -> Comparison:
    """What changed from one version to another, worked out once for everybody with this view.

    Raises:
        TravauxError: if one of the files cannot be read.
    """
    return look.answer(("compare", old.id, new.id), lambda: compare(_read(look.case, old), _read(look.case, new)))


def fragment(look: Look, old: TextVersion, new: TextVersion, *, whole: bool) -> Fragment:
    """The redline of two versions as parts of a page; `whole` with everything that is unchanged."""
    return look.answer(
        ("redline", old.id, new.id, whole),
        lambda: redline_fragment(compared(look, old, new), changed_only=not whole),
    )


def table(look: Look, old: TextVersion, new: TextVersion) -> Table:
    """Two versions side by side.

    Raises:
        TravauxError: if they have next to nothing in common, or are in different languages.
    """
    return look.answer(("side by side", old.id, new.id), lambda: _table(look.case, old, new))


def _table(case: Case, old: TextVersion, new: TextVersion) -> Table:
    base, other = _read(case, old), _read(case, new)
    other = replace(other, source=replace(other.source, file=_day(new)))  # its name stands above the column
    try:
        return side_by_side(base, {called(new): other}, parties=False)
    except TravauxError as error:
        raise TravauxError(
            "these two texts cannot be set side by side",
            where=f"{called(old)}, {called(new)}",
            why=f"they are different documents, or in different languages: {error.why}",
            remedy="see them as a redline, which takes any two texts",
        ) from error


def _read(case: Case, text: TextVersion) -> Instrument:
    """The text under the name that readers know it by, with its day."""
    found = instrument_of(text, case.folder, case.shelf, case.name)
    return replace(found, source=replace(found.source, file=", ".join(filter(None, (called(text), _day(text))))))


def _day(text: TextVersion) -> str:
    return f"{text.date.day} {text.date:%B} {text.date.year}" if text.date else ""
