"""The second half of `travaux demo`: a case from the record to a package, on the talks on audiovisual performances."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.errors import TravauxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

__all__ = ["case_steps"]

CASE, ISSUE = "avp", "a12"
BEFORE, AFTER = date(2000, 12, 20), date(2012, 6, 24)


def case_steps(
    console: Console, step: Callable[[Console, int, str, str], None], first: int, folder: Path | None
) -> None:
    """Print who stands where on one article, where the talks closed in 2000 and in 2012, and the text that came of it.

    Without the extra `solve` the two findings are left out, and it says so.
    """
    from travaux.cli.who_page import Scope, who_page
    from travaux.facts import open_case

    case = open_case(CASE, on=BEFORE)
    step(console, first, "who stood where on one article", f"travaux who {CASE} --issue {ISSUE} --on {BEFORE}")
    who_page(console, case, case.who(issue=ISSUE), Scope.of(case, ISSUE, None, None, full=False))
    try:
        from travaux.cli.consensus_page import finding_page
        from travaux.consensus import clean_text, consensus
    except ModuleNotFoundError as error:
        console.print(f"\nThe search for packages needs the extra `solve` ({error.name} is not installed).")
        return
    step(console, first + 1, "why the conference of 2000 did not close", f"travaux consensus {CASE} --on {BEFORE}")
    finding_page(console, consensus(case, top=2), CASE)
    later = open_case(CASE, on=AFTER)
    step(console, first + 2, "what was not excluded in 2012", f"travaux consensus {CASE} --on {AFTER} --top 1")
    found = consensus(later, top=1)
    finding_page(console, found, CASE)
    if folder is not None and found.packages:
        from travaux import write

        target = folder / f"{CASE}-{AFTER}.docx"
        text = clean_text(later, found.packages[0])
        try:
            write(text.text, target)
        except OSError as error:
            raise TravauxError("the text could not be written", where=str(target), why=error.strerror or "") from error
        console.print(f"  {target.name}: the text of that package, from our reconstruction of the draft")
        console.print(f"    $ travaux consensus {CASE} --on {AFTER} --clean {target.name}", style="dim")
