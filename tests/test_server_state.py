"""Entering and correcting positions: looked at first, checked on the server, and known to nobody it is not for."""

import re
from datetime import date
from functools import cache
from itertools import product

import pytest
from lxml import html as lxml_html

from travaux.facts import Reader, from_mapping
from travaux.facts.membership import Members
from travaux.facts.model import Group, Issue, IssueOption, Position, Source
from travaux.facts.readers import may_ever_read
from travaux.server.pages.state_circle import open_to
from workbench import account_of, client, own_case, words

MUST = {
    "party": "ke", "option": "must", "stance": "red_line", "salience": "2", "restraint": "constituency",
    "reason": "Its foundries sell files", "words": "We could not carry this home",
    "source_words": "Said in the corridor",
    "evidence": "seen", "confidence": "high", "reader": "chair", "condition": ["term=fifteen"], "subject_to": "",
}  # fmt: skip
PUBLIC_FACT = "ke-digital-must-10f14acd"
CHAIRS_FACT = "ke-digital-may-36dff77a"


@pytest.fixture
def case():
    return own_case("typefaces")


@pytest.fixture(scope="module")
def shared():
    """A case into which nothing is entered."""
    return own_case("typefaces")


@cache
def delegation(party):
    return account_of("delegation", party)


def main(response):
    text = words(response)
    return text[text.index("<main") : text.index("</main>")]


def page_of(case, account, issue="digital"):
    """The main part of the page, without the mark of its form, which is made by chance."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main(client(account).get(f"/c/{case}/issue/{issue}/")))


def state(case, account, step="enter", issue="digital", **said):
    return client(account).post(f"/c/{case}/issue/{issue}/state", {**MUST, **said, "step": step})


def positions(case):
    from travaux.server.register import kept

    return {fact.id: fact for fact in kept(case).record.of(Position)}


def faults(response):
    return re.findall(r'<li>(?:<a href="#s-\w+">)?([^<]+)(?:</a>)?</li>', main(response).split("<form")[1])


def entered(case, account, **said):
    before = positions(case)
    response = state(case, account, **said)
    assert response.status_code == 303, faults(response)
    [new] = [fact for name, fact in positions(case).items() if name not in before]
    return new


def test_confidence_is_not_stated_unless_somebody_chooses_it(shared):
    form = lxml_html.fromstring(page_of(shared, delegation("ke"))).get_element_by_id("s-confidence")
    assert form.value == ""
    party = delegation("ke")
    without = main(state(shared, party, step="look", confidence="", reader="public"))
    assert "Confidence: not stated" in without
    assert "seen, for it is your delegation’s own statement" in without
    assert "Confidence: high" in main(state(shared, party, step="look", reader="public"))


def test_an_entry_without_confidence_says_none(case):
    assert entered(case, delegation("ke"), confidence="", reader="public").confidence is None


def test_a_position_is_looked_at_first_and_only_then_entered(case):
    kenya = delegation("ke")
    before = positions(case)
    look = state(case, kenya, step="look")
    assert look.status_code == 200
    assert positions(case) == before
    html = main(look)
    assert "The chair and Kenya; nobody else" in html
    assert "draws a red line at" in html
    assert "Before that: prefers (3 June 2025)" in html
    carried = re.findall(r'name="(\w+)" value="([^"]*)"', html)
    answer = client(kenya).post(
        f"/c/{case}/issue/digital/state",
        {**{name: value for name, value in carried if name != "csrfmiddlewaretoken"}, "step": "enter"},
    )
    assert answer.status_code == 303
    [new] = [fact for name, fact in positions(case).items() if name not in before]
    assert (new.party, new.option, new.stance, new.salience, new.reader) == ("ke", "must", "red_line", 2.0, "chair")
    assert [(point.issue, point.option) for point in new.conditions] == [("term", "fifteen")]
    assert (new.restraint.kind, new.restraint.reason) == ("constituency", "Its foundries sell files")
    assert new.date == new.recorded == date.today()
    assert new.supersedes is None


def test_change_it_gives_the_form_back_with_everything_typed(shared):
    html = main(state(shared, delegation("ke"), step="change"))
    assert 'value="Its foundries sell files"' in html
    assert "We could not carry this home</textarea>" in html
    assert '<option value="red_line" selected>' in html
    assert '<option value="term=fifteen" selected>' in html
    assert 'name="salience" inputmode="decimal" value="2"' in html


def test_after_it_is_entered_the_page_says_so_and_who_can_read_it(case):
    kenya = client(delegation("ke"))
    kenya.post(f"/c/{case}/issue/digital/state", {**MUST, "step": "enter"})
    told = words(kenya.get(f"/c/{case}/issue/digital/"))
    assert "Entered: Kenya draws a red line at “It shall”. Who can read it: the chair and Kenya; nobody else." in told


def test_a_restraint_for_the_chair_changes_the_chairs_page_and_nobody_elses(case):
    uruguay, kenya = delegation("uy"), delegation("ke")
    others = ("observer", "secretariat", uruguay)
    before = {who: page_of(case, who) for who in (*others, "chair", kenya)}
    entered(case, kenya)
    after = {who: page_of(case, who) for who in before}
    assert {who for who in before if before[who] != after[who]} == {"chair", kenya}
    assert "Said in the corridor" in after["chair"]
    assert "Said in the corridor" in after[kenya]


def test_what_a_delegation_keeps_for_itself_the_chair_does_not_see(case):
    kenya = delegation("ke")
    chair, own = page_of(case, "chair"), page_of(case, kenya)
    entered(case, kenya, reader="party:ke")
    assert page_of(case, "chair") == chair
    assert page_of(case, kenya) != own


def test_a_correction_for_the_chair_leaves_the_public_statement_for_everybody_else(case):
    kenya = delegation("ke")
    public = page_of(case, "observer")
    new = entered(case, kenya, corrects=PUBLIC_FACT)
    assert new.supersedes == PUBLIC_FACT
    assert page_of(case, "observer") == public
    assert f"#fact-{PUBLIC_FACT}" not in page_of(case, "chair")
    look = main(state(case, kenya, step="look", corrects=PUBLIC_FACT, words="Once more"))
    assert "fewer readers" not in look  # it is corrected already, so this form cannot correct it again
    other = own_case("typefaces")
    assert "Everybody else goes on seeing" in main(state(other, kenya, step="look", corrects=PUBLIC_FACT))


def test_a_correction_for_more_readers_is_refused_for_its_name_would_tell_of_what_it_corrects(case):
    response = state(case, delegation("ke"), option="may", corrects=CHAIRS_FACT, reader="public")
    assert response.status_code == 422
    assert "no more people than what it corrects" in faults(response)[0]
    assert CHAIRS_FACT not in page_of(case, "observer")
    allowed = entered(case, delegation("ke"), option="may", corrects=CHAIRS_FACT, stance="oppose")
    assert allowed.supersedes == CHAIRS_FACT


def test_the_form_is_filled_in_with_what_is_to_be_corrected(shared):
    html = main(client(delegation("ke")).get(f"/c/{shared}/issue/digital/?correct={CHAIRS_FACT}"))
    assert f'name="corrects" value="{CHAIRS_FACT}"' in html
    assert '<option value="may" selected>' in html
    assert 'value="2025-06-05"' in html
    assert "A clause that only permits could not be explained to its foundries" in html


@pytest.mark.parametrize("who", ["uy", "ee"])
def test_nobody_corrects_what_is_not_theirs_or_not_in_their_view_and_hears_the_same_of_both(shared, who):
    account = delegation(who)
    told = {
        name: (response.status_code, main(response).replace(name, "NAME"))
        for name in (CHAIRS_FACT, PUBLIC_FACT, "ke-digital-may-00000000")
        if (response := client(account).get(f"/c/{shared}/issue/digital/?correct={name}"))
    }
    assert len({status for status, _ in told.values()}) == 1
    assert told[CHAIRS_FACT][0] == 404
    names = (CHAIRS_FACT, "ke-digital-may-00000000")
    posted = [faults(state(shared, account, party=who, corrects=name)) for name in names]
    assert posted[0] == posted[1] == ["there is no such statement that you could correct"]


def test_a_source_that_is_hidden_is_refused_like_one_that_is_not_there(shared):
    account = delegation("uy")
    said = {"party": "uy", "source_words": "", "condition": []}
    told = [faults(state(shared, account, source=name, **said)) for name in ("talk", "none")]
    assert told == [["choose one of those offered"]] * 2
    assert 'value="talk"' not in page_of(shared, account)
    assert 'value="talk"' in page_of(shared, "chair")


def test_the_chair_cannot_name_a_source_of_its_own_before_the_public(shared):
    response = state(shared, "chair", source="talk", source_words="", reader="public")
    assert response.status_code == 422
    assert "not known to all" in faults(response)[0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"party": "uy"}, "choose one of those offered"),
        ({"party": "nobody"}, "choose one of those offered"),
        ({"option": "never"}, "choose one of those offered"),
        ({"stance": "love"}, "choose one of those offered"),
        ({"option": ""}, "a stance is on an option: choose one"),
        ({"stance": "", "words": ""}, "without a stance, say in words what was said"),
        ({"restraint": "whim"}, "choose one of those offered"),
        ({"reader": "party:uy"}, "choose one of those offered"),
        ({"reader": "group:nobody"}, "choose one of those offered"),
        ({"reader": ""}, "choose one of those offered"),
        ({"evidence": "recalled"}, "choose one of those offered"),
        ({"confidence": "total"}, "choose one of those offered"),
        ({"date": "2999-01-01"}, "this day is yet to come"),
        ({"date": "in spring"}, "this is no day: give year, month and day, such as 2000-12-20"),
        ({"salience": "-1"}, "give a number above 0, at most 1000; 1 is as usual"),
        ({"salience": "nan"}, "give a number above 0, at most 1000; 1 is as usual"),
        ({"source_words": ""}, "say where this is known from: every fact has its source"),
        ({"source": "minutes1"}, "choose a source on record or name another one, not both"),
        ({"condition": ["digital=may"]}, "another option of the same issue can never be chosen with it"),
        ({"condition": ["term=ten", "term=fifteen"]}, "two options of one issue can never be chosen together"),
        ({"condition": ["moon=full"]}, "choose one of those offered"),
        ({"words": "x" * 6001}, "this is too long: at most 6,000 letters"),
    ],
)
def test_what_cannot_be_entered_comes_back_with_everything_typed(shared, wrong, said):
    before = positions(shared)
    typed = {"reason": "Kept <b>as typed</b>", **wrong}
    response = state(shared, delegation("ke"), **typed)
    assert response.status_code == 422
    assert said in faults(response)
    assert "Kept &lt;b&gt;as typed&lt;/b&gt;" in main(response)
    assert positions(shared) == before


def test_an_option_is_refused_for_a_day_on_which_it_was_not_on_the_table(shared):
    response = state(shared, delegation("uy"), issue="term", party="uy", option="twenty_five", condition=[])
    assert faults(response) == ["“Twenty-five years” is on the table until 2025-06-05 only"]


def test_the_same_statement_is_not_entered_twice(case):
    kenya = delegation("ke")
    entered(case, kenya)
    again = state(case, kenya)
    assert again.status_code == 422
    assert faults(again) == ["this very statement is on record already"]


def test_a_source_in_words_is_entered_once_and_used_again(case):
    from travaux.server.register import kept

    kenya = delegation("ke")
    first = entered(case, kenya)
    second = entered(case, kenya, words="Said again, more firmly")
    assert first.source == second.source
    titled = [each for each in kept(case).record.of(Source) if each.title == "Said in the corridor"]
    assert [(each.id, each.reader, each.party) for each in titled] == [(first.source, "chair", "ke")]


def test_the_chair_notes_what_others_said_and_the_secretariat_in_public_alone(case):
    for_chair = entered(case, "chair", party="gh", reader="chair", condition=[])
    assert (for_chair.party, for_chair.reader) == ("gh", "chair")
    in_public = entered(case, "secretariat", party="fj", reader="public", condition=[])
    assert (in_public.party, in_public.reader) == ("fj", "public")
    assert state(case, "secretariat", party="fj", reader="chair", words="Other").status_code == 422
    assert "Said in the corridor" in page_of(case, delegation("gh"))


def test_nobody_else_enters_anything(case):
    before = positions(case)
    assert state(case, "observer").status_code == 403
    assert state(case, "").status_code == 302  # to the page on which one signs in
    stranger = state(case, "united-states", party="us", reader="public")
    assert stranger.status_code == 422
    assert "you speak for no party of this case" in main(stranger)
    assert client("chair").get(f"/c/{case}/issue/digital/state").status_code == 405
    assert positions(case) == before


def test_nothing_is_entered_while_one_looks_at_another_day(shared):
    response = client("chair").post(f"/c/{shared}/issue/digital/state?on=2025-10-01", {**MUST, "step": "enter"})
    assert response.status_code == 422
    assert "go to the latest day" in main(response)


def test_words_without_a_stance_take_back_an_acceptance_and_say_so_first(case):
    estonia = delegation("ee")
    said = {"party": "ee", "option": "may", "stance": "", "words": "We take this back", "reader": "public"}
    look = main(state(case, estonia, step="look", **said))
    assert "lifts no objection" in look
    entered(case, estonia, **said)
    html = page_of(case, "observer")
    assert "Estonia</span>" in html[html.index("Who is unknown") :]


def test_what_somebody_types_shows_as_text_everywhere(case):
    nasty = "<script>alert('x')</script>"
    fields = {"reason": nasty, "words": nasty, "subject_to": nasty, "source_words": nasty}
    kenya = delegation("ke")
    for response in (
        state(case, kenya, step="look", **fields), state(case, kenya, step="change", **fields),
        state(case, kenya, **fields), client("chair").get(f"/c/{case}/issue/digital/"),
        client("chair").get(f"/c/{case}/positions/"),
    ):  # fmt: skip
        assert "<script>alert" not in words(response)
    assert "&lt;script&gt;alert" in page_of(case, "chair")


def test_an_issue_of_the_chairs_own_takes_no_position_that_others_would_read():
    name = own_case(
        from_mapping(
            {
                "schema": "travaux-case/1",
                "parties": [{"id": "ke", "name": "Kenya"}],
                "issues": [
                    {"id": "seen", "options": [{"id": "a"}, {"id": "b"}]},
                    {"id": "quiet", "reader": "chair", "options": [{"id": "c"}, {"id": "d"}]},
                ],
            },
            name="quiet",
        )
    )
    public = {"option": "c", "reader": "public", "condition": []}
    assert "choose a narrower circle" in faults(state(name, "chair", issue="quiet", **public))[0]
    through = {"option": "a", "reader": "public", "condition": ["quiet=c"]}
    assert "this condition is not known to all" in faults(state(name, "chair", issue="seen", **through))[0]
    kenya = delegation("ke")
    gone, never = (state(name, kenya, issue=issue, option="c", condition=[]) for issue in ("quiet", "other"))
    assert gone.status_code == never.status_code == 422
    assert main(gone).replace("'quiet'", "'other'").replace("&#x27;quiet&#x27;", "&#x27;other&#x27;") == main(never)


READERS = [Reader.parse(words) for words in ("public", "chair", "group:g", "party:ke", "party:uy", "party:gh")]
GROUPS = Members([Group(id="g", name="G", members=("ke", "uy"))])
LABELS = [str(reader) for reader in READERS]
PARTIES = ("ke", "uy", "gh")


def named_facts():
    for reader, party in product(LABELS, PARTIES):
        yield Issue(id="i", options=(IssueOption(id="a"),), reader=reader)
        yield Source(id="s", title="S", reader=reader)
        yield Source(id="s", title="S", party=party, reader=reader)
        yield Position(id="p", party=party, issue="i", reader=reader)


@pytest.mark.parametrize("who", READERS, ids=str)
def test_whoever_reads_a_position_may_read_all_it_names(who):
    opened = 0
    for fact, label, party in product(named_facts(), LABELS, PARTIES):
        position = Position(party=party, issue="i", reader=label)
        # Nobody names what is not in their view, or enters what they could not read.
        if not (may_ever_read(fact, who, GROUPS) and may_ever_read(position, who, GROUPS)):
            continue
        if open_to(fact, label, party, str(who)):
            opened += fact.reader != "public" or who.kind == "public"
            assert all(may_ever_read(fact, each, GROUPS) for each in READERS if may_ever_read(position, each, GROUPS))
    assert opened  # the law says nothing of a function that opens nothing
