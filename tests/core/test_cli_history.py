"""`history` and `restore`: what was before is listed, shown, put back and purged, whatever became of the draft."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wizard.__main__ import main
from wizard.drafts.file import from_toml, lineage_of, to_toml
from wizard.drafts.history import History, history_at
from wizard.drafts.lock import DraftLock
from wizard.drafts.open_draft import OpenDraft
from wizard.errors import HistoryFailed
from wizard.secrecy import with_shown

Captured = pytest.CaptureFixture[str]
LINEAGE = "0123456789abcdef"
SECRET = "hunter2-and-more"
HOST = "lindqvist.se"
TITLES = ("One", "Two", "Three")
DRAFT = Path("rooms.design.toml")


def design(title: str, **more: Any) -> dict[str, Any]:
    return {"start": {"title": title}, **more}


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "UTC")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def history() -> History:
    """A draft with three snapshots, the newest of which it is."""
    kept = History(LINEAGE)
    for title in TITLES:
        kept.keep(to_toml(design(title), LINEAGE))
    kept.note_path(DRAFT)
    DRAFT.write_bytes(to_toml(design("Three"), LINEAGE))
    return kept


def titles(history: History) -> list[Any]:
    return [from_toml(history.bytes_of(one))["start"]["title"] for one in history.snapshots()]


def title() -> Any:
    return from_toml(DRAFT.read_bytes())["start"]["title"]


# history


def test_snapshots_are_listed_newest_first_with_what_changed_after_each(history: History, capsys: Captured) -> None:
    history.keep_unsaved(to_toml(design("Four", scope={"goal": "x"}), LINEAGE))
    assert main(["history", "rooms"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "rooms.design.toml: 3 versions"
    assert [line.split()[0] for line in lines] == ["unsaved", "1", "2", "3"]
    assert lines[0].endswith("2 answers in 2 steps: Start, Scope")
    assert lines[1].endswith("while working                        0.1 kB  as the draft")
    assert lines[2].endswith("1 answer in Start")
    assert history.snapshots()[0].time in lines[1]


def test_programs_get_the_list_in_the_usual_envelope(history: History, capsys: Captured) -> None:
    history.keep_unsaved(b"broken")
    assert main(["history", "rooms", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["status"], told["data"]["count"]) == ("backend-design.history.v1", "ok", 3)
    unsaved, first, second, _ = told["data"]["versions"]
    assert (unsaved["number"], unsaved["why"], unsaved["changes"]) == (None, "unsaved", None)
    assert (first["number"], first["changes"], second["changes"]) == (1, 0, 1)
    assert datetime.fromisoformat(first["at"]).tzinfo == UTC


def test_only_the_newest_are_listed_unless_all_are_asked_for(
    history: History, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.cli.history.SHOWN", 2)
    assert main(["history", "rooms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[-1]) == (4, "1 older ones: --all lists them too")
    assert main(["history", "rooms", "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(history.snapshots())


@pytest.mark.parametrize("data", [None, b"", b"[broken", b"\0" * 99])
def test_the_history_of_a_draft_that_is_damaged_or_gone_is_listed_too(
    history: History, data: bytes | None, capsys: Captured
) -> None:
    DRAFT.unlink()
    if data is not None:
        DRAFT.write_bytes(data)
    history.keep(b"[[[")
    assert main(["history", "rooms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "rooms.design.toml: 4 versions"
    assert lines[1].endswith("can not be read as a draft; --toml prints it")
    assert lines[2].endswith("the newest that can be read")
    assert lines[3].endswith("1 answer in Start")


def test_a_snapshot_is_compared_with_the_next_newer_one_that_can_be_read(history: History, capsys: Captured) -> None:
    history.keep(b"[[[")
    history.keep(b"]]]")
    DRAFT.write_bytes(to_toml(design("Four"), LINEAGE))
    assert main(["history", "rooms"]) == 0
    assert capsys.readouterr().out.splitlines()[3].endswith("1 answer in Start, up to the draft")


@pytest.mark.parametrize(
    "words", [["check"], ["check", "--format", "json"], ["status"], ["export"], ["check", "--why-not", "needed"]]
)
@pytest.mark.usefixtures("history")
def test_every_command_that_can_not_read_a_draft_says_what_the_history_has(words: list[str], capsys: Captured) -> None:
    DRAFT.write_bytes(b"\0" * 300)
    assert main([*words, str(DRAFT)]) == 2
    said = capsys.readouterr().err
    assert "nothing but NUL bytes" in said
    assert f"The history has 3 earlier versions: 'backend-design history {DRAFT}' lists them" in said
    DRAFT.unlink()
    assert main([*words, str(DRAFT)]) == 2
    said = capsys.readouterr().err
    assert f"There is no file {DRAFT}." in said
    assert f"'backend-design restore {DRAFT}' brings back the newest" in said


def test_a_damaged_snapshot_spoils_no_list(history: History, capsys: Captured) -> None:
    history.snapshots()[1].file.write_bytes(b"x")
    assert main(["history", "rooms"]) == 0
    assert capsys.readouterr().out.splitlines()[2].endswith("is damaged")
    assert main(["history", "rooms", "--show", "2"]) == 1
    assert "is damaged" in capsys.readouterr().err


def test_what_changed_since_a_snapshot_is_shown_step_by_step(history: History, capsys: Captured) -> None:
    assert main(["history", "rooms", "--show", "3"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.endswith("while working, against the draft now: 1 answer in Start")
    assert lines == ["", "Start", "  Title: One, now Three"]
    assert main(["history", "rooms", "--show", "3", "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["data"]["differences"]
    assert (one["path"], one["before"], one["after"]) == ("start.title", "One", "Three")
    DRAFT.write_bytes(b"[broken")
    assert main(["history", "rooms", "--show", "3"]) == 0
    said = capsys.readouterr()
    assert "  Title: One, was open" in said.out
    assert "can not be read" in said.err
    assert history.unsaved() is None


def test_the_text_of_a_snapshot_is_printed_as_it_was_and_does_nothing_to_a_terminal(
    history: History, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["history", "rooms", "--show", "3", "--toml"]) == 0
    assert capsys.readouterr().out.encode() == to_toml(design("One"), LINEAGE)
    history.keep_unsaved(b"\x1b]52;c;eA==\x07 \xff")
    monkeypatch.setattr("wizard.cli.history.is_read_on_screen", lambda: True)
    assert main(["history", "rooms", "--show", "unsaved", "--toml"]) == 0
    assert capsys.readouterr().out == "\u241b]52;c;eA==\u2407 \\xff"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["history", "halls"], "No history of halls is known here"),
        (["history", "rooms", "--show", "4"], "they are numbered from 1 to 3"),
        (["history", "rooms", "--show", "0"], "no version '0'"),
        (["history", "rooms", "--show", "\u0663"], "no version"),
        (["history", "rooms", "--show", "unsaved"], "Nothing of rooms.design.toml is waiting unsaved"),
        (["history", "rooms", "--toml"], "--show 1 --toml"),
        (["restore", "rooms", "1", "--unsaved"], "not both"),
        (["restore", "rooms", "../x"], "no version '../x'"),
        (["restore", "halls"], "No history of halls"),
    ],
)
def test_what_is_not_there_is_said(history: History, words: list[str], told: str, capsys: Captured) -> None:
    assert main(words) == 2
    assert told in capsys.readouterr().err
    assert titles(history)[-3:] == ["Three", "Two", "One"]


def test_a_draft_that_was_never_changed_has_no_snapshots(capsys: Captured) -> None:
    DRAFT.write_bytes(to_toml(design("One"), LINEAGE))
    assert main(["history", "rooms"]) == 0
    assert "0 versions. The first is kept when" in capsys.readouterr().out
    assert main(["restore", "rooms"]) == 2
    assert "it has none" in capsys.readouterr().err


# restore


def test_a_draft_is_put_back_and_what_it_held_is_kept_first(history: History, capsys: Captured) -> None:
    DRAFT.write_bytes(to_toml(design("Four"), LINEAGE))
    assert main(["restore", "rooms", "3"]) == 0
    assert (title(), lineage_of(DRAFT.read_bytes())) == ("One", LINEAGE)
    assert titles(history) == ["One", "Four", "Three", "Two", "One"]
    assert history.snapshots()[1].why == "restored"
    said = capsys.readouterr().err
    assert "rooms.design.toml is as it was at" in said
    assert "What it held before is in the history" in said
    assert main(["restore", "rooms", "2"]) == 0
    assert title() == "Four", "that can be taken back too"


@pytest.mark.parametrize("data", [b"", b"[broken", b"\0" * 99, b"\xff\xfe", b"<<<<<<< HEAD\n"])
def test_a_damaged_draft_is_put_back_as_it_was_last_and_its_bytes_are_kept_as_they_are(
    history: History, data: bytes
) -> None:
    DRAFT.write_bytes(data)
    assert main(["restore", "rooms"]) == 0
    assert DRAFT.read_bytes() == to_toml(design("Three"), LINEAGE)
    if data:
        assert data in [history.bytes_of(one) for one in history.snapshots() if one.why == "restored"]
    assert main(["check", "rooms"]) == 1, "it is a draft again, though not ready"


def test_a_draft_that_is_gone_is_put_back(history: History) -> None:
    DRAFT.unlink()
    assert main(["restore", "rooms", "2"]) == 0
    assert title() == "Two"
    found = history_at(DRAFT)
    assert found is not None
    assert found.lineage == history.lineage


def test_a_draft_that_is_already_so_is_left_alone(history: History, capsys: Captured) -> None:
    before = DRAFT.stat().st_mtime_ns
    assert main(["restore", "rooms"]) == 0
    assert "nothing was changed" in capsys.readouterr().err
    assert DRAFT.stat().st_mtime_ns == before
    assert len(history.snapshots()) == 3


def test_what_was_not_saved_is_put_back_and_forgotten(history: History) -> None:
    history.keep_unsaved(to_toml(design("Four"), LINEAGE))
    assert main(["restore", "rooms", "--unsaved"]) == 0
    assert title() == "Four"
    assert history.unsaved() is None


def test_what_was_not_saved_is_forgotten_too_if_the_draft_has_it_by_now(history: History, capsys: Captured) -> None:
    history.keep_unsaved(DRAFT.read_bytes())
    assert main(["restore", "rooms", "--unsaved"]) == 0
    assert "nothing was changed" in capsys.readouterr().err
    assert history.unsaved() is None


def test_a_draft_that_someone_has_open_is_left_alone(history: History, capsys: Captured) -> None:
    open_elsewhere = OpenDraft(DRAFT)
    open_elsewhere.read()
    try:
        assert main(["restore", "rooms", "2"]) == 3
    finally:
        open_elsewhere.close()
    assert f"process {os.getpid()}" in capsys.readouterr().err
    assert title() == "Three"
    assert len(history.snapshots()) == 3
    assert main(["restore", "rooms", "2"]) == 0


def test_a_new_draft_is_made_of_a_snapshot_and_the_old_one_left_alone(history: History, capsys: Captured) -> None:
    DRAFT.write_bytes(b"[broken")
    assert main(["restore", "rooms", "3", "--to", "old"]) == 0
    made = Path("old.design.toml").read_bytes()
    assert from_toml(made) == design("One")
    assert lineage_of(made) not in ("", LINEAGE)
    assert DRAFT.read_bytes() == b"[broken"
    assert len(history.snapshots()) == 3
    assert main(["restore", "rooms", "3", "--to", "old"]) == 3
    assert "is there already" in capsys.readouterr().err


def test_a_snapshot_that_is_no_draft_and_a_draft_of_a_newer_program_are_left_as_they_are(
    history: History, capsys: Captured
) -> None:
    newer = to_toml(design("Four"), LINEAGE).replace(b"schema_version = 1", b"schema_version = 2")
    DRAFT.write_bytes(newer)
    assert main(["restore", "rooms", "2"]) == 1
    assert "newer backend-design" in capsys.readouterr().err
    history.keep(b"[broken")
    assert main(["restore", "rooms", "1"]) == 2
    assert "can not be read" in capsys.readouterr().err
    assert DRAFT.read_bytes() == newer


def test_nothing_is_put_back_if_what_is_there_can_not_be_kept(
    history: History, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise HistoryFailed("The disk is full.")

    DRAFT.write_bytes(b"[broken")
    monkeypatch.setattr(History, "keep", full)
    assert main(["restore", "rooms"]) == 1
    assert "The disk is full." in capsys.readouterr().err
    assert DRAFT.read_bytes() == b"[broken"
    assert titles(history) == ["Three", "Two", "One"]


def test_a_draft_that_grew_too_large_is_to_be_moved_away_first(history: History, capsys: Captured) -> None:
    DRAFT.write_bytes(b"x" * (4 * 1024 * 1024 + 1))
    assert main(["restore", "rooms"]) == 2
    assert "Move it away" in capsys.readouterr().err
    assert len(history.snapshots()) == 3
    assert DraftLock(DRAFT.resolve()).take() is None


# purge


class Terminal(io.StringIO):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def asked_for(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_secret_is_asked_for_and_taken_out_of_every_snapshot(
    history: History, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.keep(to_toml(design(f"Four {SECRET}"), LINEAGE))
    history.keep(f"[broken {SECRET}".encode())
    history.keep_unsaved(to_toml(design(SECRET), LINEAGE))
    DRAFT.write_bytes(to_toml(design(SECRET), LINEAGE))
    asked_for(monkeypatch, f"{SECRET}\n")
    assert main(["history", "rooms", "--purge"]) == 0
    said = capsys.readouterr().out
    assert SECRET not in said
    assert "Replaced in 2 versions. Removed as a whole: 1 version that can not be read as a draft" in said
    assert "rooms.design.toml itself still holds it" in said
    assert "Not in reach: git, backups" in said
    assert titles(history) == ["Four REDACTED-SECRET", "Three", "Two", "One"]
    assert SECRET.encode() in DRAFT.read_bytes(), "the draft is its author's"
    DRAFT.write_bytes(to_toml(design("Four"), LINEAGE))
    asked_for(monkeypatch, SECRET)
    assert main(["history", "rooms", "--purge", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["data"]
    assert (told["changed"], told["removed"], told["draft_holds_it"]) == (0, 0, False)


@pytest.mark.parametrize("text", ["", "\n", "abc\n", "      \n"])
def test_what_is_too_short_to_be_a_secret_is_refused(
    history: History, text: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for(monkeypatch, text)
    assert main(["history", "rooms", "--purge"]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert titles(history) == ["Three", "Two", "One"]


def test_on_a_terminal_the_secret_is_typed_without_being_shown(
    history: History, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _: "Three")
    assert main(["history", "rooms", "--purge"]) == 0
    assert titles(history)[0] == "REDACTED-SECRET"
    assert "Three" not in capsys.readouterr().out


def test_ending_the_input_instead_of_typing_a_secret_changes_nothing(
    history: History, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", ended)
    assert main(["history", "rooms", "--purge"]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert titles(history) == ["Three", "Two", "One"]


def test_all_that_is_found_goes_but_for_what_the_draft_shows_on_purpose(history: History, capsys: Captured) -> None:
    token, mail, desk = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" * 2, f"mara@{HOST}", f"desk@{HOST}"
    history.keep(to_toml(design(f"Four {token} {mail} {desk}"), LINEAGE))
    history.keep(f"[broken {token}".encode())
    DRAFT.write_bytes(to_toml(with_shown(design(f"Five {desk}"), desk, "n1"), LINEAGE))
    assert main(["history", "rooms", "--purge-found"]) == 0
    said = capsys.readouterr().out
    assert "Replaced in 1 version: GitHub token, e-mail address." in said
    assert "rooms.design.toml itself does not hold it" in said
    assert titles(history)[0] == f"Four REDACTED-GITHUB-TOKEN REDACTED-E-MAIL-ADDRESS {desk}"
    assert len(history.snapshots()) == 4
    assert main(["history", "rooms", "--purge-found"]) == 0
    assert "No secret and no personal data were found in 4 versions" in capsys.readouterr().out
