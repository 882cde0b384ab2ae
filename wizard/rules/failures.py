"""Rules on what fails: parts of which nobody says how, failures that nothing tells of, rules that nothing tries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.words import plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short

UNTOLD = (
    r"^\s*(nothing|none|no one|nobody|not detected|undetected)\b|"
    r"\b(customers?|users?|clients?|callers?|people) (call|complain|report|tell|notice|write)|\bcomplaints?\b|\bsupport (tickets?|calls?)\b"
)
"""How a detection says that no part of the system tells of the failure."""
OWN_EYES = r"\b(alert\w*|metrics?|probes?|pages?|logs?|checks?|dashboards?|monitor\w*|burn rate|counts?|recount\w*)\b"
"""What tells of a failure before people do."""
NO_CASE = (
    r"\s*(invalid|bad|wrong|unexpected|malformed)? ?(input|inputs|data|errors?|requests?|edge cases?|null|values?)\W*$"
)
"""A case that can not be turned into a test."""
DATABASE = r"\b(databases?|dbs?|stores?|storage|persistence|disks?)\b"
LIKE = {"queue": r"\b(queues?|brokers?|streams?|topics?|kafka|rabbit)", "cache": r"\b(caches?|redis|memcached|valkey)"}


@rule(
    "part-without-failure-mode",
    "warning",
    "We stop when this part stops, or it keeps our data, and no failure mode says how that looks and what is done.",
    "Add a line for it: how it fails, who feels it, what tells us, what limits it.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _part_without_failure_mode(design: Design) -> Iterable[Said]:
    """Nothing is said while there are no failure modes at all: that they are missing is said already."""
    modes = design.risks.failure_modes
    if not modes:
        return
    told = plain(" ; ".join(f"{mode.component} {mode.failure}" for mode in modes))
    components = " ; ".join(mode.component for mode in modes)
    has_database = re.search(DATABASE, components, re.IGNORECASE) is not None
    for system in design.scope.external_systems:
        if system.criticality == "hard" and system.name and plain(system.name) not in told:
            yield Said(
                ("risks", "failure_modes"), f"{short(system.name)}: we stop with it, and no failure mode names it"
            )
    for store in design.data.stores:
        is_named = any(
            plain(word) in told for word in (store.name, store.technology.partition(" ")[0].strip(",;")) if word
        )
        if (
            store.name
            and not is_named
            and not (has_database or _is_like(f"{store.name} {store.technology}", components))
        ):
            yield Said(("risks", "failure_modes"), f"{short(store.name)}: a store, and no failure mode names it")


def _is_like(store: str, components: str) -> bool:
    """Whether a component names the kind of thing that the store is."""
    return any(
        re.search(pattern, store, re.IGNORECASE) and re.search(pattern, components, re.IGNORECASE)
        for pattern in LIKE.values()
    )


@rule(
    "failure-undetected",
    "warning",
    "Nothing of our own tells of this failure, so it lasts until a customer has had enough of it.",
    "Name the metric or alert that tells of it, and within which time.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _failure_undetected(design: Design) -> Iterable[Said]:
    for mode in design.risks.failure_modes:
        is_untold = re.search(UNTOLD, mode.detection, re.IGNORECASE)
        if is_untold and not re.search(OWN_EYES, mode.detection, re.IGNORECASE):
            yield Said(
                ("risks", "failure_modes", mode.id, "detection"),
                f"{short(mode.label, OF_SEVERAL)}: noticed by '{short(mode.detection, OF_SEVERAL)}'",
            )


@rule(
    "edge-case-without-moment",
    "advice",
    "'Invalid input' is not a case: it names no input, so no test can be made of it and nobody can disagree.",
    "Name one input or moment, and what happens then.",
    "threat-checklist#how-is-one-request-taken-apart",
)
def _edge_case_without_moment(design: Design) -> Iterable[Said]:
    for case in design.risks.edge_cases:
        if case.case and re.match(NO_CASE, case.case, re.IGNORECASE):
            yield Said(("risks", "edge_cases", case.id, "case"), f"{short(case.case)}: names no single input or moment")


@rule(
    "code-rule-without-test",
    "warning",
    "Code alone keeps this rule, and no test tries to break it. It holds until the next change, or until two calls come at once.",
    "Name the test that would fail.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _code_rule_without_test(design: Design) -> Iterable[Said]:
    """What the store enforces holds without a test; code does not."""
    for invariant in design.domain.invariants:
        if invariant.enforced_by in ("aggregate", "transaction", "policy", "validation") and not invariant.tested_by:
            yield Said(
                ("domain", "invariants", invariant.id, "tested_by"),
                f"{short(invariant.statement)}: kept by {invariant.enforced_by}, and no test tries it",
            )
