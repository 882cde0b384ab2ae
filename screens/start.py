"""The start form: what kind of system it is. The same form changes those answers later."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from screens.desk import Desk
from screens.form_screen import SingleFormScreen
from screens.widgets.bars import KeyHint
from screens.widgets.form import FormPane
from screens.widgets.sheet import Sheet
from wizard.design import Path
from wizard.steps.start import START


class StartScreen(SingleFormScreen[bool]):
    """Asks the start questions; all but the first two may stay open."""

    HELP_TOPIC = "start"
    KEYS = (
        KeyHint("tab", "next question"),
        KeyHint("ctrl+n", "begin", "screen.begin_work"),
        KeyHint("ctrl+z", "undo", "screen.undo"),
        KeyHint("F1", "help", "screen.help"),
        KeyHint("F2", "reference", "screen.reference"),
        KeyHint("ctrl+q", "quit", "app.quit"),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,f9", "begin_work", "begin", priority=True, show=False),
        Binding("escape", "begin_work", "back", show=False),
    ]

    def __init__(self, desk: Desk, at: Path = ("start",)) -> None:
        super().__init__(desk)
        self._at = at

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

    def go(self, path: Path) -> None:
        """Go to a question of this form; what lies elsewhere is only drawn."""
        if path[0] == START.key and len(path) > 1:
            self.form.show(self._sheet(), path[1], path[2] if len(path) > 2 else "")
        else:
            self.redraw()

    def _sheet(self) -> Sheet:
        group = START.groups[0]
        return Sheet(group.heading, group.purpose(), (START.key,), self._session.review.reading.asked[START.key])

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
