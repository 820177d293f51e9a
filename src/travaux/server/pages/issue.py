"""One issue: the question, its options, who stands where and who is unknown, its life, and entering a position."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from travaux.errors import TravauxError
from travaux.lineage.trace_rows import DEFINITION
from travaux.lineage.tracing import Trace
from travaux.server.desk import Look, Page, Query, act, back, page
from travaux.server.desk.templatetags.facts import SAYS, who_can_read
from travaux.server.pages.drawing import Drawing, drawn
from travaux.server.pages.issue_account import account, life_of
from travaux.server.pages.issue_hints import hints_shown
from travaux.server.pages.state_form import Typed, form_for, open_form, typed_in
from travaux.server.pages.state_look import looked
from travaux.server.pages.state_statement import Statement, statement

__all__ = ["issue", "state_position"]


@page("read")
def issue(look: Look, query: Query, issue: str) -> Page:
    """The page of one issue.

    Raises:
        TravauxError: if there is no such issue in the view, or `correct` names no position to correct.
    """
    told = account(look, issue)
    life, trouble = _life(look, issue)
    context = {
        "account": told,
        "issue": told.issue,
        "life": life,
        "life_trouble": trouble,
        "life_definition": DEFINITION,
        "drawing": _drawing(look, issue),
        "form": open_form(look, told.issue, query.get("correct")),
        "correct": query.get("correct"),
        "another_day": bool(look.may("state") and look.labels and look.keeping),
        **hints_shown(look, told.issue),
    }
    return Page("travaux/issue.html", told.issue.title or told.issue.id, context)


@act("state")
def state_position(request: HttpRequest, look: Look, issue: str) -> HttpResponse | Page:
    """Look at a position before it is entered, change it, or enter it.

    Raises:
        TravauxError: if there is no such issue in the view, or the visitor may enter nothing here.
    """
    at = look.case.issue(issue)
    if open_form(look, at) is None:
        raise TravauxError(
            "nothing can be entered here",
            why="you look at the case as on another day" if look.keeping else "you speak for no party of this case",
            remedy="go to the latest day" if look.keeping else "ask the secretariat for a seat",
        )
    typed = typed_in(request.POST)
    step = request.POST.get("step", "look")
    if step == "change":
        return _again(look, at.id, typed, {})
    today = timezone.localdate()
    found, faults = statement(look, at, typed, today)
    if found is None:
        return _again(look, at.id, typed, faults)
    if step != "enter":
        return Page("travaux/state_look.html", "Look before it is entered", looked(look, at, found, typed))
    _enter(look, found)
    position = found.position
    readers = who_can_read(position.reader, look, position.party)
    messages.success(
        request,
        f"Entered: {look.case.party_name(position.party)} {SAYS[position.stance]} "
        f"{_label(look, at.id, position.option)}. Who can read it: {readers}.",
    )
    return back(look, "issue", issue=at.id)


def _enter(look: Look, found: Statement) -> None:
    from travaux.server.register import enter, fact_act

    acts = [] if found.source is None else [fact_act("sources", found.source)]
    enter(look.name, [*acts, fact_act("positions", found.position)], by=look.visitor.account)


def _label(look: Look, issue: str, option: str | None) -> str:
    labels = {each.id: each.label or each.id for each in look.case.issue(issue).options}
    return f"“{labels[option]}”" if option else "the issue as a whole"


def _again(look: Look, issue: str, typed: Typed, faults: dict[str, str]) -> Page:
    form = form_for(look, look.case.issue(issue), typed, faults)
    context = {"issue": form.issue, "form": form}
    return Page("travaux/state.html", "Enter a position", context, 422 if faults else 200)


def _life(look: Look, issue: str) -> tuple[Trace | None, TravauxError | None]:
    try:
        return life_of(look, look.case.issue(issue)), None
    except TravauxError as error:
        return None, error


def _drawing(look: Look, issue: str) -> Drawing | None:
    try:
        return drawn(look, "landing", issue=issue)
    except TravauxError:
        return None  # a case whose text cannot be judged has no landing zone; the headline says why
