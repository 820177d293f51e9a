"""Who is likely to join a treaty, and what stands behind each number."""

from __future__ import annotations

from datetime import date

from travaux.treaty.forecasting.outlook import Outlook
from travaux.treaty.forecasting.panel import NEVER
from travaux.treaty.forecasting.results import Candidate
from travaux.treaty.model import Treaties

__all__ = ["candidates"]


def candidates(data: Treaties, ahead: Outlook) -> tuple[Candidate, ...]:
    """Every party that may join and count, signatories first, each pathway by probability."""
    known = ahead.trained.known
    chances = ahead.chances(ahead.trained.horizon)
    inside = (known.joined < NEVER) | (known.entered < NEVER)
    found = []
    for place, column in enumerate(ahead.outside):
        party = known.parties[column]
        at = int(known.signed[ahead.row, column])
        signed = date.fromordinal(at) if at < NEVER else None
        elsewhere = int(inside[:, column].sum())
        words = _words(signed, elsewhere, len(known.treaties) - 1, any(place in group for group in ahead.groups))
        name = data.parties[party].name if party in data.parties else party
        pathway = "signatory" if signed else "outsider"
        found.append(Candidate(party, name, float(chances[place]), pathway, signed, words))
    return tuple(sorted(found, key=lambda each: (each.signed is None, -round(each.probability, 6), each.name)))


def _words(signed: date | None, elsewhere: int, of: int, united: bool) -> str:
    parts = [f"signed {signed.isoformat()}" if signed else "has not signed", f"in {elsewhere} of {of}"]
    if united:
        parts.append("or its union")
    return "; ".join(parts)
