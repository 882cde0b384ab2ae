"""Designs that trip the rules on surfaces, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.varied import varied


def _on(surface: str, **fields: Any) -> dict[str, Any]:
    return varied(scope__surfaces=[surface], **{f"scope__{name}": value for name, value in fields.items()})


def _mcp(transport: str, authorization: str, untrusted: str = "") -> dict[str, Any]:
    return _on("mcp", mcp_transport=transport, mcp_authorization=authorization, mcp_untrusted_input=untrusted)


def _workers(**fields: Any) -> dict[str, Any]:
    return _on("cloudflare-workers", **fields)


def _models(**fields: Any) -> dict[str, Any]:
    return _on("frontier-models", **fields)


NO_ORIGIN = "MCP server: remote, and no answer says which origins may call it"
NO_SOURCE = "Typed clients: no answer says from which description they are generated"

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "mcp-stdio-with-oauth": [
        (_mcp("stdio", "OAuth with PKCE"), "MCP authorization: OAuth with PKCE, over stdio"),
    ],
    "mcp-remote-without-token": [
        (
            _mcp("streamable-http", "employees of the house"),
            "MCP authorization: remote, and names no token (employees of the house)",
        )
    ],
    "mcp-remote-without-origin": [
        (_mcp("both", "OAuth token, audience is this server"), NO_ORIGIN),
    ],
    "tauri-allowlist": [
        (_on("tauri", tauri_capabilities=["allowlist: fs.readFile"]), "Tauri: allowlist: fs.readFile"),
    ],
    "workers-limits-undated": [
        (_workers(workers_limits="CPU 30 s, memory 128 MB"), "Limits of the workers: numbers without a date")
    ],
    "workers-state-in-isolate": [
        (_workers(workers_state="counters in a global variable"), "State of the workers: kept in global variable")
    ],
    "workers-secret-plain": [
        (_workers(workers_secrets="in wrangler.toml"), "Secrets of the workers: wrangler.toml"),
        (_workers(workers_secrets="plain text variables"), "Secrets of the workers: plain text variables"),
    ],
    "model-alias": [
        (_models(llm_providers=["Example: big-model-latest"]), "Example: big-model-latest: a name that moves"),
        (_models(llm_pinning="always the latest"), "Model pinning: always the latest"),
        (_models(llm_pinning="we use the latest version"), "Model pinning: we use the latest version"),
    ],
    "model-key-in-client": [
        (
            _models(llm_auth="one key, sent to the browser"),
            "Keys of the models: sent to the browser, where users can read them",
        ),
        (_models(llm_auth="stored in localStorage"), "Keys of the models: in localStorage, where users can read them"),
    ],
    "model-retention-undated": [
        (_models(llm_retention="30 days"), "Retention at the provider: 30 days, without a date"),
    ],
    "model-without-fallback": [
        (_models(llm_fallback="no fallback"), "Fallback of the models: no fallback"),
        (_models(llm_fallback="An error message."), "Fallback of the models: An error message."),
    ],
    "storybook-without-react": [
        (_on("storybook"), "Surfaces: Storybook without a client that uses its components"),
    ],
    "typed-clients-without-source": [
        (
            {
                **_on("typed-clients", typed_generator="a tool of ours, for TypeScript"),
                "file_plan": varied(file_plan__files=[{"path": "src/a.py", "purpose": "a"}])["file_plan"],
            },
            NO_SOURCE,
        )
    ],
    "auth0-old-flow": [
        (_on("auth0", auth0_flows="implicit flow for the browser"), "Flows of Auth0: implicit"),
        (_on("auth0", auth0_flows="password grant for the old app"), "Flows of Auth0: password grant"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "mcp-stdio-with-oauth": [
        _mcp("stdio", "a key from the environment; no OAuth"),
        _mcp("streamable-http", "OAuth with PKCE"),
    ],
    "mcp-remote-without-token": [
        _mcp("streamable-http", "bearer tokens of our issuer"),
        _mcp("stdio", "whoever starts it"),
        _mcp("both", ""),
    ],
    "mcp-remote-without-origin": [
        _mcp("both", "OAuth token; Origin on a list"),
        _mcp("both", "OAuth token", untrusted="Origin is checked first"),
        _mcp("stdio", "the environment"),
    ],
    "tauri-allowlist": [
        _on("tauri", tauri_capabilities=["main window: dialog:allow-save", "no allowlist of version 1"])
    ],
    "workers-limits-undated": [
        _workers(workers_limits="CPU 30 s as of Jan 2026"),
        _workers(workers_limits="CPU 30 s, read 2026-01-12"),
        _workers(workers_limits="no long requests"),
    ],
    "workers-state-in-isolate": [
        _workers(workers_state="Durable Object per room, never a global variable"),
        _workers(workers_state="Durable Object per room"),
    ],
    "workers-secret-plain": [_workers(workers_secrets="secret bindings, nothing in wrangler.toml")],
    "model-alias": [
        _models(llm_providers=["Example: big-model-2025-08-07"], llm_pinning="dated snapshot, never the latest"),
        _models(llm_pinning="the latest snapshot that passed the evaluation"),
        _models(llm_providers=["Example: big-model-2025-08-07, not big-model-latest"]),
    ],
    "model-key-in-client": [
        _models(llm_auth="secret manager, one key per environment"),
        _models(llm_auth="secret manager; no key ever reaches the browser"),
        _models(llm_auth="secret manager, never in the client"),
        _models(llm_auth="one key per environment, fetched with client credentials"),
        _models(llm_auth="backend only; the browser calls the backend"),
    ],
    "model-retention-undated": [_models(llm_retention="30 days, as of Jan 2026"), _models(llm_retention="not stored")],
    "model-without-fallback": [_models(llm_fallback="error after 10 s, then the form without a model"), _models()],
    "storybook-without-react": [varied(), varied(scope__surfaces=["storybook", "react-web"])],
    "typed-clients-without-source": [
        _on("typed-clients", typed_generator="a tool of ours, for TypeScript"),
        _on("typed-clients", typed_generator="openapi-typescript"),
    ],
    "auth0-old-flow": [_on("auth0", auth0_flows="code with PKCE; no implicit flow")],
}
"""Designs that come close to a rule and do not trip it."""
