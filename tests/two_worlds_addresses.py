"""What visitors ask of the workbench in two worlds: every address there is, with what could open something hidden.

The addresses come from the server, so a new page is asked of without a word here; one whose path holds a part that is
not known below is an error. Names stand for what only some may know: `{fact}`, `{text}`, `{source}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any
from urllib.parse import quote

from travaux.facts.loading import from_mapping
from two_worlds import LATE
from two_worlds_commands import DRAFT
from two_worlds_pages import CASE, FILES, SEATS, SECRETS, Worlds, worlds_of

TRAY = "00000000-0000-4000-8000-000000000000"
PAIRS = 200
SEATS_ASKED = 3
QUESTIONS = 7
OTHERS = ("nobody", "observer", "secretariat", "delegation")
ROLES = ("chair", *OTHERS)

PARTS: Mapping[str, tuple[str, ...]] = {
    "case": (CASE,),
    "issue": ("one", "two", "one", "one", "four", "three", "one", "none"),
    "tray": ("{tray}",),
    "digest": ("0123456789abcdef",),
    "ending": ("csv", "xlsx", "json", "docx", "html", "txt", "zip", "exe"),
    "name": ("heat-map", "positions", "timeline", "landing", "parties", "tile-map", "countdown", "law-index",
             "tile-map", "none"),
    "assets name": ("mark.svg", "workbench.css", "none.js"),
    "part": ("table", "index", "reform", "gap", "index", "none"),
    "law_file ending": ("csv", "json", "csv", "json", "exe"),
    **dict.fromkeys(("treaty_file ending", "treaty_one_file ending", "treaty_party_file ending",
                     "treaty_forecast_file ending"), ("csv", "json", "csv", "json", "exe")),
    "treaty_forecast_file treaty": ("pact", "pact", "pact", "quiet", "none"),
    "treaty": ("pact", "quiet", "pact", "pact", "none"),
    "party": ("aa", "bb", "cc", "ww", "zz"),
    "treaty_party_file party": ("aa", "bb", "cc", "aa", "bb", "cc", "zz"),
    "text_file ending": ("docx", "html", "xml", "md", "txt", "json", "exe"),
    "positions_file ending": ("csv", "xlsx", "columns", "csv", "exe"),
    "consensus_file ending": ("csv", "xlsx", "json", "docx", "html", "txt", "exe"),
    "changes_file ending": ("html", "docx", "csv", "xlsx", "exe"),
    "timeline_file ending": ("csv", "xlsx", "json", "exe"),
    "record_file ending": ("csv", "xlsx", "json", "exe"),
    "consolidate_file ending": ("docx", "txt", "csv", "xlsx"),
    "picture ending": ("svg", "csv", "json", "csv", "json", "csv", "json", "svg", "csv", "json", "png", "exe"),
}
"""What the parts of a path can be: `name of the address, part`, else by the part alone."""

_DRAFTS = ("", "version={text}", "version=draft", "version=rev2&show=history", "version=none",
           "version=announced")  # fmt: skip
_CHOICES = ("version=draft&rest=drop", "version={text}", "version=draft&c:art1.p1.c1=Alt+1", "party=AA", "version=rev2")
_ANSWERS = (
    "", "suppose=aa|one|left|accept", "suppose=bb|two|middle|prefer", "suppose=zz|one|left|accept", "without={fact}",
    "suppose=aa|four|left|prefer", "suppose=aa|one|bridge|accept", "rule=majority", "rule=quiet", "rule=board",
    "rule=majority&package=1", "top=2",
)  # fmt: skip
_VERSIONS = (
    "old=draft&new=rev2", "old=draft&new=rev2&as=side", "old={text}&new=rev2", "old=draft&new={text}", "",
    "old=draft&new=rev2&whole=1", "as=side",
)  # fmt: skip
_ROWS = (
    "", "fact={fact}", "party=zz", "party=aa", "issue=four", "source={source}", "q=quiet", "told=1", "order=section",
    "section=positions", "section=mandates", "page=2",
)  # fmt: skip
_MEASURED = ("", "from=2000&to=2004", "measure=disagreement", "strict=1", "group=gg", "weights=quiet:2",
             "weight=scope:2")  # fmt: skip
_REFORMS = (
    "", "jurisdiction=aa&from=2000-06-01&to=2003-12-31", "jurisdiction=bb&from=2000-06-01&to=2003-12-31",
    "jurisdiction=cc&from=1999-06-01&to=2002-12-31", "jurisdiction=aa&from=2001-01-01&to=2002-12-31",
    "jurisdiction=zz&from=2000-06-01&to=2003-12-31",
)  # fmt: skip
_GAPS = ("", "of=aa&target=bb", "of=bb&target=cc", "of=cc&target=aa", "of=bb&target=aa", "of=zz&target=aa")
_DAYS_OF_TREATIES = ("", "", "year=2001", "day=2002-03-01", "day=2030-01-01", "year=none")
QUERIES: Mapping[str, tuple[str, ...]] = {
    "text": _DRAFTS, "text_file": (*_DRAFTS, *_CHOICES), "text_choose": _CHOICES,
    "issue": ("", "correct={fact}", "correct={fact}", "correct=none"),
    "positions": ("", "order=name", "order=group", "group=gg", "group=kk", "status=blocked", "group=zz"),
    "positions_file": ("", "group=gg", "group=kk", "status=open"),
    "consensus": (*_ANSWERS, "picture=all"), "consensus_file": _ANSWERS,
    "changes": _VERSIONS, "changes_file": _VERSIONS,
    "changes_us": ("party=aa", "party=zz", "since={text}&party=bb", "party=bb&since=draft", "", "party=cc&since=rev2"),
    "consolidate": ("", f"tray={TRAY}"), "consolidate_file": ("", "table=1"),
    "record": _ROWS, "record_file": _ROWS,
    "picture": ("", "issue=one", "issue=four", "order=name", "group=kk", "theme=dark", "treaty=pact", "treaty=quiet",
                "treaty=pact&day=2001-06-15"),
    "glance": ("", "show=changes"),
    "treaty": _DAYS_OF_TREATIES, "treaty_file": _DAYS_OF_TREATIES, "treaty_one": _DAYS_OF_TREATIES,
    "treaty_one_file": _DAYS_OF_TREATIES, "treaty_party": _DAYS_OF_TREATIES, "treaty_party_file": _DAYS_OF_TREATIES,
    "treaty_forecast": ("", "score=1"),
    "law": ("", "norm=grace", "norm=scope", "norm=quiet"), "law_index": _MEASURED, "law_reform": _REFORMS,
    "law_gap": _GAPS, "law_file": (*_MEASURED[:3], *_REFORMS[1:3], *_GAPS[1:3], "norm=scope"),
    "api_law_table": ("", "norm=grace", "norm=scope", "norm=quiet"), "api_law_index": _MEASURED,
    "api_law_reform": _REFORMS, "api_law_gap": _GAPS, "api_law_distance": ("", "clusters=1"),
    "api_treaty_status": ("", "party=aa", "party=zz"),
}  # fmt: skip
ANY_QUERY = ("", "fact={fact}", "version={text}", "source={source}")
DAYS_ASKED = ("on=2002-03-01", "known=2001-06-15", f"on={LATE}", "on=soon", "on=2001-06-15&known=2003-12-31")

WAYS_IN = ("account_login", "account_logout", "account_change_password")
"""Not ours, and nothing is posted to them here: they count wrong passwords."""


FORMS: Mapping[str, tuple[dict[str, str], ...]] = {
    "changes_seen": tuple({"newest": newest} for newest in (
        "", "2026-05-05T14:00:00.000000Z", "2026-05-05T09:01:00.000000Z")),
    "publish_case": ({"do": "publish"}, {"do": "neither"}),
    "account_seat": tuple({"do": "seat", "name": "no such account", "role": "delegation", "party": party}
                          for party in ("zz", "aa")),
    "account_make": ({"name": "", "role": "delegation", "party": "zz"},),
    "import_case": ({"name": CASE, "do": "look"},),
}  # fmt: skip
"""What is posted and names nothing hidden."""


@dataclass(frozen=True)
class Asked:
    """One request: the name of its address, and what is sent."""

    name: str
    method: str
    path: str
    sent: tuple[tuple[str, str], ...] = ()
    fragment: bool = False

    def form(self) -> dict[str, Any]:
        """What is posted; a value that begins with `file:` is a file."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        made: dict[str, Any] = {}
        for name, value in self.sent:
            made[name] = SimpleUploadedFile("paper.txt", value[5:].encode()) if value.startswith("file:") else value
        return made

    def __str__(self) -> str:
        return f"{self.method} {self.path}{' (fragment)' if self.fragment else ''} {dict(self.sent) or ''}"


@dataclass(frozen=True)
class Hidden:
    """Ids that only some may know, of either world, and one that nobody does."""

    fact: tuple[str, ...]
    text: tuple[str, ...]
    source: tuple[str, ...]

    def named(self, words: str, dice: Random) -> str:
        """Words with their names filled in."""
        for name in ("fact", "text", "source"):
            if f"{{{name}}}" in words:
                words = words.replace(f"{{{name}}}", quote(dice.choice(getattr(self, name))))
        return words


def hidden_in(worlds: Worlds) -> Hidden:
    """What is hidden in one of the worlds; and the id of a public position, to be asked for as well."""
    records = [from_mapping(world, CASE) for world in (worlds.pair.one, worlds.pair.other)]
    found = {}
    for section in ("positions", "texts", "sources"):
        facts = [fact for record in records for fact in record.sections.get(section, ())]
        found[section] = (*ids(fact for fact in facts if fact.reader != "public"), "none")
    public = ids(fact for record in records for fact in record.sections["positions"] if fact.reader == "public")
    everything = ids(fact for record in records for facts in record.sections.values() for fact in facts
                     if fact.reader != "public")  # fmt: skip
    one, other = ({fact.id for fact in record.sections["positions"]} for record in records)
    telling = sorted(one ^ other) * 4
    return Hidden((*telling, *found["positions"], *everything, *public[:2]), found["texts"], found["sources"])


def ids(facts: Iterable[Any]) -> list[str]:
    """The ids of facts, each once, in order."""
    return list(dict.fromkeys(fact.id for fact in facts))


@cache
def addresses() -> Mapping[str, tuple[str, tuple[str, ...], str]]:
    """Every address of the server by its name: the path with `{}` for its parts, the parts, and the method."""
    from django.urls import get_resolver

    found = {}
    resolver = get_resolver()
    for name in sorted(key for key in resolver.reverse_dict if isinstance(key, str)):
        [(path, parts)], _, _, _ = resolver.reverse_dict.getlist(name)[0]
        view = next(each.callback for each in resolver.url_patterns if each.name == name)
        assert hasattr(view, "asks") or name in WAYS_IN, f"{name} says nothing of what it asks"
        found[name] = (f"/{path}", tuple(parts), _method(name, view))
    return found


def _method(name: str, view: Any) -> str:
    """How a view is asked; what takes no GET says so before it does anything."""
    from django.test import RequestFactory

    if name in WAYS_IN or name == "assets":
        return "GET"
    request = RequestFactory().get("/")
    try:
        return "POST" if view(request).status_code == 405 else "GET"
    except (AttributeError, TypeError, KeyError):  # it goes on without the look that the gate lays down
        return "GET"


def question(name: str, dice: Random, hidden: Hidden, party: str) -> Asked:
    """One request to an address, as chance will have it."""
    path, parts, method = addresses()[name]
    for part in parts:
        values = PARTS.get(f"{name} {part}") or PARTS[part]
        path = path.replace(f"%({part})s", dice.choice(values))
    fragment = dice.random() < 0.3
    if method == "POST":
        sent = dice.choice(list(posted(name, dice, hidden, party)))
        return Asked(name, method, path, tuple(sorted(sent.items())), fragment)
    queries = [hidden.named(dice.choice(QUERIES.get(name, ANY_QUERY)), dice)]
    if dice.random() < 0.2:
        queries.append(dice.choice(DAYS_ASKED))
    query = "&".join(filter(None, queries))
    return Asked(name, method, f"{path}?{query}" if query else path, (), fragment)


def posted(name: str, dice: Random, hidden: Hidden, party: str) -> Iterator[dict[str, str]]:
    """Forms that name what is hidden or forged, and some that are as they should be."""
    fact, text, source = (dice.choice(each) for each in (hidden.fact, hidden.text, hidden.source))
    match name:
        case "state_position":
            said = {"party": party, "option": "left", "stance": "accept", "reader": "public", "evidence": "seen",
                    "restraint": "unstated", "source_words": "A talk", "salience": "1"}  # fmt: skip
            for step in ("enter", "look", "look"):
                yield {**said, "step": step, "corrects": fact}
            yield {**said, "step": "look", "party": dice.choice(("zz", "aa", "cc"))}
            yield {**said, "step": "look", "source_words": "", "source": source}
            yield {**said, "step": "look", "condition": dice.choice(("four|left", "two|bridge", "two|left"))}
            yield {**said, "step": "look", "reader": dice.choice(("group:kk", "group:hh", "chair", "party:zz"))}
            yield {**said, "step": dice.choice(("enter", "look"))}
        case "text_enter":
            said = {"file": f"file:{dice.choice((SECRETS[0], FILES['non-paper.txt'], DRAFT))}", "date": "2003-01-01"}
            yield {**said, "do": "enter", "session": "night", "label": "public"}
            yield {**said, "do": "enter", "source": source, "label": dice.choice(("public", ""))}
            yield {**said, "do": "enter", "label": dice.choice(("chair", "party:aa", "group:kk"))}
            yield {**said, "do": "look"}
        case "record_enter":
            said = {"reader": "public", "source_title": "A note", "date": "2003-01-01", "issue": "one"}
            yield {**said, "kind": "outcome", "option": dice.choice(("left", "bridge")), "corrects": fact}
            yield {**said, "kind": "outcome", "issue": "four", "option": "left"}
            title = dice.choice(("A letter", "A report"))
            yield {"kind": "source", "reader": "public", "title": title, "corrects": source}
            yield {**said, "kind": "session", "body": "Plenary", "start": "2003-01-01"}
        case "change_group":
            yield {"group": "kk", "party": "aa", "change": "joins", "day": "2003-01-01", "confirm": "1"}
            yield {"group": "gg", "party": "zz", "change": "joins", "day": "2003-01-01", "confirm": "1"}
            yield {"group": "hh", "party": "ww", "change": "joins", "day": "2003-01-01", "source": source}
        case "consolidate_put":
            paper = f"file:{DRAFT.replace('ninety', 'eighty')}"
            yield {"base": text, "party-1": "AA", "file-1": paper}
            yield {"base": "draft", "older": text, "party-1": "ZZ", "file-1": paper}
            yield {"base": "draft", "party-1": dice.choice(("AA", "Alpha")), "file-1": paper, "party-2": "BB"}
        case "consolidate_enter":
            yield {"title": "One text", "date": "2003-05-05", "reader": "public", "session": "night"}
            yield {"title": "One text", "date": "2003-05-05", "reader": dice.choice(("public", "chair"))}
        case _ if name in FORMS:
            yield from FORMS[name]
        case _:
            yield {"id": fact, "fact": fact, "version": text, "source": source, "reader": "public"}


class _Decks:
    """The names of all addresses for each role in turn, mixed anew when all were asked."""

    def __init__(self, names: Sequence[str], dice: Random) -> None:
        self._names, self._dice = names, dice
        self._left: dict[str, list[str]] = {}

    def next_for(self, role: str) -> str:
        if not self._left.get(role):
            self._left[role] = self._dice.sample(self._names, len(self._names))
        return self._left[role].pop()


def role_of(seat: str) -> str:
    """The role of a seat; nobody's is `nobody`."""
    return SEATS[seat][0] or "nobody"


@cache
def plan(count: int = PAIRS) -> tuple[tuple[Worlds, tuple[tuple[str, tuple[Asked, ...]], ...], tuple[Asked, ...]], ...]:
    """Pairs of worlds, which outsiders ask what of each, and what the chair asks; the same every time."""
    dice = Random("who asks what of the workbench")
    decks = _Decks(tuple(addresses()), dice)
    seats = _Decks(OTHERS, dice)
    found = []
    for number in range(count):
        worlds = worlds_of(number)
        hidden, asked = hidden_in(worlds), []
        for turn in range(SEATS_ASKED):
            # The chair is seldom an outsider, and then asks first.
            taken = [each for each, _ in asked]
            seat = "chair" if turn == 0 and not worlds.chair_may_read else _seat(worlds, seats, dice, taken)
            role = role_of(seat)
            party = seat if role == "delegation" else "aa"
            questions = [question(decks.next_for(role), dice, hidden, party) for _ in range(QUESTIONS)]
            # Whatever was said to them in a message stands on the next page.
            asked.append((seat, (*questions, Asked("cases", "GET", "/"))))
        names = ("record", dice.choice(("glance", "issue", "consensus_file", "text", "people", "positions_file")))
        chair = tuple(question(name, dice, hidden, "aa") for name in names[1:])
        found.append((worlds, tuple(asked), (Asked("record", "GET", f"/c/{CASE}/record/"), *chair)))
    return tuple(found)


def _seat(worlds: Worlds, seats: _Decks, dice: Random, taken: Sequence[str]) -> str:
    """The next role's outsider who does not ask yet."""
    for _ in range(2 * len(OTHERS)):
        role = seats.next_for("role")
        free = [each for each in worlds.outsiders() if role_of(each) == role and each not in taken]
        if free:
            return dice.choice(free)
    raise AssertionError("nobody is left to ask")
