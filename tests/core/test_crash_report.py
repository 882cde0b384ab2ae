"""A report of a fault says where it happened, and nothing of what anybody typed."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from core.made_secrets import EVERY, any_made
from hypothesis import given
from hypothesis import strategies as st

from wizard.cli import crash_report
from wizard.cli.crash_report import MOST, TELL_NOTHING, Scene, report, what_happened, write_report
from wizard.cli.failure import bug

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where reports are kept."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "backend-design" / "reports"


def raised(error: BaseException) -> BaseException:
    """An error that has been on its way."""
    try:
        raise error
    except type(error) as caught:
        return caught


def told(message: str, typed: Any = None) -> str:
    """The line of a report that has the message."""
    text = report(raised(ValueError(message)), Scene("StepScreen", (80, 24), typed), NOW)
    return next(row for row in text.splitlines() if row.startswith("builtins.ValueError"))


def test_a_report_says_what_it_runs_on_and_where_it_happened() -> None:
    text = report(raised(KeyError("goal")), Scene("StepScreen", (80, 24), {}), NOW)
    assert "Screen:     StepScreen" in text
    assert "Terminal:   80x24" in text
    assert "2026-11-23 00:00:00 UTC" in text
    assert "Textual:    " in text
    assert "builtins.KeyError: 'goal'" in text
    assert "test_crash_report.py:" in text.splitlines()[-1]
    assert text.splitlines()[-1].endswith(" raised")


def test_a_report_says_what_an_error_came_from() -> None:
    error = ValueError()
    error.__cause__ = raised(KeyError("a"))
    text = report(raised(error), Scene(typed={}), NOW)
    assert text.index("ValueError") < text.index("KeyError")


def test_errors_that_came_from_each_other_end() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert report(one, Scene(typed={}), NOW).count("ValueError") == 2


def test_every_error_of_a_group_is_in_the_report() -> None:
    text = report(ExceptionGroup("two", [KeyError("a"), TypeError("b")]), Scene(typed={}), NOW)
    assert "KeyError" in text
    assert "TypeError" in text


def test_a_traceback_without_end_is_cut_in_the_middle() -> None:
    def deeper(levels: int) -> None:
        if not levels:
            raise ValueError
        deeper(levels - 1)

    try:
        deeper(400)
    except ValueError as error:
        text = report(error, Scene(typed={}), NOW)
    assert len(text.splitlines()) < 70
    assert "more)" in text


@pytest.mark.parametrize(
    "message",
    [
        "could not convert string to float: 'Ledger of merchants'",
        "could not convert string to float: 'LEDGER'",
        "{'goal': 'Ledger of merchants', 'x': ['second line']}",
        "second line",
        "Ledger of merch",
        "'Ledger of merchants\\nsecond line'",
        "Q7",
    ],
)
def test_no_word_that_was_typed_is_in_the_message(message: str) -> None:
    typed = {"scope": {"goal": "Ledger of merchants\nsecond line", "rows": [{"name": "Q7"}]}}
    said = told(message, typed).casefold()
    assert "[answer]" in said
    assert not any(word in said for word in ("ledger", "merchants", "second", "q7"))


def test_words_of_python_stay_so_that_the_message_says_something() -> None:
    assert told("list index out of range", {"goal": "list the range, out of the index"}).endswith(
        ": list index out of range"
    )


def test_without_the_answers_there_is_no_message() -> None:
    assert "Ledger" not in told("Ledger")
    assert "Ledger" not in report(raised(OSError(2, "Ledger", "/home/you/ledger")), Scene(), NOW)


@pytest.mark.parametrize("family", EVERY)
def test_secrets_are_redacted_also_if_nobody_typed_them(family: str) -> None:
    secret = any_made(family, 1)
    assert secret not in told(f"refused: {secret} .", {})


def test_nobodys_name_and_no_folder_is_in_the_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "jocasta"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USER", "jocasta")
    text = report(raised(OSError(13, "Permission denied", f"{home}/designs/x.design.toml")), Scene(typed={}), NOW)
    assert "jocasta" not in text
    assert "Permission denied" in text
    assert str(Path(__file__).parents[2]) not in text


def test_control_characters_are_made_visible() -> None:
    text = told("a\x1b]0;title\x07b\nc", {})
    assert "\x1b" not in text
    assert "\x07" not in text


def test_an_error_that_can_not_say_what_it_is_is_reported_all_the_same() -> None:
    class Silent(Exception):
        def __str__(self) -> str:
            raise ValueError("inside")

    assert "Silent" in report(raised(Silent()), Scene(typed={}), NOW)


@given(st.text(min_size=3, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_an_answer_is_never_in_a_message_as_it_was_typed(answer: str, before: str, after: str) -> None:
    known = f"builtins.ValueError: [answer] {' '.join(TELL_NOTHING)} {before} {after}"
    if answer.strip() and answer.strip().casefold() not in known.casefold():
        assert answer.strip() not in told(f"{before} {answer} {after}", {"goal": answer})


def test_a_report_is_for_its_owner_alone(reports: Path) -> None:
    path = write_report(raised(ValueError()), Scene())
    assert path.parent == reports
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(reports.stat().st_mode) == 0o700


def test_the_last_twenty_reports_are_kept(reports: Path) -> None:
    paths = [write_report(raised(ValueError()), Scene()) for _ in range(MOST + 3)]
    assert sorted(reports.iterdir()) == paths[3:]


def test_what_happened_is_told_in_two_lines(reports: Path) -> None:
    first, second = what_happened(raised(ValueError("ledger")))
    assert first.startswith("Something went wrong inside the program: ValueError in test_crash_report.py, line ")
    assert "ledger" not in first + second
    assert str(reports) in second


def test_a_report_that_can_not_be_written_is_told(reports: Path) -> None:
    reports.parent.mkdir(parents=True)
    reports.write_text("in the way")
    assert "No report could be written (File exists)." in what_happened(raised(ValueError()))


def test_a_report_that_can_not_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise KeyError

    monkeypatch.setattr(crash_report, "report", fail)
    assert "No report could be written (KeyError)." in what_happened(raised(ValueError()))


def test_commands_keep_the_same_report(reports: Path) -> None:
    error = raised(ValueError("ledger"))
    assert isinstance(error, ValueError)
    assert bug(error).endswith("Drafts on disk are whole.")
    (path,) = reports.iterdir()
    assert "ledger" not in path.read_text("utf-8")
    assert f"-{os.getpid()}.txt" in path.name
