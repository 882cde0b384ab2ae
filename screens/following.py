"""What others do to the draft on the disk, and what is done about it here."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path as FilePath
from time import monotonic
from typing import TYPE_CHECKING

from textual.signal import Signal
from textual.timer import Timer

from screens.keys_in_order import KeysInOrder
from screens.saving import Saving
from wizard.answers import has_place
from wizard.design import Answers
from wizard.drafts.open_draft import OpenDraft
from wizard.drafts.recent import position
from wizard.errors import WizardError
from wizard.session import Session, new_id

if TYPE_CHECKING:
    from wizard.drafts.history import History
    from wizard.settlement import Settlement

CALM_S = 1.0
"""Nobody is interrupted by a question who pressed a key just now: the next ones would answer it."""
DEAF_S = 0.7
"""Whoever was typing when something else came on the screen goes on typing; those keys mean other things there, and are not taken."""
SOON_S = 0.02
"""A key that is under way has arrived after this, or is asked for once more."""
LOOK_S = 2.0
"""How often the draft on the disk is looked at, for what others did to it."""


class Following(Saving):
    """Looks every two seconds at the draft on the disk, and takes what others wrote, or asks.

    Screens follow `reloaded`, when answers were changed elsewhere; `conflicted` says that this happened to what is not saved here.
    """

    def __init__(self, app: KeysInOrder, draft: OpenDraft, session: Session) -> None:
        super().__init__(app, draft, session)
        self.reloaded: Signal[None] = Signal(app, "reloaded")
        self.conflicted: Signal[None] = Signal(app, "conflicted")
        self.settlement: Settlement | None = None
        """What was chosen so far, of a draft that was changed in two places."""
        self.has_reminded = False
        """Whether it was said that something is still unsaved from before."""
        self._asked_about: Answers | None = None
        self._touched_at = 0.0
        self._watch: Timer | None = None
        self._looking: asyncio.Task[None] | None = None

    def touch(self) -> None:
        """Settle after a pause in typing."""
        self._touched_at = monotonic()
        super().touch()

    def watch(self) -> None:
        """Begin to look every two seconds what others do to the draft."""
        self._watch = self._app.set_interval(LOOK_S, self.look_soon)
        self._warn()

    def look_soon(self) -> None:
        """Look, in a thread, whether someone else wrote the draft or took it over."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        await asyncio.to_thread(self._look_at_disk)
        self.meet()
        self._warn()
        self._tell()
        if not self.has_reminded:
            self.has_reminded = True
            await self._remind()

    async def _remind(self) -> None:
        """Say once that something is still unsaved from before."""
        with contextlib.suppress(WizardError):  # a history that can not be read is said where it is looked at
            if at := await asyncio.to_thread(self._waiting):
                words = f"What was typed until {at} could not be saved then. It is kept: ctrl+p shows it among the past versions."
                self._app.notify(words, severity="warning", markup=False, timeout=15)

    def _look_at_disk(self) -> None:
        with self._lock:
            if self.draft.theirs is None:
                self.draft.look()

    def interrupt(self) -> None:
        """Take no keys for a moment: what they were meant for is not on the screen any more."""
        self._app.ignore_keys(DEAF_S)

    def meet(self, *, waits: bool = True) -> None:
        """Show what someone else wrote, if nothing is unsaved here; otherwise keep both, and have it asked which it is to be.

        What is on its way into a control is not known here yet, and is waited for: it would be lost, or win unasked.
        """
        theirs = self.draft.theirs
        if theirs is None:
            return
        if waits and self._app.is_typed_ahead:
            self._app.set_timer(SOON_S, self.meet)
            return
        self._freeze()
        if self.is_saved or self.session.answers is self.base:  # a line that is being typed stays, whatever is adopted
            self.adopt(theirs)
            if not self.read_only:  # whoever only looks on knows that someone else types
                line = ", with the line that you are typing" if self._line is not None else ""
                words = f"was changed elsewhere, and is shown as it is now{line}. ctrl+z brings back what was here."
                self._app.notify(f"{self.draft.path.name} {words}", markup=False, timeout=8)
        elif theirs is not self._asked_about and monotonic() - self._touched_at > CALM_S:
            self._asked_about = theirs
            self._meet_conflict(theirs)

    def _meet_conflict(self, theirs: Answers) -> None:
        from wizard.settlement import Settlement  # most drafts are changed in one place

        found = Settlement.of(self.base, self.session.answers, theirs)
        if found.contested:
            self.conflicted.publish(None)
            return
        self.adopt(found.answers)
        words = "was changed elsewhere just as it was changed here. There is nothing to decide."
        self._app.notify(f"{self.draft.path.name} {words}", markup=False, timeout=8)

    def look_again(self) -> bool:
        """Look whether someone else wrote once more, while it is asked what is to become of what was written; whether that is so."""
        with self._lock:
            was_changed = self.draft.look()
        self._asked_about = self.draft.theirs
        self._tell()
        return was_changed

    def adopt(self, answers: Answers) -> None:
        """Take these answers in place of all that are here, after someone else wrote; what differs from theirs is saved.

        What was not saved here is kept in the history.
        """
        with self._lock:
            theirs = self.draft.theirs
            loses_line = self._line is not None and not has_place(answers, self._line.path)
            self._let_go_of_line(theirs)
            self.draft.settled(None if self.is_saved and not loses_line else self._answers())
            self._line = None if loses_line else self._line
            self.session.adopt(self._without_line(answers), position(self.position))
            self.settlement = None
            if theirs is not None:
                self.base = self._without_line(theirs)
            self._trouble = ""
            if answers == theirs:
                self._saved_state = self.session.revision, None
        self._retry.set()
        self.reloaded.publish(None)
        self.settle()

    def history(self) -> History | None:
        """The history of the draft, if it has one."""
        return self.draft.history()

    def restore(self, answers: Answers) -> None:
        """Take a version of the history in place of all answers. Those of now are kept there before; `HistoryFailed` if they can not be."""
        from wizard.drafts.file import to_toml

        past = self.history()
        if past is not None:
            past.keep(to_toml(self._answers(), self.draft.lineage), "restored")
        self.session.adopt(answers, position(self.position))
        self.reloaded.publish(None)
        self.settle()

    def _waiting(self) -> str:
        """When an earlier sitting could not save what it typed, if that is still kept; empty most of the time."""
        past = None if self.draft.is_unsaved_kept else self.history()
        if past is None or past.unsaved() is None:
            return ""
        from wizard.drafts.versions import waiting  # most drafts have nothing unsaved in their history

        unsaved = waiting(past, self.session.answers)
        return unsaved.time if unsaved is not None else ""

    def work(self) -> bool:
        """Work on a draft that was only looked at, if nobody else has it; whether that can be done now."""
        with self._lock:
            self.draft.work()
        return self._go_on()

    def take_over(self) -> None:
        """Take the draft from whoever has it."""
        with self._lock:
            self.draft.take_over()
        self._go_on()

    def disregard_damage(self) -> None:
        """Save what is here over what can not be read on the disk. `WizardError` if that can not be kept before."""
        with self._lock:
            self.draft.disregard()
            self._saved_state = (-1, None)
        self._go_on()

    def _go_on(self) -> bool:
        self._look_at_disk()
        self.meet(waits=False)  # the key that asked for it is the one that is under way
        self._tell()
        self._retry.set()
        self.save_soon()
        return not self.draft.read_only

    def go_on_in_copy(self, path: FilePath) -> None:
        """Save everything that is here as a new draft, and work on that. `WizardError` if it can not be saved there."""
        with self._lock:
            copy = self.draft.copied_to(path, self._answers())
            self.draft.close()
            self.draft, self._saved_state, self._trouble = copy, self._state, ""
            self.settlement = None
            self.base, self.saved_at = self.session.answers, datetime.now().astimezone()
        self.position = replace(self.position, file=str(path.resolve()))
        self._tell()
        self._retry.set()
        self.save_soon()

    def close(self) -> None:
        """Put the draft away: others may have it."""
        if self._watch is not None:
            self._watch.stop()
        with self._lock:
            self.draft.close()

    def _let_go_of_line(self, theirs: Answers | None) -> None:
        """A record that someone else made of the line that is being typed stays theirs; the line goes on as another one."""
        written = self._saved_state[1]
        if self._line is not None and written is not None and theirs is not None and written.is_changed_in(theirs):
            self._line = replace(self._line, id=new_id())

    def _without_line(self, answers: Answers) -> Answers:
        return answers if self._line is None else self._line.taken_from(answers)
