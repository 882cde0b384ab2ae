"""Designs that trip the rules on lifecycles and relations, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.varied import more_of, varied


def _states(states: list[str], *changes: tuple[str, str], entity: str = "Booking") -> dict[str, Any]:
    transitions = [{"source": source, "target": target} for source, target in changes]
    return varied(domain__lifecycles=[{"entity": entity, "states": states, "transitions": transitions}])


def _related(*relations: dict[str, Any]) -> dict[str, Any]:
    return varied(domain__relations=list(relations))


HOLDS = {"source": "Booking", "target": "Room"}

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "states-without-transitions": [
        (_states(["held", "cancelled"]), "Booking: 2 states, and no change between them is listed")
    ],
    "transition-to-unknown-state": [
        (
            _states(["held", "cancelled"], ("held", "gone")),
            "Booking: a transition names gone, which is none of its states",
        ),
        (
            _states(["held", "cancelled"], ("kept", "held")),
            "Booking: a transition names kept, which is none of its states",
        ),
    ],
    "state-unreachable": [
        (_states(["held", "cancelled", "lost"], ("held", "cancelled")), "Booking: no transition leads to lost"),
        (
            _states(["held", "lost", "found"], ("lost", "found"), ("found", "lost")),
            "Booking: no transition leads to found",
        ),
    ],
    "state-dead-end": [
        (_states(["held", "in_progress"], ("held", "in_progress")), "Booking: nothing leads out of in_progress")
    ],
    "state-twice": [(_states(["held", "Held"], ("held", "Held")), "Booking: lists the state held 2 times")],
    "lifecycle-of-value": [
        (
            {
                **_states(["held", "cancelled"], ("held", "cancelled"), entity="Span"),
                "domain": {
                    **more_of("domain", "entities", {"name": "Span", "kind": "value-object"})["domain"],
                    "lifecycles": [{"id": "l", "entity": "Span", "states": ["held"]}],
                },
            },
            "Span: has a lifecycle, and is a value",
        )
    ],
    "relation-to-itself-unnamed": [
        (_related({"source": "Room", "target": "Room"}), "Room: related to itself, without a label")
    ],
    "relation-ambiguous": [
        (
            _related(HOLDS, {"source": "Room", "target": "Booking", "verb": "is held by"}),
            "Booking and Room: related more than once, here without a label",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "states-without-transitions": [varied(), _states(["held"])],
    "transition-to-unknown-state": [varied(), _states([], ("held", "gone"))],
    "state-unreachable": [
        varied(),
        _states(["held", "lost", "found"], ("held", "found"), ("found", "lost")),
        _states(["held", "lost"]),
    ],
    "state-dead-end": [varied(), _states(["pending", "done"], ("pending", "done")), _states(["pending", "open"])],
    "state-twice": [varied(), _states(["held", "withheld"], ("held", "withheld"))],
    "lifecycle-of-value": [varied(), _states(["held"], entity="Unknown")],
    "relation-to-itself-unnamed": [
        _related({"source": "Room", "target": "Room", "verb": "opens into"}),
        _related(HOLDS),
    ],
    "relation-ambiguous": [
        _related({**HOLDS, "verb": "holds"}, {**HOLDS, "verb": "prefers"}),
        _related(HOLDS, {"source": "Booking", "target": "Person"}),
    ],
}
"""Designs that come close to a rule and do not trip it."""
