"""Each test of the real program has a folder of its own."""

import shutil
from pathlib import Path

import pytest
from ui.real_program import EXAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty current folder; what the program remembers lies beside it."""
    here = tmp_path / "work"
    here.mkdir()
    return here


@pytest.fixture
def payments(folder: Path) -> Path:
    """A complete design in the current folder."""
    return Path(shutil.copy(EXAMPLE, folder / "payments.design.toml"))
