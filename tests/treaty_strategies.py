"""Treaties and actions made up by Hypothesis, and short ways to write them by hand."""

from datetime import date, timedelta

from hypothesis import strategies as st

from travaux.facts.model import Party
from travaux.facts.treaty_facts import Delay, ForceRule, Treaty, TreatyAction
from travaux.treaty.model import Treaties

FIRST, LAST = date(1990, 1, 1), date(1996, 12, 31)
PARTIES = ("Aland", "Borland", "Corland", "Dorland")
KINDS = (
    "signature", "definitive_signature", "ratification", "accession", "succession", "continued_application",
    "provisional_application", "notification", "entry_into_force", "withdrawal", "denunciation", "reservation",
    "territorial_extension",
)  # fmt: skip


def act(party, kind, day=None, treaty="t", **more):
    """One action; the day as text."""
    return TreatyAction(
        treaty=treaty, party=party, kind=kind, date=None if day is None else date.fromisoformat(day), **more
    )


def record(*actions, rule=None, treaty="t", parties=(), groups=None, treaties=None, **more):
    """A record of one treaty, or of those given."""
    known = treaties or {treaty: Treaty(id=treaty, name=treaty.upper(), force=rule, **more)}
    facts = {party.id: party for party in parties}
    for each in actions:
        facts.setdefault(each.party, Party(id=each.party, name=each.party))
    extra = {} if groups is None else {"groups": groups}
    return Treaties("made up", known, tuple(actions), parties=facts, **extra)


days = st.dates(FIRST, LAST)
delays = st.builds(
    Delay, years=st.integers(0, 2), months=st.integers(0, 14), days=st.integers(0, 70),
    after=st.sampled_from(["deposit", "deposit", "notification"]),
)  # fmt: skip
rules = st.none() | st.builds(
    ForceRule, threshold=st.integers(1, 3), counts=st.sampled_from(["states", "eligible"]), delay=st.none() | delays
)


@st.composite
def actions(draw, treaty="t"):
    """One action; some have no day, some an effective day, some a territory."""
    day = draw(st.none() | days | days | days | days)
    late = draw(st.none() | st.none() | st.integers(0, 400))
    return TreatyAction(
        treaty=treaty,
        party=draw(st.sampled_from(PARTIES)),
        kind=draw(st.sampled_from(KINDS)),
        date=day,
        effective=None if late is None or day is None else day + timedelta(days=late),
        territory=draw(st.none() | st.none() | st.none() | st.just("the Isles")),
    )


@st.composite
def records(draw):
    """Two treaties with up to fourteen actions."""
    facts = [*draw(st.lists(actions("t"), max_size=9)), *draw(st.lists(actions("u"), max_size=5))]
    treaties = {
        name: Treaty(
            id=name,
            name=name.upper(),
            force=draw(rules),
            later=draw(st.none() | delays),
            leaving=draw(st.none() | delays),
        )
        for name in ("t", "u")
    }
    return record(*draw(st.permutations(facts)), treaties=treaties)
