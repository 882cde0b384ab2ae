"""The secrets and personal data in a draft's answers: where they are, and which of them somebody said may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from wizard.answers import records_in, value_at, with_value
from wizard.design import Answers, Path
from wizard.redact import find, placeholder

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

    @property
    def words(self) -> str:
        """What it is, in a sentence."""
        article = "an" if self.kind[0] in "aeioAEIO" else "a"
        return self.kind if self.kind.endswith("credentials") else f"{article} {self.kind}"


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

    def look_at(self, answers: Answers, path: Path) -> tuple[Delicate, ...]:
        """The same in one answer or record, with what may be shown; the same words count once in each answer."""
        return tuple(dict.fromkeys(self._in(value_at(answers, path), path)))

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


def with_shown(answers: Answers, text: str, note: str) -> Answers:
    """Answers that say of a text that it may be shown; `note` is the id of that."""
    listed = [*records_in(answers.get(KEY)), {"id": note, "digest": digest_of(text)}]
    return dict(with_value(answers, (KEY,), listed))


def without_shown(answers: Answers, text: str) -> Answers:
    """Answers that no longer say so."""
    digest = digest_of(text)
    kept = [listed for listed in records_in(answers.get(KEY)) if listed.get("digest") != digest]
    return dict(with_value(answers, (KEY,), kept))


def taken_out(value: Any, one: Delicate) -> Any:
    """An answer with a word in place of a secret."""
    if isinstance(value, list):
        return [taken_out(item, one) for item in value]
    return value.replace(one.text, placeholder(one.kind)) if isinstance(value, str) else value
