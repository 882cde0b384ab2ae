"""The control for answers that are chosen: yes or no, one option, several, or records by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from screens.drawing import BAD, BLOCKS, HERE, KEY, LABEL, MUTED, UNCHOSEN, cut, fit, line, page
from screens.widgets.control import Answered, Left
from wizard.ask import Field, Option

MOST_ROWS = 12


class Picker(Widget, can_focus=True):
    """A list to choose from by arrows and space, or by typing the beginning of a word."""

    class RowChanged(Message):
        """Another option is current; it is not chosen yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("space", "choose", "Choose", show=False),
        Binding("enter", "choose_and_leave", "Choose and go on", show=False),
        Binding("backspace", "shorten", "Shorten the search", show=False),
        Binding("delete", "clear", "Take the answer back", show=False),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._asking = Field("")
        self._options: Sequence[Option] = ()
        self._chosen: list[str] = []
        self._row = 0
        self._search = ""

    @property
    def is_single(self) -> bool:
        """Whether choosing one answer takes the place of the other."""
        return self._asking.kind in ("yes_no", "choice", "ref")

    def open(self, field: Field, raw: Any, options: Sequence[Option]) -> None:
        """Choose the answer of this field."""
        self._asking, self._search = field, ""
        self._options = options
        self.show_answer(raw)
        rows = [option.value for option in self._rows()]
        self._row = rows.index(self._chosen[0]) if self._chosen and self._chosen[0] in rows else 0
        self.refresh(layout=True)

    def show_answer(self, raw: Any) -> None:
        """Show an answer that was not chosen here."""
        if isinstance(raw, bool):
            raw = "yes" if raw else "no"
        self._chosen = [str(item) for item in raw] if isinstance(raw, list) else [str(raw)] if raw else []
        self.refresh(layout=True)

    @property
    def current(self) -> tuple[str, Any] | None:
        """The current option and what the answer would be with it; nothing for one that is chosen already, or not known."""
        rows = self._rows()
        value = rows[min(self._row, len(rows) - 1)].value if rows else ""
        if not any(value == option.value for option in self._options) or (self.is_single and value in self._chosen):
            return None
        if not self.is_single:
            others = [one for one in self._chosen if one != value]
            return value, self._raw_of(others if value in self._chosen else [*self._chosen, value])
        return value, self._raw_of([value])

    def _rows(self) -> list[Option]:
        """The options that the search leaves, with what was chosen before and is not offered any more."""
        known = {option.value for option in self._options}
        rows = [*self._options, *(Option(value, "") for value in self._chosen if value not in known)]
        wanted = self._search.replace(" ", "").lower()
        if wanted:
            rows = [row for row in rows if wanted in row.value.replace(" ", "").lower()]
            if not rows and self._asking.ref:
                rows = [Option(self._search, "" if self._is_free(self._search) else "is not there yet")]
        return rows

    def _is_free(self, value: str) -> bool:
        return bool(self._asking.prefix) and value.startswith(self._asking.prefix)

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:  # noqa: ARG002
        """One line an option, up to a dozen, and one for the search."""
        return max(1, min(MOST_ROWS, len(self._rows()))) + (1 if self._search else 0)

    def render(self) -> Content:
        """The options around the current one."""
        rows = self._rows()
        first = max(0, min(self._row - MOST_ROWS + 2, len(rows) - MOST_ROWS))
        drawn = [self._drawn(place, rows[place]) for place in range(first, min(len(rows), first + MOST_ROWS))]
        if not rows:
            drawn = [line((HERE, KEY), (" " + self._nothing(), MUTED))]
        if self._search:
            drawn.insert(0, line((HERE, KEY), (" looking for ", MUTED), (self._search, LABEL), ("▏", KEY)))
        return page(drawn)

    def _nothing(self) -> str:
        if not self._asking.ref:
            return "Nothing to choose from."
        return "Nothing to choose from yet. Type a name."

    def _drawn(self, place: int, option: Option) -> Content:
        is_chosen, is_here = option.value in self._chosen, place == self._row
        mark = ("●" if self.is_single else "■") if is_chosen else (UNCHOSEN if self.is_single else "□")
        known = any(option.value == known.value for known in self._options) or self._is_free(option.value)
        width = max((len(row.value) for row in self._rows()), default=0)
        name = fit(option.value, min(width, 34))
        parts: list[str | tuple[str, str]] = [
            (HERE if is_here else " ", KEY), " ", (mark, KEY if is_here else "$primary" if is_chosen else MUTED), " ",
            (name, "bold $accent" if is_here else LABEL if is_chosen else "$foreground"),
        ]  # fmt: skip
        if not known:
            parts.append((f"  {BLOCKS} {'not there' if self._asking.ref else 'not an option'}", BAD))
        elif option.hint:
            parts.append((cut("  " + option.hint, max(4, self.size.width - len(name) - 5)), MUTED))
        return line(*parts)

    def on_key(self, event: events.Key) -> None:
        """A letter looks for the option that has it."""
        if event.is_printable and event.character and not event.character.isspace():
            event.stop()
            self._search += event.character
            self._row = 0
            self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        event.stop()
        rows = self._rows()
        first = max(0, min(self._row - MOST_ROWS + 2, len(rows) - MOST_ROWS))
        place = first + event.y - (1 if self._search else 0)
        if 0 <= place < len(rows):
            self._row = place
            self.action_choose()

    def action_move(self, by: int) -> None:
        """Go to another option; beyond the ends, to another field."""
        if not 0 <= self._row + by < len(self._rows()):
            self.post_message(Left(by))
            return
        self._row += by
        self.refresh()
        self.post_message(self.RowChanged())
        self.scroll_visible_row()

    def scroll_visible_row(self) -> None:
        """Keep the current option in sight in a form that is longer than the screen."""
        if self.parent is not None and isinstance(self.parent, Widget):
            row = min(self._row, MOST_ROWS - 1)
            self.parent.scroll_to_region(Region(0, self.virtual_region.y + row, 1, 1), animate=False)

    def action_choose(self) -> None:
        """Take the current option, or give it back."""
        rows = self._rows()
        if not rows:
            return
        value = rows[min(self._row, len(rows) - 1)].value
        if self.is_single:
            self._chosen = [value]
        elif value in self._chosen:
            self._chosen.remove(value)
        else:
            self._chosen.append(value)
        self._say()

    def action_choose_and_leave(self) -> None:
        """One answer of one: take the current option. Then go to the next field."""
        rows = self._rows()
        if rows and (self.is_single or self._search):
            self.action_choose()
        self.post_message(Left(1))

    def action_clear(self) -> None:
        """Take the answer back."""
        self._chosen = []
        self._say()

    def action_shorten(self) -> None:
        """Take the last letter of the search back."""
        self._search = self._search[:-1]
        self._row = 0
        self.refresh(layout=True)

    def _say(self) -> None:
        self._search = ""
        rows = [option.value for option in self._rows()]
        self._row = min(self._row, max(0, len(rows) - 1))
        if self.is_single and self._chosen and self._chosen[0] in rows:
            self._row = rows.index(self._chosen[0])
        self.post_message(Answered(self._raw()))
        self.refresh(layout=True)

    def _raw(self) -> Any:
        return self._raw_of(self._chosen)

    def _raw_of(self, chosen: Sequence[str]) -> Any:
        """The answer that these options make."""
        if not chosen:
            return None
        if self._asking.kind == "yes_no":
            return chosen[0] == "yes"
        if self.is_single:
            return chosen[0]
        order = {option.value: place for place, option in enumerate(self._options)}
        return sorted(chosen, key=lambda value: order.get(value, len(order)))
