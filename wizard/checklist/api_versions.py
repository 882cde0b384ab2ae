"""Checklist items about versions: where one is named, what may change within it, how it ends."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.calls import first_match
from wizard.facts.words import has_period

ADDING = re.compile(r"\b(?:add\w*|new|additional|optional|grows?|additions?)\b", re.IGNORECASE)
IGNORING = re.compile(r"\b(?:ignor\w+|tolerat\w+|skip\w*|unknown|(?:do(?:es)?|did) not know)\b", re.IGNORECASE)
SIGNAL = re.compile(
    r"`?deprecation`?:? (?:header|field|response header)|`deprecation`|rfc 9745|@deprecated", re.IGNORECASE
)
STATUS = re.compile(r"\b[345]\d\d\b")
END = re.compile(r"\b(?:after|once|when|until|from|by|at|on|under|below|as soon as)\b|\d{4}-\d\d", re.IGNORECASE)


@settles("api-version-is-placed")
def version_is_in_paths(design: Design) -> Told:
    """By paths alone, as the answers show neither headers nor server addresses."""
    strategy, version = design.api.versioning_strategy, design.api.current_version
    paths = [operation.path for operation in design.api.operations if operation.path]
    if strategy != "url" or not version or not paths:
        return silent((("api", "versioning_strategy"), quoted(strategy) if strategy else "is not answered"))
    without = [path for path in paths if version not in path.split("/")]
    at = ("api", "operations")
    if not without:
        return met((at, f"{version} in {'all ' if len(paths) > 1 else ''}{len(paths)} paths"))
    if len(without) == len(paths):
        return silent((at, f"{version} stands in no path; a server address may hold it"))
    return unmet((at, f"{version} is missing in {quoted(tuple(without))}"))


@settles("api-compatibility-two-sided")
def compatibility_has_two_sides(design: Design) -> Told:
    """The rule speaks of additions and of clients that ignore them."""
    rule, at = design.api.compatibility_rule, ("api", "compatibility_rule")
    if not rule:
        return silent((at, "is not answered"))
    if not ADDING.search(rule):
        return silent((at, "does not plainly say what may be added"))
    return met((at, quoted(rule))) if IGNORING.search(rule) else silent((at, "does not say what clients ignore"))


@settles("api-deprecation-has-signal")
def deprecation_has_a_signal(design: Design) -> Told:
    """The notice names a period and the signal that programs see."""
    notice, at = design.api.deprecation_notice, ("api", "deprecation_notice")
    if not notice:
        return silent((at, "is not answered"))
    if not has_period(notice):
        return unmet((at, f"names no period: {quoted(notice)}"))
    if not first_match(SIGNAL, (notice,)):
        told = silent if "deprecation" in notice.lower() else unmet
        return told((at, f"names no signal that programs see: {quoted(notice)}"))
    return met((at, quoted(notice)))


@settles("api-sunset-answer")
def sunset_names_end_and_answer(design: Design) -> Told:
    """The policy says when the old version ends, and by which status its calls are answered then."""
    policy, at = design.api.sunset_policy, ("api", "sunset_policy")
    if not policy:
        return silent((at, "is not answered"))
    if not STATUS.search(policy):
        return unmet((at, f"names no status: {quoted(policy)}"))
    return met((at, quoted(policy))) if END.search(policy) else silent((at, f"says not when: {quoted(policy)}"))
