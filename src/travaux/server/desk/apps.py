"""The part of the server that makes pages, as Django sees it."""

from django.apps import AppConfig

__all__ = ["Desk"]


class Desk(AppConfig):
    """Looks, kept answers, layout."""

    name = "travaux.server.desk"
    label = "desk"
