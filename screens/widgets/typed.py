"""The controls that words are typed into: one line, several lines, and a line of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from screens.widgets.control import Answered, Left, LinesGiven
from wizard.ask import Field
from wizard.cells import answer, split, words
from wizard.text import one_line


class LineInput(Input):
    """One line of text. Several pasted lines become one, so that no word is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "leave(-1)", "Previous field", show=False),
        Binding("down", "leave(1)", "Next field", show=False),
        Binding("enter", "leave(1)", "Next field", show=False),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(select_on_focus=False, compact=True, **options)
        self.cursor_blink = False
        self._asking = Field("")

    def open(self, field: Field, raw: Any, placeholder: str) -> None:
        """Edit this answer."""
        self._asking = field
        self.placeholder = placeholder
        with self.prevent(Input.Changed):
            self.value = words(field, raw) + (" " if isinstance(raw, str) and raw.endswith(" ") else "")
        self.cursor_position = len(self.value)
        self.call_after_refresh(self._show_cursor)  # where it is depends on a width that is not known before

    def _show_cursor(self) -> None:
        place, self.cursor_position = self.cursor_position, 0
        self.cursor_position = place

    def says(self, raw: Any) -> bool:
        """Whether the words mean this answer."""
        return bool(answer(self._asking, self.value) == raw)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the words mean."""
        event.stop()
        self.post_message(Answered(answer(self._asking, event.value)))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(one_line(event.text))

    def action_leave(self, by: int) -> None:
        """Go to the field before or after."""
        self.post_message(Left(by))


class TextEditor(TextArea):
    """Several lines of text; tab leaves it, enter begins a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up_or_leave", "Up", show=False),
        Binding("down", "down_or_leave", "Down", show=False),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True, **options)
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self._asking = Field("")

    def open(self, field: Field, raw: Any, placeholder: str) -> None:
        """Edit this answer."""
        self._asking = field
        self.placeholder = placeholder
        self.load_text(self._words(raw))
        self.move_cursor(self.document.end)

    def says(self, raw: Any) -> bool:
        """Whether the words mean this answer."""
        return bool(answer(self._asking, self.text) == raw)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what the words mean; loading a text is no answer, and says what is known already."""
        event.stop()
        self.post_message(Answered(answer(self._asking, event.text_area.text)))

    def action_up_or_leave(self) -> None:
        """Move up; from the first line, go to the field before."""
        before = self.cursor_location
        self.action_cursor_up()
        if self.cursor_location == before or self.cursor_location[0] == before[0] == 0:
            self.post_message(Left(-1))

    def action_down_or_leave(self) -> None:
        """Move down; from the last line, go to the field after."""
        if self.cursor_at_last_line:
            self.post_message(Left(1))
        else:
            self.action_cursor_down()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(event.text)

    def _words(self, raw: Any) -> str:
        if isinstance(raw, list):
            return "\n".join(str(item) for item in raw)
        return "" if raw is None else str(raw)


class LineEntry(Input):
    """A line of cells that becomes a record on enter, and stays open for the next."""

    class CellChanged(Message):
        """The cursor is in another cell, or the words of the cell are other ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "Add", show=False),
        Binding("escape", "close", "Done", show=False),
        Binding("up,down", "close", "Done", show=False),
        Binding("tab", "next_cell", "Next cell", show=False),
        Binding("shift+tab", "close", "Done", show=False),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(select_on_focus=False, compact=True, **options)
        self.cursor_blink = False

    @property
    def cell(self) -> tuple[int, str]:
        """The number of the cell that the cursor is in, and its words so far."""
        before = self.value[: self.cursor_position]
        cells: Sequence[str] = split(before) or [""]
        return len(cells) - 1, cells[-1]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that other words may be offered now."""
        event.stop()
        self.post_message(self.CellChanged())

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = event.text
        if "\n" in text.strip("\n"):
            self.post_message(LinesGiven(f"{self.value}{text}"))
            self.value = ""
        else:
            self.insert_text_at_cursor(text.strip("\n"))

    def action_add(self) -> None:
        """Add the line; an empty one ends the entry."""
        if self.value.strip(" |"):
            self.post_message(LinesGiven(self.value))
            self.value = ""
        else:
            self.action_close()

    def action_next_cell(self) -> None:
        """End the cell and begin the next one."""
        self.cursor_position = len(self.value)
        self.insert_text_at_cursor(" | ")

    def action_close(self) -> None:
        """End the entry. Words that were typed and not added are added, so that none is lost."""
        if self.value.strip(" |"):
            self.post_message(LinesGiven(self.value))
            self.value = ""
        self.post_message(Left(0))
