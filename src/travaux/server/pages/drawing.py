"""The pictures of a case, as they stand in pages: drawn from the view, with table, description and downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from travaux.errors import TravauxError
from travaux.server.desk import File, Look, Query, download

if TYPE_CHECKING:
    from travaux.lineage import Timeline
    from travaux.pictures import Picture
    from travaux.pictures.palette import Theme

__all__ = ["Drawing", "drawn", "picture"]

Asked = Mapping[str, str]
_ASKED = ("issue", "order", "group", "treaty", "day", "jurisdiction", "from", "to", "measure", "strict", "weights",
          "norm")  # fmt: skip
"""What an address may ask of a picture, beside the days of the look."""
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture for the template `travaux/_picture.html`: what is drawn, and where its files are."""

    picture: Picture
    addresses: Mapping[str, str]
    dark: Mapping[str, str]


def drawn(look: Look, name: str, **asked: str) -> Drawing:
    """A picture of the case for a page.

    Args:
        look: what is looked at.
        name: which picture: `heat-map`, `positions`, `timeline`, `landing`, `parties`, `tile-map`, `countdown`,
            `forecast-fan`, `law-index`, `law-matrix`, `law-reform`.
        asked: what the picture depends on beside the view, such as `issue` or `order`.

    Raises:
        TravauxError: if there is no such picture, or nothing to draw.
    """
    found = _made(look, name, tuple(sorted((key, value) for key, value in asked.items() if value)))
    days = {key: day.isoformat() for key, day in (("on", look.on), ("known", look.known)) if day}
    query = {**{key: value for key, value in asked.items() if value}, **days}
    addresses = {ending: _address(look, name, ending, query) for ending in _TYPES}
    dark = {ending: _address(look, name, ending, {**query, "theme": "dark"}) for ending in ("svg", "json")}
    return Drawing(found, addresses, dark)


def _address(look: Look, name: str, ending: str, query: Mapping[str, str]) -> str:
    path = reverse("picture", kwargs={"case": look.name, "name": name, "ending": ending})
    return f"{path}?{urlencode(query)}" if query else path


def _made(look: Look, name: str, asked: tuple[tuple[str, str], ...]) -> Picture:
    if name not in _PICTURES:
        raise TravauxError(
            "there is no such picture", where=name, remedy=f"the pictures are {', '.join(sorted(_PICTURES))}"
        )
    return look.answer(("picture", name, asked), lambda: _PICTURES[name](look, dict(asked)))


@download("read")
def picture(look: Look, query: Query, name: str, ending: str) -> File:
    """A picture as SVG, PNG or Vega-Lite, or its table as CSV.

    Raises:
        TravauxError: if there is no such picture or format, or nothing to draw.
    """
    if ending not in _TYPES:
        raise TravauxError(f"a picture is not written as {ending[:20]!r}", remedy=f"take one of {', '.join(_TYPES)}")
    asked = tuple(sorted((key, query.get(key)) for key in _ASKED if query.get(key)))
    found = _made(look, name, asked)
    dark = query.get("theme") == "dark"
    content = look.answer(("picture file", name, ending, dark, asked), lambda: _content(found, ending, dark=dark))
    day = f"-{look.case.as_of.isoformat()}" if look.case.as_of else ""
    return File(f"{look.name}-{name}{day}.{ending}", _TYPES[ending], content, shown=ending in ("svg", "json"))


def _content(found: Picture, ending: str, *, dark: bool) -> bytes:
    import json

    theme: Theme = "dark" if dark else "light"
    if ending == "svg":
        return found.svg(theme=theme).encode()
    if ending == "png":
        return found.png(theme=theme)
    if ending == "csv":
        return found.csv().encode("utf-8-sig")  # Excel would guess wrongly without the mark
    return json.dumps(found.spec(theme=theme), ensure_ascii=False).encode()


def _heat_map(look: Look, asked: Asked) -> Picture:  # noqa: ARG001
    from travaux.pictures import heat_map

    return heat_map(_chain(look))


def _timeline_chart(look: Look, asked: Asked) -> Picture:  # noqa: ARG001
    from travaux.pictures import timeline_chart

    return timeline_chart(_chain(look), {each.id: each.body or each.id for each in look.case.sessions})


def _chain(look: Look) -> Timeline:
    from travaux.lineage import timeline
    from travaux.server.pages.timeline import chain_of  # which draws with this module

    return chain_of(look) or timeline(())


def _positions(look: Look, asked: Asked) -> Picture:
    from travaux.pictures import position_matrix

    order = asked.get("order") or "likeness"
    return position_matrix(look.case, order, asked.get("group"))  # type: ignore[arg-type]


def _parties(look: Look, asked: Asked) -> Picture:
    from travaux.pictures import party_map

    return party_map(look.case, asked.get("issue"))


def _landing(look: Look, asked: Asked) -> Picture:
    from travaux.pictures import landing_zone
    from travaux.server.pages.consensus_asked import finding_of

    return landing_zone(finding_of(look), asked.get("issue"))


def _tile_map(look: Look, asked: Asked) -> Picture:
    from travaux.server.pages.treaty_pictures import map_of

    return map_of(look, asked.get("treaty", ""), asked.get("day", ""))


def _countdown(look: Look, asked: Asked) -> Picture:
    from travaux.server.pages.treaty_pictures import countdown_of

    return countdown_of(look, asked.get("treaty", ""), asked.get("day", ""))


def _forecast_fan(look: Look, asked: Asked) -> Picture:
    from travaux.server.pages.treaty_pictures import fan_of

    return fan_of(look, asked.get("treaty", ""))


def _law_index(look: Look, asked: Asked) -> Picture:
    from travaux.server.pages.law_pictures import index_of  # which shows what is drawn here

    return index_of(look, asked)


def _law_matrix(look: Look, asked: Asked) -> Picture:
    from travaux.server.pages.law_pictures import matrix_of

    return matrix_of(look, asked.get("norm", ""))


def _law_reform(look: Look, asked: Asked) -> Picture:
    from travaux.server.pages.law_pictures import reform_of

    return reform_of(look, asked)


_PICTURES: Mapping[str, Callable[[Look, Asked], Picture]] = {
    "heat-map": _heat_map,
    "timeline": _timeline_chart,
    "positions": _positions,
    "parties": _parties,
    "landing": _landing,
    "tile-map": _tile_map,
    "countdown": _countdown,
    "forecast-fan": _forecast_fan,
    "law-index": _law_index,
    "law-matrix": _law_matrix,
    "law-reform": _law_reform,
}
