"""Stopped for a while: the terminal is given back before, and taken again when the program is let go on."""

from __future__ import annotations

import asyncio
import signal
import threading
from typing import TYPE_CHECKING, Any

from textual.driver import Driver

from screens.faults import Faults

if TYPE_CHECKING:
    from screens.lasting_driver import LastingDriver

AGAIN_S = 0.2
"""A program that was let go on in the background has so much time to hear that it is to end, before it stops again."""


class Pauses(Faults):
    """An app that outlasts its terminal: it can be taken away for a while, and by a shell in between."""

    _is_ending = False
    """Whether the end has begun; nobody pauses then."""

    def get_driver_class(self) -> type[Driver]:
        """On a terminal of POSIX one that outlasts its terminal."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from screens.lasting_driver import LastingDriver  # there is no such terminal elsewhere

        return LastingDriver

    @property
    def _lasting(self) -> LastingDriver | None:
        driver: Any = self._driver
        return driver if hasattr(driver, "snatch_back") else None

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
            driver.retake()
        else:
            driver.resume_application_mode()
        self.refresh(layout=True)
        self.call_later(self._look_around)  # from here, in the context of a signal, no timer could be begun

    def _look_around(self) -> None:
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


def stop() -> None:
    """Stop this process until it is let go on. Sent to the thread: it stops before it does anything else."""
    signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
