"""Changes that leave a file well formed, so that they get past the parsers: to XML elements and JSON values."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from lxml import etree

__all__ = ["changed_json", "changed_xml"]

VALUES: tuple[Any, ...] = (None, True, -1, 0, 10**9, 1.5, "", "x", "[", [], {}, [None], {"kind": "text"}, "bracket")
ATTRIBUTES = ("", "0", "-1", "999999999999", "x", "a b", "#x", "[", "1", "nonsense")


def changed_xml(data: bytes, chance: Random, tokens: tuple[bytes, ...]) -> bytes:
    """XML with one to five elements removed, doubled, moved, unwrapped or given other words or attributes."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    for _ in range(chance.choice((1, 1, 2, 5))):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        _change_element(chance.choice(elements), elements, chance, tokens)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _change_element(
    element: etree._Element, elements: list[etree._Element], chance: Random, tokens: tuple[bytes, ...]
) -> None:
    act = chance.choice(("remove", "double", "move", "words", "words", "tail", "attribute", "attribute", "nest"))
    parent = element.getparent()
    if act == "words":
        element.text = _spoilt(element.text, chance, tokens)
    elif act == "tail" and parent is not None:
        element.tail = _spoilt(element.tail, chance, tokens)
    elif act == "attribute" and element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(ATTRIBUTES))
    elif act == "remove" and parent is not None:
        parent.remove(element)
    elif act == "double" and parent is not None:
        parent.insert(chance.randrange(len(parent) + 1), _copy(element))
    elif act == "move":
        chance.choice(elements).append(_copy(element))
    elif act == "nest":
        for _ in range(chance.choice((3, 30, 150))):
            element = etree.SubElement(element, element.tag)


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _spoilt(words: str | None, chance: Random, tokens: tuple[bytes, ...]) -> str:
    place = chance.randrange(len(words or "") + 1)
    token = chance.choice(tokens).decode("utf-8", "ignore") * chance.choice((1, 1, 40))
    spoilt = (words or "")[:place] + token + (words or "")[place:]
    return "".join(sign for sign in spoilt if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def changed_json(data: bytes, chance: Random) -> bytes:
    """JSON with one to five values replaced, removed, doubled or moved."""
    tree = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        holders = [holder for holder in _holders(tree) if holder]
        if not holders:
            break
        _change_value(chance.choice(holders), holders, chance)
    return json.dumps(tree, ensure_ascii=False).encode()


def _holders(value: Any) -> list[Any]:
    if not isinstance(value, dict | list):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [value, *(holder for item in inner for holder in _holders(item))]


def _change_value(holder: Any, holders: list[Any], chance: Random) -> None:
    key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
    act = chance.choice(("replace", "replace", "remove", "double", "move", "words"))
    if act == "remove":
        del holder[key]
    elif act == "double" and isinstance(holder, list):
        holder.insert(key, json.loads(json.dumps(holder[key])))
    elif act == "move":
        holder[key] = json.loads(json.dumps(chance.choice(holders)))
    elif act == "words" and isinstance(holder[key], str):
        holder[key] += chance.choice(("[", "]", " Option 1:", "\u202e", "\x00", "[" * 500))
    else:
        holder[key] = chance.choice(VALUES)
