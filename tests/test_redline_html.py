"""The redline as a page: reopened text first, words marked for eyes and ears, every link leading somewhere."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

import travaux
from corpus import CORPUS, needs_corpus
from strategies import BODIES
from test_redline_docx import paragraphs_of
from travaux.errors import TravauxError
from travaux.text.comparing import compare
from travaux.text.comparing.model import ChoiceChange, Link, Reopened
from travaux.text.comparing.rows import DEFINITIONS, remarks
from travaux.text.comparing.spans import spans_of
from travaux.text.instrument import Instrument, Source
from travaux.text.model import Break, Change, Text
from travaux.text.redline import redline_html
from travaux.text.redline.front import figures

OLD = (
    "Article 1\n\n1. Each Party [shall][should] keep samples.\n\n2. The Secretariat reports every year.\n\n"
    "Article 2\n\n1. It may refuse access to samples that are dangerous.\n"
)
NEW = (
    "Article 1\n\n1. Each Party should keep samples.\n\n2. The Secretariat reports [every year][every second year].\n\n"
    "Article 2\n\n1. It may refuse access to samples that are dangerous or rare.\n"
)


def compared(old=OLD, new=NEW):
    """The comparison without choices and reopenings, which the tests put there by hand."""
    return replace(compare(travaux.read_text(old), travaux.read_text(new)), choices=(), reopened=())


def page_of(comparison):
    return html.document_fromstring(redline_html(comparison))


def words(element):
    return " ".join(element.text_content().split())


def shown(element):
    """What is seen: the words without those for screen readers."""
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for hidden in copy.xpath('.//span[contains(concat(" ", @class, " "), " h ")]'):
        hidden.drop_tree()
    return words(copy)


def left(page, *tags):
    """The words of the text without its labels and without these elements, spaces aside."""
    text = page.get_element_by_id("text").find("article")
    copy = html.fromstring(html.tostring(text, encoding="unicode", with_tail=False))
    labels = (".//p[@class='say' or @class='stub']", ".//span[@class='h' or @class='shut']", ".//summary")
    for path in (*labels, *tags):
        for element in copy.xpath(path):
            element.drop_tree()
    return "".join("".join(copy.itertext()).replace("¶", "").split())


def printed_words(instrument):
    return "".join("".join(paragraphs_of(instrument)).replace("¶", "").split())


def test_deleted_and_inserted_words_are_marked_and_said():
    page = page_of(compared("Each Party shall act.", "Each Party may act."))
    (deleted,), (inserted,) = page.xpath("//article//del"), page.xpath("//article//ins")
    assert (shown(deleted), shown(inserted)) == ("shall", "may")
    assert words(deleted) == "(deleted: shall :end of deletion)"
    assert words(inserted) == "(inserted: may :end of insertion)"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES, BODIES)
def test_every_word_of_both_texts_is_on_the_page(old, new):
    old, new = Instrument(old), Instrument(new)
    page = page_of(replace(compare(old, new), choices=(), reopened=()))
    assert left(page, ".//del") == printed_words(new)
    # What was dropped or moved may stand elsewhere than in the old text, so its letters are counted.
    assert Counter(left(page, ".//ins")) == Counter(printed_words(old))


@needs_corpus
def test_the_paris_drafts_are_whole_in_the_page():
    old = travaux.read(CORPUS / "texts" / "unfccc-2015-12-09-draft-paris-outcome.md")
    new = travaux.read(CORPUS / "texts" / "unfccc-2015-12-12-adopted-paris-agreement.md")
    page = page_of(compare(old, new))
    assert left(page, ".//del", ".//details") == printed_words(new)
    links_lead_somewhere(page)


def links_lead_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//a/@href")) <= {f"#{each}" for each in ids}


def test_links_go_from_each_change_to_the_next_and_back():
    page = page_of(compared())
    changes = page.xpath('//div[starts-with(@id, "c")]')
    assert [change.get("id") for change in changes] == ["c1", "c2", "c3"]
    steps = [change.xpath('.//span[@class="step"]/a/@href') for change in changes]
    assert steps == [["#c2"], ["#c1", "#c3"], ["#c2"]]
    assert "#c1" in page.xpath("//header//a/@href")
    links_lead_somewhere(page)


def test_reopened_text_stands_before_everything_else_with_links_to_its_place():
    touched = Reopened("art2.p1", "art2.p1", "Article 2, paragraph 1", "reworded", "samples that are dangerous")
    page = page_of(replace(compared(), reopened=(touched,)))
    section = page.get_element_by_id("reopened")
    assert "agreed words were reworded" in words(section)
    (place,) = section.xpath(".//a/@href")
    assert "or rare" in words(page.get_element_by_id(place[1:]))
    assert "agreed text reopened" in words(page.get_element_by_id(place[1:]))
    order = [element.get("id") for element in page.xpath('//*[@id="reopened" or @id="outline" or @id="text"]')]
    assert order[0] == "reopened"


def test_reopened_text_is_shown_as_it_was_and_as_it_is_now():
    touched = Reopened("art2.p1", "art2.p1", "Article 2", "reworded", "may", "shall not")
    section = page_of(replace(compared(), reopened=(touched,))).get_element_by_id("reopened")
    assert "was: may now: shall not" in " ".join(each.strip() for each in section.itertext() if each.strip())


def test_a_choice_closed_with_other_wording_shows_what_stands_now_and_what_it_asked():
    change = ChoiceChange("art1.p1.c1", None, "closed", "other wording", "55", where="Article 1", question="50 or 60?")
    section = page_of(replace(compared(), choices=(change,))).get_element_by_id("choices")
    said = " ".join(each.strip() for each in section.itertext() if each.strip())
    assert "closed with other wording ; it asked: 50 or 60? now: 55".replace(" ", "") in said.replace(" ", "")


def test_a_choice_that_closed_is_no_heap_of_deleted_words():
    change = ChoiceChange("art1.p1.c1", None, "closed", "option 2", "should", where="Article 1, paragraph 1")
    page = page_of(replace(compared(), choices=(change,)))
    (row,) = [each for each in page.xpath("//article/div") if "samples" in words(each) and "Each" in words(each)]
    (paragraph,) = row.xpath("./p[contains(@class, 'paragraph')]")
    assert "shall" not in shown(paragraph)
    assert words(paragraph.xpath('.//span[@class="shut"]')[0]) == "closed to option 2"
    (folded,) = row.xpath("./details")
    assert "[shall]" in shown(folded)
    assert "option 1" in words(folded)
    assert "closed to option 2" in words(row.xpath('./p[@class="say"]')[0])


def test_choices_are_listed_by_their_fate():
    choices = (
        ChoiceChange("art1.p1.c1", None, "closed", "option 2", "should", where="Article 1, paragraph 1"),
        ChoiceChange(None, "art1.p2.c1", "opened", where="Article 1, paragraph 2", question="every year?"),
    )
    section = page_of(replace(compared(), choices=choices)).get_element_by_id("choices")
    assert [words(each) for each in section.iter("h3")] == ["Closed (1)", "Opened (1)"]


def test_brackets_and_heads_of_open_choices_are_shown():
    text = travaux.read_text("Each Party [US propose: shall act] now.")
    page = page_of(compare(text, text))
    assert [words(mark) for mark in page.xpath("//article//b[@class='k']")] == ["[US propose:", "]"]


def test_moved_text_links_to_where_it_stood_and_back():
    old, new = (travaux.read_text(f"Article 1\n\n1. {a}\n\n2. {b}\n\n3. {c}\n") for a, b, c in (
        ("Samples are kept in every Party.", "The fund pays for storage.", "Disputes go to arbitration."),
        ("The fund pays for storage.", "Disputes go to arbitration.", "Samples are kept in every Party."),
    ))
    comparison = compare(old, new)
    rows = tuple(
        replace(row, kind="moved", moved=True) if "kept in every" in comparison.new_text.text(row.link.new[0]) else row
        for row in comparison.provisions
    )
    page = page_of(replace(comparison, provisions=rows))
    (stub,) = [each for each in page.xpath('//p[@class="stub"]') if "Samples are kept" in words(each)]
    (there,) = stub.xpath(".//a/@href")
    moved = page.get_element_by_id(there[1:])
    assert "Samples are kept in every Party." in words(moved)
    assert f"#{stub.get('id')}" in moved.xpath('.//p[@class="say"]//a/@href')
    text = words(page.get_element_by_id("text"))
    assert text.index("moved away") < text.index("The fund pays")


def test_a_provision_that_was_split_shows_two_paragraphs():
    old = Instrument((Break("paragraph", "1.", 50), Text("Samples are kept. They are open to all who ask for them.")))
    new = Instrument((
        Break("paragraph", "1.", 50), Text("Samples are kept."),
        Break("paragraph", "2.", 50), Text("They are open to all who ask for them."),
    ))
    found = compare(old, new)
    link = Link((0,), (0, 1), 1.0)
    row = replace(
        found.provisions[0], kind="split", link=link, spans=spans_of(link, found.old_text, found.new_text),
        old_labels=("paragraph 1",), new_labels=("paragraph 1", "paragraph 2"), renumbered=False, reworded=False,
    )
    page = page_of(replace(found, provisions=(row,)))
    first, second = page.xpath("//article//p[contains(@class, 'paragraph')]")
    assert (shown(first), shown(second)) == ("1. Samples are kept.", "¶ 2. They are open to all who ask for them.")
    assert "split from paragraph 1 into 2" in words(page.xpath('//p[@class="say"]')[0])


def test_provisions_that_were_merged_show_where_the_others_ended():
    old = Instrument((
        Break("paragraph", "1.", 50), Text("Samples are kept."),
        Break("paragraph", "2.", 50), Text("They are open to all."), Break("paragraph", "3.", 50),
    ))
    new = Instrument((Break("paragraph", "1.", 50), Text("Samples are kept. They are open to all.")))
    found = compare(old, new)
    link = Link((0, 1, 2), (0,), 1.0)
    row = replace(
        found.provisions[0], kind="merged", link=link, spans=spans_of(link, found.old_text, found.new_text),
        old_labels=("paragraph 1", "paragraph 2", "paragraph 3"), new_labels=("paragraph 1",),
    )
    page = page_of(replace(found, provisions=(row,)))
    (paragraph,) = page.xpath("//article//p[contains(@class, 'paragraph')]")
    assert shown(paragraph) == "1. Samples are kept. ¶ 2. They are open to all.¶ 3."
    assert [shown(each) for each in paragraph.iter("del")] == ["¶ 2.", "¶ 3."]
    assert "merged from paragraph 1, paragraph 2 and paragraph 3" in words(page.xpath('//p[@class="say"]')[0])


def test_renumbering_is_said_in_words():
    old = travaux.read_text("Article 1\n\n4. Samples are kept in every Party.\n")
    new = travaux.read_text("Article 1\n\n5. Samples are kept in every Party.\n")
    assert "renumbered from 4 to 5" in words(page_of(compare(old, new)).xpath('//p[@class="say"]')[0])


def test_authors_of_tracked_changes_are_kept():
    old = Instrument((Break(), Text("Each Party shall act.")))
    new = Instrument((
        Break(), Text("Each Party "), Text("shall", change=Change("deleted", "CL delegation", "2024-05-01T10:00:00Z")),
        Text("may", change=Change("inserted", 'Chair "A"', "2024-05-02T10:00:00Z")), Text(" act."),
    ))
    page = page_of(compare(old, new))
    (deleted,), (inserted,) = page.xpath("//article//del"), page.xpath("//article//ins")
    assert (deleted.get("data-author"), deleted.get("data-date")) == ("CL delegation", "2024-05-01T10:00:00Z")
    assert inserted.get("data-author") == 'Chair "A"'
    assert "by CL delegation" in deleted.get("title")


def test_a_page_needs_no_other_host_and_no_script():
    written = redline_html(compared())
    assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|https?:|javascript:|\son\w+=", written)


def test_hostile_words_stay_words():
    evil = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> & &lt;"
    new = Instrument(
        (Break("paragraph", f"1{evil}", 50), Text(f"{evil} new", ("bold",)), Break("heading", evil, 30), Text(evil)),
        title=evil, source=Source(file=evil, language='en" onload="x'),
    )
    old = Instrument((Break(), Text("word " + evil)), title=evil)
    comparison = compare(old, new)
    comparison = replace(
        comparison, reopened=(Reopened("x", "y", evil, "reworded", evil),),
        choices=(ChoiceChange(None, None, "opened", evil, evil, (evil,), evil, evil, evil, evil),),
    )
    page = page_of(comparison)
    assert not page.xpath("//script | //img | //*[@onload] | //*[@onerror]")
    assert evil.split()[0] in page.text_content()


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_control_characters_are_refused_in_words(sign):
    with pytest.raises(TravauxError, match="HTML page cannot hold"):
        redline_html(compare(Instrument((Break(), Text("a"))), Instrument((Break(), Text(f"a{sign}")))))


@pytest.mark.parametrize("sign", ["\ufefc", "\uff0c", "\ud7a3", "\t", "\u2028"])
def test_other_signs_are_not(sign):
    text = Instrument((Break(), Text(f"a{sign}b")))
    assert f"a{sign}b" in redline_html(compare(text, text))


def test_arabic_is_written_from_right_to_left_and_the_words_of_the_page_are_not():
    old = travaux.read_text("1. تحمي كل دولة العينات.")
    new = travaux.read_text("1. تحمي كل دولة طرف العينات.")
    page = page_of(replace(compare(old, new), new=replace(new, source=Source(language="ar"))))
    (article,) = page.xpath("//article")
    assert (article.get("dir"), article.get("lang")) == ("rtl", "ar")
    assert all(each.get("dir") == "auto" for each in page.xpath("//article//p[contains(@class, 'paragraph')]"))
    english = page.xpath("//article//span[@class='h'] | //article//p[@class='say']")
    assert english
    assert all(each.get("dir") == "ltr" and each.get("lang") == "en" for each in english if each.tag == "p")


def test_the_direction_is_read_off_the_letters_where_the_language_is_unknown():
    old, new = travaux.read_text("נוסח הסכם זה יישמר."), travaux.read_text("נוסח הסכם חדש זה יישמר.")
    unknown = Source(language=None)
    page = page_of(compare(replace(old, source=unknown), replace(new, source=unknown)))
    assert page.xpath("//article")[0].get("dir") == "rtl"


def test_chinese_is_compared_sign_by_sign():
    page = page_of(compare(travaux.read_text("缔约方应保存样品。"), travaux.read_text("缔约方可保存样品。")))
    assert [shown(each) for each in page.xpath("//article//del")] == ["应"]
    assert [shown(each) for each in page.xpath("//article//ins")] == ["可"]


def test_the_outline_counts_changes_and_names_what_was_dropped():
    old = travaux.read_text("Article 1\n\nSamples are kept in every Party.\n\nArticle 2\n\nThe fund ends soon.\n")
    new = travaux.read_text("Article 1\n\nSamples are held in every Party.\n")
    entries = [words(each) for each in page_of(compare(old, new)).xpath('//nav[@id="outline"]//li')]
    assert entries[0] == "Article 1 1 change"
    assert entries[1].startswith("Article 2 dropped")


def test_what_stands_does_not_count_below_a_heading_that_is_gone():
    old = travaux.read_text("CHAPTER I\n\nArticle 1\n\nSamples are kept in every Party for ever.\n")
    new = travaux.read_text("Article 1\n\nSamples are kept in every Party for long.\n")
    entries = [words(each) for each in page_of(compare(old, new)).xpath('//nav[@id="outline"]//li')]
    assert entries == ["CHAPTER I dropped, 1 change", "Article 1 1 change"]


def test_equal_texts_say_that_nothing_changed():
    text = travaux.read_text(OLD)
    page = page_of(compare(text, text))
    assert "Nothing changed" in words(page.find(".//header"))
    assert not page.xpath("//article//del | //article//ins")


def test_two_empty_texts_make_a_page():
    assert "Nothing changed" in redline_html(compare(Instrument(), Instrument()))


def test_figures_come_with_their_definitions():
    page = page_of(compared())
    header = words(page.find(".//header"))
    assert "What these figures count" in header
    assert all(defined in header for defined in DEFINITIONS.values())


def test_what_must_be_known_of_the_two_texts_is_said_at_the_top():
    old, new = travaux.read_text("Each Party shall act."), travaux.read_text("Each Party may act.")
    said = list(remarks(compare(old, new)))
    assert said
    assert all(remark in words(page_of(compare(old, new)).find(".//header")) for remark in said)


@pytest.mark.parametrize(
    ("fates", "said"),
    [
        ({"backers_joined": 1}, "1 option that somebody joined;"),
        ({"backers_joined": 21}, "21 options that somebody joined;"),
        ({"backers_left": 1}, "1 option that somebody left;"),
        ({"option_added": 1}, "1 option added;"),
        ({"option_added": 21, "option_dropped": 2}, "21 options added, 2 options dropped;"),
        ({"option_reworded": 2, "closed": 1}, "1 choice closed, 2 options reworded;"),
        ({"reopened": 2, "opened": 1}, "2 choices reopened, 1 choice opened;"),
        ({"dropped": 2}, "2 choices dropped with the text round them;"),
        ({"dropped": 1}, "1 choice dropped with the text round it;"),
    ],
)
def test_numbers_and_nouns_of_the_figures_agree(fates, said):
    changes = tuple(ChoiceChange("c1", "c1", fate) for fate, count in fates.items() for _ in range(count))
    shown = words(html.fromstring(figures(replace(compared(), choices=changes))))
    assert f"Choices{said}" in shown.replace("Choices ", "Choices")
