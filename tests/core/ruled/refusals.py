"""Designs that trip the rules on errors, versions and exposure, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.api_answers import answers, calls, fields_of, op, step_4
from core.checklist_api.rows import rest

GRAPHQL = {"start": {"system_type": "graphql"}}


def _code(code: str, status: int | None = 409, **fields: Any) -> dict[str, Any]:
    return {"code": code, "status": status, "title": code, **fields}


def _refusing(*statuses: int, **operation: Any) -> dict[str, Any]:
    """One operation, and a code for each status."""
    return calls(op(**operation), error_codes=[_code(f"code_{status}", status) for status in statuses])


def _public(kind: str, sensitivity: str = "personal", reason: str = "open house", **fields: Any) -> dict[str, Any]:
    guest = {"name": "Guest", "attributes": [{"name": "full_name", "type": "text", "sensitivity": sensitivity}]}
    one = op("GET", "/guests", kind=kind, entity="Guest", access=["public"], public_reason=reason, **fields)
    return answers(rest(one), {"domain": {"entities": [guest]}})


def _described(version: str, **scope: str) -> dict[str, Any]:
    return answers(rest(op(), openapi_version=version), {"scope": {"surfaces": ["typed-clients"], **scope}})


def _rule(said: str) -> dict[str, Any]:
    return step_4(compatibility_rule=said)


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "error-code-unused": [
        (calls(op(errors=["a"]), error_codes=[_code("a"), _code("b")]), "b: nothing lists this error"),
    ],
    "retry-against-status": [
        (
            step_4(error_codes=[_code("a", 422, retryable=True)]),
            "a: retryable, but 422 stays wrong when it is repeated",
        ),
        (step_4(error_codes=[_code("a", 503, retryable=False)]), "a: not retryable, but 503 means to come again later"),
    ],
    "error-title-twice": [
        (
            step_4(error_codes=[_code("a", title="Room is taken"), _code("b", title="room is taken.")]),
            "b: has the same title as a",
        ),
    ],
    "error-without-status": [
        (calls(op(), error_codes=[_code("a", None)]), "a: travels over REST without a status"),
    ],
    "refusal-not-coded": [
        (_refusing(409, access=["scope:a"]), "GET /rooms: asks who calls, and no error has the status 401"),
        (
            _refusing(401, access=["scope:a"]),
            "GET /rooms: asks what the caller may, and no error has the status 403 or 404",
        ),
        (
            _refusing(409, path="/rooms/{id}"),
            "GET /rooms/{id}: is called with a key, and no error has the status 404 or 410",
        ),
        (_refusing(409, rate_class="reads"), "GET /rooms: has a limit, and no error has the status 429"),
    ],
    "format-leaves-rest-out": [
        (calls(op(), error_format="graphql-errors"), "GET /rooms: GraphQL errors are the format, and REST has none"),
    ],
    "format-for-rest-alone": [
        (
            answers(GRAPHQL, {"api": {"error_format": "problem-details"}}),
            "Problem details: the system answers GraphQL alone",
        ),
    ],
    "version-in-path-against-strategy": [
        (
            calls(op(path="/v1/rooms"), versioning_strategy="header"),
            "GET /v1/rooms: a version in the path, though the strategy is header",
        ),
    ],
    "version-in-path-differs": [
        (
            calls(op(path="/v1/rooms"), versioning_strategy="url", current_version="v2"),
            "GET /v1/rooms: v1 in the path, and v2 is current",
        ),
    ],
    "version-in-some-paths": [
        (
            calls(op(path="/v1/rooms"), op(path="/chairs"), op(path="/tables"), versioning_strategy="url"),
            "GET /chairs and 1 more: no version in the path, unlike others",
        ),
    ],
    "current-version-missing": [
        (step_4(versioning_strategy="header"), "Current version: clients name one by header, and none is given"),
    ],
    "deprecation-without-time": [
        (
            step_4(deprecation_notice="Deprecation header and mail"),
            "Deprecation notice: no length of time in 'Deprecation header and mail'",
        ),
    ],
    "sunset-without-end": [
        (step_4(sunset_policy="Sunset header"), "Sunset policy: neither time nor condition in 'Sunset header'"),
    ],
    "removal-without-notice": [
        (
            _rule("Clients ignore what they do not know. Fields may be removed"),
            "Compatibility rule: 'Fields may be removed' breaks clients within a version",
        ),
        (
            _rule("we rename fields without notice"),
            "Compatibility rule: 'we rename fields without notice' breaks clients within a version",
        ),
    ],
    "description-newer-than-generator": [
        (
            _described("3.2.0", typed_generator="openapi-typescript for TypeScript"),
            "OpenAPI 3.2.0: openapi-typescript, which generates the clients, read up to 3.1 as of January 2026",
        ),
    ],
    "public-beside-roles": [
        (calls(op(access=["public", "scope:a"], public_reason="x")), "GET /rooms: public, and for scope:a only"),
    ],
    "public-removes": [
        (
            calls(op("DELETE", kind="delete", access=["public"], public_reason="x")),
            "DELETE /rooms: public, and its kind is delete",
        ),
    ],
    "public-delicate-data": [
        (_public("list"), "GET /guests: public, and Guest holds full_name, personal data"),
        (
            _public("list", reason="names are meant to be seen"),
            "GET /guests: public, and Guest holds full_name, personal data",
        ),
        (
            _public("read", "health", "full name, by intention"),
            "GET /guests: public, and Guest holds full_name, health data",
        ),
        (
            _public("list", response_example='{"full_name": "Ada"}'),
            "GET /guests: public, and Guest holds full_name, personal data",
        ),
    ],
    "scope-for-anything": [
        (step_4(mcp_tools=[{"name": "find", "scope": "*"}]), "find: the scope * allows anything"),
        (calls(op(access=["scope:rooms:*"])), "GET /rooms: the scope rooms:* allows anything"),
        (fields_of({"name": "rooms", "access": ["scope:all"]}), "rooms: the scope all allows anything"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "error-code-unused": [
        calls(op(errors=["a"]), error_codes=[_code("a"), _code("b", 503), _code("c", 401), _code("d", 429)]),
        calls(op(), error_codes=[_code("a")]),
    ],
    "retry-against-status": [
        step_4(error_codes=[_code("a", 409, retryable=True), _code("b", 500, retryable=False), _code("c", 422)]),
        step_4(error_codes=[_code("a", 429, retryable=False, cause="the quota of the month is used up")]),
    ],
    "error-title-twice": [step_4(error_codes=[_code("a"), _code("b"), _code("c", title=""), _code("d", title="")])],
    "error-without-status": [
        calls(op(), error_codes=[_code("a")]),
        fields_of({"name": "rooms"}, error_codes=[_code("a", None)]),
    ],
    "refusal-not-coded": [
        _refusing(401, 403, 404, 429, access=["scope:a"], path="/rooms/{id}", rate_class="reads"),
        _refusing(401, 404, access=["scope:a"]),
        _refusing(409, access=["public"], public_reason="x"),
        calls(op(access=["scope:a"])),
    ],
    "format-leaves-rest-out": [
        calls(op(), error_format="problem-details"),
        fields_of({"name": "rooms"}, error_format="graphql-errors"),
    ],
    "format-for-rest-alone": [
        answers(GRAPHQL, {"api": {"error_format": "graphql-errors"}}),
        calls(op(), error_format="problem-details"),
    ],
    "version-in-path-against-strategy": [
        calls(op(path="/v1/rooms"), versioning_strategy="url"),
        calls(op(path="/rooms"), versioning_strategy="header"),
        calls(op(path="/v1/rooms")),
    ],
    "version-in-path-differs": [
        calls(op(path="/v2/rooms"), versioning_strategy="url", current_version="v2"),
        calls(op(path="/rooms"), versioning_strategy="url", current_version="v2"),
        calls(op(path="/v1/rooms"), versioning_strategy="url", current_version="first"),
    ],
    "version-in-some-paths": [
        calls(op(path="/v1/rooms"), op(path="/healthz"), versioning_strategy="url"),
        calls(op(path="/rooms"), versioning_strategy="url"),
    ],
    "current-version-missing": [
        step_4(versioning_strategy="header", current_version="2026-01"),
        step_4(versioning_strategy="schema-evolution"),
    ],
    "deprecation-without-time": [
        step_4(deprecation_notice="6 months, Deprecation header"),
        step_4(deprecation_notice="two releases before"),
    ],
    "sunset-without-end": [
        step_4(sunset_policy="410 once nobody calls"),
        step_4(sunset_policy="never; old versions are kept"),
    ],
    "removal-without-notice": [
        _rule("fields may be added; removing one makes v2"),
        _rule("fields may be removed only after the notice"),
        _rule("nothing may be removed or renamed without notice"),
        _rule("clients ignore what they do not know; a removal is a new version"),
    ],
    "description-newer-than-generator": [
        _described("3.1.2", typed_generator="openapi-typescript"),
        _described("3.2.0", typed_generator="our own"),
    ],
    "public-beside-roles": [
        calls(op(access=["public"], public_reason="x")),
        calls(op(access=["scope:a", "scope:b"])),
    ],
    "public-removes": [
        calls(op("POST", kind="create", access=["public"], public_reason="x")),
        calls(op("DELETE", kind="delete", access=["scope:a"])),
    ],
    "public-delicate-data": [
        _public("list", "internal"),
        _public("action"),
        _public("list", response_example='{"nick": "Ada"}'),
    ],
    "scope-for-anything": [
        step_4(mcp_tools=[{"name": "find", "scope": "rooms:read"}]),
        calls(op(access=["scope:rooms:all-day"])),
    ],
}
"""Designs that come close to a rule and do not trip it."""
