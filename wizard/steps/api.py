"""Step 4: what clients can call, how it fails, how much of it they may use, and how it changes."""

from typing import Literal

from wizard.ask import Group, ask
from wizard.steps.api_records import CliCommand, ErrorCode, GraphqlOperation, McpTool, RateClass, RestOperation
from wizard.steps.step import Step, has_surface, has_system


class Versioning(Group, heading="Versioning"):
    """How the contract changes without breaking those who use it."""

    versioning_strategy: Literal["url", "header", "media-type", "schema-evolution"] | None = ask(
        "Strategy",
        "Where a client says which version it means.",
        why="The first clients are written without it if it has no place yet, and then they stay that way.",
        need=True,
        hints={
            "url": "in the path, such as /v1",
            "header": "in a request header of its own",
            "media-type": "in Accept and Content-Type",
            "schema-evolution": "one version, additions and deprecations only",
        },
    )
    current_version: str = ask(
        "Current version",
        "The one this design describes.",
        why="Examples, generated files and the change log have to agree on it.",
        depth="simple-crud",
        eg="v1",
    )
    compatibility_rule: str = ask(
        "Compatibility rule",
        "Which changes need no new version, and what clients must tolerate for that.",
        why="Clients break by changes that one side thought harmless. One sentence settles most of those arguments.",
        need=True,
        eg="optional fields and new codes may be added; clients ignore what they do not know",
    )
    deprecation_notice: str = ask(
        "Deprecation notice",
        "How long before, and by which signal clients learn of it.",
        why="Mail goes unread, tools warn: the Deprecation header (RFC 9745) in REST, @deprecated in GraphQL.",
        need=True,
        eg="12 months, Deprecation header and mail to the owner of each key",
    )
    sunset_policy: str = ask(
        "Sunset policy",
        "When the old version stops, and what it answers then.",
        why="Without an end every version is kept for good. Sunset (RFC 8594) may not lie before the Deprecation date.",
        eg="Sunset header from the notice on; 410 after, once calls are under 0.1 %",
    )
    openapi_version: Literal["3.1.2", "3.2.0"] | None = ask(
        "OpenAPI version",
        "The version the exported description is written in.",
        why="Check your generators first: they read major and minor, and 3.2 is of no use to a tool that stops at 3.1.",
        when=has_system("rest", "both"),
        depth="simple-crud",
        hints={
            "3.1.2": "the choice while tools lag behind",
            "3.2.0": "latest as of Jan 2026; adds QUERY and streamed items",
        },
    )


class Operations(Group, heading="Operations", when=has_system("rest", "both")):
    """What clients can call over HTTP, who may, and what a repeat does."""

    operations: tuple[RestOperation, ...] = ask(
        "REST operations",
        "One line each: method, path, summary, who may call it, what a repeat does.",
        why="Roles, limits, objectives and tests are all about operations; one left out here is left out there.",
        need=lambda design: design.start.system_type in ("rest", "both"),
    )


class GraphqlOperations(Group, heading="GraphQL operations", when=has_system("graphql", "both")):
    """The fields through which clients enter the graph, and who may."""

    graphql_operations: tuple[GraphqlOperation, ...] = ask(
        "GraphQL operations",
        "One line each: kind, name, arguments, return type, who may call it.",
        why="One endpoint hides how many doors there are. Each root field is a door, with a lock of its own.",
        need=lambda design: design.start.system_type in ("graphql", "both"),
    )


class GraphqlLimits(Group, heading="GraphQL limits", when=has_system("graphql", "both")):
    """How much one query may ask for."""

    max_depth: int | None = ask(
        "Maximum depth",
        "Levels of nesting; a deeper query is refused before it runs.",
        why="Types that point at each other allow queries without end.",
        low=1,
        depth="simple-crud",
        eg="8",
    )
    max_complexity: int | None = ask(
        "Maximum complexity",
        "Points one request may cost, with page sizes multiplied in.",
        why="A shallow query for a thousand items of a thousand items passes every depth limit.",
        low=1,
        depth="simple-crud",
        eg="1000",
    )
    persisted_queries: Literal["only", "allowed", "none"] | None = ask(
        "Persisted queries",
        "Whether clients send queries that the server has seen before.",
        why="If all clients are your own, the list of what can be asked is known when they are built.",
        hints={
            "only": "any other query is refused",
            "allowed": "others run, within the limits",
            "none": "every query is sent in full",
        },
    )


class Split(Group, heading="Split", when=lambda design: design.start.system_type == "both"):
    """Which of the two does what, so that nothing is done by both."""

    rest_responsibilities: tuple[str, ...] = ask(
        "What REST does",
        "One a line.",
        why="Whatever can be changed by two ways in has two sets of checks, and one day they differ.",
        need=True,
        eg="Webhooks and payment commands",
    )
    graphql_responsibilities: tuple[str, ...] = ask(
        "What GraphQL does",
        "One a line; nothing that stands on the other list.",
        why="A clear line tells a client team where to look, and you where to put the next operation.",
        need=True,
        eg="Reading for the dashboard",
    )


class Errors(Group, heading="Errors"):
    """How failure looks, so that a program can tell what to do next."""

    error_format: Literal["problem-details", "graphql-errors", "own"] | None = ask(
        "Format",
        "The one shape of every error, from the gateway's to the deepest service's.",
        why="A client writes one error handler. A second shape is found in production.",
        need=True,
        hints={
            "problem-details": "RFC 9457; GraphQL has the same codes in extensions",
            "graphql-errors": "GraphQL alone, code in extensions",
            "own": "another envelope, described below",
        },
    )
    own_error_format: str = ask(
        "Own format",
        "Its media type and members, and what keeps you from RFC 9457.",
        why="Libraries and gateways know problem details; every client has to learn this one.",
        need=lambda design: design.api.error_format == "own",
        when=lambda design: design.api.error_format == "own",
        eg="application/json with code, message and trace_id, as version 1 had it",
    )
    error_codes: tuple[ErrorCode, ...] = ask(
        "Error codes",
        "One line each, the same for REST, GraphQL and tools.",
        why="The code and retryable tell a client what to do; a status alone says too little, a message too much.",
        need=True,
    )


class Paging(Group, heading="Paging"):
    """How long lists are cut into answers."""

    paging_style: Literal["cursor", "offset", "page", "none"] | None = ask(
        "Style",
        why="With offsets, rows that come in while a client reads are skipped or seen twice, and far pages are slow.",
        depth="simple-crud",
        hints={
            "cursor": "an opaque token; connections in GraphQL",
            "offset": "skip and take, for small sets that stand still",
            "page": "page numbers, with the same weakness",
            "none": "no list can grow",
        },
    )
    page_size_default: int | None = ask(
        "Default size",
        "Items in a page when the client does not say.",
        why="Most clients never say, so this is the load you get.",
        when=lambda design: design.api.paging_style != "none",
        low=1,
        depth="simple-crud",
        eg="50",
    )
    page_size_max: int | None = ask(
        "Maximum size",
        "The most a client can ask for.",
        why="Without it, one request can ask for the whole table.",
        when=lambda design: design.api.paging_style != "none",
        low=1,
        depth="simple-crud",
        eg="200",
    )
    sort_order: str = ask(
        "Sort order",
        "The default, ending in something unique.",
        why="Where two items tie, pages overlap or leave one out, unless the tie is broken the same way each time.",
        eg="created_at descending, then id",
    )
    filters: tuple[str, ...] = ask(
        "Filters",
        "What lists can be narrowed by, one a line.",
        why="Each one needs an index in step 5. Filters on anything at all can not be indexed.",
        eg="status",
    )


class RateLimits(Group, heading="Rate limits"):
    """How much one client may use before the others feel it."""

    rate_classes: tuple[RateClass, ...] = ask(
        "Rate classes",
        "A few named limits that operations share: cheap reads, writes, logins, tool calls.",
        why="A loop in one client slows all the others. Named classes keep the numbers in one place.",
        need=True,
    )


class McpTools(Group, heading="MCP tools", when=has_surface("mcp", "apps-sdk")):
    """What a language model may do here, and within which bounds."""

    mcp_tools: tuple[McpTool, ...] = ask(
        "MCP tools",
        "Few, each for one thing a person would ask for; not one for each endpoint.",
        why="The caller picks by description, can be talked into things by what it reads, and repeats itself.",
        need=True,
    )


class CliCommands(Group, heading="CLI commands", when=has_surface("cli")):
    """What people type, and what scripts rely on."""

    cli_commands: tuple[CliCommand, ...] = ask(
        "CLI commands",
        "One line each: name, flags, output modes, exit codes.",
        why="Scripts depend on flags, JSON output and exit codes as other clients do on paths and status codes.",
        need=True,
    )


class ApiContract(
    Versioning,
    Operations,
    GraphqlOperations,
    GraphqlLimits,
    Split,
    Errors,
    Paging,
    RateLimits,
    McpTools,
    CliCommands,
):
    """The answers of step 4."""


API = Step(
    "api", 4, "API contract", "What clients can call, how it fails, and how it changes.", ApiContract, ("API_CONTRACT",)
)
