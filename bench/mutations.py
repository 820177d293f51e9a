"""How the fuzzer spoils a file: by bytes, by tokens of its format, and inside the parts of a package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

from bench.seeds import Seed, package
from bench.tree_mutations import changed_json, changed_xml

__all__ = ["mutated"]

MARKS = (*b"[ ] [[[[ ]]]] { } / [x] Option".split(), b"Option 1:", b"\nOption (a): ", b"[US propose: ", b"; CL oppose:")
LINES = (b"\n", b"\n\n", b"\r\n", b"\f", b"\t", b"  ", b"1. ", b"(a) ", b"Article 5\n", b"12")
LETTERS = (b"\x00", b"\xff", *(sign.encode() for sign in "\u202e\u0627\ufeff\u2028\u0301\u200d\u00a0é👩"))
WORDS = (*MARKS, *LINES, *LETTERS)
XML = (*b"< > </p> <p> &amp; &#0; &#x41; &x; <!-- --> <![CDATA[ ]]> \" '".split(), b"<!DOCTYPE a>")
HTML = (*b"<del> </del> <ol> <table> <td> <sup> <script> </body> <b> <pre> <style>".split(), b'<a href="#x">')
WORD = (*b"<w:p> </w:p> <w:r> </w:r> <w:t>[</w:t> </w:ins> <w:del> <w:tab/>".split(), b'w:val="-1"', b'<w:ins>')
MARKDOWN = (*b"* ** ~~ [^1] ]( ](x) \\[ ` ```".split(), b"[^1]: ", b"# ", b"> ", b"- ", b"    ", b"---\n")
JSON = (*b'{ } null -1 "" [[[ 1e999 \\ud800 true ,'.split(), b'"kind": "choice"')
PDF = (*b"endstream endobj << >> BT ET ([) ( ) Tj".split(), b"/Length 0", b"/Kids []", b"1e9 ", b"/Encrypt 9 0 R")
TOKENS = {
    "txt": WORDS,
    "md": WORDS + MARKDOWN,
    "html": WORDS + XML + HTML,
    "xml": WORDS + XML,
    "json": WORDS + JSON,
    "docx": MARKS + XML + WORD,
    "pdf": MARKS + PDF,
}
_LONGEST = 60_000

Change = Callable[[bytearray, Random, tuple[bytes, ...]], None]


def mutated(seed: Seed, chance: Random) -> Seed:
    """The seed with one to six changes; now and then under the ending of another format."""
    ending, data = seed
    if ending == "docx" and chance.random() < 0.85:
        data = _package(data, chance)
    elif ending == "xml" and chance.random() < 0.6:
        data = changed_xml(data, chance, WORDS)
    elif ending == "json" and chance.random() < 0.7:
        data = changed_json(data, chance)
    else:
        data = _changed(data, chance, TOKENS[ending])
    if chance.random() < 0.03:
        ending = chance.choice(sorted(TOKENS))
    return ending, data


def _package(data: bytes, chance: Random) -> bytes:
    """The package with its text parts spoilt before they are packed, so that check sums hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = "word/document.xml"
    for name in {main if chance.random() < 0.7 and main in parts else chance.choice(names) for _ in range(2)}:
        well_formed = chance.random() < 0.7
        parts[name] = (changed_xml if well_formed else _changed)(parts[name], chance, TOKENS["docx"])
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    return package(parts)


def _changed(data: bytes, chance: Random, tokens: tuple[bytes, ...]) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        chance.choice(_CHANGES)(spoilt, chance, tokens)
    return bytes(spoilt[:_LONGEST])


def _place(data: bytearray, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytearray, chance: Random, _: tuple[bytes, ...]) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _delete(data: bytearray, chance: Random, _: tuple[bytes, ...]) -> None:
    start = _place(data, chance)
    del data[start : start + chance.choice((1, 3, 20, 200))]


def _insert(data: bytearray, chance: Random, tokens: tuple[bytes, ...]) -> None:
    start = _place(data, chance)
    data[start:start] = chance.choice(tokens)


def _repeat(data: bytearray, chance: Random, tokens: tuple[bytes, ...]) -> None:
    start = _place(data, chance)
    data[start:start] = chance.choice(tokens) * chance.choice((5, 50, 500, 2000))


def _double(data: bytearray, chance: Random, _: tuple[bytes, ...]) -> None:
    start, other = _place(data, chance), _place(data, chance)
    data[other:other] = data[start : start + chance.choice((5, 50, 500, 5000))]


def _swap(data: bytearray, chance: Random, _: tuple[bytes, ...]) -> None:
    start, other, length = _place(data, chance), _place(data, chance), chance.choice((1, 10, 100))
    first, second = data[start : start + length], data[other : other + length]
    if len(first) == len(second):
        data[start : start + length], data[other : other + length] = second, first


def _cut(data: bytearray, chance: Random, _: tuple[bytes, ...]) -> None:
    del data[_place(data, chance) :]


_CHANGES: tuple[Change, ...] = (_flip, _delete, _insert, _insert, _insert, _repeat, _double, _swap, _cut)
