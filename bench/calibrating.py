"""Fits the weights of the evidence to pairs that are known: `python -m bench.calibrating`.

A logistic curve with a small ridge, by Newton's method (as in Hosmer and Lemeshow 1989). The texts it is fitted on are
not those on which the calibration is reported.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from itertools import chain

import numpy as np

from bench import acts, agreements, links
from bench.concordance import Gold
from bench.corpus import ROOT
from travaux.text.comparing import calibration
from travaux.text.comparing.aligning import judged_paragraphs
from travaux.text.comparing.articles import Articles, linked_articles
from travaux.text.comparing.evidence import FEATURES, Pairs
from travaux.text.comparing.features import Floats, Ints, bags, words_of
from travaux.text.comparing.printed import Printed, printed
from travaux.text.model import Stream

__all__ = ["article_pairs", "fitted", "known", "reliability"]

FILE = ROOT / "src" / "travaux" / "text" / "comparing" / "calibration.toml"
LEARNT = ((186, 112), (186, 159), (387, 442), (146, 343), (397, 379), (59, 369), (104, 396), (397, 153), (352, 387))
"""Pairs of trade agreements for fitting."""
REPORTED = ((449, 342), (449, 159), (112, 159), (392, 427), (343, 159))
"""Pairs for reporting the calibration."""


def known(rows: Pairs, gold: Gold) -> tuple[list[int], list[float]]:
    """Rows of which the gold says whether they are links, and what it says."""
    goals = {goal: here for here, many in gold.items() for goal in many}
    found, right = [], []
    for row, (here, there) in enumerate(zip(rows.old.tolist(), rows.new.tolist(), strict=True)):
        if here in gold or there in goals:
            found.append(row)
            right.append(float(here in gold and there in gold[here]))
    return found, right


def article_pairs(names: tuple[tuple[int, int], ...], pairs: slice) -> Iterator[tuple[Stream, Stream, Gold]]:
    """Texts with headings hidden, then seen, and their gold.

    Equal headings know of no article without a counterpart. Therefore every third of the counterparts is taken out of
    the newer agreement, and its partner has none.
    """
    for first, second in names:
        old, new = agreements.agreement(first), agreements.agreement(second)
        whole = agreements.by_heading(old, new, chapters=False) | agreements.by_heading(old, new, chapters=True)
        new, gold = _thinned(new, whole)
        for hidden in (True, False):
            yield old.stream(hidden=hidden), new.stream(hidden=hidden), gold
    for _, one, other, corrected in acts.PAIRS[pairs]:
        for hidden in (True, False):
            before, after = acts.act(one), acts.act(other)
            yield before.stream(hidden=hidden), after.stream(hidden=hidden), acts.by_number(before, after, corrected)


def _thinned(new: agreements.Agreement, gold: Gold) -> tuple[agreements.Agreement, Gold]:
    out = frozenset(goal for count, (_, goals) in enumerate(sorted(gold.items())) for goal in goals if count % 3 == 1)
    left = [index for index in range(len(new.articles)) if index not in out]
    places = {index: place for place, index in enumerate(left)}
    thinner = agreements.Agreement(new.name, tuple(new.articles[index] for index in left))
    return thinner, {here: frozenset(places[goal] for goal in goals - out) for here, goals in gold.items()}


def judged(part: str) -> Iterator[tuple[Stream, Stream, Gold]]:
    """NAFTA and KORUS, with the articles whose counterparts were labelled by reading."""
    for hidden in (True, False):
        old, new = (agreements.agreement(name).stream(hidden=hidden) for name in (112, 159))
        yield old, new, agreements.judged_by_hand(part)


def evidence(texts: Iterator[tuple[Stream, Stream, Gold]]) -> tuple[Floats, Floats, Floats]:
    """The evidence of all known rows, whether each is a link, and the chance it has now."""
    found, right, now = [], [], []
    for old, new, gold in texts:
        both = printed(old), printed(new)
        one = judged_articles(both)
        places = [_places(text, first) for text, first in zip(both, one.first, strict=True)]
        there = {places[0][here]: frozenset(places[1][goal] for goal in goals) for here, goals in gold.items()}
        rows, truth = known(one.rows, there)
        found.append(one.rows.evidence[rows])
        right += truth
        now.append(one.score[rows])
    return np.concatenate(found), np.array(right), np.concatenate(now)


def paragraph_evidence(part: str) -> tuple[Floats, Floats, Floats]:
    """The same for paragraphs of the climate drafts that were labelled by reading."""
    found, right, now = [], [], []
    for label in links.sampled(part)[0]:
        rows, score = _judged(*label.files)
        whole = [links.provisions(name) for name in label.files]
        side = (rows.old, rows.new)[label.side == "new"].tolist()
        mine = [row for row, unit in enumerate(side) if whole[label.side == "new"][unit] == label.unit]
        pairs = [(whole[0][rows.old[row]], whole[1][rows.new[row]]) for row in mine]
        # Of the units of two provisions those count that are most alike: the number may stand with a title.
        best: dict[tuple[int, int], int] = {}
        for row, pair in zip(mine, pairs, strict=True):
            if pair not in best or score[row] > score[best[pair]]:
                best[pair] = row
        for pair, row in sorted(best.items()):
            found.append(rows.evidence[row])
            right.append(float(pair in label.labelled))
            now.append(score[row])
    return np.array(found), np.array(right), np.array(now)


def _judged(old: str, new: str) -> tuple[Pairs, Floats]:
    texts = links.text(old), links.text(new)
    words = words_of(*texts)
    counted = bags(words[0]), bags(words[1])
    _, _, rows, score = judged_paragraphs(texts, words, counted, linked_articles(texts, words, counted))
    return rows, score


def judged_articles(texts: tuple[Printed, Printed]) -> Articles:
    """The articles of two texts as the program judges them."""
    words = words_of(*texts)
    return linked_articles(texts, words, (bags(words[0]), bags(words[1])))


def _places(text: Printed, first: Ints) -> list[int]:
    """What the program counts as articles, for each article."""
    return [place for place, unit in enumerate(first.tolist()) if text.units[unit].role == "article"]


def fitted(rows: Floats, right: Floats, before: Floats, ridge: float = 0.5) -> tuple[float, Floats]:
    """The start and the weights that fit best and are not far from those before."""
    table = np.column_stack([np.ones(len(rows)), rows])
    penalty = np.full(table.shape[1], ridge)
    penalty[0] = 1e-6 if not before.any() else ridge
    weights = before.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (right - chance) - penalty * (weights - before)
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return float(weights[0]), weights[1:]


def reliability(chance: Floats, right: Floats) -> str:
    """How often rows of about one chance are links: a table, and the mean squared error (Brier 1950)."""
    lines = ["| chance | rows | links | share |", "| ------ | ---: | ----: | ----: |"]
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1 + (low > 0.85))
        if inside.any():
            share = right[inside].mean()
            counts = f"{inside.sum():4} | {int(right[inside].sum()):5}"
            lines.append(f"| {low:.1f}-{low + 0.1:.1f} | {counts} | {share:.3f} |")
    return "\n".join([*lines, f"mean squared error {np.mean((chance - right) ** 2):.4f}"])


def signed(
    rows: Floats, right: Floats, names: tuple[str, ...], before: dict[str, float] | None = None
) -> dict[str, float]:
    """The weights that fit best, each with the sign it must have: what counts the wrong way is left out, at 0.

    Args:
        before: weights to stay near, where there are few pairs to fit to.
    """
    kept = list(names)
    while True:
        known_before = np.array([(before or {}).get(name, 0.0) for name in ("start", *kept)])
        start, weights = fitted(rows[:, [FEATURES.index(name) for name in kept]], right, known_before)
        found = dict(zip(kept, weights.tolist(), strict=True))
        wrong = {name: weight for name, weight in found.items() if (weight < 0) != (name in AGAINST)}
        if not wrong:
            return {"start": start, **{name: found.get(name, 0.0) for name in names}}
        kept.remove(max(wrong, key=lambda name: abs(wrong[name])))


AGAINST = ("short", "other_number", "other_title")
AROUND = {"around": 1.0, "parent": 0.5}
OF_PARAGRAPHS = tuple(name for name in FEATURES if "ahead" not in name)
CONTENT = ("words", "pairs", "words_inside", "pairs_inside", "short", "lead", "lead_back")
ARTICLES = tuple(name for name in FEATURES if name not in ("around", "parent"))
ALONE = tuple(name for name in ARTICLES if "ahead" not in name)
NOTE = """# How much each piece of evidence weighs for the chance that two units say the same (a logistic curve):
# chance = 1 / (1 + exp(-(start + sum of weight * figure))).
# "words" knows the words alone, "articles" judges articles by all that stands in them and what is round them,
# "paragraphs" single paragraphs; "_alone" before a pair is compared with its rivals. The figures are explained in
# evidence.py. Fitted by python -m bench.calibrating --write.
"""


def write(tables: dict[str, dict[str, float]]) -> None:
    """Keep weights."""
    parts = [NOTE]
    for kind, weights in tables.items():
        parts.append(f"[{kind}]\n" + "".join(f"{name} = {weight:.2f}\n" for name, weight in weights.items()))
    FILE.write_text("\n".join(parts), encoding="utf-8")
    calibration.weights.cache_clear()


def main() -> None:
    """Fit and keep weights, or print how well the present ones hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrating", description=__doc__)
    parser.add_argument("--write", action="store_true", help="fit and write calibration.toml")
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for _ in range(3 if parser.parse_args().write else 0):
        # What is linked round a pair depends on the weights, so that a second fit differs from the first.
        rows, right, _ = evidence(chain(article_pairs(LEARNT, slice(0, 5)), judged("dev")))
        tables |= {"words": signed(rows, right, CONTENT), "articles_alone": signed(rows, right, ALONE)}
        tables["articles"] = signed(rows, right, ARTICLES)
        print(f"fitted to {len(right)} pairs of articles, {int(right.sum())} of them links")
        rows, right, _ = paragraph_evidence("dev")
        tables["paragraphs_alone"] = signed(rows, right, OF_PARAGRAPHS, {**tables["articles_alone"], **AROUND})
        tables["paragraphs"] = signed(rows, right, FEATURES, {**tables["articles"], **AROUND})
        write(tables)
        print(f"fitted to {len(right)} pairs of paragraphs, {int(right.sum())} of them links")
    for name, found in (
        ("articles", evidence(article_pairs(REPORTED, slice(5, 7)))),
        ("paragraphs, held out", paragraph_evidence("heldout")),
    ):
        print(f"{name}\n{reliability(found[2], found[1])}\n")


if __name__ == "__main__":
    main()
