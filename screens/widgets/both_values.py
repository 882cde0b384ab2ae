"""Both values of a difference in full, side by side."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from screens.drawing import BAD, CHOSEN, KEY, LABEL, MUTED, UNCHOSEN, Part, cut, fit, line, page, wrap
from screens.widgets.difference_list import GAP, MINE, SIDES, THEIRS, Entry, absent
from wizard.facts.naming import counted
from wizard.settlement import Contested, Settlement
from wizard.text import one_line
from wizard.two_values import Word, changed_words, whole

CHANGED_BY = {
    "mine": "Changed here only, so mine is taken unless you say otherwise.",
    "theirs": "Changed on the disk only, so theirs is taken unless you say otherwise.",
    "both": "Changed on both sides.",
}


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
        rows, first = self._rows()
        at = self._first(rows, first)
        self._from = max(0, min(at + by, len(rows) - self._room))
        self.refresh()

    @property
    def _room(self) -> int:
        return max(1, self.size.height - 4)

    def _first(self, rows: list[Content], first: int) -> int:
        """The first line that is shown: as far down as the first change, unless somebody scrolled."""
        if self._from is not None:
            return self._from
        return max(0, min(first - 1, len(rows) - self._room)) if first >= self._room else 0

    def render(self) -> Content:
        """A rule, what it is, whose values they are, and the values."""
        width = self.size.width
        rule = line("  ", ("─" * max(0, width - 4), MUTED))
        if isinstance(self._entry, Contested):
            return page([rule, *self._about(self._entry, width)])
        if self._entry is not None:
            words = f"{self._entry.title}: m takes mine of all {counted(len(self._entry.contested), 'difference')} here, t takes theirs."
            return page([rule, *(line("  ", (row, "$foreground")) for row in wrap(words, width - 4))])
        return rule

    def _about(self, one: Contested, width: int) -> list[Content]:
        rows, first = self._rows()
        at = self._first(rows, first)
        left = len(rows) - at - self._room
        more = (f"  {counted(left, 'line')} more: ctrl+down", KEY) if left > 0 else ""
        who = ("  Changed on both sides: m or t decides.", BAD) if self._settlement.side(one) is None else (f"  {CHANGED_BY[one.changed_by]}", MUTED)  # fmt: skip
        name = cut(one_line(one.difference.subject), max(16, width - len(who[0]) - 4))
        title = [line("  ", (name, LABEL), who)]
        if width - 4 < len(name) + len(who[0]):
            title = [line("  ", (cut(name, width - 4), LABEL)), line(who)]
        room = self._room - (len(title) - 1)
        return [*title, self._head(one, width), *rows[at : at + room], *([line(more)] if more else [])]

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
