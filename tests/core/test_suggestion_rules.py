"""Every rule that suggests: a smallest design that makes it speak, one in which it is silent, and answers that hold when taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from core.designs import small
from core.suggested import context, contract, kept, running
from core.suggested.case import Case

from wizard.design import Answers, Path
from wizard.drafts.file import from_toml
from wizard.resources import resource_folder
from wizard.review import Review, names_of, review
from wizard.session import Session
from wizard.suggestions.suggest import advisors
from wizard.suggestions.suggestion import Suggestion

CASES = (*context.CASES, *contract.CASES, *kept.CASES, *running.CASES)
EXAMPLES = sorted(resource_folder("templates").glob("examples/*.design.toml"))
WRONG = ("invalid", "broken-reference", "duplicate")
MOST_ON_A_COMPLETE_DESIGN = 40
each = pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.code}" for n, case in enumerate(CASES)])
"""Every case, by the code of its rule."""


def offered(answers: Answers, code: str) -> list[Suggestion]:
    """What a rule offers for a draft, in its order."""
    return [one for many in review(answers).suggestions.values() for one in many if one.code == code]


def holds(suggestion: Suggestion, case: Case) -> bool:
    """Whether a suggestion is the one that a case is about."""
    if suggestion.path != case.path:
        return False
    if not isinstance(case.value, Mapping):
        return bool(suggestion.value == case.value and type(suggestion.value) is type(case.value))
    return all(suggestion.value.get(name) == value for name, value in case.value.items())


def wrong(answers: Answers) -> set[tuple[str, Path]]:
    """Findings that an answer can bring about by being wrong."""
    return {(one.code, one.path) for one in review(answers).findings if one.code in WRONG}


def is_asked(seen: Review, suggestion: Suggestion) -> bool:
    """Whether the design is asked what a suggestion answers."""
    step, name, *inner = suggestion.path
    if not any(asking.name == name for asking in seen.reading.asked[step]):
        return False
    return not inner or inner[0] in {id_ for id_, _ in names_of(seen.reading, f"{step}.{name}")}


@each
def test_a_rule_offers_what_follows_with_its_reasons(case: Case) -> None:
    found = [one for one in offered(case.design, case.code) if holds(one, case)]
    assert found, offered(case.design, case.code)
    assert case.because in found[0].because
    assert found[0].because.endswith((".", "?", "!")) or found[0].because[-1].isalnum()
    assert found[0].basis


@each
def test_a_rule_is_silent_where_nothing_follows(case: Case) -> None:
    assert not [
        one for one in offered(case.silent, case.code) if one.path == case.path and not_of_another_case(one, case)
    ]


def not_of_another_case(suggestion: Suggestion, case: Case) -> bool:
    """Whether a suggestion is about the same thing as a case; a rule with several cases may speak of another."""
    if not isinstance(case.value, Mapping):
        return True
    same = [other for other in CASES if other.code == case.code]
    return len(same) == 1 or holds(suggestion, case)


def test_every_rule_has_a_design_that_makes_it_speak_and_one_in_which_it_is_silent() -> None:
    assert {case.code for case in CASES} == set(advisors())
    assert all(case.design != case.silent for case in CASES)


@each
def test_what_is_offered_holds_when_it_is_taken(case: Case) -> None:
    session = Session(case.design)
    before = wrong(session.answers)
    session.accept([one for many in session.review.suggestions.values() for one in many])
    assert wrong(session.answers) <= before


@each
def test_what_is_taken_is_not_stale_and_not_offered_again(case: Case) -> None:
    session = Session(case.design)
    taken = [one for one in offered(case.design, case.code) if holds(one, case)][:1]
    (path,) = session.accept(taken)
    assert not session.review.origins[path].is_stale
    again = session.review.suggestions.get(case.path, ())
    assert not [one for one in again if one.code == case.code and one.value == taken[0].value]


@each
@pytest.mark.parametrize("depth", ["simple-crud", "standard", "multi-tenant", "high-scale"])
def test_only_what_a_design_is_asked_is_offered(case: Case, depth: str) -> None:
    seen = review({**case.design, "start": {**case.design["start"], "depth": depth}})
    for many in seen.suggestions.values():
        assert all(is_asked(seen, one) for one in many)


@each
def test_the_answers_behind_a_suggestion_are_there(case: Case) -> None:
    session = Session(case.design)
    for one in offered(case.design, case.code):
        assert any(session.value(path[:3]) is not None or session.value(path) is not None for path in one.basis), one


def test_no_record_is_offered_twice() -> None:
    for case in CASES:
        for path, many in review(case.design).suggestions.items():
            records = [repr(one.value) for one in many if one.is_record]
            assert len(records) == len(set(records)), path


def test_accepting_everything_again_and_again_ends() -> None:
    session = Session(small())
    for _ in range(12):
        found = [one for many in session.review.suggestions.values() for one in many]
        if not found:
            break
        session.accept(found)
        assert not wrong(session.answers)
    assert not session.review.suggestions


def test_from_a_few_answers_a_design_grows_by_accepting() -> None:
    session = Session(seedling())
    for _ in range(12):
        found = [one for many in session.review.suggestions.values() for one in many]
        if not found:
            break
        session.accept(found)
        assert not wrong(session.answers), wrong(session.answers)
    assert not session.review.suggestions
    design = session.review.design
    assert {"createOrder", "getOrder", "listOrders"} <= {one.operation_id for one in design.api.operations}
    assert {table.name for table in design.data.tables} == {"customers", "orders"}
    assert {one.target for one in design.operations.slos} == {"Place an order"}
    assert {row.item for row in design.risks.owasp_coverage} >= {"API2", "API3", "API4", "API9", "API10"}


def seedling() -> Answers:
    """The few answers that a first half hour gives."""
    status: dict[str, Any] = {"id": "a1", "name": "status", "type": "open, paid or closed"}
    order = {
        "id": "e1",
        "name": "Order",
        "kind": "aggregate",
        "attributes": [status, {"id": "a2", "name": "customer_id", "type": "uuid"}],
    }
    customer = {"id": "e2", "name": "Customer", "attributes": [{"id": "a3", "name": "email", "type": "text"}]}
    return {
        "start": {"in_scope": True, "system_type": "rest", "compliance": ["gdpr"]},
        "scope": {
            "users": [{"id": "u1", "name": "Shop clerk", "kind": "person"}],
            "workflows": [
                {
                    "id": "w1",
                    "name": "Place an order",
                    "actor": "Shop clerk",
                    "outcome": "an order is stored",
                    "critical": True,
                }
            ],
            "external_systems": [{"id": "s1", "name": "Card processor", "direction": "both", "criticality": "hard"}],
            "integrity_constraints": ["An order is never paid twice"],
        },
        "domain": {"entities": [order, customer], "contexts": [{"id": "c1", "name": "Sales"}]},
        "pattern": {"pattern": "hexagonal"},
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_little_is_offered_on_a_complete_design_and_all_of_it_holds(path: Any) -> None:
    session = Session(from_toml(path.read_bytes()))
    before = wrong(session.answers)
    found = [one for many in session.review.suggestions.values() for one in many]
    records = [one for one in found if one.is_record]
    assert len(records) <= MOST_ON_A_COMPLETE_DESIGN
    session.accept(found)
    assert wrong(session.answers) <= before


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_reasons_on_a_complete_design_are_sentences_in_its_own_words(path: Any) -> None:
    seen = review(from_toml(path.read_bytes()))
    for many in seen.suggestions.values():
        for one in many:
            assert "None" not in one.because
            assert "  " not in one.because
            assert ".." not in one.because
            assert one.because[0].isupper() or one.because[0].isalnum() or one.because[0] in "'/"
