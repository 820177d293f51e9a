"""Whether what facts name is there: parties, issues, options, sources and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from travaux.facts.checking_ground import Ground
from travaux.facts.model import (
    Declaration,
    Draft,
    Fact,
    Group,
    InstrumentFact,
    Issue,
    Law,
    Mandate,
    Outcome,
    Package,
    Position,
    Rule,
    Source,
    TextVersion,
    Treaty,
    TreatyAction,
    TreatyStatus,
)
from travaux.facts.nearest import did_you_mean

__all__ = ["check_names"]

Place = tuple[str, str | None]

_SPEAKERS = ("parties", "groups")


def check_names(ground: Ground) -> None:
    """Remark on every name that names nothing, with the nearest that does."""
    for section, fact in ground.everything():
        for source in _sources(fact):
            _source(ground, section, fact, source)
        _label(ground, section, fact)
        _supersedes(ground, section, fact)
    for section, fact, party in _parties(ground):
        ground.refer(section, fact, party, "party", *_SPEAKERS)
    _law(ground)
    _treaties(ground)
    for section, fact, point in _points(ground):
        _point(ground, section, fact, point)
    for text in ground.of("texts", TextVersion):
        ground.refer("texts", text, text.session, "session", "sessions")
    for draft in ground.of("drafts", Draft):
        ground.refer("drafts", draft, draft.session, "session", "sessions")
    for issue in ground.of("issues", Issue):
        ground.refer("issues", issue, issue.text, "draft", "texts")


def _sources(fact: Fact) -> Iterator[str | None]:
    yield fact.source
    if isinstance(fact, InstrumentFact):
        yield from fact.sources
    elif isinstance(fact, Group):
        yield from (member.source for member in fact.members)


def _source(ground: Ground, section: str, fact: Fact, source: str | None) -> None:
    """A fact that was told may rest on a source that fewer may read, so to some it names a source they do not see."""
    if fact.reader == "public" or source is None or ground.has(source, "sources"):
        ground.refer(section, fact, source, "source", "sources")
        return
    ground.note(
        "remark",
        f"{ground.name(section, fact)} names the source {source!r}, which is not there to be read",
        section,
        fact,
        why="the source of what was told may be for fewer readers",
        remedy=ground.near(source, "sources") or "if it is for the same readers, add the source, or correct the name",
    )


def _parties(ground: Ground) -> Iterator[tuple[str, Fact, str | None]]:
    for position in ground.of("positions", Position):
        yield "positions", position, position.party
    for package in ground.of("packages", Package):
        yield "packages", package, package.by
    for mandate in ground.of("mandates", Mandate):
        yield "mandates", mandate, mandate.party
    for rule in ground.of("rules", Rule):
        yield from (("rules", rule, party) for party in rule.weights)
    for declaration in ground.of("declarations", Declaration):
        yield "declarations", declaration, declaration.party
    for action in ground.of("status", TreatyStatus):
        yield "status", action, action.party
    for source in ground.of("sources", Source):
        yield "sources", source, source.party
    for group in ground.of("groups", Group):
        yield from (("groups", group, member.party) for member in group.members)


def _law(ground: Ground) -> None:
    for law in ground.of("laws", Law):
        ground.refer("laws", law, law.jurisdiction, "jurisdiction", *_SPEAKERS)
        ground.refer("laws", law, law.norm, "norm", "norms")
    for issue in ground.of("issues", Issue) if ground.sections.get("norms") else ():
        ground.refer("issues", issue, issue.norm, "norm", "norms")


def _treaties(ground: Ground) -> None:
    for treaty in ground.of("treaties", Treaty):
        for condition in treaty.force.conditions if treaty.force else ():
            ground.refer("treaties", treaty, condition.members_of, "treaty or group", "treaties", "groups")
    for action in ground.of("actions", TreatyAction):
        ground.refer("actions", action, action.party, "party", *_SPEAKERS)
        ground.refer("actions", action, action.treaty, "treaty", "treaties", "instrument")


def _points(ground: Ground) -> Iterator[tuple[str, Fact, Place]]:
    for position in ground.of("positions", Position):
        yield "positions", position, (position.issue, position.option)
        yield from (("positions", position, (point.issue, point.option)) for point in position.conditions)
    for outcome in ground.of("outcome", Outcome):
        yield "outcome", outcome, (outcome.issue, outcome.option)
    for package in ground.of("packages", Package):
        yield from (("packages", package, (point.issue, point.option)) for point in package.points)
    for issue in ground.of("issues", Issue):
        if issue.only_if:
            yield "issues", issue, (issue.only_if.issue, issue.only_if.option)


def _point(ground: Ground, section: str, fact: Fact, point: Place) -> None:
    issue, option = point
    options = ground.options.get(issue)
    if options is None:
        ground.refer(section, fact, issue, "issue", "issues")
    elif option is not None and option not in options:
        ground.note(
            "error",
            f"{ground.name(section, fact)} names the option {option!r}, not one of issue {issue!r}",
            section,
            fact,
            remedy=did_you_mean(option, options, f"its options are {_listed(options)}; or add this one"),
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _label(ground: Ground, section: str, fact: Fact) -> None:
    if fact.reader in ("public", "chair"):
        return
    kind, _, name = fact.reader.partition(":")
    if kind not in ("group", "party") or not name.strip() or name != name.strip():
        ground.note(
            "error",
            f"the reader of {ground.name(section, fact)} is {fact.reader!r}, so nobody may read it",
            section,
            fact,
            remedy="write public, chair, group:ID or party:ID",
        )
    elif not ground.has(name, "groups" if kind == "group" else "parties"):
        sections = ("groups",) if kind == "group" else ("parties",)
        ground.note(
            "error",
            f"the reader of {ground.name(section, fact)} is the {kind} {name!r}, which is not in the case",
            section,
            fact,
            remedy=ground.near(name, *sections) or f"add the {kind}, or correct the name",
        )


def _supersedes(ground: Ground, section: str, fact: Fact) -> None:
    old = fact.supersedes
    if old is None or (ground.has(old, section) and old != fact.id):
        return
    if old == fact.id:
        what, remedy = "supersedes itself", "name the fact that it corrects"
    elif any(ground.has(old, each) for each in ground.sections):
        what, remedy = f"supersedes {old!r}, which is a fact of another kind", "name a fact of the same section"
    else:
        what, remedy = f"supersedes {old!r}, which is no fact here", ground.near(old, section)
    ground.note(
        "error", f"{ground.name(section, fact)} {what}", section, fact, remedy=remedy or "give the id of the other fact"
    )
