"""People: delegations, other parties and groups as on the day; public pages on or off; the case to take away."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from travaux.errors import TravauxError
from travaux.server.desk import File, Look, Page, Query, act, back, download, page
from travaux.server.pages.exporting import folder_of
from travaux.server.pages.people_groups import CHANGES, Change, change_of
from travaux.server.pages.people_rows import groups_of, parties_of
from travaux.server.register import Act, enter, fact_act

__all__ = ["change_group", "export_case", "people", "publish_case"]


@page("read")
def people(look: Look, query: Query) -> Page:  # noqa: ARG001
    """Who takes part, who belongs to what, and since when."""
    return _page(look)


@download("read")
def export_case(look: Look, query: Query) -> File:  # noqa: ARG001
    """The case as a folder, of what this reader may read."""
    return folder_of(look)


@act("keep")
def publish_case(request: HttpRequest, look: Look) -> HttpResponse | Page:
    """Switch the public pages of the case on or off: shown first, entered when it is confirmed.

    What is so already is not entered again.

    Raises:
        TravauxError: if the form asks for neither.
    """
    asked = request.POST.get("do", "")
    if asked not in ("publish", "withdraw"):
        raise TravauxError("say what happens to the public pages", remedy="go back to the page People")
    if look.public != (asked == "publish"):
        if request.POST.get("confirm") != "1":
            return _page(look, asked=asked)
        told = "Published: anybody may read what is public here." if asked == "publish" else "The case is closed again."
        enter(look.name, [Act("published" if asked == "publish" else "withdrawn", {})], by=look.visitor.account)
        messages.success(request, told)
    return back(look, "people", at="#public")


@act("keep")
def change_group(request: HttpRequest, look: Look) -> HttpResponse | Page:
    """Change who belongs to a group: shown first, entered when it is confirmed."""
    said = {name: str(request.POST.get(name, "")) for name in request.POST}
    try:
        change = change_of(look, said)
    except TravauxError as problem:
        return _page(look, said=said, problem=problem)
    if said.get("confirm") != "1":
        return _page(look, said=said, change=change)
    if said.get("standing") != change.standing:
        return _page(look, said=said, problem=TravauxError(
            "the group was changed meanwhile", why="what you saw before is no longer how it stands",
            remedy="see its members below, and look at your change again",
        ))  # fmt: skip
    enter(look.name, [fact_act("groups", change.group)], by=look.visitor.account)
    messages.success(request, f"Entered: {change.group.name}, {change.party} {change.what}.")
    return back(look, "people", at=f"#group-{said['group'].strip()}")


def _page(
    look: Look, *, said: Mapping[str, str] | None = None, problem: TravauxError | None = None,
    change: Change | None = None, asked: str = "",
) -> Page:  # fmt: skip
    """The page.

    Args:
        look: what the visitor sees.
        said: what was chosen in the form for a group.
        problem: why nothing was changed.
        change: a change of a group that is to be confirmed.
        asked: `publish` or `withdraw`, if that is to be confirmed.
    """
    rows = look.answer(("people", "parties"), lambda: parties_of(look.case))
    context = {
        "parties": rows,
        "deciding": sum(row.decides for row in rows),
        "silent": sum(row.decides and not row.own and not row.through for row in rows),
        "groups": look.answer(("people", "groups"), lambda: groups_of(look.case)),
        "asked": asked,
        "facts": sum(fact.reader == "public" for facts in look.case.there.values() for fact in facts),
        "drafts": sum(text.reader == "public" for text in look.case.texts),
        "keeps": look.may("keep"),
        "changes": CHANGES,
        "public_sources": [one for one in look.case.sources.values() if one.reader == "public"],
        "said": said or {},
        "problem": problem,
        "change": change,
    }
    return Page("travaux/people.html", "People", context, 422 if problem else 200)
