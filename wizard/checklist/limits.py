"""Checklist items about rate classes: who counts against which, and what a refusal says."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import each, is_hidden, nothing_wrong
from wizard.design import Design
from wizard.facts.calls import changes, sentence, with_status, words_of
from wizard.steps.api_records import McpTool, RateClass
from wizard.steps.operations_records import PerformanceTarget

CLASSES = "api.rate_classes"
ADDRESS = re.compile(r"\bip\b|address|\bhost\b", re.IGNORECASE)
UNKNOWN = re.compile(
    r"anonymous|unknown|nobody knows|before sign|without (?:a )?(?:token|key|account)|not signed in", re.IGNORECASE
)
QUOTA_PERIOD = re.compile(
    r"\b(?:hour|day|week|month|year)(?:s|ly)?\b|\bdaily\b|\d+ ?(?:s|min|h)\b|^none\b", re.IGNORECASE
)
LIMITER = re.compile(r"\blimiter", re.IGNORECASE)
DOWN = re.compile(r"\b(?:down|lost|gone|fail\w*|unavailable|unreachable|out|not answer|without)\b", re.IGNORECASE)


@settles("rate-refusal-says-when")
def refusals_say_when(design: Design) -> Told:
    """A code with 429 is there, and the design speaks of Retry-After beside it."""
    found, at = with_status(design, 429), ("api", "error_codes")
    if not found:
        return unmet((at, "no code with 429")) if design.api.error_codes else silent((at, "none are listed"))
    for code in found:
        if "retry-after" in words_of(code).lower():
            return met(((*at, code.id), f"{code.label}: {quoted(code.cause or code.title)}"))
    return silent(((*at, found[0].id), f"{found[0].label}: Retry-After is not spoken of"))


@settles("rate-class-everywhere")
def everything_has_a_class(design: Design) -> Told:
    """Operations and tools each name a class that exists."""
    known = {one.name for one in design.api.rate_classes}
    return each(
        (*design.api.operations, *design.api.mcp_tools),
        "api.operations",
        lambda one: _class_fault(one.rate_class, known),
        field="rate_class",
        nothing="no operations and no tools are listed",
    )


def _class_fault(name: str, known: set[str]) -> str:
    if not name:
        return "no rate class"
    return "" if name in known else f"{name} is no rate class"


@settles("rate-class-filled")
def classes_are_filled(design: Design) -> Told:
    """Every class says what is counted, how much, how long and for whom."""

    def wrong(one: RateClass) -> str:
        lacks = [name for name in ("surface", "limit", "window", "key") if not getattr(one, name)]
        return f"no {', no '.join(lacks)}" if lacks else ""

    return each(design.api.rate_classes, CLASSES, wrong)


@settles("rate-key-not-address")
def classes_count_callers(design: Design) -> Told:
    """Classes count callers, and addresses only where the caller is not known."""
    public: dict[str, bool] = {}
    for operation in design.api.operations:
        public[operation.rate_class] = public.get(operation.rate_class, True) and "public" in operation.access

    def wrong(one: RateClass) -> str:
        if not one.key:
            return "counted per what?"
        is_fine = not ADDRESS.search(one.key) or UNKNOWN.search(f"{one.name} {one.key}") or public.get(one.name, True)
        return "" if is_fine else f"per {one.key}, though callers are known"

    def unclear(one: RateClass) -> str:
        is_clear = not ADDRESS.search(one.key) or UNKNOWN.search(f"{one.name} {one.key}") or one.name in public
        return "" if is_clear else f"per {one.key}, and no operation uses it"

    return each(design.api.rate_classes, CLASSES, wrong, unclear=unclear, field="key")


@settles("rate-burst-bounded")
def bursts_are_bounded(design: Design) -> Told:
    """Every class says how many may come at once, within its limit."""
    if is_hidden(RateClass, "burst", design):
        return silent((("api", "rate_classes"), "bursts are not asked for"))

    def wrong(one: RateClass) -> str:
        if one.burst is None:
            return "no burst"
        return f"burst {one.burst} above limit {one.limit}" if one.limit and one.burst > one.limit else ""

    return each(
        design.api.rate_classes,
        CLASSES,
        wrong,
        unclear=lambda one: "" if one.limit else "no limit to compare with",
        field="burst",
    )


@settles("rate-dear-work-apart")
def reads_and_writes_are_apart(design: Design) -> Told:
    """No class is shared by reads and writes."""
    using: dict[str, set[bool]] = {}
    for operation in design.api.operations:
        if operation.rate_class and (operation.kind or operation.method):
            using.setdefault(operation.rate_class, set()).add(changes(operation))
    return each(
        (one for one in design.api.rate_classes if one.name in using),
        CLASSES,
        lambda one: "shared by reads and writes" if len(using[one.name]) > 1 else "",
        nothing="no class is used by a REST operation",
    )


@settles("rate-peak-passes")
def peaks_pass(design: Design) -> Told:
    """Proven where one caller alone could bring the peak; how many callers there are is no answer."""
    classes = {one.name: one for one in design.api.rate_classes}
    class_of = {one.label: classes.get(one.rate_class) for one in design.api.operations}

    def unclear(target: PerformanceTarget) -> str:
        one = class_of[target.operation]
        if one is None or not one.limit or not one.window or target.peak_per_second is None:
            return "no class with limit and window, or no peak"
        passes = one.limit / one.window
        if target.peak_per_second <= passes:
            return ""
        return (
            f"peak {target.peak_per_second:g}/s, {one.name} lets {passes:.3g}/s through for each {one.key or 'caller'}"
        )

    return each(
        (target for target in design.operations.targets if target.operation in class_of),
        "operations.targets",
        nothing_wrong,
        unclear=unclear,
        has="one caller alone may bring each peak",
        nothing="no target names a REST operation",
    )


@settles("rate-quota-beside-limit")
def quotas_stand_beside_limits(design: Design) -> Told:
    """Every class has a long allowance with its period, or says that there is none."""

    def wrong(one: RateClass) -> str:
        if not one.quota:
            return "no quota"
        return "" if QUOTA_PERIOD.search(one.quota) else f"no period in {quoted(one.quota)}"

    if is_hidden(RateClass, "quota", design):
        return silent((("api", "rate_classes"), "quotas are not asked for"))
    return each(design.api.rate_classes, CLASSES, wrong, field="quota")


@settles("rate-points-fit-a-query")
def points_fit_a_query(design: Design) -> Told:
    """Whoever may ask a query gets the points for it."""
    most = design.api.max_complexity
    return each(
        (one for one in design.api.rate_classes if one.surface == "graphql"),
        CLASSES,
        lambda one: f"limit {one.limit} below {most}" if one.limit and most and one.limit < most else "",
        unclear=lambda one: "" if one.limit and most else "no limit, or no maximum complexity",
        field="limit",
        nothing="no class counts points of GraphQL",
    )


@settles("rate-tool-refusal-readable")
def tools_list_the_refusal(design: Design) -> Told:
    """Every tool can refuse for the rate, as a result."""
    if is_hidden(McpTool, "errors", design):
        return silent((("api", "mcp_tools"), "errors of tools are not asked for"))
    refusals = {code.label for code in with_status(design, 429)}
    return each(
        design.api.mcp_tools,
        "api.mcp_tools",
        lambda tool: "" if refusals.intersection(tool.errors) else "no error code with 429",
        field="errors",
    )


@settles("rate-limiter-down-decided")
def a_lost_limiter_is_decided(design: Design) -> Told:
    """The overload policy speaks of the limiter itself."""
    policy, at = design.operations.overload_policy, ("operations", "overload_policy")
    if not policy:
        return silent((at, "is not answered"))
    said = sentence(LIMITER, policy)
    if DOWN.search(said):
        return met((at, quoted(said)))
    told = silent if said or DOWN.search(policy) else unmet
    return told((at, "says nothing of a limiter that is down"))
