"""Risks that follow from the answers: shown by score with their arguments, and decided on one at a time."""

from pathlib import Path

import pytest
from ui.sitting import NARROW, WIDE, Sitting, sitting

from screens.decisions import RiskChooser, open_risks


def ids(s: Sitting) -> list[str]:
    """The open risks, by score."""
    return [risk.id for risk in open_risks(s.desk.session.review)]


async def test_they_stand_under_the_table_by_score_with_their_arguments(payments: Path) -> None:
    async with sitting(payments, size=(120, 60)) as s:
        await s.go_to("derived risks")
        found = open_risks(s.desk.session.review)
        text = " ".join(f"{s.form.below.content}".split())
        assert f"{len(found)} not decided" in text
        places = [text.index(risk.title) for risk in found[:6]]
        assert places == sorted(places)
        assert found[0].likelihood.because in text
        assert found[0].impact.because in text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_is_chosen_by_a_word_of_it_and_answered(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        await s.go_to("derived risks")
        assert "ctrl+t decide on a risk" in s.footer
        await s.press("ctrl+t")
        assert isinstance(s.app.screen, RiskChooser)
        wanted = open_risks(s.desk.session.review)[3]
        await s.enter(wanted.id)
        assert s.screen_name == "RecordScreen"
        assert s.where[:2] == ("risks", "risk_decisions")
        assert s.where[-1] == "response"
        assert wanted.title in " ".join(s.form.sheet.purpose.split())
        await s.press("down", "space", "tab")
        await s.type("it is tried every quarter")
        await s.press("escape")
        (decision,) = s.answers()["risks"]["risk_decisions"]
        assert decision["risk"] == wanted.id
        assert decision["response"] == "mitigate"
        assert s.form.record == decision["id"]
        assert wanted.id not in ids(s)


async def test_a_decision_that_says_nothing_is_not_kept(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("derived risks")
        before = ids(s)
        await s.press("ctrl+t", "enter", "escape")
        assert s.screen_name == "StepScreen"
        assert "risk_decisions" not in s.answers()["risks"]
        assert ids(s) == before


async def test_nothing_is_suggested_there_so_that_none_is_decided_unread(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("derived risks")
        await s.press("ctrl+y", "f7")
        assert "risk_decisions" not in s.answers()["risks"]
        assert "Nothing is suggested here." in s.screen_text()


async def test_without_open_risks_there_is_nothing_to_decide() -> None:
    async with sitting(Path("new.design.toml")) as s:
        await s.go_to("derived risks")
        assert ids(s) == []
        assert "No risk that follows from the answers is without a decision." in f"{s.form.below.content}"
        await s.press("ctrl+t")
        assert s.screen_name == "StepScreen"


async def test_a_decision_whose_risk_is_gone_says_so(payments: Path) -> None:
    async with sitting(payments) as s:
        s.desk.session.add(
            ("risks", "risk_decisions"), [{"risk": "gone@scope.goal", "response": "avoid", "reason": "x"}]
        )
        await s.go_to("derived risks")
        await s.press("enter")
        assert "does not follow from the answers any more" in s.screen_text()
