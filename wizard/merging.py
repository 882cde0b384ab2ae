"""Answers made of two versions that began as one: for everything that differs one of the sides is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from wizard.design import Answers, Path
from wizard.differences import Difference, are_records, are_tables, differences, is_open, is_same, list_of
from wizard.provenance import LookUp

Side = Literal["mine", "theirs"]
Taking = Mapping[Path, Side] | Callable[[Path], Side]
"""Which side is taken of what differs, by its path; a mapping also speaks for all that lies below a path."""


def merged(base: Answers, mine: Answers, theirs: Answers, taking: Taking | None = None) -> Answers:
    """The answers that result when one side is taken of everything that differs; records follow the order of their side.

    What `taking` says nothing about is taken from the side that changed it since `base`; if both did, from mine.
    """
    chosen, was = taking or {}, Base(base)
    sides: dict[Path, Side] = {}
    for one in differences(mine, theirs):
        said = chosen(one.path) if callable(chosen) else _said(chosen, one.path)
        sides[one.path] = said or ("theirs" if was.holds(one, one.before) else "mine")
    return dict(_Merge(sides).of((), mine, theirs))


class Base:
    """The version that both sides began with."""

    def __init__(self, answers: Answers) -> None:
        self._look_up = LookUp(answers)
        self._orders: dict[tuple[Path, int], bool] = {}

    def holds(self, one: Difference, value: Any) -> bool:
        """Whether it has one side's value of a difference; of a moved record, whether it has the same order."""
        if one.kind != "moved":
            return is_same(self._look_up.at(one.path), value)
        key = (one.path[:-1], id(value))  # the order is asked for once, however many records were moved
        if key not in self._orders:
            was = self._look_up.at(key[0])
            order = [record["id"] for record in was] if are_records(was) else []
            both = {*order} & {*value}
            self._orders[key] = [at for at in value if at in both] == [at for at in order if at in both]
        return self._orders[key]


def _said(chosen: Mapping[Path, Side], path: Path) -> Side | None:
    """What is said of a path, or of the nearest one above it."""
    return next((chosen[path[:end]] for end in range(len(path), -1, -1) if path[:end] in chosen), None)


class _Merge:
    """Makes answers of two sides, one side for each path that differs."""

    def __init__(self, sides: Mapping[Path, Side]) -> None:
        self._sides = sides

    def of(self, path: Path, mine: Any, theirs: Any) -> Any:
        """What results at a path."""
        if path in self._sides and not (isinstance(mine, Mapping) and isinstance(theirs, Mapping)):
            return theirs if self._sides[path] == "theirs" else mine
        if is_same(mine, theirs):
            return mine
        if are_tables(path, mine, theirs):
            return self._table(path, mine, theirs)
        return self._records(path, mine, theirs)

    def _table(self, path: Path, mine: Mapping[str, Any] | None, theirs: Mapping[str, Any] | None) -> Any:
        made, old, new = {}, mine or {}, theirs or {}
        for key in {**old, **new}:
            value = old.get(key) if key == "id" else self.of((*path, key), old.get(key), new.get(key))
            if value is not None:
                made[key] = value
        return made or ({} if not path else _open_form(mine, theirs))

    def _records(self, path: Path, mine: Any, theirs: Any) -> Any:
        old, new = {one["id"]: one for one in list_of(mine)}, {one["id"]: one for one in list_of(theirs)}
        sides = {key: side for key in {**old, **new} if (side := self._sides.get((*path, key)))}
        made: dict[str, Any] = {}
        for key in {**old, **new}:
            if key in old and key in new:
                made[key] = self.of((*path, key), old[key], new[key])
            elif key in (new if sides[key] == "theirs" else old):
                made[key] = new[key] if key in new else old[key]
        order = [key for key in old if key in new and key not in sides]
        for is_moved in (True, False):  # what is new stands behind what was moved, not the other way round
            for keys, side in ((old, "mine"), (new, "theirs")):
                own = [
                    key
                    for key in keys
                    if key in made and sides.get(key) == side and (key in old and key in new) is is_moved
                ]
                order = _placed(order, list(keys), own)
        return [made[key] for key in order] or _open_form(mine, theirs)


def _open_form(mine: Any, theirs: Any) -> Any:
    """How the side that leaves a question open says so."""
    return mine if is_open(mine) else theirs if is_open(theirs) else None


def _placed(order: Sequence[str], like: Sequence[str], keys: Sequence[str]) -> list[str]:
    """An order with further keys in it, each behind the key that it follows in another order."""
    wanted, known = set(keys), {*order, *keys}
    before = {}
    last = ""
    for key in like:
        if key in known:
            before[key], last = last, key
    placed = list(order)
    for key in like:
        if key in wanted:
            placed.insert(placed.index(before[key]) + 1 if before[key] in placed else 0, key)
    return placed
