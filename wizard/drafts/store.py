"""One draft on disk: reading it, and saving it so that nobody's work is lost."""

from __future__ import annotations

import stat
from pathlib import Path

from wizard.design import Answers
from wizard.drafts.disk import DISK, Disk
from wizard.drafts.file import SCHEMA_VERSION, Writer, from_toml, read_toml
from wizard.drafts.guard import MOST_BYTES, refused, too_large
from wizard.errors import DraftChanged, DraftReadOnly, DraftTooLarge, DraftUnreadable, NotDurable, SaveFailed


class DraftFile:
    """One draft on disk, and what is known of the bytes there."""

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self.read_only = ""
        """Why this draft can be read and not saved; empty if it can, as far as was seen."""
        self.lineage = ""
        """What is written into the draft, so that its versions are known as one; nothing if this is empty."""
        self.schema = SCHEMA_VERSION
        """The schema that the file was read in."""
        self.data = b""
        """The bytes that were read or saved last."""
        self._disk = disk
        self._hash: str | None = None
        self._seen: tuple[int, ...] | None = None
        self._tried: str | None = None
        self._is_durable = False
        self._is_in_doubt = False
        self._has_swept = False
        self._warning = ""
        self._writer = Writer()

    def read(self, *, allows_newer: bool = False) -> Answers:
        """The answers in the file. `DraftUnreadable` if it can not be read or is no draft.

        One of a newer schema can be looked at if that is allowed, and not be saved.
        """
        seen = self._look()
        answers = self.take(read_bytes(self.path, self._disk), allows_newer=allows_newer)
        self._seen = seen
        return answers

    def take(self, data: bytes, *, allows_newer: bool = False) -> Answers:
        """The answers in what was found in the file, which counts as read from now on."""
        answers, self.schema, lineage = read_toml(data, self.path.name, allows_newer=allows_newer)
        self.data, self.lineage = data, lineage or self.lineage
        self._hash, self._is_durable, self._is_in_doubt = _digest(data), False, False
        self.read_only = self._warning = self._why_not()
        return answers

    def changed(self) -> bytes | None:
        """What someone else wrote since the draft was read or saved; `None` if nobody did, or if it is gone."""
        seen = self._look()
        if seen is None or seen == self._seen:
            return None
        data = read_bytes(self.path, self._disk)
        if _digest(data) in (self._hash, self._tried):
            self._seen = seen
            return None
        return data

    def save(self, answers: Answers) -> None:
        """Write the answers durably; when this returns they are on the disk.

        `DraftChanged` if someone else wrote the file since; `DraftReadOnly` and `SaveFailed` if it can not be written: the
        file is then as before. `NotDurable` if it was written and the disk did not confirm it. All of them can be tried again.
        """
        if self.schema > SCHEMA_VERSION:
            raise DraftReadOnly(self._why_not())
        data = self._bytes(answers)
        try:
            self._save(self._disk.real(self.path), data)
        except OSError as error:
            raise SaveFailed(
                f"{self.path.name} could not be saved: {error.strerror or error}. What you typed is kept here."
            ) from error

    def disregard(self, data: bytes) -> None:
        """Take what was found in the file for what may be written over."""
        self._hash, self._is_durable, self._is_in_doubt = _digest(data), False, False

    def may_be_written(self) -> bool:
        """Look again whether the draft can be saved, and keep why not."""
        self.read_only = self._why_not()
        return not self.read_only

    def take_warning(self) -> str:
        """What is to be said once about reading or saving this draft; empty most of the time."""
        warning, self._warning = self._warning, ""
        return warning

    def _bytes(self, answers: Answers) -> bytes:
        """The draft as it will stand in the file, read back. `SaveFailed` if that is not what was given."""
        from wizard.drafts.readback import says_the_same  # opening does not need it

        try:
            data = self._writer.toml(answers, self.lineage)
        except (TypeError, ValueError, RecursionError) as error:
            raise SaveFailed(
                f"{self.path.name} could not be saved: an answer has no form in TOML ({error})."
            ) from error
        if not says_the_same(self._read_back(data), answers):
            raise SaveFailed(
                f"{self.path.name} was not saved: read back, it would not have held what you typed. The file is as before, and what "
                "you typed is kept here. Undo the last change, save, and report it: this is a fault of backend-design."
            )
        return data

    def _read_back(self, data: bytes) -> Answers:
        try:
            return from_toml(data, self.path.name)
        except DraftUnreadable as error:
            raise DraftTooLarge(
                f"{self.path.name} was not saved, as it is too large to be opened again: {error.why or error}. The file keeps what was saved "
                "last; what you typed is kept here. Shorten it, or take the last change back, and it is saved."
            ) from error

    def _save(self, target: Path, data: bytes) -> None:
        from wizard.drafts.durable import remove_orphans, sync_in_place, write_durably  # opening does not need it

        new, on_disk = _digest(data), self._on_disk(target)
        seen = None if on_disk is None else new if on_disk == data else _digest(on_disk)
        if seen == new and not self._is_in_doubt:
            if not self._is_durable:  # whoever wrote it may have been killed before it was on the disk
                sync_in_place(target, self._disk)
            self._hash, self._is_durable, self.data = new, True, data
            return
        self._refuse(target, seen, new)
        self._tried, self._seen = new, None
        self._is_durable = False
        try:
            write_durably(target, data, self._disk)
        except NotDurable:
            # It is written anew next time: a second fsync may tell of success that there was not.
            self._hash, self._is_in_doubt, self.data = new, True, data
            raise
        self._hash, self._is_durable, self._is_in_doubt, self.data = new, True, False, data
        if not self._has_swept:
            self._has_swept = True
            remove_orphans(target, self._disk)

    def _refuse(self, target: Path, seen: str | None, new: str) -> None:
        """Leave alone what someone else wrote, and what may not be written; say what becomes of other names."""
        if seen is None:
            return
        # A rename over a network may report a failure and have happened: what was tried is ours too.
        if seen not in (new, self._hash, self._tried):
            raise DraftChanged(
                f"{self.path.name} was changed by someone else since it was read. It was not overwritten; "
                "what you typed is kept here. Save a copy, or open the file again."
            )
        self._hash = seen  # what is tried next, and fails, must not make it look like someone else's
        if not self.may_be_written():
            raise DraftReadOnly(self.read_only)
        if self._disk.status(target).st_nlink > 1:
            self._warning = (
                f"{self.path.name} has other names (hard links). They keep the draft as it was before; "
                "what is saved from now on stands under this name alone."
            )

    def _why_not(self) -> str:
        """Why the draft can not be saved; empty if it can. Without its folder there is no room for a new one."""
        target = self._disk.real(self.path)
        if self.schema > SCHEMA_VERSION:
            return (
                f"{target.name} was written by a newer backend-design (schema {self.schema}; this one knows {SCHEMA_VERSION}), so it is "
                "shown as far as it is understood, and not changed. Upgrade backend-design to work on it."
            )
        if self._look() is not None and not self._disk.may_write(target):
            what = f"{target.name} is read-only"
        elif not self._disk.may_write(target.parent):
            what = f"The folder of {target.name} is read-only"
        else:
            return ""
        return f"{what}, so nothing that you type is saved. Save a copy elsewhere, or make it writable."

    def _look(self) -> tuple[int, ...] | None:
        """What the system says of the file without reading it; `None` if it is not there."""
        try:
            status = self._disk.status(self.path)
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _on_disk(self, target: Path) -> bytes | None:
        try:
            self._disk.status(target)
        except FileNotFoundError:
            return None
        return read_bytes(target, self._disk)


def read_bytes(path: Path, disk: Disk = DISK) -> bytes:
    """The bytes of a regular file. `DraftUnreadable` says why there are none."""
    try:
        status = disk.status(path)
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            raise DraftUnreadable(f"{path} is a folder, not a draft. Name a file that ends in .design.toml.")
        if not stat.S_ISREG(mode):
            raise DraftUnreadable(f"{path} is not a regular file, so it can not be a draft.")
        if status.st_size <= MOST_BYTES:
            data = disk.read(path, MOST_BYTES + 1)
            if len(data) <= MOST_BYTES:
                return data
        raise refused(path.name, *too_large(max(status.st_size, MOST_BYTES + 1)))
    except FileNotFoundError as error:
        raise DraftUnreadable(f"There is no file {path}. 'backend-design new NAME' begins a draft.") from error
    except OSError as error:
        raise DraftUnreadable(f"{path} can not be read: {error.strerror or error}.") from error


def _digest(data: bytes) -> str:
    import hashlib  # opening a draft to check it does not need it

    return hashlib.sha256(data).hexdigest()
