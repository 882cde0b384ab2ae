"""What a choice would change is told before it is taken."""

from __future__ import annotations

from typing import Any

import pytest
from core.designs import small

from wizard.answers import with_value
from wizard.design import Answers, Path
from wizard.session import Session


def told(answers: Answers, path: Path, value: Any) -> str:
    return Session(answers).impact(path, value)


def test_an_answer_that_changes_nothing_of_what_is_asked_says_nothing() -> None:
    assert told(small(), ("start", "domain"), "payments") == ""


def test_rest_to_both_asks_more() -> None:
    words = told(small(), ("start", "system_type"), "both")
    assert words.endswith("questions more")
    assert int(words.split()[0]) >= 5


def test_rest_to_graphql_parks_the_operations() -> None:
    session = Session(small())
    words = session.impact(("start", "system_type"), "graphql")
    held = len(session.value(("api", "operations")))
    assert "questions more" in words
    assert "questions fewer" in words or "question fewer" in words
    parked = int(words.split("fewer, ")[1].split()[0])
    assert parked >= held


def test_parked_answers_are_said_to_come_back() -> None:
    parked = with_value(small(), ("start", "system_type"), "graphql")
    assert "back again" in told(parked, ("start", "system_type"), "rest")


def test_asking_what_would_change_changes_nothing() -> None:
    session = Session(small())
    before = session.answers, session.revision, session.review
    session.impact(("start", "system_type"), "graphql")
    assert (session.answers, session.revision) == before[:2]
    assert session.review is before[2]


@pytest.mark.parametrize("value", [None, [], ["mcp"], ["mcp", "apps-sdk"]])
def test_every_surface_is_counted(value: Any) -> None:
    words = told(small(), ("scope", "surfaces"), value)
    assert bool(words) == bool(value)


def test_what_is_told_is_what_happens() -> None:
    session = Session(small())
    path = ("start", "system_type")
    words = session.impact(path, "both")
    before = {(step, f.name) for step, fields in session.review.reading.asked.items() for f in fields}
    session.answer(path, "both")
    after = {(step, f.name) for step, fields in session.review.reading.asked.items() for f in fields}
    assert words == f"{len(after - before)} questions more"
