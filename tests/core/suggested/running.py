"""Cases for steps 7 to 9."""

from __future__ import annotations

from core.suggested.case import CUSTOMER, ORDER, Case, at, draft, entity, field, known, rest, system, table, workflow

NOTHING = draft()
LEDGER = {"external_systems": [system("Ledger")]}
MAIN = {
    "id": "d1",
    "name": "main",
    "technology": "PostgreSQL",
    "consistency": "strong",
    "rpo": "5 min",
    "backup": "Daily",
}
KEYED = rest("POST", "/orders", kind="create", entity="Order", idempotency="key", workflow="Pay")
CALLS = {"operations": [KEYED]}
NAMED = {"operations": [{**KEYED, "operation_id": "createOrder"}]}
SLO = {"id": "l1", "name": "Payments succeed", "target": "Pay", "indicator": "x", "objective": 99.9, "window_days": 30}
PAY = {"workflows": [workflow("Pay", critical=True)], "critical_path": "Pay"}
TOOL = {"id": "m1", "name": "pay", "read_only": False, "scope": "a"}
POLICY = {"id": "p1", "system": "Ledger", "timeout_ms": 900, "retries": 0, "fallback": "Queued"}
LIFE = {
    "id": "y1",
    "entity": "Order",
    "states": ["open", "closed"],
    "transitions": [{"source": "open", "target": "closed"}],
}
SUM = {"id": "i1", "statement": "the sum is kept", "enforced_by": "transaction", "on_violation": "409"}
SHOP = {"id": "n1", "name": "shop", "responsibility": "sells"}
ALERT = {"id": "h1", "name": "Payments fail", "runbook": "runbooks/payments.md", "severity": "page"}

CASES = (
    Case(
        "dependency-policy", draft(scope=LEDGER), at("operations.dependency_policies"), {"system": "Ledger", "retries": 2},
        "Ledger is a hard dependency that we call", draft(scope={"external_systems": [system("Ledger", "in")]}),
    ),
    Case(
        "idempotency-key", draft(api=CALLS), at("operations.idempotency_key_source"),
        "Idempotency-Key header, a UUID from the client, looked up per caller", "POST /orders changes something",
        draft(api={"operations": [rest("GET", "/orders")]}),
    ),
    Case("idempotency-window", draft(api=CALLS), at("operations.idempotency_window"), "24 h", "POST /orders may be sent again", NOTHING),
    Case(
        "idempotency-store", draft(api=CALLS, data={"stores": [MAIN]}), at("operations.idempotency_store"),
        "table in main with caller, key, fingerprint and answer, in the same transaction as the change", "POST /orders writes to main",
        draft(api=CALLS, data={"stores": [{**MAIN, "consistency": "eventual"}]}),
    ),
    Case(
        "replay-protection", draft(scope={"surfaces": ["mcp"]}, api={"mcp_tools": [{**TOOL, "dedupe_window": "6 h, per user"}]}),
        at("operations.replay_protection"),
        "request_id, a UUID, in pay; kept 6 h per user and tool with a fingerprint of the arguments. A repeat gets the stored result, "
        "other arguments an error as result. Calls are not signed, so there is no nonce.", "pay writes",
        draft(scope={"surfaces": ["mcp"]}, api={"mcp_tools": [{**TOOL, "read_only": True}]}),
    ),
    Case(
        "load-batching", draft(start={"system_type": "graphql"}, api={"graphql_operations": [field("query", "orders")]}), at("operations.n_plus_one"),
        "batch loaders per request and type; a test counts queries per operation and fails above 5", "orders can nest", draft(api=CALLS),
    ),
    Case(
        "kill-switch", draft(scope=LEDGER), at("operations.kill_switch"), "calls to Ledger, each by itself; by on-call, 30 s", "We call Ledger",
        draft(scope={"external_systems": [system("Ledger", "in")]}),
    ),
    Case(
        "objective-for-critical", draft(scope={**PAY, **LEDGER}), at("operations.slos"), {"name": "Pay succeeds", "target": "Pay", "objective": 99.5},
        "Pay is the critical path; 99.5 % is a number to start from, as it can not be better than what comes from Ledger",
        draft(scope=PAY, api=CALLS, operations={"slos": [{**SLO, "target": "POST /orders"}]}),
    ),
    Case(
        "alert-for-objective", draft(scope=PAY, operations={"slos": [SLO]}), at("operations.alerts"),
        {"condition": "burn rate above 14.4 over 1 h and over 5 min", "severity": "page", "slo": "Payments succeed", "runbook": "runbooks/payments-succeed.md"},
        "Payments succeed promises 99.9 %; at that rate 2 % of the budget are gone after 1 h",
        draft(scope=PAY, operations={"slos": [SLO], "alerts": [{"name": "Ours", "slo": "Payments succeed"}]}),
    ),
    Case(
        "target-for-critical-path", draft(scope=PAY, api=NAMED), at("operations.targets"), {"operation": "createOrder", "p95_ms": 400},
        "createOrder serves the critical path, Pay", draft(scope=PAY, api={"operations": [{**KEYED, "workflow": "Look"}]}),
    ),
    Case(
        "metric-golden-signals", draft(api=CALLS), at("operations.metrics"), {"name": "http.server.request.duration", "kind": "histogram"},
        "POST /orders and the others", draft(api=CALLS, operations={"metrics": [{"name": "requests", "kind": "gauge"}]}),
    ),
    Case(
        "metric-for-dependencies", draft(scope=LEDGER), at("operations.metrics"), {"name": "http.client.request.duration"}, "We wait for Ledger",
        draft(scope=LEDGER, operations={"metrics": [{"name": "ledger.client.duration"}]}),
    ),
    Case(
        "log-fields", draft(api=CALLS, access={"tenancy_model": "pool"}), at("operations.log_fields"),
        ["timestamp", "severity", "service.name", "trace_id", "span_id", "event.name", "outcome", "duration_ms", "error.type", "tenant_id, as a pseudonym"],
        "POST /orders has to be told from the next call and tenants share the system (pool)", NOTHING,
    ),
    Case(
        "log-redaction", draft(domain={"entities": [CUSTOMER]}), at("operations.log_redaction"),
        "Only the listed fields are written. Never email, nor tokens and keys. The collector drops them once more, and counts what it dropped.",
        "email of Customer (personal)", draft(domain={"entities": [ORDER]}),
    ),
    Case(
        "trace-propagation", draft(api=CALLS, scope=LEDGER, data={"stores": [{"name": "jobs", "technology": "RabbitMQ"}]}),
        at("operations.trace_propagation"), "W3C traceparent and tracestate; in the headers of messages of jobs too",
        "POST /orders comes in, goes on to Ledger and waits in jobs", draft(scope=LEDGER),
    ),
    Case(
        "risk-without-fallback", draft(scope=LEDGER, operations={"dependency_policies": [{"system": "Ledger"}]}), at("risks.risks"), {"category": "supplier", "response": "mitigate"}, "Ledger is a hard dependency",
        draft(scope=LEDGER, operations={"dependency_policies": [POLICY]}),
    ),
    Case(
        "compliance-risk", draft(start={"compliance": ["gdpr"]}, domain={"entities": [CUSTOMER]}), at("risks.compliance_risks"),
        {"scope": "gdpr", "risk": "email of a customer stays in copies after its period"}, "gdpr applies, and Customer has email",
        draft(start={"compliance": ["gdpr"]}, domain={"entities": [CUSTOMER]}, risks={"compliance_risks": [{"scope": "gdpr", "risk": "x"}]}),
    ),
    Case(
        "compliance-risk", draft(start={"compliance": ["soc2"]}, access={"roles": [{"name": "admin"}]}), at("risks.compliance_risks"),
        {"scope": "soc2", "risk": "someone keeps admin after changing jobs"}, "soc2 applies, and access is granted as admin", draft(start={"compliance": ["soc2"]}),
    ),
    Case(
        "compliance-risk", draft(start={"compliance": ["pci-dss"]}, api=CALLS), at("risks.compliance_risks"),
        {"scope": "pci-dss", "risk": "a card number arrives in a free field of POST /orders"}, "POST /orders takes what callers send",
        draft(start={"compliance": ["pci-dss"]}),
    ),
    Case(
        "edge-case-transition", draft(domain={"entities": [ORDER], "lifecycles": [LIFE]}), at("risks.edge_cases"),
        {"case": "an order that is closed is asked to become open", "expected": "409, and it stays closed"}, "Order may be closed and open",
        draft(domain={"entities": [ORDER], "lifecycles": [{**LIFE, "transitions": []}]}),
    ),
    Case(
        "edge-case-sent-twice", draft(domain={"entities": [ORDER]}, api=CALLS), at("risks.edge_cases"),
        {"case": "POST /orders is sent twice with the same key at the same moment", "expected": "one order; the second gets the answer of the first"},
        "POST /orders creates an order", draft(api=CALLS, risks={"edge_cases": [{"case": "an order is placed twice"}]}),
    ),
    Case(
        "edge-case-invariant", draft(domain={"invariants": [SUM]}), at("risks.edge_cases"), {"expected": "one succeeds, the other is refused: 409"},
        "It is kept by a transaction that the sum is kept", draft(domain={"invariants": [{**SUM, "enforced_by": "constraint"}]}),
    ),
    Case(
        "failure-of-dependency", draft(scope={**LEDGER, **PAY}, operations={"dependency_policies": [POLICY]}), at("risks.failure_modes"),
        {"component": "Ledger", "effect": "these stop: Pay", "mitigation": "timeout after 900 ms, then queued"}, "its policy says: Queued",
        draft(scope={"external_systems": [system("Ledger", criticality="soft")]}),
    ),
    Case(
        "failure-of-store", draft(data={"stores": [MAIN]}), at("risks.failure_modes"),
        {"component": "main", "effect": "up to 5 min of writes are lost, nothing can be written meanwhile", "mitigation": "restore from backup: daily"},
        "no failure mode is about it", draft(data={"stores": [MAIN]}, risks={"failure_modes": [{"component": "the database"}]}),
    ),
    Case(
        "owasp-covered", draft(access={"object_rules": "By merchant."}), at("risks.owasp_coverage"), {"item": "API1", "covered_by": "By merchant."},
        "Step 6 says what ties callers to records", draft(access={"object_rules": "x"}, risks={"owasp_coverage": [{"item": "API1", "covered_by": "x"}]}),
    ),
    Case(
        "owasp-covered", draft(access={"auth_methods": ["oidc"], "access_token_lifetime": "10 min", "mfa": "all staff"}), at("risks.owasp_coverage"),
        {"item": "API2", "covered_by": "oidc; tokens live 10 min; second factor: all staff"}, "the ways in: oidc", NOTHING,
    ),
    Case(
        "owasp-covered", draft(domain={"entities": [CUSTOMER]}), at("risks.owasp_coverage"), {"item": "API3"}, "marks as delicate: Customer.email", NOTHING,
    ),
    Case(
        "owasp-covered", draft(api={"rate_classes": [{"name": "all", "limit": 9, "window": 60, "key": "client"}], "page_size_max": 100}),
        at("risks.owasp_coverage"), {"item": "API4", "covered_by": "all: 9 in 60 s per client; at most 100 items a page"}, "Step 4 has limits: all", NOTHING,
    ),
    Case(
        "owasp-covered", draft(access={"roles": [{"name": "clerk"}]}, api={"operations": [{**KEYED, "access": ["clerk"]}]}), at("risks.owasp_coverage"),
        {"item": "API5"}, "Step 6 has the roles clerk", NOTHING,
    ),
    Case(
        "owasp-covered", draft(access={"security_headers": ["X-Content-Type-Options: nosniff"], "in_transit": "TLS"}), at("risks.owasp_coverage"),
        {"item": "API8", "covered_by": "1 security header, such as X-Content-Type-Options; TLS"}, "what browsers and connections may do", NOTHING,
    ),
    Case(
        "owasp-covered", draft(api={"versioning_strategy": "url", "sunset_policy": "410 after a year"}), at("risks.owasp_coverage"),
        {"item": "API9", "covered_by": "the inventory is openapi.yaml; versions by url; 410 after a year"}, "how versions come (url)", NOTHING,
    ),
    Case(
        "owasp-covered", draft(scope=LEDGER, operations={"dependency_policies": [POLICY]}), at("risks.owasp_coverage"),
        {"item": "API10", "covered_by": "answers are checked against a schema, redirects are not followed; Ledger: 900 ms"}, "a policy for Ledger", NOTHING,
    ),
    Case(
        "owasp-no-addresses", draft(domain={"entities": [CUSTOMER]}, api=CALLS), at("risks.owasp_coverage"), {"item": "API7"},
        "1 attribute and 1 operation: none takes an address", draft(domain={"entities": [entity("Hook", known("callback_url"))]}, api=CALLS),
    ),
    Case(
        "file-for-module", draft(pattern={"pattern": "hexagonal", "modules": [SHOP]}, file_plan={"language": "Python 3.13"}), at("file_plan.files"),
        {"path": "src/shop/ports.py", "layer": "ports", "module": "shop"}, "shop is a module (sells), and the pattern is hexagonal",
        draft(pattern={"pattern": "hexagonal", "modules": [SHOP]}, file_plan={"files": [{"path": "shop/x.py", "module": "shop"}]}),
    ),
    Case(
        "file-for-contract", draft(api=CALLS), at("file_plan.files"), {"path": "openapi.yaml", "layer": "contract"}, "The design has 1 REST operation, and",
        draft(api=CALLS, file_plan={"files": [{"path": "api/openapi.json"}]}),
    ),
    Case(
        "file-for-tables", draft(data={"tables": [table("orders")]}), at("file_plan.files"), {"path": "migrations/0001_tables.sql", "purpose": "creates orders"},
        "Step 5 has 1 table.", draft(data={"tables": [table("orders")]}, file_plan={"files": [{"path": "db/V1.sql"}]}),
    ),
    Case(
        "place-for-runbooks", draft(operations={"alerts": [ALERT]}), at("file_plan.files"), {"path": "runbooks/"}, "The runbooks of Payments fail",
        draft(operations={"alerts": [ALERT]}, file_plan={"files": [{"path": "runbooks/payments.md"}]}),
    ),
    Case(
        "repository-layout", draft(pattern={"modules": [SHOP, {"name": "stock"}]}), at("file_plan.layout"),
        "one repository, a folder for each module, layers inside; a check of imports in the build", "Step 2 has 2 modules (shop and stock)",
        draft(pattern={"modules": [SHOP]}),
    ),
    Case(
        "next-step-for-question", draft(file_plan={"open_questions": [{"question": "may it?", "owner": "Legal"}]}), at("file_plan.next_steps"),
        {"action": "find out: may it?", "owner": "Legal"}, "Legal is to find out: may it?",
        draft(file_plan={"open_questions": [{"question": "may it?", "answer": "no"}]}),
    ),
    Case(
        "next-step-for-control", draft(start={"compliance": ["gdpr"]}, access={"controls": [{"scope": "gdpr", "control": "export", "status": "open"}]}),
        at("file_plan.next_steps"), {"action": "decide the open controls of gdpr"}, "Nobody has decided 1 control of gdpr",
        draft(start={"compliance": ["gdpr"]}, file_plan={"next_steps": [{"action": "decide the open controls of gdpr"}]}),
    ),
    Case(
        "next-step-for-control", draft(start={"compliance": ["gdpr"]}, access={"controls": [{"scope": "gdpr", "control": "export", "status": "planned"}]}),
        at("file_plan.next_steps"), {"action": "design in (gdpr): export"}, "A control of gdpr is planned: export",
        draft(start={"compliance": ["gdpr"]}, access={"controls": [{"scope": "gdpr", "control": "export", "status": "met"}]}),
    ),
)  # fmt: skip
