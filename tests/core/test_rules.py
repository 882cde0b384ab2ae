"""Every rule has a design that trips it and one that does not."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from core.designs import small

import wizard.review
from wizard.knowledge.library import page
from wizard.review import review
from wizard.rules.checks import KINDS, RULES
from wizard.rules.general import GENERAL
from wizard.rules.rule import Code, Rule
from wizard.workflow import STEPS


def _in(step: str, **values: Any) -> dict[str, Any]:
    """The small design with other answers in one step."""
    return {**small(), step: {**small()[step], **values}}


def _critical(*, critical: object, path: str = "Book a room") -> dict[str, Any]:
    (workflow,) = small()["scope"]["workflows"]
    return _in("scope", workflows=[{**workflow, "critical": critical}], critical_path=path)


def _against(*patterns: str, chosen: str | None = "clean") -> dict[str, Any]:
    given = [{"id": name, "pattern": name, "why_rejected": "too much"} for name in patterns]
    return _in("pattern", alternatives=given, pattern=chosen)


def _pages(usual: object, most: object, style: str = "cursor") -> dict[str, Any]:
    return _in("api", page_size_default=usual, page_size_max=most, paging_style=style)


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "critical-path-not-critical": [
        (_critical(critical=False), "Book a room is the critical path and is not marked critical"),
        (_critical(critical=None), "Book a room is the critical path and is not marked critical"),
        (_critical(critical="perhaps"), "Book a room is the critical path and is not marked critical"),
    ],
    "pattern-alternative-missing": [
        (_against("hexagonal", "ddd"), "It is not said why not hybrid"),
        (_against("clean", "ddd", "hybrid", chosen="clean"), "It is not said why not hexagonal"),
        (_against("clean", "ddd", "hybrid", chosen="ddd"), "It is not said why not hexagonal"),
    ],
    "page-size-above-maximum": [
        (_pages(201, 200), "The default page of 201 is larger than the largest of 200"),
        (_pages("201", "200"), "The default page of 201 is larger than the largest of 200"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "critical-path-not-critical": [
        _critical(critical=True),
        _critical(critical="yes"),
        _critical(critical=False, path=""),
        _critical(critical=False, path="Another"),
    ],
    "pattern-alternative-missing": [
        _against("hexagonal", "ddd", "hybrid"),
        _against("clean", "hexagonal", "ddd", chosen="hybrid"),
        _against(chosen=None),
        _against("clean", "hexagonal", "ddd", "hybrid"),
    ],
    "page-size-above-maximum": [_pages(200, 200), _pages(1, None), _pages(None, 200), _pages(300, 200, style="none")],
}
"""Designs that come close to a rule and do not trip it."""

CODES = [rule.code for rule in RULES]


def _said(answers: dict[str, Any], code: str) -> list[str]:
    return [finding.message for finding in review(answers).findings if finding.code == code]


def test_every_rule_is_tried_both_ways() -> None:
    assert set(TRIPPED) == set(PASSED) == set(CODES)
    assert all(TRIPPED.values())
    assert all(PASSED.values())


def test_no_two_rules_have_the_same_code() -> None:
    assert len(set(CODES)) == len(CODES)
    assert not set(CODES) & {kind.code for kind in GENERAL}


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_rule_says_what_to_do(rule: Any) -> None:
    assert rule.fix.endswith(".")
    assert rule.severity in ("blocker", "warning", "advice")
    assert rule.code == rule.code.lower().replace(" ", "-")


@pytest.mark.parametrize("code", CODES)
def test_a_rule_speaks_of_a_design_that_breaks_it(code: str) -> None:
    for answers, message in TRIPPED[code]:
        assert message in _said(answers, code)


@pytest.mark.parametrize("code", CODES)
def test_a_rule_speaks_at_a_field_that_is_there(code: str) -> None:
    steps = {step.key: step for step in STEPS}
    for answers, _ in TRIPPED[code]:
        for finding in review(answers).findings:
            assert finding.path[1] in steps[finding.step].fields


@pytest.mark.parametrize("code", CODES)
def test_a_rule_is_silent_about_a_design_that_keeps_it(code: str) -> None:
    for answers in PASSED[code]:
        assert _said(answers, code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_rule_is_silent_about_an_empty_design(code: str) -> None:
    assert _said({}, code) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_of_finding_says_what_it_means_and_where_to_read_on(kind: Code | Rule) -> None:
    assert kind.meaning.endswith(".")
    assert len(re.findall(r"\.(?: |$)", kind.meaning)) <= 2
    name, _, anchor = kind.reference.partition("#")
    assert anchor in {heading.anchor for heading in page(name).headings}


def test_every_finding_of_a_review_is_of_a_known_kind() -> None:
    source = ast.parse(Path(wizard.review.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_of"]
    named = {call.args[0].id for call in calls if isinstance(call.args[0], ast.Name)}
    assert named == {"NEEDED", "INVALID", "BROKEN_REFERENCE", "DUPLICATE", "rule"}
    assert len(calls) == len(named)


def test_a_design_can_trip_every_general_kind() -> None:
    user = {"id": "u", "name": "Guest", "kind": "ghost"}
    answers = _in("scope", goal="", users=[user, {**user, "id": "v"}], critical_path="Nowhere")
    assert {kind.code for kind in GENERAL} <= {finding.code for finding in review(answers).findings}
