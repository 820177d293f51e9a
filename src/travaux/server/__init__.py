"""The workbench: a register in a database, accounts, pages."""

__all__: list[str] = []
