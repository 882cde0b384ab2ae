"""Checklist items about tests of the contract: what files, next steps and rollout say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.checklist.told import Told, Where, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import each, nothing_wrong
from wizard.design import Design
from wizard.facts.calls import first_match
from wizard.steps.scope import ExternalSystem

FILES, NEXT = ("file_plan", "files"), ("file_plan", "next_steps")
OPENAPI = re.compile(r"openapi[^/]*\.(?:ya?ml|json)$|openapi/?$", re.IGNORECASE)
SDL = re.compile(r"\.graphqls?$|\.gql$", re.IGNORECASE)
CONTRACT = re.compile(r"openapi|graphql|schema|contract|description", re.IGNORECASE)
RELEASED = re.compile(
    r"(?:last |latest )?(?:released|published) (?:description|file|contract|schema|openapi|graph|one)|/released/",
    re.IGNORECASE,
)
DIFF = re.compile(
    r"oasdiff|graphql[- ]inspector|openapi-diff|schema diff|breaking[- ]changes?|buf breaking|diff against",
    re.IGNORECASE,
)
GENERATED_CALLS = re.compile(r"schemathesis|restler|evomaster|generated (?:requests|calls)", re.IGNORECASE)
INVALID = re.compile(r"schemathesis|restler|evomaster|invalid (?:input|requests|bodies)", re.IGNORECASE)
EXAMPLES = re.compile(
    r"examples? (?:\w+ )?(?:validat|check|against|match)|validat\w+ (?:the |all |every )?(?:\w+ )?examples?",
    re.IGNORECASE,
)
PACT = re.compile(r"\bpacts?\b|consumer[- ](?:driven )?(?:contract|tests?)", re.IGNORECASE)
STATES = re.compile(r"provider states?", re.IGNORECASE)
GATE = re.compile(
    r"can-i-deploy|consumers? (?:\w+ )?verified|verified (?:by|against|for) (?:all |every )?\w*\s?consumers?",
    re.IGNORECASE,
)
TOLERANCE = re.compile(r"(?=.*\btest).*unknown (?:member|field|enum|value|error code)", re.IGNORECASE)
REGENERATED = re.compile(r"regenerat|(?:generated|rebuilt) [^.;]*\b(?:in ci|difference|diff)\b", re.IGNORECASE)
DOUBLE = re.compile(r"\b(?:fakes?|doubles?|stubs?|mocks?|simulators?)\b", re.IGNORECASE)
REAL = re.compile(r"sandbox|\breal\b|recorded|contract", re.IGNORECASE)

TOO_COMMON = frozenset(("provider", "system", "service", "gateway", "api", "platform", "server", "cloud"))
"""Last words of names that tell nothing alone."""


@settles("contract-one-source")
def description_is_a_file(design: Design) -> Told:
    """The files include the description of whatever the system speaks."""
    files = design.file_plan.files
    if not files:
        return silent((FILES, "none are listed"))
    system = design.start.system_type
    wanted = {"OpenAPI": OPENAPI} if system in ("rest", "both") else {}
    if system in ("graphql", "both"):
        wanted["GraphQL"] = SDL
    if not wanted:
        return silent((("start", "system_type"), "is not answered"))
    found = {name: next((one for one in files if path.search(one.path)), None) for name, path in wanted.items()}
    lacking = [name for name, one in found.items() if one is None]
    if not lacking:
        return met(*(((*FILES, one.id), one.path) for one in found.values() if one is not None))
    may_be = any(CONTRACT.search(f"{one.path} {one.purpose}") for one in files)
    told = silent if may_be else unmet
    return told((FILES, f"no file is the {' or '.join(lacking)} description"))


@settles("contract-released-copy")
def released_description_is_kept(design: Design) -> Told:
    """A file or step says where the last released description is."""
    return _planned(design, RELEASED, "the last released description", _typed(design))


@settles("contract-break-stops-build")
def breaking_changes_are_found(design: Design) -> Told:
    """A file, step or answer about typed clients sets up the diff of the description."""
    return _planned(design, DIFF, "a diff of the description", _typed(design))


@settles("contract-server-conforms")
def server_is_held_against_its_schema(design: Design) -> Told:
    """A file or step sends generated requests."""
    return _planned(design, GENERATED_CALLS, "generated requests")


@settles("contract-invalid-is-refused")
def invalid_input_is_tried(design: Design) -> Told:
    """A file or step sends invalid input."""
    return _planned(design, INVALID, "invalid input")


@settles("contract-examples-validate")
def examples_are_validated(design: Design) -> Told:
    """A file or step validates the examples."""
    return _planned(design, EXAMPLES, "validating examples")


@settles("contract-consumers-tested")
def services_have_consumer_tests(design: Design) -> Told:
    """There is no service among the users, or a file holds consumer tests for each."""
    users = design.scope.users
    services = [user for user in users if user.kind == "service"]
    if users and not services and all(user.kind for user in users):
        return met((("scope", "users"), "no user is a service"))
    tests = [f"{one.path} {one.purpose}".lower() for one in design.file_plan.files if PACT.search(one.purpose)]
    return each(
        services,
        "scope.users",
        nothing_wrong,
        unclear=lambda user: "" if any(user.name.lower() in test for test in tests) else "no consumer test among files",
        nothing="no user is a service",
    )


@settles("contract-states-planned")
def provider_states_are_planned(design: Design) -> Told:
    """Where consumers state expectations, a file holds the states they begin from."""
    told = _planned(design, STATES, "provider states")
    if told.state == "met":
        return told
    pact = next((where for where in _plan(design) if first_match(PACT, (where.words,))), None)
    return told if pact is None else unmet(Where(pact.path, f"{quoted(pact.words)}: no provider states"))


@settles("contract-gate-before-deploy")
def deployment_asks_the_consumers(design: Design) -> Told:
    """A stage of the rollout begins with the check of all consumers."""
    stages, at = design.operations.rollout_stages, ("operations", "rollout_stages")
    said = first_match(GATE, stages)
    return met((at, quoted(said))) if said else silent((at, "no stage asks whether consumers were verified"))


@settles("contract-clients-tolerate")
def clients_meet_the_unknown(design: Design) -> Told:
    """A file or step tries clients with what they do not know."""
    return _planned(design, TOLERANCE, "unknown members")


@settles("contract-generated-untouched")
def generated_clients_are_rebuilt(design: Design) -> Told:
    """A file, step or answer about typed clients rebuilds them and looks for a difference."""
    return _planned(design, REGENERATED, "rebuilding clients", _typed(design))


@settles("contract-doubles-are-true")
def doubles_are_true(design: Design) -> Told:
    """Every hard external system has a double that is compared with the real one."""
    systems = design.scope.external_systems
    hard = [system for system in systems if system.criticality == "hard"]
    if systems and not hard and all(system.criticality for system in systems):
        return met((("scope", "external_systems"), "none is hard"))
    doubles = [where for where in _plan(design) if DOUBLE.search(where.words) and REAL.search(where.words)]
    found = {system.id: next((one for one in doubles if _names(one.words, system)), None) for system in hard}

    def unclear(system: ExternalSystem) -> str:
        return "" if found[system.id] else "no double of it among files and next steps"

    nothing = "no external system is hard"
    told = each(hard, "scope.external_systems", nothing_wrong, unclear=unclear, nothing=nothing)
    return (
        met(*(one._replace(words=quoted(one.words)) for one in found.values() if one)) if told.state == "met" else told
    )


def _names(text: str, system: ExternalSystem) -> bool:
    """Whether a text names a system, by its name or by the last word of it unless many systems are called so."""
    last = system.name.lower().split()[-1:]
    own = [word for word in last if word not in TOO_COMMON]
    return bool(last) and (system.name.lower() in text.lower() or any(word in text.lower() for word in own))


def _planned(design: Design, pattern: re.Pattern[str], what: str, also: tuple[Where, ...] = ()) -> Told:
    """Met by what is planned in these words; other words may say the same, so without them nothing is known."""
    for where in (*_plan(design), *also):
        if first_match(pattern, (where.words,)):
            return met(Where(where.path, quoted(where.words)))
    return silent((FILES, f"no file and no next step speaks of {what}"))


def _plan(design: Design) -> Iterator[Where]:
    """Every file and next step, in words."""
    for file in design.file_plan.files:
        yield Where((*FILES, file.id), f"{file.path}: {file.purpose}")
    for step in design.file_plan.next_steps:
        yield Where((*NEXT, step.id), step.action)


def _typed(design: Design) -> tuple[Where, ...]:
    """What is said of clients generated from the schema."""
    names = ("typed_generator", "typed_breaking_check")
    return tuple(Where(("scope", name), getattr(design.scope, name)) for name in names)
