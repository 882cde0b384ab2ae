"""What is read in an answer of words is there, and what is not there is not read."""

import pytest

from wizard.facts.words import DAY, HOUR, MINUTE, has_date, has_figure, has_time, names, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("burn rate above 14.4 over 1 h and over 5 min", [HOUR, 5 * MINUTE]),
        ("50 to 100 ms, jittered", [50, 100]),
        ("opens at 50 % of 20 calls, 30 s, then 3 probes", [30_000]),
        ("last 3 h 10 min", [3 * HOUR + 10 * MINUTE]),
        ("2 000 rows, 1 500 ms apart", [1500]),
        ("within two working days, or an hour by telephone", [2 * DAY, HOUR]),
        ("4.5 days", [4.5 * DAY]),
        ("a second approval of 3 drawers", []),
        ("", []),
    ],
)
def test_spans_of_time_are_read_with_their_units(text: str, expected: list[float]) -> None:
    assert spans(text) == expected


def test_how_often_something_happens_is_a_time_too() -> None:
    assert has_time("compared nightly")
    assert has_time("each working day")
    assert not has_time("by the team on duty")


def test_numbers_and_dates_are_told_from_words() -> None:
    assert has_figure("two cut-offs are missed")
    assert not has_figure("someone asks")
    assert has_date("off, 2026-06-30")
    assert not has_date("ends in June")


def test_a_name_is_found_as_whole_words_only() -> None:
    assert names("owns the port to fraud-scoring", "Fraud scoring")
    assert not names("rebooking", "booking")
    assert not names("anything", "")
