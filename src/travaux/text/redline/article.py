"""The text of a redline: every provision in the order of the new text, or only those that changed."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.text.comparing.model import Comparison
from travaux.text.formats.html_page import attribute
from travaux.text.formats.prose_lines import HEADINGS
from travaux.text.redline.contents import Entry
from travaux.text.redline.inline import Inline
from travaux.text.redline.plan import Plan
from travaux.text.redline.rows import Rows
from travaux.text.wording import counted

__all__ = ["anchors_of", "article", "changed_rows"]


def changed_rows(plan: Plan, listed: Iterable[Entry]) -> frozenset[int]:
    """The rows in which anything changed, and the headings above them."""
    changed = {index for index, number in enumerate(plan.numbers) if number}
    return frozenset(changed.union(*(entry.rows for entry in listed if entry.changes)))


def anchors_of(comparison: Comparison, rows: Iterable[int]) -> frozenset[str]:
    """The anchors of headings and notes that stand on a page with these rows."""
    found: set[str] = set()
    for index in rows:
        link = comparison.provisions[index].link
        side, units = (1, link.new) if link.new else (0, link.old)
        text = comparison.new_text if side else comparison.old_text
        found.update(
            f"{'on'[side]}{unit}" for unit in units if text.units[unit].note or text.units[unit].role in HEADINGS
        )
    return frozenset(found)


def article(comparison: Comparison, plan: Plan, inline: Inline, shown: frozenset[int] | None = None) -> str:
    """The text as an article with deleted and inserted words marked.

    Args:
        comparison: what is shown.
        plan: where everything stands.
        inline: writes the words.
        shown: the rows to show; None for all. How many were left out is said where they were.
    """
    rows = Rows(comparison, plan, inline)
    lines, left_out = [rows.stubs(-1)], 0
    for index in range(len(comparison.provisions)):
        if shown is None or index in shown:
            lines += [_left_out(left_out, inline), rows.row(index)]
            left_out = 0
        else:
            left_out += 1
        if index in plan.stubs:
            lines.append(rows.stubs(index))
    lines.append(_left_out(left_out, inline))
    language = comparison.new.source.language
    lang = f" lang={attribute(language)}" if language else ""
    return f'<article{lang} dir="{"rtl" if inline.rtl else "ltr"}">\n{"".join(lines)}\n</article>'


def _left_out(number: int, inline: Inline) -> str:
    return f"<p class=same{inline.gloss}>{counted(number, 'provision')} unchanged</p>\n" if number else ""
