"""Opening a draft, and finding in it what the user named."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import travaux
from travaux.errors import TravauxError, UnknownChoice

if TYPE_CHECKING:
    from travaux.text.instrument import Instrument

__all__ = ["close_to", "named_party", "open_draft", "parties_of"]


def open_draft(draft: Path, convention: Path | None = None) -> Instrument:
    """Read a draft, with the convention in a file instead of the guessed one where one is given."""
    return travaux.read(draft, convention=convention)


def parties_of(instrument: Instrument) -> dict[str, dict[str, int]]:
    """How often each party backs, opposes, and is named in a note, by party code."""
    from travaux.text.report import summary

    parties: dict[str, dict[str, int]] = summary(instrument)["parties"]
    return parties


def named_party(instrument: Instrument, words: str) -> str:
    """The code of a party that the text names.

    Args:
        instrument: the text.
        words: the code, in any case, or a name or abbreviation that stands for it (`Kenya`).

    Raises:
        TravauxError: if the text names no such party; it says which it names.
    """
    from travaux.text.handed_in import handing_in
    from travaux.text.lexicon.names import abbreviations, names

    # A consolidated text knows the texts of those, too, who ask for nothing in it.
    parties = sorted({*parties_of(instrument), *handing_in(instrument.body)})
    wanted = words.strip().casefold()
    known = {**names(), **abbreviations(), **instrument.convention.parties, **dict(zip(parties, parties, strict=True))}
    code = {name.casefold(): code for name, code in known.items()}.get(wanted)
    if code in parties:
        return code
    if not parties:
        raise TravauxError(
            f"the text names no party {words!r}",
            why="its brackets are not attributed to anybody",
            remedy="see what is open without a party: travaux issues DRAFT",
        )
    raise TravauxError(f"the text names no party {words!r}", remedy="name one of " + ", ".join(parties))


def close_to(words: str, known: Iterable[str], what: str, remedy: str) -> UnknownChoice:
    """The error for a name that the text does not have, with the names that come close."""
    by_fold = {name.casefold(): name for name in known}
    close = [by_fold[name] for name in get_close_matches(words.casefold(), list(by_fold), n=4, cutoff=0.5)]
    return UnknownChoice(
        f"the text has no {what} {words!r}",
        why="close to it: " + ", ".join(close) if close else "",
        remedy=remedy,
    )
