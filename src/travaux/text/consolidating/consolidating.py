"""One bracketed text with attributions out of a base text and many proposals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from travaux.text.consolidating.checking import check_inputs, check_match, remarks_on
from travaux.text.consolidating.composing import BARE
from travaux.text.consolidating.dressing import Dresser
from travaux.text.consolidating.elements import Names, Paragraph, paragraphs_of
from travaux.text.consolidating.footnotes import renumbered
from travaux.text.consolidating.handed import Handed, handed_in, kept_back, kept_letters, letters
from travaux.text.consolidating.laying import laid
from travaux.text.consolidating.model import Consolidation, ProposalRow, Report, Style
from travaux.text.consolidating.reporting import conflicts_of, moved_in, places_of, set_out_in
from travaux.text.growing import growing
from travaux.text.instrument import Conservation, Instrument, MarkCount
from travaux.text.model import Choice, Note, Stream
from travaux.text.outline import identified
from travaux.text.stream import choices, leaves
from travaux.text.tracked import accepted, has_changes

__all__ = ["consolidate"]


def consolidate(
    base: Instrument,
    proposals: Mapping[str, Instrument],
    *,
    style: Style = "attributed",
    older: Sequence[Instrument] = (),
    partial: Collection[str] = (),
    force: bool = False,
) -> Consolidation:
    """One text out of a base and proposals, with brackets where they differ.

    Only what a proposal asks for is attributed: who has new words proposes them, who leaves out words of the base
    opposes them, and who leaves a place alone has said nothing about it. Every choice keeps which of its options each
    text has (`Choice.texts`), so that `project` gives every party its own text back, to the letter but for white space
    that no bracket can show.

    Args:
        base: the text that all proposals start from; its tracked changes count as accepted.
        proposals: the text of each party, by its code: clean, or with tracked changes.
        style: how choices are printed: with codes (`attributed`), as WIPO does (`wipo`), or nameless (`unfccc`).
        older: earlier versions of the base; a proposal made on one of them is carried over to the base.
        partial: parties whose text holds only the articles that they change.
        force: take proposals that hardly match the base.

    Returns:
        The text, and the report on it. The order of the proposals does not matter.

    Raises:
        TravauxError: for a proposal without words, in another language, or to another text.

    Example:
        >>> import travaux
        >>> from travaux.text.wording import plain_words
        >>> base = travaux.read_text("Each Party shall act.")
        >>> proposals = {"US": travaux.read_text("Each Party may act."), "CL": travaux.read_text("Each Party may act.")}
        >>> plain_words(consolidate(base, proposals).text.body)
        'Each Party [CL/US oppose: shall] [CL/US propose: may] act.'
    """
    if not proposals:
        return Consolidation(base)
    check_inputs(base, proposals, partial)
    with growing():
        return _Work(base, proposals, style, older, frozenset(partial), force).done()


@dataclass(slots=True)
class _Work:
    """One consolidation on its way."""

    base: Instrument
    proposals: Mapping[str, Instrument]
    style: Style
    older: Sequence[Instrument]
    partial: frozenset[str]
    force: bool
    remarks: list[str] = field(default_factory=list)

    def done(self) -> Consolidation:
        body = self.base.body
        if has_changes(body):
            body = accepted(body)
            self.remarks.append("the base holds tracked changes; they count as accepted")
        names = Names(styles=self._same_format())
        base = paragraphs_of(body, names)
        size = letters(base)
        handed = {party: self._handed(party, base, size, names) for party in sorted(self.proposals)}
        versions = {party: each.version for party, each in handed.items()}
        dresser = Dresser(self.style)
        printed = dresser.dress(laid(base, versions, anonymous=self.style == "unfccc"))
        text, bare = _named(renumbered(printed, body), dresser.bare)
        if self.style == "unfccc":
            self._nameless()
        agreed = self.base.convention.unbracketed == "agreed" and any(True for _ in choices(self.base.body))
        where = places_of(base)
        report = Report(
            tuple(self._row(party, each, size) for party, each in handed.items()),
            conflicts_of(text, bare, agreed=agreed),
            tuple(row for party, version in versions.items() for row in set_out_in(party, version, where)),
            tuple(row for party, version in versions.items() for row in moved_in(party, version, base, where)),
            tuple(self.remarks),
        )
        return Consolidation(self._instrument(text), report)

    def _same_format(self) -> bool:
        formats = {self.base.source.format, *(each.source.format for each in self.proposals.values())}
        if len(formats) == 1:
            return True
        self.remarks.append(
            "the files are of different formats, so that bold, italic and other looks of words were not compared"
        )
        return False

    def _handed(self, party: str, base: Sequence[Paragraph], size: int, names: Names) -> Handed:
        proposal = self.proposals[party]
        older = [(each.source.file or "an older text", each.body) for each in self.older]
        handed = handed_in(proposal, base, older, names)
        if not self.force:
            check_match(party, self.base, proposal, handed, size)
        if party in self.partial:
            kept_back(base, handed.version)
            handed.kept = kept_letters(base, handed.version)
        return handed

    def _row(self, party: str, handed: Handed, size: int) -> ProposalRow:
        proposal = self.proposals[party]
        return ProposalRow(
            party, proposal.source.file, proposal.source.language, handed.version.changes,
            round(handed.kept / max(size, 1), 4), handed.three_way, handed.own_base, party in self.partial,
            _comments(proposal.body), remarks_on(party, handed, self.base, size, partial=party in self.partial),
        )

    def _nameless(self) -> None:
        count = sum(_comments(each.body) for each in (self.base, *self.proposals.values()))
        if count:
            comments = "1 comment is" if count == 1 else f"{count} comments are"
            self.remarks.append(f"{comments} left out, since they tell who wrote them")

    def _instrument(self, text: Stream) -> Instrument:
        count = sum(option.open == "[" for choice in choices(text) for option in choice.options)
        return replace(
            self.base, body=text, marks=MarkCount(count, count, count), conservation=Conservation(), dropped=(),
            diagnostics=(),
        )


def _comments(stream: Stream) -> int:
    return sum(isinstance(node, Note) and node.form == "comment" for node in leaves(stream))


def _named(printed: Stream, bare: list[Choice]) -> tuple[Stream, dict[str, Choice]]:
    """The text with its choices named after their units, and the bare choices by those names."""
    text = identified(printed)
    pairs = zip(choices(printed), choices(text), strict=True)
    return text, {
        new.id: bare[int(old.id.removeprefix(BARE))] for old, new in pairs if old.id.startswith(BARE)
    }
