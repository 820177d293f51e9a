"""What happened to the words of one delegation from one version to the next."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.lineage.chain import Step
from travaux.lineage.changed import ChangeLine
from travaux.lineage.mine import Named, Names, named_in, option_at, units_of
from travaux.lineage.versions import Version
from travaux.text.comparing import ChoiceChange, ProvisionChange
from travaux.text.comparing.printed import WORD, Printed
from travaux.text.comparing.words import is_word
from travaux.text.wording import counted, words_of

__all__ = ["brackets_gone", "joined", "text_touched"]


def text_touched(step: Step, version: Version, names: Names, who: str) -> Iterator[ChangeLine]:
    """Provisions and options with words that a delegation backs, as far as they changed.

    Args:
        step: what happened up to `version`.
        version: the later version.
        names: what the delegation is called.
        who: its name for readers.
    """
    mine = {name: named for name, named in named_in(step.old, names).items() if named.backs}
    units = units_of(step.old, mine)
    rows = dict.fromkeys(step.row_of_old[unit] for unit in units if unit in step.row_of_old)
    for row in rows:
        text = _row_text(step, row)
        if text:
            choice = next(units[unit] for unit in row.link.old if unit in units)
            where = ", ".join(dict.fromkeys(row.new_labels or row.old_labels))
            provision = (row.new or row.old)[0]
            yield _line(row.kind, f"{text}; {who} backs words in it", version, where, provision, choice)
    ids = {step.old.units[unit].id for unit in units}
    for each in step.comparison.reopened:
        if each.old and each.old in ids:
            text = f"agreed text touched again ({each.how}) in a provision with words {who} backs: “{each.words}”"
            yield _line("reopened", text, version, each.where, each.new or each.old, words=each.words)
    for change in step.changes(mine, ()):
        yield from _option_touched(step, change, mine[change.id_old or ""], version, names, who)


def _row_text(step: Step, row: ProvisionChange) -> str:
    old, new = ", ".join(dict.fromkeys(row.old_labels)), ", ".join(dict.fromkeys(row.new_labels))
    if not row.new:
        return f"{old} is no longer in the text"
    if row.kind in ("split", "merged"):
        return f"{old} was {row.kind}, now {new}"
    left = sum(_outside(step.old, span.old) for span in row.spans if span.act == "deleted")
    came = sum(_outside(step.new, span.new) for span in row.spans if span.act == "inserted")
    # What changed in brackets is told of the brackets themselves.
    return f"reworded round it: {counted(left, 'word')} out, {came} in" if row.reworded and (left or came) else ""


def _outside(text: Printed, tokens: tuple[int, int]) -> int:
    """The words among some tokens that stand outside brackets."""
    return sum(
        text.kinds[token] == WORD and not text.places[token] and is_word(text.keys[token]) for token in range(*tokens)
    )


def _option_touched(
    step: Step, change: ChoiceChange, named: Named, version: Version, names: Names, who: str
) -> Iterator[ChangeLine]:
    quoted = f"“{change.words}”" if change.words else "no words"
    after = step.new.choices.get(change.id_new or "")
    text = ""
    if change.fate == "option_dropped" and option_at(named.choice, change.option) in named.backs:
        text = f"{change.option}, which {who} backs, was dropped: {quoted}"
    elif change.fate == "option_added":
        text = f"{change.option} was added beside words {who} backs: {quoted}"
    elif change.fate == "option_reworded" and after is not None:
        place = option_at(after, change.option)
        if place is not None and names.any_of(after.options[place].backs):
            text = f"{change.option}, which {who} backs, reads now: {quoted}"
    if text:
        yield _of_choice(change, change.fate, text, version)


def brackets_gone(step: Step, version: Version, names: Names, who: str) -> Iterator[ChangeLine]:
    """Choices in which a delegation was named and that are no longer open."""
    mine = named_in(step.old, names)
    for change in step.changes(mine, ()):
        if change.fate in ("closed", "dropped") and change.id_old is not None:
            what, text = _outcome(change, mine[change.id_old], who)
            yield _of_choice(change, what, text, version)


def _outcome(change: ChoiceChange, named: Named, who: str) -> tuple[str, str]:
    quoted = f"“{change.words}”" if change.words else "no words"
    if change.fate == "dropped":
        return "gone", f"gone with the provision it stood in; {who} {_verb(named)} {quoted}"
    if change.option == "none":
        if named.backs:
            return "without_own_words", f"closed without the words {who} backs: {quoted}"
        return "without_opposed_words", f"closed without the words {who} opposes: {quoted}"
    place = option_at(named.choice, change.option)
    if place is None:
        return "other_wording", f"closed with other wording: {quoted}; {who} {_verb(named)} {_asked(named)}"
    if place in named.backs:
        return "to_own_words", f"closed to {_called(change)}, which {who} backs: {quoted}"
    if place in named.opposes:
        return "to_opposed_words", f"closed to {_called(change)}, which {who} opposes: {quoted}"
    if named.backs:
        return "to_other_words", f"closed to {change.option}; {who} backs another option: {quoted}"
    return "to_other_words", f"closed to {change.option}; {who} opposes another option: {quoted}"


def _asked(named: Named) -> str:
    """The words that a delegation is named for, or else against."""
    places = named.backs or named.opposes
    return " | ".join(f"“{words_of(named.choice.options[place].content)}”" for place in places)


def _called(change: ChoiceChange) -> str:
    return "its words" if change.option == "keep" else change.option


def _verb(named: Named) -> str:
    return "backs" if named.backs else "opposes"


def joined(step: Step, version: Version, names: Names, who: str) -> Iterator[tuple[str, ChangeLine]]:
    """Who was named for or against options of choices in which a delegation is named, or is no longer.

    Yields:
        `allies` or `opponents`, and the line.
    """
    before, after = named_in(step.old, names), named_in(step.new, names)
    for change in step.changes(before, after):
        named = after.get(change.id_new or "") or before.get(change.id_old or "")
        parties = names.others(change.parties)
        if change.fate not in ("backers_joined", "backers_left") or named is None or not parties:
            continue
        choice = step.new.choices[change.id_new or ""]
        place = option_at(choice, change.option)
        backing = change.stance != "oppose"
        side, why = _side(place, named, who, backing=backing)
        came = change.fate == "backers_joined"
        role = "for" if backing else "against"
        verb = f"now named {role}" if came else f"no longer named {role}"
        name = change.option.removeprefix("against ")
        text = f"{' '.join(parties)} {verb} {name}, {why}: “{change.words}”"
        what = f"{'ally' if side == 'allies' else 'opponent'}_{'joined' if came else 'left'}"
        yield side, _of_choice(change, what, text, version, parties)


def _side(place: int | None, named: Named, who: str, *, backing: bool) -> tuple[str, str]:
    if place in named.backs:
        return "allies" if backing else "opponents", f"which {who} backs"
    if place in named.opposes:
        return "opponents" if backing else "allies", f"which {who} opposes"
    if named.backs:
        return "opponents" if backing else "allies", f"a rival of words {who} backs"
    return "allies" if backing else "opponents", f"a rival of words {who} opposes"


def _of_choice(
    change: ChoiceChange, what: str, text: str, version: Version, parties: tuple[str, ...] = ()
) -> ChangeLine:
    return ChangeLine(
        what, text, version.name, version.date, change.where, change.new or change.old,
        change.id_new or change.id_old or "", option=change.option, words=change.words, parties=parties,
        source=version.shown,
    )  # fmt: skip


def _line(
    what: str, text: str, version: Version, where: str, provision: str, choice: str = "", words: str = ""
) -> ChangeLine:
    return ChangeLine(
        what, text, version.name, version.date, where, provision, choice, words=words, source=version.shown
    )
