"""What a case holds of law and treaties, in a few words, for the pages that say what there is in it."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.facts import Case
from travaux.facts.law_facts import Law, Norm
from travaux.facts.treaty_facts import Treaty, TreatyAction

__all__ = ["Holding", "holdings"]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of content: the name of its page, what it is called, how much of it there is."""

    page: str
    title: str
    words: str


def holdings(case: Case) -> tuple[Holding, ...]:
    """What a view holds of law and of treaties; nothing for a case of negotiations alone.

    Args:
        case: the view.
    """
    norms, laws = case.of(Norm), case.of(Law)
    treaties, actions = case.of(Treaty), case.of(TreatyAction)
    found = []
    if norms or laws:
        held = {law.jurisdiction for law in laws}
        words = f"{_many(len(norms), 'norm')}, {_many(len(held), 'jurisdiction')}, {_many(len(laws), 'law')}"
        found.append(Holding("law", "Law", words))
    if treaties or actions:
        found.append(Holding("treaty", "Treaties", f"{_many(len(treaties), 'treaty', 'treaties')}, "
                             f"{_many(len(actions), 'action')}"))  # fmt: skip
    return tuple(found)


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
