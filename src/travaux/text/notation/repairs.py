"""What was found amiss or assumed while reading brackets, told with its place and its remedy."""

from __future__ import annotations

from difflib import get_close_matches

from travaux.text.lexicon.names import abbreviations
from travaux.text.manuscript import Diagnostic
from travaux.text.notation.heads import Head, HeadReader
from travaux.text.notation.pairing import Bracket, Pairing
from travaux.text.notation.provisions import LEVELS, Provision
from travaux.text.notation.script import Script

__all__ = ["Locator", "depth_of", "repairs"]


class Locator:
    """Tells where an offset is: page, line, column and the provision as a reader would name it."""

    def __init__(self, script: Script, provisions: list[Provision]) -> None:
        self.script = script
        self._names: list[str] = []
        units: list[tuple[int, str]] = []
        for provision in provisions:
            mark = provision.number.strip(" .:")
            if mark and provision.role != "point":
                while units and units[-1][0] >= provision.level:
                    units.pop()
                units.append((provision.level, f"paragraph {mark}" if provision.role == "paragraph" else mark))
            elif provision.level <= LEVELS["heading"] and provision.role != "text":
                units.clear()
            inside = [name for level, name in units if level >= LEVELS["article"]]
            self._names.append(", ".join(inside or [name for _, name in units[-1:]]))

    def where(self, offset: int) -> dict[str, int | str]:
        """The place of an offset; `page` only where the source has pages."""
        page, line, column = self.script.place(offset)
        place: dict[str, int | str] = {} if page is None else {"page": page}
        place |= {"line": line, "column": column, "offset": offset}
        if self._names:
            place["provision"] = self._names[self.script.block_at(offset)]
        return place


def depth_of(pairing: Pairing) -> int:
    """How deep brackets nest: the most that are open at one point."""
    deepest, ends = 0, []  # type: int, list[int]
    for bracket in pairing.brackets:
        while ends and ends[-1] <= bracket.open:
            ends.pop()
        ends.append(bracket.end)
        deepest = max(deepest, len(ends))
    return deepest


def repairs(
    script: Script, pairing: Pairing, heads: dict[int, Head], locator: Locator, reader: HeadReader
) -> list[Diagnostic]:
    """One diagnostic for each repair, in reading order."""
    found = [(bracket.open, *_unclosed(script.text, bracket)) for bracket in pairing.brackets if bracket.close is None]
    found += [(offset, *_stray(script.text, offset)) for offset in pairing.stray]
    found += [(offset, *_unknown(code)) for offset, head in heads.items() for code in head.unknown]
    read = set(heads) | {bracket.open for bracket in pairing.brackets if bracket.head}
    unread = ((b.open, reader.unread(script.text, b.open + 1)) for b in pairing.brackets if b.open not in read)
    found += [(offset, *_unread(words)) for offset, words in unread if words]
    return [
        Diagnostic(code, "warning", locator.where(offset), message, remedy)
        for offset, code, message, remedy in sorted(found)
    ]


def _unclosed(text: str, bracket: Bracket) -> tuple[str, str, str]:
    return (
        "unclosed-bracket",
        f"the bracket before \u201c{_words(text, bracket.open + 1)}\u201d has no closing mark; "
        f"it was taken to end {_quote(text, bracket.end)}",
        "add the closing mark to the draft where it belongs, and read it again",
    )


def _stray(text: str, offset: int) -> tuple[str, str, str]:
    return (
        "stray-closing-mark",
        f"nothing opens the bracket that closes {_quote(text, offset)}; the mark was kept as a character",
        "add the opening mark to the draft, or delete the closing one, and read it again",
    )


def _unread(words: str) -> tuple[str, str, str]:
    return (
        "unread-attribution",
        f"the bracket begins with \u201c{words}\u201d, which looks like an attribution but could not be read",
        "check the names and verbs in it, or name the parties in a convention file: [parties] section",
    )


def _unknown(code: str) -> tuple[str, str, str]:
    return (
        "unknown-party-code",
        f"the code {code} stands for no known party{_suggestion(code)}; it was kept as written",
        f'say whom it stands for in a convention file: [parties] {code} = "..."',
    )


def _words(text: str, start: int) -> str:
    return " ".join(text[start : start + 60].split()[:6])


def _quote(text: str, end: int) -> str:
    return f"after \u201c{' '.join(text[max(0, end - 60) : end].split()[-5:])}\u201d"


def _suggestion(code: str) -> str:
    """Two-letter codes that differ by one letter are hard to tell apart; only longer ones get a suggestion."""
    close = (
        get_close_matches(code, [name for name in abbreviations() if len(name) > 2], n=1, cutoff=0.8)
        if len(code) > 2
        else []
    )
    return f" (perhaps {close[0]})" if close else ""
