"""Names of WordprocessingML (ECMA-376) as lxml spells them."""

from __future__ import annotations

__all__ = ["CHANGES", "CHOICES", "ID", "MC", "REL", "VAL", "WORDS", "W", "w"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CHOICES = "urn:travaux:choices:1"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{W}}}{name}"


VAL = w("val")
ID = w("id")
T, DEL_TEXT, SYM, NO_BREAK_HYPHEN = w("t"), w("delText"), w("sym"), w("noBreakHyphen")
MATH_TEXT, DRAWING_TEXT = f"{{{_MATH}}}t", f"{{{_DRAWING}}}t"
WORDS = (T, DEL_TEXT, w("travauxRun"), MATH_TEXT, DRAWING_TEXT, SYM, NO_BREAK_HYPHEN)
RUN, PARAGRAPH = w("travauxRun"), w("travauxParagraph")
P, R, P_PR, R_PR, TBL, TC = w("p"), w("r"), w("pPr"), w("rPr"), w("tbl"), w("tc")
CHANGES = {w("ins"): "inserted", w("del"): "deleted", w("moveFrom"): "moved_from", w("moveTo"): "moved_to"}
