"""What refers to itself in a circle: conditions, nested issues, groups, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.facts.checking_ground import Ground
from travaux.facts.model import Fact, Group, Issue, Position

__all__ = ["check_cycles", "cycles"]

Graph = Mapping[str, Mapping[str, Fact]]


def check_cycles(ground: Ground) -> None:
    """Remark on every set of things that depend on each other in a circle, with one circle written out."""
    for path, facts in _found(_conditions(ground)):
        ground.note(
            "remark",
            f"conditions run in a circle: {path}",
            "positions",
            *facts,
            why="each holds only if the next does: " + ", ".join(repr(fact.id) for fact in facts),
            remedy="nothing is wrong if they are meant together; a package says so more clearly",
        )
    for path, facts in _found(_nesting(ground)):
        ground.note(
            "error",
            f"issues arise only if they arise themselves: {path}",
            "issues",
            *facts,
            remedy="remove `only_if` from one of them",
        )
    for path, facts in _found(_groups(ground)):
        ground.note(
            "error", f"a group contains itself: {path}", "groups", *facts, remedy="remove one of the memberships"
        )
    for section in ground.sections:
        for path, facts in _found(_corrections(ground, section)):
            ground.note(
                "error",
                f"facts supersede each other in a circle, so all of them stay: {path}",
                section,
                *facts,
                remedy="remove `supersedes` from the one that is right",
            )


def _conditions(ground: Ground) -> Graph:
    graph: dict[str, dict[str, Fact]] = {}
    for position in ground.live("positions", Position):
        for point in position.conditions:
            if point.issue != position.issue:
                graph.setdefault(position.issue, {}).setdefault(point.issue, position)
    return graph


def _nesting(ground: Ground) -> Graph:
    return {issue.id: {issue.only_if.issue: issue} for issue in ground.of("issues", Issue) if issue.only_if}


def _groups(ground: Ground) -> Graph:
    known = ground.ids("groups")
    return {
        group.id: {member.party: group for member in group.members if known.get(member.party) == member.party}
        for group in ground.of("groups", Group)
    }


def _corrections(ground: Ground, section: str) -> Graph:
    return {
        fact.id: {fact.supersedes: fact}
        for fact in ground.sections[section]
        if fact.supersedes and fact.supersedes != fact.id
    }


def _found(graph: Graph) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    for circle in cycles(graph):
        steps = list(zip(circle, [*circle[1:], circle[0]], strict=True))
        facts = tuple({graph[a][b].id: graph[a][b] for a, b in steps}.values())
        yield " → ".join([*circle, circle[0]]), facts


def cycles(graph: Mapping[str, Mapping[str, object]]) -> tuple[tuple[str, ...], ...]:
    """One shortest circle for each set of nodes that all reach each other.

    The sets are the strongly connected components (Tarjan, 1972), found without recursion; the circle goes through the
    node of the set that comes first in the graph.

    Example:
        >>> cycles({"a": {"b": 0}, "b": {"c": 0, "a": 0}, "c": {}, "d": {"d": 0}})
        (('a', 'b'), ('d',))
    """
    order = {node: index for index, node in enumerate(graph)}
    found = []
    for component in _components(graph):
        start = min(component, key=order.__getitem__)
        if len(component) > 1 or start in graph[start]:
            found.append(_shortest(graph, start, component))
    return tuple(sorted(found, key=lambda circle: order[circle[0]]))


def _shortest(graph: Mapping[str, Mapping[str, object]], start: str, component: set[str]) -> tuple[str, ...]:
    """Breadth first from the start back to the start; nodes are strongly connected, so there is a way."""
    before: dict[str, str] = {}
    front = [start]
    while True:
        following = []
        for node in front:
            for other in graph[node]:
                if other == start:
                    path = [node]
                    while path[-1] != start:
                        path.append(before[path[-1]])
                    return tuple(reversed(path))
                if other in component and other not in before:
                    before[other] = node
                    following.append(other)
        front = following


def _components(graph: Mapping[str, Mapping[str, object]]) -> Iterator[set[str]]:
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    for root in graph:
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            node, others = work[-1]
            other = next((each for each in others if each in graph and (each not in number or each in is_open)), None)
            if other is None:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    at = open_nodes.index(node)
                    component = set(open_nodes[at:])
                    del open_nodes[at:]
                    is_open -= component
                    yield component
            elif other in is_open:
                lowest[node] = min(lowest[node], number[other])
            else:
                number[other] = lowest[other] = len(number)
                open_nodes.append(other)
                is_open.add(other)
                work.append((other, iter(graph[other])))
