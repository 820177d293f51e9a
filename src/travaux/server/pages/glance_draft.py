"""The latest draft as a chair needs it first: where most is open, who holds it, and what changed in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from travaux.errors import TravauxError
from travaux.server.pages.changes_versions import compared
from travaux.server.pages.text_reading import called, fragment_of, holdable, instrument_in, versions_in, with_notes_at
from travaux.text.comparing.rows import DEFINITIONS, remarks
from travaux.text.redline.said import KINDS, reopened_words

if TYPE_CHECKING:
    from travaux.facts.model import TextVersion
    from travaux.server.desk import Look
    from travaux.text.comparing import Comparison
    from travaux.text.comparing.model import Fate
    from travaux.text.formats.html_page import Fragment
    from travaux.text.instrument import Instrument
    from travaux.text.issues import Issue

__all__ = ["Changed", "DraftGlance", "Held", "HeldOption", "Touched", "changed_in", "draft_in"]

_MOST_LINES, _MOST_SIGNS = 14, 24_000
"""Lines of the excerpt, and characters of their HTML: a minute's reading."""
_MOST_HELD = 6
_MOST_TOUCHED = 5
_LARGE = 150_000  # characters of two drafts from which on they are compared only where somebody asks
_LONG = 220  # characters of a passage


@dataclass(frozen=True, slots=True)
class HeldOption:
    """One option of a choice in the text: its words, and who the text says backs or opposes it."""

    words: str
    backs: tuple[str, ...]
    opposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One choice in the text, with its options and the issue on record that is about it (id, empty for none)."""

    id: str
    place: str
    question: str
    options: tuple[HeldOption, ...]
    issue: str

    @property
    def named(self) -> bool:
        """Whether the text names anybody at one of the options."""
        return any(option.backs or option.opposes for option in self.options)


@dataclass(frozen=True, slots=True)
class DraftGlance:
    """The latest draft: what it is called, its choices, and the part of it with most of them.

    `blocked` says that the issue of a choice in this part is blocked.
    """

    version: TextVersion
    called: str
    choices: int
    shown: Fragment | None = None
    heading: str = ""
    here: int = 0
    lines: tuple[str, ...] = ()
    cut: bool = False
    held: tuple[Held, ...] = ()
    blocked: bool = False
    problem: TravauxError | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """Agreed text that was touched again."""

    where: str
    how: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed from the version before to the latest: counts with their definitions, reopened text first.

    `waits` says that both are long and nobody asked yet; `problem` why they cannot be compared.
    """

    old: str
    new: str
    reopened: tuple[Touched, ...] = ()
    more: int = 0
    counts: tuple[tuple[int, str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    empty: bool = False
    waits: bool = False
    problem: TravauxError | None = None


def draft_in(look: Look, blocked: frozenset[str] = frozenset()) -> DraftGlance | None:
    """The latest draft of a view; None if it has none.

    Args:
        look: what is looked at.
        blocked: ids of issues; of several parts with as many choices, one of these goes first.
    """
    version = look.case.latest
    if version is None:
        return None
    day = f" of {version.date.day} {version.date:%B} {version.date.year}" if version.date else ""
    name = f"{called(version)}{day}"
    try:
        shown, instrument = fragment_of(look, version), instrument_in(look, version)
    except TravauxError as error:
        return DraftGlance(version, name, 0, problem=error)
    key = ("draft at a glance", version.id, blocked)
    return look.answer(key, lambda: _glance(look, version, name, shown, instrument, blocked))


def _glance(
    look: Look, version: TextVersion, name: str, shown: Fragment, instrument: Instrument, blocked: frozenset[str]
) -> DraftGlance:
    issues = instrument.issues()
    if not issues:
        return DraftGlance(version, name, 0, shown)
    about = {issue.choice: issue.id for issue in look.case.issues if issue.text in (None, version.id)}
    counts = Counter(shown.places.get(issue.id, -1) for issue in issues)
    hard = {shown.places.get(issue.id, -1) for issue in issues if about.get(issue.id) in blocked}
    place, here = max(counts.items(), key=lambda each: (each[1], each[0] in hard))
    lines = shown.below(place)
    kept = with_notes_at(_first(lines), reverse("text", kwargs={"case": look.name}) + look.keeping)
    outer = [issue for issue in issues if shown.places.get(issue.id, -1) == place and issue.depth == 1]
    held = tuple(_held(look, issue, about.get(issue.id, "")) for issue in outer[:_MOST_HELD])
    heading = holdable(shown.headings[place].words) if place >= 0 else ""
    return DraftGlance(
        version, name, len(issues), shown, heading, here, kept, len(kept) < len(lines), held, place in hard
    )


def _first(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, as far as they are read in a minute; the first of all in any case."""
    size = 0
    kept: list[str] = []
    for line in lines[:_MOST_LINES]:
        size += len(line)
        if kept and size > _MOST_SIGNS:
            break
        kept.append(line)
    return tuple(kept)


def _held(look: Look, issue: Issue, about: str) -> Held:
    known = set(look.case.speakers)

    def named(codes: tuple[str, ...]) -> tuple[str, ...]:
        """Names for the codes of the draft, as far as the case has parties of that id."""
        return tuple(look.case.party_name(code.lower()) if code.lower() in known else code for code in codes)

    options = tuple(
        HeldOption(holdable(_few(f"{option.label} {option.text}".removeprefix("keep").strip()) or "no words"),
            named(option.backs), named(option.opposes))
        for option in issue.options
    )  # fmt: skip
    return Held(issue.id, holdable(issue.provision_label), holdable(issue.question), options, about)


def changed_in(look: Look, *, asked: bool) -> Changed | None:
    """What changed from the version before the latest to it; None if there are not two.

    Args:
        look: what is looked at.
        asked: whether long drafts are compared too.
    """
    versions = versions_in(look)
    if len(versions) < 2:
        return None
    latest = look.case.latest or versions[-1]
    place = versions.index(latest)
    old, new = (versions[place - 1] if place else versions[1]), latest
    try:
        size = 0
        for each in () if asked else (new, old):  # where the latest is long already, the other need not be read
            size += instrument_in(look, each).conservation.source_characters
            if size > _LARGE:
                return Changed(called(old), called(new), waits=True)
        return look.answer(("changed", old.id, new.id), lambda: _changed(compared(look, old, new), old, new))
    except TravauxError as error:
        return Changed(called(old), called(new), problem=error)


def _changed(comparison: Comparison, old: TextVersion, new: TextVersion) -> Changed:
    fates = Counter(change.fate for change in comparison.choices)
    kinds = Counter(row.kind for row in comparison.provisions)
    reopened = len(comparison.reopened)
    counts = [(reopened, f"{_noun(reopened, 'place')} of agreed text reopened", DEFINITIONS["reopened"])]
    counts += [
        (fates[fate], words.format(_noun(fates[fate], "choice")), DEFINITIONS.get(fate, _FATE))
        for fate, words in _FATES.items()
        if fates[fate]
    ]
    counts += [
        (kinds[kind], f"{_noun(kinds[kind], 'provision')} {words}", _KIND)
        for kind, words in KINDS.items()
        if kinds[kind] and kind != "same"
    ]
    touched = tuple(
        Touched(holdable(each.where), reopened_words(each), holdable(_few(each.words)), holdable(_few(each.now)))
        for each in comparison.reopened[:_MOST_TOUCHED]
    )
    return Changed(
        called(old), called(new), touched, max(0, len(comparison.reopened) - _MOST_TOUCHED), tuple(counts),
        tuple(map(holdable, remarks(comparison))), empty=comparison.empty,
    )  # fmt: skip


_FATES: dict[Fate, str] = {
    "closed": "{} closed",
    "opened": "{} opened in new words",
    "reopened": "{} opened in words that stood before",
    "option_added": "{} with an option added",
    "option_dropped": "{} with an option dropped",
    "option_reworded": "{} with an option reworded",
    "backers_joined": "{} that somebody joined",
    "backers_left": "{} that somebody left",
    "dropped": "{} dropped with the text round it",
}
_KIND = f"{DEFINITIONS['provision']}; {DEFINITIONS['kind']}"
_FATE = "choices of the later version, or of the earlier, to which this happened; one choice can count for several"


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _few(words: str) -> str:
    return words if len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …"
