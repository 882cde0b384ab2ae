"""A draft that is open for work: its file, its lock, and its history."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.design import Answers
from wizard.drafts.disk import DISK, Disk
from wizard.drafts.file import SCHEMA_VERSION, to_toml
from wizard.drafts.lock import DraftLock, Holder
from wizard.drafts.names import new_lineage
from wizard.drafts.store import DraftFile, read_bytes
from wizard.errors import DraftChanged, DraftReadOnly, DraftTaken, DraftUnreadable, WizardError

if TYPE_CHECKING:
    from wizard.drafts.history import History


class OpenDraft:
    """Locks a draft while it is worked on, keeps its history, and never writes over what it has not seen."""

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self.holder: Holder | None = None
        """Who else has the draft, and changes it; nobody if it is ours."""
        self.theirs: Answers | None = None
        """What someone else wrote, until it is settled what becomes of it. Nothing is saved meanwhile."""
        self.damage = ""
        """Why what someone else wrote can not be read; empty if it can, or if nobody wrote."""
        self._file = DraftFile(path, disk)
        self._lock = DraftLock(disk.real(path), disk)
        self._disk = disk
        self._past: History | None = None
        self._warnings: list[str] = []
        self._has_kept = self._has_saved = self._has_warned = self._is_gone = self._is_theirs = False
        self._unsaved: Answers | None = None
        self._unsaved_in: Path | None = None

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
        return self._unsaved is not None

    @property
    def lineage(self) -> str:
        """What all versions of this draft have in common; empty until it is saved for the first time."""
        return self._file.lineage

    def read(self) -> Answers:
        """Lock the draft, unless someone else has it, and read it; one that is not there yet is empty.

        `DraftUnreadable` says also whether the history has versions of it.
        """
        self.holder = self._lock.take()
        try:
            answers = self._file.read(allows_newer=True) if os.path.lexists(self.path) else {}
        except DraftUnreadable as error:
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
            self._keep(lambda past: past.keep(self._file.data, "taken-over"))
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
        self._drop_unsaved()

    def keep_unsaved(self, answers: Answers) -> None:
        """Keep in the history what can not go into the draft now. It stays there until a save, and the next sitting is told of it."""
        if answers != self._unsaved and not self._file.schema > SCHEMA_VERSION:
            if self._unsaved is None:
                self._keep(_keep_earlier)
            self._unsaved = answers if self._keep(lambda past: self._replace_unsaved(past, answers)) else None

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
        self._settle_lineage()
        before = b"" if self._has_kept else self._file.data
        why = "migrated" if self._file.schema < SCHEMA_VERSION else "elsewhere" if self._is_theirs else "opened"
        if before and why != "opened":
            self._keep(lambda past: past.keep(before, why))
        self._file.save(answers)
        self._has_saved = True
        self._lock.count()
        if before and why == "opened":  # after the save: what is typed does not wait for the history
            self._keep(lambda past: past.keep(before, why))
        self._has_kept, self._is_theirs = True, False
        self._keep(lambda past: past.keep_if_due(self._file.data))

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
                self._has_kept, self._is_theirs = False, True  # what we did not write is not in the history yet
                return True
        except DraftUnreadable as error:
            self.damage = str(error)
            return False
        if self.holder is None and self._file.read_only and self._file.may_be_written():
            self.holder = self._lock.take()
        return False

    def _notice_absence(self) -> None:
        was_gone, self._is_gone = self._is_gone, self.is_begun and not os.path.lexists(self.path)
        if self._is_gone and not was_gone:
            self._warnings.append(
                f"{self.path.name} was removed or renamed elsewhere. What is here is kept, and the next change writes it there again."
            )

    def settled(self, unsaved: Answers | None = None) -> None:
        """What someone else wrote was dealt with: from now on saving goes over it. What was not saved here is kept in the history."""
        self.theirs = None
        if unsaved is not None:
            data = to_toml(unsaved, self.lineage)
            self._keep(lambda past: past.keep(data, "conflict"))

    def replace(self, data: bytes, lineage: str) -> None:
        """Let the next save go over these bytes of the file, which nobody could read perhaps, as a version of this lineage.

        They are in the history already. A file that holds others by then is left alone.
        """
        self._file.disregard(data)
        self._file.lineage, self._has_kept = lineage, True

    def disregard(self) -> None:
        """Let the next save go over what can not be read, whose bytes are kept in the history."""
        damaged = read_bytes(self.path, self._disk)
        self._keep(lambda past: past.keep(damaged, "conflict"))
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
            copy.save(answers)
        except WizardError:
            copy.close()
            raise
        self._drop_unsaved()
        return copy

    def close(self) -> None:
        """Give the lock back. How the draft was left is in the history then: what becomes of the file is not ours to see."""
        if self._has_saved:
            self._has_saved = False
            self._keep(lambda past: past.keep(self._file.data))
        self._lock.release()

    def take_warning(self) -> str:
        """What is to be said once about reading or saving this draft; empty most of the time."""
        if warning := self._file.take_warning():
            self._warnings.append(warning)
        return self._warnings.pop(0) if self._warnings else ""

    def _keep(self, deed: Callable[[History], None]) -> bool:
        """Do something to the history; whether that worked. One that can not be written is said once and stops nothing."""
        try:
            deed(self._history())
        except WizardError as error:
            if not self._has_warned:
                self._has_warned = True
                self._warnings.append(str(error))
            return False
        return True

    def _replace_unsaved(self, past: History, answers: Answers) -> None:
        self._unsaved_in = past.keep_unsaved(to_toml(answers, self.lineage), self._unsaved_in)

    def _drop_unsaved(self) -> None:
        if self._unsaved is not None:
            self._unsaved = None
            self._keep(lambda past: past.drop_unsaved(self._unsaved_in))

    def _history(self) -> History:
        if self._past is None or self._past.lineage != self.lineage:
            from wizard.drafts.history import History  # opening does not need it

            self._settle_lineage()
            self._past = History(self.lineage, disk=self._disk)
            self._past.note_path(self.path)
        return self._past

    def _settle_lineage(self) -> None:
        """Give the draft its lineage: the one that it had here before, if it comes without one from an old commit, or a new one."""
        if self.lineage:
            return
        past = None
        if self._file.data:
            from wizard.drafts.history import history_at

            past = history_at(self.path, disk=self._disk)
        self._file.lineage = past.lineage if past is not None else new_lineage()


def _keep_earlier(past: History) -> None:
    """Keep what an earlier sitting could not save, before what this one can not takes its place."""
    earlier = past.unsaved()
    if earlier is not None:
        past.set_aside(earlier)


def with_history(error: DraftUnreadable, path: Path) -> DraftUnreadable:
    """The refusal of a draft, and that its history has earlier versions, if it has."""
    from wizard.drafts.history import history_at  # only a draft that can not be read needs it

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
