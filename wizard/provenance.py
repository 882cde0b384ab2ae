"""Where answers come from. What is typed needs no note; what was accepted remembers which answers it followed from.

The notes are a list of the draft itself, `[[provenance]]`, so that they travel with it. A note speaks for an answer only as
long as the answer is the one that was accepted: whatever somebody changed is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import is_ as _is
from typing import Any, Literal, NamedTuple

from wizard.answers import value_at
from wizard.design import Answers, Path

KEY = "provenance"
"""The draft's list of notes."""
Source = Literal["accepted"]


class Origin(NamedTuple):
    """That an answer was accepted from a suggestion, of which rule, and which of the answers behind it have changed since."""

    note: str
    """The id of the note."""
    source: Source
    code: str
    basis: tuple[Path, ...]
    changed: tuple[Path, ...]

    @property
    def is_stale(self) -> bool:
        """Whether an answer that it followed from is another one now."""
        return bool(self.changed)


def noted(answers: Answers, path: Path, code: str, basis: Iterable[Path]) -> dict[str, Any]:
    """The note for an answer that was just accepted: its path, the rule, and digests of it and of what it follows from."""
    return {
        "path": ".".join(path),
        "source": "accepted",
        "rule": code,
        "value": _digest(value_at(answers, path)),
        "basis": [f"{'.'.join(at)} {_digest(value_at(answers, at))}" for at in basis],
    }


class Origins:
    """Tells where the answers of one draft come from, again and again; only what changed is looked at anew."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[list[Any], Origin | None]] = {}

    def of(self, answers: Answers) -> dict[Path, Origin]:
        """Where accepted answers come from, by path; notes about answers that were changed or removed say nothing."""
        notes, look_up = answers.get(KEY), LookUp(answers)
        found: dict[Path, Origin] = {}
        for note in notes if isinstance(notes, list) else ():
            if isinstance(note, Mapping) and note.get("source") == "accepted":
                path = _path(note.get("path"))
                origin = self._origin(note, path, look_up)
                if origin is not None:
                    found[path] = origin
        return found

    def _origin(self, note: Mapping[str, Any], path: Path, look_up: LookUp) -> Origin | None:
        given = note.get("basis")
        basis = [str(entry).partition(" ") for entry in given] if isinstance(given, list) else []
        values = [note, look_up.at(path), *(look_up.at(_path(place)) for place, _, _ in basis)]
        key = str(note.get("id", ""))
        known = self._known.get(key)
        if known is not None and len(known[0]) == len(values) and all(map(_is, known[0], values)):
            return known[1]
        origin = None
        if values[1] is not None and _digest(values[1]) == note.get("value"):
            pairs = zip(basis, values[2:], strict=True)
            changed = tuple(_path(place) for (place, _, was), value in pairs if _digest(value) != was)
            followed = tuple(_path(place) for place, _, _ in basis)
            origin = Origin(key, "accepted", str(note.get("rule", "")), followed, changed)
        self._known[key] = (values, origin)
        return origin


class LookUp:
    """Finds answers by path, each record of a long list in one step."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._by_id: dict[int, dict[str, Any]] = {}

    def at(self, path: Path) -> Any:
        """What is at a path; `None` if nothing is."""
        here: Any = self._answers
        for part in path:
            if isinstance(here, Mapping):
                here = here.get(part)
            elif isinstance(here, list):
                here = self._records(here).get(part)
            else:
                return None
        return here

    def _records(self, held: list[Any]) -> dict[str, Any]:
        if id(held) not in self._by_id:
            self._by_id[id(held)] = {str(item.get("id")): item for item in held if isinstance(item, Mapping)}
        return self._by_id[id(held)]


def without_notes_on(answers: Answers, path: Path) -> list[Any]:
    """The notes that are not about the answer at a path or below it."""
    notes = answers.get(KEY)
    start = ".".join(path)
    return [
        note
        for note in (notes if isinstance(notes, list) else ())
        if not (isinstance(note, Mapping) and f"{note.get('path', '')}.".startswith(f"{start}."))
    ]


def _path(words: Any) -> Path:
    return tuple(str(words or "").split("."))


def _digest(value: Any) -> str:
    from hashlib import blake2s  # drafts without an accepted answer need neither
    from json import dumps

    said = dumps(value, sort_keys=True, ensure_ascii=True, default=str).encode()
    return blake2s(said, digest_size=6).hexdigest()
