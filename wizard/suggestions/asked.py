"""Rules offer only what a design is asked: one place for all of them, so that no rule has to think of depth and surfaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from wizard.ask import Depth, Record
from wizard.design import Design, is_asked, is_group_asked
from wizard.suggestions.suggestion import Offer
from wizard.workflow import STEP_BY_KEY

Offers = Callable[[Design], Iterable[Offer]]


def asked(step_key: str, field: str, inner: str = "") -> Callable[[Offers], Offers]:
    """Let a rule speak only where a design is asked for a field, or for a field `inner` of its records.

    Of the records that it offers, only the fields remain that a design of that depth is asked.
    """
    group, asking = STEP_BY_KEY[step_key].group_of(field), STEP_BY_KEY[step_key].fields[field]
    within = asking.record.fields[inner] if inner and asking.record else asking

    def declared(offers: Offers) -> Offers:
        def where_asked(design: Design) -> Iterator[Offer]:
            depth = design.depth
            if is_group_asked(group, design) and is_asked(asking, design, depth) and within.is_deep_enough(depth):
                for offer in offers(design):
                    yield _shown(offer, within.record, depth)

        return where_asked

    return declared


def _shown(offer: Offer, kind: type[Record] | None, depth: Depth) -> Offer:
    if (
        kind is None or not isinstance(offer.value, Mapping) or depth != "simple-crud"
    ):  # no rule offers what only deeper designs are asked
        return offer
    return offer._replace(value=_shown_in(offer.value, kind, depth))


def _shown_in(value: Mapping[str, Any], kind: type[Record], depth: Depth) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, said in value.items():
        field = kind.fields[name]
        if field.is_deep_enough(depth):
            record = field.record
            shown[name] = [_shown_in(item, record, depth) for item in said] if record is not None else said
    return shown
