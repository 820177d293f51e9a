"""The one family of errors: what happened, where, why, and what to do about it."""

from __future__ import annotations

__all__ = ["Refused", "TravauxError", "UnknownChoice"]


class TravauxError(Exception):
    """Something Travaux cannot do with what it was given.

    Args:
        what: what happened, in one short sentence without a full stop.
        where: file, page or provision concerned; may be empty.
        why: the reason, as far as it is known.
        remedy: what the reader can do next.

    Example:
        >>> str(TravauxError("the file is empty", where="draft.txt", remedy="send the file again"))
        'draft.txt: the file is empty. Remedy: send the file again.'
    """

    def __init__(self, what: str, *, where: str = "", why: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.why = why
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        if self.why:
            text += f" ({self.why})"
        text += "."
        if self.remedy:
            text += f" Remedy: {self.remedy}."
        return text


class Refused(TravauxError):
    """The input cannot be a negotiating text that Travaux may open (exit status 2)."""


class UnknownChoice(TravauxError):
    """A choice, option or provision was named that the text does not have."""
