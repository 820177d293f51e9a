"""What changed between two texts: provisions linked, words compared, the fates of choices."""

from travaux.text.comparing.applying import apply
from travaux.text.comparing.comparing import compare
from travaux.text.comparing.model import ChoiceChange, Comparison, Link, ProvisionChange, Reopened, Span

__all__ = ["ChoiceChange", "Comparison", "Link", "ProvisionChange", "Reopened", "Span", "apply", "compare"]
