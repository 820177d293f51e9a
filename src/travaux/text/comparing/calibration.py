"""The chance that two units say the same, from the evidence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np

from travaux.text.comparing.evidence import FEATURES, Pairs
from travaux.text.comparing.features import Floats

__all__ = ["chance", "weights"]


def chance(rows: Pairs, kind: str) -> Floats:
    """The chance, from 0 to 1, that a careful reader would link each pair.

    Args:
        kind: `words`, `articles` or `paragraphs`: a table of `calibration.toml`, fitted by `python -m bench.calibrating
            --write` on pairs linked by hand or by their numbers.
    """
    start, each = weights(kind)
    return np.asarray(1 / (1 + np.exp(-(start + rows.evidence @ each))))


@cache
def weights(kind: str) -> tuple[float, Floats]:
    """The start and the weight of each piece of evidence."""
    table = tomllib.loads(files(__package__).joinpath("calibration.toml").read_text(encoding="utf-8"))[kind]
    return table["start"], np.array([table.get(name, 0.0) for name in FEATURES])
