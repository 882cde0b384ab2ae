"""A fault in the program: everything typed is saved at once, and what is told of it shows no answers."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import events

from screens.desk import Desk
from screens.keys_in_order import KeysInOrder

if TYPE_CHECKING:
    from wizard.cli.crash_report import Scene


class Faults(KeysInOrder):
    """An app that saves when something in it fails, wherever that happens, and tells of it once the terminal is free."""

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.fault: BaseException | None = None
        """The first fault in the program, which is why it ends."""
        self._scene: Scene | None = None
        self._serving: asyncio.AbstractEventLoop | None = None

    def on_load(self) -> None:
        """From now on faults in other tasks and threads are dealt with between two events."""
        self._serving = asyncio.get_running_loop()
        self._serving.set_exception_handler(self._task_failed)

    def _save(self) -> bool:
        """Take what is still being typed, and save; whether everything is on the disk then."""
        return True

    def _save_whatever_happens(self) -> None:
        """Save. If what is being typed can not be had, the rest is saved."""
        for save in (self._save, self._save_session):
            try:
                save()
            except Exception as error:  # noqa: BLE001  (the next way, and the end, must be reached)
                self._note(error, is_to_save=False)
            else:
                return

    def _save_session(self) -> None:
        if self.desk is not None:
            self.desk.save_now()

    @property
    def _has_saved(self) -> bool:
        return self.desk is None or self.desk.is_saved

    def _handle_exception(self, error: Exception) -> None:
        self._note(error)
        super()._handle_exception(error)

    def _task_failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:  # noqa: ARG002
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _thread_failed(self, what: threading.ExceptHookArgs) -> None:
        if self._serving is not None and isinstance(what.exc_value, Exception):
            with contextlib.suppress(RuntimeError):  # the loop is closed: the process is about to end
                self._serving.call_soon_threadsafe(self._handle_exception, what.exc_value)

    def _note(self, error: BaseException, *, is_to_save: bool = True) -> None:
        """Remember the first fault and where it happened, and save at once: nobody knows what still works."""
        if self.fault is not None:
            return
        # What fails in a worker comes wrapped in an error of its own.
        self.fault = getattr(error, "error", error) if type(error).__name__ == "WorkerFailed" else error
        with contextlib.suppress(Exception):
            self._scene = self._seen()
        if is_to_save:
            self._save_whatever_happens()

    def _seen(self) -> Scene:
        """What is on the screen, and all words that are known of; others come while the screens end."""
        from wizard.cli.crash_report import Scene  # only a fault needs it

        here, control = self.screen, self.focused
        words = [str(getattr(control, name, "") or "") for name in ("value", "text")]
        words.append("".join(typed_by(event) for event in self._typed_ahead))
        known = None if self.desk is None else (self.desk.session.answers, self.desk.base, words)
        return Scene(type(here).__name__, (self.size.width, self.size.height), known)

    def _tell(self) -> None:
        """Say on the terminal what happened, if anything did."""
        if self.fault is None and self._has_saved:
            return
        from wizard.cli.crash_report import Scene, what_happened  # a sitting that ends well tells nothing
        from wizard.cli.output import tell
        from wizard.errors import WizardError

        with contextlib.suppress(WizardError):  # there is no one left to tell
            if self.fault is not None:
                scene = self._scene or Scene()
                if self.desk is not None and scene.typed is not None:
                    scene = replace(scene, typed=(*scene.typed, self.desk.session.answers))
                for words in what_happened(self.fault, scene):
                    tell(words)
            if self.desk is not None:
                tell(self.desk.last_words())


def typed_by(event: events.Key | events.Paste) -> str:
    """The words of a key or paste."""
    return event.text if isinstance(event, events.Paste) else event.character or ""
