"""What our side and NegMAS both print of a domain, so that they can be compared; needs numpy only, on either side."""

from __future__ import annotations

import hashlib
import resource
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["STEP", "digest", "peak_megabytes"]

STEP = 2.0**-20
"""All values are multiples of it, so that sums of a few of them are exact."""
_STATUS = Path("/proc/self/status")


def digest(points: NDArray[np.float64]) -> str:
    """How many distinct points there are, and a digest of them in order: equal sets have equal digests."""
    whole = np.unique(np.rint(points / STEP).astype(np.int64), axis=0)
    return f"{len(whole)} {hashlib.blake2b(whole.tobytes(), digest_size=8).hexdigest()}"


def peak_megabytes() -> float:
    """The most memory that this process has held so far, in megabytes.

    On Linux from its status, for `ru_maxrss` of a child begins with what its parent held.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
