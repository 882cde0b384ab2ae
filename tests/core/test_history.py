"""A draft's history keeps it as it was, never grows without bounds, never leads outside, and never makes anything worse."""

import errno
import gzip
import itertools
import json
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from core.clocked_disk import NOON, ClockedDisk
from hypothesis import given
from hypothesis import strategies as st

from wizard.answers import value_at
from wizard.drafts.disk import Disk
from wizard.drafts.file import from_toml, to_toml
from wizard.drafts.history import History, histories, history_at
from wizard.drafts.purging import UNREADABLE, forgetting, without
from wizard.drafts.snapshots import MOST_BYTES, WHY
from wizard.drafts.thinning import is_due, superfluous
from wizard.errors import HistoryFailed
from wizard.session import Session

LINEAGE = "0123456789abcdef"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class FailingDisk(ClockedDisk):
    """One of its calls may fail."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.failing = -1

    def __getattribute__(self, name: str) -> object:
        found = object.__getattribute__(self, name)
        if name.startswith("_") or name not in vars(Disk) or name == "now":
            return found
        self.calls.append(name)
        if len(self.calls) - 1 == self.failing:

            def fail(*_: object) -> None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            return fail
        return found


@pytest.fixture
def disk() -> FailingDisk:
    return FailingDisk()


@pytest.fixture
def history(tmp_path: Path, disk: FailingDisk) -> History:
    return History(LINEAGE, tmp_path / "state" / "history", disk)


def kept(history: History) -> list[bytes]:
    return [history.bytes_of(one) for one in history.snapshots()]


# What is kept


def test_a_history_that_is_not_there_is_an_empty_one_and_looking_makes_nothing(history: History) -> None:
    assert history.snapshots() == []
    assert history.unsaved() is None
    history.drop_unsaved(None)
    assert not history.folder.exists()


def test_a_snapshot_holds_the_bytes_as_they_were_even_if_they_are_no_draft(history: History) -> None:
    history.keep(b"\xff\0 no draft", "opened")
    (one,) = history.snapshots()
    assert history.bytes_of(one) == b"\xff\0 no draft"
    assert (one.at, one.why, one.words) == (NOON, "opened", WHY["opened"])
    assert one.file.name == "20261123T120000000000Z-opened.toml.gz"
    assert one.size == one.file.stat().st_size


def test_nobody_else_may_look_into_the_history(history: History) -> None:
    before = os.umask(0)
    try:
        history.keep(b"one")
        history.note_path(Path("rooms.design.toml"))
    finally:
        os.umask(before)
    assert [stat.S_IMODE(p.stat().st_mode) for p in (history.folder, history.folder.parent)] == [0o700, 0o700]
    assert {stat.S_IMODE(p.stat().st_mode) for p in history.folder.iterdir()} == {0o600}


def test_the_same_bytes_are_kept_once_until_others_come_between(history: History, disk: FailingDisk) -> None:
    for data in (b"one", b"one", b"two", b"one"):
        history.keep(data)
        disk.time += MINUTE
    assert kept(history) == [b"one", b"two", b"one"]


def test_a_snapshot_that_is_wanted_for_a_reason_later_lasts_as_long_as_that_reason(history: History) -> None:
    history.keep(b"one")
    history.keep(b"one", "restored")
    assert [one.why for one in history.snapshots()] == ["restored"]
    history.keep(b"one", "opened")
    history.keep(b"one")
    assert [one.why for one in history.snapshots()] == ["restored"]


def test_snapshots_of_the_same_moment_get_names_of_their_own(history: History) -> None:
    for number in range(5):
        history.keep(b"%d" % number)
    assert kept(history) == [b"4", b"3", b"2", b"1", b"0"]


def test_a_regular_snapshot_is_taken_every_five_minutes(history: History, disk: FailingDisk) -> None:
    for number in range(21):
        history.keep_if_due(b"%d" % number)
        disk.time += MINUTE
    assert kept(history) == [b"20", b"15", b"10", b"5", b"0"]


def test_a_clock_that_was_set_back_stops_no_snapshots_and_does_not_take_one_at_every_save(
    history: History, disk: FailingDisk
) -> None:
    disk.time = NOON + 4000 * DAY
    history.keep(b"future")
    disk.time = NOON
    for number in range(10):
        history.keep_if_due(b"%d" % number)
        disk.time += MINUTE
    assert kept(history) == [b"future", b"5", b"0"]


def test_what_is_not_named_as_a_snapshot_or_is_no_file_is_none(history: History) -> None:
    history.keep(b"one")
    for name in ("x", "20261123T120000000000Z-because.toml.gz", "20261323T120000000000Z-regular.toml.gz", "about.json"):
        (history.folder / name).write_bytes(b"x")
    (history.folder / "20261124T120000000000Z-regular.toml.gz").mkdir()
    (history.folder / "20261125T120000000000Z-regular.toml.gz").symlink_to("/etc/passwd")
    assert kept(history) == [b"one"]


def test_what_was_not_saved_is_kept_once_and_beside_the_snapshots(history: History, disk: FailingDisk) -> None:
    file = history.keep_unsaved(b"one")
    disk.time += MINUTE
    file = history.keep_unsaved(b"two", file)
    unsaved = history.unsaved()
    assert unsaved is not None
    assert history.bytes_of(unsaved) == b"two"
    assert history.snapshots() == []
    assert len(list(history.folder.iterdir())) == 1
    history.drop_unsaved(file)
    assert history.unsaved() is None


def test_what_two_windows_could_not_save_is_kept_of_each_until_that_one_saves(
    history: History, disk: FailingDisk
) -> None:
    mine = history.keep_unsaved(b"mine")
    disk.time += MINUTE
    theirs = history.keep_unsaved(b"theirs")
    disk.time += MINUTE
    mine = history.keep_unsaved(b"more of mine", mine)
    assert kept(history) == [b"theirs"]
    history.keep(b"theirs", "opened")
    history.drop_unsaved(mine)
    unsaved = history.unsaved()
    assert unsaved is not None
    assert (unsaved.file, history.bytes_of(unsaved)) == (theirs, b"theirs")
    assert kept(history) == [b"theirs"]


def test_a_reason_that_there_is_not_is_refused(history: History) -> None:
    with pytest.raises(ValueError, match="no reason"):
        history.keep(b"one", "../../etc")


@pytest.mark.parametrize(
    "lineage", ["", "..", "../../0123456789a", "0123456789ABCDEF", LINEAGE + "0", LINEAGE + "\n", "/etc"]
)
def test_a_lineage_never_leads_outside(lineage: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16 digits"):
        History(lineage, tmp_path)


# What can not be read


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-4],
        lambda _: b"",
        lambda data: data + b"more",
        lambda data: data[:12] + bytes(byte ^ 255 for byte in data[12:]),
        lambda _: gzip.compress(b"\0" * (MOST_BYTES + 1)),
    ],
    ids=["cut", "empty", "longer", "turned", "bomb"],
)
def test_a_damaged_snapshot_is_said_to_be_and_does_no_harm(history: History, spoil: Callable[[bytes], bytes]) -> None:
    history.keep(b"one" * 100)
    file = history.snapshots()[0].file
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(HistoryFailed, match="is damaged"):
        history.bytes_of(history.snapshots()[0])
    history.keep(b"two")
    assert history.bytes_of(history.snapshots()[0]) == b"two"


def test_what_is_far_larger_than_any_draft_is_not_kept(history: History) -> None:
    with pytest.raises(HistoryFailed, match="too much for its history"):
        history.keep(b"\0" * (MOST_BYTES + 1))


def test_every_call_that_fails_is_said_in_words_or_does_no_harm_and_the_old_snapshots_stay(tmp_path: Path) -> None:
    said: set[str] = set()
    for number in itertools.count():
        disk = FailingDisk()
        history = History(LINEAGE, tmp_path / str(number), disk)
        history.keep(b"one")
        disk.time += HOUR
        disk.calls.clear()
        disk.failing = number
        try:
            history.keep(b"two", "restored")
            history.keep_unsaved(b"three")
            history.note_path(Path("rooms.design.toml"))
        except HistoryFailed as error:
            said.add(str(error).partition(": ")[2].partition(". ")[0])
        has_failed = len(disk.calls) > number
        disk.failing = -1
        assert b"one" in kept(History(LINEAGE, tmp_path / str(number), disk))
        if not has_failed:
            break
    assert number > 20
    assert len(said) <= 2
    assert all("No space left on device" in words for words in said)


# Ages


@dataclass(frozen=True)
class Old:
    """A snapshot of which only the age matters."""

    age: timedelta
    is_regular: bool = True
    size: int = 1

    @property
    def at(self) -> datetime:
        return NOON - self.age


@pytest.mark.parametrize(
    ("ages", "now", "due"),
    [
        ([], NOON, True),
        ([5 * MINUTE], NOON, True),
        ([timedelta(minutes=4, seconds=59)], NOON, False),
        ([timedelta(0)], NOON, False),
        ([DAY, MINUTE], NOON, False),
        ([-DAY], NOON, True),
        ([-DAY, MINUTE], NOON, False),
    ],
)
def test_a_snapshot_is_due_when_none_is_of_the_last_five_minutes(
    ages: list[timedelta], now: datetime, due: bool
) -> None:
    assert is_due([NOON - age for age in ages], now) is due


NEW = Old(timedelta(0))


@pytest.mark.parametrize(
    ("kept", "gone"),
    [
        ([], []),
        ([Old(900 * DAY)], []),
        ([NEW, Old(5 * MINUTE), Old(10 * MINUTE), Old(DAY)], []),
        ([NEW, Old(DAY + HOUR + MINUTE), Old(DAY + HOUR + 2 * MINUTE)], [Old(DAY + HOUR + 2 * MINUTE)]),
        ([NEW, Old(DAY + HOUR + MINUTE), Old(DAY + 2 * HOUR + MINUTE)], []),
        ([NEW, Old(8 * DAY + HOUR), Old(8 * DAY + 2 * HOUR)], [Old(8 * DAY + 2 * HOUR)]),
        ([NEW, Old(8 * DAY + HOUR), Old(9 * DAY + HOUR)], []),
        ([NEW, Old(31 * DAY)], [Old(31 * DAY)]),
        ([NEW, *(Old(20 * DAY + n * MINUTE, is_regular=False) for n in range(5))], []),
        ([NEW, Old(31 * DAY, is_regular=False)], [Old(31 * DAY, is_regular=False)]),
        ([Old(-DAY), NEW, Old(-2 * DAY)], []),
        ([NEW, Old(DAY, is_regular=False, size=80), Old(MINUTE, size=20)], [Old(MINUTE, size=20)]),
        ([NEW, Old(2 * MINUTE, size=60), Old(MINUTE, size=60)], [Old(2 * MINUTE, size=60)]),
        ([Old(timedelta(0), size=500)], []),
        (
            [NEW, Old(2 * MINUTE, is_regular=False, size=60), Old(MINUTE, is_regular=False, size=60)],
            [Old(2 * MINUTE, is_regular=False, size=60)],
        ),
    ],
)
def test_what_is_kept_gets_sparser_with_age(kept: list[Old], gone: list[Old]) -> None:
    assert superfluous(kept, NOON, most=100) == gone


OLD = st.builds(
    Old,
    st.integers(-2000, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.booleans(),
    st.integers(1, 40),
)


@given(st.lists(OLD, unique_by=lambda one: one.age, max_size=60))
def test_whatever_is_kept_the_newest_stays_the_rest_has_room_and_nothing_else_goes_without_a_reason(
    kept: list[Old],
) -> None:
    gone = superfluous(kept, NOON, most=100)
    left = [one for one in kept if one not in gone]
    assert len(set(gone)) == len(gone)
    assert not kept or min(kept, key=lambda one: one.age) in left
    assert sum(one.size for one in left) <= 100 or len(left) == 1
    assert superfluous(left, NOON, most=100) == []
    by_age = superfluous(kept, NOON, most=10**9)
    assert set(by_age) <= set(gone)
    assert all(one.age > (DAY if one.is_regular else 30 * DAY) for one in by_age)
    if any(not one.is_regular for one in set(gone) - set(by_age)):
        newest = min(kept, key=lambda one: one.age)
        assert not any(one.is_regular for one in left if one != newest), "regular ones go first"


@given(st.lists(OLD, unique_by=lambda one: one.age, max_size=60))
def test_every_hour_of_a_week_and_every_day_of_a_month_keeps_one_if_it_had_one(kept: list[Old]) -> None:
    left = [one for one in kept if one not in superfluous(kept, NOON, most=10**9)]
    regular = [one for one in kept if one.is_regular and one.age <= 30 * DAY]
    for one in regular:
        width = HOUR if one.age <= 7 * DAY else DAY
        start = NOON.replace(hour=0) - 100 * DAY
        assert any((one.at - start) // width == (other.at - start) // width for other in left if other.is_regular)


# By its path


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return histories()


def test_the_history_is_found_by_the_lineage_in_the_file_even_if_the_file_is_damaged(
    tmp_path: Path, state: Path
) -> None:
    file = tmp_path / "rooms.design.toml"
    file.write_bytes(b"[[[ broken\n" + to_toml({"start": {"title": "R"}}, LINEAGE))
    found = history_at(file)
    assert found is not None
    assert found.folder == state / LINEAGE


def test_a_draft_that_is_gone_or_says_nothing_any_more_is_found_by_where_it_lay_last(
    tmp_path: Path, state: Path, disk: FailingDisk
) -> None:
    file = tmp_path / "rooms.design.toml"
    assert history_at(file) is None
    for number, lineage in enumerate(("a" * 16, "b" * 16, "c" * 16)):
        disk.time = NOON + number * HOUR
        history = History(lineage, disk=disk)
        history.keep(lineage.encode())
        history.note_path(file if number < 2 else tmp_path / "other.design.toml")
    for data in (None, b"", b"\0" * 500):
        if data is not None:
            file.write_bytes(data)
        found = history_at(file)
        assert found is not None
        assert found.lineage == "b" * 16
    (state / ("b" * 16) / "about.json").write_text("[" * 100_000)
    found = history_at(file)
    assert found is not None
    assert found.lineage == "a" * 16


def test_the_path_is_written_only_when_it_changes(history: History, disk: FailingDisk, tmp_path: Path) -> None:
    history.note_path(tmp_path / "rooms.design.toml")
    disk.calls.clear()
    history.note_path(tmp_path / "x" / ".." / "rooms.design.toml")
    assert "create" not in disk.calls
    history.note_path(tmp_path / "caf\udce9.design.toml")
    assert json.loads((history.folder / "about.json").read_text())["path"].endswith("caf\udce9.design.toml")
    assert history.noted_path() == str(tmp_path / "caf\udce9.design.toml")


# Purging

SECRET = "hunter2-and-more"
HELD = {
    "start": {"title": f"Rooms {SECRET}"},
    "scope": {"goals": [{"id": "r1", "text": f"{SECRET}{SECRET}"}], SECRET: "x", "REDACTED-SECRET": "y"},
}


def test_a_secret_goes_from_every_answer_and_key_of_every_snapshot_and_nothing_else_does(
    history: History,
) -> None:
    history.keep(to_toml({"start": {"title": "Rooms"}}, LINEAGE))
    history.keep(to_toml(HELD, LINEAGE), "opened")
    history.keep(to_toml(HELD | {"scope": {}}, LINEAGE))
    history.keep_unsaved(to_toml(HELD, LINEAGE))
    for token, written in {"0a1b2c3d": 0, "4e5f6a7b": 2**33}.items():  # one of them of a clock that was put back since
        orphan = history.folder / f".20261123T120000000000Z-regular.toml.gz.{token}.tmp"
        orphan.write_bytes(SECRET.encode())
        os.utime(orphan, (written, written))
    times = [one.at for one in history.snapshots()]
    assert history.purge([SECRET]) == (3, 0)
    assert [one.at for one in history.snapshots()] == times
    assert not [name for name in history.folder.iterdir() if name.name.startswith(".")]
    unsaved = history.unsaved()
    assert unsaved is not None
    told = [*kept(history), history.bytes_of(unsaved)]
    assert not any(SECRET.encode() in data for data in told)
    assert told[-1] == to_toml(
        {
            "start": {"title": "Rooms REDACTED-SECRET"},
            "scope": {
                "goals": [{"id": "r1", "text": "REDACTED-SECRETREDACTED-SECRET"}],
                "REDACTED-SECRET": "x",
                "REDACTED-SECRET-2": "y",
            },
        },
        LINEAGE,
    )
    assert history.purge([SECRET]) == (0, 0)


def test_what_holds_a_secret_and_is_no_draft_goes_as_a_whole_and_so_does_what_can_not_be_looked_into(
    history: History,
) -> None:
    history.keep(b"[broken " + SECRET.encode())
    history.keep(b"[broken and harmless")
    history.keep(b"damaged")
    history.snapshots()[0].file.write_bytes(b"x")
    assert history.purge([SECRET]) == (0, 2)
    assert kept(history) == [b"[broken and harmless"]


@pytest.mark.parametrize(
    "text", ['pass"word\\one', "-----BEGIN\nlines\n-----END", "caf\u00e9-secret", "a\u202eb-secret", "tab\tsecret"]
)
def test_a_secret_is_found_however_toml_writes_it(text: str) -> None:
    data = to_toml({"start": {"title": f"before {text} after", "domain": text}}, LINEAGE)
    left = without(data, [text])
    assert left not in (None, UNREADABLE)
    assert without(data[:-40], [text]) == UNREADABLE


def test_a_secret_in_a_comment_goes_with_the_comment() -> None:
    data = f"# {SECRET}\n".encode() + to_toml({"start": {"title": "Rooms"}}, LINEAGE)
    assert without(data, [SECRET]) == to_toml({"start": {"title": "Rooms"}}, LINEAGE)


def test_the_words_that_a_draft_is_written_in_are_no_secrets() -> None:
    answers = {
        "access": {"admin_access": "x", "admin-notes": "x"},
        "scope": {"goal": "admin"},
        "start": {"domain": "payments"},
    }
    made = without(to_toml(answers, LINEAGE), ["admin", "payments"])
    assert made is not None
    left = from_toml(made)
    assert left["start"]["domain"] == "payments"
    assert set(left["access"]) == {"admin_access", "REDACTED-SECRET-notes"}
    assert left["scope"]["goal"] == "REDACTED-SECRET"
    assert without(to_toml({"access": {"admin_access": "x"}}, LINEAGE), ["admin"]) is None


def test_undo_and_redo_lead_back_to_no_secret_and_answers_that_share_their_parts_share_them_still() -> None:
    session = Session({"scope": {"assumptions": [{"id": "g1", "text": "x"}]}, "start": {"title": "Rooms"}})
    said: tuple[str, ...] = ("scope", "assumptions", "g1", "text")
    for text in (SECRET, f"Once more {SECRET}.", "Nothing."):
        session.answer(said, text)
        session.answer(("start", "title"), f"Rooms for {len(text)}")
    session.undo()
    session.undo()
    session.undo()
    now = session.answers
    session.rewrite_past(forgetting([SECRET]))
    assert session.answers is now
    assert session.value(said) == f"Once more {SECRET}."
    seen = []
    while session.undo():
        seen.append(session.answers)
    assert [value_at(one, said) for one in seen] == ["REDACTED-SECRET", "REDACTED-SECRET", "x"]
    assert seen[0]["scope"] is seen[1]["scope"]
    while session.redo():
        pass
    assert (session.value(said), session.value(("start", "title"))) == ("Nothing.", "Rooms for 8")


def test_a_known_kind_of_secret_is_replaced_by_its_name() -> None:
    text = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" * 2
    left = without(to_toml({"start": {"title": text}}), [text])
    assert left is not None
    assert b"REDACTED-GITHUB-TOKEN" in left
