"""Choose one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from screens.drawing import HERE, KEY, MUTED, Part, line, page

Choice = TypeVar("Choice")


class Chooser(ModalScreen[Choice | None], Generic[Choice]):
    """Closes with what was chosen."""

    DEFAULT_CSS = """
    Chooser { align: center middle; background: $background 60%; }
    Chooser #box { width: 66; height: auto; padding: 1 3; background: $panel; }
    Chooser Input { width: 66; height: 3; border: none; padding: 1 3; background: $surface; color: $foreground; }
    Chooser Input:focus { border: none; }
    """
    PLACEHOLDER: ClassVar[str] = ""
    NOTHING: ClassVar[str] = "Nothing is called that."
    ROWS: ClassVar[int] = 16
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("escape", "close", "back", show=False),
    ]

    is_ready = False
    """Keys typed ahead wait for this."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = self._found = choices
        self._row = 0

    def words(self, choice: Choice) -> str:
        """What a choice is found by."""
        raise NotImplementedError

    def parts(self, choice: Choice, *, is_here: bool) -> Sequence[Part]:
        """A choice as one line."""
        raise NotImplementedError

    def about(self, choice: Choice) -> Sequence[Content]:  # noqa: ARG002
        """What is to be said of the current choice, under all of them."""
        return ()

    def compose(self) -> ComposeResult:
        """A line to type in over the choices that match it."""
        yield Input(placeholder=self.PLACEHOLDER, select_on_focus=False, compact=True)
        yield Static(id="box", markup=False)

    def on_mount(self) -> None:
        """Let keys in."""
        field = self.query_one(Input)
        field.cursor_blink = False
        self.set_focus(field)
        self._draw()
        self.is_ready = True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what was typed."""
        wanted = event.value.lower().split()
        self._found = [choice for choice in self._choices if all(word in self.words(choice).lower() for word in wanted)]
        self._row = 0
        self._draw()

    def on_input_submitted(self) -> None:
        """Choose the current one."""
        if self._found:
            self.dismiss(self._found[self._row])

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self._row = max(0, min(self._row + by, len(self._found) - 1))
        self._draw()

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def _draw(self) -> None:
        first = max(0, min(self._row - self.ROWS // 2, len(self._found) - self.ROWS))
        rows: list[Content] = []
        for place, choice in list(enumerate(self._found))[first : first + self.ROWS]:
            is_here = place == self._row
            rows.append(line((HERE if is_here else " ", KEY), *self.parts(choice, is_here=is_here)))
        rows += self.about(self._found[self._row]) if self._found else [line((self.NOTHING, MUTED))]
        self.query_one("#box", Static).update(page(rows))
