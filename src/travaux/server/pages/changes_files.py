"""What changed between two versions, as files to take away."""

from __future__ import annotations

import re
from collections.abc import Mapping

from travaux.errors import TravauxError
from travaux.facts.model import TextVersion
from travaux.server.desk import File, Look, Query, download
from travaux.server.pages.changes_versions import chosen, compared, table
from travaux.text.redline import redline_docx, redline_html
from travaux.text.side_by_side import table_bytes

__all__ = ["FILES", "changes_file"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": _WORD,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
FILES: Mapping[str, Mapping[str, str]] = {
    "redline": {"docx": "Word, with tracked changes", "html": "web page"},
    "side": {"docx": "Word", "xlsx": "Excel", "csv": "CSV", "html": "web page"},
}
"""The endings of each kind of file, and what they are for readers."""


@download("read")
def changes_file(look: Look, query: Query, ending: str) -> File:
    """Two versions as a redline (.html .docx) or side by side (.html .docx .xlsx .csv); `as` says which."""
    shape = "side" if query.get("as") == "side" else "redline"
    if ending not in FILES[shape]:
        named = "side-by-side table" if shape == "side" else "redline"
        raise TravauxError(
            f"a {named} is not written as {ending!r}",
            remedy=f"take one of {', '.join(FILES[shape])}",
        )
    if not look.case.texts:
        raise TravauxError("there is no version of a text to compare", where=look.title)
    old, new = chosen(look.case, query.get("old"), query.get("new"))
    key = ("changes file", shape, ending, old.id, new.id)
    content = look.answer(key, lambda: _content(look, old, new, ending, shape))
    name = "-".join(map(_plain, (look.name, old.id, "to", new.id, shape)))
    return File(f"{name}.{ending}", _TYPES[ending], content)


def _content(look: Look, old: TextVersion, new: TextVersion, ending: str, shape: str) -> bytes:
    if shape == "side":
        return table_bytes(table(look, old, new), f".{ending}")
    found = compared(look, old, new)
    return redline_docx(found) if ending == "docx" else redline_html(found).encode("utf-8")


def _plain(words: str) -> str:
    """Words fit for the name of a file on every system."""
    return re.sub(r"[^\w.-]+", "-", words).strip("-.")[:60] or "version"
