"""What a review tells machines beside its findings: what hangs together, and how far rubric and checklist are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from wizard.checklist.checklist import State
from wizard.redact import redacted_tree
from wizard.review import Review
from wizard.rubric import Scores, score
from wizard.trace import trace


def judgement(reviewed: Review, said: Callable[[str], str]) -> Mapping[str, Any]:
    """The trace, the points of the rubric and the counts of the checklist; every word of the draft goes through `said`."""
    told = {
        "trace": trace(reviewed.design).to_data(),
        "rubric": points(score(reviewed)),
        "checklist": counted(one.state for one in reviewed.checklist.checked),
    }
    redacted = redacted_tree(told, said)
    assert isinstance(redacted, dict)  # noqa: S101  (a tree of a mapping is a mapping)
    return redacted


def points(scores: Scores) -> dict[str, Any]:
    """The points of each section and in all, 0 to 100, with the criteria that are not met; none where nothing applies."""
    sections = [
        {
            "section": each.section,
            "weight": each.weight,
            "points": each.points,
            "not_met": [one.criterion.id for one in each.judgements if one.outcome == "not-met"],
        }
        for each in scores.sections
    ]
    return {"total": scores.total, "sections": sections}


def counted(states: Iterable[State]) -> dict[str, int]:
    """How many items of the checklist stand in each state."""
    counts = Counter(states)
    return {state: counts[state] for state in get_args(State)}
