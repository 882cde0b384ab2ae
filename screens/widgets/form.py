"""A form: the fields of a group or record as text, and one live control for the field that has the focus.

Every key in an Input lays out the whole screen, so a form is two texts and one control, however many fields it has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from screens.drawing import KEY, MUTED, line, page, show, wrap
from screens.widgets import control
from screens.widgets.layout import EMPTY, entry_help, laid_out
from screens.widgets.offers import offered, stale
from screens.widgets.picker import Picker
from screens.widgets.record_table import RecordTable
from screens.widgets.secret_notes import told_of_secrets
from screens.widgets.sheet import Sheet, problems, told
from screens.widgets.typed import LineEntry, LineInput, TextEditor
from wizard.ask import Field, Option, Record
from wizard.cells import records_of, unknown_headings
from wizard.design import Path
from wizard.placeholders import example, example_line
from wizard.rules.rule import Finding
from wizard.session import Session

if TYPE_CHECKING:
    from wizard.suggestions.suggest import Suggestions

YES_NO = (Option("yes"), Option("no"))
WIDEST = 110
"""Longer lines are hard to read, however wide the screen is."""
PARTS = 7
"""The two texts and the five controls."""
NO_SHEET = Sheet("", "", (), ())


class FormPane(VerticalScroll, can_focus=False):
    """The form in the middle of a screen."""

    above = query_one("#above", Static)
    below = query_one("#below", Static)

    class Given(Message):
        """An answer was given."""

        def __init__(self, path: Path, value: Any) -> None:
            super().__init__()
            self.path, self.value = path, value

    class LineTyped(Message):
        """A line is being typed that is to become records of the list at a path; none if it was emptied."""

        def __init__(self, path: Path, records: Sequence[dict[str, Any]]) -> None:
            super().__init__()
            self.path, self.records = path, records

    class RecordsGiven(Message):
        """Records are to be added to the list at a path."""

        def __init__(self, path: Path, records: list[dict[str, Any]]) -> None:
            super().__init__()
            self.path, self.records = path, records

    class RecordChosen(Message):
        """Something is to be done with a record: `open`, `remove`, or `move` by a distance."""

        def __init__(self, path: Path, deed: str, by: int = 0) -> None:
            super().__init__()
            self.path, self.deed, self.by = path, deed, by

    class Moved(Message):
        """Another field, row or mode has the focus."""

    class Ended(Message):
        """The form was left by its last field (1) or its first (-1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, session: Session, **options: Any) -> None:
        super().__init__(**options)
        self._session = session
        self._sheet = NO_SHEET
        self._place = 0
        self._layout = EMPTY
        self._is_entering = False
        self.goes_round = False
        """Whether tab leads from the last field to the first, rather than out of the form."""
        self.offers_answers = False
        """Whether suggestions are shown."""
        self.picture: Callable[[int], Sequence[Content]] = lambda _: ()
        """Lines that a step draws under its form, for a width."""

    def compose(self) -> ComposeResult:
        """The texts around the one control that is shown."""
        yield Static(id="above", markup=False)
        yield LineInput(id="line")
        yield TextEditor(id="text")
        yield Picker(id="picker")
        yield RecordTable(id="table")
        yield LineEntry(id="entry")
        yield Static(id="below", markup=False)

    @property
    def is_whole(self) -> bool:
        """Whether all its widgets are there; they are not while the form is being removed."""
        return self.is_attached and len(self.children) == PARTS

    @property
    def sheet(self) -> Sheet:
        """The form that is shown."""
        return self._sheet

    @property
    def field(self) -> Field | None:
        """The field that has the focus; none in an empty form."""
        return self._sheet.fields[self._place] if self._sheet.fields else None

    @property
    def _kind(self) -> type[Record]:
        """The records of the current table, as the design's depth asks for them."""
        record = self.field.record if self.field is not None else None
        assert record is not None  # noqa: S101  (asked of tables only)
        return record.at(self._session.review.design.depth)

    @property
    def path(self) -> Path:
        """The path of the field that has the focus."""
        return self._sheet.path(self._place) if self._sheet.fields else self._sheet.base

    @property
    def record(self) -> str:
        """The id of the record that the focus is on, in a table."""
        is_table = self.field is not None and self.field.kind == "records"
        return self.query_one(RecordTable).current if is_table else ""

    @property
    def answer(self) -> Path:
        """The path of what the focus is on: the field, or the current record of a table that has any."""
        return (*self.path, self.record) if self.record else self.path

    @property
    def is_entering(self) -> bool:
        """Whether a line of a table is being typed."""
        return self._is_entering

    def show(self, sheet: Sheet, field: str = "", record: str = "") -> None:
        """Show a form, with the focus on a field by name, and on a record of its table."""
        self._sheet = sheet
        self._go(sheet.place(field), record)

    def show_last(self, sheet: Sheet) -> None:
        """Show a form with the focus on its last field."""
        self._sheet = sheet
        self._go(max(0, len(sheet.fields) - 1))

    def take_entry(self) -> list[dict[str, Any]]:
        """The record of a line that was typed and not added yet; the line is empty then."""
        records = self._typed()
        if records:
            self.query_one(LineEntry).value = ""
        return records

    def _typed(self) -> list[dict[str, Any]]:
        """The record of the line as it is typed so far."""
        words = self.query_one(LineEntry).value if self._is_entering else ""
        return records_of(self._kind, words) if words.strip(" |") else []

    def rename(self, sheet: Sheet) -> None:
        """Show the same fields under another title."""
        self._sheet = sheet

    def reload(self) -> None:
        """Show answers that were changed elsewhere. Where words are typed that still say the same, the cursor stays in its place."""
        control = self._control(self._sheet.fields[self._place])
        if not (isinstance(control, (LineInput, TextEditor)) and control.says(self._session.value(self.path))):
            self._go(self._place, self.record)

    def redraw(self) -> None:
        """Draw the answers as they are now. What is being typed stays: it may be newer than the answer."""
        if not self._sheet.fields:
            return
        field, raw = self._sheet.fields[self._place], self._session.value(self.path)
        shown = self._control(field)
        if isinstance(shown, (Picker, RecordTable)):
            shown.show_answer(raw)
        self._draw()

    def _go(self, place: int, record: str = "") -> None:
        self._place = place
        self._is_entering = False
        self.query_one(LineEntry).display = False
        self.query_one(RecordTable).make_room(is_needed=False)
        self._open(record)
        self._draw()
        self._reveal_soon()
        self.post_message(self.Moved())

    def _open(self, record: str) -> None:
        """Give the current field its control, and the control the focus."""
        field = self.field
        for kind in (LineInput, TextEditor, Picker, RecordTable):
            self.query_one(kind).display = field is not None and isinstance(self._control(field), kind)
        if field is None:
            return
        shown, raw, path = self._control(field), self._session.value(self.path), self.path
        match shown:
            case LineInput() | TextEditor():
                shown.open(field, raw, example(self._session.review.design.start.domain, path) if raw is None else "")
            case Picker():
                shown.open(field, raw, self._options(field))
            case RecordTable():
                shown.open(path, self._kind, raw, self._look_up, max(4, self.size.height - 12), self._sample)
                if record:
                    shown.select(record)
        self.screen.set_focus(shown, scroll_visible=False)

    def _control(self, field: Field) -> Widget:
        match field.kind:
            case "line" | "number":
                return self.query_one(LineInput)
            case "text" | "lines":
                return self.query_one(TextEditor)
            case "records":
                return self.query_one(RecordTable)
            case _:
                return self.query_one(Picker)

    def _options(self, field: Field) -> Sequence[Option]:
        if field.kind == "yes_no":
            return YES_NO
        if field.ref:
            names = [*self._session.review.names(field.ref), *field.also]
            return [Option(name) for name in dict.fromkeys(names)]
        return field.options

    def _draw(self) -> None:
        """Draw what stands before and after the control."""
        width = max(20, min(WIDEST, self.scrollable_content_region.width))
        under = self._entry_help(width) if self._is_entering else self._help(width)
        self._layout = laid_out(self._session, self._sheet, self._place, under, width, self._offers, self.record)
        show(self.above, page(self._layout.above))
        show(self.below, page([*self._layout.below, *self.picture(width)]))

    def _help(self, width: int) -> list[Content]:
        """What is wrong with the answer of the field that has the focus, and what to write there."""
        field = self.field
        if field is None:
            return []
        wrong = problems(self._session.review, self.path, field, self._session.value(self.path), width)
        helped = [line("  ", (row, MUTED)) for row in wrap(field.help, width - 2) if row]
        return [*wrong, *helped, *self._secrets(width), *self._impact(field, width), *self._offered(field, width)]

    def _secrets(self, width: int) -> list[Content]:
        """That something secret stands in the answer; the first frame does not wait for the forms of secrets."""
        return told_of_secrets(self._session.answers, self.answer, width) if self.offers_answers else []

    def _impact(self, field: Field, width: int) -> list[Content]:
        """What the current option of a step's question would change of what is asked."""
        current = self.query_one(Picker).current if isinstance(self._control(field), Picker) else None
        if current is None or len(self.path) != 2:
            return []
        words = self._session.impact(self.path, current[1])
        rows = wrap(f"{current[0]}: {words}", width - 4) if words else []
        return [line("  ", ("≈" if not n else " ", KEY), " ", (row, "$foreground")) for n, row in enumerate(rows)]

    def _offered(self, field: Field, width: int) -> list[Content]:
        """What is suggested for the field that has the focus, and that its answer is stale or assumed."""
        review, at = self._session.review, self.answer
        lines = stale(review.origins.get(at), width)
        if at in review.origins or at in review.awaited:
            from screens.widgets.marks import deed  # a draft that was typed needs no marks

            lines += deed(review.origins.get(at), is_awaited=at in review.awaited)
        here = self._offers.get(self.path, ())
        below = sum(len(found) for path, found in self._offers.items() if path[:-2] == self.path)
        shown = [*lines, *offered(here, below, field, width)]
        return [Content(""), *shown] if shown else []

    @property
    def _offers(self) -> Suggestions:
        """All suggestions; none for the first frame, which does not wait for their rules."""
        return self._session.review.suggestions if self.offers_answers else {}

    def _entry_help(self, width: int) -> list[Content]:
        """What the line that is typed may hold."""
        record = self._kind
        place = min(self.query_one(LineEntry).cell[0], len(record.columns) - 1)
        options = [option.value for option in self._options(record.fields[record.columns[place]])]
        is_first = not self._session.value(self.path)  # the empty table above shows the example already
        return entry_help(record, place, options, "" if is_first else self._sample(), width)

    def _sample(self) -> str:
        """A line of the current table as someone of the design's domain might type it."""
        place = ".".join(part for number, part in enumerate(self.path) if number < 2 or number % 2)
        return example_line(self._session.review.design.start.domain, self._kind, place)

    def _look_up(self, path: Path) -> Sequence[Finding]:
        return told(self._session.review, path)

    def _reveal_soon(self) -> None:
        """Once the control has its words, and once more when its height has followed from them."""
        self.call_after_refresh(self._reveal)
        self.call_after_refresh(self.call_after_refresh, self._reveal)

    def _reveal(self) -> None:
        """Bring the label, the control and the lines under it into sight; the label, if not all of them fit."""
        if self.field is None or not self.is_whole:
            return
        shown = self.query_one(LineEntry) if self._is_entering else self._control(self.field)
        at, height = shown.virtual_region, self.scrollable_content_region.height
        top = at.y - 1 if self._place else 0
        bottom = at.bottom + self._layout.lines_under
        place = min(max(self.scroll_offset.y, bottom - height), top)
        self.scroll_to(y=place, animate=False, force=True, immediate=True)

    def _step(self, by: int) -> None:
        if 0 <= self._place + by < len(self._sheet.fields):
            self._go(self._place + by)
        else:
            self.post_message(self.Ended(by))

    @on(control.Answered)
    def _give(self, message: control.Answered) -> None:
        message.stop()
        if self.field is not None and message.value != self._session.value(self.path):
            self.post_message(self.Given(self.path, message.value))

    @on(control.Left)
    def _leave(self, message: control.Left) -> None:
        message.stop()
        if message.by == 0:
            self._go(self._place, self.record)
            self.query_one(RecordTable).action_go(-1)
        elif not message.is_within or 0 <= self._place + message.by < len(self._sheet.fields):
            self._step(message.by)

    @on(RecordTable.EntryWanted)
    def _begin_entry(self, message: RecordTable.EntryWanted) -> None:
        message.stop()
        self._is_entering = True
        entry = self.query_one(LineEntry)
        entry.display = True
        self.query_one(RecordTable).make_room(is_needed=True)
        self.screen.set_focus(entry, scroll_visible=False)
        self._draw()
        self._reveal_soon()
        self.post_message(self.Moved())

    @on(control.LinesGiven)
    def _add_lines(self, message: control.LinesGiven) -> None:
        message.stop()
        if self.field is not None and self.field.record is not None:
            records = records_of(self._kind, message.text)
            unknown = unknown_headings(self._kind, message.text)
            if unknown:
                words = f"There is no {' and no '.join(unknown)} here; what stood in such columns was left out."
                self.notify(words, severity="warning", markup=False, timeout=8)
            if records:
                self.post_message(self.RecordsGiven(self.path, records))
                self.call_after_refresh(lambda: self.query_one(RecordTable).action_go(-1))

    @on(LineEntry.CellChanged)
    @on(RecordTable.RowChanged)
    @on(Picker.RowChanged)
    def _draw_again(self, message: Message) -> None:
        message.stop()
        self._draw()
        if isinstance(message, RecordTable.RowChanged):
            self.post_message(self.Moved())
        elif isinstance(message, LineEntry.CellChanged):
            self.post_message(self.LineTyped(self.path, self._typed()))

    @on(control.RecordWanted)
    def _open_record(self, message: control.RecordWanted) -> None:
        message.stop()
        self.post_message(self.RecordChosen((*self.path, message.record), "open"))

    @on(control.RecordRemoved)
    def _remove_record(self, message: control.RecordRemoved) -> None:
        message.stop()
        self.post_message(self.RecordChosen((*self.path, message.record), "remove"))

    @on(control.RecordMoved)
    def _move_record(self, message: control.RecordMoved) -> None:
        message.stop()
        self.post_message(self.RecordChosen((*self.path, message.record), "move", message.by))

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Lines are broken anew."""
        if not self.is_whole:
            return
        self._draw()
        for text in (self.above, self.below):  # the same lines may have another height at this width
            text.refresh(layout=True)
        self._reveal_soon()

    def on_click(self, event: events.Click) -> None:
        """Go to the field that was clicked."""
        if event.widget not in (self.above, self.below):
            return
        rows = self._layout.places_above if event.widget is self.above else self._layout.places_below
        if 0 <= event.y < len(rows) and rows[event.y] != self._place:
            self._go(rows[event.y])

    def on_key(self, event: events.Key) -> None:
        """Tab walks the fields; it never leaves the form for another pane."""
        if event.key in ("tab", "shift+tab") and not self._is_entering:
            event.stop()
            event.prevent_default()
            by = 1 if event.key == "tab" else -1
            if self.goes_round and self._sheet.fields:
                self._go((self._place + by) % len(self._sheet.fields))
            else:
                self._step(by)
