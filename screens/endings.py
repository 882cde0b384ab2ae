"""How the screens end, and how they are stopped for a while: everything typed is saved, and the terminal is given back.

An end comes by a key, by a signal, with the terminal, or by a fault in the program. The last resort is a thread that ends the
process when the screens do not come to their end after a signal.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.driver import Driver

from screens.desk import Desk
from screens.keys_in_order import KeysInOrder
from screens.signals import ENDING, SignalWatch

if TYPE_CHECKING:
    from screens.lasting_driver import LastingDriver
    from wizard.cli.crash_report import Scene

TICK_S = 0.01
ROUNDS = 50
"""For so many ticks keys that were typed before the end are let in."""
STILL = 3
"""For so many ticks nothing more may have come: what a thread has read is on its way for one or two."""
PATIENCE_S, LIMIT_S = 1.0, 1.8
"""After a signal: when a save is tried without the screens, and when the process ends whatever they do."""
AGAIN_S = 0.2
"""A program that was let go on in the background has so much time to hear that it is to end, before it stops again."""


class Endings(KeysInOrder):
    """An app that ends in order, and says what is to be said about it once the terminal is free."""

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.fault: BaseException | None = None
        """The first fault in the program, which is why it ends."""
        self._scene: Scene | None = None
        self._serving: asyncio.AbstractEventLoop | None = None
        self._is_ending = False
        self._is_signalled = False
        self._is_put_away = False

    def _save(self) -> bool:
        """Take what is still being typed, and save; whether everything is on the disk then."""
        return True

    def get_driver_class(self) -> type[Driver]:
        """On a terminal of POSIX one that outlasts its terminal."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from screens.lasting_driver import LastingDriver  # there is no such terminal elsewhere

        return LastingDriver

    def stay(self) -> int:
        """Show the screens until they are left, and tell what is to be told; the exit code."""
        if os.name == "posix":
            SignalWatch(self.heard).start()
        threading.excepthook = self._thread_failed
        try:
            self.run()
        except Exception as error:  # noqa: BLE001  (a traceback would show answers)
            self._note(error)
        finally:
            self._snatch_back()
        self._tell()
        return 1 if self.fault is not None else self.return_code or 0

    def on_load(self) -> None:
        """From now on signals and faults are dealt with between two events."""
        self._serving = asyncio.get_running_loop()
        self._serving.set_exception_handler(self._task_failed)

    def heard(self, number: int) -> None:
        """Deal with a signal between two events; called in any thread."""
        if number in ENDING:
            if self._serving is None:  # nothing was drawn, and nothing could be typed
                os._exit(128 + number)
            if self._is_signalled:
                return
            self._is_signalled = self._is_ending = True
            threading.Thread(target=self._end_anyhow, args=(number,), name="last resort", daemon=True).start()
        if self._serving is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the process is about to end
                self._serving.call_soon_threadsafe(self._deal_with, number)

    def _deal_with(self, number: int) -> None:
        if number in ENDING:
            self._end(128 + number)
        elif number == signal.SIGTSTP:
            self._when_still(self._pause)
        elif number == signal.SIGCONT:
            self._go_on()

    # The end

    def _end(self, code: int) -> None:
        """Let in what was typed before, save, and end."""
        self._when_still(lambda: self._leave(code))

    def _leave(self, code: int) -> None:
        self._save_whatever_happens()
        self._is_put_away = True
        self.exit(return_code=code)

    def _when_still(self, act: Callable[[], None], rounds: int = ROUNDS, still: int = 0) -> None:
        """Do something once all keys that were typed before have been let in, or after half a second."""
        still = 0 if self._is_typed_at else still + 1
        if still < STILL and rounds:
            asyncio.get_running_loop().call_later(TICK_S, self._when_still, act, rounds - 1, still)
        else:
            act()

    @property
    def _is_typed_at(self) -> bool:
        """Whether a key is under way, or waits in the terminal."""
        driver = self._lasting
        return self.is_typed_ahead or (driver is not None and driver.is_on and driver.has_input)

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

    def _keep_unsaved(self) -> None:
        if self.desk is not None:
            self.desk.draft.keep_unsaved(self.desk.session.answers)

    def _end_anyhow(self, code: int) -> None:
        """Save what the session has if the screens do not come round to it, and end if they do not come to their end."""
        began = monotonic()
        self._wait(lambda: self._is_put_away, began + PATIENCE_S)
        if not self._is_put_away and self.desk is not None:
            threading.Thread(target=self._save_session, daemon=True).start()
            self._wait(lambda: self._is_put_away or self._has_saved, began + (PATIENCE_S + LIMIT_S) / 2)
            if not self._has_saved:
                threading.Thread(target=self._keep_unsaved, daemon=True).start()
        self._wait(lambda: False, began + LIMIT_S)
        self._snatch_back()
        os._exit(128 + code)

    @staticmethod
    def _wait(is_so: Callable[[], bool], until: float) -> None:
        pause = threading.Event()
        while not is_so() and (left := until - monotonic()) > 0:
            pause.wait(min(left, 5 * TICK_S))

    @property
    def _has_saved(self) -> bool:
        return self.desk is None or self.desk.is_saved

    @property
    def _lasting(self) -> LastingDriver | None:
        driver: Any = self._driver
        return driver if hasattr(driver, "snatch_back") else None

    def _snatch_back(self) -> None:
        if self._lasting is not None:
            self._lasting.snatch_back()

    # Stopped for a while

    def _pause(self) -> None:
        """Save, give the terminal back, and stop."""
        driver = self._lasting
        if driver is None or self._is_ending:
            return
        self._save_whatever_happens()
        if driver.is_on:
            driver.suspend_application_mode()
        stop()

    def _go_on(self) -> None:
        """Take the terminal again, draw everything anew, and look what became of the draft."""
        driver = self._lasting
        if driver is None or self._is_ending:
            return
        if not driver.is_in_foreground:
            asyncio.get_running_loop().call_later(AGAIN_S, self._stop_in_background)
            return
        if driver.is_on:  # it could not be given back before SIGSTOP, and a shell may have changed it since
            driver.suspend_application_mode()
        driver.resume_application_mode()
        self.refresh(layout=True)
        if self.desk is not None:
            self.desk.look_soon()

    def _stop_in_background(self) -> None:
        driver = self._lasting
        if self._is_ending or driver is None:
            return
        if driver.is_in_foreground:
            self._go_on()
        else:
            stop()

    # A fault in the program

    def _handle_exception(self, error: Exception) -> None:
        self._note(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End; the words of the base class show what the variables held."""
        if self._is_ending:
            return
        self._is_ending = True
        try:
            self._end(1)
        except RuntimeError:  # there is no loop any more
            self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End without these words, which may hold a draft's."""
        self._note(RuntimeError(f"panic with {len(renderables)} messages"))
        self._fatal_error()

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

    # What is told

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
            for words in self._about_draft():
                tell(words)

    def _about_draft(self) -> list[str]:
        """Whether the draft was saved, and where the words are if not."""
        if self.desk is None:
            return []
        draft = self.desk.draft
        if self.desk.is_saved:
            return [f"Everything you typed is saved in {draft.path.name}."]
        from wizard.drafts.history import History  # hardly any sitting ends unsaved

        words = [self.desk.trouble or f"{draft.path.name} could not be saved."]
        with contextlib.suppress(Exception):
            if History(draft.lineage).unsaved() is not None:
                words.append(
                    "What you typed is kept beside it: open the draft again, and you are told how to get it back."
                )
        return words


def typed_by(event: events.Key | events.Paste) -> str:
    """The words of a key or paste."""
    return event.text if isinstance(event, events.Paste) else event.character or ""


def stop() -> None:
    """Stop this process until it is let go on. Sent to the thread: it stops before it does anything else."""
    signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
