"""What is kept: worked out once, bounded, and what cannot be had is not tried again."""

import threading

import pytest

from travaux.errors import TravauxError
from travaux.server.desk.keeping import Keep


def test_an_answer_is_worked_out_once_even_if_many_ask_at_the_same_time():
    keep, calls, begun = Keep(most=10), [], threading.Event()

    def compute():
        calls.append(1)
        begun.wait(5)
        return "answer"

    answers = []
    threads = [threading.Thread(target=lambda: answers.append(keep.get("key", compute))) for _ in range(6)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join(10)
    assert (calls, answers) == ([1], ["answer"] * 6)


def test_the_least_recently_asked_for_leaves_first():
    keep, made = Keep(most=2), []
    for word in ("one", "two", "one", "three", "one", "two"):
        keep.get(word, lambda word=word: made.append(word))
    assert made == ["one", "two", "three", "two"]


def test_heavy_answers_push_out_light_ones_and_the_sum_comes_back_to_what_is_there():
    keep = Keep(most=10, weight=lambda words, _: len(words))
    for word in ("four", "four", "fives", "nine nine", "four"):
        keep.get(word, lambda word=word: word)
    assert keep._sum == sum(weight for _, weight in keep._kept.values()) <= 10


def test_what_cannot_be_had_is_kept_and_told_again():
    keep, tried = Keep(most=10), []

    def fails():
        tried.append(1)
        raise TravauxError("the file is no draft")

    for _ in range(3):
        with pytest.raises(TravauxError, match="no draft"):
            keep.get("key", fails)
    assert tried == [1]


def test_a_fault_is_not_kept():
    keep, tried = Keep(most=10), []

    def fails():
        tried.append(1)
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            keep.get("key", fails)
    assert tried == [1, 1]
    assert keep.get("key", lambda: "now") == "now"
