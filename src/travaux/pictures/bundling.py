"""The script that makes the pictures in a page answer to the pointer: Vega-Embed and a few lines of our own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["bundle"]


@cache
def bundle() -> str:
    """One JavaScript file without any request to another place.

    It looks for elements with `data-picture`, fetches the specification from the address given there (from
    `data-picture-dark` where the page is dark and there is one), and puts the chart in the place of the still picture.
    Expressions are interpreted, never compiled, so a page may forbid `unsafe-eval` and inline styles. Where anything
    fails, the still picture stays. It takes about two seconds to make and is then kept in memory.
    """
    import vl_convert

    snippet = (files(__package__) / "bundle.js").read_text(encoding="utf-8")
    return vl_convert.javascript_bundle(snippet)
