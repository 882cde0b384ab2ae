"""Taking a secret out of all versions of a draft: one that is typed unseen, or those that are found there and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.dialog import Dialog
from screens.drawing import BAD, GOOD, KEY, LABEL, MUTED, line, page, wrap
from screens.page import is_open
from wizard.drafts.history import History
from wizard.drafts.leftovers import BEYOND, SHORTEST, kinds_of, left_behind
from wizard.drafts.purging import forgetting
from wizard.errors import HistoryFailed
from wizard.facts.naming import counted
from wizard.redact import strings_in
from wizard.text import clean


async def purged(desk: Desk, texts: Collection[str]) -> str:
    """Take texts out of every version, and of what undo brings back; what is said of it. `HistoryFailed` if versions are left."""
    changed, removed = await asyncio.to_thread(desk.draft.purge, texts)
    desk.session.rewrite_past(forgetting(texts))
    said = f"Taken out of {counted(changed, 'version')}." if changed else "No version that can be read holds it."
    if removed:
        said += f" Gone as a whole: {counted(removed, 'damaged version')}, as nobody can tell what it holds."
    if _is_said(desk, texts):
        said += " The draft itself still holds it: take it out there too, with F10 on the answer, or the next version has it again."
    elif desk.draft.holds(texts):
        said += " The draft on the disk holds it until what was changed here is saved."
    return said


def _is_said(desk: Desk, texts: Collection[str]) -> bool:
    """Whether an answer holds one of these texts."""
    return any(text in said for said in strings_in(desk.session.answers) for text in texts)


class PurgeScreen(Dialog[None]):
    """Asks what is to go, takes it out, and says what that does not reach."""

    DEFAULT_CSS = "PurgeScreen.over Input { display: none; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "take_found", "take out what was found", priority=True, show=False),
        Binding("escape", "close", "back", show=False),
    ]

    is_ready = False
    """Keys typed ahead wait for this."""

    def __init__(self, desk: Desk, history: History) -> None:
        super().__init__()
        self._desk = desk
        self._history = history
        self._found: dict[str, str] | None = None
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """What it does, the line to type in, what was found, and the keys."""
        with Vertical():
            words = (
                "Every version that holds it, and what ctrl+z brings back, gets a word in its place; a damaged version goes as "
                "a whole. Type or paste it; it is not shown."
            )
            yield Static(page([line(("Take a secret out of all versions", LABEL)), *self.told(words)]), markup=False)
            yield Input(password=True, select_on_focus=False)
            yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        """Let keys in, and look for secrets meanwhile."""
        field = self.query_one(Input)
        field.cursor_blink = False
        self.set_focus(field)
        self._draw()
        self.run_worker(self._look())
        self.is_ready = True

    async def _look(self) -> None:
        try:
            self._found = await asyncio.to_thread(left_behind, self._history, self._desk.session.answers)
        except HistoryFailed:
            self._found = {}
        if is_open(self) and not (self._is_busy or self.has_class("over")):
            self._draw()

    def _draw(self, wrong: str = "") -> None:
        if self._found is None:
            found = self.told("Looking through the versions for secrets that the draft does not hold…", MUTED)
        elif self._found:
            words = f"takes out what was found and the draft does not hold: {kinds_of(self._found.values())}"
            first, *rest = wrap(words, self.columns - 8)
            found = [line(("ctrl+y", KEY), f"  {first}"), *(line(f"        {row}") for row in rest)]
        else:
            found = self.told("No secret was found that the draft does not hold as well.", MUTED)
        rows = [*(self.told(wrong, BAD) if wrong else ()), *found, Content("")]
        keys = line(("enter", KEY), (" take out what was typed    ", MUTED), ("esc", KEY), (" back", MUTED))
        self.query_one("#found", Static).update(page([*rows, keys]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take out what was typed."""
        event.stop()
        text = clean(event.value).strip()
        if len(text) < SHORTEST:
            self._draw(
                f"It needs {SHORTEST} characters or more: shorter ones stand in too many other words." if text else ""
            )
        else:
            self._begin([text])

    def action_take_found(self) -> None:
        """Take out what was found."""
        if self._found:
            self._begin(list(self._found))

    def _begin(self, texts: list[str]) -> None:
        if not self._is_busy and not self.has_class("over"):
            self._is_busy = True
            self.query_one(Input).value = ""
            self.add_class("over")
            self.query_one("#found", Static).update(
                page([Content(""), *self.told("Going through the versions…", MUTED)])
            )
            self.run_worker(self._purge(texts))

    async def _purge(self, texts: list[str]) -> None:
        try:
            rows = self.told(await purged(self._desk, texts), GOOD)
        except HistoryFailed as error:
            rows = self.told(f"{error} Some versions may hold it still.", BAD)
        self._is_busy = False
        keys = line(("esc", KEY), (" done", MUTED))
        self.query_one("#found", Static).update(
            page([Content(""), *rows, Content(""), *self.told(BEYOND, MUTED), Content(""), keys])
        )

    def action_close(self) -> None:
        """Go back, unless it is under way."""
        if not self._is_busy:
            self.dismiss(None)
