"""The desk: one draft that is being worked on, its session, and its way to the disk."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

from wizard.design import Path
from wizard.drafts.recent import Recent, remember
from wizard.drafts.store import DraftFile
from wizard.errors import WizardError
from wizard.session import Session

QUIET_S = 0.15
"""A pause in typing after which answers are reviewed and saved."""
PATIENCE_S = 0.5
"""Typing without a pause is saved after this."""
RETRY_S = 2.0


class Desk:
    """Takes answers, lets them settle, then has them reviewed and saved in a thread.

    Screens follow `settled`, when answers are to be drawn, and `saved`, when the disk has them or can not take them.
    """

    def __init__(self, app: App[Any], draft: DraftFile, session: Session) -> None:
        self.session = session
        self.draft = draft
        self.settled: Signal[None] = Signal(app, "settled")
        self.saved: Signal[None] = Signal(app, "saved")
        self.saved_at: datetime | None = None
        self.trouble = draft.read_only
        """Why the draft could not be saved; empty while it can."""
        self.position = Recent(str(draft.path.resolve()))
        self._app = app
        self._saved_revision = session.revision
        self._remembered = self._remembered_as = self.position
        self._lock = threading.Lock()
        self._timer: Timer | None = None
        self._patience: Timer | None = None
        self._saving: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        """The draft's file name without its ending."""
        return self.draft.path.name.removesuffix(".design.toml")

    @property
    def is_saved(self) -> bool:
        """Whether all answers are on the disk."""
        return self._saved_revision == self.session.revision

    def answer(self, path: Path, value: Any) -> None:
        """Take an answer, and settle after a pause."""
        self.session.answer(path, value)
        self.touch()

    def change(self, deed: Callable[[], Any]) -> Any:
        """Do something to the session that is to be seen at once."""
        result = deed()
        self.settle()
        return result

    def drop_if_silent(self, path: Path, names: Iterable[str]) -> None:
        """Remove a record that was begun by a key if its form was left without a word to any of these questions."""
        record = self.session.value(path)
        if isinstance(record, Mapping) and not any(record.get(name) for name in names):
            self.session.remove(path)

    def touch(self) -> None:
        """Settle after a pause in typing. Typing without a pause is saved after half a second, and drawn when it pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(QUIET_S, self.settle)
        if self._patience is None:
            self._patience = self._app.set_timer(PATIENCE_S, self._save_while_typing)

    def _save_while_typing(self) -> None:
        self._patience = None
        self.save_soon()

    def settle(self) -> None:
        """Review, tell the screens, and save."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self.settled.publish(None)
        self.save_soon()

    def save_soon(self) -> None:
        """Save in a thread; one save at a time."""
        if self._saving is None or self._saving.done():
            self._saving = asyncio.get_running_loop().create_task(self._save())

    def save_now(self) -> bool:
        """Save before going on, as at the end; whether everything is on the disk then."""
        self._write(self._recent())
        return self.is_saved

    async def _save(self) -> None:
        while not self.is_saved or self.position != self._remembered:
            before = self.is_saved, self.trouble
            # The review is asked for only when there is something to remember: somebody may be typing.
            recent = self._recent() if self.position != self._remembered else None
            await asyncio.to_thread(self._write, recent)
            if warning := self.draft.take_warning():
                self._app.notify(warning, severity="warning", markup=False)
            if (self.is_saved, self.trouble) != before:
                self.saved.publish(None)
            if self.trouble:
                await asyncio.sleep(RETRY_S)

    def _place_of(self, recent: Recent) -> Recent:
        """Where the work stood when this was noted, without the figures."""
        return replace(self.position, step=recent.step, group=recent.group, field=recent.field)

    def _recent(self) -> Recent:
        """What is to be remembered of this draft. Not for the thread: it asks for the review."""
        total, start = self.session.review.total, self.session.review.design.start
        verdict = self.session.review.verdict
        return replace(self.position, title=start.title, answered=total.answered, asked=total.asked, verdict=verdict)

    def _write(self, recent: Recent | None) -> None:
        """Write what is not on the disk yet: the draft, then where the work stopped, if that is given."""
        with self._lock:
            revision, answers = self.session.revision, self.session.answers
            try:
                if revision != self._saved_revision or not self.draft.path.exists():
                    self.draft.save(answers)
                    self.saved_at = datetime.now().astimezone()
                    self._saved_revision = revision
                self.trouble = self.draft.read_only
            except WizardError as error:
                self.trouble = str(error)
                return
            if recent is not None and recent != self._remembered_as:
                remember(recent)
                self._remembered_as = recent
                self._remembered = self._place_of(recent)
