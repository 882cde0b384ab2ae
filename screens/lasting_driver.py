"""The terminal: taken, given back whatever happens, and done without when it is gone."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import termios
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from screens.pasted import PasteParser

if TYPE_CHECKING:
    from screens.endings import Endings

LEAVE = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Switches everything off that the screens may have switched on."""
TOLD_FOR_S = 8.0
"""Whoever pastes many bytes that are no UTF-8 is told once."""
PIXELS_OFF = "\x1b[?1016l"
linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]  # the driver makes one itself, and does not ask which


class Outlet:
    """The way to the terminal; what is written after it was closed, or after `shut`, goes nowhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shut = False

    def write(self, text: str) -> None:
        """Write, if there is still a terminal."""
        self._try(lambda: self._stream.write(text))

    def flush(self) -> None:
        """Flush, if there is still a terminal."""
        self._try(self._stream.flush)

    def fileno(self) -> int:
        """The descriptor of the terminal."""
        return self._stream.fileno()

    def shut(self) -> None:
        """Write nothing from now on."""
        self._is_shut = True

    def _try(self, act: Any) -> None:
        if self._is_shut:
            return
        try:
            act()
        except OSError:
            self.shut()
            self._drop()

    def _drop(self) -> None:
        """What is left in the stream would be tried again at the end, and fail again."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


class LastingDriver(LinuxDriver):
    """Draws on a terminal that may be taken away, stopped, or say what is no text."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        kept = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
        super().__init__(*arguments, **options)
        for number, handler in kept.items():  # those of the base class stop the process amid whatever it does
            signal.signal(number, handler)
        self._outlet = Outlet(cast("TextIO", self._file))
        self._file = cast("Any", self._outlet)
        self._told_at = -TOLD_FOR_S
        self.is_on = False
        """Whether the screens have the terminal."""

    @property
    def is_in_foreground(self) -> bool:
        """Whether the terminal belongs to this program, and not to a shell that is typed into."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # it is gone, so there is nobody to be in the way of
            return True

    @property
    def has_input(self) -> bool:
        """Whether keys were typed that nobody has read yet."""
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        return any(event == select.POLLIN for _, event in poll.poll(0))

    def start_application_mode(self) -> None:
        """Take the terminal. It is not taken if it belongs to somebody else now; the process is stopped then."""
        self._key_thread = None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.is_on = self._key_thread is not None

    def retake(self) -> None:
        """Take the terminal anew, whatever a shell made of it meanwhile; what was typed since and nobody has read yet is not dropped."""
        self.exit_event.set()  # an input that has ended is not ended again, and so not emptied
        if self._key_thread is not None:
            self._key_thread.join()
        self.suspend_application_mode()
        self.exit_event.clear()
        self.resume_application_mode()

    def disable_input(self) -> None:
        """Read no more keys."""
        if self.is_on:
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if not self.is_on:
            return
        if not self.is_in_foreground:
            self.attrs_before = None  # the shell has its own settings now
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        if self._mouse_pixels:
            self.write(PIXELS_OFF)
            self._mouse_pixels = False
        super().stop_application_mode()
        self._in_band_window_resize = False
        self.is_on = False

    def snatch_back(self) -> None:
        """Give the terminal back without waiting for any thread, and draw nothing more; the process is to end."""
        if not self.is_on:
            return
        self.is_on = False
        self._outlet.shut()
        poll = select.poll()
        poll.register(self._outlet.fileno(), select.POLLOUT)
        with contextlib.suppress(OSError, termios.error):
            if any(event & select.POLLOUT for _, event in poll.poll(100)):
                os.write(self._outlet.fileno(), LEAVE)
            if self.attrs_before is not None and self.is_in_foreground:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def run_input_thread(self) -> None:
        """Read keys to the end, past bytes that are no UTF-8: those alone are left out, so that a paste stays one."""
        codecs.register_error("left-out", self._leave_out)
        linux_driver.getincrementaldecoder = lambda name: partial(codecs.getincrementaldecoder(name), "left-out")  # type: ignore[attr-defined]  # as with the parser
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except OSError:
                cast("Endings", self._app).heard(signal.SIGHUP)
                return
            except Exception as error:  # noqa: BLE001  (it ends the app there; the words of the base class hold a traceback)
                self._loop.call_soon_threadsafe(self._app._handle_exception, error)
                return

    def _leave_out(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        now = monotonic()
        if now - self._told_at > TOLD_FOR_S:
            self._told_at = now
            self._loop.call_soon_threadsafe(self._tell_of_bytes)
        return "", error.end

    def _tell_of_bytes(self) -> None:
        words = "What was typed just now was not UTF-8, and was left out. Set the terminal to UTF-8."
        self._app.notify(words, severity="warning", markup=False, timeout=TOLD_FOR_S)

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the terminal itself: variables of the environment do not follow it."""
        with contextlib.suppress(OSError):
            columns, rows = os.get_terminal_size(self.fileno)
            if columns and rows:
                return columns, rows
        return super()._get_terminal_size()
