"""A finding may be put up with: by whom, why, and until when. A waiver that does nothing is a finding itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from core.designs import small

from wizard.answers import with_value
from wizard.design import Answers
from wizard.export.document import document
from wizard.review import Review, Reviewer

TODAY = date(2026, 3, 1)
OPEN = with_value(small(), ("scope", "goal"), None)
GOAL_MISSING = "needed@scope.goal"


def reviewed(answers: Answers, **waiver: Any) -> Review:
    given = {"finding": GOAL_MISSING, "who": "Mara", "reason": "told next week", "until": "2026-03-01", **waiver}
    waivers = [{"id": "w1", **{name: value for name, value in given.items() if value is not None}}]
    return Reviewer(lambda: TODAY).review(with_value(answers, ("risks", "waivers"), waivers))


def codes(review: Review) -> set[str]:
    return {finding.code for finding in review.findings}


def test_a_waived_finding_no_longer_blocks_and_is_kept_in_sight() -> None:
    found = reviewed(OPEN)
    assert found.verdict == "ready"
    assert [(one.finding.id, one.waiver.who) for one in found.waived] == [(GOAL_MISSING, "Mara")]


def test_it_holds_through_its_last_day_and_not_a_day_longer() -> None:
    assert reviewed(OPEN, until="2026-03-01").verdict == "ready"
    found = reviewed(OPEN, until="2026-02-28")
    assert found.verdict == "not-ready"
    assert codes(found) == {"needed", "waiver-expired"}


def test_a_waiver_of_what_is_not_there_is_a_finding_and_blocks_nothing() -> None:
    found = reviewed(small())
    assert codes(found) == {"waiver-unused"}
    assert found.verdict == "ready"


def test_an_end_that_is_no_day_sets_nothing_aside() -> None:
    assert codes(reviewed(OPEN, until="soon")) == {"needed", "waiver-undated"}


@pytest.mark.parametrize("lacking", ["who", "reason", "until"])
def test_a_waiver_that_does_not_say_all_sets_nothing_aside(lacking: str) -> None:
    found = reviewed(OPEN, **{lacking: None})
    assert found.verdict == "not-ready"
    assert GOAL_MISSING in {finding.id for finding in found.findings}


def test_a_waiver_covers_one_place_and_not_the_code_everywhere() -> None:
    answers = with_value(OPEN, ("scope", "minimal_architecture"), None)
    assert {finding.id for finding in reviewed(answers).blockers} == {"needed@scope.minimal_architecture"}


def test_waivers_are_printed_in_the_contract() -> None:
    text = document(reviewed(OPEN))
    assert "told next week" in text
    assert "Mara" in text
