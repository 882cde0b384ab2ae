"""Designs that trip the rules on objectives and alerts, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import varied

CALENDAR = small()["scope"]["external_systems"][0]
SLO = small()["operations"]["slos"][0]
ALERT = small()["operations"]["alerts"][0]
BOOK = small()["scope"]["workflows"][0]
CANCEL = {"name": "Cancel a booking", "actor": "Employee", "outcome": "the room is free", "critical": True}
CPU = {"name": "CPU is busy", "condition": "cpu above 90 % for 5 min", "severity": "page", "runbook": "a.md"}
TICKET = {"name": "Disk fills", "condition": "disk above 80 %", "severity": "ticket"}


def _keeping(
    objective: float, *availabilities: float, criticality: str = "hard", indicator: str = ""
) -> dict[str, Any]:
    """The small design with an objective and systems that keep so much."""
    systems = [
        {**CALENDAR, "id": f"s{n}", "name": "Calendar" if n == 0 else f"System {n}", "availability": given}
        for n, given in enumerate(availabilities)
    ]
    return varied(
        scope__external_systems=[{**system, "criticality": criticality} for system in systems],
        operations__slos=[{**SLO, "objective": objective, "indicator": indicator or SLO["indicator"]}],
    )


def _slos(*slos: dict[str, Any]) -> dict[str, Any]:
    return varied(operations__slos=[{**SLO, "id": f"o{n}", **slo} for n, slo in enumerate(slos)])


def _alerts(*alerts: dict[str, Any], slo: dict[str, Any] | None = None) -> dict[str, Any]:
    return varied(operations__alerts=list(alerts), operations__slos=[{**SLO, **(slo or {})}])


def _limit(latency: int, objective: float, **target: int) -> dict[str, Any]:
    return varied(
        operations__slos=[{**SLO, "target": "createBooking", "latency_ms": latency, "objective": objective}],
        operations__targets=[{"operation": "createBooking", "p95_ms": 300, "peak_per_second": 5, **target}],
    )


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "objective-above-dependencies": [
        (_keeping(99.95, 99.9), "Bookings succeed: promises 99.95 %, Calendar keeps 99.9 %"),
        (
            _keeping(99.9, 99.95, 99.9, 99.99),
            "Bookings succeed: promises 99.9 %, its 3 hard dependencies together keep 99.8401 %",
        ),
    ],
    "objective-without-budget": [(_slos({"objective": 100}), "Bookings succeed: 100 % leaves nothing that may fail")],
    "critical-workflow-unpromised": [
        (
            varied(scope__workflows=[BOOK, CANCEL]),
            "Cancel a booking: critical, and no objective measures it or its operations",
        )
    ],
    "critical-workflow-wakes-nobody": [
        (
            _alerts({**ALERT, "severity": "ticket"}),
            "Book a room: critical, and no alert on its objectives pages",
        )
    ],
    "objective-without-alert": [
        (_slos({}, {"name": "Rooms are listed"}), "Rooms are listed: no alert names this objective")
    ],
    "latency-limit-below-target": [
        (_limit(250, 99, p99_ms=600), "Bookings succeed: good up to 250 ms, the p99 of createBooking is 600 ms"),
        (_limit(250, 99), "Bookings succeed: good up to 250 ms, the p95 of createBooking is 300 ms"),
    ],
    "alert-longer-than-window": [
        (
            _alerts({**ALERT, "condition": "burn rate above 1 over 3 days"}, slo={"window_days": 2}),
            "Bookings fail: looks back 3 days, Bookings succeed counts 2",
        )
    ],
    "window-short": [
        (_slos({"window_days": 1}), "Bookings succeed: counted over 1 day only"),
        (_slos({"window_days": 6}), "Bookings succeed: counted over 6 days only"),
    ],
    "objective-twice": [
        (_slos({}, {"name": "Booking works"}), "Booking works: counts the same as Bookings succeed"),
    ],
    "alert-never-fires": [
        (
            _alerts(ALERT, slo={"objective": 90}),
            "Bookings fail: fires when 144 % of Bookings succeed fail, which can not happen",
        )
    ],
    "alert-without-threshold": [
        (_alerts({**ALERT, "condition": "too many errors"}), "Bookings fail: fires on 'too' without a number"),
        (_alerts({**ALERT, "condition": "burn rate is high"}), "Bookings fail: fires on 'high' without a number"),
    ],
    "page-without-owner": [
        (_alerts(ALERT, {**TICKET, "owner": "Facilities"}), "Bookings fail: wakes somebody, and it is not said whom")
    ],
    "ticket-without-way": [
        (_alerts(ALERT, TICKET), "Disk fills: a ticket without an owner and without a runbook"),
    ],
    "page-on-a-cause": [(_alerts(ALERT, CPU), "CPU is busy: pages on cpu, and no objective is named")],
    "everything-pages": [
        (
            _alerts(*({**ALERT, "id": f"a{n}", "name": f"Bookings fail {n}"} for n in range(4))),
            "Alerts: all 4 of them page",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "objective-above-dependencies": [
        _keeping(99.9, 99.9),
        _keeping(99.8, 99.9, 99.9),
        _keeping(99.95, 99.9, criticality="soft"),
        _keeping(99.95, 99.9, indicator="answers other than 5xx, not counting those that Calendar refused"),
    ],
    "objective-without-budget": [_slos({"objective": 99.999}), _slos({"objective": None})],
    "critical-workflow-unpromised": [
        varied(scope__workflows=[BOOK, {**CANCEL, "critical": False}]),
        _slos({"target": "createBooking"}),
        _slos({"target": "Nowhere"}),
        varied(operations__slos=[]),
    ],
    "critical-workflow-wakes-nobody": [
        _alerts(ALERT, {**ALERT, "id": "b", "name": "Budget is eaten up", "severity": "ticket"}),
        varied(scope__workflows=[{**BOOK, "critical": False}], operations__alerts=[{**ALERT, "severity": "ticket"}]),
        _alerts({**ALERT, "slo": "", "severity": "ticket"}),
    ],
    "objective-without-alert": [_slos({}), varied(operations__alerts=[])],
    "latency-limit-below-target": [_limit(600, 99, p99_ms=600), _limit(250, 94), _limit(300, 96)],
    "alert-longer-than-window": [
        _alerts({**ALERT, "condition": "burn rate above 1 over 3 days"}, slo={"window_days": 3}),
        _alerts({**ALERT, "condition": "oldest booking above 30 days"}, slo={"window_days": 7}),
    ],
    "window-short": [_slos({"window_days": 7}), _slos({"window_days": None})],
    "objective-twice": [
        _slos({}, {"name": "Booking is quick", "latency_ms": 300}),
        _slos({}, {"name": "Lists are read", "target": "createBooking"}),
    ],
    "alert-never-fires": [_alerts(ALERT, slo={"objective": 99}), _alerts(ALERT, slo={"objective": 100})],
    "alert-without-threshold": [
        _alerts({**ALERT, "condition": "more than two failures within the hour"}),
        _alerts({**ALERT, "condition": "recount and ledger do not agree"}),
    ],
    "page-without-owner": [
        _alerts(ALERT, {**TICKET, "runbook": "disk.md"}),
        _alerts({**ALERT, "owner": "On-call"}, {**TICKET, "owner": "Facilities"}),
    ],
    "ticket-without-way": [
        _alerts(ALERT, {**TICKET, "owner": "Facilities"}),
        _alerts(ALERT, {**TICKET, "runbook": "d.md"}),
    ],
    "page-on-a-cause": [
        _alerts(ALERT, {**CPU, "severity": "ticket"}),
        _alerts(ALERT, {**CPU, "slo": "Bookings succeed"}),
        _alerts(ALERT, {**CPU, "name": "Disk is full", "condition": "disk above 90 %"}),
    ],
    "everything-pages": [_alerts(*({**ALERT, "id": f"a{n}", "name": f"Bookings fail {n}"} for n in range(3)))],
}
"""Designs that come close to a rule and do not trip it."""
