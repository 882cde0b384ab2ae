"""The app: themes, signals, which screen comes first, and an orderly end."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from screens.desk import Desk
from screens.keys_in_order import KeysInOrder
from screens.step_screen import StepScreen
from screens.themes import BLUEPRINT, PAPER
from wizard.drafts.recent import position, remembered
from wizard.drafts.store import DraftFile
from wizard.session import Session

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class WizardApp(KeysInOrder):
    """Opens a draft, or the home screen without one."""

    TITLE = "backend-design"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "widgets/form.tcss"]
    ALLOW_SELECT = (
        False  # a click on a widget that is redrawn under it ends the app otherwise (Textualize/textual#6643)
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", priority=True, show=False),
        Binding("f12", "theme", "dark or light", show=False),
    ]

    def __init__(self, draft: Path | None = None, *, is_new: bool = False, start: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._path = draft
        self._is_new = is_new
        self._answers = start
        self.desk: Desk | None = None
        self.register_theme(BLUEPRINT)
        self.register_theme(PAPER)
        self.theme = "blueprint"

    def on_mount(self) -> None:
        """Catch signals, then show the first screen."""
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                loop.add_signal_handler(number, self._end_by_signal, number)
        if self._path is None:
            self.action_home()
        else:
            self.open_draft(self._path, is_new=self._is_new)

    def open_draft(self, path: Path, *, is_new: bool = False) -> None:
        """Open a draft where the work stopped; a new one begins with the start form. `WizardError` if it can not be read."""
        file = DraftFile(path)
        answers = file.read() if path.exists() else {}
        if self._answers:
            answers = {**answers, "start": {**answers.get("start", {}), **self._answers}}
            self._answers = None
        self.desk = Desk(self, file, Session(answers))
        known = remembered(path)
        if known is not None:
            self.desk.position = known
        self.push_screen(StepScreen(self.desk, position(known) if known else ("scope",)))
        if is_new:
            from screens.start import StartScreen  # resuming a draft does not need it

            self.push_screen(StartScreen(self.desk))

    def close_draft(self) -> bool:
        """Save and put the draft away; false if it could not be saved."""
        if self.desk is not None and not self.desk.save_now():
            return False
        self.desk = None
        return True

    def action_home(self) -> None:
        """Go to the recent drafts."""
        from screens.home import HomeScreen

        if self.close_draft():
            while len(self.screen_stack) > 1:
                self.pop_screen()
            self.push_screen(HomeScreen(), lambda choice: self.open_draft(*choice) if choice else self.exit(0))

    def action_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.theme = "paper" if self.theme != "paper" else "blueprint"

    async def action_quit(self) -> None:
        """Save, then end; ask first if the draft can not be saved."""
        if self.desk is None or self.desk.save_now():
            self.exit(0)
            return
        from screens.confirm import Confirm

        words = f"{self.desk.trouble}\n\nQuit, and lose what was typed since it was saved last?"
        self.push_screen(
            Confirm("The draft is not saved", words, "Quit without saving"), lambda yes: self.exit(1) if yes else None
        )

    def _end_by_signal(self, number: int) -> None:
        if self.desk is not None:
            self.desk.save_now()
        self.exit(return_code=128 + number)


def run(draft: Path | None, *, is_new: bool = False, start: dict[str, Any] | None = None) -> int:
    """Open a draft, or the home screen, and stay until it is left; the exit code."""
    app = WizardApp(draft, is_new=is_new, start=start)
    app.run()
    return app.return_code or 0
