"""Readiness: the worst findings first, each in full where one is; what is put up with stands last; the rubric beside it."""

from pathlib import Path
from typing import Any

import pytest
from core.made_secrets import any_made
from ui.sitting import NARROW, WIDE, Sitting, sitting

from screens.findings import FindingList, finding_of
from screens.readiness import Readiness
from screens.reference import ReferenceScreen
from screens.rubric import RubricScreen, ScoreList
from wizard.answers import with_value
from wizard.drafts.file import from_toml, to_toml
from wizard.rules.checks import kinds
from wizard.waiving import Waived

NEW = Path("new.design.toml")
WAIVERS = ("risks", "waivers")
LAPSED = {"id": "aaaa0001", "finding": "gone@scope.goal", "who": "Mara", "reason": "later", "until": "2030-01-01"}


def findings(s: Sitting) -> FindingList:
    """The list on the screen."""
    assert isinstance(s.app.screen, Readiness)
    return s.app.screen.list


def changed(draft: Path, *changes: tuple[tuple[str, ...], Any]) -> None:
    """Answer otherwise in a draft."""
    answers = from_toml(draft.read_bytes())
    for path, value in changes:
        answers = with_value(answers, path, value)
    draft.write_bytes(to_toml(answers))


@pytest.fixture
def unsure(payments: Path) -> Path:
    """A design that lacks a reason for its pattern, and has a waiver of nothing and an address in it."""
    goal = f"Payments work. Ask {any_made('e-mail address', 1)}."
    changed(payments, (("pattern", "rationale"), None), (WAIVERS, [LAPSED]), (("scope", "goal"), goal))
    return payments


async def go_to(s: Sitting, code: str) -> None:
    """Walk to the first finding of a kind."""
    place = next(n for n, entry in enumerate(findings(s).entries) if finding_of(entry).code == code)
    await s.press(*["down"] * (place - findings(s).row))


async def waive(s: Sitting, who: str, reason: str, until: str) -> None:
    """Put up with the current finding."""
    await s.press("w")
    for words in (who, reason, until):
        await s.type(words)
        await s.press("tab")
    await s.press("escape")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_worst_stand_first_and_enter_at_once_goes_to_the_first_blocker(
    unsure: Path, size: tuple[int, int]
) -> None:
    async with sitting(unsure, size=size) as s:
        await s.press("f5")
        severities = [finding_of(entry).severity for entry in findings(s).entries]
        assert list(dict.fromkeys(severities)) == ["blocker", "warning", "advice"]
        assert severities == sorted(severities, key=["blocker", "warning", "advice"].index)
        assert "Blockers  1" in s.screen_text()
        await s.press("enter")
        assert s.where == ("pattern", "rationale")


async def test_the_current_finding_says_what_to_do_its_code_and_what_else_it_follows_from(payments: Path) -> None:
    changed(payments, (("api", "page_size_default"), 5000))
    async with sitting(payments) as s:
        await s.press("f5")
        await go_to(s, "page-size-above-maximum")
        text = s.screen_text()
        assert "page-size-above-maximum" in text
        assert "Depends also on 4 " in text
        kind = next(kind for kind in kinds() if kind.code == "page-size-above-maximum")
        assert kind.fix[:40] in text


async def test_a_waiver_asks_who_why_and_until_and_the_finding_stands_last(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5", "w")
        assert s.where[:2] == WAIVERS
        assert s.where[-1] == "who"
        await s.press("escape")
        await waive(s, "Ines Duarte", "decided in May", "2099-05-31")
        assert s.screen_name == "Readiness"
        assert isinstance(findings(s).entries[-1], Waived)
        assert "✓ Ready for review" in s.screen_text()
        assert "Ines Duarte puts up with it until 2099-05-31: decided in May" in s.screen_text()
        assert "1 waived" in s.screen_text()
        await s.saved()
        waiver = s.on_disk()["risks"]["waivers"][-1]
        assert waiver["finding"] == "needed@pattern.rationale"
        await s.press("d")
        assert "Not ready: 1 blocker" in s.screen_text()
        await s.press("ctrl+z")
        assert "Ready for review" in s.screen_text()


async def test_a_waiver_that_says_nothing_is_not_kept(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5")
        before = len(findings(s).entries)
        await s.press("w", "escape")
        assert s.answers()["risks"]["waivers"] == [LAPSED]
        assert len(findings(s).entries) == before


async def test_a_waiver_that_was_begun_is_gone_on_with(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5", "w")
        await s.type("Ines")
        await s.press("escape")
        await go_to(s, "needed")
        assert findings(s).finding.id == "needed@pattern.rationale"  # type: ignore[union-attr]
        await s.press("w", "escape")
        assert [waiver["finding"] for waiver in s.answers()["risks"]["waivers"]] == [
            "gone@scope.goal",
            "needed@pattern.rationale",
        ]


async def test_what_is_wrong_with_a_waiver_and_what_is_secret_can_not_be_waived(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5")
        for code in ("waiver-unused", "personal-in-answer"):
            await go_to(s, code)
            assert "w waive" not in s.footer
            await s.press("w")
            assert s.screen_name == "Readiness"
        assert s.answers()["risks"]["waivers"] == [LAPSED]


async def test_a_waiver_that_does_nothing_is_removed_where_it_is_found(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5")
        await go_to(s, "waiver-unused")
        await s.press("d")
        assert "waivers" not in s.answers()["risks"]
        assert "waiver-unused" not in [finding_of(entry).code for entry in findings(s).entries]


async def test_the_page_behind_a_kind_of_finding_is_read(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5")
        await go_to(s, "waiver-unused")
        await s.press("f2")
        assert isinstance(s.app.screen, ReferenceScreen)
        assert "When is a plan a plan?" in s.screen_text()
        await s.press("escape")
        assert s.screen_name == "Readiness"


async def test_the_rubric_stands_beside_the_verdict_and_leads_to_what_is_missing(unsure: Path) -> None:
    async with sitting(unsure) as s:
        await s.press("f5")
        await s.until(lambda: "rubric " in s.screen_text())
        assert "Not ready: 1 blocker" in s.screen_text()
        await s.press("r")
        assert isinstance(s.app.screen, RubricScreen)
        row = s.app.screen.query_one(ScoreList).current
        assert row is not None
        assert row.score.section == "ARCHITECTURE_PATTERN"
        assert row.judgement is not None
        assert "Not answered: 2 Rationale." in s.screen_text()
        await s.press("enter")
        assert s.where == ("pattern", "rationale")


async def test_tab_walks_the_sections_of_the_rubric() -> None:
    async with sitting(NEW) as s:
        await s.press("f5", "r")
        scores = s.app.screen.query_one(ScoreList)
        seen = []
        for _ in range(13):
            await s.press("tab")
            assert scores.current is not None
            assert scores.current.judgement is None
            seen.append(scores.current.score.section)
        assert len(set(seen)) == 13
        await s.press("escape")
        assert s.screen_name == "Readiness"


async def test_a_request_out_of_scope_has_no_points(payments: Path) -> None:
    changed(payments, (("start", "in_scope"), False))
    async with sitting(payments) as s:
        await s.press("f5")
        assert "Out of scope" in s.screen_text()
        assert "of 100" not in s.screen_text()
        await s.press("r")
        assert "there is nothing to judge" in s.screen_text()
