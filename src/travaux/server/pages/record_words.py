"""Facts in words: one sentence for each, as a delegate would say it, with the names that this view knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from travaux.facts.model import (
    Count,
    Declaration,
    Dispute,
    Draft,
    Fact,
    Group,
    InstrumentFact,
    Issue,
    Law,
    Mandate,
    Membership,
    NameList,
    Norm,
    Number,
    Outcome,
    Package,
    Party,
    Position,
    Rule,
    Session,
    Source,
    TextVersion,
    Treaty,
    TreatyAction,
    TreatyStatus,
)
from travaux.server.pages.record_law_words import action_words, law_words, norm_words, treaty_words
from travaux.server.pages.record_naming import Naming, day_words
from travaux.text.wording import counted

__all__ = ["KINDS", "Naming", "day_words", "in_words"]

KINDS: Mapping[str, tuple[str, str]] = {
    "positions": ("Position", "Positions"),
    "outcome": ("Outcome", "Outcomes"),
    "texts": ("Draft", "Drafts"),
    "drafts": ("Draft not at hand", "Drafts not at hand"),
    "sessions": ("Session", "Sessions"),
    "issues": ("Issue", "Issues"),
    "packages": ("Package", "Packages"),
    "mandates": ("Mandate", "Mandates"),
    "declarations": ("Declaration", "Declarations"),
    "status": ("Signature or deposit", "Signatures and deposits"),
    "instrument_count": ("Count of instruments", "Counts of instruments"),
    "numbers": ("Number", "Numbers"),
    "conflicts": ("Sources that differ", "Sources that differ"),
    "rules": ("Rule of decision", "Rules of decision"),
    "instrument": ("Treaty under negotiation", "Treaty under negotiation"),
    "laws": ("Law", "Laws"),
    "norms": ("Norm", "Norms"),
    "actions": ("Treaty action", "Treaty actions"),
    "treaties": ("Treaty", "Treaties"),
    "parties": ("Party", "Parties"),
    "groups": ("Group", "Groups"),
    "absent_from_seen_list": ("Names missing from a list", "Names missing from lists"),
    "first_twenty": ("List of names", "Lists of names"),
    "sources": ("Source", "Sources"),
}
"""What one fact of a section is called, and several; in the order in which a reader wants them."""

_STANCES = {"prefer": "prefers", "accept": "can accept", "oppose": "opposes", "red_line": "cannot accept"}


def in_words(fact: Fact, naming: Naming) -> str:
    """What a fact says, in one sentence without a full stop.

    Args:
        fact: the fact.
        naming: the names that its reader knows.
    """
    return _WORDS[type(fact)](fact, naming)


def _position(fact: Position, naming: Naming) -> str:
    who, issue = naming.party(fact.party), naming.issue(fact.issue)
    option = f"“{naming.option(fact.issue, fact.option)}”" if fact.option else ""
    if fact.stance is None:
        about = f"{option} on {issue}" if option else issue
        return f"{who} spoke on {about}, and it cannot be read as for or against"
    return f"{who} {_STANCES[fact.stance]} {option or 'the matter as a whole'} on {issue}"


def _outcome(fact: Outcome, naming: Naming) -> str:
    issue = naming.issue(fact.issue)
    if fact.option:
        found = f"{issue} ended with “{naming.option(fact.issue, fact.option)}”"
        return f"{found}: {fact.result}" if fact.result else found
    return f"{issue} ended: {fact.result or 'how is not on record'}"


def _party(fact: Party, naming: Naming) -> str:  # noqa: ARG001
    decides = {True: ", takes part in the decision", False: ", takes no part in the decision", None: ""}
    kind = {"igo": "intergovernmental organisation", "ngo": "non-governmental organisation"}.get(fact.kind, fact.kind)
    aliases = f", also called {', '.join(fact.aliases)}" if fact.aliases else ""
    return f"{fact.name}: {kind}{decides[fact.decides]}{aliases}"


def _group(fact: Group, naming: Naming) -> str:
    members = "; ".join(_member(each, naming) for each in fact.members)
    return f"{fact.name}: {members or 'no members on record'}"


def _member(member: Membership, naming: Naming) -> str:
    days = " ".join(
        f"{word} {day_words(day)}" for word, day in (("from", member.first), ("to", member.last)) if day is not None
    )
    return f"{naming.party(member.party)} {days}".rstrip()


def _session(fact: Session, naming: Naming) -> str:  # noqa: ARG001
    days = " to ".join(dict.fromkeys(filter(None, (day_words(fact.start), day_words(fact.end)))))
    said = ", ".join(filter(None, (fact.body or "A meeting", days, fact.place)))
    return f"{said}: {fact.what}" if fact.what else said


def _text(fact: TextVersion, naming: Naming) -> str:  # noqa: ARG001
    made = ", a reconstruction made for this case" if fact.reconstruction else ""
    return f"{fact.title or fact.file} (file {fact.file}){made}" if fact.title else f"{fact.file}{made}"


def _draft(fact: Draft, naming: Naming) -> str:  # noqa: ARG001
    counts = (("pages", fact.pages), ("brackets", fact.brackets), ("alternatives", fact.alternatives))
    said = [f"{name}: {value}" for name, value in counts if value is not None]
    lists = (("agreed", fact.agreed), ("open", fact.open), ("deleted", fact.deleted), ("added", fact.added))
    said += [f"{name}: {_listed(names)}" for name, names in lists if names]
    return f"What was published about a draft: {'; '.join(said) or 'that there was one'}"


def _issue(fact: Issue, naming: Naming) -> str:
    options = ", ".join(f"“{each.label or each.id}”" for each in fact.options)
    title = f"{fact.title or fact.id}: {fact.question}".rstrip(": ")
    only = f"; it arises only with {naming.point(fact.only_if)}" if fact.only_if else ""
    return f"{title} Options: {options or 'none'}{only}"


def _source(fact: Source, naming: Naming) -> str:  # noqa: ARG001
    return f"{fact.title} ({fact.kind.replace('_', ' ')})" if fact.kind else fact.title


def _package(fact: Package, naming: Naming) -> str:
    who = naming.party(fact.by) if fact.by else "The table"
    return f"{who} holds together, all or none: {'; '.join(map(naming.point, fact.points))}"


def _mandate(fact: Mandate, naming: Naming) -> str:
    share = f"{fact.at_least:.0%}"
    return f"{naming.party(fact.party)} needs at least {share} of the most that the options could give it"


def _rule(fact: Rule, naming: Naming) -> str:
    kind = fact.kind.replace("_", " ")
    share = f" with a share of {fact.threshold:.0%} of the weight" if fact.threshold is not None else ""
    weights = ", ".join(f"{naming.party(name)} {weight:g}" for name, weight in fact.weights.items())
    return f"Decision by {kind}{share}" + (f"; weights: {weights}" if weights else "")


def _declaration(fact: Declaration, naming: Naming) -> str:
    about = f" on {fact.provision}" if fact.provision else ""
    said = f": {fact.words}" if fact.words else ""
    return f"{naming.party(fact.party)} made a declaration{about}{said}"


def _status(fact: TreatyStatus, naming: Naming) -> str:
    who = naming.party(fact.party) if fact.party else fact.name or "A state"
    done = [f"signed on {day_words(fact.signed)}"] if fact.signed else []
    if fact.instrument:
        kind = fact.kind or "an instrument"
        done.append(f"deposited {kind} on {day_words(fact.instrument)}")
    return f"{who} {' and '.join(done) or 'is on the list without a day'}"


def _count(fact: Count, naming: Naming) -> str:  # noqa: ARG001
    return f"{counted(fact.count, 'instrument')} had been deposited"


def _number(fact: Number, naming: Naming) -> str:  # noqa: ARG001
    return f"{fact.what}: {fact.value:g}{f' {fact.unit}' if fact.unit else ''}"


def _names(fact: NameList, naming: Naming) -> str:
    return _listed(map(naming.party, fact.names))


def _dispute(fact: Dispute, naming: Naming) -> str:  # noqa: ARG001
    return f"On {fact.about} the sources differ: {fact.a}; or {fact.b}"


def _instrument(fact: InstrumentFact, naming: Naming) -> str:  # noqa: ARG001
    days = (
        ("adopted", fact.adopted),
        ("open for signature from", fact.opened_for_signature),
        ("in force from", fact.in_force),
    )
    said = [f"{word} {day_words(day)}" for word, day in days if day is not None]
    return "; ".join([f"{fact.name}{f', {fact.forum}' if fact.forum else ''}", *said])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"


_WORDS: Mapping[type[Fact], Callable[[Any, Naming], str]] = {
    Position: _position,
    Outcome: _outcome,
    Party: _party,
    Group: _group,
    Session: _session,
    TextVersion: _text,
    Draft: _draft,
    Issue: _issue,
    Source: _source,
    Package: _package,
    Mandate: _mandate,
    Rule: _rule,
    Declaration: _declaration,
    TreatyStatus: _status,
    Count: _count,
    Number: _number,
    NameList: _names,
    Dispute: _dispute,
    InstrumentFact: _instrument,
    Law: law_words,
    Norm: norm_words,
    TreatyAction: action_words,
    Treaty: treaty_words,
}
