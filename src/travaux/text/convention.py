"""What the marks of one document mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Convention"]


@dataclass(frozen=True, slots=True)
class Convention:
    """What the marks of one document mean.

    Args:
        brackets: square brackets hold `disputed` words, or `editorial` remarks (then they are plain text).
        adjacent: adjacent brackets are rival `alternatives`, or `independent` of each other.
        braces: hold a `heading` for reference, a drafting `label`, or a drafting `variant` (disputed words).
        unbracketed: words outside brackets are `agreed`, or their state is `unknown`.
        underline, strike: `none`, or what they mark (`inserted`, `deleted`).
        colors: meaning of a colour or highlight by name, such as `{"yellow": "agreed in working group"}`.
        slashes: unbracketed `shall/should` is a choice (`choice`) or plain words (`text`).
        parties: code in this document → party code, beside the built-in aliases.
        reasons: what each guess rests on.
    """

    brackets: Literal["disputed", "editorial"] = "disputed"
    adjacent: Literal["alternatives", "independent"] = "alternatives"
    braces: Literal["heading", "label", "variant"] = "label"
    unbracketed: Literal["agreed", "unknown"] = "agreed"
    underline: Literal["none", "inserted"] = "none"
    strike: Literal["none", "deleted"] = "none"
    colors: dict[str, str] = field(default_factory=dict)
    slashes: Literal["choice", "text"] = "choice"
    parties: dict[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
