"""Models of others, and code at the edge: what is sent, what is kept, which version answers, which limits hold."""

from __future__ import annotations

import re

from wizard.checklist.texts import MONTH, affirms, kept_out, says
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import Design
from wizard.facts.words import affirmed, cut

SNAPSHOT = re.compile(r"20\d\d-?[01]\d-?[0-3]\d|20\d\d-[01]\d\b|[@:-][01]\d-?\d\d\b")
"""A date in the name of a model."""
ELSEWHERE = (
    r"person|people|human|clerk|agent|queue|manual|switched off|\boff\b|rules?\b|template|without (?:a|any|the) model"
)
"""What needs no model."""
KEPT_IN = r"secrets? (?:manager|store|service)|key ?vault|\bvault\b|\bKMS\b|secret bindings?|keychain"


@settles("frontier-keys-server-side")
def keys_stay_on_the_server(design: Design) -> Told:
    """The keys answer names the store and the part that reads it."""
    wanted = {
        "the secret store": KEPT_IN,
        "which part of the backend reads it": r"gateway|\bserver\b|backend|\bworkers?\b|\bservice\b|adapter|proxy",
    }
    leaked = {"a client has it": r"\bin (?:the )?(?:browser|app|client|front-?end|bundle)\b"}
    return says(design, "scope.llm_auth", wanted, leaked)


@settles("frontier-keys-separate")
def keys_are_separate(design: Design) -> Told:
    """The keys answer has one per environment, and a spending limit."""
    environment = r"(?:per|each|every|for each)\b[^.;]{0,30}environment|environment[^.;]{0,20}(?:its|their) own"
    wanted = {
        "one for each environment": environment,
        "the spending limit": r"(?:spend|monthly|daily|budget|cost|usage)\w*[ -](?:cap|limit|budget)|\bcap\b|\blimit|\bbudget",
    }
    return says(design, "scope.llm_auth", wanted, {"shared": r"\b(?:one|same|shared) key for (?:all|every)"})


@settles("frontier-data-listed")
def data_sent_is_listed(design: Design) -> Told:
    """The data-handling answer says what goes, what is removed, and under what."""
    wanted = {
        "what is sent": r"\bsen[dt]|\bgoes\b|\bpass",
        "what is removed first": r"remov|without|mask|redact|strip|pseudonym|replac|filter|never",
        "under which agreement": r"agreement|contract|terms|\bDPA\b|addendum",
    }
    return says(design, "scope.llm_data_handling", wanted)


@settles("frontier-external-system")
def providers_are_external_systems(design: Design) -> Told:
    """Every provider is found by its name among the external systems, and that has a data class."""
    where = ("scope", "llm_providers")
    if not design.scope.llm_providers:
        return silent((where, "is not answered"))
    found = []
    for line in design.scope.llm_providers:
        name = re.split(r"[:,(;]", line)[0].strip().lower()
        system = next((one for one in design.scope.external_systems if _is_called(one.name, name)), None)
        if system is None:
            return silent((("scope", "external_systems"), f"none is called {cut(name)}"))
        if system.data_class is None:
            return unmet((("scope", "external_systems", system.id, "data_class"), f"{system.name}: no data class"))
        found.append((("scope", "external_systems", system.id), f"{system.name}: {system.data_class}"))
    return met(*found)


@settles("frontier-retention-dated")
def retention_is_dated(design: Design) -> Told:
    """The retention answer gives period, training and month."""
    wanted = {
        "the period": r"\d+ ?(?:h|hours?|d|days?|weeks?|months?|years?)\b|does not (?:store|keep)|zero|nothing is kept|not stored",
        "training": r"(?:not |none |never )?(?:used for )?train",
        "the month in which it was read": MONTH,
    }
    return says(design, "scope.llm_retention", wanted)


@settles("frontier-storage-off")
def storing_features_are_off(design: Design) -> Told:
    """An answer switches them off, or retention lists them."""
    pattern = (
        r"`?store`?\s*(?:=|is|:|set to)?\s*(?:false|off)|zero[ -](?:data )?retention|stateful features? (?:are )?off"
    )
    fields = "scope.llm_retention|scope.llm_data_handling"
    return says(
        design, fields, {"that `store` is off": pattern}, {"it is on": r"`?store`?\s*(?:=|is|:)\s*(?:true|on)\b"}
    )


@settles("frontier-version-pinned")
def versions_are_dated(design: Design) -> Told:
    """Every line has a date in it, and no alias; models that Ollama serves have tags instead."""
    lines = [line for line in design.scope.llm_providers if "ollama" not in line.lower()]
    moving = [line for line in lines if affirmed(r"\blatest\b|(?<!not by )\balias\b", line)]
    if moving:
        return unmet((("scope", "llm_providers"), f"an alias that moves: {cut(moving[0])}"))
    return every(lines, "scope.llm_providers", SNAPSHOT.search, "no dated snapshot", nothing="no provider is listed")


@settles("frontier-evaluated-change")
def changes_are_evaluated(design: Design) -> Told:
    """The pinning answer names a set and a number."""
    wanted = {
        "the evaluation set": r"(?:evaluation|golden|test|eval|regression) (?:set|suite|prompts|cases)|\d+ (?:\w+ )?(?:prompts|cases)",
        "the result that is needed": r"\d+(?:[.,]\d+)? ?%|\d+ of \d+|\b0[.,]\d+|\d+ points?",
    }
    return says(design, "scope.llm_pinning", wanted)


@settles("frontier-fallback-ladder")
def fallback_covers_all_three(design: Design) -> Told:
    """The fallback answer covers slow, gone and wrong, and something without a model."""
    wanted = {
        "slow": r"\bslow|time-?out|deadline|latency|after \d+ ?s",
        "gone": r"\bgone\b|\bdown\b|unavailable|outage|unreachable|5xx|\bfail",
        "wrong": r"\bwrong|invalid|malformed|doubtful|refus|\bschema\b",
        "what needs no model": ELSEWHERE,
    }
    return says(design, "scope.llm_fallback", wanted)


@settles("frontier-cost-metric")
def tokens_are_counted(design: Design) -> Told:
    """A metric names tokens, use, model and tenant; an alert names money or tokens."""
    words = [(metric, f"{metric.name} {metric.tells}".replace("_", " ")) for metric in design.operations.metrics]
    tokens = [(metric, text) for metric, text in words if affirms(text, r"\btokens?\b")]
    if not tokens:
        lacks = "none counts tokens" if words else "none are listed"
        return (unmet if words else silent)((("operations", "metrics"), lacks))
    tenant, use = r"tenant|workspace|customer|account", r"\buse\b|purpose|feature|step|task|pipeline"
    full = [metric for metric, text in tokens if affirms(text, r"\bmodel", tenant, use)]
    if not full:
        return silent(
            (("operations", "metrics", tokens[0][0].id, "tells"), f"{tokens[0][0].name}: by use, model and tenant?")
        )
    spending = [
        alert
        for alert in design.operations.alerts
        if affirmed(r"\bspen[dt]|budget|\bcost|tokens", alert.name + " " + alert.condition)
    ]
    if not spending:
        return (unmet if design.operations.alerts else silent)((("operations", "alerts"), "none is about spending"))
    return met(
        (("operations", "metrics", full[0].id), full[0].name),
        (("operations", "alerts", spending[0].id), spending[0].name),
    )


@settles("frontier-logs-without-prompts")
def logs_hold_no_prompts(design: Design) -> Told:
    """Log fields have model, version, tokens and outcome; redaction speaks of prompts."""
    where = ("operations", "log_fields")
    fields = " ".join(design.operations.log_fields).replace("_", " ").replace(".", " ")
    if not fields:
        return silent((where, "is not answered"))
    if logged := [
        field
        for field in design.operations.log_fields
        if affirmed(r"^(?:\w+[._ ])*(?:prompt|completion)(?:[._ ]?text)?$", field)
    ]:
        return unmet((where, f"{logged[0]} is logged"))
    wanted = {
        "model": r"model|\bpin\b|\bllm\b",
        "version": r"version|snapshot|\bpin\b|revision",
        "token counts": r"tokens?\b",
        "outcome": r"outcome|status|result|error",
    }
    lacking = [words for words, pattern in wanted.items() if not re.search(pattern, fields, re.IGNORECASE)]
    if lacking:
        return silent((where, f"no field for {', '.join(lacking)}"))
    said = says(design, "operations.log_redaction", {"that prompts stay out": kept_out("prompt")})
    return met((where, cut(fields)), *said.where) if said.state == "met" else said


@settles("ollama-where-it-runs")
def models_say_where_they_run(design: Design) -> Told:
    """Every line about Ollama says locally, by the daemon, or directly in the cloud."""
    lines = [line for line in design.scope.llm_providers if "ollama" in line.lower()]
    place = r"\blocal(?:ly)?\b|daemon|-cloud\b|direct(?:ly)?\b|ollama\.com"
    return every(
        lines,
        "scope.llm_providers",
        lambda line: re.search(place, line, re.IGNORECASE),
        "",
        is_open=bool,
        doubt="locally, by the daemon, or directly?",
        nothing="no line names Ollama",
    )


@settles("ollama-key-replaced")
def keys_are_replaced(design: Design) -> Told:
    """The keys answer says when a key is replaced."""
    when = r"(?:replac|rotat|renew)\w*[^.;]{0,40}(?:\d+ (?:days?|weeks?|months?)|quarter|month|year|20\d\d)"
    return says(design, "scope.llm_auth", {"when the key is replaced": when})


@settles("ollama-concurrency")
def concurrency_is_stated(design: Design) -> Told:
    """A number of requests to Ollama at once, what waits, what is refused."""
    ollama = r"\d+[^.;]{0,40}\b(?:at once|in flight|concurrent|at a time)\b[^.;]{0,60}ollama|ollama[^.;]{0,60}\d+[^.;]{0,20}(?:at once|in flight|concurrent|at a time)"
    wanted = {
        "how many requests to Ollama run at once": ollama,
        "what waits": r"\bwait|queue",
        "what is refused": r"refus|\b429\b|\b503\b|reject|turned away",
    }
    return says(design, "operations.overload_policy|operations.capacity_notes|scope.llm_fallback", wanted)


@settles("ollama-retired-model")
def retired_models_have_successors(design: Design) -> Told:
    """An answer covers 404 or retirement, the successor, and who is told."""
    wanted = {
        "a model that is gone": r"\b404\b|retire|withdrawn|removed model",
        "its successor": r"successor|replaced by|next model|named (?:second|other)",
        "who is told": r"\balert|\btold\b|notif|\bpage[sd]?\b|ticket|on-call",
    }
    return says(design, "scope.llm_fallback|scope.llm_pinning", wanted)


@settles("ollama-claim-dated")
def claims_are_dated(design: Design) -> Told:
    """The retention answer gives statement, page and month."""
    wanted = {
        "that it is a claim": r"claim|\bstates?\b|stated|according to|promise",
        "the page": r"\bpage\b|\bFAQ\b|polic(?:y|ies)|\bterms\b|documentation|\bdocs\b",
        "its month": MONTH,
    }
    return says(design, "scope.llm_retention", wanted)


def _is_called(name: str, provider: str) -> bool:
    """Whether a system's name and a provider's name are the same, or one holds the other as whole words."""
    one, other = f" {name.lower()} ", f" {provider} "
    return bool(name.strip() and provider) and (one in other or other in one)
