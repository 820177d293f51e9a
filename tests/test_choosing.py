"""From a text with choices to a cleaner one."""

import pytest

import travaux
from travaux import UnknownChoice
from travaux.text.choosing import choose, clean_texts, project
from travaux.text.model import Break, Choice, Note, Option, Text
from travaux.text.wording import plain_words


def read(*paragraphs: str):
    return travaux.read_text("\n\n".join(paragraphs))


def words(stream) -> str:
    return " ".join(plain_words(stream).split())


def bracket(name: str, *content, backs=(), opposes=()) -> Choice:
    nodes = tuple(Text(node) if isinstance(node, str) else node for node in content)
    return Choice(name, "bracket", (Option(nodes, open="[", close="]", backs=backs, opposes=opposes),))


def rivals(name: str, *contents: str, **named) -> Choice:
    options = tuple(
        Option((Text(one),), open="[", close="]", backs=named.get(f"b{i}", ())) for i, one in enumerate(contents)
    )
    return Choice(name, "alternatives", options)


# Counting


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Each Party acts.", 1),
        ("Each Party [shall] act.", 2),
        ("Each Party [shall][may] act.", 2),
        ("Each Party [shall][may][must] act [promptly].", 6),
        ("Each Party [shall [promptly]] act.", 3),
        ("The body has [x] members.", 1),
        ("Each Party [shall [act][pay]] now.", 3),
        ("Each Party [shall][other] act.", 2),
    ],
)
def test_clean_texts_are_counted_exactly(line, count):
    assert read(line).clean_texts == count


def test_a_count_may_be_larger_than_any_list():
    assert clean_texts(tuple(bracket(f"c{i}", "a") for i in range(2000))) == 2**2000


def test_choices_in_notes_count():
    note = Note("1", (bracket("n.c1", "a"),))
    assert clean_texts((Text("a"), note)) == 2


# Choosing by name


@pytest.mark.parametrize("name", ["1", "keep"])
def test_a_bracket_is_kept_or_dropped(name):
    text = read("Each Party shall [promptly] act.")
    [issue] = text.issues()
    if name == "keep":
        assert words(text.choose({issue.id: "keep"}).body) == "Each Party shall promptly act."
    assert words(text.choose({issue.id: "drop"}).body) == "Each Party shall act."


@pytest.mark.parametrize("name", ["Option 2", "option 2", "2", " OPTION 2 "])
def test_an_option_is_named_by_its_label_or_number(name):
    text = read("1. First.", "2. Option 1: A fee.", "Option 2: A tax.", "3. The end.")
    [issue] = text.issues()
    assert words(text.choose({issue.id: name}).body) == "1. First. 2. A tax. 3. The end."


@pytest.mark.parametrize("name", ["Option (b)", "(b)", "b"])
def test_an_option_is_named_by_its_letter(name):
    text = read("1. First.", "2. Option (a): A fee.", "Option (b): A tax.", "3. The end.")
    [issue] = text.issues()
    assert "A tax." in words(text.choose({issue.id: name}).body)


def test_an_option_is_named_by_its_numeral():
    text = read("1. First.", "2. Option I: A fee.", "Option II: A tax.", "3. The end.")
    [issue] = text.issues()
    assert "A tax." in words(text.choose({issue.id: "II"}).body)
    assert "A tax." in words(text.choose({issue.id: "2"}).body)


def test_none_of_several_options_may_be_taken():
    text = read("Each Party [shall][may] act.")
    [issue] = text.issues()
    assert words(text.choose({issue.id: "none"}).body) == "Each Party act."


def test_other_choices_stay_open():
    text = read("Each Party [shall][may] act [promptly].")
    first, second = text.issues()
    left = text.choose({first.id: "1"})
    assert [issue.id for issue in left.issues()] == [second.id]


def test_a_choice_inside_a_kept_bracket_stays_open_and_one_inside_a_dropped_bracket_is_gone():
    text = read("Each Party [shall [promptly]] act.")
    outer, inner = text.issues()
    assert [issue.id for issue in text.choose({outer.id: "keep"}).issues()] == [inner.id]
    assert text.choose({outer.id: "drop"}).issues() == ()
    both = text.choose({outer.id: "drop", inner.id: "keep"})
    assert words(both.body) == "Each Party act."


def test_an_inner_choice_can_be_settled_while_the_outer_stays_open():
    text = read("Each Party [shall [promptly] act].")
    outer, inner = text.issues()
    left = text.choose({inner.id: "drop"})
    assert [issue.id for issue in left.issues()] == [outer.id]
    assert left.issues()[0].options[0].text == "shall act"


def test_a_choice_that_does_not_exist_is_an_error_that_names_those_that_do():
    with pytest.raises(UnknownChoice) as refusal:
        read("Each Party [shall] act.").choose({"text.c9": "keep"})
    assert "text.c9" in str(refusal.value)
    assert "text.c1" in refusal.value.remedy


def test_an_option_that_does_not_exist_is_an_error_that_names_those_that_do():
    with pytest.raises(UnknownChoice) as refusal:
        read("Each Party [shall][may] act.").choose({"text.c1": "3"})
    assert "1" in refusal.value.remedy


@pytest.mark.parametrize("name", ["", "0", "-1", "99", "perhaps", "keep;drop"])
def test_no_odd_name_is_taken_for_an_option(name):
    text = read("Each Party [shall][may] act.")
    with pytest.raises(UnknownChoice):
        text.choose({"text.c1": name})


def test_choosing_leaves_the_first_text_as_it_was():
    text = read("Each Party [shall][may] act.")
    before = text.body
    text.choose({}, rest="drop")
    assert text.body == before
    assert text.clean_texts == 2


def test_choosing_nothing_changes_nothing():
    text = read("Article 1", "1. Each Party [shall][may] act [, on request,] now.")
    assert text.choose({}).body == text.body


# The rest at once


def test_keeping_the_rest_takes_brackets_and_first_options():
    assert (
        words(read("Each Party [shall][may] act [promptly].").choose({}, rest="keep").body)
        == "Each Party shall act promptly."
    )


def test_dropping_the_rest_takes_neither():
    assert words(read("Each Party [shall][may] act [promptly].").choose({}, rest="drop").body) == "Each Party act."


def test_a_paragraph_that_loses_all_its_words_goes_with_its_number():
    text = read("1. Each Party shall act.", "2. [Each Party shall pay.]", "3. The end.")
    assert words(text.choose({}, rest="drop").body) == "1. Each Party shall act. 3. The end."


def test_a_paragraph_of_several_dropped_brackets_goes_with_its_number():
    text = read("1. Each Party shall act.", "2. [A fee is due.] [It is small.]", "3. The end.")
    assert words(text.choose({}, rest="drop").body) == "1. Each Party shall act. 3. The end."


def test_a_bracket_inside_a_word_is_joined_to_it():
    text = read("The member[s] meet.")
    assert words(text.choose({}, rest="keep").body) == "The members meet."
    assert words(text.choose({}, rest="drop").body) == "The member meet."


def test_words_are_never_glued_together():
    for line in (
        "Each Party [shall ]act.",
        "Each Party[ shall] act.",
        "Each[ Party ]shall act.",
        "Each [Party]shall act.",
    ):
        assert "EachAct" not in words(read(line).choose({}, rest="drop").body)
    assert words(read("Each[ Party ]shall act.").choose({}, rest="drop").body) == "Each shall act."
    assert words(read("Each [good ][bad ]Party acts.").choose({}, rest="drop").body) == "Each Party acts."


def test_notes_survive_the_words_round_them():
    stream = (Break(), Text("A fee "), bracket("c1", "is due"), Note("1", (Text("A note."),)), Text("."))
    left = choose(stream, {"c1": "drop"})
    assert [node.mark for node in left if isinstance(node, Note)] == ["1"]


def test_choices_in_notes_are_settled_too():
    stream = (Break(), Text("A fee."), Note("1", (Text("It is "), bracket("c1", "small"), Text("."))))
    [note] = [node for node in choose(stream, {}, "keep") if isinstance(node, Note)]
    assert words(note.content) == "It is small."


# One party's text


def test_a_party_gets_what_it_backs_and_not_what_it_opposes():
    text = read("Each Party [US propose: shall] act [JP oppose: promptly] and pay [CL propose: always] in cash.")
    assert "shall" in words(text.project("US").body)
    assert "promptly" not in words(text.project("JP").body)


def test_a_party_that_is_not_named_keeps_the_choice_open():
    stream = (Text("a "), bracket("c1", "b", backs=("US",)))
    assert project(stream, "CL") == stream


def test_a_party_that_backs_one_of_several_takes_it():
    stream = (Text("a "), rivals("c1", "b", "c", b0=("US",), b1=("CL",)))
    assert words(project(stream, "US")) == "a b"
    assert words(project(stream, "CL")) == "a c"


def test_a_party_that_backs_two_of_several_leaves_them_open():
    stream = (Text("a "), rivals("c1", "b", "c", "d", b0=("US",), b1=("US",)))
    assert clean_texts(project(stream, "US")) > 1


def test_a_party_that_both_backs_and_opposes_leaves_the_choice_open():
    stream = (Text("a "), bracket("c1", "b", backs=("US",), opposes=("US",)))
    assert project(stream, "US") == stream


def test_projecting_reaches_into_a_bracket_that_stays_open():
    stream = (bracket("c1", "a ", bracket("c2", "b", opposes=("US",))),)
    [left] = project(stream, "US")
    assert left.id == "c1"
    assert words(left.options[0].content) == "a"


def test_projecting_twice_is_projecting_once():
    text = read("Each Party [US propose: shall [JP propose: promptly]] [JP oppose; US propose: always] act.")
    once = text.project("US")
    assert once.project("US").body == once.body
