"""Printed lines: page furniture, footnotes and their marks, paragraphs."""
