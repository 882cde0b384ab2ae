"""A draft that was changed here and elsewhere: both are shown side by side, somebody chooses, and nothing is lost."""

from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from ui.elsewhere import Changes, conflict, write_elsewhere
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting

from screens import following
from screens.conflict import ConflictScreen
from screens.help import TOPICS
from screens.widgets.bars import KeyBar
from wizard.drafts.file import from_toml
from wizard.drafts.history import history_at

GOAL, MOST, USUAL = ("scope", "goal"), ("api", "page_size_max"), ("api", "page_size_default")
MINE: Changes = {GOAL: "Mine.", MOST: 1000, USUAL: 25}
THEIRS: Changes = {GOAL: "Theirs.", MOST: 500, ("start", "title"): "Payments"}
"""Two conflicts, one change of mine alone, and one of theirs alone."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types, so nobody has to be waited for."""
    monkeypatch.setattr(following, "CALM_S", 0.0)
    monkeypatch.setattr(following, "DEAF_S", 0.0)


def screen_of(s: Sitting) -> ConflictScreen:
    assert isinstance(s.app.screen, ConflictScreen)
    return s.app.screen


def row_of(s: Sitting, words: str) -> str:
    """The line of the list that begins with these words."""
    return next(row for row in s.rows[4:] if row.lstrip(" ▌▲✓").startswith(words))


def snapshots(draft: Path) -> list[Any]:
    """All that the history holds of a draft, the newest first."""
    past = history_at(draft)
    assert past is not None
    return [from_toml(past.bytes_of(one), draft.name) for one in past.snapshots()]


@pytest.mark.parametrize("size", [NARROW, WIDE, WIDEST])
async def test_both_versions_stand_side_by_side_with_what_is_to_decide(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        written = await conflict(s, MINE, THEIRS)
        text = s.screen_text()
        assert "was changed here and on the disk" in text
        assert "Nothing was overwritten" in text
        assert "▲ 2 to decide" in text
        assert "2 changed on one side only" in text
        assert "▌ ▲ Goal" in text
        assert row_of(s, "Goal").count("○") == 2
        assert "○ 25" not in row_of(s, "Default size")
        assert "● 25" in row_of(s, "Default size")
        assert "● Payments" in row_of(s, "Title")
        assert " mine " in row_of(s, "Default size")
        assert " theirs " in row_of(s, "Title")
        assert "Changed on both sides" in text
        assert "NOT SAVED" in s.rows[0]
        assert payments.read_bytes() == written


async def test_choices_are_applied_together_and_one_undo_takes_them_back(payments: Path) -> None:
    async with sitting(payments) as s:
        await conflict(s, MINE, THEIRS)
        mine = s.answers()
        await s.press("m", "n", "t")
        assert "✓ 2 decided" in s.screen_text()
        assert "ctrl+s apply" in s.footer
        await s.press("ctrl+s")
        assert s.screen_name == "StepScreen"
        await s.saved()
        now = s.on_disk()
        assert (now["scope"]["goal"], now["api"]["page_size_max"]) == ("Mine.", 500)
        assert (now["api"]["page_size_default"], now["title"]) == (25, "Payments")
        await s.press("ctrl+z")
        assert s.answers() == mine
        await s.saved()
        assert s.on_disk()["title"] != "Payments"


async def test_nothing_is_applied_while_something_is_to_decide(payments: Path) -> None:
    async with sitting(payments) as s:
        written = await conflict(s, MINE, THEIRS)
        await s.press("m", "home", "ctrl+s")
        assert screen_of(s).differences.chosen_for[0].path == MOST
        assert any("1 to decide" in note.message for note in s.app._notifications)
        await s.press("enter", "space", "y", "z", "1", "x", "a", "d", "delete", "tab")
        assert payments.read_bytes() == written
        assert screen_of(s)._settlement.choices.get(MOST) is None


async def test_both_versions_are_in_the_history_after_it_was_settled(payments: Path) -> None:
    async with sitting(payments) as s:
        await conflict(s, MINE, THEIRS)
        await s.press("T", "ctrl+s")
        assert s.answers()["scope"]["goal"] == "Theirs."
        await s.saved()
        assert any(one["scope"]["goal"] == "Mine." for one in snapshots(payments))
        await conflict(s, {GOAL: "Mine again."}, {GOAL: "Theirs again."})
        await s.press("M", "ctrl+s")
        await s.saved()
        assert s.on_disk()["scope"]["goal"] == "Mine again."
        assert any(one["scope"]["goal"] == "Theirs again." for one in snapshots(payments))


async def test_a_heading_chooses_for_its_step_and_capitals_for_everything(payments: Path) -> None:
    async with sitting(payments) as s:
        await conflict(s, {**MINE, ("api", "pagination"): "none"}, THEIRS)
        step = next(one for one in screen_of(s)._settlement.steps if one.title == "API contract")
        while screen_of(s).differences.current != step:
            await s.press("down")
        assert "m takes mine of all 3 differences here" in s.screen_text()
        await s.press("right")
        sides = {one.path: screen_of(s)._settlement.side(one) for one in screen_of(s)._settlement.contested}
        assert {side for path, side in sides.items() if path[0] == "api"} == {"theirs"}
        assert sides[GOAL] is None
        await s.press("M")
        assert {screen_of(s)._settlement.side(one) for one in screen_of(s)._settlement.contested} == {"mine"}


async def test_it_can_be_decided_later_and_what_was_chosen_is_remembered(payments: Path) -> None:
    async with sitting(payments) as s:
        written = await conflict(s, MINE, THEIRS)
        await s.press("m", "escape")
        assert s.screen_name == "StepScreen"
        await s.type("!")
        await s.until(lambda: "NOT SAVED" in s.rows[0] and "Both are kept" in s.rows[1])
        assert payments.read_bytes() == written
        await s.press("ctrl+s")
        assert s.screen_name == "ConflictScreen"
        assert "▲ 2 to decide" in s.screen_text()  # what is said of the goal is another thing now
        await s.press("escape")
        s.desk.session.answer(GOAL, "Mine.")
        await s.press("ctrl+s", "t", "escape", "ctrl+s")
        assert "✓ 2 decided" in s.screen_text()
        assert "● Mine." in row_of(s, "Goal")
        assert "● 500" in row_of(s, "Maximum size")


async def test_what_changes_once_more_is_shown_before_it_is_applied(payments: Path) -> None:
    async with sitting(payments) as s:
        await conflict(s, MINE, THEIRS)
        await s.press("m", "n", "t")
        written = write_elsewhere(payments, {MOST: 300, ("scope", "out_of_scope"): ["All else"]})
        await s.press("ctrl+s")
        assert s.screen_name == "ConflictScreen"
        assert payments.read_bytes() == written
        assert "▲ 1 to decide" in s.screen_text()
        assert "● Mine." in row_of(s, "Goal")
        assert "300" in row_of(s, "Maximum size")
        await s.press("n", "t", "ctrl+s")
        await s.saved()
        now = s.on_disk()
        assert (now["scope"]["goal"], now["api"]["page_size_max"]) == ("Mine.", 300)
        assert now["scope"]["out_of_scope"] == ["All else"]


async def test_what_is_damaged_meanwhile_is_not_written_over(payments: Path) -> None:
    async with sitting(payments) as s:
        written = await conflict(s, MINE, THEIRS)
        await s.press("M")
        payments.write_bytes(b"<<<<<<< ours\n" + written)
        await s.press("ctrl+s")
        assert s.screen_name == "ConflictScreen"
        assert payments.read_bytes() == b"<<<<<<< ours\n" + written
        payments.write_bytes(written)
        await s.press("ctrl+s")
        await s.saved()
        assert s.on_disk()["scope"]["goal"] == "Mine."


async def test_the_same_change_on_both_sides_is_no_question(payments: Path) -> None:
    async with sitting(payments) as s:
        write_elsewhere(payments, {GOAL: "Ours."})
        s.desk.session.answer(GOAL, "Ours.")
        s.desk.settle()
        s.desk.look_soon()
        await s.until(lambda: any("nothing to decide" in note.message for note in s.app._notifications))
        assert s.screen_name == "StepScreen"
        await s.saved()
        assert s.desk.draft.theirs is None


async def test_a_copy_takes_everything_that_is_mine_and_leaves_theirs_alone(payments: Path) -> None:
    async with sitting(payments) as s:
        written = await conflict(s, MINE, THEIRS)
        await s.press("c", "enter")
        await s.until(lambda: s.screen_name == "StepScreen")
        assert s.desk.draft.path.name == "payments-copy.design.toml"
        assert s.on_disk()["scope"]["goal"] == "Mine."
        assert s.on_disk()["api"]["page_size_max"] == 1000
        assert payments.read_bytes() == written
        await s.type("!")
        await s.saved()


async def test_keys_of_whoever_goes_on_typing_are_not_taken(payments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "DEAF_S", 5.0)
    async with sitting(payments) as s:
        await conflict(s, MINE, THEIRS)
        first = s.app._deaf_until
        await s.type("cMmTtn")
        await s.press("down", "ctrl+s", "escape")
        assert s.app._deaf_until > first
        assert s.screen_name == "ConflictScreen"
        assert len(screen_of(s)._settlement.undecided) == 2
        await s.press("ctrl+q", "escape")
        assert s.screen_name == "ConflictScreen"
        await s.press("m")
        assert len(screen_of(s)._settlement.undecided) == 1


async def test_nobody_is_asked_while_typing(payments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "CALM_S", 60.0)
    async with sitting(payments) as s:
        write_elsewhere(payments, THEIRS)
        await s.type("a")
        await s.until(lambda: s.desk.draft.theirs is not None)
        s.desk.meet()
        assert s.screen_name == "StepScreen"
        await s.press("ctrl+s")
        assert s.screen_name == "ConflictScreen"


async def test_records_say_which_side_has_them_and_whether_they_were_removed(payments: Path) -> None:
    new = {"id": "n1", "name": "auditor", "kind": "person"}
    async with sitting(payments, size=WIDEST) as s:
        users = s.answers()["scope"]["users"]
        s.desk.session.remove(("scope", "users", users[0]["id"]))
        theirs: Changes = {("scope", "users"): lambda answers: [*answers["scope"]["users"], new]}
        await conflict(s, {GOAL: "Mine."}, theirs)
        assert "● removed" in row_of(s, f"User {users[0]['name']}")
        assert "○ not there" in row_of(s, "User auditor")
        assert "● auditor" in row_of(s, "User auditor")
        await s.press("ctrl+s")
        await s.saved()
        names = [user["name"] for user in s.on_disk()["scope"]["users"]]
        assert names == [*(user["name"] for user in users[1:]), "auditor"]


HOSTILE = "[/red] [@click=app.quit]x[/] \x1b[2J\x9b31m \u202e日本語日本語" + " long 言葉" * 2000


@pytest.mark.parametrize("size", [NARROW, WIDE, WIDEST, (60, 18)])
async def test_hostile_and_long_words_are_only_words(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await conflict(s, {GOAL: HOSTILE + " a"}, {GOAL: HOSTILE + " b", ("start", "title"): HOSTILE})
        await s.press("up", "up", "down", "down", *["ctrl+down"] * 5, "ctrl+up", "m", "t")
        text = s.screen_text()
        assert "\x1b" not in text
        assert "\x9b" not in text
        assert "long" in text
        await s.press("T", "ctrl+s")
        assert s.screen_name == "StepScreen"


async def test_three_hundred_differences_are_walked_and_applied(payments: Path) -> None:
    theirs = [{"id": f"t{n}", "text": f"Theirs {n}"} for n in range(300)]
    mine = [{"id": f"t{n}", "text": f"Mine {n}"} for n in range(0, 300, 2)]
    write_elsewhere(payments, {("scope", "assumptions"): [{"id": f"t{n}", "text": "Both"} for n in range(300)]})
    async with sitting(payments, size=NARROW) as s:
        began = monotonic()
        await conflict(s, {("scope", "assumptions"): mine}, {("scope", "assumptions"): theirs})
        assert "▲ 300 to decide" in s.screen_text()  # half of them were removed here
        await s.press(*["n", "m"] * 20, *["pagedown"] * 10, "end", "home")
        assert "▲ 280 to decide" in s.screen_text()
        await s.press("T", "ctrl+s")
        assert monotonic() - began < 10
        assert s.answers()["scope"]["assumptions"] == theirs


@pytest.mark.parametrize("size", [NARROW, WIDE, WIDEST])
async def test_every_shown_key_works_and_help_tells_of_them(payments: Path, size: tuple[int, int]) -> None:
    names = {"esc": "escape", "page keys": "pagedown", "M": "M", "T": "T"}
    async with sitting(payments, size=size) as s:
        await conflict(s, MINE, THEIRS)
        for keys in ((), ("M",)):
            await s.press(*keys)
            shown = [hint.key for _, hint in s.app.screen.query_one(KeyBar)._ends]
            assert len(shown) == len(set(shown))
            assert {"m", "t", "esc", "F1"} <= set(shown)
            assert ("ctrl+s" in shown) == bool(keys)
            told = [key for said, _ in TOPICS["conflict"][1][0][1] for key in said.replace(" or ", ", ").split(", ")]
            for key in (*shown, *told):
                assert names.get(key, key.lower()) in s.app.screen.active_bindings, key
        await s.press("f1")
        assert "decide later" in s.screen_text()


async def test_a_click_on_a_value_takes_it(payments: Path) -> None:
    async with sitting(payments) as s:
        await conflict(s, MINE, THEIRS)
        row = next(n for n, words in enumerate(s.rows) if "▲ Maximum size" in words)
        for _ in range(2):
            await s.pilot.click(offset=(s.rows[row].index("500"), row))
        assert "● 500" in row_of(s, "Maximum size")
        await s.pilot.click(offset=(s.rows[row].index("1000"), row))
        assert "● 1000" in row_of(s, "Maximum size")


async def test_leaving_with_a_conflict_offers_to_decide(payments: Path) -> None:
    async with sitting(payments) as s:
        await conflict(s, MINE, THEIRS)
        await s.press("escape", "ctrl+q")
        assert "look at both and decide" in s.screen_text()
        await s.press("d")
        assert s.screen_name == "ConflictScreen"
        await s.press("ctrl+q", "d")
        assert [type(screen).__name__ for screen in s.app.screen_stack].count("ConflictScreen") == 1
