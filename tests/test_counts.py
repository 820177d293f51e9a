"""What the reader counts in the real drafts, against counters of a few lines that know nothing of the reader."""

import re
from collections import Counter

import pypdfium2
import pytest
from bench.corpus import DRAFTS, draft, read
from bench.findings import findings

from corpus import needs_corpus
from travaux.text import issues

AGREEMENT_OCTOBER = "unfccc-2015-10-23-draft-agreement.md"
AGREEMENT_DECEMBER = "unfccc-2015-12-09-draft-paris-outcome.md"
ADOPTED = "unfccc-2015-12-12-adopted-paris-agreement.md"
TPP = "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
EDITORIAL = "dfat-npt-1968-delegation-report.md"

every_draft = pytest.mark.parametrize("name", [*DRAFTS, EDITORIAL])


def words(name: str) -> str:
    """The characters of a draft by the plainest walk there is. The HTML and XML drafts hold no square bracket."""
    if name.endswith(".pdf"):
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(draft(name)))
    return draft(name).read_text(encoding="utf-8")


def option_labels(text: str) -> int:
    """Lines that begin with a label of an option, with or without a list number, a bracket or asterisks before it."""
    return len(re.findall(r"(?mi)^\W*(?:\d+(?:\.\d+)*\.?\s+)?\W*option\s*(?:\d+|[IVX]+|\([a-z]\))(?!\w)", text))


@needs_corpus
@every_draft
def test_every_mark_is_counted(name):
    text, marks = words(name), read(name).marks
    assert (marks.open, marks.close) == (text.count("["), text.count("]"))


@needs_corpus
@every_draft
def test_every_mark_is_paired_or_reported(name):
    text = read(name)
    marks = text.marks
    assert marks.open == marks.paired + marks.unclosed + marks.not_negotiation
    assert marks.close == marks.paired + marks.stray + marks.not_negotiation
    codes = Counter(diagnostic.code for diagnostic in text.diagnostics)
    assert sum(codes.values()) >= marks.unclosed + marks.stray


@needs_corpus
@every_draft
def test_no_character_is_lost(name):
    kept = read(name).conservation
    assert kept.lost == 0
    assert kept.source_characters == kept.in_tree + kept.dropped
    assert kept.source_characters > 0


@needs_corpus
@pytest.mark.parametrize("name", [name for name in DRAFTS if name.endswith((".pdf", ".md", ".txt"))])
def test_the_source_characters_are_those_of_the_file(name):
    counted = len("".join(words(name).split()))
    assert read(name).conservation.source_characters == counted


@needs_corpus
def test_the_chain_of_drafts_closes_as_the_grammar_page_counts():
    """1028 → 222 opening brackets, 126 → 23 option lines, then none.

    1028 is every `[` of the October file (1052) but for the 24 that begin a footnote mark `[^n]`; the December file
    has no such mark. Option lines are those that begin, after white space and asterisks, with `Option` (those with a
    list number before it are not counted).
    """
    opening, option_lines = [], []
    for name in (AGREEMENT_OCTOBER, AGREEMENT_DECEMBER, ADOPTED):
        text = words(name)
        opening.append(len(re.findall(r"\[(?!\^)", text)))
        option_lines.append(len(re.findall(r"(?m)^[*\s]*Option", text)))
    assert opening[:2] == [1028, 222]
    assert option_lines == [126, 23, 0]
    choices = [len(read(name).issues()) for name in (AGREEMENT_OCTOBER, AGREEMENT_DECEMBER, ADOPTED)]
    assert choices[0] > choices[1] > choices[2] == 0
    assert read(ADOPTED).clean_texts == 1


@needs_corpus
@pytest.mark.parametrize("name", [AGREEMENT_OCTOBER, AGREEMENT_DECEMBER, "unfccc-2015-draft-decision.md"])
def test_every_option_label_at_the_head_of_a_line_becomes_an_option(name):
    labelled = [o for issue in read(name).issues() for o in issue.options if re.match(r"\W*option\b", o.label, re.I)]
    assert len(labelled) >= 0.98 * option_labels(words(name))


@needs_corpus
def test_heads_that_a_few_lines_can_find_are_read_with_their_verbs():
    """`[CODES propose: `, `[CODES oppose: ` and both in one head, by a regular expression."""
    codes = r"[A-Z]{2}\d*(?:/+[A-Z]{2}\d*)*"
    head = re.compile(rf"\[({codes}) (propose|oppose)(?:; ({codes}) (propose|oppose))?: ")
    found = findings(issues.row(issue) for issue in read(TPP).issues())
    counted, read_so = Counter(), Counter()
    for number, line in enumerate(words(TPP).split("\n"), 1):
        for match in head.finditer(line):
            verbs = ";".join(verb for verb in (match[2], match[4]) if verb)
            counted[verbs] += 1
            mark = found.get((0, number, match.start()))
            read_so[verbs] += mark is not None and mark.verbs == verbs and mark.attributed
    assert set(counted) >= {"propose", "oppose", "propose;oppose"}
    assert read_so == counted


@needs_corpus
def test_editorial_brackets_are_not_disputed_text():
    text = read(EDITORIAL)
    assert text.issues() == ()
    assert text.marks.not_negotiation == words(EDITORIAL).count("[")


@needs_corpus
@pytest.mark.parametrize("name", [name for name in DRAFTS if name.startswith(("bbnj", "itu"))])
def test_adopted_texts_hold_no_rival_words(name):
    """A line to be filled in by hand is a gap and may stand in an adopted text."""
    assert words(name).count("[") == 0
    assert [issue.question for issue in read(name).issues() if issue.kind != "placeholder"] == []


def test_the_number_of_clean_texts_is_printed_exactly_below_a_million():
    from travaux.cli.overview import clean_texts

    assert clean_texts(1) == "1 clean text"
    assert clean_texts(27_648) == "27,648 clean texts"
    assert clean_texts(10**12) == "about 10^12 clean texts"
