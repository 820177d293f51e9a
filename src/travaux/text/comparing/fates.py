"""What became of the choices of a text: which go on, which closed and to what, which were opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.text.comparing.continuing import continuing
from travaux.text.comparing.model import ChoiceChange, Link
from travaux.text.comparing.rivals import Paired, option_name, paired, reworded, stances
from travaux.text.comparing.settling import Outcome, Settler
from travaux.text.comparing.sides import Side
from travaux.text.issues import issues
from travaux.text.model import Choice, Note, Stream
from travaux.text.stream import choices
from travaux.text.wording import words_of

__all__ = ["Fates", "choice_changes", "fates"]


BEFORE = 6  # nodes that may hold the words before a choice


@dataclass(frozen=True, slots=True)
class Fates:
    """Which choices go on as which, and how the others were settled.

    `pairs` are the options of those that go on, by their ids in both texts; `closing` is the outcome of each other
    choice of the old text in the new one, `opening` that of each other choice of the new text in the old one.
    """

    pairs: dict[tuple[str, str], Paired]
    closing: dict[str, Outcome]
    opening: dict[str, Outcome]

    def left(self, old: Side) -> set[int]:
        """Places of the old text whose words a closing choice dropped."""
        return _untaken(old, self.closing)

    def brought(self, new: Side) -> set[int]:
        """Places of the new text whose words an opening choice brought."""
        return _untaken(new, self.opening)

    def own(self, old: Side, new: Side) -> tuple[set[int], set[int]]:
        """Places whose words belong to a choice that closed, or to one that opened."""
        closed = {name: outcome for name, outcome in self.closing.items() if outcome.how != "gone"}
        return _belonging(old, closed), _belonging(new, self.opening)


def fates(old: Side, new: Side, links: Sequence[Link]) -> Fates:
    """What became of every choice of two texts whose words are matched."""
    going = continuing(old, new)
    pairs = {(here, there): paired(here, there, old, new) for here, there in going.items()}
    ours = {here: frozenset(i for i, _ in pair.both) for (here, _), pair in pairs.items()}
    theirs = {there: frozenset(j for _, j in pair.both) for (_, there), pair in pairs.items()}
    closing = Settler(old, new, links).all(ours)
    opening = Settler(new, old, links, backwards=True).all(theirs)
    return Fates(pairs, closing, opening)


def _untaken(side: Side, outcomes: dict[str, Outcome]) -> set[int]:
    """The places of options that were not taken where it is certain which was."""
    known = {name: outcome for name, outcome in outcomes.items() if outcome.how in ("option", "none")}
    return _belonging(side, known)


def _belonging(side: Side, outcomes: dict[str, Outcome]) -> set[int]:
    return {
        inner
        for name, outcome in outcomes.items()
        for position, place in enumerate(side.options(name))
        if outcome.how != "option" or position != outcome.position
        for inner in side.below(place)
    }


def choice_changes(found: Fates, old: Side, new: Side, streams: tuple[Stream, Stream]) -> tuple[ChoiceChange, ...]:
    """What happened to choices, in the order of the new text, with what is gone where it stood."""
    told: list[tuple[int, int, ChoiceChange]] = []
    questions = _Questions(streams)
    for number, (here, there) in enumerate(found.pairs):
        told += [
            (new.link_of[new.unit_of_choice(there)], number, change)
            for change in _gone_on(here, there, found.pairs[here, there], old, new, questions)
        ]
    for number, (here, outcome) in enumerate(found.closing.items()):
        told.append((old.link_of[old.unit_of_choice(here)], number, _settled(here, outcome, old, new, questions)))
    for number, (there, outcome) in enumerate(found.opening.items()):
        told.append((new.link_of[new.unit_of_choice(there)], number, _arisen(there, outcome, old, new, questions)))
    told.sort(key=lambda each: each[0])
    return tuple(change for _, _, change in told)


class _Questions:
    """What was or is open, in a few words; only paragraphs are read in which a question is asked."""

    def __init__(self, streams: tuple[Stream, Stream]) -> None:
        self._streams = streams
        self._at: dict[int, dict[str, int]] = {}
        self._known: dict[tuple[int, int], dict[str, str]] = {}

    def ask(self, text: int, choice: str) -> str:
        stream = self._streams[text]
        if text not in self._at:
            self._at[text] = {
                inner.id: index
                for index, node in enumerate(stream)
                if isinstance(node, Choice | Note)
                for inner in choices((node,))
            }
        index = self._at[text].get(choice)
        if index is None:
            return ""
        if (text, index) not in self._known:
            first = max(0, index - BEFORE)
            self._known[text, index] = {issue.id: issue.question for issue in issues(stream[first : index + 1])}
        return self._known[text, index].get(choice, "")


def _gone_on(
    here: str, there: str, pair: Paired, old: Side, new: Side, questions: _Questions
) -> Iterator[ChoiceChange]:
    before, after = old.text.choices[here], new.text.choices[there]
    if before.options == after.options:
        return
    units = old.unit_of_choice(here), new.unit_of_choice(there)
    common = {
        "id_old": here, "id_new": there, "old": old.text.units[units[0]].id, "new": new.text.units[units[1]].id,
        "where": new.text.label(units[1]),
    }

    def change(**what: object) -> ChoiceChange:
        return ChoiceChange(**common, question=questions.ask(1, there), **what)  # type: ignore[arg-type]

    for i in pair.dropped:
        words = words_of(before.options[i].content)
        yield change(fate="option_dropped", option=option_name(before, i), words=words)
    for j in pair.added:
        words = words_of(after.options[j].content)
        yield change(fate="option_added", option=option_name(after, j), words=words)
    ours, theirs = old.options(here), new.options(there)
    for i, j in pair.both:
        name, words = option_name(after, j), words_of(after.options[j].content)
        if reworded(old, new, ours[i], theirs[j]):
            yield change(fate="option_reworded", option=name, words=words)
        for stance, joined, parties in stances(before.options[i], after.options[j]):
            fate = "backers_joined" if joined else "backers_left"
            option = name if stance == "back" else f"against {name}"
            yield change(fate=fate, option=option, words=words, parties=parties, stance=stance)


def _settled(here: str, outcome: Outcome, old: Side, new: Side, questions: _Questions) -> ChoiceChange:
    choice, unit = old.text.choices[here], old.unit_of_choice(here)
    words = " | ".join(filter(None, (words_of(option.content) for option in choice.options)))
    option = {"none": "none", "other": "other wording"}.get(outcome.how, "")
    if outcome.how == "option":
        option, words = option_name(choice, outcome.position), words_of(choice.options[outcome.position].content)
    elif outcome.how == "other":
        words = _passages(outcome.now, new)
    return ChoiceChange(
        here, None, "dropped" if outcome.how == "gone" else "closed", option, words,
        old=old.text.units[unit].id, new=_across(old, new, unit), where=old.text.label(unit),
        question=questions.ask(0, here),
    )


def _passages(tokens: Sequence[int], side: Side) -> str:
    """The passage of each unit from the first to the last of some of its words."""
    ends: dict[int, tuple[int, int]] = {}
    for token in tokens:
        unit = side.unit_of(token)
        ends[unit] = ends.get(unit, (token, 0))[0], token + 1
    return " … ".join(side.printed(*ends[unit]) for unit in sorted(ends))


def _arisen(there: str, outcome: Outcome, old: Side, new: Side, questions: _Questions) -> ChoiceChange:
    choice, unit = new.text.choices[there], new.unit_of_choice(there)
    words, option = " | ".join(filter(None, (words_of(each.content) for each in choice.options))), ""
    if outcome.how == "option":
        option, words = option_name(choice, outcome.position), words_of(choice.options[outcome.position].content)
    return ChoiceChange(
        None, there, "reopened" if outcome.how == "option" else "opened", option, words,
        old=_across(new, old, unit), new=new.text.units[unit].id, where=new.text.label(unit),
        question=questions.ask(1, there),
    )


def _across(here: Side, there: Side, unit: int) -> str:
    """The id of the first unit of the other text that a unit is linked with, or empty."""
    other = there.first_of.get(here.link_of[unit])
    return "" if other is None else there.text.units[other].id
