"""Which unit of one text says what which unit of another says."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from travaux.text.comparing.model import Link
from travaux.text.comparing.printed import Printed

__all__ = ["align"]


def align(old: Printed, new: Printed) -> list[Link]:
    """Links between the units of two texts; every unit stands in exactly one.

    Returns:
        Links in the order of the new text, those without a counterpart in it after the link of the unit before them.
    """
    left = [(unit.number, old.text(n).strip()) for n, unit in enumerate(old.units)]
    right = [(unit.number, new.text(n).strip()) for n, unit in enumerate(new.units)]
    pairs: dict[int, int] = {}
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            pairs.update(zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True))
    taken = set(pairs.values())
    by_id = {unit.id: n for n, unit in enumerate(new.units) if n not in taken}
    for n, unit in enumerate(old.units):
        if n not in pairs and unit.id in by_id:
            pairs[n] = by_id.pop(unit.id)
    back = {there: here for here, there in pairs.items()}
    links = [
        Link((back[n],), (n,), 1.0, ("placeholder",)) if n in back else Link((), (n,), 1.0) for n in range(len(right))
    ]
    for n in range(len(left)):
        if n not in pairs:
            before = next((k for k, link in enumerate(links) if link.old == (n - 1,)), -1)
            links.insert(before + 1, Link((n,), (), 1.0))
    return links
