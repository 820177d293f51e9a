"""The shape of what `travaux compare --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape
from travaux.text.comparing.model import Fate, Kind

__all__ = ["CompareReport"]


class ReopenedRow(Shape):
    """Agreed text that was touched again."""

    old: str = Field(description="Id of the provision in the older text.")
    new: str = Field(description="Id of the provision in the newer text; empty if it was dropped.")
    where: str = Field(description="Its name for readers, in the older text.")
    how: Literal["bracketed", "reworded", "opened", "dropped"]
    words: str = Field(description="The agreed words that were touched; all of the provision if words were added.")
    now: str = Field(description="What stands there now; empty if it was dropped.")


class ProvisionRow(Shape):
    """What became of a provision, or of several that were split or merged."""

    old: list[str] = Field(description="Ids in the older text; empty for an added provision.")
    new: list[str] = Field(description="Ids in the newer text; empty for a dropped one.")
    kind: Kind = Field(description="The most important change.")
    score: float = Field(ge=0, le=1, description="Chance that a careful reader would link them too.")
    words_deleted: int = Field(ge=0, description="Without those that a closing choice dropped.")
    words_inserted: int = Field(ge=0, description="Without those that an opening choice brought.")
    old_labels: list[str] = Field(description="Names for readers in the older text.")
    new_labels: list[str] = Field(description="Names for readers in the newer text.")
    moved: bool
    renumbered: bool
    reworded: bool
    reopened: bool = Field(description="Whether agreed words in it were touched.")
    why: list[str] = Field(description="What the link rests on.")


class ChoiceRow(Shape):
    """One thing that happened to one choice; a choice to which nothing happened has no row."""

    id_old: str | None = Field(description="Null for a choice that is new.")
    id_new: str | None = Field(description="Null for a choice that is gone.")
    fate: Fate
    option: str = Field(
        description="The option concerned: its label, `option 2` or `keep`; `none` and `other wording` for a choice "
        "that closed to none of them; `against option 2` where parties oppose it; empty where all are concerned."
    )
    words: str = Field(description="The words of that option.")
    parties: list[str] = Field(description="Codes of those who joined or left.")
    stance: Literal["", "back", "oppose"] = Field(description="What they do or did; empty for other fates.")
    old: str = Field(description="Id of the provision in the older text, or empty.")
    new: str = Field(description="Id of the provision in the newer text, or empty.")
    where: str = Field(description="Name of the provision for readers.")
    question: str = Field(description="What was or is open, in a few words.")


class CompareReport(Shape):
    """What `travaux compare --json` prints."""

    old: str = Field(description="File name of the older text.")
    new: str = Field(description="File name of the newer text.")
    remarks: list[str] = Field(description="What to know first, such as that these are different documents.")
    reopened: list[ReopenedRow]
    provisions: list[ProvisionRow] = Field(description="All provisions, those that are the same included.")
    choices: list[ChoiceRow]
    kept_choices: int = Field(ge=0, description="Choices that are open in both texts, changed ones included.")
    matched_share: float = Field(ge=0, le=1, description="Share of the words of both in provisions with a counterpart.")
    empty: bool = Field(description="Whether nothing changed.")
    definitions: dict[str, str] = Field(description="What words and figures mean.")
