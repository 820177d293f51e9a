"""Reading a draft: from any file a reader may be handed to an instrument."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from travaux.errors import TravauxError
from travaux.text.convention import Convention
from travaux.text.growing import growing
from travaux.text.instrument import Instrument
from travaux.text.manuscript import Manuscript, Ready

__all__ = ["read", "read_convention", "read_text"]

Reader = Callable[[str, bytes], Manuscript | Ready | Instrument]


def read(path: str | Path, convention: str | Path | Convention | None = None) -> Instrument:
    """Read a negotiating text.

    Args:
        path: a text, Markdown, HTML, PDF, DOCX, Akoma Ntoso or Travaux JSON file.
        convention: what the marks of the document mean, or a TOML file that says so; guessed if None.

    Returns:
        The instrument, its conservation checked.

    Raises:
        Refused: if the file cannot be a negotiating text (a scan, an encrypted or hostile file ...).
        TravauxError: if the convention file is not one.

    Example:
        >>> import travaux
        >>> travaux.read("draft.txt").clean_texts  # doctest: +SKIP
        12
    """
    from travaux.text.formats.gate import identify

    path = Path(path)
    known = read_convention(convention) if isinstance(convention, str | Path) else convention
    form, data = identify(path)
    with growing():
        return _instrument(_READERS[form](path.name, data), known)


def read_text(words: str, convention: Convention | None = None) -> Instrument:
    """Read a negotiating text from a string, as plain text.

    Example:
        >>> read_text("Each Party [shall][may] act.").clean_texts
        2
    """
    from travaux.text.formats.plain import read_plain

    with growing():
        return _instrument(read_plain("text", words), convention)


def read_convention(path: str | Path) -> Convention:
    """The convention that a TOML file states; what it leaves out keeps its usual meaning.

    Raises:
        TravauxError: if the file cannot be read, or names what a convention does not have.
    """
    from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

    path = Path(path)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(with_config(ConfigDict(extra="forbid"))(Convention)).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise TravauxError(
            f"the convention file is wrong at {place or 'its top'}",
            where=path.name,
            why=first["msg"],
            remedy="see the page on conventions in the documentation for the names and values it may hold",
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TravauxError(
            "the convention file cannot be read",
            where=path.name,
            why=str(error),
            remedy="give a TOML file",
        ) from error


def _instrument(found: Manuscript | Ready | Instrument, convention: Convention | None) -> Instrument:
    from travaux.text.notation.interpret import interpret
    from travaux.text.notation.ready import settled

    if isinstance(found, Instrument):
        return found
    return settled(found) if isinstance(found, Ready) else interpret(found, convention)


def _text_reader(module: str, name: str) -> Reader:
    def reader(file: str, data: bytes) -> Manuscript | Ready | Instrument:
        from travaux.text.formats.gate import decode

        found: Manuscript | Ready = getattr(import_module(f"travaux.text.formats.{module}"), name)(
            file, decode(data, file)
        )
        return found

    return reader


def _bytes_reader(module: str, name: str) -> Reader:
    def reader(file: str, data: bytes) -> Manuscript | Ready | Instrument:
        found: Manuscript | Ready | Instrument = getattr(import_module(f"travaux.text.formats.{module}"), name)(
            file, data
        )
        return found

    return reader


_READERS: dict[str, Reader] = {
    "text": _text_reader("plain", "read_plain"),
    "markdown": _text_reader("markdown_in", "read_markdown"),
    "html": _bytes_reader("html_in", "read_html"),
    "pdf": _bytes_reader("pdf", "read_pdf"),
    "docx": _bytes_reader("docx_in", "read_docx"),
    "akn": _bytes_reader("akn_in", "read_akn"),
    "json": _bytes_reader("json_io", "loads"),
}
