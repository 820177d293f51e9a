"""The limit before Django: a request is passed on when all of it is there, none that is too large or never comes."""

from __future__ import annotations

import asyncio

import pytest

from workbench import ready

ready()

from travaux.server.asgi import Limited  # noqa: E402


def sent(messages, *, most=10, patience=5.0, headers=()):
    """What came through to the application, and what was answered; a visitor who says no more is waited for."""
    taken, answered = [], []
    left = list(messages)

    async def receive():
        if left:
            return left.pop(0)
        return await asyncio.Event().wait()

    async def send(message):
        answered.append(message)

    async def app(scope, receive, send):  # noqa: ARG001
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message["more_body"]
        taken.append((body, scope["headers"]))

    scope = {"type": "http", "headers": list(headers)}
    asyncio.run(Limited(app, most, patience)(scope, receive, send))
    return taken, [message["status"] for message in answered if "status" in message]


def part(body, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize("parts", [[b""], [b"abc"], [b"abc", b"def"], [b"abc", b"", b"defg", b""]])
def test_a_body_comes_through_whole(parts):
    messages = [part(each, number < len(parts) - 1) for number, each in enumerate(parts)]
    assert sent(messages) == ([(b"".join(parts), [])], [])


def test_a_large_body_comes_through_whole():
    body = bytes(range(256)) * 4096
    assert sent([part(body)], most=len(body))[0] == [(body, [])]


@pytest.mark.parametrize("messages", [[part(b"abc", True)], [part(b"abc", True), {"type": "http.disconnect"}]])
def test_what_does_not_come_whole_never_reaches_the_application(messages):
    assert sent(messages, patience=0.05) == ([], [])


def test_what_grows_too_large_or_says_so_is_refused():
    assert sent([part(b"abcdef", True), part(b"ghijkl")]) == ([], [413])
    assert sent([part(b"")], headers=[(b"content-length", b"11")]) == ([], [413])
    assert sent([part(b"")], headers=[(b"content-length", b"x")]) == ([], [413])


def test_no_header_passes_for_another():
    headers = [(b"x_forwarded_for", b"198.51.100.1"), (b"x-forwarded-for", b"203.0.113.5")]
    assert sent([part(b"")], headers=headers)[0] == [(b"", headers[1:])]
