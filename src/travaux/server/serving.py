"""What `travaux serve` does: the register ready, cases in it, accounts to sign in with, and the server itself."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from travaux.cases import BUILT_IN, EXERCISES
from travaux.errors import TravauxError
from travaux.facts import open_record
from travaux.server.starting import set_up
from travaux.server.warming import Calm, in_the_background

if TYPE_CHECKING:
    import uvicorn

    from travaux.server.accounts.samples import Sample

__all__ = ["Opened", "configured", "door", "made_ready", "run", "slug"]



@dataclass(frozen=True, slots=True)
class Opened:
    """What stands ready: cases that were brought in just now, cases in all, and accounts to tell of."""

    brought: tuple[str, ...]
    cases: tuple[str, ...]
    samples: tuple[Sample, ...]


def made_ready(
    db: str | None, state: Path, cases: Sequence[str] = (), *, samples: bool = True,
    told: Callable[[str], None] = lambda _: None,
) -> Opened:  # fmt: skip
    """Make the register ready: tables, cases, accounts.

    Args:
        db: the address of the database; None for an SQLite file in the state folder.
        state: the state folder.
        cases: names of built-in cases, or folders and files; by default every built-in case. What the register has
            already is left as it is there.
        samples: whether there are sample accounts; otherwise the secretariat has one, made if it has none.
        told: called with a few words at each step.

    Raises:
        TravauxError: if the database or a case cannot be used.
    """
    told("the register")
    set_up(db, state)
    from django.utils import timezone

    from travaux.server.accounts.models import Tray
    from travaux.server.accounts.samples import first_account
    from travaux.server.accounts.samples import samples as sample_accounts
    from travaux.server.pages.trays import KEPT
    from travaux.server.register import case_names, open_case_as

    Tray.objects.filter(made__lt=timezone.now() - KEPT).delete()
    there = set(case_names())
    brought = []
    for source in cases or (*BUILT_IN, *EXERCISES):
        name = slug(Path(source).stem if Path(source).suffix else Path(source).name)
        if name not in there:
            told(f"the case {name}")
            open_case_as(name, open_record(source), by="travaux serve")
            brought.append(name)
    return Opened(tuple(brought), case_names(), sample_accounts(state) if samples else first_account())


def slug(name: str) -> str:
    """A name as it can stand in an address.

    Example:
        >>> slug("SCP 36: Grace Period")
        'scp-36-grace-period'
    """
    found = re.sub(r"[^a-z0-9_]+", "-", name.casefold()).strip("-")
    if not found:
        raise TravauxError("this name of a case has no letter or digit", where=name, remedy="name it anew")
    return found[:100]


def door(host: str, wanted: Iterable[int]) -> socket.socket:
    """A socket that listens on the first of some ports that is free; nobody else gets it while things are made ready.

    Raises:
        TravauxError: if all are taken, or the address is not one of this machine.
    """
    ports = tuple(wanted)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in ports:
        # Named as TCP: else asyncio leaves Nagle's delay on, and an answer waits 40 ms for the visitor's machine.
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, port))
            made.listen()
        except OSError as error:
            made.close()
            if error.errno != errno.EADDRINUSE:
                raise TravauxError(
                    "the server cannot listen there",
                    where=f"{host}:{port}",
                    why=(error.strerror or str(error)).lower(),
                    remedy="name an address of this machine with --host, and a port above 1023 with --port",
                ) from error
        else:
            return made
    raise TravauxError(
        "no port is free", where=f"{host}:{ports[0]}", remedy="name another with --port, or stop what runs there"
    )


def run(door: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until somebody stops it.

    Args:
        door: the socket to listen on.
        ready: called once, when the server answers.
    """
    import uvicorn

    import travaux.server.urls  # noqa: F401 - the pages and what they load, before the first visitor waits for it
    from travaux.server import settings
    from travaux.server.asgi import application

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    calm = Calm()
    config = configured(calm.watched(application), tls=settings.TLS)
    in_the_background(calm)
    Server(config).run(sockets=[door])


def configured(application: Any, *, tls: bool) -> uvicorn.Config:
    """How the application is served.

    Args:
        application: the application.
        tls: whether a server on this machine that speaks TLS stands before it. What that one says of a visitor's
            address counts; where there is none, whoever can reach the port could say it.
    """
    import uvicorn

    return uvicorn.Config(
        application, log_level="warning", access_log=False, lifespan="off", server_header=False, date_header=True,
        timeout_graceful_shutdown=3, proxy_headers=tls, forwarded_allow_ips="127.0.0.1",
    )  # fmt: skip
