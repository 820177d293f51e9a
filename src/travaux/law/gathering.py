"""Norms and laws out of the view of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from travaux.facts.case import Case
from travaux.facts.law_facts import Law, Norm
from travaux.facts.membership import Members
from travaux.facts.remarks import Remark
from travaux.law.beyond import beyond_ends
from travaux.law.model import Laws

__all__ = ["laws_of"]


def laws_of(case: Case) -> Laws:
    """The norms and laws that a reader sees in a case.

    Jurisdictions are those with a law, parties first, in the order of the case. A law on a norm that the case does not
    define is left out with a remark, for nothing says how its values compare.

    Example:
        >>> from travaux.facts.loading import from_mapping
        >>> from travaux.facts.case import view
        >>> record = from_mapping({
        ...     "schema": "travaux-case/1",
        ...     "parties": [{"id": "US", "name": "United States"}],
        ...     "norms": [{"id": "grace", "scale": "interval", "unit": "months"}],
        ...     "laws": [{"jurisdiction": "US", "norm": "grace", "value": "12", "as_of": "2011"}],
        ... })
        >>> laws_of(view(record)).jurisdictions
        ('US',)
    """
    norms: dict[str, Norm] = {}
    for norm in case.of(Norm):
        norms.setdefault(norm.id, norm)
    every = case.of(Law)
    laws = tuple(law for law in every if law.norm in norms)
    having = {law.jurisdiction for law in laws}
    ordered = (*(party.id for party in case.parties), *(law.jurisdiction for law in laws))
    jurisdictions = tuple(dict.fromkeys(name for name in ordered if name in having))
    concerned = tuple(each for each in case.remarks if each.section in ("norms", "laws"))
    told = {each.fact for each in concerned if each.section == "laws"}
    lost = (law for law in every if law.norm not in norms and law.id not in told)
    return Laws(
        name=case.name,
        norms=norms,
        laws=laws,
        jurisdictions=jurisdictions,
        names={name: case.party_name(name) for name in jurisdictions},
        groups=Members(case.groups),
        sources=case.sources,
        remarks=(*concerned, *map(_left_out, lost), *_beyond(laws, norms)),
        aliases={alias: party.id for party in reversed(case.parties) if party.id in having for alias in party.aliases},
        as_of=case.on,
    )


def _beyond(laws: Iterable[Law], norms: Mapping[str, Norm]) -> Iterator[Remark]:
    for law in laws:
        if what := beyond_ends(norms[law.norm], law.value):
            yield Remark(
                "remark", f"law {law.id!r}: {what}", section="laws", fact=law.id, reader=law.reader,
                remedy="correct the number, or move the ends (low, high) of the norm",
            )  # fmt: skip


def _left_out(law: Law) -> Remark:
    return Remark(
        "error",
        f"law {law.id!r} is on the norm {law.norm!r}, which is not defined, so it is left out",
        remedy="add the norm with its scale, or correct the name",
        section="laws",
        fact=law.id,
        reader=law.reader,
    )
