"""Records as a table, one line each: the control of a list of records, and the way it is drawn when another field has the focus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.drawing import BAD, BLOCKS, HERE, KEY, MUTED, NAME, cut, fit, line, page, wrap
from screens.widgets.columns import GAP, narrowed, needed_room
from screens.widgets.control import Left, LinesGiven, RecordMoved, RecordRemoved, RecordWanted
from wizard.ask import Record
from wizard.cells import words
from wizard.design import Path
from wizard.rules.rule import Finding

WIDEST = 44
NARROWEST = 14
"""Before a column is cut narrower than this, one is left to the lines below the table."""
MEASURED = 200
"""So many rows decide how wide a column is."""
MISSING = "missing"
Rows = Sequence[Mapping[str, Any]]
FindingsAt = Callable[[Path], Sequence[Finding]]


def column_widths(kind: type[Record], rows: Rows, width: int, wrong: Collection[str] = ()) -> dict[str, int]:
    """The columns that fit side by side and their widths in cells; the widest gives way first.

    A column with something `wrong` in it has room for the sign and the word that say so.
    """
    wanted = {}
    for name in kind.columns:
        field = kind.fields[name]
        longest = max((cell_len(words(field, row.get(name))) for row in rows[:MEASURED]), default=0)
        if name in wrong:
            longest = max(longest + 2, len(MISSING) + 2)
        wanted[name] = min(WIDEST, max(longest, cell_len(field.prompt), 6))
    while wanted and needed_room({name: min(cells, NARROWEST) for name, cells in wanted.items()}) > width:
        name = next((name for name in kind.aside if name in wanted), "") or list(wanted)[-1]
        del wanted[name]
    return narrowed(wanted, width, NARROWEST)


def drawn_row(kind: type[Record], row: Mapping[str, Any], widths: Mapping[str, int], wrong: Collection[str]) -> Content:
    """One record as a line; a cell with something wrong says so."""
    parts: list[tuple[str, str]] = []
    for place, (name, width) in enumerate(widths.items()):
        text = words(kind.fields[name], row.get(name))
        if name in wrong:
            parts.append((fit(f"{BLOCKS} {text or MISSING}", width), f"bold {BAD}"))
        else:
            parts.append((fit(text, width), f"bold {NAME}" if place == 0 else "$foreground"))
        parts.append((" " * GAP, ""))
    if set(wrong) - set(widths):
        parts[-1] = (f" {BLOCKS}", BAD)
    return line(*parts)


def drawn_header(kind: type[Record], widths: Mapping[str, int]) -> Content:
    """The prompts of the columns."""
    return line(*((fit(kind.fields[name].prompt, width) + " " * GAP, MUTED) for name, width in widths.items()))


def wrong_fields(findings: Iterable[Finding], depth: int) -> set[str]:
    """The names at a depth of the findings' paths: for a record the depth of its path, for its list one more."""
    return {finding.path[depth] for finding in findings if len(finding.path) > depth}


class RecordTable(Widget, can_focus=True):
    """A table that the arrows walk through; `a` adds by a line, enter opens the form, `d` removes."""

    class EntryWanted(Message):
        """A line is to be typed."""

    class RowChanged(Message):
        """Another record is current."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("pageup", "move(-10)", "Page up", show=False),
        Binding("pagedown", "move(10)", "Page down", show=False),
        Binding("a", "add", "add", show=False),
        Binding("enter", "open", "edit", show=False),
        Binding("d,delete", "remove", "remove", show=False),
        Binding("shift+up,K", "shift(-1)", "move up", show=False),
        Binding("shift+down,J", "shift(1)", "move down", show=False),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._path: Path = ()
        self._kind: type[Record] = Record
        self._rows: Rows = ()
        self._findings: FindingsAt = lambda _: ()
        self._row = 0
        self._sample = ""
        self.most_rows = 10
        self._is_bare = False

    def open(
        self, path: Path, kind: type[Record], raw: Any, findings: FindingsAt, most_rows: int, sample: Callable[[], str]
    ) -> None:
        """Edit the records at this path; while there are none, a sample of a line is shown."""
        if path != self._path:
            self._row = 0
        self._path, self._kind, self._findings, self.most_rows = path, kind, findings, most_rows
        self._sample = "" if raw else sample()
        self.show_answer(raw)

    def make_room(self, *, is_needed: bool) -> None:
        """Leave out what is said of the current row, while a new one is typed below."""
        self._is_bare = is_needed
        self.refresh(layout=True)

    def show_answer(self, raw: Any) -> None:
        """Show the records as they are now."""
        self._rows = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
        self._row = max(0, min(self._row, len(self._rows) - 1))
        self.refresh(layout=True)

    @property
    def current(self) -> str:
        """The id of the current record; empty if there is none."""
        return str(self._rows[self._row].get("id", "")) if self._rows else ""

    def select(self, record: str) -> None:
        """Make the record with this id the current one."""
        for place, row in enumerate(self._rows):
            if row.get("id") == record:
                self._row = place
        self.refresh(layout=True)

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:  # noqa: ARG002
        """The header, the rows in sight, and what is to be said of the current one."""
        if not self._rows:
            return len(self._empty(width))
        return 1 + min(self.most_rows, len(self._rows)) + len(self._about(width))

    def render(self) -> Content:
        """The rows around the current one, then more about it."""
        if not self._rows:
            return page(self._empty(self.size.width))
        width = self.size.width
        widths = self._widths(width)
        drawn = [line("  ", drawn_header(self._kind, widths), (self._count(), MUTED))]
        for place in self._in_sight():
            row = self._rows[place]
            path = (*self._path, str(row.get("id", "")))
            content = drawn_row(self._kind, row, widths, wrong_fields(self._findings(path), len(path)))
            is_here = place == self._row
            content = line((HERE if is_here else " ", KEY), " ", content)
            drawn.append(
                content.pad_right(max(0, width - content.cell_length)).stylize_before("on $panel")
                if is_here
                else content
            )
        return page(drawn + self._about(width))

    def _empty(self, width: int) -> list[Content]:
        """What to do, and what a line of this list looks like."""
        todo = line(
            (HERE, KEY), (" Nothing here yet. ", MUTED), ("a", KEY), (f" adds one {self._kind.noun} a line.", MUTED)
        )
        if not self._sample:
            return [todo]
        return [todo, *(line("  ", (row, MUTED)) for row in wrap(f"For example: {self._sample}", width - 2))]

    def _widths(self, width: int) -> dict[str, int]:
        wrong = wrong_fields(self._findings(self._path), len(self._path) + 1)
        room = width - 4 - (len(self._count()) + GAP if self._count() else 0)
        return column_widths(self._kind, self._rows, room, wrong)

    def _count(self) -> str:
        more = len(self._rows) - self.most_rows
        return f"{self._row + 1} of {len(self._rows)}" if more > 0 else ""

    def _in_sight(self) -> range:
        first = max(0, min(self._row - self.most_rows // 2, len(self._rows) - self.most_rows))
        return range(first, min(len(self._rows), first + self.most_rows))

    def _about(self, width: int) -> list[Content]:
        """What the columns do not show of the current record, and what is wrong with it."""
        if self._is_bare:
            return []
        row = self._rows[self._row]
        widths = self._widths(width)
        texts = {name: words(field, row.get(name)) for name, field in self._kind.fields.items()}
        rest = [
            (self._kind.fields[name].prompt, text)
            for name, text in texts.items()
            if text
            and self._kind.fields[name].is_deep_enough(self._kind.seen_at)
            and (name not in widths or cell_len(text) > widths[name])
        ]
        lines = [Content("")]
        for finding in self._findings((*self._path, self.current))[:3]:
            lines += [
                line("  ", (f"{BLOCKS} {text}" if not n else f"  {text}", BAD))
                for n, text in enumerate(wrap(finding.message, width - 6))
            ]
        for prompt, text in rest[:4]:
            lines.append(
                line(
                    "  ",
                    (prompt + "  ", MUTED),
                    (cut(text, max(8, width - len(prompt) - 6)), "$foreground"),
                )
            )
        return lines if len(lines) > 1 else []

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted over a table are lines of it."""
        event.stop()
        self.post_message(LinesGiven(event.text))

    def on_click(self, event: events.Click) -> None:
        """The first click chooses a row, one on the current row opens it."""
        event.stop()
        rows = list(self._in_sight())
        if not self._rows:
            self.post_message(self.EntryWanted())
        elif 1 <= event.y <= len(rows):
            place = rows[event.y - 1]
            if place == self._row:
                self.action_open()
            else:
                self.action_go(place)

    def action_move(self, by: int) -> None:
        """Go to another row; beyond the ends, to another field."""
        place = self._row + by
        if abs(by) == 1 and not 0 <= place < len(self._rows):
            self.post_message(Left(by, is_within=True))
        else:
            self.action_go(max(0, min(place, len(self._rows) - 1)))

    def action_go(self, place: int) -> None:
        """Go to a row by its number; -1 is the last."""
        self._row = place if place >= 0 else max(0, len(self._rows) - 1)
        self.refresh(layout=True)
        self.post_message(self.RowChanged())

    def action_add(self) -> None:
        """Ask for a line to type."""
        self.post_message(self.EntryWanted())

    def action_open(self) -> None:
        """Open the form of the current record, or the line entry while there is none."""
        self.post_message(RecordWanted(self.current) if self._rows else self.EntryWanted())

    def action_remove(self) -> None:
        """Remove the current record; undo brings it back."""
        if self._rows:
            self.post_message(RecordRemoved(self.current))

    def action_shift(self, by: int) -> None:
        """Move the current record up or down."""
        if self._rows and 0 <= self._row + by < len(self._rows):
            self._row += by
            self.post_message(RecordMoved(str(self._rows[self._row - by].get("id", "")), by))
