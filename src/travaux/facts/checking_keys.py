"""What single facts hold: keys nobody knows, ids used twice, recollections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from travaux.facts.checking_ground import Ground
from travaux.facts.fact import Fact, Part
from travaux.facts.loading_intake import key_of_line
from travaux.facts.nearest import nearest

__all__ = ["check_keys"]

# As like as a word and its misspelling; the content under such a key is lost on the engine.
_SLIP = 0.75
_FREE = ("state_", "refs_", "x_")


def check_keys(ground: Ground) -> None:
    """Remark on unknown keys, ids that stand for two facts, and what is recalled only."""
    for section, fact in ground.everything():
        for part, inside in _parts(fact):
            for key in part.model_extra or ():
                if not key.startswith(_FREE):
                    _unknown_key(ground, section, fact, part, inside, key)
        if fact.evidence == "recalled":
            ground.note(
                "remark",
                f"{ground.name(section, fact)} is recalled, not checked: left out of every answer",
                section,
                fact,
                remedy="check it against its source and mark it seen, or remove it",
            )
    for section in ground.sections:
        _twice(ground, section)


def _parts(part: Part, inside: str = "") -> Iterator[tuple[Part, str]]:
    yield part, inside
    for name, value in part.__dict__.items():
        if isinstance(value, Part):
            yield from _parts(value, name)
        elif type(value) is tuple:
            for each in value:
                if isinstance(each, Part):
                    yield from _parts(each, name)


@cache
def _names(kind: type[Part]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _unknown_key(ground: Ground, section: str, fact: Fact, part: Part, inside: str, key: str) -> None:
    names = [name for name in _names(type(part)) if name not in part.model_fields_set]
    near = nearest(key, names)
    place = f" (in `{inside}`)" if inside else ""
    remedy = f"did you mean {near!r}?" if near else f"correct it, or let it begin with x_ if it is yours: x_{key}"
    if not near and (part.model_extra or {})[key] is None:
        remedy = "put words that hold a comma or a colon in double quotes"
    ground.note(
        "error" if nearest(key, names, _SLIP) else "remark",
        f"{ground.name(section, fact)} has the unknown key {key!r}{place}; it is not used",
        section,
        fact,
        remedy=remedy,
    )


def _twice(ground: Ground, section: str) -> None:
    first: dict[str, Fact] = {}
    more: dict[str, list[Fact]] = {}
    for fact in ground.sections[section]:
        if first.setdefault(fact.id, fact) is not fact:
            more.setdefault(fact.id, [first[fact.id]]).append(fact)
    for name, same in more.items():
        if name:
            keys = (key_of_line(section, name, nth) for nth in range(1, len(same) + 1))
            lines = [str(ground.lines[key]) for key in keys if key in ground.lines]
            ground.note(
                "error",
                f"the id {name!r} stands for {len(same)} facts in `{section}`",
                section,
                *same,
                why=f"on lines {', '.join(lines)}" if lines else "",
                remedy="give each an id of its own, or none",
            )
