"""Declarations, reservations and objections as plain text: a file for each treaty, `#` before each participant."""

from __future__ import annotations

import re
from pathlib import Path

from travaux.facts.model import Source
from travaux.facts.treaty_facts import ActionKind, Treaty
from travaux.text.formats.gate import decode, identify
from travaux.treaty.found import Found

__all__ = ["declared", "parts_of", "statements_in"]

_LABEL = re.compile(
    r"(?:^|(?<=[.;:)”\"]))\s*(?P<label>(?:Interpretative |General |Understanding and )?"
    r"(?P<sort>Declaration|Reservation|Objection|Understanding|Statement)s?"
    r"(?P<more>(?:,? and (?:declarations?|reservations?|understandings?|statements?))?)"
    r"(?: (?:made )?upon [a-z ]{4,40})?)\s*:",
)
_KINDS: dict[str, ActionKind] = {"reservation": "reservation", "objection": "objection"}


def statements_in(words: str) -> tuple[tuple[str, str], ...]:
    """The participants of a file, and what each said.

    Example:
        >>> statements_in("#Algeria\\nReservation: none.\\n\\n#Cuba\\n1. It declares\\nmore\\n")
        (('Algeria', 'Reservation: none.'), ('Cuba', '1. It declares\\nmore'))
    """
    found = []
    for part in re.split(r"^#", words, flags=re.MULTILINE)[1:]:
        name, _, said = part.partition("\n")
        found.append((" ".join(name.split()), said.strip()))
    return tuple(found)


def parts_of(said: str) -> tuple[tuple[ActionKind, str], ...]:
    """The statements of one participant, each with what its own heading calls it; without one a declaration.

    Nothing is cut that has no heading: words before the first are a part of their own.

    Example:
        >>> [kind for kind, _ in parts_of("Reservation:Not art. 2.Declarations:It reads art. 5 so.")]
        ['reservation', 'declaration']
        >>> parts_of("It reads art. 5 so.")
        (('declaration', 'It reads art. 5 so.'),)
    """
    marks = list(_LABEL.finditer(said))
    if not marks:
        return (("declaration", said),)
    found: list[tuple[ActionKind, str]] = []
    if before := said[: marks[0].start()].strip():
        found.append(("declaration", before))
    ends = [*(each.start() for each in marks[1:]), len(said)]
    for mark, end in zip(marks, ends, strict=True):
        sort = "other" if mark["more"] else mark["sort"].casefold()
        found.append((_KINDS.get(sort, "declaration"), said[mark.start() : end].strip()))
    return tuple(found)


def declared(folder: Path, found: Found) -> None:
    """Take what is declared in the files of a folder; each is named like its treaty. The texts give no days.

    Args:
        folder: files such as `4-11.txt`.
        found: takes the actions, a source for each file, and a remark on the days.
    """
    for file in sorted(folder.glob("*.txt")):
        treaty = file.stem
        words = decode(identify(file)[1], file.name)
        source = f"declarations-{treaty}"
        found.sources[source] = Source(id=source, title=f"{folder.name}/{file.name}", kind="text")
        if treaty not in found.treaties:
            found.treaties[treaty] = Treaty(id=treaty, name=treaty, source=source)
        for number, (party, said) in enumerate(statements_in(words), 1):
            for kind, part in parts_of(said):
                name = found.party(party)
                note = "the text gives no day"
                found.add_from(
                    f"{source}-{number}", treaty=treaty, party=name, kind=kind, words=part, source=source, note=note
                )
