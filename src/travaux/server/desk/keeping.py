"""What is worked out once and kept in memory while it is asked for."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from travaux.errors import TravauxError

__all__ = ["Keep"]

T = TypeVar("T")


class Keep:
    """Answers by key, the least recently asked for leaving first.

    One answer is worked out once even if several ask at the same time; others go on meanwhile.

    Args:
        most: how much may be kept, in the unit of `weight`.
        weight: how much one answer takes, from the answer and the seconds of CPU it took to work out; 1 by default.

    Example:
        >>> keep = Keep(most=2)
        >>> [keep.get(word, lambda: len(word)) for word in ("one", "three", "one")]
        [3, 5, 3]
    """

    def __init__(self, most: int, weight: Callable[[Any, float], int] = lambda *_: 1) -> None:
        self._most, self._weight, self._sum = most, weight, 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._doing: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The answer for a key, worked out if it is not there.

        What cannot be had (a `TravauxError`) is kept as well and raised again; other faults are not kept.
        """
        with self._lock:
            if key in self._kept:
                return self._found(key)  # type: ignore[no-any-return]
            doing = self._doing.setdefault(key, threading.Lock())
        with doing:
            with self._lock:
                if key in self._kept:
                    return self._found(key)  # type: ignore[no-any-return]
            try:
                answer = self._put(key, compute)
            finally:
                with self._lock:
                    if self._doing.get(key) is doing:
                        del self._doing[key]
        return _given(answer)  # type: ignore[no-any-return]

    def _found(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return _given(self._kept[key][0])

    def _put(self, key: Hashable, compute: Callable[[], T]) -> T | TravauxError:
        started = time.thread_time()
        answer = _answer(compute)
        weight = 1 if isinstance(answer, TravauxError) else self._weight(answer, time.thread_time() - started)
        with self._lock:
            self._sum += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (answer, weight)
            while self._sum > self._most and len(self._kept) > 1:
                self._sum -= self._kept.popitem(last=False)[1][1]
        return answer


def _answer(compute: Callable[[], T]) -> T | TravauxError:
    try:
        return compute()
    except TravauxError as error:
        return error


def _given(answer: Any) -> Any:
    if isinstance(answer, TravauxError):
        raise answer.with_traceback(None)
    return answer
