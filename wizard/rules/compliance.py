"""Rules on compliance scopes: what each asks for, how far that is met, and data whose scope nobody chose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from wizard.design import Design, Path
from wizard.facts.tables import REGULATED, shape
from wizard.facts.words import names, plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.access_records import Regime

CONTROLS: Path = ("access", "controls")
SCOPE: Path = ("start", "compliance")
REGIMES = get_args(Regime)
NEVER_KEPT = frozenset(
    ("cvv", "cvv2", "cvc", "cvc2", "cav2", "card_code", "cardcode", "card_security_code", "card_verification_code")
)
"""Names that mean a card's security code and nothing else."""
ABOUT_PERSONS = (
    *("person", "persons", "personal", "people", "names", "user", "users", "employee", "employees", "synthetic"),
    *("anonymous", "anonymised", "anonymized", "pseudonym", "pseudonyms", "privacy", "law", "laws", "act"),
)


def chosen(design: Design) -> tuple[str, ...]:
    """The scopes that count: `all` is each of them, `none` is not one."""
    scopes = design.start.compliance
    return REGIMES if "all" in scopes else tuple(one for one in scopes if one != "none")


def _holders(design: Design) -> dict[str, str]:
    """For each regulated class the first thing that holds it, as the design calls it."""
    found: dict[str, str] = {}
    for table in design.data.tables:
        for held in shape(table).classes:
            if held in REGULATED and held not in found:
                found[held] = f"{table.name}.{next(one.name for one in table.table_columns if one.sensitivity == held)}"
    for entity in design.domain.entities:
        for one in entity.attributes:
            if one.sensitivity in REGULATED:
                found.setdefault(one.sensitivity, f"{entity.name}.{one.name}")
    return found


@rule(
    "scope-without-control",
    "blocker",
    "The scope was chosen, and nothing says what it asks of this design. Whoever builds it would have to find out.",
    "Add at least one control of this scope, with its status and owner, or take the scope back.",
    "compliance#what-does-a-good-control-line-look-like",
)
def _without_control(design: Design) -> Iterable[Said]:
    listed = {one.scope for one in design.access.controls}
    if listed:
        for scope in chosen(design):
            if scope not in listed:
                yield Said(CONTROLS, f"Controls: none is listed for {scope}")


@rule(
    "control-of-no-scope",
    "warning",
    "A control belongs to a scope that this design does not fall under, so nobody will look at it.",
    "Choose the scope on the start form, or move the control to the one that asks for it.",
    "compliance#what-does-a-good-control-line-look-like",
)
def _of_no_scope(design: Design) -> Iterable[Said]:
    scopes = chosen(design)
    for one in design.access.controls:
        if one.scope and scopes and one.scope not in scopes:
            yield Said(
                (*CONTROLS, one.id, "scope"), f"{short(one.control)}: it is of {one.scope}, which was not chosen"
            )


@rule(
    "control-without-evidence",
    "warning",
    "A control that is said to be met and shows nothing is a claim; an audit asks for the evidence first.",
    "Say where a reviewer can see it, or mark it planned.",
    "compliance#what-does-a-good-control-line-look-like",
)
def _without_evidence(design: Design) -> Iterable[Said]:
    for one in design.access.controls:
        if one.status == "met" and not one.evidence:
            yield Said((*CONTROLS, one.id, "evidence"), f"{short(one.control)}: marked met, and no evidence is named")


@rule(
    "control-not-met",
    "warning",
    "A control that is planned or open is work that has to be done before an audit, and it shows how far that is.",
    "Design it in and name the evidence, or give it a next step with an owner and a date.",
    "compliance#what-does-a-good-control-line-look-like",
)
def _not_met(design: Design) -> Iterable[Said]:
    for one in design.access.controls:
        if one.status in ("planned", "open"):
            state = "planned, not designed in yet" if one.status == "planned" else "open, nobody has decided"
            yield Said((*CONTROLS, one.id, "status"), f"{short(one.control) or one.scope}: {state}")


@rule(
    "legal-review-open",
    "warning",
    "Whether the chosen scopes are met in law is a legal question, and nobody has answered it yet.",
    "Have it read before launch, and record it here when it is done.",
    "compliance#what-kind-of-thing-is-each-scope",
)
def _review_open(design: Design) -> Iterable[Said]:
    access = design.access
    if access.legal_review_needed and not access.legal_review_done:
        by = f" by {short(access.legal_reviewer)}" if access.legal_reviewer else ""
        yield Said(("access", "legal_review_done"), f"Legal review: needed{by}, and not done")


@rule(
    "legal-review-waived",
    "warning",
    "A compliance scope was chosen, and nobody with a view of the law is to read the design.",
    "Say that a review is needed, and who does it.",
    "compliance#what-kind-of-thing-is-each-scope",
)
def _review_waived(design: Design) -> Iterable[Said]:
    scopes = chosen(design)
    if scopes and design.access.legal_review_needed is False:
        yield Said(("access", "legal_review_needed"), f"Legal review: not needed, with {', '.join(scopes)}"[:160])


@rule(
    "no-scope-with-regulated-data",
    "blocker",
    "Data that laws or schemes regulate is kept, and the design says that none of them applies.",
    "Choose the scope that applies, or say in the reason why this data falls under none.",
    "compliance#what-kind-of-thing-is-each-scope",
)
def _no_scope(design: Design) -> Iterable[Said]:
    if design.start.compliance != ("none",):
        return
    held, reason = _holders(design), design.start.compliance_none_reason
    for kind in ("health", "card"):
        if kind in held and not names(reason, kind):
            yield Said(SCOPE, f"Compliance scope: none, and {short(held[kind])} holds {kind} data")
    if "personal" in held and not _speaks_of_persons(reason):
        yield Said(SCOPE, f"Compliance scope: none, and {short(held['personal'])} is about persons", "warning")


def _speaks_of_persons(text: str) -> bool:
    said = plain(text)
    return any(f" {word} " in said for word in ABOUT_PERSONS)


@rule(
    "scope-missing-for-data",
    "warning",
    "Scopes were chosen, and the one that this class of data is usually under is not among them.",
    "Add the scope, or name the law or contract that counts instead as the legal basis of its retention.",
    "compliance#what-kind-of-thing-is-each-scope",
)
def _scope_missing(design: Design) -> Iterable[Said]:
    scopes = set(chosen(design))
    if not scopes:
        return
    held = _holders(design)
    if "card" in held and "pci-dss" not in scopes:
        yield Said(SCOPE, f"Compliance scope: {short(held['card'])} holds card data, and pci-dss is not chosen")
    if "health" in held and scopes.isdisjoint(("hipaa", "gdpr")):
        yield Said(
            SCOPE, f"Compliance scope: {short(held['health'])} holds health data, and neither hipaa nor gdpr is chosen"
        )
    has_basis = any(one.legal_basis for one in design.data.retention)
    if "personal" in held and not has_basis and scopes.isdisjoint(("gdpr", "ccpa", "hipaa")):
        yield Said(
            SCOPE, f"Compliance scope: {short(held['personal'])} is about persons, and neither gdpr nor ccpa is chosen"
        )


@rule(
    "card-code-kept",
    "blocker",
    "The security code of a card may not be kept after authorization, not even encrypted.",
    "Remove it; let the processor's fields take it.",
    "compliance#what-does-pci-dss-v401-ask-of-a-design",
)
def _code_kept(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        for name in NEVER_KEPT.intersection(shape(table).columns):
            where = ("data", "tables", table.id, "table_columns", shape(table).columns[name].id, "name")
            yield Said(where, f"{short(table.name)}.{name}: the security code of a card would be kept")


@rule(
    "password-kept-as-text",
    "warning",
    "A column of this name invites to store what people type; whoever reads the table signs in as them.",
    "Keep a password hash, and call it that.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _password_as_text(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        for name in {"password", "passwd", "pwd", "user_password"}.intersection(shape(table).columns):
            column = shape(table).columns[name]
            if not any(word in column.type.lower() for word in ("hash", "argon", "bcrypt", "scrypt", "digest")):
                where = ("data", "tables", table.id, "table_columns", column.id, "name")
                yield Said(where, f"{short(table.name)}.{name}: {short(column.type) or 'it'} keeps the password itself")
