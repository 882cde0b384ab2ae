"""Rules on what happens when the same request arrives twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.paths import shape
from wizard.rules.api_records import at, named, named_first, quote, short
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import RestOperation

MONEY = r"payment|refund|payout|charge|capture|transfer|withdrawal|deposit|settlement|disbursement|purchase|remittance|donation"
NOTHING_WRITTEN = (
    r"^\W*(?:none|no|nothing|n/?a|not (?:needed|used|applicable|required))\b|\bnothing is written\b|\bno writes\b"
)
ANY_TIME = r"\d|\b(?:one|two|three|four|five|six|seven|ten|twelve|an?) (?:\w+ )?(?:second|minute|hour|day|week|month|year)|ever\b|never|always|permanent|as long as|until|life|kept with"


def _repeats(design: Design) -> list[RestOperation]:
    """The operations that create or act and do it again when they are repeated."""
    return [
        one
        for one in design.api.operations
        if one.idempotency == "none" and (one.method in ("POST", "PATCH") or one.kind in ("create", "action"))
    ]


def _moves_money(one: RestOperation) -> bool:
    """By the name of its entity, or of the last collection in its path where no entity is named."""
    words = [segment for segment in shape(one.path).segments if segment[0] != "{"]
    return re.search(MONEY, one.entity or (words[-1] if words else ""), re.IGNORECASE) is not None


@rule(
    "money-without-repeat-protection",
    "blocker",
    "After a timeout a caller can not know whether a call worked, and sends it again. "
    "Where money moves, or on the critical path, a repeat that does it again is a loss, whatever the reason given.",
    "Take a key from the caller, or make the operation set a state that is the same after two.",
    "api-design-checklist#what-does-a-repeat-do",
)
def _money_without_repeat_protection(design: Design) -> Iterable[Said]:
    critical = design.scope.critical_path
    for one in _repeats(design):
        if _moves_money(one):
            yield Said(at(one, "idempotency"), f"{named(one)}: a repeat does it again, though it is about money")
        elif critical and one.workflow == critical:
            is_mild = one.kind == "action" and one.idempotency_reason
            words = f"{named(one)}: a repeat does it again, though it is on the critical path, {short(critical)}"
            yield Said(at(one, "idempotency"), words, "warning" if is_mild else None)


@rule(
    "creation-repeated",
    "warning",
    "Whoever repeats the call after a lost connection has two of what was to be one, and nobody can tell them apart later.",
    "Take a key from the caller, or let something unique in the request tell that it is the same.",
    "api-design-checklist#what-does-a-repeat-do",
)
def _creation_repeated(design: Design) -> Iterable[Said]:
    critical = design.scope.critical_path
    for one in _repeats(design):
        if one.kind == "create" and not _moves_money(one) and not (critical and one.workflow == critical):
            yield Said(at(one, "idempotency"), f"{named(one)}: a repeat creates a second one")


@rule(
    "key-without-source",
    "warning",
    "Operations take a key that tells repeats, and the answer on keys says that there is none. One of the two is wrong.",
    "Say who chooses the key and how it travels, or mend the operations.",
    "api-design-checklist#what-does-a-repeat-do",
)
def _key_without_source(design: Design) -> Iterable[Said]:
    said = design.operations.idempotency_key_source
    if not said or not re.search(NOTHING_WRITTEN, said, re.IGNORECASE):
        return
    if using := [one for one in design.api.operations if one.idempotency == "key"]:
        words = f"{named_first(using)}: takes a key, and the idempotency key is '{short(said)}'"
        yield Said(("operations", "idempotency_key_source"), words)


@rule(
    "key-window-without-time",
    "warning",
    "Operations take a key that tells repeats, and how long it is remembered is no length of time. "
    "A repeat after that time does it again.",
    "Name the window as a number with its unit, longer than the longest retry.",
    "api-design-checklist#what-does-a-repeat-do",
)
def _key_window_without_time(design: Design) -> Iterable[Said]:
    said = design.operations.idempotency_window
    if not said or re.search(ANY_TIME, said, re.IGNORECASE):
        return
    if any(one.idempotency == "key" for one in design.api.operations):
        yield Said(("operations", "idempotency_window"), f"Idempotency window: no length of time in '{quote(said)}'")
