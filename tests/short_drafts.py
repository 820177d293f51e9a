"""Short drafts as text, and what the tests of the grammar ask of them."""

import travaux
from travaux.text.wording import plain_words


def read(*paragraphs: str):
    return travaux.read_text("\n\n".join(paragraphs))


def only(text):
    """The one choice of a text."""
    [issue] = text.issues()
    return issue


def words(issue) -> list[str]:
    return [option.text for option in issue.options]


def clean(text, rest: str) -> str:
    return " ".join(plain_words(text.choose({}, rest=rest).body).split())


def by_kind(text, kind: str):
    return [issue for issue in text.issues() if issue.kind == kind]
