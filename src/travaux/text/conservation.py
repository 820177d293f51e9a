"""The proof that no character was lost between the source and the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from travaux.text.instrument import Conservation
from travaux.text.manuscript import Dropped
from travaux.text.model import Aside, Break, Choice, Note, Stream, Text
from travaux.text.stream import leaves

__all__ = ["conserve", "generated_numbers", "printed"]


def printed(stream: Stream) -> Iterator[str]:
    """Every printed character of a stream in reading order: words, marks, heads, labels, joints, numbers."""
    for node in stream:
        match node:
            case Text() | Aside():
                yield node.text
            case Break():
                if not node.generated:
                    yield node.number
            case Note():
                yield node.mark
                yield from printed(node.content)
            case Choice():
                for option in node.options:
                    yield option.joint
                    yield option.open
                    yield from printed(option.head)
                    yield option.label
                    yield from printed(option.content)
                    yield option.close


def generated_numbers(stream: Stream) -> str:
    """The numbers of provisions that the source does not print itself, but a file of our own does."""
    return "".join(node.number for node in leaves(stream) if isinstance(node, Break) and node.generated)


def conserve(
    source: str, stream: Stream, dropped: Iterable[Dropped], repeated: str = "", generated: str = ""
) -> Conservation:
    """Compare the characters of the source with those in the tree and those dropped; white space is left aside.

    Args:
        source: every character of the file that is text.
        repeated: characters that the source prints twice and the tree holds once (marks of notes before their bodies).
        generated: characters of the tree that the source does not print (marks that a word processor counts out).

    Returns:
        Counts of characters. `lost` counts those of the source that are in neither place.
    """
    have = _count(source)
    tree = _count("".join(printed(stream)) + repeated)
    tree.subtract(_count(generated))
    gone = _count("".join(item.text for item in dropped))
    lost = have - tree
    lost.subtract({sign: min(lost[sign], gone[sign]) for sign in lost})
    return Conservation(have.total(), tree.total(), gone.total(), sum(n for n in lost.values() if n > 0))


def _count(words: str) -> Counter[str]:
    counts = Counter(words)
    for sign in [sign for sign in counts if sign.isspace()]:
        del counts[sign]
    return counts
