"""A redline as a Word document with real tracked changes, which anyone can accept or reject one by one."""

from __future__ import annotations

from travaux.text.comparing.model import Comparison
from travaux.text.comparing.printed import Printed, Unit
from travaux.text.formats.docx_milestones import check_words
from travaux.text.formats.docx_packing import packed, separators
from travaux.text.formats.docx_parts import fixed_parts, story_part
from travaux.text.formats.docx_runs import paragraph
from travaux.text.formats.prose_lines import HEADINGS
from travaux.text.model import Change
from travaux.text.redline.docx_runs import Words
from travaux.text.redline.docx_steps import End, Number, Spanned, steps
from travaux.text.redline.front import title_of
from travaux.text.redline.languages import RTL_LETTER, right_to_left
from travaux.text.redline.leading import Leading

__all__ = ["redline_docx"]

_HANGING = ("paragraph", "item", "subitem", "point")
_STORIES = ("footnote", "endnote", "comment")
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
# The settings and the relations of our documents name a part of our own; a redline carries no choices in it.
_ITEM = b'<redline xmlns="urn:travaux:redline:1"/>'
_ITEM_PROPERTIES = (
    b'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    b'ds:itemID="{5B0F3E2A-8D14-4C0B-9A61-2C5D1E7F4A33}"/>'
)


def redline_docx(comparison: Comparison, author: str = "Travaux") -> bytes:
    """The comparison as a Word document with tracked changes.

    Accepting every change gives the printed words of the new text, rejecting every change those of the old text,
    paragraph by paragraph. Moves are a deletion and an insertion, since Word fails on moves written by other
    programs. Bodies of notes stand at the end.

    Args:
        comparison: what `travaux.text.comparing.compare` found.
        author: who is named for changes that no tracked change of the new text explains; those keep author and date.

    Returns:
        The bytes of a .docx file; the same for the same comparison. Changes of our own have no date.

    Raises:
        TravauxError: if a text holds control characters, which Word documents cannot.
    """
    check_words(author)
    old, new = comparison.old, comparison.new
    title = check_words(f"{title_of(old, 'Old text')} → {title_of(new, 'New text')}")
    parts = fixed_parts(title, new.source.language, dict.fromkeys(("footnote", "endnote"), "decimal"))
    body = check_words(_Body(comparison, author).write())
    parts["word/document.xml"] = story_part("document", f"<w:body>{body}{_SECTION}</w:body>")
    for form in _STORIES:
        parts[f"word/{form}s.xml"] = story_part(f"{form}s", "" if form == "comment" else separators(form))
    parts["customXml/item1.xml"], parts["customXml/itemProps1.xml"] = _ITEM, _ITEM_PROPERTIES
    return packed(parts)


class _Body:
    """Writes the paragraphs."""

    def __init__(self, comparison: Comparison, author: str) -> None:
        self._comparison = comparison
        self._old, self._new = comparison.old_text, comparison.new_text
        self._leads = Leading(self._old), Leading(self._new)
        self._ids = 0
        self._words = Words(comparison, author, self._new_id)
        self._rtl = right_to_left(self._new, comparison.new.source.language)
        self._here = False  # whether the present paragraph runs from right to left
        self._unit: tuple[int, ...] = ()
        levels = sorted({
            unit.level for unit in (*self._old.units, *self._new.units) if unit.role in HEADINGS and not unit.note
        })
        self._headings = {level: f"Heading{min(place, 6)}" for place, level in enumerate(levels, 1)}

    def _new_id(self) -> int:
        self._ids += 1
        return self._ids

    def write(self) -> str:
        """All paragraphs; one without words ends them if the mark of the last is tracked, which Word cannot do."""
        paragraphs: list[str] = []
        content: list[str] = []
        last: End | None = None
        for step in steps(self._comparison, self._leads):
            if isinstance(step, Number):
                content.append(self._number(step))
            elif isinstance(step, Spanned):
                content.append(self._words.span(step.span, self._unit, self._here))
            else:
                paragraphs.append(self._end(step, "".join(content)))
                content, last = [], step
        if last is None or last.act != "same":
            paragraphs.append("<w:p/>")
        return "".join(paragraphs)

    def _number(self, step: Number) -> str:
        text, index = (self._new, step.new) if step.new >= 0 else (self._old, step.old)
        self._here = self._runs_left(text, index)
        self._unit = (step.new,) if step.new >= 0 else self._unit
        before = _printed(self._old.units[step.old]) if step.old >= 0 else ""
        after = _printed(self._new.units[step.new]) if step.new >= 0 else ""
        marks = (
            self._leads[0].words(step.old) if step.old >= 0 else "",
            self._leads[1].words(step.new) if step.new >= 0 else "",
        )
        inserted = self._words.tracked(self._new.units[step.new].change if step.new >= 0 else None)
        return self._either(*marks, inserted, ("bold",)) + self._either(before, after, inserted)

    def _either(self, before: str, after: str, inserted: Change, marks: tuple[str, ...] = ()) -> str:
        """What both texts print alike once; else that of the old one deleted, that of the new one inserted."""
        if before.strip() == after.strip():
            return self._words.one(after, None, self._here, marks)
        return (
            self._words.one(before, self._words.deletion, self._here, marks)
            + self._words.one(after, inserted, self._here, marks)
        )

    def _end(self, step: End, content: str) -> str:
        unit = self._old.units[step.old] if step.new < 0 else self._new.units[step.new]
        change: Change | None = None
        if step.act == "deleted":
            change = self._words.deletion
        elif step.act == "inserted":
            change = self._words.tracked(unit.change)
        written = paragraph(self._style(unit), content, change, self._new_id)
        # The first element of the properties is the style, after which direction belongs.
        return written.replace('"/>', '"/><w:bidi/>', 1) if self._here else written

    def _style(self, unit: Unit) -> str:
        if unit.note:
            return "FootnoteText"
        if unit.role == "title":
            return "Title"
        return self._headings[unit.level] if unit.role in HEADINGS else f"Travaux{unit.role.capitalize()}"

    def _runs_left(self, text: Printed, index: int) -> bool:
        words = text.units[index].number + text.text(index)
        letters = sum(map(str.isalpha, words))
        return 2 * len(RTL_LETTER.findall(words)) > letters if letters else self._rtl


def _printed(unit: Unit) -> str:
    """The number of a unit with the space after it."""
    if not unit.number:
        return ""
    return unit.number + ("\t" if unit.role in _HANGING else " ")
