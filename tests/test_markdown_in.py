"""Drafts in Markdown: every word with its place, brackets never taken for links, nothing lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.text.formats.markdown_in import read_markdown
from travaux.text.model import Change

DRAFTS = sorted([*(CORPUS / "texts").glob("*.md"), *(CORPUS / "cop21").glob("*.md")]) if CORPUS else []


def read(text):
    return read_markdown("draft.md", text)


def all_blocks(manuscript):
    return manuscript.blocks + [block for note in manuscript.notes.values() for block in note.blocks]


def words(block):
    return "".join(fragment.text for fragment in block.fragments)


def texts(markdown):
    return [words(block) for block in read(markdown).blocks]


def looks(markdown):
    return [(fragment.text, fragment.marks) for fragment in read(markdown).blocks[0].fragments]


def dropped(manuscript):
    return [(words.text, words.reason) for words in manuscript.dropped]


def places(manuscript):
    """Every printed character of the manuscript, counted where it ended up."""
    found = [block.label for block in all_blocks(manuscript) if not block.generated]
    found += [words(block) for block in all_blocks(manuscript)]
    found += [note.mark for note in manuscript.notes.values() if note.printed]
    found += [left_out.text for left_out in manuscript.dropped]
    return Counter("".join("".join(found).split()))


def misplaced(manuscript):
    lines = manuscript.source.split("\n")
    return [
        fragment for block in all_blocks(manuscript) for fragment in block.fragments
        if not lines[fragment.line - 1][fragment.column:].startswith(fragment.text.rstrip())
    ]


@needs_corpus
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_every_character_of_a_real_file_is_kept_or_dropped_with_its_reason(path):
    manuscript = read_markdown(path.name, path.read_text(encoding="utf-8"))
    assert places(manuscript) == Counter("".join(manuscript.source.split()))
    assert misplaced(manuscript) == []


@needs_corpus
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_every_square_bracket_of_a_real_file_is_accounted_for(path):
    source = path.read_text(encoding="utf-8")
    manuscript = read_markdown(path.name, source)
    kept = "".join(map(words, all_blocks(manuscript))) + "".join(text for text, _ in dropped(manuscript))
    assert (kept.count("["), kept.count("]")) == (source.count("["), source.count("]"))


@needs_corpus
def test_the_draft_of_23_october_calls_its_twelve_notes():
    source = (CORPUS / "texts" / "unfccc-2015-10-23-draft-agreement.md").read_text(encoding="utf-8")
    manuscript = read(source)
    called = [fragment.note for block in manuscript.blocks for fragment in block.fragments if fragment.note]
    defined = re.findall(r"^\[\^(\d+)\]:", source, re.M)
    assert sorted(set(called), key=int) == defined == list(manuscript.notes)
    assert all(note.blocks for note in manuscript.notes.values())
    headings = [words(block) for block in manuscript.blocks if block.heading == 2]
    assert sum(heading.startswith("Article ") for heading in headings) == len(re.findall(r"^## Article ", source, re.M))


@needs_corpus
def test_links_to_a_list_of_notes_become_notes():
    source = (CORPUS / "texts" / "dfat-npt-1968-delegation-report.md").read_text(encoding="utf-8")
    manuscript = read(source)
    assert list(manuscript.notes) == re.findall(r"\[(\d+)\]\(#f\d+\)", source)
    assert manuscript.title.startswith("Report of the Australian Delegation")
    assert manuscript.title.endswith("12 June 1968")


def test_front_matter_is_dropped_and_gives_title_and_language():
    manuscript = read("---\ntitle: 'Draft\n  text'\nlang: fr\n---\n\nWords")
    assert (manuscript.title, manuscript.language, manuscript.dropped[0].reason) == ("Draft text", "fr", "front matter")
    assert (manuscript.blocks[0].fragments[0].line, words(manuscript.blocks[0])) == (7, "Words")


def test_a_rule_at_the_top_is_no_front_matter():
    assert texts("---\n\nWords\n\n---\n") == ["Words"]


@pytest.mark.parametrize(("source", "heading", "text"), [
    ("## Article 2bis *(general)*", 2, "Article 2bis (general)"), ("Title\n=====", 1, "Title"),
    ("Part one\n---", 2, "Part one"),
    ("# Head #", 1, "Head"), ("### [PROTECTION]/[SAFEGUARDING] {#scope}", 3, "[PROTECTION]/[SAFEGUARDING]"),
    ("#hashtag", None, "#hashtag"),
    ("### 4", 3, "4"), ("an ###4 inside", None, "an ###4 inside"),
])
def test_headings_have_their_level(source, heading, text):
    block = read(source).blocks[0]
    assert (block.heading, words(block)) == (heading, text)


def test_emphasis_may_cross_brackets_and_begin_inside_words():
    assert looks("*[Taking* account][*Taking full account* of]") == [
        ("[Taking", ("italic",)), (" account][", ()), ("Taking full account", ("italic",)), (" of]", ()),
    ]
    assert looks("r*ecognizing* **the _role_**") == [
        ("r", ()), ("ecognizing", ("italic",)), (" ", ()), ("the ", ("bold",)), ("role", ("bold", "italic")),
    ]
    assert looks("*In [furtherance][pursuit]* of") == [("In [furtherance][pursuit]", ("italic",)), (" of", ())]


def test_stars_that_no_star_answers_are_printed():
    assert looks("[NDMC*][INDC] snake_case_name 2 * 3") == [("[NDMC*][INDC] snake_case_name 2 * 3", ())]


def test_tags_give_styles_and_tracked_changes():
    assert looks("a <u>b</u><sup>2</sup> ~~c~~ <span class='x'>[d]</span>") == [
        ("a ", ()), ("b", ("underline",)), ("2", ("superscript",)), (" ", ()), ("c", ("strike",)), (" ", ()),
        ("[d]", ()),
    ]
    fragments = read('<del title="Kim" datetime="2026-01-02">old</del><ins>new</ins>').blocks[0].fragments
    assert [(f.text, f.change) for f in fragments] == [
        ("old", Change("deleted", "Kim", "2026-01-02")), ("new", Change("inserted")),
    ]


def test_escaped_brackets_are_brackets_and_the_backslash_is_dropped():
    manuscript = read(r"\[Member States\]/\[Contracting Parties\] and\ all")
    assert words(manuscript.blocks[0]) == "[Member States]/[Contracting Parties] and all"
    assert dropped(manuscript) == [("\\" * 5, "markup")]


def test_adjacent_brackets_are_links_only_where_the_document_defines_them():
    source = "[contribution][commitment] and [this text][source], [Source], [more][] [none][]\n\n"
    source += "[source]: http://a.org/x\n[more]: /y 'Y'\n"
    manuscript = read(source)
    assert words(manuscript.blocks[0]) == "[contribution][commitment] and this text, Source, more [none][]"
    assert [reason for _, reason in dropped(manuscript)].count("link definition") == 2


@pytest.mark.parametrize(("source", "text"), [
    ("see [the text](http://a.org/x_(y)) here", "see the text here"), ("[1](#f1) one", "1 one"),
    ("[shall](a) act", "[shall](a) act"),
    ("[a](b/c.md \"T\") d", "a d"), ("[will [not]](#x) d", "will [not] d"),
    ("<https://a.org/b_c_d>", "https://a.org/b_c_d"),
    ("![a map](map.png) after", "after"), ("[x]: propose", "[x]: propose"),
    ("[US propose]: the text", "[US propose]: the text"),
])
def test_link_syntax_needs_an_address(source, text):
    assert texts(source) == [text]


def test_note_marks_stand_apart_and_their_bodies_hold_all_their_lines():
    source = "Each Party[[^a]] acts[^b].\n\n[^a]: First\nline.\n\n    Second *paragraph*.\n[^b]: Other.\n\nAfter."
    manuscript = read(source)
    assert [(f.text, f.note) for f in manuscript.blocks[0].fragments] == [
        ("Each Party[", None), ("[^a]", "a"), ("] acts", None), ("[^b]", "b"), (".", None),
    ]
    assert {key: [words(block) for block in note.blocks] for key, note in manuscript.notes.items()} == {
        "a": ["First line.", "Second paragraph."], "b": ["Other."],
    }
    assert words(manuscript.blocks[-1]) == "After."


def test_a_mark_without_a_body_and_a_body_without_a_mark_are_reported():
    manuscript = read("Words[^1].\n\n[^2]: Lost.")
    assert [(said.code, said.where) for said in manuscript.diagnostics] == [
        ("note-without-body", {"line": 1}), ("note-without-mark", {"line": 3}),
    ]
    assert words(manuscript.blocks[-1]) == "Lost."
    assert list(manuscript.notes) == ["1"]


def test_kramdown_marks_are_dropped_but_drafting_labels_stay():
    manuscript = read("## Draft\n{:.no_toc}\n\n* TOC\n{:toc}\n\n{Placement proposal: Article 3} [x]{:.new} y")
    assert [words(block) for block in manuscript.blocks] == ["Draft", "{Placement proposal: Article 3} [x] y"]
    assert ("TOC", "markup") in dropped(manuscript)


def test_lists_have_their_depth_and_keep_their_printed_numbers():
    source = "1. a\n2. b\n   1. c\n      * d\n   2. e\n\n      go on\n\n10. f\n\nflush\n"
    assert [(block.depth, block.label, words(block)) for block in read(source).blocks] == [
        (0, "", "1. a"), (0, "", "2. b"), (1, "", "1. c"), (2, "•", "d"), (1, "", "2. e"), (None, "", "go on"),
        (0, "", "10. f"),
        (None, "", "flush"),
    ]


def test_lettered_items_and_steps_back_out_begin_paragraphs_though_no_empty_line_parts_them():
    assert texts("4. Each Party shall:\n    (a) act;\n    (b) report\n    in time.") == ["4. Each Party shall:",
        "(a) act;", "(b) report in time."]
    assert texts("        **Option 3:** below,\n   taking account") == ["Option 3: below,", "taking account"]
    assert texts("as said in paragraph\n(a) above") == ["as said in paragraph (a) above"]


def test_lines_of_a_paragraph_are_one_block_with_a_fragment_each():
    fragments = read("Each Party\n  *shall\nact*.").blocks[0].fragments
    assert [(f.text, f.line, f.column, f.marks) for f in fragments] == [
        ("Each Party ", 1, 0, ()), ("shall ", 2, 3, ("italic",)), ("act", 3, 0, ("italic",)), (".", 3, 4, ()),
    ]


def test_hard_line_breaks_begin_blocks():
    assert texts("one  \ntwo\\\nthree<br>four") == ["one", "two", "three", "four"]


def test_tables_give_cells():
    blocks = read("| Party | Text |\n|---|:--:|\n| US | [shall] \\| x |\n\nafter").blocks
    assert [(block.role, words(block)) for block in blocks] == [
        ("cell", "Party"), ("cell", "Text"), ("cell", "US"), ("cell", "[shall] | x"), (None, "after"),
    ]


def test_comments_scripts_and_rules_are_dropped_and_code_and_quotations_stay():
    manuscript = read("<!-- a\n[b] -->\n\n<script>\nx[1]\n</script>\n\n> quoted *words*\n\n***\n\n```\n[a]  *b*\n```\n")
    assert [words(block) for block in manuscript.blocks] == ["quoted words", "[a]  *b*"]
    assert {"comment", "script", "markup"} == {reason for _, reason in dropped(manuscript)}


def test_a_comment_that_never_ends_is_words_and_hides_nothing():
    fragments = read("a <!-- *b*[^1] <!-- c\n\n[^1]: n").blocks[0].fragments
    assert [(f.text, f.note) for f in fragments] == [("a <!-- ", None), ("b", None), ("[^1]", "1"), (" <!-- c", None)]
    assert texts("a <!-- b --> c <!-- d") == ["a  c <!-- d"]


def test_line_ends_of_all_systems_count_alike():
    fragments = [block.fragments[0] for block in read("\ufeffa\r\n\r\nb\r\rc\x0cd").blocks]
    assert [(f.text, f.line, f.column) for f in fragments] == [("a", 1, 1), ("b", 3, 0), ("c\x0cd", 5, 0)]


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("ab1 *_[]()`~#<>&;:!\\{}|-+.^/\n\n\t$'\"="), max_size=80))
def test_nothing_is_lost_and_every_place_is_exact_whatever_is_written(source):
    manuscript = read(source)
    assert places(manuscript) == Counter("".join(source.split()))
    assert misplaced(manuscript) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([
    "[^1]", "[^1]: ", "[a]: /b", "[a]", "](#f1)", "* 1 x", "---\n", "title: x", "```\n", "<!--", "-->", "{:toc}",
    "* TOC", "\n", "\n\n", "    ", "1. ",
    "> ", "| a |", "|---|", "**", "<br>", "<script>", "</script>", "words ", "&amp;", "&nbsp;", "\\", "  \n", "# ",
    "===",
]), max_size=14).map("".join))
def test_nothing_is_lost_where_the_marks_of_markdown_meet(source):
    manuscript = read(source)
    assert places(manuscript) == Counter("".join(manuscript.source.split()))
