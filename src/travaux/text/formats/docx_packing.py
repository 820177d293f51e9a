"""The parts of a Word document as one file, and what each part with footnotes or endnotes begins with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["packed", "separators"]

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts by their names in the package, as the bytes of a file; the same for the same parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file.getvalue()


def separators(form: str) -> str:
    """The two lines that a word processor draws above footnotes or endnotes, as the first notes of their part."""
    return "".join(
        f'<w:{form} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:{form}>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
