"""One reader and one writer for each format; `travaux.text.reading` and `travaux.text.writing` pick and load them."""

__all__: list[str] = []
