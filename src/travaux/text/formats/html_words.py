"""Words and tags for the parts of a text in a page: looks, changes, attributions, and what a screen reader hears."""

from __future__ import annotations

import re

from travaux.text.formats.html_page import attribute, escaped
from travaux.text.model import Break, Change, ChoiceForm, Note, Option, Text

__all__ = ["attribution", "break_title", "change_tag", "note_words", "styled", "what_opens"]

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strike": "s", "superscript": "sup", "subscript": "sub",
}
_COLOR = re.compile(r"color:([0-9A-Fa-f]{6})$")
_HIGHLIGHT = re.compile(r"highlight:([0-9A-Fa-f]{6}|[A-Za-z]+)$")
_ACTS = {"inserted": "inserted", "deleted": "deleted", "moved_from": "moved away", "moved_to": "moved here"}
_FORMS = {"bracket": "bracket", "alternatives": "alternative", "options": "option", "placeholder": "placeholder"}


def styled(text: Text) -> str:
    """The words in elements that show their marks."""
    words = escaped(text.text)
    for mark in reversed(text.marks):
        color, highlight = _COLOR.match(mark), _HIGHLIGHT.match(mark)
        if mark in _TAGS:
            words = f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>"
        elif color:
            words = f'<span style="color:#{color[1]}">{words}</span>'
        elif highlight:
            name = highlight[1]
            paper = f"#{name}" if re.fullmatch(r"[0-9A-Fa-f]{6}", name) else name.lower()
            words = f'<mark style="background:{paper}">{words}</mark>'
    return words


def change_tag(change: Change | None) -> tuple[str, str]:
    """The element for words under this change, and its attributes."""
    if change is None:
        return "span", ""
    tag = "ins" if change.act in ("inserted", "moved_to") else "del"
    when = f" datetime={attribute(change.date)}" if change.date else ""
    return tag, f" title={attribute(change_words(change))}{when}"


def change_words(change: Change) -> str:
    """Who did what, and when.

    Example:
        >>> change_words(Change("inserted", "Kim", "2015-10-23"))
        'inserted by Kim, 2015-10-23'
    """
    by = f" by {change.author}" if change.author else ""
    return f"{_ACTS[change.act]}{by}{f', {change.date}' if change.date else ''}"


def break_title(event: Break) -> str:
    """The attributes of a paragraph's number: its look, and what was done to the paragraph mark."""
    title = f" title={attribute('paragraph ' + change_words(event.change))}" if event.change else ""
    return f"{' class=num' if event.number else ''}{title}"


def attribution(option: Option) -> str:
    """Who stands where on the option, in one line.

    Example:
        >>> attribution(Option(backs=("US", "MX"), opposes=("BN",)))
        'US, MX propose · BN opposes'
    """
    sides = []
    for codes, verb in ((option.backs, "propose"), (option.opposes, "oppose")):
        if codes:
            sides.append(f"{', '.join(codes)} {verb}{'s' if len(codes) == 1 else ''}")
    return " · ".join(sides)


def what_opens(form: ChoiceForm, index: int, count: int, option: Option) -> str:
    """What a screen reader says where an option opens."""
    name = _FORMS[form]
    number = f" {index} of {count}" if count > 1 else ""
    who = attribution(option)
    return f"{name}{number} begins{f': {who}' if who else ''}"


def note_words(note: Note) -> str:
    """What is known of a note beside its words: its kind, author, date, and whose position it states."""
    said: list[str] = [note.form] if note.form != "footnote" else []
    said += [part for part in (note.author, note.date) if part]
    said += [f"{position.party or 'a delegation'}: {position.stance.replace('_', ' ')}" for position in note.positions]
    return f"<span class=about data-gloss>{escaped(' · '.join(said))}</span>" if said else ""
