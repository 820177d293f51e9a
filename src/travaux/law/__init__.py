"""Laws that converge: norms compared across jurisdictions over time."""

__all__: list[str] = []
