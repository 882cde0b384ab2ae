"""The trace matrix: from each workflow to the operations, entities, tables, roles, objectives, risks and files behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from screens.desk import Desk
from screens.drawing import (
    BAD,
    BLOCKS,
    GOOD,
    HERE,
    KEY,
    LABEL,
    MET,
    MUTED,
    NAME,
    OPEN,
    TITLE,
    Part,
    cut,
    fit,
    line,
    page,
    wrap,
)
from screens.page import WizardScreen, while_open
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.columns import GAP, narrowed, needed_room
from screens.widgets.line_list import Line, LineList, marked
from wizard.design import Path
from wizard.review import fields_of
from wizard.trace import KINDS, Orphan, Row, Trace, places, trace

HEADINGS = dict(zip(KINDS, ("Workflow", "Operation", "Entity", "Table", "Role", "SLO", "Risk", "File"), strict=True))
FIXED = "operation"
"""The column that stays where it is while the others are scrolled sideways: it names the row."""
ALL_FIT, LEAST, LEAST_OF_SOME = 110, 9, 13
"""From so many columns of the terminal on all kinds stand side by side, each in at least so many cells; below it, some in more."""
WIDEST, FIXED_MOST = 34, 20
MEASURED = 200
"""So many rows decide how wide a column is."""
LABEL_WIDTH = 11


class Cell(NamedTuple):
    """What a row has of one kind."""

    kind: str
    names: tuple[str, ...]

    @property
    def words(self) -> tuple[str, str]:
        """The first name, a file's without its folders, and how many more there are."""
        if not self.names:
            return OPEN, ""
        first = PurePosixPath(self.names[0]).name if self.kind == "file" else self.names[0]
        return first, f" +{len(self.names) - 1}" if len(self.names) > 1 else ""


def cells_of(row: Row) -> tuple[Cell, ...]:
    """A row, kind by kind."""
    return tuple(
        Cell(kind, held if isinstance(held, tuple) else (held,) if held else ())
        for kind, held in zip(KINDS, row, strict=True)
    )


def shared_out(wanted: dict[str, int], here: str, room: int, least: int) -> dict[str, int]:
    """The kinds that stand side by side, the current one among them, and their widths; only what names the row is not narrowed."""
    names = {FIXED: min(wanted[FIXED], FIXED_MOST)}
    others = {kind: width for kind, width in wanted.items() if kind != FIXED}
    left = room - needed_room(names) - GAP
    kinds = list(others)
    while kinds:
        shown = {kind: others[kind] for kind in kinds}
        while len(shown) > 1 and needed_room({kind: min(width, least) for kind, width in shown.items()}) > left:
            shown.popitem()
        if here in (*shown, FIXED):
            break
        del kinds[0]
    widths = names | narrowed(shown, left, least)
    return {kind: widths[kind] for kind in wanted if kind in widths}


class TraceTable(Widget, can_focus=True):
    """The matrix: arrows walk rows and columns, and the current row stands below in full. Only what is in sight is drawn."""

    DEFAULT_CSS = "TraceTable { height: 1fr; padding: 0 0; }"

    class Chosen(Message):
        """The record in the current cell is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("left,h", "turn(-1)", "column before", show=False),
        Binding("right,l", "turn(1)", "next column", show=False),
        Binding("pageup", "move(-10)", "page up", show=False),
        Binding("pagedown", "move(10)", "page down", show=False),
        Binding("home", "move(-1000000)", "first", show=False),
        Binding("end", "move(1000000)", "last", show=False),
        Binding("enter", "choose", "go there", show=False),
    ]

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.row = 0
        """The place of the current row."""
        self.column = KINDS.index(FIXED)
        """The place of the current kind."""
        self._wanted: dict[str, int] = {}
        self.show(rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the same one stays current if it is still there."""
        before = self.rows[self.row] if self.rows else None
        self.row = next((n for n, row in enumerate(rows) if row == before), min(self.row, max(0, len(rows) - 1)))
        self.rows = rows
        self._wanted = self._measured()
        self.refresh()

    def _measured(self) -> dict[str, int]:
        """How wide each column would be if there were room for all."""
        wanted = {kind: cell_len(heading) for kind, heading in HEADINGS.items()}
        for row in self.rows[:MEASURED]:
            for cell in cells_of(row):
                wanted[cell.kind] = max(wanted[cell.kind], cell_len("".join(cell.words)))
        return {kind: min(WIDEST, width) for kind, width in wanted.items()}

    @property
    def cell(self) -> Cell | None:
        """The current cell."""
        return cells_of(self.rows[self.row])[self.column] if self.rows else None

    def render(self) -> Content:
        """The rows around the current one under their headings, then the current one in full."""
        if not self.rows:
            words = "Nothing to trace yet: workflows are listed in step 1, operations in step 4."
            return page(line("  ", (row, MUTED)) for row in wrap(words, self.size.width - 4))
        width, height = self.size
        least = LEAST if width >= ALL_FIT else LEAST_OF_SOME
        widths = shared_out(self._wanted, KINDS[self.column], width - 5, least)
        in_sight, below = self._in_sight(height)
        rows = [self._line(place, widths, width, is_first=place == in_sight.start) for place in in_sight]
        filling = [Content("")] * (height - below - 1 - len(rows))
        return page([self._head(widths), *rows, *filling, *self._in_full(width, below)])

    def _in_sight(self, height: int) -> tuple[range, int]:
        """The rows that fit under the headings, and the lines that are left for the current one."""
        below = max(5, height * 2 // 5)
        most = max(1, height - below - 2)
        first = max(0, min(self.row - most // 2, len(self.rows) - most))
        return range(first, min(len(self.rows), first + most)), below

    def _head(self, widths: dict[str, int]) -> Content:
        """What the columns are, and whether there are more to either side."""
        others = [kind for kind in KINDS if kind != FIXED]
        shown = [kind for kind in others if kind in widths]
        parts: list[Part] = [("‹ " if shown[0] != others[0] else "  ", KEY)]
        for kind, cells in widths.items():
            style = KEY if kind == KINDS[self.column] else LABEL
            parts += [(fit(HEADINGS[kind], cells), style), " " * GAP]
        parts.append(("›" if shown[-1] != others[-1] else "", KEY))
        return line(*parts)

    def _line(self, place: int, widths: dict[str, int], width: int, *, is_first: bool) -> Content:
        """One row; what is the same as in the row before is pale."""
        is_here = place == self.row
        before = self.rows[place - 1] if place and not is_first else None
        parts: list[Part] = [(HERE if is_here else " ", KEY), " "]
        for cell in cells_of(self.rows[place]):
            if cell.kind in widths:
                is_current = is_here and cell.kind == KINDS[self.column]
                is_same = cell.kind == KINDS[0] and before is not None and before.workflow == self.rows[place].workflow
                parts += [_drawn(cell, widths[cell.kind], is_current=is_current, is_pale=is_same), " " * GAP]
        return marked(line(*parts), width, is_here=is_here)

    def _in_full(self, width: int, height: int) -> list[Content]:
        """The current row kind by kind, in exactly this height; the current kind is always in it."""
        rows: list[Content] = []
        here = 0
        for cell in cells_of(self.rows[self.row]):
            is_current = cell.kind == KINDS[self.column]
            here = len(rows) if is_current else here
            label = (fit(HEADINGS[cell.kind], LABEL_WIDTH), KEY if is_current else MUTED)
            words = wrap("; ".join(cell.names) or OPEN, max(20, width - LABEL_WIDTH - 6))
            style = MUTED if not cell.names else LABEL if is_current else "$foreground"
            rows += [line("  ", label if not n else " " * LABEL_WIDTH, (row, style)) for n, row in enumerate(words)]
        first = max(0, min(here - 1, len(rows) - height + 1))
        title = f"{self.row + 1} of {len(self.rows)}"
        shown = [
            line("  ", ("─" * max(0, width - 6 - len(title)), MUTED), (f" {title}", MUTED)),
            *rows[first : first + height - 1],
        ]
        return [*shown, *[Content("")] * (height - len(shown))]

    def on_click(self, event: events.Click) -> None:
        """The first click makes a row the current one, the second opens what is in the current column."""
        in_sight, _ = self._in_sight(self.size.height)
        place = in_sight.start + event.y - 1
        if event.y < 1 or place not in in_sight:
            return
        if place == self.row:
            self.action_choose()
        else:
            self.action_move(place - self.row)

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self.row = max(0, min(self.row + by, len(self.rows) - 1))
        self.refresh()

    def action_turn(self, by: int) -> None:
        """Go to another column."""
        self.column = max(0, min(self.column + by, len(KINDS) - 1))
        self.refresh()

    def action_choose(self) -> None:
        """Ask for the record in the current cell."""
        if self.rows:
            self.post_message(self.Chosen())


def _drawn(cell: Cell, width: int, *, is_current: bool, is_pale: bool) -> tuple[str, str]:
    first, more = cell.words
    style = (
        "bold reverse $accent"
        if is_current
        else MUTED
        if is_pale or not cell.names
        else NAME
        if cell.kind == FIXED
        else "$foreground"
    )
    return fit(cut(first, max(1, width - len(more))) + more, width), style


class LooseEnds(LineList):
    """What nothing leads to, or what leads nowhere, by what it lacks."""

    DEFAULT_CSS = "LooseEnds { height: 1fr; display: none; }"

    def __init__(self, orphans: Sequence[Orphan]) -> None:
        super().__init__()
        self._counts: Counter[tuple[str, str]] = Counter()
        self.orphans: list[Orphan] = []
        self.show(orphans)

    def show(self, orphans: Sequence[Orphan]) -> None:
        """Show these; the same one stays current if it is still there."""
        before = self.current
        self._counts = Counter((orphan.kind, orphan.lacks) for orphan in orphans)
        order = list(self._counts)
        self.orphans = sorted(orphans, key=lambda orphan: order.index((orphan.kind, orphan.lacks)))
        self.row = next((n for n, one in enumerate(self.orphans) if one == before), 0)
        self.refresh()

    @property
    def current(self) -> Orphan | None:
        """The current one."""
        return self.orphans[self.row] if self.orphans else None

    def count(self) -> int:
        """How many there are."""
        return len(self.orphans)

    def nothing(self, width: int) -> list[Content]:  # noqa: ARG002
        """That there are none."""
        return [line("  ", (MET, GOOD), (" Everything is linked, both ways.", "$foreground"))]

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each kind and lack, and under it the names."""
        for place, orphan in enumerate(self.orphans):
            before = self.orphans[place - 1] if place else None
            if before is None or before[::2] != orphan[::2]:
                if before is not None:
                    yield None, Content("")
                heading, count = (
                    HEADINGS.get(orphan.kind, orphan.kind.capitalize()),
                    self._counts[orphan.kind, orphan.lacks],
                )
                yield None, line("  ", (f"{heading}: {orphan.lacks}", TITLE), (f"  {count}", MUTED))
            yield place, partial(_loose_end, orphan, width, is_here=place == self.row)


def _loose_end(orphan: Orphan, width: int, *, is_here: bool) -> Content:
    name = cut(orphan.name or "unnamed", width - 8)
    mark = (HERE if is_here else " ", KEY)
    return marked(line(mark, "   ", (name, LABEL if is_here else "$foreground")), width, is_here=is_here)


class TraceScreen(WizardScreen[Path | None]):
    """Shows what hangs together and what does not. Closes with the path to go to."""

    HELP_TOPIC = "trace"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "other", "loose ends, or the matrix", show=False),
        Binding("escape,ctrl+t,t", "close", "back", show=False),
    ]

    table = query_one(TraceTable)
    list = query_one(LooseEnds)
    keys = query_one(KeyBar)

    def __init__(self, desk: Desk, at: Path = ()) -> None:
        super().__init__()
        self._desk = desk
        self._at = at
        self._find()

    def _find(self) -> None:
        design = self._desk.session.review.design
        self._trace: Trace = trace(design)
        self._places = places(design)

    def content(self) -> ComposeResult:
        """The matrix, and in its place, when asked for, the loose ends."""
        top = TopBar(self._desk)
        top.place = "Trace"
        yield top
        yield Static(self._counts(), id="counts", markup=False)
        yield TraceTable(self._trace.rows)
        yield LooseEnds(self._trace.orphans)
        yield KeyBar()

    def begin(self) -> None:
        """Begin at the record that it was opened from."""
        self.set_focus(self.table)
        found = next((key for key, path in self._places.items() if path == self._at[:3]), None)
        if found is not None:
            self.table.column = KINDS.index(found[0])
            self.table.row = next((n for n, row in enumerate(self._trace.rows) if _names(row, found)), 0)
        self._draw_keys()
        self._desk.reloaded.subscribe(self, while_open(self, self._trace_anew))

    def _trace_anew(self) -> None:
        self._find()
        self.query_one("#counts", Static).update(self._counts())
        self.table.show(self._trace.rows)
        self.list.show(self._trace.orphans)

    def _counts(self) -> Content:
        count = len(self._trace.orphans)
        loose = (
            (f"{BLOCKS} ", BAD),
            (f"{count} loose end{'s' if count != 1 else ''}", "$foreground"),
            (", with tab", MUTED),
        )
        return line(
            "  ",
            (f"{len(self._trace.rows)} rows   ", MUTED),
            *(loose if count else ((MET, GOOD), (" no loose ends", MUTED))),
        )

    def _draw_keys(self) -> None:
        has_list = self.list.display
        here: tuple[KeyHint, ...] = (KeyHint("enter", "open it"),)
        if not has_list:
            here += (KeyHint("up/down", "row"), KeyHint("left/right", "column"))
        self.keys.show(
            (
                *here,
                KeyHint("tab", "the matrix" if has_list else "loose ends", "screen.other"),
                KeyHint("esc", "back", "screen.close"),
                KeyHint("F1", "help", "screen.help"),
                KeyHint("ctrl+q", "quit", "app.quit"),
            )
        )

    def on_trace_table_chosen(self, message: TraceTable.Chosen) -> None:
        """Go to the record in the current cell; from an empty one to the answer that would fill it."""
        message.stop()
        path = self._path_of_cell()
        if path is None:
            self.notify("There is no record behind this.", markup=False, timeout=2)
        else:
            self.dismiss(path)

    def on_line_list_chosen(self) -> None:
        """Go to the record of the current loose end."""
        if self.list.current is not None:
            self.dismiss(_in_form(self.list.current.path))

    def _path_of_cell(self) -> Path | None:
        cell = self.table.cell
        if cell is None:
            return None
        known = (self._places.get((cell.kind, name)) for name in cell.names)
        path = next((path for path in known if path is not None), None)
        if path is not None:
            return _in_form(path)
        row = self.table.rows[self.table.row]
        kind, name = next(
            (one.kind, one.names[0]) for one in (cells_of(row)[KINDS.index(FIXED)], *cells_of(row)) if one.names
        )
        owner = self._places.get((kind, name))
        return (
            None
            if owner is None
            else _in_form(owner, {"workflow": "workflow", "entity": "entity", "role": "access"}.get(cell.kind, ""))
        )

    def action_other(self) -> None:
        """Show the loose ends, or the matrix again."""
        self.list.display = not self.list.display
        self.table.display = not self.list.display
        self.set_focus(self.list if self.list.display else self.table)
        self._draw_keys()

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)


def _names(row: Row, wanted: tuple[str, str]) -> bool:
    return any(cell.kind == wanted[0] and wanted[1] in cell.names for cell in cells_of(row))


def _in_form(path: Path, field: str = "") -> Path:
    """The path of a field in the form of a record: the one that is named, or the one that names the record."""
    record: Any = fields_of(path[:2]).record
    if len(path) > 3 or record is None:
        return path
    return (*path[:3], field if field in record.fields else record.named_by[0][0])
