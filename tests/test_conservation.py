"""No character is lost between the source and the tree."""

import pytest

import travaux
from corpus import CORPUS, needs_corpus
from travaux.text.conservation import conserve, printed
from travaux.text.manuscript import Dropped
from travaux.text.model import Aside, Break, Choice, Note, Option, Text

OPTION = Option((Text("g"),), label="e:", head=(Text("d"), Note("f")), joint="b", open="c", close="h")
STREAM = (
    Break("paragraph", "1.", 50),
    Text("a"),
    Choice("c1", "options", (OPTION,)),
    Note("i", (Text("j"),)),
    Aside("{k}"),
)


def test_everything_printed_counts_once():
    assert "".join(printed(STREAM)) == "1.abcdfe:ghij{k}"


def test_numbers_that_the_file_generates_are_no_characters_of_the_source():
    assert "".join(printed((Break("paragraph", "1.", 50, generated=True), Text("a")))) == "a"


def test_all_characters_are_found_in_the_tree():
    kept = conserve("1. ab cd fe: gh ij {k}", STREAM, ())
    assert (kept.source_characters, kept.in_tree, kept.dropped, kept.lost) == (16, 16, 0, 0)


def test_a_missing_character_is_lost():
    assert conserve("abc", (Text("ab"),), ()).lost == 1
    assert conserve("aab", (Text("ab"),), ()).lost == 1


def test_a_dropped_character_is_not_lost():
    kept = conserve("ab 12", (Text("ab"),), (Dropped("12", "page number"),))
    assert (kept.in_tree, kept.dropped, kept.lost) == (2, 2, 0)


def test_what_was_dropped_does_not_cover_other_losses():
    assert conserve("ab12", (Text("a"),), (Dropped("12", "page number"),)).lost == 1


def test_white_space_does_not_count():
    assert conserve(" a\n\tb\u00a0c ", (Text("abc"),), ()) == conserve("abc", (Text("a b c"),), ())


def test_marks_that_are_printed_twice_count_twice():
    assert conserve("a1 1 b", (Text("a"), Note("1", (Text("b"),))), (), repeated="1").lost == 0
    assert conserve("a1 1 b", (Text("a"), Note("1", (Text("b"),))), ()).lost == 1


def test_a_character_that_the_tree_has_and_the_source_has_not_is_no_loss_but_shows():
    kept = conserve("ab", (Text("abc"),), ())
    assert kept.lost == 0
    assert kept.in_tree > kept.source_characters


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "[",
        "]",
        "[]",
        "{",
        "}",
        "{}",
        "[a/b]",
        "{a/b}",
        "[ ]",
        "Option 1:",
        "[Option 1:]",
        "1.",
        "[1.]",
        "[[[a",
        "a]]]",
        "a\u00ad-\nb",
        "1 a\n\n1 b",
        "[1][2]",
        "a[1] b",
        "\ufeffa",
        "a\x0cb",
        "a\r\nb\rc",
        "Article 1\n\n[",
        "\u202e[a]",
        "a\u0301[\u0301]",
        "// [/] /",
    ],
)
@pytest.mark.parametrize("braces", ["label", "heading", "variant"])
def test_nothing_is_lost_of_odd_little_texts(words, braces):
    text = travaux.read_text(words, travaux.Convention(braces=braces))
    kept = text.conservation
    assert kept.lost == 0
    assert kept.in_tree + kept.dropped == kept.source_characters


@needs_corpus
@pytest.mark.parametrize(
    "name", sorted(path.name for path in (CORPUS / "texts").glob("*.txt")) if CORPUS else ["absent"]
)
def test_nothing_is_lost_of_a_real_draft(name):
    kept = travaux.read(CORPUS / "texts" / name).conservation
    assert kept.lost == 0
    assert kept.in_tree + kept.dropped == kept.source_characters
