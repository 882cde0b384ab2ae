"""Checklist items of surfaces, tools and models: each is met by answers that prove it, and by nothing else."""

from __future__ import annotations

from time import perf_counter
from typing import Any, NamedTuple, get_args

import pytest
from core.designs import full, with_ids

from wizard.checklist.checklist import predicates
from wizard.checklist.told import PREDICATES, Told
from wizard.design import Design, Reader
from wizard.knowledge.library import items
from wizard.steps.scope import Surface

PAGES = (
    "integration-surfaces", "tauri-backend", "rust-backend-design", "cloudflare-workers-notes", "ollama-cloud-api",
    "frontier-models", "design-guidelines-canonical", "apps-sdk-ux", "apps-sdk-use-cases", "apps-sdk-auth",
    "apps-sdk-state", "apps-sdk-monetization", "apps-sdk-metadata", "apps-sdk-security-privacy", "mcp-idempotency-replay",
)  # fmt: skip
MODULES = ("surfaces", "commands", "models", "edge", "tools", "replay", "apps", "app_money")
Answers = dict[str, dict[str, Any]]

INPUT = (
    '{"type": "object", "additionalProperties": false, "required": ["request_id"], "properties":'
    ' {"request_id": {"type": "string", "format": "uuid"}}}'
)
OUTPUT = '{"type": "object", "properties": {"as_of": {"type": "string", "format": "date-time"}}}'


def scope(**fields: Any) -> Answers:
    """Answers of step 1."""
    return {"scope": fields}


def operations(**fields: Any) -> Answers:
    """Answers of step 7."""
    return {"operations": fields}


def tool(**fields: Any) -> dict[str, Any]:
    """A tool that writes, with everything answered well, and changes."""
    return {
        "name": "orders.cancel",
        "description": "Use this when an order is to be stopped. Not for returns.",
        "read_only": False,
        "destructive": False,
        "idempotent": True,
        "open_world": False,
        "input_schema": INPUT,
        "output_schema": OUTPUT,
        "errors": ["id_reused"],
        "scope": "orders:write",
        "dedupe_window": "24 h",
    } | fields


def tools(*listed: dict[str, Any], **api: Any) -> Answers:
    """Answers of step 4 with these tools."""
    return {
        "api": {"mcp_tools": list(listed), "error_codes": [{"code": "id_reused", "title": "Other arguments"}], **api}
    }


def commands(**fields: Any) -> Answers:
    """Answers of step 4 with one command."""
    return {
        "api": {"cli_commands": [{"name": "pay list", "flags": ["--json"], "output_modes": ["text", "json"]} | fields]}
    }


def steps(*actions: str, owner: str = "Mara") -> Answers:
    """Next steps."""
    return {"file_plan": {"next_steps": [{"action": action, "owner": owner} for action in actions]}}


def with_property(name: str, side: str = "input_schema") -> Answers:
    """One tool whose schema has one property more."""
    return tools(tool(**{side: f'{{"type": "object", "properties": {{"{name}": {{"type": "string"}}}}}}'}))


def both(*parts: Answers) -> Answers:
    """Answers of several parts; later ones add to earlier ones."""
    merged: Answers = {}
    for part in parts:
        for step, fields in part.items():
            merged[step] = merged.get(step, {}) | fields
    return merged


def design(answers: Answers) -> Design:
    """A design of the greatest depth, with every surface chosen, so that nothing is hidden."""
    chosen: Answers = {
        "start": {"in_scope": True, "system_type": "rest", "depth": "high-scale"},
        "scope": {"surfaces": list(get_args(Surface))},
    }
    return Reader().read(with_ids(both(chosen, answers))).design


def told(item: str, answers: Answers) -> Told:
    """What the predicate of an item says."""
    return predicates()[item](design(answers))


def words(said: Told) -> str:
    """The evidence in one line."""
    return " | ".join(where.words for where in said.where)


class Row(NamedTuple):
    """An item, answers that meet it and a part of the evidence; answers that contradict it and a part of theirs."""

    item: str
    met: Answers
    says: str
    unmet: Answers | None = None
    lacks: str = ""


ROWS = (
    # integration surfaces
    Row(
        "surface-error-mapping",
        both(
            scope(surfaces=["cli", "mcp"], cli_exit_codes=["0 done", "4 refused"]),
            tools(tool(), error_codes=[{"code": "id_reused"}]),
        ),
        "4 refused",
        both(scope(surfaces=["mcp"]), tools(tool(errors=["made_up"]))),
        "made_up is no code of step 4",
    ),
    Row("surface-cli-modes", commands(), "pay list", commands(output_modes=[]), "lists no output modes"),
    Row("surface-cli-json-version", scope(cli_output="--json with schema pay.v1"), "pay.v1"),
    Row(
        "surface-cli-streams",
        scope(cli_output="tables on stdout, messages on stderr"),
        "on stderr",
        scope(cli_output="messages on stdout, results on stderr"),
        "results leave there",
    ),
    Row(
        "surface-cli-colour",
        scope(cli_output="colour; off without a terminal, with NO_COLOR, TERM=dumb or --no-color"),
        "NO_COLOR",
    ),
    Row(
        "surface-cli-exit-codes",
        scope(cli_exit_codes=["0 done", "2 wrong usage", "3 not signed in", "4 refused"]),
        "2 other numbers",
        scope(cli_exit_codes=["0 done", "1 failed"]),
        "wrong usage",
    ),
    Row(
        "surface-cli-exit-codes-agree",
        both(scope(cli_exit_codes=["0 done", "4 refused"]), commands(exit_codes=["4 refused", "5 not found"])),
        "no number of step 1",
    ),
    Row(
        "surface-cli-secrets",
        both(scope(cli_credentials="keychain of the system"), commands(flags=["--token-file", "--json"])),
        "keychain",
        both(scope(cli_credentials="keychain of the system"), commands(flags=["--api-key KEY"])),
        "pay list: --api-key",
    ),
    Row("surface-web-generation", scope(web_client_generation="openapi-typescript, types only"), "types only"),
    Row("surface-typed-languages", scope(typed_generator="openapi-generator for Java and PHP"), "for Java"),
    Row("surface-typed-release", scope(typed_publishing="npm; the major version is that of the API"), "npm"),
    Row("surface-mcp-revision", scope(mcp_authorization="OAuth as in MCP 2025-11-25"), "2025-11-25"),
    Row("surface-mcp-origin", scope(mcp_transport="stdio"), "stdio"),
    Row(
        "surface-mcp-schemas",
        tools(tool()),
        "orders.cancel",
        tools(tool(output_schema="a list of orders")),
        "output schema is not one of an object",
    ),
    Row("surface-mcp-untrusted", scope(mcp_untrusted_input="writing tools need a confirmation"), "confirmation"),
    # screens
    Row(
        "screen-tokens-named",
        scope(web_design_tokens="@shop/tokens 4.1.0"),
        "4.1.0",
        scope(web_design_tokens="tokens package, always the latest"),
        "latest",
    ),
    Row(
        "screen-states-shown",
        scope(storybook_states=["loading", "empty: no orders", "error: 503", "too many: 10 000 rows"]),
        "empty",
        scope(storybook_states=["loading", "empty"]),
        "does not say: error, too many",
    ),
    Row(
        "screen-errors-by-code",
        scope(web_error_mapping="by code, unknown ones as 'try again'"),
        "by code",
        scope(web_error_mapping="by the title of the problem"),
        "it goes by wording",
    ),
    Row("screen-accessibility-target", steps("test every screen against WCAG 2.2 AA"), "WCAG 2.2 AA"),
    # Tauri and Rust
    Row(
        "tauri-commands-listed",
        scope(tauri_commands=["save_draft(id)"], tauri_capabilities=["main window: save", "AppManifest lists them"]),
        "AppManifest",
    ),
    Row(
        "tauri-capability-per-window",
        scope(tauri_capabilities=["main window: dialog:allow-save", "about: nothing"]),
        "all 2",
        scope(tauri_capabilities=["all windows: core:default"]),
        "all windows",
    ),
    Row(
        "tauri-no-v1-allowlist",
        scope(tauri_capabilities=["main window: dialog:allow-save"]),
        "dialog:allow-save",
        scope(tauri_capabilities=["main window: by the allowlist"]),
        "allowlist",
    ),
    Row("tauri-no-remote-pages", scope(tauri_capabilities=["no remote addresses"]), "no remote"),
    Row("tauri-csp-set", scope(tauri_capabilities=["CSP default-src 'self'"]), "CSP"),
    Row(
        "tauri-token-outside-webview",
        scope(tauri_auth="system browser with PKCE, token in the keychain"),
        "keychain",
        scope(tauri_auth="system browser with PKCE, token in local storage"),
        "the page can read it",
    ),
    Row("tauri-remote-settled", scope(tauri_remote="drafts local, submission remote, queued offline"), "offline"),
    Row(
        "tauri-offline-window",
        both(scope(tauri_remote="queued offline for up to 8 h"), operations(idempotency_window="24 h")),
        "24 h",
        both(scope(tauri_remote="queued offline for up to 3 days"), operations(idempotency_window="24 h")),
        "3 days",
    ),
    Row(
        "tauri-error-kinds",
        scope(tauri_errors="backend problems, time-outs and local refusals become one type with a kind"),
        "one type",
    ),
    Row(
        "rust-sqlx-offline-data",
        {
            "file_plan": {
                "framework": "axum 0.8, sqlx 0.8",
                "files": [{"path": ".sqlx/", "purpose": "query data, checked in CI"}],
            }
        },
        ".sqlx/",
        {"file_plan": {"framework": "sqlx 0.8", "files": [{"path": "src/main.rs", "purpose": "start"}]}},
        "no .sqlx",
    ),
    Row(
        "rust-stack-versions",
        {"file_plan": {"language": "Rust 1.92", "framework": "axum 0.8 with sqlx 0.8"}},
        "Rust 1.92",
        {"file_plan": {"language": "Rust", "framework": "axum 0.8"}},
        "without a version of Rust",
    ),
    Row(
        "rust-supply-chain",
        steps("run cargo-deny in CI"),
        "cargo-deny",
        steps("write the first test"),
        "no step checks advisories",
    ),
    # Workers
    Row(
        "workers-limits-dated",
        scope(workers_limits="Jan 2026: CPU 30 s, memory 128 MB, 1 000 subrequests, bodies up to 100 MB"),
        "memory 128 MB",
    ),
    Row("workers-plan-named", scope(workers_limits="paid plan, zone on Business"), "paid plan"),
    Row(
        "workers-fan-out",
        scope(workers_limits="at most 12 subrequests, retries included, of 1 000 subrequests"),
        "12 and 1 000",
    ),
    Row("workers-long-work", scope(workers_limits="exports run in a queue consumer"), "queue consumer"),
    Row(
        "workers-state-named",
        scope(workers_state="Durable Object per tenant"),
        "Durable Object",
        scope(workers_state="carts in a global variable"),
        "lost with the isolate",
    ),
    Row(
        "workers-no-globals",
        scope(workers_state="D1; nothing of a caller stays in memory"),
        "nothing of a caller",
        scope(workers_state="a session in isolate memory"),
        "kept",
    ),
    Row(
        "workers-eventual-reads",
        {"data": {"stores": [{"name": "main", "consistency": "strong"}]}},
        "no store is eventual",
    ),
    Row(
        "workers-secret-bindings",
        scope(workers_secrets="secret bindings, one set per environment"),
        "secret bindings",
        scope(workers_secrets="plain variables per environment"),
        "plain variables",
    ),
    # Ollama and frontier models
    Row("ollama-where-it-runs", scope(llm_providers=["Ollama: gpt-oss:120b-cloud, by the daemon"]), "daemon"),
    Row("ollama-key-replaced", scope(llm_auth="secret manager, keys replaced every 90 days"), "every 90 days"),
    Row(
        "ollama-concurrency",
        operations(overload_policy="8 calls in flight to Ollama; others wait 20 s, then 503"),
        "8 calls in flight",
    ),
    Row(
        "ollama-retired-model",
        scope(llm_fallback="a model that answers 404 is replaced by the next in the list; an alert tells the owner"),
        "404",
    ),
    Row("ollama-claim-dated", scope(llm_retention="the FAQ states in Aug 2026 that nothing is stored"), "FAQ"),
    Row(
        "frontier-keys-server-side",
        scope(llm_auth="secret manager, read by the gateway alone"),
        "gateway",
        scope(llm_auth="secret manager, then in the app"),
        "a client has it",
    ),
    Row(
        "frontier-keys-separate",
        scope(llm_auth="one key per environment, with a monthly cap"),
        "per environment",
        scope(llm_auth="one key for all environments, with a monthly cap"),
        "shared",
    ),
    Row(
        "frontier-data-listed",
        scope(llm_data_handling="Ticket text is sent, names removed before; processing agreement signed."),
        "names removed",
    ),
    Row(
        "frontier-external-system",
        scope(
            llm_providers=["OpenAI: gpt-5-mini-2025-08-07"],
            external_systems=[{"name": "OpenAI API", "data_class": "personal"}],
        ),
        "OpenAI API: personal",
        scope(llm_providers=["OpenAI: gpt-5-mini-2025-08-07"], external_systems=[{"name": "OpenAI API"}]),
        "no data class",
    ),
    Row("frontier-retention-dated", scope(llm_retention="30 days, not used for training, read Jan 2026"), "30 days"),
    Row(
        "frontier-storage-off",
        scope(llm_retention="30 days, with store=false"),
        "store=false",
        scope(llm_retention="30 days, with store=true"),
        "it is on",
    ),
    Row(
        "frontier-version-pinned",
        scope(llm_providers=["OpenAI: gpt-5-mini-2025-08-07"]),
        "gpt-5-mini-2025-08-07",
        scope(llm_providers=["OpenAI: gpt-5-latest"]),
        "an alias that moves",
    ),
    Row("frontier-evaluated-change", scope(llm_pinning="after 180 of 200 of the evaluation set pass"), "180 of 200"),
    Row(
        "frontier-fallback-ladder",
        scope(llm_fallback="slow or gone: smaller model, then a queue for people; wrong: asked again, then people"),
        "wrong",
    ),
    Row(
        "frontier-cost-metric",
        operations(
            metrics=[{"name": "llm.tokens", "tells": "what is used, by use, model and tenant"}],
            alerts=[{"name": "Budget is nearly spent", "condition": "80 % of the month"}],
        ),
        "llm.tokens",
        operations(metrics=[{"name": "http.duration", "tells": "how long callers wait"}]),
        "none counts tokens",
    ),
    Row(
        "frontier-logs-without-prompts",
        operations(log_fields=["model", "model_version", "tokens_in", "outcome"], log_redaction="Never prompts."),
        "Never prompts",
        operations(log_fields=["model", "version", "tokens", "outcome", "prompt"], log_redaction="Never prompts."),
        "prompt is logged",
    ),
    # Apps SDK
    Row(
        "appcases-prompt-and-near-miss",
        scope(apps_use_cases=["Track a parcel: 'where is order 12'; not 'how long does post take'"]),
        "Track a parcel",
        scope(apps_use_cases=["Track a parcel: 'where is order 12'"]),
        "has no near miss",
    ),
    Row("appcases-left-to-the-site", scope(out_of_scope=["Changing an address stays on the site"]), "on the site"),
    Row("appcases-first-answer-free", scope(apps_auth="Browsing is anonymous; orders need OAuth."), "anonymous"),
    Row(
        "appcases-no-administration",
        tools(tool()),
        "orders.cancel",
        tools(tool(scope="admin:orders")),
        "has admin:orders",
    ),
    Row("appcases-ways-to-fail", tools(tool()), "orders.cancel", tools(tool(errors=[])), "lists no error codes"),
    Row(
        "appux-answers-without-card",
        scope(apps_ux_principles="The text answers every prompt where there is no card."),
        "no card",
    ),
    Row(
        "appux-display-per-case",
        scope(apps_use_cases=["Track a parcel: 'x'"], apps_ux_principles="Track a parcel is an inline card."),
        "inline",
    ),
    Row(
        "appux-small-states",
        scope(apps_ux_principles="Nothing found, a failed call and no linked account each have a sentence."),
        "Nothing found",
    ),
    Row(
        "appauth-each-tool-decided",
        both(scope(apps_auth="Cancelling asks for orders:write."), tools(tool())),
        "has all scopes",
    ),
    Row(
        "appauth-strangers-only-read",
        both(scope(apps_auth="Nothing works without an account."), tools(tool())),
        "Nothing works",
        tools(tool(scope="noauth")),
        "noauth, and writes",
    ),
    Row(
        "appauth-metadata-reachable",
        {
            "api": {
                "operations": [
                    {"method": "GET", "path": "/.well-known/oauth-protected-resource/mcp", "access": ["public"]}
                ]
            },
            "access": {"identity_provider": "company directory"},
        },
        "company directory",
        {
            "api": {
                "operations": [
                    {"method": "GET", "path": "/.well-known/oauth-protected-resource/mcp", "access": ["customer"]}
                ]
            }
        },
        "not public",
    ),
    Row(
        "appauth-pkce-advertised",
        scope(apps_auth="OAuth with PKCE S256"),
        "S256",
        {"access": {"auth0_pkce": False}},
        "no",
    ),
    Row(
        "appauth-scope-grows",
        scope(apps_auth="orders:read at first; a 403 asks for orders:write."),
        "403",
        scope(apps_auth="all scopes at the first link"),
        "all at once",
    ),
    Row(
        "appauth-record-rule-for-arguments",
        {"access": {"object_rules": "Ids in tool arguments are checked as those in paths."}},
        "arguments",
    ),
    Row("appauth-registration-guarded", scope(apps_auth="ChatGPT is registered beforehand."), "beforehand"),
    Row(
        "appauth-unlink-ends-access",
        {"access": {"revocation": "unlinking the app ends its grant within 60 s"}},
        "within 60 s",
    ),
    Row(
        "appstate-three-places", scope(apps_state="Basket in the backend, tab in the widget, lists nowhere."), "nowhere"
    ),
    Row(
        "appstate-drafts-end",
        {"data": {"retention": [{"data_set": "unfinished baskets", "period": "24 h"}]}},
        "unfinished baskets: 24 h",
    ),
    Row("appstate-age-shown", tools(tool()), "orders.cancel"),
    Row(
        "appstate-session-free",
        both(
            operations(replay_protection="request_id per person and tool"),
            {"data": {"tables": [{"name": "orders", "table_columns": [{"name": "id", "type": "uuid"}]}]}},
        ),
        "no column names a session",
        {"data": {"tables": [{"name": "carts", "table_columns": [{"name": "mcp_session_id", "type": "text"}]}]}},
        "mcp_session_id",
    ),
    Row("appstate-view-is-disposable", scope(apps_state="With the card only the view is lost."), "only the view"),
    Row(
        "appmoney-way-and-date",
        scope(apps_monetization="none, terms read in Jan 2026"),
        "Jan 2026",
        scope(apps_monetization="checkout on our site"),
        "does not say: the month",
    ),
    Row("appmoney-goods-permitted", scope(apps_monetization="physical goods only, on our site"), "physical goods"),
    Row("appmoney-no-card-data", tools(tool()), "orders.cancel", with_property("card_number"), "card_number"),
    Row("appmoney-server-prices", tools(tool()), "orders.cancel", with_property("total_price"), "total_price"),
    Row(
        "appmoney-webhook-is-trusted",
        scope(apps_monetization="None"),
        "None",
        scope(apps_monetization="checkout", trust_entries=[{"entry_point": "POST /orders", "who": "a customer"}]),
        "none is a webhook",
    ),
    Row(
        "appmoney-prepare-is-a-write",
        tools(tool(name="checkout.prepare")),
        "checkout.prepare",
        tools(tool(name="checkout.prepare", read_only=True)),
        "marked read-only",
    ),
    Row(
        "appmoney-free-calls-bounded",
        tools(
            tool(scope="noauth", rate_class="free"),
            rate_classes=[{"name": "free", "quota": "1 000 a day"}],
        ),
        "orders.cancel",
        tools(tool(scope="noauth", rate_class="free"), rate_classes=[{"name": "free"}]),
        "free has no quota",
    ),
    Row(
        "appmoney-terms-are-a-risk",
        {
            "risks": {
                "risks": [
                    {"title": "OpenAI changes its terms", "owner": "Head of Sales", "mitigation": "flag turns it off"}
                ]
            }
        },
        "Head of Sales",
        {"risks": {"risks": [{"title": "OpenAI changes its terms", "mitigation": "flag turns it off"}]}},
        "no owner",
    ),
    Row(
        "appmeta-names-alike",
        tools(tool(), tool(name="orders.track")),
        "all 2",
        tools(tool(), tool(name="orders.track"), tool(name="find_gift")),
        "find_gift: others are spelled like orders.cancel",
    ),
    Row(
        "appmeta-use-this-when",
        tools(tool()),
        "orders.cancel",
        tools(tool(description="Cancels an order. Not for returns.")),
        "does not begin with when",
    ),
    Row("appmeta-all-marks-set", tools(tool()), "orders.cancel", tools(tool(destructive=None)), "open: destructive"),
    Row(
        "appmeta-inputs-closed",
        tools(tool()),
        "orders.cancel",
        tools(tool(input_schema=INPUT.replace(', "format": "uuid"', ""))),
        "request_id without bounds",
    ),
    Row(
        "appmeta-three-kinds-of-prompt",
        scope(apps_use_cases=["Track"], apps_metadata="9 golden prompts: direct, indirect, negative"),
        "9 golden prompts for 1 use case",
        scope(apps_use_cases=["Track"], apps_metadata="2 golden prompts: direct, indirect, negative"),
        "2 golden prompts",
    ),
    Row("appmeta-floors-fixed", scope(apps_metadata="precision at least 95 %, recall at least 90 %"), "95 %"),
    Row("appmeta-measured-again", scope(apps_metadata="run in CI, and every week without a change"), "every week"),
    Row(
        "appprivacy-fields-sorted",
        both(
            scope(apps_security_privacy="The delivery address goes to the card, never to the model."),
            {
                "domain": {
                    "entities": [
                        {"name": "Order", "attributes": [{"name": "delivery_address", "sensitivity": "personal"}]}
                    ]
                }
            },
        ),
        "delivery address",
    ),
    Row(
        "appprivacy-no-secret-out",
        both(
            tools(tool()),
            {"domain": {"entities": [{"name": "Key", "attributes": [{"name": "api_key", "sensitivity": "secret"}]}]}},
        ),
        "orders.cancel",
        both(
            with_property("api_key", "output_schema"),
            {"domain": {"entities": [{"name": "Key", "attributes": [{"name": "api_key", "sensitivity": "secret"}]}]}},
        ),
        "orders.cancel: api_key",
    ),
    Row(
        "appprivacy-strangers-texts-named",
        scope(mcp_untrusted_input="Reviews by customers come back as quoted fields."),
        "by customers",
    ),
    Row(
        "appprivacy-card-reach-listed",
        scope(apps_security_privacy="connect: api.shop.example; resource: img.shop.example; redirect: shop.example"),
        "api.shop.example",
        scope(apps_security_privacy="connect: *.shop.example; resource and redirect: none"),
        "a wildcard",
    ),
    Row(
        "appprivacy-arguments-not-logged",
        operations(log_redaction="Never values of tool arguments, apart from order ids."),
        "arguments",
    ),
    Row(
        "appprivacy-calls-have-a-period",
        {
            "data": {
                "retention": [
                    {"data_set": "tool_calls", "period": "30 days", "deletion_method": "daily job"},
                    {"data_set": "linked accounts", "period": "until unlinked", "deletion_method": "at once"},
                ]
            }
        },
        "tool_calls",
        {"data": {"retention": [{"data_set": "tool_calls", "period": "30 days"}]}},
        "no deletion method",
    ),
    Row(
        "appprivacy-submission-planned",
        steps("publish the privacy policy", "name a support contact", "make a test account"),
        "support contact",
        steps("publish the privacy policy", "name a support contact"),
        "no step for the test account",
    ),
    # repeats
    Row(
        "mcpreplay-id-required",
        tools(tool()),
        "orders.cancel",
        tools(tool(input_schema=OUTPUT)),
        "does not require request_id",
    ),
    Row(
        "mcpreplay-window-per-tool",
        tools(tool()),
        "orders.cancel",
        tools(tool(dedupe_window="")),
        "no dedupe window",
    ),
    Row(
        "mcpreplay-window-not-shorter",
        both(tools(tool()), operations(idempotency_window="24 h")),
        "orders.cancel",
        both(tools(tool()), operations(idempotency_window="7 days")),
        "the window of step 7 is longer",
    ),
    Row("mcpreplay-key-has-caller", operations(replay_protection="request_id per user and tool"), "per user"),
    Row(
        "mcpreplay-no-protocol-id",
        operations(replay_protection="request_id per user and tool"),
        "request_id",
        operations(replay_protection="request_id; repeats are found by the MCP session"),
        "by the MCP session",
    ),
    Row(
        "mcpreplay-other-arguments-refused",
        tools(tool()),
        "orders.cancel",
        tools(tool(errors=[])),
        "does not list id_reused",
    ),
    Row(
        "mcpreplay-running-has-answer",
        {"api": {"error_codes": [{"code": "still_running", "title": "The first call still runs", "retryable": True}]}},
        "still_running",
        {"api": {"error_codes": [{"code": "still_running", "title": "The first call still runs", "retryable": False}]}},
        "not marked retryable",
    ),
    Row(
        "mcpreplay-stored-result",
        operations(replay_protection="A repeat gets the stored result; invalid arguments are not stored."),
        "stored result",
    ),
    Row(
        "mcpreplay-claim-settled",
        operations(replay_protection="After a crash the processor is asked for the outcome."),
        "crash",
    ),
    Row("mcpreplay-hint-has-reason", tools(tool()), "orders.cancel"),
    Row("mcpreplay-same-wish-new-id", tools(tool()), "no tool is destructive"),
    Row("mcpreplay-nonce-when-signed", operations(replay_protection="Calls are not signed."), "not signed"),
    Row(
        "mcpreplay-lost-answer-case",
        {
            "risks": {
                "edge_cases": [{"case": "a tool call comes again after its answer was lost", "expected": "one order"}]
            }
        },
        "comes again",
        {"risks": {"edge_cases": [{"case": "a tool call comes again after its answer was lost"}]}},
        "nothing is expected",
    ),
)

DENIED_ONLY = {
    "appmeta-read-only-is-true": (tools(tool(read_only=True)), "marked read-only"),
    "appmeta-no-orders-to-model": (
        tools(tool(description="Use this when asked. Always call it first, not others.")),
        "Always call",
    ),
    "appprivacy-inputs-minimal": (with_property("conversation"), "conversation"),
}
"""Items that answers can contradict and never prove, as a person has to compare them with something outside."""

PROSE = "the answer is free text, and other words may say it"
A_PERSON_DECIDES = "what is not proven by the records, a person has to look at"
NEVER_UNMET = {
    **dict.fromkeys(
        (
            "surface-cli-json-version", "surface-cli-colour", "surface-web-generation", "surface-typed-languages",
            "surface-typed-release", "surface-mcp-revision", "surface-mcp-origin", "surface-mcp-untrusted",
            "screen-accessibility-target", "tauri-commands-listed", "tauri-no-remote-pages", "tauri-csp-set",
            "tauri-remote-settled", "tauri-error-kinds", "workers-limits-dated", "workers-plan-named", "workers-fan-out",
            "workers-long-work", "ollama-where-it-runs", "ollama-key-replaced", "ollama-concurrency",
            "ollama-retired-model", "ollama-claim-dated", "frontier-data-listed", "frontier-retention-dated",
            "frontier-evaluated-change", "frontier-fallback-ladder", "appcases-left-to-the-site",
            "appcases-first-answer-free", "appux-answers-without-card", "appux-display-per-case", "appux-small-states",
            "appauth-each-tool-decided", "appauth-record-rule-for-arguments", "appauth-registration-guarded",
            "appauth-unlink-ends-access", "appstate-three-places", "appstate-view-is-disposable",
            "appmoney-goods-permitted", "appmeta-floors-fixed", "appmeta-measured-again", "appprivacy-fields-sorted",
            "appprivacy-strangers-texts-named", "appprivacy-arguments-not-logged", "mcpreplay-key-has-caller",
            "mcpreplay-stored-result", "mcpreplay-claim-settled", "mcpreplay-nonce-when-signed",
        ),
        PROSE,
    ),
    "surface-cli-exit-codes-agree": "other words may mean the same",
    "workers-eventual-reads": "which reads go to an eventual store is in no field",
    "appstate-drafts-end": "a data set may have another name",
    "appstate-age-shown": A_PERSON_DECIDES,
    "mcpreplay-hint-has-reason": "a constraint may do it as well",
    "mcpreplay-same-wish-new-id": "an invariant names no tool",
}  # fmt: skip


def here() -> set[str]:
    """The ids that the modules of this theme settle."""
    predicates()
    names = {f"wizard.checklist.{name}" for name in MODULES}
    return {item for item, predicate in PREDICATES.items() if predicate.__module__ in names}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.item)
def test_answers_that_prove_an_item_meet_it(row: Row) -> None:
    said = told(row.item, row.met)
    assert (said.state, row.says in words(said)) == ("met", True), said


@pytest.mark.parametrize("row", [row for row in ROWS if row.unmet is not None], ids=lambda row: row.item)
def test_answers_that_contradict_an_item_are_shown(row: Row) -> None:
    said = told(row.item, row.unmet or {})
    assert (said.state, row.lacks in words(said)) == ("unmet", True), said


@pytest.mark.parametrize("item", DENIED_ONLY)
def test_some_items_can_only_be_contradicted(item: str) -> None:
    answers, fragment = DENIED_ONLY[item]
    said = told(item, answers)
    assert (said.state, fragment in words(said)) == ("unmet", True), said
    assert told(item, tools(tool(name="orders.track", read_only=True))).state == "silent"


@pytest.mark.parametrize("item", sorted(here()))
def test_a_design_that_says_nothing_leaves_an_item_open_and_says_where_to_look(item: str) -> None:
    said = told(item, {})
    assert said.state == "silent", said
    assert said.where
    assert all(where.words and len(where.path) >= 2 for where in said.where)


def test_every_item_that_is_settled_here_has_its_rows() -> None:
    rows = [row.item for row in ROWS]
    assert len(rows) == len(set(rows))
    assert {*rows, *DENIED_ONLY} == here()
    assert {row.item for row in ROWS if row.unmet is None} == set(NEVER_UNMET)


def test_at_least_half_of_the_items_of_these_pages_are_settled() -> None:
    of_pages = [item.id for item in items() if item.page in PAGES]
    assert len([item for item in of_pages if item in here()]) >= len(of_pages) / 2


@pytest.mark.parametrize(
    ("item", "answers", "fragment"),
    [
        ("surface-cli-modes", commands(output_modes=["text"]), "does it print data?"),
        (
            "surface-cli-exit-codes-agree",
            both(scope(cli_exit_codes=["0 done", "1 failed"]), commands(exit_codes=["1 run has ended"])),
            "1 is 'run has ended', in step 1 'failed'",
        ),
        (
            "tauri-capability-per-window",
            scope(tauri_capabilities=["open to every window otherwise"]),
            "names no window",
        ),
        ("appcases-first-answer-free", scope(apps_auth="Nothing works without an account."), "and why?"),
        ("appcases-no-administration", tools(tool(scope="")), "has no scope"),
        ("frontier-external-system", scope(llm_providers=["Acme: m-2025-01-01"]), "none is called acme"),
        (
            "frontier-logs-without-prompts",
            operations(log_fields=["model"], log_redaction="none"),
            "no field for version",
        ),
        (
            "mcpreplay-window-not-shorter",
            both(
                tools(tool()), operations(idempotency_window="7 days", replay_protection="24 h is enough, because ...")
            ),
            "does replay protection say why?",
        ),
        ("mcpreplay-same-wish-new-id", tools(tool(destructive=True)), "which invariant bounds it?"),
        ("workers-eventual-reads", {"data": {"stores": [{"name": "kv", "consistency": "eventual"}]}}, "kv is eventual"),
        ("appprivacy-arguments-not-logged", operations(log_redaction="Arguments are logged in full."), "stay out"),
        ("mcpreplay-running-has-answer", {"api": {"error_codes": [{"code": "export_in_progress"}]}}, "none speaks of"),
    ],
)
def test_what_words_can_not_tell_stays_open(item: str, answers: Answers, fragment: str) -> None:
    said = told(item, answers)
    assert (said.state, fragment in words(said)) == ("silent", True), said


def test_fields_that_a_shallow_design_is_not_asked_are_not_held_against_it() -> None:
    shallow = both(tools(tool()), {"start": {"depth": "simple-crud"}})
    for item in ("surface-mcp-schemas", "appcases-ways-to-fail", "appmeta-all-marks-set", "appmeta-inputs-closed"):
        said = PREDICATES[item](design(shallow))
        assert (said.state, "asked from depth standard on" in words(said)) == ("silent", True), item


@pytest.mark.parametrize(
    "item",
    [
        "mcpreplay-id-required",
        "mcpreplay-window-per-tool",
        "mcpreplay-window-not-shorter",
        "mcpreplay-other-arguments-refused",
    ],
)
def test_tools_that_only_read_have_nothing_to_repeat(item: str) -> None:
    said = told(item, tools(tool(read_only=True)))
    assert (said.state, words(said)) == ("met", "every tool is read-only")


def test_a_denied_word_does_not_count_as_said() -> None:
    assert told("tauri-csp-set", scope(tauri_capabilities=["there is no CSP"])).state == "silent"
    assert told("surface-mcp-untrusted", scope(mcp_untrusted_input="tools run without confirmation")).state == "silent"


@pytest.mark.parametrize("words", ["'aaa", "1 ", "for ", "a.", "token model "])
def test_a_long_answer_is_read_in_no_time(words: str) -> None:
    long = Reader().read(full(words * 3000)).design
    for item in here():
        begun = perf_counter()
        PREDICATES[item](long)
        assert perf_counter() - begun < 2, item
