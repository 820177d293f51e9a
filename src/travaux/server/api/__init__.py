"""What `--json` prints, over HTTP: the same answers from the same view, behind the same gate as the pages."""

__all__: list[str] = []
