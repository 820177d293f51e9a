"""What templates can say about the desk."""

__all__: list[str] = []
