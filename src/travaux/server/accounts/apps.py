"""The part of the server that knows accounts, as Django sees it."""

from django.apps import AppConfig

__all__ = ["Accounts"]


class Accounts(AppConfig):
    """Seats, marks of what somebody has read, and papers put aside."""

    name = "travaux.server.accounts"
    label = "accounts"
    verbose_name = "Accounts and seats"
