"""The instrument: a negotiating text with what was learnt while reading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from travaux.text.choosing import Rest, choose, clean_texts, project
from travaux.text.convention import Convention
from travaux.text.issues import Issue, issues
from travaux.text.manuscript import Diagnostic, Dropped
from travaux.text.model import Stream
from travaux.text.outline import Provision, outline

__all__ = ["Conservation", "Instrument", "MarkCount", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from: file name, format, pages (None without pages), language (ISO 639-1 or None)."""

    file: str = ""
    format: str = ""
    pages: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class MarkCount:
    """Square brackets of the source.

    `open = paired + unclosed + not_negotiation` and `close = paired + stray + not_negotiation`.
    """

    open: int = 0
    close: int = 0
    paired: int = 0
    unclosed: int = 0
    stray: int = 0
    not_negotiation: int = 0
    max_depth: int = 0


@dataclass(frozen=True, slots=True)
class Conservation:
    """What became of the characters of the source, white space left aside. `lost` must be 0."""

    source_characters: int = 0
    in_tree: int = 0
    dropped: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Instrument:
    """A negotiating text. Two instruments are equal when their streams are.

    Example:
        >>> import travaux
        >>> text = travaux.read_text("Each Party [shall][may] act.")
        >>> text.clean_texts
        2
    """

    body: Stream = ()
    title: str = field(default="", compare=False)
    source: Source = field(default_factory=Source, compare=False)
    convention: Convention = field(default_factory=Convention, compare=False)
    marks: MarkCount = field(default_factory=MarkCount, compare=False)
    conservation: Conservation = field(default_factory=Conservation, compare=False)
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    @property
    def clean_texts(self) -> int:
        """How many different clean texts the choices allow: an exact count, not an enumeration."""
        return clean_texts(self.body)

    def issues(self, party: str | None = None) -> tuple[Issue, ...]:
        """The open points in reading order, or those in which one party is named.

        Example:
            >>> import travaux
            >>> [issue.question for issue in travaux.read_text("Each Party [US propose: shall] act.").issues("US")]
            ['… Each Party with or without “shall”']
        """
        found = issues(self.body)
        return found if party is None else tuple(issue for issue in found if issue.concerns(party))

    def outline(self) -> tuple[Provision, ...]:
        """The units of the text (articles, paragraphs, items ...) in reading order, with their open choices."""
        return outline(self.body)

    def choose(self, settings: Mapping[str, str], rest: Rest = None) -> Instrument:
        """The text with some choices settled.

        Args:
            settings: choice id → option (`keep`, `drop`, a label, or a position from 1).
            rest: what becomes of the other choices: `keep`, `drop`, or None to leave them open.

        Raises:
            UnknownChoice: if a choice or option does not exist.

        Example:
            >>> import travaux
            >>> draft = travaux.read_text("Each Party [shall][may] act.")
            >>> travaux.wording.plain_words(draft.choose({draft.issues()[0].id: "2"}).body)
            'Each Party may act.'
        """
        return replace(self, body=choose(self.body, settings, rest))

    def project(self, party: str) -> Instrument:
        """The text as one party wants it, as far as its brackets name it; the rest stays open."""
        return replace(self, body=project(self.body, party))
