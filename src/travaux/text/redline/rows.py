"""One provision, or several that were split or merged, as paragraphs of a page."""

from __future__ import annotations

from collections.abc import Callable

from travaux.text.comparing.model import ChoiceChange, Comparison, ProvisionChange, Span
from travaux.text.comparing.printed import Unit
from travaux.text.formats.html_page import escaped
from travaux.text.formats.prose_lines import HEADINGS, HeadingLevels
from travaux.text.model import Break
from travaux.text.redline.inline import Inline
from travaux.text.redline.leading import Leading, gap_after, without_leading
from travaux.text.redline.plan import Plan, spans_in
from travaux.text.redline.said import FATES, choice_words, row_words
from travaux.text.wording import head_words

__all__ = ["Rows"]

_TEXT_LEVEL = 2
"""Headings of the text stand below the heading `The text`, which is an h2."""
_FIRST = 8
"""How many words of moved text are shown where it stood."""


class Rows:
    """Writes the rows of a comparison in order.

    Args:
        comparison: what is shown.
        plan: where everything stands.
        inline: writes the words.
    """

    def __init__(self, comparison: Comparison, plan: Plan, inline: Inline) -> None:
        self._comparison, self._plan, self._inline = comparison, plan, inline
        self._old, self._new = comparison.old_text.units, comparison.new_text.units
        self._leads = Leading(comparison.old_text), Leading(comparison.new_text)
        self._levels = HeadingLevels()
        self._change = inline.hidden(" change")

    def row(self, index: int) -> str:
        """The paragraphs of one row; a row that changed says first what happened to it."""
        row = self._comparison.provisions[index]
        self._inline.begin_row()
        written = self._paragraphs(row)
        number = self._plan.numbers[index]
        if not number:
            return written
        said, rejected = self._said(index, row, number), self._rejected()
        return f'<div class="c {row.kind}" id=c{number}>{said}{written}{rejected}</div>'

    def stubs(self, index: int) -> str:
        """What stood after a row in the old text and was moved from there."""
        written = []
        for moved in self._plan.stubs.get(index, ()):
            row, number = self._comparison.provisions[moved], self._plan.numbers[moved]
            words = self._comparison.old_text.text(row.link.old[0]).split()
            first = escaped(" ".join(words[:_FIRST])) + (" …" if len(words) > _FIRST else "")
            quoted = f" “<bdi>{first}</bdi>”" if first else ""
            written.append(
                f"<p class=stub id=from{number}{self._inline.gloss}><b>moved away:</b> {_joined(row.old_labels)}"
                f"{quoted} stood here; it is now <a href=#c{number}>{_joined(row.new_labels)}</a></p>\n"
            )
        return "".join(written)

    def _said(self, index: int, row: ProvisionChange, number: int) -> str:
        phrases = ["<strong>agreed text reopened</strong>"] if row.reopened or index in self._plan.reopened else []
        if row.moved and row.link.old and row.link.new:
            old, new = _joined(row.old_labels), _joined(row.new_labels)
            phrases.append(f"<a href=#from{number}>{'moved within' if old == new else 'moved from'} {old}</a>")
        phrases += map(escaped, row_words(row, self._comparison))
        if index in self._plan.choices:
            phrases += map(escaped, _together(self._plan.choices[index]))
        steps = [f'<a href="#c{number - 1}">previous{self._change}</a>'] if number > 1 else []
        if number < self._plan.count:
            steps.append(f'<a href="#c{number + 1}">next{self._change}</a>')
        said = " · ".join(phrases) or "marks or punctuation changed"
        return (
            f"<p class=say{self._inline.gloss}><span><b>{_joined(row.new_labels or row.old_labels)}:</b> {said}</span> "
            f"<span class=step>{' '.join(steps)}</span></p>"
        )

    def _paragraphs(self, row: ProvisionChange) -> str:
        link = row.link
        side, units = (1, link.new) if link.new else (0, link.old)
        spans = without_leading(spans_in(row, self._comparison), *self._leads)
        if len(units) == 1 and len(link.old) <= 1:
            return self._paragraph(row, side, 0, "".join([self._span(span, link.new) for span in spans]))
        texts = self._new if side else self._old
        parts: list[list[str]] = [[] for _ in units]
        here = before = 0
        for span in spans:
            start = span.new[0] if side else span.old[0]
            if span.act != "deleted" or not side:
                while here + 1 < len(units) and start >= texts[units[here]].end:
                    here += 1
            if side and span.act != "inserted":
                while before + 1 < len(link.old) and span.old[0] >= self._old[link.old[before]].end:
                    before += 1
                    parts[here].append(self._ended(link.old[before]))
            parts[here].append(self._span(span, link.new))
        parts[-1] += [self._ended(unit) for unit in link.old[before + 1:] if side]
        return "".join(self._paragraph(row, side, place, "".join(words)) for place, words in enumerate(parts))

    def _ended(self, unit: int) -> str:
        """The mark and the number of a paragraph of the old text that is joined to the one before it."""
        return self._inline.delete(f"¶ {escaped(self._leads[0].words(unit) + self._old[unit].number)} ")

    def _span(self, span: Span, units: tuple[int, ...]) -> str:
        if span.act == "same":
            return self._inline.same(*span.new)
        if span.act == "inserted":
            return self._inline.inserted(*span.new)
        return self._inline.deleted(*span.old, units)

    def _paragraph(self, row: ProvisionChange, side: int, place: int, words: str) -> str:
        index = (row.link.new if side else row.link.old)[place]
        unit = (self._new if side else self._old)[index]
        anchor = f" id={'on'[side]}{index}" if unit.note or unit.role in HEADINGS else ""
        language = "" if side else self._inline.other
        tag = "p"
        if unit.role in HEADINGS and not unit.note:
            tag = f"h{min(self._levels.of(Break(unit.role, unit.number, unit.level)) + _TEXT_LEVEL, 6)}"  # type: ignore[arg-type]
        number = self._leading(row, side, place) + self._number(row, side, place, unit)
        return f'<{tag} class={unit.role} dir=auto{anchor}{language}>{number}{words}</{tag}>\n'

    def _leading(self, row: ProvisionChange, side: int, place: int) -> str:
        """The marks of choices that are printed before the number."""
        old, new = self._leads
        if not (old.tokens or new.tokens):
            return ""
        before = row.link.old[place if not side else 0] if row.link.old and not (side and place) else None
        after = row.link.new[place] if side else None
        was = "" if before is None else old.words(before)
        now = "" if after is None else new.words(after)
        gone = ((*old.of(before), 0) if before is not None else (0, 0, 0))
        come = ((*new.of(after), 1) if after is not None else (0, 0, 1))
        if was == now:
            return self._marks(come, self._inline.same)
        return self._marks(gone, lambda start, end: self._inline.deleted(start, end, row.link.new)) + self._marks(
            come, self._inline.inserted
        )

    def _marks(self, tokens: tuple[int, int, int], write: Callable[[int, int], str]) -> str:
        start, end, side = tokens
        text = self._comparison.new_text if side else self._comparison.old_text
        return "".join(write(token, token + 1) + gap_after(text.tokens[token]) for token in range(start, end)).lstrip()

    def _number(self, row: ProvisionChange, side: int, place: int, unit: Unit) -> str:
        shown = _numbered(unit)
        if not row.link.old or not side:
            # The label above says for the whole paragraph that it was added or dropped.
            tag = "ins" if side else "del"
            return f"<{tag}>{shown.rstrip()}</{tag}> " if shown else ""
        if place >= 1:
            return self._inline.ins(f"¶ {shown}")
        before = _numbered(self._old[row.link.old[0]])
        if before == shown:
            return shown
        return (self._inline.delete(before) if before else "") + (self._inline.ins(shown) if shown else "")

    def _rejected(self) -> str:
        """The options that were not taken, folded below the provision they stood in."""
        choices = self._comparison.old_text.choices
        gathered: dict[tuple[str, int], list[str]] = {}
        for name, position, words in self._inline.rejected:
            gathered.setdefault((name, position), []).append(words)
        items = []
        for (name, position), parts in gathered.items():
            options = choices[name].options
            which = options[position].label.strip(" :") or (f"option {position + 1}" if len(options) > 1 else "bracket")
            who = head_words(options[position])
            said = f"<span{self._inline.gloss}>{escaped(f'{which} ({who})' if who else which)}:</span> "
            items.append(f"<li dir=auto>{said}{self._inline.delete(' … '.join(parts))}</li>")
        if not items:
            return ""
        return (
            f"<details class=rej><summary{self._inline.gloss}>not taken ({len(items)})</summary>"
            f"<ul>{''.join(items)}</ul></details>"
        )


def _joined(labels: tuple[str, ...]) -> str:
    return escaped(" and ".join(dict.fromkeys(labels)))


def _numbered(unit: Unit) -> str:
    return f"<span class=num>{escaped(unit.number)}</span> " if unit.number else ""


def _together(changes: list[ChoiceChange]) -> list[str]:
    """What happened to the choices of a provision; the same thing is said once, with its count."""
    order = list(FATES)
    counts: dict[str, int] = {}
    for change in sorted(changes, key=lambda change: order.index(change.fate)):
        phrase = choice_words(change)
        counts[phrase] = counts.get(phrase, 0) + 1
    return [phrase if count == 1 else f"{phrase} (×{count})" for phrase, count in counts.items()]
