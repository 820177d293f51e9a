"""Where the real drafts stand, beside the repository; None where they are absent."""

import os
from pathlib import Path

import pytest

_folder = Path(os.environ.get("TRAVAUX_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "data"))
CORPUS: Path | None = _folder if _folder.is_dir() else None


def needs_corpus(test):
    """Mark a test that reads the real drafts; it is skipped, saying so, where they are absent."""
    skip = pytest.mark.skipif(CORPUS is None, reason="the real drafts (../shared/data) are not beside the project")
    return pytest.mark.corpus(skip(test))
