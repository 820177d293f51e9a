"""Which provision each block begins: its role, its printed number, and where its words start."""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.text.manuscript import Block
from travaux.text.model import Role
from travaux.text.notation.heads import Head, HeadReader
from travaux.text.notation.script import Script, skip_space

__all__ = ["LEVELS", "Opening", "Provision", "provisions"]

LEVELS: dict[Role, int] = {
    "title": 5,
    "part": 10,
    "annex": 15,
    "chapter": 20,
    "section": 30,
    "preamble": 40,
    "article": 40,
    "heading": 45,
    "paragraph": 50,
    "text": 60,
    "cell": 60,
    "item": 70,
    "subitem": 80,
    "point": 90,
}

_ORDINAL = r"(?:\s?(?:bis|ter|quater|quarter|quat|quinquies|sexies|septies|octies|novies|decies|alt)\b\.?)*"
_NAMED: list[tuple[Role, re.Pattern[str]]] = [
    (
        "article",
        re.compile(
            rf"(?:Draft\s+)?(?:Article|ARTICLE|Art\.|Artículo|Draft\s+[Rr]ule|Rule|RULE|Regulation|Clause)\s+"
            rf"(?:[A-Z]{{1,3}}(?:\.[A-Z0-9]+)+|[0-9]+(?:\.[0-9]+)*|[IVXLC]+|[A-Z])(?![a-z]*[a-z]{{4}})(?:[a-z](?![a-z]))?{_ORDINAL}"
            rf"(?=\s*(?:$|[:.({{\[\]\u2013\u2014-]|[A-Z]))\s?[.:]?"
        ),
    ),
    # An article whose number is still open: `Article [ ]`.
    ("article", re.compile(r"(?:Article|ARTICLE)(?=\s*\[[^\]\n]{0,10}\]\s*(?:$|[:.({\u2013\u2014-]))")),
    ("chapter", re.compile(r"(?:Chapter|CHAPTER)\s+(?:[A-Z]{1,3}[0-9]*|[0-9]+|[IVXLC]+)\b[.:]?")),
    (
        "part",
        re.compile(
            r"(?:Part|PART|Title|TITLE|Book)\s+(?:[0-9]+|[IVXLC]+|[A-Z]|One|Two|Three|Four|Five)\b(?![a-z])\s?[.:]?"
        ),
    ),
    ("section", re.compile(r"(?:Section|SECTION)\s+(?:[0-9]+|[IVXLC]+|[A-Z])\b[.:]?")),
    (
        "annex",
        re.compile(
            r"(?:Annex|ANNEX|Appendix|APPENDIX|Schedule|SCHEDULE)(?:\s+(?:[0-9]+|[IVXLC]+|[A-Z]))?\b(?=\s*(?:$|[:.({\[\u2013\u2014-]|[A-Z]))[.:]?"
        ),
    ),
    ("preamble", re.compile(r"(?:Preamble|PREAMBLE)\b\s?[.:]?\s*$")),
]
_RECITAL = re.compile(r"Pp\s?\d+\s*")
_COMMITTEE = r"(?:\([A-Z]{2,5}\)\s?)?"
_DOTTED = re.compile(
    rf"{_COMMITTEE}\(?[0-9]{{1,3}}(?:\.[0-9]{{1,3}})+[A-Za-z]?{_ORDINAL}(?:\.(?![0-9])|\))?:?(?=\s|\[|$)"
)
_PARAGRAPH = re.compile(
    rf"(?:§\s?)?[0-9]{{1,3}}[A-Z]?{_ORDINAL}(?:\.(?![0-9])|\)|(?=\s+\[?Option\b))(?=\s|\[|\(|$|[A-Z])"
)
_BRACED_PARAGRAPH = re.compile(rf"\([0-9]{{1,3}}[A-Za-z]?{_ORDINAL}\)(?=\s|\[|$|[A-Z])")
_ITEM = re.compile(rf"(?:\([a-zA-Z]{{1,2}}{_ORDINAL}\)|[a-z]{{1,2}}[.)](?=\s|\[)|[A-Z]\.(?=\s|\[))(?=\s|\[|$|[A-Z])")
_ROMAN = re.compile(r"\(?(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})(?:\s?(?:bis|ter))?[.)](?=\s|\[|$|[A-Z])")
_CAPITAL = re.compile(r"[A-Z]\.\s")
_POINT = re.compile(r"(?:[\u2022\u2023\u25aa\u25e6\u25cf\uf0a7\uf0b7\u00b7*\u2013\u2014o-])(?=\s)\s*")
_NUMBERS = re.compile(r"(?:\[[0-9]{1,3}\w{0,6}\.?\]){2,}\s?\.?(?=\s)|\[[0-9]{1,3}\w{0,6}\.?\]\.?(?=\s+[A-Z(])")
_TITLE = 100


@dataclass(slots=True)
class Opening:
    """An opening bracket at the very start of a block, with the head that follows it."""

    offset: int
    head: Head | None


@dataclass(slots=True)
class Provision:
    """What one block begins.

    `number` is what will be printed for it; `number_start` and `number_end` bound it in the script when it is printed
    there. `openings` are the brackets before the number.
    """

    role: Role
    level: int
    number: str
    generated: bool
    openings: list[Opening]
    number_start: int
    number_end: int


def provisions(script: Script, reader: HeadReader, *, laid_out: bool = False) -> list[Provision]:
    """One provision for each block of the script, in order.

    Args:
        laid_out: headings are known by their looks only, so their rank is a guess: once numbering has begun, one in
            capitals groups articles, and any other stands inside them.
    """
    result: list[Provision] = []
    previous = _Series()
    for index, block in enumerate(script.blocks):
        start, end = script.starts[index], script.end(index)
        provision = _provision(script.text, start, end, block, reader, previous)
        if laid_out and provision.role == "heading" and previous.begun:
            capitals = script.text[start:end].isupper()
            provision.level = LEVELS["section"] + 5 if capitals else LEVELS["heading"]
        previous.note(provision)
        result.append(provision)
    return result


class _Series:
    """What numbering came before, to tell the letter i from the numeral i and `A.` a section from an item."""

    def __init__(self) -> None:
        self.letter = ""
        self.begun = False

    def note(self, provision: Provision) -> None:
        self.begun = self.begun or bool(provision.number)
        if provision.role == "item":
            found = re.search(r"[A-Za-z]", provision.number)
            self.letter = found.group() if found else ""
        elif provision.level <= LEVELS["paragraph"]:
            self.letter = ""

    def goes_on_with(self, letter: str) -> bool:
        return bool(self.letter) and ord(letter) == ord(self.letter) + 1


def _provision(text: str, start: int, end: int, block: Block, reader: HeadReader, series: _Series) -> Provision:
    openings, position = _openings(text, start, end, reader)
    if block.role is not None:
        return _given(block, openings, position)
    if block.label:
        role, level = _listed(block, series)
        return Provision(role, level, block.label, block.generated, openings, position, position)
    for candidate in (position, *(opening.offset for opening in reversed(openings))):
        found = _number(text, candidate, end, block, series)
        if found:
            role, level, stop = found
            kept = [opening for opening in openings if opening.offset < candidate]
            return Provision(role, level, text[candidate:stop].strip(), False, kept, candidate, stop)
    role = "heading" if block.heading or _looks_like_heading(text[position:end]) else "text"
    level = _heading_level(block) if role == "heading" else LEVELS["text"]
    return Provision(role, level, "", False, openings, position, position)


def _openings(text: str, start: int, end: int, reader: HeadReader) -> tuple[list[Opening], int]:
    openings: list[Opening] = []
    position = skip_space(text, start, end)
    while position < end and text[position] == "[":
        head = reader.read(text, position + 1)
        openings.append(Opening(position, head))
        position = head.end if head else position + 1
        position = skip_space(text, position, end)
    return openings, min(position, end)


def _given(block: Block, openings: list[Opening], position: int) -> Provision:
    assert block.role is not None
    level = LEVELS[block.role] + (block.depth or 0)
    return Provision(block.role, level, block.label, block.generated, openings, position, position)


def _listed(block: Block, series: _Series) -> tuple[Role, int]:
    """Role and level of a list label that the format gives apart from the words."""
    label = block.label.strip()
    for role, pattern in _NAMED:
        if pattern.match(label):
            return role, LEVELS[role]
    if block.heading:
        return "heading", _heading_level(block)
    found = _numbered(label + " ", 0, len(label) + 1, block, series)
    role, level = (found[0], found[1]) if found else ("point", LEVELS["point"])
    return role, max(level, _depth_level(block, level))


def _number(text: str, position: int, end: int, block: Block, series: _Series) -> tuple[Role, int, int] | None:
    for role, pattern in _NAMED:
        found = pattern.match(text, position, end)
        if found and _is_heading_line(role, text, found.end(), end, block):
            return role, LEVELS[role], found.end()
    if block.heading:
        found = (
            _CAPITAL.match(text, position, end)
            or _PARAGRAPH.match(text, position, end)
            or _upper_roman(text, position, end)
        )
        return ("section", LEVELS["section"] + block.heading, found.end()) if found else None
    return _numbered(text, position, end, block, series)


def _upper_roman(text: str, position: int, end: int) -> re.Match[str] | None:
    return re.compile(r"[IVXLC]+\.(?=\s)").match(text, position, end)


def _is_heading_line(role: Role, text: str, stop: int, end: int, block: Block) -> bool:
    """Whether a line that starts like a heading is one, and not a sentence such as `Article 3 applies to ...`."""
    rest = text[stop:end].strip()
    if block.heading or not rest or rest[0] in "({[]:.\u2013\u2014-":
        return True
    words = rest.split()
    return (
        role in ("article", "annex", "part", "chapter", "section")
        and rest[0].isupper()
        and len(words) <= 14
        and rest[-1] not in ".;"
    )


def _numbered(text: str, position: int, end: int, block: Block, series: _Series) -> tuple[Role, int, int] | None:
    rest = text[position : position + 24]
    if not rest or not (rest[0] in "(§[" or rest[0].isalnum() or _POINT.match(rest)):
        return None
    found = _NUMBERS.match(text, position, end)
    if found:
        # Rival numbers `[4][2].` stay in the words as a choice; the block is a paragraph all the same.
        return "paragraph", LEVELS["paragraph"], position
    for pattern in (_RECITAL, _DOTTED, _PARAGRAPH, _BRACED_PARAGRAPH):
        found = pattern.match(text, position, end)
        if found:
            level = LEVELS["paragraph"] + 2 * found.group().strip(".() :").count(".")
            return _by_depth(block, level, found.end())
    roman, item = _ROMAN.match(text, position, end), _ITEM.match(text, position, end)
    if roman and not (item and series.goes_on_with(re.search("[A-Za-z]", item.group()).group())):  # type: ignore[union-attr]
        return "subitem", max(LEVELS["subitem"], _depth_level(block, LEVELS["subitem"])), roman.end()
    if item:
        if item.group()[0].isupper() and _is_title(text[item.end() : end]):
            return "section", LEVELS["section"], item.end()
        return "item", max(LEVELS["item"], _depth_level(block, LEVELS["item"])), item.end()
    point = _POINT.match(text, position, end)
    return ("point", LEVELS["point"], point.end()) if point else None


def _is_title(words: str) -> bool:
    """Whether the words after `A.` are a title: one short line that is no sentence."""
    words = words.strip()
    return 0 < len(words) <= _TITLE and (words[0] in "[{" or words[0].isupper()) and words[-1] not in ".;,:"


def _by_depth(block: Block, level: int, stop: int) -> tuple[Role, int, int]:
    """A digit at depth 1 of a list is an item, at depth 2 a subitem, whatever its shape."""
    depth = block.depth or 0
    if depth == 0:
        return "paragraph", level, stop
    role: Role = "item" if depth == 1 else "subitem" if depth == 2 else "point"
    return role, LEVELS[role], stop


def _depth_level(block: Block, level: int) -> int:
    return level if not block.depth else level + min(block.depth, 9)


def _heading_level(block: Block) -> int:
    """Headings by their level in the file: 1 is a title, 2 and 3 group articles, deeper ones stand inside them."""
    if not block.heading:
        return LEVELS["heading"]
    return {1: LEVELS["title"] + 2, 2: 22, 3: 32}.get(block.heading, LEVELS["heading"])


_UPPER = re.compile(r"[^a-z]{4,}")


def _looks_like_heading(words: str) -> bool:
    """A short line in capitals without a full stop."""
    words = words.strip()
    return (
        bool(words)
        and len(words) <= 120
        and words[-1] not in ".;,:"
        and bool(_UPPER.fullmatch(words))
        and words.upper() != words.lower()
    )
