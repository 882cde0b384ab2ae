"""Who works on a draft: a lock that the system keeps on a file beside it, and a note in there for people.

The draft itself is never locked: every save puts a new file in its place, and the lock would stay with the old one. The
system frees a lock when its process ends, however it ends. The calls go through the same seam as those of saving, so that
each can be made to fail; a library for locks has no such seam, and empties the file that holds the note.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from wizard.drafts.disk import DISK, Disk, read_regular
from wizard.drafts.temporary import beside, fitting
from wizard.text import in_one_row

MOST_NOTE = 4096
"""Bytes; a longer note is not ours."""
MOST_NAME = 64
"""Characters of a name in a note that are told; a dialog has to hold them."""
TRIES = 20
"""A lock file that others remove again and again is not tried for ever."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a draft open, as the note beside it says."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""
    """A moment in UTC, as ISO 8601."""
    serial: int = 0
    """Grows with every save and with every change of hands: whoever knows a lower one is behind."""
    token: str = ""
    """Tells apart two programs that a note describes alike."""

    @property
    def words(self) -> str:
        """Who and where, for people: `ada on studio, process 4211, since 14:02`."""
        if not self.user:
            return "someone who left no name"
        try:
            since = f", since {datetime.fromisoformat(self.since).astimezone():%Y-%m-%d %H:%M}"
        except (ValueError, OverflowError):  # at the ends of the calendar no other time zone has the moment
            since = ""
        user, host, pid = (in_one_row(str(said))[:MOST_NAME] for said in (self.user, self.host, self.pid))
        return f"{user} on {host}, process {pid}{since}"


def lock_path(target: Path) -> Path:
    """Where the lock of a draft lies; the target is no symbolic link."""
    return target.with_name(f".{fitting(target.name)}.lock")


class DraftLock:
    """The lock of one draft. Nothing here raises for want of a lock: what holds the draft together is the compare before a save."""

    def __init__(self, target: Path, disk: Disk = DISK) -> None:
        self.path = lock_path(target)
        self.is_held = False
        """Whether nobody else who asks can have it. Without locks in the file system nobody holds anything."""
        self.missing = ""
        """Why there is no lock where nobody else has it either; empty if there is one."""
        self._disk = disk
        self._descriptor = -1
        self._note = Holder(token=os.urandom(8).hex())

    def take(self) -> Holder | None:
        """Take the lock; who has it, if someone else does."""
        self.missing = ""
        for _ in range(TRIES):
            if self.is_held:
                return None
            try:
                holder = self._try()
            except OSError as error:
                self.missing = error.strerror or str(error)
                return None
            if holder is not None:
                return holder
        return None if self.is_held else Holder()

    def _try(self) -> Holder | None:
        """Open the file and lock it. Neither held nor someone else's: its name went meanwhile, and it has to be opened anew."""
        descriptor = self._disk.open_lock(self.path)
        try:
            self._disk.lock(descriptor)
        except BlockingIOError:
            self._close(descriptor)
            return self.read_note() or Holder()
        except OSError:
            self._close(descriptor)
            raise
        if self._has_name(descriptor):
            self._keep(descriptor, self.read_note())
        else:
            self._close(descriptor)
        return None

    def take_over(self) -> None:
        """Take the lock from whoever has it: a new file gets its name, and who held the old one sees that before the next save."""
        fresh = beside(self.path)
        before = self.read_note()
        try:
            descriptor = self._disk.create(fresh, 0o644)
        except OSError as error:
            self.missing = error.strerror or str(error)
            return
        try:
            self._disk.lock(descriptor)
            self._disk.replace(fresh, self.path)
        except OSError as error:
            self.missing = error.strerror or str(error)
            self._close(descriptor)
            with contextlib.suppress(OSError):
                self._disk.remove(fresh)
            return
        self._keep(descriptor, before)

    def hold(self) -> Holder | None:
        """Make sure that the lock is still ours, and take it again where nobody has it; who has it otherwise."""
        if self.is_held:
            note = self.read_note()
            if self._has_name(self._descriptor) and (note is None or note.token == self._note.token):
                return None
            self._let_go()
            if note is not None and note.serial > self._note.serial and self._is_beyond_our_sight(note):
                return note
        return self.take()

    def count(self) -> None:
        """Note that the draft was saved once more."""
        if self.is_held:
            self._write(replace(self._note, serial=self._note.serial + 1))

    def release(self) -> None:
        """Give the lock back, and leave nothing behind."""
        if self.is_held and self._has_name(self._descriptor):
            with contextlib.suppress(OSError):
                self._disk.remove(self.path)
        self._let_go()

    def read_note(self) -> Holder | None:
        """Who the note says has the draft; `None` if there is none that can be read."""
        try:
            said = json.loads(read_regular(self.path, MOST_NOTE, self._disk))
            note = Holder(**said)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        usual = asdict(Holder())
        return note if all(type(value) is type(usual[name]) for name, value in asdict(note).items()) else None

    def _is_beyond_our_sight(self, note: Holder) -> bool:
        """Whether the lock of whoever wrote a note can not be seen from here: some shared folders lock on each machine alone."""
        return note.host != self._note.host

    def _keep(self, descriptor: int, before: Holder | None) -> None:
        self._let_go()
        self._descriptor, self.is_held, self.missing = descriptor, True, ""
        serial = max(self._note.serial, before.serial + 1 if before else 0)
        self._write(replace(_myself(), serial=serial, token=self._note.token))

    def _write(self, note: Holder) -> None:
        self._note = note
        with contextlib.suppress(OSError):  # the note is for people; the lock is the system's
            self._disk.overwrite(self._descriptor, json.dumps(asdict(note)).encode())

    def _has_name(self, descriptor: int) -> bool:
        """Whether an open lock file is still the one that others find."""
        try:
            ours, found = self._disk.status_of(descriptor), self._disk.own_status(self.path)
        except OSError:
            return False
        return (ours.st_dev, ours.st_ino) == (found.st_dev, found.st_ino)

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            self._close(self._descriptor)
        self._descriptor, self.is_held = -1, False

    def _close(self, descriptor: int) -> None:
        with contextlib.suppress(OSError):
            self._disk.close(descriptor)


def _myself() -> Holder:
    """This process, for the note."""
    import pwd  # not on Windows

    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        user = f"user {os.getuid()}"
    now = datetime.now(UTC).replace(microsecond=0)
    return Holder(user=user, host=os.uname().nodename, pid=os.getpid(), since=now.isoformat())
