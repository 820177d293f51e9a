"""The time of a redline, beside `redlines` and difflib on the same words in the same run: `python -m bench.redlining`.

The text is the first 50,000 words of the Trans-Pacific Partnership (ToTA; Alschner and others 2017); in the new version
one word in twenty was replaced, deleted or followed by another at random with a fixed seed, and one article was moved.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import redlines

import travaux
from bench.agreements import Article, agreement
from bench.corpus import CORPUS
from bench.speed import Bar, best, table
from travaux.text.comparing import compare
from travaux.text.instrument import Instrument
from travaux.text.redline import redline_html

__all__ = ["edited", "rows", "versions"]

TPP = 449
WORDS = 50_000
SHARE = 0.05
SEED = 20151105
MOST = 0.15
"""Seconds of CPU that a redline may take, alignment and HTML included."""


def printed(articles: list[Article]) -> str:
    """Articles as a draft in plain text, one paragraph a line."""
    lines = []
    chapter = ""
    for article in articles:
        if article.chapter != chapter:
            chapter = article.chapter
            lines.append(chapter.upper())
        lines += [f"{article.number.capitalize()} {article.heading}".strip(), *article.paragraphs]
    return "\n\n".join(filter(None, lines))


def edited(articles: list[Article], share: float = SHARE, seed: int = SEED) -> list[Article]:
    """The articles with a share of their words changed at random, and one of them moved towards the end."""
    dice = random.Random(seed)
    vocabulary = sorted({word for article in articles for words in article.paragraphs for word in words.split()})
    changed = []
    for article in articles:
        paragraphs = []
        for words in article.paragraphs:
            written: list[str] = []
            for word in words.split():
                act = dice.choice(("replaced", "deleted", "followed")) if dice.random() < share else "kept"
                written += [word] if act in ("kept", "followed") else []
                written += [dice.choice(vocabulary)] if act in ("replaced", "followed") else []
            paragraphs.append(" ".join(written))
        changed.append(Article(article.chapter, article.number, article.heading, tuple(filter(None, paragraphs))))
    changed.insert(len(changed) - 10, changed.pop(len(changed) // 3))
    return changed


@cache
def versions() -> tuple[str, str]:
    """The old and the new text."""
    articles, count = [], 0
    for article in agreement(TPP).articles:
        articles.append(article)
        count += sum(len(words.split()) for words in article.paragraphs)
        if count >= WORDS:
            break
    return printed(articles), printed(edited(articles))


def redline(old: Instrument, new: Instrument) -> str:
    """From two texts to the page."""
    return redline_html(compare(old, new))


def rows() -> Iterator[Bar]:
    """The redline against its bar and against both peers, and the page alone."""
    work = f"redline of two {WORDS:,}-word texts, alignment and HTML included"
    bars = ("at most 0.15 s", "at least 20 times faster", "at least 25 times faster")
    if CORPUS is None:
        yield from (Bar(work, "the agreements are absent", "", bar, None) for bar in bars)
        return
    before, after = versions()
    old, new = travaux.read_text(before), travaux.read_text(after)
    old_words, new_words = before.split(), after.split()
    ours = best(lambda: redline(old, new))
    peer = best(lambda: redlines.Redlines(before, after).output_markdown, 1)
    exact = best(lambda: SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes(), 1)
    # Once more after the peers, so that a machine that was busy at first does not decide.
    ours = min(ours, best(lambda: redline(old, new)))
    yield Bar(work, f"{ours:.3f} s", "", bars[0], ours <= MOST)
    yield Bar("- the same", f"{peer / ours:.0f} times faster", f"redlines {peer:.1f} s", bars[1], peer >= 20 * ours)
    yield Bar(
        "- the same", f"{exact / ours:.0f} times faster", f"difflib without autojunk, words {exact:.1f} s", bars[2],
        exact >= 25 * ours,
    )
    comparison = compare(old, new)
    page = best(lambda: redline_html(comparison))
    yield Bar("- the page alone, from the comparison", f"{page:.3f} s", "", "at most 0.05 s", page <= 0.05)


def main() -> None:
    """Print the table."""
    print(table(list(rows())))


if __name__ == "__main__":
    main()
