"""Which unit of one text says what which unit of another says.

Articles are matched first, by all that stands in them; then paragraphs by their own words, with their number, their
neighbours and their article as further evidence, so that what moved between articles is found. What is left over is
looked for as part of a split or a merger, and units without words go with what stands in and round them.
"""

from __future__ import annotations

from travaux.text.comparing.articles import Articles, linked_articles
from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.equal import equal_paragraphs
from travaux.text.comparing.evidence import Pairs
from travaux.text.comparing.features import Floats, Words, bags, words_of
from travaux.text.comparing.following import follow
from travaux.text.comparing.groups import numbers, parents
from travaux.text.comparing.linking import Bags, paragraphs, ranked
from travaux.text.comparing.model import Link
from travaux.text.comparing.nearly import NEARLY, Near, nearly_equal
from travaux.text.comparing.ordering import in_order
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.reasons import Reasons
from travaux.text.comparing.splitting import parts

__all__ = ["align", "judged_paragraphs"]


def align(old: Printed, new: Printed) -> list[Link]:
    """Links between the units of two texts; every unit stands in exactly one.

    The score of a link is the chance that a careful reader would make it (that of a unit without counterpart: the
    chance that it has none), from evidence weighed as `calibration.toml` says; `why` gives the evidence in words.

    Returns:
        Links in the order of the new text, those without a counterpart in it after the link of the unit before them.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing.printed import printed
        >>> old = printed(travaux.read_text("1. Fees are due in May.\\n\\n2. Marks may be licensed freely.").body)
        >>> new = printed(travaux.read_text("1. Marks may be licensed freely.\\n\\n2. Fees are due in June.").body)
        >>> [(link.old, link.new) for link in align(old, new)]
        [((1,), (0,)), ((0,), (1,))]
    """
    if not old.units or not new.units:
        alone = [*(((n,), ()) for n in range(len(old.units))), *(((), (n,)) for n in range(len(new.units)))]
        return [Link(ours, theirs, 1.0, ("the other text is empty",)) for ours, theirs in alone]
    texts, words = (old, new), words_of(old, new)
    counted = bags(words[0]), bags(words[1])
    found = linked_articles(texts, words, counted)
    linked, near, rows, score = judged_paragraphs(texts, words, counted, found)
    follow(old, new, words, found.heads, linked)
    completed = parts(rows, score, words, linked, list(found.head_parts(linked)))
    reasons = Reasons(texts, linked, completed, near, rows, score, found)
    return [Link(ours, theirs, *reasons.of(ours, theirs)) for ours, theirs in in_order(linked, completed)]


def judged_paragraphs(
    texts: tuple[Printed, Printed], words: tuple[Words, Words], counted: tuple[Bags, Bags], found: Articles
) -> tuple[Linked, Near, Pairs, Floats]:
    """The links of paragraphs, those with nearly the same words, and the pairs that were judged, with their chances."""
    linked = Linked(words[0].units, words[1].units)
    equal_paragraphs(words, found.first, found.heads, found.equal, linked)
    found.head_links(linked)
    link, back = linked.arrays()
    article = found.labels()
    free = (link < 0) & ~found.heads[0], (back < 0) & ~found.heads[1]
    near = nearly_equal(counted[0][1], counted[1][1], (words[0].lengths, words[1].lengths), free)
    for pair in near:
        linked.add(*pair, NEARLY)
    link, back = linked.arrays()
    open_ = (link < 0) & ~found.heads[0], (back < 0) & ~found.heads[1]
    ours, theirs = ((one.only(units), two.only(units)) for (one, two), units in zip(counted, open_, strict=True))
    rows = ranked(ours, theirs, article)
    score = paragraphs(rows, linked, numbers(*texts), article, (parents(texts[0]), parents(texts[1])))
    return linked, near, rows, score
