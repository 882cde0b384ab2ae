"""A fault in the program ends it with everything saved, whatever failed, and prints nothing of its own accord."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from ui.sitting import Sitting, sitting

from screens.app import WizardApp
from screens.help import HelpScreen
from screens.step_screen import StepScreen
from wizard.drafts.store import DraftFile
from wizard.errors import SaveFailed


def fail(*_: Any) -> None:
    raise ValueError("a fault")


def refuse(*_: Any) -> None:
    raise SaveFailed("The disk is full.")


@asynccontextmanager
async def failing_at_help(draft: Path) -> AsyncIterator[Sitting]:
    """A sitting that is ended by the fault that is met when help is asked for."""
    with pytest.raises(Exception, match="a fault"):  # noqa: PT012  (a sitting raises at its end what failed in it)
        async with sitting(draft) as s:
            yield s
            await s.press("f1")
            await s.pilot.pause(0.5)


def fail_in_worker(self: StepScreen) -> None:
    self.run_worker(fail, thread=True)


def fail_in_timer(self: StepScreen) -> None:
    self.set_timer(0.01, fail)


@pytest.mark.parametrize("deed", [fail, fail_in_worker, fail_in_timer])
async def test_words_of_the_last_moment_are_saved_when_something_fails(
    payments: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], deed: Callable[..., None]
) -> None:
    monkeypatch.setattr(StepScreen, "action_help", deed)
    async with failing_at_help(payments) as s:
        await s.type(" Last words.")
    assert "Last words." in payments.read_text("utf-8")
    assert "Traceback" not in "".join(capsys.readouterr())


async def test_a_screen_that_fails_to_open_loses_no_line_of_a_table(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HelpScreen, "compose", fail)
    async with failing_at_help(payments) as s:
        await s.go_to("edge cases")
        await s.press("a")
        await s.type("Paid on a holiday")
    assert "Paid on a holiday" in payments.read_text("utf-8")


async def test_if_what_is_being_typed_can_not_be_taken_the_rest_is_saved(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StepScreen, "action_help", fail)
    monkeypatch.setattr(WizardApp, "_save", fail)
    async with failing_at_help(payments) as s:
        await s.type(" Last words.")
    assert "Last words." in payments.read_text("utf-8")


async def test_the_first_of_several_faults_is_the_one_that_is_told(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Any = None
    monkeypatch.setattr(StepScreen, "action_help", fail)
    with pytest.raises(ValueError, match="a fault"):  # noqa: PT012  (a sitting raises at its end what failed in it)
        async with sitting(payments) as s:
            app = s.app
            app.call_later(lambda: app._handle_exception(KeyError("later")))
            app._handle_exception(ValueError("a fault"))
            await s.pilot.pause(0.5)
    assert isinstance(app, WizardApp)
    assert isinstance(app.fault, ValueError)
    assert app.return_code == 1


async def test_what_could_not_be_saved_is_told_at_the_end_with_the_line_that_is_being_typed_kept(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(payments) as s:
        assert s.app.desk is not None
        assert s.app.desk.last_words() == "Everything you typed is saved in payments.design.toml."
        monkeypatch.setattr(DraftFile, "save", refuse)
        await s.go_to("edge cases")
        await s.press("a")
        await s.type("Paid on a holiday")
        await s.pilot.pause(0.5)
        s.app._keep_unsaved()
        told, past = s.app.desk.last_words(), s.app.desk.history()
    assert told.startswith("The disk is full. What you typed last is not in it. It is kept in the history")
    assert past is not None
    unsaved = past.unsaved()
    assert unsaved is not None
    assert b"Paid on a holiday" in past.bytes_of(unsaved)
