"""What changed for one delegation: the lines of the answer, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travaux.lineage.versions import Version

__all__ = ["DEFINITIONS", "ChangeLine", "Changes"]

DEFINITIONS: dict[str, str] = {
    "touched": "provisions with words that the delegation backs that were reworded, split, merged or dropped, its "
    "options that were reworded or dropped, options added beside them, and agreed text reopened in such provisions",
    "brackets": "choices in which the delegation is named that are no longer open, and what stands in their place",
    "red_lines": "positions of the delegation against an option (its red lines and oppositions) whose words stand "
    "without brackets now, or with which the issue ended on record; an option stands if its choice was closed to it, "
    "or if four fifths of its words are outside brackets",
    "allies": "who was named beside the delegation since, or is no longer, and positions of others since that agree "
    "with its own on the same option",
    "opponents": "who was named against the words it backs since, for words it opposes or for a rival of its words, or "
    "is no longer; and positions of others since that differ from its own on the same issue",
    "alone": "options of the latest version for or against which nobody but the delegation is named",
}
"""What each section lists. A party that is not named has no recorded position, and that is no consent."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that changed: `what` in a word, `text` in a sentence, and where one can look it up.

    `version` is the version in which it is seen first (None for what is only on record), `where` the provision for
    readers and `provision` its id there, `source` where it is from: the version, or the title of the source on record.
    `spoken` is the sentence for a page, with days in words and names for ids; empty where `text` has no day and no id.
    """

    what: str
    text: str
    version: str | None = None
    date: date | None = None
    where: str = ""
    provision: str = ""
    choice: str = ""
    issue: str = ""
    option: str = ""
    words: str = ""
    parties: tuple[str, ...] = ()
    source: str = ""
    reader: str = "public"
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed for a delegation from one version to the latest, as one reader sees it.

    `unplaced` are issues on which it has a position against an option, and which no text of the case holds; `undated`
    is true where the version it starts from has no day, so that nothing on record can be called later.
    """

    case: str
    reader: str
    party: str
    party_name: str
    since: Version
    until: Version
    touched: tuple[ChangeLine, ...]
    brackets: tuple[ChangeLine, ...]
    red_lines: tuple[ChangeLine, ...]
    allies: tuple[ChangeLine, ...]
    opponents: tuple[ChangeLine, ...]
    alone: tuple[ChangeLine, ...]
    unplaced: tuple[str, ...]
    undated: bool
