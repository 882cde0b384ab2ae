"""Designs in which something crosses a border that it may not cross, and designs in which nothing does."""

from __future__ import annotations

from typing import Any

from core.varied import varied


def _file(path: str, purpose: str, layer: str = "") -> dict[str, Any]:
    return varied(file_plan__files=[{"path": path, "purpose": purpose, "layer": layer}])


def _module(name: str, does: str) -> dict[str, Any]:
    return varied(pattern__modules=[{"name": name, "responsibility": does}])


def _returns(type_: str, table: str = "bookings_tbl") -> dict[str, Any]:
    columns = [{"name": "id", "type": "uuid"}]
    return varied(
        start__system_type="graphql",
        api__graphql_operations=[{"kind": "query", "name": "booking", "returns": type_}],
        data__tables=[{"name": table, "table_columns": columns}],
    )


def _tool(schema: str) -> dict[str, Any]:
    columns = [{"name": name, "type": "text"} for name in ("id", "room", "booked_by")]
    return varied(
        scope__surfaces=["mcp"],
        api__mcp_tools=[{"name": "find_booking", "output_schema": schema}],
        data__tables=[{"name": "bookings", "table_columns": columns}],
    )


ALL = '{"type": "object", "properties": {"id": {}, "room": {}, "booked_by": {}}}'

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "decides-at-the-edge": [
        (
            _module("refund_controller", "checks the token and calculates the refund"),
            "refund_controller: takes requests and decides as well (“calculates”)",
        ),
        (
            _file("src/http/PaymentHandler.kt", "applies the discount and answers"),
            "src/http/PaymentHandler.kt: takes requests and decides as well (“applies the discount”)",
        ),
        (
            _file("src/routes/booking.py", "decides who gets the room"),
            "src/routes/booking.py: takes requests and decides as well (“decides”)",
        ),
        (
            _file("src/booking.py", "enforces business rules", layer="controllers"),
            "src/booking.py: takes requests and decides as well (“enforces business rules”)",
        ),
    ],
    "rows-shown-by-file": [
        (
            _file("src/routes/booking.py", "returns ORM entities as JSON"),
            "src/routes/booking.py: hands rows of the database to callers",
        ),
        (
            _module("booking_view", "serialises table rows for the page"),
            "booking_view: hands rows of the database to callers",
        ),
    ],
    "rows-returned": [
        (_returns("[BookingRow!]!"), "booking: returns BookingRow, the rows of a table as they are"),
        (_returns("bookings_tbl!"), "booking: returns bookings_tbl, the rows of a table as they are"),
    ],
    "tool-returns-table": [
        (_tool(ALL), "find_booking: returns every column of bookings"),
        (
            _tool('{"type": "object", "properties": {"found": {"type": "array", "items": ' + ALL + "}}}"),
            "find_booking: returns every column of bookings",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "decides-at-the-edge": [
        varied(),
        _module("refund_controller", "translates requests; decides nothing"),
        _module("refund_policy", "decides how much goes back"),
        _module("list_endpoint", "computes the ETag and decides which use case is called"),
        _file("src/app/command_handlers/refund.py", "decides how much goes back"),
        _file("src/routes/booking.py", "routes, roles, limits, problem details"),
        _file("src/domain/handlers.py", "decides who gets the room", layer="domain"),
    ],
    "rows-shown-by-file": [
        _file("src/routes/booking.py", "maps use cases to JSON, never returns ORM entities"),
        _file("src/store/booking.py", "returns table rows as aggregates"),
    ],
    "rows-returned": [_returns("Booking!"), _returns("Booking", table="booking"), _returns("")],
    "tool-returns-table": [
        _tool('{"type": "object", "properties": {"id": {}, "room": {}}}'),
        _tool("{not json"),
        _tool(""),
        _tool("[]"),
    ],
}
"""Designs that come close to a rule and do not trip it."""
