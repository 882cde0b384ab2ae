"""Designs that trip the rules on entities, invariants and attributes, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.varied import first_of, more_of, varied

TWO = [{"name": "Booking", "owner": "Rooms team"}, {"name": "Catering", "owner": "Kitchen"}]


def _entities(*entities: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return varied(domain__entities=list(entities), **fields)


def _invariant(**values: Any) -> dict[str, Any]:
    return first_of("domain", "invariants", **values)


def _attributes(*attributes: dict[str, Any]) -> dict[str, Any]:
    return first_of(
        "domain", "entities", attributes=[{"id": f"at{n}", "type": "text", **one} for n, one in enumerate(attributes)]
    )


def _process(on_violation: str) -> dict[str, Any]:
    return _invariant(enforced_by="process", on_violation=on_violation)


OVERLAP = "bookings of one room do not overlap"

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "entity-without-context": [
        (
            _entities({"name": "Booking", "context": "Booking"}, {"name": "Menu"}, domain__contexts=TWO),
            "Menu: is in none of the contexts",
        )
    ],
    "context-empty": [
        (
            _entities({"name": "Booking", "context": "Booking"}, domain__contexts=TWO),
            "Catering: no entity is in this context",
        )
    ],
    "context-without-owner": [
        (varied(domain__contexts=[*TWO, {"name": "Badges"}]), "Badges: has no owner"),
    ],
    "aggregate-without-invariant": [
        (
            more_of("domain", "entities", {"name": "Floor", "kind": "aggregate"}),
            "Floor: an aggregate, and no invariant is about it",
        )
    ],
    "entity-unnamed": [
        (
            more_of("domain", "entities", {"name": "Floor", "kind": "entity"}),
            "Floor: nothing else in the design names it",
        )
    ],
    "invariant-unwatched": [
        (_process("it is corrected"), f"{OVERLAP}: kept by a process, and it is not said who looks or when"),
        (_process("Facilities team corrects it"), f"{OVERLAP}: kept by a process, and it is not said when"),
        (_process("corrected within an hour"), f"{OVERLAP}: kept by a process, and it is not said who looks"),
    ],
    "invariant-beyond-validation": [
        (
            _invariant(enforced_by="validation", statement="a room number is unique"),
            "a room number is unique: is about several records, and only the request is validated",
        )
    ],
    "violation-code-unknown": [
        (
            _invariant(on_violation="409 room_gone, nothing is written"),
            f"{OVERLAP}: room_gone is no error code of step 4",
        ),
        (_invariant(on_violation="room_gone"), f"{OVERLAP}: room_gone is no error code of step 4"),
    ],
    "term-twice": [
        (
            varied(domain__glossary=[{"term": "No-show", "meaning": "a"}, {"term": "no show", "meaning": "b"}]),
            "no show: stands in the glossary as No-show too",
        )
    ],
    "attribute-twice": [
        (_attributes({"name": "note"}, {"name": "Note"}), "Booking: has 2 attributes named Note"),
    ],
    "attribute-untyped": [
        (_attributes({"name": "extras", "type": "JSON"}), "Booking.extras: of type JSON, which can hold anything")
    ],
    "sensitive-name": [
        (
            _attributes({"name": "contactEmail"}),
            "Booking.contactEmail: sounds like personal data, and its sensitivity is not said",
        ),
        (
            _attributes({"name": "card_number", "sensitivity": "none"}),
            "Booking.card_number: sounds like card data, and its sensitivity is none",
        ),
        (_attributes({"name": "password"}), "Booking.password: sounds like a secret, and its sensitivity is not said"),
        (
            _attributes({"name": "diagnosis"}),
            "Booking.diagnosis: sounds like health data, and its sensitivity is not said",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "entity-without-context": [varied(), varied(domain__contexts=TWO[:1])],
    "context-empty": [
        varied(domain__contexts=TWO),
        _entities({"name": "A", "context": "Booking"}, domain__contexts=TWO[:1]),
    ],
    "context-without-owner": [varied(domain__contexts=TWO), varied(domain__contexts=[{"name": "Booking"}])],
    "aggregate-without-invariant": [
        varied(),
        more_of("domain", "entities", {"name": "Floor", "kind": "entity"}),
        _entities({"name": "Floor", "kind": "aggregate"}, domain__invariants=[]),
    ],
    "entity-unnamed": [
        varied(),
        more_of("domain", "entities", {"name": "Left", "kind": "event"}),
        varied(domain__entities=[{"name": "Floor"}], data__tables=[]),
        varied(
            domain__entities=[
                {"name": "Floor"},
                {"name": "RoomSize"},
                {
                    "name": "Booking",
                    "attributes": [{"name": "a", "type": "list of Floor", "note": "with its room size"}],
                },
            ]
        ),
    ],
    "invariant-unwatched": [
        varied(),
        _process("Facilities is told within an hour"),
        _process("the front desk team reconciles daily"),
        _process(""),
        _invariant(enforced_by="policy", on_violation="it is corrected"),
    ],
    "invariant-beyond-validation": [
        _invariant(enforced_by="constraint", statement="a room number is unique"),
        _invariant(enforced_by="validation", statement="a booking ends after it starts"),
    ],
    "violation-code-unknown": [
        varied(),
        _invariant(on_violation="409 room-taken"),
        _invariant(on_violation="the booking is refused, room_id is kept"),
        varied(api__error_codes=[]),
    ],
    "term-twice": [varied(domain__glossary=[{"term": "No-show"}, {"term": "Show"}])],
    "attribute-twice": [
        varied(),
        _attributes({"name": "note"}, {"name": "notes"}),
        _attributes({"name": ""}, {"name": ""}),
    ],
    "attribute-untyped": [
        _attributes({"name": "extras", "type": "JSON", "note": "as in extras.schema.json"}),
        _attributes({"name": "extras", "type": "list of objects"}),
    ],
    "sensitive-name": [
        varied(),
        _attributes(
            {"name": "email", "sensitivity": "personal"}, {"name": "email_verified"}, {"name": "emails_sent_at"}
        ),
        _attributes({"name": "has_password", "type": "boolean"}, {"name": "company"}, {"name": "pancake"}),
        _attributes({"name": "phone", "sensitivity": "internal"}),
    ],
}
"""Designs that come close to a rule and do not trip it."""
