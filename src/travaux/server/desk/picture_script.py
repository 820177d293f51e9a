"""The script of the pictures: made once for each version of the library that draws, and kept in the state folder.

The library makes it in some seconds in which nothing else of its process moves, so it has a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from travaux.server.places import default_state

__all__ = ["made_from", "picture_script"]

# A server that is stopped takes this process along, or leaves it nobody to write to: it then ends without a word.
_MAKE = """\
import signal, sys
for name in ("SIGINT", "SIGPIPE"):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
from travaux.pictures import bundle
sys.stdout.buffer.write(bundle().encode())
"""
_LONGEST = 300  # seconds
_one_at_a_time = threading.Lock()


@cache
def made_from() -> str:
    """A digest of all that the script is made from, which is known long before the script is there."""
    snippet = files("travaux.pictures").joinpath("bundle.js").read_bytes()
    return sha256(version("vl-convert-python").encode() + b" " + snippet).hexdigest()


def picture_script(folder: Path | None = None) -> bytes:
    """The script, from the state folder or made now; others who ask meanwhile wait for the same.

    Args:
        folder: the state folder; by default that of this server.

    Raises:
        subprocess.SubprocessError: if it cannot be made.
    """
    file = (folder or default_state()) / "pictures.js"
    mark = f"// Made from {made_from()}\n".encode()
    with _one_at_a_time:
        if file.is_file() and (found := file.read_bytes()).startswith(mark):
            return found
        made = subprocess.run([sys.executable, "-c", _MAKE], stdout=subprocess.PIPE, check=True, timeout=_LONGEST)
        content = mark + made.stdout
        _put(file, content)
    return content


def _put(file: Path, content: bytes) -> None:
    """Write a file as a whole, or not at all."""
    try:
        handle, name = tempfile.mkstemp(prefix="pictures-", dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(file)
    except OSError:
        # A full disk, or a folder that is read only: this server keeps it in memory, and the next makes it again.
        return
