"""Step 6: who may call what, as a matrix of operations and roles. Each cell is the access answer of an operation in step 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.getters import query_one
from textual.widget import Widget

from screens.desk import Desk
from screens.drawing import BAD, BLOCKS, GOOD, HERE, KEY, LABEL, MET, MUTED, OPEN, TITLE, fit, line, page
from screens.faces import deed, picture
from screens.form_screen import FormScreen
from screens.page import WizardScreen, while_open
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from wizard.answers import records_in, value_at
from wizard.ask import name_of
from wizard.design import Path
from wizard.review import Review
from wizard.session import Session
from wizard.workflow import STEP_BY_KEY

PUBLIC = "public"
LISTS = ("operations", "graphql_operations")
ROWS_AT_REST = 12


def callers(review: Review) -> list[str]:
    """The columns of the matrix: every role, then everybody."""
    return [*review.names("access.roles"), PUBLIC]


def operations(session_answers: Mapping[str, Any], review: Review) -> list[tuple[Path, str, tuple[str, ...]]]:
    """The rows: path, name and callers of every operation that is asked for."""
    asked = {field.name for field in review.reading.asked["api"]}
    rows: list[tuple[Path, str, tuple[str, ...]]] = []
    for name in LISTS:
        kind = STEP_BY_KEY["api"].fields[name].record
        if name not in asked or kind is None:
            continue
        for record in records_in(value_at(session_answers, ("api", name))):
            access = record.get("access") or []
            said = tuple(map(str, access)) if isinstance(access, list) else (str(access),)
            rows.append((("api", name, str(record.get("id", ""))), name_of(kind, record) or "unnamed", said))
    return rows


def drawn_cell(is_granted: bool, *, is_here: bool, width: int) -> tuple[str, str]:  # noqa: FBT001
    """A cell of the matrix."""
    text = fit(MET if is_granted else OPEN, 1).center(width)
    return text, f"{'bold reverse $accent' if is_here else GOOD if is_granted else MUTED}"


@picture("access", "permissions")
def matrix_at_rest(review: Review, width: int) -> Sequence[Content]:
    """The matrix under the group's questions; ctrl+t edits it."""
    columns, rows = callers(review), operations(review.answers, review)
    if not rows:
        return [
            line(("Who may call what", TITLE)),
            line(("Operations are added in step 4, roles in the group before this one.", MUTED)),
        ]
    widths = _widths(columns)
    name_width = max(16, min(34, width - sum(widths) - 2))
    head = line(
        (fit("", name_width), ""),
        *((column.center(cells)[:cells], MUTED) for column, cells in zip(columns, widths, strict=True)),
    )
    lines = [line(("Who may call what", TITLE), ("  ctrl+t edits", MUTED)), head]
    for _, name, access in rows[:ROWS_AT_REST]:
        cells = [
            drawn_cell(column in access, is_here=False, width=cells)
            for column, cells in zip(columns, widths, strict=True)
        ]
        lines.append(line((fit(name, name_width), "$foreground"), *cells, (_note(access, columns), BAD)))
    if len(rows) > ROWS_AT_REST:
        lines.append(line((f"and {len(rows) - ROWS_AT_REST} more", MUTED)))
    return lines


def _note(access: Sequence[str], columns: Sequence[str]) -> str:
    """What is wrong with who may call an operation: nobody may, or a name is no role's."""
    strange = [name for name in access if name not in columns and not name.startswith("scope:")]
    if not access:
        return f" {BLOCKS} nobody"
    return f" {BLOCKS} {', '.join(strange)}" if strange else ""


def _widths(columns: Sequence[str]) -> list[int]:
    return [max(6, min(17, len(column))) + 3 for column in columns]


class Matrix(Widget, can_focus=True):
    """The matrix itself; the arrows move, space grants or takes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(0,-1)", "up", show=False),
        Binding("down", "move(0,1)", "down", show=False),
        Binding("left", "move(-1,0)", "left", show=False),
        Binding("right", "move(1,0)", "right", show=False),
        Binding("pageup", "move(0,-10)", "page up", show=False),
        Binding("pagedown", "move(0,10)", "page down", show=False),
        Binding("space,enter", "grant", "grant or take back", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._here = Offset(0, 0)

    @property
    def _session(self) -> Session:
        return self._desk.session

    def render(self) -> Content:
        """The part of the matrix that fits, around the current cell."""
        review = self._session.review
        columns, rows = callers(review), operations(self._session.answers, review)
        if not rows:
            return line(("There are no operations yet. Add them in step 4; roles in step 6, Authorization.", MUTED))
        width, height = self.size
        widths = _widths(columns)
        name_width = max(18, min(40, width - sum(widths) - 4))
        first = self._first_column(widths, width - name_width - 4)
        shown = _fitting(widths, first, width - name_width - 4)
        top = max(0, min(self._here.y - (height - 2) // 2, len(rows) - height + 2))
        head = [(columns[n].center(widths[n])[: widths[n]], LABEL if n == self._here.x else MUTED) for n in shown]
        lines = [line((fit("", name_width + 2), ""), *head, (" ›" if shown.stop < len(columns) else "", MUTED))]
        for place, (_, name, access) in list(enumerate(rows))[top : top + height - 1]:
            is_row = place == self._here.y
            cells = [
                drawn_cell(columns[n] in access, is_here=is_row and n == self._here.x, width=widths[n]) for n in shown
            ]
            note = (_note(access, columns), BAD)
            lines.append(
                line(
                    (HERE if is_row else " ", KEY),
                    " ",
                    (fit(name, name_width), LABEL if is_row else "$foreground"),
                    *cells,
                    note,
                )
            )
        return page(lines)

    def _first_column(self, widths: Sequence[int], room: int) -> int:
        first = 0
        while first < self._here.x and self._here.x not in _fitting(widths, first, room):
            first += 1
        return first

    def action_move(self, x: int, y: int) -> None:
        """Go to another cell."""
        review = self._session.review
        columns, rows = callers(review), operations(self._session.answers, review)
        self._here = Offset(
            max(0, min(self._here.x + x, len(columns) - 1)), max(0, min(self._here.y + y, len(rows) - 1))
        )
        self.refresh()

    def action_grant(self) -> None:
        """Grant the current role the current operation, or take it back."""
        self.action_move(0, 0)  # there may be fewer of both than there were
        review = self._session.review
        columns, rows = callers(review), operations(self._session.answers, review)
        if not rows:
            return
        path, _, access = rows[self._here.y]
        role = columns[self._here.x]
        changed = [other for other in access if other != role] if role in access else [*access, role]
        self._desk.change(lambda: self._session.answer((*path, "access"), changed or None))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked."""
        event.stop()
        self.action_move(0, event.y - 1 - self._here.y)


def _fitting(widths: Sequence[int], first: int, room: int) -> range:
    end, used = first, 0
    while end < len(widths) and used + widths[end] <= room:
        used += widths[end]
        end += 1
    return range(first, max(end, first + 1))


class MatrixScreen(WizardScreen[None]):
    """Edits who may call what."""

    HELP_TOPIC = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+t", "close", "back", show=False),
        Binding("ctrl+z", "undo", "undo", priority=True, show=False),
        Binding("ctrl+r", "redo", "redo", priority=True, show=False),
    ]
    KEYS = (
        KeyHint("arrows", "move"), KeyHint("space", "grant or take back"), KeyHint("ctrl+z", "undo", "screen.undo"),
        KeyHint("esc", "back", "screen.close"), KeyHint("F1", "help", "screen.help"),
    )  # fmt: skip

    matrix = query_one(Matrix)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def content(self) -> ComposeResult:
        """The matrix between the lines at top and bottom."""
        top = TopBar(self._desk)
        top.place = "Who may call what"
        yield top
        yield Matrix(self._desk)
        yield KeyBar(self.KEYS)

    def begin(self) -> None:
        """The matrix has the focus."""
        self._desk.reloaded.subscribe(self, while_open(self, lambda: self.matrix.action_move(0, 0)))
        self.set_focus(self.matrix)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._desk.change(self._desk.session.undo)
        self.matrix.action_move(0, 0)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._desk.change(self._desk.session.redo)
        self.matrix.action_move(0, 0)

    def action_close(self) -> None:
        """Go back to the step."""
        self.dismiss(None)


@deed("access", "permissions", "edit the matrix")
def edit(desk: Desk, screen: FormScreen[None]) -> None:
    """Edit who may call what as a matrix."""
    screen.app.push_screen(MatrixScreen(desk), lambda _: screen.redraw())
