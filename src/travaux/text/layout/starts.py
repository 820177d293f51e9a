"""How paragraphs begin and end in print: numbers, letters, options, bullets, headings, and sentences that go on."""

from __future__ import annotations

import re
from typing import Literal, cast

from travaux.text.layout.lines import Line

__all__ = [
    "Start", "closes", "ends_sentence", "goes_on", "is_heading",
    "label_end", "only_label", "refers", "start_of", "waits",
]

Start = Literal["number", "letter", "bullet", "provision", "option", "recital", "brace"]

_LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies)"
_BEFORE = r"\s*(?:\[\s*)*(?:(?<=\[)\s*[A-Z][^\[\]:.\n]{0,160}[:.]\s*\d{0,3}\s*(?:\[\s*)*)?"
_START = re.compile(
    _BEFORE
    + rf"""(?:
    (?P<recital>Pp\s?\d{{1,3}}{_LATIN}?(?=\s|$|\[))
  | (?P<number>\d{{1,3}}(?:\.\d{{1,3}})*\s?{_LATIN}\b[.)]?
      | \d{{1,3}}(?:\.\d{{1,3}})+[.)]?(?=[\s\[]|$) | \d{{1,3}}[.)](?=[\s\[]|$))
  | (?P<letter>[a-z]{{1,2}}\s{_LATIN}\b[.)]?
      | \((?:[a-z]{{1,2}}|[ivxlc]{{1,6}}|[A-Z]|\d{{1,2}})\)(?=[\s\[]|$)
      | (?:[a-zA-Z]|[ivx]{{1,5}}|[IVX]{{1,5}})[.)](?=\s|$))
  | (?P<option>(?:Option|OPTION)\s*\(?\w{{1,4}}\)?(?:\s*{_LATIN})?\s*(?:[:.({{\[]|$)
      | (?:ALT|Alt|ALTERNATIVE|Alternative|VARIANT|Variant)(?:\.|\s+\(?\w{{1,3}}\)?)?\s*(?::|\[|$) | ALT\b)
  | (?P<provision>(?:Articles?|Sections?|Part|Chapter|Annex|Appendix|Schedule|Title
      |ARTICLE|SECTION|PART|CHAPTER|ANNEX|APPENDIX|TITLE)
      \s+(?:\[|[IVXLC]+\b|[A-Z]\b|[^\s\d]{{0,8}}\d))
  | (?P<bullet>[•▪◦●○■□‣⁃\ue000-\uf8ff]\s* | [-–—*·o]\s+(?=\S))
  | (?P<brace>\{{[^{{}}]*\}}\s*\d{{0,3}}\s*$)
)""",
    re.VERBOSE,
)
_ONLY_LABEL = re.compile(
    rf"\s*(?:\[\s*)*(?:\d{{1,3}}(?:\.\d{{1,3}})*\s?{_LATIN}?[.)]|(?:\d{{1,3}}|[a-z]{{1,2}})\s?{_LATIN}\.?"
    rf"|\((?:[a-z]{{1,2}}|[ivxlc]{{1,6}})\)|[a-z][.)]|Pp\s?\d{{1,3}})\s*"
)
_LABEL = re.compile(rf"\s*(?:\[\s*)*(?:\d{{1,3}}(?:\.\d{{1,3}})*\s?{_LATIN}?[.)]?|\([a-z]{{1,4}}\))(?=\s)")
_ENDS = re.compile(r"[.;:!?][\])}”’\"'\d*]*\s*$")
_CLOSED = re.compile(r"[,.;:!?][\])}”’\"'\d*]*[\])}]\d{0,3}\s*$")
_WAITS = re.compile(
    r"\[\s*(?:[A-Z]{2}[^\[\]]{0,160}|[A-Z][\w.]*(?:\s+[^\s\[\]]{1,12}){0,2}):\s*$|[\[(]\s*$"
)
_REFERS = re.compile(
    r"\b(?:articles?|paragraphs?|subparagraphs?|sections?|decisions?|annex(?:es)?|options?|to|of|in|under|with|by|the|than|below|above)\s*$",
    re.IGNORECASE,
)
_PROVISION_LINE = re.compile(
    r"\W*(?:Article|ARTICLE|Section|SECTION|Part|PART|Chapter|CHAPTER|Annex|ANNEX|Appendix|APPENDIX)\s+\S+\s*"
    r"(?:[({\[–—:-].*)?"
)
_BRACE_LINE = re.compile(r"\s*\[?\{[^{}]*\}\]?\s*\d{0,3}\s*")
_CONTINUES = re.compile(r"\s*(?:[a-zà-öø-ÿ]|[\]),;.]|[’'](?=[a-z]))")


def start_of(text: str) -> Start | None:
    """What a line begins with, after opening brackets and an attribution such as `[US propose:`; None for words."""
    match = _START.match(text[:400])
    return cast(Start, match.lastgroup) if match else None


def only_label(text: str) -> bool:
    """Whether the line holds a number or letter and nothing else, so that its text stands on the next line."""
    return len(text) < 24 and _ONLY_LABEL.fullmatch(text) is not None


def label_end(text: str) -> int:
    """The column where the printed number of a line ends; 0 if there is none."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences and items do, and no attribution waits for its words."""
    tail = text[-200:]
    return _ENDS.search(tail) is not None and not _WAITS.search(tail)


def waits(text: str) -> bool:
    """Whether a line ends with an attribution (`[US propose:`) or an opening mark, whose words must follow."""
    return _WAITS.search(text[-200:]) is not None


def closes(text: str) -> bool:
    """Whether a line ends with the bracket that closes a sentence, item or recital, as in `for all Parties,]`."""
    return _CLOSED.search(text[-40:]) is not None


def goes_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return _CONTINUES.match(text) is not None and start_of(text) is None


def refers(text: str) -> bool:
    """Whether a line ends before the number that it refers to, as in `paragraph` or `Article`."""
    return _REFERS.search(text[-40:]) is not None


def is_heading(line: Line, margin: float) -> bool:
    """Whether a line stands for itself: capitals, a lone `Article 5`, or a heading in braces."""
    text = line.text.strip()
    if text.isupper() and sum(map(str.isalpha, text)) > 3:
        return True
    if _BRACE_LINE.fullmatch(text):
        return True
    return line.right < 0.75 * margin and _PROVISION_LINE.fullmatch(text) is not None
