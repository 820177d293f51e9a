"""What was found amiss or assumed while reading brackets, told with its place and its remedy."""

from __future__ import annotations

from difflib import get_close_matches

from travaux.text.lexicon.names import abbreviations
from travaux.text.manuscript import Diagnostic
from travaux.text.notation.heads import Head
from travaux.text.notation.pairing import Pairing
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


def repairs(script: Script, pairing: Pairing, heads: dict[int, Head], locator: Locator) -> list[Diagnostic]:
    """One diagnostic for each repair, in reading order."""
    found: list[tuple[int, Diagnostic]] = []
    for bracket in pairing.brackets:
        if bracket.close is None:
            until = _quote(script.text, bracket.end)
            found.append((bracket.open, Diagnostic(
                "unclosed-bracket", "warning", locator.where(bracket.open),
                f"the bracket before \u201c{_words(script.text, bracket.open + 1)}\u201d has no closing mark; it was taken to end {until}",
                "add the closing mark to the draft, or choose it with --set",
            )))
    for offset in pairing.stray:
        found.append((offset, Diagnostic(
            "stray-closing-mark", "warning", locator.where(offset),
            f"nothing opens the bracket that closes {_quote(script.text, offset)}; the mark was kept as a character",
            "add the opening mark to the draft, or delete the closing one",
        )))
    for offset, head in heads.items():
        for code in head.unknown:
            found.append((offset, Diagnostic(
                "unknown-party-code", "warning", locator.where(offset),
                f"the code {code} stands for no known party{_suggestion(code)}; it was kept as written",
                "name the party in a convention file: [parties] section",
            )))
    return [diagnostic for _, diagnostic in sorted(found, key=lambda item: item[0])]


def _words(text: str, start: int) -> str:
    return " ".join(text[start : start + 60].split()[:6])


def _quote(text: str, end: int) -> str:
    return f"after \u201c{' '.join(text[max(0, end - 60) : end].split()[-5:])}\u201d"


def _suggestion(code: str) -> str:
    """Parties whose code differs by one letter are hard to tell apart; only names close to a longer code are offered."""
    close = get_close_matches(code, [name for name in abbreviations() if len(name) > 2], n=1, cutoff=0.8) if len(code) > 2 else []
    return f" (perhaps {close[0]})" if close else ""
