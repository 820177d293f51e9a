"""Negotiating texts: the stream with choices, the notation of brackets, readers and writers, choosing."""

from travaux.text import wording
from travaux.text.convention import Convention
from travaux.text.instrument import Instrument
from travaux.text.reading import read, read_convention, read_text
from travaux.text.writing import write

__all__ = ["Convention", "Instrument", "read", "read_convention", "read_text", "wording", "write"]
