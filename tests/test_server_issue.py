"""The page of an issue: what stands where, who is unknown, and how it came so; all of it from the view alone."""

import re

import pytest

import travaux
from travaux.facts import from_mapping
from travaux.server.pages.issue_headline import named
from workbench import account_of, client, own_case, words

SECRET = "could not be explained to its foundries"


def main(response):
    text = words(response)
    return text[text.index("<main") : text.index("</main>")]


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", " ", main(response)).split())


def test_a_blocked_issue_says_who_excludes_what_and_that_nothing_is_left():
    said = plain(client("chair").get("/c/patents/issue/scope/"))
    first, second = said.split("Blocked: ")[1].split(". ")[:2]
    assert "exclude 2 options between them" in first
    assert second.startswith(("Brazil and Argentina exclude", "Argentina and Brazil exclude"))
    assert "Every option on the table is excluded" in said
    assert "what crosses a red line on record is excluded" in said


def test_an_issue_that_nobody_excludes_anything_of_is_open_and_says_how_many_are_known():
    case = travaux.open_case("marrakesh")
    spoke = {one.party for one in case.who(issue="translation") if one.stance} & set(case.deciders)
    said = plain(client("observer").get("/c/marrakesh/issue/translation/"))
    assert "Open: nothing on record excludes any option" in said
    assert f"{len(spoke)} of {len(case.deciders)} delegations are known here; the others are unknown" in said


def test_a_settled_issue_says_on_which_day_and_how_and_names_its_source():
    said = plain(client("observer").get("/c/typefaces/issue/digital/"))
    assert "Settled on 12 December 2025: “It may”" in said
    assert "Text adopted by the conference" in said


def test_an_issue_of_which_nothing_is_known_is_unknown_and_silence_no_consent():
    said = plain(client("observer").get("/c/avp/issue/a18/"))
    assert "no delegation that decides has a stance on record here. Silence is not consent" in said
    assert "33 delegations of 33 that decide have no stance on record here" in said


def test_who_is_unknown_is_named_and_never_counted_as_consent():
    said = plain(client("observer").get("/c/typefaces/issue/rental/?on=2025-06-01"))
    unknown = said[said.index("Who is unknown") :]
    for name in ("Jamaica", "Ghana", "Fiji", "Mongolia", "Bhutan"):
        assert f"? {name}" in unknown
    assert "That is not consent" in unknown
    assert "? Kenya" not in unknown


def test_every_statement_shows_restraint_day_source_evidence_and_a_link_to_the_record():
    case = travaux.open_case("typefaces", on="2025-10-01")
    page = client("observer").get("/c/typefaces/issue/registration/?on=2025-10-01")
    said, html = plain(page), main(page)
    for one in case.who(issue="registration"):
        assert case.party_name(one.party) in said
        assert one.restraint.reason in said
        assert case.sources[one.source].title in said
        assert f"/c/typefaces/record/?on=2025-10-01#fact-{one.fact}" in html
    assert "subject to: ad referendum" in said
    assert "Before that: opposes (5 March 2025)" in said
    assert "seen, medium confidence" in said


def test_what_was_told_to_the_chair_is_on_the_chairs_page_alone():
    told = {who: words(client(who).get("/c/typefaces/issue/digital/")) for who in ("chair", "kenya", "observer")}
    assert SECRET in told["chair"]
    assert SECRET in told["kenya"]  # its own
    assert SECRET not in told["observer"]
    assert "told to the chair" in told["chair"]
    assert "told to the chair" not in told["observer"]
    assert SECRET not in words(client(account_of("delegation", "uy")).get("/c/typefaces/issue/digital/"))


def test_what_a_group_said_is_one_statement_with_its_members():
    html = main(client("observer").get("/c/patents/issue/scope/"))
    assert html.count("Said by a group; it counts here for Brazil, Argentina.") or html.count(
        "Said by a group; it counts here for Argentina, Brazil."
    )
    assert "<strong>Group of Friends of Development</strong>" in html


def test_its_life_is_told_version_by_version_with_the_words_that_stood_there():
    said = plain(client("observer").get("/c/typefaces/issue/digital/"))
    life = said[said.index("Its life through the versions") :]
    assert life.index("Rev. 1") < life.index("Rev. 2") < life.index("Rev. 3") < life.index("Adopted text")
    assert "KE joined option 1" in life
    assert "without brackets" in life


def test_options_that_are_off_the_table_are_named_with_their_days():
    html = main(client("observer").get("/c/typefaces/issue/term/"))
    assert "Not on the table on this day" in html
    assert 'Twenty-five years, until <a href="?on=2025-06-05">5 June 2025</a>' in html


def test_the_issues_before_and_after_are_linked_on_the_same_day():
    html = main(client("observer").get("/c/typefaces/issue/digital/?on=2025-10-01"))
    assert 'rel="prev" href="/c/typefaces/issue/means/?on=2025-10-01"' in html
    assert 'rel="next" href="/c/typefaces/issue/registration/?on=2025-10-01"' in html


@pytest.mark.parametrize("issue", ["no-such-issue", "digita", "%3Cscript%3E"])
def test_an_issue_that_is_not_there_is_a_page_of_its_own_with_404(issue):
    response = client("chair").get(f"/c/typefaces/issue/{issue}/")
    assert response.status_code == 404
    assert "<script>" not in main(response)


def test_an_issue_for_the_chair_alone_is_for_others_as_if_it_were_not_there():
    name = own_case(
        from_mapping(
            {
                "schema": "travaux-case/1",
                "public": True,
                "parties": [{"id": "ke", "name": "Kenya"}],
                "issues": [
                    {"id": "open", "options": [{"id": "a"}, {"id": "b"}]},
                    {"id": "quiet", "title": "A quiet matter", "reader": "chair", "options": [{"id": "c"}]},
                ],
            },
            name="quiet",
        )
    )
    assert client("chair").get(f"/c/{name}/issue/quiet/").status_code == 200
    hidden, missing = (client("observer").get(f"/c/{name}/issue/{issue}/") for issue in ("quiet", "other"))
    assert hidden.status_code == missing.status_code == 404
    assert main(hidden).replace("quiet", "") == main(missing).replace("other", "").replace("quiet", "")
    assert "quiet/" not in main(client("observer").get(f"/c/{name}/issue/open/"))


def test_words_of_files_show_as_text_and_addresses_that_are_scripts_are_no_links():
    nasty = "<script>alert(1)</script>"
    name = own_case(
        from_mapping(
            {
                "schema": "travaux-case/1",
                "sources": {"s": {"title": nasty, "address": "javascript:alert(1)"}},
                "parties": [{"id": "ke", "name": nasty}],
                "issues": [{"id": "i", "title": nasty, "question": nasty, "options": [{"id": "a", "label": nasty}]}],
                "positions": [
                    {"party": "ke", "issue": "i", "option": "a", "stance": "prefer", "words": nasty, "note": nasty,
                     "restraint": {"kind": "mandate", "reason": nasty}, "subject_to": nasty, "source": "s"}
                ],
            },
            name="nasty",
        )
    )  # fmt: skip
    html = main(client("chair").get(f"/c/{name}/issue/i/"))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 8
    assert "javascript:" not in html


def test_only_those_who_may_enter_something_see_the_form():
    path = "/c/typefaces/issue/digital/"
    has = {who: "/state" in main(client(who).get(path)) for who in ("chair", "secretariat", "kenya", "observer", "")}
    assert has == {"chair": True, "secretariat": True, "kenya": True, "observer": False, "": False}
    assert "/state" not in main(client("chair").get(f"{path}?on=2025-10-01"))
    # a delegation that the case does not know reads as the public and speaks for nobody
    assert "/state" not in main(client("united-states").get(path))


def test_many_names_are_told_as_the_first_few_and_a_count():
    case = travaux.open_case("typefaces")
    assert named(case, []) == ""
    assert named(case, ["ke"]) == "Kenya"
    assert named(case, ["uy", "ke", "ee", "jm", "gh"]) == "Uruguay, Kenya, Estonia, Jamaica and Ghana"
    assert named(case, ["uy", "ke", "ee", "jm", "gh", "fj"]) == "Uruguay, Kenya, Estonia, Jamaica and 2 others"


def test_an_open_issue_with_an_excluded_option_says_whose_yes_is_on_record_and_that_it_binds_nobody_else():
    case = own_case(from_mapping({
        "schema": "travaux-case/1", "name": "partly",
        "parties": [{"id": "aa", "name": "Aland"}, {"id": "bb", "name": "Bland"}],
        "issues": [
            {"id": "term", "title": "Term", "options": [{"id": "x", "label": "Ten"}, {"id": "y", "label": "Six"}]},
        ],
        "positions": [
            {"party": "aa", "issue": "term", "option": "x", "stance": "red_line", "date": "2001-01-01"},
            {"party": "aa", "issue": "term", "option": "y", "stance": "accept", "date": "2001-01-01"},
        ],
    }))  # fmt: skip
    said = plain(client("observer").get(f"/c/{case}/issue/term/"))
    assert "Open: nobody excludes “Six”. Aland excludes another option, and stands on record as preferring or" in said
    assert "That binds nobody else" in said
    assert "live with" not in said.split("The options, and who stands where")[0]
