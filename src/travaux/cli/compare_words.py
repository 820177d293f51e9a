"""Changed provisions one by one, for `travaux compare --all`: their names, what happened, the words out and in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.text.comparing.printed import MARK
from travaux.text.redline.closings import Closings

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.comparing.model import Comparison, ProvisionChange
    from travaux.text.comparing.printed import Printed

__all__ = ["each_provision", "excerpt", "names_of"]

ROUND = 3  # unchanged words shown on each side of a change
PASSAGE = 60  # characters of words out, or in
FIRST = 120  # characters of a provision that was added or dropped
EXCERPT = 180  # characters after which no further change of a provision is shown

_SIGNS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


def each_provision(console: Console, comparison: Comparison) -> None:
    """Print every provision that changed with its words out and in, shortened."""
    names = names_of(comparison.old_text), names_of(comparison.new_text)
    closings = Closings(comparison)
    repeated = False
    for each in comparison.changes:
        before = "; ".join(dict.fromkeys(names[0][unit] for unit in each.link.old))
        after = "; ".join(dict.fromkeys(names[1][unit] for unit in each.link.new))
        name = " → ".join(dict.fromkeys(filter(None, (before, after))))
        repeated = repeated or "(no. " in name
        console.print(Padding(Text.assemble((printable(name), "cyan"), ": ", _what(each)), (0, 0, 0, 2)))
        words = excerpt(comparison, each, closings)
        if words:
            console.print(Padding(Text(words), (0, 0, 0, 6)))
    if repeated:
        said = "no. 2 of 3: the second of three paragraphs of that name in the text"
        console.print(Padding(Text(said, style="dim"), (0, 0, 0, 2)))


def names_of(text: Printed) -> list[str]:
    """The label of every unit; where several share one, with their number among them."""
    labels = text.labels()
    all_of, seen = Counter(labels), Counter[str]()
    names = []
    for label in labels:
        seen[label] += 1
        names.append(f"{label} (no. {seen[label]:,} of {all_of[label]:,})" if all_of[label] > 1 else label)
    return names


def _what(each: ProvisionChange) -> str:
    also = [
        name
        for name, holds in (("reworded", each.reworded), ("moved", each.moved), ("renumbered", each.renumbered))
        if holds and name != each.kind
    ]
    out, come = each.words_deleted, each.words_inserted
    figures = [f"{counted(out, 'word')} out"] if out else []
    figures += [f"{counted(come, 'word')} in"] if come else []
    return ", ".join([each.kind, *also, *figures])


def excerpt(comparison: Comparison, row: ProvisionChange, closings: Closings) -> str:
    """The words out `[-…-]` and in `{+…+}` with a few round them; without those that a closing choice took along."""
    old, new = comparison.old_text, comparison.new_text
    if not (row.link.old and row.link.new):
        text, unit, act = (new, row.link.new[0], "inserted") if row.link.new else (old, row.link.old[0], "deleted")
        return _signed(text.text(unit), act, FIRST).rstrip()
    if not row.reworded:
        return ""
    pieces = [piece for piece in _pieces(comparison, row, closings) if piece[1].strip()]
    while pieces and not any(act != "same" for act, _ in pieces[-2:]):
        pieces.pop()
    if all(act == "same" for act, _ in pieces):
        return ""
    said = ""
    for number, (act, words) in enumerate(pieces):
        if len(said) > EXCERPT:
            return f"{said.rstrip().removesuffix('…').rstrip()} …"
        same = act == "same"
        said += _round(words, first=not number, last=number == len(pieces) - 1) if same else _signed(words, act)
    return " ".join(printable(said).split())


def _pieces(comparison: Comparison, row: ProvisionChange, closings: Closings) -> Iterator[tuple[str, str]]:
    """What is the same, deleted or inserted, in words; neighbours of one kind are joined."""
    last, gathered = "", ""
    for act, words in _raw(comparison, row, closings):
        if act != last and gathered:
            yield last, gathered
            gathered = ""
        last, gathered = act, gathered + words
    if gathered:
        yield last, gathered


def _raw(comparison: Comparison, row: ProvisionChange, closings: Closings) -> Iterator[tuple[str, str]]:
    old, new = comparison.old_text, comparison.new_text
    for span in row.spans:
        if span.act == "deleted":
            for rule, start, end, _ in closings.parts(*span.old):
                if rule == "plain":
                    yield "deleted", _words(old, range(start, end))
        elif span.act == "inserted":
            yield "inserted", _words(new, range(*span.new))
        else:
            yield "same", _words(new, range(*span.new))


def _words(text: Printed, tokens: Sequence[int]) -> str:
    return "".join(text.tokens[token] for token in tokens if text.kinds[token] != MARK)


def _signed(words: str, act: str, most: int = PASSAGE) -> str:
    if not words.strip():
        return ""
    before, after = _SIGNS[act]
    return f"{before}{shortened(words, most)}{after}" + (" " if words[-1:].isspace() else "")


def _round(words: str, *, first: bool, last: bool) -> str:
    """The unchanged words next to a change."""
    parts = words.split(" ")
    end = ROUND + (1 if words.endswith(" ") else 0)
    if len(parts) <= (0 if first else ROUND) + (0 if last else end) + 1:
        return words
    before = "" if first else " ".join(parts[:ROUND + (1 if words.startswith(" ") else 0)]) + " "
    after = "" if last else " " + " ".join(parts[-end:])
    return f"{before}…{after}"
