"""One version of a text in a chain of versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from travaux.text.instrument import Instrument

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["Version", "versions_of"]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a text.

    `name` is what it is called in the chain (the id of the draft in a case, or the name of its file), `date` its day if
    somebody gave one, `title` its symbol or title for readers, `session` the id of the session it belongs to.
    """

    name: str
    date: date | None
    instrument: Instrument = field(repr=False)
    title: str = ""
    session: str = ""

    @property
    def shown(self) -> str:
        """What to call it for readers: its title, or its name."""
        return self.title or self.name


def versions_of(case: Case) -> tuple[Version, ...]:
    """The drafts of a case that its reader may read, in order of date.

    Raises:
        TravauxError: if the file of one is not there, or is no negotiating text.

    Example:
        >>> import travaux
        >>> [str(version.date) for version in versions_of(travaux.open_case("typefaces"))]
        ['2025-03-03', '2025-06-06', '2025-09-19', '2025-12-12']
    """
    return tuple(
        Version(text.id, text.date, instrument, " ".join((text.title or "").split()), text.session or "")
        for text, instrument in case.versions()
    )
