"""Nobody may write into the folder any more while somebody types there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from core.designs import small
from ui.terminal import terminal

from wizard.drafts.file import from_toml, to_toml

pytestmark = pytest.mark.pty
NAME = "rooms.design.toml"
AS_ANYBODY = () if os.geteuid() else ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Root may write everywhere, unless it is started without that."""
MAY_NOT = not AS_ANYBODY or (
    shutil.which("setpriv") is not None
    and subprocess.run([*AS_ANYBODY, "true"], capture_output=True, check=False).returncode == 0
)


@pytest.mark.skipif(not MAY_NOT, reason="root may write everywhere, and there is no setpriv to start it without that")
def test_a_folder_that_is_protected_while_somebody_types_is_said_at_once_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    draft = folder / NAME
    draft.write_bytes(to_toml(small()))

    def goal() -> str:
        return str(from_toml(draft.read_bytes())["scope"]["goal"])

    with terminal("open", NAME, folder=folder, inside=AS_ANYBODY) as program:
        program.shows("Two to four sentences")
        program.type(" One.")
        program.until(lambda: goal().endswith(" One."), "a draft that is saved")
        folder.chmod(0o555)
        try:
            for word in (" Two.", " Three."):
                program.type(word)
                program.shows(word)
                program.until(lambda: "NOT SAVED" in program.text.splitlines()[0], "the banner")
            assert goal().endswith(" One.")
        finally:
            folder.chmod(0o755)
        program.until(lambda: goal().endswith(" One. Two. Three."), "a draft that is saved")
        program.type("<ctrl+q>")
        assert program.ends() == 0
