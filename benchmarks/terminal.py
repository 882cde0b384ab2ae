"""A program on a pseudo-terminal of its own, and the screen it has drawn so far."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import pyte

COLUMNS, LINES = 120, 36
TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """Starts a program and reads what it draws. Times are taken when bytes are read, before they are interpreted."""

    def __init__(self, command: Sequence[str], folder: Path, **environment: str) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.started = perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:  # the child
            os.chdir(folder)
            plain = {name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS", "NO_COLOR")}
            os.execvpe(
                command[0], list(command), {**plain, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
            )
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    @property
    def text(self) -> str:
        """What can be read on the screen."""
        return "\n".join(self._screen.display)

    def send(self, keys: str) -> float:
        """Type; the time just before is returned."""
        now = perf_counter()
        os.write(self._terminal, keys.encode())
        return now

    def until(self, is_seen: Callable[[str], bool], patience: float = 20.0) -> float:
        """Read until the screen is as wanted; the time at which the deciding bytes came. `TimeoutError` if it never is."""
        end = perf_counter() + patience
        while perf_counter() < end:
            when = self._read(0.2)
            if when and is_seen(self.text):
                return when
        raise TimeoutError(f"not shown within {patience} s:\n{self.text}")

    def rest(self, seconds: float) -> None:
        """Read for so many seconds; a cursor that blinks never comes to an end."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            self._read(left)

    def processor_seconds(self) -> float:
        """Processor time used so far, by Linux's /proc."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mib(self) -> float:
        """Resident memory now."""
        status = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(row.split()[1]) / 1024 for row in status if row.startswith("VmRSS"))

    def close(self) -> None:
        """End the program and give the terminal back."""
        os.kill(self.pid, signal.SIGTERM)
        end = perf_counter() + 5
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self._read(0.02)
            if perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self._terminal)

    def _read(self, patience: float) -> float:
        """Take in what there is; when it came, or 0 if nothing did."""
        if not select.select([self._terminal], [], [], patience)[0]:
            return 0.0
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # Linux: the program has closed its end
            return 0.0
        now = perf_counter()
        # pyte does not know the private sequences that begin with these; it would print them.
        for private in (b"\x1b[>1u", b"\x1b[<u", b"\x1b[=1;1u"):
            data = data.replace(private, b"")
        self._stream.feed(data)
        return now
