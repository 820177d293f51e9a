"""Laws that hold for every text, tried on texts that reach every kind of node."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import product
from operator import mul

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies as made
import travaux
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Choice, Stream, Text
from travaux.text.wording import plain_words

relaxed = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def choices(stream: Stream) -> list[Choice]:
    return [node for node in made.nodes(stream) if isinstance(node, Choice)]


# What the generator reaches


def test_the_generator_reaches_every_kind_and_field():
    examples: list[Stream] = []

    @settings(relaxed, max_examples=400, database=None)
    @given(made.BODIES)
    def collect(body):
        examples.append(body)

    collect()
    count = made.reached(examples)
    assert sorted(token for token in made.everything() if not count[token]) == []


# Writing and reading back


@pytest.mark.parametrize(("ending", "examples"), [("json", 150), ("xml", 150), ("docx", 80), ("html", 150)])
def test_what_is_written_reads_back_the_same(ending, examples, tmp_path):
    file = tmp_path / f"law.{ending}"

    @settings(relaxed, max_examples=examples)
    @given(made.BODIES)
    def law(body):
        travaux.write(Instrument(body=body, title="A law"), file)
        assert made.settled(travaux.read(file).body) == made.settled(body)

    law()


# Choosing


def ways(stream: Stream) -> Iterator[dict[str, str]]:
    """Every way to choose, listed one by one from the meaning of the forms and nothing else."""
    parts = [list(ways_of(node)) for node in stream if isinstance(node, Choice)]
    for combination in product(*parts):
        yield {name: option for part in combination for name, option in part.items()}


def ways_of(choice: Choice) -> Iterator[dict[str, str]]:
    """A bracket is kept or dropped; of several options one is taken; a gap still to be filled stays."""
    if choice.form == "bracket":
        yield {choice.id: "drop"}
    for position, option in enumerate(choice.options, 1):
        name = str(position) if choice.form in ("alternatives", "options") else "keep"
        yield from ({choice.id: name, **rest} for rest in ([{}] if option.null else ways(option.content)))


def size(stream: Stream) -> int:
    """A bound for the number of ways, so that only small texts are enumerated."""
    return reduce(mul, (1 + sum(size(o.content) for o in n.options) for n in stream if isinstance(n, Choice)), 1)


def in_order(stream: Stream) -> Stream:
    """The stream with options labelled `Option 1:`, `Option 2:` ... and alternatives without labels."""
    return tuple(labelled(node) if isinstance(node, Choice) else node for node in stream)


def labelled(choice: Choice) -> Choice:
    names = [f"Option {place}:" if choice.form == "options" else "" for place in range(1, len(choice.options) + 1)]
    pairs = zip(choice.options, names, strict=True)
    return replace(choice, options=tuple(replace(o, label=name, content=in_order(o.content)) for o, name in pairs))


TREES = st.recursive(
    st.lists(made.TEXTS, max_size=2).map(tuple),
    lambda inner: st.lists(st.one_of(made.TEXTS, made.choices(inner)), max_size=3).map(tuple),
    max_leaves=6,
).map(lambda stream: made.numbered((Break(), *in_order(stream))))


@settings(relaxed, max_examples=200)
@given(TREES.filter(lambda body: size(body) <= 60))
def test_the_number_of_clean_texts_is_that_of_the_ways_to_choose(body):
    assert Instrument(body=body).clean_texts == len(list(ways(body)))


@settings(relaxed, max_examples=100)
@given(TREES.filter(lambda body: size(body) <= 24))
def test_every_way_to_choose_gives_a_clean_text(body):
    text = Instrument(body=body)
    for way in ways(body):
        clean = text.choose(way)
        assert choices(clean.body) == []
        assert clean.clean_texts == 1


@settings(relaxed, max_examples=200)
@given(made.BODIES, st.sampled_from(["keep", "drop"]))
def test_choosing_every_choice_leaves_none(body, rest):
    clean = Instrument(body=body).choose({}, rest=rest)
    assert clean.issues() == ()
    assert [node for node in clean.body if isinstance(node, Choice)] == []


@settings(relaxed, max_examples=200)
@given(TREES, st.data())
def test_settling_one_choice_leaves_the_others_as_they_are(body, data):
    outer = [node for node in body if isinstance(node, Choice)]
    if not outer:
        return
    settled = data.draw(st.sampled_from(outer))
    way = "keep" if settled.form in ("bracket", "placeholder") else "1"
    after = Instrument(body=body).choose({settled.id: way})
    left = [node.id for node in after.body if isinstance(node, Choice)]
    taken = settled.options[0]
    gone = taken.null or (settled.form == "placeholder" and bool(taken.open))  # a gap that is kept becomes a blank
    within = [node.id for node in taken.content if isinstance(node, Choice) and not gone]
    expected = [name for node in outer for name in (within if node is settled else [node.id])]
    assert left == expected


@settings(relaxed, max_examples=100)
@given(made.BODIES)
def test_every_option_can_be_taken_by_a_name_that_is_offered(body):
    """The remedy of a wrong name lists the right ones, one for each option at least."""
    text = Instrument(body=body)
    for choice in choices(body):
        with pytest.raises(travaux.UnknownChoice) as refusal:
            text.choose({choice.id: "no such option"})
        names = refusal.value.remedy.removeprefix("use one of: ").split(", ")
        assert len(names) > len({option.label for option in choice.options})
        for name in names:
            text.choose({choice.id: name})


# A party's own text


@settings(relaxed, max_examples=200)
@given(made.BODIES, st.sampled_from(made.CODES))
def test_projecting_twice_is_projecting_once(body, party):
    once = Instrument(body=body).project(party)
    assert once.project(party).body == once.body


# Leaving words out cleanly

WORD = st.sampled_from(("Parties", "shall", "measures", "transfer", "fees", "decide", "act"))
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
LEAD = st.sampled_from((", ", "; ", "; or ", ", and ", ", in line with ", " and ", "; and (b) "))
TAIL = st.sampled_from(("", ",", " ,", " "))
GAP = st.sampled_from(("", " "))
AFTER = st.sampled_from((" ", ", ", "; ", "."))


@st.composite
def sentences(draw):
    """A sentence with brackets that start with punctuation or a joint, with or without spaces round them."""
    words = [draw(PHRASE)]
    for _ in range(draw(st.integers(1, 3))):
        after = draw(AFTER)
        words.append(f"{draw(GAP)}[{draw(LEAD)}{draw(PHRASE)}{draw(TAIL)}]{after}")
        words.append(draw(PHRASE) if after != "." else f" {draw(PHRASE)}")
    return "".join(words) + "."


@settings(relaxed, max_examples=400)
@given(sentences())
def test_dropping_a_bracket_that_starts_with_punctuation_leaves_clean_text(sentence):
    words = plain_words(travaux.read_text(sentence).choose({}, rest="drop").body).strip()
    assert re.search(r"\s{2}", words) is None, words
    assert re.search(r"\s[,;.:]", words) is None, words
    assert re.search(r"[,;][,;.]|\.[,;.]", words) is None, words
    kept = re.sub(r"\s*\[[^\]]*\]", "", sentence)
    assert re.findall(r"\w+", words) == re.findall(r"\w+", kept)


# Nothing is lost

MARKED = st.text(st.sampled_from("[]{}()/,;.: \n1aA-*"), max_size=60)
TOKENS = (
    *("[", "]", "[", "]", "{", "}", "/", " ", "\n", "\n\n", "\t", ", and", ".", "12", "shall", "may", "1. ", "(a) "),
    "Article 3\n",
    *("US", "CL/NZ", " propose: ", "; JP oppose: ", "Option 1: ", "Option (a): ", "ALT 2. "),
    *("[x]", "No text", "\u202e", "ا"),
)
PIECES = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@settings(relaxed, max_examples=600)
@given(st.one_of(MARKED, PIECES).filter(lambda words: words.strip()))
def test_no_character_is_lost_and_every_mark_is_counted(words):
    text = travaux.read_text(words)
    marks, kept = text.marks, text.conservation
    assert (marks.open, marks.close) == (words.count("["), words.count("]"))
    assert marks.open == marks.paired + marks.unclosed + marks.not_negotiation
    assert marks.close == marks.paired + marks.stray + marks.not_negotiation
    assert kept.lost == 0
    assert kept.source_characters == kept.in_tree + kept.dropped == len("".join(words.split()))


@settings(relaxed, max_examples=300)
@given(st.text(st.sampled_from("[]ab ,"), max_size=40).filter(lambda words: re.search(r"\w", words)))
def test_words_outside_and_inside_brackets_keep_their_order(words):
    text = travaux.read_text(words)
    printed = plain_words(text.body)
    assert re.sub(r"\W", "", printed) == re.sub(r"\W", "", words)


def test_texts_that_differ_only_in_how_they_are_cut_are_settled_alike():
    whole, cut = (Text("a cut"),), (Text("a "), Text(""), Text("cut"))
    assert made.settled(cut) == whole
    assert made.settled((replace(cut[0], marks=("bold",)), cut[2])) != whole
