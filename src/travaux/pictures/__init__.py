"""Pictures of a case and of its texts: Altair charts made from results, each with its table and its description.

They show on white and on dark paper, and say nothing by colour alone. The modules are loaded when they are first asked
for, since the library that draws takes its time.

Example:
    >>> import travaux
    >>> from travaux.pictures import landing_zone
    >>> picture = landing_zone(travaux.consensus(travaux.open_case("marrakesh")), "tpm")
    >>> picture.columns[:5]
    ('issue', 'status', 'option', 'prefer', 'accept')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from travaux.pictures.bundling import bundle
    from travaux.pictures.countdown_charts import force_countdown
    from travaux.pictures.forecast_fans import forecast_fan
    from travaux.pictures.heat_maps import heat_map
    from travaux.pictures.landing_zones import landing_zone
    from travaux.pictures.law_index_charts import law_index_chart
    from travaux.pictures.law_matrices import law_matrix
    from travaux.pictures.party_maps import party_map
    from travaux.pictures.picture import Picture
    from travaux.pictures.position_matrices import position_matrix
    from travaux.pictures.reform_charts import reform_chart
    from travaux.pictures.tile_maps import tile_map
    from travaux.pictures.timeline_charts import timeline_chart

__all__ = ["Picture", "bundle", "force_countdown", "forecast_fan", "heat_map", "landing_zone", "law_index_chart",
           "law_matrix", "party_map", "position_matrix", "reform_chart", "tile_map", "timeline_chart"]  # fmt: skip

_HOMES = {
    "Picture": "picture",
    "bundle": "bundling",
    "force_countdown": "countdown_charts",
    "forecast_fan": "forecast_fans",
    "heat_map": "heat_maps",
    "landing_zone": "landing_zones",
    "law_index_chart": "law_index_charts",
    "law_matrix": "law_matrices",
    "party_map": "party_maps",
    "position_matrix": "position_matrices",
    "reform_chart": "reform_charts",
    "tile_map": "tile_maps",
    "timeline_chart": "timeline_charts",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
