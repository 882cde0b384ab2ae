"""What is on the disk is always the old draft or the new one, whole; and nobody else's work is overwritten."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from core.designs import small

from wizard.drafts.durable import write_durably
from wizard.drafts.file import from_toml, to_toml
from wizard.drafts.store import DraftFile, read_bytes
from wizard.errors import DraftChanged, DraftTooLarge, DraftUnreadable, SaveFailed

OLD, NEW = small(), {**small(), "scope": {**small()["scope"], "goal": "Another goal"}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a draft is saved already."""
    path = tmp_path / "rooms.design.toml"
    path.write_bytes(to_toml(OLD))
    return path


@pytest.fixture
def draft(path: Path) -> DraftFile:
    """A draft that was read."""
    draft = DraftFile(path)
    draft.read()
    return draft


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def fails(number: int) -> Callable[..., Any]:
    """A system call that never works."""

    def call(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return call


def test_what_is_saved_is_read_again(draft: DraftFile, path: Path) -> None:
    draft.save(NEW)
    assert path.read_bytes() == to_toml(NEW)
    assert DraftFile(path).read() == NEW


def test_a_draft_is_saved_again_and_again(draft: DraftFile, path: Path) -> None:
    for n in range(5):
        draft.save({**OLD, "scope": {"goal": f"Goal {n}"}})
    assert from_toml(path.read_bytes())["scope"] == {"goal": "Goal 4"}
    assert names(path.parent) == ["rooms.design.toml"]


def test_a_new_draft_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.design.toml"
    DraftFile(path).save(OLD)
    assert mode_of(path) == 0o600
    assert names(tmp_path) == ["new.design.toml"]


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o600])
def test_a_draft_keeps_its_mode(draft: DraftFile, path: Path, mode: int) -> None:
    path.chmod(mode)
    draft.save(NEW)
    assert mode_of(path) == mode


def test_answers_that_did_not_change_do_not_touch_the_file(draft: DraftFile, path: Path) -> None:
    before = path.stat()
    draft.save(OLD)
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_link_stays_a_link_and_its_target_is_saved(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.design.toml"
    link.symlink_to(path)
    draft = DraftFile(link)
    draft.read()
    draft.save(NEW)
    assert link.is_symlink()
    assert path.read_bytes() == to_toml(NEW)
    assert names(folder) == ["link.design.toml"]


def test_someone_elses_change_is_not_overwritten(draft: DraftFile, path: Path) -> None:
    theirs = to_toml({**OLD, "start": {"title": "Theirs"}})
    path.write_bytes(theirs)
    with pytest.raises(DraftChanged, match="changed by someone else"):
        draft.save(NEW)
    assert path.read_bytes() == theirs
    assert names(path.parent) == ["rooms.design.toml"]


def test_someone_elses_change_to_just_what_is_saved_is_none(draft: DraftFile, path: Path) -> None:
    path.write_bytes(to_toml(NEW))
    draft.save(NEW)
    draft.save(OLD)
    assert path.read_bytes() == to_toml(OLD)


def test_a_file_that_was_never_read_is_not_overwritten(path: Path) -> None:
    with pytest.raises(DraftChanged):
        DraftFile(path).save(NEW)
    assert path.read_bytes() == to_toml(OLD)


def test_after_reading_anew_it_can_be_saved_again(draft: DraftFile, path: Path) -> None:
    path.write_bytes(to_toml({**OLD, "start": {"title": "Theirs"}}))
    assert draft.read()["start"] == {"title": "Theirs"}
    draft.save(NEW)
    assert path.read_bytes() == to_toml(NEW)


def test_a_file_that_was_removed_meanwhile_is_written_anew(draft: DraftFile, path: Path) -> None:
    path.unlink()
    draft.save(NEW)
    assert path.read_bytes() == to_toml(NEW)


def test_a_read_only_draft_is_refused(draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o444)
    if os.access(path, os.W_OK):  # as root everything may be written
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SaveFailed, match="read-only"):
        draft.save(NEW)
    assert path.read_bytes() == to_toml(OLD)
    assert mode_of(path) == 0o444


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="No such file or directory"):
        DraftFile(tmp_path / "gone" / "rooms.design.toml").save(NEW)
    assert names(tmp_path) == []


def test_a_folder_that_goes_away_meanwhile_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    draft = DraftFile(folder / "rooms.design.toml")
    draft.save(OLD)
    (folder / "rooms.design.toml").unlink()
    folder.rmdir()
    with pytest.raises(SaveFailed):
        draft.save(NEW)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync", "open", "fchmod"])
def test_a_full_or_broken_disk_leaves_the_old_draft_whole_and_nothing_beside_it(
    draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails(number))
        with pytest.raises(SaveFailed, match=os.strerror(number)):
            draft.save(NEW)
    assert path.read_bytes() == to_toml(OLD)
    assert names(path.parent) == ["rooms.design.toml"]
    draft.save(NEW)
    assert path.read_bytes() == to_toml(NEW)


def test_a_disk_that_fills_up_halfway_leaves_the_old_draft(
    draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, calls = os.write, []

    def some(descriptor: int, data: bytes) -> int:
        calls.append(len(data))
        if len(calls) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data[:100])

    monkeypatch.setattr(os, "write", some)
    with pytest.raises(SaveFailed, match="No space left"):
        draft.save(NEW)
    assert len(calls) == 4
    assert path.read_bytes() == to_toml(OLD)
    assert names(path.parent) == ["rooms.design.toml"]


def test_writes_that_take_only_a_part_are_gone_on_with(
    draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:1000]))
    draft.save(NEW)
    assert path.read_bytes() == to_toml(NEW)


def test_a_rename_that_fails_leaves_the_old_draft(
    draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", fails(errno.EACCES))
    with pytest.raises(SaveFailed, match="Permission denied"):
        draft.save(NEW)
    assert path.read_bytes() == to_toml(OLD)
    assert names(path.parent) == ["rooms.design.toml"]


def test_what_was_renamed_though_a_failure_was_reported_stays_ours_whatever_fails_next(
    draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def late(source: Path, target: Path) -> Path:
        replace(source, target)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    third = {**OLD, "scope": {"goal": "A third goal"}}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", late)
        with pytest.raises(SaveFailed):
            draft.save(NEW)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fails(errno.ENOSPC))
        with pytest.raises(SaveFailed):
            draft.save(third)
    draft.save(third)
    assert from_toml(path.read_bytes())["scope"] == {"goal": "A third goal"}


def test_a_folder_that_can_not_be_synced_is_no_failure(
    draft: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    draft.save(NEW)
    assert path.read_bytes() == to_toml(NEW)


def test_the_bytes_are_on_the_disk_before_the_name_and_the_folder_after_it(
    draft: DraftFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(descriptor: int) -> None:
        deeds.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def note_replace(source: Path, target: Path) -> Path:
        deeds.append("rename")
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    draft.save(NEW)
    assert deeds == ["file", "rename", "folder"]


def test_descriptors_are_given_back_also_after_failures(draft: DraftFile, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.save(NEW)
    lowest = os.dup(0)
    os.close(lowest)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fails(errno.ENOSPC))
        for _ in range(5):
            with pytest.raises(SaveFailed):
                draft.save(OLD)
    draft.save(OLD)
    again = os.dup(0)
    os.close(again)
    assert again == lowest


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_what_is_no_file_is_no_draft(tmp_path: Path, what: str) -> None:
    path = tmp_path / "odd.design.toml"
    path.mkdir() if what == "folder" else os.mkfifo(path)
    with pytest.raises(DraftUnreadable, match="folder" if what == "folder" else "regular file"):
        DraftFile(path).read()
    with pytest.raises(DraftUnreadable):
        DraftFile(path).save(NEW)


def test_a_file_that_is_not_there_is_told_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(DraftUnreadable, match=r"There is no file .* begins a draft"):
        DraftFile(tmp_path / "gone.design.toml").read()


def test_a_file_that_is_no_draft_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.design.toml"
    path.write_bytes(b"# Notes\n\nNot a draft.\n")
    draft = DraftFile(path)
    with pytest.raises(DraftUnreadable):
        draft.read()
    with pytest.raises(DraftChanged):
        draft.save(NEW)
    assert path.read_bytes() == b"# Notes\n\nNot a draft.\n"


def test_answers_that_could_not_be_read_back_are_not_written(draft: DraftFile, path: Path) -> None:
    deep: dict[str, Any] = {}
    for _ in range(40):
        deep = {"a": deep}
    with pytest.raises(DraftTooLarge, match="nested"):
        draft.save({**NEW, "notes": deep})
    assert path.read_bytes() == to_toml(OLD)


def test_bytes_are_read_from_regular_files_alone(path: Path) -> None:
    assert read_bytes(path) == to_toml(OLD)


def test_any_file_is_written_durably(tmp_path: Path) -> None:
    target = tmp_path / "any"
    write_durably(target, b"")
    write_durably(target, b"x")
    assert (target.read_bytes(), names(tmp_path)) == (b"x", ["any"])
