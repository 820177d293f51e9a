"""Travaux reads negotiating texts into one record.

Example:
    >>> import travaux
    >>> draft = travaux.read_text("Each Party [US propose: shall] [CL propose: may] act.")
    >>> draft.clean_texts
    2
"""

from travaux.errors import Refused, TravauxError, UnknownChoice
from travaux.text import Convention, Instrument, read, read_convention, read_text, wording, write

__version__ = "0.1.0"
__all__ = [
    "Convention", "Instrument", "Refused", "TravauxError", "UnknownChoice", "read", "read_convention", "read_text",
    "wording", "write",
]
