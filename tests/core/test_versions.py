"""The versions of a draft are read one by one, and compared with what came after them."""

import errno
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from core.clocked_disk import ClockedDisk

from wizard.drafts.file import to_toml
from wizard.drafts.history import History
from wizard.drafts.leftovers import holding, kinds_of, left_behind
from wizard.drafts.snapshots import Snapshot
from wizard.drafts.versions import MOST_READ, Versions, day_of, waiting
from wizard.errors import WizardError

LINEAGE = "0123456789abcdef"
KEY = "sk_live_" + "aB3dE5gH7jK9mN1pQ2rS"
TEN = timedelta(minutes=10)


class Full(ClockedDisk):
    def create(self, path: Path, mode: int = 0o600) -> int:  # noqa: ARG002
        raise OSError(errno.ENOSPC, "No space left on device")


def goal(words: str) -> dict[str, object]:
    return {"scope": {"goal": words}}


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Three versions, ten minutes apart: one, two, two and more."""
    disk = ClockedDisk()
    made = History(LINEAGE, tmp_path, disk)
    for answers in (goal("one"), goal("two"), {**goal("two"), "api": {"filters": "by day"}}):
        disk.time += TEN
        made.keep(to_toml(answers, LINEAGE))
    return made


def test_without_a_history_there_are_no_versions() -> None:
    assert Versions(None).kept() == ()


def test_each_version_says_what_was_changed_up_to_the_next_and_the_newest_up_to_now(history: History) -> None:
    versions = Versions(history)
    kept = versions.kept()
    now = {**goal("three"), "api": {"filters": "by day"}}
    words = [versions.later(one, kept[:place], now).words for place, one in enumerate(kept)]
    assert words == ["1 answer in Scope", "1 answer in API contract", "1 answer in Scope"]
    assert versions.later(kept[0], (), {**goal("two"), "api": {"filters": "by day"}}).words == "nothing"


def test_a_damaged_version_says_so_and_the_one_before_it_is_compared_with_the_next_that_can_be_read(
    history: History,
) -> None:
    versions = Versions(history)
    kept = versions.kept()
    kept[1].file.write_bytes(b"no gzip")
    assert versions.later(kept[1], kept[:1], {}).is_damaged
    assert versions.later(kept[2], kept[:2], {}).words == "2 answers in 2 steps: Scope, API contract"
    with pytest.raises(WizardError, match="damaged"):
        versions.changed_by(kept[1], {})


def test_what_was_not_saved_stands_first_and_is_compared_with_the_draft(history: History) -> None:
    history.keep_unsaved(to_toml(goal("lost"), LINEAGE))
    versions = Versions(history)
    kept = versions.kept()
    assert kept[0].why == "unsaved"
    assert versions.later(kept[0], (), goal("now")).words == "1 answer in Scope"
    assert versions.later(kept[1], kept[:1], {**goal("two"), "api": {"filters": "by day"}}).words == "nothing"
    versions.let_go(kept[0])
    versions.let_go(kept[0])  # another run was faster
    assert history.unsaved() is None
    assert [one.at for one in versions.kept() if one.why == "unsaved-before"] == [kept[0].at]


def test_of_what_two_sittings_could_not_save_the_one_that_is_let_go_of_is_the_one_that_was_chosen(
    history: History,
) -> None:
    history.keep_unsaved(to_toml(goal("lost first"), LINEAGE))
    history.keep_unsaved(to_toml(goal("lost last"), LINEAGE))
    versions = Versions(history)
    older = next(one for one in versions.kept()[1:] if one.why == "unsaved")
    versions.let_go(older)
    assert [one.why for one in versions.kept()[:2]] == ["unsaved", "unsaved-before"]
    assert versions.answers(versions.kept()[0]) == goal("lost last")


def test_what_was_not_saved_is_let_go_of_without_room_for_anything_new(history: History, tmp_path: Path) -> None:
    history.keep_unsaved(to_toml(goal("lost"), LINEAGE))
    full = History(LINEAGE, tmp_path, Full())
    (unsaved,) = (one for one in full.versions() if one.why == "unsaved")
    Versions(full).let_go(unsaved)
    assert full.unsaved() is None
    assert b"lost" in full.bytes_of(next(one for one in full.versions() if one.why == "unsaved-before"))


def test_what_was_not_saved_waits_until_the_draft_says_the_same(history: History) -> None:
    assert waiting(history, goal("now")) is None
    history.keep_unsaved(to_toml(goal("lost"), LINEAGE))
    assert waiting(history, goal("lost")) is None
    found = waiting(history, goal("now"))
    assert isinstance(found, Snapshot)
    found.file.write_bytes(b"no gzip")
    assert waiting(history, goal("now")) is not None


def test_only_the_versions_read_last_are_kept_in_memory(tmp_path: Path) -> None:
    disk = ClockedDisk()
    history = History(LINEAGE, tmp_path, disk)
    for place in range(MOST_READ + 9):
        disk.time += TEN
        history.keep(to_toml(goal(f"goal {place}"), LINEAGE))
    versions = Versions(history)
    for one in versions.kept():
        versions.answers(one)
    assert len(versions._read) == MOST_READ
    versions.forget()
    assert not versions._read


def test_a_day_is_today_yesterday_or_has_its_name() -> None:
    noon = datetime(2026, 11, 23, 12, 0).astimezone()
    assert day_of(noon, noon) == "today"
    assert day_of(noon - timedelta(days=1), noon) == "yesterday"
    assert day_of(noon - timedelta(days=2), noon) == "Saturday, 2026-11-21"
    assert day_of(noon + timedelta(days=1), noon) == "Tuesday, 2026-11-24"


# What is left behind


def test_versions_that_hold_a_text_are_counted_the_unsaved_one_too(history: History) -> None:
    assert holding(history, ["two"]) == 2
    assert holding(history, ["one", "two"]) == 3
    assert holding(history, ["nobody said this"]) == 0
    history.keep_unsaved(to_toml(goal("two and a half"), LINEAGE))
    assert holding(history, ["two"]) == 3
    history.snapshots()[0].file.write_bytes(b"no gzip")
    assert holding(history, ["two"]) == 2


def test_secrets_are_left_behind_if_the_draft_does_not_hold_them_and_does_not_show_them(history: History) -> None:
    history.keep(to_toml(goal(f"charged with {KEY}"), LINEAGE), "opened")
    assert left_behind(history, goal("none")) == {KEY: "Stripe key"}
    assert left_behind(history, goal(f"again {KEY}")) == {}


def test_kinds_are_counted_and_the_words_themselves_are_not_said() -> None:
    assert (
        kinds_of(["Stripe key", "IBAN", "Stripe key", "URL credentials"]) == "2 Stripe keys, 1 IBAN, 1 URL credentials"
    )
    assert KEY not in kinds_of({KEY: "Stripe key"}.values())
