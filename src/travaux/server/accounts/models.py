"""Tables beside the register: they say who may look, and hold nothing that is on record."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

__all__ = ["Looked", "Paper", "Seat", "Tray"]


class Seat(models.Model):
    """Where an account sits: its role in one case, or in every case where `case` is empty.

    `party` is the id of a party or group in the case, for delegations; empty for all others.
    """

    ROLES = ("chair", "secretariat", "delegation", "observer")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    case = models.SlugField(max_length=100, blank=True, default="")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    party = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        """One seat for an account in a case."""

        constraints = (models.UniqueConstraint(fields=["account", "case"], name="one_seat_in_a_case"),)


class Looked(models.Model):
    """The day and version up to which somebody has read what changed in a case."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looked")
    case = models.SlugField(max_length=100)
    at = models.DateTimeField()
    version = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        """One mark for an account in a case."""

        constraints = (models.UniqueConstraint(fields=["account", "case"], name="one_mark_in_a_case"),)


class Tray(models.Model):
    """Papers that somebody put aside to work on, such as proposals to consolidate; only their account opens it.

    What is in it is not on record, and it is emptied after a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trays")
    case = models.SlugField(max_length=100)
    made = models.DateTimeField(auto_now_add=True)
    purpose = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)


class Paper(models.Model):
    """One file in a tray: its name, what it is there for (a party, or `old`, `new`, `base`), and its bytes."""

    tray = models.ForeignKey(Tray, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=255)
    place = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        """In the order in which they were put there."""

        ordering = ("id",)
