"""A line of a table that is being typed and was not added yet: it is on the disk all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.answers import has_place, records_in, value_at, with_value
from wizard.design import Answers, Path


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What a line says so far: the path of its list, the records that it makes, and how their ids begin."""

    path: Path
    records: Sequence[Mapping[str, Any]]
    id: str

    def added_to(self, answers: Answers) -> Answers:
        """The answers as if the line had been added; as they are if the record is gone that has its list."""
        if not has_place(answers, self.path):
            return answers
        return dict(with_value(answers, self.path, [*records_in(value_at(answers, self.path)), *self._added]))

    @property
    def _added(self) -> list[dict[str, Any]]:
        return [{"id": f"{self.id}{number or ''}", **record} for number, record in enumerate(self.records)]

    def is_changed_in(self, answers: Answers) -> bool:
        """Whether someone else changed what answers have of the line, and so made records of it that are no longer being typed."""
        added = self._added
        return any(record not in added for record in self._found_in(answers))

    def _found_in(self, answers: Answers) -> list[Any]:
        return [one for one in records_in(value_at(answers, self.path)) if str(one.get("id")).startswith(self.id)]

    def taken_from(self, answers: Answers) -> Answers:
        """Answers that were read from the disk, without the line: it is still being typed."""
        found = self._found_in(answers)
        kept = [record for record in records_in(value_at(answers, self.path)) if record not in found]
        return dict(with_value(answers, self.path, kept or None)) if found else answers
