"""Words as runs of WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from travaux.text.formats.docx_milestones import HIGHLIGHTS, check_words, shown_change
from travaux.text.model import Change

__all__ = ["attribute", "changed", "mark_runs", "paragraph", "plain_runs", "runs"]

_BLANK = re.compile(r"([\t\n])")
_BLANKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_SIMPLE = (("bold", "<w:b/>"), ("italic", "<w:i/>"), ("strike", "<w:strike/>"))


def attribute(value: str) -> str:
    """An attribute value with its quotes.

    Raises:
        TravauxError: if it holds characters that XML cannot.
    """
    return quoteattr(check_words(value))


def changed(author: str, date: str) -> str:
    """The attributes that say who made a change or a comment, and when if the date is complete."""
    shown = shown_change(Change("inserted", author, date))
    when = f" w:date={attribute(date)}" if shown and shown.date else ""
    return f" w:author={attribute(author)}{when}"


def paragraph(style: str, content: str, change: Change | None, new_id: Callable[[], int]) -> str:
    """A paragraph; `change` belongs to its mark."""
    mark = ""
    if change:
        tag = "del" if change.act == "deleted" else "ins"
        mark = f'<w:rPr><w:{tag} w:id="{new_id()}"{changed(change.author, change.date)}/></w:rPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{content}</w:p>'


def runs(words: str, marks: tuple[str, ...], change: Change | None, new_id: Callable[[], int]) -> str:
    """Words of the text in their style, within a tracked change if there is one."""
    if change is None:
        return f"<w:r>{_properties(marks)}{plain_runs(words)}</w:r>"
    tag, text = ("del", "delText") if change.act == "deleted" else ("ins", "t")
    who = changed(change.author, change.date)
    return f'<w:{tag} w:id="{new_id()}"{who}><w:r>{_properties(marks)}{plain_runs(words, text)}</w:r></w:{tag}>'


def mark_runs(words: str, style: str) -> str:
    """Printed marks in a character style."""
    if not words:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{plain_runs(words)}</w:r>"


def plain_runs(words: str, tag: str = "t") -> str:
    """The inside of a run: words, tabs and line breaks."""
    parts = []
    for part in _BLANK.split(words):
        if part in _BLANKS:
            parts.append(_BLANKS[part])
        elif part:
            escaped = escape(part, {"\r": "&#13;"})
            parts.append(f'<w:{tag} xml:space="preserve">{escaped}</w:{tag}>')
    return "".join(parts)


@lru_cache(maxsize=1024)
def _properties(marks: tuple[str, ...]) -> str:
    """Run properties in the order that the schema wants."""
    found = [xml for mark, xml in _SIMPLE if mark in marks]
    found += [f'<w:color w:val="{mark[6:]}"/>' for mark in marks if mark.startswith("color:")]
    fills = [mark[10:] for mark in marks if mark.startswith("highlight:")]
    found += [f'<w:highlight w:val="{fill}"/>' for fill in fills if fill.lower() in HIGHLIGHTS]
    found += ['<w:u w:val="single"/>'] if "underline" in marks else []
    found += [f'<w:shd w:val="clear" w:color="auto" w:fill="{f}"/>' for f in fills if f.lower() not in HIGHLIGHTS]
    found += [f'<w:vertAlign w:val="{mark}"/>' for mark in ("superscript", "subscript") if mark in marks]
    return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""
