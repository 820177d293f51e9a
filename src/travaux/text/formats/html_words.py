"""Words and tags for the parts of a text in a page: looks, changes, attributions, and what a screen reader hears."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls

from travaux.text.formats.html_page import attribute, escaped
from travaux.text.model import Break, Change, ChoiceForm, Note, Option, Text

__all__ = ["attribution", "break_title", "change_tag", "note_words", "styled", "what_opens"]

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strike": "s", "superscript": "sup", "subscript": "sub",
}
_COLOR = re.compile(r"color:([0-9A-Fa-f]{6})$")
_HIGHLIGHT = re.compile(r"highlight:([0-9A-Fa-f]{6}|[A-Za-z]+)$")
# The sixteen highlights of word processors (Office Open XML, ST_HighlightColor) that are no grey or white.
_PAPERS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkblue": "000080", "darkcyan": "008080", "darkgreen": "008000", "darkmagenta": "800080", "darkred": "800000",
    "darkyellow": "808000",
}
_HUES = ((15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (195, "cyan"), (260, "blue"), (335, "purple"),
    (361, "red"))
_GREY = 0.15  # colourfulness and contrast, from 0 to 1, below which a colour counts as grey
_ACTS = {"inserted": "inserted", "deleted": "deleted", "moved_from": "moved away", "moved_to": "moved here"}
_FORMS = {"bracket": "bracket", "alternatives": "alternative", "options": "option", "placeholder": "placeholder"}


def styled(text: Text, *, classes: bool = False) -> str:
    """The words in elements that show their marks.

    Args:
        text: the words.
        classes: whether colours are given as classes, for pages that allow no style in an attribute: `hue-red` for
            letters, `mark-red` behind them, in the eight hues that people name.
    """
    words = escaped(text.text)
    for mark in reversed(text.marks):
        color, highlight = _COLOR.match(mark), _HIGHLIGHT.match(mark)
        if mark in _TAGS:
            words = f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>"
        elif color:
            looks = f"class=hue-{_hue(color[1])}" if classes else f'style="color:#{color[1]}"'
            words = f"<span {looks}>{words}</span>"
        elif highlight:
            name = highlight[1]
            paper = f"#{name}" if re.fullmatch(r"[0-9A-Fa-f]{6}", name) else name.lower()
            looks = f"class=mark-{_hue(_PAPERS.get(name.lower(), name))}" if classes else f'style="background:{paper}"'
            words = f"<mark {looks}>{words}</mark>"
    return words


def _hue(color: str) -> str:
    """The name of the hue that comes nearest to a colour.

    Example:
        >>> [_hue(color) for color in ("C00000", "0070C0", "7F7F7F", "FFFF00", "pink")]
        ['red', 'blue', 'grey', 'yellow', 'grey']
    """
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", color):
        return "grey"
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (0, 2, 4))
    turn, _, colorfulness = rgb_to_hls(red, green, blue)
    if colorfulness < _GREY or max(red, green, blue) - min(red, green, blue) < _GREY:
        return "grey"
    return next(name for end, name in _HUES if turn * 360 < end)


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
