"""What is typed is on the disk soon, as TOML that git can compare, and is found again where it was left."""

import difflib
import tomllib
from pathlib import Path
from time import monotonic

import pytest
from textual.widgets import Input, TextArea
from ui.sitting import NARROW, sitting

from wizard.drafts.disk import Disk
from wizard.drafts.open_draft import OpenDraft
from wizard.drafts.recent import recent_drafts

NEW = Path("new.design.toml")


async def test_typed_words_are_on_the_disk_within_a_second_and_nothing_else_changes(payments: Path) -> None:
    before = payments.read_text("utf-8")
    async with sitting(payments) as s:
        await s.type(" Nobody waits for money.")
        typed = monotonic()
        await s.until(lambda: payments.read_text("utf-8") != before, seconds=1)
        assert monotonic() - typed < 1
        await s.saved()
    changed = [
        line for line in difflib.ndiff(before.splitlines(), payments.read_text("utf-8").splitlines()) if line[0] in "+-"
    ]
    assert len(changed) == 3
    assert changed[0].startswith("- goal = ")
    assert changed[1].startswith("+ goal = ")
    assert changed[2].startswith("+ lineage = ")  # with the first save only
    assert "Nobody waits for money." in changed[1]


async def test_a_draft_that_was_only_looked_at_keeps_its_bytes(payments: Path) -> None:
    before = payments.read_bytes()
    async with sitting(payments) as s:
        await s.press(*["ctrl+n"] * 12, *["ctrl+b"] * 3, "tab", "tab", "shift+tab", "ctrl+q")
    assert payments.read_bytes() == before


@pytest.mark.parametrize("field", ["goal", "web_contract_source"])
async def test_saving_while_a_key_is_on_its_way_does_not_take_the_letter_back(payments: Path, field: str) -> None:
    async with sitting(payments) as s:
        if field != "goal":
            await s.go_to("web client")
        assert s.where == ("scope", field)
        control = s.app.focused
        assert isinstance(control, Input | TextArea)
        control.insert_text_at_cursor("!") if isinstance(control, Input) else control.insert("!")
        s.desk.settle()
        await s.pilot.pause()
        assert s.answers()["scope"][field].endswith("!")
        assert (control.value if isinstance(control, Input) else control.text).endswith("!")


async def test_quitting_at_once_saves_what_was_typed() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.type("Claims API")
        await s.press("ctrl+q")
    assert tomllib.loads(NEW.read_text("utf-8"))["title"] == "Claims API"


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_resuming_opens_on_the_step_group_and_field(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await s.go_to("paging")
        await s.press("tab", "tab")
        left = s.where
        assert left == ("api", "page_size_max")
        await s.press("ctrl+q")
    async with sitting(payments, size=size) as s:
        assert s.where == left
        assert s.group == "Paging"
        await s.type("0")
        assert s.answers()["api"]["page_size_max"] == 2000 or str(s.answers()["api"]["page_size_max"]).endswith("0")


async def test_resuming_after_a_record_was_open_shows_its_list(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("invariants")
        await s.press("enter", "tab", "ctrl+q")
    async with sitting(payments) as s:
        assert s.where == ("domain", "invariants")


async def test_a_draft_whose_last_field_is_not_asked_any_more_still_opens(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("CLI commands")
        assert s.where == ("api", "cli_commands")
        await s.press("ctrl+q")
    payments.write_text(payments.read_text("utf-8").replace('    "cli",\n', ""), "utf-8")
    async with sitting(payments) as s:
        assert s.where[0] == "api"


async def test_the_home_screen_knows_the_title_that_was_typed_last() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.type("Claims API")
        await s.press("ctrl+n", "ctrl+q")
    assert [recent.title for recent in recent_drafts()] == ["Claims API"]


async def test_a_draft_that_someone_else_wrote_is_not_overwritten_and_the_screen_says_so(payments: Path) -> None:
    async with sitting(payments) as s:
        other = payments.read_bytes().replace(b"Card Payments API", b"Card Payments")
        payments.write_bytes(other)
        await s.type("!")
        await s.until(lambda: "NOT SAVED" in s.screen_text())
        assert payments.read_bytes() == other
        await s.press("ctrl+q")
        assert "quit without saving" in s.screen_text()
        await s.press("escape")
        assert s.screen_name == "StepScreen"


async def test_a_draft_that_may_not_be_written_is_shown_and_takes_nothing_until_it_may(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, locked = payments.read_bytes(), {payments.name}
    monkeypatch.setattr(Disk, "may_write", lambda _, path: path.name not in locked)
    async with sitting(payments) as s:
        assert "READ ONLY" in s.rows[0]
        assert f"{payments.name} is read-only" in s.rows[1]
        goal = s.answers()["scope"]["goal"]
        await s.type("!")
        await s.until(lambda: any("Read only" in note.message for note in s.app._notifications))
        assert s.answers()["scope"]["goal"] == goal
        assert isinstance(s.app.focused, TextArea)
        assert s.app.focused.text == goal
        assert payments.read_bytes() == before
        locked.clear()
        await s.until(lambda: "READ ONLY" not in s.rows[0])
        await s.type("!")
        await s.saved()
        assert payments.read_bytes() != before


async def test_a_draft_that_may_not_be_written_any_more_keeps_what_was_typed(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, locked = payments.read_bytes(), set[str]()
    monkeypatch.setattr(Disk, "may_write", lambda _, path: path.name not in locked)
    async with sitting(payments) as s:
        locked.add(payments.name)
        await s.type("!")
        await s.until(lambda: "NOT SAVED" in s.rows[0])
        assert f"{payments.name} is read-only" in s.rows[1]
        await s.type("?")
        assert s.answers()["scope"]["goal"].endswith("!?")
        assert payments.read_bytes() == before
        locked.clear()
        await s.saved()
        assert "NOT SAVED" not in s.rows[0]
    assert "!?" in payments.read_text("utf-8")


async def test_going_home_with_something_unsaved_asks_what_to_do(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = set[str]()
    monkeypatch.setattr(Disk, "may_write", lambda _, path: path.name not in locked)
    async with sitting(payments) as s:
        locked.add(payments.name)
        await s.type("!")
        await s.press("ctrl+o")
        assert "The draft is not saved" in s.screen_text()
        assert "save a copy elsewhere" in s.screen_text()
        locked.clear()
        await s.press("r", "ctrl+o")
        await s.until(lambda: s.screen_name == "HomeScreen")
    assert "!" in payments.read_text("utf-8")


async def test_a_fault_in_saving_is_told_with_a_report_and_saving_goes_on(
    payments: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reports = tmp_path / "state" / "backend-design" / "reports"
    async with sitting(payments) as s:
        with monkeypatch.context() as patch:
            patch.setattr(OpenDraft, "save", lambda *_: "".index("x"))
            await s.type("?!")
            await s.until(lambda: "NOT SAVED" in s.rows[0])
            assert "a fault of backend-design, ValueError in" in s.rows[1]
            await s.type("Lost")
            assert not s.desk.save_now()
            assert len(list(reports.iterdir())) == 1
        assert "?!" not in next(reports.iterdir()).read_text("utf-8")
        await s.saved()
        assert "NOT SAVED" not in s.rows[0]
    assert "?!Lost" in payments.read_text("utf-8")


async def test_other_names_of_the_draft_are_told_once(payments: Path) -> None:
    other = payments.with_name("other.design.toml")
    other.hardlink_to(payments)
    before = other.read_bytes()
    async with sitting(payments) as s:
        await s.type("!")
        await s.saved()
        await s.until(lambda: any("hard links" in note.message for note in s.app._notifications))
        await s.type("!")
        await s.saved()
        assert sum("hard links" in note.message for note in s.app._notifications) == 1
    assert other.read_bytes() == before
