"""Two worlds: one case twice, different only in what one delegation marked confidential.

Whoever may not read that must get the same answer in both. `pair_from` makes such pairs, `leaks` compares what every
such reader gets; what is compared is up to `look`, which takes the content of a case file and a reader.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, fields
from datetime import date
from random import Random
from typing import Any

from hypothesis import Phase
from hypothesis import strategies as st

from travaux.errors import TravauxError
from travaux.facts import Case, rows, view
from travaux.facts.loading import Record, from_mapping
from travaux.facts.model import FACTS, TextVersion
from travaux.law.cells import cells
from travaux.law.gathering import laws_of
from travaux.law.hinting import hints
from travaux.law.indexing import index_on
from travaux.treaty.forcing import force
from travaux.treaty.gathering import treaties_of
from travaux.treaty.momentum import momentum
from travaux.treaty.standing import bound, status

PARTIES = ("aa", "bb", "cc")
GROUPS = ("gg", "hh")
DAYS = ("2000-01-01", "2001-06-15", "2002-03-01", "2003-12-31")
LATE = "2009-05-05"
ISSUES = ("one", "two", "three")
OPTIONS = ("left", "middle", "right")
STANCES = ("prefer", "accept", "oppose", "red_line", None)
CONFIDENTIAL = ("positions",) * 12 + (
    "mandates",
    "packages",
    "declarations",
    "outcome",
    "issues",
    "groups",
    "parties",
    "rules",
    "sources",
    "sessions",
    "texts",
    "conflicts",
    "numbers",
    "norms",
    "laws",
    "laws",
    "treaties",
    "actions",
    "actions",
)

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A pair hangs on some hundred throws of the dice: making one smaller takes minutes, and it is small already."""

Mapping = dict[str, Any]
Look = Callable[[Mapping, str], Any]


@dataclass(frozen=True)
class Pair:
    """One case in two worlds, the delegation whose confidential facts differ, and those facts."""

    delegation: str
    one: Mapping
    other: Mapping
    differing: tuple[Mapping, ...]

    def readers(self) -> tuple[str, ...]:
        """Everybody who may look at the case."""
        return ("public", "chair", *(f"group:{name}" for name in GROUPS), *(f"party:{name}" for name in PARTIES))

    def outsiders(self) -> tuple[str, ...]:
        """The readers who may read nothing of what differs, and others whom the case does not know."""
        known = [reader for reader in self.readers() if reader != f"party:{self.delegation}"]
        shut = [each for each in known if not any(opens_to(each, fact, self.one) for fact in self.differing)]
        return (*shut, "party:bbb", "group:g", "nobody at all: really")


def opens_to(reader: str, fact: Mapping, case: Mapping) -> bool:
    """Whether a fact that somebody else marked is open to a reader; written anew, not to share a mistake."""
    label = fact["reader"]
    if label in (reader, "public"):
        return True
    group, party = label.removeprefix("group:"), reader.removeprefix("party:")
    if group == label or party == reader:
        return False
    day = fact.get("recorded") or fact.get("date") or ""
    return party in members_on(case, group, day if day[:1].isdigit() else "0001-01-01", ())


def members_on(case: Mapping, group: str, day: str, above: tuple[str, ...]) -> set[str]:
    """Who is in a group on a day by its public facts; a group that stands in itself adds nobody."""
    found: set[str] = set()
    for fact in case.get("groups", ()):
        if fact["id"] != group or fact.get("reader", "public") != "public" or group in above:
            continue
        for member in fact["members"]:
            name = member if isinstance(member, str) else member["party"]
            dates = {} if isinstance(member, str) else member
            if dates.get("from", "0001-01-01") <= day <= dates.get("to", "9999-12-31"):
                found |= members_on(case, name, day, (*above, group)) or {name}
    return found - {group}


def leaks(pair: Pair, look: Look, readers: Iterable[str] | None = None) -> Iterator[str]:
    """What tells an outsider in which world it is: reader and answer, one by one.

    Args:
        pair: the two worlds.
        look: what a reader gets of the content of a case file; if that is a mapping, its keys name the answers.
        readers: only these, as far as they are outsiders.
    """
    for reader in pair.outsiders():
        if readers is not None and reader not in readers:
            continue
        one, other = look(pair.one, reader), look(pair.other, reader)
        if one != other:
            names = [name for name in one if one[name] != other.get(name)] if isinstance(one, dict) else []
            yield f"{reader}: {', '.join(map(str, names)) or 'all'}"


def pairs() -> st.SearchStrategy[Pair]:
    """Pairs for a property test."""
    return st.randoms(use_true_random=False).map(pair_from)


def sample(count: int, seed: int = 0) -> tuple[Pair, ...]:
    """The same pairs every time."""
    return tuple(pair_from(Random(seed * 1_000_003 + number)) for number in range(count))


def pair_from(dice: Random) -> Pair:
    """A small case, and a delegation that adds, withdraws or changes something confidential."""
    delegation = dice.choice(PARTIES)
    base = _case(dice)
    kept = [_confidential(dice, delegation, base) for _ in range(dice.randrange(3))]
    old = _confidential(dice, delegation, base)
    new = _confidential(dice, delegation, base)
    act = dice.choice(("add", "withdraw", "change", "change a word"))
    if act == "change a word":
        section, fact, place = old
        new = (section, {**fact, **_another(dice, section, fact)}, place)
    before = [*kept, old] if act != "add" else kept
    after = [*kept, new] if act != "withdraw" else kept
    differing = tuple(fact for _, fact, _ in (old, new))
    return Pair(delegation, _with(base, before), _with(base, after), differing)


def _with(base: Mapping, hidden: list[tuple[str, Mapping, int]]) -> Mapping:
    case = deepcopy(base)
    for section, fact, place in hidden:
        held = case.setdefault(section, {} if section == "sources" else [])
        if section == "sources":
            case[section] = _inserted(held, f"letter {len(held)}", fact, place)
        else:
            held.insert(place % (len(held) + 1), deepcopy(fact))
    return case


def _inserted(held: Mapping, key: str, fact: Mapping, place: int) -> Mapping:
    items = list(held.items())
    items.insert(place % (len(items) + 1), (key, deepcopy(fact)))
    return dict(items)


def _another(dice: Random, section: str, fact: Mapping) -> Mapping:
    if section != "positions":
        return {"note": f"in other words {dice.randrange(9)}"}
    return dice.choice(
        (
            {"stance": dice.choice(STANCES)},
            {"date": LATE},
            {"restraint": {"kind": "ratification", "reason": "needs a vote at home"}},
            {"salience": 7.5},
            {"reader": f"party:{fact['party']}" if fact["reader"] == "chair" else "chair"},
        )
    )


def _case(dice: Random) -> Mapping:
    """What is on public record, and some things that others marked for somebody."""
    case: Mapping = {
        "schema": "travaux-case/1",
        "sources": {"s1": {"title": "A report"}},
        "parties": [_party(dice, name) for name in (*PARTIES, "gg", "ww")],
        "groups": [_group(dice, "gg", PARTIES), _group(dice, "hh", ("gg", *PARTIES))],
        "issues": [_issue(dice, name) for name in ISSUES[: dice.randint(1, 3)]],
        "positions": [
            _position(dice, dice.choice((*PARTIES, "gg", "gg", "hh", "ww"))) for _ in range(dice.randint(1, 7))
        ],
    }
    if dice.random() < 0.3:
        case["outcome"] = [_outcome(dice)]
    if dice.random() < 0.3:
        case["packages"] = [_package(dice, dice.choice((None, *PARTIES)))]
    if dice.random() < 0.3:
        case["mandates"] = [{"party": dice.choice(PARTIES), "at_least": dice.choice((0.2, 0.5, 0.9))}]
    for position in case["positions"]:
        if dice.random() < 0.2:
            position["reader"] = dice.choice(("group:gg", "group:hh", f"party:{position['party']}"))
    return case | _law_and_treaties(Random(json.dumps(case)))  # dice of its own: what others throw stays as it was


_NORMS: tuple[Mapping, ...] = (
    {"id": "grace", "title": "Length of grace", "scale": "interval", "unit": "months"},
    {
        "id": "scope",
        "title": "Scope",
        "scale": "ordinal",
        "categories": {"none": ["no"], "some": ["part"], "all": ["full"]},
    },
)


def _law_and_treaties(dice: Random) -> Mapping:
    """What is on public record of law and of treaties."""
    rule = {"threshold": dice.choice((1, 2)), "delay": {"months": 3}}
    return {
        "norms": list(map(dict, _NORMS)),
        "laws": [law_fact(dice, party) for party in PARTIES for _ in range(dice.randrange(3))],
        "treaties": [{"id": "pact", "name": "The pact", "adopted": DAYS[0], "force": rule, "later": {"months": 3}}],
        "actions": [action_fact(dice, party) for party in PARTIES for _ in range(dice.randrange(3))],
    }


def law_fact(dice: Random, jurisdiction: str) -> Mapping:
    """A law of a jurisdiction."""
    norm = dice.choice(("grace", "scope"))
    first, last = sorted((_day(dice), _day(dice)))
    value = dice.choice(("6", "12", "0") if norm == "grace" else ("no", "part", "full"))
    span = dice.choice(({"from": first}, {"to": last}, {"from": first, "to": last}, {"as_of": first}))
    return {"jurisdiction": jurisdiction, "norm": norm, "value": value, **span}


def action_fact(dice: Random, party: str) -> Mapping:
    """Something that a party did with the pact."""
    kind = dice.choice(("signature", "ratification", "accession", "denunciation", "declaration", "entry_into_force"))
    effect = {"effective": _day(dice)} if dice.random() < 0.2 else {}
    return {"treaty": "pact", "party": party, "kind": kind, "date": _day(dice), **effect}


def _day(dice: Random) -> str:
    return dice.choice(DAYS)


def _party(dice: Random, name: str) -> Mapping:
    kind = {"gg": "group", "ww": "ngo"}.get(name) or dice.choice(("state", "state", "igo"))
    return {"id": name, "name": f"Party {name}", "kind": kind}


def _group(dice: Random, name: str, candidates: tuple[str, ...]) -> Mapping:
    members: list[Any] = []
    for each in candidates:
        if dice.random() < 0.7:
            first, last = sorted((_day(dice), _day(dice)))
            members.append(
                dice.choice(
                    (
                        each,
                        {"party": each, "from": first},
                        {"party": each, "to": last},
                        {"party": each, "from": first, "to": last},
                    )
                )
            )
    return {"id": name, "name": f"Group {name}", "members": members}


def _issue(dice: Random, name: str) -> Mapping:
    options: list[Mapping] = [{"id": option, "label": option.title()} for option in OPTIONS[: dice.randint(2, 3)]]
    for option in options:
        if dice.random() < 0.2:
            option["since"] = _day(dice)
        if dice.random() < 0.1:
            option["until"] = _day(dice)
    if name == "one":
        for option, answer in zip(options, ("none", "some", "all"), strict=False):
            option["law"] = [answer]
    of_law = {"norm": "scope"} if name == "one" else {}
    nested = {"only_if": {"issue": "one", "option": "left"}} if name != "one" and dice.random() < 0.3 else {}
    return {"id": name, "title": f"Issue {name}", "options": options, **of_law, **nested}


def _position(dice: Random, party: str) -> Mapping:
    fact: Mapping = {
        "party": party,
        "issue": dice.choice(ISSUES),
        "option": dice.choice((*OPTIONS, OPTIONS[0], OPTIONS[1])),
        "stance": dice.choice(STANCES),
    }
    if dice.random() < 0.8:
        fact["date"] = _day(dice)
    if dice.random() < 0.2:
        fact["recorded"] = _day(dice)
    if dice.random() < 0.1:
        fact["option"] = None
    if dice.random() < 0.2:
        fact["conditions"] = [{"issue": dice.choice(ISSUES), "option": dice.choice(OPTIONS)}]
    if dice.random() < 0.1:
        fact["evidence"] = "recalled"
    if dice.random() < 0.2:
        fact["source"] = dice.choice(("s1", "s2"))
    if fact["stance"] is None:
        fact["words"] = "will come back to this"
    return {key: value for key, value in fact.items() if value is not None}


def _outcome(dice: Random) -> Mapping:
    return {"issue": dice.choice(ISSUES), "option": dice.choice(OPTIONS), "date": _day(dice)}


def _package(dice: Random, by: str | None) -> Mapping:
    points = [{"issue": name, "option": dice.choice(OPTIONS)} for name in ISSUES[:2]]
    return {"points": points} if by is None else {"by": by, "points": points}


def _confidential(dice: Random, party: str, base: Mapping) -> tuple[str, Mapping, int]:
    """A fact that a delegation marked, its section and its place there; now and then one full of slips."""
    section = dice.choice(CONFIDENTIAL)
    fact = _of_section(dice, section, party)
    said = [each for each in base["positions"] if each["party"] in (party, *GROUPS)]
    if section == "positions" and said and dice.random() < 0.5:
        fact |= {key: value for key, value in dice.choice(said).items() if key in ("issue", "option", "date")}
    fact["reader"] = dice.choice(
        ("chair",) * 7 + (f"party:{party}", "group:gg", "group:hh", "Chair", "chairs", "party:", "group", "")
    )
    held = [] if section == "sources" else base.get(section, [])
    public = [each for each in held if each.get("reader", "public") == "public"]
    slip = dice.choice(("", "", "", "", "late", "late", "recalled", "unread", "unknown key", "corrects", "same id"))
    if slip in ("corrects", "same id") and public:
        fact["supersedes" if slip == "corrects" else "id"] = _id_of(section, dice.choice(public))
    elif slip in ("late", "unread"):
        fact["date"] = LATE if slip == "late" else "soon"
    elif slip == "recalled":
        fact["evidence"] = "recalled"
    elif slip == "unknown key":
        fact[dice.choice(("stanse", "option", "issue", "party"))] = dice.choice(("lefty", "on", "zz"))
    return section, fact, dice.randrange(8)


def _id_of(section: str, fact: Mapping) -> str:
    """The id of a fact as a record would hold it."""
    return str(from_mapping({"schema": "travaux-case/1", section: [fact]}).sections[section][0].id)


def _of_section(dice: Random, section: str, party: str) -> Mapping:
    number = dice.randrange(4)
    makers: dict[str, Callable[[], Mapping]] = {
        "positions": lambda: _position(dice, party),
        "mandates": lambda: {"party": party, "at_least": 0.95, "date": _day(dice)},
        "packages": lambda: _package(dice, party),
        "declarations": lambda: {"party": party, "words": "not bound"},
        "outcome": lambda: _outcome(dice),
        "issues": lambda: {**_issue(dice, dice.choice((*ISSUES, "four"))), "title": f"Quiet {number}"},
        "groups": lambda: _group(dice, dice.choice(("gg", "hh", "kk")), (*PARTIES, "zz")),
        "parties": lambda: {"id": dice.choice(("bbb", "zz", "aa")), "name": "A late-comer", "aliases": ["Alpha"]},
        "rules": lambda: {"id": "quiet", "kind": dice.choice(("majority", "two_thirds"))},
        "sources": lambda: {"title": "A letter"},
        "sessions": lambda: {"id": "night", "start": _day(dice), "what": "Met at night"},
        "texts": lambda: {"id": "quiet", "file": "non-paper.txt"},
        "conflicts": lambda: {"about": "who spoke", "a": "one", "b": "two"},
        "numbers": lambda: {"what": "votes", "value": number, "date": LATE},
        "norms": lambda: {**_NORMS[dice.choice((0, 1))], "id": dice.choice(("grace", "scope", "quiet"))},
        "laws": lambda: law_fact(dice, party),
        "treaties": lambda: {"id": dice.choice(("pact", "quiet")), "name": "A quiet pact", "adopted": _day(dice)},
        "actions": lambda: action_fact(dice, party),
    }
    return makers[section]()


def state(case: Case, but: str = "") -> dict[str, Any]:
    """Everything that a view holds and says without being asked, by name; `but` is left out."""
    names = [*(each.name for each in fields(Case)), *(name for name in dir(Case) if not name.startswith("_"))]
    values = {name: getattr(case, name) for name in names if name not in QUESTIONS and name != but}
    assert not [name for name, value in values.items() if callable(value)], "ask every method something"
    return {name: list(value.items()) if isinstance(value, dict) else value for name, value in values.items()}


QUESTIONS: dict[str, list[tuple[Any, ...]]] = {
    "on_day": [("soon",), ("2001-02-29",)],
    "known_by": [("soon",)],
    **{name: [(each,) for each in (*ISSUES, "four")] for name in ("issue", "options", "outcome")},
    "members": [(name, *day) for name in (*GROUPS, "kk") for day in ((), (date(2001, 6, 15),))],
    "of": [(FACTS["positions"],), (FACTS["status"],)],
    "party_name": [("aa",), ("zz",)],
    "party_named": [("AA",), ("Alpha",), ("bbb",)],
    "draft": [()],
    "versions": [()],
    "content": [(TextVersion(id="quiet", file="non-paper.txt"),)],
    "who": [("one",), ("fou",), (None, "aa"), (None, "zzz"), (None, None, "gg"), (None, None, "k")],
}
"""What each method of a view is asked; where there is nothing of the kind the words of the refusal count."""


def _laws(case: Case) -> Any:
    laws = laws_of(case)
    return laws, index_on(laws, date(2003, 12, 31)), cells(laws, on=DAYS[1])


def _treaties(case: Case) -> Any:
    data = treaties_of(case)
    return data, [(force(data, name), status(data, name)) for name in data.treaties]


def _bound(case: Case) -> Any:
    data = treaties_of(case)
    return [_told(bound, data, party, DAYS[2]) for party in PARTIES]


ROOMS: dict[str, Callable[[Case], Any]] = {
    "laws": _laws,
    "hints": lambda case: hints(case, laws_of(case)),
    "treaties": _treaties,
    "bound": _bound,
    "momentum": momentum,
}
"""What the rooms of law and treaties are asked of a view."""


def whole_view(case: Case) -> dict[str, Any]:
    """What a reader gets from a view, and from the views of other days that it leads to."""
    found = {f"{name}{each}": _told(getattr(case, name), *each) for name, asked in QUESTIONS.items() for each in asked}
    found |= {f"room of {name}": _told(ask, case) for name, ask in ROOMS.items()}
    found |= state(case) | {"rows": rows(case, case.who())}
    for name, each in {"early": case.on_day(DAYS[1]), "known early": case.known_by(DAYS[1])}.items():
        found |= {f"{name}: {key}": value for key, value in state(each, but="remarks").items()}
        found[f"{name}: who"] = each.who()
    return found


def look_at_view(content: Mapping, reader: str) -> dict[str, Any]:
    """All that a reader gets of a case from Python; of a refusal every word."""
    case = _told(view, record_of(content), reader)
    return whole_view(case) if isinstance(case, Case) else {"refused": case}


def record_of(content: Mapping) -> Record:
    """The record of a content, made once for all its readers."""
    held = next((record for same, record in _MADE if same is content), None)
    if held is None:
        held = from_mapping(content)
        _MADE.append((content, held))
    return held


_MADE: deque[tuple[Mapping, Record]] = deque(maxlen=2)


def _told(ask: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return ask(*arguments)
    except TravauxError as error:
        return (type(error), str(error), error.what, error.where, error.why, error.remedy)


def written(content: Mapping) -> str:
    """The content as a case file, one fact per line (JSON is YAML)."""
    parts = []
    for key, value in content.items():
        facts = value.items() if isinstance(value, dict) else [("", fact) for fact in value if isinstance(value, list)]
        lines = [f"{json.dumps(name)}: {json.dumps(fact)}" if name else json.dumps(fact) for name, fact in facts]
        inside = ",\n  ".join(lines)
        shape = "{{\n  {}\n}}" if isinstance(value, dict) else "[\n  {}\n]"
        parts.append(f"{json.dumps(key)}: " + (json.dumps(value) if isinstance(value, str) else shape.format(inside)))
    return "{" + ",\n".join(parts) + "}\n"
