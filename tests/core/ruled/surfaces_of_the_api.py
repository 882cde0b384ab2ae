"""Designs that trip the rules on graph, tools and commands, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.api_answers import answers, fields_of, op, step_4
from core.checklist_api.rows import both, graph, rest

OBJECT = '{"type": "object", "properties": {"room": {"type": "string"}}}'
WITH_ID = '{"type": "object", "properties": {"request_id": {"type": "string"}}}'


def _tool(name: str = "rooms.book", **fields: Any) -> dict[str, Any]:
    return step_4(mcp_tools=[{"name": name, **fields}])


def _writing(**fields: Any) -> dict[str, Any]:
    return _tool(read_only=False, **fields)


def _command(common: list[str] | None = None, **fields: Any) -> dict[str, Any]:
    scope = {"surfaces": ["cli"], "cli_exit_codes": common or []}
    return answers({"scope": scope, "api": {"cli_commands": [{"name": "book", **fields}]}})


def _field(name: str = "rooms", kind: str = "query", **fields: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, **fields}


def _both(workflow: str, kind: str = "mutation", entity: str = "Room") -> dict[str, Any]:
    one = op("POST", "/rooms", kind="create", entity="Room", workflow="Add a room")
    return answers(both(rest(one), graph(_field("addRoom", kind, entity=entity, workflow=workflow))))


def _merged(rest_lines: list[str], graphql_lines: list[str]) -> dict[str, Any]:
    return step_4(rest_responsibilities=rest_lines, graphql_responsibilities=graphql_lines)


def _clients(users: list[str], surfaces: list[str], persisted: str = "none") -> dict[str, Any]:
    scope = {"surfaces": surfaces, "users": [{"name": f"user {n}", "kind": kind} for n, kind in enumerate(users)]}
    return answers({"scope": scope, "api": {"persisted_queries": persisted}})


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "graph-without-limits": [
        (fields_of(_field()), "rooms: nothing limits how deep or dear a query is"),
        (fields_of(_field(), persisted_queries="allowed"), "rooms: nothing limits how deep or dear a query is"),
    ],
    "graph-cost-above-limit": [
        (fields_of(_field(cost=101), max_complexity=100), "rooms: costs 101 points, and a request may cost 100"),
    ],
    "graph-name-invalid": [
        (fields_of(_field("list rooms")), "list rooms: no name that a schema can have"),
        (fields_of(_field("__rooms")), "__rooms: no name that a schema can have"),
    ],
    "graph-name-not-camel": [(fields_of(_field("free_rooms")), "free_rooms: not spelled in camelCase")],
    "graph-kind-against-name": [
        (fields_of(_field("deleteRoom")), "deleteRoom: a query by its kind, a change by its name"),
        (fields_of(_field("getRoom", "mutation")), "getRoom: a mutation by its kind, a read by its name"),
    ],
    "open-queries-of-own-clients": [
        (_clients(["person"], ["react-web"]), "Persisted queries: none, though only react-web ask"),
    ],
    "subscription-unbounded": [
        (fields_of(_field(kind="subscription")), "rooms: a subscription with neither cost nor rate class"),
    ],
    "split-claimed-twice": [
        (_merged(["Booking rooms"], ["booking  rooms."]), "Booking rooms: REST does it, and GraphQL does it"),
    ],
    "changed-through-both": [
        (_both("Add a room"), "addRoom: changes Room, which POST /rooms of REST changes too"),
        (_both("Import"), "addRoom: changes Room, which POST /rooms of REST changes too"),
    ],
    "tool-repeats-unrecognised": [
        (_writing(), "rooms.book: changes something, and no dedupe window recognises a repeat"),
        (_tool(), "rooms.book: changes something, and no dedupe window recognises a repeat"),
    ],
    "tool-window-without-time": [
        (_writing(dedupe_window="long"), "rooms.book: no length of time in the dedupe window 'long'"),
    ],
    "tool-without-request-id": [
        (_writing(dedupe_window="24 h", input_schema=OBJECT), "rooms.book: no request id among room"),
    ],
    "tool-read-only-writes": [
        (_tool(read_only=True), "rooms.book: marked read-only, and its name says a change"),
        (
            _tool("rooms.find", read_only=True, scope="rooms:write"),
            "rooms.find: marked read-only, with the scope rooms:write",
        ),
    ],
    "tool-loss-unmarked": [
        (
            _tool("rooms.delete", read_only=False, destructive=False),
            "rooms.delete: marked as not destructive, and its name says a loss",
        ),
    ],
    "tool-scope-shared": [
        (
            step_4(
                mcp_tools=[
                    {"name": "find", "read_only": True, "scope": "rooms"},
                    {"name": "drop", "read_only": False, "destructive": True, "scope": "rooms"},
                ]
            ),
            "drop: destructive, and has the scope rooms of find",
        ),
    ],
    "tool-description-without-case": [
        (_tool(description="Room booking"), "rooms.book: 'Room booking' does not say when to use it"),
    ],
    "tool-schema-not-of-object": [
        (_tool(input_schema="a room"), "rooms.book: the input schema is no JSON Schema of an object"),
        (_tool(output_schema='{"type": "string"}'), "rooms.book: the output schema is no JSON Schema of an object"),
    ],
    "tool-marks-open": [
        (_tool(read_only=True), "rooms.book: left open: open world"),
        (_tool(), "rooms.book: left open: read-only, open world, destructive, idempotent"),
    ],
    "exit-code-twice": [
        (_command(exit_codes=["4 refused", "4 gone"]), "book: 4 is 'refused' and 'gone'"),
        (_command(["2 wrong usage", "2: no such room"]), "Exit codes: 2 is 'wrong usage' and 'no such room'"),
    ],
    "exit-code-not-a-number": [
        (_command(exit_codes=["refused"]), "book: 'refused' does not begin with a number from 0 to 255"),
        (_command(["256 refused"]), "Exit codes: '256 refused' does not begin with a number from 0 to 255"),
    ],
    "exit-zero-fails": [(_command(exit_codes=["0 no such room"]), "book: 0 is 'no such room'")],
    "no-json-output": [(_command(output_modes=["text"]), "book: no command prints JSON")],
    "secret-in-flag": [
        (_command(flags=["--dry-run", "--token VALUE"]), "book: --token VALUE takes a secret"),
        (_command(flags=["--db-password"]), "book: --db-password takes a secret"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "graph-without-limits": [
        fields_of(_field(), max_depth=6),
        fields_of(_field(), max_complexity=100),
        fields_of(_field(), persisted_queries="only"),
        step_4(),
    ],
    "graph-cost-above-limit": [fields_of(_field(cost=100), max_complexity=100), fields_of(_field(cost=100))],
    "graph-name-invalid": [fields_of(_field("free_rooms")), fields_of(_field(""))],
    "graph-name-not-camel": [fields_of(_field("freeRooms")), fields_of(_field("list rooms"))],
    "graph-kind-against-name": [
        fields_of(_field("addresses"), _field("updates"), _field("cancellations")),
        fields_of(_field("deleteRoom", "mutation"), _field("getRoom")),
    ],
    "open-queries-of-own-clients": [
        _clients(["person"], ["react-web"], "only"),
        _clients(["person", "service"], ["react-web"]),
        _clients(["person"], ["react-web", "typed-clients"]),
        _clients([], []),
    ],
    "subscription-unbounded": [
        fields_of(_field(kind="subscription", cost=5)),
        fields_of(_field(kind="subscription", rate_class="points")),
        fields_of(_field()),
    ],
    "split-claimed-twice": [_merged(["Booking rooms"], ["Reading bookings"]), _merged([], [])],
    "changed-through-both": [_both("Add a room", "query"), _both("Add a room", entity="Chair")],
    "tool-repeats-unrecognised": [
        _writing(dedupe_window="24 h"),
        _tool(read_only=True),
        _tool("rooms.find"),
    ],
    "tool-window-without-time": [
        _writing(dedupe_window="24 h, per user"),
        _writing(dedupe_window="for ever"),
        _writing(),
    ],
    "tool-without-request-id": [
        _writing(dedupe_window="24 h", input_schema=WITH_ID),
        _writing(dedupe_window="24 h", input_schema='{"type": "object"}'),
        _writing(dedupe_window="24 h", input_schema="none yet"),
        _tool(read_only=True, input_schema=OBJECT),
    ],
    "tool-read-only-writes": [
        _tool("rooms.find", read_only=True, scope="rooms:read"),
        _tool("bookings.list", read_only=True),
        _writing(),
    ],
    "tool-loss-unmarked": [
        _tool("rooms.delete", read_only=False, destructive=True),
        _tool("rooms.book", read_only=False, destructive=False),
    ],
    "tool-scope-shared": [
        step_4(
            mcp_tools=[
                {"name": "find", "read_only": True, "scope": "rooms:read"},
                {"name": "drop", "read_only": False, "destructive": True, "scope": "rooms:drop"},
            ]
        ),
    ],
    "tool-description-without-case": [_tool(description="Use when a person wants a room"), _tool()],
    "tool-schema-not-of-object": [_tool(input_schema=OBJECT, output_schema='{"type": "object"}'), _tool()],
    "tool-marks-open": [
        _tool(read_only=True, open_world=False),
        answers({"start": {"depth": "simple-crud"}, "api": {"mcp_tools": [{"name": "find", "read_only": True}]}}),
    ],
    "exit-code-twice": [
        _command(exit_codes=["4 refused", "5 gone", "4: Refused"]),
        _command(["4 refused"], exit_codes=["4 gone"]),
    ],
    "exit-code-not-a-number": [_command(["0 done", "255 lost"], exit_codes=["4: refused"])],
    "exit-zero-fails": [
        _command(["0 done", "1 failed"]),
        _command(exit_codes=["0 nothing failed"]),
        _command(exit_codes=["0 no errors"]),
    ],
    "no-json-output": [_command(output_modes=["text", "json"]), _command()],
    "secret-in-flag": [
        _command(flags=["--token-file PATH", "--password-stdin", "--key", "--tokens-per-page"]),
        _command(),
    ],
}
"""Designs that come close to a rule and do not trip it."""
