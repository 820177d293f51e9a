"""Bodies of footnotes: moved out of the flow, whole, and left alone where they are none."""

from layout_pages import marks, pdf_of, places, source_of, words
from travaux.text.formats.pdf import read_pdf
from travaux.text.formats.plain import read_plain


def test_the_number_may_stand_on_a_line_of_its_own_before_the_body():
    manuscript = read_plain("x", "Each Party1 shall act.\n\n1\n     A note that is\n     rather long.")
    assert {key: [words(b) for b in note.blocks] for key, note in manuscript.notes.items()} == {
        "fn1": ["A note that is rather long."]
    }
    assert manuscript.notes["fn1"].mark == "1"
    assert manuscript.notes["fn1"].printed


def test_a_body_may_have_several_paragraphs():
    body = "1   [AA propose: For certainty, nothing follows.]\n    Negotiators' Note: BB is considering it."
    note = read_plain("x", "Each Party1 shall act.\n\n" + body).notes["fn1"]
    assert [words(block) for block in note.blocks] == [
        "[AA propose: For certainty, nothing follows.]", "Negotiators' Note: BB is considering it."
    ]


def test_a_numbered_list_at_the_end_of_a_text_is_no_foot_of_notes():
    manuscript = read_plain("x", "The Parties shall meet:\n\n1   in spring, and\n2   in autumn.")
    assert manuscript.notes == {}
    assert "in spring" in " ".join(words(block) for block in manuscript.blocks)


def test_numbers_that_begin_again_on_each_page_give_notes_of_their_own():
    pages = [f"Each Party1 shall act on {name}.\n\n1   Note on {name}." for name in ("trade", "customs")]
    manuscript = read_plain("x", "\n\f".join(pages))
    assert [words(note.blocks[0]) for note in manuscript.notes.values()] == ["Note on trade.", "Note on customs."]
    used = [f.note for block in manuscript.blocks for f in block.fragments if f.note]
    assert used == list(manuscript.notes)


def test_a_note_whose_mark_is_lost_hangs_on_the_end_of_its_page_and_is_reported():
    text = "Each Party1 shall act2 and report3 on it.\n\n1   One.\n2   Two.\n3   Three.\n4   Four."
    manuscript = read_plain("x", text)
    assert [d.code for d in manuscript.diagnostics] == ["note-without-mark"]
    last = [f for f in manuscript.blocks[-1].fragments if f.note][-1]
    assert (last.text, last.note) == ("", "fn4")
    assert places(manuscript) == source_of(manuscript)


def test_a_note_in_small_print_that_goes_on_at_the_foot_of_the_next_page_is_one_note():
    body = [(72, 700 - 14 * i, 11, f"Each Party shall act on part {'abcdefgh'[i]} of it") for i in range(8)]
    first = [body[0], (256, 704, 6, "1"), *body[1:], (72, 100, 5, "1"), (78, 96, 8, "The note begins and")]
    second = [*body, (72, 110, 8, "goes on to its end.")]
    manuscript = read_pdf("x.pdf", pdf_of(first, second))
    assert " ".join(words(b) for b in manuscript.notes["fn1"].blocks) == "The note begins and goes on to its end."
    assert marks(manuscript) == {(1, 1, "1")}
    assert places(manuscript) == source_of(manuscript)
