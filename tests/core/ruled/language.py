"""Designs that trip the rules on words, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import first_of, more_of, varied

LONG = "The front desk looks the booking up in the printed list and gives the room to whoever booked first."
PASTED = "Database fails 0: mitigation stands word for word in 3 places: 'the front desk looks the booking up in…'"
EDGE = small()["risks"]["edge_cases"][0]


def _goal(text: str, *left_out: str) -> dict[str, Any]:
    return varied(scope__goal=text, scope__out_of_scope=list(left_out) or small()["scope"]["out_of_scope"])


def _pasted(*mitigations: str) -> dict[str, Any]:
    mode = small()["risks"]["failure_modes"][0]
    modes = [{**mode, "id": f"m{n}", "failure": f"fails {n}", "mitigation": text} for n, text in enumerate(mitigations)]
    return varied(risks__failure_modes=modes)


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "adjective-without-number": [
        (_goal("Employees book a room with a fast and scalable service."), "Goal says 'fast' without a number"),
        (_goal("One call books a room. It is highly available."), "Goal says 'highly available' without a number"),
        (
            first_of("operations", "slos", indicator="real-time answers"),
            "Bookings succeed: indicator says 'real-time' without a number",
        ),
        (varied(pattern__rationale="A robust core."), "Rationale says 'robust' without a number"),
    ],
    "placeholder-left": [
        (_goal("TBD"), "Goal holds 'TBD'"),
        (varied(operations__rollback="Previous image, time to be defined."), "Rollback holds 'to be defined'"),
        (varied(operations__kill_switch="TODO: ask Facilities"), "Kill switch holds 'TODO'"),
        (first_of("risks", "edge_cases", expected="???"), f"{EDGE['case']}: expected behaviour holds '???'"),
        (first_of("scope", "workflows", name="xxx"), "xxx: name holds 'xxx'"),
        (
            varied(access__admin_access="Lorem ipsum dolor sit amet"),
            "Administrative access holds 'Lorem ipsum'",
        ),
    ],
    "nothing-without-reason": [
        (varied(operations__log_redaction="N/A"), "Log redaction is 'N/A', without a reason"),
        (varied(access__object_rules="none."), "Rules per record is 'none.', without a reason"),
        (varied(access__admin_access="None"), "Administrative access is 'None', without a reason"),
        (
            first_of("scope", "trust_entries", verified_by="none"),
            "POST /bookings: verified by is 'none', without a reason",
        ),
        (varied(operations__log_fields=["-"]), "Log fields is '-', without a reason"),
        (varied(operations__rollback="n/a"), "Rollback is 'n/a', without a reason"),
        (
            first_of("operations", "dependency_policies", breaker="none"),
            "Calendar: circuit breaker is 'none', without a reason",
        ),
    ],
    "question-repeated": [
        (
            varied(operations__log_redaction="Log redaction"),
            "Log redaction is answered with 'Log redaction', which is the question",
        ),
        (
            first_of("risks", "edge_cases", expected="expected behaviour"),
            f"{EDGE['case']}: expected behaviour is answered with 'expected behaviour', which is the question",
        ),
    ],
    "nobody-does-it": [
        (
            varied(operations__rollback="The image should be put back in 5 min."),
            "Rollback says 'should be' and not who does it",
        ),
        (
            first_of("risks", "failure_modes", mitigation="somebody has to restart it"),
            "Database is gone: mitigation says 'somebody has to' and not who does it",
        ),
    ],
    "text-pasted": [
        (
            _pasted(LONG, LONG, LONG.lower()),
            PASTED,
        )
    ],
    "goal-against-scope": [
        (
            _goal("Employees book rooms and video equipment in one call.", "Video equipment"),
            "Out of scope: 'video equipment' is part of the goal",
        ),
        (
            _goal("Meals come by room service.", "Parking, the room service: the kitchen does it"),
            "Out of scope: 'room service' is part of the goal",
        ),
    ],
    "built-out-of-scope": [
        (
            _goal("Rooms are free when needed.", "Book a room"),
            "Out of scope: 'Book a room' is also what Book a room does",
        ),
        (
            _goal("Rooms are free when needed.", "bookings of a room"),
            "Out of scope: 'bookings of a room' is also what Bookings of a room does",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "adjective-without-number": [
        _goal("Employees book a room fast, within 2 s."),
        _goal("Fast-track visitors find their room."),
        _goal("Employees book a room; not a fast service, a right one."),
        varied(scope__assumptions=[{"text": "the network is fast", "risk_if_wrong": "it is not"}]),
        varied(operations__log_redaction="Only listed fields; a robust filter."),
    ],
    "placeholder-left": [
        more_of("domain", "entities", {"name": "Todo", "kind": "entity", "description": "a todo of a person"}),
        varied(access__audit_events=["TODO list shared with others"]),
        varied(file_plan__open_questions=[{"question": "TBD: which rooms?", "owner": "Facilities"}]),
        _goal("Employees book rooms; nothing is to be decided by hand."),
    ],
    "nothing-without-reason": [
        varied(operations__log_redaction="None: no line holds more than listed fields."),
        varied(scope__out_of_scope=["none"]),
        varied(operations__idempotency_key_source="none"),
        first_of("risks", "failure_modes", detection="nothing"),
    ],
    "question-repeated": [
        varied(operations__log_redaction="Log redaction by the collector."),
        first_of("domain", "entities", attributes=[{"name": "name", "type": "type"}]),
    ],
    "nobody-does-it": [
        varied(operations__rollback="On-call puts the image back in 5 min; there should be no other way."),
        varied(operations__kill_switch="should be off at night"),
        varied(access__audit_events=["booking cancelled by somebody else"]),
    ],
    "text-pasted": [_pasted(LONG, LONG), _pasted("restore", "restore", "restore")],
    "goal-against-scope": [
        _goal("Employees book rooms, without video equipment.", "Video equipment"),
        _goal("Employees book rooms with catering.", "Catering"),
        _goal("Employees book rooms and equipment for video.", "Video equipment"),
    ],
    "built-out-of-scope": [_goal("Rooms are free.", "Book a room elsewhere"), _goal("Rooms are free.", "Catering")],
}
"""Designs that come close to a rule and do not trip it."""
