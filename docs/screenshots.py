"""Draws the pictures of the README: `make screenshots`. The real app, on a copy of an example, without a terminal."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from screens.app import WizardApp
from screens.step_screen import StepScreen

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "templates" / "examples" / "payments.design.toml"
SIZE = (120, 36)
MONOSPACE = "font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;"


def without_fonts(svg: str) -> str:
    """The picture with the reader's own fonts; nothing is fetched when it is looked at."""
    svg = re.sub(r"@font-face\s*{[^}]*}\s*", "", svg)
    svg = re.sub(r"font-family:[^;]*;", MONOSPACE, svg)
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def unfinished(answers: str) -> str:
    """The example with one question open, one reference to nothing, and one answer that can not be right."""
    answers = re.sub(r"^rationale = .*\n", "", answers, flags=re.MULTILINE)
    answers = re.sub(r"^critical_path = .*$", 'critical_path = "Take a payment"', answers, flags=re.MULTILINE)
    return re.sub(r"^page_size_default = .*$", "page_size_default = 5000", answers, flags=re.MULTILINE)


async def picture(draft: Path, place: tuple[str, ...], *keys: str) -> str:
    """What is on the screen at a place of a draft, after these keys."""
    app = WizardApp(draft)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = app.screen
        if not isinstance(screen, StepScreen):
            raise TypeError(f"the draft opened on {screen}")
        screen.go(place)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.5)
        return without_fonts(app.export_screenshot(title="backend-design"))


def main() -> None:
    """Draw every picture."""
    answers = EXAMPLE.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        draft = Path(folder, "payments-api.design.toml")
        draft.write_text(answers, "utf-8")
        (HERE / "step.svg").write_text(asyncio.run(picture(draft, ("api", "operations"))), "utf-8")
        draft.write_text(unfinished(answers), "utf-8")
        (HERE / "readiness.svg").write_text(asyncio.run(picture(draft, ("scope", "goal"), "f5")), "utf-8")


if __name__ == "__main__":
    main()
