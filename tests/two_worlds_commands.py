"""Two worlds as commands show them: cases rich enough for the engine, and everything that a command gives a reader.

`rich_pair` puts more on record, the same in both worlds, into a pair of `two_worlds`, and lets its delegation mark
more. A `Desk` is the folder with the case file; what it answers is all that a command prints, writes and ends with.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from travaux.cli import main
from two_worlds import (
    DAYS,
    GROUPS,
    LATE,
    OPTIONS,
    PARTIES,
    Mapping,
    Pair,
    action_fact,
    law_fact,
    leaks,
    pair_from,
    written,
)  # fmt: skip

DRAFT = """DRAFT AGREEMENT

Article 1
Term

1. Protection shall last for [Alt 1: fifty] [Alt 2: seventy] [Alt 3: ninety] years from the day of the recording.

2. A notice may be [Alt 1: printed] [Alt 2: spoken] [Alt 3: sent] [within one month].

Article 2
Formalities

1. [Formalities may be required.]
"""
CHOICES = {
    "one": ("art1.p1.c1", ("Alt 1", "Alt 2", "Alt 3")),
    "two": ("art1.p2.c1", ("Alt 1", "Alt 2", "Alt 3")),
    "three": ("art2.p1.c1", ("keep", "drop", "keep")),
}
YEARS = (50.0, 70.0, 90.0)
RESTRAINTS = ("domestic_law", "constituency", "ratification", "capacity", "economic", "linkage", "unstated")
REASONS = ("a vote at home", "the courts", "what it costs", "")
WEIGHTS = (0.5, 1.0, 1.0, 2.0, 3.5)
MORE_CONFIDENTIAL = ("position",) * 9 + ("mandate", "package") * 3 + ("rule", "group", "text") * 3 + (
    "outcome",
    "option",
    "member",
    "party",
    "session",
    "stranger",
)  # fmt: skip

Question = tuple[str, ...]
QUESTIONS: dict[str, tuple[Question, ...]] = {
    "who": (
        ("who",),
        ("who", "--json"),
        ("who", "--full"),
        ("who", "--on", DAYS[1]),
        ("who", "--issue", "one"),
        ("who", "--known", DAYS[2], "--json"),
        ("who", "--on", DAYS[3], "--json"),
    ),
    "who, in part": (
        ("who", "--party", "aa"),
        ("who", "--party", "Party bb", "--json"),
        ("who", "--group", "gg"),
        ("who", "--group", "hh", "--on", DAYS[2]),
        ("who", "--issue", "two", "--party", "cc", "--json"),
        ("who", "--issue", "four"),
        ("who", "--issue", "tow"),
        ("who", "--party", "bbb"),
        ("who", "--party", "Alpha"),
        ("who", "--group", "kk"),
        ("who", "--group", "kg", "--json"),
        ("who", "--on", "soon"),
    ),
    "who, together": (
        ("who", "--together"),
        ("who", "--together", "--json"),
        ("who", "--together", "--full"),
        ("who", "--together", "--group", "hh"),
        ("who", "--together", "--party", "aa"),
        ("who", "--together", "--issue", "one", "--json"),
        ("who", "--together", "--group", "kk"),
        ("who", "--together", "--on", DAYS[2]),
    ),
    "consensus": (
        ("consensus",),
        ("consensus", "--rule", "no_opposition"),
        ("consensus", "--rule", "majority"),
        ("consensus", "--on", DAYS[2]),
        ("consensus", "--top", "1", "--full"),
        ("consensus", "--rule", "board"),
        ("consensus", "--rule", "quit"),
        ("consensus", "--costs", "{costs}"),
    ),
    "consensus, json": (
        ("consensus", "--json"),
        ("consensus", "--json", "--rule", "no-opposition"),
        ("consensus", "--json", "--rule", "two_thirds", "--top", "40"),
        ("consensus", "--json", "--rule", "majority", "--top", "40", "--on", DAYS[3]),
        ("consensus", "--json", "--top", "40"),
        ("consensus", "--json", "--on", DAYS[1]),
        ("consensus", "--json", "--known", DAYS[2]),
        ("consensus", "--json", "--rule", "quiet"),
    ),
    "consensus, clean": (
        ("consensus", "--clean", "{out}.txt"),
        ("consensus", "--clean", "{out}.docx", "--json"),
        ("consensus", "--clean", "{out}.json", "--rule", "majority"),
        ("consensus", "--clean", "{out}.md", "--rule", "two_thirds", "--on", DAYS[3]),
        ("consensus", "--clean", "{out}.html", "--rule", "majority", "--top", "2"),
    ),
    "forecast": (
        ("forecast",),
        ("forecast", "--json"),
        ("forecast", "--on", DAYS[2], "--json"),
        ("forecast", "--issue", "one"),
        ("forecast", "--issue", "four"),
        ("forecast", "--backtest"),
        ("forecast", "--backtest", "--json"),
    ),
    "check": (("case", "check"), ("case", "check", "--json")),
    "law": (
        ("law", "table"),
        ("law", "table", "--json", "--on", DAYS[2]),
        ("law", "index", "--json"),
        ("law", "gap", "--of", "aa", "--target", "bb", "--json"),
        ("law", "reform", "--jurisdiction", "cc", "--from", DAYS[0], "--to", DAYS[3], "--json"),
        ("law", "distance", "--json", "--on", DAYS[2]),
        ("law", "gap", "--of", "bbb", "--target", "zz"),
        ("case", "hints", "--json"),
    ),
    "treaty": (
        ("treaty", "status", "pact", "--in", "{case}", "--json"),
        ("treaty", "status", "quiet", "--in", "{case}"),
        ("treaty", "force", "pact", "--in", "{case}", "--json"),
        ("treaty", "force", "pact", "--in", "{case}", "--on", DAYS[2]),
        ("treaty", "bound", "cc", "--in", "{case}", "--json"),
        ("treaty", "bound", "zz", "--in", "{case}"),
        ("treaty", "check", "--json"),
        ("treaty", "momentum", "--json"),
    ),
}
"""What readers ask, by the command and what it is asked for.

`{out}` and `{costs}` stand for files of the desk, `{case}` for the case, which otherwise comes first.
"""
_IN_TWO_WORDS = ("case", "law", "treaty")


TURNS = (0, 2, 3, 5)
"""The kinds of questions asked of one pair, counted from its number: each kind is asked of every second pair."""


class Answer(NamedTuple):
    """What a reader gets from a command."""

    status: object
    out: str
    err: str
    file: bytes | None


class Desk:
    """A folder with a case, whose file is changed from one world to the other; nothing else in it is."""

    def __init__(self, place: Path) -> None:
        self.case = place / "talks"
        (self.case / "texts").mkdir(parents=True)
        (self.case / "texts" / "draft.txt").write_text(DRAFT, encoding="utf-8")
        (self.case / "texts" / "non-paper.txt").write_text(DRAFT.replace("fifty", "sixty"), encoding="utf-8")
        self.out = place / "clean"
        self.costs = place / "costs.toml"
        self.costs.write_text("[restraint]\nunstated = 9\n", encoding="utf-8")

    def put(self, content: Mapping) -> None:
        """Lay out one world."""
        (self.case / "case.yaml").write_text(written(content), encoding="utf-8")

    def ask(self, question: Question, reader: str) -> Answer:
        """What a reader gets who asks this of the world laid out."""
        words = [word.format(out=self.out, costs=self.costs, case=self.case) for word in question]
        verb = 2 if words[0] in _IN_TWO_WORDS else 1
        case = [] if "{case}" in question else [str(self.case)]
        target = next((Path(word) for word in words if word.startswith(f"{self.out}.")), None)
        status, out, err = run([*words[:verb], *case, *words[verb:], "--as", reader])
        file = None
        if target is not None and target.exists():
            file = target.read_bytes()
            target.unlink()
        return Answer(status, out, err, file)


def run(arguments: Sequence[str]) -> tuple[object, str, str]:
    """A command in this process: its status, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    status: object = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main.run(list(arguments))
        except SystemExit as end:
            status = end.code
    return status, out.getvalue(), err.getvalue()


def plan(pair: Pair, number: int, about: Sequence[str] = ()) -> Iterator[tuple[str, Question]]:
    """Who asks what of a pair: questions of four kinds, now by this outsider and now by that, the same every time.

    Args:
        pair: the two worlds.
        number: its number in the sample.
        about: of these questions only those of some kinds; by default all.
    """
    dice = Random(f"who asks of {number}")
    outsiders = [reader for reader in pair.outsiders() if reader in pair.readers()]
    strangers = [reader for reader in pair.outsiders() if reader not in pair.readers()]
    kinds = list(QUESTIONS)
    for turn in TURNS:
        kind = kinds[(number + turn) % len(kinds)]
        reader = dice.choice(strangers if dice.random() < 0.02 else ["public", *outsiders])
        question = dice.choice(QUESTIONS[kind])
        if not about or kind in about:
            yield reader, question


def differences(pair: Pair, asked: Sequence[tuple[str, Question]], desk: Desk) -> list[str]:
    """What tells an outsider in which world it is. A command that breaks down is an error, in either world.

    Args:
        pair: the two worlds.
        asked: readers and their questions.
        desk: where the commands are run.
    """
    found: list[str] = []
    for reader, question in asked:

        def look(content: Mapping, who: str, question: Question = question) -> dict[str, Any]:
            desk.put(content)
            answer = desk.ask(question, who)
            assert answer.status in (0, 1, 2), f"{' '.join(question)} as {who}: {answer.err}"
            return answer._asdict()

        found += [f"{' '.join(question)} as {each}" for each in leaks(pair, look, [reader])]
    return found


def rich_pairs(numbers: range) -> Iterator[tuple[int, Pair]]:
    """The pairs of a sample with their numbers, the same every time."""
    return ((number, rich_pair(Random(f"world {number}"))) for number in numbers)


def rich_pair(dice: Random) -> Pair:
    """A pair of `two_worlds` with more on record in both worlds, and more that its delegation marked in one of them."""
    pair = pair_from(dice)
    # First or last in both worlds: a place between facts would depend on how many are hidden.
    more = [(section, fact, dice.choice((0, -1))) for section, fact in _on_record(dice)]
    linked, texts = dice.random() < 0.9, dice.random() < 0.85
    one, other = (_furnished(world, more, linked, texts) for world in (pair.one, pair.other))
    differing = list(pair.differing)
    for _ in range(dice.randint(1, 3)):
        section, fact, place = _marked(dice, pair.delegation)
        held = dice.choice(([one], [other], [one, other]))
        for world in held:
            _insert(world, section, fact, place if len(held) == 1 else -1)
        if len(held) == 1:
            differing.append(fact)
    differing += _marked_of_law(Random(str(one)), pair.delegation, (one, other))
    return Pair(pair.delegation, one, other, tuple(differing))


def _marked_of_law(dice: Random, party: str, worlds: tuple[Mapping, Mapping]) -> Iterator[Mapping]:
    """A law and an action that stand in one of the worlds, now and then."""
    for section, made in (("laws", law_fact), ("actions", action_fact)):
        if dice.random() < 0.4:
            fact = {**made(dice, party), "reader": dice.choice(("chair", "chair", f"party:{party}", "group:gg"))}
            _insert(dice.choice(worlds), section, fact, dice.randrange(8))
            yield fact


def _furnished(world: Mapping, more: Sequence[tuple[str, Mapping, int]], linked: bool, texts: bool) -> Mapping:
    made = deepcopy(world)
    for issue in made["issues"]:
        if issue.get("reader", "public") == "public" and issue["id"] in CHOICES:
            choice, names = CHOICES[issue["id"]]
            issue["scale"] = {"unit": "years", "status_quo": YEARS[0]}
            issue |= {"choice": choice} if linked else {}
            for place, option in enumerate(issue["options"]):
                option |= {"at": YEARS[place], "in_text": names[place]}
    if texts:
        _insert(made, "texts", {"id": "draft", "file": "draft.txt", "date": DAYS[0]}, 0)
    for section, fact, place in more:
        _insert(made, section, fact, place)
    return made


def _insert(world: Mapping, section: str, fact: Mapping, place: int) -> None:
    held = world.setdefault(section, [])
    held.insert(place % (len(held) + 1), deepcopy(fact))


def _on_record(dice: Random) -> Iterator[tuple[str, Mapping]]:
    """What is public in both worlds: enough for blocked issues, ties, bonds between issues, and ways out."""
    for issue in CHOICES:
        shape = dice.random()
        if shape < 0.3:
            yield from _stand_off(dice, issue)
        elif shape < 0.65:
            for party, option in zip(dice.sample(PARTIES, 2), OPTIONS, strict=False):
                yield "positions", {"party": party, "issue": issue, "option": option, "stance": "prefer"}
        if dice.random() < 0.4:
            party = dice.choice((*PARTIES, *GROUPS))
            yield "positions", _position(dice, party, issue, OPTIONS[2], dice.choice(("accept", "oppose")))
    for party in PARTIES:
        if dice.random() < 0.3:
            yield "mandates", {"party": party, "at_least": dice.choice((0.25, 0.5, 0.75))}
    if dice.random() < 0.4:
        yield "packages", _package(dice, dice.choice((None, *PARTIES)))
    if dice.random() < 0.6:
        yield "rules", {"id": "board", "kind": "weighted", "threshold": 0.6, "weights": {"aa": 3, "bb": 2}}
    if dice.random() < 0.3:
        yield "sessions", {"id": "spring", "start": DAYS[1], "end": DAYS[1], "place": "Geneva"}


def _stand_off(dice: Random, issue: str) -> Iterator[tuple[str, Mapping]]:
    """Two delegations that exclude each other's wording."""
    one, other = dice.sample(PARTIES, 2)
    for party, wanted, excluded in ((one, *OPTIONS[:2]), (other, *OPTIONS[1::-1])):
        yield "positions", _position(dice, party, issue, wanted, "prefer")
        yield "positions", _position(dice, party, issue, excluded, "red_line")


def _position(dice: Random, party: str, issue: str, option: str, stance: str) -> Mapping:
    fact: Mapping = {"party": party, "issue": issue, "option": option, "stance": stance}
    fact["salience"] = dice.choice(WEIGHTS)
    if dice.random() < 0.7:
        fact["date"] = dice.choice(DAYS)
    if dice.random() < 0.7:
        fact["restraint"] = {"kind": dice.choice(RESTRAINTS), "reason": dice.choice(REASONS)}
    if dice.random() < 0.25:
        fact["conditions"] = [_point(dice, dice.choice([each for each in CHOICES if each != issue]))]
    if dice.random() < 0.1:
        fact["subject_to"] = "ad referendum"
    return fact


def _point(dice: Random, issue: str) -> Mapping:
    return {"issue": issue, "option": dice.choice(OPTIONS[:2])}


def _package(dice: Random, by: str | None) -> Mapping:
    points = [_point(dice, issue) for issue in dice.sample(tuple(CHOICES), dice.randint(2, 3))]
    return {"points": points} if by is None else {"by": by, "points": points}


def _marked(dice: Random, party: str) -> tuple[str, Mapping, int]:
    """A fact that weighs on the engine's answers, as a delegation marked it, with its section and place there."""
    makers: dict[str, Callable[[], tuple[str, Mapping]]] = {
        "position": lambda: ("positions", _stand(dice, party)),
        "mandate": lambda: ("mandates", {"party": party, "at_least": dice.choice((0.6, 0.8, 1.0))}),
        "package": lambda: ("packages", _package(dice, party)),
        "outcome": lambda: ("outcome", {**_point(dice, dice.choice(tuple(CHOICES))), "date": dice.choice(DAYS)}),
        "option": lambda: ("issues", _with_a_bridge(dice.choice(tuple(CHOICES)))),
        "member": lambda: ("groups", {"id": "gg2", "name": "Group gg", "members": ["zz", party], "supersedes": "gg"}),
        "group": lambda: ("groups", {"id": "kk", "name": "Friends", "members": [party]}),
        "party": lambda: ("parties", {"id": "zz", "name": "Zedland", "decides": True}),
        "session": lambda: ("sessions", {"id": "night", "start": LATE, "date": LATE, "what": "Met at night"}),
        "text": lambda: ("texts", {"id": "non-paper", "file": "non-paper.txt", "date": LATE}),
        "rule": lambda: ("rules", {"id": "quiet", "kind": "majority"}),
        "stranger": lambda: ("positions", {**_stand(dice, party), "party": "zz"}),
    }
    section, fact = makers[dice.choice(MORE_CONFIDENTIAL)]()
    label = dice.choice(("chair",) * 7 + (f"party:{party}", "group:gg", "group:hh"))
    return section, {**fact, "reader": label}, dice.randrange(8)


def _stand(dice: Random, party: str) -> Mapping:
    stance = dice.choice(("prefer", "accept", "oppose", "red_line", "red_line"))
    return _position(dice, party, dice.choice(tuple(CHOICES)), dice.choice(OPTIONS), stance)


def _with_a_bridge(issue: str) -> Mapping:
    """A correction of a public issue that puts one more option on the table."""
    options = [{"id": name, "label": name.title()} for name in (*OPTIONS, "bridge")]
    return {"id": f"{issue}-bridged", "title": f"Issue {issue}", "options": options, "supersedes": issue}
