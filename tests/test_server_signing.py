"""Signing in and out, a new password, too many tries, blocked accounts; and nobody signs up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench import account_of, client, own_case, ready, words

ready()

from django.contrib.auth import authenticate, get_user_model  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.test import override_settings  # noqa: E402

PASSWORD = "a long enough password 7"


@pytest.fixture(autouse=True)
def _uncounted():
    """The tries of other tests do not count."""
    cache.clear()


def sign_in(browser, name, password=PASSWORD, **more):
    return browser.post("/account/sign-in/", {"login": name, "password": password, **more})


def test_one_signs_in_and_out():
    name, browser = account_of("observer"), client()
    assert browser.get("/c/avp/").status_code == 302
    assert sign_in(browser, name).status_code == 302
    assert browser.get("/c/avp/").status_code == 200
    assert browser.post("/account/sign-out/").status_code == 302
    assert browser.get("/c/avp/").status_code == 302


def test_a_visit_to_an_address_signs_nobody_out():
    name = account_of("observer")
    browser = client(name)
    assert browser.get("/account/sign-out/").status_code == 200
    assert browser.get("/c/avp/").status_code == 200


def test_a_wrong_password_and_an_unknown_account_are_told_alike():
    name = account_of("observer")
    known, unknown = sign_in(client(), name, "wrong"), sign_in(client(), "nobody-such", "wrong")
    assert (known.status_code, unknown.status_code) == (200, 200)
    import re

    def told(response):
        return re.findall(r'role="alert".*?</div>', words(response), re.DOTALL)

    assert told(known) == told(unknown) != []
    assert f'value="{name}"' in words(known)
    assert 'value="wrong"' not in words(known)


def test_after_five_wrong_passwords_the_right_one_does_not_help_for_a_while():
    name, browser = account_of("observer"), client()
    for _ in range(5):
        sign_in(browser, name, "wrong")
    assert sign_in(browser, name).status_code == 200
    assert browser.get("/c/avp/").status_code == 302
    cache.clear()
    assert sign_in(browser, name).status_code == 302


def test_who_tries_too_often_is_told_so_in_words():
    browser = client()
    answers = [browser.post("/account/sign-in/", {"login": "", "password": ""}) for _ in range(31)]
    assert answers[-1].status_code == 429
    assert "Too often in a short time" in words(answers[-1])


def test_a_blocked_account_is_told_so_after_its_right_password_only():
    name = account_of("observer")
    get_user_model().objects.filter(username=name).update(is_active=False)
    response = sign_in(client(), name)
    assert response.status_code == 403
    assert "This account is blocked" in words(response)
    assert "blocked" not in words(sign_in(client(), name, "wrong")).partition("<main")[2]


def test_a_new_password_replaces_the_old_one():
    name, browser = account_of("observer"), client()
    sign_in(browser, name)
    new = "another long password 8"
    wrong = browser.post("/account/password/", {"oldpassword": "no", "password1": new, "password2": new})
    assert wrong.status_code == 200
    assert 'role="alert"' in words(wrong)
    weak = browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"})
    assert 'role="alert"' in words(weak)
    assert authenticate(username=name, password=PASSWORD) is not None
    cache.clear()
    done = browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert done.status_code == 302
    assert authenticate(username=name, password=PASSWORD) is None
    assert authenticate(username=name, password=new) is not None
    assert browser.get("/c/avp/").status_code == 302  # signed out: who else had the old password is too


def test_nobody_signs_up():
    from django.urls import NoReverseMatch, reverse

    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    for address in ("/account/signup/", "/account/sign-up/", "/accounts/signup/", "/account/"):
        assert client().get(address).status_code == 404
        assert client().post(address, {"username": "x"}).status_code == 404


def test_the_page_says_where_sample_accounts_are_on_ones_own_machine_only():
    shown = words(client().get("/account/sign-in/"))
    assert "printed in the terminal" in shown
    state = Path(os.environ["TRAVAUX_STATE"])
    assert not any(secret in shown for secret in (state / "sample-accounts.json").read_text().split('"')[3::4])
    with override_settings(ALLOWED_HOSTS=["treaties.example"]):
        elsewhere = client().get("/account/sign-in/", headers={"host": "treaties.example"})
        assert elsewhere.status_code == 200
        assert "printed in the terminal" not in words(elsewhere)


def test_without_sample_accounts_nothing_is_said_of_them(tmp_path, monkeypatch):
    monkeypatch.setenv("TRAVAUX_STATE", str(tmp_path))
    assert "printed in the terminal" not in words(client().get("/account/sign-in/"))


def test_an_account_without_a_seat_sees_public_cases_only_and_is_told_so():
    name = account_of("observer")
    get_user_model().objects.get(username=name).seats.all().delete()
    case = own_case("typefaces", public=True)
    browser = client(name)
    assert "Your account has no seat for all cases" in words(browser.get("/"))
    assert "Your account has no seat in this case" in words(browser.get(f"/c/{case}/"))
    assert browser.get("/c/avp/").status_code == 404
    for other in (account_of("observer"), ""):
        assert "Your account has no seat" not in words(client(other).get("/"))
        assert "Your account has no seat" not in words(client(other).get(f"/c/{case}/"))


def test_what_is_typed_into_the_form_shows_as_text():
    shown = words(sign_in(client(), '"><script>alert(1)</script>', "x"))
    assert "<script>alert" not in shown
