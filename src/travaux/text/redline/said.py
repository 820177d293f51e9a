"""What happened to provisions and choices, in words."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.text.comparing.model import ChoiceChange, Comparison, Fate, Kind, ProvisionChange, Reopened
from travaux.text.wording import counted

__all__ = ["COUNTED", "FATES", "KINDS", "choice_words", "closed_words", "reopened_words", "row_words"]

KINDS: dict[Kind, str] = {
    "same": "unchanged", "reworded": "reworded", "moved": "moved", "renumbered": "renumbered only", "split": "split",
    "merged": "merged", "added": "added", "dropped": "dropped",
}
"""The most important change of a provision, for readers."""

FATES: dict[Fate, str] = {
    "reopened": "Reopened", "closed": "Closed", "opened": "Opened", "option_added": "Option added",
    "option_dropped": "Option dropped", "option_reworded": "Option reworded", "backers_joined": "Backers joined",
    "backers_left": "Backers left", "dropped": "Dropped with its text",
}
"""What may happen to a choice, for readers, in the order in which it is shown."""

COUNTED: dict[Fate, tuple[str, str]] = {
    "reopened": ("choice reopened", "choices reopened"), "closed": ("choice closed", "choices closed"),
    "opened": ("choice opened", "choices opened"), "option_added": ("option added", "options added"),
    "option_dropped": ("option dropped", "options dropped"), "option_reworded": ("option reworded", "options reworded"),
    "backers_joined": ("option that somebody joined", "options that somebody joined"),
    "backers_left": ("option that somebody left", "options that somebody left"),
    "dropped": ("choice dropped with the text round it", "choices dropped with the text round them"),
}  # fmt: skip
"""The words behind a number of fates: one, and several."""

_HOW = {
    "bracketed": "agreed words stand in brackets now", "reworded": "agreed words were reworded",
    "opened": "a choice opened in agreed text", "dropped": "agreed text is gone",
}


def row_words(row: ProvisionChange, comparison: Comparison) -> list[str]:
    """What happened to a provision, one phrase each; moves are said with their link elsewhere."""
    said: list[str] = [row.kind] if row.kind in ("added", "dropped") else []
    if row.kind == "split":
        said.append(f"split from {_listed(list(dict.fromkeys(row.old_labels)))} into {len(row.link.new)}")
    if row.kind == "merged":
        said.append(f"merged from {_listed(list(dict.fromkeys(row.old_labels)))}")
    if row.renumbered:
        said.append(_renumbered(row, comparison))
    if row.reworded and row.link.old and row.link.new:
        figures = [f"{counted(row.words_deleted, 'word')} deleted"] if row.words_deleted else []
        figures += [f"{counted(row.words_inserted, 'word')} inserted"] if row.words_inserted else []
        said.append(f"reworded{': ' if figures else ''}{', '.join(figures)}")
    return said


def _renumbered(row: ProvisionChange, comparison: Comparison) -> str:
    before = [comparison.old_text.units[unit].number.strip(" .:") for unit in row.link.old]
    after = [comparison.new_text.units[unit].number.strip(" .:") for unit in row.link.new]
    old, new = _listed([number for number in before if number]), _listed([number for number in after if number])
    if not old:
        return f"numbered {new}, without number before"
    return f"renumbered from {old} to {new}" if new else f"its number {old} dropped"


def choice_words(change: ChoiceChange) -> str:
    """What happened to a choice, in one phrase.

    Example:
        >>> choice_words(ChoiceChange("c1", None, "closed", option="option 2"))
        'closed to option 2'
        >>> choice_words(ChoiceChange("c1", "c1", "backers_joined", option="option 1", parties=("CL", "PE")))
        'CL, PE now named for option 1'
    """
    option = change.option or "the bracket"
    option = option if option.startswith("against") else f"for {option}"
    who = ", ".join(change.parties) or "a delegation"
    match change.fate:
        case "closed":
            return _closed(change.option)
        case "opened" | "reopened":
            return f"choice {change.fate}"
        case "dropped":
            return "choice dropped with its text"
        case "option_added" | "option_dropped" | "option_reworded":
            return f"{change.option or 'option'} {change.fate.removeprefix('option_')}"
        case "backers_joined":
            return f"{who} now named {option}"
        case "backers_left":
            return f"{who} no longer named {option}"


def _closed(option: str) -> str:
    named = {
        "keep": "closed: bracket gone, its words stay", "none": "closed: none of its words stay",
        "other wording": "closed with other wording", "": "closed",
    }
    return named.get(option, f"closed to {option}")


def closed_words(option: str) -> str:
    """How a choice closed, short enough to stand in the text.

    Example:
        >>> closed_words("option 2"), closed_words("keep")
        ('closed to option 2', 'kept')
    """
    short = {"keep": "kept", "none": "left out", "other wording": "other wording", "": "closed"}
    return short.get(option, f"closed to {option}")


def reopened_words(touched: Reopened) -> str:
    """How agreed text was touched again."""
    return _HOW[touched.how]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
