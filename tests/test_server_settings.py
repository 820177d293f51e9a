"""What the settings promise: a stranger's host, visitors behind a server that speaks TLS, forms with empty fields."""

from __future__ import annotations

import runpy
from importlib.resources import files

import pytest

from workbench import account_of, client, ready, words

ready()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import override_settings  # noqa: E402

from travaux.server.pages.trays import MOST_PAPERS  # noqa: E402


@pytest.fixture(autouse=True)
def _uncounted():
    """The tries of other tests do not count, nor these for others."""
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("account", ["", "chair"])
def test_a_host_that_is_not_ours_is_refused_in_words_with_all_headers(account):
    answer = client(account, raise_request_exception=False).get("/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "could not be understood" in words(answer)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def in_place(monkeypatch, tls):
    monkeypatch.setenv("TRAVAUX_TLS", tls)
    return runpy.run_path(str(files("travaux.server").joinpath("settings.py")))


def tried(name, forwarded):
    """Whether a try to sign in was looked at; False if there were too many."""
    fields = {"login": name, "password": "wrong"}
    answer = client().post("/account/sign-in/", fields, HTTP_X_FORWARDED_FOR=forwarded, HTTP_X_FORWARDED_PROTO="https")
    return answer.status_code != 429 and "Too many" not in words(answer)


def test_behind_tls_tries_are_counted_by_the_address_that_the_server_in_front_saw(monkeypatch):
    count = in_place(monkeypatch, "1")["ALLAUTH_TRUSTED_PROXY_COUNT"]
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=count):
        # What stands before the last address a visitor may have made up.
        looked = [tried(f"nobody-{number}", f"198.51.100.{number}, 203.0.113.5") for number in range(40)]
        assert looked[0]
        assert not looked[-1]
        assert tried("somebody-else", "198.51.100.1, 203.0.113.6")


def test_without_tls_in_front_nobody_can_say_to_come_from_elsewhere(monkeypatch):
    count = in_place(monkeypatch, "0")["ALLAUTH_TRUSTED_PROXY_COUNT"]
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=count):
        assert not all(tried(f"nobody-{number}", f"198.51.100.{number}") for number in range(40))


def test_a_flood_of_names_does_not_make_tries_forgotten():
    name = account_of("observer")
    while tried(name, "198.51.100.1"):
        pass
    for number in range(1000):
        cache.set(f"other-{number}", number, 300)
    assert not tried(name, "198.51.100.1")


def test_a_form_with_as_many_proposals_as_a_tray_takes_may_have_empty_fields_beside_them():
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES >= MOST_PAPERS + 20
    sent = [SimpleUploadedFile(f"x{number}.txt", b"") for number in range(MOST_PAPERS + 10)]
    answer = client("secretariat").post("/c/typefaces/consolidate/put", {"files": sent})
    assert "too many files" not in words(answer)
