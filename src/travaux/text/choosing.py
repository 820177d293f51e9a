"""Choosing: from a text with choices to a cleaner one.

A choice with all its options settled becomes the words of one of them. Counting clean texts multiplies the choices of a
stream and adds the options of a choice, so nothing is enumerated (Erwig and Walkingshaw 2011).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Literal

from travaux.errors import UnknownChoice
from travaux.text.handed_in import as_handed_in
from travaux.text.model import Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.seams import Seam, mended, without_strays
from travaux.text.stream import choices
from travaux.text.wording import plain_words

__all__ = ["Rest", "choose", "clean_texts", "project"]

Rest = Literal["keep", "drop"] | None
BLANK = "____"
"""What stands for a gap in a text in which everything is chosen."""
Decision = Callable[[Choice], Option | Literal["open"] | None]


def clean_texts(stream: Stream) -> int:
    """How many different ways there are to settle every choice of a stream (a bracket: kept or dropped).

    A gap still to be filled counts once. Choices in notes count too.
    """
    total = 1
    for node in stream:
        if isinstance(node, Choice):
            total *= _ways(node)
        elif isinstance(node, Note):
            total *= clean_texts(node.content)
    return total


def _ways(choice: Choice) -> int:
    kept = sum(1 if option.null else clean_texts((*option.head, *option.content)) for option in choice.options)
    return kept + 1 if choice.form == "bracket" else kept


def choose(stream: Stream, settings: Mapping[str, str], rest: Rest = None) -> Stream:
    """Settle choices by name, and the rest all at once.

    Args:
        settings: choice id → option: `keep` or `drop` for a bracket; label, number or position (from 1) for others.
        rest: `keep` takes brackets and the first of several options, `drop` takes neither; None leaves them open.
            A gap that is kept stays a gap, written as a blank.

    When nothing is left open, bracket marks that belonged to nothing are taken out as well.

    Raises:
        UnknownChoice: if a choice or option does not exist.
    """
    known = {choice.id: choice for choice in choices(stream)}
    settled = {name: _named_option(known, name, option) for name, option in settings.items()}

    def decide(choice: Choice) -> Option | Literal["open"] | None:
        if choice.id in settled:
            return settled[choice.id]
        if rest == "keep":
            return choice.options[0] if choice.options else None
        return None if rest == "drop" else "open"

    chosen = _settle(stream, decide)
    return chosen if any(choices(chosen)) else without_strays(chosen)


def project(stream: Stream, party: str) -> Stream:
    """The text as one party wants it, as far as its brackets say.

    What it backs is kept and what it opposes is dropped; where it backs one of several options, that one is taken. A
    choice in which the party is not named, or which leaves it several options, stays open: not named is not consent.

    Where a choice or a number says what the text that the party handed in has there, that is taken, to the letter.
    """
    return _settle(as_handed_in(stream, party), lambda choice: _preferred(choice, party))


def _preferred(choice: Choice, party: str) -> Option | Literal["open"] | None:
    backed = [option for option in choice.options if party in option.backs and party not in option.opposes]
    opposed = [option for option in choice.options if party in option.opposes and party not in option.backs]
    if len(backed) == 1 or (backed and len(backed) == len(choice.options) == 1):
        return backed[0]
    if len(backed) > 1 or not opposed:
        return "open"
    left = [option for option in choice.options if option not in opposed]
    if choice.form == "bracket":
        return None
    # Opposing one of two is no word for the other, so alternatives are only narrowed by backing.
    return None if not left else "open"


def _settle(stream: Stream, decide: Decision) -> Stream:
    return mended(_pieces(stream, decide))


def _pieces(stream: Stream, decide: Decision) -> list[Node | Seam]:
    result: list[Node | Seam] = []
    for node in stream:
        if isinstance(node, Note):
            content = _settle(node.content, decide)
            if content or not node.content:  # a note whose words are gone goes with them
                result.append(replace(node, content=content))
        elif not isinstance(node, Choice):
            result.append(node)
        else:
            result.extend(_settled(node, decide))
    return result


def _settled(choice: Choice, decide: Decision) -> list[Node | Seam]:
    decision = decide(choice)
    if decision == "open":
        options = tuple(
            replace(option, content=_settle(option.content, decide), head=_head(option, decide))
            for option in choice.options
        )
        return [replace(choice, options=options)]
    seam = Seam(_spaced(choice))
    if decision is None or decision.null:
        return [Seam(seam.spaced, any(_begins_paragraph(option) for option in choice.options))]
    if choice.form == "placeholder" and decision.open:
        return [seam, Text(BLANK), seam]
    pieces = _pieces(decision.content, decide)
    return [seam, *pieces, seam]


def _begins_paragraph(option: Option) -> bool:
    return bool(option.content) and isinstance(option.content[0], Break)


def _spaced(choice: Choice) -> bool:
    """Whether some words of a choice have a space at an edge, so that what is left must not be glued together."""
    words = [plain_words(option.content) for option in choice.options]
    return any(word[:1].isspace() or word[-1:].isspace() for word in words)


def _head(option: Option, decide: Decision) -> tuple[Text | Note, ...]:
    return tuple(node for node in _settle(option.head, decide) if isinstance(node, Text | Note))


def _named_option(known: Mapping[str, Choice], name: str, option: str) -> Option | None:
    choice = known.get(name)
    if choice is None:
        near = get_close_matches(name, known, n=4) or list(known)[:4]
        remedy = (
            f"use one of the ids that 'travaux issues' lists, such as {', '.join(near)}"
            if near
            else "nothing is open in it"
        )
        raise UnknownChoice(f"the text has no choice {name}", remedy=remedy)
    wanted = option.strip().lower()
    if choice.form in ("bracket", "placeholder") and wanted in ("keep", "drop"):
        return choice.options[0] if wanted == "keep" else None
    if wanted in ("none", "drop"):
        return None
    labels = [_label(candidate) for candidate in choice.options]
    for candidate, label in zip(choice.options, labels, strict=True):
        if label and wanted in (label, re.sub(r"^\w+\.?\s+", "", label), label.rsplit(" ", 1)[-1].strip("()")):
            return candidate
    # A number that is no label is a position.
    if wanted.isdigit() and 1 <= int(wanted) <= len(choice.options):
        return choice.options[int(wanted) - 1]
    names = [label or str(position) for position, label in enumerate(labels, 1)]
    offered = ["keep", "drop"] if choice.form in ("bracket", "placeholder") else [*names, "none"]
    raise UnknownChoice(f"choice {name} has no option {option!r}", remedy=f"use one of: {', '.join(offered)}")


def _label(option: Option) -> str:
    label = option.label.strip(" \t:.*([").lower()
    return label + ")" if label.count("(") > label.count(")") else label
