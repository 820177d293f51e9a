"""What stood round a choice, and what stands there now."""

from compared_texts import read
from travaux.text.comparing.gaps import Gap, gap
from travaux.text.comparing.model import Link
from travaux.text.comparing.printed import printed
from travaux.text.comparing.sides import sides
from travaux.text.comparing.spans import spans_of


def found(old, new):
    before, after = printed(read(old).body), printed(read(new).body)
    link = Link((0,), (0,), 1.0)
    here, there = sides(before, after, [link], [spans_of(link, before, after)])
    return gap(here, there, here.extent("text.c1"), [0])


def test_a_gap_reaches_to_the_next_words_that_go_on():
    old = "All Parties to this Treaty shall quickly [and fully] obey the rules of the Assembly."
    new = "All Parties to this Treaty shall gladly and fully heed the rules of the Assembly."
    assert found(old, new) == Gap(["quickly"], ["obey"], ["gladly", "and", "fully", "heed"])


def test_the_words_that_explain_what_stands_now_cost_least():
    here = Gap([], [], ["and", "fully"])
    assert (here.cost(["and", "fully"]), here.cost([]), here.cost(["at", "once"])) == (0, 2, 4)
    assert here.likeness(["and", "fully"]) == 1.0
    assert here.likeness(["at", "once"]) == 0.0


def test_a_bracket_may_be_part_of_a_word():
    assert found("Each communication[s] is public.", "Each communications is public.").joined == (True, False)
    assert Gap(["communication"], [], ["communications"], (True, False)).cost(["s"]) == 0
    assert Gap(["communication"], [], ["communications"]).cost(["s"]) == 3
