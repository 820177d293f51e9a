"""Which provisions left the order of all the others, as a reader of two columns sees it."""

from __future__ import annotations

from travaux.text.comparing import Comparison
from travaux.text.comparing.moving import heaviest_in_order

__all__ = ["out_of_order"]


def out_of_order(comparison: Comparison) -> set[int]:
    """The provisions, by their place in the comparison, that stand among others now.

    Those that keep their order are the ones on the heaviest increasing sequence, words being the weights.
    """
    text, rows = comparison.new_text, comparison.provisions
    linked = [number for number, change in enumerate(rows) if change.link.old and change.link.new]
    linked.sort(key=lambda number: min(rows[number].link.new))
    sizes = [
        1 + sum(text.units[unit].end - text.units[unit].start for unit in rows[number].link.new) for number in linked
    ]
    kept = heaviest_in_order([min(rows[number].link.old) for number in linked], sizes)
    return {number for place, number in enumerate(linked) if place not in kept}
