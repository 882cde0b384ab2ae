"""Suggestions under their field: seen with their reason, taken by one key, marked when they are stale."""

import shutil
from pathlib import Path

import pytest
from ui.sitting import DATA, NARROW, sitting

POLICIES = ("operations", "dependency_policies")


@pytest.fixture
def parcels(tmp_path: Path) -> Path:
    """A draft that was just begun: two external systems, no policy for either."""
    return Path(shutil.copy(DATA / "parcels.design.toml", tmp_path / "parcels.design.toml"))


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_a_suggestion_stands_under_its_field_with_its_reason_and_its_key(
    parcels: Path, size: tuple[int, int]
) -> None:
    async with sitting(parcels, size=size) as s:
        await s.go_to("dependencies")
        text = s.screen_text()
        assert "→ Carrier API" in text
        assert "Carrier API is a hard dependency that we call." in text
        assert "ctrl+y" in text
        assert POLICIES[1] not in s.answers().get("operations", {})


async def test_one_key_adds_the_first_and_undo_takes_it_back(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("dependencies")
        await s.press("ctrl+y")
        assert [policy["system"] for policy in s.answers()["operations"]["dependency_policies"]] == ["Carrier API"]
        assert s.form.record == s.answers()["operations"]["dependency_policies"][0]["id"]
        assert "→ Mail service" in s.screen_text()
        await s.press("ctrl+z")
        assert "operations" not in s.answers()
        assert "provenance" not in s.answers()


async def test_one_key_takes_everything_that_is_suggested_for_the_form(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("dependencies")
        await s.press("f7")
        assert len(s.answers()["operations"]["dependency_policies"]) == 2
        await s.saved()
        assert len(s.on_disk()["provenance"]) == 2


async def test_an_accepted_line_is_marked_stale_when_its_basis_changes_and_can_be_kept(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("dependencies")
        await s.press("f7")
        policy = s.answers()["operations"]["dependency_policies"][0]["id"]
        s.desk.change(lambda: s.desk.session.answer(("scope", "external_systems", "s1", "criticality"), "soft"))
        await s.pilot.pause()
        await s.press("home")
        assert "▲ Accepted from a suggestion, and stale" in s.screen_text()
        await s.press("ctrl+y")
        assert not s.desk.session.review.origins[*POLICIES, policy].is_stale
        assert "and stale" not in s.screen_text()


async def test_a_suggested_choice_is_taken_and_its_label_says_accepted(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("drivers")
        assert "→ low" in s.screen_text()
        await s.press("ctrl+y")
        assert s.answers()["pattern"]["external_systems_count"] == "low"
        assert "accepted" in s.screen_text()


async def test_where_nothing_is_suggested_the_key_says_so_and_does_nothing(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("goal")
        before = s.answers()
        await s.press("ctrl+y")
        assert s.answers() == before
        assert "Nothing is suggested here." in s.screen_text()


async def test_the_form_of_a_record_offers_and_takes_too(payments: Path) -> None:
    text = payments.read_text("utf-8").replace('idempotency = "key"\n', "", 1)
    payments.write_text(text, "utf-8")
    async with sitting(payments) as s:
        suggestions = s.desk.session.review.suggestions
        path = next(path for path in suggestions if path[-1] == "idempotency")
        s.app.screen.go(path)  # type: ignore[attr-defined]  # the step screen's
        await s.pilot.pause()
        assert s.where == path
        await s.press("ctrl+y")
        assert s.desk.session.value(path) == suggestions[path][0].value


async def test_an_option_says_what_it_would_change_before_it_is_chosen(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("start")
        await s.press("tab", "tab", "down", "down")
        assert "both: " in s.screen_text()
        assert "questions more" in s.screen_text()
        assert s.answers()["start"]["system_type"] == "rest"


async def test_the_patterns_are_compared_beside_the_drivers_and_follow_them(parcels: Path) -> None:
    async with sitting(parcels) as s:
        await s.go_to("drivers")
        assert "0 of 8 drivers answered" in " ".join(s.screen_text().split())
        before = [row for row in s.rows if "hexagonal" in row]
        await s.press("f7")
        assert "of 8 drivers answered" in " ".join(s.screen_text().split())
        assert "0 of 8" not in " ".join(s.screen_text().split())
        assert [row for row in s.rows if "hexagonal" in row] != before
