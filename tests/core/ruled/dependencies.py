"""Designs that trip the rules on calls to other systems, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import varied

CALENDAR = small()["scope"]["external_systems"][0]
POLICY = small()["operations"]["dependency_policies"][0]
BOOK = small()["scope"]["workflows"][0]
TARGET = small()["operations"]["targets"][0]
BADGES = {"name": "Badge reader", "direction": "out", "criticality": "hard"}


def _systems(*systems: dict[str, Any], **policy: Any) -> dict[str, Any]:
    """The small design with these systems, and the calendar's policy changed."""
    return varied(scope__external_systems=list(systems), operations__dependency_policies=[{**POLICY, **policy}])


def _policy(**changes: Any) -> dict[str, Any]:
    return _systems(CALENDAR, **changes)


def _calendar(system: dict[str, Any], **policy: Any) -> dict[str, Any]:
    return _systems({**CALENDAR, **system}, **policy)


def _timed(deadline: int | None, step: str = "tell Calendar", p99: int | None = None, **policy: Any) -> dict[str, Any]:
    """The small design whose workflow has a deadline and one step, and whose only operation has a p99."""
    return varied(
        scope__workflows=[{**BOOK, "deadline_ms": deadline, "steps": ["store the booking", step]}],
        operations__dependency_policies=[{**POLICY, **policy}],
        operations__targets=[{**TARGET, "p99_ms": p99}],
    )


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "called-system-without-policy": [
        (_systems(CALENDAR, BADGES), "Badge reader: we call it, and no dependency policy covers it"),
        (
            _systems(CALENDAR, {**BADGES, "criticality": "soft", "direction": "both"}),
            "Badge reader: we call it, and no dependency policy covers it",
        ),
    ],
    "backoff-without-jitter": [
        (_policy(backoff="100 ms doubling to 2 s"), "Calendar: all callers repeat after the same pause"),
        (_policy(backoff="200 ms, without jitter"), "Calendar: all callers repeat after the same pause"),
    ],
    "retry-without-pause": [
        (_policy(backoff="none"), "Calendar: repeated 2 times without a pause"),
        (_policy(backoff="immediately", retries=1), "Calendar: repeated once without a pause"),
    ],
    "retry-of-what-counts-twice": [
        (
            _calendar({"purpose": "charges cards"}),
            "Calendar: charges, and is called again up to 2 times without a key or reference",
        )
    ],
    "call-outlasts-deadline": [
        (_timed(5000), "Calendar: a call can take 6200 ms with its retries, Book a room has 5000 ms"),
        (_timed(1999, retries=0), "Calendar: a call can take 2000 ms with its retries, Book a room has 1999 ms"),
    ],
    "timeout-above-target": [
        (_timed(None, p99=600), "Calendar: waited for up to 2000 ms, createBooking answers within 600 ms at p99")
    ],
    "timeout-holds-callers": [
        (_calendar({"criticality": "hard"}, timeout_ms=30001), "Calendar: each call waits up to 30001 ms")
    ],
    "soft-without-fallback": [
        (_policy(fallback="none"), "Calendar: we go on without it, and the fallback is: none"),
        (_policy(fallback="an error"), "Calendar: we go on without it, and the fallback is: an error"),
        (_policy(fallback="503"), "Calendar: we go on without it, and the fallback is: 503"),
    ],
    "hard-without-availability": [
        (_calendar({"criticality": "hard"}), "Calendar: we stop when it stops, and its availability is not known")
    ],
    "policy-for-caller": [(_calendar({"direction": "in"}), "Calendar: it only calls us, and calls to it are repeated")],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "called-system-without-policy": [
        _systems(CALENDAR, {**BADGES, "direction": "in"}),
        _systems(CALENDAR, {**BADGES, "direction": None}),
        varied(scope__external_systems=[BADGES], operations__dependency_policies=[]),
    ],
    "backoff-without-jitter": [
        _policy(backoff="100 to 300 ms at random"),
        _policy(backoff="", retries=0),
        _policy(backoff="as the library does it"),
    ],
    "retry-without-pause": [_policy(backoff="100 ms, full jitter"), _policy(backoff="none", retries=0)],
    "retry-of-what-counts-twice": [
        _calendar({"purpose": "charges cards"}, retries=0),
        _calendar({"purpose": "charges cards, our reference is its idempotency key"}),
        _calendar({"purpose": "shows what was charged"}),
        _calendar({"purpose": "never charges anybody"}),
    ],
    "call-outlasts-deadline": [
        _timed(6200),
        _timed(None),
        _timed(5000, "a worker tells Calendar"),
        _timed(5000, "Calendar sends the answer"),
        _timed(5000, "tell the front desk"),
    ],
    "timeout-above-target": [
        _timed(None, p99=2000),
        _timed(None, p99=None),
        _timed(None, "tell Calendar later, from a queue", p99=600),
    ],
    "timeout-holds-callers": [
        _calendar({"criticality": "hard"}, timeout_ms=30000),
        _calendar({"criticality": "soft"}, timeout_ms=60000),
    ],
    "soft-without-fallback": [
        _policy(fallback="none: bookings go on without the calendar"),
        _policy(fallback="error badge beside the booking, told later"),
        _calendar({"criticality": "hard"}, fallback="an error"),
    ],
    "hard-without-availability": [
        _calendar({"criticality": "hard", "availability": 99.9}),
        _calendar({"criticality": "soft"}),
        {**_calendar({"criticality": "hard"}), "start": {**small()["start"], "depth": "simple-crud"}},
    ],
    "policy-for-caller": [_calendar({"direction": "in"}, retries=0), _calendar({"direction": "both"})],
}
"""Designs that come close to a rule and do not trip it."""
