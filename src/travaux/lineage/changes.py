"""What changed for one delegation since a version: its words, its brackets, its red lines, who is beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.lineage.chain import Chain
from travaux.lineage.changed import ChangeLine, Changes
from travaux.lineage.mine import Names, named_in
from travaux.lineage.recorded import recorded_since
from travaux.lineage.red_lines import crossed
from travaux.lineage.since import version_since
from travaux.lineage.touched import brackets_gone, joined, text_touched
from travaux.lineage.versions import versions_of
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.rivals import option_name
from travaux.text.wording import words_of

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["changes_for"]


def changes_for(case: Case, party: str, since: date | str) -> Changes:
    """What changed for a delegation from one version of the text to the latest.

    Everything is computed from the view: from texts and positions that its reader may see.

    Args:
        case: the case, as its reader sees it.
        party: the delegation, by id, name or alias.
        since: the version it knows: the id, title or file of a draft of the case, a session, or a day (then the last
            version up to that day).

    Raises:
        TravauxError: if the case has no draft, no such party or no such version.

    Example:
        >>> import travaux
        >>> found = changes_for(travaux.open_case("typefaces"), "np", "rev2")
        >>> [(line.what, line.version, line.where) for line in found.red_lines]
        [('red_line', 'rev3', 'Article 2, paragraph 3')]
    """
    name = case.party_named(party)
    versions = versions_of(case)
    if not versions:
        raise TravauxError(
            "the case has no draft", where=case.name, remedy="put the drafts into texts/ and name them in case.yaml"
        )
    chain = Chain(versions)
    start = version_since(case, versions, since)
    who = case.party_name(name)
    touched: list[ChangeLine] = []
    brackets: list[ChangeLine] = []
    sides: dict[str, list[ChangeLine]] = {"allies": [], "opponents": []}
    for number in range(start + 1, len(versions)):
        step, version = chain.step(number), versions[number]
        names = Names(case, name, version.date)
        touched += text_touched(step, version, names, who)
        brackets += brackets_gone(step, version, names, who)
        for side, line in joined(step, version, names, who):
            sides[side].append(line)
    for side, line in recorded_since(case, name, who, versions[start].date):
        sides[side].append(line)
    red_lines, unplaced = crossed(chain, case, name, start)
    last = len(versions) - 1
    return Changes(
        case.name, case.reader, name, who, versions[start], versions[last],
        tuple(touched), tuple(brackets), tuple(red_lines), tuple(sides["allies"]), tuple(sides["opponents"]),
        tuple(_alone(chain.text(last), Names(case, name, versions[last].date), chain, who)),
        tuple(unplaced), versions[start].date is None,
    )  # fmt: skip


def _alone(text: Printed, names: Names, chain: Chain, who: str) -> Iterator[ChangeLine]:
    """Options of the latest version for or against which nobody else is named."""
    version = chain.versions[-1]
    for choice, named in named_in(text, names).items():
        unit = text.choice_unit[choice]
        for role, places in (("for", named.backs), ("against", named.opposes)):
            for place in places:
                option = named.choice.options[place]
                if names.others(option.backs if role == "for" else option.opposes):
                    continue
                words = words_of(option.content)
                label = option_name(named.choice, place)
                yield ChangeLine(
                    f"alone_{role}", f"nobody but {who} is named {role} {label}: “{words}”", version.name,
                    version.date, text.label(unit), text.units[unit].id, choice, option=label, words=words,
                    source=version.shown,
                )  # fmt: skip
