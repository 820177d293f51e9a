"""A case as a folder to take away: everything this reader may read, from which the same view is read again."""

from __future__ import annotations

import io
import stat
import zipfile

from travaux.facts import visible_record
from travaux.facts.writing import case_words
from travaux.server.desk import File, Look
from travaux.server.register import placed

__all__ = ["folder_of"]

_MADE = (1980, 1, 1, 0, 0, 0)  # fixed, so that the same view gives the same file


def folder_of(look: Look) -> File:
    """The case as one reader sees it, as a ZIP file: `case.yaml`, and the drafts in `texts/`.

    Args:
        look: the view. Labels of facts that are not public stay on them.
    """
    record, files = placed(visible_record(look.case))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "case.yaml", case_words(record).encode("utf-8"))
        for name, content in sorted(files.items()):
            _put(archive, name, content)
    return File(f"{look.name}.zip", "application/zip", packed.getvalue())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    entry.create_system = 3
    archive.writestr(entry, content)
