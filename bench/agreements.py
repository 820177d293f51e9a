"""Pairs of trade agreements whose articles correspond by their headings (texts of ToTA; Alschner and others 2017).

The headings are hidden from the program, so that they can tell whether it is right: a heading that stands once in each
agreement names the counterpart. That is silver and no gold, for equal headings are not always equal law.
"""

from __future__ import annotations

import csv
import re
import tarfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from functools import cache

from bench.corpus import CORPUS, ROOT
from travaux.text.model import Break, Node, Stream, Text

__all__ = ["BASELINES", "Agreement", "agreement", "by_heading", "judged_by_hand"]

LABELS = ROOT / "tests" / "labels" / "nafta-korus-none.csv"

BASELINES = (
    ("TPP ~ US-Colombia", 449, 342, 0.958, 0.976),
    ("TPP ~ KORUS", 449, 159, 0.956, 0.972),
    ("NAFTA ~ KORUS", 112, 159, 0.735, 0.889),
    ("EU-Ukraine ~ EU-Georgia", 392, 427, 0.958, 0.975),
    ("Korea-Australia ~ KORUS", 343, 159, 0.907, 0.932),
    ("Canada-Peru ~ Canada-Honduras", 387, 442, 0.0, 0.0),
    ("Canada-Korea ~ Korea-Australia", 146, 343, 0.0, 0.0),
    ("Korea-Colombia ~ Korea-New Zealand", 397, 379, 0.0, 0.0),
)
"""Pairs, and the share right of the best of 5-gram Jaccard: by headings alone, and by chapters and headings."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the name of its chapter, its number and heading, and its paragraphs."""

    chapter: str
    number: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The articles of an agreement in order."""

    name: str
    articles: tuple[Article, ...]

    def stream(self, *, hidden: bool) -> Stream:
        """The agreement as a text; with numbers, headings and chapters hidden, only bodies are left."""
        nodes: list[Node] = []
        chapter = None
        for article in self.articles:
            if not hidden and article.chapter != chapter:
                chapter = article.chapter
                nodes += [Break("chapter", "", 20), Text(chapter)]
            nodes.append(Break("article", "" if hidden else article.number, 40))
            if not hidden and article.heading:
                nodes.append(Text(article.heading))
            for words in article.paragraphs:
                nodes += [Break("text", "", 60), Text(words)]
        return tuple(nodes)

    def text(self, index: int) -> str:
        """The words of one article."""
        return "\n".join(self.articles[index].paragraphs)


@cache
def _texts() -> dict[str, bytes]:
    """All files of the archive: unpacking takes a second, and nothing in it can be found without."""
    assert CORPUS is not None
    found: dict[str, bytes] = {}
    with tarfile.open(CORPUS / "tota" / "tota_xml_shared360.tar.xz", "r:xz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                found[member.name.rsplit("/", 1)[-1]] = file.read()
    return found


@cache
def agreement(number: int) -> Agreement:
    """An agreement by its number in ToTA."""
    root = ElementTree.fromstring(_texts()[f"pta_{number}.xml"])
    articles = []
    for chapter in root.iter("chapter"):
        for article in chapter.iter("article"):
            pieces = re.split(r"\n\s*\n", "".join(article.itertext()))
            paragraphs = tuple(filter(None, (" ".join(piece.split()) for piece in pieces)))
            heading, number_ = article.get("name") or "", article.get("number") or ""
            articles.append(Article(chapter.get("name") or "", number_, heading, paragraphs))
    return Agreement(root.findtext(".//name") or "", tuple(articles))


def by_heading(old: Agreement, new: Agreement, *, chapters: bool) -> dict[int, frozenset[int]]:
    """The counterpart of each article whose heading (with the name of its chapter) stands once in each agreement."""

    def keys(one: Agreement) -> dict[tuple[str, ...], int]:
        names = [
            ((article.chapter.lower(),) if chapters else ()) + (article.heading.lower().strip(),)
            for article in one.articles
        ]
        count = Counter(names)
        return {name: index for index, name in enumerate(names) if name[-1] and count[name] == 1}

    ours, theirs = keys(old), keys(new)
    return {here: frozenset([theirs[name]]) for name, here in ours.items() if name in theirs}


def judged_by_hand(part: str, *, doubtful: bool = True) -> dict[int, frozenset[int]]:
    """Articles of NAFTA with their counterpart in KORUS, or none, as labelled by reading."""
    places = [
        {article.number.rsplit(" ", 1)[-1] or article.chapter.lower(): n for n, article in enumerate(one.articles)}
        for one in (agreement(112), agreement(159))
    ]
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    kept = [row for row in rows if doubtful or "doubt" not in row["note"]]
    return {places[0][row["nafta"]]: frozenset([places[1][row["korus"]]] if row["korus"] else []) for row in kept}
