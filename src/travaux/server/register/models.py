"""The two tables of the register: entries, which are only ever added, and the files that they name."""

from __future__ import annotations

from django.db import models

__all__ = ["LONGEST_ACCOUNT", "LONGEST_CASE", "Entry", "StoredFile"]

LONGEST_CASE = 100
LONGEST_ACCOUNT = 150
_HEX = 64  # digits of SHA-256


class Entry(models.Model):
    """One thing that was entered into one case; `travaux.server.register.chain` says how entries hang together.

    `number` counts over the whole register from 1, `at` is the moment in UTC as ISO 8601 with microseconds, `by` the
    name of the account, `body` canonical JSON, `previous` the digest of the entry before, `digest` its own.
    """

    number = models.BigIntegerField(primary_key=True)
    case = models.CharField(max_length=LONGEST_CASE)
    at = models.CharField(max_length=27)
    by = models.CharField(max_length=LONGEST_ACCOUNT)
    act = models.CharField(max_length=20)
    body = models.TextField()
    previous = models.CharField(max_length=_HEX)
    digest = models.CharField(max_length=_HEX)

    class Meta:
        """One entry opens a case; the last of a case, and the names of all, are found at once."""

        indexes = (
            models.Index(fields=["case", "number"], name="entries_of_a_case"),
            models.Index(fields=["act", "number"], name="entries_of_an_act"),
        )
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=models.Q(act="opened"), name="a_case_opens_once"),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.act} in {self.case}"


class StoredFile(models.Model):
    """The bytes of a file, stored once under their SHA-256; its name stands in the fact that goes with it."""

    digest = models.CharField(primary_key=True, max_length=_HEX)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest
