"""The secrets and personal data in a draft's answers: where they are, and which of them somebody said may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from wizard.design import Answers, Path
from wizard.redact import find

KEY = "shown"
"""The draft's list of what may be shown: digests, so that the list itself gives nothing away."""
MOST_KNOWN = 50_000
"""Records remembered before all are forgotten; more than any draft has."""


class Delicate(NamedTuple):
    """A secret or personal datum in an answer: where, what kind, and the words themselves."""

    path: Path
    kind: str
    text: str
    is_personal: bool


class TakenOut(NamedTuple):
    """Something that was replaced: the placeholder, what kind of thing it was, and in the answer to which question."""

    placeholder: str
    kind: str
    question: str


class Scanner:
    """Looks through one draft again and again, and only at the records that changed."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, tuple[Delicate, ...]]] = {}

    def scan(self, answers: Answers) -> tuple[Delicate, ...]:
        """Everything delicate in the answers, in their order, that nobody said may be shown."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        shown = shown_in(answers)
        found = (
            one for step, given in answers.items() if isinstance(given, Mapping) for one in self._in(given, (step,))
        )
        return tuple(one for one in found if digest_of(one.text) not in shown) if shown else tuple(found)

    def _in(self, value: Any, path: Path) -> Iterator[Delicate]:
        if isinstance(value, str):
            for one in find(value):
                yield Delicate(path, one.family.name, value[one.start : one.end], one.family.is_personal)
        elif isinstance(value, Mapping):
            for name, item in value.items():
                yield from self._in(item, (*path, str(name)))
        elif isinstance(value, list):
            for item in value:
                yield from self._record(item, path) if isinstance(item, Mapping) else self._in(item, path)

    def _record(self, record: Mapping[str, Any], path: Path) -> Iterator[Delicate]:
        known = self._known.get(id(record))
        if known is None or known[0] is not record:
            known = self._known[id(record)] = (record, tuple(self._in(record, (*path, str(record.get("id", ""))))))
        yield from known[1]


def shown_in(answers: Answers) -> frozenset[str]:
    """The digests of what may be shown."""
    notes = answers.get(KEY)
    return (
        frozenset(str(note.get("digest")) for note in notes if isinstance(note, Mapping))
        if isinstance(notes, list)
        else frozenset()
    )


def digest_of(text: str) -> str:
    """What stands for a text in the list of what may be shown."""
    from hashlib import blake2s  # most drafts have nothing to digest

    return blake2s(text.encode(), digest_size=8).hexdigest()
