"""What happened to something that is traced, from one version to the next, in neutral words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from travaux.lineage.chain import Chain, Step
from travaux.lineage.following import Kind, Stand, choices_of
from travaux.text.comparing import ChoiceChange
from travaux.text.comparing.printed import WORD, Printed
from travaux.text.model import Choice
from travaux.text.wording import counted

__all__ = ["Event", "events", "named_for", "told"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `what` in a word, `text` in a sentence for readers, and what it concerns.

    `what` is one of first, brought, gone, a fate of choices (`opened`, `closed`, `backers_joined` ...), `reopened`, or
    a change of the provision (`moved`, `renumbered`, `split`, `merged`, `reworded`).
    """

    what: str
    text: str
    option: str = ""
    words: str = ""
    parties: tuple[str, ...] = ()


def events(chain: Chain, number: int, stands: list[Stand], kind: Kind) -> tuple[Event, ...]:
    """What happened to something up to one version, since the version before."""
    stand = stands[number]
    if number == 0:
        return (Event("first", _first(chain, stand, kind)),) if stand.there else ()
    before = stands[number - 1]
    if not (before.there or stand.there):
        return ()
    step = chain.step(number)
    found = list(_of_choices(step, before, stand, kind))
    if not before.there:
        found = [_brought(step, stand, kind), *(event for event in found if event.what not in ("opened", "reopened"))]
    if not stand.there and not any(event.what in ("closed", "dropped") for event in found):
        found.append(Event("gone", "its words are no longer in the text"))
    if before.there and stand.there:
        found += _of_provisions(step, before, kind)
        found += _of_words(step, before, stand, kind)
    found += _reopened(step, before, stand)
    return tuple(dict.fromkeys(found))


def _first(chain: Chain, stand: Stand, kind: Kind) -> str:
    text = chain.text(0)
    named = named_for(text.choices[name] for name in choices_of(text, stand, kind)[:1])
    return "stands in the first version there is" + (f"; {named}" if named else "")


def _brought(step: Step, stand: Stand, kind: Kind) -> Event:
    names = choices_of(step.new, stand, kind)[:1]
    options = [option for name in names for option in step.new.choices[name].options]
    parties = tuple(dict.fromkeys(party for option in options for party in option.backs))
    by = f"named for it: {' '.join(parties)}" if parties else "nobody is named for it"
    how = "comes into the text in brackets" if names else "comes into the text without brackets"
    return Event("brought", f"{how}; {by}", parties=parties)


def named_for(choices: Iterable[Choice]) -> str:
    """Who is named for the options of choices that name anybody: `named for option 1: UY JM; for option 2: nobody`."""
    parts = []
    for choice in choices:
        if not any(option.backs for option in choice.options):
            continue
        alone = len(choice.options) == 1
        for number, option in enumerate(choice.options, 1):
            who = " ".join(option.backs) or "nobody"
            parts.append(f"for it: {who}" if alone else f"for option {number}: {who}")
    return "named " + "; ".join(parts) if parts else ""


def _of_choices(step: Step, before: Stand, stand: Stand, kind: Kind) -> Iterator[Event]:
    ours = choices_of(step.old, before, kind) if before.there else ()
    theirs = choices_of(step.new, stand, kind) if stand.there else ()
    for change in step.changes(ours, theirs):
        yield Event(change.fate, told(change), change.option, change.words, change.parties)


def told(change: ChoiceChange) -> str:
    """One change of a choice in a sentence.

    Example:
        >>> told(ChoiceChange("c1", None, "closed", "option 2", "may"))
        'closed to option 2: “may”'
    """
    quoted = f"“{change.words}”" if change.words else "no words"
    asked = f"; it asked: {change.question}" if change.question else ""
    who = " ".join(change.parties)
    match change.fate:
        case "closed":
            if change.option == "none":
                return f"closed: none of its words are left ({quoted})"
            if change.option == "other wording":
                return f"closed with other wording: {quoted}{asked}"
            if change.option == "keep":
                return f"closed, its words kept: {quoted}"
            return f"closed to {change.option}: {quoted}"
        case "dropped":
            return f"gone with the provision it stood in ({quoted})"
        case "opened":
            return f"bracketed: {quoted}"
        case "reopened":
            return f"bracketed again: {quoted} stood without brackets before"
        case "option_added" | "option_dropped" | "option_reworded":
            return f"{change.option} {change.fate.removeprefix('option_')}: {quoted}"
        case "backers_joined":
            return f"{who} joined {change.option}: {quoted}"
        case _:
            return f"{who} no longer named, {change.option}: {quoted}"


def _of_provisions(step: Step, before: Stand, kind: Kind) -> Iterator[Event]:
    units = before.units[:1] if kind == "provision" else before.units
    for row in dict.fromkeys(step.row_of_old[unit] for unit in units if unit in step.row_of_old):
        old, new = ", ".join(dict.fromkeys(row.old_labels)), ", ".join(dict.fromkeys(row.new_labels))
        if row.kind in ("split", "merged"):
            yield Event(row.kind, f"{row.kind}: {_both(old, new)}")
        elif row.moved:
            yield Event("moved", f"moved: {_both(old, new)}")
        elif old != new and row.new:
            yield Event("renumbered", f"renumbered: {_both(old, new)}")


def _both(old: str, new: str) -> str:
    return f"{old} is now {new}"


def _of_words(step: Step, before: Stand, stand: Stand, kind: Kind) -> Iterator[Event]:
    """Words of its own that changed; a choice tells of its options itself."""
    if before.choice and stand.choice:
        return
    ours = [token for token in before.tokens if _is_word(step.old, token)]
    theirs = [token for token in stand.tokens if _is_word(step.new, token)]
    left = [step.old.tokens[token] for token in ours if step.to[token] < 0]
    came = [step.new.tokens[token] for token in theirs if step.back[token] < 0]
    if before.choice or stand.choice or not (left or came):
        return
    if kind == "provision":
        yield from _counted(step, before, stand)
        return
    yield Event("reworded", f"reworded: “{_line(ours, step.old.tokens)}” is now “{_line(theirs, step.new.tokens)}”")


def _counted(step: Step, before: Stand, stand: Stand) -> Iterator[Event]:
    """The words of its own that a provision lost and gained; those of choices that closed or opened are told there."""
    rows = [step.row_of_old[unit] for unit in before.units if unit in step.row_of_old]
    rows += [step.row_of_new[unit] for unit in stand.units if unit in step.row_of_new]
    rows = list(dict.fromkeys(rows))
    out, come = sum(row.words_deleted for row in rows), sum(row.words_inserted for row in rows)
    if out or come:
        yield Event("reworded", f"reworded: {counted(out, 'word')} out, {come:,} in")


def _is_word(text: Printed, token: int) -> bool:
    return text.kinds[token] == WORD and text.tokens[token][:1].isalnum()


def _line(tokens: list[int], words: list[str]) -> str:
    return " ".join("".join(words[token] for token in range(tokens[0], tokens[-1] + 1)).split()) if tokens else ""


def _reopened(step: Step, before: Stand, stand: Stand) -> Iterator[Event]:
    ours = {step.old.units[unit].id for unit in before.units}
    theirs = {step.new.units[unit].id for unit in stand.units}
    for each in step.comparison.reopened:
        if (each.old and each.old in ours) or (each.new and each.new in theirs):
            now = f"; now “{each.now}”" if each.now else ""
            said = f"agreed text of the provision {_HOW[each.how]}: “{each.words}”{now}"
            yield Event("reopened", said, words=each.words)


_HOW = {"bracketed": "bracketed", "reworded": "reworded", "opened": "given new brackets", "dropped": "dropped"}
