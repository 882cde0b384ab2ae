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
    why="Public once is public for scrapers and rivals too. A reason shows that somebody thought of them.",
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
    path: str = ask(
        "Path",
        "Plural nouns, parameters in braces.",
        why="It is the hardest thing to rename later: clients, logs, limits and documents all hold it.",
        need=True,
        eg="/payments/{payment_id}/refunds",
    )
    summary: str = ask(
        "Summary",
        "What it does for the caller.",
        why="It shows in documents and generated clients; a summary with 'and' is often two operations.",
        need=True,
        eg="Refund all or part of a payment",
    )
    operation_id: str = ask(
        "Operation id",
        "One name for documents, logs and clients.",
        why="Generated clients name their functions after it; without one, a changed path renames the function.",
        eg="createRefund",
        depth="simple-crud",
    )
    workflow: str = ask(
        "Workflow",
        "The workflow it serves.",
        why="It tells who needs the operation. One without a workflow can never be removed, as nobody knows.",
        ref="scope.workflows",
        depth="simple-crud",
    )
    entity: str = ask(
        "Entity",
        "What it reads or changes.",
        why="Two operations on one entity share its invariants and locks; the link shows which.",
        ref="domain.entities",
        depth="simple-crud",
    )
    kind: Literal["read", "list", "create", "replace", "update", "delete", "action"] | None = ask(
        "Kind",
        why="Checks depend on it: lists need paging, creations need an answer to repeats, deletions an audit.",
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
        why="200 for 'accepted, not done' makes clients go on as if it were done.",
        low=200,
        high=399,
        eg="201",
    )
    errors: tuple[str, ...] = ask(
        "Errors",
        "Codes that a caller has to be ready for.",
        why="What is not listed is handled as 'unknown' by every client, mostly by trying again.",
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
        why="'None' is often an answer not thought about; a written reason can be contradicted in review.",
        need=lambda operation: operation.idempotency == "none",
        when=lambda operation: operation.idempotency == "none",
        eg="each call sends one more reminder, and people expect that",
    )
    paginated: bool | None = ask(
        "Paginated",
        "Whether it answers in pages.",
        why="A list that grows is cut one day, and cutting it then breaks the clients that read all of it.",
        depth="simple-crud",
    )
    rate_class: str = ask(
        "Rate class",
        "The limit it counts against.",
        why="Without one the dearest operation has the same limit as the cheapest, or none at all.",
        ref="api.rate_classes",
        depth="simple-crud",
    )
    request_example: Text = ask(
        "Request example",
        "A body with made-up values.",
        why="Readers copy it before they read the schema; gaps in the contract show up while writing it.",
        eg='{"amount": 1250, "currency": "EUR"}',
    )
    response_example: Text = ask(
        "Response example",
        "What comes back for it.",
        why="It shows what is given away. Fields nobody needs are found here, before somebody relies on them.",
        eg='{"id": "re_81", "status": "pending"}',
    )


class GraphqlOperation(Record, columns=("kind", "name", "arguments", "returns", "access"), noun="GraphQL operation"):
    """One field of the query, mutation or subscription type."""

    kind: Literal["query", "mutation", "subscription"] | None = ask(
        "Kind",
        why="A query that changes something is repeated, batched and cached by clients that trust the word.",
        need=True,
        hints={"query": "reads", "mutation": "changes, one after another", "subscription": "keeps sending"},
    )
    name: str = ask(
        "Name",
        "As the schema spells it.",
        why="Clients and metrics group by it; renaming takes a deprecation, as with a path.",
        need=True,
        eg="refundPayment",
    )
    arguments: str = ask(
        "Arguments",
        "Name and type of each, separated by commas.",
        why="What is a plain string here can be anything; types and bounds refuse it before a resolver runs.",
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
    workflow: str = ask(
        "Workflow",
        "The workflow it serves.",
        why="A root field that serves no workflow came from the table structure, and gives it away.",
        ref="scope.workflows",
        depth="simple-crud",
    )
    entity: str = ask(
        "Entity",
        "What it reads or changes.",
        why="Tables, rules per record and checks are looked up by entity; a field without one is overlooked by all three.",
        ref="domain.entities",
        depth="simple-crud",
    )
    access: tuple[str, ...] = ACCESS
    public_reason: str = PUBLIC_REASON
    cost: int | None = ask(
        "Cost",
        "Points it takes from the complexity limit.",
        why="A list of lists costs more than a field; a limit that counts requests does not see the difference.",
        low=0,
        eg="10",
    )
    rate_class: str = ask(
        "Rate class",
        "The limit that its points count against.",
        why="One endpoint serves all fields; without classes the dearest mutation shares a limit with the cheapest query.",
        ref="api.rate_classes",
        depth="simple-crud",
    )
    paginated: bool | None = ask(
        "Paginated",
        "Whether it returns a connection.",
        why="A plain list can not be cut later without changing its type under every client.",
        depth="simple-crud",
    )
    errors: tuple[str, ...] = ask(
        "Errors",
        "Codes that a caller has to be ready for.",
        why="The status is usually 200 here, so only these codes tell a client what happened.",
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
        "Status",
        "The HTTP status it travels with.",
        why="Proxies, retries and dashboards act on it; a refusal sent as 200 counts as success.",
        low=400,
        high=599,
        depth="simple-crud",
        eg="422",
    )
    title: str = ask(
        "Title",
        "The same words each time it occurs.",
        why="If it changes from case to case, searches and reports see a hundred errors where there is one.",
        need=True,
        eg="Refund is larger than the payment",
    )
    retryable: bool | None = ask(
        "Retryable",
        "Whether the same request can succeed later.",
        why="A client that does not know retries everything or nothing.",
        depth="simple-crud",
    )
    cause: str = ask(
        "When",
        "What brings it about.",
        why="Two causes under one code need two answers, and the client can give only one.",
        depth="simple-crud",
        eg="refunds so far and this one exceed it",
    )


class RateClass(Record, columns=("name", "surface", "limit", "window", "key"), noun="rate class"):
    """A limit that operations share by name."""

    name: str = ask(
        "Name",
        why="Operations and dashboards refer to it. Named by number, it lies as soon as the number changes.",
        need=True,
        eg="writes",
    )
    surface: Literal["rest", "graphql", "mcp"] | None = ask(
        "Surface",
        why="A GraphQL request and a tool call do not weigh the same as a REST call; one counter for all is wrong for two.",
        depth="simple-crud",
        hints={"rest": "counts requests", "graphql": "counts points of cost", "mcp": "counts tool calls"},
    )
    limit: int | None = ask(
        "Limit",
        "Requests, points or calls in one window.",
        why="Too high protects nothing, too low stops an honest client. Start from measured use and what the store carries.",
        need=True,
        low=1,
        eg="100",
    )
    window: int | None = ask(
        "Window, seconds",
        why="A long window allows all of it in one second; a short one refuses clients that work in bursts.",
        need=True,
        low=1,
        eg="60",
    )
    burst: int | None = ask(
        "Burst",
        "How many may come at once.",
        why="A page that loads ten things at once needs it. Without a number, the algorithm decides for you.",
        low=1,
        eg="20",
    )
    key: str = ask(
        "Counted per",
        "Whose requests are added up.",
        why="Counted per address, one office shares a limit and one attacker has many.",
        depth="simple-crud",
        eg="API client",
    )
    quota: str = ask(
        "Quota",
        "The long allowance beside the short limit.",
        why="The short limit, used to the full, adds up to far more than anyone priced.",
        depth="multi-tenant",
        eg="1 million a month per tenant",
    )


class McpTool(Record, columns=("name", "description", "read_only", "destructive", "scope"), noun="MCP tool"):
    """A function that a language model may call."""

    name: str = ask(
        "Name",
        "Letters, digits, dot, dash or underscore.",
        why="Models confuse tools whose names are near; the wrong one is then called with the right arguments.",
        need=True,
        eg="refund_payment",
    )
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
        "Destructive",
        "Whether something can be lost by it.",
        why="Hosts ask the person before such a call, unless the mark says that nothing is lost.",
        when=lambda tool: not tool.read_only,
        depth="simple-crud",
    )
    idempotent: bool | None = ask(
        "Idempotent",
        "Whether a second call with the same arguments changes nothing more.",
        why="A host may repeat a call that is marked so. If it is not true, the second call does it again.",
        when=lambda tool: not tool.read_only,
        depth="simple-crud",
    )
    open_world: bool | None = ask(
        "Open world",
        "Whether it touches systems beyond this one.",
        why="It warns that a stranger's text may come back, and that something may leave your system.",
    )
    input_schema: Text = ask(
        "Input schema",
        "JSON Schema of an object; a tool that writes takes a request_id.",
        why="An open schema takes whatever a model makes up; without a request_id no repeat is recognised.",
        eg='{"type": "object", "required": ["request_id", "payment_id"]}',
    )
    output_schema: Text = ask(
        "Output schema",
        "JSON Schema of the result.",
        why="Promised output can be tested, and kept small; without it whole records go to the model.",
        eg='{"type": "object"}',
    )
    errors: tuple[str, ...] = ask(
        "Errors",
        "Codes that a model can act on; they come as results, not as protocol errors.",
        why="A model that gets no code invents an explanation, or calls again with other arguments.",
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
    rate_class: str = ask(
        "Rate class",
        "The limit it counts against.",
        why="Agents loop faster than people click. One without a limit spends a month's quota in an evening.",
        ref="api.rate_classes",
        depth="simple-crud",
    )
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

    name: str = ask(
        "Name",
        "As it is typed.",
        why="Scripts hold it for years; two verbs for one thing are guessed wrong half of the time.",
        need=True,
        eg="pay refund create",
    )
    flags: tuple[str, ...] = ask(
        "Flags",
        "One a line; secrets come from a file, standard input or the keychain.",
        why="Position is forgotten and secrets on the command line are seen. Names and a dry run prevent both.",
        depth="simple-crud",
        eg="--dry-run",
    )
    output_modes: tuple[Literal["text", "json", "plain"], ...] = ask(
        "Output modes",
        why="With text alone, scripts cut columns, and your next wording breaks them.",
        depth="simple-crud",
        hints={
            "text": "for people; may change",
            "json": "for scripts; part of the contract",
            "plain": "one record a line, for grep",
        },
    )
    exit_codes: tuple[str, ...] = ask(
        "Exit codes",
        "Those beside the common ones of step 1.",
        why="A command that fails with 1 for everything can not be retried sensibly.",
        depth="simple-crud",
        eg="4 refund refused",
    )
