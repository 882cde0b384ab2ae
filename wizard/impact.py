"""What an answer would change of what is asked, told before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from wizard.answers import value_at, with_value
from wizard.design import Answers, Path, Reader, Reading


class Impact(NamedTuple):
    """How many questions more and fewer there would be, and how many answers would be parked or come back.

    A parked answer stays in the draft, leaves the contract, and comes back with its question.
    """

    more: int
    fewer: int
    parked: int
    returned: int

    @property
    def words(self) -> str:
        """The same in words; empty if nothing would change."""
        parts = (
            _counted(self.more, "question", "more"),
            _counted(self.fewer, "question", "fewer"),
            _counted(self.parked, "answer", "parked"),
            _counted(self.returned, "answer", "back again"),
        )
        return ", ".join(part for part in parts if part)


def impact(reader: Reader, now: Reading, answers: Answers, path: Path, value: Any) -> Impact:
    """What answering a step's field with this value would change; `now` is the reading of the answers as they are."""
    after = reader.read(with_value(answers, path, value))
    before_asked, after_asked = _asked(now), _asked(after)
    opened, closed = after_asked - before_asked, before_asked - after_asked
    held = {place: _answers_in(value_at(answers, place)) for place in opened | closed}
    return Impact(len(opened), len(closed), sum(held[place] for place in closed), sum(held[place] for place in opened))


def _asked(reading: Reading) -> set[Path]:
    return {(step, field.name) for step, fields in reading.asked.items() for field in fields}


def _answers_in(held: Any) -> int:
    """How many answers a field holds: one, or one for each of its records."""
    if held in (None, "", []):
        return 0
    is_records = isinstance(held, list) and all(isinstance(item, Mapping) for item in held)
    return len(held) if is_records else 1


def _counted(count: int, noun: str, what: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''} {what}" if count else ""
