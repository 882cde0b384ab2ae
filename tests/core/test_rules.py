"""Every rule has a design that trips it and one that does not."""

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from core.designs import small
from core.made_secrets import any_made

import wizard.review
from wizard.knowledge.library import page
from wizard.provenance import noted
from wizard.review import review
from wizard.rules.checks import kinds, rules
from wizard.rules.general import GENERAL
from wizard.rules.rule import Code, Rule
from wizard.workflow import STEPS

TABLES = [import_module(f"core.ruled.{path.stem}") for path in sorted((Path(__file__).parent / "ruled").glob("*.py"))]
TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {}
"""Designs that trip a rule, and what it says then; from the tables, one for each theme."""
PASSED: dict[str, list[dict[str, Any]]] = {}
"""Designs near those that keep the rule."""
for table in TABLES:
    TRIPPED |= table.TRIPPED
    PASSED |= table.PASSED

CODES = [rule.code for rule in rules()]


def _said(answers: dict[str, Any], code: str) -> list[str]:
    return [finding.message for finding in review(answers).findings if finding.code == code]


def test_every_rule_is_tried_both_ways() -> None:
    assert set(TRIPPED) == set(PASSED) == set(CODES)
    assert sum(len(table.TRIPPED) for table in TABLES) == len(TRIPPED)
    assert all(TRIPPED.values())
    assert all(PASSED.values())


def test_no_two_rules_have_the_same_code() -> None:
    assert len(set(CODES)) == len(CODES)
    assert not set(CODES) & {kind.code for kind in GENERAL}


@pytest.mark.parametrize("rule", rules(), ids=CODES)
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


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_a_kind_of_finding_says_what_it_means_and_where_to_read_on(kind: Code | Rule) -> None:
    assert kind.meaning.endswith(".")
    assert len(re.findall(r"\.(?: |$)", kind.meaning)) <= 2
    name, _, anchor = kind.reference.partition("#")
    assert anchor in {heading.anchor for heading in page(name).headings}


def test_every_finding_of_a_review_is_of_a_known_kind() -> None:
    source = ast.parse(Path(wizard.review.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_of"]
    named = {call.args[0].id for call in calls if isinstance(call.args[0], ast.Name)}
    assert named == {"NEEDED", "INVALID", "BROKEN_REFERENCE", "DUPLICATE", "kind"}


def test_a_design_can_trip_every_general_kind() -> None:
    user = {"id": "u", "name": "Guest", "kind": "ghost"}
    told = f"ask {any_made('e-mail address', 1)} or use {any_made('npm token', 1)}"
    scope = {"goal": "", "users": [user, {**user, "id": "v"}], "critical_path": "Nowhere", "out_of_scope": [told]}
    ends = {
        "needed@scope.goal": "2020-01-01",
        "needed@scope.users.u.needs": "2020-01-01",
        "invalid@scope.users.u.kind": "soon",
    }
    waivers = [{"id": f"w{n}", "finding": name, "until": end} for n, (name, end) in enumerate(ends.items())]
    unsure = {"id": "n1", "path": "operations.rollback", "source": "assumed"}
    accepted = {"id": "n2", **noted(small(), ("data", "rollback"), "accepted", "x"), "basis": ["start.title 0"]}
    answers = {**small(), "scope": {**small()["scope"], **scope}, "risks": {**small()["risks"], "waivers": waivers}}
    answers["provenance"] = [unsure, accepted]
    assert {kind.code for kind in GENERAL} <= {finding.code for finding in review(answers).all_findings}
