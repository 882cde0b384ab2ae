"""Writing an export from the screen: what others wrote is replaced only by who asks twice for the same."""

from pathlib import Path

from textual.widgets import Input
from ui.sitting import sitting


async def test_what_was_refused_is_insisted_on_only_for_the_same_folder(payments: Path) -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        (Path(name) / "SPEC.md").write_text("mine", "utf-8")
    async with sitting(payments) as s:
        await s.press("f4")
        folder = s.app.screen.query_one(Input)
        folder.value = "one"
        await s.press("enter")
        assert "Press enter again to insist" in s.screen_text()
        folder.value = "two"
        await s.press("enter")
        assert "Press enter again to insist" in s.screen_text()
        assert [Path(name, "SPEC.md").read_text("utf-8") for name in ("one", "two")] == ["mine", "mine"]
        await s.press("enter")
        await s.until(lambda: Path("two", "SPEC.md").read_text("utf-8") != "mine")
        assert Path("one", "SPEC.md").read_text("utf-8") == "mine"
