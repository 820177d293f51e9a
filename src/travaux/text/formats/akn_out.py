"""Writes Akoma Ntoso 3.0 that follows the strict schema and that `akn_in.read_akn` reads back without loss.

The document is a `doc`: its body may mix provisions and plain paragraphs, as drafts do. Brackets open in one provision
and close in another, so choices are milestones: `<marker name="choice">` and `<inline name="option">` with attributes
in the namespace `urn:travaux:choices:1`. Everything printed round an option is text, so every other program shows it.
"""

from __future__ import annotations

import re

from travaux.errors import TravauxError
from travaux.text.formats.akn_inline import Segment, segments
from travaux.text.formats.akn_meta import meta_markup
from travaux.text.formats.akn_names import AKN, CHOICES
from travaux.text.formats.akn_tree import blocks, hierarchy
from travaux.text.instrument import Instrument
from travaux.text.model import Role
from travaux.text.stream import ChoiceOpen, flatten

__all__ = ["akn"]

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENDS_PREAMBLE: frozenset[Role] = frozenset({"title", "part", "chapter", "section", "annex", "article", "heading"})


def akn(instrument: Instrument) -> bytes:
    """The instrument as Akoma Ntoso 3.0 in UTF-8.

    Raises:
        TravauxError: if the text holds a character that XML cannot hold, or notes nest too deep.
    """
    events = list(flatten(instrument.body))
    choices = sum(isinstance(event, ChoiceOpen) for event in events)
    front, preamble, rest = _divided(segments(events))
    preface = f"<preface>\n<longTitle>\n{blocks(front)}</longTitle>\n</preface>\n" if front else ""
    opening = f"<preamble>\n{blocks(preamble)}</preamble>\n" if preamble else ""
    body = hierarchy(rest) or "<p/>\n"
    markup = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{AKN}" xmlns:c="{CHOICES}">\n<doc name="draft">\n'
        + meta_markup(instrument.title, instrument.source.language)
        + preface
        + opening
        + f'<mainBody c:version="1" c:choices="{choices}">\n{body}</mainBody>\n'
        + "</doc>\n</akomaNtoso>\n"
    )
    return _checked(markup).encode()


def _divided(parts: list[Segment]) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """The titles at the front, the preamble that follows them, and the rest."""
    lead = parts[0]
    parts = parts if lead.events else parts[1:]
    title = 0
    while title < len(parts) and (_role(parts[title]) in (None, "title")):
        title += 1
    if not any(_role(part) == "title" for part in parts[:title]):
        title = 0
    end = title
    if end < len(parts) and _role(parts[end]) == "preamble":
        end += 1
        while end < len(parts) and _role(parts[end]) not in _ENDS_PREAMBLE:
            end += 1
    return parts[:title], parts[title:end], parts[end:]


def _role(part: Segment) -> Role | None:
    return part.begin.role if part.begin else None


def _checked(markup: str) -> str:
    found = _UNFIT.search(markup)
    if found is None:
        return markup
    before = re.sub("<[^>]*>", "", markup[max(0, found.start() - 200) : found.start()])[-30:]
    raise TravauxError(
        f"XML cannot hold the character U+{ord(found[0]):04X}",
        where=f"after {before!r}",
        why="it is a control character",
        remedy="remove it from the draft, or write the text as JSON",
    )
