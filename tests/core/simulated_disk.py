"""A disk that lives in memory, forgets what was not synced when the power fails, and lets any call fail."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.drafts.disk import Disk

FOLDER = Path("/drafts")
FOLDER_NUMBER = 1
CALLS = tuple(name for name in vars(Disk) if not name.startswith("_"))


class Killed(BaseException):
    """The process is no more; nothing in the program catches that."""


@dataclass
class Node:
    """A file: its bytes as every process sees them, and what the disk itself is sure to have."""

    number: int
    data: bytes = b""
    mode: int = 0o600
    modified: float = 0.0
    kept: bytes = b""
    unsure: list[bytes] = field(default_factory=list)
    """The pieces written since the last sync, in order; each of them may be on the disk, in part or not at all."""

    def after_cut(self) -> Iterator[bytes]:
        """Everything that may be read from it when the power is back."""
        choices = [_remains(piece) for piece in self.unsure]
        for pieces in itertools.product(*choices):
            yield self.kept + b"".join(pieces)


def _remains(piece: bytes) -> tuple[bytes, ...]:
    """What may be left of a piece: nothing, its beginning, room for it that was never filled, all of it."""
    return tuple(dict.fromkeys((b"", piece[: len(piece) // 2], b"\0" * len(piece), piece)))


class MemoryDisk(Disk):
    """One folder. What a name means after a power cut may be anything that it meant since the folder was synced last."""

    def __init__(self, files: dict[str, bytes] | None = None, *, time: float = 1e9) -> None:
        self.time = time
        self.entries: dict[str, Node] = {}
        self.history: dict[str, list[Node | None]] = {}
        self.open_ones: dict[int, Node | None] = {}
        self._numbers = itertools.count(FOLDER_NUMBER + 1)
        for name, data in (files or {}).items():
            node = Node(next(self._numbers), data, modified=time, kept=data)
            self.entries[name] = node
            self.history[name] = [node]

    # What a process sees.

    def real(self, path: Path) -> Path:
        return path

    def status(self, path: Path) -> os.stat_result:
        if path == FOLDER:
            return _status(stat.S_IFDIR | 0o700, FOLDER_NUMBER, 0, 0.0)
        return self._status(self._node(path))

    own_status = status

    def status_of(self, descriptor: int) -> os.stat_result:
        node = self.open_ones[descriptor]
        assert node is not None
        return self._status(node)

    def _status(self, node: Node) -> os.stat_result:
        return _status(stat.S_IFREG | node.mode, node.number, len(node.data), node.modified)

    def may_write(self, path: Path) -> bool:
        return path == FOLDER or bool(self._node(path).mode & 0o200)

    def names(self, folder: Path) -> list[str]:
        assert folder == FOLDER
        return list(self.entries)

    def read(self, path: Path, most: int = -1) -> bytes:
        return self._node(path).data[: None if most < 0 else most]

    def create(self, path: Path, mode: int = 0o600) -> int:
        assert path.parent == FOLDER
        if path.name in self.entries:
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
        node = Node(next(self._numbers), mode=mode, modified=self.time)
        self._name(path.name, node)
        return self._opened(node)

    def open(self, path: Path) -> int:
        return self._opened(self._node(path))

    def open_folder(self, path: Path) -> int:
        assert path == FOLDER
        return self._opened(None)

    def write(self, descriptor: int, data: memoryview) -> int:
        node = self.open_ones[descriptor]
        assert node is not None
        node.data += bytes(data)
        node.unsure.append(bytes(data))
        return len(data)

    def change_owner(self, descriptor: int, user: int, group: int) -> None:  # noqa: ARG002  (here everything has one owner)
        assert descriptor in self.open_ones

    def change_mode(self, descriptor: int, mode: int) -> None:
        node = self.open_ones[descriptor]
        assert node is not None
        node.mode = mode

    def sync(self, descriptor: int) -> None:
        node = self.open_ones[descriptor]
        if node is None:
            self.history = {name: [entry] for name, entry in self.entries.items()}
        else:
            node.kept, node.unsure = node.data, []

    sync_drive = sync

    def close(self, descriptor: int) -> None:
        del self.open_ones[descriptor]

    def replace(self, source: Path, target: Path) -> None:
        self._name(target.name, self._node(source))
        self.remove(source)

    def remove(self, path: Path) -> None:
        self._node(path)
        del self.entries[path.name]
        self.history[path.name].append(None)

    def now(self) -> float:
        return self.time

    def _node(self, path: Path) -> Node:
        if path.name not in self.entries:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self.entries[path.name]

    def _name(self, name: str, node: Node) -> None:
        self.history.setdefault(name, [None]).append(node)
        self.entries[name] = node

    def _opened(self, node: Node | None) -> int:
        descriptor = next(number for number in itertools.count(3) if number not in self.open_ones)
        self.open_ones[descriptor] = node
        return descriptor

    # What is left when the power is back.

    def after_cut(self) -> Iterator[MemoryDisk]:
        """Every disk that the next start may find: each name on its own, each file on its own."""
        names = list(self.history)
        nodes = {node.number: node for past in self.history.values() for node in past if node is not None}
        contents = [[(number, data) for data in dict.fromkeys(node.after_cut())] for number, node in nodes.items()]
        pasts = [list({id(node): node for node in past}.values()) for past in self.history.values()]
        for meaning in itertools.product(*pasts):
            for content in itertools.product(*contents):
                data = dict(content)
                yield MemoryDisk(
                    {name: data[node.number] for name, node in zip(names, meaning, strict=True) if node is not None},
                    time=self.time,
                )


def _status(mode: int, number: int, size: int, modified: float) -> os.stat_result:
    return os.stat_result((mode, number, 1, 1, os.geteuid(), os.getegid(), size, modified, modified, modified))


class FailingDisk(Disk):
    """Passes calls on to another disk, and lets the one with a certain number go wrong; counts from 1."""

    def __init__(self, inner: Disk) -> None:
        self._inner = inner
        self.is_dead = False
        self.has_ever_failed = False
        self.arm(0, None)
        for name in CALLS:
            setattr(self, name, _Call(self, name))

    def arm(self, at: int, fault: Fault | None, *, for_good: bool = False) -> None:
        """Let this happen to a call from now on, and to all that follow if it is for good."""
        self.made: list[str] = []
        self.failed_in = ""
        self.has_failed = False
        self._at = at
        self._fault = fault
        self._for_good = for_good

    def pass_on(self, name: str, *arguments: Any) -> Any:
        if self.is_dead:
            raise Killed
        self.made.append(name)
        number = len(self.made)
        if self._fault is None or not (number == self._at or (self._for_good and number > self._at > 0)):
            return getattr(self._inner, name)(*arguments)
        self.has_failed = self.has_ever_failed = True
        self.is_dead = self._fault.kills
        self.failed_in = name
        return self._fault.happen(self._inner, name, arguments)


@dataclass(frozen=True)
class _Call:
    disk: FailingDisk
    name: str

    def __call__(self, *arguments: Any) -> Any:
        return self.disk.pass_on(self.name, *arguments)


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong with a call."""

    name: str
    number: int = 0
    kills: bool = False
    is_late: bool = False
    """Whether the call has done its work when it goes wrong."""
    is_short: bool = False
    """Whether a write takes a part only, and says so."""

    def happen(self, disk: Disk, name: str, arguments: tuple[Any, ...]) -> Any:
        if self.is_short:
            if name == "write" and len(arguments[1]) > 1:
                return disk.write(arguments[0], arguments[1][: len(arguments[1]) // 3 or 1])
            return getattr(disk, name)(*arguments)
        if self.is_late or name == "close":  # a descriptor is closed, whatever close says
            result = getattr(disk, name)(*arguments)
            if name in ("create", "open", "open_folder"):  # nobody is told of the descriptor
                disk.close(result)
        if self.kills:
            raise Killed
        raise OSError(self.number, os.strerror(self.number))

    def __str__(self) -> str:
        return self.name


NUMBERS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS)
ERRORS = tuple(Fault(errno.errorcode[number], number) for number in NUMBERS)
KILL = Fault("killed before", kills=True)
KILL_AFTER = Fault("killed after", kills=True, is_late=True)
SHORT = Fault("short write", is_short=True)
LATE = Fault("done, and EIO all the same", errno.EIO, is_late=True)
