"""Checklist items about card data: where it is, what may be kept of it, and who answers for it."""

from __future__ import annotations

import re

from wizard.checklist.reading import is_named, tells, words_of
from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, settles, silent, some, unmet
from wizard.design import Design, Path
from wizard.facts.retained import CARD_CODES

TABLES = ("data", "tables")
_RUN = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")


def _held(design: Design) -> list[tuple[Path, str, str | None]]:
    """Every attribute and column: where it is, its name and its class."""
    held: list[tuple[Path, str, str | None]] = [
        (("domain", "entities", entity.id, "attributes", one.id), f"{entity.name}.{one.name}", one.sensitivity)
        for entity in design.domain.entities
        for one in entity.attributes
    ]
    return held + [
        ((*TABLES, table.id, "table_columns", one.id), f"{table.name}.{one.name}", one.sensitivity)
        for table in design.data.tables
        for one in table.table_columns
    ]


@settles("compliance-pci-out-of-scope-first")
def cards_out_of_scope(design: Design) -> Told:
    """Nothing is marked card; if something is, a person judges the reason."""
    held = _held(design)
    if not held:
        return silent((TABLES, "none are listed"))
    cards = [(path, name) for path, name, marked in held if marked == "card"]
    if not cards:
        return met((TABLES, f"none of {len(held)} attributes and columns is marked card"))
    given = [design.scope.minimal_architecture, *design.scope.integrity_constraints, *design.scope.out_of_scope]
    given += [words_of(one, "decision", "because") for one in design.pattern.tradeoffs]
    is_open = any(tells(text, "hosted|token|fields") for text in given)
    return (silent if is_open else unmet)(*cards[:3])


@settles("compliance-pci-no-code-kept")
def no_code_kept(design: Design) -> Told:
    """An attribute or column with the name of a code contradicts; a constraint that rules codes out meets."""
    codes = [(path, name) for path, name, _ in _held(design) if name.rpartition(".")[2].lower() in CARD_CODES]
    if codes:
        return unmet(*codes[:3])
    rule = r"\b(no|never|not)\b[^.;]*(security code|verification code|\bcvv|\bcvc|\bpin\b|full track)"
    for line in (*design.scope.integrity_constraints, *(one.control for one in design.access.controls)):
        if re.search(rule, line, re.IGNORECASE):
            return met((("scope", "integrity_constraints"), line))
    return silent((("scope", "integrity_constraints"), "no line rules out that a code is kept"))


@settles("compliance-pci-last-four")
def last_four_only(design: Design) -> Told:
    """A response example with a whole card number contradicts."""
    for one in design.api.operations:
        if any(_passes_luhn(re.sub(r"\D", "", match)) for match in _RUN.findall(one.response_example)):
            return unmet((("api", "operations", one.id, "response_example"), f"{one.label}: a whole card number"))
    return silent(
        (("api", "operations"), "no response example shows a card number; screens and exports are not in the answers")
    )


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


@settles("compliance-pci-not-disk-alone")
def more_than_disks(design: Design) -> Told:
    """At rest names fields, tokens or hashes beside disks."""
    return says(design, "access.at_rest", {"more than disks": r"per field|field|column|token|truncat|hash|once more"})


@settles("compliance-pci-page-tamper")
def pages_watched(design: Design) -> Told:
    """An alert about scripts or headers of pages."""
    told = some(
        design.operations.alerts,
        "operations.alerts",
        lambda one: tells(
            words_of(one, "name", "condition"), "script|header|page", "chang|tamper|unknown|differ|new|unexpected"
        ),
        "none is about scripts or headers of a page",
    )
    return told if told.state == "met" else silent(*told.where)


@settles("compliance-pci-stray-number")
def stray_numbers(design: Design) -> Told:
    """An edge case about a card number where none belongs."""
    return some(
        design.risks.edge_cases,
        "risks.edge_cases",
        lambda one: tells(one.case, r"card numbers?|\bpan\b|card data|digits"),
        "none is about a card number where none belongs",
        nothing="none are listed",
    )


@settles("compliance-pci-who-does-what")
def duties_shared(design: Design) -> Told:
    """A control of scope pci-dss names each external system with card data, or its list of duties."""
    listed = [words_of(one, "control", "evidence") for one in design.access.controls if one.scope == "pci-dss"]
    if not listed:
        return silent((("access", "controls"), "none is of scope pci-dss"))
    duties = [text for text in listed if tells(text, "responsib|duti|duty|matrix|who does|ours")]
    return every(
        [one for one in design.scope.external_systems if one.data_class == "card"],
        "scope.external_systems",
        lambda one: any(is_named(one.name, text) for text in duties),
        "no control of scope pci-dss divides the duties with it",
        nothing="none exchanges card data",
        is_open=lambda _: duties,
        doubt="not named by the control about duties",
    )
