"""What is worked out once and kept in memory while it is asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

__all__ = ["Keep"]

T = TypeVar("T")


class Keep:
    """Answers by key, the least recently asked for leaving first.

    One answer is worked out once even if several ask at the same time; others go on meanwhile.

    Args:
        most: how much may be kept, in the unit of `weight`.
        weight: how much one answer takes; by default 1 each.

    Example:
        >>> keep = Keep(most=2)
        >>> [keep.get(word, lambda: len(word)) for word in ("one", "three", "one")]
        [3, 5, 3]
    """

    def __init__(self, most: int, weight: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._weight, self._sum = most, weight, 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._doing: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The answer for a key, worked out if it is not there. What fails is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key][0]
                return found
            doing = self._doing.setdefault(key, threading.Lock())
        with doing:
            with self._lock:
                if key in self._kept:
                    again: T = self._kept[key][0]
                    return again
            try:
                answer = compute()
                self._put(key, answer)
            finally:
                with self._lock:
                    self._doing.pop(key, None)
        return answer

    def _put(self, key: Hashable, answer: Any) -> None:
        weight = self._weight(answer)
        with self._lock:
            self._kept[key] = (answer, weight)
            self._sum += weight
            while self._sum > self._most and len(self._kept) > 1:
                self._sum -= self._kept.popitem(last=False)[1][1]
