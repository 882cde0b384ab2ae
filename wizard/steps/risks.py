"""Step 8: what can go wrong, what is done about it, and who answers for the rest."""

from typing import Literal

from wizard.ask import Group, Record, ask
from wizard.steps.access_records import Regime, has_any_scope
from wizard.steps.risk_records import RESPONSE_HINTS, DerivedRisks, Response, Waivers
from wizard.steps.step import Step

OwaspItem = Literal["API1", "API2", "API3", "API4", "API5", "API6", "API7", "API8", "API9", "API10"]
"""The ten of the OWASP API Security Top 10, 2023 edition."""
RiskCategory = Literal[
    "data-integrity", "security", "compliance", "reliability", "performance", "delivery", "cost", "supplier"
]


class EdgeCase(Record, columns=("case", "expected", "covered_by"), noun="edge case", named_by=(("case",),)):
    """An input or moment that is rare, allowed and easily forgotten."""

    case: str = ask(
        "Case",
        "What happens, in one line.",
        why="'Invalid input' is not a case. One concrete moment can be turned into a test.",
        need=True,
        eg="refund arrives before the capture is confirmed",
    )
    expected: str = ask(
        "Expected behaviour",
        "What the caller sees, and what is stored.",
        why="Left open, the first implementation decides it, and the second decides otherwise.",
        need=True,
        eg="409, no change",
    )
    covered_by: str = ask(
        "Covered by",
        "The test or constraint that holds it.",
        why="An expectation nothing checks is true until the next change.",
        depth="simple-crud",
        eg="test_refund_before_capture",
    )


class FailureMode(
    Record,
    columns=("component", "failure", "effect", "detection", "mitigation"),
    noun="failure mode",
    named_by=(("component", "failure"), ("failure",)),
):
    """One way in which one part fails."""

    component: str = ask(
        "Component",
        "The part that fails.",
        why="Parts that nobody owns, such as DNS or certificates, fail as well and are missing from most lists.",
        need=True,
        eg="Card processor",
    )
    failure: str = ask(
        "Failure",
        "How it fails; slow and wrong count too.",
        why="'Down' is the easy one. Slow, full, or wrong but answering do the lasting damage.",
        need=True,
        eg="answers after 30 s",
    )
    effect: str = ask(
        "Effect",
        "What users and data feel of it.",
        why="It tells whether the mitigation is worth its price, and what support has to say.",
        need=True,
        eg="checkout hangs, some pay twice",
    )
    detection: str = ask(
        "Detection",
        "What tells us, within which time; or that nothing does.",
        why="The failures that cost most are the ones customers report first.",
        need=True,
        eg="latency alert within 5 min",
    )
    mitigation: str = ask(
        "Mitigation",
        "What limits the effect, by itself or by hand.",
        why="A mitigation that needs a person at night is one that takes half an hour.",
        need=True,
        eg="2 s timeout, then queue",
    )


class Risk(
    Record,
    columns=("title", "likelihood", "impact", "response", "mitigation", "owner"),
    noun="risk",
    named_by=(("title",),),
):
    """Something that may happen and would hurt."""

    title: str = ask(
        "Title",
        "The event and what it leads to.",
        why="A title such as 'security' can not happen. An event and its consequence can be judged.",
        need=True,
        eg="Processor contract ends; no second one",
    )
    category: RiskCategory | None = ask(
        "Category",
        "What it would damage first.",
        why="It shows what the list is blind to: ten technical risks, and none about people or suppliers.",
        depth="simple-crud",
    )
    likelihood: int | None = ask(
        "Likelihood",
        "1 hardly ever, 5 almost certain.",
        why="Everything at 3 is a list without an order. Compare with how often it happened elsewhere.",
        need=True,
        low=1,
        high=5,
        eg="2",
    )
    impact: int | None = ask(
        "Impact",
        "1 a nuisance, 5 the end of the service.",
        why="Judged by the effort of the repair alone, the loss of trust is left out.",
        need=True,
        low=1,
        high=5,
        eg="4",
    )
    response: Response | None = ask(
        "Response",
        why="A risk without one is neither carried nor worked on, and is found open on the day it happens.",
        need=True,
        hints=RESPONSE_HINTS,
    )
    mitigation: str = ask(
        "Mitigation",
        "What is done; for an accepted risk, why it can be carried.",
        why="'Monitor it' changes nothing. Say what makes it rarer or smaller, and how that was tried.",
        need=lambda risk: risk.response in ("mitigate", "transfer", "avoid"),
        eg="adapter for a second processor, tried monthly",
    )
    owner: str = ask(
        "Owner",
        "A person, who decides when it changes.",
        why="A risk owned by a group is accepted by silence.",
        need=lambda risk: risk.response == "accept",
        eg="Head of Payments",
    )
    due: str = ask(
        "Due",
        "Year, month and day.",
        why="Mitigations without a date are still planned when the risk comes true.",
        eg="2026-03-31",
    )
    status: Literal["open", "done"] | None = ask(
        "Status",
        why="Done once is not done for good; an open one that reads as done stops being looked at.",
        hints={"open": "still to do", "done": "response is in place"},
    )


class ComplianceRisk(
    Record,
    columns=("scope", "risk", "consequence", "mitigation", "owner"),
    noun="compliance risk",
    named_by=(("scope", "risk"), ("risk",)),
):
    """A way in which this design could fall short of a scope."""

    scope: Regime | None = ask(
        "Scope",
        "The scope it would breach.",
        why="Each regime has its own deadlines and people to tell; the wrong one costs days that are counted.",
        need=True,
    )
    risk: str = ask(
        "Risk",
        "What could fall short.",
        why="'Non-compliance' is the consequence. Name the place in this design where it would begin.",
        need=True,
        eg="card numbers in support tickets",
    )
    consequence: str = ask(
        "Consequence",
        "For people and for the company.",
        why="Without it the risk competes with features as a form to fill in, and loses.",
        eg="tickets become part of the audit",
    )
    mitigation: str = ask(
        "Mitigation",
        "What is done about it, or who decides.",
        why="Training and good will are not part of a design. Name what refuses, masks or deletes.",
        need=True,
        eg="ticket form masks long digit runs",
    )
    owner: str = ask(
        "Owner",
        why="Regulators ask for a responsible person, and so does the first night of an incident.",
        depth="simple-crud",
        eg="Compliance officer",
    )


class OwaspCoverage(Record, columns=("item", "covered_by", "why_not"), noun="OWASP row", named_by=(("item",),)):
    """One of the ten, and what in this design answers it."""

    item: OwaspItem | None = ask(
        "Item",
        why="A list with nine of the ten hides its gap better than one with three.",
        need=True,
        hints={
            "API1": "Broken Object Level Authorization",
            "API2": "Broken Authentication",
            "API3": "Broken Object Property Level Authorization",
            "API4": "Unrestricted Resource Consumption",
            "API5": "Broken Function Level Authorization",
            "API6": "Unrestricted Access to Sensitive Business Flows",
            "API7": "Server Side Request Forgery",
            "API8": "Security Misconfiguration",
            "API9": "Improper Inventory Management",
            "API10": "Unsafe Consumption of APIs",
        },
    )
    covered_by: str = ask(
        "Covered by",
        "The rule, limit or test that answers it.",
        why="'Handled by the framework' can not be tried. A tester should be able to attack what stands here.",
        depth="simple-crud",
        eg="merchant_id in each query; cross-merchant tests",
    )
    why_not: str = ask(
        "Why not",
        "Why it does not apply, or is left open.",
        why="An empty row reads as covered. A reason shows that the question was asked.",
        need=lambda row: not row.covered_by,
        when=lambda row: not row.covered_by,
        eg="nothing here fetches an address that a caller gives",
    )


class Tick(
    Record,
    columns=("item", "state", "reason", "owner", "note"),
    aside=("note",),
    noun="tick",
    named_by=(("item",),),
):
    """What a person says about one checklist item; it stands above what the answers tell."""

    item: str = ask(
        "Item",
        "The id, as the checklist shows it.",
        why="The id ties the tick to one statement; if that is reworded, it is looked at again.",
        need=True,
        eg="table-restore-tried",
    )
    state: Literal["met", "not-met", "not-applicable"] | None = ask(
        "State",
        why="Met is a claim that outranks the answers, so a wrong one hides what they would show.",
        need=True,
        hints={
            "met": "it is true of this design",
            "not-met": "it is not, or not yet",
            "not-applicable": "it makes no sense here, with the reason",
        },
    )
    reason: str = ask(
        "Reason",
        "Why it does not apply; for the others, what convinced you.",
        why="Not applicable without a reason is a way to skip a question; with one it is an answer.",
        need=lambda tick: tick.state == "not-applicable",
        depth="simple-crud",
        eg="nothing is stored longer than a request",
    )
    owner: str = ask(
        "Owner",
        "Who answers for it.",
        why="A tick stands above what the answers say; somebody has to stand behind it.",
        depth="simple-crud",
        eg="Security lead",
    )
    note: str = ask(
        "Note",
        "Where a reviewer finds it, or what is still to do.",
        why="A tick without a trace has to be looked up anew at every review.",
        depth="simple-crud",
        eg="ADR 7",
    )


class EdgeCases(Group, heading="Edge cases"):
    """What is rare, allowed, and easily forgotten."""

    edge_cases: tuple[EdgeCase, ...] = ask(
        "Edge cases",
        "Empty, twice, too late, out of order, at the limit, at the same moment: one line each.",
        why="They cost a sentence here; found in production, they cost a correction of the data as well.",
        need=True,
    )


class FailureModes(Group, heading="Failure modes"):
    """How each part fails, who feels it, and what tells us."""

    failure_modes: tuple[FailureMode, ...] = ask(
        "Failure modes",
        "Every hard dependency, store and queue at least once.",
        why="Going part by part finds what the happy path hides; the usual find is a failure that nothing detects.",
        need=True,
    )


class RiskRegister(Group, heading="Risk register"):
    """What may happen, how bad it is, and who answers for it."""

    risks: tuple[Risk, ...] = ask(
        "Risks",
        "Those that no single failure shows: suppliers, people, dates, growth.",
        why="A risk with a number and an owner can be weighed against work; one in a conversation can not.",
        depth="simple-crud",
    )


class ComplianceRisks(Group, heading="Compliance risks", when=has_any_scope):
    """Where the design could fall short of the chosen scopes."""

    compliance_risks: tuple[ComplianceRisk, ...] = ask(
        "Compliance risks",
        "At least one line for each scope chosen.",
        why="Lawyers and auditors find these too, later, when changing the data design is a migration.",
        need=has_any_scope,
    )


class OwaspApi(Group, heading="OWASP API coverage"):
    """The ten usual weaknesses of APIs, and what answers each here."""

    owasp_coverage: tuple[OwaspCoverage, ...] = ask(
        "OWASP API Top 10",
        "Ten lines, 2023 edition: what covers each, or why it does not apply.",
        why="Most attacks on APIs are one of these ten; three of them are about who may touch what.",
        need=True,
    )


class TickedItems(Group, heading="Checklist"):
    """Items of the reference pages that a person has looked at."""

    ticks: tuple[Tick, ...] = ask(
        "Ticked by hand",
        "Items that the answers can not settle. The checklist writes these lines; F6 opens it.",
        why="Much of a review is in no field. What somebody looked at, and who it was, belongs beside the design.",
        depth="simple-crud",
    )


class Risks(EdgeCases, FailureModes, RiskRegister, ComplianceRisks, OwaspApi, DerivedRisks, TickedItems, Waivers):
    """The answers of step 8."""


RISKS = Step("risks", 8, "Risks", "What can go wrong, and who answers for it.", Risks, ("RISK_CHECKLIST",))
