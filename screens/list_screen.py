"""What the screens have in common that show what follows from the answers as a list, and change a few of them there."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.getters import query_one

from screens.desk import Desk
from screens.page import WizardScreen, while_open
from screens.widgets.bars import TopBar
from wizard.design import Path
from wizard.session import Session


class ListScreen(WizardScreen[Path | None]):
    """A list with undo and redo. Closes with the path to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "undo", priority=True, show=False),
        Binding("ctrl+r", "redo", "redo", priority=True, show=False),
    ]

    bar = query_one(TopBar)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def on_mount(self) -> None:
        """Show what was changed elsewhere."""
        self._desk.reloaded.subscribe(self, while_open(self, self.settle))

    @property
    def _session(self) -> Session:
        return self._desk.session

    def settle(self) -> None:
        """Let the answers settle, and draw what follows from them now."""
        raise NotImplementedError

    def is_refused(self) -> bool:
        """Whether nothing can be changed, as the draft can only be looked at; that is said."""
        return self._desk.is_refused("In the form, ")

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.is_refused():
            self._session.undo()
            self.settle()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self.is_refused():
            self._session.redo()
            self.settle()

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)
