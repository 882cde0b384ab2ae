"""The tables of the contract that take more than a row per record: joined, computed or in an order of their own."""

from __future__ import annotations

from wizard.checklist.checklist import State
from wizard.contract import SECTIONS
from wizard.design import Design
from wizard.export import derived
from wizard.export.markdown import Markdown, code
from wizard.export.tables import number, rows, table
from wizard.export.words import words
from wizard.knowledge.guide import PAGE
from wizard.review import Review
from wizard.steps.access import Access
from wizard.steps.api import ApiContract
from wizard.steps.data import DataDesign, Table
from wizard.steps.domain import DomainModel
from wizard.steps.file_plan import FilePlan
from wizard.steps.operations import Operations
from wizard.steps.risks import OwaspCoverage, Risks
from wizard.steps.scope import Scope


def standards_used(design: Design) -> Markdown:
    """The standards that this contract relies on."""
    found = derived.standards(design)
    return rows(
        ["Standard", "Version", "Date", "Status", "Used for", "Newer"],
        [(s.name, s.version, s.date, s.standing, s.used_for, str(s.newer)) for s in found],
    )


def drivers_weighed(design: Design) -> Markdown:
    """The drivers of step 2 with what their levels mean."""
    return rows(["Driver", "Level", "Which means"], derived.drivers(design))


def alternatives(design: Design) -> Markdown:
    """The patterns that were turned down, and why."""
    found = [(words("pattern", row.pattern), row.why_rejected) for row in design.pattern.alternatives]
    return rows(["Pattern", "Why not"], found)


def attributes(domain: DomainModel) -> Markdown:
    """The attributes of all entities in one table."""
    found = [(entity.name, held) for entity in domain.entities for held in entity.attributes]
    return rows(
        ["Entity", "Attribute", "Type", "Required", "Unique", "Sensitivity", "Note"],
        [(name, a.name, a.type, a.required, a.unique, a.sensitivity, a.note) for name, a in found],
    )


def rest_operations(api: ApiContract) -> Markdown:
    """What clients can call over HTTP."""
    return rows(
        [
            "Method",
            "Path",
            "Operation id",
            "Summary",
            "Access",
            "Idempotency",
            "Success",
            "Paginated",
            "Rate class",
            "Errors",
        ],
        [
            (
                o.method,
                code(o.path),
                o.operation_id,
                o.summary,
                o.access,
                o.idempotency,
                o.success_status,
                o.paginated,
                o.rate_class,
                o.errors,
            )
            for o in api.operations
        ],
    )


def traceability(api: ApiContract) -> Markdown:
    """Which workflow and entity each operation serves; nothing if none says so."""
    found = [o for o in api.operations if o.workflow or o.entity]
    return rows(
        ["Operation", "Kind", "Entity", "Workflow"],
        [(o.label or o.summary, o.kind, o.entity, o.workflow) for o in found],
    )


def indexes(of: Table) -> Markdown:
    """The indexes of a table, with what each is for."""
    return rows(["Index on", "Unique", "Serves"], [(row.index_columns, row.unique, row.serves) for row in of.indexes])


def migration_steps(data: DataDesign) -> Markdown:
    """The steps of the migration in the order of deployment."""
    ordered = sorted(data.migration_steps, key=lambda step: step.order or len(data.migration_steps) + 1)
    return table(ordered, "order", "change", "phase", "lock_risk", "reversible")


def permission_matrix(design: Design) -> Markdown:
    """Who may call what: operations down, roles across."""
    return rows(*derived.permissions(design))


def objectives(operations: Operations) -> Markdown:
    """Service level objectives with the error budget and the burn rates that follow from them."""
    return rows(
        ["Objective", "Measured on", "Indicator", "Target", "Window", "Latency limit", "Error budget", "Burn rates"],
        [
            (
                s.name,
                s.target,
                s.indicator,
                _with(s.objective, "%"),
                _with(s.window_days, "days"),
                _with(s.latency_ms, "ms"),
                derived.budget(s),
                derived.burn_rates(s),
            )
            for s in operations.slos
        ],
    )


def dependency_policies(operations: Operations) -> Markdown:
    """How calls to each external system are bounded, repeated and given up."""
    return rows(
        ["System", "Timeout", "Retries", "Backoff", "Circuit breaker", "Fallback"],
        [
            (p.system, _with(p.timeout_ms, "ms"), p.retries, p.backoff, p.breaker, p.fallback)
            for p in operations.dependency_policies
        ],
    )


def targets(operations: Operations) -> Markdown:
    """How fast each operation answers, under how many calls."""
    return rows(
        ["Operation", "p50", "p95", "p99", "Peak", "Payload"],
        [
            (
                t.operation,
                _with(t.p50_ms, "ms"),
                _with(t.p95_ms, "ms"),
                _with(t.p99_ms, "ms"),
                _with(t.peak_per_second, "/s"),
                t.payload,
            )
            for t in operations.targets
        ],
    )


def capacity(operations: Operations) -> Markdown:
    """Calls in flight at the peak, and the slots they need; nothing for targets without a rate or a time."""
    known = [target for target in operations.targets if derived.slots(target) is not None]
    return rows(
        ["Operation", "In flight at p50", "In flight at p95", "Slots"],
        [
            (t.operation, derived.in_flight(t, t.p50_ms), derived.in_flight(t, t.p95_ms), derived.slots(t))
            for t in known
        ],
    )


def neighbours(scope: Scope) -> Markdown:
    """How the external systems are connected."""
    return rows(
        ["System", "Who calls", "Protocol", "Most sensitive data"],
        [(s.name, words("direction", s.direction), s.protocol, s.data_class) for s in scope.external_systems],
    )


def risk_register(risks: Risks) -> Markdown:
    """The risks, the highest score first."""
    return rows(
        ["Score", "Risk", "Category", "Likelihood", "Impact", "Response", "Mitigation", "Owner", "Due", "Status"],
        [
            (
                derived.score(r),
                r.title,
                r.category,
                r.likelihood,
                r.impact,
                r.response,
                r.mitigation,
                r.owner,
                r.due,
                r.status,
            )
            for r in derived.by_score(risks.risks)
        ],
    )


def controls(access: Access) -> Markdown:
    """What each compliance scope asks for, and how far it is met."""
    return rows(
        ["Scope", "Control", "Status", "Evidence", "Owner"],
        [(words("regime", c.scope), c.control, c.status, c.evidence, c.owner) for c in access.controls],
    )


def compliance_risks(risks: Risks) -> Markdown:
    """Where the design could fall short of its scopes."""
    return rows(
        ["Scope", "Risk", "Consequence", "Mitigation", "Owner"],
        [(words("regime", r.scope), r.risk, r.consequence, r.mitigation, r.owner) for r in risks.compliance_risks],
    )


def owasp(risks: Risks) -> Markdown:
    """What answers each of the ten weaknesses."""
    item = OwaspCoverage.fields["item"]
    return rows(
        ["Item", "Weakness", "Covered by", "Why not covered"],
        [(r.item, derived.hint(item, r.item or ""), r.covered_by, r.why_not) for r in risks.owasp_coverage],
    )


def checklist_counts(review: Review) -> Markdown:
    """How the items of the reference pages stand, section by section of the contract."""
    states: tuple[State, ...] = ("met", "not-applicable", "not-met", "open")
    shown = [
        (section, [one.state for one in review.checklist.of((section,)) if one.item.page != PAGE])
        for section in SECTIONS
    ]
    return rows(
        ["Section", "Met", "Not applicable", "Not met", "Open"],
        [(code(section), *(found.count(state) for state in states)) for section, found in shown if found],
    )


def ticked(review: Review) -> Markdown:
    """The items that a person has looked at, with what they ask."""
    known = review.checklist.by_id
    return rows(
        ["Item", "Asks that", "State", "Reason", "Owner", "Note"],
        [
            (t.item, known[t.item].item.statement if t.item in known else "", t.state, t.reason, t.owner, t.note)
            for t in review.design.risks.ticks
        ],
    )


def taken_out(review: Review) -> Markdown:
    """What was replaced by placeholders."""
    found = review.taken_out or ()
    return rows(
        ["Placeholder", "Stands for", "In the answer to"], [(code(t.placeholder), t.kind, t.question) for t in found]
    )


def planned_files(plan: FilePlan) -> Markdown:
    """The files that are going to be written."""
    return rows(
        ["Path", "Purpose", "Layer", "Module"], [(code(f.path), f.purpose, f.layer, f.module) for f in plan.files]
    )


def open_questions(plan: FilePlan) -> Markdown:
    """What nobody knows yet."""
    return table([row for row in plan.open_questions if not row.answer], "question", "owner", "due")


def answered_questions(plan: FilePlan) -> Markdown:
    """What was asked and is known now."""
    return table([row for row in plan.open_questions if row.answer], "question", "answer", "owner")


def _with(value: float | None, unit: str) -> str:
    """A number with its unit; nothing for nothing."""
    return "" if value is None else f"{number(value)}{'' if unit == '/s' else ' '}{unit}"
