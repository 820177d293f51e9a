"""One text out of a base and proposals: what stands in brackets, who is named, and what nobody said."""

import itertools
from dataclasses import replace

import pytest

import travaux
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.instrument import Instrument, Source
from travaux.text.model import Break, Change, Choice, Text
from travaux.text.stream import choices

SENTENCE = "Each Party shall publish samples, data and results every year."


def text_of(base, **proposals):
    made = consolidate(travaux.read_text(base), {party: travaux.read_text(words) for party, words in proposals.items()})
    return plain(made.text).strip()


# Words


def test_a_replacement_is_a_choice_with_the_words_of_the_base_first():
    assert text_of(SENTENCE, US=SENTENCE.replace("shall", "may")) == (
        "Each Party [US oppose: shall] [US propose: may] publish samples, data and results every year."
    )


def test_a_deletion_is_an_opposition():
    assert text_of(SENTENCE, US=SENTENCE.replace(" every year", "")) == (
        "Each Party shall publish samples, data and results [US oppose: every year]."
    )


def test_an_insertion_is_a_proposal():
    assert text_of(SENTENCE, US=SENTENCE.replace("publish", "promptly publish")) == (
        "Each Party shall [US propose: promptly] publish samples, data and results every year."
    )


def test_a_comma_goes_with_the_words_it_belongs_to():
    assert text_of(SENTENCE, US=SENTENCE.replace("data and ", "")) == (
        "Each Party shall publish samples, [US oppose: data and] results every year."
    )
    assert text_of(SENTENCE, US=SENTENCE.replace("Party shall", "Party, as appropriate, shall")) == (
        "Each Party[US propose: , as appropriate,] shall publish samples, data and results every year."
    )
    assert text_of("A, b, c and d.", US="A, c and d.") == "A, [US oppose: b,] c and d."


def test_no_word_is_cut():
    assert text_of("Each Party member acts.", US="Each Party members acts.") == (
        "Each Party [US oppose: member] [US propose: members] acts."
    )


def test_equal_proposals_share_one_option():
    new = SENTENCE.replace("shall", "may")
    assert text_of(SENTENCE, US=new, CL=new, NZ=SENTENCE) == (
        "Each Party [CL/US oppose: shall] [CL/US propose: may] publish samples, data and results every year."
    )


def test_three_wordings_of_one_place_are_one_choice_of_three():
    made = text_of(SENTENCE, US=SENTENCE.replace("shall", "may"), CL=SENTENCE.replace("shall", "should"))
    assert made.startswith("Each Party [CL/US oppose: shall] [CL propose: should] [US propose: may] publish")


def test_changes_at_different_places_of_a_sentence_are_choices_of_their_own():
    made = text_of(SENTENCE, US=SENTENCE.replace("shall", "may"), CL=SENTENCE.replace("every year", "every two years"))
    assert made == (
        "Each Party [US oppose: shall] [US propose: may] publish samples, data and results every [CL oppose: year] "
        "[CL propose: two years]."
    )


def test_a_proposal_that_refines_the_new_words_of_another_stands_inside_them():
    made = text_of(
        SENTENCE, US=SENTENCE.replace("publish", "publish or make available"),
        CL=SENTENCE.replace("publish", "publish or make freely available"),
    )
    assert made == (
        "Each Party shall publish [CL/US propose: or make [CL propose: freely] available] samples, data and results "
        "every year."
    )


def test_a_change_inside_words_that_another_wants_out_stands_inside_the_opposition():
    made = text_of(
        SENTENCE, US="Each Party shall publish.", CL=SENTENCE.replace("data and results", "data and all results"),
    )
    assert made == (
        "Each Party shall publish [US oppose: samples, data and [CL propose: all] results every year]."
    )


def test_nobody_is_named_who_left_a_place_altext_of():
    made = consolidate(
        travaux.read_text(SENTENCE),
        {"US": travaux.read_text(SENTENCE.replace("shall", "may")), "NZ": travaux.read_text(SENTENCE)},
    )
    (choice,) = choices(made.text.body)
    assert [(option.backs, option.opposes) for option in choice.options] == [((), ("US",)), (("US",), ())]
    assert choice.texts == (("NZ", 1), ("US", 2))


# Paragraphs

ARTICLE = (
    "Article 1\n\n1. Each Party shall keep a register of samples.\n\n"
    "2. The Parties shall meet every year in Geneva.\n\n"
    "3. Nothing in this Agreement prevents a Party from acting alone."
)


def test_an_inserted_paragraph_stands_whole_and_its_number_is_kept_though_another_is_printed():
    new = ARTICLE.replace("\n\n3. N", "\n\n3. Costs are borne by each Party.\n\n4. N")
    made = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(new)})
    assert "\n\n[US propose: 2 bis. Costs are borne by each Party.]\n\n3. Nothing" in plain(made.text)
    numbers = [node.number for node in made.text.project("US").body if isinstance(node, Break)]
    assert numbers == ["Article 1", "1.", "2.", "3.", "4."]


def test_a_paragraph_left_out_is_opposed_whole():
    new = ARTICLE.replace("2. The Parties shall meet every year in Geneva.\n\n", "").replace("3. N", "2. N")
    assert "\n\n[US oppose: 2. The Parties shall meet every year in Geneva.]\n\n3. Nothing" in text_of(ARTICLE, US=new)


def test_a_new_article_is_one_bracket_with_its_paragraphs():
    made = text_of(ARTICLE, US=ARTICLE + "\n\nArticle 2\n\n1. This Agreement enters into force.\n\n2. It stays so.")
    assert made.endswith("[US propose: Article 2\n\n1. This Agreement enters into force.\n\n2. It stays so.]")


def test_a_paragraph_rewritten_beyond_recognition_is_set_out_as_alternatives_and_reported():
    new = ARTICLE.replace("The Parties shall meet every year in Geneva.", "Costs fall upon whoever causes them first.")
    made = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(new)})
    assert (
        "[US oppose: 2. The Parties shall meet every year in Geneva.]\n\n"
        "[US propose: 2. Costs fall upon whoever causes them first.]" in plain(made.text)
    )
    assert [(row.where, row.party) for row in made.report.set_out] == [("Article 1, paragraph 2", "US")]


def test_equal_new_paragraphs_share_a_bracket_and_others_stand_beside_it():
    us = ARTICLE + "\n\n4. Costs are borne by each Party."
    cl = ARTICLE + "\n\n4. Costs are borne by each developed Party.\n\n5. Disputes go to the committee."
    assert text_of(ARTICLE, US=us, CL=cl).endswith(
        "[CL/US propose: 4. Costs are borne by each [CL propose: developed] Party.]\n\n"
        "[CL propose: 5. Disputes go to the committee.]"
    )


def test_different_new_paragraphs_of_one_number_get_numbers_of_their_own():
    us, cl = ARTICLE + "\n\n4. Costs are shared equally.", ARTICLE + "\n\n4. Disputes go to a new committee."
    made = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(us), "CL": travaux.read_text(cl)})
    assert plain(made.text).strip().endswith(
        "[CL propose: 4. Disputes go to a new committee.]\n\n[US propose: 4 bis. Costs are shared equally.]"
    )
    assert plain(made.text.project("US")).strip() == us


def test_numbers_alone_make_no_choice():
    new = ARTICLE.replace("3. N", "4. N")
    made = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(new)})
    assert plain(made.text) == plain(travaux.read_text(ARTICLE))
    assert plain(made.text.project("US")).strip() == new
    assert made.report.proposals[0].changes == 0


def test_a_new_article_before_others_is_put_in_and_the_others_are_only_renumbered():
    base = "\n\n".join(f"Article {n}\n\n1. The Parties shall {words}." for n, words in enumerate(
        ("keep registers", "meet every year", "publish fees", "settle disputes"), 1))
    new = base.replace("Article 4", "Article 5").replace("Article 3", "Article 4")
    new = new.replace("Article 4", "Article 3\n\n1. Costs are borne by whoever causes them.\n\nArticle 4", 1)
    made = consolidate(travaux.read_text(base), {"US": travaux.read_text(new)})
    assert plain(made.text).strip() == base.replace(
        "Article 3", "[US propose: Article 2 bis\n\n1. Costs are borne by whoever causes them.]\n\nArticle 3"
    )
    assert plain(made.text.project("US")).strip() == new


def test_words_moved_are_a_deletion_and_an_insertion_and_reported():
    two, three = "2. The Parties shall meet every year in Geneva.", "3. Nothing in this Agreement prevents a Party"
    swapped = ARTICLE.replace(two + "\n\n", "").replace(three, "2. Nothing in this Agreement prevents a Party")
    swapped += "\n\n3. The Parties shall meet every year in Geneva."
    made = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(swapped)})
    counts = [plain(made.text).count(words) for words in ("The Parties shall meet every year", "Nothing in this")]
    assert sorted(counts) == [1, 2]
    assert [row.party for row in made.report.moved] == ["US"]


# Laws on a whole example


def test_without_proposals_the_base_comes_back():
    base = travaux.read_text(ARTICLE)
    assert consolidate(base, {}).text == base


def test_the_order_of_proposals_changes_nothing():
    drafts = {
        "US": ARTICLE.replace("shall keep", "may keep"),
        "CL": ARTICLE.replace("shall keep a register", "should keep a public register"),
        "NZ": ARTICLE.replace("every year ", ""),
    }
    base = travaux.read_text(ARTICLE)
    texts = [
        consolidate(base, {party: travaux.read_text(drafts[party]) for party in order})
        for order in itertools.permutations(drafts)
    ]
    assert all(each == texts[0] for each in texts)


def test_the_brackets_of_the_base_stay_as_they_are_and_words_beside_them_are_reopened():
    base = "1. Each Party [shall][may] keep a register.\n\n2. The Parties meet every year."
    new = base.replace("every year", "every month")
    made = consolidate(travaux.read_text(base), {"US": travaux.read_text(new)})
    assert plain(made.text).startswith("1. Each Party [shall][may] keep a register.\n\n2. The Parties meet every [US")
    assert [conflict.where for conflict in made.report.reopened] == ["paragraph 2"]
    clean = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(ARTICLE.replace("shall", "may"))})
    assert clean.report.conflicts
    assert clean.report.reopened == ()


def test_every_choice_has_a_name_of_its_own():
    made = consolidate(
        travaux.read_text("1. Each Party [shall][may] act."),
        {"US": travaux.read_text("1. Every Party [shall][may] act.")},
    )
    assert [choice.id for choice in choices(made.text.body)] == ["p1.c1", "p1.c2"]
    assert [conflict.id for conflict in made.report.conflicts] == ["p1.c1"]


@pytest.mark.parametrize("rest", ["keep", "drop"])
def test_a_consolidated_text_can_be_settled(rest):
    made = consolidate(travaux.read_text(ARTICLE), {"US": travaux.read_text(ARTICLE.replace("every year ", ""))})
    settled = made.text.choose({}, rest=rest)
    expected = ARTICLE if rest == "keep" else ARTICLE.replace("every year ", "")
    assert plain(settled).strip() == expected


def test_ideographs_are_compared_one_by_text_of():
    assert text_of("缔约方应保护样品", US="缔约方可保护样品") == "缔约方[US oppose: 应] [US propose: 可]保护样品"


def test_looks_of_words_are_compared_in_files_of_one_format():
    base = Instrument((Break(), Text("Each Party shall act.")))
    bold = Instrument((Break(), Text("Each Party "), Text("shall", ("bold",)), Text(" act.")))
    made = consolidate(base, {"US": bold})
    (choice,) = (node for node in made.text.body if isinstance(node, Choice))
    assert [option.content[0].marks for option in choice.options] == [(), ("bold",)]


# What new users found


def test_a_party_that_keeps_the_words_of_the_base_does_not_oppose_them():
    base = "Parties may submit it to arbitration."
    made = text_of(
        base, EG=base.replace("arbitration", "the International Court of Justice"),
        FR=base.replace("arbitration", "arbitration or to the International Court of Justice"),
    )
    assert made == (
        "Parties may submit it to [EG oppose: arbitration] [EG propose: the International Court of Justice] "
        "[FR propose: or to the International Court of Justice]."
    )


def test_words_put_in_before_words_that_others_want_out_stand_outside_the_opposition():
    base = "Each Party shall publish samples every year."
    found = consolidate(travaux.read_text(base), {
        "US": travaux.read_text(base.replace("samples", "data")),
        "CL": travaux.read_text(base.replace("samples", "rock samples")),
        "JP": travaux.read_text(base.replace("samples", "rare metals and samples in every known colour")),
    })
    opposing = {code for choice in choices(found.text.body) for option in choice.options for code in option.opposes}
    assert opposing == {"US"}


def test_a_paragraph_of_the_article_before_stands_ahead_of_a_new_article():
    base = "Article 1\n\n1. Parties act.\n\n2. Parties meet.\n\nArticle 2\n\n1. Fees are paid."
    cl = base.replace("Article 2", "Article 1 bis\n\n1. Parties watch the rivers closely.\n\nArticle 2")
    mx = base.replace("\n\nArticle 2", "\n\n3. Costs are shared.\n\nArticle 2")
    made = text_of(base, CL=cl, MX=mx)
    assert "meet.\n\n[MX propose: 3. Costs are shared.]\n\n[CL propose: Article 1 bis" in made


def reopened(base, own):
    found = consolidate(travaux.read_text(base), {"US": travaux.read_text(own)})
    return [conflict.where for conflict in found.report.reopened]


DRAFT = (
    "TREATY ON RIVERS\n\nArticle 1\nMeasures\n\n1. Each Party [shall][should] take [all appropriate] measures.\n\n"
    "2. Parties meet every year."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("[shall][should]", "shall"), ("all appropriate", "all"), ("[all appropriate] ", ""), ("Measures", "Acts"),
     ("RIVERS", "LAKES"), ("[all appropriate]", "all appropriate")],
)
def test_words_in_choices_headings_and_front_matter_are_no_agreed_words(old, new):
    assert reopened(DRAFT, DRAFT.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"), [("year", "month"), ("take [all appropriate]", "consider"), (" every year", "")]
)
def test_words_outside_every_choice_are_agreed_words(old, new):
    assert len(reopened(DRAFT, DRAFT.replace(old, new))) == 1


def test_paragraphs_do_not_run_together_in_the_report():
    own = ARTICLE + "\n\nArticle 2\nMonitoring\n\n1. Parties watch."
    (conflict,) = consolidate(travaux.read_text(ARTICLE), {"CL": travaux.read_text(own)}).report.conflicts
    assert conflict.options[0].words == "Article 2 / Monitoring / 1. Parties watch."


def test_a_title_in_one_format_and_a_heading_in_the_other_are_the_same():
    title, heading = Break("title", "", 5), Break("heading", "", 7)
    words, more = Text("CONVENTION ON RIVERS"), (Break("paragraph", "1.", 50, generated=True), Text("Parties act."))
    word = Instrument((title, words, *more), source=Source(format="docx"))
    prose = Instrument((heading, words, replace(more[0], generated=False), more[1]), source=Source(format="md"))
    found = consolidate(word, {"KE": prose})
    assert found.report.conflicts == ()
    assert found.report.proposals[0].changes == 0


def test_tracked_changes_on_the_words_of_the_base_are_made_on_the_base():
    base = Instrument((Break("heading", "", 7), Text("RIVERS"), Break("paragraph", "1.", 50), Text("Parties act.")),
                      source=Source(format="md"))
    own = (Break("title", "", 5), Text("RIVERS"), Break("text", "", 60), Text("1. Parties "),
           Text("soon ", change=Change("inserted", "A")), Text("act."))
    found = consolidate(base, {"IN": Instrument(own, source=Source(format="docx"))})
    assert not found.report.proposals[0].three_way


def test_an_article_put_in_since_an_older_base_comes_out_whole():
    older = "Article 1\nAim\n\nParties act.\n\nArticle 2\nMeasures\n\nParties meet.\n\nArticle 3\nFees\n\nFees rise."
    base = older.replace("Parties meet.", "Parties meet every year.")
    own = older.replace("Article 3", "Article 2 bis\nMonitoring\n\nParties watch the rivers.\n\nArticle 3")
    found = consolidate(
        travaux.read_text(base), {"CL": travaux.read_text(own)}, older=[travaux.read_text(older)]
    )
    assert plain(found.text).strip() == base.replace("Article 1\nAim", "Article 1\n\nAim").replace(
        "Article 2\nMeasures", "Article 2\n\nMeasures"
    ).replace(
        "Article 3\nFees", "[CL propose: Article 2 bis\n\nMonitoring\n\nParties watch the rivers.]\n\nArticle 3\n\nFees"
    )


def test_an_article_put_in_before_others_that_are_renumbered_comes_out_whole_on_an_older_base_too():
    older = "Article 1\nAim\n\nParties act.\n\nArticle 2\nFees\n\nFees are paid.\n\nArticle 3\nEnd\n\nThis Treaty ends."
    base = older.replace("Fees are paid.", "Fees are paid every year.")
    own = older.replace("Article 3", "Article 4").replace(
        "Article 2", "Article 2\nMonitoring\n\nParties watch the rivers.\n\nArticle 3"
    )
    found = consolidate(travaux.read_text(base), {"CL": travaux.read_text(own)}, older=[travaux.read_text(older)])
    assert (
        "Parties act.\n\n[CL propose: Article 1 bis\n\nMonitoring\n\nParties watch the rivers.]\n\nArticle 2\n\nFees"
        in plain(found.text)
    )
    assert len(found.report.conflicts) == 1


def test_who_closes_a_choice_of_the_base_is_told():
    base = "1. Each Party [shall][should] take [all appropriate] measures [at once] today."
    own = "1. Each Party should take all appropriate measures today."
    (row,) = consolidate(travaux.read_text(base), {"US": travaux.read_text(own)}).report.proposals
    assert row.remarks == (
        "takes “should” at p1.c1 of the base, “[shall][should]”",
        "takes the brackets of p1.c2 of the base away and keeps its words, “all appropriate”",
        "takes out p1.c3 of the base, “[at once]”",
    )


def test_an_unknown_party_is_taken_and_told():
    found = consolidate(travaux.read_text(SENTENCE), {"Narnia": travaux.read_text(SENTENCE.replace("shall", "may"))})
    assert found.report.proposals[0].remarks == ("Narnia stands for no known party: check the spelling",)


@pytest.mark.parametrize("turned", [False, True])
def test_a_title_behind_the_number_in_one_format_and_below_it_in_the_other_is_no_change(turned):
    more = (Break("paragraph", "1.", 50), Text("Parties act in good faith."))
    one = (Break("article", "Article 1", 40), Text("Aim"), *more)
    two = (Break("article", "Article 1", 40), Break("text", "", 60), Text("Aim"), *more)
    base, own = (two, one) if turned else (one, two)
    found = consolidate(
        Instrument(base, source=Source(format="docx")), {"KE": Instrument(own, source=Source(format="md"))}
    )
    assert found.report.conflicts == ()
