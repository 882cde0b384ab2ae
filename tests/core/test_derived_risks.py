"""Risks that follow from the answers: each has a design that has it and one that has not, and an argument for its numbers."""

from typing import Any

import pytest
from core.designs import small
from core.varied import first_of, more_of, varied

from wizard.export.document import document
from wizard.review import fields_of, review
from wizard.risks.derive import answered_risks, derived_risks, risk_rules
from wizard.risks.risk import CATEGORIES, DerivedRisk

CODES = [rule.code for rule in risk_rules()]
PROCESSOR = {"id": "psp", "name": "Processor", "direction": "out", "criticality": "hard", "data_class": "card"}
WITH_PROCESSOR = more_of("scope", "external_systems", PROCESSOR)
ON_PATH = {
    **WITH_PROCESSOR,
    "scope": {
        **WITH_PROCESSOR["scope"],
        "workflows": [{**small()["scope"]["workflows"][0], "steps": ["charge at the processor", "store the booking"]}],
    },
}
FALLBACK = {"system": "Processor", "fallback": "charged later, from a queue"}
BOOKING = small()["domain"]["entities"][0]
TOOL = {"name": "cancel_booking", "description": "Use when a meeting is off", "scope": "bookings:write"}


def _policy(**values: Any) -> dict[str, Any]:
    return varied(scope__external_systems=[PROCESSOR], operations__dependency_policies=[{**FALLBACK, **values}])


def _kept(availability: float, objective: float) -> dict[str, Any]:
    return varied(
        scope__external_systems=[{**PROCESSOR, "availability": availability}],
        operations__slos=[{"name": "Bookings succeed", "objective": objective}],
    )


def _step(**values: Any) -> dict[str, Any]:
    return varied(data__migration_steps=[{"order": 1, "change": "add a column", **values}])


def _tables(*stores: str, **store: Any) -> dict[str, Any]:
    columns = [{"name": "name", "type": "text", "sensitivity": "personal"}]
    return varied(
        data__stores=[{"name": name, **store} for name in stores],
        data__tables=[
            {"name": f"t{name}", "store": name, "entity": "Booking", "table_columns": columns} for name in stores
        ],
    )


def _access(**fields: Any) -> dict[str, Any]:
    return varied(**{f"access__{name}": value for name, value in fields.items()})


def _models(**fields: Any) -> dict[str, Any]:
    return varied(scope__surfaces=["frontier-models", "mcp"], **fields)


def _owned(*owners: str) -> dict[str, Any]:
    return varied(
        file_plan__next_steps=[{"action": f"step {n}", "owner": owner} for n, owner in enumerate(owners)],
        file_plan__open_questions=[],
        operations__alerts=[],
        risks__risks=[],
        risks__compliance_risks=[],
        access__controls=[],
    )


HAS: dict[str, dict[str, Any]] = {
    "hard-without-fallback": WITH_PROCESSOR,
    "single-provider": ON_PATH,
    "no-availability-figure": WITH_PROCESSOR,
    "objective-near-dependencies": _kept(99.95, 99.94),
    "failure-undetected": first_of("risks", "failure_modes", detection="customers tell us"),
    "data-in-several-stores": _tables("main", "search"),
    "data-leaves-system": varied(),
    "retention-unset": varied(data__retention=[], data__tables=_tables("main")["data"]["tables"]),
    "pooled-without-barrier": _access(tenancy_model="pool", isolation_mechanism="a condition in every query"),
    "irreversible-migration": _step(reversible=False),
    "long-lock": _step(lock_risk="long"),
    "invariant-by-process": first_of("domain", "invariants", enforced_by="process"),
    "saga-stuck": varied(data__boundaries=[{"what": "booking and invoice", "kind": "saga"}]),
    "eventual-with-invariants": _tables("main", consistency="eventual"),
    "public-operation": first_of("api", "operations", access=["public"]),
    "admin-single-factor": _access(admin_access="operators sign in with a password", mfa="none"),
    "static-keys": _access(auth_methods=["api-key"]),
    "control-not-in-place": varied(access__controls=[{"scope": "gdpr", "control": "Art 30", "status": "planned"}]),
    "legal-review-open": _access(legal_review_needed=True, legal_review_done=False),
    "model-injection": _models(),
    "model-retention": _models(),
    "model-deprecated": _models(scope__llm_providers=["Example: big-model-2025-08-07"]),
    "tool-destructive": _models(api__mcp_tools=[{**TOOL, "destructive": True}]),
    "limits-move": varied(scope__surfaces=["cloudflare-workers"], scope__workers_limits="CPU 30 s as of Jan 2026"),
    "app-platform-moves": varied(scope__surfaces=["apps-sdk"]),
    "draft-standard": varied(),
    "no-kill-switch": _access(tenancy_model="pool"),
    "no-load-test": varied(operations__load_test=""),
    "single-owner": _owned("Mara", "Mara", "Mara", "Mara"),
    "tradeoff-uphill": first_of("pattern", "tradeoffs", optimises="performance", gives_up="security"),
    "assumption-wrong": varied(),
    "question-open": varied(),
}
"""A design that has the risk, by code."""

HAS_NOT: dict[str, dict[str, Any]] = {
    "hard-without-fallback": _policy(),
    "single-provider": {**ON_PATH, "operations": _policy(fallback="a second provider")["operations"]},
    "no-availability-figure": _kept(99.9, 99.0),
    "objective-near-dependencies": _kept(99.95, 99.0),
    "failure-undetected": first_of("risks", "failure_modes", detection="alert within 5 min"),
    "data-in-several-stores": _tables("main"),
    "data-leaves-system": first_of("scope", "external_systems", data_class="internal"),
    "retention-unset": {
        **_tables("main"),
        "data": {
            **_tables("main")["data"],
            "retention": [
                {"id": "x", "data_set": "t", "sensitivity": "personal", "period": "1 year", "deletion_method": "job"}
            ],
        },
    },
    "pooled-without-barrier": _access(tenancy_model="pool", isolation_mechanism="row-level security"),
    "irreversible-migration": _step(reversible=True),
    "long-lock": _step(lock_risk="short"),
    "invariant-by-process": varied(),
    "saga-stuck": varied(data__boundaries=[{"what": "booking and invoice", "kind": "transaction"}]),
    "eventual-with-invariants": _tables("main", consistency="strong"),
    "public-operation": varied(),
    "admin-single-factor": _access(admin_access="operators sign in", mfa="passkey for operators"),
    "static-keys": _access(auth_methods=["oidc"], token_type="jwt"),
    "control-not-in-place": varied(access__controls=[{"scope": "gdpr", "control": "Art 30", "status": "met"}]),
    "legal-review-open": _access(legal_review_needed=True, legal_review_done=True),
    "model-injection": varied(),
    "model-retention": varied(),
    "model-deprecated": _models(),
    "tool-destructive": _models(api__mcp_tools=[{**TOOL, "destructive": False}]),
    "limits-move": varied(scope__surfaces=["cloudflare-workers"], scope__workers_limits="none that matters"),
    "app-platform-moves": _models(),
    "draft-standard": varied(start__system_type=None),
    "no-kill-switch": varied(access__tenancy_model="pool", operations__kill_switch="per tenant, by on-call, 30 s"),
    "no-load-test": varied(operations__load_test="twice the peak for 30 min"),
    "single-owner": _owned("Mara", "Mara", "Mara", "Ines"),
    "tradeoff-uphill": varied(),
    "assumption-wrong": first_of("scope", "assumptions", risk_if_wrong=""),
    "question-open": first_of("file_plan", "open_questions", answer="no"),
}
"""A design near it that has not."""


def _found(answers: Any, code: str) -> list[DerivedRisk]:
    return [risk for risk in derived_risks(review(answers).design) if risk.code == code]


def test_every_derived_risk_is_tried_both_ways() -> None:
    assert set(HAS) == set(HAS_NOT) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_design_has_the_risk_that_follows_from_its_answers(code: str) -> None:
    assert _found(HAS[code], code)


@pytest.mark.parametrize("code", CODES)
def test_a_design_near_it_has_not(code: str) -> None:
    assert _found(HAS_NOT[code], code) == []


@pytest.mark.parametrize("code", CODES)
def test_an_empty_design_has_no_risk(code: str) -> None:
    assert _found({}, code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_risk_has_an_argument_for_each_number_and_a_place(code: str) -> None:
    for risk in _found(HAS[code], code):
        assert risk.category in CATEGORIES
        assert risk.likelihood.because
        assert risk.impact.because
        assert all(degree.number in (None, 1, 2, 3, 4, 5) for degree in (risk.likelihood, risk.impact))
        assert fields_of(risk.path if len(risk.path) % 2 == 0 else risk.path[:-1])


@pytest.mark.parametrize("code", CODES)
def test_no_two_risks_of_a_design_have_the_same_id(code: str) -> None:
    ids = [risk.id for risk in derived_risks(review(HAS[code]).design)]
    assert len(set(ids)) == len(ids)


def test_a_dependency_that_keeps_less_is_more_likely_to_be_gone() -> None:
    def likelihood(kept: float) -> int | None:
        given = varied(scope__external_systems=[{**PROCESSOR, "availability": kept}])
        (risk,) = _found(given, "hard-without-fallback")
        return risk.likelihood.number

    assert [likelihood(kept) for kept in (99.99, 99.9, 99.0)] == [2, 3, 4]
    (unknown,) = _found(WITH_PROCESSOR, "hard-without-fallback")
    assert unknown.likelihood.number is None
    assert unknown.score is None


def test_it_is_worse_when_the_critical_path_goes_through_it() -> None:
    (aside,) = _found(WITH_PROCESSOR, "hard-without-fallback")
    (on_path,) = _found(ON_PATH, "hard-without-fallback")
    assert (aside.impact.number, on_path.impact.number) == (4, 5)


def test_an_error_is_no_fallback() -> None:
    assert _found(_policy(fallback="an error"), "hard-without-fallback")
    assert _found(_policy(fallback="503"), "hard-without-fallback")


def test_risks_come_by_score_and_those_without_one_last() -> None:
    scores = [risk.score for risk in derived_risks(review(small()).design)]
    known = [score for score in scores if score is not None]
    assert known == sorted(known, reverse=True)
    assert scores == [*known, *([None] * (len(scores) - len(known)))]


def test_the_id_of_a_risk_holds_when_its_record_is_renamed() -> None:
    (before,) = _found(WITH_PROCESSOR, "hard-without-fallback")
    renamed = more_of("scope", "external_systems", {**PROCESSOR, "name": "Card processor"})
    (after,) = _found(renamed, "hard-without-fallback")
    assert before.id == after.id == "hard-without-fallback@scope.external_systems.psp"
    assert before.title != after.title


def test_a_decision_stands_beside_its_risk_and_one_without_a_risk_alone() -> None:
    risk = "data-leaves-system@scope.external_systems.gone"
    given = varied(
        risks__risk_decisions=[
            {"risk": "no-load-test@operations.load_test", "response": "accept", "reason": "4 calls a second"},
            {"risk": risk, "response": "avoid", "reason": "no longer called"},
        ]
    )
    answered = answered_risks(review(given).design)
    decided = {one.risk.code: one.decision.reason for one in answered if one.risk and one.decision}
    assert decided == {"no-load-test": "4 calls a second"}
    assert [one.decision.risk for one in answered if one.risk is None and one.decision] == [risk]


def test_the_contract_shows_derived_risks_decisions_and_waivers() -> None:
    given = varied(
        risks__risk_decisions=[
            {"risk": "no-load-test@operations.load_test", "response": "accept", "reason": "few rooms"},
            {"risk": "no-load-test@scope.users.gone", "response": "avoid", "reason": "left over"},
        ],
        risks__waivers=[
            {"finding": "x@scope.goal", "who": "Ines Duarte", "reason": "for the pilot", "until": "2099-01-31"}
        ],
    )
    text = document(review(given))
    derived = text.partition("#### Derived risks")[2].partition("####")[0]
    left = text.partition("#### Decisions on risks that no longer follow")[2].partition("####")[0]
    waivers = text.partition("#### Waivers")[2].partition("####")[0]
    assert "few rooms" in derived
    assert "left over" in left
    assert "left over" not in derived
    assert "Ines Duarte" in waivers
    assert "2099-01-31" in waivers


def test_a_risk_is_plain_data_for_machines() -> None:
    (risk,) = _found(varied(), "no-load-test")
    assert risk.to_data() == {
        "id": "no-load-test@operations.load_test",
        "code": "no-load-test",
        "category": "performance",
        "path": "operations.load_test",
        "title": "Targets are missed at the first real peak",
        "likelihood": 3,
        "likely_because": risk.likelihood.because,
        "impact": 3,
        "bad_because": risk.impact.because,
        "score": 9,
    }
