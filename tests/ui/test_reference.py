"""The reference reader: pages are read, searched and walked, with the checklist as it stands in the design."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting

from screens.help import TOPICS
from screens.reference import ReferenceScreen
from screens.widgets.bars import KeyBar
from screens.widgets.page_reader import PageReader
from wizard.knowledge import guide as guides
from wizard.knowledge import shelf
from wizard.knowledge.library import page_names
from wizard.knowledge.questions import reference_of

NAMES = {"esc": "escape", "up/down": "up", "/": "slash", "N": "N"}


def reader(s: Sitting) -> PageReader:
    """The page that is read."""
    return s.app.screen.query_one(PageReader)


def title(s: Sitting) -> str:
    """The name of the page that is read."""
    assert isinstance(s.app.screen, ReferenceScreen)
    return s.app.screen._page.name


async def read(s: Sitting, name: str) -> None:
    """Choose a page by its name."""
    await s.press("o")
    await s.enter(name)
    assert title(s) == name


@pytest.fixture
def own_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A guide of the team's own, full of what could be taken for something else."""
    file = tmp_path / ".codex" / "AGENTS.override.md"
    file.parent.mkdir()
    text = "# How [we/] build\n\n[red]list[int][/red] [/nope] \x1b]8;;https://evil.example\x07x\n\n- [ ] Every **queue** has an `owner`,\n  by name.\n- [ ] Every **queue** has an `owner`,\n- plain &#x202e;&#13;&NewLine;\n\n[out](https://example.com/x) [in](tenancy.md)\n"
    file.write_text(text, "utf-8")
    used = guides.read_guide(file)
    for module in (guides, shelf):
        monkeypatch.setattr(module, "guide", lambda: used)
    for known in (shelf.shelves, shelf.titles):
        known.cache_clear()
    yield
    for known in (shelf.shelves, shelf.titles):
        known.cache_clear()


@pytest.mark.parametrize("size", [WIDE, NARROW, WIDEST])
async def test_one_key_reads_about_the_focused_field_and_another_goes_back(
    payments: Path, size: tuple[int, int]
) -> None:
    async with sitting(payments, size=size) as s:
        await s.go_to("paging")
        here = s.where
        await s.press("f2")
        name, _, anchor = reference_of(here).partition("#")
        assert title(s) == name
        if anchor:
            assert reader(s)._landmarks[anchor] >= reader(s).scroll_offset.y
        await s.press("escape")
        assert s.where == here


async def test_the_start_form_and_the_form_of_a_record_lead_to_pages_too(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("start")
        await s.press("f2")
        assert s.screen_name == "ReferenceScreen"
        await s.press("f2")
        assert s.screen_name == "StartScreen"
        await s.press("escape")
        await s.go_to("operations")
        await s.press("enter", "f2")
        assert s.screen_name == "ReferenceScreen"
        await s.press("escape")
        assert s.screen_name == "RecordScreen"


async def test_a_line_that_is_being_typed_waits_while_a_page_is_read(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("operations")
        await s.press("a")
        await s.type("GET | /half")
        before = s.answers()
        await s.press("f2", "escape")
        await s.type("-done")
        assert s.answers() == before
        assert "/half-done" in s.screen_text()


async def test_keys_scroll_to_every_part_of_a_page(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f2")
        await read(s, "rest-best-practices")
        shown = reader(s)
        assert shown.scroll_offset.y == 0
        await s.press("down", "down")
        assert shown.scroll_offset.y == 2
        await s.press("pagedown", "up", "pageup")
        assert shown.scroll_offset.y == 1
        await s.press("end")
        assert shown.scroll_offset.y == shown.max_scroll_y > 0
        assert "RFC 5861" in s.screen_text()
        await s.press("home")
        assert shown.scroll_offset.y == 0


async def test_words_are_found_over_the_end_of_a_line_and_walked(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f2")
        await read(s, "rest-best-practices")
        await s.press("slash")
        await s.type("PRE")
        await s.press("enter")
        found = reader(s).matches
        assert len(found) >= 2
        assert f"1 of {len(found)}" in s.screen_text()
        await s.press("n")
        assert f"2 of {len(found)}" in s.screen_text()
        await s.press("N", "N")
        assert f"{len(found)} of {len(found)}" in s.screen_text()
        line = found[-1][0].line - reader(s).scroll_offset.y
        assert 0 <= line < reader(s).size.height
        words = " ".join(" ".join(strip.text for strip in reader(s)._lines).split()).lower()
        await s.press("slash", "ctrl+u")
        await s.type(words[2000:2060].strip())
        assert len(reader(s).matches) >= 1
        await s.press("escape")
        assert not reader(s).matches
        assert s.screen_name == "ReferenceScreen"
        await s.press("escape")
        assert s.screen_name == "StepScreen"


async def test_what_is_not_on_the_page_is_said_so(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f2", "slash")
        await s.type("zeppelin")
        assert "not on this page" in s.screen_text()


async def test_links_are_walked_followed_and_come_back_to_the_same_line(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f2")
        await read(s, "compliance")
        links = reader(s).links
        assert "data-retention-residency.md" in [link.target for link in links]
        while reader(s).link is None or reader(s).link.target != "data-retention-residency.md":  # type: ignore[union-attr]
            await s.press("tab")
        here = reader(s).scroll_offset.y
        assert here > 0
        await s.press("enter")
        assert title(s) == "data-retention-residency"
        assert reader(s).scroll_offset.y == 0
        await s.press("backspace")
        assert title(s) == "compliance"
        assert reader(s).scroll_offset.y == here
        await s.press("shift+tab", "shift+tab")
        assert reader(s).link is not None


async def test_a_link_to_a_heading_scrolls_to_it(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f2")
        screen = s.app.screen
        assert isinstance(screen, ReferenceScreen)
        screen._follow("rest-best-practices.md#who-may-keep-an-answer")
        await s.pilot.pause()
        assert "Who may keep an answer?" in s.rows[5]


async def test_in_another_width_reading_goes_on_at_the_same_heading(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f2")
        screen = s.app.screen
        assert isinstance(screen, ReferenceScreen)
        screen._follow("rest-best-practices.md#who-may-keep-an-answer")
        await s.pilot.pause()
        await s.pilot.resize_terminal(150, 24)
        await s.pilot.pause()
        assert "Who may keep an answer?" in s.rows[5]


async def test_from_the_checklist_its_item_is_read_with_what_tells_it(payments: Path) -> None:
    async with sitting(payments) as s:
        screen = ReferenceScreen(s.desk, "rest-best-practices", item="rest-lists-are-paged")
        s.app.push_screen(screen)
        await s.pilot.pause()
        text = s.screen_text()
        assert "Every operation of kind list is paginated" in text
        assert "rest-lists-are-paged   source: OWASP API4:2023" in text
        assert "- [ ]" not in text
        assert "`" not in text


async def test_items_that_do_not_count_for_the_design_say_so(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f2")
        await read(s, "tauri-backend")
        await s.press("end")
        assert "does not count for this design" in s.screen_text()
        assert "not for this design" in s.rows[2]


async def test_the_pages_stand_beside_the_text_where_there_is_room_and_turn_by_a_key(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f2")
        await read(s, "standards")
        assert "API_CONTRACT" in s.screen_text()
        await s.press("ctrl+n")
        assert title(s) == "standards-baseline"
        await s.press("ctrl+b")
        assert title(s) == "standards"
        await s.pilot.click("PageList", offset=(5, 5))
        assert title(s) == "standards-baseline"
    async with sitting(payments, size=NARROW) as s:
        await s.press("f2")
        assert "ARCHITECTURE_PATTERN" not in s.screen_text()


async def test_the_catalogue_of_standards_is_a_page(payments: Path) -> None:
    async with sitting(payments, size=WIDEST) as s:
        await s.press("f2")
        await read(s, "standards")
        text = s.screen_text()
        assert "Designs are held against" in text
        assert "RFC 9110 (2022-06)" in text


@pytest.mark.usefixtures("own_guide")
async def test_a_guide_is_shown_as_it_was_written_and_its_tasks_as_they_stand(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f2")
        await read(s, "your-guide")
        text = s.screen_text()
        assert "How [we/] build" in text
        assert "[red]list[int][/red] [/nope]" in text
        assert "\x1b" not in text
        assert text.count("· Every queue has an owner,") == 2
        assert "guide-every-queue-has-an-owner" in text
        assert "• plain <U+202E>" in text
        assert not any(segment.style and segment.style.link for strip in reader(s)._lines for segment in strip)
        await s.press("tab", "enter")
        assert title(s) == "your-guide"
        assert "is not one of these pages" in s.screen_text()
        await s.press("tab", "enter")
        assert title(s) == "tenancy"


@pytest.mark.parametrize("size", [WIDE, NARROW, WIDEST])
async def test_every_shown_key_works_here(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await s.press("f2")
        for keys in ([], ["o", *"compl", "enter"], ["tab"], ["slash", *"key", "enter"]):
            await s.press(*keys)
            shown = [hint for _, hint in s.app.screen.query_one(KeyBar)._ends]
            assert [hint.key for hint in shown[:2]] == ["up/down", "esc"]
            for hint in shown:
                assert NAMES.get(hint.key, hint.key.lower()) in s.app.screen.active_bindings, hint
        assert "n next match" in s.footer


async def test_the_keys_that_help_names_work(payments: Path) -> None:
    names = {"page keys": "pageup", "esc": "escape", "/": "slash"}
    async with sitting(payments) as s:
        await s.press("f2")
        _, rows = TOPICS["reference"][1][0]
        for keys, _ in rows:
            for key in keys.split(", "):
                assert names.get(key, key) in s.app.screen.active_bindings, key
        await s.press("f1")
        assert s.screen_name == "HelpScreen"


async def test_every_page_is_reached_by_one_key_after_the_other(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f2", *["ctrl+b"] * len(shelf.titles()))
        seen = {title(s)}
        for _ in range(len(shelf.titles())):
            await s.press("ctrl+n")
            seen.add(title(s))
        assert seen >= set(page_names())
