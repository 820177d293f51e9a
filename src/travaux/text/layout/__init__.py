"""Printed lines: page furniture, footnotes and their marks, paragraphs."""

__all__: list[str] = []
