"""The register, as Django sees it."""

from django.apps import AppConfig

__all__ = ["Register"]


class Register(AppConfig):
    """Entries chained to each other, and the files that they name."""

    name = "travaux.server.register"
    label = "register"
    verbose_name = "Register"
