"""Opening a case, from wherever it comes: a built-in one, a folder, a case file, a table of positions, or a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from travaux.cases import BUILT_IN, EXERCISES, folder
from travaux.errors import TravauxError
from travaux.facts.case import Case, view
from travaux.facts.from_text import facts_of
from travaux.facts.loading import Record, load
from travaux.facts.readers import PUBLIC, Reader
from travaux.facts.table import read_table
from travaux.text import read
from travaux.text.formats.gate import identify

__all__ = ["open_case", "open_record"]

_CASE_FILES = frozenset((".yaml", ".yml"))
_DRAFT_SCHEMA = b'"travaux-text/'
_TOP = 4096  # bytes in which a file of our own says what it is


def open_case(
    source: str | Path,
    *,
    reader: Reader | str = PUBLIC,
    on: date | str | None = None,
    known: date | str | None = None,
) -> Case:
    """Open a case as one reader sees it on one day.

    Args:
        source: the name of a built-in case (`avp`, `patents`, `marrakesh`) or exercise (`typefaces`), a case folder or
            case file, a table of positions (.csv), or a draft, whose brackets and notes then give the positions. A
            folder that has the name of a built-in case is opened as `./avp`.
        reader: `public`, `chair`, `group:ID`, `party:ID`, or the bare id of a party.
        on: the day the facts held (ISO 8601 or a date); None for the last day on record.
        known: the day as far as which they were known; None for today.

    Raises:
        TravauxError: if there is no such case, it cannot be one, or reader or day mean nothing.

    Example:
        >>> import travaux
        >>> [one.stance for one in travaux.open_case("avp", on="2000-12-20").who(issue="a12", party="eu")]
        ['red_line']
    """
    return view(open_record(source), reader, on=on, known=known)


def open_record(source: str | Path) -> Record:
    """Everything on record in a case, for those who keep it; analyses take the `Case` that `open_case` gives.

    Args:
        source: as for `open_case`.

    Raises:
        TravauxError: if there is no such case, or it cannot be one.
    """
    if isinstance(source, str) and source in (*BUILT_IN, *EXERCISES):
        return load(folder(source))
    path = Path(source)
    if not path.exists():
        raise TravauxError(
            "there is no such case",
            where=str(source),
            remedy=f"give a folder, a file, or a built-in case: {', '.join((*BUILT_IN, *EXERCISES))}",
        )
    ending = path.suffix.lower()
    if path.is_dir() or ending in _CASE_FILES or (ending == ".json" and _is_case(path)):
        return load(path)
    if ending == ".csv":
        return read_table(path)
    return replace(facts_of(read(path), path.name), file=path, folder=path.parent)


def _is_case(path: Path) -> bool:
    """Whether a JSON file is a case; a text of Travaux says what it is at its top."""
    _, content = identify(path)
    return _DRAFT_SCHEMA not in content[:_TOP]
