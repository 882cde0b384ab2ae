"""The folder in which the snapshots of one draft lie: what is in it, and how a snapshot gets there and goes."""

from __future__ import annotations

import contextlib
import math
import re
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from wizard.drafts.disk import Disk
from wizard.drafts.temporary import is_temporary
from wizard.errors import HistoryFailed, SaveFailed

T = TypeVar("T")
REGULAR, UNSAVED = "regular", "unsaved"
WHY = {
    REGULAR: "while working",
    "opened": "as it was found, before it was changed",
    "migrated": "before it was written in a newer schema",
    "restored": "before an older version was put back",
    "taken-over": "before the work was taken over from someone else",
    "elsewhere": "as it was changed elsewhere",
    "conflict": "one side of a conflict",
    "copied": "before a copy was made",
    "imported": "before an import",
    "cleared": "before answers were cleared",
    "unsaved-before": "typed earlier, but never saved to the draft",
    UNSAVED: "typed, but never saved to the draft",
}
"""Why a snapshot was taken, in words."""
MOST_BYTES = 16 * 1024 * 1024
"""Of one snapshot; four times what any draft may have, as a damaged one may have grown."""
_GZIP = 31
"""How zlib is told that a gzip header is to be there, and a check sum at the end."""
_REMEDIES = {
    "kept": "Make room there, or see to the rights of that folder; until then the history has a gap.",
    "read": "See to the rights of that folder, or take the draft from git.",
    "removed": "See to the rights of that folder, and try it again.",
}
_NAME = re.compile(r"(\d{8}T\d{12})Z-([a-z]{1,20}(?:-[a-z]{1,20})?)\.toml\.gz")
_TIME = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A draft as it once was: the file that holds it, when and why it was kept, and the bytes that it takes on the disk."""

    file: Path
    at: datetime
    why: str
    size: int

    @property
    def is_regular(self) -> bool:
        """Whether only the clock asked for it."""
        return self.why == REGULAR

    @property
    def words(self) -> str:
        """Why it was kept, for people."""
        return WHY.get(self.why, self.why)

    @property
    def time(self) -> str:
        """When it was kept, on the clock of this place."""
        return f"{self.at.astimezone():%Y-%m-%d %H:%M:%S}"


def _time(digits: str) -> datetime:
    """The time in a name. By hand, as this is asked at every save, and `strptime` takes ten times as long."""
    date, clock = digits.split("T")
    hour, minute, second, rest = (int(clock[start:end]) for start, end in ((0, 2), (2, 4), (4, 6), (6, 12)))
    return datetime(int(date[:4]), int(date[4:6]), int(date[6:]), hour, minute, second, rest, UTC)


class SnapshotFolder:
    """One file for each snapshot, and no index that could break. Whatever fails is a `HistoryFailed`."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk

    def snapshots(self) -> list[Snapshot]:
        """All that can be seen there, the newest first. A folder that is not there holds none."""
        found = []
        for file, at, why in self.named():
            with contextlib.suppress(OSError):  # another run has thinned it out
                status = self._disk.own_status(file)
                if stat.S_ISREG(status.st_mode):
                    found.append(Snapshot(file, at, why, status.st_size))
        return sorted(found, key=lambda one: (one.at, one.why), reverse=True)

    def named(self) -> Iterator[tuple[Path, datetime, str]]:
        """The files that are named as snapshots are, with time and reason; all else in the folder is none of ours."""
        try:
            names = self._disk.names(self.path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._failed("read", error) from error
        for name in names:
            if (match := _NAME.fullmatch(name)) and match[2] in WHY:
                with contextlib.suppress(ValueError):  # no such day
                    yield self.path / name, _time(match[1]), match[2]

    def read(self, snapshot: Snapshot) -> bytes | None:
        """The bytes that were kept; `None` if the file is damaged, or would unpack to more than any snapshot has."""
        import zlib

        if snapshot.size > MOST_BYTES:
            return None
        packed = self._trying("read", partial(self._disk.read, snapshot.file))
        reader = zlib.decompressobj(wbits=_GZIP)
        try:
            data = reader.decompress(packed, MOST_BYTES + 1)
        except zlib.error:
            return None
        return data if reader.eof and not reader.unused_data and len(data) <= MOST_BYTES else None

    def add(self, data: bytes, why: str, now: datetime) -> Path:
        """Keep a draft's bytes under a name of their own, and say which. `ValueError` for a reason that there is not."""
        if why not in WHY:
            raise ValueError(f"there is no reason {why!r} for a snapshot")
        taken = {at for _, at, _ in self.named()}
        while now in taken:
            now += timedelta(microseconds=1)
        file = self._file(now, why)
        self.put(file, data)
        return file

    def put(self, file: Path, data: bytes) -> None:
        """Write a snapshot durably, in place of an older one of this name."""
        import gzip

        if len(data) > MOST_BYTES:
            raise HistoryFailed(
                f"The draft has {len(data) // 1024 // 1024} MiB, which is too much for its history. Copy the file yourself if it matters."
            )
        self.write(file, gzip.compress(data, mtime=0))

    def write(self, file: Path, data: bytes) -> None:
        """Write a file durably; the folder is made where it is not there."""
        from wizard.drafts.durable import write_durably  # opening a draft does not need it

        self._make_folders()
        self._trying("kept", partial(write_durably, file, data, self._disk))

    def rename(self, snapshot: Snapshot, why: str) -> None:
        """Say that a snapshot was kept for another reason."""
        self._trying("kept", partial(self._disk.replace, snapshot.file, self._file(snapshot.at, why)))

    def remove(self, snapshots: Collection[Snapshot]) -> None:
        """Remove snapshots for good. One that is gone already is no failure."""
        from wizard.drafts.durable import sync_names

        for one in snapshots:
            self._trying("removed", partial(self._remove, one.file))
        if snapshots:
            self._trying("removed", partial(sync_names, self.path, self._disk))

    def sweep(self, older_than: float = -math.inf) -> None:
        """Remove what a run that was killed left half written, of this age in seconds; of any if none is given.

        Of any: a clock that was put back makes a file of today one of tomorrow.
        """
        with contextlib.suppress(OSError):
            for name in self._disk.names(self.path):
                file = self.path / name
                if is_temporary(name) and self._disk.now() - self._disk.own_status(file).st_mtime >= older_than:
                    self._disk.remove(file)

    def _remove(self, file: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._disk.remove(file)

    def _file(self, at: datetime, why: str) -> Path:
        return self.path / f"{at:{_TIME}}Z-{why}.toml.gz"

    def _make_folders(self) -> None:
        """Make the folders that are not there yet; nobody else may look into them."""
        if not self._is_folder(self.path):
            for folder in (*reversed(self.path.parents), self.path):
                if not self._is_folder(folder):
                    self._trying("kept", partial(self._make, folder))

    def _is_folder(self, path: Path) -> bool:
        try:
            return stat.S_ISDIR(self._disk.status(path).st_mode)
        except OSError:
            return False

    def _make(self, folder: Path) -> None:
        from wizard.drafts.durable import sync_names

        with contextlib.suppress(FileExistsError):  # another run was faster
            self._disk.make_folder(folder)
        descriptor = self._disk.open_folder(folder)
        try:
            self._disk.change_mode(descriptor, 0o700)
        finally:
            self._disk.close(descriptor)
        sync_names(folder.parent, self._disk)

    def _trying(self, what: str, act: Callable[[], T]) -> T:
        """The outcome of a call; its failure in words about the history."""
        try:
            return act()
        except (OSError, SaveFailed) as error:
            raise self._failed(what, error) from error

    def _failed(self, what: str, error: Exception) -> HistoryFailed:
        cause = error if isinstance(error, OSError) else error.__cause__
        why = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)
        return HistoryFailed(
            f"A version in {self.path} could not be {what}: {why}. The draft itself is as it was. {_REMEDIES[what]}"
        )
