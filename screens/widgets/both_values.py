"""Both values of a difference in full, side by side."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.drawing import BAD, CHOSEN, KEY, LABEL, MUTED, UNCHOSEN, Part, cut, fit, line, page, wrap
from screens.widgets.difference_list import GAP, MINE, SIDES, THEIRS, Entry, absent
from wizard.facts.naming import counted
from wizard.settlement import Contested, ContestedStep, Settlement
from wizard.text import one_line
from wizard.two_values import Word, changed_words, whole

CHANGED_BY = {
    "mine": "Changed here only, so mine is taken unless you say otherwise.",
    "theirs": "Changed on the disk only, so theirs is taken unless you say otherwise.",
    "both": "Changed on both sides.",
}
TO_DECIDE = "Changed on both sides: m or t decides."


class BothValues(Widget):
    """Both values of the current difference in full, side by side, with the words that are not the same underlined."""

    DEFAULT_CSS = "BothValues { height: 2fr; min-height: 7; }"

    def __init__(self, settlement: Settlement) -> None:
        super().__init__()
        self._settlement = settlement
        self._entry: Entry | None = None
        self._from: int | None = None
        self._drawn: tuple[object, int, list[Content], int] | None = None

    def show(self, settlement: Settlement, entry: Entry | None) -> None:
        """Show another entry, or what was chosen for it."""
        if entry is not self._entry:
            self._entry, self._from = entry, None
        self._settlement = settlement
        self.refresh()

    def scroll_lines(self, by: int) -> None:
        """Read on, or back."""
        if isinstance(self._entry, Contested):
            rows, first = self._rows()
            room = self._room(self._title(self._entry, self.size.width))
            self._from = max(0, min(self._first(len(rows), first, room) + by, len(rows) - room))
            self.refresh()

    def _room(self, title: list[Content]) -> int:
        """The lines for the values: the rule, the title, their head and what there is more stand around them."""
        return max(1, self.size.height - len(title) - 3)

    def _first(self, count: int, changed: int, room: int) -> int:
        """The first line that is shown: far enough down to see the first change, unless somebody scrolled."""
        if self._from is not None:
            return self._from
        return max(0, min(changed - 1, count - room)) if changed >= room else 0

    def render(self) -> Content:
        """A rule, what it is, whose values they are, and the values."""
        width = self.size.width
        rule = line("  ", ("─" * max(0, width - 4), MUTED))
        if isinstance(self._entry, Contested):
            return page([rule, *self._about(self._entry, width)])
        if self._entry is not None:
            return page([rule, *(line("  ", (row, "$foreground")) for row in wrap(_of_step(self._entry), width - 4))])
        return rule

    def _about(self, one: Contested, width: int) -> list[Content]:
        title, (rows, changed) = self._title(one, width), self._rows()
        room = self._room(title)
        at = self._first(len(rows), changed, room)
        left = len(rows) - at - room
        more = [line((f"  {counted(left, 'line')} more: ctrl+down", KEY))] if left > 0 else []
        return [*title, self._head(one, width), *rows[at : at + room], *more]

    def _title(self, one: Contested, width: int) -> list[Content]:
        """What it is and who changed it, in two lines where one has no room."""
        is_open = self._settlement.side(one) is None
        name = one_line(one.difference.subject)
        who = (f"  {TO_DECIDE}", BAD) if is_open else (f"  {CHANGED_BY[one.changed_by]}", MUTED)
        if cell_len(name) + len(who[0]) <= width - 4:
            return [line("  ", (name, LABEL), who)]
        return [line("  ", (cut(name, width - 4), LABEL)), line(who)]

    def _head(self, one: Contested, width: int) -> Content:
        side, half = self._settlement.side(one), _half(width)
        parts: list[Part] = ["  "]
        for name, key, words in (("mine", "m", MINE), ("theirs", "t", THEIRS)):
            is_taken = side == name
            sign = (CHOSEN, KEY) if is_taken else (UNCHOSEN, MUTED)
            said = f"{words}: taken" if is_taken else words
            parts += [sign, " ", (key, KEY), " ", (fit(said, half - 4), LABEL if is_taken else MUTED), " " * GAP]
        return line(*parts)

    def _rows(self) -> tuple[list[Content], int]:
        """Both values line by line, and the first line with a change."""
        if not isinstance(self._entry, Contested):
            return [], 0
        width = self.size.width
        if self._drawn is None or self._drawn[:2] != (self._entry, width):
            rows, first = side_by_side(self._entry, width)
            self._drawn = (self._entry, width, rows, first)
        return self._drawn[2], self._drawn[3]


def _of_step(step: ContestedStep) -> str:
    """What a choice on the heading of a step is made for."""
    count = len(step.contested)
    of_all = "of the one difference here" if count == 1 else f"of all {count} differences here"
    return f"{step.title}: m takes mine {of_all}, t takes theirs."


def _half(width: int) -> int:
    return max(8, (width - 4 - GAP) // 2)


def side_by_side(one: Contested, width: int) -> tuple[list[Content], int]:
    """Both values in full in two columns, and the number of the first line that holds a word the other has not."""
    half = _half(width)
    texts = whole(one.difference)
    sides = [_wrapped(words, half) for words in changed_words(*texts)]
    columns = [rows or [line((absent(one, side), MUTED))] for side, rows in zip(SIDES, sides, strict=True)]
    firsts = [
        n for rows in columns for n, row in enumerate(rows) if any("underline" in str(span.style) for span in row.spans)
    ]
    rows = []
    for n in range(max(map(len, columns))):
        mine, theirs = (rows[n] if n < len(rows) else Content("") for rows in columns)
        rows.append(line("  ", mine, " " * (half - mine.cell_length + GAP), theirs))
    if all(texts) and one_line(texts[0]) == one_line(texts[1]):
        rows.append(line("  ", ("They differ in spaces and line ends only.", MUTED)))
    return rows, min(firsts, default=0)


def _wrapped(words: list[Word], width: int) -> list[Content]:
    parts = [(word.text, "bold underline" if word.is_changed else "") for word in words]
    return [row.rstrip() for row in line(*parts).wrap(width)] if words else []
