"""The desk: one draft that is being worked on, its session, and its way to the disk and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from screens.following import Following
from wizard.design import Path
from wizard.session import new_id
from wizard.typed_line import TypedLine


class Desk(Following):
    """Takes answers, and refuses them while the draft can only be looked at."""

    def answer(self, path: Path, value: Any) -> None:
        """Take an answer, and settle after a pause."""
        if self.is_refused():
            return
        self.session.answer(path, value)
        self.touch()

    def change(self, deed: Callable[[], Any]) -> Any:
        """Do something to the session that is to be seen at once."""
        self.is_refused()
        result = deed()
        self.settle()
        return result

    def is_refused(self, where: str = "") -> bool:
        """Whether nothing is taken, as the draft can only be looked at; that is said, and where the key works that helps."""
        if self.session.is_frozen:
            self._app.clear_notifications()
            words = f"Read only: nothing was changed. {where}ctrl+s says what can be done."
            self._app.notify(words, markup=False, timeout=3)
        return self.session.is_frozen

    def begin_line(self, path: Path, records: Sequence[Mapping[str, Any]]) -> None:
        """Note a line that is being typed, so that it is on the disk before it is added; none ends it."""
        was, line = self._line, None
        if records and not self.session.is_frozen:
            line = TypedLine(path, records, was.id if was is not None else new_id())
        if line != was:
            self._line = line
            self.touch()

    def drop_if_silent(self, path: Path, names: Iterable[str]) -> None:
        """Remove a record that was begun by a key if its form was left without a word to any of these questions."""
        record = self.session.value(path)
        if isinstance(record, Mapping) and not any(record.get(name) for name in names):
            self.session.remove(path)
