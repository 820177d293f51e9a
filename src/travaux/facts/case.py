"""The case as one reader sees it on one day: its questions, who decides, and who stands where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.facts.membership import Members
from travaux.facts.model import FACTS, Fact, Issue, IssueOption, Outcome, Party, Position, TextVersion
from travaux.facts.naming import as_day, unknown
from travaux.facts.readers import PUBLIC, Reader, label, may_ever_read
from travaux.facts.register import register
from travaux.facts.seen import Seen, by_id, latest_day, public_groups
from travaux.facts.shelving import content_of, instrument_of
from travaux.facts.standing import Standing

if TYPE_CHECKING:
    from travaux.facts.record import Record
    from travaux.facts.remarks import Remark
    from travaux.text.instrument import Instrument

__all__ = ["Case", "view"]

_DECIDING = ("state", "igo")


@dataclass(frozen=True)
class Case(Seen):
    """What one reader sees of a record on one day; made by `view`.

    It holds the facts that this reader may read, and nothing of any other. `on` is the day the facts held (None: the
    last on record), `known` the day as far as which they were known (None: today), `folder` where the case stands,
    `shelf` what gives the files of its drafts if it stands in no folder, `rule` the rule of decision that it names,
    `gaps` what its compilers say is missing, `titled` the title of the case as its file states it.
    """

    @cached_property
    def as_of(self) -> date | None:
        """The day of the view: the one asked for, else that of the latest fact in it; None if no fact has a day."""
        return self.on or latest_day(fact for facts in self.sections.values() for fact in facts)

    def issue(self, name: str) -> Issue:
        """The issue with an id.

        Raises:
            TravauxError: if there is none; it names those that come close.
        """
        if name not in self._issues:
            raise unknown("issue", name, self._issues, self.name)
        return self._issues[name]

    @cached_property
    def _issues(self) -> dict[str, Issue]:
        return by_id(self.issues)

    def options(self, issue: str) -> tuple[IssueOption, ...]:
        """The options of an issue that are on the table on the day of the view.

        Raises:
            TravauxError: if there is no such issue.
        """
        day = self.as_of
        options = self.issue(issue).options
        if day is None:
            return options
        return tuple(each for each in options if (each.since or date.min) <= day <= (each.until or date.max))

    def outcome(self, issue: str) -> Outcome | None:
        """How an issue ended: the latest outcome on record.

        None if there is none, if the latest names no option of the issue, or if there are several of the same day that
        differ (the remarks say so).
        """
        latest = self._outcomes.get(issue, [])
        options = {each.option for each in latest}
        known = {option.id for option in self.issue(issue).options}
        return latest[0] if len(options) == 1 and options <= known else None

    @cached_property
    def _outcomes(self) -> dict[str, list[Outcome]]:
        found: dict[str, list[Outcome]] = {}
        for each in self.outcomes:
            held = found.setdefault(each.issue, [])
            if held and (each.date or date.min) > (held[0].date or date.min):
                held.clear()
            if not held or each.date == held[0].date:
                held.append(each)
        return found

    @cached_property
    def _members(self) -> Members:
        return Members(self.groups)

    def members(self, group: str, day: date | None = None) -> tuple[str, ...]:
        """The members of a group on a day (None: the day of the view), groups inside it opened; () if it is none."""
        return self._members.of(group, day or self.as_of)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Everybody named as a party: parties in the order of the file, then who speaks, then members of groups."""
        names = [party.id for party in self.parties]
        names += [position.party for position in self.positions]
        return tuple(dict.fromkeys((*names, *self._members.everybody)))

    @cached_property
    def deciders(self) -> tuple[str, ...]:
        """The parties that take part in the decision, in the order of `speakers`.

        A party decides if it says so, or else if it is a state or an intergovernmental organisation, or a group that
        has no member on record on the day of the view (else its members speak for themselves). Whoever is only named,
        and described by no fact, decides too: silence on what somebody is takes nobody's word away.
        """
        known = by_id(self.parties)
        return tuple(name for name in self.speakers if self._decides(name, known.get(name)))

    def _decides(self, name: str, party: Party | None) -> bool:
        if party is not None and party.decides is not None:
            return party.decides
        if party is None or party.kind == "group":
            return not self.members(name)
        return party.kind in _DECIDING

    def party_name(self, party: str) -> str:
        """The name of a party or group, or its id where no name is on record."""
        return self._names.get(party, party)

    @cached_property
    def _names(self) -> dict[str, str]:
        groups = {group.id: group.name for group in by_id(self.groups).values()}
        return groups | {party.id: party.name for party in by_id(self.parties).values()}

    def party_named(self, words: str) -> str:
        """The id of the party that a user names by its id, name or alias, in any case.

        Raises:
            TravauxError: if there is none; it names those that come close.
        """
        wanted = words.strip().casefold()
        if words in self.speakers:
            return words
        for party in self.parties:
            if wanted in {each.casefold() for each in (party.id, party.name, *party.aliases)}:
                return party.id
        found = next((name for name in self.speakers if name.casefold() == wanted), None)
        if found is None:
            raise unknown("party", words, self.speakers, self.name)
        return found

    @cached_property
    def _register(self) -> tuple[Standing, ...]:
        return register(self)

    def who(
        self, issue: str | None = None, party: str | None = None, group: str | None = None, on: date | str | None = None
    ) -> tuple[Standing, ...]:
        """Who stands where.

        Args:
            issue: only on the issue with this id.
            party: only this party (id, name or alias).
            group: only this group and those in it on the day.
            on: the day; None for that of the view.

        Returns:
            Every statement that counts on that day, by issue, party and option in the order of the record.

        Raises:
            TravauxError: if there is no such issue, party, group or day.
        """
        if on is not None:
            return self.on_day(on).who(issue, party, group)
        name = None if issue is None else self.issue(issue).id
        one = None if party is None else self.party_named(party)
        some = None if group is None else self._with_members(group)
        return tuple(
            each
            for each in self._register
            if (name is None or each.issue == name)
            and (one is None or each.party == one)
            and (some is None or each.party in some)
        )

    def _with_members(self, group: str) -> set[str]:
        groups = {each.id for each in self.groups} | {each.id for each in self.parties if each.kind == "group"}
        if group not in groups:
            raise unknown("group", group, sorted(groups), self.name)
        return {group, *self.members(group)}

    def draft(self) -> Instrument | None:
        """The latest draft in the folder of the case, read; None if it has none.

        Raises:
            TravauxError: if its file is not there, stands elsewhere, or is no negotiating text.
        """
        return None if self.latest is None else self._read(self.latest)

    @property
    def latest(self) -> TextVersion | None:
        """The latest draft in the folder, as it is on record; None if there is none."""
        return max(reversed(self.texts), key=_day) if self.texts else None

    def versions(self) -> tuple[tuple[TextVersion, Instrument], ...]:
        """Every draft in the folder that this reader may read, with its text, in order of date.

        Those without a date come first; those of one day stay in the order of the file. The last is that of `draft`.

        Raises:
            TravauxError: if the file of one is not there, stands elsewhere, or is no negotiating text.

        Example:
            >>> import travaux
            >>> [version.id for version, _ in travaux.open_case("typefaces").versions()]
            ['rev1', 'rev2', 'rev3', 'adopted']
        """
        return self._versions

    @cached_property
    def _versions(self) -> tuple[tuple[TextVersion, Instrument], ...]:
        return tuple((text, self._read(text)) for text in sorted(self.texts, key=_day))

    def _read(self, text: TextVersion) -> Instrument:
        return instrument_of(text, self.folder, self.shelf, self.name)

    def content(self, text: TextVersion) -> bytes:
        """The file of a draft in this view, as it came.

        Raises:
            TravauxError: if it is not there.
        """
        return content_of(text, self.folder, self.shelf, self.name)


def view(
    record: Record, reader: Reader | str = PUBLIC, on: date | str | None = None, known: date | str | None = None
) -> Case:
    """A record as one reader sees it.

    Args:
        record: everything on record.
        reader: `public`, `chair`, `group:ID`, `party:ID`, or the bare id of a group or party.
        on: the day the facts held; None for the last day on record.
        known: the day as far as which they were known; None for today.

    Raises:
        TravauxError: if the words name no reader or no day, or a party or group that is not on public record.

    Example:
        >>> from travaux.facts.loading import from_mapping
        >>> record = from_mapping({
        ...     "schema": "travaux-case/1",
        ...     "parties": [{"id": "us", "name": "United States"}],
        ...     "issues": [{"id": "term", "options": [{"id": "fifty"}, {"id": "seventy"}]}],
        ...     "positions": [{"party": "us", "issue": "term", "option": "fifty", "stance": "oppose",
        ...                    "date": "2000-01-31", "reader": "chair"}],
        ... })
        >>> [(case.as_of, [each.stance for each in case.who()]) for case in (view(record), view(record, "chair"))]
        [(None, []), (datetime.date(2000, 1, 31), ['oppose'])]
    """
    access = public_groups(record.sections)
    who = reader if isinstance(reader, Reader) else _reader_named(reader, access)
    _refuse_unknown(who, record, access)
    return Case(
        name=record.name,
        reader=str(who),
        on=as_day(on),
        known=as_day(known),
        folder=record.folder,
        rule=record.rule,
        gaps=record.gaps,
        _readable={
            key: tuple(fact for fact in record.sections.get(key, ()) if may_ever_read(fact, who, access))
            for key in FACTS  # every section, for a section that is there only at times would tell of hidden facts
        },
        _told=tuple(replace(each, line=None) for each in record.remarks if _may_hear(each, who)),
        shelf=record.shelf,
        titled=record.titled,
    )


def _may_hear(remark: Remark, who: Reader) -> bool:
    """Whether a remark made while the record was read is for somebody.

    It does not say of which day its fact is, so what is for a group is not for members: some may have been outside.
    """
    return label(remark.reader) in (PUBLIC, who)


def _reader_named(words: str, access: Members) -> Reader:
    name = words.strip()
    return Reader("group", name) if name in access else Reader.parse(words)


def _refuse_unknown(who: Reader, record: Record, access: Members) -> None:
    """Refuse a reader that no public fact names: a slip would show less than there is, and say nothing of it.

    Raises:
        TravauxError: which names, like the refusal itself, only what is public.
    """
    if not who.name:
        return
    parties = [fact for fact in record.of(Party) if fact.reader == "public"]
    if who.kind == "group":
        names = [*access, *(party.id for party in parties if party.kind == "group")]
    else:
        said = (fact.party for fact in record.of(Position) if fact.reader == "public")
        names = [*(party.id for party in parties), *access, *access.everybody, *said]
    if who.name not in names:
        error = unknown(who.kind, who.name, names, record.name)
        readers = "look as public, chair, group:ID, party:ID or the id of a party"
        raise TravauxError(error.what, where=error.where, why=error.why, remedy=f"{readers}; {error.remedy}")


def _day(fact: Fact) -> date:
    return fact.date or date.min
