"""The head of an attributed bracket: `US/MX propose; BN oppose:`, in its many spellings.

A head is read from its opening mark on; it ends with a colon, a full stop after a verb, or at the closing mark. Note
marks that were glued to codes and verbs have been taken out of the words before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from travaux.text.lexicon.files import Verb, VerbFile, load
from travaux.text.lexicon.names import abbreviations, names
from travaux.text.notation.script import skip_space

__all__ = ["Head", "HeadReader"]

Sense = Literal["backs", "opposes", "notes"]
_LONGEST = 400
_MANY = 3
# Digits glued to a code or verb are the mark of a note whose body is not at hand.
_SEPARATOR = re.compile(r"(?:\s?\d{1,3}(?!\d))?\s*(?:/+|,|&|\band\b)\s*")
_LIKE_A_HEAD = re.compile(r"\s*([A-Z][^\[\]:;.\n]{0,120}?\s(?:pro?po?s|oppo?s)\w*[^\[\]:.\n]{0,40}):")
_REMARK = re.compile(r"\s*\([^()\n]{1,40}\)(?=\s*:|\s+[a-z])")
_GLUED = re.compile(r"\s?\d{1,3}(?!\d)(?=\s*[:;/,.]|\s+[a-z])")
_END = re.compile(r"\s*[:.]\s?")
_NEXT = re.compile(r"\s*[;,]\s*")
_CODE = re.compile(r"[A-Z]{2,3}(?![A-Z])")


@dataclass(slots=True)
class Head:
    """What the head of a bracket says.

    `end` is the offset of the first word after it; `verbs` are the senses in order; `alternative` says that the bracket
    is offered in place of the one before; `stray` is the offset of a closing mark set too early inside the head.
    """

    end: int
    backs: list[str] = field(default_factory=list)
    opposes: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    alternative: bool = False
    stray: int | None = None

    def add(self, sense: Sense, codes: list[str]) -> None:
        """Enter the codes of one clause, each once."""
        target = {"backs": self.backs, "opposes": self.opposes, "notes": self.noted}[sense]
        target.extend(code for code in dict.fromkeys(codes) if code not in target)


@cache
def _verbs() -> tuple[re.Pattern[str], Mapping[str, Verb]]:
    table = {word: verb for verb in load(VerbFile).verb for word in verb.words}
    ordered = sorted(table, key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?:{words})(?![A-Za-z])", re.IGNORECASE), table


class HeadReader:
    """Reads heads with the codes of one document.

    Args:
        parties: codes of this document → party codes, beside the built-in ones.
    """

    def __init__(self, parties: Mapping[str, str] | None = None) -> None:
        self._known = {**names(), **abbreviations(), **(parties or {})}
        # Two-letter codes need no list; names and longer abbreviations are tried first, the longest first.
        named = sorted((name for name in self._known if not _CODE.fullmatch(name)), key=len, reverse=True)
        self._name = re.compile("(?:" + "|".join(map(re.escape, named)) + r")\.?(?![A-Za-z])")
        self._verb, self._senses = _verbs()

    def read(self, text: str, start: int) -> Head | None:
        """The head that begins at `start` (just after an opening mark), or None if there is none."""
        limit = min(len(text), start + _LONGEST)
        line = text.find("\n", start, limit)
        limit = line if line >= 0 else limit
        head = Head(end=start)
        position = start
        clauses = 0
        while True:
            codes, position = self._codes(text, position, limit)
            if not codes:
                return None
            remark = _REMARK.match(text, position, limit)  # such as (ad ref)
            position = remark.end() if remark else position
            verb, position = self._verb_at(text, position, limit, head)
            if verb is None:
                return self._bare(text, position, head, codes) if clauses == 0 else None
            clauses += 1
            head.alternative |= verb.alternative
            self._enter(head, verb.sense, codes)
            following = _NEXT.match(text, position, limit)
            if (
                following
                and self._codes(text, following.end(), limit)[0]
                and self._goes_on(text, following.end(), limit)
            ):
                position = following.end()
                continue
            end = _END.match(text, position, limit)
            if end is None and not verb.open and text[position : position + 1] != "]":
                return None
            head.end = end.end() if end else skip_space(text, position, len(text))
            return head

    def codes(self, text: str, start: int) -> tuple[list[str], int]:
        """The party codes written from `start` on, joined by slashes, commas or `and`, and the offset after them."""
        found, end = self._codes(text, start, min(len(text), start + _LONGEST))
        return [self._known.get(code, code) for code in found], end

    def _codes(self, text: str, position: int, limit: int) -> tuple[list[str], int]:
        codes: list[str] = []
        position = skip_space(text, position, limit)
        while True:
            found = self._name.match(text, position, limit) or _CODE.match(text, position, limit)
            if found is None:
                break
            codes.append(found.group().rstrip(".") if found.group() not in self._known else found.group())
            position = found.end()
            separator = _SEPARATOR.match(text, position, limit)
            if separator is None:
                position = _after_digits(text, position, limit)
                break
            position = separator.end()
        return codes, position

    def unread(self, text: str, start: int) -> str:
        """Words after an opening mark that look like a head but were not read as one; empty if there are none."""
        found = _LIKE_A_HEAD.match(text, start, start + _LONGEST)
        return found.group(1).strip() if found else ""

    def _verb_at(self, text: str, position: int, limit: int, head: Head) -> tuple[Verb | None, int]:
        """A verb, also after a colon (`[VN: propose`) or a closing mark that came too early (`[US/JP] propose:`)."""
        start = skip_space(text, position, limit)
        mark = text[start] if start < limit else ""
        probe = skip_space(text, start + 1, limit) if mark in (":", "]") else start
        found = self._verb.match(text, probe, limit)
        if found is None:
            return None, start
        verb = self._senses[re.sub(r"\s+", " ", found.group().lower())]
        if mark == "]":
            if not _END.match(text, found.end(), limit):
                return None, start
            head.stray = start
        elif mark == ":" and (verb.sense == "notes" or found.group()[0].isupper()):
            # "PE/NZ: Proposed joint text ..." and "CL/SG: reserves its position ..." are bare heads before their words.
            return None, start
        return verb, _after_digits(text, found.end(), limit)

    def _goes_on(self, text: str, position: int, limit: int) -> bool:
        _, after = self._codes(text, position, limit)
        return self._verb_at(text, after, limit, Head(end=position))[0] is not None

    def _bare(self, text: str, position: int, head: Head, codes: list[str]) -> Head | None:
        """Codes and a colon alone (or many codes and a full stop): the parties propose the words that follow.

        At least one code must be known. Where the words say that they reserve or consider, they propose nothing.
        """
        closed = text[position : position + 1] == ":" or (
            len(codes) >= _MANY and "." in text[position - 2 : position + 1]
        )
        if not closed or not any(code in self._known for code in codes):
            return None
        head.end = skip_space(text, position + (text[position : position + 1] in (":", ".")), len(text))
        verb = self._verb.match(text, head.end)
        noted = verb is not None and self._senses[re.sub(r"\s+", " ", verb.group().lower())].sense == "notes"
        self._enter(head, "notes" if noted else "backs", codes)
        return head

    def _enter(self, head: Head, sense: Sense, codes: list[str]) -> None:
        head.add(sense, [self._known.get(code, code) for code in codes])
        head.unknown.extend(code for code in codes if code not in self._known and code not in head.unknown)


def _after_digits(text: str, position: int, limit: int) -> int:
    found = _GLUED.match(text, position, limit)
    return found.end() if found else position

