"""Rows about operations, errors and versions."""

from core.checklist_api.rows import NOTHING, Row, Rows, api, both, codes, graph, rest, shown

GET = {"operation_id": "getRoom", "method": "GET", "path": "/rooms/{room_id}", "kind": "read", "access": ["employee"]}
POST = {"operation_id": "bookRoom", "method": "POST", "path": "/bookings", "kind": "create", "access": ["employee"]}
FLOW = {"name": "Book", "actor": "Employee", "outcome": "booked", "critical": True}
KEYED = {**POST, "idempotency": "key"}
KEY_CODES = [
    {"code": "key_missing", "status": 400, "title": "Key is missing"},
    {"code": "key_reused", "status": 422, "title": "Key is reused"},
    {"code": "in_progress", "status": 409, "title": "The call with this key still runs"},
]
FULL_CODE = {"code": "room_taken", "status": 409, "title": "Taken", "cause": "overlap", "retryable": False}

ROWS = {
    "api-operation-has-workflow": Rows(
        Row(both({"scope": {"workflows": [FLOW]}}, rest({**GET, "workflow": "Book"})), "getRoom"),
        Row(both({"scope": {"workflows": [FLOW]}}, rest(GET)), "getRoom: no workflow"),
        Row(NOTHING, "no operations"),
    ),
    "api-operation-id-unique": Rows(
        Row(rest(GET, POST), "all 2"),
        Row(rest(GET, GET, {"method": "PUT", "path": "/rooms"}), "another has the same id"),
        Row(NOTHING, "none are listed"),
    ),
    "api-paths-are-nouns": Rows(
        Row(rest(GET, {**POST, "path": "/listings"}), "all 2"),
        Row(rest({**GET, "path": "/getRoom"}), "get is a verb"),
        Row(NOTHING, "no paths"),
    ),
    "api-access-per-operation": Rows(
        Row(both(rest(GET, {**POST, "access": ["public"], "public_reason": "same for all"})), "all 2"),
        Row(both(graph({"name": "rooms", "kind": "query", "access": ["public"]})), "public without a reason"),
        Row(NOTHING, "no operations"),
    ),
    "api-repeat-stated": Rows(
        Row(rest(GET, KEYED), "bookRoom"),
        Row(rest({**POST, "idempotency": "none"}), "none without a reason"),
        Row(rest(GET), "no operation that creates"),
    ),
    "api-key-failures-coded": Rows(
        Row(rest(KEYED, error_codes=KEY_CODES), "400, 409 and 422"),
        Row(rest(KEYED, error_codes=KEY_CODES[:2]), "no code with 409 for a running call"),
        Row(rest(KEYED, error_codes=[*KEY_CODES[:2], FULL_CODE]), "409 speaks of the key"),
    ),
    "api-one-error-format": Rows(
        Row(api(error_format="problem-details"), "problem-details"),
        Row(api(error_format="graphql-errors"), "there is REST as well"),
        Row(api(error_format="own", own_error_format="application/json with code"), "with code"),
    ),
    "api-error-codes-filled": Rows(
        Row(api(error_codes=[FULL_CODE]), "room_taken"),
        Row(
            api(error_codes=[{"code": "room_taken", "title": "Taken", "status": 409}]), "no cause, no word on retrying"
        ),
        Row(NOTHING, "none are listed"),
    ),
    "api-errors-per-operation": Rows(
        Row(rest(GET, {**POST, "errors": ["room_taken"]}), "bookRoom"),
        Row(graph({"name": "book", "kind": "mutation"}), "book: no errors"),
        Row(rest(GET), "no operation that changes"),
    ),
    "api-status-as-defined": Rows(
        Row(
            both(codes(401, 404, 409), rest(POST, error_codes=codes(401, 404, 409)["api"]["error_codes"])), "403 or 404"
        ),
        Row(rest(POST, error_codes=codes(401, 404)["api"]["error_codes"]), "no code with 409"),
        Row(rest(POST), "none are listed"),
    ),
    "api-unforeseen-coded": Rows(
        Row(codes(404, 500), "code_500"), Row(codes(404), "no code with 500"), Row(NOTHING, "none are listed")
    ),
    "api-problem-shown": Rows(
        Row(shown('{"title": "Taken", "status": 409, "code": "room_taken"}'), "getRoom: an error body"),
        "the body may be shown where no answer is asked for",
        Row(shown('{"id": "r_1"}'), "no response example is an error body"),
    ),
    "api-version-is-placed": Rows(
        Row(rest({**GET, "path": "/v1/rooms"}, versioning_strategy="url", current_version="v1"), "v1 in 1 paths"),
        Row(
            rest({**GET, "path": "/v1/rooms"}, POST, versioning_strategy="url", current_version="v1"),
            "missing in /bookings",
        ),
        Row(rest(GET, versioning_strategy="url", current_version="v1"), "stands in no path"),
    ),
    "api-compatibility-two-sided": Rows(
        Row(api(compatibility_rule="members may be added; clients ignore what they do not know"), "may be added"),
        "other words can say the same",
        Row(api(compatibility_rule="members may be added"), "what clients ignore"),
    ),
    "api-deprecation-has-signal": Rows(
        Row(api(deprecation_notice="12 months, Deprecation header"), "12 months"),
        Row(api(deprecation_notice="12 months, by mail"), "no signal"),
        Row(NOTHING, "is not answered"),
    ),
    "api-sunset-answer": Rows(
        Row(api(sunset_policy="410 after the date, once calls are under 0.1 %"), "410 after"),
        Row(api(sunset_policy="it ends after a year"), "names no status"),
        Row(NOTHING, "is not answered"),
    ),
    "api-split-disjoint": Rows(
        Row(api(rest_responsibilities=["Commands"], graphql_responsibilities=["Reading"]), "none on both"),
        Row(api(rest_responsibilities=["Reading."], graphql_responsibilities=["reading"]), "on both lists: Reading"),
        Row(api(rest_responsibilities=["Commands"]), "one of the two lists is empty"),
    ),
    "api-critical-path-examples": Rows(
        Row(
            both(
                {"scope": {"critical_path": "Book"}},
                rest({**POST, "workflow": "Book", "request_example": "{}", "response_example": "{}"}),
            ),
            "bookRoom",
        ),
        Row(
            both({"scope": {"critical_path": "Book"}}, rest({**POST, "workflow": "Book"})),
            "no request and no response example",
        ),
        Row(both({"scope": {"critical_path": "Book"}}, rest(POST)), "no operation of the critical path"),
    ),
    "api-too-large-coded": Rows(
        Row(api(error_codes=[{"code": "large", "title": "Large", "status": 413, "cause": "above 64 KB"}]), "64 KB"),
        Row(codes(413), "names no size"),
        Row(NOTHING, "none are listed"),
    ),
    "baseline-query-proven": Rows(
        Row(rest(GET), "no operation uses QUERY"),
        Row(rest({**GET, "method": "QUERY"}), "no assumption about it"),
        Row(NOTHING, "none are listed"),
    ),
}
