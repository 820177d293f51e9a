"""One text out of a base and the versions of many parties: words where all agree, choices where they do not.

The choices made here are bare: they say who asks for what, and how they are printed is settled afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import repeat

from travaux.text.consolidating.editing import Edit, edits_between, shifted
from travaux.text.consolidating.elements import (
    Element,
    Names,
    Paragraph,
    changed,
    is_space,
    nodes_of,
    paragraph_with,
)
from travaux.text.consolidating.regions import Region, Wording, clusters, edges_apart, regions, wording_of
from travaux.text.consolidating.versions import Version
from travaux.text.model import Change, Choice, Node, Note, Option, Stream
from travaux.text.stream import joined

__all__ = ["BARE", "Composer", "Scene", "choice_of"]

BARE = "\x00bare"
"""The id of a choice whose print is not settled yet."""
_DEEPEST = 8
Descend = Callable[[Stream, Mapping[str, Version], Names], Stream]


@dataclass(frozen=True, slots=True)
class Scene:
    """Words that parties share as a stem, and what each changes in them.

    `agreed` says that the stem is the base, so that leaving words out opposes them; else the stem is new, and having
    words proposes them. `opposed` are those who ask for something else than the whole stem; `struck` says which party
    struck which element, by whom and when.
    """

    stem: Paragraph
    start: int
    end: int
    edits: Mapping[str, Sequence[Edit]]
    holders: tuple[str, ...]
    agreed: bool
    opposed: tuple[str, ...] = ()
    struck: Mapping[int, Mapping[str, Change]] = field(default_factory=dict)
    depth: int = 0


def choice_of(options: Sequence[Option], holders: tuple[str, ...], places: Mapping[str, int]) -> Choice:
    """A bare choice; who stands in `places` has that option, from 1, the others none."""
    texts = _texts(holders, 0)
    if len(places) > len(holders) // 2:
        texts = _texts(holders, 1)
        changes = {party: 0 for party in holders if party not in places} | {p: n for p, n in places.items() if n != 1}
    else:
        changes = dict(places)
    if changes:
        row = list(texts)
        at = _at(holders)
        for party, place in changes.items():
            row[at[party]] = (party, place)
        texts = tuple(row)
    return Choice(BARE, "bracket" if len(options) == 1 else "alternatives", tuple(options), texts=texts)


@lru_cache(maxsize=256)
def _texts(holders: tuple[str, ...], place: int) -> tuple[tuple[str, int], ...]:
    return tuple(zip(holders, repeat(place)))


@lru_cache(maxsize=256)
def _at(holders: tuple[str, ...]) -> dict[str, int]:
    return {party: place for place, party in enumerate(holders)}


class Composer:
    """Composes words; `anonymous` orders options by their words, so that the order tells nothing of who asked.

    `descend` lays what parties change in the words of an option over these words.
    """

    def __init__(self, *, anonymous: bool, descend: Descend | None = None) -> None:
        self.anonymous = anonymous
        self.descend = descend

    def words(self, scene: Scene, comments: Sequence[tuple[int, Note]] = ()) -> list[Node]:
        """The words of a scene, and comments before the elements they belong to."""
        result: list[Node] = []
        waiting = sorted(comments, key=lambda item: item[0])
        place = scene.start
        for region in _all_sayable(scene):
            place = self._plain(scene, place, region.start, waiting, result)
            parts = edges_apart(scene.stem.keys, region) if scene.agreed else [region]
            result += [self._within(scene, part) or self._choice(scene, part) for part in parts]
            place = region.end
        self._plain(scene, place, scene.end, waiting, result)
        result += [note for _, note in waiting]
        return result

    def alike(
        self, members: Mapping[str, Paragraph], depth: int = 0, comments: Sequence[tuple[int, Note]] = ()
    ) -> list[Node]:
        """The words of paragraphs that say nearly the same: those of the first, and in choices what others change."""
        first = next(iter(members.values()))
        known: dict[int, list[Edit]] = {}
        for own in members.values():
            if own.key != first.key and id(own) not in known:
                known[id(own)] = edits_between(first, own)
        edits = {party: known[id(own)] for party, own in members.items() if id(own) in known}
        said = list(comments)
        for party, own in members.items():
            said += [(shifted(edits.get(party, ()), place), note) for place, note in own.comments]
        scene = Scene(first, 0, len(first.keys), edits, tuple(sorted(members)), agreed=False, depth=depth)
        return self.words(scene, distinct(said))

    def order(self, wording: Wording) -> object:
        """What options are sorted by."""
        return wording.keys if self.anonymous else (wording.parties[0], wording.keys)

    def _plain(
        self, scene: Scene, start: int, end: int, waiting: list[tuple[int, Note]], result: list[Node]
    ) -> int:
        while waiting and waiting[0][0] <= end:
            upto, note = max(waiting[0][0], start), waiting.pop(0)[1]
            result += nodes_of(self._struck(scene, start, upto))
            result.append(note)
            start = upto
        result += nodes_of(self._struck(scene, start, end))
        return end

    @staticmethod
    def _struck(scene: Scene, start: int, end: int) -> Sequence[Element]:
        elements = scene.stem.elements[start:end]
        if not scene.struck or not scene.opposed:
            return elements
        result: list[Element] = []
        for place, element in enumerate(elements, start):
            by = scene.struck.get(place, {})
            change = next((by[party] for party in scene.opposed if party in by), None)
            result.append(changed(element, change) if change else element)
        return result

    def _within(self, scene: Scene, region: Region) -> Choice | None:
        """The choice of the base that all who change it change only within, or None if somebody does otherwise."""
        if self.descend is None or not all(edit.inner for own in region.edits.values() for edit in own):
            return None
        choice = scene.stem.elements[region.start]
        if not isinstance(choice, Choice):
            return None
        options: list[Option] = []
        for place, option in enumerate(choice.options):
            versions = {party: own[0].inner[place] for party, own in region.edits.items()}
            if any(each.changes or each.numbers for each in versions.values()):
                everybody = {party: versions.get(party) or Version() for party in scene.holders}
                option = replace(option, content=self.descend(option.content, everybody, scene.stem.names))
            options.append(option)
        return replace(choice, options=tuple(options))

    def _choice(self, scene: Scene, region: Region) -> Choice:
        stem = scene.stem
        keys = tuple(stem.keys[region.start : region.end])
        found: dict[tuple[str, ...], Wording] = {}
        for party, own in region.edits.items():
            elements, named = wording_of(stem.elements, stem.keys, region.start, region.end, own)
            found.setdefault(named, Wording(named, elements, [])).parties.append(party)
        found.pop(keys, None)  # the words of the stem after all
        for wording in found.values():
            wording.parties.sort()
        wordings = sorted(found.values(), key=self.order)  # type: ignore[arg-type]
        kept = [w for w in wordings if all(edit.keeps for party in w.parties for edit in region.edits[party])]
        near, groups = clusters(keys, wordings, self.order, kept) if scene.depth < _DEEPEST else ([], _apart(wordings))
        away = tuple(sorted(party for each in wordings if each not in near for party in each.parties))
        within = tuple(party for party in scene.holders if party not in away)
        options: list[Option] = []
        places: dict[str, int] = {}
        if not Wording(keys, (), []).empty:
            edits = {party: region.edits[party] for each in near for party in each.parties}
            inner = Scene(
                stem, region.start, region.end, edits, within, scene.agreed, (*scene.opposed, *away), scene.struck,
                scene.depth + 1,
            )
            content = joined(self.words(inner))
            options.append(Option(content, opposes=away) if scene.agreed else Option(content, backs=within))
            places = dict.fromkeys(within, 1)
        for group in groups:
            members = tuple(sorted(party for each in group for party in each.parties))
            options.append(Option(self._group(group, scene), backs=members))
            places.update(dict.fromkeys(members, len(options)))
        return choice_of(options, scene.holders, places)

    def _group(self, group: list[Wording], scene: Scene) -> tuple[Node, ...]:
        """Wordings of one group: the first, with what the others change in it."""
        names = scene.stem.names
        if len(group) == 1:
            return joined(nodes_of(group[0].elements))
        paragraphs = {}
        for each in group:
            shared = paragraph_with(each.elements, each.keys, names)
            paragraphs.update(dict.fromkeys(each.parties, shared))
        return joined(self.alike(paragraphs, scene.depth + 1))


def _all_sayable(scene: Scene) -> Iterator[Region]:
    """The regions of a scene as brackets can show them; one that needs the first word of the next takes all of it."""
    held: Region | None = None
    for found in regions(scene.stem.keys, scene.edits):
        if held is not None and found.start < held.end:
            parties = sorted({*held.edits, *found.edits})
            edits = {party: [*held.edits.get(party, ()), *found.edits.get(party, ())] for party in parties}
            held = _sayable(scene, Region(held.start, max(held.end, found.end), edits))
            continue
        if held is not None:
            yield held
        held = _sayable(scene, found)
    if held is not None:
        yield held


def _sayable(scene: Scene, region: Region) -> Region:
    """The region, with the next word if one of its wordings would be a space alone, which no bracket can show."""
    stem = scene.stem
    wordings = [wording_of((), stem.keys, region.start, region.end, own)[1] for own in region.edits.values()]
    wordings.append(tuple(stem.keys[region.start : region.end]))
    if not any(keys and is_space(keys[0]) and all(map(is_space, keys)) for keys in wordings):
        return region
    end = next((n + 1 for n in range(region.end, scene.end) if not is_space(stem.keys[n])), region.end)
    return replace(region, end=end)


def _apart(wordings: list[Wording]) -> list[list[Wording]]:
    return [[each] for each in wordings if not each.empty]


def distinct(comments: Sequence[tuple[int, Note]]) -> list[tuple[int, Note]]:
    """Comments without those that say again what another says at that place."""
    seen: set[tuple[str, str, tuple[Node, ...]]] = set()
    result: list[tuple[int, Note]] = []
    for place, note in comments:
        said = (note.author, note.date, note.content)
        if said not in seen:
            seen.add(said)
            result.append((place, note))
    return result


