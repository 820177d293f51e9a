"""What can be entered into a case, and the words it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from travaux.errors import TravauxError
from travaux.facts.loading_identity import identified
from travaux.facts.model import FACTS, Fact, TextVersion

__all__ = ["Act", "body_of", "fact_act", "shelved_name"]

_DIGITS = 8
_STEM, _ENDING = 50, 10  # letters; with four bytes each they still are a name on disk


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to enter.

    Attributes:
        act: `opened`, `fact`, `published` or `withdrawn`.
        body: what is entered, as plain values.
        content: the file that goes with the fact of a text.
    """

    act: str
    body: Mapping[str, Any]
    content: bytes | None = None


def fact_act(section: str, fact: Fact, content: bytes | None = None) -> Act:
    """The act that enters a fact.

    Args:
        section: the section of a case file that it belongs to.
        fact: the fact; one without an id gets that which is made from its content.
        content: the file, if it is a text. Its name is then `shelved_name`, which says nothing of other files.

    Raises:
        TravauxError: if the section holds no such facts.
    """
    if isinstance(fact, TextVersion) and content is not None:
        fact = fact.model_copy(update={"file": shelved_name(fact.file, content)})
    return Act("fact", body_of(section, fact, content), content)


def body_of(section: str, fact: Fact, content: bytes | None) -> dict[str, Any]:
    """The body of an entry with a fact, its file named by its digest.

    Raises:
        TravauxError: if the section holds no such facts, a file comes with what is no text, or it cannot be kept.
    """
    if not isinstance(fact, FACTS.get(section, ())) or (content is not None and section != "texts"):
        raise TravauxError(
            f"a {type(fact).__name__} cannot be entered under {section!r}", remedy="name the section of its kind"
        )
    try:
        whole = identified(section, fact)
        said = whole.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    except ValueError as error:
        raise TravauxError(
            "the fact cannot be kept",
            why="it holds half a character, or what is no plain value",
            remedy="give words, whole characters, finite numbers, lists and mappings",
        ) from error
    body: dict[str, Any] = {"section": section, "fact": {**said, "id": whole.id}}
    if content is not None:
        body["file"] = sha256(content).hexdigest()
    return body


def shelved_name(file: str, content: bytes) -> str:
    """The name of a file that is entered: its own, shortened, and eight digits of its content.

    It follows from the file alone, so it does not tell what other files there are.

    Example:
        >>> shelved_name("rev2.txt", b"Article 1")
        'rev2-b9c5a06b.txt'
    """
    path = PurePosixPath("".join(sign for sign in file.replace("\\", "/") if sign.isprintable()))
    digits = sha256(content).hexdigest()[:_DIGITS]
    stem = path.stem.removesuffix(f"-{digits}").strip(".")[:_STEM] or "draft"
    return f"{stem}-{digits}{path.suffix[:_ENDING]}"
