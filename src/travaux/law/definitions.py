"""What each measure of harmonisation computes, in words, with its formula and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["DEFINITIONS", "definitions"]

DEFINITIONS = {
    "index": (
        "1 - sum(w * d) / sum(w) over every norm and pair of jurisdictions that can be compared (w: weight of the "
        "norm, d: distance); 1: all agree; none where nothing can be compared. It is 1 less the weighted mean of "
        "pairwise disagreement (for d = 0 or 1: Nordås 2016, OECD Trade Policy Papers 189)"
    ),
    "gower": (
        "d = |place - place| on the scale of the norm: yes/no and nominal 0 or 1; ordinal by rank / (categories - 1); "
        "numbers by (number - low) / (high - low) (Gower 1971, Biometrics 27)"
    ),
    "disagreement": (
        "d = 0 if two rules fall into one category, else 1, whatever the scale (as in the heterogeneity indices of "
        "the OECD: Nordås 2016, OECD Trade Policy Papers 189)"
    ),
    "bounds": (
        "the least and the greatest index of the completed table, over every filling of missing cells with answers "
        "that the norm admits, and of doubtful ones with those possible; the index of known cells has fewer "
        "comparisons behind it, and may lie outside (best and worst case, as Manski 1995 bounds what is not observed)"
    ),
    "dispersion": "standard deviation of the distances between pairs, each pair counted once, without weights",
    "pair": (
        "sum(w * d) / sum(w) over the norms known of both; none where there is no such norm. With all cells known it "
        "satisfies the triangle inequality; over different norms for each pair it need not (Gower 1971)"
    ),
    "modal_share": "share of the known jurisdictions whose answer is the most frequent one",
    "entropy": (
        "-sum(p * log p) / log(number of categories) over the shares p of the answers (Shannon 1948); 0: one answer, "
        "1: all equally frequent; of a norm measured in numbers, over the numbers on record"
    ),
    "group": "the index among the members of a group on that day",
    "sensitivity": (
        "the index under random weights (Dirichlet with all parameters 1, a fixed seed): the median and the interval "
        "with 90 % of the draws (as Saisana, Saltelli and Tarantola 2005 do for composite indicators)"
    ),
    "decomposition": (
        "the change of the index in parts that sum to it. Reforms: pairs comparable on both days, w * (d before - d "
        "after) / sum(w) of these; where both of a pair changed, each has its Shapley value (1953), the mean over "
        "the two orders. Coverage: what is left, by cells that became known or unknown; no change of law"
    ),
    "assumed": "the rule is on record, but for another day; nothing on record says that it was different",
    "clusters": (
        "average linkage (Sokal and Michener 1958): the two groups with the least mean distance are joined first; the "
        "tree is cut at the widest step; pairs without a distance are left out of a mean, and groups without one "
        "are never joined"
    ),
    "toward": "a jurisdiction to whose rule the distance on this norm became less (away: more)",
    "target": "the distance to a set of required answers, over the norms known of the jurisdiction",
}
"""Every measure by name. Tables and pages print those that they use."""


def definitions(names: Iterable[str]) -> dict[str, str]:
    """The definitions of some measures, by name.

    Example:
        >>> list(definitions(["entropy", "index"]))
        ['entropy', 'index']
    """
    return {name: DEFINITIONS[name] for name in names}
