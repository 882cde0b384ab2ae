"""Rules on the surfaces of step 1: answers that contradict the surface, and habits that it no longer allows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.words import affirmed, has_date, has_figure
from wizard.rules.rule import Said, rule
from wizard.rules.wording import claims, short

REMOTE = ("streamable-http", "both")
MONTH = r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2},? )?20\d\d|20\d\d-[01]\d|(?:early|mid|late) 20\d\d)\b"
TOKENS = (
    r"\b(oauth|oidc|tokens?|bearer|jwt|audience|mtls|mutual tls|pkce|api[- ]keys?|signed|signature|certificates?)\b"
)
NEWEST = r"(?i)(^|[\s:@/-])latest\b"
MOVES = r"\b(always|uses?|using|points? (at|to)|follows?|tracks?|on|to)\b[^.;]{0,20}\b(the )?latest\b|^(the )?latest\b"
GATED = r"evaluat|\btest|\bgate|\bpass|snapshot|dated|approv|\breview|golden|before|until|digest|pinned"
IN_CLIENT = (
    r"\b(in|into|inside|(sent|shipped|handed|delivered|exposed|given) (to|by|with)|(held|kept|stored|used) by|bundled (with|into)) "
    r"(the |a |each |every )?(user'?s? )?((browser|front-?end|web ?(app|client|page)|mobile app|app bundle|bundle|javascript|local ?storage|"
    r"desktop app|single[- ]page app|spa)s?\b|clients?\b(?! (credential|secret|id|librar|certificate|of|organi)))|\bclient-side\b"
)
"""How an answer says that something is where users can read it."""
GIVES_UP = r"(?i)(there is )?(no fallback|(an? )?errors?( message)?|it fails|fails|the (call|request) fails|(we )?(try again|retry)( later)?|users? (wait|retry)s?)[.!]?"
SHARED = (
    r"\b(global (variable|state|object)s?|module[- ](scope|level|global)s?|in[- ]memory|static variables?|singleton)\b"
)
PLAIN = r"\bplain ?(text )?(environment )?(variables?|vars?|bindings?)\b|\bwrangler\.(toml|jsonc?)\b|\[vars\]|\bin (the )?(repository|repo|source|code|git)\b"
OLD_FLOWS = r"\bimplicit\b|\b(resource owner )?password (grant|flow|credentials)\b|\bropc\b"


@rule(
    "mcp-stdio-with-oauth",
    "warning",
    "The MCP server is a local process that takes its credentials from its environment, and the authorization speaks of OAuth.",
    "Say where the process gets its credentials, or choose streamable-http.",
    "integration-surfaces#what-does-an-mcp-server-add",
)
def _stdio_with_oauth(design: Design) -> Iterable[Said]:
    said = design.scope.mcp_authorization
    if design.scope.mcp_transport == "stdio" and claims(r"\b(oauth|pkce|authorization code|redirect)\b", said):
        yield Said(("scope", "mcp_authorization"), f"MCP authorization: {short(said)}, over stdio")


@rule(
    "mcp-remote-without-token",
    "warning",
    "The MCP server is remote, and its authorization names no token or certificate. Anyone who finds it has its tools.",
    "Say which tokens are accepted, from which issuer and for which audience.",
    "integration-surfaces#what-does-an-mcp-server-add",
)
def _remote_without_token(design: Design) -> Iterable[Said]:
    said = design.scope.mcp_authorization
    if design.scope.mcp_transport in REMOTE and said and not affirmed(TOKENS, said):
        yield Said(("scope", "mcp_authorization"), f"MCP authorization: remote, and names no token ({short(said)})")


@rule(
    "mcp-remote-without-origin",
    "warning",
    "A remote MCP server has to check the Origin of a call, or a page in a browser can use it. No answer speaks of that.",
    "Say which origins are accepted, under authorization or where trust enters.",
    "integration-surfaces#what-does-an-mcp-server-add",
)
def _remote_without_origin(design: Design) -> Iterable[Said]:
    scope = design.scope
    if scope.mcp_transport not in REMOTE or not scope.mcp_authorization:
        return
    said = [
        scope.mcp_authorization,
        scope.mcp_untrusted_input,
        *(f"{one.who} {one.verified_by}" for one in scope.trust_entries),
    ]
    if not any(re.search(r"\borigins?\b", text, re.IGNORECASE) for text in said):
        yield Said(("scope", "mcp_authorization"), "MCP server: remote, and no answer says which origins may call it")


@rule(
    "tauri-allowlist",
    "warning",
    "The allowlist is a setting of Tauri 1. Version 2 has capabilities, permissions and scopes, and knows no allowlist.",
    "Say it as capabilities: which window has which permission.",
    "tauri-backend#which-boundary-does-version-2-give",
)
def _tauri_allowlist(design: Design) -> Iterable[Said]:
    for field in ("tauri_commands", "tauri_capabilities"):
        for line in getattr(design.scope, field):
            if claims(r"\ballow-?list\b", line):
                yield Said(("scope", field), f"Tauri: {short(line)}")
                break


@rule(
    "workers-limits-undated",
    "warning",
    "Limits of the edge runtime are stated without a date. They change, and a reader can not tell whether these still hold.",
    "Add the month in which you read them.",
    "cloudflare-workers-notes#which-limits-shape-the-design",
)
def _workers_limits_undated(design: Design) -> Iterable[Said]:
    if has_figure(design.scope.workers_limits) and not _is_dated(design.scope.workers_limits):
        yield Said(("scope", "workers_limits"), "Limits of the workers: numbers without a date")


@rule(
    "workers-state-in-isolate",
    "warning",
    "State is kept in a variable of the isolate. It survives some requests, is gone for others, and leaks between callers.",
    "Name the store or Durable Object that keeps it.",
    "cloudflare-workers-notes#where-does-state-live",
)
def _workers_state_in_isolate(design: Design) -> Iterable[Said]:
    if found := claims(SHARED, design.scope.workers_state):
        yield Said(("scope", "workers_state"), f"State of the workers: kept in {short(found.group().lower())}")


@rule(
    "workers-secret-plain",
    "warning",
    "Secrets reach the workers by plain variables or files of the repository, where dashboards, logs and history show them.",
    "Use secret bindings.",
    "cloudflare-workers-notes#where-does-state-live",
)
def _workers_secret_plain(design: Design) -> Iterable[Said]:
    if found := claims(PLAIN, design.scope.workers_secrets):
        yield Said(("scope", "workers_secrets"), f"Secrets of the workers: {short(found.group())}")


@rule(
    "model-alias",
    "blocker",
    "A model is named by an alias that moves. Overnight the same name is another model, with other answers, and no release of yours.",
    "Name the dated snapshot, and what has to pass before it is changed.",
    "frontier-models#which-version-answers",
)
def _model_alias(design: Design) -> Iterable[Said]:
    for line in design.scope.llm_providers:
        if re.search(NEWEST, line) and not re.search(GATED, line, re.IGNORECASE) and claims(NEWEST, line):
            yield Said(("scope", "llm_providers"), f"{short(line)}: a name that moves")
    said = design.scope.llm_pinning
    if claims(MOVES, said) and not re.search(GATED, said, re.IGNORECASE):
        yield Said(("scope", "llm_pinning"), f"Model pinning: {short(said)}")


@rule(
    "model-key-in-client",
    "blocker",
    "The key of a model provider is where users can read it. Whoever copies it spends your money and reads your logs.",
    "Keep the key in the backend, and let clients call the backend.",
    "frontier-models#who-holds-the-keys",
)
def _model_key_in_client(design: Design) -> Iterable[Said]:
    if found := claims(IN_CLIENT, design.scope.llm_auth):
        yield Said(("scope", "llm_auth"), f"Keys of the models: {short(found.group())}, where users can read them")


@rule(
    "model-retention-undated",
    "warning",
    "How long a provider keeps what is sent is stated without a date. Terms change; yours were read once.",
    "Add the month in which you read it.",
    "frontier-models#who-keeps-what",
)
def _model_retention_undated(design: Design) -> Iterable[Said]:
    if has_figure(design.scope.llm_retention) and not _is_dated(design.scope.llm_retention):
        yield Said(
            ("scope", "llm_retention"),
            f"Retention at the provider: {short(design.scope.llm_retention)}, without a date",
        )


@rule(
    "model-without-fallback",
    "warning",
    "When the model is slow, gone or wrong, the answer is an error. Then the whole function is as available as the provider.",
    "Say what people get instead: another model, a queue, a form without a model.",
    "frontier-models#what-happens-when-it-is-slow-gone-or-wrong",
)
def _model_without_fallback(design: Design) -> Iterable[Said]:
    if re.fullmatch(GIVES_UP, design.scope.llm_fallback.strip()):
        yield Said(("scope", "llm_fallback"), f"Fallback of the models: {short(design.scope.llm_fallback)}")


@rule(
    "storybook-without-react",
    "advice",
    "Storybook was chosen, and no web client. Then there are components, and nothing that is built from them.",
    "Choose the web client too, or drop Storybook.",
    "integration-surfaces#which-surface-answers-which-need",
)
def _storybook_without_react(design: Design) -> Iterable[Said]:
    surfaces = design.scope.surfaces
    if "storybook" in surfaces and "react-web" not in surfaces and "tauri" not in surfaces:
        yield Said(("scope", "surfaces"), "Surfaces: Storybook without a client that uses its components")


@rule(
    "typed-clients-without-source",
    "warning",
    "Typed clients are generated, and no answer names the description from which. Two will be, and drift apart.",
    "Name the file, at the generator or in the file plan.",
    "integration-surfaces#how-do-browser-storybook-and-typed-clients-share-one-contract",
)
def _typed_clients_without_source(design: Design) -> Iterable[Said]:
    if "typed-clients" not in design.scope.surfaces or not design.scope.typed_generator:
        return
    said = [design.scope.typed_generator, design.scope.typed_breaking_check, design.scope.web_contract_source]
    said += [f"{file.path} {file.purpose}" for file in design.file_plan.files]
    if not any(re.search(r"openapi|swagger|graphql|schema|contract|\bproto", text, re.IGNORECASE) for text in said):
        yield Said(
            ("scope", "typed_generator"), "Typed clients: no answer says from which description they are generated"
        )


@rule(
    "auth0-old-flow",
    "warning",
    "A flow is used that current practice for OAuth (RFC 9700) advises against: it shows tokens or passwords to those in between.",
    "Use the authorization code flow with PKCE for people, client credentials for services.",
    "auth0-oidc-best-practices#which-document-binds",
)
def _auth0_old_flow(design: Design) -> Iterable[Said]:
    if found := claims(OLD_FLOWS, design.scope.auth0_flows):
        yield Said(("scope", "auth0_flows"), f"Flows of Auth0: {short(found.group().lower())}")


def _is_dated(text: str) -> bool:
    return has_date(text) or re.search(MONTH, text, re.IGNORECASE) is not None
