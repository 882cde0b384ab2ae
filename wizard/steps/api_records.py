"""The records of step 4: operations, errors, rate classes, tools and commands."""

from typing import Literal

from wizard.ask import Record, Text, ask

ACCESS = ask(
    "Access",
    "Roles, scope:NAME for token scopes, or public.",
    why="An operation that names nobody is open to everybody as soon as one check is forgotten.",
    need=True,
    ref="access.roles",
    also=("public",),
    prefix="scope:",
    eg="support, scope:payments:refund",
)
PUBLIC_REASON = ask(
    "Why public",
    "What makes it safe for a caller nobody knows.",
    need=lambda operation: "public" in operation.access,
    when=lambda operation: "public" in operation.access,
    eg="exchange rates, the same for everyone",
)
"""Asked in the same words of REST and GraphQL operations."""


class RestOperation(
    Record,
    columns=("method", "path", "summary", "access", "idempotency"),
    aside=("summary",),
    noun="operation",
    named_by=(("operation_id",), ("method", "path")),
):
    """One method on one path."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY"] | None = ask(
        "Method",
        why="Clients and proxies may repeat all but POST and PATCH on their own after a lost connection.",
        need=True,
        hints={
            "GET": "reads, changes nothing",
            "POST": "creates or acts; not repeatable by itself",
            "PUT": "replaces the whole, or creates it at a known path",
            "PATCH": "changes parts; not repeatable by itself",
            "DELETE": "removes",
            "HEAD": "headers of a GET, no body",
            "OPTIONS": "what the path allows",
            "QUERY": "reads, with a body; still a draft as of Jan 2026",
        },
    )
    path: str = ask("Path", "Plural nouns, parameters in braces.", need=True, eg="/payments/{payment_id}/refunds")
    summary: str = ask("Summary", "What it does for the caller.", need=True, eg="Refund all or part of a payment")
    operation_id: str = ask(
        "Operation id",
        "One name for documents, logs and clients.",
        why="Generated clients name their functions after it; without one, a changed path renames the function.",
        eg="createRefund",
        depth="simple-crud",
    )
    workflow: str = ask("Workflow", "The workflow it serves.", ref="scope.workflows", depth="simple-crud")
    entity: str = ask("Entity", "What it reads or changes.", ref="domain.entities", depth="simple-crud")
    kind: Literal["read", "list", "create", "replace", "update", "delete", "action"] | None = ask(
        "Kind",
        depth="simple-crud",
        hints={
            "read": "one, by its key",
            "list": "many, in pages",
            "create": "a new one",
            "replace": "the whole of one",
            "update": "parts of one",
            "delete": "one is gone afterwards",
            "action": "a verb of the domain, such as capture",
        },
    )
    success_status: int | None = ask(
        "Success status",
        "201 for created, 202 for accepted but not done, 204 for nothing to say.",
        low=200,
        high=399,
        eg="201",
    )
    errors: tuple[str, ...] = ask(
        "Errors",
        "Codes that a caller has to be ready for.",
        ref="api.error_codes",
        depth="simple-crud",
        eg="refund_exceeds_capture",
    )
    access: tuple[str, ...] = ACCESS
    public_reason: str = PUBLIC_REASON
    idempotency: Literal["natural", "key", "none"] | None = ask(
        "Idempotency",
        "What happens when the same request arrives twice.",
        why="After a timeout the caller can not know whether it worked. It tries again, and that must do no harm.",
        need=lambda operation: operation.method in ("POST", "PATCH") or operation.kind in ("create", "action"),
        hints={
            "natural": "a repeat has the same effect as one",
            "key": "the caller sends a key, a repeat gets the first result",
            "none": "a repeat does it again, with a reason",
        },
    )
    idempotency_reason: str = ask(
        "Why not idempotent",
        "Why doing it twice does no harm.",
        need=lambda operation: operation.idempotency == "none",
        when=lambda operation: operation.idempotency == "none",
        eg="each call sends one more reminder, and people expect that",
    )
    paginated: bool | None = ask("Paginated", "Whether it answers in pages.", depth="simple-crud")
    rate_class: str = ask("Rate class", "The limit it counts against.", ref="api.rate_classes", depth="simple-crud")
    request_example: Text = ask(
        "Request example", "A body with made-up values.", eg='{"amount": 1250, "currency": "EUR"}'
    )
    response_example: Text = ask(
        "Response example", "What comes back for it.", eg='{"id": "re_81", "status": "pending"}'
    )


class GraphqlOperation(Record, columns=("kind", "name", "arguments", "returns", "access"), noun="GraphQL operation"):
    """One field of the query, mutation or subscription type."""

    kind: Literal["query", "mutation", "subscription"] | None = ask(
        "Kind",
        need=True,
        hints={"query": "reads", "mutation": "changes, one after another", "subscription": "keeps sending"},
    )
    name: str = ask("Name", "As the schema spells it.", need=True, eg="refundPayment")
    arguments: str = ask(
        "Arguments",
        "Name and type of each, separated by commas.",
        depth="simple-crud",
        eg="paymentId: ID!, amount: MoneyInput",
    )
    returns: str = ask(
        "Returns",
        "The type, with its exclamation marks.",
        why="A field that can not be null takes its parent with it when it fails.",
        depth="simple-crud",
        eg="RefundPayload",
    )
    workflow: str = ask("Workflow", "The workflow it serves.", ref="scope.workflows", depth="simple-crud")
    access: tuple[str, ...] = ACCESS
    public_reason: str = PUBLIC_REASON
    cost: int | None = ask(
        "Cost",
        "Points it takes from the complexity limit.",
        why="A list of lists costs more than a field; a limit that counts requests does not see the difference.",
        low=0,
        eg="10",
    )
    paginated: bool | None = ask("Paginated", "Whether it returns a connection.", depth="simple-crud")
    errors: tuple[str, ...] = ask(
        "Errors",
        "Codes that a caller has to be ready for.",
        ref="api.error_codes",
        depth="simple-crud",
        eg="refund_exceeds_capture",
    )


class ErrorCode(
    Record, columns=("code", "status", "title", "retryable", "cause"), noun="error code", named_by=(("code",),)
):
    """A way to fail that a client can tell from the others."""

    code: str = ask(
        "Code",
        "Short, stable, never reused with another meaning.",
        why="Programs branch on it, so that titles can be reworded.",
        need=True,
        eg="refund_exceeds_capture",
    )
    status: int | None = ask(
        "Status", "The HTTP status it travels with.", low=400, high=599, depth="simple-crud", eg="422"
    )
    title: str = ask("Title", "The same words each time it occurs.", need=True, eg="Refund is larger than the payment")
    retryable: bool | None = ask(
        "Retryable",
        "Whether the same request can succeed later.",
        why="A client that does not know retries everything or nothing.",
        depth="simple-crud",
    )
    cause: str = ask("When", "What brings it about.", depth="simple-crud", eg="refunds so far and this one exceed it")


class RateClass(Record, columns=("name", "surface", "limit", "window", "key"), noun="rate class"):
    """A limit that operations share by name."""

    name: str = ask("Name", need=True, eg="writes")
    surface: Literal["rest", "graphql", "mcp"] | None = ask(
        "Surface",
        depth="simple-crud",
        hints={"rest": "counts requests", "graphql": "counts points of cost", "mcp": "counts tool calls"},
    )
    limit: int | None = ask("Limit", "Requests, points or calls in one window.", need=True, low=1, eg="100")
    window: int | None = ask("Window, seconds", need=True, low=1, eg="60")
    burst: int | None = ask("Burst", "How many may come at once.", low=1, eg="20")
    key: str = ask(
        "Counted per",
        "Whose requests are added up.",
        why="Counted per address, one office shares a limit and one attacker has many.",
        depth="simple-crud",
        eg="API client",
    )
    quota: str = ask(
        "Quota", "The long allowance beside the short limit.", depth="multi-tenant", eg="1 million a month per tenant"
    )


class McpTool(Record, columns=("name", "description", "read_only", "destructive", "scope"), noun="MCP tool"):
    """A function that a language model may call."""

    name: str = ask("Name", "Letters, digits, dot, dash or underscore.", need=True, eg="refund_payment")
    description: str = ask(
        "Description",
        "When to use it, and when not.",
        why="It is all a model has to choose by.",
        need=True,
        eg="Use when a customer asks for money back on a captured payment",
    )
    read_only: bool | None = ask(
        "Read-only",
        "Whether it changes nothing.",
        why="Left open, clients assume that it writes, destroys and reaches outside.",
        depth="simple-crud",
    )
    destructive: bool | None = ask(
        "Destructive", "Whether something can be lost by it.", when=lambda tool: not tool.read_only, depth="simple-crud"
    )
    idempotent: bool | None = ask(
        "Idempotent",
        "Whether a second call with the same arguments changes nothing more.",
        when=lambda tool: not tool.read_only,
        depth="simple-crud",
    )
    open_world: bool | None = ask("Open world", "Whether it touches systems beyond this one.")
    input_schema: Text = ask(
        "Input schema",
        "JSON Schema of an object; a tool that writes takes a request_id.",
        eg='{"type": "object", "required": ["request_id", "payment_id"]}',
    )
    output_schema: Text = ask("Output schema", "JSON Schema of the result.", eg='{"type": "object"}')
    errors: tuple[str, ...] = ask(
        "Errors",
        "Codes that a model can act on; they come as results, not as protocol errors.",
        ref="api.error_codes",
        eg="refund_exceeds_capture",
    )
    scope: str = ask(
        "Scope",
        "The token scope that the server checks at every call.",
        why="The marks above are hints that a client need not believe; the scope is what holds.",
        need=True,
        eg="payments:refund",
    )
    rate_class: str = ask("Rate class", "The limit it counts against.", ref="api.rate_classes", depth="simple-crud")
    dedupe_window: str = ask(
        "Dedupe window",
        "How long a repeated request_id gets the stored result.",
        why="The protocol has no idempotency key, and agents repeat calls whose answer they lost.",
        when=lambda tool: not tool.read_only,
        depth="simple-crud",
        eg="24 h, per user and tool",
    )


class CliCommand(Record, columns=("name", "flags", "output_modes", "exit_codes"), noun="command"):
    """One command of the command line."""

    name: str = ask("Name", "As it is typed.", need=True, eg="pay refund create")
    flags: tuple[str, ...] = ask(
        "Flags",
        "One a line; secrets come from a file, standard input or the keychain.",
        depth="simple-crud",
        eg="--dry-run",
    )
    output_modes: tuple[Literal["text", "json", "plain"], ...] = ask(
        "Output modes",
        depth="simple-crud",
        hints={
            "text": "for people; may change",
            "json": "for scripts; part of the contract",
            "plain": "one record a line, for grep",
        },
    )
    exit_codes: tuple[str, ...] = ask(
        "Exit codes", "Those beside the common ones of step 1.", depth="simple-crud", eg="4 refund refused"
    )
