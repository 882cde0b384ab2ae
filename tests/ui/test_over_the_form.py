"""Screens over the form: what they do with a draft that can only be looked at, and what they show of one that others change."""

from pathlib import Path

import pytest
from ui.elsewhere import write_elsewhere
from ui.sitting import Sitting, sitting

from screens.access import Matrix
from wizard.drafts.disk import Disk

OVER_THE_FORM = ("f5", "f6", "f4", "ctrl+f", "ctrl+t", "f2", "ctrl+p")


@pytest.fixture
def locked(payments: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft that may not be written."""
    monkeypatch.setattr(Disk, "may_write", lambda _, path: path.name != payments.name)
    return payments


def notes(s: Sitting) -> str:
    return " ".join(note.message for note in s.app._notifications)


async def looked(s: Sitting) -> None:
    """Wait until the draft on the disk was looked at."""
    s.desk.look_soon()
    await s.until(lambda: s.desk._looking is None or s.desk._looking.done())
    await s.press()


@pytest.mark.parametrize("key", ["m", "n", "x", "d", "ctrl+z", "ctrl+r"])
async def test_a_checklist_that_can_only_be_looked_at_takes_nothing_and_says_so(locked: Path, key: str) -> None:
    async with sitting(locked) as s:
        before = s.answers()
        await s.press("f6", key)
        assert s.screen_name == "ChecklistScreen"
        assert s.answers() == before
        assert key == "d" or "Read only" in notes(s)


async def test_nothing_is_waived_in_a_draft_that_can_only_be_looked_at(locked: Path) -> None:
    async with sitting(locked) as s:
        before = s.answers()
        await s.press("f5", "w", "d")
        assert s.screen_name == "Readiness"
        assert s.answers() == before
        assert "Read only" in notes(s)
        assert "Taken back" not in notes(s)


async def test_no_risk_is_decided_on_in_a_draft_that_can_only_be_looked_at(locked: Path) -> None:
    async with sitting(locked) as s:
        before = s.answers()
        await s.go_to("derived risks")
        await s.press("ctrl+t", "enter")
        assert s.screen_name == "StepScreen"
        assert s.answers() == before


async def test_nobody_is_told_of_what_did_not_happen_in_a_draft_that_can_only_be_looked_at(locked: Path) -> None:
    async with sitting(locked) as s:
        await s.press("tab", "d", "ctrl+l")
        assert s.screen_name == "StepScreen"
        assert "Removed" not in notes(s)
        assert "Read only" in notes(s)


@pytest.mark.parametrize("key", OVER_THE_FORM)
async def test_every_screen_says_in_its_first_line_that_the_draft_on_the_disk_is_damaged(
    payments: Path, key: str
) -> None:
    async with sitting(payments) as s:
        await s.press(key)
        payments.write_bytes(b"<<<<<<< ours\n")
        await looked(s)
        await s.until(lambda: "DAMAGED" in s.rows[0])


@pytest.mark.parametrize("key", ["f5", "f6"])
async def test_lists_show_what_follows_from_answers_that_were_changed_elsewhere(payments: Path, key: str) -> None:
    async with sitting(payments) as s:
        await s.press(key)
        before = s.screen_text()
        write_elsewhere(payments, {("api", "operations"): None, ("scope", "goal"): None})
        await looked(s)
        await s.until(lambda: s.screen_text().splitlines()[2:] != before.splitlines()[2:])
        assert "not ready" in s.rows[0]


async def test_the_document_is_shown_anew_when_the_answers_were_changed_elsewhere(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f4")
        write_elsewhere(payments, {("start", "title"): "Tolls"})
        await looked(s)
        await s.until(lambda: "Tolls" in s.screen_text())


async def test_the_matrix_takes_keys_when_it_got_smaller_elsewhere(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("permissions")
        await s.press("ctrl+t", *["pagedown"] * 4, *["right"] * 9)
        write_elsewhere(
            payments,
            {("api", "operations"): lambda answers: answers["api"]["operations"][:1], ("access", "roles"): None},
        )
        await looked(s)
        await s.press("space", "space", "down", "space")
        assert isinstance(s.app.focused, Matrix)
        assert len(s.answers()["api"]["operations"]) == 1


async def test_the_matrix_shows_what_it_can_of_operations_that_are_wrong(payments: Path) -> None:
    async with sitting(payments) as s:
        odd = ["x", 3, {"id": "a1", "access": [3, ["x"]]}, {"id": "a2", "access": {"b": 1}}]
        write_elsewhere(payments, {("api", "operations"): odd})
        await looked(s)
        await s.go_to("permissions")
        await s.press("ctrl+t", "space", "down", "space", "down", "space")
        assert isinstance(s.app.focused, Matrix)
        assert s.answers()["api"]["operations"][:2] == ["x", 3]
