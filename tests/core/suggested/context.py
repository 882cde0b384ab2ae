"""Cases for the start form and for steps 1 to 3."""

from __future__ import annotations

from core.suggested.case import CUSTOMER, EMAIL, ORDER, Case, at, draft, entity, known, system, workflow

NOTHING = draft()
CARD = entity("Payment", known("card_number", sensitivity="card"))
LEDGER = system("Ledger")
HEXAGONAL = {"external_systems_count": "high", "swapability": "high", "framework_independence": "medium"}
MIXED = {
    **HEXAGONAL,
    "framework_independence": "high",
    "rule_complexity": "high",
    "bounded_contexts": "high",
    "team_count": "high",
}

CASES = (
    Case(
        "scope-from-card-data", draft(domain={"entities": [CARD]}), at("start.compliance"), ["pci-dss"], "Payment holds card number",
        draft(start={"compliance": ["pci-dss"]}, domain={"entities": [CARD]}),
    ),
    Case(
        "user-from-actor", draft(scope={"workflows": [workflow("Refund a payment")]}), at("scope.users"),
        {"name": "Clerk", "needs": "to refund a payment"}, "Clerk starts 'Refund a payment'",
        draft(scope={"users": [{"name": "Clerk"}], "workflows": [workflow("Refund a payment")]}),
    ),
    Case(
        "critical-path", draft(scope={"workflows": [workflow("Pay", critical=True), workflow("Look", id="w2")]}), at("scope.critical_path"),
        "Pay", "Pay is the only workflow that is marked critical",
        draft(scope={"workflows": [workflow("Pay", critical=True), workflow("Look", id="w2", critical=True)]}),
    ),
    Case(
        "critical-path-is-critical", draft(scope={"workflows": [workflow("Pay")], "critical_path": "Pay"}), at("scope.workflows.w1.critical"),
        True, "Pay is the critical path", draft(scope={"workflows": [workflow("Pay", critical=False)], "critical_path": "Pay"}),
    ),
    Case(
        "trust-from-system", draft(scope={"external_systems": [system("Ledger", "both")]}, access={"auth_methods": ["mtls"]}),
        at("scope.trust_entries"), {"entry_point": "Calls from Ledger", "verified_by": "its client certificate"},
        "Ledger calls us (both), and mtls is a way in", draft(scope={"external_systems": [LEDGER]}),
    ),
    Case(
        "trust-from-surface", draft(scope={"surfaces": ["cli"]}), at("scope.trust_entries"), {"entry_point": "Calls of the command line"},
        "The surface cli is chosen", draft(scope={"surfaces": ["cli"], "trust_entries": [{"entry_point": "Terminal sessions"}]}),
    ),
    Case(
        "cli-exit-codes", draft(scope={"surfaces": ["cli"]}, api={"error_codes": [{"code": "forbidden", "status": 403}]}),
        at("scope.cli_exit_codes"), ["0 done", "1 refused or failed", "2 wrong usage", "3 not signed in, or not allowed", "130 interrupted"],
        "its calls can end in forbidden", draft(scope={"surfaces": ["mcp"]}),
    ),
    Case(
        "contract-source", draft(start={"system_type": "graphql"}, scope={"surfaces": ["react-web"]}), at("scope.web_contract_source"),
        "schema.graphql in this repository, exported from this design", "The system type is graphql", draft(scope={"surfaces": ["cli"]}),
    ),
    Case(
        "mcp-authorization", draft(scope={"surfaces": ["mcp"]}, access={"auth_methods": ["oidc"], "identity_provider": "Company directory"}),
        at("scope.mcp_authorization"),
        "OAuth tokens of company directory, audience is this server, PKCE with S256; a caller's token is never passed on",
        "People sign in by oidc at company directory",
        draft(scope={"surfaces": ["mcp"], "mcp_transport": "stdio"}, access={"auth_methods": ["oidc"]}),
    ),
    Case(
        "driver-external-systems", draft(scope={"external_systems": [LEDGER, system("Mail"), system("Bank")]}),
        at("pattern.external_systems_count"), "medium", "Step 1 names 3: Ledger, Mail and Bank", NOTHING,
    ),
    Case(
        "driver-rule-complexity", draft(domain={"invariants": [{"statement": "a", "enforced_by": "transaction"}], "lifecycles": [{"entity": "Order"}]}),
        at("pattern.rule_complexity"), "medium", "1 invariant, 1 kept by more", NOTHING,
    ),
    Case(
        "driver-contexts", draft(domain={"contexts": [{"name": "Sales"}, {"name": "Stock"}]}), at("pattern.bounded_contexts"), "medium",
        "Step 3 draws 2: Sales and Stock", NOTHING,
    ),
    Case(
        "driver-swapability", draft(scope={"external_systems": [LEDGER, system("Bank")]}), at("pattern.swapability"), "high",
        "we stop with Ledger and Bank", draft(scope={"external_systems": [system("Ledger", "in")]}),
    ),
    Case(
        "driver-framework-independence", draft(start={"system_type": "both"}, scope={"surfaces": ["cli"]}),
        at("pattern.framework_independence"), "high", "REST, GraphQL and a command line", NOTHING,
    ),
    Case(
        "pattern-from-drivers", draft(pattern=HEXAGONAL), at("pattern.pattern"), "hexagonal", "External systems: high", draft(),
    ),
    Case(
        "pattern-rationale", draft(pattern={**HEXAGONAL, "pattern": "hexagonal"}), at("pattern.rationale"),
        "External systems: high. Each system outside gets an adapter, and its changes stop there. Swapability: high. A provider is replaced, "
        "or faked in a test, by another adapter for the same port. Framework independence: medium. Behind its ports the application runs "
        "without framework and database, as in tests. We pay with this: a port designed for each need, in the words of the application.",
        "hexagonal is chosen", draft(pattern={"pattern": "hexagonal"}),
    ),
    Case(
        "pattern-alternative", draft(pattern={**HEXAGONAL, "pattern": "hexagonal"}), at("pattern.alternatives"),
        {"pattern": "ddd", "why_rejected": "How a provider is replaced or faked it leaves to other patterns."}, "Swapability is high",
        draft(pattern={**HEXAGONAL, "pattern": "hexagonal", "alternatives": [{"pattern": p} for p in ("ddd", "clean", "hybrid")]}),
    ),
    Case(
        "hybrid-parts", draft(pattern={**MIXED, "pattern": "hybrid"}), at("pattern.parts"), ["hexagonal", "ddd"], "Bounded contexts: high",
        draft(pattern={**MIXED, "pattern": "ddd"}),
    ),
    Case(
        "hybrid-boundary", draft(pattern={"pattern": "hybrid", "parts": ["ddd", "hexagonal"]}, scope={"external_systems": [LEDGER]}),
        at("pattern.boundary"),
        "The modules with the rules: ddd. What talks to Ledger: hexagonal, an adapter each. The rules own the ports and import no adapter; "
        "adapters import the ports and nothing else. A check of imports in the build keeps it so.",
        "ddd and hexagonal are combined", draft(pattern={"pattern": "hybrid", "parts": ["ddd", "clean"]}, scope={"external_systems": [LEDGER]}),
    ),
    Case(
        "module-from-design", draft(domain={"contexts": [{"name": "Back Office", "purpose": "Decides refunds"}]}), at("pattern.modules"),
        {"name": "back-office", "responsibility": "decides refunds"}, "Back Office is a bounded context",
        draft(domain={"contexts": [{"name": "Sales"}]}, pattern={"modules": [{"name": "core"}]}),
    ),
    Case(
        "module-from-design", draft(domain={"entities": [CUSTOMER]}, pattern={"pattern": "hexagonal"}, scope={"external_systems": [LEDGER]}),
        at("pattern.modules"), {"name": "adapters"}, "hexagonal is chosen, and we call Ledger", draft(scope={"external_systems": [LEDGER]}),
    ),
    Case(
        "attribute-sensitivity", draft(domain={"entities": [entity("Member", known("contact_email"))]}),
        at("domain.entities.e-Member.attributes.a-contact_email.sensitivity"), "personal", "Member knows contact email",
        draft(domain={"entities": [entity("Member", known("email_count"))]}),
    ),
    Case(
        "entity-is-aggregate",
        draft(domain={"entities": [entity("Order")], "invariants": [{"statement": "items fit", "entity": "Order", "enforced_by": "aggregate"}]}),
        at("domain.entities.e-Order.kind"), "aggregate", "Order enforces that items fit",
        draft(domain={"entities": [entity("Order")], "invariants": [{"statement": "x", "entity": "Order", "enforced_by": "constraint"}]}),
    ),
    Case(
        "relation-from-attribute", draft(domain={"entities": [CUSTOMER, entity("Order", known("customer_id"))]}), at("domain.relations"),
        {"source": "Customer", "target": "Order", "cardinality": "one-to-many", "verb": "has"}, "Order knows customer id",
        draft(domain={"entities": [CUSTOMER, entity("Order", known("customer_id"))], "relations": [{"source": "Order", "target": "Customer"}]}),
    ),
    Case(
        "invariant-from-constraint", draft(scope={"integrity_constraints": ["No two orders share a number twice"]}, domain={"entities": [ORDER]}),
        at("domain.invariants"), {"statement": "No two orders share a number twice", "entity": "Order", "enforced_by": "constraint"},
        "must never be violated: No two orders",
        draft(
            scope={"integrity_constraints": ["No two orders share a number"]},
            domain={"invariants": [{"statement": "a number is shared by no two orders"}]},
        ),
    ),
    Case(
        "lifecycle-from-status", draft(domain={"entities": [entity("Order", known("status", "open, paid or closed"))]}),
        at("domain.lifecycles"), {"entity": "Order", "states": ["open", "paid", "closed"]}, "Order has status: open, paid and closed",
        draft(domain={"entities": [entity("Order", EMAIL)]}),
    ),
)  # fmt: skip
