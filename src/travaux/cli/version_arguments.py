"""The versions that a user names: several drafts in the order given, or those of one case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.facts.case import Case
    from travaux.lineage.versions import Version

__all__ = ["Sources", "read_versions"]

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="DRAFT … | CASE",
        help="Drafts in order, each as FILE, DATE=FILE or NAME=FILE; or one case (`travaux case list`).",
        show_default=False,
    ),
]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CASES = (".yaml", ".yml", ".csv")


def read_versions(
    sources: Sequence[str], reader: str = "public", convention: Path | None = None
) -> tuple[tuple[Version, ...], Case | None]:
    """The versions that a user names, and the case if one was named.

    Args:
        sources: several drafts, or one draft, or one case.
        reader: who looks at the case.
        convention: a file that says what the marks of the drafts mean.

    Raises:
        TravauxError: if one cannot be read, a case has no draft that this reader may read, or a case stands among
            drafts.
    """
    if len(sources) == 1 and _is_case(sources[0]):
        if convention is not None:
            raise TravauxError(
                "a convention is for drafts, and this is a case", where=sources[0], remedy="name the drafts as files"
            )
        return _of_case(sources[0], reader)
    taken = [_named(source) for source in sources]
    doubled = Counter(name for name, _, _ in taken)
    return tuple(
        _version(name if doubled[name] == 1 else str(path), day, path, convention) for name, day, path in taken
    ), None


def _is_case(source: str) -> bool:
    from travaux.cases import BUILT_IN, EXERCISES

    path = Path(source)
    if source in (*BUILT_IN, *EXERCISES) or path.is_dir() or path.suffix.lower() in _CASES:
        return True
    return path.suffix.lower() == ".json" and path.is_file() and b"travaux-case/" in path.read_bytes()[:4096]


def _of_case(source: str, reader: str) -> tuple[tuple[Version, ...], Case]:
    from travaux.facts.opening import open_case
    from travaux.lineage.versions import versions_of

    case = open_case(source, reader=reader)
    versions = versions_of(case)
    if not versions:
        raise TravauxError(
            "the case has no draft",
            where=case.name,
            why="none that this reader may read stands under texts in it",
            remedy="put the drafts into the folder texts/ and name them in case.yaml under texts, or name the files",
        )
    return versions, case


def _named(source: str) -> tuple[str, str, Path]:
    """Name, day and file of `FILE`, `DATE=FILE` or `NAME=FILE`; a file whose own name has the sign is a file."""
    label, sign, rest = source.partition("=")
    if not sign or Path(source).exists():
        return Path(source).name, "", Path(source)
    if not label.strip() or not rest:
        raise TravauxError(f"{source!r} names no draft", remedy="give FILE, DATE=FILE or NAME=FILE")
    if _DAY.fullmatch(label.strip()):
        return Path(rest).name, label.strip(), Path(rest)
    return label.strip(), "", Path(rest)


def _version(name: str, day: str, path: Path, convention: Path | None) -> Version:
    from travaux.cli.opening import open_draft
    from travaux.facts.naming import as_day
    from travaux.lineage.versions import Version

    if not path.exists() and _is_case(str(path)):
        raise TravauxError(
            f"{str(path)!r} is a case and stands among drafts", remedy="give one case alone, or drafts only"
        )
    return Version(name, as_day(day or None), open_draft(path, convention))
