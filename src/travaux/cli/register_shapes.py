"""The shape of what `verify` prints with `--json`, key by key."""

from __future__ import annotations

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["VerdictReport"]


class RegisterFault(Shape):
    """Something in the register that is not as it should be."""

    where: str = Field(description="The entry, by its number, or `the register`.")
    what: str
    remedy: str


class VerdictReport(Shape):
    """What `travaux verify --json` prints."""

    whole: bool = Field(description="Whether nothing is wrong.")
    entries: int
    cases: int
    files: int
    head: str | None = Field(description="Digest of the last entry (SHA-256); null in an empty register.")
    first_bad: int | None = Field(description="Number at which the first entry stands that is not as it should be.")
    faults: list[RegisterFault] = Field(description="The first 50.")
