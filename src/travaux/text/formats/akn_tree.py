"""Nests provisions by their levels and writes them as hierarchical elements with ids of the naming convention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from travaux.text.formats.akn_inline import Segment, break_attributes, inline, number_part, words
from travaux.text.model import Role

__all__ = ["blocks", "hierarchy"]

_DEPTH = 16
"""Deeper provisions are written beside each other, so that no reader's limit on nesting is met."""

_ELEMENTS: dict[Role, str] = {
    "part": "part", "chapter": "chapter", "section": "section", "article": "article", "paragraph": "paragraph",
    "item": "point", "subitem": "point", "point": "point",
}
"""The element of each provision; the others are an `hcontainer` with the role as its name."""

_SHORT = {"part": "part", "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para", "point": "point"}
_PLAIN: frozenset[Role] = frozenset({"title", "text", "cell"})
_LISTED: frozenset[Role] = frozenset({"item", "subitem", "point"})
_WITH_HEADING: frozenset[Role] = frozenset({"part", "chapter", "section", "annex", "preamble", "article", "heading"})
_NAME_OF_UNIT = re.compile(r"^[^\W\d_]{2,}\.?\s+(?=\W*(\w*\d|[IVXLCDM]+\b|[A-Z]{1,3}\b|[A-Z]+\.))")


@dataclass(slots=True)
class _Provision:
    segment: Segment
    role: Role
    inner: list[_Provision] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        return self.role in _PLAIN

    @property
    def number(self) -> str:
        return self.segment.begin.number if self.segment.begin else ""


@dataclass(slots=True)
class _Ids:
    """Ids that are used already, and how many provisions without a number there are by prefix."""

    used: set[str] = field(default_factory=set)

    def make(self, prefix: str, name: str, number: str, position: int) -> str:
        """An id such as `art_3__para_2`; a second one of the same name gets `_2`."""
        stem = f"{prefix}__" if prefix else ""
        base = result = f"{stem}{name}_{_short_number(number) or position}"
        repeated = 1
        while result in self.used:
            repeated += 1
            result = f"{base}_{repeated}"
        self.used.add(result)
        return result


def blocks(parts: list[Segment]) -> str:
    """Segments as paragraphs without hierarchy, as a preface or a preamble holds them."""
    return "".join(_block(part) for part in parts)


def hierarchy(parts: list[Segment]) -> str:
    """Segments as provisions that stand in each other as their levels say."""
    return _children(_nested(parts), _Ids(), "", in_list=False)


def _nested(parts: list[Segment]) -> list[_Provision]:
    top: list[_Provision] = []
    above: list[tuple[int, _Provision]] = []
    for part in parts:
        begin = part.begin
        provision = _Provision(part, begin.role if begin else "text")
        level = begin.level if begin else 0
        while above and above[-1][0] >= level:
            above.pop()
        (above[-1][1].inner if above else top).append(provision)
        if not provision.plain and len(above) < _DEPTH:
            above.append((level, provision))
    return top


def _children(provisions: list[_Provision], ids: _Ids, prefix: str, *, in_list: bool) -> str:
    """Provisions beside each other; items get a list round them, unless they are in one."""
    written: list[str] = []
    lists, position = 0, 0
    for listed, run in groupby(provisions, lambda each: each.role in _LISTED):
        if listed and not in_list:
            lists += 1
            name = ids.make(prefix, "list", "", lists)
            written.append(f'<list eId="{name}">\n{_children(list(run), ids, name, in_list=True)}</list>\n')
            continue
        for each in run:
            position += 1
            written.append(_block(each.segment) if each.plain else _provision(each, ids, prefix, position))
    return "".join(written)


def _provision(provision: _Provision, ids: _Ids, prefix: str, position: int) -> str:
    segment, role = provision.segment, provision.role
    element = _ELEMENTS.get(role, "hcontainer")
    inside = "" if role == "article" and "annex_" not in prefix else prefix
    name = ids.make(inside, _SHORT.get(element, role), provision.number, position)
    fields = break_attributes(segment.begin) if segment.begin else ""
    kind = f' name="{role}"' if element == "hcontainer" else ""
    own = inline(segment.events)
    opening = _num(segment)
    if opening:
        opening = f"<num>{opening}</num>\n"
    if role in _WITH_HEADING:
        opening += f"<heading>{own}</heading>\n" if own else ""
        own = ""
    rest = _rest(provision, ids, name, f"<p>{own}</p>\n" if own else "")
    return f'<{element}{kind} eId="{name}"{fields}>\n{opening}{rest}</{element}>\n'


def _num(segment: Segment) -> str:
    """The content of a `num`: the choices that open before the number, and the number."""
    if segment.begin is None:
        return ""
    return inline(segment.ahead, ahead=True) + words(segment.begin.number)


def _rest(provision: _Provision, ids: _Ids, name: str, own: str) -> str:
    """The words of a provision and what stands in it: `content`, or `intro`, provisions and `wrapUp`."""
    inner = provision.inner
    first = next((index for index, each in enumerate(inner) if not each.plain), len(inner))
    last = next((index for index in range(len(inner), first, -1) if not inner[index - 1].plain), first)
    before = own + blocks([each.segment for each in inner[:first]])
    after = blocks([each.segment for each in inner[last:]])
    if first == len(inner):
        return f"<content>\n{before}</content>\n" if before else ""
    middle = "".join(_wrapped(inner[first:last], ids, name))
    intro = f"<intro>\n{before}</intro>\n" if before else ""
    return intro + middle + (f"<wrapUp>\n{after}</wrapUp>\n" if after else "")


def _wrapped(provisions: list[_Provision], ids: _Ids, name: str) -> Iterator[str]:
    """Provisions with plain paragraphs between them; such a paragraph needs an element of the hierarchy round it."""
    for plain, run in groupby(provisions, lambda each: each.plain):
        if plain:
            inner = blocks([each.segment for each in run])
            yield f'<hcontainer name="text">\n<content>\n{inner}</content>\n</hcontainer>\n'
        else:
            yield _children(list(run), ids, name, in_list=False)


def _block(segment: Segment) -> str:
    begin = segment.begin
    if begin is None:
        return f"<p>{inline(segment.events)}</p>\n"
    content = inline(segment.ahead, ahead=True) + number_part(begin) + inline(segment.events)
    fields = break_attributes(begin)
    if begin.role == "text":
        return f"<p{fields}>{content}</p>\n"
    return f'<block name="{begin.role}"{fields}>{content}</block>\n'


def _short_number(number: str) -> str:
    """`Article 12 bis` → `12bis`, `(a)` → `a`, `3.1` → `3-1`."""
    kept = _NAME_OF_UNIT.sub("", number.strip())
    return re.sub(r"[.\-–](?=\w)", "-", re.sub(r"[^\w.\-–]", "", kept)).strip(".-–")[:30]
