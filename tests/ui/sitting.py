"""A sitting: someone works on a draft, and everything that was sent is dealt with before the next line of the test."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from screens.app import WizardApp
from screens.desk import Desk
from screens.form_screen import FormScreen
from screens.widgets.form import FormPane

WIDE, NARROW, WIDEST = (120, 36), (80, 24), (200, 50)
EXAMPLES = Path(__file__).parents[2] / "templates" / "examples"
DATA = Path(__file__).parents[1] / "data"
PATIENCE_S = 10.0


class Sitting:
    """Sends keys and pastes as a terminal would, all at once, and reads the screen."""

    def __init__(self, app: WizardApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed: list[str] = []
        """Every key that was pressed beside words that were typed."""

    @property
    def desk(self) -> Desk:
        """The draft that is worked on."""
        assert self.app.desk is not None
        return self.app.desk

    @property
    def form(self) -> FormPane:
        """The form on the active screen."""
        assert isinstance(self.app.screen, FormScreen), self.app.screen
        return self.app.screen.form

    @property
    def where(self) -> Any:
        """The path of the field that has the focus."""
        return self.form.path

    @property
    def group(self) -> str:
        """The heading of the form that is shown."""
        return self.form.sheet.title

    @property
    def screen_name(self) -> str:
        """The class of the active screen."""
        return type(self.app.screen).__name__

    @property
    def has_ended(self) -> bool:
        """Whether the app was left."""
        return self.app._exit

    @property
    def rows(self) -> list[str]:
        """The characters of the active screen, row by row."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text.rstrip() for strip in strips]

    @property
    def footer(self) -> str:
        """The line that says which keys work."""
        return self.rows[-1]

    def screen_text(self) -> str:
        """The same as one text."""
        return "\n".join(self.rows)

    def answers(self) -> Any:
        """The answers as they are now, for looking at what is deep inside."""
        return self.desk.session.answers

    def on_disk(self) -> Any:
        """What the draft's file says."""
        return tomllib.loads(self.desk.draft.path.read_text("utf-8"))

    async def press(self, *keys: str) -> None:
        """Press keys by their names, as fast as a machine types."""
        self.pressed += keys
        await self._send(pressed(keys))

    async def type(self, words: str) -> None:
        """Type words."""
        await self._send(typed(words))

    async def paste(self, text: str) -> None:
        """Paste a text."""
        await self._send([events.Paste(text)])

    async def enter(self, *lines: str) -> None:
        """Type lines, each ended by the enter key."""
        self.pressed += ["enter"] * len(lines)
        await self._send(key for line in lines for key in (*typed(line), *pressed(["enter"])))

    async def go_to(self, place: str) -> None:
        """Go to a step or group by a part of its name."""
        await self.press("ctrl+g")
        await self.enter(place)

    async def saved(self) -> None:
        """Wait until every answer is on the disk."""
        await self.until(lambda: self.desk.is_saved and self.desk.draft.path.exists())

    async def until(self, is_so: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
        """Wait until something is so; fail if that takes too long."""
        deadline = monotonic() + seconds
        while not is_so():
            assert monotonic() < deadline, f"not within {seconds:g} s:\n{self.screen_text()}"
            await self.pilot.pause()

    async def _send(self, sent: Iterable[events.Key | events.Paste]) -> None:
        driver = self.app._driver
        assert driver is not None
        for event in sent:
            event.set_sender(self.app)
            driver.send_message(event)
        await self.pilot.pause()
        await self.until(lambda: self.has_ended or not self.app._is_busy)


def pressed(keys: Iterable[str]) -> list[events.Key]:
    """Keys by their names."""
    return [events.Key(key, key if len(key) == 1 else " " if key == "space" else None) for key in keys]


def typed(words: str) -> list[events.Key]:
    """The keys that make these words."""
    return [events.Key(_character_to_key(letter), letter) for letter in words]


@asynccontextmanager
async def sitting(
    draft: Path | None = None,
    *,
    size: tuple[int, int] = WIDE,
    is_new: bool = False,
    start: dict[str, Any] | None = None,
) -> AsyncIterator[Sitting]:
    """The app as the command line opens it, in a terminal of this size."""
    app = WizardApp(draft, is_new=is_new, start=start)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Sitting(app, pilot)
