"""Treaties that bind: who signed, who is bound on a day, when a treaty enters into force, who is likely to join."""

__all__: list[str] = []
