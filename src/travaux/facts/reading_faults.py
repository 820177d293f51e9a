"""What YAML's own complaints mean to somebody who keeps a case file."""

from __future__ import annotations

import re

import yaml

from travaux.errors import TravauxError

__all__ = ["control_character", "fault_of_syntax"]

# Part of the parser's complaint, and what it mostly comes from, with the remedy.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("cannot start any token", "words begin with a sign that has a meaning of its own", "put them in double quotes"),
    (
        "mapping values are not allowed",
        "a colon and a blank stand inside words, or a line is set too far to the right",
        "put words that hold a colon in double quotes, and set keys of one mapping below each other",
    ),
    ("expected ',' or '}'", "a mapping in braces goes wrong or is not closed", "look for a missing comma, quote or }"),
    ("expected ',' or ']'", "a list in brackets goes wrong or is not closed", "look for a missing comma, quote or ]"),
    ("expected '-' indicator", "a list and a mapping are mixed", "begin every item of the list with - in one column"),
    (
        "expected key",
        "lines of one mapping do not begin in the same column",
        "set the keys of one mapping exactly below each other",
    ),
    ("unexpected end of stream", "a quotation mark is not closed", 'close it; a " inside words is written \\"'),
    ("unexpected document indicator", "a quotation mark is not closed", 'close it; a " inside words is written \\"'),
    ("could not find expected ':'", "a key has no colon, or a quotation mark is not closed", "write `key: value`"),
    ("escape", "a backslash in double quotes begins a sign that does not exist", "write \\\\ for a backslash"),
    ("undefined alias", "a word begins with *", "put it in double quotes"),
    ("tag", "a word begins with !", "put it in double quotes"),
    ("anchor", "a word begins with &", "put it in double quotes"),
    ("block entries are not allowed", "a list begins where none can", "begin it on a line of its own"),
    ("YAML document", "it says that it is written in another version of YAML", "remove the line that begins with %"),
    ("directive", "a line begins with %", "remove it, or put the words in double quotes"),
)
_TAB = ("the line begins with a tab, which YAML does not take", "use blanks in its place")
_ELSE = ("it goes wrong here, or shortly before", "compare with a case file that can be read")
_UNPRINTABLE = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def fault_of_syntax(fault: yaml.MarkedYAMLError, words: str, file: str) -> TravauxError:
    """The error for a file that is not YAML.

    Example:
        >>> try:
        ...     _ = yaml.safe_load("title: Scope: wide")
        ... except yaml.MarkedYAMLError as fault:
        ...     print(fault_of_syntax(fault, "title: Scope: wide", "case.yaml").where)
        case.yaml, line 1, column 13
    """
    problem = f"{fault.problem or ''} {fault.context or ''}"
    meaning, remedy = next(((why, do) for part, why, do in _MEANINGS if part in problem), _ELSE)
    mark = fault.problem_mark or fault.context_mark
    where = file
    if mark is not None:
        where = f"{file}, line {mark.line + 1}, column {mark.column + 1}"
        if "cannot start any token" in problem and words[mark.index : mark.index + 1] == "\t":
            meaning, remedy = _TAB
    if fault.context_mark is not None and mark is not None and fault.context_mark.line < mark.line:
        meaning += f"; what is open here begins on line {fault.context_mark.line + 1}"
    return TravauxError("the file is not YAML", where=where, why=meaning, remedy=remedy)


def control_character(words: str, file: str) -> TravauxError:
    """The error for a file that holds a sign no text file holds."""
    found = _UNPRINTABLE.search(words)
    if found is None:
        return TravauxError("the file is not YAML", where=file, why=_ELSE[0], remedy=_ELSE[1])
    line = words.count("\n", 0, found.start()) + 1
    return TravauxError(
        f"the file holds the control character U+{ord(found[0]):04X}",
        where=f"{file}, line {line}",
        why="no text does, so it may be damaged or no text at all",
        remedy="remove it, or send the file again",
    )
