"""What differs between two versions of a draft's answers, in words for people.

Records are known by their id, so that a renamed or moved one is the same. A question that is open is so however the file
says it: a missing answer, an empty text and an empty list are no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from wizard.ask import Field, name_of
from wizard.cells import words as cell
from wizard.design import Answers, Path
from wizard.facts.naming import counted, lowered
from wizard.text import one_line
from wizard.workflow import STEP_BY_KEY, STEPS

Kind = Literal["added", "removed", "changed", "moved"]
OTHER = "Other"
"""The heading of what belongs to no step."""
_OWN = {"provenance": "where answers come from", "shown": "what may be shown in exports"}
"""Lists that the program keeps for itself, which nobody answers."""
_GONE: Any = None
_OPEN: tuple[Any, ...] = (None, "", [], {})
_ANY = Field("", kind="line")
"""How any answer looks in one line."""
_LONGEST, _LEAD = 60, 20
"""Characters of a value in a sentence, and of what is alike before the first that differs."""


class Difference(NamedTuple):
    """One answer or record that is not the same in both versions: where, how it differs, and what each version has."""

    path: Path
    kind: Kind
    before: Any
    after: Any
    step: str
    """The key of its step; empty for what belongs to none."""
    title: str
    """The title of its step."""
    subject: str
    """What it is about: `Default size`, `createRefund: access`, `Role editor`."""
    field: Field | None
    """The question; `None` for what the model does not know."""

    @property
    def is_record(self) -> bool:
        """Whether it is a whole record that was added, removed or moved."""
        return self.kind == "moved" or isinstance(self.after if self.before is None else self.before, Mapping)

    @property
    def words(self) -> str:
        """The difference in one line: `Default size: 20, now 50`."""
        if self.is_record:
            return f"{self.subject}: {self.kind}"
        before, after = _apart(self.shown(self.before), self.shown(self.after))
        if self.kind == "changed":
            return f"{self.subject}: {before}, now {after}"
        return f"{self.subject}: {after}, was open" if self.kind == "added" else f"{self.subject}: open, was {before}"

    def shown(self, value: Any) -> str:
        """One of the two values in one line; empty for an open question."""
        if isinstance(value, Mapping):
            return counted(1, "entry")
        if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            return counted(len(value), "entry")
        return cell(_ANY, value)


class StepDifferences(NamedTuple):
    """What differs in one step."""

    step: str
    title: str
    differences: tuple[Difference, ...]


def differences(before: Answers, after: Answers) -> list[Difference]:
    """All that differs, in the order of the workflow; what the model does not know comes last."""
    keys = [*(step.key for step in STEPS), *before, *after]
    return [
        found
        for key in dict.fromkeys(keys)
        for found in _between((key,), before.get(key), after.get(key), _Place.of_step(key))
    ]


def by_step(found: Iterable[Difference]) -> list[StepDifferences]:
    """The differences of each step that has any, in the order of the workflow; what belongs to none comes last."""
    grouped: dict[str, list[Difference]] = {}
    for one in found:
        grouped.setdefault(one.step, []).append(one)
    order = [*(step.key for step in STEPS), ""]
    return [StepDifferences(key, grouped[key][0].title, tuple(grouped[key])) for key in order if key in grouped]


def summary(found: Iterable[Difference]) -> str:
    """The differences in one line: `12 answers in 3 steps: API contract, Data, Risks`; empty if there is none."""
    told = list(found)
    asked = [one for one in told if one.path[0] not in _OWN]
    if not asked:
        return " and ".join(dict.fromkeys(_OWN[one.path[0]] for one in told))
    titles = [group.title for group in by_step(asked)]
    answers = counted(len(asked), "answer")
    return f"{answers} in {titles[0]}" if len(titles) == 1 else f"{answers} in {len(titles)} steps: {', '.join(titles)}"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two long texts cut so that the first place where they differ can be seen."""
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = alike - _LEAD if alike > 2 * _LEAD and max(len(one), len(other)) > _LONGEST else 0
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    end = start + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"


class _Place(NamedTuple):
    """Where in the model a value stands: its step, its question, the questions below it, and the record around it."""

    step: str
    title: str
    field: Field | None
    fields: Mapping[str, Field]
    owner: str = ""

    @classmethod
    def of_step(cls, key: str) -> _Place:
        step = STEP_BY_KEY.get(key)
        return cls(key, step.title, None, step.fields) if step else cls("", OTHER, None, {})

    def below(self, key: str) -> _Place:
        """The answer of this name in a step or record."""
        field = self.fields.get(key)
        inner = field.record.fields if field is not None and field.record is not None else {}
        return self._replace(field=field, fields=inner)

    def record(self, name: str) -> _Place:
        """Within the record of this name."""
        return self._replace(owner=f"{self.owner}.{name}" if self.owner else name)


def _between(path: Path, before: Any, after: Any, place: _Place) -> Iterator[Difference]:
    """What differs at a path and below it."""
    if is_same(before, after):
        return
    if are_tables(path, before, after):
        before, after = before or {}, after or {}
        for key in dict.fromkeys((*place.fields, *before, *after)):
            if key != "id":
                yield from _between((*path, key), before.get(key), after.get(key), place.below(key))
    elif are_records(old := list_of(before)) and are_records(new := list_of(after)):
        yield from _between_records(path, old, new, place)
    else:
        kind: Kind = "added" if is_open(before) else "removed" if is_open(after) else "changed"
        yield _difference(path, kind, before, after, place, _subject(path, place))


def are_tables(path: Path, *values: Any) -> bool:
    """Whether answers are compared one by one; a step that is not there is one without answers."""
    is_step = len(path) == 1 and path[0] in STEP_BY_KEY
    return all(isinstance(value, Mapping) or (is_step and value is None) for value in values)


def _between_records(path: Path, before: Sequence[Any], after: Sequence[Any], place: _Place) -> Iterator[Difference]:
    old, new = {one["id"]: one for one in before}, {one["id"]: one for one in after}
    old_order, new_order = list(old), list(new)
    stay = set(_in_same_order([key for key in old if key in new], [key for key in new if key in old]))
    for number, (key, record) in enumerate(old.items(), 1):
        if key not in new:
            name = _name_of(record, number, path, place)
            yield _difference((*path, key), "removed", record, _GONE, place, _record_subject(name, place))
    for number, (key, record) in enumerate(new.items(), 1):
        name = _name_of(record, number, path, place)
        if key not in old:
            yield _difference((*path, key), "added", _GONE, record, place, _record_subject(name, place))
            continue
        if key not in stay:
            yield _difference((*path, key), "moved", old_order, new_order, place, _record_subject(name, place))
        yield from _between((*path, key), old[key], record, place.record(name))


def _difference(path: Path, kind: Kind, before: Any, after: Any, place: _Place, subject: str) -> Difference:
    return Difference(path, kind, before, after, place.step, place.title, subject, place.field)


def _name_of(record: Mapping[str, Any], number: int, path: Path, place: _Place) -> str:
    """What people call a record: its name, or its place in the list."""
    kind = place.field.record if place.field is not None else None
    if kind is None:
        return f"{_key(path)}, entry {number}"
    name = one_line(name_of(kind, record))
    return name or (f"entry {number}" if place.owner else f"{kind.noun[:1].upper()}{kind.noun[1:]} {number}")


def _record_subject(name: str, place: _Place) -> str:
    whole = f"{place.owner}.{name}" if place.owner else name
    kind = place.field.record if place.field is not None else None
    noun = f"{kind.noun[:1].upper()}{kind.noun[1:]}" if kind else ""
    return whole if not noun or whole.startswith(noun) else f"{noun} {whole}"


def _key(path: Path) -> str:
    """What people call an answer that the model does not know."""
    return _OWN.get(path[-1]) or one_line(path[-1])


def _subject(path: Path, place: _Place) -> str:
    """The prompt of a question after the name of its record; of what is no question its key."""
    asked = place.field.prompt if place.field is not None else _key(path)
    return f"{place.owner}: {lowered(asked)}" if place.owner else asked


def are_records(value: Any) -> bool:
    """Whether a value is a list of records that can be told apart by their ids."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return False
    ids = [one.get("id") for one in value]
    return all(isinstance(key, str) for key in ids) and len(set(ids)) == len(ids)


def is_same(one: Any, other: Any) -> bool:
    """Whether two answers are the same: `1` and `true` are not, and an open question is the same in whatever form."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(is_same(one.get(key), other.get(key)) for key in {*one, *other})
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if is_open(one) or is_open(other):
        return is_open(one) and is_open(other)
    return type(one) is type(other) and bool(one == other)


def is_open(value: Any) -> bool:
    """Whether a value says that nothing is answered."""
    return value in _OPEN or (isinstance(value, Mapping) and all(map(is_open, value.values())))


def list_of(value: Any) -> Any:
    """An open question as a list without records."""
    return [] if is_open(value) else value


def _in_same_order(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """A longest run of keys that both lists have in the same order; the rest was moved."""
    place = {key: number for number, key in enumerate(other)}
    ends: list[int] = []
    last: list[str] = []
    behind: dict[str, str] = {}
    for key in one:
        at = bisect_left(ends, place[key])
        ends[at : at + 1], last[at : at + 1] = [place[key]], [key]
        if at:
            behind[key] = last[at - 1]
    run = last[-1:]
    while run and run[-1] in behind:
        run.append(behind[run[-1]])
    return run[::-1]
