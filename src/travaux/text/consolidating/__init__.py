"""One bracketed text with attributions out of a base text and many proposals."""

from travaux.text.consolidating.consolidating import consolidate
from travaux.text.consolidating.model import Consolidation

__all__ = ["Consolidation", "consolidate"]
