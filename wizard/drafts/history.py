"""The history of a draft: how it was, kept outside its folder, so that no mistake and no accident there takes it along."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.drafts.disk import DISK, Disk
from wizard.drafts.durable import ORPHANED_S
from wizard.drafts.recent import state_folder
from wizard.drafts.snapshots import REGULAR, UNSAVED, Snapshot, SnapshotFolder
from wizard.drafts.thinning import is_due, superfluous
from wizard.errors import DraftUnreadable, HistoryFailed, WizardError

if TYPE_CHECKING:
    from wizard.drafts.purging import Purged

NOTE, MOST_OF_NOTE = "about.json", 64 * 1024
_LINEAGE = re.compile(r"[0-9a-f]{16}")
_NEVER = datetime.min.replace(tzinfo=UTC)


class History:
    """The snapshots of one draft. What fails is a `HistoryFailed`, and never a reason not to save the draft."""

    def __init__(self, lineage: str, folder: Path | None = None, disk: Disk = DISK) -> None:
        """`folder` holds one folder for each lineage; `ValueError` for what is no lineage, as it could lead anywhere."""
        if not _LINEAGE.fullmatch(lineage):
            raise ValueError("a lineage has 16 digits, 0 to 9 and a to f")
        self.lineage = lineage
        self.folder = (folder or histories()) / lineage
        self._disk = disk
        self._kept = SnapshotFolder(self.folder, disk)

    def keep(self, data: bytes, why: str = REGULAR) -> None:
        """Keep a draft's bytes as they are, unless the newest snapshot holds them; then let go of what is too old."""
        now = self._now()
        newest = self._newest(now)
        if newest is not None and self._kept.read(newest) == data:
            if why != REGULAR and newest.is_regular:  # it is to last as long as one that was taken for this reason
                self._kept.rename(newest, why)
            return
        self._kept.add(data, why, now)
        with contextlib.suppress(HistoryFailed):  # what can not be removed now goes another time
            self._kept.remove(superfluous(self.snapshots(), now))
            self._kept.sweep(older_than=ORPHANED_S)

    def keep_if_due(self, data: bytes) -> None:
        """Keep a draft's bytes if there is no snapshot of the last minutes."""
        if is_due((at for _, at, why in self._kept.named() if why != UNSAVED), self._now()):
            self.keep(data)

    def versions(self) -> list[Snapshot]:
        """All that is kept: first what was typed last and never saved, if there is such a thing, then the newest first."""
        kept = self._kept.snapshots()
        unsaved = [one for one in kept if one.why == UNSAVED][:1]
        return [*unsaved, *(one for one in kept if one not in unsaved)]

    def snapshots(self) -> list[Snapshot]:
        """The same without the unsaved one; what other sittings could not save is among them."""
        versions = self.versions()
        return versions[1:] if versions and versions[0].why == UNSAVED else versions

    def bytes_of(self, snapshot: Snapshot) -> bytes:
        """The draft's bytes as they were; `HistoryFailed` for a damaged snapshot, and for one that would fill the memory."""
        data = self._kept.read(snapshot)
        if data is None:
            raise HistoryFailed(
                f"The version of {snapshot.time} is damaged, so it can not be read. Take another one, or the draft from git."
            )
        return data

    def keep_unsaved(self, data: bytes, before: Path | None = None) -> Path:
        """Keep what was typed and could not be saved to the draft, in place of what the same sitting kept so before; where it lies.

        What another sitting keeps so is not touched: two windows may both be unable to save.
        """
        file = self._kept.add(data, UNSAVED, self._now())
        self.drop_unsaved(before)
        return file

    def unsaved(self) -> Snapshot | None:
        """What was typed last and not saved to the draft, if there is such a thing."""
        return next(iter(self._unsaved()), None)

    def set_aside(self, unsaved: Snapshot) -> None:
        """Make a version like any other of what was not saved, so that nobody is reminded of it. Nothing is written for that."""
        self._kept.rename(unsaved, "unsaved-before")

    def drop_unsaved(self, file: Path | None) -> None:
        """Forget what was kept so in this file: the draft has it now, or nobody wants it. It may have become a version meanwhile."""
        self._kept.remove([one for one in self._unsaved() if one.file == file])

    def purge(self, texts: Collection[str]) -> Purged:
        """Take texts out of every snapshot, the unsaved one too, and say what became of them."""
        from wizard.drafts.purging import UNREADABLE, Purged, without  # hardly anybody ever needs it

        changed, removed = 0, 0
        for snapshot in self._kept.snapshots():
            held = self._kept.read(snapshot)
            left = UNREADABLE if held is None else without(held, texts)
            if left == UNREADABLE:
                self._kept.remove([snapshot])
                removed += 1
            elif left is not None:
                self._kept.put(snapshot.file, left)
                changed += 1
        self._kept.sweep()
        return Purged(changed, removed)

    def note_path(self, path: Path) -> None:
        """Remember where the draft lies, so that its history is found when the draft can not be read."""
        import json

        note = json.dumps({"path": _real(path, self._disk)}).encode()
        with contextlib.suppress(OSError):
            if self._disk.read(self.folder / NOTE) == note:
                return
        self._kept.write(self.folder / NOTE, note)

    def noted_path(self) -> str:
        """Where the draft lay when it was noted last; empty if that is not known."""
        import json

        try:
            if self._disk.own_status(self.folder / NOTE).st_size > MOST_OF_NOTE:
                return ""
            note = json.loads(self._disk.read(self.folder / NOTE))
            return str(note["path"])
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return ""

    def lies_elsewhere(self, path: Path) -> bool:
        """Whether the draft of this history still lies where it was noted, so that what has its lineage at another path is a copy."""
        from wizard.drafts.file import lineage_of
        from wizard.drafts.store import read_bytes

        noted = self.noted_path()
        if noted in ("", _real(path, self._disk)):
            return False
        try:
            return lineage_of(read_bytes(Path(noted), self._disk)) in (
                self.lineage,
                "",
            )  # without one it may be damaged
        except WizardError:
            return False

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._disk.now(), UTC)

    def _unsaved(self) -> list[Snapshot]:
        return [one for one in self._kept.snapshots() if one.why == UNSAVED]

    def _newest(self, now: datetime) -> Snapshot | None:
        """The snapshot taken last. One that a wrong clock dated in the future counts only if there is no other."""
        kept = [one for one in self._kept.snapshots() if one.why != UNSAVED]
        return next((one for one in kept if one.at <= now), kept[-1] if kept else None)


def histories() -> Path:
    """The folder of all histories."""
    return state_folder() / "history"


def history_at(path: Path, folder: Path | None = None, disk: Disk = DISK) -> History | None:
    """The history of the draft at a path: by its lineage, or if that can not be read by where it lay; `None` if none is known.

    A file that was copied has the history of what was done to the copy.
    """
    from wizard.drafts.file import lineage_of
    from wizard.drafts.store import read_bytes

    with contextlib.suppress(WizardError):
        if lineage := lineage_of(read_bytes(path, disk)):
            past = History(lineage, folder, disk)
            if not past.lies_elsewhere(path):
                return past
    return _history_noted(_real(path, disk), folder or histories(), disk)


def with_history(error: DraftUnreadable, path: Path) -> DraftUnreadable:
    """The refusal of a draft, and that its history has earlier versions, if it has."""
    try:
        past = history_at(path)
        count = len(past.snapshots()) if past is not None else 0
    except WizardError:
        return error
    if not count:
        return error
    versions = "one earlier version" if count == 1 else f"{count} earlier versions"
    told = DraftUnreadable(
        f"{error} The history has {versions}: 'backend-design history {path}' lists them, 'backend-design restore {path}' brings back the newest."
    )
    told.why = error.why
    return told


def _history_noted(path: str, folder: Path, disk: Disk) -> History | None:
    """Of the drafts that lay at a path the one that was worked on last."""
    try:
        names = disk.names(folder)
    except OSError:
        return None
    known = [History(name, folder, disk) for name in names if _LINEAGE.fullmatch(name)]
    return max((one for one in known if one.noted_path() == path), key=_last_worked_on, default=None)


def _real(path: Path, disk: Disk) -> str:
    """The path without symbolic links, as far as that can be told: the folder that it starts from may be gone."""
    try:
        return str(disk.real(path))
    except OSError:
        return str(path)


def _last_worked_on(history: History) -> datetime:
    with contextlib.suppress(HistoryFailed):
        return max((one.at for one in history.snapshots()), default=_NEVER)
    return _NEVER
