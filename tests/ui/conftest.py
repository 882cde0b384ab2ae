"""Each test of the screens has a folder of its own, and a memory of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ui.sitting import DATA, EXAMPLES

from wizard.drafts.file import SUFFIX


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty; what the program remembers is empty too."""
    here = tmp_path / "work"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return here


@pytest.fixture
def copy_of() -> Callable[[str], Path]:
    """Copies an example or a draft of the tests into the current folder."""

    def copied(name: str) -> Path:
        source = next(place / f"{name}{SUFFIX}" for place in (EXAMPLES, DATA) if (place / f"{name}{SUFFIX}").exists())
        return Path(shutil.copy(source, source.name))

    return copied


@pytest.fixture
def payments(copy_of: Callable[[str], Path]) -> Path:
    """A complete design."""
    return copy_of("payments")
