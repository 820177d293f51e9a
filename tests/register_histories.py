"""Hypothesis strategies for what is entered into a register, and a way to enter it."""

from hypothesis import strategies as st

from case_strategies import DAYS, IDS, LABELS, WHENS, WORDS
from travaux.facts import from_mapping
from travaux.facts.law_facts import Law, Norm
from travaux.facts.model import Issue, IssueOption, Party, Position, TextVersion
from travaux.facts.treaty_facts import ACTION_KINDS, Delay, ForceRule, Treaty, TreatyAction

CASES = ("talks", "avp", "other")


def _position(party, issue, reader, day, words):
    return "positions", Position(party=party, issue=issue, reader=reader, date=day, words=words), None


def _party(name, words):
    return "parties", Party(id=name, name=words), None


def _issue(name, words):
    return "issues", Issue(id=name, title=words, options=(IssueOption(id="yes"),)), None


def _text(name, content):
    return "texts", TextVersion(file=f"{name}.txt"), content


def _law(jurisdiction, first, value):
    return "laws", Law(jurisdiction=jurisdiction, norm="grace", value=value, first=first), None


def _norm(name, words):
    return "norms", Norm(id=name, scale="nominal", categories={"some": (words,)}), None


def _treaty(name, number, day):
    force = ForceRule(threshold=number, delay=Delay(months=3, words=name))
    return "treaties", Treaty(id=name, name=name, adopted=day, force=force), None


def _action(party, kind, day, reader):
    return "actions", TreatyAction(treaty="pact", party=party, kind=kind, date=day, reader=reader), None


FACTS = st.one_of(
    st.builds(_position, IDS, IDS, LABELS, DAYS, WORDS),
    st.builds(_party, IDS, WORDS),
    st.builds(_issue, IDS, WORDS),
    st.builds(_law, IDS, WHENS, WORDS),
    st.builds(_norm, IDS, WORDS),
    st.builds(_treaty, IDS, st.integers(1, 9), DAYS),
    st.builds(_action, IDS, st.sampled_from(ACTION_KINDS), DAYS, LABELS),
    st.builds(_text, st.sampled_from(("rev1", "rev2")), st.binary(max_size=20)),
)
STEP = st.tuples(
    st.sampled_from(CASES),
    st.one_of(st.lists(FACTS, max_size=3), st.sampled_from(("published", "withdrawn"))),
    st.sampled_from(("chair", "desk", "us")),
)
HISTORIES = st.lists(STEP, min_size=1, max_size=8)


def enter_all(history):
    """Enter a history; a case is opened when it is first named."""
    from travaux.server.register import Act, case_names, enter, fact_act, open_case_as

    for case, what, by in history:
        if case not in case_names():
            open_case_as(case, from_mapping({"schema": "travaux-case/1", "gaps": ["none"]}), "desk")
        acts = [Act(what, {})] if isinstance(what, str) else [fact_act(*each) for each in what]
        enter(case, acts, by)
