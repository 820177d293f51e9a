"""The answer in sentences: where a case can close, who blocks, and that ways out are listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from travaux.consensus import BlockingFound, ConcessionFound, Finding, Move
from travaux.consensus.definitions import definitions
from travaux.consensus.rules import Decision
from travaux.facts import Case
from travaux.facts.model import Issue
from travaux.text.wording import counted

__all__ = ["cheapest", "issue_name", "known_words", "lead", "listed", "meanings", "not_excluded", "option_name",
           "point_name", "way_out"]  # fmt: skip

_FEW = 4  # names that a sentence spells out
_GIVES_UP = {
    "red_line": "its red line against",
    "oppose": "its opposition to",
    "condition": "its condition on",
    "package": "its offer of all or none with",
}


def lead(case: Case, finding: Finding, top: int) -> tuple[str, ...]:
    """The answer, the most important sentence first. Unknown is never told as consent.

    Args:
        case: the view that the finding is of.
        finding: the finding.
        top: how many packages were looked for; there may be more.
    """
    if not finding.issues:
        return ("No issue is on record in this case, so there is nothing to close yet.",)
    undecided = (*finding.with_status("blocked"), *finding.with_status("open"))
    if not undecided:
        return tuple(_nothing_open(finding))
    words = (_blocked(case, finding), _packages(case, finding, top), _relies(finding), _ways(finding))
    return tuple(filter(None, words))


def _nothing_open(finding: Finding) -> Iterable[str]:
    settled, unknown = finding.with_status("settled"), finding.with_status("unknown")
    if not settled:
        where = "the only issue" if len(unknown) == 1 else f"any of the {len(unknown)} issues"
        yield f"No delegation has a position on record on {where}, so nothing can be said yet."
        yield "Silence is not consent: whether the text can close is unknown."
    elif unknown:
        yield f"{len(settled)} of {counted(len(finding.issues), 'issue')} are settled."
        yield f"On {listed(issue_name(each.ground.issue) for each in unknown)} no delegation is on record."
    else:
        yield f"Everything is settled: {counted(len(settled), 'issue')} with an outcome on record."


def _blocked(case: Case, finding: Finding) -> str:
    blocked = finding.with_status("blocked")
    if not blocked:
        return ""
    alone = {each.issues: each for each in finding.blocking}
    if 1 < len(blocked) <= _FEW:
        each_by = (f"{issue_name(each.ground.issue)}{_by(case, alone.get((each.id,)))}" for each in blocked)
        return f"{len(blocked)} issues are blocked: {listed(each_by, '; ')}."
    if len(blocked) > 1:
        return f"{len(blocked)} issues are blocked: {listed(issue_name(each.ground.issue) for each in blocked)}."
    [only] = blocked
    return f"{issue_name(only.ground.issue)} is blocked{_by(case, alone.get((only.id,)))}."


def _by(case: Case, found: BlockingFound | None) -> str:
    if found is None or not found.moves:
        return ""
    number = len({fact for move in found.moves for fact in move.facts})
    names = listed(dict.fromkeys(case.party_name(move.party) for move in found.moves))
    return f" by {counted(number, 'statement')} of {names}" if number else ""


def _packages(case: Case, finding: Finding, top: int) -> str:
    known = known_words(finding)
    if finding.packages:
        number = len(finding.packages)
        which = "At least " * (number >= top) + counted(number, "package")
        words = f"{which} {'is' if number == 1 else 'are'} {not_excluded(finding.rule)} ({known})"
        untested = dict.fromkeys(issue for package in finding.packages for issue in package.untested)
        if untested:
            where = listed(issue_name(case.issue(issue)) for issue in untested)
            words += f", but only with an untested option on {where}: nobody excludes it, and it is not on record that "
            words += "those who exclude another option there can live with it"
        return f"{words}."
    if not finding.partial:
        return f"No package is left ({known}): {_together(finding)}."
    rest = listed(issue_name(case.issue(issue)) for issue in finding.set_aside)
    number = len(finding.partial)
    return (
        f"No package of all issues is left. If {rest} is left for another day, {counted(number, 'package')} of the "
        f"rest {'is' if number == 1 else 'are'} {not_excluded(finding.rule)} ({known})."
    )


def _together(finding: Finding) -> str:
    """Why there is no package, where it is not one issue that stands in the way."""
    if not finding.blocking:
        return finding.why_none
    smallest = finding.blocking[0]
    number = len({fact for move in smallest.moves for fact in move.facts})
    where = f" on {counted(len(smallest.issues), 'issue')}" if smallest.issues else ""
    return f"{counted(number, 'statement')}{where} together exclude every one"


def _relies(finding: Finding) -> str:
    packages = finding.packages or finding.partial
    parts = []
    if packages and packages[0].relies_on:
        number = len(packages[0].relies_on)
        what = "its" if number == 1 else "their"
        parts.append(
            f"The first relies on {counted(number, 'delegation')} that spoke on {what} issues without a plain yes to "
            "what it chooses"
        )
    silent = finding.of - finding.known
    if packages and silent:
        parts.append(f"{counted(silent, 'delegation')} said nothing on record on anything that is not settled")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _ways(finding: Finding) -> str:
    """How many ways out are listed: no party and no cost, for a judgement is not the answer."""
    number = len(finding.concessions)
    if not number:
        return ""
    if number == 1:
        return "1 way out is listed below: it names what would have to be given up. Its cost is a judgement."
    return f"{number} ways out are listed below: each names what would have to be given up. Costs are a judgement."


def cheapest(finding: Finding) -> ConcessionFound | None:
    """The way out that costs least, those that open everything before those that open one issue; None if none."""
    return min(finding.concessions, key=lambda each: (each.cost, each.unlocks != "package"), default=None)


def way_out(case: Case, found: ConcessionFound) -> str:
    """A way out in words: who would give up what, and the cost."""
    moves = [f"{case.party_name(move.party)} gives up {_given_up(case, move)}" for move in found.moves]
    return f"{listed(moves, '; ')} (cost\u00a0{found.cost:.3g})"


def _given_up(case: Case, move: Move) -> str:
    if not move.issue:
        return "the least it must bring home"
    what = _GIVES_UP.get(move.stance, "what it says of")
    if not move.option:
        return f"{what} {issue_name(case.issue(move.issue))}"
    return f"{what} “{option_name(case.issue(move.issue), move.option)}”"


def not_excluded(rule: Decision) -> str:
    """What can be said of a package that the rule lets pass; never that it is agreed."""
    if rule.kind == "consensus":
        return "not excluded by any recorded red line"
    if rule.kind == "no_opposition":
        return "not excluded by any recorded red line or opposition"
    return f"not excluded under the rule {rule.name.replace('_', ' ')} by what is on record"


def known_words(finding: Finding) -> str:
    """How much is known, as it stands beside every claim: `19 of 33 delegations known`."""
    return f"{finding.known} of {counted(finding.of, 'delegation')} known"


def issue_name(issue: Issue) -> str:
    """What an issue is called in a sentence.

    Example:
        >>> issue_name(Issue(id="a12", article="12", title="Transfer of rights", options=()))
        'Article 12 (Transfer of rights)'
        >>> issue_name(Issue(id="form", title="Form", options=()))
        'Form'
    """
    if issue.article and issue.article[0].isdigit():
        return f"Article {issue.article}" + (f" ({issue.title})" if issue.title else "")
    return issue.title or issue.id


def option_name(issue: Issue, option: str) -> str:
    """What an option of an issue is called."""
    return next((each.label or each.id for each in issue.options if each.id == option), option)


def point_name(case: Case, words: str) -> str:
    """A condition `issue = option` of a finding, in the words of the record."""
    name, _, option = words.partition(" = ")
    issue = next((each for each in case.issues if each.id == name), None)
    return words if issue is None else f"{issue_name(issue)} is “{option_name(issue, option)}”"


def listed(names: Iterable[str], mark: str = ", ") -> str:
    """Names in a sentence, those beyond a few counted.

    Example:
        >>> listed(["a", "b", "c"]), listed("abcdefg")
        ('a, b and c', 'a, b, c and 4 more')
    """
    found: Sequence[str] = list(names)
    if len(found) > _FEW:
        found = [*found[: _FEW - 1], f"{len(found) - _FEW + 1} more"]
    return f"{mark.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)


def meanings(finding: Finding) -> dict[str, str]:
    """The definitions of figures, as a page says them; the cost is told with its table on the page itself."""
    words = {name.replace(" ", "_"): each for name, each in definitions(finding).items() if name not in ("cost", "°")}
    words["cost"] = (
        "the sum, over the statements given up, of the number of the restraint times the number of how it is held; "
        "without unit, from a table that is a judgement: it ranks ways out and measures nothing"
    )
    words["unasked"] = definitions(finding)["°"]
    return words
