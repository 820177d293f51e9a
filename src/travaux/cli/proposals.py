"""Proposals named on the command line: which party asks for which text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import travaux
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.text.instrument import Instrument

__all__ = ["Base", "Partial", "Proposals", "party_code", "proposal_files", "read_proposals"]

Base = Annotated[
    Path,
    typer.Argument(
        metavar="BASE",
        help="The text that the proposals start from: any format that Travaux reads.",
        show_default=False,
    ),
]
Proposals = Annotated[
    list[str] | None,
    typer.Option(
        "--proposal",
        metavar="CC=FILE",
        help="What a party proposes: its code or name, and its whole text (clean, or with tracked changes). "
        "Once for each party.",
        show_default=False,
    ),
]
Partial = Annotated[
    list[str] | None,
    typer.Option(
        "--partial",
        metavar="CC",
        help="This party's file is only a part of the text: what it does not hold it leaves alone. May be repeated.",
        show_default=False,
    ),
]
_FORM = "write --proposal CC=FILE"


def read_proposals(specs: Sequence[str], base: Path | None = None) -> dict[str, Instrument]:
    """The proposals by party, in the order given.

    Args:
        specs: `PARTY=FILE` each: a code or a name, then a file whose name may hold `=` itself.
        base: the text that the proposals start from, which cannot be a proposal at the same time.

    Returns:
        The text of each party under its code (ISO 3166-1 alpha-2, or that of a group), or under the name as given
        where no code is known for it.

    Raises:
        TravauxError: if there is none; if one is not written so, names no party, no file, or the base; if a party
            comes twice; if a file cannot be read or has no words.

    Example:
        >>> read_proposals(["Kenya"])
        Traceback (most recent call last):
            ...
        travaux.errors.TravauxError: no file in the proposal 'Kenya'. Remedy: write --proposal CC=FILE.
    """
    return {party: _read(party, path) for party, path in proposal_files(specs, base).items()}


def proposal_files(specs: Sequence[str], base: Path | None = None) -> dict[str, Path]:
    """The files of the proposals by party, none of them read yet; arguments and errors as for `read_proposals`."""
    if not specs:
        raise TravauxError("no proposal was given", remedy=_FORM)
    files: dict[str, Path] = {}
    for spec in specs:
        party, path = _parsed(spec)
        if party in files:
            raise TravauxError(
                f"{party} proposes twice", why=f"{files[party].name} and {path.name}",
                remedy="give each party one text; put what it proposes into one file",
            )
        files[party] = path
    for party, path in files.items():
        _check(party, path, base)
    return files


def party_code(words: str) -> str:
    """The code of a party or group as written in any case; the words themselves where no code is known for them.

    Example:
        >>> party_code("kenya"), party_code("Friends of  typefaces")
        ('KE', 'Friends of typefaces')
    """
    from travaux.text.lexicon.names import code_named

    party = " ".join(words.split())
    return code_named(party) or party


def _parsed(spec: str) -> tuple[str, Path]:
    party, sign, file = spec.partition("=")
    party, file = party_code(party), file.strip()
    if not sign or not file:
        raise TravauxError(f"no file in the proposal {spec!r}", remedy=_FORM)
    if not party:
        raise TravauxError(f"no party in the proposal {spec!r}", remedy=_FORM)
    return party, Path(file)


def _check(party: str, path: Path, base: Path | None) -> None:
    if not os.path.exists(path):  # unlike Path.exists it takes any name
        raise TravauxError(
            f"there is no such file for the proposal of {party}", where=str(path), remedy="check the name"
        )
    if base is not None and os.path.exists(base) and path.samefile(base):
        raise TravauxError(
            f"the proposal of {party} is the base text itself", where=str(path),
            remedy="name the file in which the party made its changes, or leave the party out",
        )


def _read(party: str, path: Path) -> Instrument:
    from travaux.text.tracked import accepted
    from travaux.text.wording import plain_words

    proposal = travaux.read(path)
    if not any(map(str.isalnum, plain_words(accepted(proposal.body)))):
        raise TravauxError(
            f"the proposal of {party} has no words", where=str(path),
            why="with its tracked changes accepted nothing is left" if proposal.body else "",
            remedy="leave the party out if it proposes nothing; to propose that a text falls, say so in words",
        )
    return proposal
