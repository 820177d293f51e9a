"""The tables of accounts, step by step."""

__all__: list[str] = []
