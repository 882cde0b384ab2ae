"""Where a copy of the draft is to go."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.dialog import Dialog
from screens.drawing import BAD, KEY, LABEL, MUTED, line, page
from wizard.drafts.file import SUFFIX
from wizard.drafts.names import free_name, from_here, typed_draft
from wizard.errors import WizardError
from wizard.text import clean, in_one_row


class CopyScreen(Dialog[bool]):
    """Saves everything as a new draft, and goes on in that; closes with whether it did."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back", show=False)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """What happens, the place, and what is wrong with it."""
        with Vertical():
            words = "A new draft with everything that was typed is made there, and the work goes on in it."
            yield Static(page([line(("Save a copy", LABEL)), *self.told(words, MUTED)]), markup=False)
            place = free_name(self._desk.draft.path.with_name(f"{self._desk.name}-copy{SUFFIX}"))
            yield Input(in_one_row(from_here(place)), select_on_focus=False)
            yield Static(self._keys(), id="about-copy", markup=False)

    def _keys(self, wrong: str = "") -> Content:
        rows = self.told(wrong, BAD) if wrong else []
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
        try:
            self._desk.go_on_in_copy(typed_draft(said))
        except WizardError as error:
            self.query_one("#about-copy", Static).update(self._keys(clean(str(error))))
            return
        self.dismiss(True)
        self.app.notify(f"The work goes on in {self._desk.draft.path.name}.", markup=False, timeout=8)

    def action_back(self) -> None:
        """Close without a copy."""
        self.dismiss(False)
