"""What a reader must know before relying on a table, and what cannot be set side by side at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from travaux.errors import TravauxError
from travaux.text.comparing import Comparison
from travaux.text.consolidating.naming import is_known
from travaux.text.instrument import Instrument
from travaux.text.model import Note
from travaux.text.side_by_side.model import Column
from travaux.text.stream import leaves
from travaux.text.tracked import has_changes

__all__ = ["language_name", "matched_share", "refuse_strangers", "remarks"]

STRANGER = 0.15
"""Below this share of its words in provisions with a counterpart, a proposal is no version of the base.

Two treaties on other matters share up to 0.09 (final clauses), successive drafts of one from 0.6 on.
"""
FEW = 30
"""A proposal with fewer words and signs is too short to tell that it is a stranger."""
DOUBTFUL = 0.5
"""Below this share a reader is told."""


def matched_share(comparison: Comparison, *, of_base: bool = False) -> float:
    """The share of the proposal's words that stand in units with a counterpart in the base; 1 without words.

    Args:
        comparison: of the base with the proposal.
        of_base: the share of the base's words with a counterpart in the proposal instead.
    """
    linked = whole = 0
    for change in comparison.provisions:
        text, units = (comparison.old_text, change.link.old) if of_base else (comparison.new_text, change.link.new)
        size = sum(text.units[unit].end - text.units[unit].start for unit in units)
        whole += size
        linked += size if change.link.old and change.link.new else 0
    return linked / whole if whole else 1.0


def refuse_strangers(party: str, comparison: Comparison, *, partial: bool = False) -> None:
    """Refuse a proposal that is no version of the base.

    Raises:
        TravauxError: if it is in another language, or if next to none of its words have a counterpart in the base.
    """
    share = matched_share(comparison)
    base, other = comparison.old.source.language, comparison.new.source.language
    where = comparison.new.source.file
    if share < DOUBTFUL and base and other and base != other:
        raise TravauxError(
            f"the proposal of {party} is in {language_name(other)}, the base in {language_name(base)}", where=where,
            why=f"{share:.0%} of its words stand in provisions that have a counterpart in the base",
            remedy=f"give the text of {party} and the base in one language",
        )
    if share < STRANGER and len(comparison.new_text.tokens) >= FEW:
        remedy = "" if partial else "; if it is only a part of the text, say so (--partial)"
        raise TravauxError(
            f"the proposal of {party} and the base are different documents", where=where,
            why=f"{share:.0%} of its words stand in provisions that have a counterpart in the base",
            remedy=f"give the text that {party} made out of this base{remedy}",
        )


def remarks(
    base: Instrument, proposals: Mapping[str, Instrument], columns: Sequence[Column], *, parties: bool = True
) -> tuple[str, ...]:
    """What a reader must know of the texts; `parties` says whether the columns are named after parties."""
    return tuple(_remarks(base, proposals, columns, parties=parties))


def _remarks(
    base: Instrument, proposals: Mapping[str, Instrument], columns: Sequence[Column], *, parties: bool
) -> Iterator[str]:
    if has_changes(base.body):
        yield "The base text is shown with its own tracked changes accepted."
    for column in columns:
        who = column.party
        if parties and not is_known(who):
            yield f"{who} stands for no known party: check the spelling."
        if column.matched < DOUBTFUL:
            yield (
                f"{who}: only {column.matched:.0%} of the words of its proposal stand in provisions that have a "
                "counterpart in the base; see whether it starts from this text."
            )
        if column.kept < DOUBTFUL and not column.partial:
            yield (
                f"{who}: {1 - column.kept:.0%} of the words of the base have no counterpart in its proposal and are "
                "shown as deleted; if the file is only a part of the text, it should be read as such (partial)."
            )
        if column.partial:
            yield f"{who}: the proposal is a part of the text; it says nothing of provisions marked “not in this text”."
        elif not column.changed:
            yield f"{who}: the text is the same as the base."
    commented = [name for name, text in (("the base", base), *proposals.items()) if _has_comments(text)]
    if commented:
        yield f"Comments are not shown: {', '.join(commented)}."


def _has_comments(text: Instrument) -> bool:
    return any(isinstance(node, Note) and node.form == "comment" for node in leaves(text.body))


def language_name(code: str) -> str:
    """The English name of a language by its ISO 639-1 code.

    Example:
        >>> language_name("fr")
        'French'
    """
    import pycountry

    found = pycountry.languages.get(alpha_2=code)
    return found.name.split(" (")[0] if found else code
