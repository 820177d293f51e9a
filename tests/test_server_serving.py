"""Where the server listens."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing

import pytest

from travaux.errors import TravauxError
from travaux.server.serving import door


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
