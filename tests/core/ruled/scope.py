"""Designs that trip the rules on workflows, users, systems and constraints, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import first_of, more_of, varied

REFUND: dict[str, Any] = {"name": "Cancel a booking", "actor": "Employee", "outcome": "the room is free"}
BOOK = small()["scope"]["workflows"][0]


def _constraint(line: str) -> dict[str, Any]:
    return varied(scope__integrity_constraints=[line])


def _system(**values: Any) -> dict[str, Any]:
    return more_of(
        "scope", "external_systems", {"name": "Badge reader", "direction": "out", "criticality": "soft", **values}
    )


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "workflow-unserved": [
        (more_of("scope", "workflows", REFUND), "Cancel a booking: no operation serves it"),
        (more_of("scope", "workflows", {**REFUND, "critical": True}), "Cancel a booking: no operation serves it"),
    ],
    "user-idle": [(more_of("scope", "users", {"name": "Cleaner"}), "Cleaner: starts no workflow")],
    "actor-never-calls": [
        (
            more_of("scope", "workflows", {**REFUND, "actor": "Calendar"}),
            "Cancel a booking: started by Calendar, a system that only we call",
        )
    ],
    "nothing-out-of-scope": [(varied(scope__out_of_scope=[]), "Out of scope: nothing is left to others")],
    "constraint-without-invariant": [
        (
            _constraint("Invoices add up to the total of their lines"),
            "Invoices add up to the total of their lines: no invariant of step 3 says it",
        )
    ],
    "constraint-repeated": [
        (
            varied(scope__integrity_constraints=["No two bookings overlap", "no two bookings overlap."]),
            "no two bookings overlap.: stands in the list twice",
        )
    ],
    "assumption-without-risk": [
        (
            first_of("scope", "assumptions", risk_if_wrong=""),
            "all rooms are in one time zone: what it costs if it is wrong is not said",
        )
    ],
    "system-without-criticality": [
        (_system(criticality=None), "Badge reader: whether we stop when it stops is not said")
    ],
    "system-without-direction": [(_system(direction=None), "Badge reader: who calls whom is not said")],
    "critical-path-without-steps": [
        (first_of("scope", "workflows", steps=[]), "Book a room: the critical path, and its steps are not listed"),
        (
            first_of("scope", "workflows", steps=["do it"]),
            "Book a room: the critical path, and its steps are not listed",
        ),
    ],
    "everything-critical": [
        (
            more_of("scope", "workflows", *({**REFUND, "name": f"Job {n}", "critical": True} for n in range(3))),
            "Workflows: all 4 are critical",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "workflow-unserved": [varied(), varied(api__operations=[], scope__workflows=[BOOK, REFUND])],
    "user-idle": [
        varied(),
        more_of("scope", "users", {"name": "Employees"}),
        varied(scope__users=[{"name": "Cleaner"}], scope__workflows=[]),
    ],
    "actor-never-calls": [
        varied(),
        varied(
            scope__workflows=[{**BOOK, "actor": "Calendar"}],
            scope__external_systems=[{"name": "Calendar", "direction": "both"}],
        ),
    ],
    "nothing-out-of-scope": [varied(), varied(scope__out_of_scope=[], scope__workflows=[])],
    "constraint-without-invariant": [
        varied(),
        _constraint("Two bookings of a room never overlap"),
        varied(scope__integrity_constraints=["Invoices add up"], domain__invariants=[]),
    ],
    "constraint-repeated": [varied(scope__integrity_constraints=["No bookings overlap", "No rooms overlap"])],
    "assumption-without-risk": [varied(), varied(scope__assumptions=[{"risk_if_wrong": "much"}])],
    "system-without-criticality": [varied(), _system(criticality="hard"), _system(name="", criticality=None)],
    "system-without-direction": [varied(), _system(direction="in"), _system(name="", direction=None)],
    "critical-path-without-steps": [
        varied(),
        more_of("scope", "workflows", REFUND),
        {**first_of("scope", "workflows", steps=[]), "start": {**small()["start"], "depth": "simple-crud"}},
    ],
    "everything-critical": [
        varied(),
        more_of("scope", "workflows", *({**REFUND, "name": f"Job {n}", "critical": n > 0} for n in range(3))),
    ],
}
"""Designs that come close to a rule and do not trip it."""
