"""Treaties and actions out of a case, as its reader sees them."""

from __future__ import annotations

from datetime import date

from travaux.facts.case import Case
from travaux.facts.membership import Members
from travaux.facts.model import Fact, InstrumentFact, Party, TreatyStatus
from travaux.facts.remarks import Remark
from travaux.facts.seen import by_id, checked, latest_day
from travaux.facts.treaty_facts import ActionKind, Treaty, TreatyAction
from travaux.text.wording import counted
from travaux.treaty.model import Treaties
from travaux.treaty.names import code_of, party_of
from travaux.treaty.rules_words import rule_in_words

__all__ = ["treaties_of"]

_SECTIONS = frozenset(("treaties", "actions", "instrument", "status", "parties", "groups"))
_KINDS: dict[str, ActionKind] = {
    "ratification": "ratification", "acceptance": "acceptance", "approval": "approval", "accession": "accession",
    "succession": "succession", "definitive signature": "definitive_signature",
    "formal confirmation": "formal_confirmation",
}  # fmt: skip


def treaties_of(case: Case) -> Treaties:
    """The treaties of a case, and what was done with them.

    Beside the sections `treaties` and `actions`, the treaty under negotiation (`instrument`) with the signatures and
    instruments in `status` is one of them, under its own id, if there are any or an action names it. Where the section
    `treaties` has that id, it alone counts.

    Args:
        case: a view; what its reader may not see, or what comes after its day, is in no answer.

    Example:
        >>> import travaux
        >>> avp = treaties_of(travaux.open_case("avp"))
        >>> avp.treaties["avp"].force.threshold, avp.actions[0].party, avp.actions[0].kind
        (30, 'cn', 'signature')
    """
    parties = by_id(case.parties)
    treaties = by_id(case.of(Treaty))
    actions = list(case.of(TreatyAction))
    named = {each.treaty for each in actions}
    untaken: list[Remark] = []
    for number, instrument in enumerate(case.of(InstrumentFact)):
        # What is in `status` names no treaty: it speaks of the one under negotiation, which is the first.
        own = [each for status in case.of(TreatyStatus) for each in _deeds(instrument, status, parties) if not number]
        if instrument.id in treaties:
            untaken += [_untaken(instrument, len(own))] if own else []
        elif own or instrument.id in named:
            treaties[instrument.id] = _treaty(instrument)
            actions += own
    for each in actions:
        if each.party not in parties:
            parties[each.party] = party_of(code_of(each.party), each.party).model_copy(update={"id": each.party})
    return Treaties(
        name=case.name,
        treaties=treaties,
        actions=tuple(actions),
        parties=parties,
        groups=Members(case.groups),
        sources=case.sources,
        remarks=(*(each for each in case.remarks if each.section in _SECTIONS), *untaken),
        as_of=case.on or _last_day(case),
    )


def _untaken(instrument: InstrumentFact, count: int) -> Remark:
    what = f"{counted(count, 'signature or instrument', 'signatures and instruments')} in `status` left aside"
    return Remark(
        "remark",
        f"{what}, for `treaties` has {instrument.id!r} itself",
        remedy="move them to `actions`, if they are not there already",
        section="status",
        reader=instrument.reader,
    )


def _treaty(fact: InstrumentFact) -> Treaty:
    """The treaty under negotiation as a treaty, its rule of entry into force read from the words of the case."""
    return Treaty(
        id=fact.id,
        name=fact.name,
        short=fact.short,
        adopted=fact.adopted,
        opened=fact.opened_for_signature,
        depositary=fact.depositary,
        force=rule_in_words(fact.entry_condition) if fact.entry_condition else None,
        date=fact.date,
        source=fact.source or next(iter(fact.sources), None),
        evidence=fact.evidence,
        confidence=fact.confidence,
        note=fact.note,
        reader=fact.reader,
    )


def _deeds(treaty: InstrumentFact, status: TreatyStatus, parties: dict[str, Party]) -> list[TreatyAction]:
    """Signature and instrument of one party, as two actions."""
    party = status.party or _party_called(status.name or "", parties)
    if not party:
        return []
    kind = _KINDS.get((status.kind or "").casefold(), "consent_to_be_bound")
    kept = status.model_dump(include={"source", "evidence", "confidence", "note", "reader", "recorded"})
    words = status.kind if status.kind and status.kind.casefold() not in _KINDS else None
    found: list[tuple[ActionKind, date | None, str | None]] = [
        ("signature", status.signed, None), (kind, status.instrument, words)
    ]  # fmt: skip
    return [
        TreatyAction(id=f"{status.id}-{what}", treaty=treaty.id, party=party, kind=what, date=day, words=said, **kept)
        for what, day, said in found
        if day is not None
    ]


def _party_called(name: str, parties: dict[str, Party]) -> str:
    """The id of the party with a name in the case, else its code as the case writes codes, else the name."""
    wanted = name.casefold()
    for party in parties.values():
        if wanted in {each.casefold() for each in (party.id, party.name, *party.aliases)}:
            return party.id
    code = code_of(name)
    small = bool(parties) and all(each == each.lower() for each in parties)
    return code.lower() if small and code != name else code


def _last_day(case: Case) -> date | None:
    """The latest day in the case, entries into force left aside: they follow from deeds, and may lie ahead."""
    facts = (fact for each in case.sections.values() for fact in checked(each))
    return latest_day(fact for fact in facts if not _follows(fact))


def _follows(fact: Fact) -> bool:
    return isinstance(fact, TreatyAction) and fact.kind == "entry_into_force"
