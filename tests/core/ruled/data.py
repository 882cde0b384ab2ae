"""Designs that trip the rules on tables and on what they keep of the domain model, and designs that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.designs import small
from core.varied import varied

Given = Mapping[str, Any]

KEY = {"name": "id", "type": "uuid", "primary_key": True}
ROOM_ID = {"name": "room_id", "type": "uuid", "references": "rooms.id"}
NAME = {"name": "name", "type": "text"}
PERSON = {"name": "booked_by", "type": "text", "sensitivity": "personal"}
RULE = small()["data"]["retention"][0]
ROOMS = {"name": "rooms", "store": "main", "entity": "Room", "table_columns": [KEY, {**NAME, "unique": True}]}


def _tables(*tables: Given, **more: Any) -> Given:
    return varied(data__tables=list(tables), **more)


def _table(*columns: Given, **more: Any) -> Given:
    """A table of the bookings."""
    return {"name": "bookings", "store": "main", "entity": "Booking", "table_columns": list(columns), **more}


def _indexed(*indexes: str, columns: tuple[Given, ...] = (KEY, ROOM_ID)) -> Given:
    return _tables(_table(*columns, indexes=[{"index_columns": one} for one in indexes]), ROOMS)


def _typed(kind: str, name: str = "amount", technology: str = "PostgreSQL") -> Given:
    store = {**small()["data"]["stores"][0], "technology": technology}
    return _tables(_table(KEY, {"name": name, "type": kind}), data__stores=[store])


def _held(attribute: Given, *columns: Given, **more: Any) -> Given:
    """A booking of which one attribute is known, and its table."""
    entity = {"name": "Booking", "kind": "aggregate", "attributes": [{"type": "text", **attribute}]}
    return _tables(_table(KEY, *columns, **more), domain__entities=[entity])


def _related(cardinality: str, *tables: Given) -> Given:
    relation = {"source": "Booking", "target": "Room", "cardinality": cardinality}
    return _tables(*tables, domain__relations=[relation])


def _retained(**changes: Any) -> Given:
    return varied(data__retention=[{**RULE, **changes}])


APART = (_table(KEY, NAME), ROOMS)
JOIN = {
    "name": "held",
    "store": "main",
    "table_columns": [ROOM_ID, {**ROOM_ID, "name": "b", "references": "bookings.id"}],
}

TRIPPED: dict[str, list[tuple[Given, str]]] = {
    "table-without-store": [(_tables(_table(KEY, store="")), "bookings: it is in no store")],
    "table-without-key": [(_tables(_table(NAME)), "bookings: no column is its primary key")],
    "table-of-nothing": [(_tables(_table(KEY, entity="")), "bookings: its rows belong to no entity")],
    "column-twice": [(_tables(_table(KEY, NAME, {**NAME, "name": "Name"})), "bookings: two columns are named Name")],
    "index-twice": [(_indexed("room_id, id", "room_id,id"), "bookings: two indexes are on room_id,id")],
    "index-on-missing-column": [
        (_indexed("room_id, starts_at desc"), "bookings: an index is on starts_at, and it has no such column")
    ],
    "reference-of-other-type": [
        (
            _tables(_table(KEY, {**ROOM_ID, "type": "bigint"}), ROOMS),
            "bookings.room_id: bigint points at rooms.id, uuid",
        )
    ],
    "reference-without-index": [
        (_tables(_table(KEY, ROOM_ID), ROOMS), "bookings.room_id: no index begins with this reference"),
        (_indexed("id, room_id"), "bookings.room_id: no index begins with this reference"),
    ],
    "money-as-float": [
        (_typed("double precision"), "bookings.amount: money in a double precision"),
        (_typed("FLOAT(8)", "unit_price"), "bookings.unit_price: money in a FLOAT(8)"),
        (_held({"name": "price", "type": "float"}), "Booking.price: money in a float"),
    ],
    "time-without-zone": [
        (_typed("timestamp", "starts_at"), "bookings: starts_at without time zone"),
        (_typed("timestamp without time zone", "starts_at", "?"), "bookings: starts_at without time zone"),
        (
            _tables(_table(KEY, *({"name": name, "type": "timestamp"} for name in ("a", "b", "c")))),
            "bookings: a, b and 1 more without time zone",
        ),
    ],
    "entity-without-table": [
        (_tables(_table(KEY)), "Room: no table keeps it"),
        (_tables(ROOMS), "Booking: createBooking creates it, and no table keeps it"),
    ],
    "required-but-nullable": [
        (
            _held({"name": "booked by", "required": True}, {"name": "booked_by", "type": "text", "nullable": True}),
            "bookings.booked_by: nullable, and Booking always has it",
        )
    ],
    "unique-not-kept": [
        (_held({"name": "name", "unique": True}, NAME), "bookings.name: unique in Booking, and not in its table")
    ],
    "column-less-sensitive": [
        (
            _held({"name": "name", "sensitivity": "personal"}, {**NAME, "sensitivity": "internal"}),
            "bookings.name: internal, and in Booking it is personal",
        ),
        (
            _held({"name": "name", "sensitivity": "health"}, NAME),
            "bookings.name: no sensitivity, and in Booking it is health",
        ),
    ],
    "retention-missing-for-table": [
        (_retained(data_set="visits"), "bookings: no retention line names it, and booked_by is personal data")
    ],
    "retention-without-deletion": [
        (_retained(deletion_method=""), "bookings: a period, and nothing that deletes it"),
    ],
    "retention-period-open": [
        (_retained(period="as long as necessary"), "bookings: as long as necessary is no time after which it goes"),
        (_retained(period="short"), "bookings: short is no time after which it goes"),
    ],
    "retention-without-region": [(_retained(region=""), "bookings: personal data, and no region is named")],
    "relation-without-join-table": [
        (_related("many-to-many", *APART), "Booking to Room: many on both sides, and no table joins them")
    ],
    "relation-without-reference": [
        (_related("many-to-one", *APART), "Booking to Room: no column of either table references the other")
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[Given]] = {
    "table-without-store": [small(), _tables(_table(KEY, store=""), data__stores=[])],
    "table-without-key": [small(), _tables(_table({**NAME, "unique": True})), _tables(_table())],
    "table-of-nothing": [small(), _tables(_table(KEY, entity="", name="outbox_events")), _tables(JOIN)],
    "column-twice": [small(), _tables(_table(KEY, NAME, {"name": "", "type": "text"}))],
    "index-twice": [small(), _indexed("room_id, id", "id, room_id")],
    "index-on-missing-column": [
        _indexed("room_id DESC, ID"),
        _indexed("lower(title)"),
        _indexed("room_id where starts_at > now"),
        _indexed("title", columns=()),
    ],
    "reference-of-other-type": [
        small(),
        _tables(
            _table(KEY, {"name": "room", "type": "varchar(40)", "references": "rooms.name"}),
            {**ROOMS, "table_columns": [KEY, NAME]},
        ),
    ],
    "reference-without-index": [
        small(),
        _tables(_table({**ROOM_ID, "primary_key": True}), ROOMS),
        _tables(_table(KEY, {"name": "next", "type": "uuid", "references": "bookings.id"})),
    ],
    "money-as-float": [_typed("numeric(12,2)"), _typed("real", "total_weight_kg"), _typed("double", "score"), small()],
    "time-without-zone": [
        _typed("timestamptz", "starts_at"),
        _typed("timestamp", "starts_at", "MySQL"),
        _typed("timestamp", "starts_at_utc"),
    ],
    "entity-without-table": [
        small(),
        varied(data__tables=[]),
        _tables(ROOMS, domain__entities=[{"name": "Booking", "kind": "value-object"}]),
    ],
    "required-but-nullable": [
        small(),
        _held({"name": "name", "required": True}, NAME),
        _held({"name": "name", "required": False}, {**NAME, "nullable": True}),
    ],
    "unique-not-kept": [
        small(),
        _held({"name": "name", "unique": True}, NAME, indexes=[{"index_columns": "name", "unique": True}]),
        _held({"name": "title", "unique": True}, NAME),
    ],
    "column-less-sensitive": [
        small(),
        _held({"name": "name", "sensitivity": "personal"}, {**NAME, "sensitivity": "health"}),
        _held({"name": "name", "sensitivity": "none"}, NAME),
        _held({"name": "name", "sensitivity": "internal"}, NAME),
    ],
    "retention-missing-for-table": [
        small(),
        _retained(data_set="who booked: booked_by"),
        _retained(data_set="everything about employees"),
        varied(data__retention=[]),
        _tables(_table(KEY), data__retention=[{**RULE, "data_set": "visits"}]),
    ],
    "retention-without-deletion": [small(), _retained(period="", deletion_method="")],
    "retention-period-open": [
        small(),
        _retained(period="until the employee leaves"),
        _retained(period="with the room"),
        _retained(period="two years, not for ever"),
    ],
    "retention-without-region": [
        small(),
        _retained(region="", sensitivity="internal"),
        varied(data__retention=[{**RULE, "region": ""}], start__compliance=["soc2"]),
    ],
    "relation-without-join-table": [
        _related("many-to-many", *APART, JOIN),
        _related("many-to-many", _table(KEY, {"name": "rooms", "type": "uuid[]"}), ROOMS),
        _related("many-to-many", ROOMS),
        _related("many-to-one", *APART),
    ],
    "relation-without-reference": [
        small(),
        _related("many-to-one", _table(KEY, {"name": "room_id", "type": "uuid"}), ROOMS),
        _related("many-to-one", _table(KEY, NAME, checks=["foreign key (name) to rooms"]), ROOMS),
        _related("many-to-one", _table(KEY, NAME, store="other"), ROOMS),
        _related("one-to-one", *APART),
    ],
}
"""Designs that come close to a rule and do not trip it."""
