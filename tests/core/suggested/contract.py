"""Cases for step 4."""

from __future__ import annotations

from core.suggested.case import (
    CUSTOMER,
    KEY,
    ORDER,
    Case,
    at,
    column,
    draft,
    entity,
    field,
    rest,
    system,
    table,
    workflow,
)

NOTHING = draft()
GRAPH = {"system_type": "graphql"}
BOTH = {"system_type": "both"}
MCP = {"surfaces": ["mcp"]}
PLACE = workflow("Place an order")
CREATE = rest("POST", "/orders", kind="create", entity="Order", access=["clerk"])
READ = rest(
    "GET", "/orders/{order_id}", id="o2", kind="read", entity="Order", workflow="Place an order", access=["clerk"]
)
LIST = rest("GET", "/orders", id="o3", kind="list", entity="Order", paginated=True)
QUERY = field("query", "orders", paginated=True, returns="OrderConnection!")
TOOL = {"id": "m1", "name": "place_order", "description": "Use it", "read_only": False, "scope": "orders:write"}
CODES = {"error_codes": [{"code": "validation_failed", "status": 422}, {"code": "not_found", "status": 404}]}


def operations(*held: dict[str, object], **more: object) -> dict[str, object]:
    """Step 4 with REST operations."""
    return {"operations": list(held), **more}


CASES = (
    Case("versioning-strategy", draft(start=GRAPH), at("api.versioning_strategy"), "schema-evolution", "The system type is graphql", {}),
    Case(
        "current-version", draft(api={"versioning_strategy": "url"}), at("api.current_version"), "v1", "Clients name a version (url)",
        draft(api={"versioning_strategy": "schema-evolution"}),
    ),
    Case(
        "deprecation-notice", draft(), at("api.deprecation_notice"),
        "6 months before, by the Deprecation header (RFC 9745), and a message to the owner of each client", "The system type is rest", {},
    ),
    Case(
        "openapi-version", draft(api=operations(rest("QUERY", "/orders"))), at("api.openapi_version"), "3.2.0", "QUERY /orders uses QUERY",
        draft(start=GRAPH),
    ),
    Case(
        "openapi-version", draft(api=operations(CREATE)), at("api.openapi_version"), "3.1.2", "No operation needs 3.2", NOTHING,
    ),
    Case(
        "rest-does", draft(start=BOTH, api=operations({**CREATE, "workflow": "Place an order"})), at("api.rest_responsibilities"),
        ["Place an order"], "REST operations serve Place an order", draft(start=BOTH, api=operations(CREATE)),
    ),
    Case(
        "graph-does", draft(start=BOTH, api={"graphql_operations": [{**QUERY, "workflow": "Look"}]}), at("api.graphql_responsibilities"),
        ["Look"], "Fields of the graph serve Look",
        draft(start=BOTH, api={"graphql_operations": [{**QUERY, "workflow": "Look"}], "operations": [{**CREATE, "workflow": "Look"}]}),
    ),
    Case(
        "operation-for-workflow",
        draft(scope={"workflows": [PLACE]}, domain={"entities": [ORDER]}, access={"roles": [{"name": "clerk"}]}), at("api.operations"),
        {"method": "POST", "path": "/orders", "operation_id": "createOrder", "idempotency": "key", "success_status": 201, "access": ["clerk"]},
        "'Place an order' makes an order", draft(scope={"workflows": [PLACE]}, api=operations({**CREATE, "workflow": "Place an order"})),
    ),
    Case(
        "operation-for-workflow",
        draft(scope={"workflows": [workflow("Refund a payment")]}, domain={"entities": [entity("Payment"), entity("Refund")]}),
        at("api.operations"), {"method": "POST", "path": "/payments/{payment_id}/refunds", "entity": "Refund", "kind": "create"},
        "'Refund a payment' makes a refund", draft(scope={"workflows": [workflow("Think")]}, domain={"entities": [entity("Payment")]}),
    ),
    Case(
        "operation-for-workflow",
        draft(scope={"workflows": [workflow("Cancel an order")]}, domain={"entities": [ORDER]}), at("api.operations"),
        {"method": "POST", "path": "/orders/{order_id}/cancel", "operation_id": "cancelOrder", "kind": "action"},
        "'Cancel an order' is about an order", draft(start=GRAPH, scope={"workflows": [PLACE]}, domain={"entities": [ORDER]}),
    ),
    Case(
        "field-for-workflow", draft(start=GRAPH, scope={"workflows": [workflow("Search orders")]}, domain={"entities": [ORDER]}),
        at("api.graphql_operations"), {"kind": "query", "name": "orders", "returns": "OrderConnection!", "paginated": True},
        "'Search orders' is about an order", draft(start=BOTH, scope={"workflows": [PLACE]}, domain={"entities": [ORDER]}),
    ),
    Case(
        "field-for-workflow", draft(start=GRAPH, scope={"workflows": [PLACE]}, domain={"entities": [ORDER]}), at("api.graphql_operations"),
        {"kind": "mutation", "name": "createOrder", "returns": "CreateOrderPayload!"}, "'Place an order' makes an order", NOTHING,
    ),
    Case(
        "read-for-change", draft(domain={"entities": [ORDER]}, api=operations(CREATE), access={"roles": [{"name": "clerk"}]}), at("api.operations"),
        {"method": "GET", "path": "/orders/{order_id}", "operation_id": "getOrder", "access": ["clerk"]},
        "POST /orders creates an order (POST /orders), and nothing reads it",
        draft(domain={"entities": [ORDER]}, api=operations(CREATE, READ)),
    ),
    Case(
        "list-for-aggregate", draft(domain={"entities": [ORDER]}, api=operations(CREATE, READ)), at("api.operations"),
        {"method": "GET", "path": "/orders", "kind": "list", "paginated": True}, "GET /orders/{order_id} reads one whose id",
        draft(domain={"entities": [ORDER]}, api=operations(CREATE, READ, LIST)),
    ),
    Case(
        "query-for-mutation", draft(start=GRAPH, domain={"entities": [ORDER]}, api={"graphql_operations": [field("mutation", "createOrder", access=["scope:a"])]}),
        at("api.graphql_operations"), {"kind": "query", "name": "order", "access": ["scope:a"]}, "createOrder creates an order",
        draft(start=GRAPH, domain={"entities": [ORDER]}, api={"graphql_operations": [field("mutation", "createOrder"), QUERY]}),
    ),
    Case(
        "operation-kind", draft(api=operations(rest("GET", "/orders"))), at("api.operations.o1.kind"), "list", "GET /orders",
        draft(api=operations(rest("GET", "/me"))),
    ),
    Case(
        "operation-entity", draft(domain={"entities": [ORDER]}, api=operations(rest("GET", "/orders/{id}"))), at("api.operations.o1.entity"),
        "Order", "/orders/{id} goes by the name of Order", draft(domain={"entities": [ORDER]}, api=operations(rest("GET", "/me"))),
    ),
    Case(
        "operation-id", draft(api=operations(CREATE)), at("api.operations.o1.operation_id"), "createOrder", "kind create, entity Order",
        draft(api=operations(rest("POST", "/orders"))),
    ),
    Case(
        "operation-idempotency", draft(api=operations(CREATE)), at("api.operations.o1.idempotency"), "key",
        "POST /orders creates Order (POST /orders), and a call whose answer is lost is sent again", draft(api=operations(READ)),
    ),
    Case(
        "operation-idempotency", draft(api=operations(rest("PUT", "/orders/{id}"))), at("api.operations.o1.idempotency"), "natural",
        "by the meaning of its method", draft(api=operations(rest("PATCH", "/orders/{id}", kind="update"))),
    ),
    Case(
        "operation-status", draft(api=operations(rest("POST", "/exports", kind="create", summary="Start an export"))),
        at("api.operations.o1.success_status"), 202, "'Start an export' begins work", draft(api=operations(rest("POST", "/exports"))),
    ),
    Case(
        "operation-status", draft(api=operations(rest("DELETE", "/orders/{id}", kind="delete"))), at("api.operations.o1.success_status"), 204,
        "is of kind delete", NOTHING,
    ),
    Case(
        "operation-paginated", draft(api=operations(rest("GET", "/orders", kind="list"))), at("api.operations.o1.paginated"), True,
        "GET /orders lists records", draft(api=operations(rest("GET", "/orders", kind="list"), paging_style="none")),
    ),
    Case(
        "operation-rate-class", draft(api=operations(CREATE, rate_classes=[{"name": "reads"}, {"name": "writes"}])),
        at("api.operations.o1.rate_class"), "writes", "changes something (POST), and writes is the limit for that",
        draft(api=operations(CREATE, rate_classes=[{"name": "calls"}, {"name": "logins"}])),
    ),
    Case(
        "operation-errors", draft(api=operations({**CREATE, "access": ["public"]}, **CODES)), at("api.operations.o1.errors"), ["validation_failed"],
        "it takes a body that can be wrong", draft(api=operations(rest("GET", "/orders", access=["public"]), **CODES)),
    ),
    Case(
        "field-errors", draft(start=GRAPH, api={"graphql_operations": [field("mutation", "pay", arguments="orderId: ID!", access=["public"])], **CODES}),
        at("api.graphql_operations.g1.errors"), ["validation_failed", "not_found"], "it names a record",
        draft(start=GRAPH, api={"graphql_operations": [field("mutation", "pay")]}),
    ),
    Case(
        "field-paginated", draft(start=GRAPH, api={"graphql_operations": [field("query", "orders", returns="OrderConnection!")]}),
        at("api.graphql_operations.g1.paginated"), True, "orders returns OrderConnection!",
        draft(start=GRAPH, api={"graphql_operations": [field("query", "order", returns="Order")]}),
    ),
    Case("error-format", draft(start=BOTH), at("api.error_format"), "problem-details", "the graph carries the same codes", {}),
    Case(
        "error-code", draft(api=operations({**CREATE, "idempotency": "key"})), at("api.error_codes"), {"code": "idempotency_key_reused", "status": 422},
        "POST /orders: it takes a key", draft(api=operations(rest("GET", "/orders", access=["public"]))),
    ),
    Case(
        "error-code", draft(scope={"external_systems": [system("Ledger")]}, api=operations(CREATE)), at("api.error_codes"), {"status": 503},
        "Ledger is a hard dependency", draft(scope={"external_systems": [system("Ledger")]}),
    ),
    Case(
        "rate-class-for-calls", draft(api=operations(CREATE)), at("api.rate_classes"), {"name": "writes", "surface": "rest", "limit": 120},
        "POST /orders counts against no limit", draft(api=operations({**CREATE, "rate_class": "all"}, rate_classes=[{"name": "all"}])),
    ),
    Case(
        "rate-class-for-graph", draft(start=GRAPH, api={"graphql_operations": [QUERY], "max_complexity": 500}), at("api.rate_classes"),
        {"surface": "graphql", "limit": 5000}, "ten times the 500 points",
        draft(start=GRAPH, api={"graphql_operations": [QUERY], "rate_classes": [{"name": "graph", "surface": "graphql"}]}),
    ),
    Case("rate-class-for-tools", draft(scope=MCP), at("api.rate_classes"), {"surface": "mcp"}, "The surface mcp is chosen", NOTHING),
    Case(
        "rate-class-for-login", draft(access={"auth_methods": ["session-cookie"]}), at("api.rate_classes"), {"name": "logins"},
        "session-cookie is a way in", draft(access={"auth_methods": ["session-cookie", "oidc"]}),
    ),
    Case("paging-style", draft(api=operations(LIST)), at("api.paging_style"), "cursor", "GET /orders lists", draft(api=operations(CREATE))),
    Case("page-size-default", draft(api=operations(LIST, page_size_max=20)), at("api.page_size_default"), 20, "in pages", NOTHING),
    Case("page-size-max", draft(api=operations(LIST, page_size_default=30)), at("api.page_size_max"), 120, "in pages of 30", NOTHING),
    Case(
        "sort-order", draft(api=operations(LIST), data={"tables": [table("orders", KEY, column("created_at"))]}), at("api.sort_order"),
        "created_at descending, then id", "orders knows when each was created", draft(api=operations(LIST)),
    ),
    Case(
        "graph-depth", draft(start=GRAPH, domain={"entities": [CUSTOMER, ORDER], "relations": [{"source": "Customer", "target": "Order"}]},
                             api={"graphql_operations": [QUERY]}),
        at("api.max_depth"), 8, "Customer and Order point at each other", draft(start=GRAPH, api={"graphql_operations": [QUERY]}),
    ),
    Case(
        "graph-complexity", draft(start=GRAPH, api={"graphql_operations": [{**QUERY, "cost": 300}]}), at("api.max_complexity"), 3000,
        "the dearest field costs 300", draft(start=GRAPH),
    ),
    Case(
        "tool-for-workflow", draft(scope={**MCP, "workflows": [PLACE]}, domain={"entities": [ORDER]}), at("api.mcp_tools"),
        {"name": "place_order", "read_only": False, "scope": "orders:write", "dedupe_window": "24 h, per user and tool"},
        "Clerk wants this: place an order", draft(scope={**MCP, "workflows": [PLACE]}, domain={"entities": [ORDER]}, api={"mcp_tools": [{**TOOL, "name": "x"}]}),
    ),
    Case(
        "tool-dedupe-window", draft(scope=MCP, api={"mcp_tools": [TOOL]}, operations={"idempotency_window": "6 h, longest retry is 2 h"}),
        at("api.mcp_tools.m1.dedupe_window"), "6 h, per user and tool", "the idempotency window of step 7 is 6 h",
        draft(scope=MCP, api={"mcp_tools": [{**TOOL, "read_only": True}]}),
    ),
    Case(
        "tool-rate-class", draft(scope=MCP, api={"mcp_tools": [TOOL], "rate_classes": [{"name": "tools", "surface": "mcp"}]}),
        at("api.mcp_tools.m1.rate_class"), "tools", "tools is the one limit", draft(scope=MCP, api={"mcp_tools": [TOOL]}),
    ),
    Case(
        "command-output-modes", draft(scope={"surfaces": ["cli"], "cli_output": "tables; --json"}, api={"cli_commands": [{"id": "k1", "name": "pay"}]}),
        at("api.cli_commands.k1.output_modes"), ["text", "json"], "Step 1 promises for every command: tables; --json",
        draft(scope={"surfaces": ["cli"]}, api={"cli_commands": [{"id": "k1", "name": "pay"}]}),
    ),
)  # fmt: skip
