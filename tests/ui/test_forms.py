"""Forms take what is typed, right or wrong, mark what is wrong, and never hold anybody back."""

from pathlib import Path

from ui.sitting import NARROW, sitting

from wizard.design import is_group_asked
from wizard.workflow import STEPS

NEW = Path("new.design.toml")


async def test_a_wrong_answer_is_kept_and_marked_and_locks_nothing(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("paging")
        await s.press("tab", "ctrl+a", "backspace", *["delete"] * 6)
        await s.type("plenty")
        await s.saved()
        assert s.on_disk()["api"]["page_size_default"] == "plenty"
        assert (
            "▲ Default size must be a whole number" in s.screen_text()
            or "▲ Default size must be a number" in s.screen_text()
        )
        assert "not ready: 1 blocker" in s.rows[0]
        await s.press("tab")
        assert s.where == ("api", "page_size_max")
        await s.press("ctrl+n")
        assert s.group == "Rate limits"
        await s.press("f5", "enter")
        assert s.where == ("api", "page_size_default")


async def test_every_field_of_a_form_can_be_walked_there_and_back() -> None:
    async with sitting(NEW, is_new=True, start={"depth": "high-scale"}) as s:
        names = [field.name for field in s.form.sheet.fields]
        there = []
        for _ in names:
            there.append(s.where[1])
            await s.press("tab")
        assert there == names
        assert s.screen_name == "StepScreen"


async def test_one_key_walks_through_all_groups_of_all_steps_to_readiness(payments: Path) -> None:
    async with sitting(payments) as s:
        review = s.desk.session.review
        asked = {key: {field.name for field in fields} for key, fields in review.reading.asked.items()}
        wanted = [
            (step.key, group.heading)
            for step in STEPS[1:]
            for group in step.groups
            if is_group_asked(group, review.design) and asked[step.key] & set(group.fields)
        ]
        walked: list[tuple[str, str]] = []
        while s.screen_name == "StepScreen" and len(walked) <= len(wanted):
            walked.append((s.where[0], s.group))
            await s.press("ctrl+n")
        assert s.screen_name == "Readiness"
        assert walked == wanted
        await s.press("escape", "ctrl+b")
        assert (s.where[0], s.group) == wanted[-2]


async def test_choosing_a_surface_opens_its_questions_and_leaving_it_keeps_their_answers(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("surfaces")
        assert "Tauri app" not in s.screen_text()
        await s.type("tauri")
        await s.press("space")
        await s.saved()
        assert "Tauri app" in s.screen_text()
        await s.go_to("tauri")
        await s.type("pay: starts a payment")
        await s.saved()
        await s.go_to("surfaces")
        await s.type("tauri")
        await s.press("space")
        await s.saved()
        assert "Tauri app" not in s.screen_text()
        assert "tauri" not in s.on_disk()["scope"]["surfaces"]
        assert s.on_disk()["scope"]["tauri_commands"] == ["pay: starts a payment"]
        assert "✓ ready" in s.rows[0]
        await s.press("f4", "enter")
    assert "starts a payment" not in Path("payments-spec/SPEC.md").read_text("utf-8")


async def test_several_lines_pasted_into_a_line_lose_no_word() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.type("The ")
        await s.paste("Card\nPayments\r\n  API\tof the\n\nhouse\n")
        await s.saved()
        assert s.on_disk()["title"].split() == ["The", "Card", "Payments", "API", "of", "the", "house"]


async def test_several_lines_pasted_into_a_text_lose_no_line(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("tab", "shift+tab", "ctrl+end", "enter")
        await s.paste("First line.\r\n\r\n  Second line.\rThird line.")
        await s.saved()
        goal = s.on_disk()["scope"]["goal"]
        assert goal.endswith("\nFirst line.\n\n  Second line.\nThird line.")


async def test_several_lines_pasted_into_a_list_of_lines_become_entries(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("tab", "tab", "ctrl+end", "enter")
        assert s.where == ("scope", "out_of_scope")
        before = len(s.answers()["scope"]["out_of_scope"])
        await s.paste("Tax reports\nLoyalty points\n")
        await s.saved()
        assert s.on_disk()["scope"]["out_of_scope"][before:] == ["Tax reports", "Loyalty points"]


async def test_an_answer_can_be_taken_back(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("authorization")
        assert s.where == ("access", "authz_model")
        await s.press("delete")
        await s.saved()
        assert "authz_model" not in s.on_disk()["access"]
        assert "not ready" in s.rows[0]


async def test_not_sure_notes_an_assumption_about_the_field(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("paging")
        await s.press("tab", "ctrl+l")
        await s.type("fifty is what others use")
        await s.saved()
        assert s.on_disk()["scope"]["assumptions"][-1]["text"] == "Default size: fifty is what others use"
        await s.press("escape")
        assert s.where == ("api", "page_size_default")


async def test_before_the_first_step_comes_the_start_form(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+b")
        assert s.screen_name == "StartScreen"
        await s.press("ctrl+n")
        assert s.where == ("scope", "goal")
        await s.go_to("start")
        assert s.screen_name == "StartScreen"


async def test_the_side_pane_shows_the_section_as_it_would_be_exported(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f3", "f3", "f3")
        await s.until(lambda: "SYSTEM_CONTEXT" in s.screen_text())
    async with sitting(payments, size=NARROW) as s:
        assert "Why" not in s.screen_text()
        await s.press("f3")
        assert "Why" in s.screen_text()
        await s.press("escape")
        assert "Why" not in s.screen_text()


async def test_a_request_out_of_scope_is_exported_as_such() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.type("Logo")
        await s.press("enter", "down", "enter", "ctrl+n")
        assert "out of scope" in s.rows[0]
        await s.press("f4", "enter")
    assert "SYSTEM_CONTEXT" not in Path("new-spec/SPEC.md").read_text("utf-8")


async def test_too_small_a_terminal_says_so_and_keeps_the_words() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.type("Claims")
        await s.pilot.resize_terminal(59, 17)
        await s.pilot.pause()
        assert "59x17" in s.screen_text()
        await s.pilot.resize_terminal(80, 24)
        await s.type(" API")
        assert "▌ Claims API" in s.screen_text()


async def test_a_question_that_an_answer_opens_comes_next_however_fast_the_keys_follow() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.press("tab", "tab", "tab", *"none", "space", "tab")
        assert s.where == ("start", "compliance_none_reason")
