"""Designs that trip the rules on risks, failures and what is still open, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import OWASP, small
from core.varied import first_of, varied

RISK = {
    "title": "Rooms are sold",
    "likelihood": 3,
    "impact": 5,
    "response": "mitigate",
    "mitigation": "leases end later",
}
GRAVE = {**RISK, "owner": "Mara Lindqvist", "due": "2026-03-31"}
CALENDAR = small()["scope"]["external_systems"][0]
RULE = small()["domain"]["invariants"][0]


def _risks(*risks: dict[str, Any], depth: str = "standard") -> dict[str, Any]:
    made = varied(risks__risks=[{"id": f"k{n}", **risk} for n, risk in enumerate(risks)])
    return {**made, "start": {**made["start"], "depth": depth}}


def _compliance(*scopes: str) -> dict[str, Any]:
    return {**small(), "start": {**small()["start"], "compliance": list(scopes)}}


def _owasp(*items: str, covered_by: str = "rules per record and tests") -> dict[str, Any]:
    return varied(risks__owasp_coverage=[{"item": item, "covered_by": covered_by} for item in items])


def _parts(component: str, *, store: str = "main", criticality: str = "soft") -> dict[str, Any]:
    """The small design with one failure mode, another name for its store, and a calendar of some criticality."""
    made = first_of("risks", "failure_modes", component=component)
    return {
        **made,
        "data": {**made["data"], "stores": [{**made["data"]["stores"][0], "name": store}]},
        "scope": {**made["scope"], "external_systems": [{**CALENDAR, "criticality": criticality}]},
    }


def _detected(by: str) -> dict[str, Any]:
    return first_of("risks", "failure_modes", detection=by)


def _case(case: str) -> dict[str, Any]:
    return first_of("risks", "edge_cases", case=case)


def _question(**question: Any) -> dict[str, Any]:
    return varied(file_plan__open_questions=[{"question": "may a visitor book?", **question}])


def _step(**step: Any) -> dict[str, Any]:
    return varied(file_plan__next_steps=[{"action": "write the overlap test", "owner": "Mara Lindqvist", **step}])


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "grave-risk-carried-unargued": [
        (
            _risks({**GRAVE, "response": "accept", "mitigation": ""}),
            "Rooms are sold: accepted at 15 of 25 without a reason",
        )
    ],
    "grave-risk-unowned": [(_risks(RISK), "Rooms are sold: 15 of 25, and nobody owns it")],
    "grave-risk-undated": [(_risks({**GRAVE, "due": ""}), "Rooms are sold: 15 of 25, and no date")],
    "mitigation-only-watched": [
        (_risks({**GRAVE, "mitigation": "Monitor it."}), "Rooms are sold: 'Monitor it.' changes nothing"),
        (
            first_of("risks", "failure_modes", mitigation="we will keep an eye on it"),
            "Database is gone: 'we will keep an eye on it' changes nothing",
        ),
    ],
    "risks-all-alike": [
        (
            _risks(*({**RISK, "title": f"Risk {n}", "likelihood": 3, "impact": 3} for n in range(4))),
            "Risks: all 4 have likelihood 3 and impact 3",
        )
    ],
    "due-not-a-date": [
        (_risks({**GRAVE, "due": "next spring"}), "Rooms are sold: due 'next spring', which is no date"),
        (_question(due="2026-02-30"), "may a visitor book?: due '2026-02-30', which is no date"),
        (_step(due="soon"), "write the overlap test: due 'soon', which is no date"),
    ],
    "open-question-unowned": [
        (_question(), "may a visitor book?: asked of nobody and by no day"),
        (_question(due="2026-03-31"), "may a visitor book?: asked of nobody"),
    ],
    "next-step-unowned": [(_step(owner=""), "write the overlap test: nobody's next step")],
    "scope-without-risk": [
        (_compliance("gdpr", "soc2"), "soc2: chosen as a scope, and no compliance risk names it"),
        (_compliance("all"), "hipaa: chosen as a scope, and no compliance risk names it"),
    ],
    "owasp-row-missing": [
        (_owasp(*OWASP[:6], *OWASP[7:]), "API7 Server Side Request Forgery: no row answers it"),
        (_owasp(*OWASP[:9]), "API10 Unsafe Consumption of APIs: no row answers it"),
    ],
    "owasp-left-to-others": [
        (_owasp(*OWASP, covered_by="Handled by the framework"), "API1: covered by 'Handled by the framework'"),
    ],
    "part-without-failure-mode": [
        (_parts("DNS"), "main: a store, and no failure mode names it"),
        (_parts("Database", criticality="hard"), "Calendar: we stop with it, and no failure mode names it"),
    ],
    "failure-undetected": [
        (_detected("nothing"), "Database is gone: noticed by 'nothing'"),
        (_detected("customers call support"), "Database is gone: noticed by 'customers call support'"),
    ],
    "edge-case-without-moment": [(_case("Invalid input"), "Invalid input: names no single input or moment")],
    "code-rule-without-test": [
        (
            varied(domain__invariants=[{**RULE, "enforced_by": "aggregate"}]),
            "bookings of one room do not overlap: kept by aggregate, and no test tries it",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "grave-risk-carried-unargued": [
        _risks({**GRAVE, "response": "accept"}),
        _risks({**GRAVE, "response": "accept", "mitigation": "", "impact": 4}),
        _risks({**GRAVE, "response": "accept", "mitigation": "", "impact": None}),
    ],
    "grave-risk-unowned": [_risks(GRAVE), _risks({**RISK, "impact": 4}), _risks({**RISK, "response": None})],
    "grave-risk-undated": [
        _risks(GRAVE),
        _risks({**GRAVE, "due": "", "status": "done"}),
        _risks({**GRAVE, "due": ""}, depth="simple-crud"),
    ],
    "mitigation-only-watched": [_risks({**GRAVE, "mitigation": "monitored, and sold rooms leave the list at once"})],
    "risks-all-alike": [
        _risks(*({**RISK, "title": f"Risk {n}", "likelihood": 3, "impact": 3} for n in range(3))),
        _risks(*({**RISK, "title": f"Risk {n}", "impact": 2 + n % 2} for n in range(4))),
    ],
    "due-not-a-date": [_risks(GRAVE), _question(due="2028-02-29"), _step(due="")],
    "open-question-unowned": [_question(owner="Facilities"), _question(answer="no")],
    "next-step-unowned": [_step(), _step(owner="", done=True)],
    "scope-without-risk": [
        _compliance("gdpr"),
        {**_compliance("soc2"), "risks": {**small()["risks"], "compliance_risks": []}},
    ],
    "owasp-row-missing": [_owasp(*OWASP), _owasp()],
    "owasp-left-to-others": [_owasp(*OWASP, covered_by="framework defaults, tried by the foreign-id test")],
    "part-without-failure-mode": [
        _parts("main"),
        _parts("PostgreSQL primary"),
        _parts("Calendar and the store", criticality="hard"),
        varied(risks__failure_modes=[]),
    ],
    "failure-undetected": [_detected("latency alert within 5 min"), _detected("alert before customers notice it")],
    "edge-case-without-moment": [_case("a room name of 200 characters"), _case("invalid input of a visitor's badge")],
    "code-rule-without-test": [
        varied(domain__invariants=[{**RULE, "enforced_by": "aggregate", "tested_by": "two_bookings test"}]),
        varied(domain__invariants=[RULE]),
        varied(domain__invariants=[{**RULE, "enforced_by": None}]),
    ],
}
"""Designs that come close to a rule and do not trip it."""
