"""What a reform changed, as the JSON that `travaux law reform --json` prints."""

from __future__ import annotations

from typing import Any

from travaux.law.found import CoveragePart, DecompositionFound, NormChange, PartnerChange, ReformFound, ReformPart

__all__ = ["change_row", "figure", "reform_row"]

_DIGITS = 12  # of a figure that is computed: the rest is noise of the arithmetic


def figure(value: float | None) -> float | None:
    """A computed figure without the noise of the arithmetic.

    Example:
        >>> figure(0.1 + 0.2), figure(None)
        (0.3, None)
    """
    return None if value is None else float(f"{value:.{_DIGITS}g}")


def reform_row(found: ReformFound) -> dict[str, Any]:
    """A reform in plain values, in a fixed order."""
    return {
        "data": found.name,
        "jurisdiction": found.jurisdiction,
        "name": found.names.get(found.jurisdiction, found.jurisdiction),
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "measure": found.measure,
        "index": {
            "before": figure(found.before),
            "after": figure(found.after),
            "change": figure(found.change),
            "own": figure(found.own),
            "others": figure(sum(part.contribution for part in found.others)),
            "coverage": figure(found.coverage),
        },
        "norms": [_norm(each) for each in found.norms],
        "partners": [_partner(each, found) for each in found.partners],
        "decomposition": change_row(found.decomposition),
        "sources": {name: {"title": each.title, "address": each.address} for name, each in found.sources.items()},
        "definitions": dict(found.definitions),
        "remarks": [str(each) for each in found.remarks],
    }


def _norm(change: NormChange) -> dict[str, Any]:
    return {
        "norm": change.norm,
        "title": change.title,
        "turn": change.turn,
        "had": change.had,
        "has": change.has,
        "was": list(change.was),
        "is_now": list(change.is_now),
        "unit": change.unit,
        "since": change.since.isoformat() if change.since else None,
        "contribution": figure(change.contribution),
        "coverage": figure(change.coverage),
        "toward": list(change.toward),
        "away": list(change.away),
        "assumed": change.assumed,
        "refs": list(change.refs),
        "sources": list(change.sources),
        "doubts": list(change.doubts),
    }


def _partner(change: PartnerChange, found: ReformFound) -> dict[str, Any]:
    return {
        "jurisdiction": change.jurisdiction,
        "name": found.names.get(change.jurisdiction, change.jurisdiction),
        "before": figure(change.before),
        "after": figure(change.after),
        "change": figure(change.change),
        "by_norm": {norm: figure(value) for norm, value in change.by_norm.items()},
        "own": {norm: figure(value) for norm, value in change.own.items()},
        "coverage": figure(change.coverage),
        "common": change.common,
        "assumed": list(change.assumed),
    }


def change_row(found: DecompositionFound) -> dict[str, Any]:
    """A change of the index with its parts, in plain values; figures are not rounded, so that the parts sum to it."""
    return {
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "before": found.before,
        "after": found.after,
        "change": found.change,
        "norms": [
            {"norm": each.norm, "reform": each.reform, "coverage": each.coverage, "total": each.total}
            for each in found.norms
        ],
        "reforms": [_reform(each) for each in found.reforms],
        "coverage": [_coverage(each) for each in found.coverage],
    }


def _reform(part: ReformPart) -> dict[str, Any]:
    return {
        "jurisdiction": part.jurisdiction,
        "norm": part.norm,
        "from": part.since.isoformat(),
        "to": part.day.isoformat(),
        "had": part.had,
        "has": part.has,
        "contribution": part.contribution,
    }


def _coverage(part: CoveragePart) -> dict[str, Any]:
    return {
        "jurisdiction": part.jurisdiction,
        "norm": part.norm,
        "from": part.since.isoformat(),
        "to": part.day.isoformat(),
        "became": part.became,
        "contribution": part.contribution,
    }
