"""A draft stands on the screen before anything was read that only documents and rubrics need."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ui.sitting import EXAMPLES

ROOT = EXAMPLES.parents[1]
OPENED = """
import asyncio, sys
from pathlib import Path
from screens.app import WizardApp

async def opened():
    app = WizardApp(Path(sys.argv[1]))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert app.desk is not None

asyncio.run(opened())
print(*sys.modules)
"""


def test_opening_a_draft_reads_no_yaml(folder: Path) -> None:
    draft = Path(shutil.copy(EXAMPLES / "payments.design.toml", folder))
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(draft)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(done.stdout.splitlines()[-1].split())
    assert {"screens.app", "wizard.review"} <= modules
    assert not modules & {"yaml", "wizard.yaml_file", "wizard.rubric"}
