"""What is no proposal to a base: refused, with the reason and what to do; and what a person should know of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from travaux.errors import TravauxError
from travaux.text.comparing.printed import words_in
from travaux.text.consolidating.handed import Handed
from travaux.text.consolidating.naming import is_known
from travaux.text.instrument import Instrument
from travaux.text.model import Note, Stream, Text
from travaux.text.stream import choices, leaves
from travaux.text.tracked import accepted
from travaux.text.wording import plain_words

__all__ = ["LEAST_SHARE", "check_inputs", "check_match", "remarks_on"]

LEAST_SHARE = 0.2
"""The least share of its words that a proposal and its base must have in common."""
_MOST_LEFT_OUT = 0.5
_RUN = 4
_SIGNS = frozenset("[]{}:;/\n\t\x00")


def check_inputs(base: Instrument, proposals: Mapping[str, Instrument], partial: Collection[str]) -> None:
    """Refuse what cannot be consolidated before anything is compared.

    Raises:
        TravauxError: for a base or proposal without words, a code that cannot be printed in a head, files in two
            languages, and a partial proposal that is not there.
    """
    if not _has_words(base.body):
        raise TravauxError("the base has no words", where=base.source.file, remedy="give the text that is proposed on")
    for party, proposal in proposals.items():
        if not party.strip() or _SIGNS.intersection(party):
            raise TravauxError(
                f"{party!r} cannot stand for a party",
                why="it is empty or holds signs that mean something in a bracket",
                remedy="give a code such as US, or a name without brackets, colons, semicolons and slashes",
            )
        if not _has_words(accepted(proposal.body)):
            raise TravauxError(
                f"the proposal of {party} has no words", where=proposal.source.file,
                remedy="leave the party out if it proposes nothing",
            )
        one, other = base.source.language, proposal.source.language
        if one and other and one != other:
            raise TravauxError(
                f"the proposal of {party} is in another language than the base", where=proposal.source.file,
                why=f"{other}, not {one}", remedy="give both in one language, or consolidate each language apart",
            )
    for party in partial:
        if party not in proposals:
            raise TravauxError(
                f"{party} is named as partial but proposes nothing", remedy="name one of " + ", ".join(proposals)
            )


def check_match(party: str, base: Instrument, proposal: Instrument, handed: Handed, base_letters: int) -> None:
    """Refuse a proposal to another text.

    Raises:
        TravauxError: if less than `LEAST_SHARE` of the shorter of both texts stands in the other one.
    """
    share = handed.kept / max(min(base_letters, handed.letters), 1)
    if share < LEAST_SHARE:
        # A choice counts as one piece above; where it was reworded, its words may still be there.
        share = max(share, _runs_in_common(base, proposal))
    if share < LEAST_SHARE:
        raise TravauxError(
            f"the proposal of {party} is not to this base", where=proposal.source.file,
            why=f"{share:.0%} of its words match, and less than {LEAST_SHARE:.0%} is hardly the same document",
            remedy="give the base it was made on; or take it all the same with --force",
        )


def _runs_in_common(base: Instrument, proposal: Instrument) -> float:
    """The share of runs of four words of the shorter text that stand in the other, from 0 to 1."""
    one, other = (_runs(accepted(each.body)) for each in (base, proposal))
    return len(one & other) / max(min(len(one), len(other)), 1)


def _runs(stream: Stream) -> set[tuple[str, ...]]:
    words = [word for word in words_in(plain_words(stream)) if word[0].isalnum()]
    return set(zip(*(words[n:] for n in range(_RUN)), strict=False))


@dataclass(frozen=True, slots=True)
class _Seen:
    party: str
    handed: Handed
    base_letters: int
    partial: bool
    named: frozenset[str]


def remarks_on(
    party: str, handed: Handed, base: Instrument, base_letters: int, *, partial: bool
) -> tuple[str, ...]:
    """What a person should know of a proposal."""
    seen = _Seen(party, handed, base_letters, partial, frozenset(_named_in(base.body)))
    return (*_on_content(seen), *handed.remarks)


def _on_content(seen: _Seen) -> list[str]:
    found: list[str] = []
    if not is_known(seen.party):
        found.append(f"{seen.party} stands for no known party: check the spelling")
    version = seen.handed.version
    if not version.changes:
        only = "numbers differ" if version.numbers else "identical to the base"
        found.append(f"{only}: nothing of it stands in brackets, and {seen.party} has said nothing about any place")
    lost = seen.handed.left_out / max(seen.base_letters, 1)
    if lost > _MOST_LEFT_OUT and not seen.partial:
        found.append(
            f"leaves out {lost:.0%} of the base, which counts as opposed; if it holds only the articles it changes, "
            f"say --partial {seen.party}, and what it leaves out stays"
        )
    if seen.partial:
        found.append("partial: articles of the base of which it holds nothing stay as they are")
    if seen.handed.three_way:
        found.append(
            f"made on {seen.handed.own_base}, not on the base: its changes there were carried over to the base; what "
            "else differs was taken as older wording of the base, not as its proposal"
        )
    if seen.party in seen.named:
        found.append(f"the base names {seen.party} too: what its own brackets say of it stands beside the proposal")
    return found


def _named_in(stream: Stream) -> set[str]:
    return {
        code for choice in choices(stream) for option in choice.options
        for code in (*option.backs, *option.opposes, *(party for party, _ in choice.texts))
    }


def _has_words(stream: Stream) -> bool:
    return any(
        any(map(str.isalnum, node.text)) for node in leaves(stream) if isinstance(node, Text)
    ) or any(isinstance(node, Note) and node.mark and node.form != "comment" for node in leaves(stream))
