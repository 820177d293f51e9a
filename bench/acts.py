"""Successive acts of the Berne and the Paris Convention, whose articles mostly kept their numbers.

The gold is the number, with what a reader corrected: the administrative articles were rewritten at Stockholm in 1967,
and the articles on who is protected were divided there.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bench.corpus import CORPUS
from travaux.text.model import Break, Node, Stream, Text

__all__ = ["PAIRS", "Act", "act", "by_number"]

# Headings of the scanned act of 1971 are damaged; these are the lines at which its articles begin.
_BERNE_1971 = (
    "8:1 11:2 40:3 76:4 90:5 118:6 135:6bis 151:7 184:7bis 188:8 194:9 203:10 215:10bis 228:11 237:11bis 259:11ter"
    " 267:12 270:13 285:14 299:14bis 328:14ter 338:15 362:16 368:17 373:18 386:19 389:20 394:21 401:22 478:23 534:24"
    " 563:25 637:26 653:27 660:28 702:29 714:29bis 719:30 739:31 757:32 774:33 791:34 797:35 808:36 813:37 835:38"
    " 849:AI 896:AII 972:AIII 1038:AIV 1092:AV 1113:AVI"
)
_FURNITURE = re.compile(r"^(?:\d{4}|Appendix(?: 1)?|Art\w*\W.{1,6})$")
_HEADING = re.compile(
    r"^#*\s*Article\s+(premier|1er|\d+)\s*\(?(bis|ter|qu[a-z]+|sexies|septies)?\)?\s*(?:\[.*)?$", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"^\(?[0-9lI]{1,2}\)|^\([a-z]+\)|^[A-D]\.\s")

# Where the number misleads: new articles for an old one; a dash: not judged.
_STOCKHOLM_BERNE = {
    "4": "3 5", "5": "3 5", "6": "3 5 6", "9": "2 9 10bis", "10": "10", "10bis": "10bis", "14": "14 14bis",
    "14bis": "14ter", "21": "24", "22": "24", "23": "25", "24": "27", "25": "29", "26": "31",
    "27": "32 34", "27bis": "33", "28": "28", "29": "35", "30": "-", "31": "37",
}
_STOCKHOLM_PARIS = {
    "6": "6 6quinquies", "13": "15 16", "14": "18", "15": "19", "16": "21", "16bis": "24", "17": "25", "17bis": "26",
    "18": "20 27", "19": "29",
}
PAIRS: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("Berne 1908 ~ 1928", "096", "098", {}),
    ("Berne 1928 ~ 1948", "098", "099", {}),
    ("Berne 1948 ~ 1971", "099", "101", _STOCKHOLM_BERNE),
    ("Paris 1883 ~ 1911", "6149", "6155", {}),
    ("Paris 1911 ~ 1925", "6155", "6159", {}),
    ("Paris 1925 ~ 1934", "6159", "6163", {}),
    ("Paris 1934 ~ 1967", "6163", "4120", _STOCKHOLM_PARIS),
)
"""Name, older act, newer act, and where the number misleads."""


@dataclass(frozen=True, slots=True)
class Act:
    """The numbers of the articles of an act in order, and their paragraphs."""

    numbers: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]

    def stream(self, *, hidden: bool) -> Stream:
        """The act as a text, with or without the numbers of its articles."""
        nodes: list[Node] = []
        for number, paragraphs in zip(self.numbers, self.paragraphs, strict=True):
            nodes.append(Break("article", "" if hidden else f"Article {number}", 40))
            for words in paragraphs:
                nodes += [Break("text", "", 60), Text(words)]
        return tuple(nodes)


@cache
def act(name: str) -> Act:
    """An act by the number of its file."""
    assert CORPUS is not None
    if len(name) == 3:
        lines = (CORPUS / "pildb_en" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        begins = dict(part.split(":") for part in _BERNE_1971.split()) if name == "101" else {}
        parts = _articles(lines, {int(line): number for line, number in begins.items()})
    else:
        parts = _articles(_french(f"BWBV000{name}.md"), {})
    return Act(tuple(number for number, _ in parts), tuple(tuple(_paragraphs(lines)) for _, lines in parts))


def _french(name: str) -> list[str]:
    """The French text: the Dutch one and the closing protocol follow after a heading of the second rank."""
    assert CORPUS is not None
    with tarfile.open(CORPUS / "treaties_nl_md" / "treaties_en_fr.tar.xz", "r:xz") as archive:
        file = next(archive.extractfile(member) for member in archive if member.name.endswith(name))
        assert file is not None
        lines = file.read().decode("utf-8").splitlines()
    tops = [index for index, line in enumerate(lines) if line.startswith("####")]
    # Before the French articles of 1934 stands a list of its own; articles begin after the first such heading.
    return lines[tops[0] : tops[1]]


def _articles(lines: list[str], begins: dict[int, str]) -> list[tuple[str, list[str]]]:
    if not begins:
        found = {index + 1: _HEADING.match(line.strip()) for index, line in enumerate(lines)}
        begins = {index: _number(match) for index, match in found.items() if match}
    edges = [*begins, len(lines) + 1]
    result = []
    for start, end in pairwise(edges):
        # A damaged heading may have taken the place of the first line.
        heading = bool(_FURNITURE.match(lines[start - 1].strip()) or _HEADING.match(lines[start - 1].strip()))
        result.append((begins[start], lines[start - 1 + heading : end - 1]))
    return [(number, body) for number, body in result if body]


def _number(match: re.Match[str]) -> str:
    number, more = match.groups()
    return ("1" if number.lower() in ("premier", "1er") else number) + (more or "").lower()


def _paragraphs(lines: list[str]) -> Iterator[str]:
    words: list[str] = []
    for line in lines:
        plain = line.strip()
        if _FURNITURE.match(plain) or plain.startswith("|"):
            continue
        if words and (not plain or _PARAGRAPH.match(plain)):
            yield " ".join(words)
            words = []
        if plain:
            words.append(plain)
    if words:
        yield " ".join(words)


def by_number(old: Act, new: Act, corrected: Mapping[str, str]) -> dict[int, frozenset[int]]:
    """The counterparts of each article of the older act; empty where it has none."""
    places = {number: index for index, number in enumerate(new.numbers)}
    gold = {}
    for here, number in enumerate(old.numbers):
        if corrected.get(number) == "-":
            continue
        goals = corrected.get(number, number).split()
        gold[here] = frozenset(places[goal] for goal in goals if goal in places)
    return gold
