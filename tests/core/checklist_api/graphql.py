"""Rows about a graph."""

from typing import Any

from core.checklist_api.rows import NOTHING, Row, Rows, api, both, graph, planned

PAGED = {
    "name": "bookings",
    "kind": "query",
    "arguments": "first: Int, after: String",
    "returns": "BookingConnection",
    "paginated": True,
    "cost": 50,
}
BOOK = {"name": "book", "kind": "mutation", "arguments": "requestId: ID!, room: ID!", "returns": "BookPayload"}
CODES = [{"code": "room_taken", "title": "Taken"}]
OPEN = "an empty field is an open question"


def rules(text: str) -> dict[str, Any]:
    """Answers of step 6 with these rules per record."""
    return {"access": {"object_rules": text}}


def loading(text: str) -> dict[str, Any]:
    """Answers of step 7 about N+1 queries."""
    return {"operations": {"n_plus_one": text}}


def metric(name: str, tells: str) -> dict[str, Any]:
    """Answers of step 7 with one metric."""
    return {"operations": {"metrics": [{"name": name, "kind": "counter", "tells": tells}]}}


ROWS = {
    "graphql-depth-set": Rows(Row(api(max_depth=8), "8"), OPEN, Row(NOTHING, "is not answered")),
    "graphql-complexity-set": Rows(Row(api(max_complexity=1000), "1000"), OPEN, Row(NOTHING, "is not answered")),
    "graphql-cost-per-operation": Rows(
        Row(graph(PAGED, BOOK, max_complexity=1000), "bookings"),
        Row(graph(PAGED, max_complexity=20), "costs 50 of 20"),
        Row(graph(PAGED), "no maximum complexity"),
    ),
    "graphql-aliases-counted": Rows(
        Row(planned("src/cost.py: points of a query, aliases included"), "aliases included"),
        "it may be said where no answer is asked for",
        Row(NOTHING, "nothing is said of aliases"),
    ),
    "graphql-persisted-reasoned": Rows(
        Row(api(persisted_queries="only"), "only"),
        Row(api(persisted_queries="allowed", max_depth=8), "persisted queries are allowed"),
        Row(NOTHING, "is not answered"),
    ),
    "graphql-lists-are-connections": Rows(
        Row(graph(PAGED), "bookings"),
        Row(graph({**PAGED, "arguments": "page: Int"}), "takes neither first and after"),
        Row(graph(BOOK), "nothing paginated"),
    ),
    "graphql-root-null-by-intent": Rows(
        Row(graph(PAGED, BOOK), "every return may be null"),
        "what is meant is no answer",
        Row(graph({**PAGED, "returns": "BookingConnection!"}), "is that meant?"),
    ),
    "graphql-codes-in-extensions": Rows(
        Row(api(error_format="graphql-errors", error_codes=CODES), "codes in extensions"),
        Row(
            graph({**BOOK, "errors": ["roomTaken"]}, error_format="problem-details", error_codes=CODES),
            "roomTaken is in no catalogue",
        ),
        Row(
            api(error_format="own", own_error_format="code and message", error_codes=CODES),
            "does not speak of extensions",
        ),
    ),
    "graphql-mutation-repeat-key": Rows(
        Row(graph(BOOK), "book"),
        "an input type may hide the id, and some mutations are harmless twice",
        Row(graph({**BOOK, "arguments": "input: BookInput!"}), "no request id among"),
    ),
    "graphql-mutation-payload": Rows(
        Row(graph(BOOK, PAGED), "book"),
        Row(graph({**BOOK, "returns": "Boolean!"}), "returns Boolean itself"),
        Row(NOTHING, "no mutation is listed"),
    ),
    "graphql-removal-by-count": Rows(
        Row(metric("graphql.deprecated", "which client still uses deprecated fields"), "which client"),
        Row(metric("http.latency", "how long callers wait"), "none counts"),
        Row(NOTHING, "none are listed"),
    ),
    "graphql-rule-at-node": Rows(
        Row(rules("Owners only. Row-level security holds it."), "Row-level security holds it."),
        "other words can say the same",
        Row(rules("Owners only."), "where they are checked"),
    ),
    "graphql-loader-per-request": Rows(
        Row(loading("batch loaders, one set per request"), "per request"),
        Row(loading("tests fail above 5 queries"), "names no batch loader"),
        Row(loading("batch loaders"), "how long loaders live"),
    ),
    "graphql-introspection-decided": Rows(
        Row({"access": {"admin_access": "Staff only; introspection for staff only."}}, "introspection for staff"),
        "it may be said where no answer is asked for",
        Row(both(rules("Owners only."), api(max_depth=8)), "nothing is said of introspection"),
    ),
}
