"""The start form: what kind of system it is. The same form changes those answers later."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from screens import panes
from screens.desk import Desk
from screens.drawing import page
from screens.form_screen import FormScreen
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.form import FormPane
from screens.widgets.sheet import Sheet
from wizard.design import Path
from wizard.steps.start import START


class StartScreen(FormScreen[bool]):
    """Asks the start questions; all but the first two may stay open."""

    HELP_TOPIC = "start"
    KEYS = (
        KeyHint("tab", "next question"),
        KeyHint("ctrl+n", "begin", "screen.begin_work"),
        KeyHint("ctrl+z", "undo", "screen.undo"),
        KeyHint("F1", "help", "screen.help"),
        KeyHint("ctrl+q", "quit", "app.quit"),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,f9", "begin_work", "begin", priority=True, show=False),
        Binding("escape", "begin_work", "back", show=False),
    ]

    why = query_one("#page", Static)

    def __init__(self, desk: Desk, at: Path = ("start",)) -> None:
        super().__init__(desk)
        self._at = at

    def content(self) -> ComposeResult:
        """The form, and why its questions are asked."""
        yield TopBar(self._desk, id="bar")
        with Horizontal(id="planes"):
            yield FormPane(self._session, id="form")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="page", markup=False)
        yield KeyBar(self.KEYS, id="keys")

    def begin(self) -> None:
        """Begin at the field that was asked for, or the first."""
        super().begin()
        self.bar.place = "Start"
        self.form.show(self._sheet(), self._at[1] if len(self._at) > 1 else "")

    def redraw(self) -> None:
        """A condition may ask for another field now."""
        sheet = self._sheet()
        if sheet.fields != self.form.sheet.fields:
            self.form.show(sheet, self.form.path[-1])
        super().redraw()
        self._draw_why()

    def go(self, path: Path) -> None:
        """Go to a question of this form; what lies elsewhere is only drawn."""
        if path[0] == START.key and len(path) > 1:
            self.form.show(self._sheet(), path[1], path[2] if len(path) > 2 else "")
        else:
            self.redraw()

    def _sheet(self) -> Sheet:
        group = START.groups[0]
        return Sheet(group.heading, group.purpose(), (START.key,), self._session.review.reading.asked[START.key])

    def _draw_why(self) -> None:
        width = max(16, self.query_one("#side").scrollable_content_region.width - 1)
        self.why.update(page(panes.why(self._session.review, self.form.path, self.form.field, width)))

    @on(FormPane.Moved)
    def _follow_focus(self, message: FormPane.Moved) -> None:
        message.stop()
        self._draw_why()
        self.show_keys()

    @on(FormPane.Ended)
    def _leave_form(self, message: FormPane.Ended) -> None:
        message.stop()
        if message.by > 0:
            self.action_begin_work()

    def action_begin_work(self) -> None:
        """Go to the steps."""
        self.finish()
        self._desk.settle()
        self.dismiss(True)
