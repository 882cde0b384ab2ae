"""The trace matrix: what hangs together in one row, and a way from each cell to its record."""

import sys
from pathlib import Path

import pytest
from ui.sitting import EXAMPLES, NARROW, WIDE, WIDEST, Sitting, sitting

from screens.help import TOPICS
from screens.trace import HEADINGS, LooseEnds, TraceScreen, TraceTable
from screens.widgets.bars import KeyBar
from wizard.answers import value_at
from wizard.drafts.file import to_toml
from wizard.trace import KINDS, Row

NAMES = {"up/down": "up", "left/right": "left", "esc": "escape", "arrows": "left"}


def table(s: Sitting) -> TraceTable:
    """The matrix on the screen."""
    assert isinstance(s.app.screen, TraceScreen)
    return s.app.screen.table


async def walk(s: Sitting, row: int, kind: str) -> None:
    """Make a cell the current one."""
    by = row - table(s).row
    await s.press(*["down" if by > 0 else "up"] * abs(by))
    aside = KINDS.index(kind) - table(s).column
    await s.press(*["right" if aside > 0 else "left"] * abs(aside))


@pytest.mark.parametrize("way", [["ctrl+t"], ["f5", "t"]])
async def test_it_opens_from_a_step_and_from_readiness_and_shows_every_kind(payments: Path, way: list[str]) -> None:
    async with sitting(payments) as s:
        await s.press(*way)
        head = next(row for row in s.rows if "Workflow" in row)
        assert [heading for heading in HEADINGS.values() if heading in head] == list(HEADINGS.values())
        assert "Take a card payment" in s.screen_text()
        await s.press("escape")
        assert s.screen_name == ("StepScreen" if way == ["ctrl+t"] else "Readiness")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "role"])
async def test_enter_opens_the_record_in_the_current_cell(payments: Path, kind: str) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+t")
        await walk(s, 0, kind)
        cell = table(s).cell
        assert cell is not None
        await s.press("enter")
        assert s.screen_name == "RecordScreen"
        record = value_at(s.answers(), s.where[:3])
        assert all(word in record.values() for word in [cell.names[0]] if kind != "risk")


async def test_an_empty_cell_leads_to_the_answer_that_would_fill_it(payments: Path) -> None:
    async with sitting(payments) as s:
        operation = s.answers()["api"]["operations"][0]
        s.desk.session.answer(("api", "operations", operation["id"], "workflow"), None)
        await s.press("ctrl+t")
        place = next(n for n, row in enumerate(table(s).rows) if row.operation == operation["operation_id"])
        await walk(s, place, "workflow")
        await s.press("enter")
        assert s.where == ("api", "operations", operation["id"], "workflow")


async def test_it_begins_at_the_record_that_it_was_opened_from(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("4 operations")
        await s.press("down", "down", "ctrl+t")
        operation = s.answers()["api"]["operations"][2]
        assert table(s).rows[table(s).row].operation == operation["operation_id"]


async def test_several_values_are_counted_and_stand_below_in_full(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+t")
        place = next(n for n, row in enumerate(table(s).rows) if len(row.roles) > 1)
        await walk(s, place, "role")
        roles = table(s).rows[place].roles
        assert f" +{len(roles) - 1}" in s.screen_text()
        assert "; ".join(roles) in s.screen_text()


async def test_a_narrow_screen_keeps_the_operation_and_scrolls_the_others_sideways(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await s.press("ctrl+t")
        head = next(row for row in s.rows if "Operation" in row)
        assert "Workflow" in head
        assert "File" not in head
        assert head.endswith("›")
        await walk(s, 0, "file")
        head = next(row for row in s.rows if "Operation" in row)
        assert head.startswith("‹")
        assert "File" in head
        assert "Workflow" not in head


async def test_loose_ends_are_listed_by_what_they_lack_and_enter_goes_there(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+t", "tab")
        ends = s.app.screen.query_one(LooseEnds)
        assert "Entity: no operation reads or changes it" in s.screen_text()
        orphan = ends.current
        assert orphan is not None
        await s.press("enter")
        assert s.screen_name == "RecordScreen"
        assert s.where[:3] == orphan.path[:3]


async def test_an_empty_draft_says_where_to_begin() -> None:
    async with sitting(Path("new.design.toml")) as s:
        await s.press("ctrl+t")
        assert "Nothing to trace yet" in s.screen_text()
        await s.press("down", "right", "enter", "tab")
        assert "Everything is linked" in s.screen_text()


async def test_names_are_never_markup(payments: Path) -> None:
    async with sitting(payments) as s:
        workflow = s.answers()["scope"]["workflows"][0]
        s.desk.session.answer(("scope", "workflows", workflow["id"], "name"), "[red]x[/nope]")
        await s.press("ctrl+t")
        assert "[red]x[/nope]" in s.screen_text()


@pytest.mark.parametrize("size", [WIDE, NARROW, WIDEST])
async def test_every_shown_key_works_here_and_help_tells_of_them(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await s.press("ctrl+t")
        for _ in range(2):
            shown = [hint.key for _, hint in s.app.screen.query_one(KeyBar)._ends]
            assert len(shown) == len(set(shown))
            for key in (*shown, *(key for keys, _ in TOPICS["trace"][1][0][1] for key in keys.split(", "))):
                known = NAMES.get(key, key.lower())
                assert known in s.app.screen.active_bindings or known == "left", key
            await s.press("tab")


def test_only_the_rows_in_sight_are_drawn() -> None:
    matrix = TraceTable([Row(f"w{n}", f"o{n}", "", (), (), (), (), ()) for n in range(2000)])
    in_sight, below = matrix._in_sight(30)
    assert len(in_sight) + below < 30
    matrix.row = 1999
    assert matrix._in_sight(30)[0].stop == 2000


async def test_two_thousand_operations_open_and_are_walked(folder: Path) -> None:
    sys.path.insert(0, str(EXAMPLES.parents[1] / "benchmarks"))
    from large import large_answers

    draft = folder / "large.design.toml"
    draft.write_bytes(to_toml(large_answers()))
    async with sitting(draft) as s:
        await s.press("ctrl+t")
        assert len(table(s).rows) == 2000
        await s.press("end", "right")
        assert "2000 of 2000" in s.screen_text()
