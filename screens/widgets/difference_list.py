"""What differs between mine and theirs as a list, and which side of it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from screens.drawing import BAD, BLOCKS, CHOSEN, GOOD, HERE, KEY, LABEL, MET, MUTED, TITLE, UNCHOSEN, Part, fit, line
from screens.widgets.line_list import Line, LineList, marked
from wizard.merging import Side
from wizard.settlement import Contested, ContestedStep, Settlement
from wizard.text import one_line
from wizard.two_values import brief, in_sight

SIDES: tuple[Side, Side] = ("mine", "theirs")
MINE, THEIRS = "mine, here", "theirs, on the disk"
EDGE, WHO, GAP, SIGN = 4, 7, 2, 2
"""Cells of a row: before its name, of who changed it, between columns, and of the sign that says which side is taken."""
Entry = ContestedStep | Contested


class Columns(NamedTuple):
    """How wide the columns of a row are."""

    name: int
    value: int

    @classmethod
    def of(cls, width: int) -> Columns:
        """The columns in so many cells; the values have most of the room."""
        room = width - EDGE - WHO - 3 * GAP - 2 * SIGN - 1
        name = min(40, max(16, room * 3 // 10))
        return cls(name, max(4, (room - name) // 2))

    def side_at(self, x: int) -> Side | None:
        """The side whose value stands at a place of a row."""
        mine = EDGE + self.name + GAP + WHO + GAP
        return None if x < mine else "mine" if x < mine + SIGN + self.value + GAP else "theirs"


class DifferenceList(LineList):
    """What differs, by step, in a line each: who changed it, both values, and which of them is taken."""

    DEFAULT_CSS = "DifferenceList { height: 3fr; }"

    class Taken(Message):
        """A value was clicked on."""

        def __init__(self, side: Side) -> None:
            super().__init__()
            self.side = side

    def __init__(self, settlement: Settlement) -> None:
        super().__init__()
        self.settlement = settlement
        self._entries = entries_of(settlement)
        self._briefs: dict[tuple[int, int], tuple[str, str]] = {}

    @property
    def current(self) -> Entry | None:
        """The current difference, or the step whose heading is current."""
        return self._entries[self.row] if self._entries else None

    @property
    def chosen_for(self) -> tuple[Contested, ...]:
        """What a choice is made for now: one difference, or all of a step."""
        return of_entry(self.current)

    def show(self, settlement: Settlement) -> None:
        """Show what was chosen, or newer versions; the same entry stays the current one where it is still there."""
        if settlement.steps is not self.settlement.steps:
            before = _key(self.current)
            self._entries, self._briefs = entries_of(settlement), {}
            keys = [_key(entry) for entry in self._entries]
            self.row = keys.index(before) if before in keys else min(self.row, max(0, len(keys) - 1))
        self.settlement = settlement
        self.refresh()

    def go_to_undecided(self) -> None:
        """Go to the next difference that somebody has to decide, from the beginning again after the last."""
        open_paths = {one.path for one in self.settlement.undecided}
        places = [place for place, entry in enumerate(self._entries) if isinstance(entry, Contested) and entry.path in open_paths]  # fmt: skip
        if places:
            self.action_move(next((place for place in places if place > self.row), places[0]) - self.row)

    def count(self) -> int:
        """How many differences and headings there are."""
        return len(self._entries)

    def nothing(self, width: int) -> list[Content]:  # noqa: ARG002
        """That nothing differs."""
        return [line("  ", (MET, GOOD), (" Both sides say the same.", "$foreground"))]

    def lines(self, width: int) -> Iterator[Line]:
        """The headings of the steps, and under each its differences."""
        columns = Columns.of(width)
        for place, entry in enumerate(self._entries):
            if isinstance(entry, Contested):
                yield place, partial(self._row, place, entry, columns, width)
            else:
                yield place, partial(self._heading, place, entry, width)

    def _heading(self, place: int, step: ContestedStep, width: int) -> Content:
        is_here = place == self.row
        left = sum(self.settlement.side(one) is None for one in step.contested)
        count = (f"  {len(step.contested)}", MUTED)
        to_decide = (f", {left} to decide", BAD) if left else ("", "")
        return marked(line((HERE if is_here else " ", KEY), " ", (step.title, TITLE), count, to_decide), width, is_here=is_here)  # fmt: skip

    def _row(self, place: int, one: Contested, columns: Columns, width: int) -> Content:
        is_here, side = place == self.row, self.settlement.side(one)
        parts: list[Part] = [(HERE if is_here else " ", KEY), " ", *_sign(one, side), " "]
        parts += [(fit(one_line(one.difference.subject), columns.name), LABEL if is_here else "$foreground"), " " * GAP]
        parts += [(fit(one.changed_by, WHO), BAD if side is None else MUTED)]
        for name, text in zip(SIDES, self._both(place, one, columns.value), strict=True):
            words = (text, "$foreground") if text else (absent(one, name), MUTED)
            parts += [" " * GAP, *_value(words, columns.value, is_taken=None if side is None else side == name)]
        return marked(line(*parts), width, is_here=is_here)

    def _both(self, place: int, one: Contested, width: int) -> tuple[str, str]:
        if (place, width) not in self._briefs:
            self._briefs[place, width] = in_sight(*brief(one.difference), width)
        return self._briefs[place, width]

    def on_click(self, event: events.Click) -> None:
        """The first click makes an entry the current one, the second takes the value that it points at."""
        side = Columns.of(self.size.width).side_at(event.x)
        if self.place_at(event) == self.row and side is not None and isinstance(self.current, Contested):
            self.post_message(self.Taken(side))
        else:
            super().on_click(event)


def entries_of(settlement: Settlement) -> tuple[Entry, ...]:
    """Each step, and after it what differs in it."""
    entries: list[Entry] = []
    for step in settlement.steps:
        entries += [step, *step.contested]
    return tuple(entries)


def of_entry(entry: Entry | None) -> tuple[Contested, ...]:
    """The differences that an entry of the list stands for."""
    return () if entry is None else (entry,) if isinstance(entry, Contested) else entry.contested


def _key(entry: Entry | None) -> object:
    return entry.path if isinstance(entry, Contested) else entry and entry.title


def _sign(one: Contested, side: Side | None) -> tuple[Part, ...]:
    """Whether somebody has to decide, or did."""
    return ((BLOCKS, BAD) if side is None else (MET, GOOD) if one.is_conflict else " ",)


def _value(words: tuple[str, str], width: int, *, is_taken: bool | None) -> tuple[Part, ...]:
    """A value after the sign that says whether it is taken."""
    text, style = words
    style = MUTED if is_taken is False else LABEL if is_taken and style != MUTED else style
    return (CHOSEN, KEY) if is_taken else (UNCHOSEN, MUTED), " ", (fit(text, width), style)


def absent(one: Contested, side: Side) -> str:
    """What is said where a side has nothing."""
    if not one.difference.is_record:
        return "not answered"
    return "removed" if one.changed_by in (side, "both") else "not there"
