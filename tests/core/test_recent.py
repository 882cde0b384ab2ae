"""What is remembered between runs is a help and never a hindrance."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.drafts.recent import MOST, Recent, position, recent_drafts, remember, remembered, state_folder


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of our own; the memory is not there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "backend-design"


def test_the_state_folder_is_where_the_platform_is_told_to_keep_it(state: Path) -> None:
    assert state_folder() == state


def test_without_a_memory_nothing_was_open(state: Path) -> None:
    assert recent_drafts() == []
    assert remembered(Path("rooms.design.toml")) is None
    assert not state.exists(), "looking writes nothing"


def test_the_draft_that_was_open_last_comes_first_and_each_once() -> None:
    for file in ("a", "b", "c", "a"):
        remember(Recent(file))
    assert [recent.file for recent in recent_drafts()] == ["a", "c", "b"]


def test_everything_about_a_draft_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "rooms.design.toml"
    kept = Recent(str(path), "R\u00e4ume", "data", "tables", "tables.k3f9.name", 41, 63, "not-ready")
    remember(kept)
    assert recent_drafts() == [kept]
    assert remembered(path) == kept
    assert remembered(tmp_path / "other.design.toml") is None


def test_a_draft_is_found_by_any_way_that_leads_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(Recent(str((tmp_path / "rooms.design.toml").resolve())))
    monkeypatch.chdir(tmp_path)
    assert remembered(Path("rooms.design.toml")) is not None
    assert remembered(tmp_path / "x" / ".." / "rooms.design.toml") is not None


@pytest.mark.parametrize(
    ("recent", "path"),
    [
        (Recent("f"), ("scope",)),
        (Recent("f", step="api", field="page_size_max"), ("api", "page_size_max")),
        (
            Recent("f", step="data", field="tables.k3f9.table_columns.a1.name"),
            ("data", "tables", "k3f9", "table_columns", "a1", "name"),
        ),
    ],
)
def test_the_place_where_the_work_stopped_is_a_path(recent: Recent, path: tuple[str, ...]) -> None:
    remember(recent)
    assert position(recent_drafts()[0]) == path


def test_no_more_is_remembered_than_fits_on_a_screen_or_two() -> None:
    for n in range(MOST + 5):
        remember(Recent(f"{n}"))
    assert [recent.file for recent in recent_drafts()] == [f"{n}" for n in range(MOST + 4, 4, -1)]
    assert MOST == 30


@pytest.mark.parametrize(
    "memory",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"5",
        b'"text"',
        b"{}",
        b'{"file": "a"}',
        b"[5]",
        b"[null]",
        b'["text"]',
        b"[[]]",
        b"[{}]",
        b'[{"title": "no file"}]',
        b'[{"file": "a", "shoe_size": 43}]',
        b'[{"file": null}]',
        b'[{"file": 5}]',
        b'[{"file": "a", "field": null}]',
        b'[{"file": "a", "step": ["scope"]}]',
        b'[{"file": "a", "answered": "many"}]',
        b"[" * 100_000,
    ],
)
def test_a_memory_that_can_not_be_read_is_an_empty_one(state: Path, memory: bytes) -> None:
    state.mkdir(parents=True)
    (state / "recent.json").write_bytes(memory)
    assert recent_drafts() == []
    remember(Recent("b"))
    assert recent_drafts() == [Recent("b")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_memory_that_nobody_writes_to_is_not_waited_for(state: Path) -> None:
    state.mkdir(parents=True)
    os.mkfifo(state / "recent.json")
    look = "from wizard.drafts.recent import recent_drafts; assert recent_drafts() == []"
    subprocess.run([sys.executable, "-c", look], check=True, timeout=20)


def test_a_memory_of_more_than_it_can_hold_is_not_gone_through(state: Path) -> None:
    state.mkdir(parents=True)
    (state / "recent.json").write_text(json.dumps([{"file": str(n)} for n in range(1000)]), "utf-8")
    assert [recent.file for recent in recent_drafts()] == [str(n) for n in range(MOST)]
    (state / "recent.json").write_bytes(b'[{"file": "a"}]' + b" " * 5_000_000)
    assert recent_drafts() == []


def test_a_memory_that_can_not_be_written_is_no_failure(state: Path) -> None:
    state.parent.mkdir()
    state.write_text("in the way", "utf-8")
    remember(Recent("a"))
    assert recent_drafts() == []
    assert state.read_text("utf-8") == "in the way"


def test_the_memory_is_for_its_owner_alone_and_written_whole(state: Path) -> None:
    remember(Recent("a", "Title"))
    (file,) = state.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text("utf-8"))[0]["title"] == "Title"
