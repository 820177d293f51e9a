"""Accounts in the browser: made with a password by chance, seated, blocked; the last that can do so cannot be lost."""

from __future__ import annotations

import itertools
import re

import pytest

from workbench import account_of, client, own_case, ready, words

ready()

from django.contrib.auth import authenticate, get_user_model  # noqa: E402

from travaux.errors import TravauxError  # noqa: E402
from travaux.server.accounts.models import Seat  # noqa: E402
from travaux.server.pages import accounts_seats  # noqa: E402

_numbers = itertools.count(1)


def fresh():
    return f"made-{next(_numbers)}"


def shown_password(response):
    [found] = re.findall(r'class="secretword">([^<]+)<', words(response))
    return found


def make(**more):
    form = {"name": fresh(), "role": "observer", "party": "", "case": ""} | more
    return form["name"], client("secretariat").post("/accounts/make", form)


def seat(**form):
    return client("secretariat").post("/accounts/seat", form)


def seats_of(name):
    return {(one.case, one.role, one.party) for one in Seat.objects.filter(account__username=name)}


def test_an_account_is_made_with_one_seat_and_a_password_that_is_shown_once():
    name, response = make(role="delegation", party="us", case="avp")
    password = shown_password(response)
    assert len(password) >= 20
    assert authenticate(username=name, password=password).get_username() == name
    assert seats_of(name) == {("avp", "delegation", "us")}
    listed = words(client("secretariat").get("/accounts/"))
    assert name in listed
    assert password not in listed
    assert response["Cache-Control"] == "no-store"


def test_no_two_passwords_are_alike():
    assert len({shown_password(make()[1]) for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "more",
    [{"name": ""}, {"name": "x"}, {"name": "two words"}, {"name": "<b>"}, {"name": "a" * 61}, {"name": "CHAIR"},
     {"role": "king"}, {"role": ""}, {"role": "delegation"}, {"role": "delegation", "party": "nobody-such"},
     {"role": "delegation", "party": "us", "case": "typefaces"}, {"case": "no-such-case"}],
)  # fmt: skip
def test_an_account_that_cannot_be_is_refused_and_what_was_typed_stays(more):
    before = get_user_model().objects.count()
    name, response = make(**more)
    assert response.status_code == 422
    assert get_user_model().objects.count() == before
    assert "Nothing was changed" in words(response)
    if "name" not in more:
        assert f'value="{name}"' in words(response)


def test_a_refused_account_leaves_the_other_form_at_the_least_of_the_roles():
    shown = words(client("secretariat").post("/accounts/make", {"name": "", "role": "delegation", "party": ""}))
    other = shown[shown.index('id="s-role"') :]
    assert re.findall(r'<option value="(\w+)" selected', other[: other.index("</select>")]) == ["observer"]


def test_a_seat_is_given_changed_and_taken_away():
    name, _ = make()
    case = own_case("typefaces", public=False)
    assert seat(do="seat", name=name, role="delegation", party="ke", case=case).status_code == 303
    assert seats_of(name) == {("", "observer", ""), (case, "delegation", "ke")}
    assert "Kenya" in words(client(name).get(f"/c/{case}/"))
    assert seat(do="seat", name=name, role="chair", party="ke", case=case).status_code == 303
    assert seats_of(name) == {("", "observer", ""), (case, "chair", "")}
    assert seat(do="remove", name=name, case=case).status_code == 303
    assert seat(do="remove", name=name, case="").status_code == 303
    assert seats_of(name) == set()
    assert client(name).get(f"/c/{case}/").status_code == 404
    assert seat(do="remove", name=name, case="").status_code == 422


def test_a_seat_in_one_case_opens_no_other():
    case = own_case("typefaces", public=False)
    name = account_of("observer", case=case)
    assert client(name).get(f"/c/{case}/record/").status_code == 200
    assert client(name).get("/c/avp/record/").status_code == 404
    # The seat of a secretariat in one case gives out no accounts.
    local = account_of("secretariat", case=case)
    assert client(local).get("/accounts/").status_code == 403
    assert client(local).post(f"/c/{case}/people/publish", {"do": "withdraw"}).status_code == 303


def test_a_blocked_account_is_out_at_once_and_can_be_opened_again():
    name, response = make()
    password = shown_password(response)
    browser = client(name)
    assert browser.get("/c/avp/record/").status_code == 200
    assert seat(do="block", name=name).status_code == 303
    assert browser.get("/c/avp/record/").status_code == 302
    assert authenticate(username=name, password=password) is None
    assert seat(do="open", name=name).status_code == 303
    assert authenticate(username=name, password=password) is not None


def test_a_new_password_signs_out_whoever_has_the_old_one():
    name, response = make()
    old = shown_password(response)
    browser = client(name)
    assert browser.get("/c/avp/record/").status_code == 200
    new = shown_password(seat(do="password", name=name))
    assert browser.get("/c/avp/record/").status_code == 302
    assert authenticate(username=name, password=old) is None
    assert authenticate(username=name, password=new) is not None


@pytest.fixture
def only_one():
    """The account `secretariat` as the only one with its seat; the others get theirs back."""
    others = Seat.objects.filter(role="secretariat", case="").exclude(account__username="secretariat")
    kept = list(others.values_list("pk", flat=True))
    Seat.objects.filter(pk__in=kept).update(role="observer")
    yield
    Seat.objects.filter(pk__in=kept).update(role="secretariat")


@pytest.mark.parametrize(
    "form",
    [{"do": "remove", "case": ""}, {"do": "block"}, {"do": "seat", "role": "observer", "case": ""},
     {"do": "seat", "role": "chair", "case": ""}],
)  # fmt: skip
@pytest.mark.usefixtures("only_one")
def test_the_last_that_gives_out_accounts_cannot_be_lost(form):
    response = seat(name="secretariat", **form)
    assert response.status_code == 422
    assert "this is the last account of the secretariat" in words(response)
    assert ("", "secretariat", "") in seats_of("secretariat")
    assert get_user_model().objects.get(username="secretariat").is_active


@pytest.mark.usefixtures("only_one")
def test_with_a_second_the_first_can_go():
    name, _ = make(role="secretariat")
    accounts_seats.block({"name": name}, blocked=True)
    with pytest.raises(TravauxError):  # one that is blocked does not count
        accounts_seats.remove_seat({"name": "secretariat", "case": ""})
    accounts_seats.block({"name": name}, blocked=False)
    accounts_seats.remove_seat({"name": "secretariat", "case": ""})
    try:
        assert client("secretariat").get("/accounts/").status_code == 403
    finally:
        user = get_user_model().objects.get(username="secretariat")
        Seat.objects.update_or_create(account=user, case="", defaults={"role": "secretariat"})


def test_unknown_acts_and_accounts_are_refused():
    assert seat(do="crown", name="chair").status_code == 422
    assert seat(name="chair").status_code == 422
    for do in ("block", "password", "remove", "seat"):
        assert seat(do=do, name="nobody-such", role="observer", case="").status_code == 422


def test_words_of_strangers_show_as_words():
    case = own_case("typefaces")
    response = client("secretariat").post(
        "/accounts/make", {"name": '"><script>x', "role": "delegation", "party": '"><script>', "case": case}
    )
    assert response.status_code == 422
    assert "<script>x" not in words(response)
    assert "&lt;script&gt;" in words(response)
