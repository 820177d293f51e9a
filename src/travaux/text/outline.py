"""The hierarchy of provisions that the breaks of a stream make, and the ids of provisions and choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from travaux.text.model import Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import first_break
from travaux.text.wording import plain_words

__all__ = ["Path", "Provision", "identified", "outline"]

_SHORT = {
    "title": "title",
    "part": "part",
    "chapter": "ch",
    "section": "sec",
    "annex": "annex",
    "preamble": "preamble",
    "article": "art",
    "heading": "h",
    "paragraph": "p",
    "item": "",
    "subitem": "",
    "point": "pt",
    "text": "",
    "cell": "",
}
_NAMED = re.compile(
    r"^(?:draft\s+)?(?:article|art|chapter|part|title|section|annex|rule|regulation|clause|appendix|schedule|book|pp)\b\.?\s*",
    re.IGNORECASE,
)
_NOT_ID = re.compile(r"[^0-9A-Za-z]+")
# Roles that begin a unit of their own; plain paragraphs of words belong to the unit they stand in.
_TITLED = 40
_LINES = ("text", "heading")
_UNITS = frozenset(_SHORT) - {"text", "cell"}


@dataclass(frozen=True, slots=True)
class Provision:
    """One unit of the outline.

    `id` says where it is (`art12.p3`); `number` is as printed, `heading` the words of its heading line (an article's
    title; the first words of other units); `choices` counts the choices still open in it, in its subdivisions too;
    `parent` is the id of the unit round it, or empty.
    """

    id: str
    role: str
    number: str
    heading: str
    level: int
    choices: int
    parent: str


class Path:
    """Follows breaks in reading order and names the unit in which one is.

    Example:
        >>> path = Path()
        >>> path.enter(Break("article", "Article 12", 40))
        'art12'
        >>> path.enter(Break("paragraph", "3.", 50))
        'art12.p3'
    """

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []
        self._seen: dict[str, int] = {}

    @property
    def id(self) -> str:
        """The id of the unit one is in; `text` before the first."""
        return self._stack[-1][1] if self._stack else "text"

    @property
    def parent(self) -> str:
        """The id of the unit round it, or empty."""
        return self._stack[-2][1] if len(self._stack) > 1 else ""

    def named(self, choice: Choice) -> str:
        """The unit a choice belongs to: the one it stands in, or the one that its brackets hold from the number on."""
        first = first_break(choice)
        if first is None or first.role not in _UNITS:
            return self.id
        _, base = self._place(first)
        return self._numbered(base, self._seen.get(base, 0) + 1)

    def enter(self, mark: Break) -> str | None:
        """Go on at a break; returns the id of the unit that begins there, None for plain paragraphs."""
        # Plain words after items return to the unit that the items belong to.
        depth, base = self._place(mark)
        del self._stack[depth:]
        if mark.role not in _UNITS:
            return None
        self._seen[base] = self._seen.get(base, 0) + 1
        unique = self._numbered(base, self._seen[base])
        self._stack.append((mark.level, unique))
        return unique

    def _place(self, mark: Break) -> tuple[int, str]:
        """How many of the open units hold a break, and the id of its unit if it is the first of that name."""
        depth = len(self._stack)
        while depth and self._stack[depth - 1][0] >= mark.level:
            depth -= 1
        # What stands inside a unit hangs on the nearest one; articles need no chapter.
        around = self._stack[depth - 1][1] if depth and not self._absolute(mark) else ""
        return depth, ".".join(filter(None, (around, _name(mark.role, mark.number))))

    @staticmethod
    def _numbered(base: str, count: int) -> str:
        return base if count == 1 else f"{base}-{count}"

    @staticmethod
    def _absolute(mark: Break) -> bool:
        return mark.role in ("article", "part", "annex", "preamble", "title")


@lru_cache(maxsize=10_000)
def _name(role: str, number: str) -> str:
    if role == "preamble":
        return "preamble"
    short = _NOT_ID.sub("-", _NAMED.sub("", number.strip()).strip(".:() \t")).strip("-")
    return f"{_SHORT[role]}{short}" or role


def identified(stream: Stream) -> Stream:
    """The stream with every choice named after the unit it stands in: `art12.p3.c2`."""
    path = Path()
    counts: dict[str, int] = {}

    def visit(nodes: Stream) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, Text):
                yield node
            elif isinstance(node, Break):
                path.enter(node)
                yield node
            elif isinstance(node, Choice):
                yield named(node)
            elif isinstance(node, Note):
                yield replace(node, content=tuple(visit(node.content)))
            else:
                yield node

    def named(choice: Choice) -> Choice:
        place = path.named(choice)
        counts[place] = counts.get(place, 0) + 1
        name = f"{place}.c{counts[place]}"
        options = tuple(inner(option) for option in choice.options)
        return Choice(name, choice.form, options, choice.for_review, choice.why, choice.texts)

    def inner(option: Option) -> Option:
        if all(isinstance(node, Text) for node in (*option.head, *option.content)):
            return option
        head = tuple(node for node in visit(option.head) if isinstance(node, Text | Note))
        return replace(option, head=head, content=tuple(visit(option.content)))

    return tuple(visit(stream))


@dataclass(slots=True)
class _Unit:
    id: str
    mark: Break
    parent: str
    heading: list[Node] = field(default_factory=list)
    below: bool = False  # its heading is what stands on the next line
    choices: int = 0


def outline(stream: Stream) -> tuple[Provision, ...]:
    """The units of a stream in reading order."""
    by_id: dict[str, _Unit] = {}
    path = Path()

    def visit(nodes: Stream) -> None:
        unit: _Unit | None = None  # the unit whose heading line goes on at this level of the stream
        for node in nodes:
            if isinstance(node, Break):
                name = path.enter(node)
                # A title may stand on the line after the number of its article or chapter.
                untitled = unit is not None and not unit.heading and unit.mark.level <= _TITLED and node.role in _LINES
                if name is not None and not (untitled and node.role == "heading"):
                    unit = by_id[name] = _Unit(name, node, path.parent)
                elif untitled and unit is not None:
                    unit.below = True
                else:
                    unit = None
                continue
            if isinstance(node, Choice) and first_break(node) is not None:
                unit = None
            if unit is not None:
                unit.heading.append(node)
            if isinstance(node, Choice):
                name = path.named(node)
                for option in node.options:
                    visit(option.content)
                count(name)

    def count(name: str) -> None:
        while name in by_id:
            by_id[name].choices += 1
            name = by_id[name].parent

    visit(stream)
    return tuple(
        Provision(u.id, u.mark.role, u.mark.number, _heading(u), u.mark.level, u.choices, u.parent)
        for u in by_id.values()
    )


def _heading(unit: _Unit, most: int = 90) -> str:
    """The words of a unit's first line, shortened; a line below its number only if it is a title and no sentence."""
    words = " ".join(plain_words(tuple(unit.heading)).split("\n", 1)[0].split())
    if unit.below and (len(words) > most or words[-1:] in tuple(".;:,") or words[:1].islower()):
        return ""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "\u2026"
