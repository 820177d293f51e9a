"""The names of Akoma Ntoso: which element stands for which provision, and the namespace of what Travaux adds."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from travaux.text.model import Role

__all__ = [
    "AKN", "BLOCKS", "CHOICES", "CONTAINERS", "DIVISIONS", "GROUPS", "LISTED", "LISTED_ROLES", "MARK_ELEMENTS",
    "PARAGRAPHS", "QUOTED", "attribute", "local",
]

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
CHOICES: Final = "urn:travaux:choices:1"
"""The namespace of the attributes that carry choices."""

DIVISIONS: Final[dict[str, Role]] = {
    "book": "part", "tome": "part", "part": "part", "subpart": "part", "title": "part", "subtitle": "part",
    "division": "part", "subdivision": "part", "chapter": "chapter", "subchapter": "chapter", "section": "section",
    "article": "article", "rule": "article", "clause": "article", "attachment": "annex", "annex": "annex",
    "schedule": "annex", "heading": "heading", "crossheading": "heading", "debateSection": "heading",
    "debatesection": "heading",
}
"""Provisions whose heading is their own text. Some are names of an `hcontainer`."""

PARAGRAPHS: Final = frozenset({"paragraph", "subsection", "subrule", "level", "alinea"})
"""Numbered text; when one stands in another, the inner one is an item."""

LISTED: Final = frozenset({"point", "item", "indent", "li", "subparagraph", "subclause"})
LISTED_ROLES: Final[tuple[Role, ...]] = ("item", "subitem", "point")

SPEECH_SECTIONS: Final = frozenset({
    "administrationOfOath", "rollCall", "prayers", "oralStatements", "writtenStatements", "personalStatements",
    "ministerialStatements", "resolutions", "nationalInterest", "declarationOfVote", "communication", "petitions",
    "papers", "noticesOfMotion", "questions", "address", "proceduralMotions", "pointOfOrder", "adjournment",
})
GROUPS: Final = SPEECH_SECTIONS | {
    "list", "sublist", "hcontainer", "blockContainer", "blockList", "tblock", "recitals", "recital", "citations",
    "citation", "proviso", "transitional", "speech", "speechGroup", "question", "answer", "other", "component",
}
"""Elements that may have a number and a heading without being a provision of a known kind."""

CONTAINERS: Final = frozenset({
    "akomaNtoso", "act", "bill", "doc", "statement", "amendment", "amendmentList", "officialGazette",
    "documentCollection", "debate", "debateReport", "judgment", "portion", "coverPage", "preface", "preamble",
    "body", "mainBody", "debateBody", "judgmentBody", "amendmentBody", "portionBody", "collectionBody",
    "conclusions", "attachments", "components", "header", "content", "intro", "wrapUp", "container", "div",
    "longTitle", "formula", "interstitial", "introduction", "background", "arguments", "remedies", "motivation",
    "decision", "amendmentHeading", "amendmentContent", "amendmentReference", "amendmentJustification", "table",
    "tr", "td", "th", "ul", "ol", "quotedStructure", "embeddedStructure", "subFlow",
})
BLOCKS: Final = frozenset({
    "p", "block", "heading", "subheading", "crossHeading", "from", "caption", "listIntroduction", "listWrapUp", "scene",
    "narrative", "summary", "num",
})
QUOTED: Final = frozenset({"quotedStructure", "embeddedStructure"})
"""Text of another document: its provisions are not provisions of this one."""

MARK_ELEMENTS: Final = {"b": "bold", "i": "italic", "u": "underline", "sup": "superscript", "sub": "subscript"}


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


@cache
def attribute(name: str) -> str:
    """The full name of an attribute in the namespace of choices."""
    return f"{{{CHOICES}}}{name}"
