"""What is typed goes to the disk: saved in a thread, again and again while it can not be, and told to the screens."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import replace
from datetime import datetime
from typing import Any

from textual.signal import Signal
from textual.timer import Timer

from screens.keys_in_order import KeysInOrder
from wizard.design import Answers
from wizard.drafts.file import SUFFIX
from wizard.drafts.open_draft import OpenDraft
from wizard.drafts.recent import Recent, remember
from wizard.errors import WizardError
from wizard.session import Session
from wizard.typed_line import TypedLine

QUIET_S = 0.15
"""A pause in typing after which answers are reviewed and saved."""
PATIENCE_S = 0.3
"""Typing without a pause is saved after this."""
RETRY_S = 2.0


class Saving:
    """Lets the answers of a session settle, then has them reviewed and saved in a thread.

    Screens follow `settled`, when answers are to be drawn, and `saved`, when the disk has them or can not take them.
    """

    def __init__(self, app: KeysInOrder, draft: OpenDraft, session: Session) -> None:
        self.session = session
        self.draft = draft
        self.settled: Signal[None] = Signal(app, "settled")
        self.saved: Signal[None] = Signal(app, "saved")
        self.saved_at: datetime | None = None
        self.expects_words = False
        """Whether something is being typed that is not known here yet, and may be drawn before it is."""
        self.base: Answers = session.answers
        """The answers that were read or saved last."""
        self.position = Recent(str(draft.path.resolve()))
        self._app = app
        self._trouble = self._fault = ""
        self._line: TypedLine | None = None
        self._saved_state = self._state
        self._shown: tuple[Any, ...] = ()
        self._remembered = self._remembered_as = self.position
        self._lock = threading.Lock()
        self._timer: Timer | None = None
        self._patience: Timer | None = None
        self._saving: asyncio.Task[None] | None = None
        self._retry = asyncio.Event()
        """What stood in the way of saving may be gone: a save that waits is tried now."""
        self._freeze()

    @property
    def name(self) -> str:
        """The draft's file name without its ending."""
        return self.draft.path.name.removesuffix(SUFFIX)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was typed is on the disk."""
        return self._saved_state == self._state

    @property
    def trouble(self) -> str:
        """Why what was typed could not be saved, or what was saved can not be read; empty if all is well."""
        return self.draft.damage or ("" if self.is_saved else self._trouble)

    @property
    def read_only(self) -> str:
        """Why the draft can only be looked at; empty if it can be worked on, also if what was typed could not be saved."""
        return self.draft.read_only if self.is_saved else ""

    @property
    def _state(self) -> tuple[int, TypedLine | None]:
        return self.session.revision, self._line

    def expect_words(self, *, are_coming: bool) -> None:
        """Words are on their way here, or have arrived if there were any."""
        self.expects_words = are_coming
        self._tell()

    def touch(self) -> None:
        """Settle after a pause in typing. Typing without a pause is saved now and then, and drawn when it pauses."""
        self._tell()
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
        self._tell()
        return self.is_saved

    async def _save(self) -> None:
        while not self.is_saved or self.position != self._remembered:
            # The review is asked for only when there is something to remember: somebody may be typing.
            recent = self._recent() if self.position != self._remembered else None
            self._retry.clear()
            await asyncio.to_thread(self._write, recent)
            self._warn()
            self._tell()
            if self.trouble:
                self.look_soon()  # it may be that someone else wrote
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._retry.wait(), RETRY_S)

    def look_soon(self) -> None:
        """Look, in a thread, what became of the draft on the disk: that may be why it can not be saved."""
        raise NotImplementedError

    def keep_unsaved(self) -> None:
        """Keep what is not saved in the history, though a save may be under way that does not come to its end."""
        self.draft.keep_unsaved(self._answers())

    def last_words(self) -> str:
        """What became of what was typed, for whoever reads it when the screens are gone."""
        name = self.draft.path.name
        if self.is_saved:
            return f"Everything you typed is saved in {name}."
        why = self.trouble.partition(". ")[0].rstrip(".") or f"{name} could not be saved"
        lost = f"{why}. What you typed last is not in it."
        kept = " It is kept in the history: open the draft again, and you are told how to get it back."
        return lost + (kept if self.draft.is_unsaved_kept else "")

    def _answers(self) -> Answers:
        """What is to be on the disk: the answers, and the line that is being typed."""
        line = self._line
        return self.session.answers if line is None else line.added_to(self.session.answers)

    def _freeze(self) -> None:
        self.session.is_frozen = bool(self.read_only)

    def _tell(self) -> None:
        """Tell the screens, if something is not as they show it."""
        self._freeze()
        now = (self.is_saved and not self.expects_words, self.trouble, self.read_only, self.saved_at)
        if now != self._shown:
            self._shown = now
            self.saved.publish(None)

    def _warn(self) -> None:
        while warning := self.draft.take_warning():
            if warning != self.draft.read_only:  # the top line says that
                self._app.notify(warning, severity="warning", markup=False, timeout=10)

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
            state, answers, base = self._state, self._answers(), self.session.answers
            try:
                if state != self._saved_state or not (self.draft.is_begun or self.draft.read_only):
                    self.draft.save(answers)
                    self.saved_at = datetime.now().astimezone()
                    self._saved_state, self.base = state, base
                self._trouble = ""
            except WizardError as error:
                self._trouble = str(error)
                return
            except Exception as error:  # noqa: BLE001  (a fault of ours must not end the saving for good, and not silently)
                self._trouble = self._told_of_fault(error)
                return
            if recent is not None and recent != self._remembered_as:
                remember(recent)
                self._remembered_as = recent
                self._remembered = self._place_of(recent)

    def _told_of_fault(self, error: Exception) -> str:
        """What is said of a fault in saving, of which a report is kept once: it may come again every two seconds."""
        from wizard.cli.crash_report import Scene, kind_and_place, what_happened  # saving should have none

        words = f"{self.draft.path.name} could not be saved: a fault of backend-design, {kind_and_place(error)}."
        if not self._fault:
            self._fault = what_happened(error, Scene("saving", None, (self.session.answers, self.base)))[-1]
        return f"{words} {self._fault}"
