"""Checklist items about the catalogue of errors."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import each
from wizard.design import Design, Path
from wizard.facts.calls import changes, first_match, with_status, words_of
from wizard.steps.api_records import ErrorCode

CODES = ("api", "error_codes")
KEY_FAILURES = {400: "a missing key", 422: "another payload", 409: "a running call"}
"""As draft-ietf-httpapi-idempotency-key-header-07 maps them."""
ABOUT_KEYS = re.compile(r"\bkeys?\b|key_|_key|idempoten", re.IGNORECASE)
SIZE = re.compile(r"\d[\d ,.]*\s?(?:[kmg]i?b\b|bytes\b|[kmg]ilobytes\b|megabytes\b)", re.IGNORECASE)
REASON = re.compile(
    r"9457|problem details|because|since|until|so that|\bas (?:version|v\d|clients|it|they)\b", re.IGNORECASE
)


@settles("api-key-failures-coded")
def key_failures_are_coded(design: Design) -> Told:
    """Codes exist for the three ways in which an idempotency key fails."""
    operations = design.api.operations
    if not any(one.idempotency == "key" for one in operations):
        is_known = operations and all(one.idempotency is not None for one in operations if changes(one))
        words = "no operation takes a key"
        return met((("api", "operations"), words)) if is_known else silent((("api", "operations"), words))
    if not design.api.error_codes:
        return silent((CODES, "no error codes are listed"))
    about_keys = {code.status for code in design.api.error_codes if ABOUT_KEYS.search(words_of(code))}
    lacking = [status for status in KEY_FAILURES if status not in about_keys]
    absent = [status for status in lacking if not with_status(design, status)]
    if absent:
        return unmet(*((CODES, f"no code with {status} for {KEY_FAILURES[status]}") for status in absent))
    if lacking:
        return silent(*((CODES, f"no code with {status} speaks of the key") for status in lacking))
    return met((CODES, "codes about the key with 400, 409 and 422"))


@settles("api-one-error-format")
def errors_have_one_format(design: Design) -> Told:
    """One format is chosen that fits all the design speaks; an own one gives its reason."""
    chosen, own = design.api.error_format, design.api.own_error_format
    at = ("api", "error_format")
    if chosen is None:
        return silent((at, "is not answered"))
    if chosen == "graphql-errors" and design.start.system_type in ("rest", "both"):
        return unmet((at, "graphql-errors, but there is REST as well"))
    if chosen != "own":
        return met((at, chosen))
    if not own:
        return unmet((("api", "own_error_format"), "an own format that is not described"))
    told = met if REASON.search(own) else silent
    return told((("api", "own_error_format"), quoted(own)))


@settles("api-error-codes-filled")
def error_codes_are_filled(design: Design) -> Told:
    """Every code says what a client needs; a status is no part of it where GraphQL is alone."""
    wants_status = design.start.system_type != "graphql"

    def wrong(code: ErrorCode) -> str:
        lacks = [
            name
            for name, is_there in (
                ("status", code.status is not None or not wants_status),
                ("title", code.title),
                ("cause", code.cause),
                ("word on retrying", code.retryable is not None),
            )
            if not is_there
        ]
        return f"no {', no '.join(lacks)}" if lacks else ""

    return each(design.api.error_codes, "api.error_codes", wrong)


@settles("api-status-as-defined")
def usual_refusals_are_coded(design: Design) -> Told:
    """Bad credentials, refused access and conflicts each have a code with the status HTTP has for them."""
    if not design.api.error_codes:
        return silent((CODES, "none are listed"))
    wanted = [((401,), "401"), ((403, 404), "403 or 404")]
    if any(changes(one) for one in design.api.operations):
        wanted.append(((409,), "409"))
    if lacking := [words for statuses, words in wanted if not with_status(design, *statuses)]:
        return unmet(*((CODES, f"no code with {words}") for words in lacking))
    return met((CODES, f"codes with {', '.join(words for _, words in wanted)}"))


@settles("api-unforeseen-coded")
def unforeseen_failures_are_coded(design: Design) -> Told:
    """A code with status 500 is there for what nobody foresaw."""
    return _has_code(design, 500)


@settles("api-too-large-coded")
def too_large_bodies_are_coded(design: Design) -> Told:
    """A code with status 413 says which size is too large."""
    found = with_status(design, 413)
    if not found:
        return _has_code(design, 413)
    said = first_match(SIZE, (code.cause for code in found))
    return met((CODES, quoted(said))) if said else unmet((_at(found[0]), f"{found[0].label}: names no size"))


@settles("rate-codes-for-both")
def both_kinds_of_excess_are_coded(design: Design) -> Told:
    """The caller's excess and ours have a code each, and both can be retried."""
    if not design.api.error_codes:
        return silent((CODES, "none are listed"))
    lacking: list[tuple[Path, str]] = []
    for status in (429, 503):
        found = with_status(design, status)
        if not found:
            lacking.append((CODES, f"no code with {status}"))
        elif not any(code.retryable for code in found):
            lacking.append((_at(found[0]), f"{found[0].label}: not retryable"))
    return unmet(*lacking) if lacking else met((CODES, "retryable codes with 429 and 503"))


def _has_code(design: Design, status: int) -> Told:
    found = with_status(design, status)
    if found:
        return met((_at(found[0]), f"{found[0].label}: {status}"))
    if not design.api.error_codes:
        return silent((CODES, "none are listed"))
    return unmet((CODES, f"no code with {status}"))


def _at(code: ErrorCode) -> Path:
    return (*CODES, code.id)
