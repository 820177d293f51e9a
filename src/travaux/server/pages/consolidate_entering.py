"""A consolidated text goes on record: as a draft with a title, a day, a session, and those for whom it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from travaux.errors import TravauxError
from travaux.facts import identified
from travaux.facts.model import Source, TextVersion
from travaux.facts.naming import as_day
from travaux.server.accounts.models import Tray
from travaux.server.desk import Look, Page, back
from travaux.server.pages.consolidate_answer import Answer, written
from travaux.server.pages.consolidate_form import Asked
from travaux.server.pages.consolidate_shown import found_page
from travaux.server.pages.text_entering import labels_for, named_session
from travaux.server.pages.trays import clean_name

__all__ = ["compiled_draft", "entered"]

_LONGEST = 200  # letters of a title


def entered(
    request: HttpRequest, look: Look, tray: Tray, asked: Asked, answer: Answer
) -> Page | HttpResponseBase:
    """Enter the text; on to the page of the draft, or back to what was typed if something is wrong with it.

    Raises:
        TravauxError: if the register cannot be written to.
    """
    from travaux.server.register import enter, fact_act

    typed = {name: request.POST.get(name, "").strip() for name in ("title", "date", "session", "reader")}
    try:
        source, draft = compiled_draft(look, asked, typed, datetime.now(UTC).date())
    except TravauxError as error:
        return found_page(look, tray, asked, answer, typed=typed, error=error)
    act = fact_act("texts", draft, content=written(answer.made.text, "docx"))
    name = str(act.body["fact"]["id"])
    if not any(text.id == name for text in look.case.texts):  # who presses twice enters once
        known = any(each.id == source.id for each in look.case.of(Source))
        enter(look.name, [act] if known else [fact_act("sources", source), act], by=look.visitor.account)
        tray.settings = {**tray.settings, "entered": draft.title}
        tray.save()
    return back(look, "text", at=f"?version={name}&entered=yes")


def compiled_draft(look: Look, asked: Asked, typed: Mapping[str, str], today: date) -> tuple[Source, TextVersion]:
    """The facts that enter a compiled text: where it comes from, and the draft itself.

    Args:
        look: what the visitor looks at.
        asked: what was consolidated.
        typed: `title`, `date`, `session`, `reader` as they stand in the form.
        today: the day on which it comes on record.

    Raises:
        TravauxError: for a title, a day, a session or a reader that cannot be.
    """
    title = " ".join("".join(letter for letter in typed["title"] if letter.isprintable() or letter.isspace()).split())
    if not title or len(title) > _LONGEST:
        why = "it is empty" if not title else f"it has {len(title)} letters, at most {_LONGEST}"
        raise TravauxError("the draft needs a title", why=why, remedy="give one such as Rev. 2")
    day = as_day(typed["date"] or None)
    if day is None:
        raise TravauxError("the draft needs a day", remedy="give the day on which it was handed out")
    if typed["reader"] not in labels_for(look):
        raise TravauxError("you may not enter a draft for these readers", remedy="choose one of the list")
    session = named_session(look, typed["session"], typed["reader"])
    said: dict[str, Any] = {"reader": typed["reader"], "recorded": today, "date": day}
    parties = ", ".join(line.code for line in asked.proposals)
    base = asked.base_sheet.name if asked.base_sheet else ""
    source = identified(
        "sources", Source(title=f"Compiled from {base} and the proposals of {parties}", kind="compilation", **said)
    )
    draft = TextVersion(
        file=clean_name(f"{title}.docx"), title=title, session=session, source=source.id,
        evidence="derived", note=_note(asked), **said,
    )  # fmt: skip
    return source, draft


def _note(asked: Asked) -> str:
    files = "; ".join(f"{line.code}: {line.sheet.name}" for line in asked.proposals if line.sheet)
    return f"compiled from proposals as they were handed in ({files}); nobody has agreed to it by that"
