"""The home screen: recent drafts, a new one, a file, the examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.drawing import BAD, GOOD, HERE, KEY, LABEL, MET, MUTED, TITLE, fit, line, page, wrap
from screens.page import WizardScreen
from screens.widgets.bars import KeyBar, KeyHint
from wizard.drafts.durable import write_durably
from wizard.drafts.file import SUFFIX
from wizard.drafts.names import free_name, typed_draft, typed_path
from wizard.drafts.recent import Recent, recent_drafts
from wizard.drafts.store import read_bytes
from wizard.errors import WizardError
from wizard.resources import resource_folder
from wizard.text import clean, in_one_row
from wizard.workflow import STEP_BY_KEY

Opening = Callable[[Path, bool], None]
"""Opens a draft; says whether it is a new one. `WizardError` if it can not."""

EXAMPLES = {
    "payments": "card payments, high scale, REST with a CLI and typed clients",
    "healthcare": "referrals and appointments, small and strict",
    "analytics": "product analytics, many tenants, GraphQL and MCP tools",
    "ai-pipelines": "documents through language models, REST and GraphQL",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a recent draft or an example."""

    title: str
    about: str
    state: Content
    file: Path
    is_example: bool = False


class DraftList(Widget, can_focus=True):
    """Recent drafts, then examples; one is current."""

    class Chosen(Message):
        """A draft is to be opened."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("enter", "choose", "open", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows = [*_recent_rows(), *_example_rows()]
        self._row = 0

    def go_to_examples(self) -> None:
        """Make the first example the current row."""
        self._row = next((place for place, row in enumerate(self._rows) if row.is_example), 0)
        self.refresh()

    def render(self) -> Content:
        """The rows that fit, under their headings."""
        width, height = self.size
        lines: list[tuple[int, Content]] = []
        for place, row in enumerate(self._rows):
            if not place or row.is_example != self._rows[place - 1].is_example:
                lines += [(-1, Content(""))] if place else []
                lines.append((-1, line("  ", ("Examples" if row.is_example else "Recent drafts", TITLE))))
            lines.append((place, self._line(place, row, width)))
        here = next((number for number, (place, _) in enumerate(lines) if place == self._row), 0)
        first = max(0, min(here - height // 2, len(lines) - height))
        return page(content for _, content in lines[first : first + height])

    def _line(self, place: int, row: Row, width: int) -> Content:
        is_here = place == self._row
        name = fit(row.title, min(34, width // 3))
        about = fit(row.about, max(10, width - len(name) - row.state.cell_length - 8))
        content = line(
            (HERE if is_here else " ", KEY),
            " ",
            (name, LABEL if is_here else "$foreground"),
            "  ",
            (about, MUTED),
            "  ",
            row.state,
        )
        return (
            content.pad_right(max(0, width - content.cell_length)).stylize_before("on $panel") if is_here else content
        )

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self._row = max(0, min(self._row + by, len(self._rows) - 1))
        self.refresh()

    def action_choose(self) -> None:
        """Open the current row."""
        if self._rows:
            self.post_message(self.Chosen(self._rows[self._row]))


def _recent_rows() -> list[Row]:
    rows = []
    for recent in recent_drafts():
        path = Path(recent.file)
        if path.is_file():
            name = in_one_row(path.name.removesuffix(SUFFIX))
            step = STEP_BY_KEY.get(recent.step)
            where = f"step {step.number} {step.title}" if step and step.number else ""
            about = f"{name}   {where}   {recent.answered} of {recent.asked}" if recent.asked else name
            rows.append(Row(in_one_row(recent.title) or name, about, _state(recent), path))
    return rows


def _example_rows() -> list[Row]:
    folder = resource_folder("templates") / "examples"
    return [
        Row(name, about, Content(""), folder / f"{name}{SUFFIX}", is_example=True)
        for name, about in EXAMPLES.items()
        if (folder / f"{name}{SUFFIX}").is_file()
    ]


def _state(recent: Recent) -> Content:
    if recent.verdict == "ready":
        return line((f"{MET} ready", GOOD))
    return line(("▲ not ready", BAD)) if recent.verdict == "not-ready" else Content("")


class HomeScreen(WizardScreen[None]):
    """The way into a draft."""

    HELP_TOPIC = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "ask_name", "new", show=False),
        Binding("o", "ask_file", "open a file", show=False),
        Binding("e", "examples", "examples", show=False),
        Binding("escape", "back", "back", show=False),
    ]
    KEYS = (
        KeyHint("enter", "open"), KeyHint("n", "new", "screen.ask_name"), KeyHint("o", "open a file", "screen.ask_file"),
        KeyHint("e", "examples", "screen.examples"), KeyHint("F12", "light or dark", "app.theme"),
        KeyHint("F1", "help", "screen.help"), KeyHint("ctrl+q", "quit", "app.quit"),
    )  # fmt: skip

    drafts = query_one(DraftList)
    keys = query_one(KeyBar)

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._asks_for = ""

    def content(self) -> ComposeResult:
        """A title, the list, and a line to type a name in."""
        yield Static(id="masthead", markup=False)
        yield DraftList()
        yield Input(id="name", select_on_focus=False)
        yield Static(id="about-name", markup=False)
        yield KeyBar(self.KEYS)

    def begin(self) -> None:
        """The list has the focus."""
        self.query_one("#name", Input).cursor_blink = False
        self.set_focus(self.drafts)
        self.resized()

    def resized(self) -> None:
        """Break the introduction anew."""
        width = max(20, self.app.size.width - 6)
        words = (
            "Nine steps from an idea to a design that can be reviewed. Answer what you know; it tells what is missing."
        )
        rows = [line(("backend design", TITLE)), *(line((row, MUTED)) for row in wrap(words, width))]
        if not self.drafts._rows:
            rows.append(line(("n", KEY), (" begins your first draft", MUTED)))
        self.query_one("#masthead", Static).update(page(rows))

    def on_draft_list_chosen(self, message: DraftList.Chosen) -> None:
        """Open the draft; of an example, a copy in this folder."""
        row = message.row
        if not row.is_example:
            self._open(row.file, is_new=False)
            return
        target = free_name(Path.cwd() / f"{row.title}-example{SUFFIX}")
        try:
            write_durably(target, read_bytes(row.file))
        except WizardError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._open(target, is_new=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin the draft of this name, or open the file."""
        said = event.value.strip()
        if not said:
            self.action_back()
            return
        is_new = self._asks_for == "new"
        try:
            path = typed_draft(said) if is_new else typed_path(said)
        except WizardError as error:
            self._tell(clean(str(error)))
            return
        if is_new and path.exists():
            self._tell(f"There is a file {clean(path.name)} already. Type another name, or press esc and open it.")
            return
        self._open(path, is_new=is_new)

    def _open(self, path: Path, *, is_new: bool) -> None:
        """Open a draft, or say why it can not be opened."""
        try:
            if not is_new:
                read_bytes(path)
            elif not path.resolve().parent.is_dir():
                self._tell(f"There is no folder {clean(str(path.parent))}. Make it first, or type another place.")
                return
            self._opening(path, is_new)
        except WizardError as error:
            self._tell(clean(str(error)))

    def _tell(self, words: str) -> None:
        if self._asks_for:
            width = max(20, self.app.size.width - 6)
            self.query_one("#about-name", Static).update(page(line((row, BAD)) for row in wrap(words, width)))
        else:
            self.notify(words, severity="error", markup=False, timeout=8)

    def _ask(self, what: str, placeholder: str, about: str) -> None:
        self._asks_for = what
        self.add_class("asking")
        field = self.query_one("#name", Input)
        field.value = ""
        field.placeholder = placeholder
        self.query_one("#about-name", Static).update(line((about, MUTED)))
        self.keys.show((KeyHint("enter", "go on"), KeyHint("esc", "back", "screen.back")))
        self.set_focus(field)

    def action_ask_name(self) -> None:
        """Ask for the name of a new draft."""
        self._ask(
            "new",
            "name of the draft, such as payments-api",
            f"The file NAME{SUFFIX} is made in this folder; a path works too.",
        )

    def action_ask_file(self) -> None:
        """Ask for a file to open."""
        self._ask("open", f"path of a file that ends in {SUFFIX}", "It opens where the work stopped.")

    def action_examples(self) -> None:
        """Go to the examples; a copy is opened, so that nothing can be spoilt."""
        self.drafts.go_to_examples()

    def action_back(self) -> None:
        """Put the line to type in away."""
        self._asks_for = ""
        self.remove_class("asking")
        self.keys.show(self.KEYS)
        self.set_focus(self.drafts)
