"""Laws of consolidating, tried on texts with choices, notes and styles."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import consolidated_texts as drafts
from travaux.text.choosing import project
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Text
from travaux.text.stream import choices, leaves

relaxed = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def has_words(stream):
    return any(isinstance(node, Text) and any(map(str.isalnum, node.text)) for node in leaves(stream))


@st.composite
def rounds(draw, most=4):
    base = draw(drafts.BASES)
    texts = {party: draw(drafts.proposals(base)) for party in drafts.PARTIES[: draw(st.integers(1, most))]}
    assume(all(map(has_words, (base, *texts.values()))))
    return base, texts


def consolidated(base, texts, style="attributed"):
    proposals = {party: Instrument(body) for party, body in texts.items()}
    return consolidate(Instrument(base), proposals, style=style, force=True).text.body


@settings(relaxed, max_examples=60)
@given(rounds(), st.sampled_from(["attributed", "wipo"]))
def test_every_party_gets_its_own_text_back(made, style):
    base, texts = made
    body = consolidated(base, texts, style)
    for party, own in texts.items():
        assert drafts.said(project(body, party), spaces=False) == drafts.said(own, spaces=False)


@settings(relaxed, max_examples=60)
@given(st.data())
def test_in_plain_sentences_every_space_comes_back_too(data):
    known = ("each", "Party", "shall", "may", "keep", "samples", ",", ";", "data", "under", "its", "law")
    words = st.lists(st.sampled_from(known), min_size=3)
    sentences = words.map(lambda found: " ".join(found).replace(" ,", ",").replace(" ;", ";") + ".")
    paragraph = st.tuples(st.just(Break("paragraph", "1.", 50)), sentences.map(Text))
    texts = st.lists(paragraph, min_size=1, max_size=3).map(lambda found: tuple(n for pair in found for n in pair))
    base = data.draw(texts)
    own = {party: data.draw(texts) for party in drafts.PARTIES[:3]}
    assume(all(map(has_words, (base, *own.values()))))
    body = consolidated(base, own)
    for party, text in own.items():
        assert project(body, party) == text


@settings(relaxed, max_examples=30)
@given(rounds(), st.randoms(use_true_random=False))
def test_any_order_of_proposals_gives_the_same_text(made, chance):
    base, texts = made
    order = list(texts)
    chance.shuffle(order)
    assert consolidated(base, {party: texts[party] for party in order}) == consolidated(base, texts)


@settings(relaxed, max_examples=20)
@given(drafts.BASES)
def test_without_proposals_or_with_the_base_itself_nothing_changes(base):
    assume(has_words(base))
    assert consolidate(Instrument(base), {}).text.body == base
    assert drafts.said(consolidated(base, {"XA": base, "XB": base})) == drafts.said(base)


@settings(relaxed, max_examples=30)
@given(rounds(most=1))
def test_the_same_proposal_from_all_gives_one_option_with_all_of_them(made):
    base, texts = made
    own = texts["XA"]
    body = consolidated(base, dict.fromkeys(("XA", "XB", "XC"), own))
    everybody = ("XA", "XB", "XC")
    for choice in choices(body):
        if choice.texts:
            named = [names for option in choice.options for names in (option.backs, option.opposes) if names]
            assert set(named) == {everybody}
            assert len({place for _, place in choice.texts}) == 1


@settings(relaxed, max_examples=30)
@given(rounds())
def test_nobody_is_named_or_told_in_a_text_without_names(made):
    base, texts = made
    body = consolidated(base, texts, "unfccc")
    for choice in choices(body):
        named = {code for option in choice.options for code in (*option.backs, *option.opposes)}
        assert not choice.texts
        assert named.isdisjoint(drafts.PARTIES)
    assert all(not node.numbers for node in leaves(body) if isinstance(node, Break))
    assert not any(party in plain(Instrument(body)) for party in texts)


@settings(relaxed, max_examples=30)
@given(rounds())
def test_every_option_has_words_and_every_choice_a_name_of_its_own(made):
    base, texts = made
    body = consolidated(base, texts)
    names = [choice.id for choice in choices(body)]
    assert len(set(names)) == len(names)
    for choice in choices(body):
        if choice.texts:
            assert all(option.content for option in choice.options)
            assert {place for _, place in choice.texts} <= set(range(len(choice.options) + 1))
