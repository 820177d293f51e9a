"""The case on which pages are measured: five provisions, one issue, forty positions, some told to the chair alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from travaux.facts.loading import from_mapping
from travaux.facts.writing import write_case

PARTIES = 40
NAME, ISSUE = "measured", "fees"
_OPTIONS = ("low", "middle", "high")
_STANCES = ("prefer", "accept", "oppose", "red_line")
_KINDS = ("domestic_law", "constituency", "economic", "principle")


def written(folder: Path) -> Path:
    """The case in a folder, which is given back."""
    home = folder / NAME
    write_case(from_mapping(_case(), NAME), home)
    (home / "texts").mkdir()
    (home / "texts" / "rev1.txt").write_text(_text(), encoding="utf-8")
    return home


def _case() -> dict[str, Any]:
    parties = [f"p{number:02}" for number in range(PARTIES)]
    return {
        "schema": "travaux-case/1",
        "sources": {"report": {"title": "Report of the session", "date": "2025-03-10"}},
        "parties": [{"id": party, "name": f"Delegation {party[1:]}"} for party in parties],
        "groups": [{"id": "coast", "name": "Coastal group", "members": parties[:12]}],
        "sessions": [{"id": "s1", "body": "Committee", "start": "2025-03-03", "end": "2025-03-07"}],
        "texts": [{"id": "rev1", "file": "rev1.txt", "date": "2025-03-03", "session": "s1"}],
        "issues": [
            {
                "id": ISSUE,
                "title": "Fees",
                "article": "Article 1",
                "question": "How high are fees?",
                "options": [{"id": option, "label": f"The {option} fee"} for option in _OPTIONS],
                "text": "rev1",
                "choice": "art1.p1.c1",
            }
        ],
        "positions": [_position(number, party) for number, party in enumerate(parties)],
    }


def _position(number: int, party: str) -> dict[str, Any]:
    return {
        "party": party,
        "issue": ISSUE,
        "option": _OPTIONS[number % 3],
        "stance": _STANCES[number % 4],
        "restraint": {"kind": _KINDS[number % 4], "reason": "its law sets another amount"},
        "date": f"2025-03-{3 + number % 5:02}",
        "source": "report",
        "evidence": "seen",
        "confidence": "high",
        **({"reader": "chair"} if number % 8 == 0 else {}),
    }


def _text() -> str:
    lines = ["Article 1", "Fees", ""]
    for number in range(1, 6):
        lines += [f"{number}. Each Party shall pay [a low fee] [a middle fee] [a high fee] in year {number}.", ""]
    return "\n".join(lines)
