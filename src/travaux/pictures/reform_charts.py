"""What a reform changed: what each norm contributed to the index, and to whom the jurisdiction came closer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from travaux.law.found import NormChange, PartnerChange, ReformFound
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import counted, fitted
from travaux.pictures.palette import AGAINST, FAINT, FOR, INK, MUTED, PAPER
from travaux.pictures.picture import Picture

__all__ = ["reform_chart"]

_COLUMNS = ("part", "name", "before", "after", "change", "words", "common")
_NAMES, _PLOT, _NUMBERS = 230, 380, 90
_WIDTH = _NAMES + _PLOT + _NUMBERS
_ROW, _HEAD = 22, 26
_FEW = 5  # norms in common below which a distance says little
_STILL = 5e-7  # a change that no table shows
_DEFINITION = (
    "Norms: what each norm that moved contributed to the change of the index (to the right: more alike than before). "
    "Partners: the weighted mean distance to each other jurisdiction, 0 if all its rules are the same and 1 if all "
    "differ as far as can be; a hollow ring before, a filled one after. Distances are over the norms that both have on "
    "record; those over fewer than 5 norms say little, and stand last and faded."
)


def reform_chart(found: ReformFound) -> Picture:
    """Two panels: contributions of norms to the index, and the distance to each partner before and after.

    Args:
        found: as `travaux.law.reforming.reform` gives it.
    """
    who = found.names.get(found.jurisdiction, found.jurisdiction)
    title = f"What {who} changed, {found.start.isoformat()} to {found.end.isoformat()}"
    norms = [each for each in found.norms if each.turn == "reform" or abs(each.contribution) > _STILL]
    compared = [each for each in found.partners if each.before is not None and each.after is not None]
    partners = sorted(compared, key=lambda each: each.common < _FEW)
    if not norms and not partners:
        return said("law-reform", title, "No norm moved, and there is nobody to compare with.", _COLUMNS)
    norms_end = _HEAD + _ROW * max(1, len(norms))
    records = [*_norm_records(norms), *_partner_records(partners, found.names, norms_end + 34)]
    canvas = Canvas(_WIDTH, norms_end + 34 + _HEAD + _ROW * max(1, len(partners)) + 24)
    chart = canvas.sheet(_layers(canvas, records, norms_end), records, title, _under(found))
    return picture_of("law-reform", title, f"{_description(found, norms, partners)} {_DEFINITION}", chart, _COLUMNS,
                      records)  # fmt: skip


def _norm_records(norms: Sequence[NormChange]) -> Iterator[dict[str, Any]]:
    most = max((abs(each.contribution) for each in norms), default=0) or 1
    middle = _NAMES + _PLOT / 2
    for place, each in enumerate(norms):
        y = _HEAD + _ROW * (place + 0.5)
        end = middle + each.contribution / most * (_PLOT / 2 - 6)
        yield {
            "part": "norm",
            "name": _named(each),
            "before": each.had or " or ".join(each.was) or None,
            "after": each.has or " or ".join(each.is_now) or None,
            "change": round(each.contribution, 6),
            "words": _turned(each),
            "common": None,
            "label": _named(each),
            "row_y": y,
            "x": min(middle, end),
            "x2": max(middle, end),
            "sign": "closer" if each.contribution > _STILL else "apart" if each.contribution < -_STILL else "same",
            "figure": f"{each.contribution:+.4f}" if abs(each.contribution) > _STILL else "0",
        }


def _named(change: NormChange) -> str:
    return change.title if change.title and change.title != change.norm else change.norm.replace("_", " ")


def _turned(change: NormChange) -> str:
    parts = [f"closer to {', '.join(change.toward)}"] if change.toward else []
    parts += [f"away from {', '.join(change.away)}"] if change.away else []
    return "; ".join(parts) or change.turn


def _partner_records(
    partners: Sequence[PartnerChange], names: Mapping[str, str], top: float
) -> Iterator[dict[str, Any]]:
    for place, each in enumerate(partners):
        before, after = each.before or 0.0, each.after or 0.0
        sign = "closer" if after < before - _STILL else "apart" if after > before + _STILL else "same"
        yield {
            "part": "partner",
            "name": names.get(each.jurisdiction, each.jurisdiction),
            "before": round(before, 6),
            "after": round(after, 6),
            "change": round(after - before, 6),
            "words": {"closer": "came closer", "apart": "moved away", "same": "unmoved"}[sign],
            "common": each.common,
            "strength": 1.0 if each.common >= _FEW else 0.45,
            "label": f"{fitted(names.get(each.jurisdiction, each.jurisdiction), _NAMES - 48)} ({each.common})",
            "row_y": top + _HEAD + _ROW * (place + 0.5),
            "x": _NAMES + 8 + before * (_PLOT - 16),
            "x2": _NAMES + 8 + after * (_PLOT - 16),
            "sign": sign,
            "figure": {"closer": f"▼ {after - before:.3f}", "apart": f"▲ +{after - before:.3f}", "same": "= 0"}[sign],
        }


def _layers(canvas: Canvas, records: Sequence[Record], norms_end: float) -> list[alt.Chart]:
    norms = [each for each in records if each["part"] == "norm"]
    partners = [each for each in records if each["part"] == "partner"]
    middle, top = _NAMES + _PLOT / 2, norms_end + 34
    heads: list[Record] = [
        {"x": 0, "y": 8, "words": "Norms that moved: what each contributed to the index"},
        {"x": 0, "y": top + 8, "words": "Distance to each jurisdiction (norms in common): ring before, filled after; "
                                        "over fewer than 5, faded"},
    ]
    empty = [({"x": 0, "y": _HEAD + 11, "words": "No norm moved."}, norms),
             ({"x": 0, "y": top + _HEAD + 11, "words": "Nobody can be compared on both days."}, partners)]  # fmt: skip
    bottom = top + _HEAD + _ROW * max(1, len(partners))
    ends: list[Record] = [{"x": _NAMES + 8 + share * (_PLOT - 16), "y": bottom + 10, "words": f"{share:g}"}
                          for share in (0, 0.5, 1)]  # fmt: skip
    grid: list[Record] = [{"x": each["x"], "x2": each["x"], "y": top + _HEAD, "y2": bottom} for each in ends]
    grid.append({"x": middle, "x2": middle, "y": _HEAD, "y2": norms_end})
    names = [{"x": _NAMES - 8, "y": each["row_y"], "words": fitted(each["label"], _NAMES - 12)} for each in records]
    figures = [{"x": _WIDTH, "y": each["row_y"], "words": each["figure"]} for each in records]
    return [
        canvas.lines(grid, stroke=FAINT),
        canvas.words(heads, fontWeight="bold"),
        canvas.words([words for words, rows in empty if not rows], fill=MUTED),
        canvas.words(ends, align="center", fill=MUTED),
        *_bars(canvas, "norm"),
        *_moves(canvas),
        canvas.words(names, align="right"),
        canvas.words(figures, align="right", fill=INK),
    ]


def _colours() -> alt.Scale:
    return alt.Scale(domain=["closer", "apart", "same"], range=[FOR, AGAINST, MUTED])


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N") for name in _COLUMNS]


def _bars(canvas: Canvas, part: str) -> list[alt.Chart]:
    boxes = canvas.boxes().transform_filter(f"datum.part == '{part}' && datum.x2 > datum.x")
    placed = boxes.transform_calculate(y="datum.row_y - 7", y2="datum.row_y + 7")
    return [placed.encode(fill=alt.Fill("sign:N", scale=_colours(), legend=None), tooltip=_tooltip())]


def _moves(canvas: Canvas) -> list[alt.Chart]:
    """Line, ring before and filled ring after, of each partner."""
    rows = alt.Chart().transform_filter("datum.part == 'partner'")
    stroke = alt.Stroke("sign:N", scale=_colours(), legend=None)
    fill = alt.Fill("sign:N", scale=_colours(), legend=None)
    faded = alt.Opacity("strength:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None)
    return [
        rows.mark_rule(strokeWidth=2).encode(
            x=canvas.x(), x2=alt.X2("x2"), y=canvas.y("row_y"), stroke=stroke, opacity=faded
        ),
        rows.mark_circle(fill=PAPER, size=60, opacity=1, strokeWidth=2).encode(
            x=canvas.x(), y=canvas.y("row_y"), stroke=stroke, tooltip=_tooltip()
        ),
        rows.mark_circle(size=46).encode(
            x=canvas.x("x2"), y=canvas.y("row_y"), fill=fill, opacity=faded, tooltip=_tooltip()
        ),
    ]


def _under(found: ReformFound) -> str:
    if found.before is None or found.after is None:
        return "The index cannot be compared between the two days."
    return (
        f"The index went from {found.before:.4f} to {found.after:.4f}: {found.own:+.4f} by its own rules, "
        f"{sum(part.contribution for part in found.others):+.4f} by others in the same days, "
        f"{found.coverage:+.4f} by what became known."
    )


def _description(found: ReformFound, norms: Sequence[NormChange], partners: Sequence[PartnerChange]) -> str:
    parts = [_under(found)]
    parts += [f"{_named(each)}: {each.had} to {each.has}, {each.contribution:+.4f}, {_turned(each)}."
              for each in norms[:12]]  # fmt: skip
    for each in partners[:12]:
        name = found.names.get(each.jurisdiction, each.jurisdiction)
        parts.append(f"Distance to {name}: {each.before:.3f} before, {each.after:.3f} after, "
                     f"over {counted(each.common, 'norm')}.")
    return " ".join(parts)
