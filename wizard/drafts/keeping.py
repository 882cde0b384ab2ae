"""What a sitting keeps of a draft in its history: as it was found and left, every few minutes, and what could not be saved."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.design import Answers
from wizard.drafts.disk import Disk
from wizard.drafts.file import SCHEMA_VERSION, to_toml
from wizard.drafts.names import new_lineage
from wizard.drafts.store import DraftFile
from wizard.errors import WizardError

if TYPE_CHECKING:
    from wizard.drafts.history import History
    from wizard.drafts.purging import Purged


class Keeping:
    """Keeps versions of one draft. A history that can not be written is said once, and stops nothing."""

    def __init__(self, file: DraftFile, disk: Disk) -> None:
        self.warning = ""
        """What is to be said of the history; empty unless it fails."""
        self._file = file
        self._disk = disk
        self._past: History | None = None
        self._found_as = "opened"
        """Why the bytes on the disk are kept before the next save goes over them; empty if they are ours, and were kept."""
        self._before: tuple[bytes, str] = b"", ""
        self._has_saved = self._has_warned = self._is_settled = False
        self._unsaved: Answers | None = None
        self._unsaved_in: Path | None = None
        self._forgotten: set[str] = set()

    @property
    def has_unsaved(self) -> bool:
        """Whether the history has what this sitting could not save last."""
        return self._unsaved is not None

    def found(self, why: str) -> None:
        """What is on the disk now was not written here, so it is kept before it goes; for an empty reason it is kept already.

        It may be a copy of another draft, with the lineage of that.
        """
        self._found_as = why
        self._is_settled = not why

    def before_save(self) -> None:
        """Keep what others wrote, or an older program, before a save goes over it."""
        self.settle_lineage()
        is_older = self._file.schema < SCHEMA_VERSION
        why = "migrated" if is_older and self._found_as else self._found_as
        self._before = (self._file.data, why) if why and self._file.data else (b"", "")
        if why not in ("", "opened"):
            self._keep_before()

    def after_save(self) -> None:
        """Keep the draft as it was found, now that nothing typed has to wait for that, and as it is if that is due."""
        self._has_saved, self._found_as = True, ""
        self._keep_before()
        self._do(lambda past: past.keep_if_due(self._file.data))

    def keep(self, data: bytes, why: str) -> None:
        """Keep a draft's bytes for a reason of their own, without what was purged."""
        kept = self._purged(data)
        if kept:
            self._do(lambda past: past.keep(kept, why))

    def purge(self, texts: Collection[str]) -> Purged:
        """Take texts out of every version, and out of what is kept from now on of how the draft was. `HistoryFailed` if versions are left."""
        from wizard.drafts.purging import Purged  # hardly anybody ever needs it

        self._forgotten.update(texts)
        past = self.history()
        return past.purge(texts) if past is not None else Purged(0, 0)

    def _purged(self, data: bytes) -> bytes:
        """A draft's bytes without what was purged; nothing of what can not be read as a draft and holds it."""
        if not self._forgotten:
            return data
        from wizard.drafts.purging import without

        left = without(data, self._forgotten)
        return data if left is None else left

    def keep_unsaved(self, answers: Answers) -> None:
        """Keep what can not go into the draft now. It stays there until a save, and the next sitting is told of it."""
        if answers == self._unsaved:
            return
        if self._unsaved is None:
            self._do(_set_earlier_aside)
        self._unsaved = answers if self._do(lambda past: self._replace_unsaved(past, answers)) else None

    def drop_unsaved(self) -> None:
        """Forget what could not be saved: it is now."""
        if self._unsaved is not None:
            self._unsaved = None
            self._do(lambda past: past.drop_unsaved(self._unsaved_in))

    def left(self) -> None:
        """Keep how the sitting left the draft: what becomes of the file is not ours to see."""
        if self._has_saved:
            self._has_saved = False
            self._do(lambda past: past.keep(self._file.data))

    def history(self) -> History | None:
        """The history that the draft has so far; `None` before anything was kept."""
        from wizard.drafts.history import History, history_at  # opening does not need it

        path, lineage = self._file.path, self._file.lineage
        if self._past is not None and self._past.lineage == lineage:
            return self._past
        known = History(lineage, disk=self._disk) if lineage else None
        if known is not None and not known.lies_elsewhere(path):
            return known
        return history_at(path, disk=self._disk)

    def settle_lineage(self) -> None:
        """Give the draft its lineage: the one that it has here, also if it comes without it from an old commit, or a new one.

        A copy begins a lineage of its own, or what is kept of it would be mixed with what is kept of the other.
        """
        if self._is_settled:
            return
        self._is_settled = True
        if self._file.data:
            past = self.history()
            self._file.lineage = past.lineage if past is not None else new_lineage()
        elif not self._file.lineage:
            self._file.lineage = new_lineage()

    def _keep_before(self) -> None:
        data, why = self._before
        self._before = b"", ""
        if data:
            self.keep(data, why)

    def _replace_unsaved(self, past: History, answers: Answers) -> None:
        self._unsaved_in = past.keep_unsaved(to_toml(answers, self._file.lineage), self._unsaved_in)

    def _do(self, deed: Callable[[History], None]) -> bool:
        """Do something to the history; whether that worked."""
        try:
            deed(self._history())
        except WizardError as error:
            if not self._has_warned:
                self._has_warned, self.warning = True, str(error)
            return False
        return True

    def _history(self) -> History:
        if self._past is None or self._past.lineage != self._file.lineage:
            from wizard.drafts.history import History  # opening does not need it

            self.settle_lineage()
            self._past = History(self._file.lineage, disk=self._disk)
            self._past.note_path(self._file.path)
        return self._past


def _set_earlier_aside(past: History) -> None:
    """Keep what an earlier sitting could not save, before what this one can not takes its place."""
    earlier = past.unsaved()
    if earlier is not None:
        past.set_aside(earlier)
