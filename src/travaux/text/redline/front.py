"""What stands before the text of a redline: both titles, figures, the key to the marks, reopenings, choices by fate."""

from __future__ import annotations

from collections import Counter

from travaux.text.comparing.model import ChoiceChange, Comparison, ProvisionChange, Reopened
from travaux.text.comparing.rows import DEFINITIONS, remarks
from travaux.text.formats.html_page import attribute, escaped
from travaux.text.instrument import Instrument
from travaux.text.redline.plan import Plan
from travaux.text.redline.said import COUNTED, FATES, KINDS, choice_words, reopened_words
from travaux.text.wording import counted

__all__ = ["choices_told", "figures", "front", "key", "remarks_told", "reopened_told", "title_of"]

_LONG = 240
_MANY = 40
"""How many choices of one fate are shown unfolded."""


def title_of(instrument: Instrument, otherwise: str) -> str:
    """The title of a text, or the name of its file."""
    return instrument.title or instrument.source.file or otherwise


def front(comparison: Comparison, plan: Plan, *, outlined: bool) -> str:
    """Everything before the outline and the text; `outlined` says that there is an outline."""
    return "\n".join(filter(None, [
        _header(comparison, plan, outlined=outlined), reopened_told(comparison, plan), choices_told(comparison, plan),
    ]))


def _header(comparison: Comparison, plan: Plan, *, outlined: bool) -> str:
    old, new = comparison.old, comparison.new
    steps = [("#reopened", "Reopened")] if comparison.reopened else []
    steps += [("#choices", "Choices")] if comparison.choices else []
    steps += [("#outline", "Outline")] if outlined else []
    steps += [("#text", "The text")]
    steps += [("#c1", "First change")] if plan.count else []
    links = "".join(f'<li><a href="{anchor}">{words}</a></li>' for anchor, words in steps)
    return (
        f"<header><h1>What changed</h1><dl class=texts><dt>Old text</dt><dd>{_named(old, 'the old text')}</dd>"
        f"<dt>New text</dt><dd>{_named(new, 'the new text')}</dd></dl>"
        f"{remarks_told(comparison)}{figures(comparison)}{key()}"
        f'<nav aria-label="On this page"><ul class=skip>{links}</ul></nav></header>'
    )


def remarks_told(comparison: Comparison) -> str:
    """What a reader must know before relying on the comparison, a paragraph each."""
    return "".join(f"<p class=remark>{escaped(remark)}</p>" for remark in remarks(comparison))


def _named(instrument: Instrument, otherwise: str) -> str:
    language = instrument.source.language
    lang = f" lang={attribute(language)}" if language else ""
    title, file = title_of(instrument, otherwise), instrument.source.file
    also = f" <span class=file>({escaped(file)})</span>" if file and file != title else ""
    return f"<cite dir=auto{lang}>{escaped(title)}</cite>{also}"


def figures(comparison: Comparison) -> str:
    """The counts of what changed, with what they count folded below."""
    if comparison.empty:
        return "<p class=figures>Nothing changed: both texts say the same.</p>"
    kinds = Counter(row.kind for row in comparison.provisions)
    fates = Counter(change.fate for change in comparison.choices)
    deleted = sum(row.words_deleted for row in comparison.provisions)
    inserted = sum(row.words_inserted for row in comparison.provisions)
    rows = [
        ("Reopened", counted(len(comparison.reopened), "place") + " of agreed text"),
        ("Provisions", ", ".join(f"{kinds[kind]:,} {words}" for kind, words in KINDS.items() if kinds[kind])),
        ("Words", f"{deleted:,} deleted, {inserted:,} inserted"),
        ("Choices", ", ".join(counted(fates[fate], *COUNTED[fate]) for fate in FATES if fates[fate])
            + ("; " if comparison.choices else "nothing happened to them; ")
            + counted(len(comparison.kept), "goes on", "go on")),
        ("Matched", f"{comparison.matched_share:.0%} of the words"),
    ]
    shown = "".join(f"<tr><th scope=row>{name}</th><td>{words}</td></tr>" for name, words in rows)
    defined = "".join(
        f"<dt>{escaped(name.replace('_', ' '))}</dt><dd>{escaped(words)}</dd>" for name, words in DEFINITIONS.items()
    )
    return (
        f"<table class=figures>{shown}</table>"
        f"<details class=key><summary>What these figures count</summary><dl>{defined}</dl></details>"
    )


_KEY = (
    "<summary>Key to the marks</summary><ul>"
    "<li><del>deleted</del>: struck through, with a small minus before it</li>"
    "<li><ins>inserted</ins>: underlined, with a small plus before it</li>"
    "<li><b class=k>[US propose:</b> words<b class=k>]</b>: marks of a choice that is still open</li>"
    "<li><span class=shut>closed to option 2</span>: a choice that is settled (of a bracket: <span class=shut>kept"
    "</span> or <span class=shut>left out</span>); what was not taken is folded below the paragraph</li>"
    "<li>a bar beside the text: something changed in this provision; what, is said above it</li>"
    "<li>moved text is shown where it stands now; where it stood, a line says where it went</li></ul></details>"
)


def key(*, folded: bool = False) -> str:
    """How to read the marks."""
    return f"<details class=key{'' if folded else ' open'}>{_KEY}"


def _link(row: int | None, where: str, plan: Plan, rows: tuple[ProvisionChange, ...]) -> str:
    """The name of a place as a link to it; where it has another name now, with that."""
    if row is None:
        return escaped(where or "place")
    labels = rows[row].new_labels or rows[row].old_labels
    now = f" (now {labels[0]})" if where and labels and where not in labels else ""
    return f'<a href="#c{plan.numbers[row]}">{escaped((where or labels[0]) + now)}</a>'


def reopened_told(comparison: Comparison, plan: Plan, most: int | None = None) -> str:
    """The agreed text that was touched again, each place with what it was and is; nothing if there is none.

    Args:
        comparison: what is shown.
        plan: where everything stands.
        most: how many places are shown unfolded; None for all.
    """
    if not comparison.reopened:
        return ""
    items = []
    for each, row in zip(comparison.reopened, plan.reopened_rows, strict=True):
        place = _link(row, each.where, plan, comparison.provisions)
        items.append(f"<li><b>{place}</b>: {escaped(reopened_words(each))}{_was_and_is(each)}</li>")
    first, rest = items[:most], items[len(items[:most]):]
    folded = f"<details><summary>{len(rest):,} more</summary><ul>{''.join(rest)}</ul></details>" if rest else ""
    return (
        f"<section id=reopened class=list><h2>Reopened: agreed text that was touched again "
        f"({len(comparison.reopened):,})</h2><ul>{''.join(first)}</ul>{folded}</section>"
    )


def _was_and_is(touched: Reopened) -> str:
    """The agreed words and what stands now, one below the other."""
    now = _quoted(touched.now) if touched.how != "dropped" else "<blockquote>nothing</blockquote>"
    rows = [("was", _quoted(touched.words)), ("now", now)]
    shown = "".join(f"<dt>{name}:</dt><dd>{quoted}</dd>" for name, quoted in rows if quoted)
    return f"<dl class=was>{shown}</dl>" if shown else ""


def choices_told(comparison: Comparison, plan: Plan) -> str:
    """What happened to the choices, by fate; nothing if nothing did."""
    if not comparison.choices:
        return ""
    groups: dict[str, list[str]] = {}
    for change, row in zip(comparison.choices, plan.choice_rows, strict=True):
        groups.setdefault(change.fate, []).append(_choice(change, row, plan, comparison.provisions))
    written = []
    for fate, name in FATES.items():
        if fate in groups:
            shown = " open" if len(groups[fate]) <= _MANY else ""
            written.append(
                f"<details{shown}><summary><h3>{name} ({len(groups[fate]):,})</h3></summary>"
                f"<ul>{''.join(groups[fate])}</ul></details>"
            )
    return f"<section id=choices class=list><h2>What happened to the choices</h2>{''.join(written)}</section>"


def _choice(change: ChoiceChange, row: int | None, plan: Plan, rows: tuple[ProvisionChange, ...]) -> str:
    asked = f"; <span class=asked dir=auto>{escaped(change.question)}</span>" if change.question else ""
    if change.fate == "closed" and change.option == "other wording":
        asked = asked.replace("; ", "; it asked: ", 1)
        quoted = _quoted(change.words)
        now = f"<dl class=was><dt>now:</dt><dd>{quoted}</dd></dl>" if quoted else ""
        return f"<li>{_link(row, change.where, plan, rows)}: <b>{escaped(choice_words(change))}</b>{asked}{now}</li>"
    quoted = "" if change.words and change.words in change.question else _quoted(change.words)
    return f"<li>{_link(row, change.where, plan, rows)}: <b>{escaped(choice_words(change))}</b>{asked}{quoted}</li>"


def _quoted(words: str) -> str:
    if not words:
        return ""
    short = words if len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …"
    return f"<blockquote dir=auto>{escaped(short)}</blockquote>"
