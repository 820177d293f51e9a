"""Print how well provisions are linked and choices followed, and write it into the documentation.

    python docs/make_figures.py

It runs `bench.links`, `bench.fates` (held-out labels too) and `bench.concordance`, which read texts beside the project;
where these are absent nothing is written.
"""

from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the benchmarks are no part of the package

from bench import concordance, fates, links  # noqa: E402
from bench.corpus import CORPUS  # noqa: E402

PAGE = ROOT / "docs" / "_generated" / "comparing.md"
FIGURES: tuple[tuple[str, ModuleType, tuple[str, ...]], ...] = (
    ("Links of provisions", links, ()),
    ("Fates of choices", fates, ("--heldout",)),
    ("Articles of acts and agreements", concordance, ()),
)


def printed(module: ModuleType, arguments: tuple[str, ...]) -> str:
    """What a benchmark prints."""
    before, sys.argv = sys.argv, [module.__name__, *arguments]
    out = io.StringIO()
    try:
        with redirect_stdout(out):
            module.main()
    finally:
        sys.argv = before
    return out.getvalue().strip() + "\n"


def section(title: str, module: ModuleType, arguments: tuple[str, ...]) -> str:
    """One section of the page, with the command that prints the same; what is no table stands as it is printed."""
    figures = printed(module, arguments)
    command = " ".join(["python -m", module.__name__, *arguments])
    if not re.match(r"\||#", figures):
        figures = f"```text\n{figures}```\n"
    return f"### {title}\n\n`{command}`\n\n{figures}"


def main() -> None:
    """Print the figures and write them."""
    if CORPUS is None:
        print("the labelled drafts (../shared/data) are not beside the project; nothing was measured")
        return
    page = "\n".join(section(*each) for each in FIGURES)
    print(page)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
