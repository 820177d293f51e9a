"""In which language and direction a text is written."""

from __future__ import annotations

import re

from travaux.text.comparing.printed import Printed
from travaux.text.formats.docx_direction import from_the_right

__all__ = ["RTL_LETTER", "right_to_left"]

RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A letter of Hebrew, Arabic or a neighbouring script that runs from right to left."""

_ENOUGH = 2000


def right_to_left(text: Printed, language: str | None) -> bool:
    """Whether a text runs from right to left: by its language, or by most of its first letters if that is unknown.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing.printed import printed
        >>> right_to_left(printed(travaux.read_text("تحمي الأطراف العينات.").body), None)
        True
    """
    if language is not None:
        return from_the_right(language)
    words = "".join(text.tokens[:_ENOUGH])
    return 2 * len(RTL_LETTER.findall(words)) > sum(map(str.isalpha, words))
