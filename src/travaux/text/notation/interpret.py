"""From a manuscript to an instrument: the whole notation, for the body and for each note."""

from __future__ import annotations

from dataclasses import dataclass, field

from travaux.errors import Refused
from travaux.text.conservation import conserve
from travaux.text.convention import Convention
from travaux.text.instrument import Instrument, MarkCount, Source
from travaux.text.manuscript import Block, Diagnostic, Manuscript
from travaux.text.model import Note, Stream
from travaux.text.notation.custom import guess_convention, guess_language
from travaux.text.notation.grow import Grower
from travaux.text.notation.heads import Head, HeadReader
from travaux.text.notation.marks import braces, not_negotiation
from travaux.text.notation.options import option_spans
from travaux.text.notation.pairing import Bracket, Pairing, pair
from travaux.text.notation.provisions import provisions
from travaux.text.notation.repairs import Locator, depth_of, repairs
from travaux.text.notation.script import Script, script
from travaux.text.notation.spans import nest, pieces_of
from travaux.text.notation.stances import positions
from travaux.text.notation.styles import guess_styles, tracked
from travaux.text.outline import identified

__all__ = ["DEEPEST", "interpret"]

DEEPEST = 50
"""How deep brackets may nest; the deepest draft seen has six levels."""
_LAID_OUT = ("text", "pdf")
MOST_FORGOTTEN = 500
"""How many brackets may be open at one point, the forgotten ones included."""


@dataclass(slots=True)
class _Tally:
    """Marks counted over the body and all notes of a file."""

    file: str = ""
    laid_out: bool = False
    paired: int = 0
    unclosed: int = 0
    stray: int = 0
    other: int = 0
    depth: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def interpret(manuscript: Manuscript, convention: Convention | None = None) -> Instrument:
    """Read the notation of a manuscript.

    Args:
        convention: what its marks mean; guessed from the document if None.

    Returns:
        The instrument, with its conservation checked.
    """
    if convention is None:
        body = script(manuscript.blocks)
        convention = guess_styles(manuscript.blocks, guess_convention(_everything(manuscript, body), HeadReader()))
    body = script(tracked(manuscript.blocks, convention))
    reader = HeadReader(convention.parties)
    tally = _Tally(manuscript.file, manuscript.format in _LAID_OUT)
    notes = {key: _note(manuscript, key, convention, reader, tally) for key in manuscript.notes}
    grower, stream = _stream(body, convention, reader, notes, tally)
    stream = identified(stream + _unplaced(notes, grower.used, tally))
    for fragment_text in _aside_marks(manuscript):
        _count_aside(fragment_text, tally)
    language = manuscript.language or guess_language(body.text)
    return Instrument(
        body=stream,
        title=manuscript.title,
        source=Source(manuscript.file, manuscript.format, manuscript.pages, language),
        convention=convention,
        marks=MarkCount(
            open=tally.paired + tally.unclosed + tally.other,
            close=tally.paired + tally.stray + tally.other,
            paired=tally.paired,
            unclosed=tally.unclosed,
            stray=tally.stray,
            not_negotiation=tally.other,
            max_depth=tally.depth,
        ),
        conservation=conserve(manuscript.source, stream, manuscript.dropped, *_note_marks(manuscript)),
        dropped=tuple(manuscript.dropped),
        diagnostics=(*manuscript.diagnostics, *tally.diagnostics),
    )


def _everything(manuscript: Manuscript, body: Script) -> str:
    notes = (f.text for note in manuscript.notes.values() for block in note.blocks for f in block.fragments)
    return body.text + " ".join(notes)


def _stream(
    part: Script, convention: Convention, reader: HeadReader, notes: dict[str, Note], tally: _Tally
) -> tuple[Grower, Stream]:
    """The stream of the body or of one note, its marks counted and its repairs reported."""
    found = provisions(part, reader, laid_out=tally.laid_out)
    spans = option_spans(part, found)
    excluded = not_negotiation(part.text, editorial=convention.brackets == "editorial")
    heads = _heads(part.text, excluded, reader)
    pairing = pair(part, found, spans, excluded, heads)
    curly = braces(part.text)
    disputed = _disputed_braces(part.text, curly, convention, reader)
    pairing.brackets += disputed
    numbers = [(provision.number_start, provision.number_end) for provision in found]
    held = _held(pairing, tally.file)
    pieces = nest(pieces_of(part, held, spans, numbers, slashes=convention.slashes == "choice"), len(part.text))
    _count(part.text, pairing, excluded, tally)
    variants = {bracket.open for bracket in disputed}
    labels = [span for span in curly if span[0] not in variants]
    grower = Grower(part, found, convention, notes, labels)
    stream = grower.grow(pieces)
    tally.diagnostics += repairs(part, pairing, heads, Locator(part, found), reader)
    return grower, stream


def _held(pairing: Pairing, file: str) -> Pairing:
    """The brackets that become choices: all, or only the closed ones where forgotten marks would pile up.

    Raises:
        Refused: if brackets nest deeper than in any negotiating text.
    """
    if (open_marks := depth_of(pairing)) <= DEEPEST:
        return pairing
    closed = Pairing([bracket for bracket in pairing.brackets if bracket.close is not None], pairing.stray)
    depth = max(depth_of(closed), open_marks if open_marks > MOST_FORGOTTEN else 0)
    if depth > DEEPEST:
        raise Refused(
            f"brackets nest {depth} deep",
            where=file,
            why=f"more than {DEEPEST} levels are no negotiating text",
            remedy="check the file for damage",
        )
    return closed


def _disputed_braces(
    text: str, curly: list[tuple[int, int]], convention: Convention, reader: HeadReader
) -> list[Bracket]:
    """Braces that hold disputed words: all of them where they mark variants, and those that name parties anywhere."""
    found = [Bracket(start, end - 1, end - 1, reader.read(text, start + 1)) for start, end in curly]
    return [bracket for bracket in found if bracket.head or convention.braces == "variant"]


def _heads(text: str, excluded: set[int], reader: HeadReader) -> dict[int, Head]:
    heads: dict[int, Head] = {}
    offset = text.find("[")
    while offset >= 0:
        if offset not in excluded:
            head = reader.read(text, offset + 1)
            if head is not None:
                heads[offset] = head
        offset = text.find("[", offset + 1)
    return heads


def _count(text: str, pairing: Pairing, excluded: set[int], tally: _Tally) -> None:
    square = [bracket for bracket in pairing.brackets if text[bracket.open] == "["]
    closed = sum(1 for bracket in square if bracket.close is not None)
    tally.paired += closed
    tally.unclosed += len(square) - closed
    tally.stray += len(pairing.stray) + sum(1 for bracket in square if bracket.close is None and bracket.cut)
    tally.other += len(excluded) // 2
    tally.depth = max(tally.depth, depth_of(pairing))


def _note(manuscript: Manuscript, key: str, convention: Convention, reader: HeadReader, tally: _Tally) -> Note:
    body = manuscript.notes[key]
    part = script(tracked(body.blocks, convention))
    _, stream = _stream(part, convention, reader, {}, tally)
    found = positions(part.text.strip(), reader, convention.parties)
    return Note(body.mark, stream, body.form, found, body.author, body.date)


def _unplaced(notes: dict[str, Note], used: set[str], tally: _Tally) -> Stream:
    """Notes whose mark was not found stand at the end, so that nothing is lost."""
    left = tuple(note for key, note in notes.items() if key not in used)
    for note in left:
        tally.diagnostics.append(
            Diagnostic(
                "note-without-mark",
                "warning",
                {},
                f"no mark was found for note {note.mark}; it stands at the end",
                "check where its mark belongs",
            )
        )
    return left


def _note_marks(manuscript: Manuscript) -> tuple[str, str]:
    """Marks that the source prints twice, at the word and before the body of the note; and those it does not print."""
    at_word: dict[str, str] = {}
    for fragment in (fragment for block in manuscript.blocks for fragment in block.fragments):
        if fragment.note is not None:
            at_word.setdefault(fragment.note, fragment.text.strip())
    twice = (note.mark for key, note in manuscript.notes.items() if note.printed and at_word.get(key))
    never = (note.mark for key, note in manuscript.notes.items() if not note.printed and not at_word.get(key))
    return "".join(twice), "".join(never)


def _aside_marks(manuscript: Manuscript) -> list[str]:
    """Words with brackets that are no words of the text: note marks as printed, and what was dropped."""
    blocks: list[Block] = [*manuscript.blocks, *(block for note in manuscript.notes.values() for block in note.blocks)]
    printed = [fragment.text for block in blocks for fragment in block.fragments if fragment.note is not None]
    labels = [block.label for block in blocks if block.label and not block.generated]
    bodies = [note.mark for note in manuscript.notes.values() if note.printed]
    return [*printed, *labels, *bodies, "".join(dropped.text for dropped in manuscript.dropped)]


def _count_aside(words: str, tally: _Tally) -> None:
    opened, closed = words.count("["), words.count("]")
    tally.other += min(opened, closed)
    tally.unclosed += max(opened - closed, 0)
    tally.stray += max(closed - opened, 0)
