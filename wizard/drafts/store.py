"""Saving so that the file on disk is always the old draft or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from wizard.design import Answers
from wizard.drafts.file import Writer, from_toml
from wizard.errors import DraftChanged, DraftUnreadable, SaveFailed


class DraftFile:
    """One draft on disk, and what is known of the bytes there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hash: str | None = None
        self._writer = Writer()

    def read(self) -> Answers:
        """The answers in the file. `DraftUnreadable` if it can not be read or is no draft."""
        data = read_bytes(self.path)
        answers = from_toml(data, self.path.name)
        self._hash = _digest(data)
        return answers

    def save(self, answers: Answers) -> None:
        """Write the answers durably; when this returns they are on the disk.

        `DraftChanged` if someone else wrote the file since, `SaveFailed` if it could not be written; the file is then as before.
        """
        data = self._writer.toml(answers)
        from_toml(data, self.path.name)
        target = Path(os.path.realpath(self.path))
        on_disk = self._on_disk(target)
        if on_disk == data:
            self._hash = _digest(data)
            return
        if on_disk is not None and _digest(on_disk) != self._hash:
            raise DraftChanged(
                f"{self.path.name} was changed by someone else since it was read. It was not overwritten; "
                "what you typed is kept here. Save a copy, or open the file again."
            )
        write_durably(target, data)
        self._hash = _digest(data)

    def _on_disk(self, target: Path) -> bytes | None:
        try:
            return read_bytes(target)
        except DraftUnreadable:
            if target.exists():
                raise
            return None


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file. `DraftUnreadable` says why there are none."""
    try:
        if path.is_dir():
            raise DraftUnreadable(f"{path} is a folder, not a draft. Name a file that ends in .design.toml.")
        if path.exists() and not path.is_file():
            raise DraftUnreadable(f"{path} is not a regular file, so it can not be a draft.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DraftUnreadable(f"There is no file {path}. 'backend-design new NAME' begins a draft.") from error
    except OSError as error:
        raise DraftUnreadable(f"{path} can not be read: {error.strerror or error}.") from error


def write_durably(target: Path, data: bytes) -> None:
    """Replace a file's content: temporary file, fsync, rename, fsync of the folder. `SaveFailed` leaves the old one."""
    mode = 0o600
    if target.exists():
        mode = stat.S_IMODE(target.stat().st_mode)
        if not os.access(target, os.W_OK):
            raise SaveFailed(f"{target.name} is read-only. What you typed is kept here; save a copy elsewhere.")
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        _write_and_sync(temporary, data, mode)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise SaveFailed(
            f"{target.name} could not be saved: {error.strerror or error}. What you typed is kept here."
        ) from error
    _sync_folder(target.parent)


def _write_and_sync(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        written = 0
        while written < len(data):  # a full disk may take a part only
            written += os.write(descriptor, data[written:])
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; file systems that can not sync a folder keep it as soon as they can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _digest(data: bytes) -> str:
    import hashlib  # opening a draft to check it does not need it

    return hashlib.sha256(data).hexdigest()
