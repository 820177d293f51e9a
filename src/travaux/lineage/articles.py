"""The open choices of every article, from version to version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.lineage.growth import home
from travaux.lineage.versions import Version
from travaux.text.comparing import Comparison
from travaux.text.comparing.comparing import compare_printed
from travaux.text.comparing.printed import Printed, Unit, printed
from travaux.text.growing import growing
from travaux.text.instrument import Instrument

__all__ = ["ARTICLES_DEFINITION", "ArticleLife", "articles"]

ARTICLES_DEFINITION = (
    "An article, annex, preamble or section is followed from one version to the next by the words that go on in it, "
    "whatever its number; headings outside articles are listed where they hold an open choice. A choice counts where "
    "its first mark stands."
)
"""What is counted, for the reader of the numbers."""

_NOTES = -1  # the place of choices that stand in the bodies of notes
_ARTICLES = frozenset({"article", "annex", "preamble", "section"})
_HEADING = 80  # characters


@dataclass(frozen=True, slots=True)
class ArticleLife:
    """One article in a chain of versions.

    `names` is what it is called in each version, empty where it is not there; `choices` are its open choices in each,
    None where it is not there.
    """

    names: tuple[str, ...]
    choices: tuple[int | None, ...]

    @property
    def name(self) -> str:
        """What the last version that has it calls it."""
        return next((name for name in reversed(self.names) if name), "")


def articles(versions: Sequence[Version]) -> tuple[ArticleLife, ...]:
    """The articles of a chain of versions in the order of the last one; those that went stand where they stood.

    Example:
        >>> import travaux
        >>> from travaux.lineage.versions import versions_of
        >>> found = articles(versions_of(travaux.open_case("typefaces")))
        >>> [(each.name, each.choices) for each in found if None in each.choices]
        [('Article 6 Cooperation', (None, None, 1, 0))]
    """
    held: list[_Articles] = []
    links: list[Mapping[int, int]] = []
    with growing():
        text: Printed | None = None
        # Of a version only its articles are kept: a long chain of long texts would fill the memory.
        for version in versions:
            before, text = text, printed(version.instrument.body)
            held.append(_Articles(version.instrument, text))
            if before is not None:
                old = versions[len(held) - 2].instrument
                links.append(_linked(compare_printed(old, version.instrument, before, text), *held[-2:]))
    return _lives(held, links)


def _lives(held: Sequence[_Articles], links: Sequence[Mapping[int, int]]) -> tuple[ArticleLife, ...]:
    lives: list[dict[int, int]] = []  # each one by version: the unit that is its home there
    for number, version in reversed(list(enumerate(held))):
        after = 0
        there = {life[number + 1]: life for life in lives if number + 1 in life}
        forward = links[number] if number < len(links) else {}
        for unit in version.homes:
            life = there.get(forward.get(unit, _NOTES - 1))
            if life is None:
                life = {}
                lives.insert(after, life)
            life[number] = unit
            after = 1 + next(place for place, each in enumerate(lives) if each is life)
    return tuple(_life(life, held) for life in lives if _told(life, held))


class _Articles:
    """The articles of one version, each by the unit that begins it: what it is called, and what is open in it."""

    def __init__(self, instrument: Instrument, text: Printed) -> None:
        self.home_of = [_NOTES if unit.note else home(text, place) for place, unit in enumerate(text.units)]
        self.homes = sorted(dict.fromkeys(self.home_of), key=lambda unit: (unit == _NOTES, unit))
        self.choices = Counter(self.home_of[unit] for unit in text.choice_unit.values())
        headings = {each.id: each.heading for each in instrument.outline()}
        self.names = {unit: "Notes" if unit == _NOTES else _name(text.units[unit], headings) for unit in self.homes}
        self.proper = {unit for unit in self.homes if unit != _NOTES and text.units[unit].role in _ARTICLES}


def _name(unit: Unit, headings: Mapping[str, str]) -> str:
    """What an article is called: its number and its title, or the words of a heading."""
    number = "Preamble" if unit.role == "preamble" else " ".join(unit.number.split()).strip(" .:")
    heading = headings.get(unit.id, "")
    heading = "" if heading.casefold() == number.casefold() else heading[:_HEADING].rstrip(" [")
    return f"{number} {heading}".strip() or "before the first provision"


def _linked(comparison: Comparison, old: _Articles, new: _Articles) -> Mapping[int, int]:
    """For each article of the earlier version the one it goes on as: the pairs with most words, each article once."""
    shared: Counter[tuple[int, int]] = Counter()
    for row in comparison.provisions:
        for one in row.link.old:
            for other in row.link.new:
                unit = comparison.new_text.units[other]
                shared[old.home_of[one], new.home_of[other]] += 1 + unit.end - unit.start
    found: dict[int, int] = {_NOTES: _NOTES}
    for one, other in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _life(life: Mapping[int, int], held: Sequence[_Articles]) -> ArticleLife:
    def at() -> Iterator[tuple[str, int | None]]:
        for number, version in enumerate(held):
            unit = life.get(number)
            yield ("", None) if unit is None else (version.names[unit], version.choices[unit])

    names, counts = zip(*at(), strict=True)
    return ArticleLife(names, counts)


def _told(life: Mapping[int, int], held: Sequence[_Articles]) -> bool:
    """Whether it is an article, or else holds a choice."""
    return any(unit in held[number].proper or held[number].choices[unit] for number, unit in life.items())
