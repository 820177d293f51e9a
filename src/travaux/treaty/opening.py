"""Opening treaties, from wherever they come: a built-in case, a case of one's own, or tables of actions and rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from travaux.cases import BUILT_IN, EXERCISES
from travaux.errors import TravauxError
from travaux.facts.happened import as_it_stood
from travaux.facts.naming import as_day, unknown
from travaux.facts.opening import open_case
from travaux.facts.treaty_facts import Treaty
from travaux.treaty.found import Found
from travaux.treaty.gathering import treaties_of
from travaux.treaty.model import Treaties
from travaux.treaty.names import code_of, party_of
from travaux.treaty.reading_actions import COLUMNS, read_actions
from travaux.treaty.reading_agreements import read_agreements
from travaux.treaty.reading_cells import read_cells
from travaux.treaty.reading_members import read_members
from travaux.treaty.reading_ratifications import read_ratifications
from travaux.treaty.rules_reading import read_rules
from travaux.treaty.sheets import Faults, Sheet, read_sheet

__all__ = ["DEFAULT", "one", "open_treaties", "party_named"]

PUBLIC = "public"
DEFAULT = "wipo"
"""The built-in treaties, where nothing else is named."""

_LAYOUTS: tuple[tuple[tuple[str, ...], Callable[[Sheet, Found], None]], ...] = (
    (COLUMNS, read_actions),
    (("contracting party", "treaty", "signature date", "instrument type", "instrument date"), read_members),
    (("country_name", "treaty_id", "action_type", "action_date", "signature_date"), read_ratifications),
    (("iea_id", "party", "action_type", "date"), read_agreements),
    (("untc_chapter_treaty", "participant", "column", "value"), read_cells),
)
"""The columns by which a table is known, and what reads it."""


_SHORTEST = 4  # letters by which a treaty is looked for inside its name
_MOST = 8  # treaties that an error names
_COMMON = frozenset((
    "agreement", "convention", "treaty", "protocol", "union", "act", "of", "on", "the", "for", "concerning", "relating",
    "to",
))  # fmt: skip


def open_treaties(
    name: str | Path | None = None,
    actions: str | Path | None = None,
    rules: str | Path | None = None,
    reader: str = PUBLIC,
    on: date | str | None = None,
) -> Treaties:
    """Open treaties and what was done with them, as one reader sees them on one day.

    Args:
        name: a built-in case such as `wipo`, a case folder or case file, or a table of actions; None for `wipo`, or
            for the table in `actions`.
        actions: a table of actions (.csv, .csv.gz): treaty, party, action, date; or one in the columns of the lists of
            WIPO, of the United Nations or of the database of environmental agreements.
        rules: a table of rules of entry into force; they take the place of those on record.
        reader: `public`, `chair`, `group:ID`, `party:ID` or the bare id of a party; a table has only `public`.
        on: the day; what was done later is not in the answer. None for the last day on record.

    Raises:
        TravauxError: if there is nothing such, or a cell cannot be read; it names row and column of each.

    Example:
        >>> wipo = open_treaties("wipo", on="2016-06-30")
        >>> len(wipo.treaties), wipo.as_of
        (19, datetime.date(2016, 6, 30))
    """
    if name is not None and actions is not None:
        raise TravauxError(
            f"both {str(name)!r} and a table of actions are named", remedy="name either a case or `--actions`"
        )
    table = actions if actions is not None else name if _is_table(name) else None
    day = as_day(on)
    if table is not None:
        _refuse_readers(reader, str(table))
        found = _until(_from_table(Path(table)), day)
    elif name is None and rules is not None:
        found = Treaties(name=Path(rules).stem, treaties={}, actions=())
    else:
        found = treaties_of(open_case(name or DEFAULT, reader=reader, on=day))
    return found if rules is None else _with_rules(found, Path(rules))


def one(data: Treaties, treaty: str) -> Treaty:
    """The treaty with an id, a short name or a name, in any case.

    Raises:
        TravauxError: if there is none; it names those that come close.

    Example:
        >>> one(open_treaties("wipo"), "Marrakesh").id
        'marrakesh'
    """
    if treaty in data.treaties:
        return data.treaties[treaty]
    wanted = _bare(treaty)
    for each in data.treaties.values():
        if wanted in {_bare(words) for words in (each.id, each.short or each.id, each.name)}:
            return each
    long = len(wanted) >= _SHORTEST
    inside = [each.id for each in data.treaties.values() if long and f" {wanted} " in f" {_bare(each.name)} "]
    if inside:
        raise TravauxError(
            f"there is no treaty {treaty!r}",
            where=data.name,
            why=f"the words stand in the name of {', '.join(inside[:_MOST])}",
            remedy="name one of them" if len(inside) > 1 else f"say {inside[0]}",
        )
    raise unknown("treaty", treaty, data.treaties, data.name)


def party_named(data: Treaties, words: str) -> str:
    """The id of the party that a user names by its id, code, name or alias, in any case.

    Raises:
        TravauxError: if there is none; it names those that come close.

    Example:
        >>> wipo = open_treaties("wipo")
        >>> party_named(wipo, "brazil"), party_named(wipo, "epo")
        ('BR', 'EP')
    """
    if words in data.parties:
        return words
    wanted = words.strip().casefold()
    for party in data.parties.values():
        if wanted in {each.casefold() for each in (party.id, party.name, *party.aliases)}:
            return party.id
    code = code_of(words.strip()).casefold()
    for party_id in data.parties:
        if party_id.casefold() == code or code_of(party_id).casefold() == code:
            return party_id
    known = party_of(code_of(words.strip()), words)
    if known.kind == "other":
        raise unknown("party", words, _names(data), data.name)
    raise TravauxError(
        f"nothing that {known.name} did is on record",
        where=data.name,
        why=(known.note or "").rstrip("."),
        remedy="name another party, or a record in which it is",
    )


def _names(data: Treaties) -> list[str]:
    return [*data.parties, *(party.name for party in data.parties.values() if party.name != party.id)]


def _bare(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def _is_table(name: str | Path | None) -> bool:
    if name is None or str(name) in (*BUILT_IN, *EXERCISES):
        return False
    return str(name).casefold().endswith((".csv", ".csv.gz", ".tsv", ".tsv.gz"))


def _refuse_readers(reader: str, where: str) -> None:
    if reader.strip() != PUBLIC:
        raise TravauxError(
            "a table of actions has no readers", where=where, remedy="leave out --as, or make a case of it"
        )


def _from_table(path: Path) -> Treaties:
    sheet = read_sheet(path)
    for columns, read in _LAYOUTS:
        if sheet.has(*columns):
            found = Found(sheet.file, Faults(sheet.file), path=path)
            read(sheet, found)
            return found.result(path.name)
    near = max(_LAYOUTS, key=lambda layout: len(set(layout[0]) & set(sheet.columns)))[0]
    missing = [each for each in near if each not in sheet.columns]
    raise TravauxError(
        "this is no table of treaty actions",
        where=sheet.file,
        why=f"row 1 has no column {', '.join(missing)}; it has {', '.join(each for each in sheet.columns if each)}",
        remedy=f"give it the columns {', '.join(COLUMNS)}",
    )


def _until(found: Treaties, day: date | None) -> Treaties:
    """The treaties without what was done after a day, as `open_case` leaves it out."""
    if day is None:
        return found
    actions = tuple(kept for each in found.actions if (kept := as_it_stood(each, day)) is not None)
    treaties = {key: held for key, each in found.treaties.items() if (held := as_it_stood(each, day)) is not None}
    return replace(found, treaties=treaties, actions=actions, as_of=day)


def _with_rules(found: Treaties, path: Path) -> Treaties:
    """The treaties with the rules of a table; a treaty without actions is one, too."""
    ruled, sources, remarks = read_rules(path)
    treaties = dict(found.treaties)
    for key, rule in ruled.items():
        held = treaties.get(key)
        treaties[key] = rule if held is None else rule.model_copy(update=_kept(held, rule))
    for key in ruled:
        treaties[key] = _resolved(treaties[key], treaties)
    return replace(found, treaties=treaties, sources={**found.sources, **sources}, remarks=(*found.remarks, *remarks))


def _resolved(treaty: Treaty, known: Mapping[str, Treaty]) -> Treaty:
    """The treaty with the other treaties that its conditions name told by their ids."""
    if treaty.force is None or not treaty.force.conditions:
        return treaty
    ids = {_stem(words): key for key, each in known.items() for words in (each.name, each.short or key, key)}
    conditions = tuple(
        each
        if each.members_of is None or each.members_of in known
        else each.model_copy(update={"members_of": ids.get(_stem(each.members_of), each.members_of)})
        for each in treaty.force.conditions
    )
    return treaty.model_copy(update={"force": treaty.force.model_copy(update={"conditions": conditions})})


def _stem(words: str) -> str:
    """A name without what many treaties are called.

    Example:
        >>> _stem("Salt_Agreement"), _stem("Agreement on Salt")
        ('salt', 'salt')
    """
    plain = (word for word in _bare(words).split() if word not in _COMMON)
    return " ".join(plain)


def _kept(held: Treaty, rule: Treaty) -> dict[str, object]:
    """What the rules do not say and the record does."""
    names = ("short", "adopted", "opened", "depositary", "leaving", "later")
    return {name: getattr(held, name) for name in names if getattr(rule, name) is None}
