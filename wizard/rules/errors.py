"""Rules on the catalogue of errors."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import with_status, words_of
from wizard.rules.api_records import at, named, named_first
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import ErrorCode

CODES = ("api", "error_codes")
MAY_PASS = (408, 409, 423, 425, 429)
"""Refusals after which the same request can succeed."""
ASK_AGAIN = (408, 425, 429, 503)
"""Statuses that mean: not now."""
ALLOWANCE = r"quota|month|plan\b|budget|allowance|contract"
"""Words of a refusal that ends with a period nobody waits for."""
ANYWHERE = (401, 403, 404, 405, 406, 413, 415, 429)
"""Refusals that come from what is in front of all operations, and need not be listed by each."""


@rule(
    "error-code-unused",
    "advice",
    "No operation, field or tool lists the code. Either nobody answers it, or those who do keep it to themselves.",
    "List it where it is answered, or take it out of the catalogue.",
    "api-design-checklist#errors",
)
def _error_code_unused(design: Design) -> Iterable[Said]:
    used: set[str] = set()
    for records in (design.api.operations, design.api.graphql_operations, design.api.mcp_tools):
        for one in records:
            used.update(one.errors)
    if used:
        for code in design.api.error_codes:
            if code.code and code.code not in used and not _is_anywhere(code):
                yield Said(at(code, "code"), f"{named(code)}: nothing lists this error")


def _is_anywhere(code: ErrorCode) -> bool:
    return code.status is None or code.status >= 500 or code.status in ANYWHERE


@rule(
    "retry-against-status",
    "warning",
    "Status and mark tell clients different things: one says that the same request may succeed later, the other that it can not. "
    "Libraries go by the status.",
    "Mend the mark, or choose the status that says the same.",
    "api-design-checklist#errors",
)
def _retry_against_status(design: Design) -> Iterable[Said]:
    for code in design.api.error_codes:
        if code.status is None or code.retryable is None:
            continue
        if code.retryable and code.status < 500 and code.status not in MAY_PASS:
            yield Said(
                at(code, "retryable"), f"{named(code)}: retryable, but {code.status} stays wrong when it is repeated"
            )
        if not code.retryable and code.status in ASK_AGAIN and not re.search(ALLOWANCE, words_of(code), re.IGNORECASE):
            yield Said(
                at(code, "retryable"), f"{named(code)}: not retryable, but {code.status} means to come again later"
            )


@rule(
    "error-title-twice",
    "warning",
    "Two codes have the same title. A person who reads it, and a report that counts it, can not tell them apart.",
    "Word each title by what is particular to it, or make the two one code.",
    "api-design-checklist#errors",
)
def _error_title_twice(design: Design) -> Iterable[Said]:
    first: dict[str, ErrorCode] = {}
    for code in design.api.error_codes:
        title = code.title.casefold().rstrip(".")
        other = first.setdefault(title, code) if title else code
        if other is not code:
            yield Said(at(code, "title"), f"{named(code)}: has the same title as {named(other)}")


@rule(
    "error-without-status",
    "warning",
    "The code travels over HTTP, and with which status is not said. Proxies, retries and dashboards go by the status.",
    "Give the code one status.",
    "rest-best-practices#which-refusal",
)
def _error_without_status(design: Design) -> Iterable[Said]:
    if design.api.operations:
        for code in design.api.error_codes:
            if code.status is None and code.code:
                yield Said(at(code, "status"), f"{named(code)}: travels over REST without a status")


@rule(
    "refusal-not-coded",
    "warning",
    "The answers say that calls are refused for this reason, and no code has the status for it. "
    "Clients then meet a body of another shape, from a gateway or framework.",
    "Add a code with this status to the catalogue.",
    "rest-best-practices#which-refusal",
)
def _refusal_not_coded(design: Design) -> Iterable[Said]:
    if not design.api.error_codes:
        return
    operations = design.api.operations
    known = [one for one in operations if one.access and "public" not in one.access]
    keyed = [one for one in operations if one.path.endswith("}")]
    limited = [one for one in operations if one.rate_class]
    for statuses, using, why in (
        ((401,), known, "asks who calls"),
        ((403, 404), known, "asks what the caller may"),
        ((404, 410), keyed, "is called with a key"),
        ((429,), limited, "has a limit"),
    ):
        if using and not with_status(design, *statuses):
            words = " or ".join(map(str, statuses))
            yield Said(CODES, f"{named_first(using)}: {why}, and no error has the status {words}")


@rule(
    "format-leaves-rest-out",
    "blocker",
    "The error format is that of GraphQL, and there are REST operations as well. What a failed REST call looks like is not said.",
    "Choose problem details; GraphQL then carries the same codes in extensions.",
    "api-design-checklist#errors",
)
def _format_leaves_rest_out(design: Design) -> Iterable[Said]:
    if design.api.error_format == "graphql-errors" and design.api.operations:
        words = f"{named_first(design.api.operations)}: GraphQL errors are the format, and REST has none"
        yield Said(("api", "error_format"), words)


@rule(
    "format-for-rest-alone",
    "warning",
    "Problem details are the body of a failed HTTP call, and this system answers GraphQL alone, whose errors have a list of their own.",
    "Choose GraphQL errors with the codes in extensions.",
    "graphql-schema-design#how-does-it-fail",
)
def _format_for_rest_alone(design: Design) -> Iterable[Said]:
    if design.api.error_format == "problem-details" and design.start.system_type == "graphql":
        yield Said(("api", "error_format"), "Problem details: the system answers GraphQL alone")
