"""What somebody wants traced: an issue of the case, a choice, a provision, or words of the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.lineage.chain import Chain, unit_at
from travaux.lineage.following import Kind, Stand, choice_stand, unit_stand, word_stand
from travaux.text.comparing.printed import WORD, Printed, words_in

if TYPE_CHECKING:
    from travaux.facts.case import Case
    from travaux.facts.model import Issue

__all__ = ["Located", "locate", "place_of_issue"]

_SAMPLE = 8  # words of a provision that an error shows
_MORE = 5  # further places that are named


@dataclass(frozen=True, slots=True)
class Located:
    """What is traced, and where it was found first.

    `number` is the place of that version in the chain; `issue` is the issue of the case, if it is one; `also` are other
    provisions of the same version in which the same words stand.
    """

    kind: Kind
    name: str
    number: int
    stand: Stand
    issue: Issue | None = None
    also: tuple[str, ...] = ()


def locate(chain: Chain, what: str, case: Case | None = None) -> Located:
    """Find what a user names.

    Args:
        chain: the versions.
        what: the id of an issue of the case; the id of a choice (`art12.c1`) or provision (`art12.p3`), in the latest
            version that has it, or in one that is named before a colon (`rev1:art12.c1`); or words of the text.
        case: the case, for its issues.

    Raises:
        TravauxError: if there is nothing of that name and the words stand nowhere; it names what comes close.
    """
    wanted = " ".join(what.split())
    if not wanted:
        raise TravauxError("nothing to trace is named", remedy="give an issue, a choice, a provision, or words")
    if case is not None and any(issue.id == wanted for issue in case.issues):
        issue = case.issue(wanted)
        number, choice = place_of_issue(chain, issue, case)
        return Located("choice", issue.title or issue.id, number, choice_stand(chain.text(number), choice), issue)
    head, colon, rest = wanted.partition(":")
    version = chain.place_of(head.strip()) if colon else None
    numbers = [version] if version is not None else list(reversed(range(len(chain.versions))))
    name = rest.strip() if version is not None else wanted
    found = _by_id(chain, numbers, name) or _by_words(chain, numbers, name)
    if found is None:
        raise _nowhere(chain, wanted, case)
    return found


def place_of_issue(chain: Chain, issue: Issue, case: Case) -> tuple[int, str]:
    """The version that holds the choice of an issue, and the id of the choice there.

    Raises:
        TravauxError: if the issue names no choice, or names one that the version does not have.
    """
    if issue.choice is None:
        linked = [each.id for each in case.issues if each.choice is not None]
        raise TravauxError(
            f"the issue {issue.id!r} is in no text",
            where=case.name,
            why="the case does not say which choice of which draft it is",
            remedy="give it text and choice in case.yaml"
            + (f"; issues that have them: {', '.join(linked[:12])}" if linked else ""),
        )
    number = _version_of(chain, issue)
    if number is None or issue.choice not in chain.text(number).choices:
        draft = issue.text or "any draft of the case"
        raise TravauxError(
            f"the choice {issue.choice!r} of the issue {issue.id!r} is not in {draft}",
            where=case.name,
            remedy="see the choices with travaux issues DRAFT, and correct text and choice of the issue",
        )
    return number, issue.choice


def _version_of(chain: Chain, issue: Issue) -> int | None:
    if issue.text is not None:
        return chain.place_of(issue.text)
    holding = (n for n in reversed(range(len(chain.versions))) if issue.choice in chain.text(n).choices)
    return next(holding, None)


def _by_id(chain: Chain, numbers: list[int], name: str) -> Located | None:
    for number in numbers:
        text = chain.text(number)
        if name in text.choices:
            return Located("choice", name, number, choice_stand(text, name))
    for number in numbers:
        text = chain.text(number)
        for index, unit in enumerate(text.units):
            if unit.id == name:
                units = range(index, max(unit.last, index + 1))
                return Located("provision", text.label(index), number, unit_stand(text, units))
    return None


def _by_words(chain: Chain, numbers: list[int], words: str) -> Located | None:
    wanted = [key for key in map(_folded, words_in(words)) if key[:1].isalnum()]
    if not wanted:
        return None
    for number in numbers:
        text = chain.text(number)
        places = _places(text, wanted)
        if places:
            others = dict.fromkeys(text.label(unit_at(text, place[0])) for place in places[1:])
            where = text.label(unit_at(text, places[0][0]))
            also = tuple(other for other in others if other != where)[:_MORE]
            return Located("words", f"“{words}”", number, word_stand(text, places[0]), also=also)
    return None


def _folded(token: str) -> str:
    return token.strip().casefold()


def _places(text: Printed, wanted: list[str]) -> list[range]:
    """The tokens from the first to the last word of each place where the words stand one after another."""
    keys = text.keys
    held = [n for n, kind in enumerate(text.kinds) if kind == WORD and keys[n][:1].isalnum()]
    words = [keys[n].casefold() for n in held]
    found: list[range] = []
    start, size = 0, len(wanted)
    while True:
        try:
            start = words.index(wanted[0], start)
        except ValueError:
            return found
        if words[start : start + size] == wanted:
            found.append(range(held[start], held[start + size - 1] + 1))
        start += 1


def _nowhere(chain: Chain, wanted: str, case: Case | None) -> TravauxError:
    names = [issue.id for issue in case.issues] if case is not None else []
    for number in reversed(range(len(chain.versions))):
        names += [*chain.text(number).choices, *(unit.id for unit in chain.text(number).units if unit.begins)]
    folded = {name.casefold(): name for name in reversed(names)}
    close = [folded[name] for name in get_close_matches(wanted.casefold(), list(folded), n=4, cutoff=0.5)]
    like = _nearest_words(chain, wanted)
    where = case.name if case is not None else ""
    return TravauxError(
        f"there is no issue, choice, provision or passage {wanted!r}",
        where=where,
        why="; ".join(filter(None, ["close to it: " + ", ".join(close) if close else "", like])),
        remedy="name an issue of the case, an id that travaux issues prints, or words as they stand in one version",
    )


def _nearest_words(chain: Chain, wanted: str) -> str:
    """The provision that has most of the words, if it has half of them."""
    keys = {_folded(token) for token in words_in(wanted)}
    best: tuple[int, str] = (0, "")
    for number in reversed(range(len(chain.versions))):
        text = chain.text(number)
        counts: Counter[int] = Counter()
        for unit_number, unit in enumerate(text.units):
            counts[unit_number] = len(keys & {key.casefold() for key in text.keys[unit.start : unit.end]})
        for unit_number, shared in counts.most_common(1):
            if shared > best[0]:
                sample = " ".join(text.text(unit_number).split()[:_SAMPLE])
                version = chain.versions[number].shown
                best = (shared, f"most of the words stand in {text.label(unit_number)} of {version}: “{sample} …”")
    return best[1] if len(keys) > 1 and 2 * best[0] >= len(keys) else ""
