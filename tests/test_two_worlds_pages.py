"""What one delegation marked confidential changes no byte of what the workbench sends to those who may not read it.

Every page, fragment, download, picture, refusal and form is asked, by every role, in 200 pairs of worlds. The second
half breaks the server, each time in another way, and holds that the same questions find every leak, and find it for
what leaks: with the same world twice a broken server tells nothing. How long an answer takes is not compared.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from travaux.facts import Case, Reader, naming, view
from two_worlds import Pair, opens_to
from two_worlds_addresses import PAIRS, ROLES, Asked, addresses, plan, role_of
from two_worlds_pages import CASE, Told, Worlds, differences, house_at, reader_of, shut_to

BATCHES = 8
OFTEN = 8
TOLD: dict[int, Told] = {}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_at(tmp_path_factory.mktemp("house")) as made:
        yield made


def told(house, number):
    """What came of a pair, asked once."""
    if number not in TOLD:
        worlds, asked, chair = plan()[number]
        TOLD[number] = differences(house, worlds, asked, chair)
    return TOLD[number]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_answer_tells_an_outsider_in_which_world_they_are(house, batch):
    found = {number: told(house, number).found for number in range(batch, PAIRS, BATCHES)}
    assert {number: [f"{seat}: {each}" for seat, each in each] for number, each in found.items() if each} == {}


def test_the_chair_often_gets_other_bytes(house):
    changed = [told(house, number).chair for number in range(PAIRS)]
    assert sum(changed) >= 0.2 * PAIRS
    # And never where nothing of what differs is for the chair.
    assert not any(told(house, number).chair for number in range(PAIRS) if not plan()[number][0].chair_may_read)


@pytest.mark.usefixtures("house")
def test_every_address_is_asked_often_by_every_role():
    asked = Counter((each.name, role_of(seat)) for _, turns, _ in plan() for seat, turn in turns for each in turn)
    few = {(name, role): asked[name, role] for name in addresses() for role in ROLES if asked[name, role] < OFTEN}
    assert few == {}
    fragments = Counter(each.name for _, turns, _ in plan() for _, turn in turns for each in turn if each.fragment)
    assert [name for name in addresses() if fragments[name] < OFTEN and name != "cases"] == []


def test_every_address_gives_its_page_to_somebody_and_not_to_everybody(house):
    statuses: Counter[tuple[str, int]] = sum((told(house, number).statuses for number in range(PAIRS)), Counter())
    given = Counter({name: statuses[name, 200] + statuses[name, 303] for name in addresses()})
    refusing = {"account_seat", "account_make", "import_case", "change_group"}  # asked in vain alone: they would change
    # what the next pair finds, or who may read what.
    least = {name: 2 if method == "POST" else OFTEN for name, (_, _, method) in addresses().items()}
    assert {name: given[name] for name in addresses() if given[name] < least[name] and name not in refusing} == {}
    assert {status for _, status in statuses} >= {200, 302, 303, 403, 404, 422}


@pytest.mark.usefixtures("house")
def test_the_pairs_have_something_to_leak():
    pairs = [(worlds, asked) for worlds, asked, _ in plan()]
    assert len(pairs) == PAIRS == 200
    differing = Counter("file" in fact for worlds, _ in pairs for fact in worlds.pair.differing)
    assert differing[True] >= 0.3 * PAIRS
    for worlds, asked in pairs:
        pair, readers = worlds.pair, [reader_of(seat) for seat, _ in asked]
        assert not any(opens_to(reader, fact, pair.one) for reader in readers for fact in pair.differing)
    assert {seat for _, asked in pairs for seat, _ in asked} >= {"aa", "bb", "cc", "gg", "hh", "ww", "kk", "zz", "bbb"}
    for way in ("late", "early", "public"):
        assert 60 <= sum(getattr(worlds, way) for worlds, _ in pairs) <= 140, way


# What the server keeps in memory.


def pages_of(number: int) -> list[Asked]:
    """What is looked at in a pair: whatever anybody asks there with GET, and the pages on which much is kept."""
    _, asked, chair = plan()[number]
    names = ("", "record/", "positions/", "people/", "changes/", "changes/for-us/", "text/")
    pages = [Asked("page", "GET", f"/c/{CASE}/{name}") for name in names]
    return [*(each for _, turn in asked for each in turn if each.method == "GET"), *chair, *pages]


@pytest.mark.parametrize("number", range(1, 49, 6))
def test_a_hidden_fact_that_comes_in_changes_nothing_for_others_whatever_is_kept(house, number):
    worlds, asked, _ = plan()[number]
    seat = asked[number % len(asked)][0]
    later = house.open(worlds, 0, shut_to(seat, worlds))
    house.add_report(minutes=1)
    pages = pages_of(number)
    for each in pages:
        house.ask("chair", each)
        house.ask(seat, each)  # a question may lay aside what the page Consolidate then lists
    before = [house.ask(seat, each) for each in pages]
    chair = [house.ask("chair", each) for each in pages]
    house.enter_one_by_one(worlds, later)
    assert [house.ask(seat, each) for each in pages] == before
    if seat != "chair" and any(act.body["fact"].get("reader") == "chair" for act in later):
        assert [house.ask("chair", each) for each in pages] != chair  # at once
    house.forget()
    assert [house.ask(seat, each) for each in pages] == before


@pytest.mark.parametrize("number", [2, 11, 20])
def test_no_answer_that_is_kept_for_one_is_given_to_another(house, number):
    worlds, _, _ = plan()[number]
    seats, pages = ("chair", "observer", "secretariat", "aa", "bb", "gg", "zz", "nobody"), pages_of(number)[-10:]
    house.lay_out(worlds, 0)
    alone = {}
    for seat in seats:
        house.forget()
        alone[seat] = [house.ask(seat, each) for each in pages]
    assert len({tuple(answer.body for answer in answers) for answers in alone.values()}) == len(seats)
    for order in (seats, seats[::-1]):
        house.forget()
        for seat in order:
            assert [house.ask(seat, each) for each in pages] == alone[seat], seat


# Servers that leak. Each looks at the register, or at the chair's view, somewhere behind an answer.


def the_record() -> Any:
    from travaux.server.register import kept

    return kept(CASE).record


def facts_on_record() -> list[Any]:
    return [fact for facts in the_record().sections.values() for fact in facts]


def of_the_chair(case: Case) -> Case:
    """What the chair sees on the day of a view."""
    return view(the_record(), "chair", on=case.on, known=case.known)


def module(name: str) -> Any:
    return sys.modules[f"travaux.server.{name}"]


Patch = pytest.MonkeyPatch


def wrapped(place: str, name: str, wrong: Callable[..., Any]) -> Callable[[Patch], None]:
    """A function of the server, given to `wrong` with what it is asked."""

    def leak(patch: Patch) -> None:
        home = module(place)
        for part in name.split(".")[:-1]:
            home = getattr(home, part)
        last = name.rpartition(".")[2]
        honest = getattr(home, last)
        patch.setattr(home, last, lambda *asked, **more: wrong(honest, *asked, **more))

    return leak


def observers_read_as_the_chair(honest, visitor, **case):
    return Reader("chair") if visitor.role == "observer" else honest(visitor, **case)


def one_fingerprint_for_all(honest, held, *asked):
    case, _, entered = honest(held, *asked)
    return case, "the same", entered


def all_that_was_entered(honest, held, *asked):
    case, fingerprint, _ = honest(held, *asked)
    return case, fingerprint, held.entered


def counting_the_record(honest, look, query, **more):
    page = honest(look, query, **more)
    return replace(page, context={**page.context, "all": len(facts_on_record())})


def named_after_the_record(honest, case):
    named = [fact.short for fact in the_record().sections.get("instrument", ())]
    return named[0] if named else honest(case)


def by_the_name_of_the_file(honest, shelf, text):
    alike = [other for other in the_record().sections["texts"] if other.file == text.file]
    return next(filter(None, (honest(shelf, each) for each in (text, *alike))), "")


def drawn_for_the_chair(honest, look, *asked):
    return honest(replace(look, case=of_the_chair(look.case), fingerprint="of the chair"), *asked)


def with_the_last_number(honest, headers, request):
    from travaux.server.register import kept

    response = honest(headers, request)
    if request.resolver_match and "case" in request.resolver_match.kwargs:
        response.headers["ETag"] = f'"{kept(CASE).head}"'
    return response


def knowing_what_it_corrects(honest, look, issue, typed, faults):
    if typed.said("corrects") in {fact.id for fact in facts_on_record()} - {fact.id for fact in look.case.positions}:
        faults["corrects"] = "you may not correct this statement"
        return None
    return honest(look, issue, typed, faults)


def with_the_number_of_facts(honest, request, words):
    honest(request, f"{words} There are {len(facts_on_record())} facts.")


def newest_of_all(honest, look):
    from travaux.server.register import kept

    return max(honest(look), *(entered.at for entered in kept(CASE).entered.values()))


def listing_what_is_hidden(patch: Patch) -> None:
    honest = naming.unknown

    def unknown(what: str, words: str, names: Iterable[str], where: str) -> Any:
        return honest(what, words, [*names, *(fact.id for fact in facts_on_record())], where)

    for name, home in list(sys.modules.items()):
        if name.startswith("travaux.") and vars(home).get("unknown") is honest:
            patch.setattr(home, "unknown", unknown)


def circles_of_all_groups(patch: Patch) -> None:
    from travaux.server.access.policy import may_label

    def labels(look: Any) -> tuple[str, ...]:
        groups = [fact.id for fact in the_record().sections["groups"] if look.reader.name in str(fact.members)]
        return may_label(look.visitor, look.reader, sorted(set(groups)))

    patch.setattr(module("desk.looking").Look, "labels", property(labels))


def messages_that_count(patch: Patch) -> None:
    from django.contrib import messages

    for name in ("success", "warning"):
        honest = getattr(messages, name)
        patch.setattr(messages, name, lambda *asked, honest=honest: with_the_number_of_facts(honest, *asked))


class Leak(NamedTuple):
    """What breaks the server, the addresses at which it shows, and what a question has to say for it to show."""

    breaks: Callable[[Patch], None]
    about: str
    words: str = ""


ALL = "glance text issue positions positions_file consensus people record record_file export_case changes_us cases"
LEAKS: Mapping[str, Leak] = {
    "observers read as the chair": Leak(wrapped("desk.looking", "reader_in", observers_read_as_the_chair), ALL),
    "kept answers are shared": Leak(wrapped("desk.looking", "_seen", one_fingerprint_for_all), ALL),
    "moments of all facts": Leak(wrapped("desk.looking", "_seen", all_that_was_entered), "changes_us changes_seen"),
    "the newest of the record": Leak(
        wrapped("pages.changes_for_us", "newest", newest_of_all), "changes_us changes_seen"
    ),
    "groups by hidden facts": Leak(circles_of_all_groups, "issue state_position record_enter"),
    "the title of the record": Leak(wrapped("desk.looking", "_title", named_after_the_record), ALL),
    "a count of the record": Leak(wrapped("pages.record", "_page", counting_the_record), "record record_enter"),
    "the last movement on record": Leak(
        wrapped("pages.cases", "last_movement", lambda honest, case: honest(of_the_chair(case))), "cases"
    ),
    "refusals that list what is hidden": Leak(
        listing_what_is_hidden, "issue state_position text positions picture consensus changes changes_us text_choose"
    ),
    "an export of the record": Leak(
        wrapped("pages.exporting", "visible_record", lambda honest, case: honest(of_the_chair(case))), "export_case"
    ),
    "files by their names": Leak(
        wrapped("register.shelf", "RegisterShelf.digest", by_the_name_of_the_file),
        "text text_file timeline timeline_file changes picture export_case",
    ),
    "pictures for the chair": Leak(
        wrapped("pages.drawing", "_made", drawn_for_the_chair), "picture positions timeline"
    ),
    "the number of the last entry": Leak(wrapped("access.headers", "Headers.__call__", with_the_last_number), ALL),
    "suppositions on the record": Leak(
        wrapped("pages.consensus_asked", "as_if", lambda honest, case, *asked: honest(of_the_chair(case), *asked)),
        "consensus consensus_file", "suppose=",
    ),
    "corrections that are known": Leak(
        wrapped("pages.state_statement", "_corrected", knowing_what_it_corrects), "state_position", "corrects"
    ),
    "messages that count": Leak(messages_that_count, "record_enter state_position changes_seen publish_case cases"),
    "changes for the chair": Leak(
        wrapped(
            "pages.changes_for_us", "changes_for",
            lambda honest, case, *asked: honest(of_the_chair(case), *asked),
        ),
        "changes_us",
    ),
}  # fmt: skip


def asked_about(number: int, leak: Leak) -> tuple[Worlds, list[tuple[str, list[Asked]]], tuple[Asked, ...]]:
    """What is asked of a pair where a leak would show."""
    worlds, asked, chair = plan()[number]
    names = leak.about.split()
    some = [(seat, [each for each in turn if each.name in names and leak.words in str(each)]) for seat, turn in asked]
    return worlds, [(seat, turn) for seat, turn in some if turn], chair


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_found(house, monkeypatch, name):
    leak = LEAKS[name]
    leak.breaks(monkeypatch)
    # Where the chair may read what differs most leaks show; these pairs come first.
    for number in sorted(range(PAIRS), key=lambda each: not plan()[each][0].chair_may_read):
        worlds, asked, chair = asked_about(number, leak)
        found = differences(house, worlds, asked, chair).found if asked else []
        if found:
            break
    else:
        raise AssertionError("the leak was not found")
    # For what leaks: the same world twice shows nothing, nor does a server that does not leak.
    twin = Pair(worlds.pair.delegation, worlds.pair.one, worlds.pair.one, worlds.pair.differing)
    assert differences(house, replace(worlds, pair=twin, alike=True), asked).found == []
    monkeypatch.undo()
    assert differences(house, worlds, asked, chair).found == []
