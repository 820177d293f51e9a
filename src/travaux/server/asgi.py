"""The application that uvicorn runs: Django in a few threads, behind a limit on what one request may carry.

All pages are made by plain functions. Django's own asynchronous handler would pass each of them between two threads
once for every layer around it, which takes as long as making the page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from tempfile import SpooledTemporaryFile
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

__all__ = ["Limited", "application"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

PATIENCE = 300.0
"""Seconds in which the body of a request has to come: 40 MB over a slow line."""
_IN_MEMORY = 256 * 1024  # bytes of a body that are kept in memory; more goes to a file
_PART = 64 * 1024


class Limited:
    """An application that gets a request when all of it is there, and never more of it than it says.

    Django's plain handler holds a thread while it waits for a body: a few visitors who send theirs a letter a minute
    would keep everybody out, and what breaks off half-way would be taken for the whole.

    Args:
        app: the application.
        most: bytes of a request's body.
        patience: seconds in which the body has to come.
    """

    def __init__(self, app: App, most: int, patience: float = PATIENCE) -> None:
        self._app, self._most, self._patience = app, most, patience

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413 as soon as it is too large; what does not come in time is dropped."""
        if scope["type"] != "http":
            return
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        if any(not value.isdigit() or int(value) > self._most for value in lengths):
            await _too_large(send)
            return
        # A header with _ would stand for one with -, such as that in which the server in front names the visitor.
        scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            try:
                async with asyncio.timeout(self._patience):
                    whole = await self._taken(receive, body)
            except TimeoutError:
                return
            if whole is None:
                return
            if not whole:
                await _too_large(send)
                return
            left = body.tell()
            body.seek(0)

            async def kept() -> Message:
                nonlocal left
                if left < 0:
                    return await receive()
                part = body.read(_PART)
                left = left - len(part) if len(part) < left else -1
                return {"type": "http.request", "body": part, "more_body": left > 0}

            await self._app(scope, kept, send)

    async def _taken(self, receive: Receive, body: Any) -> bool | None:
        """Take the body in: True if it is there, False if it is too large, None if the visitor went away."""
        taken = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            part = message.get("body", b"")
            taken += len(part)
            if taken > self._most:
                return False
            body.write(part)
            if not message.get("more_body", False):
                return True


async def _too_large(send: Send) -> None:
    words = (
        b"<!DOCTYPE html><html lang=en><title>Too large</title><h1>This is too large</h1>"
        b"<p>Files may have 20 megabytes each, and 40 together. Send less at a time.</p></html>"
    )
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"connection", b"close"),
               (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
               (b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store")]  # fmt: skip
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})


THREADS = 10

_plain: Any = get_wsgi_application()
_threaded: Any = WSGIMiddleware(_plain, workers=THREADS)
application = Limited(_threaded, settings.UPLOAD_LIMIT)
