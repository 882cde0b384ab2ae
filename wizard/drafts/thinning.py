"""Which snapshots of a draft are kept, and for how long: every one of a day, then one an hour, then one a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

BETWEEN = timedelta(minutes=5)
"""Between two regular snapshots."""
ALL_FOR, HOURLY_FOR, KEPT_FOR = timedelta(days=1), timedelta(days=7), timedelta(days=30)
MOST_BYTES = 50_000_000
"""Of all snapshots of one draft together, as they lie on the disk."""


class Aged(Protocol):
    """What thinning looks at: when a snapshot was taken, how large it is, and whether it was taken for a reason of its own."""

    @property
    def at(self) -> datetime:
        """When it was taken."""

    @property
    def size(self) -> int:
        """Its bytes on the disk."""

    @property
    def is_regular(self) -> bool:
        """Whether only the clock asked for it."""


Snap = TypeVar("Snap", bound=Aged)


def is_due(taken: Iterable[datetime], now: datetime) -> bool:
    """Whether a regular snapshot is due. What a wrong clock dated in the future does not count, so it stops nothing."""
    return not any(timedelta(0) <= now - at < BETWEEN for at in taken)


def superfluous(kept: Collection[Snap], now: datetime, most: int = MOST_BYTES) -> list[Snap]:
    """The snapshots that are not worth their room any more; never the newest."""
    if not kept:
        return []
    newest, *older = sorted(kept, key=lambda one: one.at, reverse=True)
    left, gone = _sorted_out(older, newest, now)
    room = newest.size + sum(one.size for one in left)
    for one in sorted(left, key=lambda one: (not one.is_regular, one.at)):
        if room <= most:
            break
        gone.append(one)
        room -= one.size
    return gone


def _sorted_out(older: Iterable[Snap], newest: Snap, now: datetime) -> tuple[list[Snap], list[Snap]]:
    """Of all but the newest, newest first, those that stay, and those too old or with a later one of the same hour or day."""
    left: list[Snap] = []
    gone: list[Snap] = []
    spans = {_span(newest, now)}
    for one in older:
        span = _span(one, now)
        is_over = now - one.at > KEPT_FOR or (span is not None and span in spans)
        (gone if is_over else left).append(one)
        spans.add(span)
    return left, gone


def _span(one: Aged, now: datetime) -> tuple[timedelta, int] | None:
    """The hour or day that only one regular snapshot is kept of; `None` where all are."""
    age = now - one.at
    if not one.is_regular or age <= ALL_FOR:
        return None
    width = timedelta(hours=1) if age <= HOURLY_FOR else timedelta(days=1)
    return width, (one.at - datetime.min.replace(tzinfo=UTC)) // width
