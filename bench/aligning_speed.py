"""How fast texts are aligned, beside the similarity of all pairs of articles by rapidfuzz: rows for `make bench`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz, process

from bench.agreements import agreement
from bench.corpus import CORPUS
from bench.speed import Bar, best
from travaux.text.comparing.aligning import align
from travaux.text.comparing.printed import printed
from travaux.text.model import Break, Node, Stream, Text

__all__ = ["rows"]

TPP, KORUS = 449, 159


def rows() -> Iterator[Bar]:
    """Two large agreements beside all pairs of their articles; and a long chain of versions."""
    yield from _agreements()
    yield _versions()


def _agreements() -> Iterator[Bar]:
    work, bar = "alignment of 145,000 and 75,000 words", "at most 0.3 s; at least 5 times faster"
    if CORPUS is None:
        yield Bar(work, "the texts are absent", "", bar, None)
        return
    old, new = agreement(TPP), agreement(KORUS)
    streams = old.stream(hidden=False), new.stream(hidden=False)
    texts = printed(streams[0]), printed(streams[1])
    alone = best(lambda: align(*texts))
    whole = best(lambda: align(printed(streams[0]), printed(streams[1])))
    bodies = [[one.text(index) for index in range(len(one.articles))] for one in (old, new)]
    peer = best(lambda: process.cdist(bodies[0], bodies[1], scorer=fuzz.ratio, workers=1), 1)
    measured = f"{whole:.2f} s, of which links {alone:.2f} s = {peer / whole:.0f} times faster"
    yield Bar(work, measured, f"rapidfuzz cdist over articles {peer:.1f} s", bar, whole <= 0.3 and peer >= 5 * whole)


def _versions() -> Bar:
    """Fifty versions of a hundred pages, in each of which some paragraphs are reworded, moved or new."""
    chain = list(_chain(50, 1_000, random.Random(4)))
    texts = [printed(stream) for stream in chain]
    links = best(lambda: [align(old, new) for old, new in pairwise(texts)], 1)
    words = best(lambda: [printed(stream) for stream in chain], 1)
    bar = "at most 5 s"
    measured = f"{links + words:.2f} s, of which links {links:.2f} s"
    return Bar("50 versions of 100 pages aligned in a chain", measured, "", bar, links + words <= 5)


def _chain(versions: int, paragraphs: int, rng: random.Random) -> Iterator[Stream]:
    said = [_paragraph(rng) for _ in range(paragraphs)]
    for _ in range(versions):
        nodes: list[Node] = []
        for count, words in enumerate(said):
            if count % 8 == 0:
                nodes.append(Break("article", f"Article {count // 8 + 1}", 40))
            nodes += [Break("paragraph", f"{count % 8 + 1}.", 50), Text(words)]
        yield tuple(nodes)
        for place in rng.sample(range(paragraphs), paragraphs // 20):
            reworded = said[place].split()
            reworded[rng.randrange(len(reworded))] = "amended"
            said[place] = " ".join(reworded)
        moved = said.pop(rng.randrange(paragraphs))
        said.insert(rng.randrange(paragraphs), moved)
        said[rng.randrange(paragraphs)] = _paragraph(rng)


def _paragraph(rng: random.Random) -> str:
    """Some forty words, of which a few are frequent and most are rare, as in real texts."""
    return " ".join(f"w{int(rng.paretovariate(0.6)) % 8_000}" for _ in range(rng.randrange(20, 60)))


def main() -> None:
    """Print the rows."""
    for row in rows():
        print(f"{row.work} | {row.measured} | {row.peer} | {row.bar} | {row.verdict}")


if __name__ == "__main__":
    main()
