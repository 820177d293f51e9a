"""From printed lines to a manuscript: furniture away, notes to their marks, lines into paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from travaux.text.layout.footnotes import Footnote, split_footnotes
from travaux.text.layout.furniture import without_furniture
from travaux.text.layout.hyphens import SOFT, Hyphens
from travaux.text.layout.lines import Cut, Line, Measures, measured
from travaux.text.layout.marks import mark_notes
from travaux.text.layout.paragraphs import block_of, closed_up, grouped
from travaux.text.layout.starts import is_heading, start_of
from travaux.text.manuscript import Block, Diagnostic, Dropped, Fragment, Manuscript, NoteBody

__all__ = ["compose"]

# A cover line or a document symbol such as LT/CONF/4 REV. 2 is no title.
_NO_TITLE = re.compile(r"cover page|(?:table of )?contents|[A-Z]{1,12}(?:[/.-]\w+)+(?:\s+rev\.? ?\d*)?", re.IGNORECASE)

_TOO_MANY = 20_000
"""Lines on one sheet above which no footnotes are looked for: no page has as many."""


def compose(
    manuscript: Manuscript, sheets: list[list[Line]], words: str, *, geometric: bool, wrapped: bool = True
) -> None:
    """Fill a manuscript from the lines of its sheets.

    Args:
        manuscript: gets blocks, notes, dropped words and diagnostics.
        sheets: the lines that are not blank, of each physical page, in reading order.
        words: the text of the source, for what hyphens at line ends mean.
        geometric: lines have positions in points (PDF), not columns.
        wrapped: paragraphs run over several lines; otherwise each line is a paragraph.
    """
    sheets, manuscript.dropped = without_furniture(sheets)
    lines = [line for sheet in sheets for line in sheet]
    measures = measured(lines, geometric=geometric)
    bodies, notes = _noted(sheets, measures, manuscript)
    if not geometric:
        measures = measured([line for body in bodies for line in body], geometric=False, wrapped=wrapped)
    text = _without_strays([line for body in bodies for line in body], measures)
    hyphens = Hyphens(words)
    for line in lines:
        if SOFT in line.text:
            _cut_soft_hyphens(line, hyphens)
    for group in grouped(text, measures):
        block, dropped = block_of(group, hyphens, measures)
        block.heading = _heading(group, measures)
        block.fragments = closed_up(block.fragments)
        manuscript.blocks.append(block)
        manuscript.dropped += dropped
    for note in notes:
        manuscript.notes[note.key] = _note_body(note, hyphens, measures, manuscript.dropped)
    headings = (block for block in manuscript.blocks[:15] if block.heading == 1)
    titles = ("".join(f.text for f in block.fragments if f.note is None).strip() for block in headings)
    manuscript.title = next((title for title in titles if not _NO_TITLE.fullmatch(title)), "")


def _noted(
    sheets: list[list[Line]], measures: Measures, manuscript: Manuscript
) -> tuple[list[list[Line]], list[Footnote]]:
    """Lines of the text with their marks cut, and the footnotes.

    In plain text a foot whose numbers are mostly found nowhere above it is no foot of notes, and stays text.
    """
    if any(len(sheet) > _TOO_MANY for sheet in sheets):
        return sheets, []
    bodies, notes = split_footnotes(sheets, measures)
    _name(notes)
    missing = mark_notes(bodies, notes, measures)
    if not measures.geometric:
        per_sheet = Counter(note.sheet for note in notes)
        lost = Counter(note.sheet for note in missing)
        doubted = {sheet for sheet, count in lost.items() if count * 2 >= per_sheet[sheet]}
        if doubted:
            _restore(bodies, [note for note in notes if note.sheet in doubted])
            notes = [note for note in notes if note.sheet not in doubted]
            missing = [note for note in missing if note.sheet not in doubted]
    for note in missing:
        _anchor_at_end(bodies, note)
        manuscript.diagnostics.append(_unmarked(note))
    return bodies, notes


def _name(notes: list[Footnote]) -> None:
    """Give each footnote a key of its own, with the page where numbers start again."""
    marks = Counter(note.mark for note in notes)
    taken: set[str] = set()
    for note in notes:
        key = f"fn{note.mark}" if marks[note.mark] == 1 else f"p{note.lines[0].page or note.sheet + 1}-{note.mark}"
        while key in taken:
            key += "'"
        taken.add(key)
        note.key = key


def _restore(bodies: list[list[Line]], notes: list[Footnote]) -> None:
    keys = {note.key for note in notes}
    for body in bodies:
        for line in body:
            line.cuts = [cut for cut in line.cuts if cut.note not in keys]
    for note in notes:
        bodies[note.sheet] += note.lines


def _anchor_at_end(bodies: list[list[Line]], note: Footnote) -> None:
    """Hang a note whose mark was not found on the last words of its sheet, without a printed mark."""
    for body in [*bodies[note.sheet :: -1], *bodies[note.sheet + 1 :]]:
        if body:
            end = len(body[-1].text.rstrip())
            body[-1].cuts.append(Cut(end, end, note.key))
            return


def _unmarked(note: Footnote) -> Diagnostic:
    line = note.lines[0]
    where: dict[str, int | str] = {"line": line.number}
    if line.page is not None:
        where["page"] = line.page
    return Diagnostic(
        "note-without-mark", "warning", where,
        f"no mark of footnote {note.mark} was found in the text; the note was attached to the end of its page",
        "look for the mark in the source",
    )


def _without_strays(lines: list[Line], measures: Measures) -> list[Line]:
    """Hang each line that holds nothing but a note mark on the next line, unless it stands in the row above."""
    kept: list[Line] = []
    strays: list[Line] = []
    for line in lines:
        alone = len(line.cuts) == 1 and line.text.strip() == line.text[line.cuts[0].start : line.cuts[0].end]
        if alone and not (measures.geometric and kept and measures.gap(kept[-1], line) == 0):
            strays.append(line)
            continue
        line.strays, strays = strays, []
        kept.append(line)
    return kept + strays


def _cut_soft_hyphens(line: Line, hyphens: Hyphens) -> None:
    at = line.text.find(SOFT)
    while at >= 0:
        if not hyphens.belongs(line.text[: at + 1], line.text[at + 1 : at + 60]):
            line.cuts.append(Cut(at, at + 1))
        at = line.text.find(SOFT, at + 1)
    line.cuts.sort(key=lambda cut: cut.start)


def _heading(group: list[Line], measures: Measures) -> int | None:
    """Level of a heading that shows in print: capitals, bold or large letters; provisions are not headings here."""
    text = " ".join(line.text.strip() for line in group)
    if len(group) > 3 or len(text) > 200 or text[-1:] in ".;,:":
        return None
    if start_of(text) in ("provision", "option", "recital", "brace"):
        return None
    large = measures.geometric and group[0].height > 1.12 * measures.height
    capitals = text.isupper() and is_heading(group[0], measures.margin)
    if large or (capitals and not measures.geometric):
        return 1
    return 2 if all(line.bold for line in group) or capitals else None


def _note_body(note: Footnote, hyphens: Hyphens, measures: Measures, dropped: list[Dropped]) -> NoteBody:
    """The body of a footnote, with the paragraphs in it."""
    lines, column = note.lines, note.text_at
    if not lines[0].text[column:].strip() and len(lines) > 1:
        lines, column = lines[1:], 0
    body = NoteBody(note.mark, printed=True)
    for group in grouped(lines, measures):
        block, away = block_of(group, hyphens, measures, column if group[0] is lines[0] else 0)
        body.blocks.append(block)
        dropped += away
    if not body.blocks:
        body.blocks.append(Block([Fragment("")]))
    return body
