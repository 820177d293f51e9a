"""The timeline of 50 versions of 100 pages: `python -m bench.timeline`.

Each version has about 50,000 words, and about 2 % of them differ from the version before: words are replaced,
paragraphs added and dropped, brackets opened and closed. Times are CPU seconds of the timeline alone, the texts having
been read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import travaux
from bench.speed import Bar, best, table
from travaux.lineage.timelines import timeline
from travaux.lineage.versions import Version
from travaux.text.comparing import compare
from travaux.text.model import Break, Choice, Option, Stream, Text

VERSIONS = 50
WORDS = 50_000
SHARE = 0.02
PARAGRAPH = 60  # words
STOCK = 6_000  # different words, the first of them the most frequent


def base(dice: Random) -> Stream:
    """A text of articles with numbered paragraphs, every third with a choice."""
    nodes: list[Break | Text | Choice] = []
    for number in range(WORDS // PARAGRAPH):
        if number % 8 == 0:
            nodes.append(Break("article", f"Article {number // 8 + 1}", 40))
        nodes.append(Break("paragraph", f"{number % 8 + 1}.", 50))
        nodes += paragraph(dice, number)
    return tuple(nodes)


def paragraph(dice: Random, number: int) -> list[Text | Choice]:
    """The words of one paragraph, with a choice in every third."""
    if number % 3:
        return [Text(words(dice, PARAGRAPH) + ".")]
    rivals = tuple(Option((Text(words(dice, 5)),), open="[", close="]") for _ in range(2))
    lead, tail = Text(words(dice, PARAGRAPH // 2) + " "), Text(" " + words(dice, PARAGRAPH // 2 - 10) + ".")
    return [lead, Choice(f"c{number}", "alternatives", rivals), tail]


def words(dice: Random, count: int) -> str:
    """Words as frequent as in a text: a few often, many seldom."""
    return " ".join(f"w{int(STOCK ** dice.random()):x}" for _ in range(count))


def changed(dice: Random, stream: Stream) -> Stream:
    """The next version: one paragraph in 25 changes by about half."""
    nodes: list[Break | Text | Choice] = []
    for node in stream:
        if isinstance(node, Text) and dice.random() < 2 * SHARE:
            parts = node.text.split(" ")
            cut = len(parts) // 4
            nodes.append(Text(" ".join([*parts[:cut], words(dice, len(parts) - 2 * cut), *parts[-cut:]])))
        elif isinstance(node, Choice) and dice.random() < SHARE:
            nodes += node.options[0].content  # type: ignore[arg-type]
        else:
            nodes.append(node)  # type: ignore[arg-type]
    if dice.random() < 0.5:
        nodes += [Break("paragraph", "99.", 50), *paragraph(dice, 0)]
    return tuple(nodes)


def chain(count: int) -> list[Version]:
    """Versions, each made from the one before."""
    dice = Random(2026)
    stream = base(dice)
    empty = travaux.read_text("Text.")
    versions = []
    for number in range(count):
        versions.append(Version(f"rev{number + 1}", None, replace(empty, body=stream)))
        stream = changed(dice, stream)
    return versions


def rows() -> Iterator[Bar]:
    """The bar, and how the time grows with the number of versions."""
    versions = chain(VERSIONS)
    whole = best(lambda: timeline(versions), 1)
    pair = best(lambda: compare(versions[0].instrument, versions[1].instrument), 3)
    work = f"timeline of {VERSIONS} versions of 100 pages"
    yield Bar(work, f"{whole:.2f} s", f"{VERSIONS - 1} comparisons {pair * (VERSIONS - 1):.2f} s", "5 s", whole <= 5)
    few = best(lambda: timeline(versions[:10]), 1)
    times = whole / few
    # 49 comparisons to 9 are 5.4 times; no more than 15 % above that.
    yield Bar("- of 10 of them", f"{few:.2f} s; 50 take {times:.1f} times", "", "at most 6.2 times", times <= 6.2)


if __name__ == "__main__":
    print(table(list(rows())))
