"""Suggestions for the start form: only what kind of data the design has can say anything about it."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import spaced
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests


@suggests("scope-from-card-data", "Whoever stores or exchanges card data is within the scope of PCI DSS.", "compliance")
@asked("start", "compliance")
def _card_scope(design: Design) -> Iterator[Offer]:
    if any(scope in design.start.compliance for scope in ("pci-dss", "all")):
        return
    for entity in design.domain.entities:
        for attribute in entity.attributes:
            if attribute.sensitivity == "card":
                because = f"{entity.name} holds {spaced(attribute.name)}, marked as card data, and PCI DSS counts for whoever stores it."
                basis = ("domain", "entities", entity.id, "attributes", attribute.id, "sensitivity")
                yield Offer(("start", "compliance"), ["pci-dss"], because, (basis,))
                return
    for system in design.scope.external_systems:
        if system.data_class == "card":
            because = f"Card data is exchanged with {system.name}, and PCI DSS counts for whoever transmits it."
            yield Offer(
                ("start", "compliance"),
                ["pci-dss"],
                because,
                (("scope", "external_systems", system.id, "data_class"),),
            )
            return
