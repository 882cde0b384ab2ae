"""The export screen: the document as it is now, where it goes, and in which forms."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.drawing import BAD, GOOD, LABEL, MET, MUTED, line, page, wrap
from screens.page import WizardScreen, while_open
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.control import Answered, Left
from screens.widgets.picker import Picker
from screens.widgets.reader import Reader
from wizard.ask import Field, Option
from wizard.drafts.names import from_here, typed_path
from wizard.errors import ExportRefused, WizardError
from wizard.text import clean, in_one_row


class ExportScreen(WizardScreen[None]):
    """Shows the contract, and writes it."""

    HELP_TOPIC = "export"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "close", "back", show=False),
        Binding("ctrl+w,f2", "write", "write", priority=True, show=False),
        Binding("up", "scroll(-1)", "up", show=False),
        Binding("down", "scroll(1)", "down", show=False),
        Binding("pageup", "scroll(-20)", "page up", show=False),
        Binding("pagedown,space", "scroll(20)", "page down", show=False),
        Binding("home", "scroll(-1000000)", "begin", show=False),
        Binding("end", "scroll(1000000)", "end", show=False),
        Binding("enter", "write", "write", show=False),
        Binding("tab", "change", "change folder and formats", show=False),
    ]
    KEYS = (
        KeyHint("enter", "write the files", "screen.write"), KeyHint("tab", "folder and formats", "screen.change"),
        KeyHint("up/down", "read"), KeyHint("esc", "back", "screen.close"), KeyHint("F1", "help", "screen.help"),
    )  # fmt: skip

    preview = query_one("#preview", Reader)
    folder = query_one("#folder", Input)
    formats = query_one("#formats", Picker)
    message = query_one("#message", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen: list[str] = []
        self._refused: tuple[Path, list[str]] | None = None
        """What was refused last; asked for once more, it is insisted on."""
        desk.session.look_closely()  # an export is of what the rules say, however early it is asked for

    def content(self) -> ComposeResult:
        """The document over where it goes."""
        top = TopBar(self._desk)
        top.place = "Export"
        yield top
        yield Reader(id="preview")
        with Vertical(id="target"):
            yield Static(line(("Folder", LABEL)), markup=False)
            yield Input(in_one_row(from_here(self._default())), id="folder", select_on_focus=False)
            yield Static(line(("Formats", LABEL)), markup=False, id="formats-label")
            yield Picker(id="formats")
            yield Static(id="message", markup=False)
        yield KeyBar(self.KEYS)

    def begin(self) -> None:
        """Show the document; nothing has the focus, so that enter writes."""
        from wizard.export.write import FORMATS

        self._desk.reloaded.subscribe(self, while_open(self, self._show_document))
        self.folder.cursor_blink = False
        self._chosen = list(FORMATS)
        self._show_document()
        self._say(f"{len(FORMATS)} files: {', '.join(kind.file for kind in FORMATS.values())}", MUTED)
        options = [Option(name, f"{kind.file}, {kind.about}") for name, kind in FORMATS.items()]
        self.formats.open(Field("Formats", kind="choices"), self._chosen, options)
        self.set_focus(None)

    def _show_document(self) -> None:
        from screens.reading import readable
        from wizard.export.document import document
        from wizard.export.outgoing import outgoing

        self.preview.show(readable(without_front_matter(document(outgoing(self._desk.session.review)))))

    def _default(self) -> Path:
        """A folder beside the draft, named after it."""
        return self._desk.draft.path.with_name(f"{self._desk.name}-spec")

    @on(Answered)
    def _choose_formats(self, message: Answered) -> None:
        message.stop()
        self._chosen = list(message.value or ())

    @on(Left)
    def _leave_formats(self, message: Left) -> None:
        message.stop()
        self.set_focus(self.folder if message.by < 0 else None)

    def on_input_submitted(self) -> None:
        """A typed folder is written to."""
        self.action_write()

    def action_write(self) -> None:
        """Write the chosen forms into the folder, all or nothing."""
        from wizard.export.write import export_to

        if not self._chosen:
            self._say("No format is chosen. Choose one with tab and space.", BAD)
            return
        try:
            folder = typed_path(self.folder.value)
        except WizardError as error:
            self._say(clean(str(error)), BAD)
            return
        wanted = folder, list(self._chosen)
        insists = self._refused == wanted
        try:
            written = export_to(self._desk.session.review, folder, self._chosen, overwrite=insists)
        except ExportRefused as error:
            self._refused = wanted
            self._say(clean(str(error)) + " Press enter again to insist." * (not insists), BAD)
            return
        except WizardError as error:
            self._say(clean(str(error)), BAD)
            return
        self._refused = None
        names = ", ".join(path.name for path in written)
        self._say(f"{MET} {names} written to {clean(str(written[0].parent))}", GOOD)

    def action_change(self) -> None:
        """Go round: document, folder, formats."""
        self.set_focus(self.folder if self.focused is None else self.formats if self.focused is self.folder else None)

    def action_scroll(self, by: int) -> None:
        """Read on or back."""
        self.preview.scroll_relative(y=by, animate=False)

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)

    def _say(self, words: str, style: str) -> None:
        width = max(20, self.app.size.width - 8)
        self.message.update(page(line((row, style)) for row in wrap(words, width)))


def without_front_matter(document: str) -> str:
    """The document as a reader sees it: without the lines for machines at its top."""
    if not document.startswith("---\n"):
        return document
    return document.partition("\n---\n")[2]
