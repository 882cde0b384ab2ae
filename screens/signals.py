"""Signals, heard in a thread of its own: a screen that is busy, or hangs, keeps none of them waiting.

The interpreter's wakeup descriptor is written when a signal comes, whatever the main thread does then. A handler in Python, or of
asyncio, would wait until the main thread comes round.
"""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable

ENDING = (signal.SIGTERM, signal.SIGINT) + (
    (signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2, signal.SIGXCPU)
    if os.name == "posix"
    else ()
)
"""Signals that ask the program to end, or would end it where it stands."""
PAUSING = (signal.SIGTSTP, signal.SIGCONT) if os.name == "posix" else ()
"""Signals that stop the program for a while, and let it go on."""
LOOK_MS = 250
"""A terminal that is closed tells nobody who does not ask, if the signal for it is ignored as under `nohup`."""
NO_EVENT = 0
"""A poll tells of the end of a terminal without being asked to."""


class SignalWatch:
    """Hears signals, and the end of the keyboard's input as `SIGHUP`, and says them in its own thread."""

    def __init__(self, heard: Callable[[int], None]) -> None:
        self._heard = heard

    def start(self) -> None:
        """Begin to hear; to be called in the main thread. What was ignored when the program was started stays ignored."""
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in (*ENDING, *PAUSING):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _is_heard_elsewhere)
        threading.Thread(target=self._listen, args=(reading,), name="signals", daemon=True).start()

    def _listen(self, signals: int) -> None:
        keyboard, poll = 0, select.poll()
        poll.register(signals, select.POLLIN)
        poll.register(keyboard, NO_EVENT)
        while True:
            for descriptor, _ in poll.poll(LOOK_MS):
                if descriptor == signals:
                    for number in os.read(signals, 64):
                        self._heard(number)
                else:
                    poll.unregister(descriptor)
                    self._heard(signal.SIGHUP)


def _is_heard_elsewhere(*_: object) -> None:
    """A signal that has no handler of Python's never reaches the wakeup descriptor."""
