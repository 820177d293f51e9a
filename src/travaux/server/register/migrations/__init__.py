"""How the tables of the register came to be."""

__all__: list[str] = []
