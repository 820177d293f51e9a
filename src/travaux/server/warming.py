"""What is made ready after a start, so that the first visitors do not wait for it: libraries, drafts, pages of cases.

It is done in the background, one small step after the other, each begun only while nobody is being answered. What is
made is kept where a visitor's own question would have kept it, by the same functions and from the same views.
"""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.server.desk import Look

__all__ = ["Calm", "in_the_background", "steps", "warm_up"]

_LIBRARIES = ("travaux.lineage", "travaux.pictures.timeline_charts", "travaux.pictures.heat_maps",
              "travaux.pictures.position_matrices", "travaux.pictures.landing_zones",
              "travaux.pictures.law_index_charts", "travaux.pictures.tile_maps",
              "travaux.pictures.countdown_charts")  # fmt: skip
_QUICK = ("glance", "text", "positions", "record", "people")
_HELD = {"law": ("law", "law_index"), "treaty": ("treaty",)}
"""Pages of what a case holds of law and treaties, by the name of the first."""
_COMPARING = ("consensus", "timeline", "text_choose")
_LARGE = 300_000
"""Characters of a case's drafts from which on they are compared only when somebody asks: it takes minutes."""
_PAUSE = 0.4  # seconds without a visitor before the next step


class Calm:
    """Knows whether anybody is being answered, and since when nobody is.

    Args:
        pause: seconds without a visitor that count as calm.

    Example:
        >>> calm = Calm(pause=0)
        >>> with calm.visit():
        ...     calm.now
        False
        >>> calm.now
        True
    """

    def __init__(self, pause: float = _PAUSE) -> None:
        self._pause, self._visits, self._last = pause, 0, float("-inf")
        self._lock = threading.Lock()

    @property
    def now(self) -> bool:
        """Whether nobody is being answered, and has not been for a little while."""
        with self._lock:
            return self._visits == 0 and time.monotonic() - self._last >= self._pause

    def wait(self) -> None:
        """Return when it is calm. Where visitors never pause, they have made everything ready themselves."""
        while not self.now:
            time.sleep(0.05)

    @contextmanager
    def visit(self) -> Iterator[None]:
        """The time in which one visitor is being answered."""
        with self._lock:
            self._visits += 1
        try:
            yield
        finally:
            with self._lock:
                self._visits -= 1
                self._last = time.monotonic()

    def watched(self, app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        """An application of which every request counts as a visit."""

        async def visited(scope: Any, receive: Any, send: Any) -> None:
            with self.visit():
                await app(scope, receive, send)

        return visited


def in_the_background(calm: Calm) -> None:
    """Make everything ready in a thread of its own, which ends with the process at the latest."""
    threading.Thread(target=warm_up, args=(calm,), name="warming", daemon=True).start()


def warm_up(calm: Calm) -> None:
    """Make everything ready, waiting for calm before each step."""
    from django.db import connection

    try:
        for step in steps():
            calm.wait()
            step()
    except subprocess.CalledProcessError as error:
        # A stop of the server, as by Ctrl+C, reaches the processes that it started too. Any other end is a fault.
        if error.returncode not in (-signal.SIGINT, -signal.SIGTERM):
            raise
    finally:
        connection.close()


def steps() -> Iterator[Callable[[], object]]:
    """What there is to do, one small thing after the other, the most useful first."""
    from travaux.server.access.policy import NOBODY, Visitor
    from travaux.server.desk.looking import look_as
    from travaux.server.desk.picture_script import picture_script
    from travaux.server.register import case_names

    readers = (NOBODY, Visitor(role="observer"), Visitor(role="chair"))
    cases = case_names()
    for names in (_QUICK, _COMPARING):
        for reader in readers:
            for case in cases:
                look = look_as(reader, case)
                if look is not None:
                    held = _held(look) if names is _QUICK else ()
                    yield from (partial(_make, look, name) for name in (*names, *held))
        if names is _QUICK:
            yield from (partial(import_module, name) for name in _LIBRARIES)
            yield picture_script
            yield _draw


def _draw() -> None:
    """Draw something: the library that draws takes half a second for the first picture, and a tenth for each other."""
    import vl_convert

    vl_convert.vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"}, allowed_base_urls=[])


def _held(look: Look) -> tuple[str, ...]:
    from travaux.server.pages.holdings import holdings

    return tuple(name for each in holdings(look.case) for name in _HELD.get(each.page, ()))


def _make(look: Look, name: str) -> None:
    """Make one page of a case and keep it."""
    from django.urls import resolve, reverse

    from travaux.server.desk import Query

    address = reverse(name, kwargs={"case": look.name})
    try:
        if name not in _COMPARING or not _large(look):
            view: Any = resolve(address).func
            view.keep(look, Query({}), address)
    except TravauxError:
        # Such as a draft whose file is lost. It stops one page and not the others; whoever opens that page is told.
        return


def _large(look: Look) -> bool:
    """Whether the drafts of a view are so long that comparing them takes minutes."""
    from travaux.server.pages.text_reading import instrument_in

    return sum(instrument_in(look, text).conservation.source_characters for text in look.case.texts) > _LARGE
