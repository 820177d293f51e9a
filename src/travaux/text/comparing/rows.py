"""A comparison as plain rows: what `travaux compare --json` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from travaux.text.comparing.model import ChoiceChange, Comparison, ProvisionChange, Reopened
from travaux.text.comparing.reopening import STRANGERS, negotiated, silence
from travaux.text.comparing.spans import only_typography

__all__ = ["DEFINITIONS", "STRANGERS", "remarks", "report"]

DEFINITIONS: dict[str, str] = {
    "reopened": (
        "agreed words, which stand outside every choice of the older text, that are bracketed, reworded or dropped "
        "now, or a choice opened in a provision that had none; numbers, punctuation, typography and capitals alone "
        "reopen nothing, nor do moving and renumbering; if the older text has no choices, only words that stand in "
        "brackets now count; headings, lines of fewer than four words without a stop, and what stands before the first "
        "provision, the preamble aside, are never reworded or dropped agreed text"
    ),
    "provision": "a paragraph, item or heading with words of its own; each stands in one row",
    "kind": (
        "the most important change: added, dropped, split, merged, then reworded, moved, renumbered; "
        "what moves along with the provision round it has not moved; reworded with no words out or in: signs between "
        "words changed, such as a comma; quotes, apostrophes, hyphens, dashes and spaces of another form are "
        "typography and change nothing"
    ),
    "score": "the chance, from 0 to 1, that a careful reader would link these provisions too",
    "words": (
        "words with a letter or a digit, ideographs one by one; those that a closing choice dropped or an opening one "
        "brought belong to the choice and are not counted as deleted or inserted where the provision goes on; of a "
        "provision that is added or dropped whole all words are counted, those in its choices too"
    ),
    "closed": (
        "the question is settled: to the option most of whose words stand now, to none if the words are gone and what "
        "stood round them stayed, or with other wording, which is then given; where provisions were rewritten, to the "
        "option whose provision goes on"
    ),
    "dropped": "of a choice: gone with the provision or choice it stood in, or with words round it that were rewritten "
    "beyond finding; of a provision: without a counterpart now",
    "opened": "a new choice in new words; reopened if words of it stood before without a bracket of their own",
    "matched_share": "the share of the words of both texts that stand in provisions with a counterpart",
}
"""What the words and figures of the report mean."""


def report(comparison: Comparison) -> dict[str, Any]:
    """The whole comparison: every provision, what happened to choices, what was reopened, and what figures mean.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing import compare
        >>> text = travaux.read_text("Each Party [shall] act.")
        >>> report(compare(text, text))["empty"]
        True
    """
    return {
        "old": comparison.old.source.file,
        "new": comparison.new.source.file,
        "remarks": list(remarks(comparison)),
        "reopened": [_reopened(each) for each in comparison.reopened],
        "provisions": [_provision(each) for each in comparison.provisions],
        "choices": [_choice(each) for each in comparison.choices],
        "kept_choices": len(comparison.kept),
        "matched_share": round(comparison.matched_share, 4),
        "empty": comparison.empty,
        "definitions": DEFINITIONS,
    }


def remarks(comparison: Comparison) -> Iterator[str]:
    """What a reader must know before the rows: different documents or languages, and nothing known of agreement."""
    share = comparison.matched_share
    languages = comparison.old.source.language, comparison.new.source.language
    if all(languages) and languages[0] != languages[1]:
        both = " and ".join(filter(None, languages))
        yield f"The texts are in different languages ({both}), and words are compared as they stand."
    if share < STRANGERS:
        yield (
            f"These are different documents, or versions far apart: {share:.0%} of their words stand in provisions "
            "that have a counterpart. Of such texts nothing counts as reopened."
        )
    why = silence(comparison.old_text, comparison.new_text, comparison.old.convention)
    if why:
        yield why
    elif share >= STRANGERS and not negotiated(comparison.old_text):
        yield (
            "The older text has no brackets round words, so nothing tells that its words were agreed in a negotiation: "
            "only those that stand in brackets now count as reopened."
        )
    retyped = sum(
        len(only_typography(each.spans, comparison.old_text, comparison.new_text)) // 2
        for each in comparison.provisions
    )
    if retyped:
        yield (
            f"Quotes, apostrophes, hyphens, dashes or spaces have another form in {retyped:,} "
            f"{'place' if retyped == 1 else 'places'}; this is no rewording."
        )


def _reopened(each: Reopened) -> dict[str, Any]:
    return {
        "old": each.old,
        "new": each.new,
        "where": each.where,
        "how": each.how,
        "words": each.words,
        "now": each.now,
    }


def _provision(each: ProvisionChange) -> dict[str, Any]:
    return {
        "old": list(each.old),
        "new": list(each.new),
        "kind": each.kind,
        "score": round(each.score, 4),
        "words_deleted": each.words_deleted,
        "words_inserted": each.words_inserted,
        "old_labels": list(each.old_labels),
        "new_labels": list(each.new_labels),
        "moved": each.moved,
        "renumbered": each.renumbered,
        "reworded": each.reworded,
        "reopened": each.reopened,
        "why": list(each.why),
    }


def _choice(each: ChoiceChange) -> dict[str, Any]:
    return {
        "id_old": each.id_old,
        "id_new": each.id_new,
        "fate": each.fate,
        "option": each.option,
        "words": each.words,
        "parties": list(each.parties),
        "stance": each.stance,
        "old": each.old,
        "new": each.new,
        "where": each.where,
        "question": each.question,
    }
