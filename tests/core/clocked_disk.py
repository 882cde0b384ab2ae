"""A disk whose clock is set by hand, for what happens to a history in the course of days."""

from datetime import UTC, datetime

from wizard.drafts.disk import Disk

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class ClockedDisk(Disk):
    """The disk of this machine, at any time."""

    def __init__(self, time: datetime = NOON) -> None:
        self.time = time

    def now(self) -> float:
        return self.time.timestamp()
