"""Versions of a draft by day: when and why each was kept, and what was changed after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path as FilePath

from textual.content import Content
from textual.message import Message

from screens.drawing import BAD, BLOCKS, CHOSEN, HERE, KEY, LABEL, MUTED, NAME, NOTED, OPEN, TITLE, cut, indented, line
from screens.widgets.line_list import Line, LineList, marked
from wizard.drafts.snapshots import UNSAVED, Snapshot
from wizard.drafts.versions import Later, day_of

Compared = tuple[FilePath, FilePath | None]
"""A version and the newer one that it is compared with; none is the draft as it is."""
NOTHING_YET = (
    "No version is kept yet. The first one is kept when the draft is changed for the first time, as it was before; then one "
    "every five minutes of work, and one before anything larger. They lie outside the draft's folder."
)


class VersionList(LineList):
    """Versions by day, one line each, with what was changed after it; the current one in full."""

    class Unread(Message):
        """There are versions in sight that nobody looked into yet."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: tuple[Snapshot, ...] = ()
        self.trouble = ""
        """Why no version can be shown."""
        self._later: dict[Compared, Later] = {}

    @property
    def current(self) -> Snapshot | None:
        """The current version."""
        return self.versions[self.row] if self.row < len(self.versions) else None

    def show_versions(self, versions: tuple[Snapshot, ...], trouble: str = "") -> None:
        """Show these, with the same one current if it is still there."""
        before = self.current
        self.versions, self.trouble = versions, trouble
        files = [one.file for one in versions]
        if before is not None and before.file in files:
            self.row = files.index(before.file)
        self.row = max(0, min(self.row, len(versions) - 1))
        self.refresh()

    def unread(self) -> int | None:
        """The place of a version in sight that nobody looked into yet; the current one comes first."""
        in_sight = [self.row, *(place for place in self._shown if place is not None)]
        return next((n for n in in_sight if n < len(self.versions) and self.key_of(n) not in self._later), None)

    def tell(self, key: Compared, later: Later) -> None:
        """Say what became of a version."""
        self._later[key] = later
        self.refresh()

    def forget(self, *, all_of_them: bool = False) -> None:
        """Forget what is said of the versions that were compared with the draft as it is."""
        self._later = {} if all_of_them else {key: later for key, later in self._later.items() if key[1] is not None}
        self.refresh()

    def key_of(self, place: int) -> Compared:
        """A version and the one that it is compared with."""
        one = self.versions[place]
        newer = self.versions[place - 1] if place and one.why != UNSAVED else None
        return one.file, newer.file if newer is not None and newer.why != UNSAVED else None

    def render(self) -> Content:
        """The versions in sight; what was not looked into yet is asked for."""
        drawn = super().render()
        if self.unread() is not None:
            self.post_message(self.Unread())
        return drawn

    def count(self) -> int:
        """How many there are."""
        return len(self.versions)

    def nothing(self, width: int) -> list[Content]:
        """Why there are none, or when there will be some."""
        if self.trouble:
            return indented(self.trouble, width - 2, BAD)
        return indented(NOTHING_YET, width - 2, "$foreground")

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each day, and its versions."""
        today, heading = datetime.now(UTC), ""
        for place, one in enumerate(self.versions):
            day = "Not saved" if one.why == UNSAVED else day_of(one.at, today).capitalize()
            if day != heading:
                if heading:
                    yield None, Content("")
                yield None, line("  ", (day, TITLE))
                heading = day
            if place == self.row:
                yield from self._whole(place, one, width, day_of(one.at, today))
            else:
                yield place, partial(self._one_line, place, one, width)

    def _one_line(self, place: int, one: Snapshot, width: int) -> Content:
        later = self._later.get(self.key_of(place))
        said = "…" if later is None else _after(one, later)
        words = said if one.is_regular or (later is not None and later.is_damaged) else f"{one.words}; {said}"
        return line("  ", _sign(one, later), f" {_clock(one)}  ", (cut(words, width - 13), MUTED))

    def _whole(self, place: int, one: Snapshot, width: int, day: str) -> Iterator[Line]:
        later = self._later.get(self.key_of(place))
        at = f"{day} {one.time[-8:]}" if one.why == UNSAVED else one.time[-8:]
        why = one.words if len(at) + len(one.words) + 6 <= width else ""
        first = line((HERE, KEY), " ", _sign(one, later), " ", (at, LABEL), "  ", (why, "$foreground"))
        yield place, marked(first, width, is_here=True)
        if not why:
            yield from ((place, row) for row in indented(one.words, width - 2, "$foreground", 4))
        yield from ((place, row) for row in indented("…" if later is None else _after(one, later), width - 2, MUTED, 4))


def _sign(one: Snapshot, later: Later | None) -> tuple[str, str]:
    if later is not None and later.is_damaged:
        return BLOCKS, BAD
    return (BLOCKS, NOTED) if one.why == UNSAVED else (OPEN, MUTED) if one.is_regular else (CHOSEN, NAME)


def _clock(one: Snapshot) -> str:
    return f"{one.at.astimezone():%H:%M}"


def _after(one: Snapshot, later: Later) -> str:
    if later.is_damaged:
        return later.words
    return f"against the draft: {later.words}" if one.why == UNSAVED else f"then {later.words}"
