"""What is made ready after a start: the same pages as those that visitors ask for, and nothing while they ask."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import threading
from datetime import date

import pytest

from travaux.errors import TravauxError
from travaux.server.warming import Calm, steps, warm_up
from workbench import client, own_case, ready, words


@pytest.fixture
def calm():
    return Calm(pause=0)


def _look(name, account="chair"):
    from travaux.server.access.policy import Visitor
    from travaux.server.desk.looking import look_as

    return look_as(Visitor(role=account), name)


def _only(monkeypatch, name):
    """Make only one case ready, and no library."""
    import travaux.server.register as register
    import travaux.server.urls  # noqa: F401 - what the pages took over stays as it is
    from travaux.server import warming

    monkeypatch.setattr(register, "case_names", lambda: (name,))
    monkeypatch.setattr(warming, "_LIBRARIES", ())
    monkeypatch.setattr(warming, "_draw", lambda: None)
    monkeypatch.setattr("travaux.server.desk.picture_script.picture_script", lambda: b"")


def test_it_is_not_calm_while_somebody_is_answered_nor_right_afterwards():
    calm = Calm(pause=60)
    assert calm.now
    with calm.visit():
        assert not calm.now
    assert not calm.now


def test_it_is_calm_only_after_the_last_of_several_visitors(calm):
    with calm.visit():
        with calm.visit():
            pass
        assert not calm.now
    assert calm.now


def test_a_visit_ends_even_if_the_answer_fails(calm):
    async def broken(*_):
        assert not calm.now
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        asyncio.run(calm.watched(broken)({}, None, None))
    assert calm.now


def test_no_step_is_done_while_a_visitor_is_answered(monkeypatch, calm):
    ready()
    done = []
    monkeypatch.setattr("travaux.server.warming.steps", lambda: iter([lambda: done.append("step")]))
    with calm.visit():
        waiting = threading.Thread(target=warm_up, args=(calm,), daemon=True)
        waiting.start()
        waiting.join(0.2)
        assert done == []
    waiting.join(20)
    assert done == ["step"]


def test_a_page_that_was_made_ready_is_the_page_that_the_visitor_gets(monkeypatch):
    from travaux.server.desk import handling

    name, fresh = own_case("marrakesh"), own_case("marrakesh")
    _only(monkeypatch, name)
    for step in steps():
        step()
    cold = words(client("chair").get(f"/c/{fresh}/positions/"))

    def again(*_):
        raise AssertionError("the page is made again")

    monkeypatch.setattr(handling, "main_of", again)
    assert _body(words(client("chair").get(f"/c/{name}/positions/")), name) == _body(cold, fresh)


def test_a_page_is_made_for_one_reader_alone(monkeypatch):
    name = own_case("avp")
    _only(monkeypatch, name)
    for step in steps():
        step()
    chair, observer = _look(name), _look(name, "observer")
    assert chair.fingerprint != observer.fingerprint
    for account in ("chair", "observer"):
        fresh = own_case("avp")
        shown = words(client(account).get(f"/c/{name}/positions/"))
        assert _body(shown, name) == _body(words(client(account).get(f"/c/{fresh}/positions/")), fresh)


def _body(page, name):
    return page.partition("<main")[2].partition("</main>")[0].replace(name, "NAME")


def test_a_case_that_is_closed_to_the_public_is_not_looked_at_as_the_public():
    from travaux.server.access.policy import NOBODY
    from travaux.server.desk.looking import look_as

    assert look_as(NOBODY, own_case("avp", public=False)) is None
    assert look_as(NOBODY, own_case("avp", public=True)) is not None
    assert look_as(NOBODY, "no-such-case") is None


def test_a_look_without_a_request_is_on_the_day_that_is_asked_for():
    from travaux.server.access.policy import Visitor
    from travaux.server.desk.looking import look_as

    look = look_as(Visitor(role="chair"), own_case("marrakesh"), date(2013, 6, 20))
    assert look.case.as_of == date(2013, 6, 20)
    assert look.keeping == "?on=2013-06-20"


def test_a_page_that_cannot_be_made_stops_no_other(monkeypatch):
    name = own_case("marrakesh")
    _only(monkeypatch, name)
    made = []
    from django.urls import resolve, reverse

    view = resolve(reverse("glance", kwargs={"case": name})).func

    def failing(*asked):
        made.append(asked[2])
        raise TravauxError("the file of the draft is lost")

    monkeypatch.setattr(view, "keep", failing)
    following = resolve(reverse("people", kwargs={"case": name})).func
    kept = following.keep
    monkeypatch.setattr(following, "keep", lambda *a, **k: (made.append(a[2]), kept(*a, **k))[1])
    for step in steps():
        step()
    assert f"/c/{name}/" in made
    assert f"/c/{name}/people/" in made


def test_long_drafts_are_read_but_not_compared(monkeypatch):
    from travaux.server import warming

    name = own_case("typefaces")
    _only(monkeypatch, name)
    monkeypatch.setattr(warming, "_LARGE", 10)
    for page in ("text", "glance_draft"):  # pages with a measure of their own, for those who open them
        monkeypatch.setattr(f"travaux.server.pages.{page}._LARGE", 10)
    asked = []
    monkeypatch.setattr("travaux.server.pages.timeline.made", lambda *a: asked.append(a))
    for step in steps():
        step()
    assert not asked


def _ended_with(monkeypatch, code):
    """Warm up with one step, whose process ends with a code."""
    def step():
        raise subprocess.CalledProcessError(code, "python")

    ready()
    monkeypatch.setattr("travaux.server.warming.steps", lambda: iter([step]))
    warm_up(Calm(pause=0))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_that_also_reaches_the_child_is_no_fault(monkeypatch, sign):
    _ended_with(monkeypatch, -sign)


@pytest.mark.parametrize("code", [1, -signal.SIGSEGV, -signal.SIGKILL])
def test_a_child_that_fails_by_itself_is_told_of(monkeypatch, code):
    with pytest.raises(subprocess.CalledProcessError):
        _ended_with(monkeypatch, code)
