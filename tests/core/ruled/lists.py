"""Designs that trip the rules on lists, links of operations and rate classes, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.api_answers import answers, calls, fields_of, op, step_4
from core.checklist_api.rows import api, both, graph, rest

FLOWS = {"scope": {"workflows": [{"name": "Book"}]}}
ENTITIES = {"domain": {"entities": [{"name": "Room"}]}}


def _class(name: str = "reads", surface: str | None = "rest", **fields: Any) -> dict[str, Any]:
    return {"name": name, "surface": surface, "limit": 100, "window": 60, **fields}


def _classed(*classes: dict[str, Any], rooms: str = "reads", **fields: Any) -> dict[str, Any]:
    """A REST operation in a class, and these classes."""
    return calls(op(rate_class=rooms), rate_classes=list(classes), **fields)


def _peak(key: str, peak: float) -> dict[str, Any]:
    targets = {"operations": {"targets": [{"operation": "GET /rooms", "peak_per_second": peak}]}}
    return answers(rest(op(rate_class="reads"), rate_classes=[_class(key=key)]), targets)


def _field(returns: str, arguments: str = "", **fields: Any) -> dict[str, Any]:
    return {"kind": "query", "name": "rooms", "returns": returns, "arguments": arguments, **fields}


PAGED = op(kind="list", paginated=True)

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "list-not-paged": [
        (calls(op(kind="list", paginated=False)), "GET /rooms: a list that is not paginated"),
        (calls(op(kind="list")), "GET /rooms: a list that does not say whether it answers in pages"),
    ],
    "graph-list-not-paged": [(fields_of(_field("[Room!]!")), "rooms: returns [Room!]!, a list that nothing bounds")],
    "paged-without-style": [
        (calls(PAGED), "GET /rooms: answers in pages, and no paging style is chosen"),
        (calls(PAGED, paging_style="none"), "GET /rooms: answers in pages, and the paging style is none"),
        (
            fields_of(_field("RoomConnection", paginated=True)),
            "rooms: answers in pages, and no paging style is chosen",
        ),
    ],
    "page-size-open": [(calls(PAGED, paging_style="cursor"), "GET /rooms: answers in pages of any size")],
    "change-in-pages": [
        (calls(op("DELETE", kind="delete", paginated=True)), "DELETE /rooms: kind delete, and answers in pages"),
        (fields_of(_field("X", kind="mutation", paginated=True)), "rooms: kind mutation, and answers in pages"),
    ],
    "page-without-arguments": [
        (
            fields_of(_field("RoomConnection", "floor: Int", paginated=True)),
            "rooms: returns pages, and no argument asks for the next one",
        ),
    ],
    "operation-without-workflow": [
        (answers(rest(op(), op(path="/chairs", workflow="Book")), FLOWS), "GET /rooms: serves no workflow"),
        (
            answers(rest(op(), op(path="/chairs")), FLOWS),
            "GET /rooms and all 1 others: serves no workflow",
        ),
        (answers(graph(_field("Room")), FLOWS), "rooms: serves no workflow"),
    ],
    "operation-without-entity": [
        (answers(rest(op(kind="read")), ENTITIES), "GET /rooms: names no entity"),
        (answers(graph(_field("Room", kind="mutation")), ENTITIES), "rooms: names no entity"),
    ],
    "operation-without-rate-class": [
        (_classed(_class(), rooms=""), "GET /rooms: counts against no rate class"),
        (
            fields_of(_field("Room"), rate_classes=[_class("a", "graphql"), _class("b", "graphql")]),
            "rooms: counts against no rate class",
        ),
        (
            step_4(mcp_tools=[{"name": "rooms.find"}], rate_classes=[_class("a", None)]),
            "rooms.find: counts against no rate class",
        ),
    ],
    "change-without-error": [
        (
            calls(op("POST", kind="create"), error_codes=[{"code": "taken", "title": "Taken", "status": 409}]),
            "POST /rooms: changes something and lists no error",
        ),
    ],
    "rate-class-of-other-surface": [
        (_classed(_class(surface="graphql")), "GET /rooms: counts against reads, a class for graphql"),
    ],
    "limit-below-peak": [
        (_peak("all callers", 2), "reads: 100 in 60 s for all together, 2 a second are expected"),
        (_peak("global", 1.7), "reads: 100 in 60 s for all together, 1.7 a second are expected"),
    ],
    "burst-above-limit": [(_classed(_class(burst=101)), "reads: 101 at once, and 100 in the whole window")],
    "rate-class-unused": [(_classed(_class(), _class("writes")), "writes: nothing counts against this class")],
    "points-below-one-query": [
        (
            fields_of(_field("Room"), rate_classes=[_class("points", "graphql")], max_complexity=101),
            "points: 100 points in a window, and one query may cost 101",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "list-not-paged": [
        calls(PAGED),
        calls(op(kind="list"), paging_style="none"),
        calls(op(kind="list", summary="The at most 40 rooms of a house")),
        calls(op(kind="read")),
    ],
    "graph-list-not-paged": [
        fields_of(_field("[Room!]!", "ids: [ID!]!")),
        fields_of(_field("[Room!]!", "limit: Int = 20")),
        fields_of(_field("[Room!]!", paginated=True)),
        fields_of(_field("Room")),
    ],
    "paged-without-style": [calls(PAGED, paging_style="cursor"), calls(op(kind="list"), paging_style="none")],
    "page-size-open": [calls(PAGED, paging_style="cursor", page_size_max=100), calls(op(), paging_style="cursor")],
    "change-in-pages": [calls(PAGED), calls(op("POST", kind="action", paginated=True))],
    "page-without-arguments": [
        fields_of(_field("RoomConnection", "first: Int, after: String", paginated=True)),
        fields_of(_field("RoomConnection", "input: RoomsInput!", paginated=True)),
        fields_of(_field("RoomConnection", paginated=True)),
        fields_of(_field("Room", "floor: Int")),
    ],
    "operation-without-workflow": [
        answers(rest(op(workflow="Book")), FLOWS),
        answers(rest(op(path="/healthz"), op(path="/.well-known/keys"), op(workflow="Book")), FLOWS),
        calls(op()),
    ],
    "operation-without-entity": [
        answers(rest(op(kind="read", entity="Room"), op("POST", kind="action")), ENTITIES),
        answers(graph(_field("Room")), ENTITIES),
        calls(op(kind="read")),
    ],
    "operation-without-rate-class": [
        _classed(_class()),
        _classed(_class(surface="mcp"), rooms=""),
        fields_of(_field("Room"), rate_classes=[_class("points", "graphql")]),
        calls(op()),
    ],
    "change-without-error": [
        calls(op("POST", errors=["taken"]), error_codes=[{"code": "taken", "title": "Taken", "status": 409}]),
        calls(op(), error_codes=[{"code": "taken", "title": "Taken", "status": 409}]),
        calls(op("POST", kind="create")),
    ],
    "rate-class-of-other-surface": [_classed(_class()), _classed(_class(surface=None))],
    "limit-below-peak": [
        _peak("all callers", 1.6),
        _peak("API client", 50),
        _peak("merchant, all its keys together", 50),
        _peak("", 50),
    ],
    "burst-above-limit": [_classed(_class(burst=100)), _classed(_class())],
    "rate-class-unused": [
        _classed(_class()),
        _classed(_class(), _class("points", "graphql")),
        _classed(_class(), _class("platform", key="region, all workspaces together")),
        answers(both(rest(op()), api(rate_classes=[_class()]))),
    ],
    "points-below-one-query": [
        fields_of(_field("Room"), rate_classes=[_class("points", "graphql")], max_complexity=100),
        fields_of(_field("Room"), rate_classes=[_class("calls", "mcp")], max_complexity=1000),
    ],
}
"""Designs that come close to a rule and do not trip it."""
