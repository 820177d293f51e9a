"""Choosing: the open choices as a form, and the text that what is chosen makes, at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from travaux.errors import TravauxError, UnknownChoice
from travaux.facts.naming import unknown
from travaux.server.desk import Look, Page, Query, page
from travaux.server.pages.text_reading import called, fragment_of, holdable, instrument_in, version_asked, versions_in
from travaux.text.formats.html_out import fragment
from travaux.text.handed_in import handing_in
from travaux.text.issues import Issue
from travaux.text.report import party_counts

if TYPE_CHECKING:
    from travaux.text.choosing import Rest
    from travaux.text.formats.html_page import Fragment
    from travaux.text.instrument import Instrument

__all__ = ["DOWNLOADS", "ChoiceRow", "Chosen", "OptionRow", "chosen_in", "parties_in", "text_choose"]

DOWNLOADS = (
    ("docx", "Word"), ("html", "HTML"), ("xml", "Akoma Ntoso"), ("md", "Markdown"), ("txt", "plain text"),
    ("json", "JSON"),
)  # fmt: skip
"""The formats in which a text can be taken away: ending, and what people call it."""
MANY = 30
"""Choices that one form shows; a text with more of them is chosen in part by part."""
_FIELD = "c:"
_RESTS: Mapping[str, Rest] = {"keep": "keep", "drop": "drop", "": None, "open": None}
_KINDS = {"bracket": "bracket", "alternatives": "alternatives", "options": "options", "placeholder": "gap to fill in"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address says is chosen: an option for each choice by its id, what becomes of the rest, whose wording."""

    settings: tuple[tuple[str, str], ...]
    rest: str
    party: str
    contradictory: tuple[str, ...]

    @classmethod
    def asked(cls, query: Query) -> Chosen:
        """What a query asks; its fields are called `c:` and the id of the choice."""
        settings: dict[str, str] = {}
        twice: list[str] = []
        for name, _ in query.key:
            values = tuple(dict.fromkeys(query.all(name)))
            if name.startswith(_FIELD) and values:
                settings[name.removeprefix(_FIELD)] = values[0]
                twice += [name.removeprefix(_FIELD)] if len(values) > 1 else []
        return cls(tuple(settings.items()), query.get("rest"), query.get("party"), tuple(twice))

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen."""
        return not (self.settings or self.party or _RESTS.get(self.rest, "keep"))

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields of a form that ask for the same."""
        named = [(f"{_FIELD}{name}", option) for name, option in self.settings]
        others = [("rest", self.rest), ("party", self.party)]
        return (*named, *((name, value) for name, value in others if value))

    def address(self, version: str) -> str:
        """The query that asks for the same of a draft."""
        return urlencode([("version", version), *self.fields])


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option in the form: what the field says, its words, who stands behind it, whether it is the one chosen."""

    value: str
    words: str
    who: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice in the form. `name` is its field; `depth` is 1 for a choice that stands in no other."""

    id: str
    name: str
    place: str
    kind: str
    question: str
    depth: int
    options: tuple[OptionRow, ...]
    open: bool


@page("read")
def text_choose(look: Look, query: Query) -> Page:
    """The open choices of a draft as a form, and beside it the text that what is chosen makes."""
    version = version_asked(look, query)
    versions = [(each, called(each)) for each in reversed(versions_in(look))]
    if version is None:
        return Page("travaux/text_choose.html", "Choose", {"versions": versions, "version": None})
    instrument, shown = instrument_in(look, version), fragment_of(look, version)
    asked = Chosen.asked(query)
    issues = look.answer(("issues of the text", version.id), instrument.issues)
    parts = _parts(issues, shown)
    at = _part_asked(parts, query)
    context: dict[str, Any] = {
        "versions": versions, "version": version, "called": called(version), "parts": parts, "at": at,
        "parties": parties_in(instrument), "total": len(issues), "told": f"{len(issues):,}", "downloads": DOWNLOADS,
    }  # fmt: skip
    problem: TravauxError | None = None
    try:
        result = chosen_in(instrument, asked)
    except TravauxError as error:
        problem, result, asked = error, instrument, Chosen((), "", "", ())
    here = parts[at][1] if parts else ()
    fields = {issue.id for issue in here}
    context |= {
        "problem": problem,
        "asked": asked,
        "rows": [_row(issue, asked) for issue in here],
        "carried": [(f"{_FIELD}{name}", option) for name, option in asked.settings if name not in fields],
        "address": asked.address(version.id),
        **_result(result, shown, parts, at, whole=len(parts) <= 1),
    }
    return Page("travaux/text_choose.html", f"Choose: {called(version)}", context, 422 if problem else 200)


def chosen_in(instrument: Instrument, asked: Chosen) -> Instrument:
    """The text with what is chosen: first the choices by name, then the wording of a party, then all the rest.

    Raises:
        TravauxError: if a choice, option or party is not in the text, or one choice is chosen twice in different ways.
    """
    if asked.contradictory:
        raise TravauxError(
            f"two options were chosen for {asked.contradictory[0]}", remedy="choose one of them, or leave it open"
        )
    if asked.rest not in _RESTS:
        raise TravauxError(f"the rest cannot become {asked.rest[:40]!r}", remedy="leave it open, keep it or drop it")
    if asked.party and asked.party not in parties_in(instrument):
        raise unknown("delegation", asked.party[:40], parties_in(instrument), "this text")
    try:
        found = instrument.choose(dict(asked.settings))
    except UnknownChoice as error:
        raise TravauxError(error.what, remedy="take one of the choices and options that the form offers") from error
    found = found.project(asked.party) if asked.party else found
    return found.choose({}, _RESTS[asked.rest]) if _RESTS[asked.rest] else found


def parties_in(instrument: Instrument) -> tuple[str, ...]:
    """Whose wording a text can be shown in: the codes that stand at its options, and who handed in a text of its own.

    Example:
        >>> import travaux
        >>> parties_in(travaux.read_text("Each Party [US propose: shall] [CL propose: may] act."))
        ('CL', 'US')
    """
    named = (code for code, counts in party_counts(instrument).items() if counts["backs"] or counts["opposes"])
    return tuple(sorted({*named, *handing_in(instrument.body)}))


def _parts(issues: Sequence[Issue], shown: Fragment) -> list[tuple[str, tuple[Issue, ...]]]:
    """The choices as the form shows them: all together if they are few, else heading by heading in readable pieces."""
    if len(issues) <= MANY:
        return [("", tuple(issues))] if issues else []
    groups: dict[int, list[Issue]] = {}
    for issue in issues:
        groups.setdefault(shown.places.get(issue.id, -1), []).append(issue)
    found = []
    for place in sorted(groups):
        name = holdable(shown.headings[place].words[:60]) if place >= 0 else "before the first heading"
        pieces = [groups[place][start : start + MANY] for start in range(0, len(groups[place]), MANY)]
        for number, piece in enumerate(pieces, 1):
            several = f" ({number} of {len(pieces)})" if len(pieces) > 1 else ""
            found.append((f"{name}{several}", tuple(piece)))
    return found


def _part_asked(parts: Sequence[object], query: Query) -> int:
    words = query.get("part", "1")
    number = int(words) if words.isascii() and words.isdigit() and len(words) < 6 else 1
    return min(max(number, 1), max(len(parts), 1)) - 1


def _row(issue: Issue, asked: Chosen) -> ChoiceRow:
    chosen = dict(asked.settings).get(issue.id, "")
    options = _options(issue, chosen)
    place = holdable(issue.provision_label)
    before = holdable(_before(issue.question))
    return ChoiceRow(
        issue.id, f"{_FIELD}{issue.id}", place, _KINDS[issue.kind], before, min(issue.depth, 4), options,
        open=not any(option.chosen for option in options),
    )  # fmt: skip


def _before(question: str) -> str:
    """The words of the sentence before a choice; what its options are stands beside their buttons."""
    if "\u201c" not in question:
        return question
    lead = question.partition(" \u201c")[0].removesuffix(" with or without")
    return f"{lead} \u2026" if lead.startswith("\u2026") else ""


def _options(issue: Issue, chosen: str) -> tuple[OptionRow, ...]:
    if issue.kind in ("bracket", "placeholder"):
        words = issue.options[0].text if issue.options else ""
        head = issue.options[0].head if issue.options else ""
        kept = "keep" if issue.kind == "bracket" else "leave a blank for"
        return (
            OptionRow("keep", holdable(f"{kept} “{_few(words)}”"), holdable(head), chosen == "keep"),
            OptionRow("drop", "leave them out", "", chosen == "drop"),
        )
    labels = [option.label.casefold() for option in issue.options]
    rows = []
    for place, option in enumerate(issue.options, 1):
        label = option.label.casefold()
        value = label if label and labels.count(label) == 1 else str(place)
        words = "no words" if option.null else _few(option.text) or "no words"
        named = f"{option.label}: {words}" if option.label else words
        rows.append(OptionRow(value, holdable(named), holdable(option.head), chosen.casefold() in (value, str(place))))
    none = OptionRow("none", "none of them", "", chosen.casefold() in ("none", "drop"))
    return (*rows, none)


def _few(words: str, most: int = 160) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _result(
    result: Instrument, before: Fragment, parts: Sequence[tuple[str, tuple[Issue, ...]]], at: int, *, whole: bool
) -> Mapping[str, Any]:
    """The chosen text as it is shown: whole, or below the heading that the form is about."""
    after = fragment(result)
    left = after.counts["choices"]
    title = holdable(" ".join(result.title.split()))
    told: dict[str, Any] = {"shown": after, "left": left, "title": title, "lines": after.lines, "notes": after.notes}
    if whole:
        return told
    place = before.places.get(parts[at][1][0].id, -1)
    words = before.headings[place].words if place >= 0 else ""
    same = [number for number, heading in enumerate(after.headings) if heading.words == words]
    earlier = sum(heading.words == words for heading in before.headings[: max(place, 0)])
    at_heading = same[min(earlier, len(same) - 1)] if same else -1
    lines = after.below(at_heading) if same or place < 0 else ()
    return {**told, "lines": lines, "cut": True}
