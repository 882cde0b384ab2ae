"""Where a copy of the draft is to go."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.drawing import BAD, KEY, LABEL, MUTED, line, page, wrap
from wizard.drafts.file import SUFFIX
from wizard.drafts.names import free_name
from wizard.errors import WizardError
from wizard.text import clean

WIDTH = 72


class CopyScreen(ModalScreen[bool]):
    """Saves everything as a new draft, and goes on in that; closes with whether it did."""

    DEFAULT_CSS = """
    CopyScreen { align: center middle; background: $background 60%; }
    CopyScreen Vertical { width: 72; max-width: 100%; height: auto; padding: 1 3; background: $panel; }
    CopyScreen Input { margin: 1 0; border: none; border-left: outer $accent; height: 1; padding: 0 1; background: $surface; }
    CopyScreen Input:focus { border: none; border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back", show=False)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """What happens, the place, and what is wrong with it."""
        with Vertical():
            words = "A new draft with everything that was typed is made there, and the work goes on in it."
            rows = [line(("Save a copy", LABEL)), *(line((row, MUTED)) for row in wrap(words, self._width))]
            yield Static(page(rows), markup=False)
            place = free_name(self._desk.draft.path.with_name(f"{self._desk.name}-copy{SUFFIX}"))
            yield Input(clean(str(place)), select_on_focus=False)
            yield Static(self._keys(), id="about-copy", markup=False)

    @property
    def _width(self) -> int:
        return min(WIDTH, self.app.size.width) - 6

    def _keys(self, wrong: str = "") -> Content:
        rows = [line((row, BAD)) for row in wrap(wrong, self._width)] if wrong else []
        return page([*rows, line(("enter", KEY), (" save it there    ", MUTED), ("esc", KEY), (" back", MUTED))])

    def on_mount(self) -> None:
        """The cursor does not move by itself."""
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save the copy, or say why it can not be saved there."""
        event.stop()
        said = event.value.strip()
        if not said:
            return
        path = Path(said).expanduser()
        path = path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)
        try:
            self._desk.go_on_in_copy(path)
        except WizardError as error:
            self.query_one("#about-copy", Static).update(self._keys(clean(str(error))))
            return
        self.dismiss(True)

    def action_back(self) -> None:
        """Close without a copy."""
        self.dismiss(False)
