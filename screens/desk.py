"""The desk: one draft that is being worked on, its session, and its way to the disk and back."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path as FilePath
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

from wizard.answers import records_in, value_at, with_value
from wizard.design import Answers, Path
from wizard.drafts.open_draft import OpenDraft
from wizard.drafts.recent import Recent, position, remember
from wizard.errors import WizardError
from wizard.session import Session, new_id

if TYPE_CHECKING:
    from wizard.drafts.history import History
    from wizard.settlement import Settlement

QUIET_S = 0.15
"""A pause in typing after which answers are reviewed and saved."""
PATIENCE_S = 0.3
"""Typing without a pause is saved after this."""
RETRY_S = 2.0
CALM_S = 1.0
"""Nobody is interrupted by a question who pressed a key just now: the next ones would answer it."""
LOOK_S = 2.0
"""How often the draft on the disk is looked at, for what others did to it."""

Entry = tuple[Path, Sequence[Mapping[str, Any]]]
"""A line of a table that is being typed and not added yet: the path of its list, and what it says so far."""


class Desk:
    """Takes answers, lets them settle, then has them reviewed and saved in a thread.

    Screens follow `settled`, when answers are to be drawn, `saved`, when the disk has them or can not take them, and
    `reloaded`, when they were changed elsewhere. `conflicted` says that this happened to what is not saved here.
    """

    def __init__(self, app: App[Any], draft: OpenDraft, session: Session) -> None:
        self.session = session
        self.draft = draft
        self.settled: Signal[None] = Signal(app, "settled")
        self.saved: Signal[None] = Signal(app, "saved")
        self.reloaded: Signal[None] = Signal(app, "reloaded")
        self.conflicted: Signal[None] = Signal(app, "conflicted")
        self.saved_at: datetime | None = None
        self.base: Answers = session.answers
        """The answers that were read or saved last."""
        self.settlement: Settlement | None = None
        """What was chosen so far, of a draft that was changed in two places."""
        self.position = Recent(str(draft.path.resolve()))
        self._app = app
        self._trouble = ""
        self._entry: Entry | None = None
        self._entry_id = ""
        self._asked_about: Answers | None = None
        self._touched_at = 0.0
        self.has_reminded = False
        """Whether it was said that something is still unsaved from before."""
        self._saved_state = self._state
        self._shown: tuple[Any, ...] = ()
        self._remembered = self._remembered_as = self.position
        self._lock = threading.Lock()
        self._timer: Timer | None = None
        self._patience: Timer | None = None
        self._watch: Timer | None = None
        self._saving: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._retry = asyncio.Event()
        """What stood in the way of saving may be gone: a save that waits is tried now."""
        self._freeze()

    @property
    def name(self) -> str:
        """The draft's file name without its ending."""
        return self.draft.path.name.removesuffix(".design.toml")

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
    def _state(self) -> tuple[int, Entry | None]:
        return self.session.revision, self._entry

    def answer(self, path: Path, value: Any) -> None:
        """Take an answer, and settle after a pause."""
        if self._is_refused():
            return
        self.session.answer(path, value)
        self.touch()

    def change(self, deed: Callable[[], Any]) -> Any:
        """Do something to the session that is to be seen at once."""
        self._is_refused()
        result = deed()
        self.settle()
        return result

    def _is_refused(self) -> bool:
        """Whether nothing is taken, as the draft can only be looked at; that is said."""
        if self.session.is_frozen:
            self._app.clear_notifications()
            self._app.notify("Read only: nothing was changed. ctrl+s says what can be done.", markup=False, timeout=3)
        return self.session.is_frozen

    def begin_line(self, path: Path, records: Sequence[Mapping[str, Any]]) -> None:
        """Note a line that is being typed, so that it is on the disk before it is added; none ends it."""
        entry = (path, records) if records and not self.session.is_frozen else None
        if entry == self._entry:
            return
        if self._entry is None:
            self._entry_id = new_id()
        self._entry = entry
        self.touch()

    def drop_if_silent(self, path: Path, names: Iterable[str]) -> None:
        """Remove a record that was begun by a key if its form was left without a word to any of these questions."""
        record = self.session.value(path)
        if isinstance(record, Mapping) and not any(record.get(name) for name in names):
            self.session.remove(path)

    def touch(self) -> None:
        """Settle after a pause in typing. Typing without a pause is saved after half a second, and drawn when it pauses."""
        self._touched_at = monotonic()
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

    def meet(self) -> None:
        """Show what someone else wrote, if nothing is unsaved here; otherwise keep both, and have it asked which it is to be."""
        theirs = self.draft.theirs
        if theirs is None:
            return
        if self.is_saved or self.session.answers is self.base:  # a line that is being typed stays, whatever is adopted
            self.adopt(theirs)
            if not self.read_only:  # whoever only looks on knows that someone else types
                words = "was changed elsewhere, and is shown as it is now. ctrl+z brings back what was here."
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
            self.draft.settled(None if self.is_saved else self._answers())
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
        from wizard.drafts.history import History, history_at  # opening a draft does not need it

        return History(self.draft.lineage) if self.draft.lineage else history_at(self.draft.path)

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
        self.meet()
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

    def keep_unsaved(self) -> None:
        """Keep what is not saved in the history, though a save may be under way that does not come to its end."""
        self.draft.keep_unsaved(self._answers())

    def last_words(self) -> str:
        """What became of what was typed, for whoever reads it when the screens are gone."""
        name = self.draft.path.name
        if self.is_saved:
            return f"Everything you typed is saved in {name}."
        lost = f"{self.trouble or f'{name} could not be saved.'} What you typed last is not in it."
        kept = " It is kept in the history: open the draft again, and you are told how to get it back."
        return lost + (kept if self.draft.is_unsaved_kept else "")

    def close(self) -> None:
        """Put the draft away: others may have it."""
        if self._watch is not None:
            self._watch.stop()
        with self._lock:
            self.draft.close()

    def _answers(self) -> Answers:
        """What is to be on the disk: the answers, and the line that is being typed."""
        if self._entry is None:
            return self.session.answers
        path, records = self._entry
        held = records_in(self.session.value(path))
        new = [{"id": f"{self._entry_id}{number or ''}", **record} for number, record in enumerate(records)]
        return dict(with_value(self.session.answers, path, [*held, *new]))

    def _without_line(self, answers: Answers) -> Answers:
        """Answers that were read from the disk, without the line that is still being typed here."""
        if self._entry is None:
            return answers
        path = self._entry[0]
        held = records_in(value_at(answers, path))
        kept = [record for record in held if not str(record.get("id")).startswith(self._entry_id)]
        return answers if len(kept) == len(held) else dict(with_value(answers, path, kept or None))

    def _freeze(self) -> None:
        self.session.is_frozen = bool(self.read_only)

    def _tell(self) -> None:
        """Tell the screens, if something is not as they show it."""
        self._freeze()
        now = (self.is_saved, self.trouble, self.read_only, self.saved_at)
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
                self._trouble = (
                    f"{self.draft.path.name} could not be saved: {type(error).__name__}, a fault of backend-design."
                )
                return
            if recent is not None and recent != self._remembered_as:
                remember(recent)
                self._remembered_as = recent
                self._remembered = self._place_of(recent)
