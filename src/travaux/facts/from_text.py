"""Facts from a draft: its parties, an issue for each choice, and the positions that its brackets and notes state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from travaux.facts.loading import Record, identified
from travaux.facts.model import Issue, IssueOption, Party, Point, Position, Source, Stance, TextVersion
from travaux.facts.parties import is_known, party_of
from travaux.facts.remarks import Remark
from travaux.facts.statements import Place, Statement, Statements, statements
from travaux.text.instrument import Instrument
from travaux.text.issues import Issue as OpenPoint
from travaux.text.issues import IssueOption as OpenOption
from travaux.text.model import Choice, Note, Stream

__all__ = ["DRAFT", "facts_of"]

DRAFT = "draft"
"""The id of the draft among the texts and the sources of the record."""

_SHOWN = 12  # words of an option in its label
_STRICT: tuple[Stance | None, ...] = ("red_line", "oppose", "accept", "prefer", None)


def facts_of(instrument: Instrument, name: str) -> Record:
    """The record that a draft makes by itself.

    Every choice is an issue, except gaps to be filled and brackets that are remarks. Who backs an option prefers it;
    who opposes it opposes it. A note counts as its words allow: support as a preference; no objection as acceptance;
    support in principle, ad referendum or with the consensus as acceptance subject to that. Any other statement keeps
    its words and has no stance.

    Args:
        instrument: the draft.
        name: the file it came from, as the texts of a case name it.

    Returns:
        The record, with a remark for what a person should look at.

    Example:
        >>> import travaux
        >>> record = facts_of(travaux.read_text("Each Party [US propose: shall] [JP propose: may] act."), "draft.txt")
        >>> [(one.party, one.option, one.stance) for one in record.of(Position)]
        [('US', '1', 'prefer'), ('JP', '2', 'prefer')]
    """
    said = statements(instrument)
    remarks: list[Remark] = []
    points = [point for point in instrument.issues() if point.kind != "placeholder" and point.id not in said.commentary]
    names = {point.id: _names(point, remarks) for point in points}
    around = {name: place for name, place in _around(instrument.body) if name in names}
    issues = tuple(_issue(point, names, around, said) for point in points)
    doubtful = {point.id: point.why for point in points if point.for_review}
    made = [one for one in said.made if one.choice in names]
    positions = list(_positions(made, names, doubtful, remarks))
    parties = tuple(_parties(instrument, made, remarks))
    remarks.extend(_left_out(said))
    title = " ".join(instrument.title.split())
    text = TextVersion(id=DRAFT, file=name, title=title or None)
    sections = {
        "sources": (Source(id=DRAFT, title=title or name, kind=DRAFT),),
        "parties": parties,
        "texts": (text,),
        "issues": issues,
        "positions": tuple({fact.id: fact for fact in (identified("positions", each) for each in positions)}.values()),
    }
    return Record(
        name=title or name,
        sections={key: facts for key, facts in sections.items() if facts},
        remarks=tuple(replace(each, where=name) for each in remarks),
    )


def _names(point: OpenPoint, remarks: list[Remark]) -> list[str]:
    """The names of the options of a choice, as `travaux choose --set` takes them."""
    if point.kind == "bracket":
        return ["keep", "drop"]
    spoken = [_spoken(option) for option in point.options]
    names: list[str] = []
    for index, option in enumerate(point.options):
        label, place = " ".join(option.label.lower().split()), str(index + 1)
        first = next((other for other, forms in enumerate(spoken) if label in forms), None)
        by_place = next((other for other, forms in enumerate(spoken) if place in forms), index)
        if label and first == index:
            names.append(label)
        elif by_place == index:
            names.append(place)
        else:
            names.append(f"option at place {place}")
            remarks.append(
                Remark(
                    "remark",
                    f"option {place} of {point.id} cannot be chosen by a name of its own",
                    why=f"another option is called {place} too",
                    remedy="give the options different labels in the draft",
                    section="issues",
                    fact=point.id,
                )
            )
    return names


def _spoken(option: OpenOption) -> set[str]:
    """What names an option: its label, the label without its first word, and its last word."""
    label = option.label.lower()
    return {label, re.sub(r"^\w+\.?\s+", "", label), label.rsplit(" ", 1)[-1].strip("()")} - {""}


def _around(stream: Stream, place: Place | None = None) -> Iterator[tuple[str, Place]]:
    """For each choice inside another the option it stands in; gaps hold nothing that depends on them."""
    for node in stream:
        if isinstance(node, Note):
            yield from _around(node.content)
        elif isinstance(node, Choice):
            if place is not None:
                yield node.id, place
            for index, option in enumerate(node.options):
                inside = place if node.form == "placeholder" else (node.id, index)
                yield from _around(option.head, inside)
                yield from _around(option.content, inside)


def _issue(point: OpenPoint, names: dict[str, list[str]], around: dict[str, Place], said: Statements) -> Issue:
    parent = around.get(point.id)
    doubts = [point.why] if point.for_review else []
    remarks = [f"said of it: {words}" for words in said.remarks.get(point.id, ())]
    return Issue(
        id=point.id,
        title=point.provision_label,
        question=point.question,
        options=tuple(_options(point, names[point.id])),
        only_if=Point(issue=parent[0], option=names[parent[0]][parent[1] or 0]) if parent else None,
        text=DRAFT,
        choice=point.id,
        source=DRAFT,
        evidence="seen",
        note="; ".join((*doubts, *remarks)) or None,
    )


def _options(point: OpenPoint, names: Sequence[str]) -> Iterator[IssueOption]:
    if point.kind == "bracket":
        words = _few(point.options[0].text)
        yield IssueOption(id="keep", label=f"with “{words}”", in_text="keep")
        yield IssueOption(id="drop", label="without these words", in_text="drop")
        return
    for name, option in zip(names, point.options, strict=True):
        words = "no words" if option.null else _few(option.text) or "no words"
        yield IssueOption(id=name, label=words, in_text=None if " at place " in name else name)


def _few(words: str) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= _SHOWN else " ".join(parts[:_SHOWN]) + " …"


def _positions(
    made: Iterable[Statement], names: dict[str, list[str]], doubtful: dict[str, str], remarks: list[Remark]
) -> Iterator[Position]:
    """One position with a stance at most for each party and option; the words of every other statement beside it."""
    grouped: dict[tuple[str, str, int | None], list[Statement]] = {}
    for one in made:
        grouped.setdefault((one.party, one.choice, one.option), []).append(one)
    for same in grouped.values():
        for one in _settled(same, remarks):
            option = None if one.option is None else names[one.choice][one.option]
            yield Position(
                party=one.party,
                issue=one.choice,
                option=option,
                stance=one.stance,
                subject_to=one.subject_to,
                words=one.words,
                source=DRAFT,
                evidence="seen",
                confidence="low" if one.choice in doubtful else None,
                note=doubtful.get(one.choice),
            )


def _settled(same: list[Statement], remarks: list[Remark]) -> Iterator[Statement]:
    """The statements of one party on one option, those that say the same put together.

    The head of a bracket goes before a note, and an objection before an acceptance. A head that names a party on both
    sides stays as it is: two statements in conflict.
    """
    heads = [one for one in same if one.stance and not one.where]
    notes = [one for one in same if one.stance and one.where]
    lead = heads or sorted(notes, key=lambda one: _STRICT.index(one.stance))[:1]
    for one in lead:
        agreeing = [note for note in notes if note is not one and (note.stance == "oppose") == (one.stance == "oppose")]
        together = [one, *agreeing]
        yield Statement(
            one.party,
            one.choice,
            one.option,
            one.stance,
            _joined(each.subject_to for each in together),
            _joined(each.words for each in together),
            one.where,
        )
    against = [note for note in notes if lead and (note.stance == "oppose") != (lead[0].stance == "oppose")]
    for note in against:
        remarks.append(_contradiction(lead[0], note))
        yield Statement(note.party, note.choice, note.option, None, words=note.words, where=note.where)
    yield from (one for one in same if one.stance is None)


def _joined(words: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, words))) or None


def _contradiction(head: Statement, note: Statement) -> Remark:
    return Remark(
        "remark",
        f"{note.where} says something else of {note.party} on {note.choice} than {head.where or 'the bracket'}",
        why=f"“{note.words}”",
        remedy=f"the objection of {head.party} counts, the other words are kept: ask {head.party} which holds"
        if head.stance == "oppose"
        else f"what the bracket says counts, the words of the note are kept: ask {head.party} which holds",
        section="positions",
    )


def _parties(instrument: Instrument, made: Iterable[Statement], remarks: list[Remark]) -> Iterator[Party]:
    """Everybody the draft names, in alphabetical order of their codes."""
    stances: dict[str, bool] = {}
    for one in made:
        stances[one.party] = stances.get(one.party, False) or one.stance is not None
    explained = set(instrument.convention.parties.values())
    for code in sorted(stances, key=lambda code: (code.casefold(), code)):
        known = is_known(code)
        if not known and code not in explained:
            remarks.append(
                Remark(
                    "remark",
                    f"the code {code} stands for no known party",
                    why="it takes a position and is counted as a delegation"
                    if stances[code]
                    else "it takes no position and is not counted as a delegation",
                    remedy="correct the draft, or explain the code in a convention file",
                    section="parties",
                    fact=code,
                )
            )
        yield party_of(code, decides=None if known else stances[code])


def _left_out(said: Statements) -> Iterator[Remark]:
    if said.loose:
        yield Remark(
            "remark",
            f"what is said at {_listed(said.loose)} is in no position",
            why="it is about words that are not open",
            remedy="read it in the draft; what matters can be added to the case as a position on an issue of its own",
            section="positions",
        )
    if said.commentary:
        yield Remark(
            "remark",
            f"{_listed(sorted(said.commentary))} {'is' if len(said.commentary) == 1 else 'are'} no issue",
            why="the brackets hold a remark and no words of the text",
            remedy="look at them with: travaux issues",
            section="issues",
        )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
