"""Secrets in answers: the form says that there are some, and one key decides what becomes of each."""

from pathlib import Path

import pytest
from core.made_secrets import any_made
from ui.sitting import NARROW, WIDE, Sitting, sitting

from screens.readiness import Readiness
from wizard.answers import with_value
from wizard.drafts.file import from_toml, to_toml
from wizard.export.document import document
from wizard.export.outgoing import outgoing
from wizard.secrecy import digest_of

KEY, MAIL = any_made("Stripe key", 1), any_made("e-mail address", 2)
GOAL = ("scope", "goal")


@pytest.fixture
def leaky(payments: Path) -> Path:
    """A design whose goal holds a key and an address, and whose first workflow holds the key again."""
    answers = with_value(from_toml(payments.read_bytes()), GOAL, f"Cards are charged with {KEY}. Ask {MAIL}.")
    workflow = answers["scope"]["workflows"][0]["id"]
    answers = with_value(answers, ("scope", "workflows", workflow, "outcome"), f"Charged by {KEY}")
    payments.write_bytes(to_toml(answers))
    return payments


def said(s: Sitting) -> str:
    """What the form says around its control, as one line of words."""
    return " ".join(f"{s.form.above.content} {s.form.below.content}".split())


def exported(s: Sitting) -> str:
    """The document as it would be written, without the marks that keep words text."""
    return document(outgoing(s.desk.session.review)).replace("\\", "")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_form_says_which_kinds_stand_in_the_answer_and_what_becomes_of_them(
    leaky: Path, size: tuple[int, int]
) -> None:
    async with sitting(leaky, size=size) as s:
        await s.until(lambda: "F10 decides" in s.screen_text())
        assert "A Stripe key and an e-mail address stand in this answer; exports replace them. F10 decides." in said(s)
        assert KEY not in said(s)
        assert MAIL not in said(s)


async def test_an_answer_without_secrets_says_nothing_and_has_nothing_to_decide(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.pilot.pause()
        assert "F10" not in s.screen_text()
        await s.press("f10")
        assert s.screen_name == "StepScreen"
        assert "Nothing secret was found" in s.screen_text()


async def test_a_line_of_a_table_says_so_too(leaky: Path) -> None:
    async with sitting(leaky) as s:
        await s.go_to("1 workflows")
        await s.until(lambda: "A Stripe key stands in this line; exports replace it." in said(s))
        await s.press("f10")
        assert "Outcome" in s.screen_text()
        assert KEY not in s.screen_text()


async def test_what_is_shown_stands_in_exports_and_is_undone_like_any_answer(leaky: Path) -> None:
    async with sitting(leaky) as s:
        await s.press("f10")
        assert KEY not in s.screen_text()
        await s.press("down", "s")
        assert "shown in exports" in s.screen_text()
        assert [note["digest"] for note in s.answers()["shown"]] == [digest_of(MAIL)]
        assert MAIL in exported(s)
        assert KEY not in exported(s)
        await s.press("escape")
        assert "A Stripe key stands in this answer; exports replace it." in said(s)
        await s.saved()
        assert s.on_disk()["shown"][0]["digest"] == digest_of(MAIL)
        await s.press("ctrl+z")
        assert "shown" not in s.answers()
        assert MAIL not in exported(s)


async def test_what_was_shown_can_be_replaced_again(leaky: Path) -> None:
    async with sitting(leaky) as s:
        await s.press("f10", "s", "escape")
        s.desk.session.answer(GOAL, f"Cards are charged with {KEY}.")
        s.desk.settle()
        await s.pilot.pause()
        assert "A Stripe key stands in this answer; exports show it." in said(s)
        await s.press("f10", "r", "escape")
        assert "shown" not in s.answers()
        assert KEY not in exported(s)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_is_taken_out_is_gone_from_the_answer_and_its_editor(leaky: Path, size: tuple[int, int]) -> None:
    async with sitting(leaky, size=size) as s:
        await s.press("f10", "t")
        assert "taken out of the answer" in s.screen_text()
        await s.press("escape")
        goal = s.answers()["scope"]["goal"]
        assert goal == f"Cards are charged with REDACTED-STRIPE-KEY. Ask {MAIL}."
        assert "REDACTED-STRIPE-KEY" in s.screen_text()
        assert KEY not in s.screen_text()
        await s.type(" Today.")
        await s.saved()
        assert s.on_disk()["scope"]["goal"].startswith("Cards are charged with REDACTED-STRIPE-KEY.")
        assert KEY in s.answers()["scope"]["workflows"][0]["outcome"]
        await s.press("ctrl+z", "ctrl+z")
        assert KEY in s.answers()["scope"]["goal"]


async def test_readiness_leads_from_the_finding_to_the_decision(leaky: Path) -> None:
    async with sitting(leaky) as s:
        await s.press("f5")
        assert isinstance(s.app.screen, Readiness)
        codes = [getattr(entry, "code", "") for entry in s.app.screen.list.entries]
        await s.press(*["down"] * codes.index("secret-in-answer"))
        assert "F10 decide" in s.footer
        assert KEY not in s.screen_text()
        await s.press("f10", "t", "down", "t", "escape")
        assert s.screen_name == "Readiness"
        paths = [finding.path for finding in s.desk.session.review.all_findings if finding.code.endswith("-in-answer")]
        assert GOAL not in paths
        assert len(paths) == 1


async def test_nothing_is_looked_for_while_somebody_types(payments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(payments) as s:
        await s.saved()
        looked: list[str] = []

        def look(text: str) -> tuple[()]:
            looked.append(text)
            return ()

        monkeypatch.setattr("wizard.secrecy.find", look)
        await s.type("abcdefghij")
        await s.saved()
        assert len(looked) <= 3
