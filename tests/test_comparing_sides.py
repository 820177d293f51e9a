"""What counts as a word, and where the words of each option stand."""

from hypothesis import given, settings

from compared_texts import read
from strategies import BODIES
from travaux.text.comparing.printed import WORD, printed
from travaux.text.comparing.sides import Side


def test_words_have_a_letter_or_a_digit_and_are_no_marks():
    side = Side(printed(read("Each Party [US propose: shall], by 2.5 per cent, act ____.").body))
    counted = [key for key, one in zip(side.text.keys, side.counted, strict=True) if one]
    assert counted == ["Each", "Party", "shall", "by", "2.5", "per", "cent", "act"]


def test_options_have_their_words_and_marks():
    side = Side(printed(read("Parties [shall [promptly]][may] act.").body))
    outer, inner = side.text.choices
    assert [side.printed(*side.extents[place]) for place in side.options(outer)] == ["[shall [promptly]]", "[may]"]
    assert side.printed(*side.extent(inner)) == "[promptly]"
    assert side.around[side.options(inner)[0]] == side.options(outer)[0]
    assert [side.sizes[place] for place in side.options(outer)] == [2, 1]
    assert [side.bare_sizes[place] for place in side.options(outer)] == [1, 1]


@settings(max_examples=30, deadline=None)
@given(BODIES)
def test_the_words_of_a_text_are_those_of_its_places(body):
    side = Side(printed(body))
    assert side.sizes[0] == side.counted.count(1) == sum(side.bare_sizes)
    assert len(side.counted) == len(side.text.tokens)
    for place, (start, end) in enumerate(side.extents):
        for token in range(start, end):
            assert place in _outwards(side, side.text.places[token])
    assert all(side.text.kinds[token] == WORD for token, one in enumerate(side.counted) if one)


@settings(max_examples=30, deadline=None)
@given(BODIES)
def test_every_token_stands_in_the_unit_that_is_found_for_it(body):
    side = Side(printed(body))
    for token in range(len(side.text.tokens)):
        unit = side.text.units[side.unit_of(token)]
        assert unit.start <= token < unit.end


def _outwards(side, place):
    found = {place, 0}
    while place:
        place = side.around[place]
        found.add(place)
    return found
