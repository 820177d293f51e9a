"""What the page to sign in can say."""

from __future__ import annotations

import os
from pathlib import Path

from django import template
from django.http import HttpRequest

from travaux.server.accounts.samples import SAMPLES_FILE

__all__ = ["register", "samples_here"]

_LOCAL = ("127.0.0.1", "localhost", "[::1]")

register = template.Library()


@register.simple_tag
def samples_here(request: HttpRequest) -> bool:
    """Whether to say where the passwords of sample accounts are: they are there, and this is one's own machine."""
    host = request.get_host().rpartition(":")[0] if not request.get_host().endswith("]") else request.get_host()
    state = os.environ.get("TRAVAUX_STATE", "")
    return (host or request.get_host()) in _LOCAL and bool(state) and (Path(state) / SAMPLES_FILE).exists()
