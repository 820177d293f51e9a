"""What changed between two versions: reopened first, then the choices by what became of them, then the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from travaux.errors import TravauxError
from travaux.facts.model import TextVersion
from travaux.server.desk import Look, Page, Query, personal
from travaux.server.pages.changes_files import FILES, changes_file
from travaux.server.pages.changes_for_us import changes_seen, changes_us
from travaux.server.pages.changes_marks import mark_of
from travaux.server.pages.changes_versions import called, chosen, compared, fragment, ordered, table
from travaux.text.comparing import Comparison
from travaux.text.side_by_side import table_fragment
from travaux.text.wording import counted

__all__ = ["changes", "changes_file", "changes_seen", "changes_us"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two versions that are compared, and how they are shown."""

    old: TextVersion
    new: TextVersion
    shape: str
    whole: bool

    @property
    def same(self) -> bool:
        """Whether one version was chosen twice."""
        return self.old.id == self.new.id

    @property
    def backwards(self) -> bool:
        """Whether the older text is the later one."""
        return bool(self.old.date and self.new.date and self.old.date > self.new.date)

    def query(self, look: Look, **other: str) -> str:
        """The query that asks for this comparison, with something else than this pair has."""
        asked = {"old": self.old.id, "new": self.new.id, "as": self.shape, **({"whole": "1"} if self.whole else {})}
        asked |= other
        days = look.keeping.replace("?", "&")
        return f"?{urlencode({key: value for key, value in asked.items() if value})}{days}"


@personal("read")
def changes(request: HttpRequest, look: Look, query: Query) -> Page:
    """Two versions as a redline or side by side. Only the link to what one has read depends on the account."""
    versions = ordered(look.case)
    found: dict[str, Any] = {"versions": [(text, called(text)) for text in versions], "may_table": look.may("table")}
    if look.visitor.role is not None:
        found["mark"] = mark_of(request, look)
    if versions:
        old, new = chosen(look.case, query.get("old"), query.get("new"))
        pair = Pair(old, new, "side" if query.get("as") == "side" else "redline", bool(query.get("whole")))
        found |= {"pair": pair, "old_name": called(old), "new_name": called(new)}
        if not pair.same:
            found |= _links(look, pair) | (_beside(look, pair) if pair.shape == "side" else _redline(look, pair))
    return Page("travaux/changes.html", "Changes", found)


def _links(look: Look, pair: Pair) -> dict[str, Any]:
    """Where the same two versions are to be had otherwise."""
    return {
        "as_redline": pair.query(look, **{"as": "redline"}),
        "as_side": pair.query(look, **{"as": "side"}),
        "all_of_it": pair.query(look, whole="1"),
        "changed_only": pair.query(look, whole=""),
        "swapped": pair.query(look, old=pair.new.id, new=pair.old.id),
        "files": [(ending, words, pair.query(look)) for ending, words in FILES[pair.shape].items()],
    }


def _redline(look: Look, pair: Pair) -> dict[str, Any]:
    comparison = compared(look, pair.old, pair.new)
    parts = fragment(look, pair.old, pair.new, whole=pair.whole)
    # The writer of the redline escapes every word of the texts.
    safe: dict[str, SafeString] = {
        name: mark_safe(getattr(parts, name))
        for name in ("remarks", "figures", "key", "reopened", "choices", "outline", "text")
    }
    return {"redline": safe, "first": parts.changes > 0, "empty": comparison.empty, "lead": lead(comparison)}


def _beside(look: Look, pair: Pair) -> dict[str, Any]:
    try:
        whole = table(look, pair.old, pair.new)
    except TravauxError as error:
        return {"not_beside": error}
    rows = [row for row in whole.rows if row.changed]
    changed, added = sum(row.base is not None for row in rows), sum(row.base is None for row in rows)
    again = len(compared(look, pair.old, pair.new).reopened)
    said = (
        f"{_touched(again)}Words, brackets or numbers changed in {changed:,} of "
        f"{counted(whole.provisions, 'provision')} of the old text; {added:,} added."
    )
    caption = f"{called(pair.old)} (base) beside {called(pair.new)}"
    shown = look.answer(
        ("side by side on the page", pair.old.id, pair.new.id, pair.whole),
        lambda: table_fragment(whole if pair.whole else whole.changed(), caption),
    )
    return {
        "beside": mark_safe(shown), "nothing_changed": not rows, "table_remarks": whole.remarks, "lead": said,
        "again": again,
    }  # fmt: skip


def lead(comparison: Comparison) -> str:
    """The answer in a sentence or two, what was reopened first."""
    if comparison.empty:
        return "Nothing changed: both texts say the same."
    again = len(comparison.reopened)
    fates = Counter(change.fate for change in comparison.choices)
    opened = fates["opened"] + fates["reopened"]
    said = [
        f"{counted(len(comparison.changes), 'provision')} changed",
        f"{counted(fates['closed'], 'choice')} closed" if fates["closed"] else "no choice closed",
        f"{opened:,} opened" if opened else "none opened",
    ]
    if fates["dropped"]:
        said.append(f"{fates['dropped']:,} gone with the text around")
    return f"{_touched(again)}{', '.join(said)}."


def _touched(again: int) -> str:
    return f"Agreed text was reopened in {counted(again, 'place')}. " if again else ""
