"""The past of a draft on the screen: what is there, what a version would change, putting it back, taking a secret out."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from core.made_secrets import any_made
from textual.widgets import Input
from ui.elsewhere import conflict
from ui.pasts import GOAL, LINEAGE, MINUTE, history_of, keep, keep_goals, past_of_payments, worked_on
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting

from screens.history import HistoryScreen
from screens.past_changes import told
from wizard.answers import with_value
from wizard.design import Answers
from wizard.differences import differences
from wizard.drafts.file import from_toml, to_toml
from wizard.drafts.store import DraftFile
from wizard.errors import SaveFailed

SECRET = any_made("Stripe key", 3)


async def opened(s: Sitting) -> HistoryScreen:
    """The history screen when everything in sight was read."""
    await s.press("ctrl+p")
    screen = s.app.screen
    assert isinstance(screen, HistoryScreen)
    await read(s, screen)
    return screen


async def read(s: Sitting, screen: HistoryScreen) -> None:
    """Wait until everything in sight was read."""
    await s.pilot.pause()
    await s.until(lambda: screen.list.unread() is None and screen.changes.version == screen.list.current)
    await s.pilot.pause()


def goals_kept() -> list[str]:
    """The goal of every version, the newest first."""
    past = history_of()
    return [from_toml(past.bytes_of(one))["scope"]["goal"] for one in past.snapshots()]


async def test_a_draft_without_versions_says_when_there_will_be_some(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+p")
        text = " ".join(s.screen_text().split())
        assert "No version is kept yet. The first one is kept when the draft is changed" in text
        assert "put it back" not in s.footer
        await s.press("enter", "ctrl+s", "x", "down", "tab", "escape")
        assert s.screen_name == "StepScreen"


@pytest.mark.parametrize("size", [NARROW, WIDE, WIDEST])
async def test_versions_stand_by_day_with_their_reason_and_what_was_changed_after_each(
    payments: Path, size: tuple[int, int]
) -> None:
    now = datetime.now(UTC)
    answers = worked_on(payments)
    keep(
        with_value(answers, GOAL, "First."), now - timedelta(days=1), "opened"
    )  # a minute more is two days ago at midnight
    keep(with_value(answers, GOAL, "Second."), now - 2 * MINUTE)
    async with sitting(payments, size=size) as s:
        await opened(s)
        text = s.screen_text()
        assert "then 1 answer in Scope" in text
        if (now - 2 * MINUTE).astimezone().date() == datetime.now().astimezone().date():
            assert "Today" in text
        assert "Yesterday" in text
        assert "while working" in text
        assert f"as it was found, before it was {'changed; then 1 answer' if size != WIDE else ''}" in text
        assert "Putting it back changes 1 answer in Scope" in text
        assert "Second." in text


async def test_the_current_version_shows_before_and_after_of_each_answer(payments: Path) -> None:
    keep_goals(payments, ["An older goal.", "A newer goal."])
    async with sitting(payments) as s:
        screen = await opened(s)
        assert "A newer goal." in s.screen_text()
        await s.press("down")
        await read(s, screen)
        rows = s.rows
        now = next(row for row in rows if " now " in row)
        then = next(row for row in rows if " then " in row.partition("  ")[2] and "older" in row)
        assert "About 9 000 merchants" in now
        assert "An older goal." in then


async def test_putting_a_version_back_asks_keeps_what_is_there_and_is_undone_by_one_key(payments: Path) -> None:
    before = keep_goals(payments, ["An older goal.", "A newer goal."])
    async with sitting(payments) as s:
        screen = await opened(s)
        await s.press("down")
        await read(s, screen)
        await s.press("enter")
        assert s.screen_name == "Confirm"
        assert "changes 1 answer in Scope" in " ".join(s.screen_text().split())
        await s.press("escape")
        assert s.answers() == before
        await s.press("ctrl+s", "y")
        assert s.screen_name == "StepScreen"
        assert s.answers()["scope"]["goal"] == "An older goal."
        assert "An older goal." in s.screen_text()
        assert "The draft is as it was" in s.screen_text()
        newest = history_of().snapshots()[0]
        assert newest.why == "restored"
        assert from_toml(history_of().bytes_of(newest)) == before
        await s.saved()
        assert s.on_disk()["scope"]["goal"] == "An older goal."
        await s.press("ctrl+z")
        assert s.answers() == before
        await s.saved()
        assert from_toml(payments.read_bytes()) == before


async def test_a_version_that_says_just_what_the_draft_says_is_not_put_back(payments: Path) -> None:
    answers = worked_on(payments)
    keep(answers, datetime.now(UTC) - MINUTE)
    async with sitting(payments) as s:
        await opened(s)
        await s.press("enter")
        assert s.screen_name == "HistoryScreen"
        assert "just that already" in s.screen_text()
        assert s.desk.session.revision == 0


async def test_a_record_whose_form_is_open_may_not_be_in_the_version_that_is_put_back(payments: Path) -> None:
    answers = worked_on(payments)
    without = with_value(answers, ("api", "operations"), answers["api"]["operations"][1:])
    keep(without, datetime.now(UTC) - MINUTE)
    async with sitting(payments) as s:
        await s.go_to("4 operations")
        await s.press("enter")
        assert s.screen_name == "RecordScreen"
        await opened(s)
        assert "is removed" in s.screen_text()
        await s.press("enter", "y")
        await s.until(lambda: s.screen_name == "StepScreen")
        assert len(s.answers()["api"]["operations"]) == len(answers["api"]["operations"]) - 1


async def test_in_a_read_only_draft_nothing_is_put_back_and_the_reason_is_said(payments: Path) -> None:
    keep_goals(payments, ["An older goal."])
    async with sitting(payments), sitting(payments) as s:
        await s.press("r")
        assert s.desk.read_only
        await opened(s)
        await s.press("enter")
        assert s.screen_name == "HistoryScreen"
        assert "Read only: no version can be put back." in s.screen_text()


async def test_what_can_not_be_kept_before_is_not_replaced(payments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keep_goals(payments, ["An older goal."])
    async with sitting(payments) as s:
        await opened(s)
        monkeypatch.setattr("wizard.drafts.disk.Disk.create", _full)
        await s.press("enter", "y")
        assert s.screen_name == "HistoryScreen"
        assert "No space left on device" in " ".join(s.screen_text().split())
        assert s.answers() == before
        monkeypatch.undo()


def _full(*_: object) -> int:
    raise OSError(28, os.strerror(28))


async def test_a_damaged_version_is_told_and_walked_past(payments: Path) -> None:
    keep_goals(payments, ["First.", "Second.", "Third."])
    second = history_of().snapshots()[1].file
    second.write_bytes(second.read_bytes()[:60])
    async with sitting(payments) as s:
        screen = await opened(s)
        assert "damaged, it can not be read" in s.screen_text()
        await s.press("down")
        await read(s, screen)
        assert "This version can not be put back." in s.screen_text()
        await s.press("enter")
        assert s.screen_name == "HistoryScreen"
        await s.press("down")
        await read(s, screen)
        assert "First." in s.screen_text()
        await s.press("enter", "y")
        assert s.answers()["scope"]["goal"] == "First."


async def test_what_was_kept_is_no_draft_and_that_is_said(payments: Path) -> None:
    worked_on(payments)
    history_of(at=datetime.now(UTC) - MINUTE).keep(b"<<<<<<< HEAD\n\x1b[31m", "conflict")
    async with sitting(payments) as s:
        await opened(s)
        assert "This version can not be put back." in s.screen_text()
        assert "\x1b" not in s.screen_text()


async def test_what_an_earlier_sitting_could_not_save_is_said_after_the_first_frame_and_stands_first(
    payments: Path,
) -> None:
    answers = keep_goals(payments, ["An older goal."])
    lost = with_value(answers, GOAL, "Typed on a full disk.")
    history_of(at=datetime.now(UTC) - MINUTE).keep_unsaved(to_toml(lost, LINEAGE))
    async with sitting(payments) as s:
        assert "What was typed until" not in s.screen_text()
        s.desk.look_soon()
        await s.until(lambda: "What was typed until" in s.screen_text())
        assert "ctrl+p" in s.screen_text()
        await opened(s)
        assert "Not saved" in s.rows[2]
        assert "typed, but never saved to the draft" in s.screen_text()
        assert "Typed on a full disk." in s.screen_text()
        await s.press("enter", "y")
        await s.saved()
        assert s.answers()["scope"]["goal"] == "Typed on a full disk."
        assert history_of().unsaved() is None
        assert "Typed on a full disk." in goals_kept()
    async with sitting(payments) as s:
        s.desk.look_soon()
        await s.pilot.pause()
        assert "What was typed until" not in s.screen_text()


async def test_what_was_not_saved_can_be_left_and_is_a_version_like_any_other_then(payments: Path) -> None:
    answers = keep_goals(payments, ["An older goal."])
    history_of(at=datetime.now(UTC) - MINUTE).keep_unsaved(to_toml(with_value(answers, GOAL, "Lost."), LINEAGE))
    async with sitting(payments) as s:
        screen = await opened(s)
        await s.press("d", "y")
        await read(s, screen)
        assert history_of().unsaved() is None
        assert "Not saved" not in s.screen_text()
        assert goals_kept() == ["Lost.", "An older goal."]
        await s.press("d")
        assert s.screen_name == "HistoryScreen"
        assert "Versions go by themselves" in s.screen_text()


async def test_nobody_is_reminded_of_what_the_draft_has_meanwhile(payments: Path) -> None:
    answers = worked_on(payments)
    history_of().keep_unsaved(to_toml(answers, LINEAGE))
    async with sitting(payments) as s:
        s.desk.look_soon()
        await s.pilot.pause(0.2)
        assert "What was typed until" not in s.screen_text()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_four_hundred_versions_are_there_at_once_and_only_those_in_sight_are_read(
    payments: Path, size: tuple[int, int]
) -> None:
    answers = worked_on(payments)
    now = datetime.now(UTC)
    packed = history_of(at=now - MINUTE)
    packed.keep(to_toml(with_value(answers, GOAL, "Goal."), LINEAGE))
    one = packed.snapshots()[0].file
    for place in range(1, 400):
        at = now - MINUTE * (1 + 3 * place)
        (one.parent / f"{at:%Y%m%dT%H%M%S%f}Z-regular.toml.gz").write_bytes(one.read_bytes())
    async with sitting(payments, size=size) as s:
        began = monotonic()
        await s.press("ctrl+p")
        assert monotonic() - began < 2
        screen = s.app.screen
        assert isinstance(screen, HistoryScreen)
        assert screen.list.count() == 400
        await read(s, screen)
        await s.press("end")
        await read(s, screen)
        assert screen.list.row == 399
        assert len(screen.list._later) < 150
        await s.press("home", *["down"] * 30, "pagedown")
        await read(s, screen)
        assert screen.list.row == 40
        await s.press("escape")
        assert s.screen_name == "StepScreen"


async def test_a_history_that_changes_while_it_is_open_is_shown_as_it_is(payments: Path) -> None:
    keep_goals(payments, ["First.", "Second."])
    async with sitting(payments) as s:
        screen = await opened(s)
        await s.press("down")
        current = screen.list.current
        keep(with_value(from_toml(payments.read_bytes()), GOAL, "Third."), datetime.now(UTC) - MINUTE)
        await s.until(lambda: screen.list.count() == 3)
        await read(s, screen)
        assert screen.list.current == current
        for one in history_of().snapshots():
            one.file.unlink()
        await s.until(lambda: screen.list.count() == 0)
        await s.until(lambda: "No version is kept yet" in s.screen_text())
        await s.press("enter", "tab", "escape")
        assert s.screen_name == "StepScreen"


async def test_a_version_that_goes_before_it_was_read_is_no_failure(payments: Path) -> None:
    keep_goals(payments, ["First.", "Second."])
    async with sitting(payments) as s:
        await s.press("ctrl+p")
        screen = s.app.screen
        assert isinstance(screen, HistoryScreen)
        screen._versions.forget()
        for one in history_of().snapshots():
            one.file.unlink()
        screen.list.forget(all_of_them=True)
        screen.changes.forget()
        await s.pilot.pause()
        await s.press("enter")
        await s.until(lambda: screen.list.count() == 0)


async def test_a_history_that_can_not_be_read_says_so(payments: Path) -> None:
    keep_goals(payments, ["First."])
    folder = history_of().folder
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("no folder")
    async with sitting(payments) as s:
        await s.press("ctrl+p")
        assert "could not be read" in " ".join(s.screen_text().split()), s.screen_text()
        await s.press("enter", "x", "d", "escape")
        assert s.screen_name == "StepScreen"


async def test_hostile_words_of_a_version_are_words(payments: Path) -> None:
    hostile = "[/red] [@click=app.quit]x[/] \x1b]0;owned\x07 \x9b31m \u202e 長い値 " * 3
    keep_goals(payments, [hostile])
    async with sitting(payments, size=NARROW) as s:
        await opened(s)
        text = s.screen_text()
        assert "[/red] [@click=app.quit]x[/]" in " ".join(text.split())
        assert not any(sign in text for sign in ("\x1b", "\x07", "\x9b", "\u202e"))


async def test_the_changes_are_read_to_their_end_with_the_keys_and_with_the_wheel(payments: Path) -> None:
    answers = worked_on(payments)
    keep({"start": answers["start"]}, datetime.now(UTC) - MINUTE)
    async with sitting(payments, size=NARROW) as s:
        screen = await opened(s)
        assert "more lines" in s.screen_text()
        await s.press("tab")
        assert "the list" in s.footer
        await s.press("end")
        assert "more lines" not in s.screen_text()
        assert "▌ and " in s.screen_text()
        await s.press("home", "ctrl+down")
        assert screen.changes._top == 4
        await s.press("tab")
        assert screen.focused is screen.list


def test_very_many_and_very_long_changes_are_told_in_part() -> None:
    before: Answers = {"scope": {"users": [{"id": f"u{n}", "name": f"User {n}"} for n in range(900)]}}
    after: Answers = {"scope": {"goal": "word " * 5000}}
    lines = [row.plain for row in told(differences(before, after), 60)]
    assert "and 501 more" in lines
    assert len(lines) < 3000
    assert max(map(len, lines)) <= 60


def test_two_long_answers_are_told_from_where_they_differ() -> None:
    before: Answers = {"scope": {"goal": "the same words " * 100 + "then this"}}
    after: Answers = {"scope": {"goal": "the same words " * 100 + "then that"}}
    text = " ".join(" ".join(row.plain for row in told(differences(before, after), 60)).split())
    assert "then this" in text
    assert "then that" in text


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_mouse_makes_a_version_the_current_one_and_scrolls_the_changes(
    payments: Path, size: tuple[int, int]
) -> None:
    past_of_payments(payments)
    async with sitting(payments, size=size) as s:
        screen = await opened(s)
        row = next(n for n, text in enumerate(s.rows) if "damaged" in text)
        await s.pilot.click(offset=(10, row))
        await read(s, screen)
        assert screen.list.row == 2
        assert "This version can not be put back." in s.screen_text()


async def test_a_draft_that_was_damaged_elsewhere_offers_its_past(payments: Path) -> None:
    keep_goals(payments, ["An older goal."])
    async with sitting(payments) as s:
        payments.write_text("<<<<<<< HEAD")
        s.desk.look_soon()
        await s.until(lambda: "DAMAGED" in s.screen_text())
        await s.press("ctrl+s")
        assert "past versions" in s.screen_text()
        await s.press("p")
        assert s.screen_name == "HistoryScreen"
        await s.press("enter", "y")
        assert s.answers()["scope"]["goal"] == "An older goal."
        await s.until(lambda: "NOT SAVED" in s.screen_text())
        assert payments.read_text() == "<<<<<<< HEAD"
        await s.press("ctrl+s", "w")
        await s.saved()
        assert s.on_disk()["scope"]["goal"] == "An older goal."


async def test_while_it_is_open_which_answers_stay_no_version_is_put_back(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goals(payments, ["An older goal."])
    async with sitting(payments) as s:
        monkeypatch.setattr("screens.following.DEAF_S", 0.0)
        await conflict(s, {GOAL: "Mine."}, {GOAL: "Theirs."})
        await s.press("escape")
        await opened(s)
        await s.press("enter")
        assert "First it has to be settled" in s.screen_text()
        assert s.answers()["scope"]["goal"] == "Mine."


# Secrets


async def test_a_typed_secret_goes_from_every_version_and_is_never_shown(payments: Path) -> None:
    keep_goals(payments, [f"Charged with {SECRET}.", "Nothing.", f"Again {SECRET}."])
    async with sitting(payments) as s:
        screen = await opened(s)
        await s.press("x")
        field = s.app.screen.query_one(Input)
        assert field.password
        await s.enter("abc")
        assert "It needs 4 characters or more" in s.screen_text()
        field.value = ""
        shown = s.screen_text().count(SECRET)  # in the version behind the question
        await s.type(SECRET)
        assert s.screen_text().count(SECRET) == shown
        assert "•" * len(SECRET) in s.screen_text()
        await s.press("enter")
        await s.until(lambda: "Taken out of 2 versions." in s.screen_text())
        assert "Not in reach: git" in s.screen_text()
        await s.press("escape")
        await read(s, screen)
        assert "REDACTED-STRIPE-KEY" in s.screen_text()
        assert not any(SECRET in goal for goal in goals_kept())


async def test_secrets_that_are_found_in_versions_and_not_in_the_draft_go_by_one_key(payments: Path) -> None:
    keep_goals(payments, [f"Charged with {SECRET}.", "Nothing."])
    async with sitting(payments) as s:
        await opened(s)
        await s.press("x")
        await s.until(lambda: "ctrl+y" in s.screen_text())
        assert "1 Stripe key" in " ".join(s.screen_text().split()), s.screen_text()
        await s.press("ctrl+y")
        await s.until(lambda: "Taken out of 1 version." in s.screen_text())
        assert not any(SECRET in goal for goal in goals_kept())
        await s.press("escape", "escape")
        assert s.screen_name == "StepScreen"


@pytest.fixture
def leaky(payments: Path) -> Path:
    """A draft whose goal holds a key, now and in its versions."""
    answers = with_value(worked_on(payments), GOAL, f"Charged with {SECRET}.")
    payments.write_bytes(to_toml(answers, LINEAGE))
    keep(with_value(answers, ("api", "page_size_max"), 7), datetime.now(UTC) - 9 * MINUTE)
    return payments


async def test_it_is_said_when_the_draft_still_holds_what_was_taken_out(leaky: Path) -> None:
    async with sitting(leaky) as s:
        await opened(s)
        await s.press("x")
        await s.until(lambda: "No secret was found" in s.screen_text())
        await s.type(SECRET)
        await s.press("enter")
        await s.until(lambda: "The draft itself still holds it" in " ".join(s.screen_text().split()))


async def test_what_the_next_save_would_have_kept_of_before_is_kept_without_what_was_taken_out(
    leaky: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveFailed("No room.")

    async with sitting(leaky) as s:
        with monkeypatch.context() as disk:
            disk.setattr(DraftFile, "save", full)
            for told in ("The draft itself still holds it", "The draft on the disk holds it until"):
                await opened(s)
                await s.press("x")
                await s.type(SECRET)
                await s.press("enter")
                await s.until(lambda told=told: told in " ".join(s.screen_text().split()))  # type: ignore[misc]
                await s.press("escape", "escape")
                s.desk.answer(GOAL, "Charged.")
        await s.saved()
    assert goals_kept() == ["Charged.", "Charged with REDACTED-STRIPE-KEY.", "Charged with REDACTED-STRIPE-KEY."]


async def test_after_a_secret_was_taken_out_of_an_answer_it_is_offered_to_take_it_out_of_earlier_versions(
    leaky: Path,
) -> None:
    async with sitting(leaky) as s:
        await s.press("f10", "t")
        await s.until(lambda: "It is still in 2 earlier versions" in s.screen_text())
        await s.press("x")
        await s.until(lambda: "Taken out of 2 versions." in s.screen_text())
        assert not any(SECRET in goal for goal in goals_kept())
        await s.press("x", "escape", "ctrl+z")
        assert s.desk.session.value(GOAL) == "Charged with REDACTED-STRIPE-KEY."
        await s.press("ctrl+r")
        await s.saved()
    assert not any(SECRET in goal for goal in goals_kept())


async def test_screens_that_are_closed_before_they_have_read_everything_leave_nothing_behind(leaky: Path) -> None:
    async with sitting(leaky) as s:
        for _ in range(5):
            await s.press("ctrl+p", "x", "escape", "escape", "f10", "t", "escape", "ctrl+z")
            assert s.screen_name == "StepScreen"
        await s.press("ctrl+p", "x", "ctrl+q")
        assert s.has_ended


async def test_the_history_has_a_page_of_help(payments: Path) -> None:
    past_of_payments(payments)
    async with sitting(payments) as s:
        await opened(s)
        await s.press("f1")
        assert "How the draft was before" in s.screen_text()


async def test_the_past_of_a_draft_that_is_being_begun_is_empty() -> None:
    async with sitting(Path("new.design.toml"), is_new=True) as s:
        assert s.screen_name == "StartScreen"
        await s.press("ctrl+p")
        assert "No version is kept yet" in s.screen_text()
        await s.press("escape")
        await s.type("Claims")
        assert s.screen_name == "StartScreen"
        assert s.answers()["start"]["title"] == "Claims"
