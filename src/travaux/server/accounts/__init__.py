"""Who has an account and where they sit: seats with roles, sample accounts, and how people sign in."""

__all__: list[str] = []
