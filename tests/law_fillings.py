"""Every way to fill the gaps of a small table, and its index worked out pair by pair."""

from itertools import combinations, product

from travaux.law.cells import Rules

__all__ = ["filled_indices", "index_of", "possible_answers"]


def possible_answers(laws, scales, day):
    """For each norm, for each jurisdiction, the answers that its cell could have."""
    rules = Rules(laws)
    found = {}
    for norm, scale in scales.items():
        rows = []
        for jurisdiction in laws.jurisdictions:
            cell = rules.cell(jurisdiction, norm, day)
            rows.append(cell.answers or scale.answers)
        found[norm] = rows
    return found


def index_of(answers, scales, weights, measure="gower"):
    """One less the weighted mean distance over all pairs and norms with two answers; None without any."""
    apart = compared = 0.0
    for norm, row in answers.items():
        for a, b in combinations(row, 2):
            if a is not None and b is not None:
                apart += weights[norm] * scales[norm].distance(a, b, measure)
                compared += weights[norm]
    return None if not compared else 1 - apart / compared


def filled_indices(laws, scales, weights, day, measure="gower"):
    """The least and the greatest index over every filling; norms are independent of each other."""
    rows = possible_answers(laws, scales, day)
    least, greatest = {}, {}
    for norm, cells in rows.items():
        apart = scales[norm].distance
        sums = [sum(apart(a, b, measure) for a, b in combinations(filling, 2)) for filling in product(*cells)]
        least[norm], greatest[norm] = min(sums), max(sums)
    count = len(laws.jurisdictions)
    total = sum(weights[norm] for norm in rows) * count * (count - 1) / 2
    return tuple(1 - sum(weights[norm] * side[norm] for norm in rows) / total for side in (greatest, least))
