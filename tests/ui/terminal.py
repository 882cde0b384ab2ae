"""A terminal in memory: runs the real program on a pseudo-terminal, shows what it draws, and notes what it leaves behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep

import pyte
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
PATIENCE_S = 10.0
SETTLED_S = 0.2
"""A program that wrote nothing for this long waits for a key."""

BEGIN = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
"""Takes the terminal, so that a change of its size and its end are told to the program."""

ON_FROM_THE_START = {b"7", b"25"}
"""Line wrap and cursor."""
MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
KITTY = re.compile(rb"\x1b\[([<>])[\d;]*u")
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][\d;:]*[ -/]*[@-~]|\x1b\[[\d;]*\$p|\x1b\[\?[\d;]*\$p")
FRAME_END = re.compile(rb"(?<=\x1b\[\?2026l)")
"""A terminal shows what was drawn when this has come, and not before."""
UNFINISHED = re.compile(rb"\x1b(\[[^@-~]*)?$")
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "bs": "\x7f",
    "esc": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
}


def keys(said: str) -> str:
    """What a keyboard sends for words with keys among them: `ab<tab>cd<ctrl+q>`."""

    def sent(match: re.Match[str]) -> str:
        name = match[1]
        return chr(ord(name[-1]) & 0x1F) if name.startswith("ctrl+") else KEYS[name]

    return re.sub(r"<([^<>]+)>", sent, said)


class Terminal:
    """A program on a terminal of its own."""

    def __init__(
        self,
        *arguments: str,
        folder: Path,
        size: tuple[int, int] = (120, 36),
        inside: Sequence[str] = (),
        program: Sequence[str] = ("-m", "wizard"),
        **variables: str,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.output = b""
        """Everything that was written."""
        self.on_frame: Callable[[], None] = lambda: None
        """What is to be done whenever a whole frame can be read."""
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self._modes: dict[bytes, bool] = {}
        self._kitty = 0
        self._is_gone = False
        self._master, slave = os.openpty()
        self.resize(*size)
        self._slave = slave
        self._settings = termios.tcgetattr(slave)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder.parent),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
        }
        environment |= {
            "XDG_STATE_HOME": str(folder.parent / "state"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        self._process = subprocess.Popen(
            [*inside, sys.executable, "-c", BEGIN, *program, *arguments],
            stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment | variables, start_new_session=True,
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What can be read on the screen."""
        return "\n".join(self.rows)

    @property
    def rows(self) -> list[str]:
        """The rows of the screen. Half a wide sign, which pyte leaves where the other half was written over, is a blank."""
        return [self._row(self.screen.buffer[y]) for y in range(self.screen.lines)]

    def _row(self, cells: Mapping[int, pyte.screens.Char]) -> str:
        signs, was_wide = [], False
        for x in range(self.screen.columns):
            sign = cells[x].data
            if not was_wide:
                signs.append(sign or " ")
            was_wide = not was_wide and bool(sign) and cell_len(sign[0]) == 2
        return "".join(signs)

    def type(self, said: str) -> None:
        """Send words and keys in one write, as a machine or a slow line would."""
        os.write(self._master, keys(said).encode())

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        os.write(self._master, data)

    def paste(self, text: str) -> None:
        """Send a text as a terminal does that marks what is pasted."""
        os.write(self._master, b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~")

    def click(self, words: str) -> None:
        """Click on the first place where some words are on the screen."""
        self.shows(words)
        row, line = next((number, line) for number, line in enumerate(self.rows, 1) if words in line)
        at = f"{line.index(words) + 2};{row}"
        os.write(self._master, f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())
        while self._read(SETTLED_S):
            pass

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    @property
    def state(self) -> str:
        """What the program does, in the letters of Linux: R runs, S waits, T is stopped."""
        return Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(") ")[2][0]

    def cpu_s(self) -> float:
        """The processor time that the program has had."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def hang_up(self) -> None:
        """Close the window while the program runs."""
        os.close(self._master)
        self._is_gone = True

    def kill(self) -> float:
        """End the program without a warning; when. What it had drawn until then can be read."""
        when = monotonic()
        self._process.kill()
        self._process.wait()
        while self._read(0):
            pass
        return when

    def read_for(self, seconds: float) -> None:
        """Let the program go on for a while."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            self._read(left)

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Read until something is so; fail if that takes too long."""
        deadline = monotonic() + PATIENCE_S
        while not is_so():
            assert monotonic() < deadline, f"{what}: not within {PATIENCE_S:g} s\n{self.text}"
            self._read(0.02)

    def shows(self, text: str) -> None:
        """Wait until a text can be read, and the program waits for a key."""
        self.until(lambda: text in self.text, text)
        while self._read(SETTLED_S):
            pass

    def ends(self) -> int:
        """Wait until the program has ended; its exit code."""
        self.until(lambda: self._process.poll() is not None, "the end")
        self._read(0.05)
        return self._process.returncode

    def left_behind(self) -> list[str]:
        """What the program changed about the terminal and did not change back."""
        left = [mode.decode() for mode, is_on in self._modes.items() if is_on != (mode in ON_FROM_THE_START)]
        if self._kitty:
            left.append("kitty keys")
        if termios.tcgetattr(self._slave)[:4] != self._settings[:4]:
            left.append("terminal settings")
        return sorted(left)

    def close(self) -> None:
        """End the program, if it still runs, and the terminal."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if not self._is_gone:
            os.close(self._master)
        os.close(self._slave)

    def _read(self, seconds: float) -> bool:
        """Read what comes within a time; whether something came."""
        if self._is_gone:
            sleep(seconds)
            return False
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        self._take(os.read(self._master, 65536))
        return True

    def _take(self, data: bytes) -> None:
        self.output += data
        data = self._rest + data
        cut = UNFINISHED.search(data)
        data, self._rest = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        for question, answer in ANSWERS.items():
            os.write(self._master, answer * data.count(question))
        for modes, switch in MODE.findall(data):
            self._modes |= dict.fromkeys(modes.split(b";"), switch == b"h")
        self._kitty += sum(1 if direction == b">" else -1 for direction in KITTY.findall(data))
        for piece in FRAME_END.split(UNKNOWN_TO_PYTE.sub(b"", data)):
            self._stream.feed(piece)
            if piece.endswith(b"\x1b[?2026l"):
                self.on_frame()


@contextlib.contextmanager
def terminal(
    *arguments: str,
    folder: Path,
    size: tuple[int, int] = (120, 36),
    inside: Sequence[str] = (),
    program: Sequence[str] = ("-m", "wizard"),
    **variables: str,
) -> Iterator[Terminal]:
    """A program on a terminal, started by what it is to be inside of, and ended at the end."""
    opened = Terminal(*arguments, folder=folder, size=size, inside=inside, program=program, **variables)
    try:
        yield opened
    finally:
        opened.close()
