"""Designs that trip the rules on methods, statuses, repeats and examples, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.api_answers import answers, calls, op
from core.checklist_api.rows import rest


def _by(method: str, kind: str | None, path: str = "/rooms/{id}", **fields: Any) -> dict[str, Any]:
    return calls(op(method, path, kind=kind, **fields))


def _repeated(kind: str, path: str = "/rooms", answer: str = "none", **fields: Any) -> dict[str, Any]:
    """An operation that does it again, on no path that matters."""
    return answers(rest(op("POST", path, kind=kind, idempotency=answer, idempotency_reason="fine", **fields)))


def _critical(kind: str, answer: str = "none", workflow: str = "Book") -> dict[str, Any]:
    scope = {"critical_path": "Book", "workflows": [{"name": "Book"}, {"name": "Remind"}]}
    one = op("POST", "/rooms", kind=kind, idempotency=answer, idempotency_reason="fine", workflow=workflow)
    return answers(rest(one), {"scope": scope})


def _keys(idempotency: str = "key", **operations: str) -> dict[str, Any]:
    return answers(rest(op("POST", kind="create", idempotency=idempotency)), {"operations": operations})


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "safe-method-changes": [
        (_by("GET", "delete"), "GET /rooms/{id}: kind delete by GET, which may change nothing"),
        (_by("QUERY", "action"), "QUERY /rooms/{id}: kind action by QUERY, which may change nothing"),
    ],
    "read-by-writing-method": [
        (_by("POST", "read"), "POST /rooms/{id}: kind read, which changes nothing, by POST"),
        (_by("DELETE", "list"), "DELETE /rooms/{id}: kind list, which changes nothing, by DELETE"),
        (_by("PUT", "read", summary="Search"), "PUT /rooms/{id}: kind read, which changes nothing, by PUT"),
    ],
    "method-against-kind": [
        (_by("POST", "delete"), "POST /rooms/{id}: kind delete by POST, where DELETE is usual"),
        (_by("PATCH", "create"), "PATCH /rooms/{id}: kind create by PATCH, where POST or PUT is usual"),
        (_by("PUT", "update"), "PUT /rooms/{id}: kind update by PUT, where PATCH is usual"),
    ],
    "collection-changed-as-one": [
        (
            calls(op(kind="list"), op("DELETE", kind="delete", summary="Remove a room")),
            "DELETE /rooms: kind delete on a whole collection, no key in the path",
        ),
        (
            calls(op("POST", kind="create"), op("PUT", kind="replace")),
            "PUT /rooms: kind replace on a whole collection, no key in the path",
        ),
    ],
    "status-against-kind": [
        (_by("POST", "create", success_status=200), "POST /rooms/{id}: kind create answers 200"),
        (_by("POST", "create", success_status=302), "POST /rooms/{id}: kind create answers 302"),
        (_by("DELETE", "delete", success_status=201), "DELETE /rooms/{id}: kind delete answers 201"),
        (_by("GET", "read", success_status=201), "GET /rooms/{id}: kind read answers 201"),
        (_by("PATCH", "update", success_status=201), "PATCH /rooms/{id}: kind update answers 201"),
    ],
    "body-with-empty-status": [
        (
            _by("DELETE", "delete", success_status=204, response_example="{}"),
            "DELETE /rooms/{id}: answers 204, which has no body, and shows one",
        ),
    ],
    "body-without-meaning": [
        (
            _by("DELETE", "delete", request_example='{"why": "old"}'),
            "DELETE /rooms/{id}: shows a request body, which DELETE has none of",
        ),
    ],
    "repeatable-method-denied": [
        (
            _by("PUT", "replace", idempotency="none", idempotency_reason="x"),
            "PUT /rooms/{id}: a repeat does it again, but PUT may be repeated by anyone",
        ),
    ],
    "query-described-too-early": [
        (
            calls(op("QUERY"), op("QUERY", "/chairs"), openapi_version="3.1.2"),
            "QUERY /rooms and 1 more: OpenAPI 3.1.2 can not describe QUERY",
        ),
    ],
    "money-without-repeat-protection": [
        (
            _repeated("create", "/payments/{id}/refunds"),
            "POST /payments/{id}/refunds: a repeat does it again, though it is about money",
        ),
        (
            _repeated("action", "/orders/{id}/tries", entity="Payment"),
            "POST /orders/{id}/tries: a repeat does it again, though it is about money",
        ),
        (_critical("create"), "POST /rooms: a repeat does it again, though it is on the critical path, Book"),
        (_critical("action"), "POST /rooms: a repeat does it again, though it is on the critical path, Book"),
    ],
    "creation-repeated": [(_repeated("create"), "POST /rooms: a repeat creates a second one")],
    "key-without-source": [
        (
            _keys(idempotency_key_source="none, nothing is written"),
            "POST /rooms: takes a key, and the idempotency key is 'none, nothing is written'",
        ),
    ],
    "key-window-without-time": [
        (_keys(idempotency_window="long enough"), "Idempotency window: no length of time in 'long enough'"),
    ],
    "example-not-json": [
        (_by("POST", "create", request_example='{"a": 1,}'), "POST /rooms/{id}: the request example is not JSON"),
        (
            _by("GET", "read", response_example='{"a": 1 "b": 2}'),
            "GET /rooms/{id}: the response example is not JSON",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "safe-method-changes": [_by("GET", "read"), _by("QUERY", "list"), _by("GET", None), _by("POST", "action")],
    "read-by-writing-method": [
        _by("POST", "list", summary="Search rooms"),
        _by("POST", "read", path="/room-searches"),
        _by("GET", "read"),
        _by("POST", "action"),
    ],
    "method-against-kind": [
        _by("PUT", "create"),
        _by("PUT", "action"),
        _by("PATCH", "update"),
        _by("GET", "delete"),
        _by("DELETE", None),
    ],
    "collection-changed-as-one": [
        calls(op(kind="list"), op("DELETE", kind="delete", summary="Remove all rooms")),
        calls(op(kind="list"), op("DELETE", "/rooms/{id}", kind="delete")),
        calls(op("PUT", "/settings", kind="replace"), op(path="/settings", kind="read")),
    ],
    "status-against-kind": [
        _by("POST", "create", success_status=201),
        _by("PUT", "create", success_status=204),
        _by("DELETE", "delete", success_status=200),
        _by("GET", "read", success_status=302),
        _by("GET", "read", success_status=202),
        _by("POST", "action", success_status=200),
        _by("POST", "create"),
    ],
    "body-with-empty-status": [
        _by("DELETE", "delete", success_status=204),
        _by("GET", "read", success_status=200, response_example="{}"),
    ],
    "body-without-meaning": [
        _by("GET", "read", request_example="GET /rooms/7?free=yes"),
        _by("POST", "create", request_example="{}"),
    ],
    "repeatable-method-denied": [
        _by("PUT", "replace", idempotency="natural"),
        _by("PATCH", "update", idempotency="none", idempotency_reason="x"),
    ],
    "query-described-too-early": [
        calls(op("QUERY"), openapi_version="3.2.0"),
        calls(op("POST"), openapi_version="3.1.2"),
        calls(op("QUERY")),
    ],
    "money-without-repeat-protection": [
        _repeated("create", "/payments", answer="key"),
        _repeated("create", "/payments/{id}/notes"),
        _repeated("create", "/payments", entity="Note"),
        _critical("create", "natural"),
        _critical("action", workflow="Remind"),
        _by("DELETE", "delete", path="/payments/{id}", idempotency="none", idempotency_reason="x"),
    ],
    "creation-repeated": [
        _repeated("create", answer="natural"),
        _repeated("action"),
        _repeated("create", "/payments"),
        _critical("create"),
    ],
    "key-without-source": [
        _keys(idempotency_key_source="Idempotency-Key header, none for reads"),
        _keys("natural", idempotency_key_source="none, nothing is written"),
        _keys(),
    ],
    "key-window-without-time": [
        _keys(idempotency_window="24 h"),
        _keys(idempotency_window="a week"),
        _keys(idempotency_window="for ever"),
        _keys(idempotency_window="as long as the payment is kept"),
        _keys("natural", idempotency_window="long enough"),
    ],
    "example-not-json": [
        _by("POST", "create", request_example='{"a": 1}'),
        _by("POST", "create", request_example="name=Oslo&free=yes"),
    ],
}
"""Designs that come close to a rule and do not trip it."""
