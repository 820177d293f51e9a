"""NegMAS on the same domain: run by the interpreter of its own environment, for its licence is AGPL.

`python -m bench.negmas_peer VALUES.npz` reads `values` (parties x issues x options) and prints one line of JSON: CPU
seconds of building, enumerating, and of the frontier, Nash, welfare and maximin (Kalai in its words) points; the memory
held after the imports and at the peak; the number of distinct points of the frontier and a digest of them.

It takes the way of `calc_scenario_stats` (NegMAS 0.16.0), which is its own fastest: utility ranges are worked out once.
Its Nash and Kalai points subtract the reserved value, or the lowest utility where that is higher, unless the ranges say
otherwise; here they begin at 0, as ours do. Its frontier may hold a point twice, so points are made distinct.
"""

import json
import sys
import time

import numpy as np
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import kalai_points, max_welfare_points, nash_points, pareto_frontier

from bench.peer_figures import digest, peak_megabytes


def main() -> None:
    values = np.load(sys.argv[1])["values"]
    parties, issues, options = values.shape
    imported = peak_megabytes()
    started = time.process_time()
    space = make_os([make_issue(options, f"i{number}") for number in range(issues)])
    functions = [
        LinearAdditiveUtilityFunction(
            values={f"i{issue}": {o: float(v) for o, v in enumerate(values[party, issue])} for issue in range(issues)},
            outcome_space=space,
            reserved_value=0.0,
        )
        for party in range(parties)
    ]
    ranges = [(0.0, each.minmax(space, above_reserve=False)[1]) for each in functions]
    outcomes = list(space.enumerate_or_sample())
    frontier, _ = pareto_frontier(functions, outcomes=outcomes, sort_by_welfare=True)
    nash = nash_points(functions, frontier, ranges=ranges)
    welfare = max_welfare_points(functions, frontier, ranges=ranges)
    kalai = kalai_points(functions, frontier, ranges=ranges)
    seconds = time.process_time() - started
    held = peak_megabytes()
    found = {
        "seconds": seconds,
        "imported": imported,
        "megabytes": held,
        "outcomes": len(outcomes),
        "frontier": digest(np.array(frontier, dtype=float)),
        "nash": float(np.prod(nash[0][0])),
        "welfare": float(sum(welfare[0][0])),
        "maximin": float(min(kalai[0][0])),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
