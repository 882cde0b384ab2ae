"""How many answers come from where: typed, accepted, imported, assumed or stale. Counted when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wizard.ask import Field, Record
from wizard.design import NOTHING, Path, Reading, is_asked
from wizard.provenance import Origin


class Provenance(NamedTuple):
    """How many answers come from where; each counts once, so that a stale answer is not among the accepted ones."""

    typed: int = 0
    accepted: int = 0
    imported: int = 0
    assumed: int = 0
    stale: int = 0

    @property
    def unconfirmed(self) -> int:
        """The answers that somebody has to look at: assumed and stale ones."""
        return self.assumed + self.stale


def counted(reading: Reading, origins: Mapping[Path, Origin]) -> Provenance:
    """How many answers come from where, of those that are asked.

    An answer of a step counts once, and so does each record of its lists; an answer within a record counts beside its
    record only where it has a note of its own.
    """
    wrong = {problem.path for problem in reading.problems}
    whole = 0
    for step, fields in reading.asked.items():
        given = getattr(reading.design, step)
        for field in fields:
            if field.kind == "records":
                whole += len(reading.records[f"{step}.{field.name}"])
            else:
                whole += getattr(given, field.name) not in NOTHING or (step, field.name) in wrong
    shown = asked_of(reading, origins)
    counts = {"typed": whole - sum(len(path) <= 3 for path in shown)}
    for origin in shown.values():
        counts[origin.word] = counts.get(origin.word, 0) + 1
    return Provenance(**counts)


def asked_of(reading: Reading, origins: Mapping[Path, Origin]) -> dict[Path, Origin]:
    """The origins of answers that are asked for; those of a branch that is not shown are left out."""
    asked = _Asked(reading)
    return {path: origin for path, origin in origins.items() if asked.is_shown(path)}


class _Asked:
    """Tells what is asked of many paths, finding each record of a long list in one step."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._fields = {(step, field.name): field for step, fields in reading.asked.items() for field in fields}
        self._by_id: dict[Path, dict[str, Record]] = {}

    def is_shown(self, path: Path) -> bool:
        """Whether the path is of an answer, or of a record, that is asked for now."""
        field = self._fields.get((path[0], path[1])) if len(path) > 1 else None
        if field is None or len(path) == 2:
            return field is not None and field.kind != "records"
        record = self._record(path)
        return record is not None and self._is_in(record, path[3:])

    def _is_in(self, record: Record, rest: Path) -> bool:
        if not rest:
            return True
        field: Field | None = type(record).fields.get(rest[0])
        if field is None or not is_asked(field, record, self._reading.design.depth):
            return False
        if len(rest) == 1:
            return True
        held = getattr(record, rest[0]) if field.kind == "records" else ()
        inner = next((one for one in held if one.id == rest[1]), None)
        return inner is not None and self._is_in(inner, rest[2:])

    def _record(self, path: Path) -> Record | None:
        if path[:2] not in self._by_id:
            found = self._reading.records.get(".".join(path[:2]), ())
            self._by_id[path[:2]] = {parsed.record.id: parsed.record for parsed in found}
        return self._by_id[path[:2]].get(path[2])
