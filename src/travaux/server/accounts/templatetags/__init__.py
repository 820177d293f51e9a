"""What templates can say about accounts."""

__all__: list[str] = []
