"""What becomes of the secrets in one answer: replaced in exports, shown, or taken out of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.desk import Desk
from screens.drawing import HERE, KEY, LABEL, MUTED, NAME, TITLE, fit, line, page, wrap
from screens.page import is_open
from screens.widgets.offers import name_of_answer
from wizard.answers import value_at
from wizard.design import Path
from wizard.errors import HistoryFailed
from wizard.facts.naming import counted
from wizard.redact import strings_in
from wizard.secrecy import Delicate, Scanner, digest_of, shown_in

WIDTH = 62
REPLACED, SHOWN, GONE = "replaced in exports", "shown in exports", "taken out of the answer"


def secrets_at(desk: Desk, path: Path) -> tuple[Delicate, ...]:
    """Everything secret in the answer or record at a path, whether exports show it or not."""
    return Scanner().look_at(desk.session.answers, path)


class SecretsScreen(ModalScreen[None]):
    """Decides on the secrets of an answer. They are named by what they are, and never shown themselves."""

    DEFAULT_CSS = """
    SecretsScreen { align: center middle; background: $background 60%; }
    SecretsScreen Static { width: 70; max-width: 100%; height: auto; max-height: 100%; padding: 1 3; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("r", "replace", "replaced in exports", show=False),
        Binding("s", "show", "shown", show=False),
        Binding("t", "take_out", "taken out", show=False),
        Binding("x", "purge", "taken out of earlier versions", show=False),
        Binding("ctrl+z", "undo", "undo", priority=True, show=False),
        Binding("escape,enter,f10", "close", "done", show=False),
    ]

    is_ready = False
    """Keys typed ahead wait for this."""

    def __init__(self, desk: Desk, found: Sequence[Delicate]) -> None:
        super().__init__()
        self._desk = desk
        self._found = found
        self._row = 0
        self._taken: set[str] = set()
        """What was taken out here and is still in earlier versions."""
        self._past = ""
        """What there is to say of earlier versions."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="secrets", markup=False)

    def on_mount(self) -> None:
        """Draw, and let keys in."""
        self._draw()
        self.is_ready = True

    def state(self, one: Delicate) -> str:
        """What becomes of a secret, in words."""
        answers = self._desk.session.answers
        if not any(one.text in text for text in strings_in(value_at(answers, one.path))):
            return GONE
        return SHOWN if digest_of(one.text) in shown_in(answers) else REPLACED

    def _draw(self) -> None:
        if not is_open(self):
            return
        rows = [line(("Secrets and personal data", TITLE)), *_told("They are not repeated here.", MUTED), Content("")]
        for place, one in enumerate(self._found):
            is_here = place == self._row
            kind = f"{one.kind[:1].upper()}{one.kind[1:]}"
            if not place or one.path != self._found[place - 1].path:
                rows.append(line((name_of_answer(one.path), NAME)))
            mark = (HERE if is_here else " ", KEY)
            rows.append(line(mark, " ", (fit(kind, 32), LABEL if is_here else "$foreground"), (self.state(one), MUTED)))
        rows += [
            Content(""),
            line(("r", KEY), ("  replace it in exports", "$foreground")),
            line(("s", KEY), ("  show it in exports: it opens nothing, or is known to all", "$foreground")),
            line(("t", KEY), ("  take it out of the answer now", "$foreground")),
            *self._about_past(),
            Content(""),
            *_told("Copies of the draft, and git, may hold it for good: have a key replaced where it is used.", MUTED),
            Content(""),
            line(("esc", KEY), (" done   ", MUTED), ("ctrl+z", KEY), (" undo", MUTED)),
        ]
        self.query_one("#secrets", Static).update(page(rows))

    def _about_past(self) -> list[Content]:
        if not self._past:
            return []
        key = [line(("x", KEY), ("  take it out there too", "$foreground"))] if self._taken else []
        return [Content(""), *_told(self._past, "$foreground"), *key]

    @property
    def _current(self) -> Delicate:
        return self._found[self._row]

    def action_move(self, by: int) -> None:
        """Go to another one."""
        self._row = max(0, min(self._row + by, len(self._found) - 1))
        self._draw()

    def action_replace(self) -> None:
        """Have the current one replaced in exports."""
        if self.state(self._current) == SHOWN:
            self._desk.change(lambda: self._desk.session.hide(self._current))
            self._draw()

    def action_show(self) -> None:
        """Let the current one stand in exports."""
        if self.state(self._current) == REPLACED:
            self._desk.change(lambda: self._desk.session.show(self._current))
            self._draw()

    def action_take_out(self) -> None:
        """Put a word in the place of the current one."""
        if self.state(self._current) != GONE:
            text = self._current.text
            self._desk.change(lambda: self._desk.session.take_out(self._current))
            self._draw()
            self.run_worker(self._look_back(text))

    async def _look_back(self, text: str) -> None:
        """Say how many earlier versions still hold what was taken out."""
        from wizard.drafts.leftovers import holding  # most drafts hold nothing secret

        self._desk.save_now()  # that keeps what was there before as a version
        past = self._desk.history()
        try:
            count = await asyncio.to_thread(holding, past, [text]) if past is not None else 0
        except HistoryFailed as error:
            self._past = str(error)
        else:
            if not count:
                return
            self._taken.add(text)
            self._past = f"It is still in {counted(count, 'earlier version')} of the draft."
        self._draw()

    def action_purge(self) -> None:
        """Take out of earlier versions what was taken out of the answer."""
        texts = sorted(self._taken)
        if not texts:
            return
        self._taken.clear()
        self._past = "Going through the versions…"
        self._draw()
        self.run_worker(self._purge(texts))

    async def _purge(self, texts: list[str]) -> None:
        from screens.purge import purged  # most drafts hold nothing secret

        try:
            self._past = await purged(self._desk, texts)
        except HistoryFailed as error:
            self._taken.update(texts)
            self._past = str(error)
        self._draw()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._desk.change(self._desk.session.undo)
        self._draw()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _told(words: str, style: str) -> list[Content]:
    return [line((row, style)) for row in wrap(words, WIDTH)]
