"""The session: the answers of one draft and their history. The one thing that changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from wizard.answers import has_place, records_in, value_at, with_value
from wizard.design import Answers, Path
from wizard.provenance import KEY, Source, is_marked, noted, without_notes_on
from wizard.renames import followed
from wizard.review import Review, Reviewer, fields_of, subject_at
from wizard.text import clean_tree

if TYPE_CHECKING:
    from wizard.secrecy import Delicate
    from wizard.suggestions.suggestion import Suggestion

MOST_UNDO = 500
ASSUMPTIONS: Path = ("scope", "assumptions")
TYPED = ("line", "text", "lines", "number")
"""Kinds whose answers come letter by letter."""
TYPING_PAUSE_S = 1.0
"""Changes to one answer without a longer pause are undone together."""


class Change(NamedTuple):
    """One thing to undo: where it was, and the answers before it."""

    path: Path
    before: Answers


class Session:
    """Takes answers, keeps them as given, and knows their review. Answers are never changed in place."""

    def __init__(
        self, answers: Answers | None = None, *, clock: Callable[[], float] = monotonic, is_hasty: bool = False
    ) -> None:
        self.answers: Answers = answers or {}
        self.revision = 0
        """Grows with every change; a draft whose revision was saved has nothing unsaved."""
        self.is_frozen = False
        """Whether nothing is changed, as the draft can only be looked at."""
        self._reviewer = Reviewer(is_hasty=is_hasty)
        self._clock = clock
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._last: tuple[Path, float] | None = None
        self._rename: tuple[Path, Answers] | None = None
        self._assuming: Path | None = None
        """Where an answer is being given that is assumed; it is, until something else is answered or changed."""

    @property
    def review(self) -> Review:
        """The review of the current answers."""
        return self._review

    @cached_property
    def _review(self) -> Review:
        return self._reviewer.review(self.answers)

    def look_closely(self) -> None:
        """Ask the rules across answers too, from now on, if they had to wait for the first screen."""
        if self._reviewer.is_hasty:
            self._reviewer.is_hasty = False
            self.__dict__.pop("_review", None)

    def value(self, path: Path) -> Any:
        """The answer at a path as it was given; `None` if there is none."""
        return value_at(self.answers, path)

    def impact(self, path: Path, value: Any) -> str:
        """What answering a step's field with this value would change of what is asked, in words; empty if nothing."""
        return self._reviewer.impact(self.review, path, value).words

    def answer(self, path: Path, value: Any) -> None:
        """Take an answer. Renaming a record renames every reference to it; `None` or an empty string takes it back.

        What is said of a record that was removed meanwhile is not taken.
        """
        value = clean_tree(value)
        if not has_place(self.answers, path) or (value in (None, "") and self.value(path) is None):
            return
        if value == self.value(path) and type(value) is type(self.value(path)):
            return
        if self._rename is None or self._rename[0] != path:
            self._rename = (path, self.answers)
        base, assuming = self._rename[1], self._is_assuming(path)
        answers = followed(base, with_value(base, path, value), path)
        if assuming:
            answers = _with_note(answers, path, "assumed")
        self._change(path, answers, is_typing=_is_typed(path))
        self._assuming = path if assuming else None

    def add(self, path: Path, records: Iterable[Mapping[str, Any]], at: int | None = None) -> list[str]:
        """Add records to the list at a path, all in one undo; their new ids. Into a list marked as assumed go assumed ones."""
        new = [{"id": new_id(), **clean_tree(dict(record))} for record in records]
        if not has_place(self.answers, path) or not new:
            return []
        if self.is_frozen:
            return []
        held, assuming = self._records(path), self._is_assuming(path)
        place = len(held) if at is None else at
        answers = with_value(self.answers, path, held[:place] + new + held[place:])
        if assuming:
            answers = _without_mark(answers, path)
            for record in new:
                answers = _with_note(answers, (*path, record["id"]), "assumed")
        self._change(path, answers)
        self._assuming = path if assuming else None
        return [record["id"] for record in new]

    def accept(self, suggestions: Iterable[Suggestion]) -> list[Path]:
        """Take suggested answers and records, all in one undo, and note what each followed from; their paths."""
        answers = self.answers
        taken: list[tuple[Path, Suggestion]] = []
        for suggestion in suggestions:
            value, path = clean_tree(suggestion.value), suggestion.path
            if suggestion.is_record:
                record = _with_ids(value)
                answers = _without_mark(answers, path)
                value, path = [*records_in(value_at(answers, path)), record], (*path, record["id"])
            answers = followed(answers, with_value(answers, suggestion.path, value), suggestion.path)
            taken.append((path, suggestion))
        if self.is_frozen:
            return []
        if taken:
            for path, suggestion in taken:
                answers = _with_note(answers, path, "accepted", suggestion.code, suggestion.basis)
            self._change(taken[0][0], answers)
        return [path for path, _ in taken]

    def keep(self, path: Path) -> None:
        """Say that an accepted answer is still right, though what it followed from has changed."""
        origin = self.review.origins.get(path)
        if origin is not None and origin.source == "accepted":
            self._change(path, _with_note(self.answers, path, "accepted", origin.code, origin.basis))

    def assume(self, path: Path) -> Path:
        """Say that nobody is sure about the answer or record at a path: it is an assumed one, and an assumption names it.

        Where nothing is answered yet, the answer that is given next is the assumed one, with every letter and choice of it,
        and of a list every record, until something else is answered. Both are undone together. The path of the assumption.
        """
        assumption = {"id": new_id(), "text": f"{subject_at(self.review.reading, path)}: "}
        listed = with_value(self.answers, ASSUMPTIONS, [*self._records(ASSUMPTIONS), assumption])
        self._change(path, _with_note(listed, path, "assumed"))
        return (*ASSUMPTIONS, assumption["id"])

    def confirm(self, path: Path) -> None:
        """Say that an assumed or stale answer is right: from now on it counts as typed. Its assumption stays listed."""
        origin = self.review.origins.get(path)
        is_doubted = origin is not None and (origin.is_stale or origin.source == "assumed")
        if is_doubted or is_marked(self.answers, path):
            self._change(path, with_value(self.answers, (KEY,), without_notes_on(self.answers, path)))

    def show(self, one: Delicate) -> None:
        """Let something secret stand in exports, wherever it stands in the answers."""
        from wizard.secrecy import digest_of, shown_in, with_shown  # most drafts have nothing secret

        if digest_of(one.text) not in shown_in(self.answers):
            self._change(one.path, with_shown(self.answers, one.text, new_id()))

    def hide(self, one: Delicate) -> None:
        """Have it replaced in exports again."""
        from wizard.secrecy import without_shown

        self._change(one.path, without_shown(self.answers, one.text))

    def take_out(self, one: Delicate) -> None:
        """Replace something secret in its answer by a word that says what stood there."""
        from wizard.secrecy import taken_out

        self.answer(one.path, taken_out(self.value(one.path), one))

    def remove(self, path: Path) -> None:
        """Remove the record at a path; references to it stay, and are then broken."""
        if self.value(path) is None:
            return
        kept = [record for record in self._records(path[:-1]) if record.get("id") != path[-1]]
        answers = with_value(self.answers, path[:-1], kept or None)
        self._change(path[:-1], with_value(answers, (KEY,), without_notes_on(answers, path)))

    def move(self, path: Path, by: int) -> None:
        """Move the record at a path within its list."""
        held = self._records(path[:-1])
        place = next((n for n, record in enumerate(held) if record.get("id") == path[-1]), None)
        if place is None or not 0 <= place + by < len(held):
            return
        held.insert(place + by, held.pop(place))
        self._change(path[:-1], with_value(self.answers, path[:-1], held))

    def adopt(self, answers: Answers, at: Path) -> None:
        """Take all answers anew, as someone else changed them; undone at once, at this path.

        What is only looked at has no undo, also not when it is worked on again: it would silently take back the work of others.
        """
        if answers == self.answers:
            return
        if self.is_frozen:
            self._done.clear()
            self._undone.clear()
            self._last = self._rename = self._assuming = None
            self._set(answers)
        else:
            self._change(at, answers)

    def undo(self) -> Path | None:
        """Take back the last change; where it was, or `None` if there is nothing to take back."""
        return self._step_back(self._done, self._undone)

    def redo(self) -> Path | None:
        """Do again what was taken back last; where it was, or `None`."""
        return self._step_back(self._undone, self._done)

    def rewrite_past(self, rewritten: Callable[[Answers], Answers]) -> None:
        """Change every state that `undo` and `redo` lead back to; the answers of now stay as they are."""
        for changes in (self._done, self._undone):
            changes[:] = [change._replace(before=rewritten(change.before)) for change in changes]
        self._last = self._rename = None

    def _records(self, path: Path) -> list[Any]:
        """A copy of the list at a path; what is no record is left out of it."""
        return records_in(self.value(path))

    def _is_assuming(self, path: Path) -> bool:
        """Whether what is answered now is assumed: the question was marked while it was open."""
        return self._assuming == path or is_marked(self.answers, path)

    def _step_back(self, source: list[Change], other: list[Change]) -> Path | None:
        if not source or self.is_frozen:
            return None
        change = source.pop()
        other.append(Change(change.path, self.answers))
        self._set(change.before)
        self._last = self._rename = self._assuming = None
        return change.path

    def _change(self, path: Path, answers: Answers, *, is_typing: bool = False) -> None:
        if self.is_frozen:
            return
        now = self._clock()
        goes_on = (
            is_typing and self._last is not None and self._last[0] == path and now - self._last[1] < TYPING_PAUSE_S
        )
        if not (goes_on and self._done):
            self._done.append(Change(path, self.answers))
            del self._done[:-MOST_UNDO]
        self._last = (path, now) if is_typing else None
        if not is_typing:
            self._rename = None
        self._assuming = None
        self._undone.clear()
        self._set(answers)

    def _set(self, answers: Answers) -> None:
        self.answers = answers
        self.revision += 1
        self.__dict__.pop("_review", None)


def _is_typed(path: Path) -> bool:
    """Whether the answer at a path comes letter by letter; what the model does not know is taken to."""
    try:
        return fields_of(path).kind in TYPED
    except KeyError:
        return True


def _with_note(answers: Answers, path: Path, source: Source, code: str = "", basis: Iterable[Path] = ()) -> Answers:
    """Answers with a note on where the one at a path comes from, in place of an earlier one."""
    note = {"id": new_id(), **noted(answers, path, source, code, basis)}
    return dict(with_value(answers, (KEY,), [*without_notes_on(answers, path), note]))


def _without_mark(answers: Answers, path: Path) -> Answers:
    """Answers in which the list at a path no longer waits for assumed records."""
    if not is_marked(answers, path):
        return answers
    words = ".".join(path)
    kept = [note for note in answers[KEY] if not (isinstance(note, Mapping) and note.get("path") == words)]
    return dict(with_value(answers, (KEY,), kept))


def _with_ids(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with a new id, and so the records in it."""
    inner = {
        name: [_with_ids(item) for item in value] if isinstance(value, list) and records_in(value) else value
        for name, value in record.items()
    }
    return {"id": new_id(), **inner}


def new_id() -> str:
    """A short random id, unlikely to be met again within one draft."""
    return os.urandom(4).hex()
