"""Opening laws, from wherever they come: a built-in name, a case, a table of laws, or a coded set of agreements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from travaux.cases import BUILT_IN, EXERCISES
from travaux.errors import TravauxError
from travaux.facts.opening import open_case
from travaux.facts.readers import PUBLIC, Reader
from travaux.law.gathering import laws_of
from travaux.law.model import Laws

__all__ = ["open_laws"]


def open_laws(
    name: str | Path,
    scales: str | Path | None = None,
    *,
    reader: Reader | str = PUBLIC,
    on: date | str | None = None,
) -> Laws:
    """Open norms and laws.

    Args:
        name: `patent-law` or another built-in case, a case folder or file, a table of laws (.csv), or a coded set of
            agreements (.csv) with its codebook.
        scales: how the values of a table compare (YAML), or the codebook of a coded set (.csv); None for the file that
            stands beside it. A case has its own.
        reader: who looks, where it is a case: `public`, `chair`, `group:ID`, `party:ID`.
        on: the day whose case is looked at, where it is a case; None for everything on record. (Every analysis takes
            the day of the law by itself.)

    Raises:
        TravauxError: if there is nothing of the name, it holds no laws or has faults, or scales are given for a case.
    """
    path = Path(name)
    built_in = isinstance(name, str) and name in (*BUILT_IN, *EXERCISES)
    if not built_in and path.suffix.lower() == ".csv":
        return _table(path, None if scales is None else Path(scales))
    if scales is not None:
        raise TravauxError(
            "a case has its norms with their scales in itself", where=str(name),
            remedy="leave out --scales, or name a table of laws (.csv)",
        )  # fmt: skip
    laws = laws_of(open_case(name, reader=reader, on=on))
    if not laws.laws:
        raise TravauxError(
            "there are no laws on record",
            where=str(name),
            remedy="add the sections norms and laws, or open patent-law or a table of laws (.csv)",
        )
    return laws


def _table(path: Path, scales: Path | None) -> Laws:
    from travaux.law.agreements import is_coded_set, read_agreements
    from travaux.law.reading import read_laws
    from travaux.law.reading_faults import Faults
    from travaux.law.reading_rows import read_sheet

    if is_coded_set(read_sheet(path, Faults(path.name)).headings):
        return read_agreements(path, scales)
    return read_laws(path, scales)
