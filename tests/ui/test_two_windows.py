"""Two windows on one draft: one works and the other looks on; and what other programs do to a draft is seen, never overwritten."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input, TextArea
from ui.elsewhere import Changes, write_elsewhere
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting, typed

from screens import following
from wizard.drafts.file import from_toml
from wizard.drafts.history import History, history_at

SEEN_S = 3.0 + 1.0
"""The disk is looked at every two seconds; a busy machine is given one more."""
GOAL, MOST = ("scope", "goal"), ("api", "page_size_max")


@pytest.fixture
def history(payments: Path) -> Callable[[], History]:
    """The history of the draft."""

    def found() -> History:
        past = history_at(payments)
        assert past is not None
        return past

    return found


def goal_of(past: History) -> Any:
    """The goal in what was typed last and could not be saved."""
    unsaved = past.unsaved()
    assert unsaved is not None
    return from_toml(past.bytes_of(unsaved), "unsaved")["scope"]["goal"]


def is_told(s: Sitting, words: str) -> bool:
    """Whether a notification says so."""
    return any(words in note.message for note in s.app._notifications)


def shown_goal(s: Sitting) -> str:
    """What stands in the editor of the goal."""
    editor = s.app.focused
    assert isinstance(editor, TextArea)
    return editor.text


LEAST = 60, 18


@pytest.mark.parametrize("size", [LEAST, NARROW, WIDE, WIDEST])
async def test_the_second_window_is_told_who_has_the_draft_and_asked(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size), sitting(payments, size=size) as second:
        text = second.screen_text()
        assert "This draft is open elsewhere" in text
        assert "process" in text
        for way in ("look at it here, read only", "work on a copy", "take it over", "quit"):
            assert way in text
        await second.press("q")
        assert second.has_ended


async def test_looking_on_takes_no_keys_and_shows_what_the_first_saves(payments: Path) -> None:
    async with sitting(payments) as first, sitting(payments) as second:
        await second.press("r")
        assert "READ ONLY" in second.rows[0]
        before = second.answers()
        await second.type("x")
        await second.press("f7", "ctrl+y")
        assert is_told(second, "Read only")
        assert second.answers() == before
        await first.type(" Seen.")
        await first.saved()
        await second.until(lambda: second.answers()["scope"]["goal"].endswith(" Seen."), seconds=SEEN_S)
        assert shown_goal(second).endswith(" Seen.")
        assert "READ ONLY" in second.rows[0]
        await second.press("ctrl+z")
        assert second.answers()["scope"]["goal"].endswith(" Seen.")
        assert first.on_disk()["scope"]["goal"].endswith(" Seen.")


async def test_the_second_window_can_work_on_a_copy(payments: Path) -> None:
    async with sitting(payments) as first, sitting(payments) as second:
        before = payments.read_bytes()
        await second.press("c")
        assert "payments-copy.design.toml" in second.screen_text()
        await second.press("enter")
        await second.until(lambda: second.screen_name == "StepScreen")
        assert "READ ONLY" not in second.rows[0]
        await second.type(" Copied.")
        await second.saved()
        assert second.desk.draft.path.name == "payments-copy.design.toml"
        assert is_told(second, "The work goes on in payments-copy.design.toml.")
        assert second.on_disk()["scope"]["goal"].endswith(" Copied.")
        assert payments.read_bytes() == before
        await first.type(" First.")
        await first.saved()


async def test_a_draft_that_was_taken_over_is_seen_to_be_and_what_was_typed_is_kept(
    payments: Path, history: Callable[[], History], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOK_S", 60.0)  # the first finds out by saving
    async with sitting(payments) as first, sitting(payments) as second:
        await first.type(" One.")
        await first.saved()
        await second.press("t")
        await second.until(lambda: "READ ONLY" not in second.rows[0])
        await first.type(" Lost?")
        await first.until(lambda: "NOT SAVED" in first.rows[0], seconds=SEEN_S)
        assert "open elsewhere now" in first.rows[1]
        assert goal_of(history()).endswith(" One. Lost?")
        await second.until(lambda: second.answers()["scope"]["goal"].endswith(" One."), seconds=SEEN_S)
        await second.type(" Two.")
        await second.saved()
        assert first.on_disk()["scope"]["goal"].endswith(" Two.")
        await first.press("ctrl+s")
        assert first.screen_name in ("Choice", "ConflictScreen")


async def test_a_draft_that_was_taken_over_while_nothing_was_typed_is_read_only_and_can_be_taken_back(
    payments: Path,
) -> None:
    async with sitting(payments) as first, sitting(payments) as second:
        await second.press("t")
        await first.until(lambda: "READ ONLY" in first.rows[0], seconds=SEEN_S)
        await second.type(" Two.")
        await second.saved()
        await first.until(lambda: first.answers()["scope"]["goal"].endswith(" Two."), seconds=SEEN_S)
        await first.press("ctrl+s", "t")
        await first.until(lambda: "READ ONLY" not in first.rows[0])
        await first.type(" Again.")
        await first.saved()
        assert first.on_disk()["scope"]["goal"].endswith(" Two. Again.")
        await second.until(lambda: "READ ONLY" in second.rows[0], seconds=SEEN_S)
        await second.until(lambda: second.answers()["scope"]["goal"].endswith(" Again."), seconds=SEEN_S)


async def test_what_was_unsaved_when_the_draft_was_taken_over_meets_what_was_written_since(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "CALM_S", 0.0)
    monkeypatch.setattr(following, "LOOK_S", 60.0)  # the first finds out by saving
    async with sitting(payments) as first, sitting(payments) as second:
        await second.press("t")
        await second.type(" Two.")
        await second.saved()
        await first.type(" Lost?")
        await first.until(lambda: first.screen_name == "ConflictScreen", seconds=SEEN_S)
        text = first.screen_text()
        assert "there by" in text
        assert "1 to decide" in text
        await first.press("escape", "ctrl+q")
        assert "quit without saving" in first.screen_text()


async def test_when_the_first_window_is_closed_the_second_can_go_on(payments: Path) -> None:
    async with sitting(payments) as second_later:
        assert "READ ONLY" not in second_later.rows[0]
        async with sitting(payments) as second:
            await second.press("r")
            assert "READ ONLY" in second.rows[0]
            await second_later.type(" First.")
            await second_later.saved()
            await second_later.press("ctrl+o")
            await second.press("ctrl+s")
            await second.until(lambda: "READ ONLY" not in second.rows[0])
            assert is_told(second, "worked on here")
            assert shown_goal(second).endswith(" First.")
            await second.type(" Second.")
            await second.saved()
            assert second.on_disk()["scope"]["goal"].endswith(" First. Second.")


async def test_what_an_editor_writes_is_shown_and_can_be_taken_back(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.type(" Typed.")
        await s.saved()
        before = s.answers()
        write_elsewhere(payments, {GOAL: "By an editor.", ("api", "page_size_max"): 300})
        await s.until(lambda: s.answers()["scope"]["goal"] == "By an editor.", seconds=SEEN_S)
        assert shown_goal(s) == "By an editor."
        assert is_told(s, "changed elsewhere")
        assert s.screen_name == "StepScreen"
        assert s.desk.is_saved
        await s.press("ctrl+z")
        assert s.answers() == before
        await s.saved()
        assert s.on_disk()["scope"]["goal"].endswith(" Typed.")


async def test_what_an_editor_writes_while_something_is_unsaved_is_asked_about(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "CALM_S", 0.0)
    async with sitting(payments) as s:
        written = write_elsewhere(payments, {GOAL: "By an editor."})
        await s.type("!")
        await s.until(lambda: s.screen_name == "ConflictScreen", seconds=SEEN_S)
        assert payments.read_bytes() == written
        assert s.answers()["scope"]["goal"].endswith("!")


async def test_a_damaged_draft_is_left_alone_until_it_is_mended(payments: Path) -> None:
    async with sitting(payments) as s:
        good = payments.read_bytes()
        bad = good.replace(b"[scope]", b"<<<<<<< HEAD\n[scope]", 1)
        payments.write_bytes(bad)
        await s.until(lambda: "DAMAGED" in s.rows[0], seconds=SEEN_S)
        await s.type("!")
        await s.until(lambda: "NOT SAVED" in s.rows[0])
        assert payments.read_bytes() == bad
        payments.write_bytes(good)
        await s.saved()
        assert s.on_disk()["scope"]["goal"].endswith("!")
        assert "NOT SAVED" not in s.rows[0]
        assert "DAMAGED" not in s.rows[0]


async def test_a_damaged_draft_can_be_written_over_and_its_bytes_are_kept(
    payments: Path, history: Callable[[], History]
) -> None:
    async with sitting(payments) as s:
        await s.type(" Typed.")
        await s.saved()
        bad = b"<<<<<<< HEAD\n" + payments.read_bytes()
        payments.write_bytes(bad)
        await s.until(lambda: "DAMAGED" in s.rows[0], seconds=SEEN_S)
        await s.press("ctrl+s")
        assert "write what is here over it" in s.screen_text()
        assert payments.read_bytes() == bad
        await s.press("w")
        await s.until(lambda: payments.read_bytes() != bad and s.desk.is_saved)
        assert s.on_disk()["scope"]["goal"].endswith(" Typed.")
        assert bad in [history().bytes_of(one) for one in history().snapshots()]
        await s.type("!")
        await s.saved()


async def test_a_draft_that_was_removed_is_written_again(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.type(" Typed.")
        await s.saved()
        payments.unlink()
        await s.type(" More.")
        await s.saved()
        assert s.on_disk()["scope"]["goal"].endswith(" Typed. More.")


async def test_a_half_typed_line_stays_when_the_draft_is_read_again(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("workflows")
        await s.press("a")
        await s.type("auditor")
        await s.saved()
        write_elsewhere(payments, {GOAL: "By an editor."})
        await s.until(lambda: s.answers()["scope"]["goal"] == "By an editor.", seconds=SEEN_S)
        line = s.app.focused
        assert isinstance(line, Input)
        assert line.value == "auditor"
        await s.type("s")
        await s.press("enter", "escape")
        await s.saved()
        names = [one["name"] for one in s.on_disk()["scope"]["workflows"]]
        assert names.count("auditors") == 1
        assert "auditor" not in names
        assert s.on_disk()["scope"]["goal"] == "By an editor."


async def test_a_half_typed_line_that_is_not_saved_is_no_reason_to_ask(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("workflows")
        await s.press("a")
        await s.saved()
        write_elsewhere(payments, {GOAL: "By an editor."})
        await s.type("auditor")
        await s.until(lambda: s.answers()["scope"]["goal"] == "By an editor.", seconds=SEEN_S)
        assert s.screen_name == "StepScreen"
        await s.until(lambda: "auditor" in payments.read_text("utf-8"))
        assert s.on_disk()["scope"]["goal"] == "By an editor."
        line = s.app.focused
        assert isinstance(line, Input)
        assert line.value == "auditor"


async def test_a_record_that_someone_made_of_the_line_that_is_being_typed_stays_theirs(payments: Path) -> None:
    def renamed(answers: Any) -> Any:
        return [
            one | {"name": "Auditors"} if one["name"] == "auditor" else one for one in answers["scope"]["workflows"]
        ]

    async with sitting(payments) as s:
        await s.go_to("workflows")
        await s.press("a")
        await s.type("auditor")
        await s.until(lambda: "auditor" in payments.read_text("utf-8"))
        write_elsewhere(payments, {("scope", "workflows"): renamed})
        await s.until(lambda: is_told(s, "with the line that you are typing"), seconds=SEEN_S)
        assert [one["name"] for one in s.answers()["scope"]["workflows"]].count("Auditors") == 1
        await s.type(" general")
        await s.press("enter", "escape")
        await s.saved()
        assert [one["name"] for one in s.on_disk()["scope"]["workflows"]][-2:] == ["Auditors", "auditor general"]


async def test_after_it_was_taken_over_and_back_nothing_that_was_done_there_is_undone_by_typing_on(
    payments: Path,
) -> None:
    async with sitting(payments) as first, sitting(payments) as second:
        await first.type(" One.")
        await first.saved()
        await second.press("t")
        await second.until(lambda: "READ ONLY" not in second.rows[0])
        second.desk.change(lambda: second.desk.session.answer(MOST, 321))
        await second.saved()
        await first.until(lambda: first.answers()["api"]["page_size_max"] == 321, seconds=SEEN_S)
        await first.press("ctrl+s", "t")
        await first.until(lambda: "READ ONLY" not in first.rows[0])
        await first.type(" Two.")
        await first.saved()
        assert first.on_disk()["api"]["page_size_max"] == 321
        assert first.on_disk()["scope"]["goal"].endswith(" One. Two.")
        await first.press("ctrl+z")
        assert first.answers()["api"]["page_size_max"] == 321
        await first.press("ctrl+z")
        assert is_told(first, "Nothing to undo.")
        assert first.answers()["api"]["page_size_max"] == 321


@pytest.mark.parametrize("is_pasted", [True, False])
async def test_what_is_on_its_way_to_a_control_is_never_lost_to_what_was_written_elsewhere(
    payments: Path, *, is_pasted: bool
) -> None:
    async with sitting(payments) as s:
        await s.saved()
        write_elsewhere(payments, {GOAL: "By an editor."})
        s.desk.draft.look()
        driver = s.app._driver
        assert driver is not None
        sent: list[events.Key | events.Paste] = [events.Paste("Pasted.")] if is_pasted else [*typed("Typed.")]
        for event in sent:
            event.set_sender(s.app)
            driver.send_message(event)
        for _ in range(1000):
            if s.app.is_typed_ahead:
                s.desk.meet()
                break
            await asyncio.sleep(0)
        await s.until(lambda: not s.app.is_typed_ahead)
        assert s.desk.draft.theirs is not None or shown_goal(s).startswith("By an editor.")
        word = "Pasted." if is_pasted else "Typed."
        assert shown_goal(s).endswith(word)
        assert s.desk.draft.theirs is not None or s.answers()["scope"]["goal"] == f"By an editor.{word}"
        assert s.on_disk()["scope"]["goal"] == "By an editor."


async def test_the_cursor_stays_in_words_that_were_not_changed_elsewhere(payments: Path) -> None:
    async with sitting(payments) as s:
        editor = s.app.focused
        assert isinstance(editor, TextArea)
        editor.move_cursor((0, 0))
        await s.type("Many ")
        await s.saved()
        write_elsewhere(payments, {("start", "title"): "Theirs"})
        await s.until(lambda: s.answers()["start"]["title"] == "Theirs", seconds=SEEN_S)
        await s.type("good ")
        await s.saved()
        assert s.on_disk()["scope"]["goal"].startswith("Many good ")


async def test_words_for_a_record_that_was_removed_elsewhere_are_no_commands_to_its_list(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("entities")
        await s.press("enter")
        assert s.screen_name == "RecordScreen"
        first = s.answers()["domain"]["entities"][0]
        write_elsewhere(payments, {("domain", "entities"): lambda answers: answers["domain"]["entities"][1:]})
        await s.until(lambda: s.screen_name == "StepScreen", seconds=SEEN_S)
        left = s.answers()["domain"]["entities"]
        assert first not in left
        await s.type(" dad")
        await s.press("enter", "delete")
        assert s.screen_name == "StepScreen"
        assert s.answers()["domain"]["entities"] == left
        assert is_told(s, "was removed elsewhere")
        s.app.ignore_keys(0)
        await s.press("d")
        assert len(s.answers()["domain"]["entities"]) == len(left) - 1


async def test_no_key_is_taken_for_the_neighbour_of_a_line_that_was_removed_elsewhere(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("entities")
        await s.press("down")
        gone = s.form.record
        left = [one for one in s.answers()["domain"]["entities"] if one["id"] != gone]
        write_elsewhere(payments, {("domain", "entities"): left})
        await s.until(lambda: s.answers()["domain"]["entities"] == left, seconds=SEEN_S)
        await s.press("d")
        assert s.answers()["domain"]["entities"] == left


async def test_a_half_typed_line_is_added_when_other_questions_are_asked_around_it(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("authentication")
        while s.where[-1] != "token_storage":
            await s.press("tab")
        await s.press("a")
        await s.type("browser | a precious cookie")
        await s.until(lambda: "a precious cookie" in payments.read_text("utf-8"))
        write_elsewhere(payments, {("access", "auth_methods"): ["api-key"]})
        await s.until(lambda: s.answers()["access"]["auth_methods"] == ["api-key"], seconds=SEEN_S)
        await s.press("ctrl+n")
        await s.saved()
        assert payments.read_text("utf-8").count("a precious cookie") == 1


async def test_a_half_typed_line_goes_with_its_record_and_is_in_the_history(
    payments: Path, history: Callable[[], History]
) -> None:
    async with sitting(payments) as s:
        await s.go_to("lifecycle")
        await s.press("enter")
        while s.where[-1] != "transitions":
            await s.press("tab")
        await s.press("a")
        await s.type("a precious | line")
        await s.until(lambda: "a precious" in payments.read_text("utf-8"))
        write_elsewhere(payments, {("domain", "lifecycles"): None})
        await s.until(lambda: s.screen_name == "StepScreen", seconds=SEEN_S)
        await s.saved()
        assert "lifecycles" not in s.on_disk()["domain"]
    past = history()
    assert any(b"a precious" in past.bytes_of(one) for one in past.snapshots())


async def test_no_version_is_put_back_in_a_draft_that_was_taken_over_while_it_was_asked(payments: Path) -> None:
    async with sitting(payments) as first:
        await first.type(" One.")
        await first.saved()
        await first.press("ctrl+p", "end")
        await first.until(lambda: "enter" in first.footer)
        await first.press("enter")
        assert first.screen_name == "Confirm"
        async with sitting(payments) as second:
            await second.press("t")
            await second.until(lambda: "READ ONLY" not in second.rows[0])
            await first.until(lambda: bool(first.desk.read_only), seconds=SEEN_S)
            await first.press("y")
            assert "no version can be put back" in first.screen_text()
            assert first.answers()["scope"]["goal"].endswith(" One.")


STEPS = ("domain", "api", "data", "access", "operations", "risks", "file_plan")
WAYS = {
    "a record": (">4 operations", "enter"),
    "a record within a record": (">entities", "enter", "tab", "tab", "tab", "tab", "enter"),
    "a line": (">entities", "a"),
    "a table": (">stores", "down", "down", "down"),
    "a list to choose from": (">4 operations", "enter", "tab", "tab", "space"),
    "an assumption": ("ctrl+l",),
    "start": (">start",),
    "readiness": ("f5", "down", "w"),
    "rubric": ("f5", "r"),
    "trace": ("ctrl+t",),
    "loose ends": ("ctrl+t", "tab"),
    "matrix": (">permissions", "ctrl+t", "right", "down"),
    "export": ("f4",),
    "search": ("ctrl+f", *"lost"),
    "checklist": (">service level", "f6", "e"),
    "reference": ("f2",),
    "derived risks": (">derived", "ctrl+t"),
}
AFTERWARDS = [
    "down",
    "up",
    "tab",
    "m",
    "space",
    "enter",
    "d",
    "delete",
    "ctrl+y",
    "f7",
    "ctrl+z",
    "ctrl+r",
    "enter",
    "escape",
    "escape",
    "ctrl+n",
    "ctrl+b",
]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_every_screen_bears_that_all_it_shows_is_removed_elsewhere(payments: Path, way: tuple[str, ...]) -> None:
    async with sitting(payments) as s:
        for part in way:
            await (s.go_to(part[1:]) if part.startswith(">") else s.press(part))
        gone: Changes = {(step,): None for step in STEPS}
        write_elsewhere(payments, {**gone, ("scope", "workflows"): None, ("start", "system_type"): "web-backend"})
        s.desk.look_soon()
        await s.until(lambda: "domain" not in s.answers() or s.desk.draft.theirs is not None)
        await s.press(*AFTERWARDS)
        assert s.rows[0]


@pytest.mark.parametrize(
    ("way", "first"),
    [
        (("f5", "r"), "home"),
        (("ctrl+t",), "home"),
        (("ctrl+t", "tab"), "home"),
        (("ctrl+f", *"merchant"), "pageup"),
        (("f2",), "home"),
    ],
    ids=["rubric", "trace", "loose ends", "search", "reference"],
)
async def test_what_follows_from_the_answers_is_drawn_anew_when_they_are_changed_elsewhere(
    payments: Path, way: tuple[str, ...], first: str
) -> None:
    async with sitting(payments) as s:
        await s.go_to("service level")
        await s.press(*way, first)
        before = s.rows[1:]
        write_elsewhere(payments, {(step,): None for step in STEPS})
        s.desk.look_soon()
        await s.until(lambda: "domain" not in s.answers())
        s.app.clear_notifications()
        await s.press(first)
        after = s.rows[1:]
        assert after != before
        await s.press("escape", *(["escape"] if "r" in way else []), *way, first)
        assert s.rows[1:] == after
