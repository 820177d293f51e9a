"""A package as the text that it yields."""

from __future__ import annotations

from dataclasses import dataclass, replace

from travaux.consensus.results import PackageFound
from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.text import Instrument
from travaux.text.model import Break, Stream
from travaux.text.wording import words_of

__all__ = ["CleanText", "clean_text"]


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text of a package. `open` counts the choices left open, `unlinked` issues without a choice in it."""

    text: Instrument
    open: int
    unlinked: tuple[str, ...]


def clean_text(case: Case, package: PackageFound) -> CleanText:
    """The draft of a case with everything chosen that a package chooses; the rest keeps its brackets.

    A choice stays open as well where nothing on record tells the option chosen from others: the package then stands for
    all of them.

    Raises:
        TravauxError: if the case has no draft, or a link of the case names no choice or option of the draft.
    """
    draft, version = case.draft(), case.latest
    if draft is None or version is None:
        raise TravauxError(
            "the case has no draft to write a clean text from",
            where=case.name,
            remedy="put the draft into the folder texts/ and name it in case.yaml under texts",
        )
    settings: dict[str, str] = {}
    unlinked = []
    for issue in case.issues:
        chosen = package.choices.get(issue.id)
        if chosen is None or issue.id in package.as_well:
            continue
        if issue.choice is None or issue.text not in (None, version.id):
            unlinked.append(issue.id)
            continue
        name = next((option.in_text for option in issue.options if option.id == chosen), None)
        settings[issue.choice] = name or chosen
    text = draft.choose(settings)
    text = replace(text, title=_title(draft, text))
    return CleanText(text, len(text.issues()), tuple(unlinked))


def _title(draft: Instrument, chosen: Instrument) -> str:
    """The title with its choices settled: the same paragraph of the chosen text; as it was if it cannot be found."""
    before, after = _paragraphs(draft.body), _paragraphs(chosen.body)
    place = next((number for number, words in enumerate(before) if words and words == draft.title), None)
    return draft.title if place is None or place >= len(after) else after[place]


def _paragraphs(stream: Stream) -> list[str]:
    """The words of each paragraph that begins outside any choice."""
    starts = [index for index, node in enumerate(stream) if isinstance(node, Break)]
    return [words_of(stream[start + 1 : end]) for start, end in zip(starts, [*starts[1:], len(stream)], strict=True)]
