"""Travaux reads negotiating texts into one record.

Example:
    >>> import travaux
    >>> draft = travaux.read_text("Each Party [US propose: shall] [CL propose: may] act.")
    >>> draft.clean_texts
    2
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from travaux.errors import Refused, TravauxError, UnknownChoice
from travaux.text import Convention, Instrument, read, read_convention, read_text, wording, write

__version__ = "0.1.0"
__all__ = [
    "Convention", "Instrument", "Refused", "TravauxError", "UnknownChoice", "consensus", "open_case", "read",
    "read_convention", "read_text", "wording", "write",
]

if TYPE_CHECKING:
    from travaux.consensus.inquiry import consensus
    from travaux.facts.opening import open_case
else:
    # Verbs of rooms that load more than a text needs come with their first use.
    _LATER = {"consensus": "travaux.consensus.inquiry", "open_case": "travaux.facts.opening"}

    def __getattr__(name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_LATER[name]), name)
