"""Brackets, options, slashes and gaps as pieces that lie inside one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from travaux.text.notation.labels import Label, label_at
from travaux.text.notation.marks import bare_blanks, braces
from travaux.text.notation.options import OptionSpan
from travaux.text.notation.pairing import Bracket, Pairing
from travaux.text.notation.script import Script
from travaux.text.notation.slashes import plain_slashes

__all__ = ["Piece", "nest", "pieces_of"]


@dataclass(slots=True)
class Piece:
    """One option of a choice in the making.

    `start` and `stop` bound everything printed of it, `words` its content. A piece of slashes has `parts` instead of
    one content. `group` numbers the series of labelled options it belongs to (0 for none).
    """

    start: int
    stop: int
    words: tuple[int, int]
    bracket: Bracket | None = None
    label: Label | None = None
    group: int = 0
    parts: list[tuple[int, int]] = field(default_factory=list)
    sure: bool = True
    blank: bool = False
    children: list[Piece] = field(default_factory=list)


def pieces_of(
    script: Script, pairing: Pairing, spans: list[OptionSpan], numbers: Iterable[tuple[int, int]], *, slashes: bool
) -> list[Piece]:
    """All pieces of a script, unordered.

    Args:
        numbers: start and end of the printed numbers of provisions, in which no slash or gap is a choice.
        slashes: whether slashes outside brackets are choices.
    """
    brackets = {bracket.open: _bracket_piece(script.text, bracket) for bracket in pairing.brackets}
    options = _option_pieces(script.text, _series(script.text, spans, brackets), brackets)
    pieces = [*brackets.values(), *options]
    taken = _taken(script, pieces, numbers)
    if slashes:
        pieces += _slash_pieces(script, taken)
    return pieces + _blank_pieces(script, taken)


def _bracket_piece(text: str, bracket: Bracket) -> Piece:
    start = bracket.head.end if bracket.head else bracket.open + 1
    stop = bracket.close + 1 if bracket.close is not None else bracket.end
    end = bracket.close if bracket.close is not None else bracket.end
    label = None
    if "\n" not in text[start:end]:
        label = label_at(text, start, end)
    words = (max(start, label.end if label else start), max(end, start))
    return Piece(bracket.open, stop, words, bracket=bracket, label=label)


def _series(text: str, spans: list[OptionSpan], brackets: dict[int, Piece]) -> list[OptionSpan]:
    """The options that reach over paragraphs; a label in a bracket with more words after it belongs to the bracket.

    `[ALT 1: may] [ALT 2: shall]` in one line are labelled brackets; any other bracket leaves its label to the option.
    """
    labelled = {piece.label.start: piece for piece in brackets.values() if piece.label}
    kept = []
    for span in spans:
        piece = labelled.get(span.label.start)
        inline = piece is not None and piece.bracket is not None and piece.bracket.close is not None
        if inline and piece is not None and text[piece.stop : span.end].split("\n", 1)[0].strip(" \t.;,]"):
            continue
        if piece is not None:
            piece.label, piece.words = None, (span.label.start, piece.words[1])
        kept.append(span)
    return kept


def _option_pieces(text: str, spans: list[OptionSpan], brackets: dict[int, Piece]) -> list[Piece]:
    """Labelled options; one that stands in brackets of its own takes them with it."""
    result = []
    for span in spans:
        piece = Piece(span.label.start, span.end, (span.label.end, span.end), label=span.label, group=span.group)
        opener = text.rfind("[", 0, span.label.start)
        own = brackets.get(opener)
        if own and _belongs(text, own, span):
            piece.start, piece.bracket = own.start, own.bracket
            piece.stop, piece.words = own.stop, (span.label.end, own.words[1])
            del brackets[opener]
        result.append(piece)
    return result


def _belongs(text: str, own: Piece, span: OptionSpan) -> bool:
    """Whether a bracket just before a label holds this option alone."""
    assert own.bracket is not None
    after_head = own.bracket.head.end if own.bracket.head else own.start + 1
    if text[after_head : span.label.start].strip() or own.bracket.close is None:
        return False
    rest = text[own.stop : span.end].strip(" \t\n.;,]")
    return own.stop <= span.end and not rest


def _taken(script: Script, pieces: Iterable[Piece], numbers: Iterable[tuple[int, int]]) -> bytearray:
    """Which characters are heads, labels, numbers or in braces, where no slash or gap is a choice."""
    taken = bytearray(len(script.text) + 1)
    for start, end in numbers:
        taken[start:end] = b"\1" * (end - start)
    for piece in pieces:
        if piece.start < piece.words[0] and (piece.label or (piece.bracket and piece.bracket.head)):
            taken[piece.start : piece.words[0]] = b"\1" * (piece.words[0] - piece.start)
    for start, end in braces(script.text):
        taken[start:end] = b"\1" * (end - start)
    return taken


def _slash_pieces(script: Script, taken: bytearray) -> list[Piece]:
    result = []
    for parts, sure in plain_slashes(script.text, 0, len(script.text)):
        start, stop = parts[0][0], parts[-1][1]
        if not any(taken[start:stop]):
            result.append(Piece(start, stop, (start, stop), parts=parts, sure=sure))
    return result


def _blank_pieces(script: Script, taken: bytearray) -> list[Piece]:
    return [
        Piece(start, stop, (start, stop), blank=True)
        for start, stop in bare_blanks(script.text)
        if not any(taken[start:stop])
    ]


def nest(pieces: list[Piece], end: int) -> list[Piece]:
    """Put each piece inside the innermost piece whose words hold it; the outermost ones are returned in order.

    A piece that would cross the end of the one round it is cut there; one that was never closed is widened instead.
    """
    root = Piece(-1, end, (0, end))
    stack = [root]
    for piece in sorted(pieces, key=lambda item: (item.start, -item.stop, item.blank)):
        while len(stack) > 1 and (piece.start >= stack[-1].stop or piece.start < stack[-1].words[0]):
            if piece.start < stack[-1].words[0] < stack[-1].stop and piece.start < stack[-1].stop:
                break
            stack.pop()
        parent = stack[-1]
        if parent.parts or parent.blank or piece.start < parent.words[0]:
            continue
        if piece.stop > parent.words[1]:
            _cross(stack, piece)
        parent.children.append(piece)
        stack.append(piece)
    return root.children


def _cross(stack: list[Piece], piece: Piece) -> None:
    limit = next((p.words[1] for p in reversed(stack) if not _unclosed(p)), piece.stop)
    piece_end = min(piece.stop, limit)
    for parent in reversed(stack):
        if not _unclosed(parent) or parent.words[1] >= piece_end:
            break
        parent.stop, parent.words = piece_end, (parent.words[0], piece_end)
    if piece.stop > limit:
        piece.stop = limit
        piece.words = (min(piece.words[0], limit), min(piece.words[1], limit))
        if piece.bracket and piece.bracket.close is not None:
            piece.bracket.close = None
            piece.bracket.end = limit
            piece.bracket.cut = True


def _unclosed(piece: Piece) -> bool:
    return piece.bracket is not None and piece.bracket.close is None and not piece.group
