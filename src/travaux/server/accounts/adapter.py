"""How people come in: nobody makes an account for themselves; the secretariat gives them out."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

__all__ = ["Adapter"]


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, with the door for strangers closed."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "This account and this password do not belong together.",
        "too_many_login_attempts": "Too many wrong passwords. Try again in a while.",
    }

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002
        """Nobody signs up."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No messages such as `you have signed in`: the page says who one is."""

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be sent there after signing in: only to a page of this server, named without its host."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002
        """What a blocked account is told, after its right password."""
        return render(request, "account/blocked.html", status=403)
