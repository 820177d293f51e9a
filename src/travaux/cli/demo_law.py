"""The end of `travaux demo`: what a reform of law changed, and how a treaty came into force."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from travaux.cli.demo_versions import beginning

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["law_steps"]

LAWS, JURISDICTION, BEFORE, AFTER = "patent-law", "US", "2011-09-15", "2013-03-17"
TREATIES, TREATY = "wipo", "beijing"


def law_steps(console: Console, step: Callable[[Console, int, str, str], None], first: int) -> None:
    """Print the beginning of what the America Invents Act changed, and of the count of the Beijing Treaty."""
    from travaux.cli.law_reform_page import reform_page
    from travaux.cli.treaty_force_page import force_page
    from travaux.law import open_laws, reform
    from travaux.treaty import force, open_treaties

    asked = f"--jurisdiction {JURISDICTION} --from {BEFORE} --to {AFTER}"
    step(console, first, "what a reform of law changed", f"travaux law reform {LAWS} {asked}")
    changed = reform(open_laws(LAWS), JURISDICTION, BEFORE, AFTER)
    beginning(console, lambda: reform_page(console, changed), "DE by")  # the second of many
    step(console, first + 1, "how a treaty came into force", f"travaux treaty force {TREATY}")
    wipo = open_treaties(TREATIES)
    beginning(console, lambda: force_page(console, force(wipo, TREATY), wipo), "Doubt:")
