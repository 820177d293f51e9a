"""Which positions of a delegation against an option the text has gone against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.facts.model import Issue, IssueOption
from travaux.lineage.chain import Chain, Step, unit_at
from travaux.lineage.changed import ChangeLine
from travaux.lineage.locating import place_of_issue
from travaux.lineage.mine import option_at
from travaux.lineage.versions import Version
from travaux.text.comparing.printed import WORD, Printed
from travaux.text.comparing.rivals import option_name
from travaux.text.model import Choice

if TYPE_CHECKING:
    from travaux.facts.case import Case
    from travaux.facts.standing import Standing

__all__ = ["crossed"]

STANDS = 0.8
"""The share of an option's words outside brackets from which it stands in the text."""

ALIKE = 0.4
"""The share of an option's words that must stand in an option of the next version for it to be the same option."""

_SAYS = {"red_line": "a red line", "oppose": "an opposition"}


def crossed(chain: Chain, case: Case, party: str, since: int) -> tuple[list[ChangeLine], list[str]]:
    """The positions of a party against options that stand in the text since a version.

    Args:
        chain: the versions.
        case: the case, as its reader sees it.
        party: the id of the party.
        since: the place of the version after which something counts.

    Returns:
        The lines, and the issues with such a position that no text holds.
    """
    lines: list[ChangeLine] = []
    unplaced: list[str] = []
    for each in case.who(party=party):
        if each.stance not in _SAYS or each.option is None:
            continue
        issue = case.issue(each.issue)
        found = _in_text(chain, case, issue, each, since)
        if found is None:
            unplaced.append(issue.id)
            found = []
        lines += found or _on_record(case, issue, each, chain.versions[since])
    return lines, list(dict.fromkeys(unplaced))


def _in_text(
    chain: Chain, case: Case, issue: Issue, position: Standing, since: int
) -> list[ChangeLine] | None:
    """The lines for one position; None where no text holds the issue."""
    try:
        number, choice = place_of_issue(chain, issue, case)
    except TravauxError:
        return None
    name = next((option for option in issue.options if option.id == position.option), None)
    first = chain.text(number).choices[choice]
    place = _option_in(first, name) if name is not None else None
    if place is None:
        return []
    crossings = _by_fate(chain, number, choice, place)
    if isinstance(place, int):
        crossings = {**_by_words(chain, number, choice, place), **crossings}
    if not crossings or min(crossings) <= since:  # what stood then already has not changed
        return []
    at = min(crossings)
    return [_line(chain.versions[at], issue, position, case, *crossings[at])]


def _option_in(choice: Choice, option: IssueOption) -> int | str | None:
    """The position of an issue's option in its choice, `none` for a bracket that is dropped, None if it is not there.

    A name is read as `travaux choose --set` reads it.
    """
    wanted = (option.in_text or option.id).strip().casefold()
    if choice.form in ("bracket", "placeholder"):
        return 0 if wanted == "keep" else "none" if wanted in ("none", "drop") else None
    if wanted in ("none", "drop"):
        return "none"
    for number in range(len(choice.options)):
        label = option_name(choice, number).casefold()
        if choice.options[number].label and wanted in (label, label.rsplit(" ", 1)[-1].strip("()")):
            return number
    return int(wanted) - 1 if wanted.isdigit() and 1 <= int(wanted) <= len(choice.options) else None


Crossing = tuple[str, str, str, str]
"""What happened in a sentence, the provision for readers, its id, and the words."""


def _by_fate(chain: Chain, number: int, choice: str, place: int | str) -> dict[int, Crossing]:
    """Whether the choice was closed to the option: the place of the version, and what to say."""
    for at in range(number + 1, len(chain.versions)):
        step = chain.step(at)
        if choice in step.kept:
            if isinstance(place, int):
                there = _across(step, choice, place)
                if there is None:
                    return {}
                place = there
            choice = step.kept[choice]
            continue
        for change in step.changes((choice,), ()):
            taken = option_at(step.old.choices[choice], change.option) if change.fate == "closed" else None
            if isinstance(place, int) and not _goes_on(step, choice, place):
                return {}
            none = change.fate == "dropped" or change.option == "none"
            if (taken is not None and taken == place) or (place == "none" and none):
                told = "closed to these words" if taken is not None else "its words are no longer in the text"
                return {at: (told, change.where, change.new or change.old, change.words)}
        return {}
    return {}


def _goes_on(step: Step, choice: str, place: int) -> bool:
    """Whether any words of an option stand in the next version; one without words goes on as it is."""
    tokens = _tokens(step.old, choice, place)
    return not tokens or any(step.to[token] >= 0 for token in tokens)


def _across(step: Step, choice: str, place: int) -> int | None:
    """The position that an option has in the next version: where most of its words stand, or the same words."""
    here, there = step.old, step.new
    other = step.kept[choice]
    found: Counter[int] = Counter()
    tokens = _tokens(here, choice, place)
    for token in tokens:
        if step.to[token] >= 0:
            found.update(position for name, position in there.place(step.to[token]) if name == other)
    most = found.most_common(1)
    return most[0][0] if most and most[0][1] >= ALIKE * len(tokens) else None


def _tokens(text: Printed, choice: str, place: int) -> list[int]:
    """The words of an option, those of options within it too."""
    inside = {number for number, where in enumerate(text.where) if (choice, place) in where}
    return [
        token
        for token, where in enumerate(text.places)
        if where in inside and text.kinds[token] == WORD and text.tokens[token][0].isalnum()
    ]


def _by_words(chain: Chain, number: int, choice: str, place: int) -> dict[int, Crossing]:
    """The first version in which enough of the option's words stand without brackets."""
    tokens = _tokens(chain.text(number), choice, place)
    whole = len(tokens)
    words = " ".join("".join(chain.text(number).tokens[token] for token in tokens).split())
    for at in range(number + 1, len(chain.versions)):
        step = chain.step(at)
        tokens = [step.to[token] for token in tokens if step.to[token] >= 0]
        outside = [token for token in tokens if not step.new.places[token]]
        if whole and len(outside) >= STANDS * whole:
            unit = unit_at(step.new, outside[0])
            told = "its words stand without brackets"
            return {at: (told, step.new.label(unit), step.new.units[unit].id, words)}
    return {}


def _line(
    version: Version, issue: Issue, position: Standing, case: Case, told: str, where: str, provision: str, words: str
) -> ChangeLine:
    said, spoken, source = _said(case, issue, position)
    return ChangeLine(
        position.stance or "", f"{said}; {told}: “{words}”", version.name, version.date, where, provision,
        issue=issue.id, option=position.option or "", words=words, source=source, reader=position.reader,
        spoken=f"{spoken}; {told}: “{words}”",
    )  # fmt: skip


def _said(case: Case, issue: Issue, position: Standing) -> tuple[str, str, str]:
    """What is on record: with ids and ISO days, in words, and the title of its source."""
    labels = {option.id: option.label for option in issue.options}
    label = labels.get(position.option or "") or position.option
    since = f", since {position.since}" if position.since else ""
    spoken = f", since {position.since.day} {position.since:%B} {position.since.year}" if position.since else ""
    group, name = (f", through {each}" if each else "" for each in (position.group, _group(case, position)))
    source = case.sources.get(position.source or "")
    said = f"on record is {_SAYS[position.stance or 'oppose']} at “{label}”"
    in_words = f"{said} (“{issue.title or issue.id}”{spoken}{name})"
    title = source.title if source else position.source or "source not named"
    return f"{said} ({issue.id}{since}{group})", in_words, title


def _group(case: Case, position: Standing) -> str:
    return case.party_name(position.group) if position.group else ""


def _on_record(case: Case, issue: Issue, position: Standing, since: Version) -> Iterator[ChangeLine]:
    """An outcome that names the option, where the text does not show it; later than the version, as far as known."""
    outcome = case.outcome(issue.id)
    if outcome is None or outcome.option != position.option or outcome.date is None or since.date is None:
        return
    if outcome.date > since.date:
        said, spoken, source = _said(case, issue, position)
        yield ChangeLine(
            position.stance or "", f"{said}; the issue ended with it on record", None, outcome.date,
            issue.article or issue.title, issue=issue.id, option=position.option or "", source=source,
            reader=position.reader, spoken=f"{spoken}; the issue ended with it on record",
        )  # fmt: skip
