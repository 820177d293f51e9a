"""Plain text: every character kept, every column right."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from layout_pages import places, source_of, words
from travaux.text.formats.plain import read_plain

FILES = [
    "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt", "unfccc-2014-12-14-lima-elements-decision-1cp20.txt",
    "unfccc-sbi42-2015-session-report.txt", "enb-parties.txt",
    *(f"wto-ctd-wtcomtdm{number}.txt" for number in (25, 29, 34, 43, 46, 57, 62, 88)),
]
PIECES = [
    "[", "]", "1", " 2 ", "2.", "\n", "\n\n", "\f", "act", "Party ", "shall-\n", "\t", "*", "█", "5", "(a) ",
    "\n3   Note.\n",
]


def raw(name: str) -> str:
    return (CORPUS / "texts" / name).read_bytes().decode("utf-8")


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_every_character_of_a_real_text_is_somewhere(name):
    text = raw(name)
    manuscript = read_plain(name, text)
    assert places(manuscript) == source_of(manuscript)
    assert [manuscript.source.count(mark) for mark in "[]"] == [text.count(mark) for mark in "[]"]


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_every_fragment_stands_where_it_says(name):
    lines = raw(name).replace("\r\n", "\n").split("\n")
    manuscript = read_plain(name, raw(name))
    blocks = [*manuscript.blocks, *(block for note in manuscript.notes.values() for block in note.blocks)]
    for fragment in (f for block in blocks for f in block.fragments):
        assert lines[fragment.line - 1].startswith(fragment.text.rstrip(), fragment.column)


@needs_corpus
@pytest.mark.parametrize("name", ["unfccc-2014-12-14-lima-elements-decision-1cp20.txt", "wto-ctd-wtcomtdm25.txt"])
def test_a_text_with_one_line_per_paragraph_keeps_its_lines_apart(name):
    firsts = [block.fragments[0].line for block in read_plain(name, raw(name)).blocks]
    filled = [number for number, line in enumerate(raw(name).replace("\r\n", "\n").split("\n"), 1) if line.strip()]
    assert len(firsts) >= 0.98 * len(filled)
    assert all(a < b for a, b in pairwise(firsts))


@needs_corpus
def test_brackets_of_the_trade_draft_that_run_over_pages_are_in_joined_paragraphs():
    name = "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
    spans = {(b.fragments[0].line, b.fragments[-1].line) for b in read_plain(name, raw(name)).blocks}
    assert {(239, 259), (331, 377), (509, 538), (768, 796), (937, 959), (1128, 1160), (1190, 1217)} <= spans


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_nothing_is_lost_or_added_whatever_the_text(text):
    manuscript = read_plain("x", text)
    assert places(manuscript) == source_of(manuscript)
    used = [f.note for block in manuscript.blocks for f in block.fragments if f.note]
    assert sorted(used) == sorted(manuscript.notes)


@given(st.text(max_size=300))
def test_any_characters_are_kept(text):
    manuscript = read_plain("x", text)
    assert places(manuscript) == source_of(manuscript)


def test_line_ends_of_all_three_kinds_count_lines_alike():
    for end in ("\n", "\r\n", "\r"):
        manuscript = read_plain("x", f"Article 1{end}{end}Each Party shall act.{end}")
        assert [(f.line, words(b)) for b in manuscript.blocks for f in b.fragments] == [
            (1, "Article 1"), (3, "Each Party shall act."),
        ]


def test_a_form_feed_and_a_byte_order_mark_are_no_words():
    manuscript = read_plain("x", "\ufeffArticle 1\n\fEach Party shall act.")
    assert "".join(f.text for b in manuscript.blocks for f in b.fragments).count("\f") == 0
    assert manuscript.source.startswith("Article")


def test_an_empty_text_has_no_blocks():
    assert read_plain("x", " \n\f\n").blocks == []


def test_running_headers_show_the_pages_of_a_text_without_form_feeds():
    body = "Each Party shall act on what was agreed in part {}, and shall in particular take care that the"
    pages = [f"Draft text\n\n{body.format('abcde'[n])}\nnext {'x' * n} is told\n\n{n + 1}\n" for n in range(5)]
    manuscript = read_plain("x", "\n".join(pages))
    assert {d.reason for d in manuscript.dropped} == {"running header", "page number"}
    assert len(manuscript.dropped) == 10
    assert (manuscript.pages, {f.page for b in manuscript.blocks for f in b.fragments}) == (None, {None})


def test_long_rows_of_brackets_and_blanks_are_read_at_once():
    for text in ("[" * 40_000, "[ " * 20_000, "1 " * 20_000 + ".", "{" * 30_000, "a:\n" * 20_000, "]" * 30_000 + "\n1"):
        assert places(read_plain("x", text + "\nmore")) == source_of(read_plain("x", text + "\nmore"))
