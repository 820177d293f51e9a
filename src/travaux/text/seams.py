"""Mending the places where words were taken out of a sentence or put together: spaces, punctuation, empty paragraphs.

Only seams are mended; words that no choice touched stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.text.model import Break, Node, Note, Stream, Text
from travaux.text.stream import joined

__all__ = ["Seam", "mended", "without_strays"]

_MARK = re.compile(r"[\[\]]")
_SPACE = " \t\u00a0"
_WEAK = ",;:"
_CLOSING = ",;:.)"
_SIGNS = ",;:.*"
_ABBREVIATED = ("etc.", "al.", "i.e.", "e.g.", "No.")
# Units whose heading stands though their words are gone.
_HEADED = ("article", "chapter", "part", "section", "annex", "title", "heading", "preamble")


@dataclass(frozen=True, slots=True)
class Seam:
    """Where words were taken out or put in.

    `spaced` says that those words had a space at one of their edges, `paragraph` that paragraphs were taken out.
    """

    spaced: bool = False
    paragraph: bool = False


def mended(nodes: Sequence[Node | Seam]) -> Stream:
    """The nodes without their seams, and without what a person would tidy up there.

    Example:
        >>> mended([Text("each Party "), Seam(), Text(", as appropriate, shall act.")])
        (Text(text='each Party, as appropriate, shall act.', marks=(), change=None, kind='text'),)
    """
    result: list[Node] = []
    seam: Seam | None = None
    touched = False
    for node in nodes:
        if isinstance(node, Seam):
            seam = Seam(node.spaced or (seam is not None and seam.spaced), node.paragraph or _after_paragraph(seam))
            touched = True
            continue
        if isinstance(node, Break):
            if touched:
                _drop_empty(result)
            touched, seam = False, None
        elif _after_paragraph(seam) and (isinstance(node, Note) or _only_signs(node)):
            continue  # the note or full stop of a paragraph that is gone
        elif isinstance(node, Text) and seam is not None:
            if not node.text:
                continue
            if _after_paragraph(seam) and result:
                result.append(Break())
            node, seam = _join(result, node, seam), None
            if not node.text:
                seam = Seam()
                continue
        elif not isinstance(node, Note):
            seam = None
        result.append(node)
    if touched:
        _drop_empty(result)
    return joined(result)


def _after_paragraph(seam: Seam | None) -> bool:
    return seam is not None and seam.paragraph


def _only_signs(node: Node) -> bool:
    return isinstance(node, Text) and not node.text.strip(_SPACE + _SIGNS)


def _drop_empty(result: list[Node]) -> None:
    """Take away a paragraph that has lost all its words, and white space left at the end of one that has not."""
    index = _last_text(result)
    if index is not None:
        text = result[index]
        assert isinstance(text, Text)
        result[index] = replace(text, text=text.text.rstrip(_SPACE))
    begin = next((n for n in range(len(result) - 1, -1, -1) if isinstance(result[n], Break)), None)
    rest = result[begin + 1 :] if begin is not None else result
    if any(not (isinstance(node, Note) or _only_signs(node)) for node in rest):
        return
    first = result[begin] if begin is not None else None
    del result[len(result) - len(rest) :]
    if isinstance(first, Break) and first.role not in _HEADED:
        result.pop()


def _last_text(result: list[Node]) -> int | None:
    """The last words of the paragraph, note marks left aside."""
    for index in range(len(result) - 1, -1, -1):
        if isinstance(result[index], Text):
            return index
        if not isinstance(result[index], Note):
            return None
    return None


def _join(result: list[Node], right: Text, seam: Seam) -> Text:
    """Fit words to those before the seam; both sides may change."""
    index = _last_text(result)
    if index is None:
        begins = not result or isinstance(result[-1], Break)
        return replace(right, text=right.text.lstrip(_SPACE + ",;.")) if begins else right
    left = result[index]
    assert isinstance(left, Text)
    before, after = _fitted(left.text, right.text, spaced=seam.spaced)
    result[index] = replace(left, text=before)
    return replace(right, text=after)


def _fitted(left: str, right: str, *, spaced: bool) -> tuple[str, str]:
    bare = right.lstrip(_SPACE)
    stem = left.rstrip(_SPACE)
    if bare[:1] and bare[0] in _CLOSING:
        if stem[-1:] and stem[-1] in _WEAK + "." and bare[0] != ")" and not stem.endswith(_ABBREVIATED):
            stem = stem[:-1].rstrip(_SPACE)
        if stem.endswith("(") and bare[0] == ")":
            return stem[:-1].rstrip(_SPACE), bare[1:]
        return stem, bare
    if left[-1:] and left[-1] in _SPACE + "(":
        return left, bare
    if spaced and left[-1:].isalnum() and right[:1].isalnum():
        return left, " " + right
    return left, right


def without_strays(stream: Stream) -> Stream:
    """A stream without choices, and without square brackets that nothing opens or closes."""
    open_marks: list[tuple[int, int]] = []
    stray: dict[int, list[int]] = {}
    for index, node in enumerate(stream):
        if isinstance(node, Text):
            for found in _MARK.finditer(node.text):
                if found.group() == "[":
                    open_marks.append((index, found.start()))
                elif open_marks:
                    open_marks.pop()
                else:
                    stray.setdefault(index, []).append(found.start())
    for index, place in open_marks:
        stray.setdefault(index, []).append(place)
    result: list[Node | Seam] = []
    for index, node in enumerate(stream):
        if isinstance(node, Note):
            result.append(replace(node, content=without_strays(node.content)))
        elif isinstance(node, Text) and index in stray:
            result += _cut(node, sorted(stray[index]))
        else:
            result.append(node)
    return mended(result)


def _cut(text: Text, places: list[int]) -> list[Node | Seam]:
    result: list[Node | Seam] = []
    start = 0
    for place in places:
        result += [replace(text, text=text.text[start:place]), Seam()]
        start = place + 1
    return [*result, replace(text, text=text.text[start:])]
