"""Redlines: what changed between two texts, as a page for people and as a Word document with tracked changes."""

from travaux.text.redline.docx import redline_docx
from travaux.text.redline.fragment import Fragment, redline_fragment
from travaux.text.redline.html import redline_html

__all__ = ["Fragment", "redline_docx", "redline_fragment", "redline_html"]
