"""The speed of consolidating: 10, 25 and 50 proposals, each changing 5 % of the words of a 100-page base.

`python -m bench.consolidating` prints the table. Times are CPU seconds, the best of several. The text is invented:
articles of numbered paragraphs, 50,000 words.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.speed import Bar, best
from travaux.text.consolidating import consolidate
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Node, Stream, Text
from travaux.text.stream import choices

__all__ = ["measure", "rows"]

WORDS = 50_000
CHANGED = 0.05
COUNTS = (10, 25, 50)
_STEMS = [
    "party", "parties", "agreement", "protection", "measure", "measures", "right", "rights", "holder", "shall",
    "may", "should", "provide", "ensure", "request", "information", "register", "territory", "law", "laws",
    "national", "access", "benefit", "sharing", "resource", "resources", "knowledge", "person", "persons",
    "authority", "authorities", "notify", "publish", "within", "period", "months", "date", "entry", "force",
    "accordance", "article", "paragraph", "subject", "under", "other", "each", "any", "all", "such", "where",
    "unless", "before", "after", "upon", "between", "available", "effective", "adequate", "appropriate",
    "competent", "relevant", "international", "obligation", "term", "condition", "licence", "fee", "office",
    "procedure", "decision",
]
_LINKS = [
    "of", "the", "and", "to", "in", "for", "by", "with", "that", "or", "on", "as", "its", "from",
]


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds for a number of proposals, and how many choices came out."""

    proposals: int
    seconds: float
    choices: int


def base_text(seed: int = 1) -> Stream:
    """An agreement of about 50,000 words in some 900 paragraphs."""
    chance = random.Random(seed)
    nodes: list[Node] = []
    words = article = paragraph = 0
    while words < WORDS:
        if paragraph % 6 == 0:
            article, paragraph = article + 1, 0
            nodes += [Break("article", f"Article {article}", 40), Text("Obligations")]
        paragraph += 1
        count = chance.randint(25, 85)
        nodes += [Break("paragraph", f"{paragraph}.", 50), Text(_sentence(chance, count))]
        words += count
    return tuple(nodes)


def _sentence(chance: random.Random, count: int) -> str:
    words = [chance.choice(_LINKS if place % 2 else _STEMS) for place in range(count)]
    return " ".join(words).capitalize() + "."


def proposal(base: Stream, seed: int, longest: int = 25, paragraphs: float = 0.4) -> Stream:
    """The base with 5 % of its words changed.

    Args:
        longest: phrases of one to so many words are replaced (half of them), put in or taken out.
        paragraphs: the share of the changed words that stand in whole paragraphs put in or taken out.
    """
    chance = random.Random(seed)
    nodes = list(base)
    left = int(WORDS * CHANGED)
    whole = left * paragraphs
    taken: set[int] = set()
    while whole > 0:
        place = _place(nodes, chance)
        words = str(getattr(nodes[place], "text", "")).count(" ") + 1
        if place not in taken and words > 5:
            taken.add(place)
            whole, left = whole - words, left - words
    while left > 0:
        left -= _phrase(nodes, chance, longest, taken)
    result: list[Node] = []
    for place, node in enumerate(nodes):
        if place not in taken:
            result.append(node)
        elif chance.random() < 0.5:
            result.pop()  # its break: the paragraph is gone
        else:
            new = Text(_sentence(chance, node.text.count(" ") + 1)) if isinstance(node, Text) else node
            result += [node, Break("paragraph", "9.", 50), new]
    return tuple(result)


def _place(nodes: list[Node], chance: random.Random) -> int:
    while True:
        place = chance.randrange(len(nodes))
        if isinstance(nodes[place], Text):
            return place


def _phrase(nodes: list[Node], chance: random.Random, longest: int, taken: set[int]) -> int:
    """Change one phrase; how many words that were."""
    place = _place(nodes, chance)
    node = nodes[place]
    if place in taken or not isinstance(node, Text):
        return 0
    words = node.text.split(" ")
    length = min(chance.randint(1, longest), len(words))
    start = chance.randint(0, len(words) - length)
    act = chance.random()
    if act >= 0.8 and len(words) <= length + 5:
        return 0
    new = [] if act >= 0.8 else [chance.choice(_STEMS) for _ in range(length)]
    words[start : start + (0 if 0.5 <= act < 0.8 else length)] = new
    nodes[place] = Text(" ".join(words))
    return length


def measure(longest: int = 25, paragraphs: float = 0.4, times: int = 3) -> list[Measured]:
    """How long consolidation takes for 10, 25 and 50 proposals."""
    base = Instrument(base_text())
    made = {f"P{n:02}": Instrument(proposal(base.body, 100 + n, longest, paragraphs)) for n in range(COUNTS[-1])}
    found = []
    for count in COUNTS:
        some = dict(list(made.items())[:count])
        taken = best(lambda some=some: consolidate(base, some), times)  # type: ignore[misc]
        found.append(Measured(count, taken, len(list(choices(consolidate(base, some).text.body)))))
    return found


def rows() -> list[Bar]:
    """The rows of the table of speed bars."""
    found = measure()
    few, most = found[0], found[-1]
    growth = (most.seconds / few.seconds) / (most.proposals / few.proposals)
    dense = measure(longest=8, paragraphs=0.0, times=1)
    return [
        Bar("50 proposals, each changing 5 %, on a 100-page base", _told(found), "", "2 s", most.seconds <= 2),
        Bar("the same, from 10 to 50 proposals", f"{growth:.2f} times linear", "", "at most 1.25", growth <= 1.25),
        Bar(
            "the same in phrases of 1 to 8 words only: every line disputed", _told(dense), "", "10 s",
            dense[-1].seconds <= 10,
        ),
    ]


def _told(found: list[Measured]) -> str:
    each = ", ".join(f"{row.proposals}: {row.seconds:.2f} s" for row in found)
    return f"{each}; {found[-1].choices:,} choices"


if __name__ == "__main__":
    for row in rows():
        print(f"{row.work}: {row.measured} (bar {row.bar}: {row.verdict})")
