"""Brackets over many paragraphs pair again when plain words or Markdown are read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import travaux
from travaux.text.formats.prose_out import markdown, plain
from travaux.text.formats.prose_parting import parted
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Choice, Option, Text
from travaux.text.stream import OptionClose, OptionOpen, flatten

PAIRED = {"unclosed-bracket", "stray-closing-mark"}


def bracket(name, *content):
    return Choice(name, "bracket", (Option(content, open="[", close="]"),))


def sided(*options):
    """Options of one choice, each as verb, party and content, printed one after the other."""
    return Choice("c", "alternatives", tuple(
        Option(
            content, head=(Text(f"{party} {verb}: "),), open="[", close="]", joint=" " if place else "",
            backs=(party,) if verb == "propose" else (), opposes=(party,) if verb == "oppose" else (),
        )
        for place, (party, verb, content) in enumerate(options)
    ))


def two_paragraphs(second):
    return (Text("Parties shall act."), Break("paragraph", second, 40), Text("They shall report."))


def read_back(folder, body):
    file = folder / "x.md"
    file.write_text(markdown(Instrument(body)), encoding="utf-8")
    return travaux.read(file)


def marks(body):
    events = list(flatten(body))
    return (
        sum(isinstance(event, OptionOpen) and event.option.open == "[" for event in events),
        sum(isinstance(event, OptionClose) and event.close == "]" for event in events),
    )


@pytest.mark.parametrize("nested", [False, True])
def test_alternatives_of_two_paragraphs_each_pair_again(tmp_path, nested):
    inside = two_paragraphs("3.")
    content = (bracket("d", *inside),) if nested else inside
    body = (
        Break("article", "Article 1", 20), Break("paragraph", "1.", 40), Text("Each Party shall help."),
        Break("paragraph", "2.", 40), sided(("EG", "oppose", content), ("FR", "propose", content)),
        Break("paragraph", "4.", 40), Text("The end."),
    )
    read = read_back(tmp_path, body)
    assert not PAIRED & {found.code for found in read.diagnostics}
    assert marks(read.body) == marks(body)
    options = [event.option for event in flatten(read.body) if isinstance(event, OptionOpen) and event.option.head]
    assert [(option.backs, option.opposes) for option in options] == [((), ("EG",)), (("FR",), ())]


def test_a_label_stands_alone_above_a_number(tmp_path):
    numbered = (Break("paragraph", "1.", 40), Text("Parties shall act."))
    options = tuple(Option(numbered, label=f"Option {place}:") for place in (1, 2))
    body = (Break("article", "Article 1", 20), Choice("c", "options", options))
    read = read_back(tmp_path, body)
    assert [option.label.strip() for option in read.issues()[0].options] == ["Option 1", "Option 2"]
    assert plain(Instrument(body)) == (
        "Article 1\n\nOption 1:\n\n1. Parties shall act.\n\nOption 2:\n\n1. Parties shall act.\n"
    )


def test_words_that_join_two_brackets_stay_where_the_first_ends():
    first, second = Option((Text("a"),), open="[", close="]"), Option(
        (Text("b"), Break("paragraph", "2.", 40), Text("c")), head=(Text("EG propose: "),), joint=" or ",
        open="[", close="]",
    )
    assert plain(Instrument((Text("Act "), Choice("c", "alternatives", (first, second))))) == (
        "Act [a] or\n\n[EG propose:\n\nb\n\n2. c]\n"
    )


def test_a_bracket_that_ends_on_its_line_is_not_parted():
    line = list(flatten((Text("Act "), sided(("EG", "propose", (Text("now"),))), Text("."))))
    assert parted([line]) == [line]


PARAGRAPHS = st.lists(st.sampled_from(["Parties shall act.", "They shall report.", "No one shall."]), min_size=1,
    max_size=3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["EG", "FR", "KE"]), st.sampled_from(["oppose", "propose"]), PARAGRAPHS,
    st.booleans()), min_size=1, max_size=3))
def test_the_marks_of_attributed_paragraphs_pair_whatever_they_hold(tmp_path_factory, options):
    def content(paragraphs, nested):
        nodes = [Text(paragraphs[0])]
        for number, words in enumerate(paragraphs[1:], 2):
            nodes += [Break("paragraph", f"{number}.", 40), Text(words)]
        return (bracket("d", *nodes),) if nested else tuple(nodes)

    written = sided(*((party, verb, content(paragraphs, nested)) for party, verb, paragraphs, nested in options))
    body = (Break("article", "Article 1", 20), Break("paragraph", "1.", 40), written,
        Break("paragraph", "9.", 40), Text("The end."))
    read = read_back(tmp_path_factory.mktemp("read"), body)
    assert not PAIRED & {found.code for found in read.diagnostics}
    assert marks(read.body) == marks(body)
