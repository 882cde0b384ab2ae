"""Where answers come from, on the screen: marks beside questions and lines, counts in the top line, one key to doubt and confirm."""

from pathlib import Path

import pytest
from ui.sitting import NARROW, WIDEST, sitting

SIZE = ("api", "page_size_default")


async def test_a_draft_that_was_typed_has_no_marks(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("paging")
        assert "assumed" not in s.screen_text()
        assert "answered  ✓" in s.rows[0]


async def test_not_being_sure_marks_the_answer_and_the_same_key_confirms_it(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("paging")
        await s.press("tab", "ctrl+l")
        await s.type("others use it")
        await s.press("escape")
        assert "Default size  assumed" in s.screen_text()
        assert "ctrl+l confirms it" in s.screen_text()
        assert "1 assumed" in s.rows[0]
        await s.press("ctrl+l")
        assert "Default size  assumed" not in s.screen_text()
        assert "assumed" not in s.rows[0]
        await s.saved()
        assert "provenance" not in s.on_disk()
        assert s.on_disk()["scope"]["assumptions"][-1]["text"] == "Default size: others use it"


async def test_what_is_typed_after_not_being_sure_of_an_open_question_is_assumed(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("paging")
        await s.press("tab", "ctrl+a", "backspace", *["delete"] * 6)
        await s.press("ctrl+l", "escape")
        assert "optional  not sure" in s.screen_text() or "needed  not sure" in s.screen_text()
        assert "What is answered next is assumed." in s.screen_text()
        await s.type("40")
        await s.saved()
        assert s.desk.session.review.origins[SIZE].source == "assumed"
        assert "Default size  assumed" in s.screen_text()


async def test_the_current_line_of_a_table_can_be_assumed_and_says_so(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("rate limits")
        line = s.form.answer
        assert len(line) == 3
        await s.press("ctrl+l", "escape")
        assert s.form.answer == line
        assert "this line: assumed" in s.screen_text()
        await s.press("down")
        assert "this line: assumed" not in s.screen_text()
        await s.go_to("style")
        await s.go_to("rate limits")
        assert s.desk.session.review.origins[line].source == "assumed"


async def test_an_answer_within_a_record_can_be_assumed_too(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("operations")
        record = s.form.answer
        s.app.screen.go((*record, "idempotency"))  # type: ignore[attr-defined]  # the step screen's
        await s.pilot.pause()
        await s.press("ctrl+l", "escape")
        assert s.where == (*record, "idempotency")
        assert "Idempotency  assumed" in s.screen_text()
        assert "not ready: 1 blocker" in s.rows[0]
        await s.press("escape")
        assert "this line: idempotency assumed" in s.screen_text()


async def test_an_assumption_needs_no_assumption(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("assumptions")
        before = s.answers()
        await s.press("ctrl+l")
        assert s.answers() == before


@pytest.mark.parametrize(
    ("size", "words"), [(NARROW, "2 unsure"), ((120, 36), "1 assumed, 1 stale"), (WIDEST, "1 stale, 1 imported")]
)
async def test_the_top_line_counts_what_nobody_confirmed(payments: Path, size: tuple[int, int], words: str) -> None:
    notes = [
        'path = "api.page_size_default"\nsource = "assumed"',
        'path = "scope.critical_path"\nsource = "imported"\nvalue = "{imported}"',
        'path = "scope.goal"\nsource = "accepted"\nvalue = "{accepted}"\nbasis = ["start.title 00"]',
    ]
    from wizard.drafts.file import from_toml
    from wizard.provenance import noted

    answers = from_toml(payments.read_bytes())
    digests = {
        "imported": noted(answers, ("scope", "critical_path"), "imported")["value"],
        "accepted": noted(answers, ("scope", "goal"), "accepted")["value"],
    }
    tables = "".join(f'[[provenance]]\nid = "n{n}"\n{note.format(**digests)}\n\n' for n, note in enumerate(notes))
    payments.write_text(payments.read_text("utf-8").replace("[end]", f"{tables}[end]"), "utf-8")
    async with sitting(payments, size=size) as s:
        assert words in s.rows[0]
