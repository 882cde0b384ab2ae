"""The app: themes, which screen comes first, and quitting."""

from __future__ import annotations

import gc
import sys
from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from screens.desk import Desk
from screens.endings import Endings
from screens.form_screen import FormScreen
from screens.reading import use_theme
from screens.step_screen import StepScreen
from screens.themes import BLUEPRINT, PAPER
from wizard.design import Path as AnswerPath
from wizard.drafts.open_draft import OpenDraft
from wizard.drafts.recent import position, remembered
from wizard.session import Session
from wizard.text import in_one_row

SWITCH_S = 0.001
"""A draft is saved in a thread; a key that is pressed meanwhile does not wait longer than this for its turn."""


class WizardApp(Endings):
    """Opens a draft, or the home screen without one."""

    TITLE = "backend-design"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "widgets/form.tcss"]
    ALLOW_SELECT = (
        False  # a click on a widget that is redrawn under it ends the app otherwise (Textualize/textual#6643)
    )
    ENABLE_COMMAND_PALETTE = False  # its key shows past versions
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", priority=True, show=False),
        Binding("f12", "theme", "dark or light", show=False),
    ]

    def __init__(self, draft: Path | None = None, *, is_new: bool = False, start: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.animation_level = "none"  # what moves by itself is not where the eye left it
        self._is_new = is_new
        self.register_theme(BLUEPRINT)
        self.register_theme(PAPER)
        # Setting the theme the usual way parses every stylesheet a second time.
        self.set_reactive(App.theme, "blueprint")
        self.stylesheet.set_variables(self.get_css_variables())
        if draft is not None:
            self.desk = self._desk_for(draft, start or {})

    def get_default_screen(self) -> Screen[Any]:
        """The first screen is the default one: putting it over another costs two layouts and 50 ms."""
        return self._home() if self.desk is None else StepScreen(self.desk, self._place(self.desk))

    def on_mount(self) -> None:
        """A new draft begins with the start form."""
        self.theme_changed_signal.subscribe(self, lambda theme: use_theme(self.console, theme))
        use_theme(self.console, self.current_theme)
        if self.desk is not None:
            self._begin(self.desk, is_new=self._is_new)
        self.call_after_refresh(collect_garbage_rarely)
        sys.setswitchinterval(SWITCH_S)

    def _desk_for(self, path: Path, start: dict[str, Any]) -> Desk:
        """A draft on the desk, where the work stopped. `WizardError` if it can not be read."""
        draft = OpenDraft(path)
        desk = Desk(self, draft, Session(draft.read(), is_hasty=True))
        for name, value in start.items():
            desk.session.answer(("start", name), value)
        known = remembered(path)
        if known is not None:
            desk.position = known
        return desk

    @staticmethod
    def _place(desk: Desk) -> AnswerPath:
        return position(desk.position)

    def _begin(self, desk: Desk, *, is_new: bool) -> None:
        """Begin to follow the draft on the disk; a new one begins with the start form, one that someone else has with a question."""
        desk.watch()
        desk.conflicted.subscribe(self, lambda _: self.action_what_now())
        if is_new:
            from screens.start import StartScreen  # resuming a draft does not need it

            self.push_screen(StartScreen(desk))
        if desk.draft.holder is not None:
            from screens.troubles import ask_at_opening  # few drafts are open elsewhere

            ask_at_opening(self, desk)

    def action_what_now(self) -> None:
        """Say what is wrong with the draft on the disk, and ask what is to be done; it may be well meanwhile."""
        if self.desk is None:
            return
        if self.desk.read_only and self.desk.draft.holder is not None and self.desk.work():
            self.notify("The draft is free, and is worked on here from now on.", markup=False, timeout=5)
            return
        from screens.troubles import ask  # only drafts in trouble

        ask(self, self.desk)

    def _home(self) -> Screen[Any]:
        from screens.home import HomeScreen

        return HomeScreen(self._open)

    def _open(self, path: Path, is_new: bool) -> None:  # noqa: FBT001  (the home screen's words)
        """Open a draft from the home screen. `WizardError` if it can not be read."""
        self.desk = self._desk_for(path, {})
        self._show_alone(StepScreen(self.desk, self._place(self.desk)))
        self._begin(self.desk, is_new=is_new)

    def action_home(self) -> None:
        """Save, put the draft away, and go to the recent drafts; ask what to do if it can not be saved."""
        if self.desk is None:
            return
        if not self._save():
            self.action_what_now()
            return
        self.desk.close()
        self.desk = None
        self._show_alone(self._home())

    def _show_alone(self, screen: Screen[Any]) -> None:
        """Show a screen over the first one, which stays: it was never pushed, so it can not be switched."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen)

    def notify(self, message: str, **options: Any) -> None:
        """Tell something; it may hold the name of a file, and that anything, so it is never markup."""
        options.pop("markup", None)
        super().notify(in_one_row(message), markup=False, **options)

    def _save(self) -> bool:
        """Take what is still being typed, and save; whether everything is on the disk then."""
        for screen in self.screen_stack:
            if isinstance(screen, FormScreen) and screen.is_ready:
                screen.finish()
        return self.desk is None or self.desk.save_now()

    def expect_words(self, *, are_coming: bool) -> None:
        """What is typed into a form is never drawn beside the word Saved of before."""
        if self.desk is not None and isinstance(self.screen, FormScreen):
            self.desk.expect_words(are_coming=are_coming)

    def on_unmount(self) -> None:
        """Others may have the draft now."""
        if self.desk is not None:
            self.desk.close()

    def action_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.theme = "paper" if self.theme != "paper" else "blueprint"

    async def action_quit(self) -> None:
        """Save, then end; ask first if the draft can not be saved."""
        if self.desk is None or self._save():
            self.exit(0)
            return
        from screens.troubles import ask

        ask(self, self.desk, is_leaving=True)


def collect_garbage_rarely() -> None:
    """Leave what the start made alone, and look for garbage less often than usual: a screen makes many small objects."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()


def run(draft: Path | None, *, is_new: bool = False, start: dict[str, Any] | None = None) -> int:
    """Open a draft, or the home screen, and stay until it is left; the exit code."""
    app = WizardApp(draft, is_new=is_new, start=start)
    return app.stay()
