"""What each figure of a finding means: printed with it."""

from __future__ import annotations

from travaux.consensus.finding import Finding

__all__ = ["definitions"]


def definitions(finding: Finding) -> dict[str, str]:
    """The figures of a finding by name, each with its definition in one sentence."""
    return {
        "known": (
            f"{finding.known} of {finding.of} deciding delegations on record in this case have a position, of their "
            "own or through a group, on at least one issue that is not settled that day (on any issue, where all are); "
            "all others are unknown; a group with no member on record counts as one"
        ),
        "not excluded": f"by the rule {finding.rule.name}, {finding.rule.words}. What is not excluded is not agreed",
        "settled": "an outcome with an option is on record by that day",
        "blocked": (
            "somebody stands against an option in the sense of the rule, and no option on the table is known to be "
            "acceptable to everyone who does"
        ),
        "as well": "options of which nobody has spoken, like the one chosen: nothing on record tells them apart",
        "untested": (
            "nobody excludes the option, and it is not on record that those who stand against others of the issue can "
            "live with it"
        ),
        "unknown": (
            "no deciding delegation has a stance on record; nothing is chosen then, unless something else depends on it"
        ),
        "oppositions": "pairs of a delegation and a chosen option that it opposes or excludes",
        "value": (
            "a preference is worth the salience of its issue, an acceptance half of it, anything else and anything "
            "unknown nothing; settled issues count with their outcome; the worths of one delegation add up to at most 1"
        ),
        "maximin": "the value for the delegation that gains least, among those that prefer or accept something",
        "nash": "the product of the values for those delegations; no agreement counts as 0",
        "utilitarian": "the sum of the values",
        "known_share": "share of pairs of a delegation and a chosen option for which a stance is on record",
        "relies_on": (
            "delegations that have spoken on an issue not yet settled, without an unconditional yes to the option "
            "chosen; silent ones are counted in known_share only"
        ),
        "gap": "how far, relatively, a better package could be from this one; 0 where none can",
        "cost": (
            "sum of the costs of the restraints given up, without unit, from a table that is a judgement "
            "(`--costs FILE` replaces it)"
        ),
        "°": (
            "nobody on record prefers or accepts the option; it is chosen because fewer oppose it, or because "
            "something else depends on it"
        ),
        "ranking": "fewest oppositions, then maximin, then nash, then utilitarian",
    }
