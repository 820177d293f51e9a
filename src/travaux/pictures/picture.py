"""A picture: a chart, what it shows in words, and the table of everything it shows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from travaux.errors import TravauxError
from travaux.pictures.labels import drawable
from travaux.pictures.palette import DARK, PAPER, Theme, config, on_paper

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Cell", "Picture"]

_MOST_DOTS = 80_000_000

Cell: TypeAlias = str | int | float | None
"""What stands in a cell of the table; None where nothing is known or nothing is there."""


@dataclass(frozen=True)
class Picture:
    """A picture with its table.

    `name` is fit for the name of a file, `title` says what it is, `description` what is seen in words, with the main
    figures and the definition of them: it is the text for whoever does not see the picture. `columns` and `rows` hold
    everything that is drawn. In a notebook it shows by itself.
    """

    name: str
    title: str
    description: str
    chart: alt.LayerChart = field(repr=False, compare=False)
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)

    def spec(self, theme: Theme = "light") -> dict[str, Any]:
        """The Vega-Lite specification, without background.

        Args:
            theme: `light` for white paper, `dark` for dark paper.
        """
        import altair as alt

        # The records are plain values: Altair need not go through them.
        light = self.chart.copy(deep=False)
        light.datasets = alt.Undefined
        spec = light.to_dict(validate=False) | {"datasets": self.chart.datasets}
        # What somebody has set for charts of their own in a notebook does not change the meaning of these colours.
        spec |= {"config": config(), "background": "transparent", "description": self.description}
        found: dict[str, Any] = drawable(on_paper(spec, theme))
        return found

    def svg(self, theme: Theme = "light") -> str:
        """The picture as SVG, without background, and named for those who hear the page instead of seeing it."""
        import vl_convert
        from lxml import etree

        drawn = vl_convert.vegalite_to_svg(self.spec(theme), allowed_base_urls=[])
        root = etree.fromstring(drawn.encode())
        root.set("role", "img")
        root.set("aria-label", drawable(f"{self.title}. {self.description}"))
        return etree.tostring(root, encoding="unicode")

    def png(self, scale: float = 2.0, theme: Theme = "light") -> bytes:
        """The picture as PNG on its paper.

        Args:
            scale: dots for each pixel of the SVG.
            theme: `light` for white paper, `dark` for dark paper.

        Raises:
            TravauxError: if it would have more dots than programs open, or none.
        """
        import vl_convert

        spec = self.spec(theme) | {"background": PAPER if theme == "light" else DARK[PAPER], "padding": 16}
        dots = (spec["width"] + 32) * (spec["height"] + 120) * scale**2
        if not 0 < dots <= _MOST_DOTS:
            raise TravauxError(
                "the picture is too large for a PNG" if scale > 0 else "a picture without dots has no size",
                where=self.name,
                why=f"it would have {dots / 1e6:,.0f} million dots",
                remedy="take the SVG, or a smaller scale" if scale > 0 else "take a scale above 0",
            )
        return vl_convert.vegalite_to_png(spec, scale=scale, allowed_base_urls=[])

    def csv(self) -> str:
        """The table as comma-separated values; a cell that a spreadsheet would compute begins with an apostrophe."""
        from travaux.text.side_by_side.csv_out import guarded

        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        return out.getvalue()

    def _repr_mimebundle_(self, **_asked: object) -> dict[str, Any]:
        """What a notebook shows: the chart where it can, or else the SVG or the description."""
        import altair as alt

        major = alt.SCHEMA_VERSION.lstrip("v").split(".")[0]
        return {
            f"application/vnd.vegalite.v{major}+json": self.spec() | {"background": PAPER},
            "image/svg+xml": self.svg(),
            "text/plain": f"{self.title}. {self.description}",
        }
