"""A draft on the command line with its history, whatever became of the draft itself."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from wizard.cli.failure import UsageError
from wizard.cli.output import shown
from wizard.cli.sources import draft_path
from wizard.design import Answers
from wizard.drafts.file import SUFFIX, from_toml
from wizard.drafts.history import History, history_at
from wizard.drafts.snapshots import Snapshot
from wizard.drafts.store import read_bytes
from wizard.drafts.versions import Versions
from wizard.errors import DraftUnreadable, HistoryFailed

UNSAVED = "unsaved"
"""How the command line names what was typed and never saved."""


class Past:
    """A draft as it is now, if it can be read, and how it was before."""

    def __init__(self, path: Path, history: History) -> None:
        self.path = path
        self.history = history
        self.versions = Versions(history)
        self.snapshots = history.snapshots()
        self.unsaved = history.unsaved()
        self.trouble = ""
        """Why the draft can not be read; empty if it can."""

    @cached_property
    def answers(self) -> Answers | None:
        """What the draft says now; `None` if it can not be read or is gone."""
        try:
            return from_toml(read_bytes(self.path), shown(self.path))
        except DraftUnreadable as error:
            self.trouble = str(error)
            return None

    def named(self, name: str) -> Snapshot:
        """The snapshot of this number, counted from the newest, or the unsaved one. `UsageError` if there is none."""
        if name == UNSAVED:
            if self.unsaved is None:
                raise UsageError(f"Nothing of {shown(self.path)} is waiting unsaved.")
            return self.unsaved
        count = len(self.snapshots)
        if not name.isascii() or not name.isdigit() or len(name) > 6 or not 1 <= int(name) <= count:
            there = f"they are numbered from 1 to {count}" if count else "it has none"
            raise UsageError(
                f"There is no version '{shown(name)}' of {shown(self.path)}: {there}. 'backend-design history' lists them."
            )
        return self.snapshots[int(name) - 1]

    def bytes_of(self, snapshot: Snapshot) -> bytes:
        """The draft's bytes as they were. `HistoryFailed` if they can not be read."""
        return self.history.bytes_of(snapshot)

    def data_of(self, snapshot: Snapshot) -> bytes | None:
        """The same; `None` if they can not be read."""
        try:
            return self.bytes_of(snapshot)
        except HistoryFailed:
            return None


def past_of(name: str) -> Past:
    """The history of the draft someone means. `UsageError` if none is known."""
    path = draft_path(name)
    history = history_at(path)
    if history is None and not os.path.lexists(path):
        path = Path(name + SUFFIX)
        history = history_at(path)
    if history is None:
        raise UsageError(
            f"No history of {shown(name)} is known here. A draft has one from the first time that it is changed on the screen."
        )
    return Past(path, history)


def answers_of(data: bytes, name: str = "The version") -> Answers:
    """The answers in a snapshot's bytes. `DraftUnreadable` if it is no draft."""
    return from_toml(data, name)
