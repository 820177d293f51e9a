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
    "Convention", "Instrument", "Refused", "TravauxError", "UnknownChoice", "compare", "consensus", "consolidate",
    "open_case", "read", "read_convention", "read_text", "side_by_side", "wording", "write",
]

if TYPE_CHECKING:
    from travaux.consensus.inquiry import consensus
    from travaux.facts.opening import open_case
    from travaux.text.comparing.comparing import compare
    from travaux.text.consolidating.consolidating import consolidate
    from travaux.text.side_by_side.rows import side_by_side
else:
    # Verbs of rooms that load more than a text needs come with their first use.
    _LATER = {
        "compare": "travaux.text.comparing.comparing",
        "consensus": "travaux.consensus.inquiry",
        "consolidate": "travaux.text.consolidating.consolidating",
        "open_case": "travaux.facts.opening",
        "side_by_side": "travaux.text.side_by_side.rows",
    }

    def __getattr__(name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_LATER[name]), name)
