"""The small groups of step 1 that a chosen surface opens."""

from typing import Literal

from wizard.ask import Group, Text, ask
from wizard.steps.step import has_surface


class WebClient(
    Group, heading="Web client", section="INTEGRATION_SURFACES", when=has_surface("react-web", "storybook")
):
    """How a browser client stays in step with the contract."""

    web_contract_source: str = ask(
        "Source of the contract",
        "The file that client and server are both built from.",
        why="Two sources drift apart, and the browser finds out at run time, in front of a customer.",
        need=True,
        eg="openapi.yaml in this repository",
    )
    web_client_generation: str = ask(
        "Client generation",
        "The tool, and what it generates.",
        why="Types written by hand are right on the day they are written; generated ones are right in every build.",
        need=True,
        eg="openapi-typescript, types only",
    )
    web_error_mapping: str = ask(
        "Errors in the client",
        "How a problem becomes something a person can act on.",
        why="Without a mapping people read 'something went wrong' and press the button again.",
        eg="by problem type, unknown ones as 'try again'",
    )
    web_design_tokens: str = ask(
        "Design tokens",
        "Where colours, type and spacing come from.",
        why="Copied colours can not be changed together; a new look becomes a search through every component.",
        eg="tokens package, version pinned",
    )


class Storybook(Group, heading="Storybook", section="INTEGRATION_SURFACES", when=has_surface("storybook")):
    """How components are developed without the backend."""

    storybook_mocks: str = ask(
        "Mocks",
        "Where the mocked answers come from.",
        why="Mocks written by hand show answers the backend never gives, and hide those it does.",
        need=True,
        eg="handlers generated from the same schema",
    )
    storybook_states: tuple[str, ...] = ask(
        "States shown",
        "Loading, empty, error, too many: one a line.",
        why="The happy state is drawn by everybody; the others are first seen by users.",
        eg="error: 429 with retry time",
    )


class AppsSdk(Group, heading="Apps SDK", section="APPS_SDK_REQUIREMENTS", when=has_surface("apps-sdk")):
    """What an app inside ChatGPT needs beside its tools."""

    apps_use_cases: tuple[str, ...] = ask(
        "Use cases and prompts",
        "One a line, with a prompt that should trigger it, and one that should not.",
        why="Without a prompt that must not call it, a tool is called for everything near it, and people switch the app off.",
        need=True,
        eg="Track a parcel: 'where is my order'",
    )
    apps_ux_principles: Text = ask(
        "UX principles",
        "What the app shows inline, and what it leaves to the conversation.",
        why="What is shown twice, in card and text, is read as two different answers.",
        need=True,
        eg="One card per answer, at most two actions, no navigation of its own.",
    )
    apps_metadata: Text = ask(
        "Metadata plan",
        "Names and descriptions of tools, and how they are tested against prompts.",
        why="A model chooses by these words alone. Untested, they are tuned by guess after launch.",
        need=True,
        eg="Descriptions begin with 'Use this when'; 30 golden prompts in CI.",
    )
    apps_auth: Text = ask(
        "Authentication",
        "What works without an account; what asks for OAuth, with which scopes.",
        why="Too much sign-in and the app is left at once; too little and an order number opens an order.",
        need=True,
        eg="Browsing is anonymous; orders need OAuth with orders:read.",
    )
    apps_state: Text = ask(
        "State",
        "Which state lives in the backend, which in the widget, which nowhere.",
        why="State kept only in a card is gone with the next answer, and an old card acts on old facts.",
        need=True,
        eg="The basket is in the backend; the open tab is widget state.",
    )
    apps_monetization: str = ask(
        "Monetisation",
        "How money is made, or that none is.",
        why="What may be sold in a chat is the platform's decision. Built first and read later, it is built twice.",
        need=True,
        eg="checkout on our own domain",
    )
    apps_security_privacy: Text = ask(
        "Security and privacy",
        "What is sent to the model, what is kept, what needs a confirmation.",
        why="What enters the conversation can not be taken back, and its retention is no longer yours.",
        need=True,
        eg="No e-mail addresses in structured content; deletion within 30 days.",
    )


class McpServer(Group, heading="MCP server", section="INTEGRATION_SURFACES", when=has_surface("mcp", "apps-sdk")):
    """How tools for language models are reached and guarded."""

    mcp_transport: Literal["stdio", "streamable-http", "both"] | None = ask(
        "Transport",
        "How clients connect.",
        why="A local process trusts its user; a remote endpoint must trust nobody. The guards differ entirely.",
        need=True,
        hints={
            "stdio": "local process, credentials from its environment",
            "streamable-http": "remote, one endpoint, checks Origin",
        },
    )
    mcp_authorization: str = ask(
        "Authorization",
        "Which tokens are accepted, and for which audience.",
        why="A token meant for another service, once accepted here, makes every tool a way around its owner.",
        need=True,
        eg="OAuth, audience is this server, PKCE",
    )
    mcp_untrusted_input: str = ask(
        "Untrusted input",
        "How text from tools and users is kept from acting as instructions.",
        why="A model can not tell data from orders for certain, so what it reads may steer what it calls.",
        need=True,
        eg="results are data; destructive tools need a confirmation",
    )


class CommandLine(Group, heading="Command line", section="INTEGRATION_SURFACES", when=has_surface("cli")):
    """What every command of the CLI has in common."""

    cli_output: str = ask(
        "Output modes",
        "What a person sees, and what a script reads.",
        why="Scripts will parse whatever is printed. Say what is promised, or every wording becomes a promise.",
        need=True,
        eg="tables; --json with a schema name",
    )
    cli_exit_codes: tuple[str, ...] = ask(
        "Exit codes",
        "One a line: number, meaning.",
        why="A script that can not tell 'refused' from 'try again' does the wrong one, at night, a thousand times.",
        need=True,
        eg="2 wrong usage",
    )
    cli_credentials: str = ask(
        "Credentials",
        "Where the CLI keeps them.",
        why="What is typed as a flag stays in shell history and process lists, readable to others on that machine.",
        need=True,
        eg="keychain of the system, never in flags",
    )


class TauriApp(Group, heading="Tauri app", section="INTEGRATION_SURFACES", when=has_surface("tauri")):
    """What the desktop shell may do, and how it speaks to the backend."""

    tauri_commands: tuple[str, ...] = ask(
        "Commands",
        "The functions that the webview may call, one a line.",
        why="Each is callable from any page in the window. A general one such as 'write file' gives away the disk.",
        need=True,
        eg="save_report(path, report)",
    )
    tauri_capabilities: tuple[str, ...] = ask(
        "Capabilities",
        "Which window may do what; everything else is refused.",
        why="Without a list every window has all permissions, and one injected script has the user's files.",
        need=True,
        eg="main window: dialog:allow-save",
    )
    tauri_remote: str = ask(
        "Local or remote",
        "Which calls stay on the machine, which go to the backend, what happens offline.",
        why="Rules checked only on the desktop are not checked. Writes made offline arrive late, and perhaps twice.",
        need=True,
        eg="drafts local, submission remote, queued offline",
    )
    tauri_auth: str = ask(
        "Auth hand-off",
        "How the shell gets a token, and where it is kept.",
        why="A token the page can read is a token an injected script can send away.",
        need=True,
        eg="system browser with PKCE, token in the keychain",
    )
    tauri_errors: str = ask(
        "Error mapping",
        "How backend problems and command errors become one kind.",
        why="Two kinds of failure mean two handlers, and offline work is thrown away by the wrong one.",
        need=True,
        eg="problem type to a typed command error",
    )


class CloudflareWorkers(
    Group, heading="Cloudflare Workers", section="INTEGRATION_SURFACES", when=has_surface("cloudflare-workers")
):
    """How the limits of an edge runtime are met."""

    workers_limits: Text = ask(
        "Limits considered",
        "CPU time, memory, subrequests, body size: the numbers you rely on, with their date.",
        why="A design that ignores them works in the demo and fails with the first large customer.",
        need=True,
        eg="CPU 30 s, memory 128 MB as of Jan 2026; exports run in a queue consumer.",
    )
    workers_streaming: str = ask(
        "Streaming",
        "What is streamed instead of buffered.",
        why="One large body held in memory ends the isolate, and with it the requests of others.",
        need=True,
        eg="exports, through a TransformStream",
    )
    workers_secrets: str = ask(
        "Secrets",
        "How they reach the code.",
        why="Plain variables show up in dashboards, repositories and build logs.",
        need=True,
        eg="secret bindings, one set per environment",
    )
    workers_state: str = ask(
        "State",
        "Where it lives, as isolates share none.",
        why="A global variable survives some requests and leaks between others. Tests rarely show either.",
        need=True,
        eg="Durable Object per tenant",
    )


class Auth0(Group, heading="Auth0", section="INTEGRATION_SURFACES", when=has_surface("auth0")):
    """How Auth0 is set up for this system; step 6 asks for the tokens."""

    auth0_tenants: str = ask(
        "Tenants and environments",
        "One tenant per environment keeps keys apart.",
        why="A test user or a test key that works in production is an open door nobody counts.",
        need=True,
        eg="dev, staging, production",
    )
    auth0_flows: str = ask(
        "Flows",
        "One per kind of client.",
        why="The wrong flow puts a secret into a place where it can not be kept, such as a browser.",
        need=True,
        eg="code with PKCE; client credentials for services",
    )
    auth0_organizations: str = ask(
        "Organizations",
        "Whether tenants are organizations, and what validates them.",
        why="The token names the organization, and nothing checks it unless the API does.",
        eg="org_id checked against the path",
    )


class LanguageModels(
    Group,
    heading="Language models",
    section="INTEGRATION_SURFACES",
    when=has_surface("ollama-cloud", "frontier-models"),
):
    """What is sent to models of others, and what happens when they change or fail."""

    llm_providers: tuple[str, ...] = ask(
        "Providers and models",
        "One a line, with the pinned version.",
        why="An alias moves overnight: the same name, another model, other answers, and no release of yours.",
        need=True,
        eg="provider, model, dated snapshot",
    )
    llm_auth: str = ask(
        "Keys",
        "Where they are kept, for whom, with which spending limit.",
        why="A key without a limit turns a loop or a leak into an invoice.",
        need=True,
        eg="secret manager, one key per environment",
    )
    llm_data_handling: Text = ask(
        "Data handling",
        "What is sent, what is removed before, under which agreement.",
        why="What is sent is a copy outside your control. Removing names afterwards is not possible.",
        need=True,
        eg="Ticket text without names; processing agreement signed.",
    )
    llm_retention: str = ask(
        "Retention at the provider",
        "What they keep and for how long, with the date you looked.",
        why="Their period is added to yours. A deletion that stops at your database is only half of one.",
        need=True,
        eg="30 days for abuse checks, as of Jan 2026",
    )
    llm_pinning: str = ask(
        "Model pinning",
        "How a new version gets in.",
        why="Without a gate, a new version is tested by users, and nobody can say since when answers are worse.",
        need=True,
        eg="dated snapshot, changed after the evaluation set passes",
    )
    llm_fallback: str = ask(
        "Fallback",
        "What happens when the model is slow, gone or wrong.",
        why="Models are slow or refuse more often than databases fail; without another path the whole function stops.",
        need=True,
        eg="smaller model, then a queue for people",
    )


class TypedClients(Group, heading="Typed clients", section="INTEGRATION_SURFACES", when=has_surface("typed-clients")):
    """How clients are generated, and how breaking them is noticed."""

    typed_generator: str = ask(
        "Generator",
        "The tool, for which languages.",
        why="Check what it reads before the contract depends on it: some stop at an older OpenAPI.",
        need=True,
        eg="openapi-typescript for TypeScript",
    )
    typed_breaking_check: str = ask(
        "Breaking-change check",
        "What stops a change that breaks a client.",
        why="A removed field compiles on your side and breaks on theirs, after the deployment.",
        need=True,
        eg="schema diff in CI, fails on removal",
    )
    typed_publishing: str = ask(
        "Publishing",
        "Where clients get it, and how versions follow the API.",
        why="A client whose version says nothing about the API's is updated by trial and error.",
        eg="package registry, same major version",
    )
