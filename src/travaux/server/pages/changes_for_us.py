"""What changed for one delegation, and what came on record, since an account last said that it had read it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase

from travaux.facts.model import Fact
from travaux.facts.naming import unknown
from travaux.lineage import Changes, changes_for
from travaux.lineage.changed import DEFINITIONS
from travaux.server.desk import Look, Page, Query, act, back, personal
from travaux.server.pages.changes_marks import Mark, mark_of, moment, newest, set_mark
from travaux.server.pages.changes_versions import called, ordered
from travaux.server.pages.record_words import KINDS, Naming, in_words

__all__ = ["NewFact", "changes_seen", "changes_us", "new_facts"]

_HEADINGS = {
    "red_lines": "Red lines and oppositions that the text has gone against",
    "touched": "Its words, touched",
    "brackets": "Its brackets, no longer open",
    "allies": "Who came beside it, or left",
    "opponents": "Who came against it or for other words, or left",
    "alone": "Where it is named alone",
}


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact that came on record: what kind, what it says, when and by which account it was entered."""

    kind: str
    words: str
    fact: Fact
    at: datetime
    by: str


@personal("own")
def changes_us(request: HttpRequest, look: Look, query: Query) -> Page:
    """What changed since the mark of this account: for its delegation in the text, and for itself on record."""
    mark = mark_of(request, look)
    party, own = _party(look, query.get("party"))
    versions = ordered(look.case)
    found: dict[str, Any] = {
        "mark": mark,
        "own": own,
        "party": party,
        "speakers": sorted(((look.case.party_name(name), name) for name in look.case.speakers), key=_by_name),
        "versions": [(text, called(text)) for text in reversed(versions[:-1])],
        "facts": list(new_facts(look, mark)) if mark is not None else [],
        "newest": newest(look),
        "latest": versions[-1].id if versions else "",
    }
    if versions and party:
        since, why = _since(look, query.get("since"), mark)
        found |= {"since": since, "why": why, **_sections(_changes(look, party, since))}
    return Page("travaux/changes_us.html", "What changed for us", found)


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].casefold(), pair[1]


def _party(look: Look, asked: str) -> tuple[str, bool]:
    """Whose words are followed, and whether it is the visitor's own delegation.

    Raises:
        TravauxError: if the view knows no such party.
    """
    own = look.reader.name if look.visitor.role == "delegation" and look.reader.kind in ("party", "group") else ""
    if asked and asked not in look.case.speakers:
        raise unknown("party", asked, look.case.speakers, look.name)
    party = asked or (own if own in look.case.speakers else "")
    return party, bool(own) and party == own


def _since(look: Look, asked: str, mark: Mark | None) -> tuple[str, str]:
    """The version to start from, and why it is this one.

    Raises:
        TravauxError: if the view holds no such version.
    """
    names = [text.id for text in ordered(look.case)]
    if asked:
        if asked not in names:
            raise unknown("version", asked, names, look.name)
        return asked, "chosen"
    if mark is not None and mark.version:
        return mark.version, "mark"
    return names[max(0, len(names) - 2)], "first"


def _changes(look: Look, party: str, since: str) -> Changes:
    return look.answer(("changes for", party, since), lambda: changes_for(look.case, party, since))


def _sections(found: Changes) -> dict[str, Any]:
    """What the template shows, section by section; `count` leaves out what did not change, which is who is alone."""
    sections = [(heading, DEFINITIONS[name], getattr(found, name)) for name, heading in _HEADINGS.items()]
    return {
        "changes": found,
        "sections": [each for each in sections if each[2]],
        "quiet": [(heading, definition) for heading, definition, lines in sections if not lines],
        "count": sum(len(lines) for _, _, lines in sections[:-1]),
        "later": found.since != found.until,
    }


def new_facts(look: Look, mark: Mark) -> Iterator[NewFact]:
    """The facts of this view that were entered after a mark, the latest first; corrections and what they correct too.

    Args:
        look: the view, with the moments at which its facts were entered.
        mark: how far has been read.
    """
    naming = Naming(look.case)
    found = []
    for section, facts in look.case.there.items():
        for fact in facts:
            entered = look.entered.get(f"{section}/{fact.id}")
            if entered is None or moment(entered.at) <= mark.at:
                continue
            kind = KINDS.get(section, (section, section))[0]
            found.append(NewFact(kind, in_words(fact, naming), fact, moment(entered.at), entered.by))
    yield from sorted(found, key=lambda each: each.at, reverse=True)


@act("own")
def changes_seen(request: HttpRequest, look: Look) -> HttpResponseBase:
    """Note that the account has read what changed; not if something came in that its page did not show yet."""
    if request.POST.get("newest", "") != newest(look):
        messages.warning(request, "Something came on record while you were reading. It is on this page now.")
    else:
        versions = ordered(look.case)
        set_mark(request, look, versions[-1].id if versions else "")
        messages.success(request, "Noted. Next time this page starts from here.")
    return back(look, "changes_us")
