"""A loaded case into the register: first what is no fact, then fact by fact, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from travaux.errors import TravauxError
from travaux.facts.model import FACTS, TextVersion
from travaux.facts.record import Record
from travaux.facts.remarks import Remark, label_of
from travaux.facts.shelving import content_of
from travaux.server.register.acts import Act, body_of
from travaux.server.register.entering import enter

__all__ = ["open_case_as", "opened_body"]


def open_case_as(name: str, record: Record, by: str, *, public: bool | None = None) -> None:
    """Open a case in the register with everything that a record says.

    The files of its drafts come from where the record stands, each under the name it has there. One that is missing is
    remarked on. What could not be read as a fact is kept as it came, with the remarks that were made on it.

    Args:
        name: the name of the case: small letters, digits, `-` and `_`.
        record: the case, such as `travaux.facts.load` gives it.
        by: the account that opens it.
        public: whether it has public pages; None: as the record says.

    Raises:
        TravauxError: if the name is taken or cannot be one, or the register cannot be written to.
    """
    told = list(record.remarks)
    facts = list(_facts(record, told))
    opened = replace(record, remarks=tuple(told), public=record.public if public is None else public)
    enter(name, [Act("opened", opened_body(opened)), *facts], by)


def opened_body(record: Record) -> dict[str, Any]:
    """All of a record that is no fact, as plain values; what is as by default is left out."""
    said = {
        "compiled": record.compiled,
        "gaps": list(record.gaps),
        "public": record.public,
        "remarks": [_plain(remark) for remark in record.remarks],
        "rest": dict(record.rest),
        "rule": record.rule,
        "title": record.titled,
        "unread": {section: list(values) for section, values in record.unread.items()},
    }
    return {key: value for key, value in said.items() if value or (value is not None and key in ("compiled", "title"))}


def _plain(remark: Remark) -> dict[str, Any]:
    said = {field.name: getattr(remark, field.name) for field in fields(remark)}
    return {key: value for key, value in said.items() if value not in ("", None)}


def _facts(record: Record, told: list[Remark]) -> Iterator[Act]:
    for section in FACTS:
        for fact in record.sections.get(section, ()):
            content = _content(record, fact, told) if isinstance(fact, TextVersion) else None
            yield Act("fact", body_of(section, fact, content), content)


def _content(record: Record, text: TextVersion, told: list[Remark]) -> bytes | None:
    """The file of a text; without it None, and a remark for those who may read the fact."""
    inside = Path(text.file)
    if record.shelf is None and (inside.is_absolute() or ".." in inside.parts):
        return None  # remarked on when it was loaded
    try:
        return content_of(text, record.folder, record.shelf, record.name)
    except TravauxError as error:
        known = any(remark.section == "texts" and remark.fact == text.id for remark in told)
        if not known:
            remark = Remark("error", error.what, remedy=error.remedy, section="texts", fact=text.id)
            told.append(replace(remark, reader=label_of(text.reader)))
        return None
