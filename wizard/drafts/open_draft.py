"""A draft that is open for work: its file, its lock, and its history."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.design import Answers
from wizard.drafts.disk import DISK, Disk
from wizard.drafts.file import SCHEMA_VERSION, to_toml
from wizard.drafts.keeping import Keeping
from wizard.drafts.lock import DraftLock, Holder
from wizard.drafts.store import DraftFile, read_bytes
from wizard.errors import DraftChanged, DraftReadOnly, DraftTaken, DraftUnreadable, WizardError

if TYPE_CHECKING:
    from wizard.drafts.history import History
    from wizard.drafts.purging import Purged


class OpenDraft:
    """Locks a draft while it is worked on, keeps its history, and never writes over what it has not seen."""

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path.absolute()
        """Where it lies, also when the folder that the program was started in is gone."""
        self.holder: Holder | None = None
        """Who else has the draft, and changes it; nobody if it is ours."""
        self.theirs: Answers | None = None
        """What someone else wrote, until it is settled what becomes of it. Nothing is saved meanwhile."""
        self.damage = ""
        """Why what someone else wrote can not be read; empty if it can, or if nobody wrote."""
        self._file = DraftFile(self.path, disk)
        self._lock = DraftLock(disk.real(self.path), disk)
        self._disk = disk
        self._keeping = Keeping(self._file, disk)
        self._warnings: list[str] = []
        self._is_gone = False

    @property
    def read_only(self) -> str:
        """Why nothing can be saved; empty if it can."""
        if self.holder is not None:
            return f"{self.path.name} is open elsewhere, by {self.holder.words}. Here it can be looked at, and shows what is saved there."
        return self._file.read_only

    @property
    def is_begun(self) -> bool:
        """Whether there is a file, or was one when it was looked for last."""
        return bool(self._file.data)

    @property
    def is_unsaved_kept(self) -> bool:
        """Whether the history has what could not be saved last."""
        return self._keeping.has_unsaved

    @property
    def lineage(self) -> str:
        """What all versions of this draft have in common; empty until it is saved for the first time."""
        return self._file.lineage

    def history(self) -> History | None:
        """The history that the draft has so far; `None` before anything was kept."""
        return self._keeping.history()

    def purge(self, texts: Collection[str]) -> Purged:
        """Take texts out of every version there is or will be of how the draft was. `HistoryFailed` if versions are left."""
        return self._keeping.purge(texts)

    def holds(self, texts: Collection[str]) -> bool:
        """Whether the file holds one of these texts, as it was read or saved last."""
        from wizard.drafts.purging import holds  # hardly anybody ever needs it

        return holds(self._file.data, texts)

    def read(self) -> Answers:
        """Lock the draft, unless someone else has it, and read it; one that is not there yet is empty.

        `DraftUnreadable` says also whether the history has versions of it.
        """
        self.holder = self._lock.take()
        try:
            answers = self._file.read(allows_newer=True) if os.path.lexists(self.path) else {}
        except DraftUnreadable as error:
            from wizard.drafts.history import with_history  # only a draft that can not be read needs it

            self.close()
            raise with_history(error, self.path) from error
        if self._file.read_only:
            self._lock.release()  # nothing is written, so nobody has to wait for it
        elif self._lock.missing:
            self._warnings.append(
                f"No lock could be put beside {self.path.name}: {self._lock.missing}. What others save is still never "
                "overwritten, but nobody is told that it is open here."
            )
        return answers

    def work(self) -> Holder | None:
        """Work on the draft from now on, if nobody else does; who does otherwise. `look` then tells what was changed meanwhile."""
        self.holder = self._lock.take()
        return self.holder

    def take_over(self) -> None:
        """Take the draft from whoever holds it; `look` then tells what was changed meanwhile. What it was is kept in the history."""
        if self._file.data:
            self._keeping.keep(self._file.data, "taken-over")
        self._lock.take_over()
        self.holder = None

    def save(self, answers: Answers) -> None:
        """Save durably, and keep a version every few minutes. Errors are those of `DraftFile.save`, and `DraftTaken`.

        After any of them the words that are not on the disk are in the history, if that can be written.
        """
        try:
            self._save(answers)
        except Exception:
            self.keep_unsaved(answers)
            raise
        self._keeping.drop_unsaved()

    def keep_unsaved(self, answers: Answers) -> None:
        """Keep in the history what can not go into the draft now. It stays there until a save, and the next sitting is told of it."""
        if self._file.schema <= SCHEMA_VERSION:
            self._keeping.keep_unsaved(answers)

    def _save(self, answers: Answers) -> None:
        if self._file.schema > SCHEMA_VERSION:
            raise DraftReadOnly(self.read_only)
        if self.theirs is not None:
            raise DraftChanged(
                f"{self.path.name} was changed by someone else, and so were you changing it. Both are kept."
            )
        if self.holder is None:
            self.holder = self._lock.hold()
        if self.holder is not None:
            raise DraftTaken(
                f"{self.path.name} is open elsewhere now, by {self.holder.words}. Nothing was overwritten there, and what you typed is "
                "kept here. Save a copy, or take the draft over."
            )
        self._keeping.before_save()
        self._file.save(answers)
        self._lock.count()
        self._keeping.after_save()

    def look(self) -> bool:
        """Look what became of the draft on the disk: `theirs`, `damage`, `holder` and `read_only` say it; whether it was changed.

        What someone else wrote counts as read, and nothing is saved until it is `settled`.
        """
        if self._lock.is_held:
            self.holder = self._lock.hold()
        self._notice_absence()
        try:
            data = self._file.changed()
            self.damage = ""
            if data is not None:
                self.theirs = self._file.take(data, allows_newer=True)
                self._keeping.found("elsewhere")
                return True
        except DraftUnreadable as error:
            self.damage = str(error)
            return False
        if self.holder is None and self._file.read_only and self._file.may_be_written():
            self.holder = self._lock.take()
        return False

    def _notice_absence(self) -> None:
        was_gone, self._is_gone = self._is_gone, self.is_begun and self._leads_nowhere(self.path)
        if self._is_gone and not was_gone:
            what, then = self.path.name, "the next change writes it there again"
            if self._leads_nowhere(self.path.parent):
                what, then = (
                    f"The folder of {what}",
                    "saved as soon as the folder is back; ctrl+s saves a copy elsewhere",
                )
            self._warnings.append(f"{what} was removed or renamed elsewhere. What is here is kept, and {then}.")

    def _leads_nowhere(self, path: Path) -> bool:
        """Whether there is nothing at a path; what may only not be looked at now is there."""
        try:
            self._disk.status(path)
        except OSError as error:
            return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
        return False

    def settled(self, unsaved: Answers | None = None) -> None:
        """What someone else wrote was dealt with: from now on saving goes over it. What was not saved here is kept in the history."""
        self.theirs = None
        if unsaved is not None:
            self._keeping.keep(to_toml(unsaved, self.lineage), "conflict")

    def replace(self, data: bytes, lineage: str) -> None:
        """Let the next save go over these bytes of the file, which nobody could read perhaps, as a version of this lineage.

        They are in the history already. A file that holds others by then is left alone.
        """
        self._file.disregard(data)
        self._file.lineage = lineage
        self._keeping.found("")

    def disregard(self) -> None:
        """Let the next save go over what can not be read, whose bytes are kept in the history."""
        damaged = read_bytes(self.path, self._disk)
        self._keeping.keep(damaged, "conflict")
        self._file.disregard(damaged)
        self.damage = ""

    def copied_to(self, path: Path, answers: Answers) -> OpenDraft:
        """A new draft with these answers, open for work, with a history of its own. `WizardError` if there can be none."""
        if os.path.lexists(path):
            raise WizardError(f"There is a file {path.name} already, and it was left as it is. Type another name.")
        if not path.parent.is_dir():
            raise WizardError(f"There is no folder {path.parent}. Make it first, or type another place.")
        copy = OpenDraft(path, self._disk)
        copy.read()
        try:
            copy._save(answers)  # what could not be saved there either is in the history of the draft that it is of
        except WizardError:
            copy.close()
            raise
        self._keeping.drop_unsaved()
        return copy

    def close(self) -> None:
        """Give the lock back. How the draft was left is in the history then: what becomes of the file is not ours to see."""
        self._keeping.left()
        self._lock.release()

    def take_warning(self) -> str:
        """What is to be said once about reading or saving this draft; empty most of the time."""
        if warning := self._file.take_warning():
            self._warnings.append(warning)
        if self._keeping.warning:
            self._warnings.append(self._keeping.warning)
            self._keeping.warning = ""
        return self._warnings.pop(0) if self._warnings else ""
