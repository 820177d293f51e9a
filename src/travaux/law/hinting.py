"""Where the law of a party says otherwise than an option of an issue: a hint of a restraint, never a position.

A hint is derived from law on record. Nobody said it; no analysis of positions takes any notice of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from travaux.facts.case import Case
from travaux.facts.law_facts import Law, Norm, When
from travaux.facts.model import Issue, IssueOption, Party
from travaux.facts.nearest import did_you_mean
from travaux.facts.parties import code_of
from travaux.facts.remarks import Remark
from travaux.law.cells import Rules, answer_of, last_day
from travaux.law.gathering import laws_of
from travaux.law.model import Basis, Cell, Laws

__all__ = ["HEADING", "Hint", "IssueHints", "hints", "hints_on", "jurisdictions_of", "laws_for", "slips"]

HEADING = "derived from law, not said by anybody"
"""What stands over hints wherever they are shown."""

_HAVE_LAW = frozenset(("state", "igo", "office", "other"))
_SAME = {"epo": "EP", "epc": "EP"}  # the office and the convention whose law it applies


@dataclass(frozen=True, slots=True)
class Hint:
    """The law of a party on a norm, where it is not among the answers with which an option agrees.

    `answer` is the category (or number) of the coded `value`, `since` the first day on record of the rule, `doubt` the
    note of the law, `basis` how one knows (see `travaux.law.model.Basis`), `laws` the ids of the facts behind it.
    `words` say it in short; beside them stands whether it is assumed, and the doubt.
    """

    party: str
    issue: str
    option: str
    jurisdiction: str
    norm: str
    day: date
    answer: str
    value: str
    since: When | None
    as_of: When | None
    ref: str | None
    source: str | None
    doubt: str | None
    basis: Basis
    laws: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class IssueHints:
    """The hints on one issue, by option in the order of the issue; options without any are left out."""

    issue: str
    norm: str
    title: str
    definition: str
    heading: str
    options: tuple[tuple[str, tuple[Hint, ...]], ...]


def laws_for(case: Case) -> Laws:
    """The laws from which hints are derived: those of the case, or the built-in `patent-law` if it defines no norm."""
    if case.of(Norm):
        return laws_of(case)
    from travaux.law.opening import open_laws

    return open_laws("patent-law")


def hints(case: Case, laws: Laws) -> tuple[Hint, ...]:
    """Every place where the law of a party of the case says otherwise than an option, on the day of the case.

    For each issue that names a norm, and each of its options that names the answers with which it agrees, the parties
    whose law is known on that day (one answer, be it dated or assumed) and is not among them. Where the law is missing
    or doubtful nothing is derived.

    Args:
        case: the view of a case.
        laws: norms and laws, of the case or of others.

    Returns:
        The hints, by issue, option and party in the order of the case.

    Raises:
        TravauxError: if neither the case nor any law has a day.

    Example:
        >>> from travaux.facts.case import view
        >>> from travaux.facts.loading import from_mapping
        >>> case = view(from_mapping({
        ...     "parties": [{"id": "us", "name": "United States"}],
        ...     "norms": [{"id": "grace", "scale": "interval", "unit": "months"}],
        ...     "laws": [{"jurisdiction": "us", "norm": "grace", "value": 12, "from": "1952", "ref": "s. 102"}],
        ...     "issues": [{"id": "term", "norm": "grace", "options": [{"id": "none", "law": ["0"]}]}],
        ... }), on="2005-06-01")
        >>> [(hint.party, hint.option, hint.words) for hint in hints(case, laws_of(case))]
        [('us', 'none', 'its law says otherwise since 1952, s. 102')]
    """
    asked = [issue for issue in case.issues if issue.norm in laws.norms and any(each.law for each in issue.options)]
    if not asked:
        return ()
    day = case.as_of or last_day(laws)
    rules, own = Rules(laws), jurisdictions_of(case, laws)
    return tuple(
        hint
        for issue in asked
        for option in issue.options
        if option.law
        for party, jurisdiction in own.items()
        if (hint := _hint(laws.norms[issue.norm or ""], issue, option, party, rules, jurisdiction, day)) is not None
    )


def hints_on(case: Case, laws: Laws, issue: str) -> IssueHints | None:
    """The hints on one issue, as a page of that issue shows them; None if it names no norm of these laws.

    Raises:
        TravauxError: if there is no such issue, or neither the case nor any law has a day.
    """
    found = case.issue(issue)
    norm = laws.norms.get(found.norm or "")
    if norm is None:
        return None
    every = [hint for hint in hints(case, laws) if hint.issue == issue]
    options = ((each.id, tuple(hint for hint in every if hint.option == each.id)) for each in found.options)
    shown = tuple((name, some) for name, some in options if some)
    return IssueHints(issue, norm.id, norm.title or norm.id, norm.definition, HEADING, shown)


def slips(case: Case, laws: Laws) -> tuple[Remark, ...]:
    """What in the issues keeps hints from being derived: norms that are not there, and answers that a norm lacks."""
    found: list[Remark] = []
    for issue in case.issues:
        norm = laws.norms.get(issue.norm or "")
        if issue.norm is not None and norm is None:
            remedy = did_you_mean(issue.norm, laws.norms, "name a norm of the laws, or add it")
            found.append(_slip(issue, f"names the norm {issue.norm!r}, which is not in {laws.name}", remedy))
        for option in issue.options if norm else ():
            for words in option.law:
                if norm and _answer(norm, words) is None:
                    what = f"has an option {option.id!r} that agrees with {words!r}, no answer to norm {norm.id!r}"
                    found.append(_slip(issue, what, did_you_mean(words, _answers(norm), "name one of its answers")))
    return tuple(found)


def _slip(issue: Issue, what: str, remedy: str) -> Remark:
    return Remark(
        "error", f"issue {issue.id!r} {what}", remedy=remedy, section="issues", fact=issue.id, reader=issue.reader
    )


def _answers(norm: Norm) -> Iterable[str]:
    return (*norm.categories, *(value for values in norm.categories.values() for value in values))


def _answer(norm: Norm, words: str) -> str | None:
    """The answer that words name as a category or as a value."""
    return words if words in norm.categories else answer_of(norm, words)


def jurisdictions_of(case: Case, laws: Laws) -> Mapping[str, str]:
    """The jurisdiction of each party of a case that has one in these laws, by id, name, alias or code, in any case.

    Example:
        >>> import travaux
        >>> laws = Laws("test", {}, (), ("US", "EP", "GB"))
        >>> dict(jurisdictions_of(travaux.open_case("patents"), laws))
        {'us': 'US', 'epo': 'EP', 'uk': 'GB'}
    """
    known = {laws.names.get(each, each).casefold(): each for each in reversed(laws.jurisdictions)}
    known |= {each.casefold(): each for each in reversed(laws.jurisdictions)}
    found: dict[str, str] = {}
    for party in case.parties:
        names = (name.casefold() for name in _names(party)) if party.kind in _HAVE_LAW else ()
        jurisdiction = next((known[name] for name in names if name in known), None)
        if jurisdiction is not None:
            found.setdefault(party.id, jurisdiction)
    return found


def _names(party: Party) -> Iterable[str]:
    yield from (party.id, *party.aliases, party.name)
    for name in (party.id.upper(), *party.aliases, party.name):
        yield code_of(name)
    yield _SAME.get(party.id.casefold(), party.id)


def _hint(
    norm: Norm, issue: Issue, option: IssueOption, party: str, rules: Rules, jurisdiction: str, day: date
) -> Hint | None:
    cell = rules.cell(jurisdiction, norm.id, day)
    agreed = {_answer(norm, words) for words in option.law}
    if cell.answer is None or cell.answer in agreed or agreed == {None}:
        return None
    law = _behind(cell)
    return Hint(
        party, issue.id, option.id, jurisdiction, norm.id, day, cell.answer, law.value, law.first, law.as_of, law.ref,
        law.source, law.note, cell.basis, tuple(each.id for each in cell.laws), _words(law),
    )  # fmt: skip


def _behind(cell: Cell) -> Law:
    """Of the laws behind an answer the one that began last."""
    return max(cell.laws, key=lambda law: law.first.earliest if law.first else date.min)


def _words(law: Law) -> str:
    """What a hint says in short, such as `its law says otherwise since 1978, s. 54`."""
    if law.first:
        when = f" since {law.first}"
    elif law.as_of:
        when = f", as told of {law.as_of}"
    else:
        when = ", from a day that is not on record"
    place = f", {law.ref}" if law.ref else ""
    return f"its law says otherwise{when}{place}"
