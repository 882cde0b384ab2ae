"""Where answers come from. What is typed needs no note; what was accepted remembers which answers it followed from.

The notes are a list of the draft itself, `[[provenance]]`, so that they travel with it. A note speaks for an answer only as
long as the answer is the one that was accepted, imported or assumed: whatever somebody changed is theirs. A note that holds
no digest of an answer waits for one: somebody was not sure about a question that was still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import is_ as _is
from typing import Any, Literal, NamedTuple

from wizard.answers import value_at
from wizard.design import Answers, Path

KEY = "provenance"
"""The draft's list of notes."""
Source = Literal["accepted", "imported", "assumed"]
SOURCES: Mapping[str, Source] = {"accepted": "accepted", "imported": "imported", "assumed": "assumed"}
OPEN: tuple[Any, ...] = (None, "", [])
"""What a draft holds where a question is still open."""


class Origin(NamedTuple):
    """That an answer was accepted, of which rule, imported or assumed; and which of the answers behind it have changed since."""

    note: str
    """The id of the note."""
    source: Source
    code: str = ""
    basis: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether an answer that it followed from is another one now."""
        return bool(self.changed)

    @property
    def word(self) -> str:
        """Where the answer comes from, in a word: `stale` goes before the source."""
        return "stale" if self.is_stale else self.source


def noted(answers: Answers, path: Path, source: Source, code: str = "", basis: Iterable[Path] = ()) -> dict[str, Any]:
    """The note for an answer: its path and source, the rule, and digests of it and of what it follows from.

    The note for a question that is still open has no digest: it waits for the answer.
    """
    note: dict[str, Any] = {"path": ".".join(path), "source": source}
    value = value_at(answers, path)
    if code:
        note["rule"] = code
    if value not in OPEN:
        note["value"] = _digest(value)
    followed = [f"{'.'.join(at)} {_digest(value_at(answers, at))}" for at in basis]
    return {**note, "basis": followed} if followed else note


class Origins:
    """Tells where the answers of one draft come from, again and again; only what changed is looked at anew."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[list[Any], Origin | None]] = {}

    def of(self, answers: Answers) -> dict[Path, Origin]:
        """Where answers come from that were not typed, by path; notes about what was changed or removed say nothing."""
        look_up = LookUp(answers)
        found: dict[Path, Origin] = {}
        for note in _notes(answers):
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
        origin, source = None, SOURCES.get(str(note.get("source")))
        if source is not None and _speaks_for(note, values[1]):
            pairs = zip(basis, values[2:], strict=True)
            changed = tuple(_path(place) for (place, _, was), value in pairs if _digest(value) != was)
            followed = tuple(_path(place) for place, _, _ in basis)
            origin = Origin(key, source, str(note.get("rule", "")), followed, changed)
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


def awaited(answers: Answers) -> frozenset[Path]:
    """The questions that were open when somebody was not sure: their next answers are assumed ones."""
    waiting = [_path(note.get("path")) for note in _notes(answers) if _waits(note)]
    return frozenset(path for path in waiting if value_at(answers, path) in OPEN)


def is_marked(answers: Answers, path: Path) -> bool:
    """Whether somebody was not sure about the question at a path before there was an answer."""
    words = ".".join(path)
    return any(note.get("path") == words and _waits(note) for note in _notes(answers))


def carried_over(before: Answers, after: Answers, path: Path) -> Answers:
    """The answers after a record was renamed, with notes for what now says the new name: it is the same answer.

    What was accepted is left alone: it followed from the old name.
    """
    notes, old, new = after.get(KEY), LookUp(before), LookUp(after)
    if not isinstance(notes, list):
        return after

    def carried(note: Any) -> Any:
        if (
            not isinstance(note, Mapping)
            or "value" not in note
            or str(note.get("source")) not in ("assumed", "imported")
        ):
            return note
        at = _path(note.get("path"))
        was, value = old.at(at), new.at(at)
        is_elsewhere = at[: len(path)] != path and path[: len(at)] != at
        is_same = is_elsewhere and was is not value and _digest(was) == note["value"]
        return {**note, "value": _digest(value)} if is_same else note

    return {**after, KEY: [carried(note) for note in notes]}


def without_notes_on(answers: Answers, path: Path) -> list[Any]:
    """The notes that are not about the answer at a path or below it."""
    notes = answers.get(KEY)
    start = ".".join(path)
    return [
        note
        for note in (notes if isinstance(notes, list) else ())
        if not (isinstance(note, Mapping) and f"{note.get('path', '')}.".startswith(f"{start}."))
    ]


def _notes(answers: Answers) -> list[Mapping[str, Any]]:
    notes = answers.get(KEY)
    return [note for note in notes if isinstance(note, Mapping)] if isinstance(notes, list) else []


def _waits(note: Mapping[str, Any]) -> bool:
    return note.get("source") == "assumed" and "value" not in note


def _speaks_for(note: Mapping[str, Any], value: Any) -> bool:
    """Whether the answer is the one that the note was made for, or the one it waited for."""
    return value not in OPEN and (_waits(note) or _digest(value) == note.get("value"))


def _path(words: Any) -> Path:
    return tuple(str(words or "").split("."))


def _digest(value: Any) -> str:
    from hashlib import blake2s  # drafts without an accepted answer need neither
    from json import dumps

    said = dumps(value, sort_keys=True, ensure_ascii=True, default=str).encode()
    return blake2s(said, digest_size=6).hexdigest()
