"""The units of a text and their ids."""

import travaux
from travaux.text.model import Break, Choice, Option, Text
from travaux.text.outline import Path, identified, outline


def read(*paragraphs: str):
    return travaux.read_text("\n\n".join(paragraphs))


DRAFT = read(
    "Preamble",
    "The Parties [have agreed] as follows:",
    "Article 1",
    "Definitions",
    "1. A fee is [a sum].",
    "2. A tax is:",
    "(a) [large]; or",
    "(b) small.",
    "Article 12",
    "Fees",
    "3. Each Party [shall][may] pay [[very] promptly].",
)


def test_ids_say_where_a_unit_is():
    ids = [provision.id for provision in DRAFT.outline()]
    assert "preamble" in ids
    assert "art1" in ids
    assert "art1.p2" in ids
    assert "art1.p2.a" in ids
    assert "art12.p3" in ids


def test_ids_of_choices_count_inside_their_unit():
    assert [issue.id for issue in DRAFT.issues()] == [
        "preamble.c1",
        "art1.p1.c1",
        "art1.p2.a.c1",
        "art12.p3.c1",
        "art12.p3.c2",
        "art12.p3.c3",
    ]


def test_open_choices_count_for_every_unit_round_them():
    counts = {provision.id: provision.choices for provision in DRAFT.outline()}
    assert (counts["art1"], counts["art1.p1"], counts["art1.p2"], counts["art1.p2.a"]) == (2, 1, 1, 1)
    assert (counts["art1.p2.b"], counts["art12"], counts["art12.p3"]) == (0, 3, 3)


def test_a_unit_knows_the_one_round_it():
    parents = {provision.id: provision.parent for provision in DRAFT.outline()}
    assert parents["art1.p2.a"] == "art1.p2"
    assert parents["art1.p2"] == "art1"
    assert parents["art1"] == ""


def test_ids_are_unique_when_a_draft_repeats_a_number():
    text = read("Article 1", "2. A [fee].", "2. A [tax].", "Article 1", "2. A [levy].")
    ids = [provision.id for provision in text.outline()]
    assert len(ids) == len(set(ids)) == 5
    choices = [issue.id for issue in text.issues()]
    assert len(choices) == len(set(choices)) == 3


def test_a_made_up_suffix_does_not_meet_a_printed_number():
    text = read("Article 1", "Words [a].", "Article 1", "Words [b].", "Article 1-2", "Words [c].")
    ids = [provision.id for provision in text.outline()]
    assert len(ids) == len(set(ids))
    choices = [issue.id for issue in text.issues()]
    assert len(choices) == len(set(choices))


def test_the_ids_of_one_article_do_not_change_when_another_changes():
    before = read("Article 1", "A [fee].", "Article 2", "1. A [tax].")
    after = read("Article 1", "A [fee] and [levy] and [toll].", "Article 2", "1. A [tax].")
    assert before.issues()[-1].id == after.issues()[-1].id == "art2.p1.c1"


def test_reading_a_text_twice_gives_the_same_ids():
    again = read("Article 1", "1. A [fee] is [due].")
    assert [i.id for i in again.issues()] == [i.id for i in read("Article 1", "1. A [fee] is [due].").issues()]


def test_an_id_of_letters_and_points_survives():
    [article] = [p for p in read("Article QQ.A.6: {Scope}", "3. A [fee].").outline() if p.role == "article"]
    assert article.id == "artQQ-A-6"


def test_words_before_the_first_unit_have_a_place_too():
    assert read("A [fee] is due.").issues()[0].provision == "text"


def test_an_unnumbered_paragraph_after_items_belongs_to_the_unit_of_the_items():
    text = read("1. Each Party pays:", "(a) a fee;", "(b) a tax.", "These [sums] are due.")
    assert text.issues()[0].provision == "p1"


def test_a_heading_is_the_words_of_its_line():
    headings = {provision.id: provision.heading for provision in read("Article 5 Fees", "Words.").outline()}
    assert headings["art5"] == "Fees"


def test_choosing_lowers_the_count_of_open_choices():
    counts = {provision.id: provision.choices for provision in DRAFT.choose({"art1.p1.c1": "keep"}).outline()}
    assert counts["art1"] == 1
    assert counts["art1.p1"] == 0


def test_naming_an_already_named_stream_changes_nothing():
    assert identified(DRAFT.body) == DRAFT.body


def test_choices_are_named_wherever_they_stand():
    stream = (
        Break("article", "Article 3", 40),
        Choice("", "bracket", (Option((Choice("", "bracket", (Option((Text("a"),)),)),)),)),
    )
    [_, outer] = identified(stream)
    assert outer.id == "art3.c1"
    assert outer.options[0].content[0].id == "art3.c2"


def test_a_path_leaves_a_unit_when_one_of_its_rank_begins():
    path = Path()
    assert path.id == "text"
    path.enter(Break("article", "Article 1", 40))
    path.enter(Break("paragraph", "1.", 50))
    assert path.enter(Break("article", "Article 2", 40)) == "art2"
    assert path.parent == ""


def test_an_empty_stream_has_no_units():
    assert outline(()) == ()
