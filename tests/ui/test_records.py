"""Lists are filled by typing lines, by pasting, and by the form of a record; names are followed wherever they are used."""

from pathlib import Path

from ui.sitting import sitting

from wizard.drafts.file import from_toml

NEW = Path("new.design.toml")
USERS = """
| Name | Needs | Kind | Colour |
| --- | --- | :-: | --- |
| Merchant | to be paid \\| on time | person | red |
| Shopper | to pay once | person | blue |
| Support | to see what happened | person | |
| Bank | to be told what to pay | service | |
| Auditor | to see who did what | person | |
| Scheduler | to start the run | robot | |
"""


async def test_each_enter_adds_a_record_and_an_empty_line_ends() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.enter("Merchant | person | to be paid", "Bank | service", "Shopper")
        assert [user["name"] for user in s.answers()["scope"]["users"]] == ["Merchant", "Bank", "Shopper"]
        assert s.form.is_entering
        await s.press("enter")
        assert not s.form.is_entering
        await s.saved()
        assert [user.get("kind") for user in s.on_disk()["scope"]["users"]] == ["person", "service", None]


async def test_words_that_were_typed_and_not_added_are_added_when_the_entry_is_left() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.type("Merchant")
        await s.press("escape")
        assert [user["name"] for user in s.answers()["scope"]["users"]] == ["Merchant"]


async def test_words_that_were_typed_and_not_added_are_added_when_another_group_is_gone_to() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.type("Merchant")
        await s.press("ctrl+n", "ctrl+b")
        assert [user["name"] for user in s.answers()["scope"].get("users", [])] == ["Merchant"]


async def test_words_that_were_typed_and_not_added_are_saved_by_quitting() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.type("Merchant")
        await s.press("ctrl+q")
    assert "Merchant" in NEW.read_text("utf-8")


async def test_a_pasted_table_of_six_rows_adds_six_records_whatever_the_order_of_its_columns() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.paste(USERS)
        users = s.answers()["scope"]["users"]
        assert [(user["name"], user["kind"]) for user in users[::5]] == [("Merchant", "person"), ("Scheduler", "robot")]
        assert len(users) == 6
        assert users[0]["needs"] == "to be paid | on time"
        assert "6 lines added" in s.screen_text()
        await s.press("escape")
        assert "▲ robot" in s.screen_text()


async def test_pasted_lines_go_on_from_what_was_typed() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.type("Card ")
        await s.paste("Merchant | person\nBank | service\n")
        await s.paste("Shopper")
        await s.press("enter")
        names = [user["name"] for user in s.answers()["scope"]["users"]]
        assert names == ["Card Merchant", "Bank", "Shopper"]


async def test_a_wrong_cell_is_kept_and_marked() -> None:
    async with sitting(NEW) as s:
        await s.go_to("errors")
        await s.press("tab", "a")
        await s.enter("refund_too_large | four hundred | Too large | perhaps")
        await s.press("escape")
        await s.saved()
        (code,) = s.on_disk()["api"]["error_codes"]
        assert (code["status"], code["retryable"]) == ("four hundred", "perhaps")
        assert "▲ four hundred" in s.screen_text()


async def test_renaming_an_entity_renames_it_wherever_it_is_named(payments: Path) -> None:
    async with sitting(payments) as s:
        before = payments.read_text("utf-8")
        await s.go_to("entities")
        old = s.answers()["domain"]["entities"][0]["name"]
        uses = before.count(f'= "{old}"')
        assert uses > 3
        await s.press("enter")
        await s.type("Intent")
        await s.press("escape")
        await s.saved()
        after = payments.read_text("utf-8")
        assert after.count(f'= "{old}Intent"') == uses
        assert "✓ ready" in s.rows[0]
        await s.press("ctrl+z")
        await s.saved()
        assert from_toml(payments.read_bytes()) == from_toml(before.encode())


async def test_a_hundred_changes_can_be_undone_and_done_again() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        for ten in range(
            0, 110, 10
        ):  # a hundred lines at once are more than a busy machine draws in the time a test waits
            await s.enter(*(f"User {number}" for number in range(ten, ten + 10)))
        await s.enter("")
        assert len(s.answers()["scope"]["users"]) == 110
        for _ in range(11):
            await s.press(*["ctrl+z"] * 10)
        assert "users" not in s.answers().get("scope", {})
        for _ in range(11):
            await s.press(*["ctrl+r"] * 10)
        assert [user["name"] for user in s.answers()["scope"]["users"]] == [f"User {n}" for n in range(110)]


async def test_undo_goes_where_the_change_was(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("paging")
        await s.press("tab")
        await s.type("1")
        await s.go_to("retention")
        await s.press("ctrl+z")
        assert s.where == ("api", "page_size_default")
        assert s.answers()["api"]["page_size_default"] == 50


async def test_records_are_removed_moved_and_brought_back(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("tab")
        names = [user["name"] for user in s.answers()["scope"]["users"]]
        await s.press("shift+down")
        assert [user["name"] for user in s.answers()["scope"]["users"]] == [names[1], names[0], *names[2:]]
        await s.press("d")
        assert [user["name"] for user in s.answers()["scope"]["users"]] == [names[1], *names[2:]]
        await s.press("ctrl+z", "ctrl+z")
        assert [user["name"] for user in s.answers()["scope"]["users"]] == names


async def test_one_key_goes_from_record_to_record(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("tab", "enter", "tab", "tab")
        first = s.where
        await s.press("ctrl+n", "ctrl+n")
        assert s.where[2] == s.answers()["scope"]["users"][2]["id"]
        assert s.where[3] == first[3] == "needs"
        await s.press("escape")
        assert s.where == ("scope", "users")
        assert s.form.record == s.answers()["scope"]["users"][2]["id"]


async def test_a_line_asks_only_for_what_the_depth_asks() -> None:
    async with sitting(NEW, is_new=True, start={"depth": "simple-crud"}) as s:
        await s.press("ctrl+n")
        await s.go_to("external systems")
        await s.press("a")
        assert "name | purpose | direction | criticality" in s.screen_text()
        await s.type("PayHub | takes payments | out | hard")
        await s.press("enter", "escape")
        await s.saved()
        (system,) = s.on_disk()["scope"]["external_systems"]
        assert (system["direction"], system["criticality"]) == ("out", "hard")


async def test_lines_pasted_over_a_table_become_records() -> None:
    async with sitting(NEW) as s:
        await s.press("tab")
        await s.paste("Merchant | person\nShopper | person")
        await s.saved()
        assert [user["name"] for user in s.on_disk()["scope"]["users"]] == ["Merchant", "Shopper"]


async def test_a_pasted_column_that_is_not_there_is_told() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.paste("| name | shoe size |\n| --- | --- |\n| Merchant | 43 |")
        await s.until(lambda: "There is no shoe size here" in s.screen_text())


async def test_readiness_can_be_asked_for_within_a_record() -> None:
    async with sitting(NEW) as s:
        await s.press("tab", "a")
        await s.type("Merchant")
        await s.press("enter", "escape", "enter", "f5")
        await s.until(lambda: s.screen_name == "Readiness")
