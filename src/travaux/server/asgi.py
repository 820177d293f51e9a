"""The application that uvicorn runs: Django in a few threads, behind a limit on what one request may carry.

All pages are made by plain functions. Django's own asynchronous handler would pass each of them between two threads
once for every layer around it, which takes as long as making the page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

__all__ = ["Limited", "application"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


class Limited:
    """An application that takes no more of a request than it says: Django would write all of it to the disk first.

    Args:
        app: the application.
        most: bytes of a request's body.
    """

    def __init__(self, app: App, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413 as soon as it is too large."""
        if scope["type"] != "http":
            return
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        if any(not value.isdigit() or int(value) > self._most for value in lengths):
            await _too_large(send)
            return
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            # What grows beyond the limit without having said so is cut off like a broken connection.
            return {"type": "http.disconnect"} if taken > self._most else message

        await self._app(scope, measured, send)


async def _too_large(send: Send) -> None:
    words = (
        b"<!DOCTYPE html><html lang=en><title>Too large</title><h1>This is too large</h1>"
        b"<p>Files may have 20 megabytes each, and 40 together. Send less at a time.</p></html>"
    )
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"connection", b"close"),
               (b"content-security-policy", b"default-src 'none'")]  # fmt: skip
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})


THREADS = 10

_plain: Any = get_wsgi_application()
_threaded: Any = WSGIMiddleware(_plain, workers=THREADS)
application = Limited(_threaded, settings.UPLOAD_LIMIT)
