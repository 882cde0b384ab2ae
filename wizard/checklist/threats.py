"""Checklist items about threats: the OWASP rows, and what stands against each in other answers."""

from __future__ import annotations

import re

from wizard.checklist.reading import tells, words_of
from wizard.checklist.texts import answers, says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.steps.risks import OwaspCoverage

ROWS = ("risks", "owasp_coverage")
NEXT = ("file_plan", "next_steps")
WITHHELD = ("secret", "card", "health")
DEFAULT = r"(deny|denie|refus|clos|reject)[^.;]*\bby default|default[- ](deny|refus|clos)|default is (deny|refus|clos)"
TRACES = r"traceback|\bat \w+(\.\w+)+\(|\bselect .+ from\b|exception\b|\.(java|py|rs|go|ts):\d+|ora-\d{5}|sqlstate|stack ?trace|\blocalhost\b|\.internal\b|\.svc\."
SECURITY = (
    r"refused (access|sign|call|quer|to)|(access|calls?) (was |were |is |are )?(refus|deni)|deni(ed|als)|sign-?ins?\b|log-?ins?\b|forbidden|40[13]\b"
    r"|credential|password|isolation|reuse|intrusion|security|audit|trail|break.glass|card numbers?|row policy|(key|token)s? (used|stolen|leaked)"
)
"""What alerts about security events say, or to whom they go."""


def row_of(design: Design, item: str) -> OwaspCoverage | None:
    """The OWASP row of an item, if there is one."""
    return next((one for one in design.risks.owasp_coverage if one.item == item), None)


def _no_row(design: Design, item: str) -> Told:
    return (unmet if design.risks.owasp_coverage else silent)((ROWS, f"no row {item}"))


@settles("threat-api1-stranger-test")
def stranger_is_tested(design: Design) -> Told:
    """Row API1 names a test with a foreign record."""
    row = row_of(design, "API1")
    if row is None:
        return _no_row(design, "API1")
    text, path = row.covered_by or row.why_not, (*ROWS, row.id)
    if tells(text, r"tests?\b|tested") and tells(
        text, r"other|foreign|cross|stranger|another|two (callers|users)|someone else"
    ):
        return met((path, quoted(text)))
    return silent((path, quoted(text))) if tells(text, "test") else unmet((path, f"{quoted(text)}: no test"))


@settles("threat-api3-read-list")
def examples_withhold(design: Design) -> Told:
    """No response example holds an attribute marked secret, card or health; one for everybody that does contradicts."""
    marked = {one.name for entity in design.domain.entities for one in entity.attributes if one.sensitivity in WITHHELD}
    shown = [one for one in design.api.operations if one.response_example]
    where = ("api", "operations")
    if not marked or not shown:
        return silent((where, "no response example" if marked else "nothing is marked secret, card or health"))
    found = [(one, name) for one in shown for name in _members(one.response_example) if name in marked]
    if not found:
        return met((where, f"none of {len(shown)} response examples"))
    told = [((*where, one.id, "response_example"), f"{one.label}: {name}") for one, name in found[:3]]
    return (unmet if any("public" in one.access for one, _ in found) else silent)(*told)


def _members(example: str) -> list[str]:
    return re.findall(r'"(\w+)"\s*:', example)


@settles("threat-api7-fetches")
def fetches_listed(design: Design) -> Told:
    """Row API7 says why nothing is fetched, or names hosts and redirects."""
    row = row_of(design, "API7")
    if row is None:
        return _no_row(design, "API7")
    path = (*ROWS, row.id)
    if row.why_not:
        return met((path, quoted(row.why_not)))
    if tells(row.covered_by, "hosts?|list|allow", "redirect"):
        return met((path, quoted(row.covered_by)))
    if re.match(r"(nothing|no )", row.covered_by, re.IGNORECASE):
        return met((path, quoted(row.covered_by)))
    return silent((path, f"{quoted(row.covered_by)}: hosts or redirects are not named"))


@settles("threat-api8-inner-traffic")
def inner_traffic_encrypted(design: Design) -> Told:
    """In transit names connections inside."""
    inside = r"inside|internal|between services|service to service|mutual|mtls|mesh|to (the|both|all|each) (databases?|stores?)|database connections"
    plain = {"plain inside": r"plain (http|text|traffic)|unencrypted|(http|clear) inside"}
    return says(design, "access.in_transit", {"connections inside the network": inside}, plain)


@settles("threat-api8-quiet-errors")
def errors_quiet(design: Design) -> Told:
    """A title or example that shows a trace contradicts; that none does, no list of words can prove."""
    told = [(("api", "error_codes", one.id, "title"), one.title) for one in design.api.error_codes]
    told += [(("api", "operations", one.id, "response_example"), one.response_example) for one in design.api.operations]
    for path, text in told:
        if match := re.search(TRACES, text, re.IGNORECASE):
            return unmet((path, quoted(match[0])))
    return silent((("api", "error_codes"), "no trace, query or host was found"))


@settles("threat-api9-data-flows")
def flows_classified(design: Design) -> Told:
    """The class of data of each external system."""
    if design.depth == "simple-crud":
        return silent((("scope", "external_systems"), "the class of data is not asked at this depth"))
    return every(
        design.scope.external_systems,
        "scope.external_systems",
        lambda one: one.data_class,
        "no class of data",
        field="data_class",
    )


@settles("threat-api9-copies")
def copies_known(design: Design) -> Told:
    """Row API9 names versions, environments, and where real data is."""
    row = row_of(design, "API9")
    if row is None:
        return _no_row(design, "API9")
    text, path = row.covered_by or row.why_not, (*ROWS, row.id)
    real = re.search(
        r"(no|never|without)[^.;]*\b(production|real|customer|patient)[^.;]*(data|documents?|records)|synthetic|made-up|masked",
        text,
        re.IGNORECASE,
    )
    if real and tells(text, "version|inventory", "host|environment|production|route"):
        return met((path, quoted(text)))
    return silent((path, f"{quoted(text)}: not all of hosts, versions, environments and real data"))


@settles("threat-a01-refuse-by-default")
def refused_by_default(design: Design) -> Told:
    """A text says that what no rule mentions is refused, and names a test."""
    told = list(answers(design, "access.object_rules", "access.admin_access"))
    told += [((*ROWS, one.id), one.covered_by) for one in design.risks.owasp_coverage]
    for path, text in told:
        if tells(text, DEFAULT) and tells(text, "test"):
            return met((path, quoted(text)))
    return silent((ROWS, "no answer says that what no rule mentions is refused, with a test"))


@settles("threat-a03-build-known")
def build_known(design: Design) -> Told:
    """Files or next steps with pinned dependencies, a component list and a signed build."""
    wanted = {
        "pinned dependencies": r"dependenc\w*[^.;]*\bpin|\bpin(s|ned)?\b[^.;]*(dependenc|version|package|image)|lock ?file|\.lock\b|lockfile|-lock\.|go\.sum|gradle\.lockfile|checksums?",
        "a component list": r"\bsbom\b|component list|bill of materials|cyclonedx|spdx",
        "a signed build": r"sign(s|ed|ing)?\b[^.;]*\b(build|image|artefact|artifact|release|package)|provenance|attest|slsa|cosign",
    }
    steps = [((*NEXT, one.id), one.action, one.owner) for one in design.file_plan.next_steps]
    told = steps + [
        (("file_plan", "files", one.id), f"{one.path} {one.purpose}", "a file") for one in design.file_plan.files
    ]
    if not told:
        return silent((NEXT, "none are listed"))
    found = {name: next((one for one in told if tells(one[1], words)), None) for name, words in wanted.items()}
    missing = [name for name, one in found.items() if one is None]
    if missing:
        return unmet((NEXT, f"nothing about {' or '.join(missing)}"))
    bare = [one for one in found.values() if one and not one[2]]
    return (
        unmet((bare[0][0], f"{quoted(bare[0][1])}: no owner"))
        if bare
        else met(*((one[0], quoted(one[1])) for one in found.values() if one))
    )


@settles("threat-a06-critical-path")
def critical_path_threatened(design: Design) -> Told:
    """A risk of category security; whether it is about the critical path shows if its words are those of the path."""
    listed, where = design.risks.risks, ("risks", "risks")
    if not listed:
        return silent((where, "none are listed"))
    ours = [one for one in listed if one.category == "security"]
    if not ours:
        is_known = all(one.category for one in listed)
        return (unmet if is_known else silent)((where, "none is of category security"))
    path = next((one for one in design.scope.workflows if one.name == design.scope.critical_path), None)
    steps = [one.lower() for one in ((path.name, *path.steps) if path else ()) if one]
    found = [one for one in ours if any(step in words_of(one, "title", "mitigation").lower() for step in steps)]
    if found:
        return met(((*where, found[0].id), found[0].label))
    return silent(*(((*where, one.id), one.label) for one in ours[:3]))


@settles("threat-a07-admins-first")
def admins_show_a_second_factor(design: Design) -> Told:
    """Administrative access or Second factor says so."""
    factor = r"second factor|two factors|two-factor|\bmfa\b|\b2fa\b|passkey|hardware key|webauthn|security key"
    if tells(design.access.admin_access, factor):
        return met((("access", "admin_access"), quoted(design.access.admin_access)))
    who = {"administrators": r"\b(all|every) (staff|admin|people|users?|person)|every(one|body)|\badmin|\bstaff"}
    told = says(design, "access.mfa", who, {"no second factor": r"^(none|no|nobody)\b"})
    return silent((("access", "admin_access"), "names no second factor")) if told.state == "silent" else told


@settles("threat-a08-webhooks-signed")
def webhooks_signed(design: Design) -> Told:
    """Signature and time limit of each webhook that comes in; an address to call is none."""
    comes_in = r"webhook|callback|\bhooks?\b|-events\b|/events\b"
    entries = design.scope.trust_entries
    return every(
        [one for one in entries if tells(one.entry_point, rf".*{comes_in}") and not tells(one.entry_point, "address")],
        "scope.trust_entries",
        lambda one: tells(one.verified_by, r"sign|hmac", r"\d+ ?(s|sec|min|h)\b|age|timestamp|tolerance|expir|time"),
        lambda one: (
            f"{quoted(one.verified_by)}: no {'time limit' if tells(one.verified_by, 'sign|hmac') else 'signature'}"
        ),
        nothing="none is a webhook",
        field="verified_by",
    )


@settles("threat-a09-alert")
def security_alerted(design: Design) -> Told:
    """An alert about security events, with an owner."""
    found = [one for one in design.operations.alerts if tells(words_of(one, "name", "condition", "owner"), SECURITY)]
    if not found:
        return some(
            design.operations.alerts,
            "operations.alerts",
            lambda _: False,
            "none is about security events",
            nothing="none are listed",
        )
    return some(found, "operations.alerts", lambda one: one.owner, f"{found[0].label}: no owner")


@settles("threat-a10-closed")
def checks_fail_decided(design: Design) -> Told:
    """A failure mode of sign-in or of the permission check, and whether calls pass."""
    about = r"sign-?in|identity|auth0?\b|authenticat|authori[sz]|permission|directory|jwks|signing key|policy"
    passes = (
        r"refus|reject|let (through|in)\b|\bpass(es)?\b|allow|closed|fails? open|stays? open|(still|stay|remain)[^.;]* valid"
        r"|until|40[13]|503|go(es)? on|keep"
    )
    found = [one for one in design.risks.failure_modes if tells(words_of(one, "component", "failure"), about)]
    if not found:
        return some(
            design.risks.failure_modes,
            "risks.failure_modes",
            lambda _: False,
            "none is about sign-in or the permission check",
            nothing="none are listed",
        )
    return every(
        found,
        "risks.failure_modes",
        lambda one: re.search(passes, words_of(one, "effect", "mitigation"), re.IGNORECASE),
        "",
        is_open=lambda _: True,
        doubt="does not say whether calls pass",
    )
