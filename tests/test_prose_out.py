"""A text as Markdown and as plain words: printed exactly, misread nowhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.formats.markdown_in import read_markdown
from travaux.text.formats.prose_out import markdown, plain
from travaux.text.instrument import Instrument
from travaux.text.model import Aside, Break, Change, Choice, Note, Option, Text

ALTERNATIVES = Choice("a1.p1.c1", "alternatives", (
    Option((Text("shall"),), open="[", close="]"), Option((Text("may"),), joint="/", open="[", close="]"),
))
ATTRIBUTED = Choice("a1.p1.c2", "bracket", (Option(
    (Text("without delay"),), head=(Text("US/MX"), Note("7", (Text("Not final."),)), Text(" propose; BN oppose: ")),
    backs=("US", "MX"), opposes=("BN",), open="[", close="]",
),))
LABELLED = Choice("a1.p2.c1", "options", (
    Option((Text("report yearly"),), label="Option 1: "),
    Option((Break("text"), Text("No text")), label="Option 2: ", null=True),
))


def test_brackets_heads_joints_and_labels_are_printed_as_they_stood():
    body = (Text("Each Party "), ALTERNATIVES, Text(" act "), ATTRIBUTED, Text("."), Break("text"), LABELLED)
    assert plain(Instrument(body)).split("\n\n")[:3] == [
        "Each Party [shall]/[may] act [US/MX⁷ propose; BN oppose: without delay].", "Option 1: report yearly",
        "Option 2: No text",
    ]
    assert markdown(Instrument(body)).split("\n\n")[:3] == [
        "Each Party [shall]/[may] act [US/MX[^7] propose; BN oppose: without delay].", "Option 1: report yearly",
        "Option 2: No text",
    ]


def test_provisions_are_paragraphs_with_their_numbers_and_headings_have_their_level():
    body = (
        Break("part", "PART I", 10), Break("article", "Article 1", 20), Break("heading", "", 25), Text("Scope"),
        Break("paragraph", "1.", 40), Text("Words."), Break("item", "(a)", 50), Text(" more"),
        Break("article", "Article 2", 20),
    )
    assert markdown(Instrument(body)) == (
        "# PART I\n\n## Article 1\n\n### Scope\n\n1\\. Words.\n\n(a) more\n\n## Article 2\n"
    )
    assert plain(Instrument(body)) == "PART I\n\nArticle 1\n\nScope\n\n1. Words.\n\n(a) more\n\nArticle 2\n"


def test_a_bracket_before_a_number_stays_on_the_line_of_the_number():
    inside = Option((Break("paragraph", "3.", 40), Text("Words.")), open="[", close="]")
    assert plain(Instrument((Text("Before."), Choice("c", "bracket", (inside,))))) == "Before.\n\n[3. Words.]\n"


def test_notes_stand_at_the_end_with_their_paragraphs():
    note = Note("5", (Text("First."), Break("text"), Text("Second.")))
    again = Note("5", (Text("Other."),), "comment", author="Kim", date="2026-01-02")
    body = (Text("Words"), note, Text(" more"), again, Text("."))
    assert markdown(Instrument(body)) == (
        "Words[^5] more[^2].\n\n[^5]: First.\n\n    Second.\n\n[^2]: (comment, Kim, 2026-01-02) Other.\n"
    )
    assert plain(Instrument(body)) == (
        "Words⁵ more².\n\nNotes\n\n5  First.\n\nSecond.\n\n2  (comment, Kim, 2026-01-02) Other.\n"
    )


def test_notes_of_notes_are_written_too():
    body = (Text("a"), Note("1", (Text("b"), Note("2", (Text("c"),)))),)
    assert markdown(Instrument(body)) == "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n"


def test_tracked_changes_do_not_run_together():
    body = (Text("by "), Text("all", (), Change("deleted", "Kim", "2026-01-02")),
        Text("most", (), Change("inserted", "Lee")))
    assert plain(Instrument(body)) == "by {--all--}{++most++}\n"
    manuscript = read_markdown("x.md", markdown(Instrument(body)))
    changes = [(fragment.text, fragment.change) for fragment in manuscript.blocks[0].fragments if fragment.change]
    assert changes == [("all", Change("deleted", "Kim", "2026-01-02")), ("most", Change("inserted", "Lee", ""))]


@pytest.mark.parametrize("words", [
    "# of Parties", "1. Each", "2) Each", "- a dash", "+ more", "> greater", "a * b * c", "snake_case_name", "[a](b)",
    "[a][b]", "[x]: https://a.b/",
    "[^1] caret", "`code`", "<b>tag</b>", "a &amp; b", "{:toc}", "{#id}", "C:\\temp\\", "~~struck~~", "***", "---",
    "===", "{label}", "![x](y)",
    "NDMC* and INDC*", "    indented", "1.", "a|b", "<https://a.b/>", "[shall][should] ###",
])
def test_words_that_markdown_would_misread_are_read_back_as_words(words):
    manuscript = read_markdown("x.md", markdown(Instrument((Text(words),))))
    assert [block.heading for block in manuscript.blocks] == [None]
    assert "".join(fragment.text for fragment in manuscript.blocks[0].fragments) == words.strip()
    assert {(block.depth, fragment.note,
        fragment.marks) for block in manuscript.blocks for fragment in block.fragments} == {
        (None, None, ())
    }


SIGNS = st.text(st.sampled_from("ab1 *_[]()`~#<>&;:!\\{}|-+.é\u00a0"), min_size=1, max_size=14)
STYLES = st.sampled_from([(), ("bold",), ("italic",), ("bold", "italic"), ("strike",), ("underline",),
    ("superscript",)])


def styled(texts):
    """Every printed character with its style, the margins of the line left away."""
    words = "".join(text for text, _ in texts)
    signs = [(sign, marks) for text, marks in texts for sign in text]
    signs = signs[len(words) - len(words.lstrip()):len(words.rstrip())]
    return [(sign, marks if not sign.isspace() else ()) for sign, marks in signs]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(SIGNS, STYLES), min_size=1, max_size=5), st.sampled_from(["text", "article"]))
def test_words_and_styles_come_back_from_markdown(texts, role):
    body = (Break(role, "Article 1" if role == "article" else ""), *(Text(words, marks) for words, marks in texts))
    manuscript = read_markdown("x.md", markdown(Instrument(body)))
    found = [(fragment.text, fragment.marks) for block in manuscript.blocks for fragment in block.fragments]
    number = [("Article 1" if texts[0][0][0].isspace() else "Article 1 ", ())] if role == "article" else []
    assert styled(found) == styled([*number, *texts])
    assert len(manuscript.blocks) <= 1


def test_asides_keep_their_braces():
    assert markdown(Instrument((Aside("{placement to be decided}"),
        Text(" words")))) == "{placement to be decided} words\n"
