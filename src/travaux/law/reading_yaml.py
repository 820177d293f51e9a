"""YAML as people write weights, scales and targets: a key stands once, and nothing refers to another place."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode

__all__ = ["read_yaml"]


def read_yaml(words: str) -> Any:
    """The value of a text in YAML.

    Raises:
        yaml.YAMLError: if it is no YAML, a key stands twice in a mapping (one value would be lost), a day or number is
            none (`2013-02-30`), or it holds a reference (`*`), with which a short text can grow without end.
        RecursionError: if it is too deep.

    Example:
        >>> read_yaml("grace: 2")
        {'grace': 2}
    """
    return yaml.load(words, Loader=_Once)


class _Once(yaml.SafeLoader):
    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(AliasEvent):
            mark = self.get_mark()
            raise ConstructorError(None, None, "a reference stands here, and none is read", mark)
        found: Node | None = super().compose_node(parent, index)
        return found

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, ScalarNode):
                if key.value in seen:
                    raise ConstructorError(None, None, f"the key {key.value!r} stands twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            problem = f"{node.value!r} cannot be read: {error}"
            raise ConstructorError(None, None, problem, node.start_mark) from error
