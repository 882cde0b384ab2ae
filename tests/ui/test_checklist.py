"""The checklist as a screen: ticked by the answers, ticked by hand, and the way from an item to its answer."""

from pathlib import Path

from ui.sitting import NARROW, WIDE, sitting

from screens.checklist import ChecklistScreen


def the_list(s: object) -> ChecklistScreen:
    screen = s.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, ChecklistScreen)
    return screen


async def test_it_begins_at_the_section_of_the_group_and_counts_what_is_met(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("service level objectives")
        await s.press("f6")
        current = the_list(s).list.current
        assert current is not None
        assert current.item.section == "RELIABILITY"
        met = sum(one.state == "met" for one in s.desk.session.review.checklist.checked)
        assert f"✓ {met} met" in s.screen_text()


async def test_a_tick_by_hand_is_saved_and_taken_back(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f6")
        item = the_list(s).list.current
        assert item is not None
        await s.press("n")
        assert [(tick["item"], tick["state"]) for tick in s.answers()["risks"]["ticks"]] == [(item.item.id, "not-met")]
        assert s.desk.session.review.checklist.by_id[item.item.id].by == "hand"
        await s.saved()
        assert s.on_disk()["risks"]["ticks"][0]["item"] == item.item.id
        await s.press("up", "d")
        assert "ticks" not in s.answers()["risks"]


async def test_what_does_not_apply_asks_for_the_reason(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f6", "x")
        assert s.screen_name == "RecordScreen"
        assert s.where[-1] == "reason"
        await s.type("nothing is kept")
        await s.press("escape")
        assert s.screen_name == "ChecklistScreen"
        current = the_list(s).list.current
        assert current is not None
        assert current.state == "not-applicable"
        assert "nothing is kept" in s.screen_text()


async def test_enter_goes_to_the_answer_that_settles_an_item(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f6")
        shown = the_list(s).list
        place = next(n for n, one in enumerate(shown.items) if one.where)
        await s.press(*["down"] * (place - shown.row), *["up"] * (shown.row - place))
        where = shown.items[place].where[0].path
        await s.press("enter")
        assert s.where[:2] == where[:2]


async def test_the_filter_leaves_what_was_asked_for(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f6", "m", "f", "f", "f", "f")
        assert the_list(s).list.filter == "by hand"
        assert len(the_list(s).list.items) == 1


async def test_tab_goes_to_the_next_section(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f6", "tab")
        current = the_list(s).list.current
        assert current is not None
        assert current.item.section == "ARCHITECTURE_PATTERN"


async def test_the_side_pane_says_what_tells(payments: Path) -> None:
    async with sitting(payments, size=WIDE) as s:
        await s.go_to("service level objectives")
        await s.press("f3")
        await s.until(lambda: "Needed to be ready" in s.screen_text())
        found = s.desk.session.review.checklist.of(("RELIABILITY",))
        assert any(one.state == "met" for one in found)
