"""What somebody works on is in sight, also on a small screen."""

from pathlib import Path

import pytest
from ui.sitting import NARROW, WIDE, sitting

NEW = Path("new.design.toml")


@pytest.mark.parametrize(
    "size",
    [WIDE, NARROW],
)
async def test_the_cells_of_a_line_and_an_example_are_in_sight_while_it_is_typed(
    payments: Path, size: tuple[int, int]
) -> None:
    async with sitting(payments, size=size) as s:
        await s.go_to("4 operations")
        await s.press("a")
        await s.type("GET | /pay")
        assert "▌ GET | /pay" in s.screen_text()
        assert "method | path | summary | access | idempotency" in s.screen_text()
        assert "for example: " in s.screen_text().lower()


async def test_what_is_typed_to_go_somewhere_is_in_sight(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+g")
        assert "a step, a group, or a number" in s.screen_text()
        await s.type("pagi")
        assert "pagi" in s.screen_text()


async def test_a_table_longer_than_the_screen_keeps_the_current_row_in_sight_and_counts(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.go_to("4 operations")
        await s.press("end")
        assert "▌ POST    /merchants/{" in s.screen_text()
        assert "16 of 16" in s.screen_text()


async def test_the_count_of_a_long_table_stands_beside_its_columns(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.go_to("4 operations")
        assert any("Method" in row and "1 of 16" in row for row in s.rows)


async def test_the_end_of_a_long_line_is_in_sight_when_it_is_gone_to(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.go_to("7 idempotency")
        answer = s.answers()["operations"]["idempotency_key_source"]
        assert answer[-20:] in s.screen_text()


async def test_the_last_line_of_help_can_be_read_on_a_small_screen(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("f1")
        assert "quit; the draft is saved" not in s.screen_text()
        await s.press("end")
        assert "quit; the draft is saved" in s.screen_text()


@pytest.mark.parametrize(
    "size",
    [
        WIDE,
        NARROW,
    ],
)
async def test_the_field_that_has_the_focus_is_in_sight_all_the_way_down(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await s.go_to("4 operations")
        await s.press("enter")
        for field in s.form.sheet.fields:
            assert s.where[-1] == field.name
            assert any(row.strip().startswith(field.prompt) for row in s.rows[1:-1]), field.name
            assert any("▌" in row for row in s.rows[1:-1]), field.name
            await s.press("tab")
