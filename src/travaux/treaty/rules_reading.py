"""Tables of rules of entry into force: a row for each treaty, its cells as short words, read into rules as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from travaux.errors import TravauxError
from travaux.facts.model import Source
from travaux.facts.remarks import Remark
from travaux.facts.treaty_facts import Delay, ForceCondition, ForceRule, Treaty
from travaux.treaty.reading_actions import day_cell
from travaux.treaty.rules_words import counts_in_words, delay_in_words, number_in_words
from travaux.treaty.sheets import Faults, Sheet, read_sheet

__all__ = ["RULE_COLUMNS", "read_rules", "rules_of"]

RULE_COLUMNS = ("treaty", "threshold_n", "counts", "delay")
"""What a table of rules must have."""

_MORE = (
    "title", "adopted", "article", "extra_condition", "later_parties", "denunciation_effect", "checked_against_data",
    "source", "doubt",
)  # fmt: skip
_AT_ONCE = re.compile(r"0|none|at once|immediately|same day|on deposit", re.IGNORECASE)
_ONLY_STATES = re.compile(r"\b(igo|organi[sz]ation)s?( deposits?| instruments?)? (does|do) not count", re.IGNORECASE)
_OF_GROUP = re.compile(
    r"(?:at least |the )?(?P<number>[\w\-]+)(?: \([\w\-]+\))?\s+(?P<group>[A-Za-z].*)", re.IGNORECASE
)
_SHARE = re.compile(r"(thirds?|quarters?|fifths?|half|halves|per ?cent|percent)\b", re.IGNORECASE)
_SOME = re.compile(r"[0-9].*[^\W\d_]|\b(thirds?|quarters?|fifths?|half|percent)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(union|convention|members?|contracting|eligible|part(?:y|ies)|states?|countr(?:y|ies)|instruments?|deposits?|"
    r"ratifications?|accessions?|acceptances?|approvals?|or|by|the|of|to|an?|have|has|deposited|their)\b",
    re.IGNORECASE,
)

Rules = tuple[dict[str, Treaty], dict[str, Source], tuple[Remark, ...]]


def read_rules(path: Path) -> Rules:
    """The rules in a table on disk: treaties by id, sources by id, and what a person should look at.

    Args:
        path: CSV with the columns `treaty`, `threshold_n`, `counts`, `delay`, and as far as there are `title`,
            `adopted`, `article`, `extra_condition`, `later_parties`, `denunciation_effect`, `source`, `doubt`.

    Raises:
        TravauxError: if it is no such table, or a cell cannot be read; it names row and column of each.
    """
    return rules_of(read_sheet(path))


def rules_of(sheet: Sheet) -> Rules:
    """The rules in a table; see `read_rules`.

    Example:
        >>> from travaux.treaty.sheets import sheet_of
        >>> words = "treaty,threshold_n,counts,delay\\nseeds,two,States,the thirtieth day after the last of them\\n"
        >>> rule = rules_of(sheet_of(words, "rules.csv"))[0]["seeds"].force
        >>> rule.threshold, rule.counts, rule.delay.days
        (2, 'states', 30)
    """
    missing = [each for each in RULE_COLUMNS if each not in sheet.columns]
    if missing:
        raise TravauxError(
            "this is no table of rules of entry into force",
            where=sheet.file,
            why=f"row 1 has no column {', '.join(missing)}",
            remedy=f"give it the columns {', '.join(RULE_COLUMNS)}",
        )
    reading = _Reading(sheet.file, Faults(sheet.file))
    for row, cells in sheet.cells(*RULE_COLUMNS, *_MORE):
        reading.row(row, dict(zip((*RULE_COLUMNS, *_MORE), cells, strict=True)))
    reading.faults.end()
    return reading.treaties, reading.sources, tuple(reading.remarks)


@dataclass(slots=True)
class _Reading:
    file: str
    faults: Faults
    treaties: dict[str, Treaty] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def row(self, row: int, cells: dict[str, str]) -> None:
        """Take one rule."""
        treaty = cells["treaty"]
        if not treaty:
            self.faults.add(row, "treaty", "empty")
            return
        if self.rows.setdefault(treaty, row) != row:
            self.faults.add(row, "treaty", f"{treaty!r} again, as in row {self.rows[treaty]}")
            return
        adopted = day_cell(cells["adopted"], row, "adopted", self.faults)
        force = self._force(row, cells)
        leaving = self._delay(row, "denunciation_effect", cells)
        self.treaties[treaty] = Treaty(
            id=treaty,
            name=cells["title"] or treaty,
            adopted=adopted,
            article=cells["article"] or None,
            force=force,
            later=self._delay(row, "later_parties", cells),
            # A denunciation is itself the message that is received.
            leaving=leaving and leaving.model_copy(update={"after": "deposit"}),
            **self._ground(treaty, cells),
        )

    def _ground(self, treaty: str, cells: dict[str, str]) -> dict[str, Any]:
        """Source, evidence and doubts."""
        source, doubt = cells["source"], cells["doubt"]
        recalled = "from memory" in source.casefold()
        told: dict[str, Any] = {"evidence": "recalled" if recalled else "seen" if source else None}
        if source:
            key = told["source"] = f"rule-{treaty}"
            address = re.search(r"https?://\S+", source)
            self.sources[key] = Source(id=key, title=source, address=address[0] if address else None, kind="table")
        if recalled or doubt:
            told["confidence"] = "low" if recalled else "medium"
        checked = cells["checked_against_data"]
        notes = [doubt, f"checked against the actions: {checked}" if checked else ""]
        told["note"] = "; ".join(note for note in notes if note) or None
        return told

    def _force(self, row: int, cells: dict[str, str]) -> ForceRule | None:
        words = cells["threshold_n"]
        threshold = number_in_words(words) if words else None
        conditions: list[ForceCondition] = []
        if threshold is None and words:
            threshold, conditions = self._counted(row, words)
        if words and (threshold == 0 or (threshold is None and not conditions)):
            self.faults.add(row, "threshold_n", f"{words!r} is no number of instruments, and names no group with one")
            return None
        extra = cells["extra_condition"]
        only_states = bool(_ONLY_STATES.search(extra))
        if extra and not only_states and not _repeats(extra, conditions):
            conditions.append(ForceCondition(words=extra))
        delay = self._delay(row, "delay", cells)
        if delay is None and cells["delay"]:
            conditions.append(ForceCondition(words=f"delay: {cells['delay']}"))
        said = "; ".join(filter(None, (f"{words} {cells['counts']}".strip(), extra, cells["delay"])))
        if not said:
            return None
        counts = "states" if only_states else counts_in_words(cells["counts"]) or "eligible"
        if cells["counts"] and counts_in_words(cells["counts"]) is None:
            self._remark(row, "counts", f"{cells['counts']!r} does not say who counts; every eligible party is taken")
        return ForceRule(threshold=threshold, counts=counts, conditions=tuple(conditions), delay=delay, words=said)

    def _counted(self, row: int, words: str) -> tuple[int | None, list[ForceCondition]]:
        """`20 instruments` is a number; of `10 Paris + 7 Berne` each is so many members; a share is only told."""
        threshold: int | None = None
        found: list[ForceCondition] = []
        parts = [each.strip() for each in re.split(r"\+|;|\band\b", words) if each.strip()]
        read = [_number_and_group(part) for part in parts]
        if not any(number for number, _ in read) and not _SOME.search(words):
            return None, []  # no number of instruments, such as -3
        for part, (number, group) in zip(parts, read, strict=True):
            if number and group:
                found.append(ForceCondition(words=part, members_of=group, at_least=number))
            elif number and threshold is None and not part.isdecimal():
                threshold = number
            else:
                found.append(ForceCondition(words=part))
                self._remark(row, "threshold_n", f"{part!r} is not counted, only told")
        return threshold, found

    def _delay(self, row: int, column: str, cells: dict[str, str]) -> Delay | None:
        words = cells[column]
        if not words or _AT_ONCE.fullmatch(words):
            return Delay(words=words) if words else None
        found = delay_in_words(words)
        if found is None:
            self._remark(row, column, f"{words!r} names no span of time; it is kept as words")
        return found

    def _remark(self, row: int, column: str, what: str) -> None:
        said = f"row {row}, column {column}: {what}"
        self.remarks.append(Remark("remark", said, where=self.file, section="treaties", line=row))


def _number_and_group(part: str) -> tuple[int | None, str]:
    """How many, and members of what (an id made from the name, empty if it is just so many of those who count).

    Example:
        >>> [_number_and_group(each) for each in ("10 of the Paris Union", "at least 20 instruments", "2/3 of all")]
        [(10, 'paris'), (20, ''), (None, '')]
    """
    if part.isdecimal():
        return int(part), ""
    match = _OF_GROUP.fullmatch(part)
    if match is None or _SHARE.match(match["group"]):
        return None, ""
    return number_in_words(match["number"]), "_".join(_GENERIC.sub(" ", match["group"]).split()).casefold()


def _repeats(extra: str, conditions: list[ForceCondition]) -> bool:
    """Whether words only say again what is counted already: the same numbers of the same groups."""
    counted = {each.at_least for each in conditions if each.members_of}
    numbers = {int(number) for number in re.findall(r"\d+", extra)}
    names = [each.members_of for each in conditions if each.members_of]
    return bool(counted) and numbers == counted and all(name in extra.casefold() for name in names)
