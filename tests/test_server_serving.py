"""Where the server listens."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing

import pytest

from travaux.errors import TravauxError
from travaux.server.serving import configured, door


def test_the_first_free_port_is_taken_and_held():
    with closing(door("127.0.0.1", [0])) as first:
        taken = first.getsockname()[1]
        with pytest.raises(TravauxError, match="no port is free"):
            door("127.0.0.1", [taken])
        with closing(door("127.0.0.1", [taken, 0])) as second:
            assert second.getsockname()[1] != taken


def test_answers_are_sent_at_once_and_not_held_back_to_be_sent_together():
    delays = []

    async def served(_, writer):
        delays.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def visited():
        with closing(door("127.0.0.1", [0])) as made:
            server = await asyncio.start_server(served, sock=made)
            reader, writer = await asyncio.open_connection(*made.getsockname())
            await reader.read()
            writer.close()
            server.close()

    asyncio.run(visited())
    assert [bool(each) for each in delays] == [True]


async def _seen_by_the_application(tls):
    """What an application hears of a visitor whose proxy on this machine speaks for them."""
    seen = []

    async def application(scope, receive, send):  # noqa: ARG001
        seen.append((scope["scheme"], scope["client"][0]))

    config = configured(application, tls=tls)
    config.load()
    headers = [(b"x-forwarded-for", b"203.0.113.9"), (b"x-forwarded-proto", b"https")]
    scope = {"type": "http", "scheme": "http", "client": ("127.0.0.1", 5000), "headers": headers}
    await config.loaded_app(scope, None, None)
    return seen


@pytest.mark.parametrize(
    ("tls", "heard"), [(False, ("http", "127.0.0.1")), (True, ("https", "203.0.113.9"))]
)
def test_what_a_proxy_says_of_a_visitor_counts_only_where_there_is_one(tls, heard):
    assert asyncio.run(_seen_by_the_application(tls)) == [heard]


def test_nobody_but_a_proxy_on_this_machine_speaks_for_visitors(monkeypatch):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    assert configured(None, tls=True).forwarded_allow_ips == "127.0.0.1"
