"""The real drafts that stand beside the repository, each read once."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import travaux
from travaux.text.instrument import Instrument

__all__ = ["CORPUS", "DRAFTS", "ROOT", "draft", "read"]

ROOT = Path(__file__).resolve().parents[1]
_folder = Path(os.environ.get("TRAVAUX_CORPUS", ROOT.parent / "shared" / "data"))
CORPUS: Path | None = _folder if _folder.is_dir() else None

DRAFTS = (
    "bbnj-agreement-2023-adopted.html",
    "itu-pp18-decision-5.akn.xml",
    "itu-pp18-resolution-2.akn.xml",
    "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt",
    "unfccc-2014-12-14-lima-elements-decision-1cp20.txt",
    "unfccc-2015-10-23-draft-agreement.md",
    "unfccc-2015-12-09-draft-paris-outcome.md",
    "unfccc-2015-12-12-adopted-paris-agreement.md",
    "unfccc-2015-draft-decision.md",
    "unfccc-adp-2015-02-12-geneva-negotiating-text.pdf",
    "unfccc-adp-2015-10-23-draft-agreement.pdf",
    "wipo-tce-draft-articles-ic34-adaptation.md",
)


def draft(name: str) -> Path:
    """The file of a draft; call only where `CORPUS` is there."""
    assert CORPUS is not None
    return CORPUS / "texts" / name


@cache
def read(name: str) -> Instrument:
    """A draft as Travaux reads it, read once in a run."""
    return travaux.read(draft(name))
