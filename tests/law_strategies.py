"""Small invented tables of law: norms of every scale, rules that hold, change, are doubtful or missing."""

from datetime import date

from hypothesis import strategies as st

from travaux.facts.law_facts import Law, Norm
from travaux.law.model import Laws

__all__ = ["AFTER", "BEFORE", "complete_tables", "norm_facts", "tables"]

BEFORE, AFTER = date(2005, 6, 30), date(2011, 6, 30)
"""Two days between which rules may change."""

WORDS = ("first", "second", "third")


@st.composite
def norm_facts(draw, name="n0"):
    """A norm, with the values that can be coded for it."""
    scale = draw(st.sampled_from(["boolean", "nominal", "ordinal", "interval"]))
    weight = draw(st.sampled_from([1.0, 1.0, 2.0, 0.5]))
    if scale == "interval":
        ends = draw(st.sampled_from([{}, {"low": 0, "high": 24}]))
        return Norm(id=name, scale=scale, unit="months", weight=weight, **ends), ("6", "12", "18")
    if scale == "boolean":
        return Norm(id=name, scale=scale, weight=weight, categories={"no": ["no"], "yes": ["yes"]}), ("no", "yes")
    kinds = WORDS[: draw(st.integers(2, 3))]
    return Norm(id=name, scale=scale, weight=weight, categories={each: [each] for each in kinds}), kinds


@st.composite
def tables(draw, least=2, most=4, norms=3, doubtful=True, missing=True):
    """Laws of a few jurisdictions on a few norms."""
    jurisdictions = tuple("ABCDE"[: draw(st.integers(least, most))])
    made = [draw(norm_facts(f"n{number}")) for number in range(draw(st.integers(1, norms)))]
    kinds = ["held", "changed", *(["doubtful"] if doubtful else []), *(["missing", "begun"] if missing else [])]
    laws = []
    for norm, values in made:
        for jurisdiction in jurisdictions:
            laws += draw(cell_facts(jurisdiction, norm.id, values, kinds))
    return Laws("invented", {norm.id: norm for norm, _ in made}, tuple(laws), jurisdictions)


@st.composite
def cell_facts(draw, jurisdiction, norm, values, kinds):
    """The rules of one jurisdiction on one norm."""
    kind = draw(st.sampled_from(kinds))
    old, new = draw(st.sampled_from(values)), draw(st.sampled_from(values))
    at = {"jurisdiction": jurisdiction, "norm": norm}
    if kind == "missing":
        return []
    if kind == "begun":
        return [Law(**at, value=new, first="2008-01-01", as_of="2015")]
    if kind == "held":
        return [Law(**at, value=old, as_of=draw(st.sampled_from([None, "2005-06-30", "2011-06-30"])))]
    if kind == "changed":
        return [Law(**at, value=old, last="2009-12-31"), Law(**at, value=new, first="2010-01-01", as_of="2015")]
    window = draw(st.sampled_from(["between 2001-01-01 and 2009-01-01", "between 2006-01-01 and 2014-01-01"]))
    return [Law(**at, value=old, last=window), Law(**at, value=new, first=window)]


def complete_tables(**options):
    """Tables in which every answer is known on both days."""
    return tables(doubtful=False, missing=False, **options)
