"""Facts from a table of positions: a row for each proposal, a column for each party.

A cell says 1 (accepts), 0 (rejects) or 0.5 (reserved). Whatever else stands in a cell is kept as words, without a
stance, and reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from travaux.errors import TravauxError
from travaux.facts.loading import Record, identified
from travaux.facts.model import Issue, IssueOption, Party, Position, Source, Stance
from travaux.facts.parties import code_of, is_known, party_of
from travaux.facts.remarks import Level, Remark
from travaux.text.formats.gate import decode, identify
from travaux.text.formats.separated import separated_rows

__all__ = ["ADOPT", "LEAVE_OUT", "read_table", "table_facts"]

ADOPT = "adopt"
LEAVE_OUT = "leave_out"
TABLE = "table"
"""The id of the table among the sources of the record."""

RESERVED = "reserved"
"""The words of a cell that says 0.5."""

_ENOUGH = 20  # filled cells from which a table may be told from another
_LONGEST = 48  # characters of an id made from the words of a proposal
_MEANINGS: dict[str, tuple[Stance | None, str | None]] = {
    **dict.fromkeys(("1", "1.0"), ("accept", None)),
    **dict.fromkeys(("0", "0.0"), ("oppose", None)),
    **dict.fromkeys(("0.5", ".5"), (None, RESERVED)),
}
"""Stance and words that a cell stands for."""
_CELLS = "write 1 (accepts), 0 (rejects), 0.5 (reserved) or leave it empty (not known)"


def read_table(path: Path) -> Record:
    """The record in a table of positions on disk.

    Raises:
        TravauxError: if the file cannot be read, or has no header and no proposals.
    """
    _, data = identify(path)
    return table_facts(decode(data, path.name), path.name)


def table_facts(words: str, file: str) -> Record:
    """The record in a table of positions: an issue for each row, with the options `adopt` and `leave_out`.

    1 is an acceptance of adopting the proposal, 0 an opposition to it, 0.5 a statement without a stance ("reserved").
    A rejection stands in the way of consensus (rule of decision `no_opposition`).

    Args:
        words: the table as CSV: in the first row the subject and the parties, then one row for each proposal.
        file: the file it came from, for remarks.

    Raises:
        TravauxError: if there is no header with parties, or no proposal.

    Example:
        >>> record = table_facts("Fees,AU,US\\nFlat fee,1,0\\nWaiver,,0.5\\n", "fees.csv")
        >>> [(one.party, one.issue, one.stance) for one in record.of(Position)]
        [('AU', 'flat-fee', 'accept'), ('US', 'flat-fee', 'oppose'), ('US', 'waiver', None)]
        >>> print(record.remarks[0].what)
        row 3, column 2 (AU) is empty: nothing is known of AU on “Waiver”
    """
    return _Table(words, file).record()


class _Table:
    def __init__(self, words: str, file: str) -> None:
        self.file = file
        self.remarks: list[Remark] = []
        self.lines: dict[str, int] = {}
        self.rows = list(_rows(words, file))
        if len(self.rows) < 2 or len(self.rows[0][2]) < 2:
            raise TravauxError(
                "this is no table of positions",
                where=file,
                why="it needs a header with a subject and parties, and a row for each proposal",
                remedy="begin it with a line such as: Proposals,AU,NZ,US",
            )
        self.subject = self.rows[0][2][0]
        self.parties = self._header(self.rows[0][2])

    def record(self) -> Record:
        """The facts of the table."""
        issues: list[Issue] = []
        positions: list[Position] = []
        taken: dict[str, int] = {}
        for row, line, cells in self.rows[1:]:
            if not any(cells):
                continue
            if not cells[0]:
                self._remark("error", row, line, " has positions but no proposal", "name the proposal in cell 1")
                continue
            issue = self._issue(cells[0], taken)
            issues.append(issue)
            self.lines[f"issues/{issue.id}"] = line
            for position in self._positions(issue, row, line, cells):
                self.lines[f"positions/{position.id}"] = line
                positions.append(position)
        self._refuse_other_tables(positions)
        sections = {
            "sources": (Source(id=TABLE, title=f"{self.subject} ({self.file})".strip(), kind=TABLE),),
            "parties": tuple(self.parties.values()),
            "issues": tuple(issues),
            "positions": tuple(positions),
        }
        return Record(
            name=self.subject or self.file,
            sections={key: facts for key, facts in sections.items() if facts},
            remarks=tuple(self.remarks),
            rule="no_opposition",
            lines=self.lines,
        )

    def _refuse_other_tables(self, positions: Sequence[Position]) -> None:
        readable = sum(1 for position in positions if position.words in (None, RESERVED))
        if len(positions) >= _ENOUGH and 2 * readable < len(positions):
            raise TravauxError(
                "this is no table of positions",
                where=self.file,
                why=f"of {len(positions):,} filled cells only {readable:,} hold 1, 0 or 0.5",
                remedy=_CELLS,
            )

    def _header(self, cells: Sequence[str]) -> dict[int, Party]:
        """The party of each column that has one."""
        parties: dict[int, Party] = {}
        for column, name in enumerate(cells[1:], 2):
            code = code_of(name)
            if not name:
                self._remark("error", 1, 1, f", column {column}: no party", "name the party, or delete the column")
            elif any(code == party.id for party in parties.values()):
                self._remark("error", 1, 1, f", column {column}: {code} again, left out", "keep one of its columns")
            else:
                parties[column] = party_of(code, decides=None if is_known(code) else True)
        return parties

    def _issue(self, proposal: str, taken: dict[str, int]) -> Issue:
        name = _slug(proposal) or "proposal"
        taken[name] = taken.get(name, 0) + 1
        name = name if taken[name] == 1 else f"{name}-{taken[name]}"
        options = (IssueOption(id=ADOPT, label="Adopt"), IssueOption(id=LEAVE_OUT, label="Leave out"))
        return Issue(id=name, title=proposal, options=options, source=TABLE, evidence="seen")

    def _positions(self, issue: Issue, row: int, line: int, cells: Sequence[str]) -> Iterator[Position]:
        if len(cells) > len(self.rows[0][2]):
            extra = len(cells) - len(self.rows[0][2])
            counted = "1 cell" if extra == 1 else f"{extra} cells"
            self._remark("error", row, line, f" has {counted} too many", "quote a cell that holds a comma")
        for column, party in self.parties.items():
            cell = cells[column - 1] if column <= len(cells) else ""
            where = f"column {column} ({party.id})"
            if not cell:
                what = f", {where} is empty: nothing is known of {party.id} on “{issue.title}”"
                self._remark("remark", row, line, what, _CELLS, issue.id)
                continue
            if cell not in _MEANINGS:
                what = f", {where} holds “{cell}”, which cannot be read as a position"
                self._remark("error", row, line, what, _CELLS, issue.id)
            stance, said = _MEANINGS.get(cell, (None, cell))
            yield self._position(party, issue, stance, said)

    def _position(self, party: Party, issue: Issue, stance: Stance | None, words: str | None) -> Position:
        said = Position(
            party=party.id, issue=issue.id, option=ADOPT, stance=stance, words=words, source=TABLE, evidence="seen"
        )
        return identified("positions", said)

    def _remark(self, level: Level, row: int, line: int, what: str, remedy: str, fact: str = "") -> None:
        what = f"row {row}{what}"
        self.remarks.append(
            Remark(level, what, where=self.file, remedy=remedy, line=line, section="positions", fact=fact)
        )


def _rows(words: str, file: str) -> Iterator[tuple[int, int, list[str]]]:
    """Number of the row and of its first line, both from 1, and its cells without white space round them."""
    for row, (line, cells) in enumerate(separated_rows(words, file), 1):
        yield row, line, cells


def _slug(words: str) -> str:
    """An id from words: small letters and digits of any script, joined by hyphens.

    Example:
        >>> _slug("Dispute settlement: not incl. MEAs (US)")
        'dispute-settlement-not-incl-meas-us'
    """
    plain = unicodedata.normalize("NFKC", words).casefold()
    slug = "-".join(re.findall(r"[^\W_]+", plain))
    return slug if len(slug) <= _LONGEST else slug[:_LONGEST].rsplit("-", 1)[0]
