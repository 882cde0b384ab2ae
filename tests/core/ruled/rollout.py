"""Designs that trip the rules on repeats, overload, rollout and the way back, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.varied import varied

TOOL = {"name": "rooms.book", "description": "Books a room for a time.", "read_only": False, "dedupe_window": "24 h"}


def _said(field: str, value: Any) -> dict[str, Any]:
    return varied(**{f"operations__{field}": value})


def _replay(text: str, **tool: Any) -> dict[str, Any]:
    return varied(scope__surfaces=["mcp"], api__mcp_tools=[{**TOOL, **tool}], operations__replay_protection=text)


def _overload(text: str) -> dict[str, Any]:
    return _said("overload_policy", text)


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "rollback-impossible": [
        (_said("rollback", "Not possible."), "Rollback: 'Not possible.' leaves no way back"),
        (_said("rollback", "none"), "Rollback: 'none' leaves no way back"),
        (_said("rollback", "We only fix forward."), "Rollback: 'We only fix forward.' leaves no way back"),
    ],
    "rollback-without-time": [
        (_said("rollback", "The previous image is deployed."), "Rollback: how long it takes is not said")
    ],
    "stages-without-number": [
        (
            _said("rollout_stages", ["some callers", "all callers"]),
            "Rollout stages: some callers, and no number in any of them",
        )
    ],
    "stages-never-stop": [
        (_said("rollout_stages", ["1 % for 1 h", "all"]), "Rollout stages: 2 of them, and nothing stops a change")
    ],
    "flag-without-end": [(_said("flags", ["new-rules, Booking team, off"]), "new-rules: a flag without an end date")],
    "kill-switch-is-a-release": [
        (_said("kill_switch", "redeploy with bookings off, by on-call"), "Kill switch: works by 'redeploy'")
    ],
    "overload-without-answer": [
        (
            _overload("Beyond 200 calls lists are refused first."),
            "Overload policy: refuses callers without naming a status",
        )
    ],
    "restore-untried": [
        (
            _said("disaster_recovery", "Database first, then the API. Facilities decides."),
            "Disaster recovery: nothing says that it was ever tried",
        ),
        (_said("disaster_recovery", "From backup, never tried."), "Disaster recovery: 'never tried'"),
    ],
    "window-shorter-than-retries": [
        (
            _said("idempotency_window", "1 h, longest retry is 6 h"),
            "Idempotency window: shorter than the retries in '1 h, longest retry is 6 h'",
        )
    ],
    "replay-without-window": [
        (_replay("request_id in each tool"), "Replay protection: how long a request id is remembered is not said")
    ],
    "replay-window-differs": [
        (
            _replay("request_id, kept 1 h"),
            "rooms.book: remembers for 24 h, the replay protection says otherwise",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "rollback-impossible": [
        _said("rollback", "None of the steps is for good; the previous image is back in 5 min."),
        _said("rollback", "We never roll back data; the previous image is back in 5 min."),
        _said("rollback", ""),
    ],
    "rollback-without-time": [
        _said("rollback", "The previous image in 5 min."),
        _said("rollback", "The previous image, at once."),
        _said("rollback", "Forward only."),
    ],
    "stages-without-number": [_said("rollout_stages", ["one room", "all rooms"]), _said("rollout_stages", [])],
    "stages-never-stop": [
        _said("rollout_stages", ["1 % for 1 h, stops at twice the error ratio", "all"]),
        _said("rollout_stages", ["all, within 1 h"]),
    ],
    "flag-without-end": [
        _said("flags", ["new-rules, Booking team, off, 2026-06-30"]),
        _said("flags", ["none"]),
        _said("flags", ["calendar, Booking team, on, permanent: kill switch"]),
    ],
    "kill-switch-is-a-release": [
        _said("kill_switch", "bookings per building, by on-call, 30 s, without a deployment"),
        _said("kill_switch", ""),
    ],
    "overload-without-answer": [
        _overload("Beyond 200 calls lists are refused with 503 and Retry-After."),
        _overload("The newest bookings are refused with room_taken."),
        _overload("Calls wait in a queue of 200."),
        _overload(""),
    ],
    "restore-untried": [
        _said("disaster_recovery", "Database first; last time 40 min."),
        _said("disaster_recovery", ""),
    ],
    "window-shorter-than-retries": [
        _said("idempotency_window", "24 h, longest retry is 6 h"),
        _said("idempotency_window", "24 h"),
    ],
    "replay-without-window": [
        _replay("request_id in each tool, kept 24 h"),
        _replay("request_id in each tool", read_only=True),
    ],
    "replay-window-differs": [
        _replay("request_id, kept 24 h"),
        _replay("request_id, kept 1 h", dedupe_window="as long as the booking"),
    ],
}
"""Designs that come close to a rule and do not trip it."""
