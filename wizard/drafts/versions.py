"""The versions that a draft's history has, each read when somebody looks at it: what it says, and what was changed after it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path as FilePath
from threading import Lock
from typing import NamedTuple

from wizard.design import Answers
from wizard.differences import Difference, differences, summary
from wizard.drafts.file import from_toml
from wizard.drafts.history import History
from wizard.drafts.snapshots import UNSAVED, Snapshot
from wizard.errors import WizardError

MOST_READ = 12
"""Versions whose answers are kept in memory; a large draft takes a megabyte each."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SAME = "nothing"
"""What differs between versions that say the same."""


class Later(NamedTuple):
    """What became of a version: what was changed up to the next one, or why it can not be read."""

    words: str
    is_damaged: bool = False


class After(NamedTuple):
    """What was changed after a version, up to which other one, if not up to now, and whether nothing lies between the two."""

    found: list[Difference]
    until: Snapshot | None
    is_next: bool


class Versions:
    """All versions of one draft, the unsaved one first, then the newest first. May be asked from a thread."""

    def __init__(self, history: History | None) -> None:
        self._history = history
        self._read: OrderedDict[FilePath, Answers] = OrderedDict()
        self._lock = Lock()

    def kept(self) -> tuple[Snapshot, ...]:
        """What there is now. `HistoryFailed` if the folder can not be read."""
        return tuple(self._history.versions()) if self._history is not None else ()

    def answers(self, version: Snapshot) -> Answers:
        """The answers of a version. `WizardError` says why there are none."""
        with self._lock:
            if version.file in self._read:
                self._read.move_to_end(version.file)
                return self._read[version.file]
        if self._history is None:
            return {}
        answers = from_toml(self._history.bytes_of(version), f"the version of {version.time}")
        with self._lock:
            self._read[version.file] = answers
            while len(self._read) > MOST_READ:
                self._read.popitem(last=False)
        return answers

    def let_go(self, unsaved: Snapshot) -> None:
        """Keep what was not saved as a version like any other: the draft has it now, or nobody wants it. `HistoryFailed`."""
        if self._history is not None and unsaved in self.kept():
            self._history.set_aside(unsaved)

    def forget(self) -> None:
        """Forget what was read: it was written anew."""
        with self._lock:
            self._read.clear()

    def changed_by(self, version: Snapshot, now: Answers) -> list[Difference]:
        """What putting a version back changes in the answers as they are now. `WizardError` if it can not be read."""
        return differences(now, self.answers(version))

    def after(self, version: Snapshot, newer: Sequence[Snapshot], now: Answers | None) -> After | None:
        """What was changed after a version, up to the next of the newer ones, oldest last, that can be read, else up to now.

        What was not saved is compared with the draft alone. `None` if there is nothing to compare it with; `WizardError` if the
        version itself can not be read.
        """
        answers = self.answers(version)
        between = [one for one in reversed(newer) if one.why != UNSAVED] if version.why != UNSAVED else []
        for place, one in enumerate(between):
            with suppress(WizardError):
                return After(differences(answers, self.answers(one)), one, is_next=not place)
        if now is None:
            return None
        before, then = (now, answers) if version.why == UNSAVED else (answers, now)
        return After(differences(before, then), None, is_next=not between)

    def later(self, version: Snapshot, newer: Sequence[Snapshot], now: Answers) -> Later:
        """The same in one line."""
        try:
            after = self.after(version, newer, now)
        except WizardError:
            return Later("damaged, it can not be read", is_damaged=True)
        return Later((summary(after.found) if after is not None else "") or SAME)


def day_of(at: datetime, today: datetime) -> str:
    """The day of a time on the clock of this place: today, yesterday, or with its weekday."""
    day, here = at.astimezone().date(), today.astimezone().date()
    if day in (here, here - timedelta(days=1)):
        return "today" if day == here else "yesterday"
    return f"{WEEKDAYS[day.weekday()]}, {day.isoformat()}"


def waiting(history: History, answers: Answers) -> Snapshot | None:
    """What an earlier sitting could not save, unless the answers say just that. `HistoryFailed` if that can not be told."""
    unsaved = history.unsaved()
    if unsaved is None:
        return None
    try:
        return None if from_toml(history.bytes_of(unsaved)) == answers else unsaved
    except WizardError:
        return unsaved
