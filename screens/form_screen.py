"""What the screens with a form have in common: they hand on what was typed, open records, undo and help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from screens import panes
from screens.desk import Desk
from screens.drawing import page, show
from screens.page import Result, WizardScreen
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.form import FormPane
from wizard.design import Path
from wizard.review import fields_of
from wizard.session import ASSUMPTIONS

if TYPE_CHECKING:
    from wizard.suggestions.suggestion import Suggestion

TABLE_KEYS = (KeyHint("a", "add"), KeyHint("enter", "edit"), KeyHint("d", "remove"))
ENTRY_KEYS = (KeyHint("enter", "add"), KeyHint("tab", "next cell"), KeyHint("esc", "done"))
READINESS = "readiness"
Wanted = str | Path
"""What is to come after a form was closed: `READINESS`, or the path of an answer."""
CHOSEN = ("yes_no", "choice", "choices", "ref", "refs")
CHOICES_KEYS = (KeyHint("space", "choose"),)


class FormScreen(WizardScreen[Result]):
    """A screen around a form."""

    KEYS: ClassVar[tuple[KeyHint, ...]] = ()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "undo", priority=True, show=False),
        Binding("ctrl+r", "redo", "redo", priority=True, show=False),
        Binding("ctrl+s", "save", "save now", show=False),
        Binding("f2", "reference", "read about the field", show=False),
        Binding("f10", "secrets", "decide on the secrets in the answer", show=False),
        Binding("ctrl+y", "accept", "take the suggestion", priority=True, show=False),
        Binding("ctrl+l", "not_sure", "not sure: assumed; again: confirmed", show=False),
        Binding("ctrl+p", "history", "past versions", priority=True, show=False),
        Binding("f7", "accept_all", "take all suggestions of this form", priority=True, show=False),
    ]

    bar = query_one(TopBar)
    keys = query_one(KeyBar)
    form = query_one(FormPane)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._session = desk.session

    def begin(self) -> None:
        """Follow what settles."""
        self._desk.settled.subscribe(self, lambda _: self.redraw() if self.is_whole else None)
        self._desk.reloaded.subscribe(self, lambda _: self.reload() if self.is_whole else None)
        self.call_after_refresh(self._offer)

    def _offer(self) -> None:
        """Show suggestions and what the rules find from now on; the first frame waits for neither."""
        if self.is_whole:
            self.form.offers_answers = True
            self._session.look_closely()
            self.redraw()

    @property
    def is_whole(self) -> bool:
        """Whether the screen still has its widgets; what was put off may come when they are being removed."""
        return self.is_attached and bool(self.query(FormPane)) and self.form.is_whole

    def resized(self) -> None:
        """Lines are broken anew."""
        if self.is_ready:
            self.redraw()

    def redraw(self) -> None:
        """Draw everything that follows from the answers."""
        self.form.redraw()
        self.bar.settle()

    def reload(self) -> None:
        """Show answers that were changed elsewhere. A line that is being typed stays, and keys are not taken for other questions."""
        if self.form.field is None:
            return
        at, is_on_top = self.form.answer, self.app.screen is self
        if not self.form.is_entering:
            self.form.reload()
        self.redraw()
        if is_on_top and (self.app.screen is not self or self.form.answer != at):
            self._desk.interrupt()

    def go(self, path: Path) -> None:
        """Go to the answer at a path."""

    def finish(self) -> None:
        """Take the words of a line that was typed and not added, before the form is left for whatever reason."""
        path, records = self.form.path, self.form.take_entry()
        if records:
            self._session.add(path, records)
            self._desk.touch()
        self._desk.begin_line(path, ())  # last: a save in between may have the line twice, and never not at all

    def show_keys(self, first: tuple[KeyHint, ...] = ()) -> None:
        """Show the keys that work on the focused field, then those of the screen that do not mean something else here."""
        kind = self.form.field.kind if self.form.field is not None else "line"
        taken = [hint.key for hint in first]
        rest = tuple(hint for hint in self.KEYS if hint.key not in taken)
        if self.form.is_entering:
            self.keys.show(ENTRY_KEYS)
        elif kind == "records":
            self.keys.show((*TABLE_KEYS, *first, *rest))
        elif kind in CHOSEN:
            self.keys.show((*CHOICES_KEYS, *first, *rest))
        else:
            self.keys.show((*first, *rest))

    def open_record(self, path: Path) -> None:
        """Open the form of a record; when it closes, come back to its row, or go on to readiness if that was asked for."""
        from screens.record_screen import RecordScreen  # it is a form screen itself

        depth = len(self.form.sheet.base) + 2
        screen = RecordScreen(self._desk, path, depth)
        self.app.push_screen(screen, lambda wanted: self._record_closed(screen.record_path, wanted))

    def _record_closed(self, path: Path, wanted: Wanted | None) -> None:
        self.come_back(path)
        self.go_on(wanted)

    def go_on(self, wanted: Wanted | None) -> None:
        """Go on to what is wanted after another screen was closed."""
        if wanted == READINESS:
            self.action_readiness()
        elif isinstance(wanted, tuple):
            self.go(wanted)

    def action_readiness(self) -> None:
        """Show the verdict and its blockers, where that can be done."""

    def come_back(self, path: Path) -> None:
        """Put the focus on the row of a record whose form was closed."""
        depth = len(self.form.sheet.base)
        self._desk.settle()
        self.form.show(self.form.sheet, path[depth], path[depth + 1])

    @on(FormPane.Given)
    def _take(self, message: FormPane.Given) -> None:
        message.stop()
        self._desk.answer(message.path, message.value)
        if self._session.is_frozen:
            self.form.show(self.form.sheet, self.form.path[-1], self.form.record)  # the control shows the answer again
        elif fields_of(message.path).kind in CHOSEN:
            self.redraw()  # the next key may be for a question that this answer opens

    @on(FormPane.LineTyped)
    def _note_line(self, message: FormPane.LineTyped) -> None:
        message.stop()
        self._desk.begin_line(message.path, message.records)

    @on(FormPane.RecordsGiven)
    def _add(self, message: FormPane.RecordsGiven) -> None:
        message.stop()
        self._desk.change(lambda: self._session.add(message.path, message.records))
        self._desk.begin_line(message.path, ())
        if len(message.records) > 1:
            self._say(f"{len(message.records)} lines added.")

    @on(FormPane.RecordChosen)
    def _deal_with_record(self, message: FormPane.RecordChosen) -> None:
        message.stop()
        match message.deed:
            case "open":
                self.open_record(message.path)
            case "remove":
                self._desk.change(lambda: self._session.remove(message.path))
                self._say("Removed. ctrl+z brings it back.")
            case "move":
                self._desk.change(lambda: self._session.move(message.path, message.by))

    def action_search(self) -> None:
        """Look for words, and go to what was found."""
        from screens.search import SearchScreen  # pages are not needed at the start

        self.app.push_screen(SearchScreen(self._desk), self.go_on)

    def action_reference(self) -> None:
        """Read the page behind the focused field."""
        from screens.reference import ReferenceScreen, reference_for  # Markdown is not needed at the start

        self.app.push_screen(ReferenceScreen(self._desk, *reference_for(self.form.path)))

    def action_history(self) -> None:
        """Show how the draft was before; a version can be put back."""
        self.finish()
        from screens.history import HistoryScreen  # hardly any sitting needs it

        self.app.push_screen(HistoryScreen(self._desk))

    def action_secrets(self) -> None:
        """Decide what becomes of the secrets in the answer or line that has the focus."""
        from screens.secrets import SecretsScreen, secrets_at  # few drafts hold any

        self.finish()
        found = secrets_at(self._desk, self.form.answer)
        if not found:
            self.notify("Nothing secret was found in this answer.", markup=False, timeout=2)
            return
        field, record = self.form.path[-1], self.form.record
        self.app.push_screen(SecretsScreen(self._desk, found), lambda _: self._secrets_decided(field, record))

    def _secrets_decided(self, field: str, record: str) -> None:
        self.form.show(self.form.sheet, field, record)
        self.redraw()

    def action_accept(self) -> None:
        """Take the first suggestion for the focused field; without one, say that a stale answer is still right."""
        self.finish()
        path, at = self.form.path, self.form.answer
        found = self._session.review.suggestions.get(path, ())
        origin = self._session.review.origins.get(at)
        if origin is not None and origin.is_stale and not (found and path == at):
            self._desk.change(lambda: self._session.keep(at))
            self.form.redraw()
            self._say("Kept as it is.")
        elif found:
            self._accept(found[:1])
        else:
            self.notify("Nothing is suggested here.", markup=False, timeout=2)

    def action_not_sure(self) -> None:
        """Mark the answer or line in focus as assumed and note the assumption; of an assumed one, say that it is right."""
        self.finish()
        at, review = self.form.answer, self._session.review
        origin = review.origins.get(at)
        if self.form.field is None:
            return
        if at[:2] == ASSUMPTIONS:
            self.notify("Every line here is an assumption already.", markup=False, timeout=3)
        elif at in review.awaited or (origin is not None and origin.source == "assumed"):
            self._desk.change(lambda: self._session.confirm(at))
            self._say("No longer assumed. Its assumption stays in step 1.")
        else:
            self._assume(at)

    def _assume(self, at: Path) -> None:
        from screens.record_screen import RecordScreen  # it is a form screen itself

        assumption = self._desk.change(lambda: self._session.assume(at))
        if self._session.is_frozen:
            return
        note = RecordScreen(self._desk, (*assumption, "text"))
        self.app.push_screen(note, lambda wanted: self._note_taken(at, wanted))

    def _note_taken(self, here: Path, wanted: Wanted | None) -> None:
        """Come back to the answer that an assumption was noted about."""
        self._desk.settle()
        self.go(here)
        self.go_on(wanted)

    def action_accept_all(self) -> None:
        """Take everything that is suggested for the fields of this form and for the records in them."""
        self.finish()
        base = self.form.sheet.base
        names = {field.name for field in self.form.sheet.fields}
        found = [
            suggestion
            for path, suggestions in self._session.review.suggestions.items()
            if path[: len(base)] == base and path[len(base)] in names
            for suggestion in (suggestions if suggestions[0].is_record else suggestions[:1])
        ]
        if found:
            self._accept(found)
        else:
            self.notify("Nothing is suggested here.", markup=False, timeout=2)

    def _accept(self, suggestions: Sequence[Suggestion]) -> None:
        path, record = self.form.path, self.form.record
        taken = self._desk.change(lambda: self._session.accept(suggestions))
        new = [made[-1] for made in taken if made[:-1] == path]
        self.form.show(self.form.sheet, path[-1], new[-1] if new else record)
        self.redraw()
        count = len(taken)
        words = "Taken" if count == 1 else f"{count} answers taken"
        self._say(f"{words}. ctrl+z takes back.")

    def _say(self, words: str) -> None:
        """Say what became of the answers; where they can only be looked at, nothing did, and that was said."""
        if not self._session.is_frozen:
            self.notify(words, markup=False, timeout=4)

    def action_undo(self) -> None:
        """Take the last change back, and go where it was."""
        self._go_back(self._session.undo(), "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._go_back(self._session.redo(), "Nothing to redo.")

    def _go_back(self, path: Path | None, nothing: str) -> None:
        if path is None:
            self.notify(nothing, markup=False, timeout=2)
            return
        self._desk.settle()
        self.go(path)

    def action_save(self) -> None:
        """Save now, and say so."""
        self.finish()
        if self._desk.save_now() and not (self._desk.read_only or self._desk.trouble):
            self.notify(f"Saved as {self._desk.draft.path.name}.", markup=False, timeout=2)
        else:
            self.app.call_later(self.app.run_action, "what_now")


class SingleFormScreen(FormScreen[Result]):
    """A form, and beside it why its fields are asked."""

    why = query_one("#page", Static)

    def content(self) -> ComposeResult:
        """The form between the lines at top and bottom."""
        yield TopBar(self._desk, id="bar")
        with Horizontal(id="planes"):
            yield FormPane(self._session, id="form")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="page", markup=False)
        yield KeyBar(self.KEYS, id="keys")

    def redraw(self) -> None:
        """Draw everything that follows from the answers."""
        super().redraw()
        self._draw_why()

    def _draw_why(self) -> None:
        width = max(16, self.query_one("#side").scrollable_content_region.width - 1)
        show(self.why, page(panes.why(self._session.review, self.form.path, self.form.field, width)))

    @on(FormPane.Moved)
    def _follow_focus(self, message: FormPane.Moved) -> None:
        message.stop()
        self._draw_why()
        self.show_keys()
