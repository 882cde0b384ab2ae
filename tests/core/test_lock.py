"""One works on a draft at a time; everybody else is told who, and a lock never outlives the process that has it."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wizard.drafts.disk import Disk
from wizard.drafts.lock import DraftLock, Holder, lock_path

HOLD = """
import sys, time
from pathlib import Path
from wizard.drafts.lock import DraftLock
print(DraftLock(Path(sys.argv[1])).take(), flush=True)
time.sleep(60)
"""
"""Takes the lock, and has it until it is killed."""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a draft would be."""
    return tmp_path / "rooms.design.toml"


@pytest.fixture
def other(target: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the draft."""
    with subprocess.Popen([sys.executable, "-c", HOLD, target], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "None\n"
        yield process
        process.kill()


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_second_is_told_who_has_it(target: Path) -> None:
    first, second = DraftLock(target), DraftLock(target)
    assert first.take() is None
    assert first.is_held
    holder = second.take()
    assert not second.is_held
    assert holder is not None
    assert (holder.pid, holder.host) == (os.getpid(), os.uname().nodename)
    assert f"process {os.getpid()}, since 20" in holder.words


def test_who_gives_it_back_leaves_nothing_behind(target: Path) -> None:
    first, second = DraftLock(target), DraftLock(target)
    first.take()
    first.release()
    assert names(target.parent) == []
    assert second.take() is None
    first.release()
    assert names(target.parent) == [lock_path(target).name]
    assert second.hold() is None
    second.release()
    second.release()
    assert names(target.parent) == []


def test_another_process_that_is_killed_frees_it_at_once(target: Path, other: subprocess.Popen[str]) -> None:
    lock = DraftLock(target)
    holder = lock.take()
    assert holder is not None
    assert holder.pid == other.pid
    other.kill()
    other.wait()
    assert names(target.parent) == [lock_path(target).name]
    assert lock.take() is None


def test_after_it_was_taken_over_the_first_sees_who_has_it_and_can_take_it_back(target: Path) -> None:
    first, second = DraftLock(target), DraftLock(target)
    first.take()
    assert first.hold() is None
    second.take_over()
    assert second.is_held
    holder = first.hold()
    assert holder is not None
    assert not first.is_held
    assert names(target.parent) == [lock_path(target).name]
    first.take_over()
    assert first.hold() is None
    assert second.hold() is not None
    second.release()
    assert first.hold() is None


def test_a_lock_file_that_was_removed_is_made_again_where_nobody_else_took_it(target: Path) -> None:
    first, second = DraftLock(target), DraftLock(target)
    first.take()
    lock_path(target).unlink()
    assert first.hold() is None
    assert first.is_held
    lock_path(target).unlink()
    assert second.take() is None
    assert first.hold() is not None


def test_the_serial_grows_with_saves_and_with_hands(target: Path) -> None:
    first, second = DraftLock(target), DraftLock(target)
    first.take()
    first.count()
    first.count()
    before = first.read_note()
    second.take_over()
    after = second.read_note()
    assert before is not None
    assert after is not None
    assert (before.serial, after.serial) == (2, 3)


def test_where_locks_are_not_seen_the_higher_serial_of_another_machine_stops_the_one_behind(target: Path) -> None:
    lock = DraftLock(target)
    lock.take()
    theirs = {
        "user": "ada",
        "host": "studio",
        "pid": 7,
        "since": "2026-11-23T10:00:00+00:00",
        "serial": 5,
        "token": "x",
    }
    lock_path(target).write_text(json.dumps(theirs), "utf-8")
    holder = lock.hold()
    assert holder == Holder(**theirs)  # type: ignore[arg-type]
    assert not lock.is_held


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[1]", b'{"user": 3}', b"\xff\0", b"9" * 5000, b'{"nobody": 1}', b"[" * 4000]
)
def test_a_note_that_says_nothing_is_no_reason_to_lose_the_lock(target: Path, note: bytes) -> None:
    first, second = DraftLock(target), DraftLock(target)
    first.take()
    lock_path(target).write_bytes(note)
    assert first.hold() is None
    holder = second.take()
    assert holder is not None
    assert holder.words == "someone who left no name"


def test_what_a_note_says_is_shown_without_control_characters() -> None:
    assert "\x1b" not in Holder(user="\x1b]52;c;x\x07", host="\x9bm", pid=1, since="\x1b").words


def test_what_a_note_says_has_room_in_a_dialog_and_names_no_moment_beyond_the_calendar() -> None:
    words = Holder(user="a\n" * 2000, host="h" * 2000, pid=10**2000, since="9999-12-31T23:59:59-14:00").words
    assert len(words) < 250
    assert "\n" not in words
    assert "since" not in words


def test_a_pipe_in_the_place_of_the_lock_is_not_waited_for(target: Path) -> None:
    os.mkfifo(lock_path(target))
    first, second = DraftLock(target), DraftLock(target)
    assert first.take() is None
    assert second.take() == Holder()
    first.take_over()
    first.release()


@pytest.mark.parametrize("call", ["open_lock", "lock"])
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_where_there_can_be_no_lock_work_goes_on_and_the_reason_is_known(target: Path, call: str, number: int) -> None:
    class Without(Disk):
        def open_lock(self, path: Path) -> int:
            return int(self._fail("open_lock") or super().open_lock(path))

        def lock(self, descriptor: int) -> None:
            self._fail("lock")
            super().lock(descriptor)

        def _fail(self, what: str) -> Any:
            if what == call and not self.is_well:
                raise OSError(number, os.strerror(number))

        is_well = False

    disk = Without()
    lock = DraftLock(target, disk)
    assert lock.take() is None
    assert not lock.is_held
    assert lock.missing == os.strerror(number)
    assert lock.hold() is None
    disk.is_well = True
    assert lock.hold() is None
    assert lock.is_held
    assert lock.missing == ""


def test_a_link_in_the_place_of_the_lock_is_not_followed(target: Path) -> None:
    victim = target.with_name("victim")
    victim.write_text("mine", "utf-8")
    lock_path(target).symlink_to(victim)
    lock = DraftLock(target)
    assert lock.take() is None
    assert lock.missing
    lock.take_over()
    assert victim.read_text("utf-8") == "mine"


def test_descriptors_are_given_back(target: Path) -> None:
    lowest = os.dup(0)
    os.close(lowest)
    first, second = DraftLock(target), DraftLock(target)
    for _ in range(5):
        first.take()
        second.take()
        second.take_over()
        first.hold()
        second.release()
        first.release()
    again = os.dup(0)
    os.close(again)
    assert again == lowest
