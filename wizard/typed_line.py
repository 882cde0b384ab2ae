"""A line of a table that is being typed and was not added yet: it is on the disk all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.answers import records_in, value_at, with_value
from wizard.design import Answers, Path


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What a line says so far: the path of its list, the records that it makes, and how their ids begin."""

    path: Path
    records: Sequence[Mapping[str, Any]]
    id: str

    def added_to(self, answers: Answers) -> Answers:
        """The answers as if the line had been added."""
        new = [{"id": f"{self.id}{number or ''}", **record} for number, record in enumerate(self.records)]
        return dict(with_value(answers, self.path, [*records_in(value_at(answers, self.path)), *new]))

    def taken_from(self, answers: Answers) -> Answers:
        """Answers that were read from the disk, without the line: it is still being typed."""
        held = records_in(value_at(answers, self.path))
        kept = [record for record in held if not str(record.get("id")).startswith(self.id)]
        return answers if len(kept) == len(held) else dict(with_value(answers, self.path, kept or None))
