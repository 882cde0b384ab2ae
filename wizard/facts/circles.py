"""Circles: what leads back to itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping


def in_circles(depends_on: Mapping[str, Iterable[str]]) -> set[str]:
    """The names from which dependencies lead back to themselves."""
    return {name for circle in circles(depends_on) for name in circle}


def circles(depends_on: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """The sets of names of which each leads to each of the set (Tarjan's components, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: dict[str, None] = {}
    found: list[set[str]] = []
    for start in depends_on:
        work = [(start, iter(depends_on[start]))] if start not in index else []
        while work:
            name, rest = work[-1]
            if name not in index:
                index[name] = low[name] = len(index)
                on_stack[name] = None
            following = next((other for other in rest if other in depends_on), None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name] and (circle := _component(name, on_stack, depends_on)):
                    found.append(circle)
            elif following not in index:
                work.append((following, iter(depends_on[following])))
            elif following in on_stack:
                low[name] = min(low[name], index[following])
    return found


def _component(root: str, on_stack: dict[str, None], depends_on: Mapping[str, Iterable[str]]) -> set[str]:
    """Take a finished component from the stack; its names if it is a circle."""
    names_in_it: set[str] = set()
    while root not in names_in_it:
        names_in_it.add(on_stack.popitem()[0])
    return names_in_it if len(names_in_it) > 1 or root in depends_on[root] else set()


def way_back(start: str, depends_on: Mapping[str, Iterable[str]]) -> list[str]:
    """The shortest way from a name back to itself, the name at both ends; empty if there is none."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for other in depends_on.get(name, ()):
            if other == start:
                back = [start, name] if name != start else [start]
                while back[-1] != start:
                    back.append(came_from[back[-1]])
                return back[::-1] if len(back) > 1 else [start, start]
            if other in depends_on and other not in came_from:
                came_from[other] = name
                queue.append(other)
    return []


def reached(starts: Iterable[str], leads_to: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything to which these lead, themselves included."""
    found = set(starts)
    open_ = list(found)
    while open_:
        for other in leads_to.get(open_.pop(), ()):
            if other not in found:
                found.add(other)
                open_.append(other)
    return found
