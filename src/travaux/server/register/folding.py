"""The fold: a case is what its entries say, one after the other. What was folded is kept; new entries are added."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from travaux.errors import TravauxError
from travaux.facts.loading_intake import Intake, like_reader
from travaux.facts.loading_sections import KEYED, SINGLE, called, read_section
from travaux.facts.model import FACTS, Fact, TextVersion
from travaux.facts.record import Record
from travaux.facts.remarks import Remark, label_of
from travaux.facts.seen import Sections
from travaux.server.register.entering import UnknownCase
from travaux.server.register.models import Entry
from travaux.server.register.shelf import RegisterShelf, shelf_keys

__all__ = ["Entered", "Kept", "entered_key", "kept"]

_MOST = 64  # cases kept in memory


class Entered(NamedTuple):
    """When a fact was entered (UTC, ISO 8601), and by which account."""

    at: str
    by: str


@dataclass(frozen=True)
class Kept:
    """A case as the register keeps it: everything on record, whoever may read it.

    Attributes:
        record: the record, with a shelf that gives the files of its drafts.
        public: whether the case has public pages now.
        entered: when and by whom each fact was entered, by `entered_key`.
        head: the number of the last entry of the case; it counts what is hidden too, so no reader may see it.
    """

    record: Record
    public: bool
    entered: Mapping[str, Entered] = field(repr=False)
    head: int

    def entered_in(self, sections: Sections) -> dict[str, Entered]:
        """When and by whom the facts of a view were entered, by `section/id` and by `entered_key`; nothing of others.

        Args:
            sections: the facts of the view, such as `Case.there`.
        """
        found: dict[str, Entered] = {}
        for section, facts in sections.items():
            for fact in facts:
                known = self.entered.get(entered_key(section, fact))
                if known is not None:
                    found[entered_key(section, fact)] = known
                    found.setdefault(f"{section}/{fact.id}", known)
        return found


def entered_key(section: str, fact: Fact) -> str:
    """The key of a fact in `Kept.entered`: `section/id`, and behind it the reader where the fact is not public.

    An id may be given twice. Without its reader in the key, a public fact would then tell when a hidden one of the same
    id was entered.
    """
    name = f"{section}/{fact.id}"
    return name if fact.reader == "public" else f"{name} {fact.reader}"


@dataclass(frozen=True, slots=True)
class _Fold:
    """A case folded as far as one entry, whose digest says which."""

    kept: Kept
    digest: str
    same: Mapping[tuple[str, str], tuple[Fact, ...]]
    digests: Mapping[str, str]


_folds: OrderedDict[str, _Fold] = OrderedDict()
_lock = threading.Lock()


def kept(case: str) -> Kept:
    """A case as the register keeps it now.

    Other processes may write at any time, so the register is asked for its last entry each time; only what is new is
    read.

    Raises:
        UnknownCase: if there is none of that name.
    """
    entries = Entry.objects.filter(case=case)
    last = entries.order_by("-number").values_list("number", "digest").first()
    if last is None:
        raise UnknownCase(case)
    known = _folds.get(case)
    if known is not None and known.digest == last[1]:
        return known.kept
    with _lock:
        known = _folds.get(case)
        if known is not None and not entries.filter(number=known.kept.head, digest=known.digest).exists():
            known = None  # another register
        fold = _folded(case, known)
        _folds[case] = fold
        _folds.move_to_end(case)
        while len(_folds) > _MOST:
            _folds.popitem(last=False)
        return fold.kept


def _folded(case: str, known: _Fold | None) -> _Fold:
    """The fold of all entries of a case, or of those behind what was folded before."""
    entries = Entry.objects.filter(case=case, number__gt=known.kept.head if known else 0).order_by("number")
    rows = entries.values_list("number", "at", "by", "act", "body", "digest").iterator(chunk_size=2000)
    folding = _Folding(case, known)
    for number, at, by, act, body, digest in rows:
        try:
            folding.add(act, json.loads(body), Entered(at, by))
        except (KeyError, TypeError, ValueError) as error:
            raise TravauxError(
                "the case cannot be read from the register", remedy="whoever runs it should run `travaux verify`"
            ) from error
        folding.head, folding.digest = number, digest
    return folding.done()


class _Folding:
    """A fold in the making; what was folded before stays as it is."""

    def __init__(self, case: str, known: _Fold | None) -> None:
        self.record = known.kept.record if known else Record(case)
        self.head, self.digest = (known.kept.head, known.digest) if known else (0, "")
        self._new: dict[str, list[Fact]] = {}
        self._unread: dict[str, list[Any]] = {}
        self._remarks: list[Remark] = []
        self._entered = dict(known.kept.entered) if known else {}
        self._same = dict(known.same) if known else {}
        self._digests = dict(known.digests) if known else {}

    def add(self, act: str, body: dict[str, Any], entered: Entered) -> None:
        if act == "opened":
            self.record = _opened(self.record.name, body)
        elif act == "fact":
            self._add_fact(body["section"], body["fact"], body.get("file"), entered)
        else:
            self.record = replace(self.record, public=act == "published")

    def _add_fact(self, section: str, raw: dict[str, Any], digest: str | None, entered: Entered) -> None:
        intake = Intake(suspects=_suspects(raw))
        # In the shape that the section has in a case file, so that nothing is remarked on but the fact itself.
        shaped: Any = raw if section in SINGLE else {raw["id"]: raw} if section in KEYED else [raw]
        facts, unread = read_section(section, shaped, intake) or ([], [raw])
        self._remarks += intake.remarks
        if unread:
            self._unread.setdefault(section, []).extend(unread)
        for fact, _ in facts:
            self._add_read(section, fact, digest, entered)

    def _add_read(self, section: str, fact: Fact, digest: str | None, entered: Entered) -> None:
        same = self._same.get((section, fact.id), ())
        if fact in same:
            self._remarks.append(_twice(section, fact))
        else:
            self._same[section, fact.id] = (*same, fact)
            self._new.setdefault(section, []).append(fact)
            self._entered.setdefault(entered_key(section, fact), entered)
        if digest is not None and isinstance(fact, TextVersion):
            for key in shelf_keys(fact):
                self._digests.setdefault(key, digest)

    def done(self) -> _Fold:
        record = self.record
        sections = dict(record.sections)
        for section, facts in self._new.items():
            sections[section] = (*sections.get(section, ()), *facts)
        unread = dict(record.unread)
        for section, values in self._unread.items():
            unread[section] = (*unread.get(section, ()), *values)
        record = replace(
            record,
            sections={section: sections[section] for section in FACTS if section in sections},
            unread=unread,
            remarks=(*record.remarks, *self._remarks),
            shelf=RegisterShelf(record.name, self._digests),
        )
        whole = Kept(record, record.public, MappingProxyType(self._entered), self.head)
        return _Fold(whole, self.digest, self._same, self._digests)


def _opened(case: str, body: Mapping[str, Any]) -> Record:
    return Record(
        case,
        remarks=tuple(Remark(**remark) for remark in body.get("remarks", ())),
        compiled=body.get("compiled"),
        rule=body.get("rule"),
        gaps=tuple(body.get("gaps", ())),
        unread={section: tuple(values) for section, values in body.get("unread", {}).items()},
        rest=body.get("rest", {}),
        public=bool(body.get("public")),
        titled=body.get("title"),
    )


def _twice(section: str, fact: Fact) -> Remark:
    return Remark(
        "remark",
        f"{called(section)} {fact.id!r} stands twice and is counted once",
        remedy="remove one",
        section=section,
        fact=fact.id,
        reader=label_of(fact.reader),
    )


def _suspects(raw: Any) -> frozenset[str] | None:
    """Keys in a fact that look as if they should hide it; None where not even `reader` is among its keys."""
    keys = frozenset(_keys(raw))
    found = frozenset(filter(_like_reader, keys))
    return found if found or "reader" in keys else None


_like_reader = lru_cache(maxsize=4096)(like_reader)  # the same few keys come with every fact


def _keys(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from _keys(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _keys(inside)
