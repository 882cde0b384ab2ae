"""Checklist items about methods, status codes and work that is done later."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import Weigh, each, is_hidden, nothing_wrong, pointed
from wizard.design import Design
from wizard.facts.calls import METHODS, SAFE, first_match, sentence, with_status
from wizard.steps.api_records import RestOperation

OPERATIONS = "api.operations"
PATCH_FORMATS = re.compile(r"merge[- ]patch|json[- ]patch", re.IGNORECASE)
LAST_WRITER = re.compile(r"last (?:writer|write|one to write|change)", re.IGNORECASE)
FAILURE = re.compile(r"fail|error|reject|refus|declin|abort|dead|bounce|return|time.?out|lost", re.IGNORECASE)
FOREIGN = re.compile(r"\b(?:another|other|foreign|else's|not theirs)\b", re.IGNORECASE)
FOREIGN_404 = re.compile(
    r"\b(?:another|other|foreign)\b[^.;]*\b404\b|\b404\b[^.;]*\b(?:another|other|foreign)\b", re.IGNORECASE
)
FOREIGN_403 = re.compile(
    r"\b(?:another|other|foreign)\b[^.;]*\b403\b|\b403\b[^.;]*\b(?:another|other|foreign)\b", re.IGNORECASE
)
NOT_YOURS = re.compile(r"not (?:in )?yours?\b|another's|else's|\bof another", re.IGNORECASE)
UNGUESSABLE = re.compile(r"unguessable|not be guessed|random id", re.IGNORECASE)


@settles("rest-safe-methods-only-read")
def safe_methods_only_read(design: Design) -> Told:
    """No method that promises to change nothing has a kind that changes something."""
    return each(
        (one for one in design.api.operations if one.method in SAFE),
        OPERATIONS,
        lambda one: f"{one.kind} by {one.method}" if one.kind not in (None, "read", "list") else "",
        unclear=lambda one: "" if one.kind else "kind is not answered",
        field="kind",
        nothing="no operation on a safe method is listed",
    )


@settles("rest-kind-fits-method")
def kinds_fit_methods(design: Design) -> Told:
    """Kind and method of whatever changes something belong together."""

    def wrong(one: RestOperation) -> str:
        fitting = METHODS.get(one.kind or "")
        return f"{one.kind} by {one.method}" if fitting and one.method and one.method not in fitting else ""

    return each(
        (one for one in design.api.operations if one.kind in METHODS or one.method not in SAFE),
        OPERATIONS,
        wrong,
        unclear=lambda one: "" if one.kind and one.method else "method or kind is not answered",
        field="method",
        nothing="no operation that changes something is listed",
    )


@settles("rest-create-answers-201")
def creates_answer_201(design: Design) -> Told:
    """What creates says 201, or 202 for later."""
    return _status_of(design, "create", (201, 202), nothing_wrong)


@settles("rest-delete-status")
def deletes_answer_204(design: Design) -> Told:
    """What deletes says 204, 200 or 202, and takes no body."""
    return _status_of(design, "delete", (204, 200, 202), lambda one: "a request body" if one.request_example else "")


def _status_of(design: Design, kind: str, statuses: tuple[int, ...], also: Weigh) -> Told:
    if is_hidden(RestOperation, "success_status", design):
        return silent((("api", "operations"), "the success status is not asked for"))

    def wrong(one: RestOperation) -> str:
        if one.success_status is None:
            return "no success status"
        return also(one) if one.success_status in statuses else f"success status {one.success_status}"

    found = (one for one in design.api.operations if one.kind == kind)
    return each(found, OPERATIONS, wrong, field="success_status", nothing=f"no operation of kind {kind} is listed")


@settles("rest-natural-is-absolute")
def nothing_unsafe_is_natural(design: Design) -> Told:
    """Proven only where no POST or PATCH claims to be repeatable by itself."""
    unsafe = [one for one in design.api.operations if one.method in ("POST", "PATCH")]
    return each(
        unsafe,
        OPERATIONS,
        nothing_wrong,
        unclear=_is_open_to_repeats,
        field="idempotency",
        has="no POST or PATCH is natural",
        nothing="no POST or PATCH is listed",
    )


def _is_open_to_repeats(one: RestOperation) -> str:
    if one.idempotency is None:
        return "idempotency is not answered"
    return f"{one.method} is natural; does it set absolute values?" if one.idempotency == "natural" else ""


@settles("rest-lost-update-refused")
def lost_updates_are_refused(design: Design) -> Told:
    """Replace and update can be refused, or a trade-off says why not."""
    refusing = {code.label for code in with_status(design, 412, 409)}
    for tradeoff in design.pattern.tradeoffs:
        if LAST_WRITER.search(tradeoff.decision) and tradeoff.because:
            return met((("pattern", "tradeoffs", tradeoff.id), quoted(tradeoff.decision)))
    return each(
        (one for one in design.api.operations if one.kind in ("replace", "update")),
        OPERATIONS,
        lambda one: "" if any(error in refusing for error in one.errors) else "no error code with 412 or 409",
        field="errors",
        nothing="no replace or update is listed",
    )


@settles("rest-precondition-demanded")
def preconditions_are_demanded(design: Design) -> Told:
    """Whether several callers edit one record is no answer, so only the code itself is proof."""
    for code in with_status(design, 428):
        return met((("api", "error_codes", code.id), f"{code.label}: 428"))
    return silent((("api", "error_codes"), "no code with 428"))


@settles("rest-accepted-can-be-watched")
def accepted_work_can_be_watched(design: Design) -> Told:
    """Work that is done later belongs to an entity that can be read."""
    read = {one.entity for one in design.api.operations if one.kind == "read"}
    read |= {one.entity for one in design.api.graphql_operations if one.kind == "query"}
    also = {one.entity for one in design.api.operations if one.kind == "list"}

    def wrong(one: RestOperation) -> str:
        if not one.entity or one.entity in read | also or design.api.graphql_operations:
            return ""
        return f"nothing reads {one.entity}"

    return each(
        _accepted(design),
        OPERATIONS,
        wrong,
        unclear=lambda one: "" if one.entity in read and one.entity else "no read operation of its entity",
        nothing="no operation answers 202",
    )


@settles("rest-job-can-fail")
def accepted_work_can_fail(design: Design) -> Told:
    """Work that is done later has a lifecycle in which it can fail."""
    states = {lifecycle.entity: lifecycle.states for lifecycle in design.domain.lifecycles}

    def wrong(one: RestOperation) -> str:
        return f"{one.entity} has no lifecycle" if one.entity and one.entity not in states else ""

    def unclear(one: RestOperation) -> str:
        if not one.entity:
            return "names no entity"
        known = states.get(one.entity, ())
        return "" if any(FAILURE.search(state) for state in known) else f"which of {quoted(known)} is a failure?"

    return each(_accepted(design), OPERATIONS, wrong, unclear=unclear, nothing="no operation answers 202")


def _accepted(design: Design) -> list[RestOperation]:
    return [one for one in design.api.operations if one.success_status == 202]


@settles("rest-foreign-like-missing")
def foreign_records_are_missing(design: Design) -> Told:
    """The rules per record or the code for missing records say that foreign ones are treated alike."""
    rules, at = design.access.object_rules, ("access", "object_rules")
    if said := sentence(FOREIGN_404, rules) or sentence(UNGUESSABLE, rules):
        return met((at, quoted(said)))
    if said := sentence(FOREIGN_403, rules):
        return unmet((at, f"foreign records answer 403: {quoted(said)}"))
    for code in with_status(design, 403):
        if NOT_YOURS.search(f"{code.title} {code.cause}"):
            return silent((("api", "error_codes", code.id), f"{code.label}: 403, {quoted(code.title)}"))
    if said := first_match(FOREIGN, (code.cause for code in with_status(design, 404))):
        return met((("api", "error_codes"), f"404: {quoted(said)}"))
    return silent((at, "does not say how a foreign record answers"))


@settles("rest-patch-names-format")
def patches_name_their_format(design: Design) -> Told:
    """The summary of every PATCH names a media type."""
    return each(
        (one for one in design.api.operations if one.method == "PATCH"),
        OPERATIONS,
        lambda one: "" if PATCH_FORMATS.search(one.summary) else "merge patch or JSON Patch?",
        field="summary",
        nothing="no PATCH is listed",
    )


@settles("baseline-query-proven")
def query_is_proven(design: Design) -> Told:
    """QUERY is not used, or an assumption says who passes it."""
    operations = design.api.operations
    if not operations:
        return silent((("api", "operations"), "none are listed"))
    using = [one for one in operations if one.method == "QUERY"]
    if not using:
        return met((("api", "operations"), "no operation uses QUERY"))
    for assumption in design.scope.assumptions:
        if "QUERY" in assumption.text:
            return met((("scope", "assumptions", assumption.id), quoted(assumption.text)))
    return unmet(*pointed(using, lambda _: "QUERY, and no assumption about it", OPERATIONS))
