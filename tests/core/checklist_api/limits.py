"""Rows about rate classes and what a refusal says."""

from typing import Any

from core.checklist_api.rows import NOTHING, Row, Rows, api, both, classes, codes, rest

WRITES = {"name": "writes", "surface": "rest", "limit": 60, "window": 60, "burst": 20, "key": "client"}
POINTS = {**WRITES, "name": "points", "surface": "graphql", "limit": 1000}
BOOK = {"operation_id": "book", "method": "POST", "path": "/bookings", "kind": "create", "rate_class": "writes"}
READ = {**BOOK, "operation_id": "getBooking", "method": "GET", "kind": "read"}
TOOL = {"name": "book", "description": "Use to book", "errors": ["code_429"]}


def code(status: int, **more: Any) -> dict[str, Any]:
    """An error code with this status."""
    return {"code": f"code_{status}", "title": "Refused", "status": status, **more}


def peak(per_second: float) -> dict[str, Any]:
    """Answers of step 7 with a peak of bookings."""
    return {"operations": {"targets": [{"operation": "book", "peak_per_second": per_second}]}}


def overload(text: str) -> dict[str, Any]:
    """Answers of step 7 about overload."""
    return {"operations": {"overload_policy": text}}


RETRY = {"retryable": True}

ROWS = {
    "rate-refusal-says-when": Rows(
        Row(api(error_codes=[code(429, cause="Retry-After says when")]), "Retry-After says when"),
        Row(codes(404), "no code with 429"),
        Row(codes(429), "Retry-After is not spoken of"),
    ),
    "rate-class-everywhere": Rows(
        Row(rest(BOOK, READ, rate_classes=[WRITES]), "all 2"),
        Row(rest(BOOK, mcp_tools=[{**TOOL, "rate_class": "tools"}], rate_classes=[WRITES]), "tools is no rate class"),
        Row(NOTHING, "no operations and no tools"),
    ),
    "rate-class-filled": Rows(
        Row(classes(WRITES), "writes"),
        Row(classes({"name": "writes", "limit": 60}), "no surface, no window, no key"),
        Row(NOTHING, "none are listed"),
    ),
    "rate-key-not-address": Rows(
        Row(classes(WRITES, {**WRITES, "name": "logins", "key": "address, for unknown callers"}), "all 2"),
        Row(
            rest({**BOOK, "access": ["employee"]}, rate_classes=[{**WRITES, "key": "IP address"}]), "callers are known"
        ),
        Row(classes({**WRITES, "key": "IP address"}), "no operation uses it"),
    ),
    "rate-burst-bounded": Rows(
        Row(classes(WRITES), "writes"),
        Row(classes({**WRITES, "burst": 90}), "burst 90 above limit 60"),
        Row(NOTHING, "none are listed"),
    ),
    "rate-dear-work-apart": Rows(
        Row(rest(BOOK, {**READ, "rate_class": "reads"}, rate_classes=[WRITES, {**WRITES, "name": "reads"}]), "all 2"),
        Row(rest(BOOK, READ, rate_classes=[WRITES]), "shared by reads and writes"),
        Row(classes(WRITES), "no class is used"),
    ),
    "rate-peak-passes": Rows(
        Row(both(rest(BOOK, rate_classes=[WRITES]), peak(1)), "one caller alone"),
        "how many callers share a peak is no answer",
        Row(both(rest(BOOK, rate_classes=[WRITES]), peak(50)), "peak 50/s, writes lets 1/s through for each client"),
    ),
    "rate-quota-beside-limit": Rows(
        Row(classes({**WRITES, "quota": "1 million a month"}), "writes"),
        Row(classes({**WRITES, "quota": "a great many"}), "no period"),
        Row(NOTHING, "none are listed"),
    ),
    "rate-codes-for-both": Rows(
        Row(api(error_codes=[code(429, **RETRY), code(503, **RETRY)]), "429 and 503"),
        Row(api(error_codes=[code(429), code(503, **RETRY)]), "code_429: not retryable"),
        Row(NOTHING, "none are listed"),
    ),
    "rate-points-fit-a-query": Rows(
        Row(classes(POINTS, max_complexity=1000), "points"),
        Row(classes(POINTS, max_complexity=2000), "limit 1000 below 2000"),
        Row(classes(WRITES, max_complexity=2000), "no class counts points"),
    ),
    "rate-tool-refusal-readable": Rows(
        Row(codes(429, mcp_tools=[TOOL]), "book"),
        Row(codes(404, mcp_tools=[TOOL]), "no error code with 429"),
        Row(NOTHING, "none are listed"),
    ),
    "rate-limiter-down-decided": Rows(
        Row(overload("503 beyond 200 calls. Limiter down: let through."), "Limiter down: let through."),
        Row(overload("503 beyond 200 calls."), "says nothing of a limiter"),
        Row(overload("When the counter store is down, calls pass."), "says nothing of a limiter"),
    ),
}
