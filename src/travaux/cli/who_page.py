"""The page that `travaux who` prints: for each issue its options, who stands where, and how one knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.cli.who_words import DERIVED, FOUND, MARKS, SAYS, codes, details, how, marks, restraint, says, seen_by
from travaux.facts.naming import shown

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from travaux.facts.case import Case
    from travaux.facts.model import Issue, Stance
    from travaux.facts.standing import Standing

__all__ = ["Scope", "who_page"]

MOST = 40  # issues without a position that a page names
FEW = 8  # delegations without a position that a line names
ROOMY = 80  # columns from which positions stand in a table
WIDEST = 16  # of a code in a column of its own
WORDS = 150  # characters of a statement or question on a compact page
STYLES: dict[Stance, str] = {"prefer": "green", "accept": "green", "oppose": "red", "red_line": "bold red"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the user asked for: one issue, one party, some parties, everything in full."""

    issue: str | None = None
    party: str | None = None
    parties: frozenset[str] | None = None
    full: bool = False

    @classmethod
    def of(cls, case: Case, issue: str | None, party: str | None, group: str | None, *, full: bool) -> Scope:
        """The scope that the options of the command name.

        Raises:
            TravauxError: if the case, as its reader sees it, has no such issue, party or group.
        """
        return cls(
            None if issue is None else case.issue(issue).id,
            None if party is None else case.party_named(party),
            None if group is None else frozenset((*case.members(group), group)),
            full or issue is not None or party is not None,
        )

    def delegations(self, case: Case) -> tuple[str, ...]:
        """Whose silence counts: of those who decide, the ones asked for."""
        if self.party is not None:
            return (self.party,)
        return tuple(each for each in case.deciders if self.parties is None or each in self.parties)


def who_page(console: Console, case: Case, standings: Sequence[Standing], scope: Scope) -> None:
    """Print who stands where.

    Args:
        console: where to.
        case: the case as its reader sees it.
        standings: the rows of its register within the scope.
        scope: what was asked for.
    """
    page = _Page(console, case, standings, scope)
    issues = [issue for issue in case.issues if scope.issue in (None, issue.id)]
    page.head()
    page.sides(issues)
    silent = [issue for issue in issues if not page.spoken(issue) and scope.issue is None]
    for issue in issues:
        if page.spoken(issue) or scope.issue is not None:
            page.issue(issue)
    page.silent(silent, len(issues))
    page.foot()


class _Page:
    def __init__(self, console: Console, case: Case, standings: Sequence[Standing], scope: Scope) -> None:
        self.console, self.case, self.scope = console, case, scope
        self.delegations = scope.delegations(case)
        self.by_issue: dict[str, list[Standing]] = {}
        for each in standings:
            self.by_issue.setdefault(each.issue, []).append(each)
        sources = {(each.source, each.evidence) for each in standings if each.stance}
        self.common = sources.pop() if len(sources) == 1 else None  # what need not be said of each row
        self.derived = any(each.stance and each.group for each in standings)
        self.marks = {mark for each in standings if each.stance for mark in marks(each)}

    def spoken(self, issue: Issue) -> bool:
        """Whether anything is on record on an issue."""
        return issue.id in self.by_issue

    def head(self) -> None:
        """Print what is seen, by whom and when, and how much is known."""
        case = self.case
        day = f"on {case.as_of}" if case.as_of else "undated"
        self.console.print(printable(f"{case.name}, {day}, {seen_by(case.reader)}"), style="bold")
        known = {each.party for rows in self.by_issue.values() for each in rows if each.stance}
        number = sum(1 for each in self.delegations if each in known)
        have = "has" if number == 1 else "have"
        self.console.print(
            f"{number} of {counted(len(self.delegations), 'delegation')} {have} a position on record. "
            "Who is not named is unknown, and unknown is not consent."
        )
        if self.common is not None and self.by_issue:
            name, evidence = self.common
            source = case.sources.get(name or "")
            words = printable(source.title if source else name or "not named")
            self.console.print(f"Source of every position: {words}, {evidence or 'evidence not stated'}.")

    def sides(self, issues: list[Issue]) -> None:
        """Print on how many issues parties take different sides."""
        counts = Counter(self._sides(issue) for issue in issues)
        parts = (
            ("both", "with parties for and against an option"),
            ("one", "with one side only"),
            ("none", "without any"),
        )
        told = [f"{counts[key]:,} {words}" for key, words in parts if counts[key]]
        if len(issues) > 1:
            self.console.print(f"{counted(len(issues), 'issue')}: {', '.join(told)} on record.")

    def _sides(self, issue: Issue) -> str:
        """Whether some option of an issue has parties for and against it, on record and within the scope."""
        sides: dict[str | None, set[bool]] = {}
        for each in self.by_issue.get(issue.id, []):
            if each.stance:
                sides.setdefault(each.option, set()).add(each.stance in ("oppose", "red_line"))
        if not sides:
            return "none"
        return "both" if any(len(both) == 2 for both in sides.values()) else "one"

    def issue(self, issue: Issue) -> None:
        """Print an issue: its options with who stands where, what is unknown, how one knows."""
        rows = self.by_issue.get(issue.id, [])
        self.console.print()
        heading = Text(printable(issue.id), style="cyan")
        heading.append(f"  {printable(issue.title)}", style="bold default")
        self.console.print(heading)
        if issue.question:
            self._line(issue.question if self.scope.full else shortened(issue.question, WORDS), style="dim")
        self._outcome(issue)
        stated = [each for each in rows if each.stance]
        if stated:
            self._indented(self._table(issue, stated))
        self._unknown(issue, stated)
        self._details([each for each in stated if self._worth_a_row(each)])
        self._notes(issue, [each for each in rows if not each.stance])

    def _outcome(self, issue: Issue) -> None:
        outcome = self.case.outcome(issue.id)
        if outcome is not None and outcome.option is not None:
            day = f" on {outcome.date}" if outcome.date else ""
            self._line(f"settled{day}: {outcome.option}", style="bold")

    def _table(self, issue: Issue, stated: list[Standing]) -> Table:
        used = [stance for stance in SAYS if any(each.stance == stance for each in stated)]
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        table.add_column("option", ratio=2, overflow="fold")
        for stance in used:
            table.add_column(stance.replace("_", " "), ratio=2, overflow="fold")
        for option in self.case.options(issue.id):
            name = Text(printable(option.id))
            if not (issue.choice and option.id == "keep") and _plain(option.label) not in ("", _plain(option.id)):
                name.append(f" {shortened(option.label, WORDS)}", style="dim")
            self._row(table, name, [each for each in stated if each.option == option.id], used)
        self._row(table, Text("as a whole"), [each for each in stated if each.option is None], used)
        return table

    def _row(self, table: Table, name: Text, rows: list[Standing], used: list[Stance]) -> None:
        if not rows:
            return
        cells = (codes([each for each in rows if each.stance == stance], whole=self.scope.full) for stance in used)
        table.add_row(name, *(Text(cell, style=STYLES[stance]) for cell, stance in zip(cells, used, strict=True)))

    def _unknown(self, issue: Issue, stated: list[Standing]) -> None:
        known = {each.party for each in stated}
        unknown = [each for each in self.delegations if each not in known]
        words = f"unknown: {len(unknown)} of {counted(len(self.delegations), 'delegation')}"
        if unknown and (len(unknown) <= FEW or self.scope.full) and len(self.delegations) > 1:
            words += f" ({' '.join(shown(each) for each in unknown)})"
        spoken = {each.option for each in stated}
        bare = [option.id for option in self.case.options(issue.id) if option.id not in spoken]
        if stated and bare and len(self.case.options(issue.id)) > 2:
            words += f"; nobody on record on: {', '.join(bare)}"
        self._line(words, style="yellow")

    def _worth_a_row(self, each: Standing) -> bool:
        """Whether a row says more than the table above it."""
        if each.basis == "group" and self.scope.party is None:
            return False
        own = (each.source, each.evidence) != self.common or each.since or each.conditions or each.subject_to
        return bool(own or each.words or each.restraint.reason or each.conflicts_with)

    def _details(self, rows: list[Standing]) -> None:
        if self.scope.full:
            for each in rows:
                lines = details(self.case, each)
                self._indented(Text(printable(lines[0])))
                for line in lines[1:]:
                    self._indented(Text(printable(line), style="dim"), 6)
            return
        cells = [_cells(each) for each in rows]
        if self.console.width < ROOMY:
            for row in cells:
                self._line("; ".join(cell for cell in row if cell != "-"))
        elif cells:
            self._indented(_grid(cells))

    def _notes(self, issue: Issue, rows: list[Standing]) -> None:
        """Statements without a stance, those with the same words together."""
        same: dict[tuple[str | None, str], list[str]] = {}
        for each in rows:
            words = each.words or each.note or "no words on record"
            same.setdefault((each.option, words), []).append(shown(each.party))
        for (option, words), parties in same.items():
            about = f" on {option}" if option else ""
            said = words if self.scope.full else shortened(words, WORDS)
            self._line(f"note, {' '.join(dict.fromkeys(parties))}{about}: “{said}”", style="dim")
        if issue.note and (self.scope.full or FOUND in issue.note):
            words = issue.note.replace(FOUND, "")
            self._line(f"note: {words if self.scope.full else shortened(words, WORDS)}", style="dim")

    def silent(self, issues: list[Issue], of: int) -> None:
        """Print the issues on which nothing is on record."""
        if not issues:
            return
        about = f" of {shown(self.scope.party)}" if self.scope.party else ""
        words = f"No position{about} is on record on {len(issues):,} of {counted(of, 'issue')}: "
        named = issues if self.scope.full else issues[:MOST]
        rest = f" … and {len(issues) - len(named):,} more: --full" if len(named) < len(issues) else ""
        self.console.print()
        self.console.print(printable(words + " ".join(issue.id for issue in named) + rest), style="yellow")

    def foot(self) -> None:
        """Print what the marks stand for, and where sources tell matters differently."""
        legend = [DERIVED] if self.derived else []
        legend += [f"{mark} {meaning}" for mark, meaning in MARKS.items() if mark in self.marks]
        if legend:
            self.console.print()
            self.console.print("; ".join(legend) + ".", style="dim")
        if self.scope.full and self.scope.issue is None and self.scope.party is None:
            for dispute in self.case.conflicts:
                words = f"Sources disagree on {dispute.about}: {dispute.a}; {dispute.b}."
                self.console.print(printable(words), style="dim")

    def _line(self, words: str, style: str = "") -> None:
        self._indented(Text(printable(words), style=style))

    def _indented(self, words: RenderableType, by: int = 2) -> None:
        self.console.print(Padding(words, (0, 0, 0, by)))


def _cells(each: Standing) -> tuple[str, str, str, str, str]:
    why = restraint(each, whole=False)
    since = each.since.isoformat() if each.since else "-"
    return shown(each.party), says(each) + (f": {why}" if why else ""), since, each.source or "-", how(each)


def _grid(rows: list[tuple[str, str, str, str, str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    widest = [min(WIDEST, max(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    for name, least in zip(("party", "says", "since", "source", "how"), widest, strict=True):
        text = name == "says"
        table.add_column(name, ratio=1 if text else None, min_width=None if text else least, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").split())
