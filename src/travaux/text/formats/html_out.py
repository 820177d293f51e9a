"""A negotiating text as one HTML page that shows it well and carries it whole.

Choices cross paragraphs, so they are milestones: an element with a `data-choice` or `data-option` attribute where one
opens, one with `data-option-end` or `data-choice-end` where it closes. `html_ready` reads them back. `fragment` gives
the same for a page of somebody else: lighter, without what reads it back, and without a style in any attribute.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import chain

from travaux.errors import TravauxError
from travaux.text.formats.html_fields import to_json
from travaux.text.formats.html_page import Fragment, Heading, attribute, direction, escaped, page
from travaux.text.formats.html_words import attribution, break_title, change_tag, note_words, styled, what_opens
from travaux.text.formats.prose_lines import HEADINGS, HeadingLevels, printed_lines
from travaux.text.instrument import Instrument
from travaux.text.model import Aside, Break, Choice, Note, Option, Stream, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, flatten

__all__ = ["fragment", "html"]

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[\w.:-]+")
_DEEPEST_TINT = 8


@dataclass(slots=True)
class _Open:
    """A choice that is open while the page is written; `line` is where its present option began."""

    choice: Choice
    count: int
    index: int = 0
    line: int = 0
    option: Option | None = None


@dataclass(slots=True)
class _Entry:
    """One line of the outline: its anchor, its words, its level from 2, and how many choices open below it.

    `line` is the place of its line in the text, from 0; `within` says that it stands in a choice that opened before.
    """

    anchor: str
    words: str
    level: int
    bare: bool
    choices: int = 0
    line: int = 0
    within: bool = False


@dataclass(slots=True)
class _Writer:
    """Writes lines; note bodies and outline entries gather on the way. `whole`: with all that reads the text back."""

    whole: bool = True
    notes: list[tuple[str, Note]] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    levels: HeadingLevels = field(default_factory=HeadingLevels)
    counts: dict[str, int] = field(default_factory=lambda: {"choices": 0, "review": 0})
    places: dict[str, int] = field(default_factory=dict)
    line: int = 0

    def stream(self, stream: Stream, headings: bool = True) -> list[str]:
        """The lines of a stream; notes have paragraphs only."""
        events = list(flatten(stream))
        sizes = iter(_sizes(events))
        return [self._line(line, headings, sizes) for line in printed_lines(events)]

    def _line(self, events: list[Event], headings: bool, sizes: object) -> str:
        self.line += 1
        begins = next((event for event in events if isinstance(event, Break)), None)
        tag, extra = "p", ""
        role = begins.role if begins else "text"
        if begins and headings and role in HEADINGS:
            tag, extra = self._heading(begins, events)
        within = min(len(self.open), 4)
        tints = "".join(map(_tint, range(1, min(len(self.open), _DEEPEST_TINT) + 1)))
        body = "".join(self._event(event, sizes) for event in events)
        ends = "</span>" * min(len(self.open), _DEEPEST_TINT)
        return f'<{tag} class="{role}{f" w{within}" if within else ""}"{extra}>{tints}{body}{ends}</{tag}>'

    def _heading(self, begins: Break, events: list[Event]) -> tuple[str, str]:
        """A heading one level below the heading that encloses it, and its line in the outline."""
        level = min(self.levels.of(begins) + 1, 6)
        words = " ".join("".join(_words(event) for event in events).split())
        last = self.entries[-1] if self.entries else None
        if last and last.bare and begins.role == "heading" and not begins.number and words:
            last.words, last.bare = f"{last.words} · {words}", False
            return f"h{level}", ""
        anchor = f"s{len(self.entries) + 1}"
        if begins.number or words:
            named = f"{begins.number} {words}".strip()
            self.entries.append(_Entry(anchor, named, level, not words, 0, self.line - 1, bool(self.open)))
            return f"h{level}", f' id="{anchor}"'
        return f"h{level}", ""

    def _event(self, event: Event, sizes: object) -> str:
        match event:
            case Text():
                return self._text(event)
            case Break():
                title = break_title(event)
                if not (self.whole or event.number or title):
                    return ""
                return f"<span{self._data('break', event)}{title}>{escaped(event.number)}</span>"
            case Aside():
                return f"<i class={event.role}{self._data('aside', event, 'text')}>{escaped(event.text)}</i>"
            case Note():
                return self._note(event)
            case ChoiceOpen(choice):
                return self._choice(choice, next(sizes))  # type: ignore[call-overload]
            case OptionOpen(option):
                return self._option(option)
            case OptionClose(close):
                return self._option_end(close)
            case ChoiceClose(name):
                self.open.pop()
                ends = f"<span data-choice-end={attribute(json.dumps(name, ensure_ascii=False))}></span>"
                return ends if self.whole else ""
        raise TypeError(event)

    def _data(self, name: str, node: Aside | Break | Choice | Option | Text, *left_out: str) -> str:
        """The attribute that carries the fields of a node; in a fragment its name alone."""
        return f" data-{name}={attribute(to_json(node, *left_out))}" if self.whole else f" data-{name}"

    def _text(self, text: Text) -> str:
        if not self.whole and text.change is None:
            return styled(text, classes=True)
        tag, looks = change_tag(text.change)
        return f"<{tag}{looks}{self._data('text', text, 'text')}>{styled(text, classes=not self.whole)}</{tag}>"

    def _note(self, note: Note) -> str:
        key = f"n{len(self.notes) + 1}"
        self.notes.append((key, note))
        carried = f" data-note={attribute(to_json(note, 'content', body=key))}" if self.whole else ""
        said = attribute(f"{note.form} {note.mark}".strip())
        shown = escaped(note.mark) or "<span data-gloss>*</span>"
        link = f'id="r{key}" href="#{key}" role="doc-noteref" aria-label={said}'
        return f"<sup><a{carried} {link}>{shown}</a></sup>"

    def _choice(self, choice: Choice, count: int) -> str:
        self.counts["choices"] += 1
        if self.entries:
            self.entries[-1].choices += 1
        self.places[choice.id] = len(self.entries) - 1
        self.open.append(_Open(choice, count))
        name = f" id={attribute('choice-' + choice.id)}" if _NAME.fullmatch(choice.id) else ""
        mark = f"<span{name}{self._data('choice', choice, 'options')}></span>"
        if choice.for_review:
            self.counts["review"] += 1
            why = attribute(choice.why or "a person should look at this choice")
            mark += f"<span class=review data-gloss title={why}>for review</span>"
        return mark

    def _option(self, option: Option) -> str:
        place = self.open[-1]
        place.index, place.line, place.option = place.index + 1, self.line, option
        depth = len(self.open)
        who = attribution(option)
        said = what_opens(place.choice.form, place.index, place.count, option)
        head = "".join(self._event(node, iter(())) for node in option.head)
        if option.head:
            head = f"<span class=who data-head title={attribute(who or 'attribution')}>{head}</span>"
        elif who:
            head = f"<span class=who data-gloss>{escaped(who)}</span>"
        joint = f"<span class=joint data-shown>{escaped(option.joint)}</span>" if option.joint else ""
        tint = _tint(depth) if depth <= _DEEPEST_TINT else ""
        return (
            f"{joint}{tint}<span{self._data('option', option, 'content', 'head')}>"
            f"<span class=sr data-gloss>({escaped(said)}) </span>{_bracket(option.open, depth)}{head}"
            f"{f'<b>{escaped(option.label)}</b>' if option.label else ''}</span>"
        )

    def _option_end(self, close: str) -> str:
        place, depth = self.open[-1], len(self.open)
        who = attribution(place.option) if place.option and place.line != self.line else ""
        far = f"<span class=who data-gloss>{escaped(who)}</span>" if who else ""
        said = f"{'bracket' if place.choice.form == 'bracket' else place.choice.form} ends"
        tint = "</span>" if depth <= _DEEPEST_TINT else ""
        carried = f"={attribute(json.dumps(close, ensure_ascii=False))}" if self.whole else ""
        return (
            f"<span data-option-end{carried}>{_bracket(close, depth)}{far}"
            f"<span class=sr data-gloss> ({said})</span></span>{tint}"
        )


def html(instrument: Instrument) -> str:
    """The text as one self-contained page, which `html_in.read_html` reads back exactly.

    Args:
        instrument: the text; its title and language go along.

    Returns:
        A page with its own style sheet, without scripts and without requests to other hosts.

    Raises:
        TravauxError: if the text holds control characters that no HTML page can hold.
    """
    writer = _Writer()
    lines, bodies = _written(writer, instrument)
    entries = [(entry.anchor, entry.words, entry.level, entry.choices) for entry in writer.entries]
    written = page(instrument, lines, bodies, entries, {**writer.counts, "notes": len(bodies)})
    found = _UNHOLDABLE.search(written)
    if found:
        raise TravauxError(
            "the text holds a character that an HTML page cannot hold", why=f"U+{ord(found[0]):04X}",
            remedy="remove it from the draft, or write JSON",
        )
    return written


def fragment(instrument: Instrument) -> Fragment:
    """The text for a page that stands around it: its lines, notes and outline, with classes and never a style.

    The page has to bring a style sheet of its own; the classes are those of `html`, and for colours of words
    `hue-red` … `hue-grey`, of highlights `mark-red` … What no page can hold is shown as U+FFFD.

    Args:
        instrument: the text.

    Example:
        >>> from travaux.text.model import Break, Text
        >>> fragment(Instrument((Break("article", "Article 1", 40), Text("Scope")))).headings[0].words
        'Article 1 Scope'
    """
    writer = _Writer(whole=False)
    lines, bodies = _written(writer, instrument)
    headings = (Heading(e.anchor, e.words, e.level, e.choices, e.line, e.within) for e in writer.entries)
    language = instrument.source.language
    return Fragment(
        tuple(_UNHOLDABLE.sub("\ufffd", line) for line in lines),
        tuple(_UNHOLDABLE.sub("\ufffd", body) for body in bodies),
        tuple(headings),
        {**writer.counts, "notes": len(bodies)},
        writer.places,
        language,
        direction(language),
    )


def _written(writer: _Writer, instrument: Instrument) -> tuple[list[str], list[str]]:
    """The lines of a text, and its notes."""
    lines = writer.stream(instrument.body)
    bodies: list[str] = []
    while len(bodies) < len(writer.notes):
        key, note = writer.notes[len(bodies)]
        writer.open.clear()
        content = "".join(writer.stream(note.content, headings=False))
        carried = f' data-body="{key}"' if writer.whole else ""
        bodies.append(
            f'<li id="{key}"{carried}><a data-gloss href="#r{key}" class=back>{escaped(note.mark or "*")}</a>'
            f"{note_words(note)}{content}</li>"
        )
    return lines, bodies


def _tint(depth: int) -> str:
    return f'<span class="in d{(depth - 1) % 4 + 1}">'


def _bracket(mark: str, depth: int) -> str:
    """A printed mark, with its depth as a small figure from the second on, for those who cannot go by colour."""
    if not mark:
        return ""
    deep = f'<small data-gloss aria-hidden="true">{depth}</small>' if depth > 1 else ""
    return f'<b class=k aria-hidden="true">{escaped(mark)}{deep}</b>'


def _sizes(events: list[Event]) -> list[int]:
    """How many options each choice has, in the order in which the choices open."""
    sizes: list[int] = []
    stack: list[int] = []
    for event in events:
        if isinstance(event, ChoiceOpen):
            stack.append(len(sizes))
            sizes.append(0)
        elif isinstance(event, OptionOpen):
            sizes[stack[-1]] += 1
        elif isinstance(event, ChoiceClose):
            stack.pop()
    return sizes


def _words(event: Event) -> str:
    match event:
        case Text(text) | Aside(text):
            return text
        case OptionOpen(option):
            printed = chain([option.joint, option.open], (node.text for node in option.head if isinstance(node, Text)),
                [option.label])
            return "".join(printed)
        case OptionClose(close):
            return close
    return ""
