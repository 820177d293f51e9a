"""One text in two formats: does the draft of 23 October 2015 give the same tree from PDF as from its transcriptions?

Run with `python -m bench.two_formats [--show]`. The transcriptions are two Markdown files (agreement, decision), laid
end to end; they lack about 110 marks and one part of the PDF (workstream 2), number some paragraphs differently
(`3.3bis` for `3bis`, figures for letters) and put footnotes at the end.

*What both hold.* A **choice** is held by both if each of its marks - opening and closing brackets, the labels of its
options - is paired with a mark in the other file when the two raw files, words and square brackets, are aligned. The
reader has no part in that, except for saying which marks belong to the choice. A **provision** - a paragraph of the
tree that at least one of the two readings takes for a unit of its own - is held by both if at least four in five of its
words are paired with a word of the other tree, wherever that word stands in it.

*What matches.* A choice matches if one choice of the other tree is made of exactly the paired marks and has the same
kind and number of options. A provision matches if it has a partner: a paragraph in which four in five of its words lie
and four in five of whose words lie in it (words that both hold). Both shares are taken over both trees together. Beside
them is counted, without a bar, in how many provisions the partner also stands in the same place of the tree (the
nearest provision round it that has a partner is the partner of the nearest round the other), and bears the same number
(but for figures and letters of lists): the transcriptions count many paragraphs anew.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from bench.alignment import aligned
from bench.corpus import CORPUS, draft, read
from bench.findings import page_texts
from bench.labels import Place
from travaux.text.instrument import Instrument
from travaux.text.model import At, Break, Text
from travaux.text.outline import Path
from travaux.text.stream import flatten

PDF = "unfccc-adp-2015-10-23-draft-agreement.pdf"
TRANSCRIPTIONS = ("unfccc-2015-10-23-draft-agreement.md", "unfccc-2015-draft-decision.md")
SHARE = 0.8
"""Part of a provision's words that must be held, or lie together."""

_INSIDE_WORDS = re.compile(r"[*\\_\ufffe\u00ad\u2010\u2011-]")
_TOKEN = re.compile(r"\w+|[\[\]]")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the tree with its own words; `unit` if it begins a provision; `parent` is the unit round it."""

    name: str
    unit: bool
    number: str
    parent: int
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mould:
    """A choice by its marks: their positions among the tokens of the raw file."""

    name: str
    kind: str
    options: int
    marks: frozenset[int]


@dataclass(slots=True)
class Share:
    """How many of what both hold matches, with the names of what does not."""

    name: str
    held: int = 0
    matched: int = 0
    all: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        """Matched out of held."""
        return self.matched / self.held if self.held else 0.0

    def count(self, held: bool, matched: bool, name: str) -> None:
        """Count one provision or choice."""
        self.all += 1
        self.held += held
        self.matched += held and matched
        if held and not matched:
            self.differing.append(name)


class Raw:
    """The words and square brackets of the raw files, laid end to end, with the place of each."""

    def __init__(self, pages: Iterable[tuple[str, int, str]]) -> None:
        self.tokens: list[str] = []
        self._places: dict[str, list[tuple[Place, int]]] = {}
        for file, page, words in pages:
            for number, line in enumerate(words.replace("\r\n", "\n").split("\n"), 1):
                for match in _TOKEN.finditer(_blanked(line)):
                    place = (page, number, match.start())
                    self._places.setdefault(file, []).append((place, len(self.tokens)))
                    self.tokens.append(match[0].lower())

    def at(self, file: str, place: Place) -> int | None:
        """The token that begins at a place or next on its line."""
        places = self._places[file]
        slot = bisect_left(places, (place, -1))
        if slot == len(places) or places[slot][0][:2] != place[:2]:
            return None
        return places[slot][1]


def compare() -> list[Share]:
    """The share of provisions, their numbers, and choices that match over what both hold."""
    pdf = [(PDF, number, words) for number, words in enumerate(page_texts(draft(PDF)), 1)]
    texts = [(name, 0, draft(name).read_text(encoding="utf-8")) for name in TRANSCRIPTIONS]
    return [*_provisions(), _choices(Raw(pdf), Raw(texts))]


def _blanked(line: str) -> str:
    """The line with typographic signs that one format has and the other lacks made blank, columns kept."""
    return re.sub(r"[*\\_]", " ", line)


# Choices


def _choices(one: Raw, other: Raw) -> Share:
    pairs = aligned(one.tokens, other.tokens)
    back = {there: here for here, there in pairs.items()}
    left, right = list(_moulds(one, [PDF])), list(_moulds(other, TRANSCRIPTIONS))
    share = Share("choices")
    _count_choices(share, left, right, pairs)
    _count_choices(share, right, left, back)
    return share


def _moulds(raw: Raw, files: Sequence[str]) -> Iterable[Mould]:
    for file in files:
        for issue in read(file).issues():
            places = [at for at in (option.at for option in issue.options) if at]
            if not places and issue.at:
                places = [issue.at]
            marks = {raw.at(file, place) for at in places for place in _ends(at)}
            known = frozenset(mark for mark in marks if mark is not None)
            if known:
                yield Mould(f"{file}: {issue.id}", issue.kind, len(issue.options), known)


def _ends(at: At) -> list[Place]:
    return [(at.page or 0, at.line, at.column), (at.end_page or 0, at.end_line, at.end_column)]


def _count_choices(share: Share, moulds: Iterable[Mould], others: Iterable[Mould], pairs: Mapping[int, int]) -> None:
    known = {(mould.kind, mould.options, mould.marks) for mould in others}
    for mould in moulds:
        held = all(mark in pairs for mark in mould.marks)
        there = frozenset(pairs.get(mark, -1) for mark in mould.marks)
        share.count(held, (mould.kind, mould.options, there) in known, mould.name)


# Provisions


def _provisions() -> list[Share]:
    left, right = Tree([PDF]), Tree(TRANSCRIPTIONS)
    pairs = aligned(left.words, right.words)
    back = {there: here for here, there in pairs.items()}
    shares = [Share("provisions"), Share("- in the same place of the tree"), Share("- with the same number")]
    one, other = left.partners(right, pairs), right.partners(left, back)
    one = {here: there for here, there in one.items() if other.get(there) == here}
    other = {there: here for here, there in one.items()}
    _count_provisions(shares, left, right, one, pairs)
    _count_provisions(shares, right, left, other, back)
    return shares


def _count_provisions(
    shares: Sequence[Share], here: Tree, there: Tree, partners: Mapping[int, int], pairs: Mapping[int, int]
) -> None:
    back = {partner: place for place, partner in partners.items()}
    for place, paragraph in enumerate(here.paragraphs):
        partner = partners.get(place)
        twin = there.paragraphs[partner] if partner is not None else None
        if not paragraph.unit and not (twin and twin.unit):
            continue
        held, same, equal = here.held(place, pairs), False, False
        if twin is not None and partner is not None:
            same = partners.get(here.around(place, partners), -1) == there.around(partner, back)
            equal = _number(paragraph.number) == _number(twin.number)
        for share, matched in zip(shares, (twin is not None, same, equal), strict=True):
            share.count(held, matched, f"{paragraph.name} {paragraph.number}")


class Tree:
    """The paragraphs of a tree in reading order, several files laid end to end."""

    def __init__(self, files: Iterable[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        for file in files:
            self._collect(read(file), file)
        self.words = [word for paragraph in self.paragraphs for word in paragraph.words]
        self._owner = [place for place, paragraph in enumerate(self.paragraphs) for _ in paragraph.words]
        self._starts = list(accumulate((len(paragraph.words) for paragraph in self.paragraphs), initial=0))

    def _collect(self, instrument: Instrument, file: str) -> None:
        units: dict[str, int] = {}
        path, text = Path(), ""
        for event in (*flatten(instrument.body), Break()):
            if isinstance(event, Text):
                text += event.text
            elif isinstance(event, Break):
                if self.paragraphs:
                    self.paragraphs[-1].words += _words(text)
                name, text = path.enter(event), ""
                parent = units.get(path.parent if name else path.id, -1)
                if name:
                    units[name] = len(self.paragraphs)
                self.paragraphs.append(Paragraph(f"{file} {path.id}", bool(name), event.number, parent))

    def _span(self, place: int) -> range:
        return range(self._starts[place], self._starts[place + 1])

    def held(self, place: int, pairs: Mapping[int, int]) -> bool:
        """True if the other tree holds the words of a paragraph, in one paragraph or several."""
        span = self._span(place)
        return bool(span) and sum(word in pairs for word in span) >= SHARE * len(span)

    def around(self, place: int, partners: Mapping[int, int]) -> int:
        """The nearest provision round a paragraph that has a partner, or -1."""
        place = self.paragraphs[place].parent
        while place >= 0 and place not in partners:
            place = self.paragraphs[place].parent
        return place

    def partners(self, other: Tree, pairs: Mapping[int, int]) -> dict[int, int]:
        """For each paragraph the one of the other tree in which four in five of its words lie that both hold."""
        found = {}
        for place in range(len(self.paragraphs)):
            count = Counter(other._owner[pairs[word]] for word in self._span(place) if word in pairs)
            for partner, common in count.most_common(1):
                if common >= SHARE * sum(count.values()):
                    found[place] = partner
        return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _INSIDE_WORDS.sub("", re.sub(r"[\[\]]", "", text)).lower())


def _number(number: str) -> str:
    """A number without punctuation, its article (`3.3bis`) and, for lists, its kind (`(b)` and `2.` are the second)."""
    bare = re.sub(r"^\d+\.(?=\d)", "", number.lower())
    bare = re.sub(r"\W|article", "", bare)
    return str(ord(bare) - 96) if re.fullmatch(r"[a-z]", bare) else bare


def main() -> None:
    """Print the shares, and with `--show` what differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.two_formats")
    parser.add_argument("--show", action="store_true", help="list the provisions and choices that differ")
    wanted = parser.parse_args()
    if CORPUS is None:
        print("two formats: the drafts (../shared/data) are not beside the project; nothing was measured")
        return
    for share in compare():
        print(f"{share.name}: {share.matched} of {share.held} = {share.value:.3f} (both trees hold {share.all})")
        if wanted.show:
            print("\n".join(f"  {name}" for name in share.differing))


if __name__ == "__main__":
    main()
