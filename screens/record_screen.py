"""The form of one record: all its fields, its nested records, and a way to the next record of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from screens import panes
from screens.desk import Desk
from screens.faces import about_of
from screens.form_screen import READINESS, SingleFormScreen, Wanted
from screens.widgets.bars import KeyHint
from screens.widgets.form import FormPane
from screens.widgets.sheet import Sheet
from wizard.ask import Record, name_of
from wizard.design import Path, is_asked
from wizard.review import fields_of
from wizard.workflow import STEP_BY_KEY


class RecordScreen(SingleFormScreen[Wanted]):
    """Edits the record at the first `depth` parts of a path; the rest of the path says where to begin."""

    HELP_TOPIC = "record"
    KEYS = (
        KeyHint("esc", "back", "screen.close"),
        KeyHint("ctrl+n", "next record", "screen.sibling(1)"),
        KeyHint("ctrl+b", "previous", "screen.sibling(-1)"),
        KeyHint("F5", "readiness", "screen.readiness"),
        KeyHint("ctrl+z", "undo", "screen.undo"),
        KeyHint("F1", "help", "screen.help"),
        KeyHint("ctrl+f", "search", "screen.search"),
        KeyHint("F2", "reference", "screen.reference"),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", show=False),
        Binding("f5", "readiness", "readiness", show=False),
        Binding("ctrl+f", "search", "search", show=False),
        Binding("ctrl+n,f9", "sibling(1)", "next record", priority=True, show=False),
        Binding("ctrl+b,f8", "sibling(-1)", "previous record", priority=True, show=False),
    ]

    def __init__(self, desk: Desk, path: Path, depth: int = 3) -> None:
        super().__init__(desk)
        self._path = path
        self._depth = depth

    def begin(self) -> None:
        """Go to the field that the path names, and into nested records."""
        super().begin()
        self.form.goes_round = True
        self._show(self._path)

    def on_screen_resume(self) -> None:
        """The record may be gone: it can be removed elsewhere while something else is shown over its form."""
        if self.is_ready and self._session.value(self.record_path) is None:
            self.call_later(self.redraw)

    def redraw(self) -> None:
        """Draw the record as it is now; if it is gone, so is its form."""
        if self not in self.app.screen_stack:
            return  # it was closed, and is being taken down
        if self._session.value(self.record_path) is None:
            if self is self.app.screen:  # Textual closes the screen on top, whichever is dismissed
                self.dismiss()
            return
        sheet = self._sheet()
        if sheet.fields != self.form.sheet.fields:
            self.finish()
            self.form.show(sheet, self.form.path[-1])
        else:
            self.form.rename(sheet)
        super().redraw()

    def reload(self) -> None:
        """Show the record as it was changed elsewhere; if it was removed there, say so, as its form closes by itself."""
        is_closing = self.app.screen is self and self._session.value(self.record_path) is None
        super().reload()
        if is_closing:
            words = f"The {self._kind.noun} that was open here was removed elsewhere, and its form is closed."
            self.app.notify(words, severity="warning", markup=False, timeout=6)

    def go(self, path: Path) -> None:
        """Go to a field of this record; leave it for one elsewhere."""
        if path[: self._depth] == self.record_path:
            self._show(path)
        else:
            self.redraw()

    def go_on(self, wanted: Wanted | None) -> None:
        """Go to a field of this record; close it for what lies elsewhere."""
        if isinstance(wanted, tuple) and wanted[: self._depth] != self.record_path:
            self.finish()
            self.dismiss(wanted)
        else:
            super().go_on(wanted)

    @property
    def record_path(self) -> Path:
        """The path of the record that is shown."""
        return self._path[: self._depth]

    @property
    def _kind(self) -> type[Record]:
        record = fields_of(self.record_path[:-1]).record
        assert record is not None  # noqa: S101  (the path of a record ends in its id)
        return record

    def _show(self, path: Path) -> None:
        self._path = path
        rest = path[self._depth :]
        self.form.show(self._sheet(), rest[0] if rest else "", rest[1] if len(rest) > 1 else "")
        self.bar.place = f"{panes.title_of(path[0])}  {STEP_BY_KEY[path[0]].fields[path[1]].prompt}"
        if len(rest) > 2:
            self.open_record(path)

    def _sheet(self) -> Sheet:
        raw = self._session.value(self.record_path)
        values = raw if isinstance(raw, Mapping) else {}
        kind, depth = self._kind, self._session.review.design.depth
        record = kind(**{name: value for name, value in values.items() if name in kind.fields or name == "id"})
        fields = tuple(field for field in kind.fields.values() if is_asked(field, record, depth))
        title = name_of(kind, values) or f"New {kind.noun}"
        purpose = about_of(self._session.review, self.record_path)
        return Sheet(title, purpose or (kind.__doc__ or "").strip().partition("\n")[0], self.record_path, fields)

    @on(FormPane.Ended)
    def _leave_form(self, message: FormPane.Ended) -> None:
        """The last field leads back to the list, the first one stays."""
        message.stop()
        if message.by > 0:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the list."""
        self.finish()
        self.dismiss()

    def action_readiness(self) -> None:
        """Close all forms of records, and show the verdict and its blockers."""
        self.finish()
        self.dismiss(READINESS)

    def action_sibling(self, by: int) -> None:
        """Go to the next or previous record of the list."""
        self.finish()
        rows = self._session.value(self.record_path[:-1])
        ids = [str(row.get("id")) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        place = ids.index(self.record_path[-1]) + by
        if 0 <= place < len(ids):
            field = self.form.field.name if self.form.field is not None else ""
            self._show((*self.record_path[:-1], ids[place], *((field,) if field else ())))
