"""The text a party handed in, taken out of a consolidated one."""

from travaux.text.choosing import project
from travaux.text.handed_in import as_handed_in, handing_in
from travaux.text.model import Break, Change, Choice, Option, Text


def words(*texts):
    return Option(tuple(Text(text) for text in texts))


def test_a_party_gets_the_option_its_text_has_and_nothing_is_mended():
    choice = Choice("c1", "bracket", (words(" promptly"),), texts=(("CL", 0), ("US", 1)))
    stream = (Text("Each Party shall act"), choice, Text("  ."))
    assert project(stream, "US") == (Text("Each Party shall act promptly  ."),)
    assert project(stream, "CL") == (Text("Each Party shall act  ."),)


def test_a_party_that_handed_nothing_in_leaves_the_choice_open():
    choice = Choice("c1", "bracket", (words(" promptly"),), texts=(("US", 1),))
    assert project((Text("Act"), choice), "NZ") == (Text("Act"), choice)


def test_choices_inside_the_option_of_a_party_are_settled_too():
    inner = Choice("c2", "alternatives", (words("two"), words("ten")), texts=(("CL", 2), ("US", 1)))
    outer = Choice(
        "c1", "bracket", (Option((Text("within "), inner, Text(" years"))),), texts=(("CL", 1), ("NZ", 0), ("US", 1))
    )
    assert project((outer,), "CL") == (Text("within ten years"),)
    assert project((outer,), "NZ") == ()


def test_a_party_gets_its_own_numbers():
    mark = Break("paragraph", "2 bis.", 50, numbers=(("CL", "3."), ("US", "2 bis.")))
    assert [node.number for node in project((mark, Text("x")), "CL") if isinstance(node, Break)] == ["3."]
    assert project((mark, Text("x")), "CL")[0] == Break("paragraph", "3.", 50)


def test_words_that_others_struck_stand_plain_in_the_text_of_a_party_that_has_them():
    struck = Option((Text("shall", change=Change("deleted", "Ana", "2015-10-23T08:15:30Z")),), opposes=("US",))
    choice = Choice("c1", "alternatives", (struck, words("may")), texts=(("CL", 1), ("US", 2)))
    assert as_handed_in((choice,), "CL") == (Text("shall"),)


def test_everybody_who_handed_in_is_known_who_asked_for_nothing_too():
    choice = Choice("c1", "bracket", (Option((Text("x"),), backs=("US",)),), texts=(("NZ", 0), ("US", 1)))
    assert handing_in((Break(numbers=(("CL", "2."),)), choice)) == {"CL", "NZ", "US"}
    assert handing_in((Break(), Text("x"))) == frozenset()


def test_a_place_that_the_choice_does_not_have_leaves_it_open():
    choice = Choice("c1", "bracket", (words("x"),), texts=(("US", 3),))
    assert as_handed_in((choice,), "US") == (choice,)


def test_where_nothing_was_handed_in_backing_and_opposing_decide_as_before():
    choice = Choice("c1", "bracket", (Option((Text("x"),), backs=("US",), opposes=("NZ",)),), texts=(("CL", 1),))
    assert project((choice,), "US") == (Text("x"),)
    assert project((choice,), "NZ") == ()
