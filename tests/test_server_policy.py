"""Closed by default: what every role may do at every address, held against a table that is written by hand."""

from __future__ import annotations

import re
from functools import cache
from uuid import UUID

import pytest

from travaux.facts.loading import from_mapping
from workbench import account_of, client, own_case, ready, words

ready()

from django.core.cache import cache as counters  # noqa: E402
from django.core.exceptions import PermissionDenied  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import RequestFactory, override_settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from travaux.server.access.gate import Gate  # noqa: E402
from travaux.server.register import enter, fact_act, kept  # noqa: E402

TRAY = UUID(int=7)

# Name of the address, the address, what a GET asks for, what a POST asks for; "" where there is no such thing to do.
CASE_TABLE = (
    ("glance", "", "read", ""),
    ("text", "text/", "read", ""),
    ("text_choose", "text/choose/", "read", ""),
    ("text_enter", "text/enter", "", "table"),
    ("text_file", "text/file.txt", "read", ""),
    ("issue", "issue/means/", "read", ""),
    ("state_position", "issue/means/state", "", "state"),
    ("positions", "positions/", "read", ""),
    ("positions_file", "positions/file.csv", "read", ""),
    ("consensus", "consensus/", "read", ""),
    ("consensus_file", "consensus/file.json", "read", ""),
    ("changes", "changes/", "read", ""),
    ("changes_us", "changes/for-us/", "own", ""),
    ("changes_seen", "changes/seen", "", "own"),
    ("changes_file", "changes/file.json", "read", ""),
    ("timeline", "timeline/", "read", ""),
    ("timeline_file", "timeline/file.json", "read", ""),
    ("consolidate", "consolidate/", "read", ""),
    ("consolidate_put", "consolidate/put", "", "own"),
    ("consolidate_found", f"consolidate/{TRAY}/", "own", ""),
    ("consolidate_enter", f"consolidate/{TRAY}/enter", "", "table"),
    ("consolidate_file", f"consolidate/{TRAY}/file.docx", "own", ""),
    ("record", "record/", "read", ""),
    ("record_enter", "record/enter", "", "table"),
    ("record_file", "record/file.csv", "read", ""),
    ("people", "people/", "read", ""),
    ("publish_case", "people/publish", "", "keep"),
    ("change_group", "people/group", "", "keep"),
    ("export_case", "export.zip", "read", ""),
    ("picture", "picture/parties.csv", "read", ""),
    ("treaty", "treaty/", "read", ""),
    ("treaty_file", "treaty/file.csv", "read", ""),
    ("treaty_one", "treaty/pact/", "read", ""),
    ("treaty_one_file", "treaty/pact/file.csv", "read", ""),
    ("treaty_forecast", "treaty/pact/forecast/", "read", ""),
    ("treaty_forecast_file", "treaty/pact/forecast/file.json", "read", ""),
    ("treaty_party", "treaty/party/ke/", "read", ""),
    ("treaty_party_file", "treaty/party/ke/file.csv", "read", ""),
    ("law", "law/", "read", ""),
    ("law_index", "law/index/", "read", ""),
    ("law_reform", "law/reform/", "read", ""),
    ("law_gap", "law/gap/", "read", ""),
    ("law_file", "law/table.csv", "read", ""),
    ("api_law_table", "api:law/table", "read", ""),
    ("api_law_index", "api:law/index", "read", ""),
    ("api_law_reform", "api:law/reform?jurisdiction=ke&from=2001-01-01&to=2002-01-01", "read", ""),
    ("api_law_gap", "api:law/gap?of=ke&target=uy", "read", ""),
    ("api_law_distance", "api:law/distance", "read", ""),
    ("api_treaties", "api:treaties", "read", ""),
    ("api_treaty_status", "api:treaty/pact/status", "read", ""),
    ("api_treaty_force", "api:treaty/pact/force", "read", ""),
    ("api_treaty_forecast", "api:treaty/pact/forecast", "read", ""),
    ("api_treaty_bound", "api:party/ke/bound", "read", ""),
)
HOUSE_TABLE = (
    ("cases", "/", "read", ""),
    ("accounts_people", "/accounts/", "keep", ""),
    ("account_make", "/accounts/make", "", "keep"),
    ("account_seat", "/accounts/seat", "", "keep"),
    ("import_case", "/import", "", "keep"),
    ("api", "/api/", "read", ""),
    ("api_document", "/api/openapi.json", "read", ""),
)
WAY_IN = ("assets", "account_login", "account_logout", "account_change_password")

# Who may do what in a case that is closed to the public, and in one that is open to it.
MAY = {
    "nobody": (set(), {"read"}),
    "seatless": (set(), {"read", "own"}),
    "observer": ({"read", "own"}, {"read", "own"}),
    "delegation": ({"read", "own", "state", "table"}, {"read", "own", "state", "table"}),
    "chair": ({"read", "own", "state", "table"}, {"read", "own", "state", "table"}),
    "secretariat": ({"read", "own", "state", "table", "keep"}, {"read", "own", "state", "table", "keep"}),
}
SEES_CLOSED = {"observer", "delegation", "chair", "secretariat"}
MAY_IN_THE_HOUSE = {**{role: {"read"} for role in MAY}, "secretariat": {"read", "keep"}}
GONE = "there is no such page for you"


SECRET = "zanzibar-nonce"


def whispered():
    """A case with one fact for the chair alone, about a party that is not the one that looks."""
    record = from_mapping(
        {
            "sources": {"minutes": {"title": "Minutes"}},
            "parties": [{"id": "ke", "name": "Kenya"}, {"id": "uy", "name": "Uruguay"}],
            "issues": [{"id": "means", "title": "Means", "options": [{"id": "designs"}, {"id": "copyright"}]}],
            "positions": [
                {"party": "ke", "issue": "means", "option": "designs", "stance": "prefer", "source": "minutes"},
                {"party": "uy", "issue": "means", "option": "designs", "stance": "red_line", "reader": "chair",
                 "restraint": {"kind": "domestic_law", "reason": SECRET}, "note": SECRET},
            ],
        },
        "whispered",
    )  # fmt: skip
    return own_case(record, public=True)


@cache
def account(role):
    """An account of its own for this module, so that nobody else's marks or trays play a part."""
    from django.contrib.auth import get_user_model

    if role == "nobody":
        return ""
    if role == "seatless":
        name = account_of("observer")
        get_user_model().objects.get(username=name).seats.all().delete()
        return name
    return account_of(role, "ke" if role == "delegation" else "")


@cache
def case(kind):
    """A case with drafts that is closed, and a small one that is open to the public."""
    return own_case("typefaces", public=False) if kind == "closed" else whispered()


def at(name, path):
    """The address of a row for a case; `api:` stands for the API, whose addresses begin with its own word."""
    return f"/api/c/{name}/{path.removeprefix('api:')}" if path.startswith("api:") else f"/c/{name}/{path}"


def decided(response):
    """What the gate decided: `in`, or how it kept somebody out."""
    if response.status_code == 302 and response["Location"].startswith("/account/sign-in/?next="):
        return "sign in"
    if response.status_code == 405:
        return "no such method"
    if response.status_code == 403:
        return "refused"
    if response.status_code == 404 and GONE in words(response):
        return "not there"
    assert response.status_code in (200, 303, 404, 422), response.status_code
    return "in"


def expected(role, kind, asks_get, asks_post, method):
    may = MAY[role][kind == "public"]
    there = kind == "public" or role in SEES_CLOSED
    if not there:
        return "sign in" if role == "nobody" else "not there"
    asked = asks_get or asks_post
    if asked not in may:
        return "sign in" if role == "nobody" else "refused"
    if not (asks_get if method == "GET" else asks_post):
        return "no such method"
    return "in"


def test_the_table_names_every_address_that_there_is():
    patterns = {pattern.name for pattern in get_resolver().url_patterns}
    assert patterns == {row[0] for row in (*CASE_TABLE, *HOUSE_TABLE)} | set(WAY_IN)


@pytest.mark.parametrize("kind", ["closed", "public"])
@pytest.mark.parametrize("role", MAY)
def test_every_address_of_a_case_lets_in_whom_the_table_says(role, kind):
    browser = client(account(role))
    for name, path, asks_get, asks_post in CASE_TABLE:
        address = at(case(kind), path)
        for method in ("GET", "POST"):
            wanted = expected(role, kind, asks_get, asks_post, method)
            if path.startswith("api:") and wanted == "sign in":
                wanted = "not there"  # a program is not led to a form
            if name == "record_enter" and role == "delegation" and method == "POST":
                wanted = "refused"  # a delegation puts in drafts; outcomes and sessions are for chair and secretariat
            if str(TRAY) in path and wanted == "in":
                wanted = "not there"  # whose tray it is not, for them it does not exist
            response = browser.get(address) if method == "GET" else browser.post(address)
            assert decided(response) == wanted, (role, kind, method, name)


@pytest.mark.parametrize("role", MAY)
def test_every_address_of_the_house_lets_in_whom_the_table_says(role):
    browser = client(account(role))
    for name, address, asks_get, asks_post in HOUSE_TABLE:
        for method in ("GET", "POST"):
            if (asks_get or asks_post) not in MAY_IN_THE_HOUSE[role]:
                wanted = "sign in" if role == "nobody" else "refused"
            else:
                wanted = "in" if (asks_get if method == "GET" else asks_post) else "no such method"
            response = browser.get(address) if method == "GET" else browser.post(address)
            assert decided(response) == wanted, (role, method, name)


@pytest.mark.parametrize("role", ["nobody", "seatless"])
def test_a_closed_case_is_like_one_that_does_not_exist(role):
    browser = client(account(role))
    for _, path, *_ in CASE_TABLE:
        for method in ("get", "post"):
            found = []
            for name in (case("closed"), "no-such-case"):
                response = getattr(browser, method)(at(name, path))
                headers = sorted((key, value.replace(name, "NAME")) for key, value in response.headers.items())
                body = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", words(response)).replace(name, "NAME")
                found.append((response.status_code, [each for each in headers if each[0] != "Content-Length"], body))
            assert found[0] == found[1], (role, method, path)


def test_the_list_of_cases_shows_nobody_a_closed_case():
    for role in ("nobody", "seatless"):
        shown = words(client(account(role)).get("/"))
        assert case("closed") not in shown
        assert case("public") in shown


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_no_other_method_does_anything(method):
    for role in ("nobody", "secretariat"):
        browser = client(account(role))
        for _, path, *_ in CASE_TABLE:
            response = getattr(browser, method)(at(case("public"), path))
            assert decided(response) in ("sign in", "refused", "no such method"), (role, method, path)


def test_head_is_decided_like_get():
    for role in ("nobody", "seatless", "observer"):
        browser = client(account(role))
        for kind in ("closed", "public"):
            for path in ("record/", "people/publish", "changes/for-us/", "export.zip", "law/", "api:law/table"):
                address = at(case(kind), path)
                head, get = browser.head(address), browser.get(address)
                assert (head.status_code, head.content) == (get.status_code, b""), (role, address)


def test_a_view_that_asks_for_nothing_is_refused_even_to_the_secretariat():
    from django.contrib.auth import get_user_model

    def view(_):
        return HttpResponse("secret")

    request = RequestFactory().get("/")
    request.user = get_user_model().objects.get(username=account("secretariat"))
    request.resolver_match = None
    for asks in (None, "", "everything"):
        if asks is not None:
            view.asks = asks
        with pytest.raises(PermissionDenied):
            Gate(lambda _: HttpResponse()).process_view(request, view, (), {})


def test_every_form_needs_the_mark_of_its_page():
    browser = client(account("secretariat"), enforce_csrf_checks=True)
    posts = [f"/c/{case('closed')}/{path}" for _, path, _, asks in CASE_TABLE if asks]
    posts += [path for _, path, _, asks in HOUSE_TABLE if asks]
    posts += ["/account/sign-out/", "/account/password/"]
    for address in posts:
        response = browser.post(address)
        assert response.status_code == 403, address
        assert "the form was not accepted" in words(response), address
    stranger = client(enforce_csrf_checks=True)
    assert stranger.post("/account/sign-in/", {"login": "x", "password": "y"}).status_code == 403
    page = words(browser.get(f"/c/{case('closed')}/people/"))
    [mark] = set(re.findall(r'csrfmiddlewaretoken" value="(\w+)', page))
    answer = browser.post(f"/c/{case('closed')}/people/publish", {"csrfmiddlewaretoken": mark})
    assert decided(answer) == "in"


STATED = {"option": "designs", "stance": "oppose", "restraint": "unstated", "evidence": "seen", "salience": "1",
          "date": "2025-12-12", "source_words": "a word in the corridor", "step": "enter"}  # fmt: skip


def stated(role, name, **more):
    """What comes of a position that is sent as if from the form: the answer, and whether anything went on record."""
    before = kept(name).head
    response = client(account(role)).post(f"/c/{name}/issue/means/state", {**STATED, **more})
    return response.status_code, kept(name).head > before


def test_a_delegation_speaks_for_itself_and_for_nobody_else():
    name = own_case("typefaces")
    assert stated("delegation", name, party="ke", reader="party:ke") == (303, True)
    for party in ("uy", "nobody-of-that-name", ""):
        assert stated("delegation", name, party=party, reader="public") == (422, False), party
    assert stated("observer", name, party="ke", reader="public") == (403, False)
    assert stated("nobody", name, party="ke", reader="public") == (302, False)


def test_nobody_enters_a_fact_for_readers_that_are_not_theirs():
    name = own_case("typefaces")
    for role, party, wrong in (
        ("delegation", "ke", ("group:g77", "party:uy", "everybody", "")),
        ("chair", "uy", ("party:uy", "group:g77", "keeper")),
        ("secretariat", "uy", ("chair", "party:uy", "group:g77")),
    ):
        for reader in wrong:
            assert stated(role, name, party=party, reader=reader) == (422, False), (role, reader)
        stance = "accept" if role == "chair" else "prefer"  # the same twice would be on record already
        assert stated(role, name, party=party, reader="public", stance=stance) == (303, True), role


def test_what_is_for_the_chair_is_nowhere_for_anybody_else():
    name = whispered()
    shown = words(client(account("chair")).get(f"/c/{name}/record/"))
    assert SECRET in shown
    for role in ("nobody", "seatless", "observer", "delegation", "secretariat"):
        browser = client(account(role))
        for _, path, asks, _ in CASE_TABLE:
            if asks:
                assert SECRET.encode() not in browser.get(at(name, path)).content, (role, path)
    archive = client(account("secretariat")).get(f"/c/{name}/export.zip").content
    import io
    import zipfile

    assert SECRET.encode() not in zipfile.ZipFile(io.BytesIO(archive)).read("case.yaml")


def test_what_is_hidden_changes_no_address_of_anybody_else():
    from travaux.facts.model import Position

    name = whispered()
    roles = ("nobody", "observer", "delegation", "secretariat")
    paths = [path for _, path, asks, _ in CASE_TABLE if asks == "read"]

    def all_bytes():
        found = {}
        for role in roles:
            browser = client(account(role))
            for path in paths:
                response = browser.get(at(name, path))
                body = re.sub(rb'(csrfmiddlewaretoken" value=")\w+', rb"\1", response.content)
                found[role, path] = (response.status_code, body)
        return found

    before = all_bytes()
    hidden = Position(party="uy", issue="means", option="copyright", stance="prefer", reader="chair", date="2031-01-01")
    enter(name, [fact_act("positions", hidden)], by="chair")
    after = all_bytes()
    assert [key for key in before if before[key] != after[key]] == []
    assert "2031" in words(client(account("chair")).get(f"/c/{name}/record/"))


ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "http:///evil.example", "javascript:alert(1)",
    "http://localhost:1/", "https://localhost/", "\thttps://evil.example",
)  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_sends_nobody_to_another_server(target):
    counters.clear()
    response = client().post(
        "/account/sign-in/", {"login": account("observer"), "password": "a long enough password 7", "next": target}
    )
    assert (response.status_code, response["Location"]) == (302, "/")


def test_signing_in_goes_back_to_the_page_that_was_asked_for():
    counters.clear()
    first = client().get(f"/c/{case('closed')}/record/?section=positions")
    assert first["Location"].endswith(f"?next=/c/{case('closed')}/record/%3Fsection%3Dpositions")
    response = client().post(
        "/account/sign-in/",
        {"login": account("observer"), "password": "a long enough password 7",
         "next": f"/c/{case('closed')}/record/?section=positions"},
    )  # fmt: skip
    assert response["Location"] == f"/c/{case('closed')}/record/?section=positions"


def test_cookies_stay_with_this_server_and_away_from_scripts():
    for secure in (False, True):
        counters.clear()
        with override_settings(SESSION_COOKIE_SECURE=secure, CSRF_COOKIE_SECURE=secure):
            browser = client()
            browser.post("/account/sign-in/", {"login": account("observer"), "password": "a long enough password 7"})
            cookie = browser.cookies["sessionid"]
            assert (bool(cookie["httponly"]), cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", secure)
            assert browser.cookies["csrftoken"]["samesite"] == "Lax"


def test_every_answer_forbids_what_does_not_come_from_this_server():
    browser = client(account("observer"))
    record = f"/c/{case('closed')}/record/"
    for address in ("/", record, f"{record}file.csv", "/c/none/", "/nowhere"):
        response = browser.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert response["X-Content-Type-Options"] == "nosniff", address
        assert response["Cache-Control"] == "no-store", address
