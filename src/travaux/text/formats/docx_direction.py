"""Paragraphs that run from right to left, as WordprocessingML has them."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from travaux.text.formats.html_page import RIGHT_TO_LEFT

__all__ = ["from_the_right", "runs_left", "settled", "turned"]

_RUN = re.compile(r"<w:r>(?:<w:rPr>(?P<look>.*?)</w:rPr>)?(?P<inside>.*?)</w:r>", re.S)
_WORDS = re.compile(r"<w:(?:t|delText) [^>]*>([^<]*)<")
_SINGLE = re.compile(r'<w:t xml:space="preserve">([^<&]*)</w:t>')
_END = re.compile(r"[^\w]+$")


def from_the_right(language: str | None) -> bool:
    """Whether texts of a language (ISO 639-1, a region after a hyphen left aside) run from right to left.

    Example:
        >>> from_the_right("ar-EG"), from_the_right("en"), from_the_right(None)
        (True, False, False)
    """
    return (language or "").split("-")[0].lower() in RIGHT_TO_LEFT


def runs_left(words: str, usual: bool) -> bool:
    """Whether a paragraph of these words runs from right to left.

    Args:
        words: what is printed of it, names of parties left aside.
        usual: whether the text does; then only a paragraph without any right-to-left letter runs the other way.

    Example:
        >>> runs_left("1. \\u0645\\u0627\\u062f\\u0629", False), runs_left("WIPO", True), runs_left("1.", True)
        (True, False, True)
    """
    strong = [bidirectional(sign) for sign in words if bidirectional(sign) in ("L", "R", "AL")]
    if not strong:
        return usual
    return strong[0] != "L" or (usual and strong.count("L") < len(strong))


def settled(words: str, rtl: bool) -> str:
    """Latin words such as an attribution, with a mark after them so that a number does not run with them.

    The mark (U+200F) is Unicode's own means: without it `EG propose: 2.` is one run from left to right.

    Example:
        >>> settled("EG propose: ", True) == "EG propose: \\u200f", settled("EG propose: ", False)
        (True, 'EG propose: ')
    """
    return words + "\u200f" if rtl and any(bidirectional(sign) == "L" for sign in words) else words


def turned(paragraph: str) -> str:
    """A written paragraph, turned: it runs from right to left, and so do its runs unless all their letters run right.

    The signs after the last letter of such a run, `EG propose: `, run with the paragraph, which is a run of its own.

    Example:
        >>> turned('<w:p><w:pPr><w:pStyle w:val="X"/></w:pPr><w:r><w:t xml:space="preserve">1.</w:t></w:r></w:p>')[33:]
        '<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">1.</w:t></w:r></w:p>'
    """
    # The first element of the properties is the style, after which direction belongs.
    return _RUN.sub(_turned_run, paragraph).replace('"/>', '"/><w:bidi/>', 1)


def _turned_run(run: re.Match[str]) -> str:
    words = "".join(_WORDS.findall(run["inside"]))
    if not words:
        return run[0]
    directions = {bidirectional(sign) for sign in words if sign.isalpha()}
    if "L" not in directions or directions & {"R", "AL"}:
        return _turned_look(run["look"], run["inside"])
    single = _SINGLE.fullmatch(run["inside"])
    end = _END.search(single[1]) if single else None
    if not end:
        return run[0]
    cut = single.start(1) + end.start() if single else 0
    inside, tag = run["inside"], '</w:t></w:r>'
    kept = run[0][: run.start("inside") - run.start() + cut] + tag
    return kept + _turned_look(run["look"], f'<w:t xml:space="preserve">{inside[cut:]}')


def _turned_look(look: str | None, inside: str) -> str:
    # Scripts that run from right to left have their own switches for bold and italic.
    look = (look or "").replace("<w:b/>", "<w:b/><w:bCs/>").replace("<w:i/>", "<w:i/><w:iCs/>")
    return f"<w:r><w:rPr>{look}<w:rtl/></w:rPr>{inside}</w:r>"
