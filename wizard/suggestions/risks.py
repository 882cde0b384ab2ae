"""Suggestions for step 8: risks of what we depend on, of the scopes, and the cases that are easily forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import article, lowered, names_someone, some, spaced, stems
from wizard.suggestions.asked import asked
from wizard.suggestions.compliance import chosen
from wizard.suggestions.sensitive import REGULATED, Held, delicate_attributes
from wizard.suggestions.suggestion import Offer, suggests

MOST_CASES = 6
"""So many edge cases of one sort are offered; after them the reader has the idea."""
AT_ONCE = ("at once", "same moment", "same time", "parallel", "concurrent", "race", "two ")
"""Parts of a case by which it is known to be about two things at one time."""


@suggests(
    "risk-without-fallback", "We stop with a hard dependency that has no fallback.", "resilience-and-observability"
)
@asked("risks", "risks")
def _hard(design: Design) -> Iterator[Offer]:
    """Where no policy was written yet, step 7 is the place to begin."""
    fallback = {policy.system for policy in design.operations.dependency_policies if policy.fallback}
    known = " ".join(f"{risk.title} {risk.mitigation}" for risk in design.risks.risks)
    has_policies = bool(design.operations.dependency_policies)
    for system in design.scope.external_systems:
        if system.direction != "in" and not has_policies:
            continue
        if (
            not system.name
            or system.criticality != "hard"
            or system.name in fallback
            or names_someone(known, system.name)
        ):
            continue
        risk = {
            "title": f"{system.name} is gone for longer than anybody waits",
            "category": "supplier" if system.direction != "in" else "reliability",
            "likelihood": 3,
            "impact": 4,
            "response": "mitigate",
            "mitigation": "a policy with a fallback in step 7, or a second provider behind the same port",
            "status": "open",
        }
        because = (
            f"{system.name} is a hard dependency"
            + (f" ({system.purpose})" if system.purpose else "")
            + ", and no policy names a fallback."
        )
        basis = (("scope", "external_systems", system.id, "criticality"), ("operations", "dependency_policies"))
        yield Offer(("risks", "risks"), risk, because, basis)


@suggests("compliance-risk", "What could fall short of each scope, in this design.", "compliance")
@asked("risks", "compliance_risks")
def _compliance(design: Design) -> Iterator[Offer]:
    covered = {risk.scope for risk in design.risks.compliance_risks}
    missing = [scope for scope in chosen(design) if scope not in covered]
    held = list(delicate_attributes(design, REGULATED)) if missing else []
    for scope in missing:
        for about, risk, consequence, mitigation in _falls_short(scope, held, design):
            record = {"scope": scope, "risk": risk, "consequence": consequence, "mitigation": mitigation}
            because = f"{scope} applies, and {about[1]}."
            yield Offer(
                ("risks", "compliance_risks"),
                record,
                because,
                (("start", "compliance"), *((about[0],) if about[0] else ())),
            )


About = tuple[Path | None, str]


def _falls_short(scope: str, held: list[Held], design: Design) -> Iterator[tuple[About, str, str, str]]:
    """What a scope's risk is about, the risk, what it leads to, and what is done: at most one."""
    wanted = {"gdpr": REGULATED, "ccpa": REGULATED, "hipaa": ("health", "personal"), "pci-dss": ("card",)}.get(
        scope, ()
    )
    first = next((one for one in held if one.sensitivity in wanted), None)
    if first is not None:
        name = f"{spaced(first.name)} of {article(spaced(first.entity))}"
        about: About = (first.path, f"{first.entity} has {spaced(first.name)}, which is {first.sensitivity} data")
        if scope in ("gdpr", "ccpa"):
            yield (
                about,
                f"{name} stays in copies after its period",
                "a deletion that was promised and did not happen",
                "retention rule for each copy, backups included; a monthly search for leftovers",
            )
        elif scope == "hipaa":
            yield (
                about,
                f"{name} is read by somebody who does not treat that person",
                "a breach that has to be notified",
                "rules per record, every read audited, unusual reads reviewed",
            )
        else:
            yield (
                about,
                f"{name} turns up in logs, tickets or test data",
                "those systems become part of the audit",
                "masking at the edge, a filter in the collector, made-up numbers in tests",
            )
    elif scope in ("soc2", "iso27001") and design.access.roles:
        role = design.access.roles[0]
        names = some([one.name for one in design.access.roles if one.name])
        about = (("access", "roles", role.id, "description"), f"access is granted as {names}")
        yield (
            about,
            f"someone keeps {names} after changing jobs",
            "an exception in the report; access that nobody watches",
            "grants are reviewed twice a year by the owner of each role",
        )
    elif scope == "pci-dss":
        texts = next((one for one in design.api.operations if one.method == "POST" and one.path), None)
        if texts is not None:
            about = (("api", "operations", texts.id, "method"), f"{texts.label} takes what callers send")
            yield (
                about,
                f"a card number arrives in a free field of {texts.label}",
                "the service becomes part of the card data environment",
                "bodies with runs of digits that pass the check sum are refused, and reported",
            )


@suggests("edge-case-transition", "A change of state that the lifecycle does not allow.", "domain-modelling")
@asked("risks", "edge_cases")
def _transitions(design: Design) -> Iterator[Offer]:
    known = " ".join(f"{one.case} {one.expected}" for one in design.risks.edge_cases)
    refusal = "an error with the code for a conflict" if design.start.system_type == "graphql" else "409"
    count = 0
    for lifecycle in design.domain.lifecycles:
        refused = _refused(lifecycle.states, {(one.source, one.target) for one in lifecycle.transitions})
        if not lifecycle.entity or refused is None or count == MOST_CASES or stems(lifecycle.entity) <= stems(known):
            continue
        count += 1
        source, target = refused
        case = {
            "case": f"{article(spaced(lifecycle.entity))} that is {source} is asked to become {target}",
            "expected": f"{refusal}, and it stays {source}",
        }
        because = f"{lifecycle.entity} may be {source} and {target}, and no transition leads from one to the other."
        at = ("domain", "lifecycles", lifecycle.id)
        yield Offer(("risks", "edge_cases"), case, because, ((*at, "states"), (*at, "transitions")))


def _refused(states: tuple[str, ...], allowed: set[tuple[str, str]]) -> tuple[str, str] | None:
    """A change that no transition allows, from the last state if possible: what is over is what people try to change."""
    if not allowed:
        return None
    return next(
        (
            (source, target)
            for source in reversed(states)
            for target in states
            if source != target and (source, target) not in allowed
        ),
        None,
    )


@suggests(
    "edge-case-sent-twice",
    "The same request arrives twice, the second before the first is done.",
    "rest-best-practices",
)
@asked("risks", "edge_cases")
def _twice(design: Design) -> Iterator[Offer]:
    """Whoever wrote of one repeat otherwise has thought of repeats."""
    known = {one.case for one in design.risks.edge_cases}
    keyed = [one for one in design.api.operations if one.idempotency == "key" and one.kind == "create" and one.path][
        :MOST_CASES
    ]
    proposed = {f"{one.label} is sent twice with the same key at the same moment": one for one in keyed}
    others = [
        case
        for case in known
        if case not in proposed and any(word in case.lower() for word in ("twice", " key", "repeat"))
    ]
    if others:
        return
    in_progress = next((one.code for one in design.api.error_codes if "in_progress" in one.code), "")
    for said, operation in proposed.items():
        if said not in known:
            second = (
                f"409 {in_progress} at first, then the stored answer"
                if in_progress
                else "the second gets the answer of the first"
            )
            case = {"case": said, "expected": f"one {spaced(operation.entity) or 'record'}; {second}"}
            because = f"{operation.label} creates {article(spaced(operation.entity or 'record'))}, and a lost answer makes the client send it again."
            at = ("api", "operations", operation.id)
            yield Offer(("risks", "edge_cases"), case, because, ((*at, "idempotency"), (*at, "kind")))


@suggests(
    "edge-case-invariant", "Two requests that are each right, and together break an invariant.", "domain-modelling"
)
@asked("risks", "edge_cases")
def _together(design: Design) -> Iterator[Offer]:
    """Whoever wrote of one race otherwise has thought of races."""
    known = {one.case for one in design.risks.edge_cases}
    spanning = [one for one in design.domain.invariants if one.enforced_by == "transaction" and one.statement]
    proposed = {
        f"two requests at once, each right alone, would break this together: {one.statement}": one
        for one in spanning[:MOST_CASES]
    }
    if any(case not in proposed and any(part in case.lower() for part in AT_ONCE) for case in known):
        return
    for said, invariant in proposed.items():
        if said in known:
            continue
        refused = f": {lowered(invariant.on_violation)}" if invariant.on_violation else ""
        case = {"case": said, "expected": f"one succeeds, the other is refused{refused}"}
        if invariant.tested_by:
            case["covered_by"] = invariant.tested_by
        because = (
            f"It is kept by a transaction that {invariant.statement}; that holds only if two at once are kept apart."
        )
        at = ("domain", "invariants", invariant.id)
        yield Offer(("risks", "edge_cases"), case, because, ((*at, "enforced_by"), (*at, "statement")))
