"""A draft that is open for work: nobody writes over what they have not seen, and what can not be saved is kept elsewhere."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from core.designs import small

from wizard.drafts.disk import Disk
from wizard.drafts.file import SCHEMA_VERSION, from_toml, lineage_of, to_toml
from wizard.drafts.history import History, histories, history_at
from wizard.drafts.lock import lock_path
from wizard.drafts.names import typed_draft
from wizard.drafts.open_draft import OpenDraft
from wizard.errors import DraftChanged, DraftReadOnly, DraftTaken, DraftUnreadable, SaveFailed, WizardError

OLD = small()
NEW, THEIRS, THIRD = ({**OLD, "scope": {**OLD["scope"], "goal": goal}} for goal in ("Ours", "Theirs", "Third"))
CONFLICT = b"<<<<<<< HEAD\n" + to_toml(OLD)


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history of these tests lies in a folder of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft, alone in its folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "rooms.design.toml"
    path.write_bytes(to_toml(OLD))
    return path


@pytest.fixture
def draft(path: Path) -> OpenDraft:
    """The draft, open for work."""
    draft = OpenDraft(path)
    assert draft.read() == OLD
    return draft


class FullDisk(Disk):
    """A disk that can be full, but for the folder of the history."""

    is_full = False

    def create(self, path: Path, mode: int = 0o600) -> int:
        if self.is_full and "state" not in path.parts:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().create(path, mode)


def past(draft: OpenDraft) -> History:
    return History(draft.lineage)


def reasons(draft: OpenDraft) -> list[str]:
    return [snapshot.why for snapshot in past(draft).snapshots()]


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def on(path: Path) -> Any:
    return from_toml(path.read_bytes())


def test_a_draft_gets_a_lineage_with_its_first_save_and_keeps_it(draft: OpenDraft, path: Path) -> None:
    assert draft.lineage == ""
    draft.save(NEW)
    lineage = lineage_of(path.read_bytes())
    assert len(lineage) == 16
    draft.save(THIRD)
    draft.close()
    again = OpenDraft(path)
    again.read()
    again.save(NEW)
    assert again.lineage == lineage_of(path.read_bytes()) == lineage
    assert on(path) == NEW


def test_what_is_looked_at_and_closed_leaves_nothing_behind(draft: OpenDraft, path: Path) -> None:
    assert lock_path(path).name in names(path)
    before = path.read_bytes()
    draft.close()
    assert names(path) == [path.name]
    assert path.read_bytes() == before
    assert history_at(path) is None


def test_the_draft_as_it_was_found_and_as_it_was_left_is_in_the_history(draft: OpenDraft) -> None:
    draft.save(NEW)
    assert reasons(draft) == ["opened"]
    draft.save(THIRD)
    draft.close()
    draft.close()
    newest, oldest = past(draft).snapshots()
    assert (newest.why, oldest.why) == ("regular", "opened")
    assert from_toml(past(draft).bytes_of(oldest)) == OLD
    assert from_toml(past(draft).bytes_of(newest)) == THIRD


def test_the_second_can_look_and_not_save(draft: OpenDraft, path: Path) -> None:
    second = OpenDraft(path)
    assert second.read() == OLD
    assert second.holder is not None
    assert f"process {os.getpid()}" in second.read_only
    with pytest.raises(DraftTaken):
        second.save(NEW)
    assert on(path) == OLD
    draft.save(NEW)
    assert second.look()
    assert second.theirs == NEW
    draft.close()
    assert second.work() is None
    second.settled()
    second.save(THIRD)
    assert on(path) == THIRD


def test_who_was_taken_over_from_overwrites_nothing_and_keeps_its_words(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    second = OpenDraft(path)
    second.read()
    second.take_over()
    assert "taken-over" in reasons(draft)
    with pytest.raises(DraftTaken, match=f"process {os.getpid()}"):
        draft.save(THIRD)
    second.save(THEIRS)
    with pytest.raises(DraftTaken):
        draft.save(THIRD)
    assert on(path) == THEIRS
    unsaved = past(draft).unsaved()
    assert unsaved is not None
    assert from_toml(past(draft).bytes_of(unsaved)) == THIRD
    draft.take_over()
    draft.look()
    assert draft.theirs == THEIRS
    with pytest.raises(DraftChanged):
        draft.save(THIRD)
    draft.settled()
    draft.save(THIRD)
    assert on(path) == THIRD
    assert past(draft).unsaved() is None
    with pytest.raises(DraftTaken):
        second.save(NEW)


def test_what_someone_else_wrote_is_found_and_is_in_the_history_before_it_is_written_over(
    draft: OpenDraft, path: Path
) -> None:
    draft.save(NEW)
    path.write_bytes(to_toml(THEIRS, draft.lineage))
    with pytest.raises(DraftChanged):
        draft.save(THIRD)
    assert draft.look()
    assert draft.theirs == THEIRS
    assert not draft.look()
    draft.settled()
    draft.save(THIRD)
    assert {one.why: from_toml(past(draft).bytes_of(one)) for one in past(draft).snapshots()}["elsewhere"] == THEIRS


def test_a_file_that_was_only_touched_is_not_changed(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    path.touch()
    assert not draft.look()
    path.write_bytes(path.read_bytes())
    assert not draft.look()
    assert draft.theirs is None


def test_what_can_not_be_read_is_not_overwritten_until_that_is_asked_for(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    path.write_bytes(CONFLICT)
    assert not draft.look()
    assert "conflict markers" in draft.damage
    with pytest.raises(WizardError):
        draft.save(THIRD)
    assert path.read_bytes() == CONFLICT
    draft.disregard()
    draft.save(THIRD)
    assert on(path) == THIRD
    assert draft.damage == ""
    assert CONFLICT in [past(draft).bytes_of(snapshot) for snapshot in past(draft).snapshots()]


def test_what_was_mended_meanwhile_is_read(draft: OpenDraft, path: Path) -> None:
    path.write_bytes(CONFLICT)
    draft.look()
    path.write_bytes(to_toml(THEIRS))
    assert draft.look()
    assert (draft.theirs, draft.damage) == (THEIRS, "")


def test_a_draft_that_is_removed_meanwhile_is_told_of_once_and_written_again(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    path.rename(path.with_name("elsewhere.design.toml"))
    draft.look()
    draft.look()
    assert "removed or renamed" in draft.take_warning()
    assert draft.take_warning() == ""
    assert not path.exists()
    draft.save(THIRD)
    assert on(path) == THIRD


def test_a_link_to_nothing_in_its_place_is_told_too(draft: OpenDraft, path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nothing")
    draft.look()
    assert "removed or renamed" in draft.take_warning()


def test_a_folder_that_may_not_be_looked_into_is_not_taken_for_gone(path: Path) -> None:
    class Locked(Disk):
        is_locked = False

        def status(self, path: Path) -> os.stat_result:
            if self.is_locked:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return super().status(path)

    disk = Locked()
    draft = OpenDraft(path, disk)
    draft.read()
    disk.is_locked = True
    draft.look()
    assert draft.take_warning() == ""
    with pytest.raises(SaveFailed):
        draft.save(NEW)
    disk.is_locked = False
    draft.save(NEW)
    assert on(path) == NEW


def test_a_draft_outlasts_the_folder_that_the_program_was_started_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    draft = OpenDraft(Path(path.name))
    draft.read()
    shutil.rmtree(path.parent)
    with pytest.raises(SaveFailed):
        draft.save(NEW)
    with pytest.raises(WizardError, match="started in is gone"):
        typed_draft("copy")
    path.parent.mkdir()
    draft.save(NEW)
    assert on(path) == NEW


def test_a_copy_that_can_not_be_made_leaves_no_history(path: Path) -> None:
    disk = FullDisk()
    draft = OpenDraft(path, disk)
    draft.read()
    disk.is_full = True
    with pytest.raises(SaveFailed):
        draft.copied_to(path.with_name("copy.design.toml"), NEW)
    disk.is_full = False
    assert not [folder for folder in histories().glob("*") if folder.name != draft.lineage]


def test_another_draft_that_is_copied_over_an_open_one_keeps_its_history(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    other = OpenDraft(path.with_name("other.design.toml"))
    other.read()
    other.save(THEIRS)
    other.close()
    own = draft.lineage
    path.write_bytes(other.path.read_bytes())
    assert draft.look()
    draft.settled()
    draft.save(THIRD)
    draft.close()
    assert draft.lineage == lineage_of(path.read_bytes()) == own
    assert other.lineage != own
    for one in (draft, other):
        found = history_at(one.path)
        assert found is not None
        assert found.lineage == one.lineage
    assert THIRD not in [from_toml(past(other).bytes_of(one)) for one in past(other).snapshots()]


def test_a_full_disk_leaves_the_words_in_the_history_and_the_next_sitting_finds_them(path: Path) -> None:
    disk = FullDisk()
    draft = OpenDraft(path, disk)
    draft.read()
    disk.is_full = True
    with pytest.raises(SaveFailed, match="No space left"):
        draft.save(NEW)
    assert on(path) == OLD
    draft.close()
    found = history_at(path)
    assert found is not None
    unsaved = found.unsaved()
    assert unsaved is not None
    assert from_toml(found.bytes_of(unsaved)) == NEW


def test_what_a_second_window_could_not_save_outlasts_the_save_of_the_first(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    second = OpenDraft(path)
    second.read()
    second.take_over()
    second.save(THEIRS)
    draft.take_over()
    draft.look()
    for words in ({"start": {"title": "Mine"}}, THIRD):
        with pytest.raises(DraftChanged):
            draft.save(words)
        with pytest.raises(DraftTaken):
            second.save({**words, "scope": {"goal": "Theirs."}})
    draft.settled()
    draft.save(THIRD)
    unsaved = past(draft).unsaved()
    assert unsaved is not None
    assert from_toml(past(draft).bytes_of(unsaved)) == {**THIRD, "scope": {"goal": "Theirs."}}


def test_what_two_sittings_could_not_save_is_kept_of_both(path: Path) -> None:
    disk = FullDisk()
    for words in (NEW, THIRD):
        disk.is_full = False
        draft = OpenDraft(path, disk)
        draft.read()
        disk.is_full = True
        with pytest.raises(SaveFailed):
            draft.save(words)
        draft.close()
    found = history_at(path)
    assert found is not None
    assert {one.why: from_toml(found.bytes_of(one)) for one in found.snapshots()}["unsaved-before"] == NEW
    unsaved = found.unsaved()
    assert unsaved is not None
    assert from_toml(found.bytes_of(unsaved)) == THIRD


def test_a_draft_that_lost_its_lineage_finds_its_history_where_it_lies(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    draft.close()
    path.write_bytes(to_toml(OLD))
    again = OpenDraft(path)
    again.read()
    again.save(THIRD)
    assert again.lineage == draft.lineage


def test_a_file_that_was_copied_has_a_history_of_its_own(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    draft.close()
    copied = path.with_name("copied.design.toml")
    copied.write_bytes(path.read_bytes())
    assert history_at(copied) is None
    copy = OpenDraft(copied)
    copy.read()
    copy.save(THIRD)
    copy.close()
    assert copy.lineage != draft.lineage
    assert lineage_of(copied.read_bytes()) == copy.lineage
    assert [from_toml(past(copy).bytes_of(one)) for one in past(copy).snapshots()] == [THIRD, NEW]
    assert THIRD not in [from_toml(past(draft).bytes_of(one)) for one in past(draft).snapshots()]
    again = OpenDraft(copied)
    again.read()
    again.save(OLD)
    assert again.lineage == copy.lineage


def test_a_file_that_was_renamed_keeps_its_history(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    draft.close()
    moved = path.rename(path.with_name("moved.design.toml"))
    again = OpenDraft(moved)
    again.read()
    again.save(THIRD)
    assert again.lineage == draft.lineage
    assert len(reasons(again)) >= 2


def test_a_history_that_can_not_be_written_is_said_once_and_stops_nothing(
    draft: OpenDraft, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("no folder", "utf-8")
    draft.save(NEW)
    draft.save(THIRD)
    assert on(path) == THIRD
    warnings = [draft.take_warning(), draft.take_warning()]
    assert "history" in warnings[0]
    assert warnings[1] == ""


def test_a_draft_of_a_newer_schema_is_shown_and_never_saved(path: Path) -> None:
    newer = to_toml(OLD).replace(b"schema_version = 1", f"schema_version = {SCHEMA_VERSION + 1}".encode())
    path.write_bytes(newer)
    draft = OpenDraft(path)
    assert draft.read() == OLD
    assert "newer backend-design" in draft.read_only
    assert names(path) == [path.name]
    with pytest.raises(DraftReadOnly, match="Upgrade"):
        draft.save(NEW)
    assert path.read_bytes() == newer


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_draft_needs_no_lock(path: Path) -> None:
    path.chmod(0o400)
    draft = OpenDraft(path)
    draft.read()
    assert "is read-only" in draft.read_only
    assert names(path) == [path.name]


def test_a_damaged_draft_says_what_the_history_has(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    draft.close()
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(DraftUnreadable, match=r"2 earlier versions.*backend-design restore"):
        OpenDraft(path).read()
    assert names(path) == [path.name]


def test_a_copy_is_a_draft_of_its_own(draft: OpenDraft, path: Path) -> None:
    draft.save(NEW)
    target = path.with_name("copy.design.toml")
    copy = draft.copied_to(target, THIRD)
    assert on(target) == THIRD
    assert on(path) == NEW
    assert copy.lineage not in ("", draft.lineage)
    with pytest.raises(WizardError, match="already"):
        draft.copied_to(target, OLD)
    with pytest.raises(WizardError, match="no folder"):
        draft.copied_to(path.parent / "gone" / "copy.design.toml", OLD)
    assert on(target) == THIRD


def test_a_new_draft_that_someone_else_begins_too_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "new.design.toml"
    draft = OpenDraft(path)
    assert draft.read() == {}
    path.write_bytes(to_toml(THEIRS))
    with pytest.raises(DraftChanged):
        draft.save(NEW)
    assert draft.look()
    assert draft.theirs == THEIRS


def test_the_lock_of_a_linked_draft_lies_beside_the_file_itself(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "link.design.toml"
    link.symlink_to(path)
    draft, second = OpenDraft(link), OpenDraft(path)
    draft.read()
    assert lock_path(path).name in names(path)
    second.read()
    assert second.holder is not None
