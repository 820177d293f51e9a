"""What changed between two texts: the links of their provisions, the words, the fates of their choices."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from travaux.text.comparing.applying import Script, script
from travaux.text.comparing.printed import Printed
from travaux.text.instrument import Instrument

__all__ = ["Act", "ChoiceChange", "Comparison", "Fate", "Kind", "Link", "ProvisionChange", "Reopened", "Span"]

Kind = Literal["same", "reworded", "moved", "renumbered", "split", "merged", "added", "dropped"]
Act = Literal["same", "deleted", "inserted"]
Fate = Literal[
    "opened", "closed", "reopened", "dropped", "option_added", "option_dropped", "option_reworded",
    "backers_joined", "backers_left",
]


@dataclass(frozen=True, slots=True)
class Link:
    """Units that say the same thing, as indexes into `Printed.units`; one side is empty where there is no counterpart.

    `score` is the chance, from 0 to 1, that a careful reader would say so too; `why` are its reasons in words.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens that are the same, deleted or inserted: half-open ranges in both texts, one of them empty for a change."""

    act: Act
    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """What became of a provision, or of several that were split or merged.

    `old` and `new` are ids of units, `labels` their names for readers. `kind` is the most important change; `moved`,
    `renumbered` and `reworded` say each. `words_deleted` and `words_inserted` count words of its own, without those
    that a choice took along when it closed or opened. `spans` are the tokens in reading order.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_labels: tuple[str, ...]
    new_labels: tuple[str, ...]
    kind: Kind
    score: float
    why: tuple[str, ...]
    words_deleted: int
    words_inserted: int
    reworded: bool
    moved: bool
    renumbered: bool
    reopened: bool
    link: Link
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoiceChange:
    """One thing that happened to one choice.

    A choice that is new is `reopened` if words of one of its options (named in `option`) stood before without a bracket
    or rival of their own, be it inside a larger bracket, and `opened` if not; what was agreed is in `Reopened`.
    `fate` says what; `option` names the option concerned (its label, or `option 2`; for a choice that closed: the one
    whose words stand now, `none` if no words were left, `other wording` if none of its options was taken), `words` are
    that option's words, or for other wording those that stand now; `parties` are those who joined or left, `stance`
    whether they back or oppose the option (`against option 2` in `option`); `old` and `new` are ids of the unit in both
    texts, `where` its name for readers, `question` what was or is open.
    """

    id_old: str | None
    id_new: str | None
    fate: Fate
    option: str = ""
    words: str = ""
    parties: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    where: str = ""
    question: str = ""
    stance: Literal["", "back", "oppose"] = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    """Agreed text that was touched again: a provision without open choices, or words outside them.

    `how` is `bracketed`, `reworded`, `opened` (a new choice in it) or `dropped`; `words` are the agreed words, `now`
    what stands there now.
    """

    old: str
    new: str
    where: str
    how: Literal["bracketed", "reworded", "opened", "dropped"]
    words: str
    now: str = ""


@dataclass(frozen=True)
class Comparison:
    """What changed between two texts.

    `provisions` holds every unit of both texts once, in the order of the new text with dropped ones where they stood;
    `choices` what happened to choices, `kept` the ids of those that go on (old id, new id); `reopened` what was agreed
    and is touched again; `matched_share` is the share of the words of both texts that stand in linked units.
    """

    old: Instrument
    new: Instrument
    old_text: Printed = field(repr=False, compare=False)
    new_text: Printed = field(repr=False, compare=False)
    provisions: tuple[ProvisionChange, ...]
    choices: tuple[ChoiceChange, ...]
    kept: tuple[tuple[str, str], ...]
    reopened: tuple[Reopened, ...]
    matched_share: float

    @cached_property
    def changes(self) -> tuple[ProvisionChange, ...]:
        """The provisions in which anything changed."""
        return tuple(each for each in self.provisions if each.kind != "same")

    @cached_property
    def script(self) -> Script:
        """What `travaux.text.comparing.apply` does to the old text to make it the new one."""
        return script(self.old.body, self.new.body)

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.changes or self.choices or self.reopened)
