"""How the screens end: everything typed is saved, and the terminal is given back.

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
from time import monotonic
from typing import Any

from screens.pauses import Pauses
from screens.signals import ENDING, SignalWatch

TICK_S = 0.01
ROUNDS = 50
"""For so many ticks keys that were typed before the end are let in."""
STILL = 3
"""For so many ticks nothing more may have come: what a thread has read is on its way for one or two."""
PATIENCE_S, LIMIT_S = 1.0, 1.8
"""After a signal: when a save is tried without the screens, and when the process ends whatever they do."""


class Endings(Pauses):
    """An app that ends in order, whatever ends it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_signalled = False
        self._is_put_away = False

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

    def _keep_unsaved(self) -> None:
        if self.desk is not None:
            self.desk.keep_unsaved()

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

    def _snatch_back(self) -> None:
        if self._lasting is not None:
            self._lasting.snatch_back()

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
