"""The open points of a text: one row for each choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from travaux.text.model import At, Break, Choice, ChoiceForm, Note, Option, Stream
from travaux.text.outline import Path
from travaux.text.stream import first_break
from travaux.text.wording import head_words, plain_words, words_of

__all__ = ["Issue", "IssueNote", "IssueOption", "is_slashed", "issues", "row"]


@dataclass(frozen=True, slots=True)
class IssueOption:
    """One option as a row shows it: its label, words, place, attribution and who backs or opposes it."""

    label: str
    text: str
    at: At | None
    head: str
    backs: tuple[str, ...]
    opposes: tuple[str, ...]
    null: bool = False


@dataclass(frozen=True, slots=True)
class IssueNote:
    """A note on a choice, once for each party whose position it states; both are empty where it states none."""

    mark: str
    text: str
    party: str
    stance: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One choice still open.

    `depth` is 1 for a choice that stands in no other; `parent` is the id of the choice round it, or empty;
    `provision` is the id of the unit it stands in, `provision_label` its name for readers; `question` says in a few
    words what is open.
    """

    id: str
    kind: ChoiceForm
    depth: int
    parent: str
    provision: str
    provision_label: str
    question: str
    at: At | None
    head: str
    options: tuple[IssueOption, ...]
    unknown_codes: tuple[str, ...]
    notes: tuple[IssueNote, ...]
    for_review: bool
    why: str

    def concerns(self, party: str) -> bool:
        """Whether a party is named in it, as backing, opposing or in a note."""
        named = {code for option in self.options for code in (*option.backs, *option.opposes)}
        return party in named | {note.party for note in self.notes}


def issues(stream: Stream) -> tuple[Issue, ...]:
    """The open points of a stream in reading order; a choice inside another follows it."""
    return tuple(_Walk().visit(stream, 1, ""))


class _Walk:
    def __init__(self) -> None:
        self.path = Path()
        self.label: list[tuple[int, str]] = []

    def visit(self, stream: Stream, depth: int, parent: str) -> Iterator[Issue]:
        for index, node in enumerate(stream):
            if isinstance(node, Break):
                self._enter(node)
            elif isinstance(node, Choice):
                after = _notes_after(stream, index + 1)
                yield self._issue(node, depth, parent, before=_words_before(stream, index), after=after)
                for option in node.options:
                    yield from self.visit(option.head, depth + 1, node.id)
                    yield from self.visit(option.content, depth + 1, node.id)
            elif isinstance(node, Note):
                # A note has brackets of its own; they are not inside the bracket at whose mark the note hangs.
                yield from self.visit(node.content, 1, "")

    def _label(self, choice: Choice) -> str:
        """The name of the unit a choice stands in, or of the one that its brackets hold from the number on."""
        first = first_break(choice)
        label = _entered(self.label, first) if first else self.label
        return ", ".join(name for _, name in label if name) or "before the first provision"

    def _enter(self, node: Break) -> None:
        self.path.enter(node)
        self.label = _entered(self.label, node)

    def _issue(self, choice: Choice, depth: int, parent: str, *, before: str, after: tuple[Note, ...]) -> Issue:
        options = tuple(_option(choice, option) for option in choice.options)
        at = _extent(choice)
        return Issue(
            id=choice.id,
            kind=choice.form,
            depth=depth,
            parent=parent,
            provision=choice.id.rsplit(".c", 1)[0],
            provision_label=self._label(choice),
            question=_question(choice, before),
            at=at,
            head=head_words(choice.options[0]) if choice.options else "",
            options=options,
            unknown_codes=tuple(dict.fromkeys(code for option in choice.options for code in option.unknown)),
            notes=tuple(_notes(choice, after)),
            for_review=choice.for_review,
            why=choice.why,
        )


def _entered(label: list[tuple[int, str]], node: Break) -> list[tuple[int, str]]:
    """The names of the units round a place, after a break."""
    kept = [(level, name) for level, name in label if level < node.level]
    number = node.number.strip(" .:")
    if node.role in ("text", "cell", "point"):
        return kept
    if number:
        return [*kept, (node.level, f"paragraph {number}" if node.role == "paragraph" else number)]
    return [*kept, (node.level, "Preamble")] if node.role == "preamble" else kept


def _option(choice: Choice, option: Option) -> IssueOption:
    label = option.label.strip(" \t:.*([")
    label = label + ")" if label.count("(") > label.count(")") else label
    if not label and choice.form == "bracket":
        label = "keep"
    return IssueOption(
        label=label,
        text=words_of(option.content),
        at=None if is_slashed(choice) else option.at,
        head=head_words(option),
        backs=option.backs,
        opposes=option.opposes,
        null=option.null,
    )


def is_slashed(choice: Choice) -> bool:
    """Whether the options of a choice are parted by slashes, so that they have no marks of their own."""
    return len(choice.options) > 1 and not (choice.options[1].open or choice.options[1].label)


def _extent(choice: Choice) -> At | None:
    """From the first opening to the last closing mark."""
    places = [option.at for option in choice.options if option.at is not None]
    if not places:
        return None
    first, last = places[0], places[-1]
    return At(first.page, first.line, first.column, last.end_page, last.end_line, last.end_column)


def _question(choice: Choice, before: str) -> str:
    """What is open, in a few words, with some words of the sentence before it."""
    contents = [_few(words_of(option.content), 6) or "no words" for option in choice.options]
    lead = "" if first_break(choice) else " ".join(before.split()[-4:])
    lead = f"\u2026 {lead} " if lead else ""
    if choice.form == "placeholder":
        return f"{lead}fill in: {contents[0]}".strip()
    if len(contents) == 1:
        return f"{lead}with or without \u201c{contents[0]}\u201d".strip()
    quoted = [f"\u201c{content}\u201d" for content in contents[:4]]
    return (lead + " | ".join(quoted)).strip()


def _few(words: str, most: int) -> str:
    parts = words.split()
    return words if len(parts) <= most else " ".join(parts[:most]) + " \u2026"


def _words_before(stream: Stream, index: int) -> str:
    """The words of the same paragraph just before a node."""
    start = max(0, index - 6)
    for position in range(index - 1, start - 1, -1):
        if isinstance(stream[position], Break):
            start = position + 1
            break
    return plain_words(stream[start:index])


def _notes_after(stream: Stream, index: int) -> tuple[Note, ...]:
    """Notes whose mark follows the closing mark without a word between."""
    end = index
    while end < len(stream) and isinstance(stream[end], Note):
        end += 1
    return tuple(node for node in stream[index:end] if isinstance(node, Note))


def _notes(choice: Choice, after: tuple[Note, ...]) -> Iterator[IssueNote]:
    inside = (node for option in choice.options for node in (*option.head, *option.content) if isinstance(node, Note))
    for note in (*inside, *after):
        text = words_of(note.content)
        mark = note.mark.strip("[] ")
        if not note.positions:
            yield IssueNote(mark, text, "", "")
        for position in note.positions:
            yield IssueNote(mark, text, position.party, position.stance)


def row(issue: Issue) -> dict[str, Any]:
    """One row of `travaux issues --json`."""
    return {
        "id": issue.id,
        "kind": issue.kind,
        "depth": issue.depth,
        "parent": issue.parent or None,
        "provision": issue.provision,
        "at": _place(issue.at),
        "head": issue.head,
        "options": [
            {
                "label": option.label,
                "text": option.text,
                "at": _place(option.at),
                "head": option.head,
                "backs": list(option.backs),
                "opposes": list(option.opposes),
            }
            for option in issue.options
        ],
        "unknown_codes": list(issue.unknown_codes),
        "notes": [
            {"mark": note.mark, "text": note.text, "party": note.party or None, "stance": note.stance or None}
            for note in issue.notes
        ],
        "for_review": issue.for_review,
        "why": issue.why,
    }


def _place(at: At | None) -> dict[str, int] | None:
    if at is None:
        return None
    place = {} if at.page is None else {"page": at.page}
    return place | {"line": at.line, "column": at.column, "end_line": at.end_line, "end_column": at.end_column}
