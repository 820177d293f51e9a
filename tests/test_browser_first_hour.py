"""The first hour of a user, in Chromium: once with the mouse, once with the keyboard alone."""

import re
from pathlib import Path

import pytest

import travaux
from browsers import browser, needs_browser, visit, workbench
from corpus import CORPUS
from hands import Keyboard, Mouse
from travaux.cases import draft_treaty, folder

pytestmark = needs_browser

ISSUE = "/c/patents/issue/grace/"
OTHERS = ("observer", "secretariat", "european-union")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(scope="module")
def opened():
    with browser() as made:
        yield made


@pytest.fixture(scope="module", params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hands(request):
    return request.param


@pytest.fixture(scope="module")
def bench(hands):  # noqa: ARG001
    """A workbench of its own for each hand, since facts are only added."""
    with workbench() as made:
        yield made


def button(page, name):
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.get_by_role("link", name=name, exact=True).first


def test_the_demonstration_opens_where_a_stranger_can_read(bench, opened, hands):
    begin = re.search(r"^Begin here: (\S+)$", bench.printed, re.MULTILINE)[1]
    with visit(opened, bench) as window:
        window.page.goto(begin)
        main = window.page.get_by_role("main")
        assert main.get_by_text("Each Contracting Party shall protect typefaces").first.is_visible()
        assert main.get_by_text("is blocked").first.is_visible()
        assert main.get_by_text("not excluded by any recorded red line").first.is_visible()
        hands(window.page).press(link(window.page, "Text"))
        window.page.wait_for_url("**/text/**")
        assert window.page.locator("[data-choice]").count() == 5


def test_a_person_signs_in_and_out(bench, opened, hands):
    with visit(opened, bench) as window:
        window.go("/account/sign-in/")
        hand = hands(window.page)
        hand.write(window.page.get_by_label("Account"), "chair")
        hand.write(window.page.get_by_label("Password"), bench.passwords["chair"])
        hand.press(button(window.page, "Sign in"))
        window.page.wait_for_selector("text=Sign out")
        hand.press(window.page.get_by_role("button", name="Sign out"))
        window.page.wait_for_selector("text=Sign in")


def test_a_real_draft_is_uploaded_with_the_remarks_of_its_reader(bench, opened, hands, tmp_path):
    draft = _draft(tmp_path)
    with visit(opened, bench, "chair") as window:
        window.go("/c/patents/text/")
        hand, page = hands(window.page), window.page
        hand.attach(page.get_by_label("File of the draft"), draft)
        hand.write(page.get_by_label("Title or symbol"), "A draft from elsewhere")
        hand.write(page.get_by_label("Day of the draft"), "2024-04-24")
        hand.press(button(page, "Enter it into the record"))
        page.wait_for_selector("main :text('remark')")
        hand.press(link(page, "Text"))
        page.wait_for_selector("main [data-choice]", state="attached")
        assert page.locator("main [data-choice]").count() > 40


def test_who_blocks_article_12(bench, opened, hands):
    with visit(opened, bench, "chair") as window:
        window.go("/c/avp/")
        hand, page = hands(window.page), window.page
        hand.write(page.get_by_label("Another day"), "2000-12-20")
        hand.press(page.get_by_role("button", name="Show").first)
        page.wait_for_url("**on=2000-12-20**")
        hand.press(link(page, "Consensus"))
        page.wait_for_url("**/consensus/**")
        first = page.get_by_role("main").inner_text()[:400]
        assert re.search(r"Article 12\b.* blocked", first)
        blocked = page.locator("main").inner_text()
        assert "United States of America" in blocked
        assert "European Union" in blocked


def test_a_restraint_for_the_chair_alone_changes_the_chairs_answer_and_nobody_elses(bench, opened, hands):
    before = {account: _seen(opened, bench, account) for account in ("chair", *OTHERS)}
    with visit(opened, bench, "united-states") as window:
        window.go(ISSUE)
        hand, page = hands(window.page), window.page
        form = page.locator("form.stating")
        if not form.is_visible():
            hand.press(page.locator("details:has(form.stating) > summary"))
        hand.pick(form.get_by_label("Option", exact=True), _option(form))
        hand.pick(form.get_by_label("Stance", exact=True), _entry(form, "stance", "red line"))
        hand.pick(form.get_by_label("What limits it"), _entry(form, "restraint", "constituency"))
        hand.write(form.get_by_label("Why, in a few words"), "Its universities would not follow")
        hand.tick(form.locator("input[name=reader][value=chair]"))
        hand.press(button(page, "Look before it is entered"))
        page.wait_for_selector("main :text('Its universities would not follow')")
        hand.press(button(page, "Enter it"))
        page.wait_for_selector("[role=status]")
    after = {account: _seen(opened, bench, account) for account in ("chair", *OTHERS)}
    assert "Its universities would not follow" in after["chair"]
    assert after["chair"] != before["chair"]
    assert {account for account in OTHERS if after[account] != before[account]} == set()


def test_two_drafts_are_compared(bench, opened, hands):
    with visit(opened, bench, "observer") as window:
        window.go("/c/typefaces/changes/")
        hand, page = hands(window.page), window.page
        hand.pick(page.get_by_label("Old text"), _starting(page.get_by_label("Old text"), "Rev. 2"))
        hand.pick(page.get_by_label("New text"), _starting(page.get_by_label("New text"), "Rev. 3"))
        hand.press(button(page, "Compare"))
        page.wait_for_url("**old=rev2&new=rev3**")
        page.wait_for_selector("main :text('Reopened')")
        words = page.locator("main").inner_text()
        assert words.index("agreed text that was touched again") < words.index("What happened to the choices")
        assert page.locator("main del").count() > 0


def test_three_proposals_are_consolidated_into_a_word_file(bench, opened, hands, tmp_path):
    home = folder("typefaces")
    with visit(opened, bench, "secretariat", accept_downloads=True) as window:
        window.go("/c/typefaces/consolidate/")
        hand, page = hands(window.page), window.page
        base = page.get_by_label("A draft of this case")
        hand.pick(base, _starting(base, "Rev. 1"))
        for number, party in enumerate(("EE", "KE", "UY"), 1):
            hand.write(page.get_by_label(f"Party {number}", exact=True), party)
            hand.attach(page.locator(f"#file-{number}"), home / "proposals" / f"{party.lower()}.txt")
        hand.press(page.locator("form.consolidate button").last)
        page.wait_for_url(re.compile(r"/consolidate/[0-9a-f-]{36}/"))
        with page.expect_download() as taken:
            hand.press(page.locator("main a[href*='file.docx']").first)
        target = tmp_path / "one.docx"
        taken.value.save_as(target)
    proposals = {party: travaux.read(home / "proposals" / f"{party.lower()}.txt") for party in ("EE", "KE", "UY")}
    expected = travaux.consolidate(travaux.read(home / "texts" / "rev1.txt"), proposals).text
    found = travaux.read(target)
    assert [each.question for each in found.issues()] == [each.question for each in expected.issues()]
    assert found.project("KE") == expected.project("KE")


def test_a_case_goes_out_and_comes_in_again(bench, opened, hands, tmp_path):
    with visit(opened, bench, "secretariat", accept_downloads=True) as window:
        window.go("/c/avp/people/")
        hand, page = hands(window.page), window.page
        with page.expect_download() as taken:
            hand.press(page.locator("main a[href*='export.zip']").first)
        target = tmp_path / "avp.zip"
        taken.value.save_as(target)
        window.go("/accounts/")
        hand.attach(page.locator("#i-file"), target)
        hand.write(page.locator("#i-name"), "again")
        hand.press(button(page, "Open the case"))
        page.wait_for_selector("[role=status]")
        ask = page.request.get
        there, here = (ask(f"{bench.address}/c/{name}/issue/a12/") for name in ("again", "avp"))
        assert there.status == 200
        assert TOKEN.sub("", there.text()).replace("/c/again/", "/c/avp/") == TOKEN.sub("", here.text())


def test_pages_read_without_scripts(bench, opened, hands):  # noqa: ARG001
    with visit(opened, bench, "chair", java_script_enabled=False) as window:
        for path in ("/", "/c/avp/", "/c/avp/consensus/", "/c/typefaces/text/", "/c/typefaces/changes/", ISSUE):
            assert window.go(path).status == 200
            assert window.page.locator("main h1").count() == 1


def _draft(place: Path) -> Path:
    """A real draft where there are some, else the built-in one."""
    if CORPUS is not None:
        return Path(CORPUS) / "texts" / "unfccc-2015-10-23-draft-agreement.md"
    with draft_treaty() as file:
        target = place / file.name
        target.write_bytes(file.read_bytes())
    return target


def _seen(opened, bench, account):
    """What somebody gets to see of the issue and of the way out, whole."""
    with visit(opened, bench, account) as window:
        ask = window.page.request.get
        paths = (ISSUE, "/c/patents/consensus/", "/c/patents/positions/", "/c/patents/record/", "/")
        return "\n".join(TOKEN.sub("", ask(bench.address + path).text()) for path in paths)


def _option(form):
    return _labels(form.locator("select[name=option]"))[1]


def _entry(form, name, part):
    """The entry of a list that holds some words."""
    return next(label for label in _labels(form.locator(f"select[name={name}]")) if part in label.casefold())


def _starting(select, words):
    return next(label for label in _labels(select) if label.startswith(words))


def _labels(select):
    return [label.strip() for label in select.evaluate("each => [...each.options].map(one => one.label)")]
