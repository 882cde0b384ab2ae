"""Go to any step or group by typing a part of its name."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from screens.drawing import HERE, KEY, LABEL, MUTED, fit, line, page
from screens.widgets.rail import mark
from wizard.design import is_group_asked
from wizard.session import Session
from wizard.workflow import STEPS

ROWS = 16
WIDTH = 60


class GoTo(ModalScreen[tuple[str, str] | None]):
    """Closes with the step and group to go to."""

    DEFAULT_CSS = """
    GoTo { align: center middle; background: $background 60%; }
    GoTo #box { width: 66; height: auto; padding: 1 3; background: $panel; }
    GoTo Input { width: 66; height: 3; border: none; padding: 1 3; background: $surface; color: $foreground; }
    GoTo Input:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("escape,ctrl+g", "close", "back", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._review = session.review
        design = self._review.design
        self._places = [(step, group) for step in STEPS for group in step.groups if is_group_asked(group, design)]
        self._found = self._places
        self._row = 0

    def compose(self) -> ComposeResult:
        """A line to type in over the places that match it."""
        yield Input(placeholder="Go to: a step, a group, or a number", select_on_focus=False, compact=True)
        yield Static(id="box", markup=False)

    def on_mount(self) -> None:
        """Let keys in."""
        field = self.query_one(Input)
        field.cursor_blink = False
        field.focus()
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what was typed."""
        wanted = event.value.lower().split()
        self._found = [
            (step, group) for step, group in self._places
            if all(word in f"{step.number} {step.title} {group.heading}".lower() for word in wanted)
        ]  # fmt: skip
        self._row = 0
        self._draw()

    def on_input_submitted(self) -> None:
        """Go to the current place."""
        if self._found:
            step, group = self._found[self._row]
            self.dismiss((step.key, group.group_key()))

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self._row = max(0, min(self._row + by, len(self._found) - 1))
        self._draw()

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss(None)

    def _draw(self) -> None:
        first = max(0, min(self._row - ROWS // 2, len(self._found) - ROWS))
        rows: list[Content] = []
        for place, (step, group) in list(enumerate(self._found))[first : first + ROWS]:
            is_here = place == self._row
            name = fit(f"{step.number or ' '} {step.title}", 18)
            parts = (
                (HERE if is_here else " ", KEY),
                (f" {name}", MUTED),
                (fit(group.heading, 32), LABEL if is_here else "$foreground"),
            )
            rows.append(line(*parts, "  ", mark(self._review, step.key, group.group_key())))
        self.query_one("#box", Static).update(page(rows or [line(("Nothing is called that.", MUTED))]))
