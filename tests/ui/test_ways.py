"""Ways from one screen to another: home, readiness, go to, matrix, export, help."""

from pathlib import Path

import pytest
from ui.sitting import NARROW, sitting

from wizard.drafts.file import from_toml
from wizard.review import review

NEW = Path("new.design.toml")


@pytest.mark.parametrize("name", ["start", "scope", "risks"])
async def test_one_key_goes_from_a_blocker_to_its_field(name: str) -> None:
    async with sitting(NEW) as s:
        await s.press("f5")
        findings = s.desk.session.review.findings
        place = next(number for number, finding in enumerate(findings) if finding.step == name)
        await s.press(*["down"] * place, "enter")
        assert s.where == findings[place].path


async def test_one_key_goes_from_a_blocker_in_a_record_to_its_field(payments: Path) -> None:
    text = payments.read_text("utf-8").replace(
        'entry_point = "POST /payouts"\nwho = "the payout scheduler"\n', 'entry_point = "POST /payouts"\n'
    )
    payments.write_text(text, "utf-8")
    async with sitting(payments, size=NARROW) as s:
        await s.press("f5", "enter")
        assert s.screen_name == "RecordScreen"
        assert s.where == ("scope", "trust_entries", "409f4818", "who")
        await s.type("the scheduler")
        await s.press("escape")
        await s.saved()
        assert s.where == ("scope", "trust_entries")
        assert s.form.record == "409f4818"
        assert "✓ ready" in s.rows[0]


async def test_one_key_goes_from_a_blocker_in_a_nested_record_to_its_field(payments: Path) -> None:
    answers = from_toml(payments.read_bytes())
    entity = answers["domain"]["entities"][0]
    attribute = entity["attributes"][1]
    block = f'name = "{attribute["name"]}"\ntype = "{attribute["type"]}"\n'
    payments.write_text(payments.read_text("utf-8").replace(block, f'name = "{attribute["name"]}"\n', 1), "utf-8")
    async with sitting(payments) as s:
        await s.press("f5", "enter")
        assert s.where == ("domain", "entities", entity["id"], "attributes", attribute["id"], "type")
        await s.press("escape")
        assert s.where == ("domain", "entities", entity["id"], "attributes")
        await s.press("escape")
        assert s.where == ("domain", "entities")


async def test_the_matrix_grants_and_takes_back(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("permissions")
        await s.press("ctrl+t")
        before = from_toml(payments.read_bytes())["api"]["operations"]
        await s.press("right", "down", "space")
        await s.saved()
        after = from_toml(payments.read_bytes())["api"]["operations"]
        role = s.desk.session.review.names("access.roles")[1]
        assert set(after[1]["access"]) ^ set(before[1]["access"]) == {role}
        assert after[0] == before[0]
        await s.press("space")
        await s.saved()
        assert sorted(s.on_disk()["api"]["operations"][1]["access"]) == sorted(before[1]["access"])
        await s.press("ctrl+z", "ctrl+z")
        await s.saved()
        assert from_toml(payments.read_bytes())["api"]["operations"] == before
        await s.press("escape")
        assert s.screen_name == "StepScreen"


async def test_a_part_of_a_name_is_enough_to_go_anywhere(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("7 obs")
        assert s.group == "Observability"
        await s.go_to("nothing is called that")
        assert s.screen_name == "GoTo"
        await s.press("escape")
        assert s.group == "Observability"


async def test_home_offers_recent_drafts_and_examples(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+n", "ctrl+o")
        assert s.screen_name == "HomeScreen"
        assert "Card Payments API" in s.screen_text()
        await s.press("e", "enter")
        assert s.screen_name == "StepScreen"
    copy = Path("payments-example.design.toml")
    assert review(from_toml(copy.read_bytes())).verdict == "ready"


async def test_home_begins_a_draft_and_refuses_a_name_in_use(payments: Path) -> None:
    async with sitting() as s:
        await s.press("n")
        await s.enter("payments")
        assert "There is a file payments.design.toml already" in s.screen_text()
        await s.press("ctrl+u")
        await s.enter("/")
        assert "/ names no file" in s.screen_text()
        await s.press("ctrl+u")
        await s.enter("claims")
        assert s.screen_name == "StartScreen"
        await s.type("Claims API")
        await s.saved()
    assert Path("claims.design.toml").exists()
    assert payments.exists()


async def test_home_tells_why_a_file_can_not_be_opened(folder: Path) -> None:
    (folder / "broken.design.toml").write_text("schema_version = 1\n", "utf-8")
    async with sitting() as s:
        await s.press("o")
        await s.enter("missing.design.toml")
        assert "There is no file missing.design.toml" in s.screen_text()
        await s.press("ctrl+u")
        await s.enter("~nobody-at-all/rooms")
        assert "There is no home folder ~nobody-at-all" in s.screen_text()
        await s.press("ctrl+u")
        await s.enter("broken.design.toml")
        assert "ends early" in s.screen_text()
        await s.press("escape")
        assert s.screen_name == "HomeScreen"


async def test_the_export_is_written_where_it_says_and_never_over_foreign_files(payments: Path) -> None:
    folder = Path("payments-spec")
    folder.mkdir()
    (folder / "SPEC.md").write_text("mine", "utf-8")
    async with sitting(payments) as s:
        await s.press("f4", "enter")
        assert "was not written by backend-design" in s.screen_text()
        assert (folder / "SPEC.md").read_text("utf-8") == "mine"
        await s.press("enter")
        assert "written to" in s.screen_text()
        assert (folder / "SPEC.md").read_text("utf-8").startswith("---\nschema_version: 1\n")
        await s.press("escape")
        assert s.screen_name == "StepScreen"


async def test_the_export_takes_another_folder_and_fewer_formats(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f4", "tab", "ctrl+u")
        await s.enter("~nobody-at-all")
        assert "There is no home folder ~nobody-at-all" in s.screen_text()
        await s.press("ctrl+u")
        await s.type("elsewhere")
        await s.press("tab", "down", "space", "tab", "enter")
        assert "written to" in s.screen_text()
    assert sorted(path.name for path in Path("elsewhere").iterdir() if path.suffix) == [
        ".backend-design-export.json",
        "SPEC.md",
    ]


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_help_opens_over_every_screen_and_goes_again(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        for keys in ([], ["f5"], ["f4"], ["tab", "enter"]):
            await s.press(*keys)
            name = s.screen_name
            await s.press("f1")
            assert s.screen_name == "HelpScreen"
            await s.press("escape")
            assert s.screen_name == name
            await s.press(*["escape"] * bool(keys))


async def test_dark_and_light_change_by_one_key(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("f12")
        assert s.app.theme == "paper"
        await s.press("f12")
        assert s.app.theme == "blueprint"
