"""Rows about methods, status codes, lists and caches."""

from typing import Any

from core.checklist_api.rows import NOTHING, Row, Rows, api, both, codes, rest


def call(method: str, kind: str, **more: Any) -> dict[str, Any]:
    """An operation on bookings."""
    return {"operation_id": f"{kind}Booking", "method": method, "path": "/bookings", "kind": kind, **more}


def table(**more: Any) -> dict[str, Any]:
    """Answers of step 5 with a table of bookings."""
    columns = [{"name": "id", "type": "uuid", "primary_key": True}, {"name": "starts_at", "type": "timestamptz"}]
    return {"data": {"tables": [{"name": "bookings", "entity": "Booking", "table_columns": columns, **more}]}}


def lifecycle(*states: str) -> dict[str, Any]:
    """Answers of step 3 with the states of a booking."""
    return {"domain": {"lifecycles": [{"entity": "Booking", "states": list(states)}]}}


def cached(**cache: str) -> dict[str, Any]:
    """Answers of step 7 with one cache."""
    return {"operations": {"caches": [{"what": "rooms", **cache}]}}


LIST = call("GET", "list", entity="Booking", paginated=True)
LATER = call("POST", "create", entity="Booking", success_status=202)
READ = call("GET", "read", entity="Booking")
LAST = {"decision": "the last writer wins on notes", "because": "nobody reads old notes"}

ROWS = {
    "rest-safe-methods-only-read": Rows(
        Row(rest(READ, LIST), "all 2"),
        Row(rest(call("GET", "action")), "action by GET"),
        Row(rest({"method": "GET", "path": "/rooms"}), "kind is not answered"),
    ),
    "rest-kind-fits-method": Rows(
        Row(rest(call("POST", "create"), call("PATCH", "update")), "all 2"),
        Row(rest(call("POST", "delete")), "delete by POST"),
        Row(rest(READ), "no operation that changes"),
    ),
    "rest-create-answers-201": Rows(
        Row(rest(LATER), "createBooking"),
        Row(rest(call("POST", "create", success_status=200)), "success status 200"),
        Row(rest(READ), "no operation of kind create"),
    ),
    "rest-delete-status": Rows(
        Row(rest(call("DELETE", "delete", success_status=204)), "deleteBooking"),
        Row(rest(call("DELETE", "delete", success_status=204, request_example="{}")), "a request body"),
        Row(rest(READ), "no operation of kind delete"),
    ),
    "rest-natural-is-absolute": Rows(
        Row(rest(call("POST", "create", idempotency="key")), "no POST or PATCH is natural"),
        "whether a value is absolute is no answer",
        Row(rest(call("PATCH", "update", idempotency="natural")), "PATCH is natural"),
    ),
    "rest-lost-update-refused": Rows(
        Row(both(codes(412), {"pattern": {"tradeoffs": [LAST]}}), "last writer wins"),
        Row(rest(call("PATCH", "update", errors=["x"])), "no error code with 412 or 409"),
        Row(rest(READ), "no replace or update"),
    ),
    "rest-precondition-demanded": Rows(
        Row(codes(428), "428"),
        "whether several callers edit one record is no answer",
        Row(codes(404), "no code with 428"),
    ),
    "rest-lists-are-paged": Rows(
        Row(rest(LIST, call("GET", "list", summary="The 12 floors")), "all 2"),
        Row(rest(call("GET", "list", summary="All bookings")), "not paginated"),
        Row(rest(READ), "no operation of kind list"),
    ),
    "rest-page-sizes-set": Rows(
        Row(api(paging_style="cursor", page_size_default=50, page_size_max=200), "50, at most 200"),
        Row(api(paging_style="cursor", page_size_default=50), "is not answered"),
        Row(NOTHING, "is not answered"),
    ),
    "rest-growing-lists-by-cursor": Rows(
        Row(both(rest(LIST, paging_style="offset"), table(expected_rows=300)), "bookings"),
        Row(both(rest(LIST, paging_style="offset"), table(expected_rows=2_000_000)), "2000000 rows, by offset"),
        Row(both(rest(LIST, paging_style="page"), table()), "expected rows are not answered"),
    ),
    "rest-order-ends-unique": Rows(
        Row(both(api(sort_order="starts_at descending, then id"), table()), "then id"),
        Row(both(api(sort_order="id, then starts_at ascending"), table()), "starts_at is not unique"),
        Row(both(api(sort_order="newest first"), table()), "no column is called newest"),
    ),
    "rest-filters-are-listed": Rows(
        Row(api(filters=["status", "room"]), "status, room"),
        Row(api(filters=["any column, as an expression"]), "any column"),
        Row(NOTHING, "none are listed"),
    ),
    "rest-accepted-can-be-watched": Rows(
        Row(rest(LATER, READ), "createBooking"),
        Row(rest(LATER), "nothing reads Booking"),
        Row(rest(LATER, LIST), "no read operation of its entity"),
    ),
    "rest-job-can-fail": Rows(
        Row(both(rest(LATER), lifecycle("held", "failed")), "createBooking"),
        Row(rest(LATER), "Booking has no lifecycle"),
        Row(both(rest(LATER), lifecycle("held", "over")), "which of held, over is a failure?"),
    ),
    "rest-foreign-like-missing": Rows(
        Row({"access": {"object_rules": "Owners only. A booking of another team answers 404."}}, "answers 404"),
        Row({"access": {"object_rules": "Bookings of other teams answer 403."}}, "foreign records answer 403"),
        Row({"access": {"object_rules": "Owners only."}}, "does not say how"),
    ),
    "rest-patch-names-format": Rows(
        Row(rest(call("PATCH", "update", summary="Change notes, by merge patch")), "updateBooking"),
        Row(rest(call("PATCH", "update", summary="Change notes")), "merge patch or JSON Patch?"),
        Row(rest(READ), "no PATCH"),
    ),
    "rest-http-caches-explicit": Rows(
        Row(cached(where="CDN, public", ttl="60 s", invalidation="none"), "rooms"),
        Row(cached(where="CDN", ttl="60 s", invalidation="none"), "may shared caches keep it?"),
        Row(cached(where="in each process", ttl="60 s", invalidation="none"), "no HTTP cache"),
    ),
}
