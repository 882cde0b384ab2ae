"""Whatever fails, whenever the process is killed or the power goes: the draft is the old or the new one, whole."""

import errno
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from core.designs import small
from core.long import examples
from core.simulated_disk import (
    ERRORS,
    FOLDER,
    KILL,
    KILL_AFTER,
    LATE,
    SHORT,
    FailingDisk,
    Fault,
    Killed,
    MemoryDisk,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.design import Answers
from wizard.drafts.disk import Disk
from wizard.drafts.durable import write_durably
from wizard.drafts.file import SUFFIX, Writer, from_toml, to_toml
from wizard.drafts.lock import lock_path
from wizard.drafts.open_draft import OpenDraft
from wizard.drafts.readback import says_the_same
from wizard.drafts.store import DraftFile
from wizard.drafts.temporary import beside
from wizard.errors import DraftReadOnly, NotDurable, SaveFailed, WizardError

NAME = "rooms.design.toml"
PATH = FOLDER / NAME
OLD, NEW, THIRD = ({"start": {"title": title}} for title in ("Old", "New and longer", "Third"))
STARTS = [pytest.param(to_toml(OLD), id="a draft is there"), pytest.param(None, id="a new draft")]
MOST_CALLS = 60
"""More calls than a save makes."""


def disk_with(start: bytes | None) -> MemoryDisk:
    disk = MemoryDisk({} if start is None else {NAME: start})
    if start is not None:
        disk.entries[NAME].mode = 0o644
    return disk


def opened(disk: Disk, folder: Path = FOLDER) -> DraftFile:
    """A draft on a disk, read if it is there."""
    draft = DraftFile(folder / NAME, disk)
    if NAME in disk.names(folder):
        draft.read()
    return draft


def on(disk: Disk, folder: Path = FOLDER) -> Answers | None:
    """The answers on a disk; `DraftUnreadable` if they are not whole."""
    return from_toml(disk.read(folder / NAME)) if NAME in disk.names(folder) else None


def old_of(start: bytes | None) -> Answers | None:
    return None if start is None else OLD


def failing_saves(start: bytes | None, fault: Fault) -> Iterator[tuple[MemoryDisk, FailingDisk, DraftFile]]:
    """A disk, and a draft that is about to be saved, for each call of a save that can go wrong."""
    for number in range(1, MOST_CALLS):
        memory = disk_with(start)
        failing = FailingDisk(memory)
        draft = opened(failing)
        failing.arm(number, fault)
        yield memory, failing, draft
        if not failing.has_ever_failed:
            assert number > 10, "a save makes more calls than that"
            return
    raise AssertionError("a save never ends")


def is_saved(draft: DraftFile, answers: Answers) -> bool:
    """Whether a save was acknowledged."""
    try:
        draft.save(answers)
    except WizardError:
        return False
    return True


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("fault", [*ERRORS, LATE], ids=str)
def test_after_any_failing_call_the_draft_is_whole_nothing_is_left_and_the_next_save_works(
    start: bytes | None, fault: Fault
) -> None:
    for memory, failing, draft in failing_saves(start, fault):
        acknowledged = is_saved(draft, NEW)
        assert on(memory) in ([NEW] if acknowledged else [old_of(start), NEW])
        assert memory.open_ones == {}
        if not (fault.is_late and "create" in failing.made[-2:]):  # what failed to be made is there all the same
            assert set(memory.entries) <= {NAME}
        failing.arm(0, None)
        draft.save(NEW)
        assert on(memory) == NEW
        assert all(on(state) == NEW for state in memory.after_cut())


@pytest.mark.parametrize("fault", ERRORS, ids=str)
def test_a_failure_before_the_rename_leaves_the_old_draft_and_one_after_it_is_told_as_what_it_is(fault: Fault) -> None:
    for memory, failing, draft in failing_saves(to_toml(OLD), fault):
        try:
            draft.save(NEW)
        except NotDurable:
            assert on(memory) == NEW
            assert failing.made.count("replace") == 1
        except WizardError:
            assert on(memory) == OLD
            assert memory.entries[NAME].mode == 0o644


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("fault", ERRORS, ids=str)
def test_a_disk_that_breaks_for_good_leaves_a_whole_draft(start: bytes | None, fault: Fault) -> None:
    for number in range(1, MOST_CALLS):
        memory = disk_with(start)
        failing = FailingDisk(memory)
        draft = opened(failing)
        failing.arm(number, fault, for_good=True)
        acknowledged = is_saved(draft, NEW)
        assert on(memory) in ([NEW] if acknowledged else [old_of(start), NEW])
        failing.arm(0, None)
        draft.save(NEW)
        assert on(memory) == NEW


@pytest.mark.parametrize("start", STARTS)
def test_a_write_that_takes_only_a_part_is_gone_on_with(start: bytes | None) -> None:
    for memory, failing, draft in failing_saves(start, SHORT):
        draft.save(NEW)
        assert on(memory) == NEW
        assert failing.made.count("write") <= 2
    every = FailingDisk(memory := disk_with(start))
    draft = opened(every)
    every.arm(1, SHORT, for_good=True)
    draft.save(NEW)
    assert on(memory) == NEW
    assert every.made.count("write") > 3


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("fault", [KILL, KILL_AFTER], ids=str)
def test_a_process_that_is_killed_leaves_a_whole_draft_and_the_next_one_goes_on(
    start: bytes | None, fault: Fault
) -> None:
    for memory, failing, draft in failing_saves(start, fault):
        try:
            draft.save(NEW)
        except Killed:
            pass
        else:
            assert on(memory) == NEW
        assert on(memory) in (old_of(start), NEW)
        assert len(set(memory.entries) - {NAME}) <= int(failing.has_failed)
        memory.open_ones.clear()
        memory.time += 4000
        opened(memory).save(THIRD)
        assert on(memory) == THIRD
        assert set(memory.entries) == {NAME}


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("fault", [KILL, *ERRORS[:2], LATE, SHORT], ids=str)
def test_a_power_cut_at_any_moment_leaves_a_whole_draft_and_after_the_acknowledgement_the_new_one(
    start: bytes | None, fault: Fault
) -> None:
    seen = []
    for memory, _failing, draft in failing_saves(start, fault):
        try:
            acknowledged = is_saved(draft, NEW)
        except Killed:
            acknowledged = False
        for state in memory.after_cut():
            found = on(state)
            seen.append(found)
            assert found in ([NEW] if acknowledged else [old_of(start), NEW])
            state.time += 4000
            opened(state).save(THIRD)
            assert on(state) == THIRD
            assert set(state.entries) == {NAME}
    assert NEW in seen
    assert old_of(start) in seen or fault is SHORT


def test_a_power_cut_between_two_failures_leaves_a_whole_draft() -> None:
    for first in range(1, 25):
        for second in range(1, 25):
            memory = disk_with(to_toml(OLD))
            failing = FailingDisk(memory)
            draft = opened(failing)
            failing.arm(first, LATE if first % 2 else ERRORS[1])
            acknowledged = NEW if is_saved(draft, NEW) else OLD
            failing.arm(second, KILL)
            try:
                draft.save(THIRD)
                acknowledged = THIRD
            except Killed:
                pass
            allowed = {"OLD": [OLD, NEW, THIRD], "NEW": [NEW, THIRD], "THIRD": [THIRD]}
            name = {"Old": "OLD", "Third": "THIRD"}.get(acknowledged["start"]["title"], "NEW")
            assert all(on(state) in allowed[name] for state in memory.after_cut())


class ForgetsFiles(MemoryDisk):
    """A disk that says that it synced a file, and did not."""

    def sync(self, descriptor: int) -> None:
        if self.open_ones[descriptor] is None:
            super().sync(descriptor)


class ForgetsFolders(MemoryDisk):
    """A disk that says that it synced a folder, and did not."""

    def sync(self, descriptor: int) -> None:
        if self.open_ones[descriptor] is not None:
            super().sync(descriptor)


def test_the_model_of_power_cuts_notices_a_file_that_was_not_synced() -> None:
    disk = ForgetsFiles({NAME: to_toml(OLD)})
    opened(disk).save(NEW)
    contents = {state.read(PATH) for state in disk.after_cut()}
    assert b"" in contents
    assert contents > {to_toml(NEW)}


def test_the_model_of_power_cuts_notices_a_folder_that_was_not_synced() -> None:
    disk = ForgetsFolders({NAME: to_toml(OLD)})
    opened(disk).save(NEW)
    assert {state.read(PATH) for state in disk.after_cut()} == {to_toml(OLD), to_toml(NEW)}


def test_answers_that_stand_there_already_are_made_durable_before_they_are_acknowledged() -> None:
    for at in range(1, MOST_CALLS):
        memory = disk_with(to_toml(OLD))
        failing = FailingDisk(memory)
        draft = opened(failing)
        failing.arm(at, KILL)
        try:
            draft.save(NEW)
        except Killed:
            memory.open_ones.clear()
            heir = opened(memory)
            if on(memory) == NEW:
                heir.save(NEW)
                assert all(on(state) == NEW for state in memory.after_cut())
        else:
            return


DEEDS = st.tuples(
    st.integers(1, 30),
    st.sampled_from([None, *ERRORS, LATE, SHORT, KILL, KILL_AFTER]),
    st.sampled_from(["go on", "restart", "cut"]),
    st.integers(0, 10_000),
)


@settings(max_examples=examples(150, 3_000), deadline=None)
@given(st.lists(DEEDS, max_size=12))
def test_through_any_sequence_of_failures_kills_and_cuts_what_was_acknowledged_stays(
    deeds: list[tuple[int, Fault | None, str, int]],
) -> None:
    memory = disk_with(to_toml(OLD))
    failing = FailingDisk(memory)
    draft = opened(failing)
    allowed: list[Answers] = [OLD]
    for number, (at, fault, then, which) in enumerate(deeds):
        answers = {"start": {"title": f"Title {number}"}}
        failing.arm(at, fault)
        try:
            acknowledged = is_saved(draft, answers)
        except Killed:
            acknowledged = False
        assert acknowledged or failing.has_failed
        allowed = [answers] if acknowledged else [*allowed, answers]
        assert on(memory) in allowed
        if then == "cut":
            states = list(memory.after_cut())
            memory = states[which % len(states)]
            found = on(memory)
            assert found in allowed
            allowed = [found or {}]
        if then != "go on" or failing.is_dead:
            memory.open_ones.clear()
            failing = FailingDisk(memory)
            draft = opened(failing)
    failing.arm(0, None)
    draft.save(THIRD)
    assert all(on(state) == THIRD for state in memory.after_cut())


# The same calls on the disk of this machine.


@pytest.mark.parametrize("fault", [*ERRORS, LATE, SHORT, KILL, KILL_AFTER], ids=str)
def test_on_a_real_disk_too_every_failing_call_leaves_a_whole_draft(tmp_path: Path, fault: Fault) -> None:
    old, new = small(), {**small(), "scope": {**small()["scope"], "goal": "Another goal"}}
    for number in range(1, MOST_CALLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / NAME).write_bytes(to_toml(old))
        failing = FailingDisk(Disk())
        draft = opened(failing, folder)
        failing.arm(number, fault)
        try:
            acknowledged = is_saved(draft, new)
        except Killed:
            assert on(Disk(), folder) in (old, new)
            continue
        assert on(Disk(), folder) in ([new] if acknowledged else [old, new])
        if not fault.is_late:
            assert Disk().names(folder) == [NAME]
        failed = failing.has_failed
        failing.arm(0, None)
        draft.save(new)
        assert on(Disk(), folder) == new
        if not failed:
            return
    raise AssertionError("a save never ends")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(to_toml(OLD))
    return path


def read(path: Path, disk: Disk | None = None) -> DraftFile:
    draft = DraftFile(path, disk or Disk())
    draft.read()
    return draft


class Locked(Disk):
    """A disk on which one path may not be written, also not by root."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def may_write(self, path: Path) -> bool:
        return path != self.path


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_draft_that_may_not_be_written_opens_says_why_and_is_left_alone(path: Path, what: str) -> None:
    draft = read(path, Locked(path if what == "file" else path.parent))
    assert "read-only" in draft.read_only
    assert ("folder" in draft.read_only) == (what == "folder")
    assert draft.take_warning() == draft.read_only
    with pytest.raises(DraftReadOnly, match="read-only"):
        draft.save(NEW)
    assert path.read_bytes() == to_toml(OLD)
    assert Disk().names(path.parent) == [NAME]


def test_a_draft_that_may_be_written_again_is_saved(path: Path) -> None:
    locked = Locked(path)
    draft = read(path, locked)
    assert not is_saved(draft, NEW)
    locked.path = path.parent / "another"
    draft.save(NEW)
    assert draft.read_only == ""


def test_any_other_file_that_is_read_only_is_left_alone_too(path: Path) -> None:
    with pytest.raises(DraftReadOnly):
        write_durably(path, b"x", Locked(path))
    assert path.read_bytes() == to_toml(OLD)


def test_what_is_no_regular_file_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SaveFailed, match="not a regular file"):
        write_durably(tmp_path / "pipe", b"x")
    assert Disk().names(tmp_path) == ["pipe"]


class BadFolder(Disk):
    """A disk on which a folder can not be synced as long as it is bad."""

    is_bad = True

    def open_folder(self, path: Path) -> int:
        if self.is_bad:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().open_folder(path)


def test_a_folder_that_was_not_synced_is_told_and_the_next_save_writes_a_new_file(path: Path) -> None:
    disk = BadFolder()
    draft = read(path, disk)
    for _ in range(2):
        with pytest.raises(NotDurable, match=r"was written, but the disk did not confirm it: Input/output error"):
            draft.save(NEW)
        assert path.read_bytes() == to_toml(NEW)
    disk.is_bad = False
    before = path.stat().st_ino
    draft.save(NEW)
    assert path.stat().st_ino != before
    assert Disk().names(path.parent) == [NAME]


def test_other_names_of_a_draft_are_warned_about_once(path: Path) -> None:
    other = path.with_name("other.design.toml")
    os.link(path, other)
    draft = read(path)
    assert draft.take_warning() == ""
    draft.save(NEW)
    assert "hard links" in draft.take_warning()
    assert draft.take_warning() == ""
    draft.save(THIRD)
    assert draft.take_warning() == ""
    assert other.read_bytes() == to_toml(OLD)


def test_only_temporary_files_of_this_draft_that_are_older_than_an_hour_are_removed(path: Path) -> None:
    ours, lock, young = beside(path).name, beside(lock_path(path)).name, beside(path).name
    others = [f".{NAME}.0123ABCD.tmp", f".{NAME}.0123abcd.tmp~", ".other.design.toml.0123abcd.tmp", f".{NAME}.x.tmp"]
    for name in (ours, lock, young, *others):
        (path.parent / name).write_bytes(b"half")
    folder, link = path.parent / f".{NAME}.00000000.tmp", path.parent / f".{NAME}.00000001.tmp"
    folder.mkdir()
    link.symlink_to(path)
    for name in (ours, lock, *others, folder.name, link.name):
        os.utime(path.parent / name, (0, 0), follow_symlinks=False)
    read(path).save(NEW)
    assert set(Disk().names(path.parent)) == {NAME, young, *others, folder.name, link.name}


@pytest.mark.parametrize("stem", ["n" * 243, "é" * 121 + "x", "漢" * 81])
def test_the_longest_name_that_a_file_can_have_is_locked_saved_and_swept_like_any_other(
    tmp_path: Path, stem: str
) -> None:
    path = tmp_path / f"{stem}{SUFFIX}"
    assert len(os.fsencode(path.name)) == 255
    orphans = [beside(path), beside(lock_path(path))]
    for orphan in orphans:
        orphan.write_bytes(b"half")
        os.utime(orphan, (0, 0))
    draft = OpenDraft(path)
    draft.read()
    draft.save(NEW)
    assert set(Disk().names(tmp_path)) == {path.name, lock_path(path).name}
    assert draft.holder is None
    second = OpenDraft(path)
    assert second.read() == NEW
    assert second.holder is not None
    draft.close()
    assert second.work() is None
    second.close()


def test_temporary_files_of_another_long_name_that_begins_alike_stay(tmp_path: Path) -> None:
    path, other = tmp_path / f"{'n' * 240}1{SUFFIX}", tmp_path / f"{'n' * 240}2{SUFFIX}"
    orphan = beside(other)
    orphan.write_bytes(b"half")
    os.utime(orphan, (0, 0))
    DraftFile(path).save(NEW)
    assert orphan.exists()
    DraftFile(other).save(NEW)
    assert not orphan.exists()


class OtherGroup(Disk):
    """A disk on which new files belong to a group that nobody may change."""

    def status_of(self, descriptor: int) -> os.stat_result:
        found = super().status_of(descriptor)
        return os.stat_result((*found[:5], found.st_gid + 1, *found[6:]))

    def change_owner(self, descriptor: int, user: int, group: int) -> None:  # noqa: ARG002  (as the disk has it)
        raise PermissionError(errno.EPERM, "not yours")


@pytest.mark.parametrize(("before", "after"), [(0o660, 0o600), (0o664, 0o644), (0o600, 0o600)])
def test_another_group_may_not_do_more_than_everybody(path: Path, before: int, after: int) -> None:
    path.chmod(before)
    read(path, OtherGroup()).save(NEW)
    assert path.stat().st_mode & 0o777 == after


class WithoutModes(Disk):
    """A file system that has no modes to change."""

    def change_mode(self, descriptor: int, mode: int) -> None:  # noqa: ARG002  (as the disk has it)
        raise PermissionError(errno.EPERM, "no modes here")


def test_a_file_system_without_modes_takes_drafts(path: Path) -> None:
    path.chmod(0o644)
    read(path, WithoutModes()).save(NEW)
    assert path.read_bytes() == to_toml(NEW)


@pytest.mark.parametrize("knows", [True, False])
def test_on_macos_the_drive_is_synced_and_where_it_can_not_be_the_file(
    monkeypatch: pytest.MonkeyPatch, knows: bool
) -> None:
    class Drive(MemoryDisk):
        def sync_drive(self, descriptor: int) -> None:
            if not knows:
                raise OSError(errno.ENOTSUP, "no such call")
            super().sync(descriptor)

    disk = Drive({NAME: to_toml(OLD)})
    draft = opened(disk)
    monkeypatch.setattr(sys, "platform", "darwin")
    draft.save(NEW)
    assert all(on(state) == NEW for state in disk.after_cut())


# What is written is what was answered.


def test_a_draft_that_would_not_read_back_as_answered_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, before, lost = read(path), path.read_bytes(), to_toml(THIRD)
    monkeypatch.setattr(Writer, "toml", lambda *_: lost)
    with pytest.raises(SaveFailed, match="would not have held what you typed"):
        draft.save(NEW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("value", [None, "\ud800", {1, 2}], ids=["nothing", "half a character", "a set"])
def test_what_has_no_form_in_toml_is_told_and_not_raised(path: Path, value: Any) -> None:
    draft = read(path)
    with pytest.raises(SaveFailed, match="no form in TOML"):
        draft.save({"start": {"title": value}})
    assert path.read_bytes() == to_toml(OLD)


@pytest.mark.parametrize(
    "answers",
    [
        {"scope": {}},
        {"start": {}, "odd": {}},
        {"scope": {"goal": "a\r\nb\x1b"}},
        {"scope": {"users": [{"name": "A"}, {"name": "B", "id": "same"}, {"name": "C", "id": "same"}]}},
        {"odd": {"when": date(2026, 1, 2), "what": float("nan")}},
        {"scope": {"out_of_scope": ("one", "two")}},
    ],
    ids=["no answers", "unknown and empty", "hostile text", "records without ids", "odd values", "a tuple"],
)
def test_what_reading_mends_is_saved_all_the_same(path: Path, answers: Answers) -> None:
    read(path).save(answers)
    assert path.read_bytes() == to_toml(answers)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1, max_size=2), inner, max_size=3)
    ),
)


@given(VALUES)
def test_answers_say_the_same_as_themselves_and_not_with_one_more(value: Any) -> None:
    given, without = {"odd": [value], "even": 1}, {"odd": [value]}
    assert says_the_same(given, given)
    assert not says_the_same(without, given)
    assert not says_the_same(given, without)
    assert not says_the_same({"odd": [value, 1]}, without)
    assert not says_the_same({"odd": [{"deep": value}]}, {"odd": [{"deep": [value, 0]}]})
