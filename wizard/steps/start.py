"""The start form: what kind of system this is. Only system type and compliance scope must be answered to begin."""

from typing import Literal

from wizard.ask import Depth, Group, Record, ask
from wizard.steps.step import Step

SystemType = Literal["rest", "graphql", "both"]
Scope = Literal["soc2", "iso27001", "pci-dss", "hipaa", "gdpr", "ccpa", "all", "none"]
Domain = Literal["general", "payments", "healthcare", "analytics", "ai-pipelines"]


class Reviewer(Record, columns=("name", "role"), noun="reviewer"):
    """Someone who reads the design before it is built."""

    name: str = ask(
        "Name", why="A review by 'the team' is done by nobody; a name can be asked.", need=True, eg="Ines Duarte"
    )
    role: str = ask(
        "Role",
        why="It shows which view is missing: security, data and operations find different mistakes.",
        eg="Security lead",
        depth="simple-crud",
    )


class Beginning(Group, heading="Start"):
    """What kind of system this is; everything after depends on it."""

    title: str = ask(
        "Title",
        "The name of the system, as it should stand on the cover of the design.",
        why="Every export carries it, and so do the names of the files.",
        need=True,
        eg="Payments API",
    )
    in_scope: bool | None = ask(
        "Is this a backend or API design?",
        "No ends the wizard: the export says that the request is out of scope, and nothing else.",
        why="A frontend, a data-science notebook or a purchase decision needs other questions than these nine steps ask.",
        need=True,
    )
    system_type: SystemType | None = ask(
        "System type",
        "What clients speak to. It decides which questions of step 4 are asked.",
        why="REST and GraphQL differ in versioning, errors, paging and limits; a design that leaves this open can not be reviewed.",
        need=True,
        hints={
            "rest": "resources and HTTP methods",
            "graphql": "one schema, queries and mutations",
            "both": "each with responsibilities of its own",
        },
    )
    compliance: tuple[Scope, ...] = ask(
        "Compliance scope",
        "Every regime that the system falls under. 'all' takes the superset, 'none' asks for the reason.",
        why="A scope found after the build is the most expensive requirement there is. Legal review is part of each of them.",
        need=True,
        hints={
            "soc2": "service organisations, a customer asks for the report",
            "iso27001": "information security management",
            "pci-dss": "stores, processes or transmits card data",
            "hipaa": "health information in the United States",
            "gdpr": "personal data of people in the EU",
            "ccpa": "personal information of Californians (with CPRA)",
            "all": "the superset of the six",
            "none": "none of them, with a reason",
        },
    )
    compliance_none_reason: str = ask(
        "Why no compliance scope applies",
        "One sentence that a reviewer can check.",
        why="Unsaid, 'none' reads as 'not looked at', and the first audit reopens the whole design.",
        need=lambda design: "none" in design.start.compliance,
        when=lambda design: "none" in design.start.compliance,
        eg="Only synthetic data, inside one company network",
    )
    domain: Domain | None = ask(
        "Domain",
        "Chooses the examples you are shown; nothing else depends on it.",
        why="An example from your own field is understood at once; one from another field has to be translated first.",
        depth="simple-crud",
    )
    depth: Depth | None = ask(
        "Depth",
        "How much is asked. Each level asks what the one before asks, and more; it can be changed at any time.",
        why="A form for a payroll table and one for a bank are not the same form. Answers hidden by a change are kept.",
        depth="simple-crud",
        hints={
            "simple-crud": "only what every design needs",
            "standard": "and what most reviewers ask about",
            "multi-tenant": "and tenancy, quotas, limits per tenant",
            "high-scale": "and capacity, caches, partitioning, degradation",
        },
    )
    authors: tuple[str, ...] = ask(
        "Authors",
        "One name a line.",
        why="Questions come for years. A design without an author is argued about by people who were not there.",
        depth="simple-crud",
        eg="Mara Lindqvist",
    )
    reviewers: tuple[Reviewer, ...] = ask(
        "Reviewers",
        "Who reads this before it is built, and in which role.",
        why="A design nobody was asked to read is first reviewed by its users.",
        depth="simple-crud",
    )


class Start(Beginning):
    """The answers of the start form."""


START = Step("start", 0, "Start", "What kind of system this is.", Start, ("SYSTEM_CONTEXT",))
