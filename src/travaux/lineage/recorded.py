"""Positions of others that came since a day, beside those of one delegation or against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from travaux.facts.model import Stance
from travaux.lineage.changed import ChangeLine

if TYPE_CHECKING:
    from travaux.facts.case import Case
    from travaux.facts.standing import Standing

__all__ = ["recorded_since"]

_FOR: tuple[Stance, ...] = ("prefer", "accept")
_VERBS = {"prefer": "prefers", "accept": "accepts", "oppose": "opposes", "red_line": "draws a red line at"}


def recorded_since(case: Case, party: str, who: str, day: date | None) -> Iterator[tuple[str, ChangeLine]]:
    """Stances of others that began after a day, on issues on which a delegation has one.

    Args:
        case: the case, as its reader sees it.
        party: the id of the delegation.
        who: its name for readers.
        day: the day; None: nothing on record can be called later.

    Yields:
        `allies` or `opponents`, and the line.
    """
    if day is None:
        return
    own: dict[str, dict[str, Stance]] = {}
    for each in case.who(party=party):
        if each.stance is not None and each.option is not None:
            own.setdefault(each.issue, {})[each.option] = each.stance
    for each in case.who():
        if each.issue not in own or each.basis != "own" or party in (each.party, *case.members(each.party, each.date)):
            continue
        if each.stance is None or each.option is None or each.since is None or each.since <= day:
            continue
        labels = {option.id: option.label for option in case.issue(each.issue).options}
        side, why, spoken = _side(each, own[each.issue], who, labels)
        if side:
            yield side, _line(case, each, why, spoken, side)


def _side(
    position: Standing, own: dict[str, Stance], who: str, labels: Mapping[str, str | None],
) -> tuple[str, str, str]:
    """Whether a stance agrees with one's own on the same option, or differs; why, with ids and with labels."""
    stance = own.get(position.option or "")
    speaks_for = position.stance in _FOR
    if stance is not None:
        alike = (stance in _FOR) == speaks_for
        why = f"which {who} {_VERBS[stance]}"
        return "allies" if alike else "opponents", why, why
    wanted = [option for option, held in own.items() if held == "prefer"]
    if wanted and position.stance == "prefer":
        spoken = ", ".join(f"“{labels.get(option) or option}”" for option in wanted)
        return "opponents", f"where {who} prefers {', '.join(wanted)}", f"where {who} prefers {spoken}"
    return "", "", ""


def _line(case: Case, position: Standing, why: str, spoken: str, side: str) -> ChangeLine:
    issue = case.issue(position.issue)
    labels = {option.id: option.label for option in issue.options}
    label = labels.get(position.option or "") or position.option or ""
    source = case.sources.get(position.source or "")
    condition = f" ({position.subject_to})" if position.subject_to else ""
    text = f"{case.party_name(position.party)} {_VERBS[position.stance or 'oppose']} “{label}”{condition}"
    return ChangeLine(
        f"{'ally' if side == 'allies' else 'opponent'}_recorded", f"{text}, {why}", None, position.since,
        issue.article or issue.title, issue=issue.id, option=position.option or "", parties=(position.party,),
        source=source.title if source else position.source or "source not named", reader=position.reader,
        spoken=f"{text}, {spoken}",
    )  # fmt: skip
