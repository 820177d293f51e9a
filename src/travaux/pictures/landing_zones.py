"""The landing zone: for every option of an issue, how many delegations prefer, accept, oppose or exclude it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from travaux.consensus import Finding
from travaux.consensus.definitions import definitions
from travaux.consensus.status import IssueState, OptionState
from travaux.errors import TravauxError
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import counted, folded
from travaux.pictures.palette import AGAINST, AGAINST_PALE, FOR, FOR_PALE, INK, MUTED, PALE
from travaux.pictures.picture import Picture
from travaux.pictures.signs import sign_of

__all__ = ["landing_zone"]

_TITLE = "Landing zone: who can live with what"
_COLUMNS = ("issue", "status", "option", "prefer", "accept", "unknown", "oppose", "red_line",
            "on_condition", "result")  # fmt: skip
_COUNTED = {
    "prefer": ("prefer", FOR, FOR),
    "accept": ("accept", FOR_PALE, FOR),
    "unknown": ("unknown", "transparent", MUTED),
    "oppose": ("oppose", AGAINST_PALE, AGAINST),
    "red_line": ("red line", AGAINST, AGAINST),
}
"""The columns of bars: the head, fill and outline of each."""
_LABELS = 330  # pixels for the words of options
_BAR, _COLUMN = 62, 104  # the longest bar, and from one column to the next
_LINE, _ISSUE = 15, 34
_RESULT = 150
_RESULT_WORDS = "datum.on_condition > 0 ? datum.result + ' (' + datum.on_condition + ' on condition)' : datum.result"


def landing_zone(finding: Finding, issue: str | None = None) -> Picture:
    """How many of those who decide prefer, accept, oppose or exclude each option, and of how many nothing is known.

    Args:
        finding: what `travaux.consensus` found.
        issue: only the issue with this id; None for all of them.

    Raises:
        TravauxError: if there is no such issue in the finding.

    Example:
        >>> import travaux
        >>> picture = landing_zone(travaux.consensus(travaux.open_case("marrakesh")), "tpm")
        >>> [sum(row[3:8]) for row in picture.rows]
        [12, 12]
    """
    states = [each for each in finding.issues if issue is None or each.id == issue]
    if issue is not None and not states:
        known = ", ".join(each.id for each in finding.issues) or "none"
        raise TravauxError(f"there is no issue {issue!r}", where=finding.case, remedy=f"use one of: {known}")
    title = _TITLE if issue is None else f"{_TITLE}: {states[0].ground.issue.title or issue}"
    name = "landing-zone" if issue is None else f"landing-zone-{issue}"
    states = [each for each in states if each.options]
    if not states:
        return said(name, title, "There is no option on the table in this view.", _COLUMNS)
    records, heads, height = _laid(states)
    if len(records) > _MOST:
        why = f"{counted(len(records), 'option')} are too many for one picture: look at one issue."
        return said(name, title, why, _COLUMNS, records)
    canvas = Canvas(_LABELS + _COLUMN * len(_COUNTED) + _RESULT, height)
    day = f" On {finding.as_of.isoformat()}." if finding.as_of else ""
    rule = f"By the rule {finding.rule.name}: {finding.rule.words}."
    under = f"How many of the {counted(finding.of, 'delegation')} that decide stand where. {rule}{day}"
    chart = canvas.sheet(_layers(canvas, heads, finding.of), records, title, under)
    return picture_of(name, title, f"{_description(states, records, finding)}{day}", chart, _COLUMNS, records)


def _laid(states: Sequence[IssueState]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """The records of the options, the headings of the issues, and how high all of it is."""
    records: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    y = 24.0
    for state in states:
        heads.append({"x": 0, "y": y + 18, "words": f"{_named(state)} ({state.status})", "line": y + 4})
        y += _ISSUE
        for option in state.options:
            lines = folded(option.ground.label, _LABELS - 30, most=3)
            height = _LINE * len(lines) + 9
            records.append(_record(state, option) | {"lines": lines, "middle": y + height / 2, "text": 12,
                                                     "words_y": y + height / 2 - _LINE * (len(lines) - 1) / 2,
                                                     "y": y + height / 2 - 8, "y2": y + height / 2 + 8})  # fmt: skip
            y += height
        y += 4
    return records, heads, y + 6


def _named(state: IssueState) -> str:
    return state.ground.issue.title or state.id


def _record(state: IssueState, option: OptionState) -> dict[str, Any]:
    ground = option.ground
    stances = {stance: len(ground.parties(stance)) for stance in _COUNTED if stance != "unknown"}
    unknown = len(state.ground.deciders) - sum(stances.values())
    return {
        "issue": _named(state),
        "status": state.status,
        "option": ground.label,
        **stances,
        "unknown": unknown,
        "on_condition": sum(sign_of(standing) == "on condition" for standing in ground.spoken.values()),
        "result": _result(state, option),
    }


def _result(state: IssueState, option: OptionState) -> str:
    if state.outcome is not None:
        return "outcome" if state.outcome.option == option.id else "not taken"
    if option.excluded:
        return "excluded"
    if not option.ground.spoken:
        return "nothing known"
    return "not excluded" if not option.acceptable else "acceptable"


def _layers(canvas: Canvas, heads: Sequence[Record], deciders: int) -> list[alt.Chart]:
    tooltip = [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in _COLUMNS]
    edges = [dict(each) | {"x2": canvas.width, "y": each["line"], "y2": each["line"]} for each in heads]
    results = canvas.words(text="shown:N", x="result_x", y="middle")
    layers = [
        canvas.lines(edges, stroke=PALE, strokeWidth=2),
        canvas.words(heads, fontWeight="bold", fontSize=12),
        canvas.words(text="lines:N", x="text", y="words_y", lineHeight=_LINE),
        canvas.words(list(_column_heads()), fill=MUTED),
        results.transform_calculate(result_x=str(canvas.width - _RESULT), shown=_RESULT_WORDS),
    ]
    scale = _BAR / max(1, deciders)
    for place, (stance, (_, fill, stroke)) in enumerate(_COUNTED.items()):
        left, dash = _LABELS + _COLUMN * place, [3, 2] if stance == "unknown" else [1, 0]
        right = f"{left} + {scale} * datum.{stance}"
        bars = canvas.boxes(fill=fill, stroke=stroke, strokeWidth=1, strokeDash=dash).encode(tooltip=tooltip)
        ink = alt.condition(f"datum.{stance} > 0", alt.value(INK), alt.value(MUTED))
        numbers = canvas.words(text=f"{stance}:Q", x="after", y="middle").encode(fill=ink)
        layers.append(bars.transform_filter(f"datum.{stance} > 0").transform_calculate(x=f"{left}", x2=right))
        layers.append(numbers.transform_calculate(after=f"{right} + 5"))
    return layers


def _column_heads() -> Iterator[Record]:
    for place, (word, _, _) in enumerate(_COUNTED.values()):
        yield {"x": _LABELS + _COLUMN * place, "y": 10, "words": word}
    yield {"x": _LABELS + _COLUMN * len(_COUNTED), "y": 10, "words": "result"}


def _description(states: Sequence[IssueState], records: Sequence[Record], finding: Finding) -> str:
    parts = [f"Bars for {counted(len(records), 'option')} of {counted(len(states), 'issue')}: how many of the "
             f"{counted(finding.of, 'delegation')} that decide stand where."]  # fmt: skip
    for each in records[:_TOLD]:
        stances = [f"{each[stance]} {word}" for stance, (word, _, _) in _COUNTED.items() if each[stance]]
        some = f" ({each['on_condition']} of the yeses on a condition)" if each["on_condition"] else ""
        parts.append(f"{each['issue']}, {each['option']}: {', '.join(stances)}{some}; {each['result']}.")
    if len(records) > _TOLD:
        parts.append(f"The other {counted(len(records) - _TOLD, 'option')} are in the table.")
    meanings = definitions(finding)
    parts.append(
        f"Not excluded: {meanings['not excluded']}. Acceptable: it is on record that everybody whose word can stop it "
        "can live with it. Nothing known: nobody who decides has a stance on that option. Unknown: no stance is on "
        "record, which is not consent."
    )
    return " ".join(parts)


_MOST = 1_000  # options; more make a picture that nobody can read
_TOLD = 12  # options whose figures are in the description
