"""The footer shows keys that work here and now, each with words."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest
from core.designs import small
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting

from screens.help import TOPICS
from screens.widgets.bars import KeyBar
from wizard.drafts.file import to_toml

NAMES = {"esc": "escape", "arrows": "up", "up/down": "up"}
"""What a hint calls a key, where bindings call it something else."""
NEW = Path("new.design.toml")


async def places(s: Sitting) -> AsyncIterator[str]:
    """Goes through all screens of a complete design; their names."""
    yield "step, text"
    await s.press("tab")
    yield "step, table"
    await s.press("a")
    yield "line entry"
    await s.press("escape", "enter")
    yield "record"
    await s.press("escape")
    await s.go_to("surfaces")
    yield "step, choices"
    await s.go_to("permissions")
    yield "step with a matrix"
    await s.press("ctrl+t")
    yield "matrix"
    await s.press("escape", "f5")
    yield "readiness"
    await s.press("escape", "f4")
    yield "export"
    await s.press("escape", "ctrl+o")
    yield "home"
    await s.press("n")
    yield "home, asking for a name"


def working(s: Sitting) -> Iterable[str]:
    """The keys that are bound where the focus is."""
    return s.app.screen.active_bindings


@pytest.mark.parametrize("size", [WIDE, NARROW, WIDEST])
async def test_every_shown_key_has_words_and_works_here(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        async for place in places(s):
            bar = s.app.screen.query_one(KeyBar)
            shown = [hint for _, hint in bar._ends]
            assert len(shown) >= 2, place
            for hint in shown:
                assert hint.does.strip(), place
                assert NAMES.get(hint.key, hint.key.lower()) in working(s), (place, hint)
            assert [hint.key for hint in shown] == list(dict.fromkeys(hint.key for hint in shown)), place


@pytest.mark.parametrize("size", [WIDE, NARROW, WIDEST])
async def test_in_a_table_the_footer_shows_how_to_add_edit_and_remove(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await s.press("tab")
        assert s.footer.startswith(" a add   enter edit   d remove")
        await s.press("a")
        assert s.footer.startswith(" enter add   tab next cell   esc done")


async def test_on_the_start_form_the_footer_is_right_about_every_field() -> None:
    async with sitting(NEW, is_new=True) as s:
        for _ in range(len(s.form.sheet.fields)):
            shown = [hint.key for _, hint in s.app.screen.query_one(KeyBar)._ends]
            assert shown == list(dict.fromkeys(shown)), s.where
            if "enter next question" in s.footer:
                here = s.where
                await s.press("enter")
                assert s.where != here
            else:
                await s.press("tab")


async def test_readiness_without_findings_offers_no_way_to_a_field() -> None:
    NEW.write_bytes(to_toml(small()))
    async with sitting(NEW) as s:
        await s.press("f5")
        assert "go to the field" not in s.footer


HELP_NAMES = {"page keys": "pageup", "arrows": "up", "esc": "escape"}
WAYS = {"readiness": ["f5"], "export": ["f4"], "record": ["tab", "enter"], "home": ["ctrl+o"]}


@pytest.mark.parametrize(
    "topic",
    [*WAYS, "matrix"],
)
async def test_the_keys_that_help_names_first_work_on_its_screen(payments: Path, topic: str) -> None:
    async with sitting(payments) as s:
        if topic == "matrix":
            await s.go_to("permissions")
        await s.press(*WAYS.get(topic, ["ctrl+t"]))
        _, rows = TOPICS[topic][1][0]
        for keys, _ in rows:
            for key in keys.split(", "):
                assert HELP_NAMES.get(key, key.lower()) in working(s), key
