"""Changes inside a bracket or option of the base, printed there and nowhere else."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import consolidated_texts as drafts
import travaux
from travaux.text.choosing import project
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Choice, Option, Text
from travaux.text.stream import choices, leaves

BASE = (
    "Article 1\n\n1. Each Party [shall][should] take [all appropriate] measures.\n\n"
    "2. [Parties shall report every two years to the Conference on the measures taken.]\n\n"
    "Article 2\n\nOption 1: Parties shall reduce pollution by half.\n\n"
    "Option 2: Parties shall make efforts to reduce pollution."
)


def made(base, **proposals):
    own = {party: travaux.read_text(words) for party, words in proposals.items()}
    return consolidate(travaux.read_text(base), own)


def text_of(base, **proposals):
    return plain(made(base, **proposals).text).strip()


def test_a_word_changed_in_a_bracket_of_the_base_is_a_choice_inside_it():
    assert (
        "2. [Parties shall report every [KE oppose: two] [KE propose: three] years to the Conference on the measures "
        "taken.]" in text_of(BASE, KE=BASE.replace("two years", "three years"))
    )


def test_a_word_changed_in_one_option_leaves_the_other_alone():
    found = text_of(BASE, UY=BASE.replace("by half", "by a third"))
    assert found.count("Option 2") == 1
    assert found.count("make efforts") == 1
    assert "reduce pollution by [UY oppose: half] [UY propose: a third]." in found


def test_changes_in_several_choices_of_a_sentence_stand_in_each():
    own = BASE.replace("[should]", "[may]").replace("all appropriate", "all necessary")
    assert (
        "Each Party [shall][[UY oppose: should] [UY propose: may]] take [all [UY oppose: appropriate] "
        "[UY propose: necessary]] measures." in text_of(BASE, UY=own)
    )


def test_attributions_of_the_base_stay_as_they_are():
    base = "1. Each Party [US propose; NZ oppose: shall at once] act in good faith."
    found = made(base, KE=base.replace("at once", "at all times"))
    outer = next(choices(found.text.body))
    assert (outer.options[0].backs, outer.options[0].opposes) == (("US",), ("NZ",))
    assert outer.texts == ()
    assert "[US propose; NZ oppose: shall at [KE oppose: once] [KE propose: all times]]" in plain(found.text)


def test_who_takes_a_choice_out_opposes_it_and_who_changes_it_does_not():
    base = "1. Parties shall report [every two years] to the Conference."
    found = made(
        base, KE=base.replace("two", "three"), UY=base.replace("[every two years] ", ""),
    )
    assert plain(found.text).strip() == (
        "1. Parties shall report [UY oppose: [every [KE oppose: two] [KE propose: three] years]] to the Conference."
    )


@pytest.mark.parametrize("style", ["attributed", "wipo"])
def test_each_party_gets_its_text_back_to_the_letter(style):
    own = {
        "KE": BASE.replace("two years", "three years"), "UY": BASE.replace("by half", "by a third"),
        "EE": BASE.replace("all appropriate", "all appropriate and necessary"), "JM": BASE.replace("[should]", ""),
        "FJ": BASE.replace("[should]", "[should][may]"), "NP": BASE.replace("[all appropriate] ", ""),
    }
    proposals = {party: travaux.read_text(words) for party, words in own.items()}
    found = consolidate(travaux.read_text(BASE), proposals, style=style).text.body
    for party, proposal in proposals.items():
        assert drafts.said(project(found, party)) == drafts.said(proposal.body)


def test_places_inside_choices_are_counted_and_no_agreed_words_are_touched():
    found = made(BASE, KE=BASE.replace("two years", "three years").replace("by half", "by a third"))
    (row,) = found.report.proposals
    assert row.changes == 2
    assert row.matched > 0.95
    assert found.report.reopened == ()


def test_nameless_print_tells_nobody_inside_a_choice_of_the_base():
    own = {"KE": travaux.read_text(BASE.replace("two years", "three years"))}
    found = consolidate(travaux.read_text(BASE), own, style="unfccc").text
    assert "every [two][three] years" in plain(found)
    assert all(not choice.texts for choice in choices(found.body))


SAID = st.lists(st.sampled_from(("shall", "may", "keep", "report", "data", "samples", ",")), min_size=1, max_size=5)
WORDS = SAID.map(lambda found: (Text(" ".join(found)),))


def option(content):
    return Option(content, open="[", close="]")


def streams(inner):
    bracket = inner.map(lambda one: Choice("c", "bracket", (option(one),)))
    pair = st.tuples(inner, inner).map(lambda two: Choice("c", "alternatives", tuple(map(option, two))))
    pieces = st.lists(st.one_of(WORDS, bracket.map(lambda each: (Text(" "), each, Text(" "))),
                                pair.map(lambda each: (Text(" "), each, Text(" ")))), min_size=1, max_size=3)
    return pieces.map(lambda found: tuple(node for nodes in found for node in nodes))


BODIES = st.lists(st.recursive(WORDS, streams, max_leaves=6), min_size=1, max_size=2).map(
    lambda found: tuple(node for body in found for node in (Break("paragraph", "1.", 50), *body))
)


def has_words(stream):
    return any(isinstance(node, Text) and any(map(str.isalnum, node.text)) for node in leaves(stream))


@settings(deadline=None, derandomize=True, max_examples=120, suppress_health_check=list(HealthCheck))
@given(st.lists(BODIES, min_size=2, max_size=4))
def test_choices_within_choices_come_back_whoever_changes_them(bodies):
    base, *others = map(drafts.clean, bodies)
    assume(all(map(has_words, (base, *others))))
    texts = dict(zip(drafts.PARTIES, others, strict=False))
    proposals = {party: Instrument(body) for party, body in texts.items()}
    found = consolidate(Instrument(base), proposals, force=True).text.body
    for party, own in texts.items():
        assert drafts.said(project(found, party), spaces=False) == drafts.said(own, spaces=False)
    turned = dict(reversed(proposals.items()))
    assert consolidate(Instrument(base), turned, force=True).text.body == found
