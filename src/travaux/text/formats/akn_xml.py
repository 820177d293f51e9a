"""Parsing XML that a stranger sent: no entities, no network, no bottomless nesting."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from travaux.errors import Refused

__all__ = ["DEPTH", "parse"]

DEPTH = 200
"""Elements may stand in each other this many times; real documents need about thirty."""

_ELEMENT = re.compile(rb"<[^!?\x00]")


def parse(name: str, data: bytes) -> Any:
    """The root element, without comments and processing instructions.

    Args:
        name: the file's name, for error messages.
        data: the file.

    Raises:
        Refused: if the file is not well-formed, has a document type declaration, or nests deeper than `DEPTH`.
    """
    first = _ELEMENT.search(data)
    if b"<!DOCTYPE" in data[: first.start() if first else None]:
        raise _declares(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = str(error)
        if "depth" in message.lower():
            raise _nests(name) from error
        raise Refused(
            "the file is not well-formed XML", where=name, why=message, remedy="repair it there, or export it again"
        ) from error
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise _declares(name)
    if root.xpath("boolean(" + "/*" * (DEPTH + 1) + ")"):
        raise _nests(name)
    return root


def _declares(name: str) -> Refused:
    return Refused(
        "the XML declares a document type",
        where=name,
        why="entities could be hidden in it, and Akoma Ntoso needs none",
        remedy="remove the <!DOCTYPE ...> declaration and send the file again",
    )


def _nests(name: str) -> Refused:
    return Refused(
        "elements nest too deep",
        where=name,
        why=f"more than {DEPTH} levels",
        remedy="check where the file comes from; no real document nests like this",
    )
