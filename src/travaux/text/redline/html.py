"""A redline for people: one page that shows what changed, first what was agreed before, then choices, then the text."""

from __future__ import annotations

import re
from importlib import resources

from travaux.errors import TravauxError
from travaux.text.comparing.model import Comparison
from travaux.text.formats.html_page import escaped
from travaux.text.redline.article import article
from travaux.text.redline.contents import contents, entries
from travaux.text.redline.front import front, title_of
from travaux.text.redline.inline import Inline
from travaux.text.redline.plan import planned

__all__ = ["check_holdable", "redline_html"]

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Control characters, and the first bytes of surrogates and of the two that are no characters.
_RARE = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0xED, 0xEF])


def redline_html(comparison: Comparison) -> str:
    """The comparison as one self-contained page, without scripts and without requests to other hosts.

    Args:
        comparison: what `travaux.text.comparing.compare` found.

    Returns:
        A page with both titles, the figures with their definitions, what was reopened, what happened to the choices,
        an outline with counts, and the whole new text with deleted and inserted words marked.

    Raises:
        TravauxError: if a text holds control characters that no HTML page can hold.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing import compare
        >>> old, new = travaux.read_text("Each Party shall act."), travaux.read_text("Each Party may act.")
        >>> page = redline_html(compare(old, new))
        >>> page.count("<del>"), page.count("<ins>")
        (2, 2)
    """
    plan, inline = planned(comparison), Inline(comparison)
    outline = contents(entries(comparison, plan))
    title = f"What changed: {title_of(comparison.old, 'old text')} → {title_of(comparison.new, 'new text')}"
    written = "\n".join([
        "<!DOCTYPE html>",
        '<html lang="en" dir="ltr"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(title)}</title>",
        f"<style>{_style_sheet()}</style></head><body>",
        front(comparison, plan, outlined=bool(outline)),
        outline,
        "<main id=text><h2>The text</h2>",
        article(comparison, plan, inline),
        "</main></body></html>",
        "",
    ])
    check_holdable(written)
    return written


def check_holdable(written: str) -> None:
    """Refuse what no HTML page can hold.

    Raises:
        TravauxError: if there is such a character.
    """
    # Looking at bytes is several times faster than a search, and pages are large.
    content = written.encode("utf-8", "surrogatepass")
    if len(content.translate(None, _RARE)) == len(content):
        return
    found = _UNHOLDABLE.search(written)
    if found:
        raise TravauxError(
            "one of the texts holds a character that an HTML page cannot hold", why=f"U+{ord(found[0]):04X}",
            remedy="remove it from the draft, or write JSON",
        )


def _style_sheet() -> str:
    return resources.files("travaux.text.redline").joinpath("redline.css").read_text("utf-8").strip()
