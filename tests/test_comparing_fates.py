"""The fates of choices: what went on, what closed and to what, what was opened."""

import pytest

import travaux
from compared_texts import changes, compared, fates, settlements
from corpus import CORPUS, needs_corpus
from travaux.text.comparing import compare
from travaux.text.comparing.rivals import option_name
from travaux.text.model import Text
from travaux.text.stream import leaves

OPTIONS = (
    "1. The seat of the Office is in the city of Geneva.",
    "2. Option 1: Depositors pay a yearly fee for each sample.",
    "Option 2: The members share all costs of the Office in equal parts.",
    "3. The Director General reports to the Assembly once a year.",
)


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("Each Party shall act [promptly] now.", "Each Party shall act promptly now.", ("closed", "keep")),
        ("Each Party shall act [promptly] now.", "Each Party shall act now.", ("closed", "none")),
        ("Each Party [shall][may] act.", "Each Party shall act.", ("closed", "option 1")),
        ("Each Party [shall][may] act.", "Each Party may act.", ("closed", "option 2")),
        ("Each Party [shall][may] act.", "Each Party must act.", ("closed", "other wording")),
        ("Each Party [shall][may] act.", "Each Party act.", ("closed", "none")),
        ("Each Party shall act now.", "Each Party shall act [promptly] now.", ("opened", "")),
        ("Each Party shall act now.", "Each Party [shall] act now.", ("reopened", "keep")),
        ("Each Party shall act now.", "Each Party [may][shall] act now.", ("reopened", "option 2")),
        ("Each Party [shall][may] act.", "Each Party [shall][may][should] act.", ("option_added", "option 3")),
        ("Each Party [shall][may][should] act.", "Each Party [shall][should] act.", ("option_dropped", "option 2")),
        ("Each Party [shall][may] act.", "Each Party [shall] act.", ("option_dropped", "option 2")),
        (
            "Parties [shall keep them safe][may hand them over] now.",
            "Parties [shall keep all safe][may hand them over] now.",
            ("option_reworded", "option 1"),
        ),
    ],
)
def test_one_thing_that_happened_to_one_choice(old, new, fate):
    assert fates(compared(old, new)) == [fate]


def test_a_bracket_that_closes_deletes_no_words_of_its_provision():
    comparison = compared(
        "The Office keeps [for thirty years at least, in a place that is cold and dry,] all samples of the members.",
        "The Office keeps all samples of the members.",
    )
    assert fates(comparison) == [("closed", "none")]
    assert changes(comparison) == []


def test_whole_provisions_under_an_option_close_to_it():
    comparison = compared(OPTIONS, [OPTIONS[0], OPTIONS[2].replace("Option 2:", "2."), OPTIONS[3]])
    [change] = comparison.choices
    assert (change.fate, change.option) == ("closed", "Option 2")
    assert change.words == "The members share all costs of the Office in equal parts."
    assert sum(row.words_deleted + row.words_inserted for row in comparison.provisions if row.kind != "dropped") == 0


def test_options_with_many_paragraphs_close_to_the_one_that_stands():
    old = [
        "Article 1", "Option 1:", "1. Depositors pay a yearly fee.", "2. The fee is fixed by the Assembly alone.",
        "Option 2:", "1. The members share all costs in equal parts.", "2. No fee of any kind may be asked for.",
        "Article 2", "The Director General reports to the Assembly once a year.",
    ]
    new = ["Article 1", *old[5:7], *old[7:]]
    told = [each for each in compared(old, new).choices if each.fate == "closed"]
    assert [each.option for each in told] == ["Option 2"]


def test_a_choice_inside_a_bracket_that_closes_goes_on():
    comparison = compared("Each Party shall [act [promptly]] now.", "Each Party shall act [promptly] now.")
    [change] = comparison.choices
    assert (change.id_old, change.fate, change.option) == ("text.c1", "closed", "keep")
    assert comparison.kept == (("text.c2", "text.c1"),)


def test_a_choice_inside_an_option_that_was_not_taken_is_dropped():
    comparison = compared("Parties [shall act [promptly]][may wait] now.", "Parties may wait now.")
    assert [(each.id_old, each.fate) for each in comparison.choices] == [("text.c1", "closed"), ("text.c2", "dropped")]


def test_a_choice_inside_a_choice_that_is_dropped_is_dropped():
    old = [OPTIONS[0], "2. [Observers [may][must] speak last.]", OPTIONS[3]]
    comparison = compared(old, [OPTIONS[0], OPTIONS[3]])
    assert [(each.id_old, each.fate) for each in comparison.choices] == [("p2.c1", "dropped"), ("p2.c2", "dropped")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("The list opens with [50][60] names on it.", "The list opens with 55 names on it.", "55"),
        ("Each Party [shall][may] act.", "Each Party must act.", "must"),
    ],
)
def test_for_other_wording_the_words_are_those_that_stand_now(old, new, words):
    [change] = compared(old, new).choices
    assert (change.option, change.words) == ("other wording", words)


def test_a_kept_bracket_most_of_whose_words_are_new_closed_with_other_wording():
    old = "The Office keeps samples cold [and asks its members once a year for help] in all cases."
    new = "The Office keeps samples cold and sells what nobody wants for help in all cases."
    assert fates(compared(old, new)) == [("closed", "other wording")]


def test_a_choice_closes_to_the_option_whose_provision_goes_on():
    old = [
        "Article 1", "Custody of samples", "Option 1:",
        "1. Depositors pay a yearly fee for the safe custody of each sample that they hand over.",
        "Option 2:", "1. Members share costs.", "2. No charge of any kind may be asked.", "Article 2", OPTIONS[3][3:],
    ]
    new = [
        "Article 1", "Custody of samples",
        "1. Whoever hands over a sample shall, before its safe custody begins, pay what the Assembly has set as a fee.",
        "Article 2", OPTIONS[3][3:],
    ]
    [change] = [each for each in compared(old, new).choices if each.id_old]
    assert (change.fate, change.option) == ("closed", "Option 1")


def test_a_choice_goes_with_its_provision():
    old = [OPTIONS[0], "2. Observers [may] speak last and sit at the back of the room.", OPTIONS[3]]
    assert fates(compared(old, [OPTIONS[0], OPTIONS[3]])) == [("dropped", "")]


def test_an_empty_gap_goes_on_by_its_place():
    comparison = compared("The Office has [ ] members in all.", "The Office has [ ] elected members in all.")
    assert fates(comparison) == []
    assert comparison.kept == (("text.c1", "text.c1"),)


def test_the_same_words_beside_a_bracket_do_not_hide_what_was_dropped():
    assert fates(compared("Parties shall [shall] act.", "Parties shall act.")) == [("closed", "none")]


def test_a_number_that_changes_before_a_choice_changes_nothing_about_it():
    old = ["1. " + OPTIONS[0][3:], "2. Observers [may] speak last and sit at the back."]
    new = ["1. Fees are fixed by the Assembly each year anew.", "2. " + OPTIONS[0][3:], f"3. {old[1][3:]}"]
    comparison = compared(old, new)
    assert comparison.choices == ()
    assert comparison.kept == (("p2.c1", "p3.c1"),)


def told(old, new):
    comparison = compared(old, new)
    return [(each.fate, each.option, each.stance, each.parties) for each in comparison.choices]


def test_backers_join_and_leave():
    old = "Each Party [US/CL propose: shall] [JP propose: may] act."
    assert told(old, old.replace("US/CL", "US/NZ")) == [
        ("backers_joined", "option 1", "back", ("NZ",)),
        ("backers_left", "option 1", "back", ("CL",)),
    ]


def test_opponents_join_and_leave():
    old = "Each Party [US propose; CL oppose: promptly] acts."
    new = "Each Party [US propose; CL/NZ oppose: promptly] acts."
    assert told(old, new) == [("backers_joined", "against keep", "oppose", ("NZ",))]
    assert told(new, old) == [("backers_left", "against keep", "oppose", ("NZ",))]


def test_a_party_that_changes_sides_leaves_and_joins():
    old = "Each Party [US propose: shall] [CL propose: may] act."
    new = "Each Party [shall] [US/CL propose: may] act."
    assert told(old, new) == [
        ("backers_left", "option 1", "back", ("US",)),
        ("backers_joined", "option 2", "back", ("US",)),
    ]


def test_a_change_names_the_provision_and_the_question():
    old = ["Article 3", "1. Observers [may] speak last and sit at the back."]
    [change] = compared(old, [old[0], "1. Observers may speak last and sit at the back."]).choices
    assert (change.old, change.new, change.where) == ("art3.p1", "art3.p1", "Article 3, paragraph 1")
    assert change.question == "… Observers with or without “may”"


REAL = (
    "wipo-tce-draft-articles-ic34-adaptation.md",
    "unfccc-2014-12-14-lima-elements-decision-1cp20.txt",
    "unfccc-2015-12-09-draft-paris-outcome.md",
)


def leaves_words(choice, position):
    option = choice.options[position]
    texts = "".join(node.text for node in leaves(option.content) if isinstance(node, Text))
    return choice.form != "placeholder" and not option.null and any(map(str.isalnum, texts))


@needs_corpus
@pytest.mark.parametrize("name", REAL)
def test_a_choice_of_a_real_draft_that_is_settled_closed_to_that_option(name):
    draft = travaux.read(CORPUS / "texts" / name)
    taken = [way for way in settlements(draft) if way[2] is not None and leaves_words(way[0], way[2])]
    for choice, setting, position in taken[:: len(taken) // 8]:
        comparison = compare(draft, draft.choose({choice.id: setting}))
        told = {each.id_old: (each.fate, each.option) for each in comparison.choices}
        assert told[choice.id] == ("closed", option_name(choice, position))
        assert {fate for name, (fate, _) in told.items() if name != choice.id} <= {"dropped"}
        assert comparison.reopened == ()


@needs_corpus
@pytest.mark.parametrize("name", REAL)
def test_a_real_draft_has_not_changed_against_itself(name):
    draft = travaux.read(CORPUS / "texts" / name)
    assert compare(draft, draft).empty
