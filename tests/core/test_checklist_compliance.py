"""What the answers tell about compliance scopes, regulated data, and how long it stays."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from core.designs import small
from core.given import given
from core.told_rows import Row, State, design, states_without_row, told

from wizard.checklist.applicable import fits
from wizard.checklist.checklist import Checker, predicates
from wizard.design import Reader
from wizard.knowledge.library import item_by_id
from wizard.steps.access_records import Regime

MODULES = ("compliance", "holdings", "card_data", "persons", "consumers", "retained")
PAGES = ("compliance", "data-retention-residency")
LEAST_PER_SCOPE = 10
PROSE: dict[State, str] = {"unmet": "prose may say it in other words"}
NEVER: dict[str, dict[State, str]] = {
    "compliance-privilege-ends": PROSE,
    "compliance-recovery-decided": PROSE,
    "compliance-pci-last-four": {"met": "screens and exports are not in the answers"},
    "compliance-pci-not-disk-alone": PROSE,
    "compliance-pci-page-tamper": {"unmet": "there may be no payment page of ours"},
    "compliance-hipaa-emergency-access": PROSE,
    "compliance-gdpr-roles": PROSE,
    "compliance-gdpr-portable": PROSE,
    "compliance-gdpr-seventy-two-hours": PROSE,
    "compliance-ccpa-gpc": PROSE,
    "compliance-ccpa-opt-out-travels": PROSE,
    "retention-restore-reapplies": PROSE,
    "retention-shred-key-scope": {"unmet": "what a key covers and where its copies are is for a person to judge"},
}
"""Why there is no row of a state."""

SCOPES = get_args(Regime)


def control(
    text: str, scope: str = "gdpr", *, status: str = "met", evidence: str = "report", owner: str = "Mara"
) -> list[dict[str, str]]:
    """Controls with one line."""
    return [{"scope": scope, "control": text, "status": status, "evidence": evidence, "owner": owner}]


def system(data_class: str = "personal", name: str = "Mail sender", **more: str) -> list[dict[str, str]]:
    """External systems with one line."""
    return [{"name": name, "data_class": data_class, **more}]


def kept(data_set: str = "orders", **more: str) -> list[dict[str, str]]:
    """Retention with one line."""
    return [{"data_set": data_set, **more}]


def table(sensitivity: str = "personal", **more: Any) -> list[dict[str, Any]]:
    """Tables with one line that has one marked column."""
    column = {"name": "email", "type": "text", "sensitivity": sensitivity}
    return [{"name": "visits", "entity": "Visit", "store": "main", "table_columns": [column], **more}]


def entity(sensitivity: str = "personal", **more: str) -> list[dict[str, Any]]:
    """Entities with one marked attribute."""
    return [{"name": "Visit", "attributes": [{"name": "email", "type": "text", "sensitivity": sensitivity}], **more}]


def store(**more: str) -> list[dict[str, str]]:
    """Stores with one line."""
    return [{"name": "main", **more}]


def risks(scopes: tuple[str, ...] = SCOPES, owner: str = "Mara") -> list[dict[str, str]]:
    """A compliance risk for each scope."""
    return [{"scope": scope, "risk": "leak", "mitigation": "masks", "owner": owner} for scope in scopes]


def step(action: str, owner: str = "Mara") -> list[dict[str, str]]:
    """Next steps with one line."""
    return [{"action": action, "owner": owner}]


def alert(name: str, condition: str = "one in 5 min") -> list[dict[str, str]]:
    """Alerts with one line."""
    return [{"name": name, "condition": condition, "owner": "Security"}]


EXPORT = {
    "method": "GET",
    "path": "/exports",
    "summary": "Download the export",
    "access": ["admin"],
    "rate_class": "slow",
}
GENERAL = [
    given("compliance-legal-review", "met", "Counsel", access__legal_reviewer="Counsel"),
    given("compliance-legal-review", "unmet", "not answered"),
    given("compliance-legal-review", "unmet", "no", access__legal_review_needed=False),
    given("compliance-legal-review", "silent", "not answered", access__legal_review_needed=None),
    given("compliance-met-has-evidence", "met", "gdpr", access__controls=control("x")),
    given("compliance-met-has-evidence", "unmet", "no owner", access__controls=control("x", owner="")),
    given("compliance-met-has-evidence", "silent", "none is met", access__controls=control("x", status="open")),
    given("compliance-risk-per-scope", "met", "all 6", risks__compliance_risks=risks()),
    given("compliance-risk-per-scope", "unmet", "no line for", risks__compliance_risks=risks(SCOPES[:5])),
    given("compliance-risk-per-scope", "unmet", "no owner", risks__compliance_risks=risks(owner="")),
    given("compliance-risk-per-scope", "silent", "none are listed"),
    given("compliance-second-factor-regulated", "met", "everyone", access__mfa="everyone at sign-in"),
    given("compliance-second-factor-regulated", "unmet", "none", access__mfa="none"),
    given("compliance-second-factor-regulated", "silent", "does not say", access__mfa="administrators"),
    given("compliance-role-by-need", "met", "clerk", access__roles=[{"name": "clerk", "description": "books rooms"}]),
    given("compliance-role-by-need", "unmet", "no description", access__roles=[{"name": "clerk"}]),
    given("compliance-role-by-need", "silent", "none are listed"),
    given("compliance-leaver-loses-access", "met", "60 s", access__revocation="within 60 s"),
    given("compliance-leaver-loses-access", "unmet", "no time", access__revocation="by the help desk"),
    given("compliance-leaver-loses-access", "silent", "not answered"),
    given("compliance-access-reviewed", "met", "every 6 months", access__controls=control("access is reviewed every 6 months")),
    given("compliance-access-reviewed", "met", "quarter", file_plan__next_steps=step("review roles each quarter")),
    given("compliance-access-reviewed", "unmet", "less often", access__controls=control("access is reviewed every year")),
    given("compliance-access-reviewed", "unmet", "no owner", access__controls=control("access is reviewed monthly", owner="")),
    given("compliance-access-reviewed", "unmet", "no control", access__controls=control("data is encrypted")),
    given("compliance-access-reviewed", "silent", "none are listed"),
    given("compliance-privilege-ends", "met", "granted", access__admin_access="role granted for 8 hours by a colleague"),
    given("compliance-privilege-ends", "silent", "when it ends", access__admin_access="granted by a colleague"),
    given("compliance-recovery-decided", "met", "decides", operations__disaster_recovery="Database first. The lead decides."),
    given("compliance-recovery-decided", "silent", "who decides", operations__disaster_recovery="Database first."),
    given("compliance-known-flaws", "met", "scan", file_plan__next_steps=step("scan images; critical flaws repaired in 7 days")),
    given("compliance-known-flaws", "unmet", "time of repair", file_plan__next_steps=step("scan images and dependencies")),
    given("compliance-known-flaws", "unmet", "none scans", file_plan__next_steps=step("write the overlap test")),
    given("compliance-known-flaws", "silent", "none are listed"),
    given("compliance-soc2-categories", "met", "soc2", access__controls=control("report covers Availability", "soc2")),
    given("compliance-soc2-categories", "unmet", "none of scope", access__controls=control("CC6.1: access", "soc2")),
    given("compliance-soc2-categories", "silent", "none is of scope", access__controls=control("x")),
    given("compliance-iso-applicability", "met", "iso27001", access__controls=control("A.7.1", "iso27001", status="not-applicable")),
    given("compliance-iso-applicability", "unmet", "no reason",
          access__controls=control("A.7.1", "iso27001", status="not-applicable", evidence="")),
    given("compliance-iso-applicability", "silent", "none of scope", access__controls=control("x")),
]  # fmt: skip

HELD = [
    given("compliance-vendor-contract", "met", "Mail sender", scope__external_systems=system(),
          access__controls=control("contract with the mail sender")),
    given("compliance-vendor-contract", "unmet", "no control", scope__external_systems=system(),
          access__controls=control("data is encrypted")),
    given("compliance-vendor-contract", "silent", "in general", scope__external_systems=system(),
          access__controls=control("contracts with all processors")),
    given("compliance-column-class-kept", "met", "all 1", domain__entities=entity(), data__tables=table("secret")),
    given("compliance-column-class-kept", "unmet", "visits.email: internal, not personal",
          domain__entities=entity(), data__tables=table("internal")),
    given("compliance-column-class-kept", "silent", "no column"),
    given("compliance-store-key-holder", "met", "main", data__tables=table(), data__stores=store(encryption="volume, key in the KMS")),
    given("compliance-store-key-holder", "unmet", "no encryption", data__tables=table(), data__stores=store()),
    given("compliance-store-key-holder", "silent", "no holder", data__tables=table(), data__stores=store(encryption="whole volume")),
    given("compliance-backup-apart", "met", "main", data__tables=table(),
          data__stores=store(encryption="key in the KMS", backup="daily, other account")),
    given("compliance-backup-apart", "unmet", "no backup", data__tables=table(), data__stores=store()),
    given("compliance-backup-apart", "silent", "not named", data__tables=table(), data__stores=store(backup="daily")),
    given("compliance-export-guarded", "met", "export", api__operations=[EXPORT], access__audit_events=["export fetched"]),
    given("compliance-export-guarded", "unmet", "no rate class", api__operations=[{**EXPORT, "rate_class": ""}]),
    given("compliance-export-guarded", "unmet", "no line", api__operations=[EXPORT], access__audit_events=["key created"]),
    given("compliance-export-guarded", "silent", "none says"),
    given("compliance-disposal-recorded", "met", "orders", data__retention=kept(deletion_method="daily job, count in the log")),
    given("compliance-disposal-recorded", "unmet", "no record", data__retention=kept(deletion_method="daily job")),
    given("compliance-disposal-recorded", "silent", "none are listed"),
    given("compliance-soc2-sole-vendor", "met", "Mail sender", scope__external_systems=system(criticality="hard"),
          risks__risks=[{"title": "The mail sender ends its service", "owner": "Mara"}]),
    given("compliance-soc2-sole-vendor", "unmet", "no risk", scope__external_systems=system(criticality="hard"),
          risks__risks=[{"title": "Prices rise", "owner": "Mara"}]),
    given("compliance-soc2-sole-vendor", "silent", "none is hard", scope__external_systems=system(criticality="soft")),
    given("compliance-iso-store-owner", "met", "main", data__stores=store(), data__tables=table(),
          domain__entities=entity(context="Care"), domain__contexts=[{"name": "Care", "owner": "Ward team"}]),
    given("compliance-iso-store-owner", "unmet", "no owner", data__stores=store(), data__tables=table()),
    given("compliance-iso-store-owner", "silent", "none are listed"),
]  # fmt: skip

CARDS = [
    given("compliance-pci-out-of-scope-first", "met", "none of 1", domain__entities=entity()),
    given("compliance-pci-out-of-scope-first", "unmet", "Visit.email", domain__entities=entity("card")),
    given("compliance-pci-out-of-scope-first", "silent", "Visit.email", domain__entities=entity("card"),
          scope__out_of_scope=["hosted fields: merchants will not use them"]),
    given("compliance-pci-no-code-kept", "met", "No security code", scope__integrity_constraints=["No security code is stored or logged"]),
    given("compliance-pci-no-code-kept", "unmet", "cvv", domain__entities=[{"name": "Card", "attributes": [{"name": "cvv"}]}]),
    given("compliance-pci-no-code-kept", "silent", "no line rules out"),
    given("compliance-pci-last-four", "unmet", "card number", api__operations=[
        {**EXPORT, "response_example": '{"number": "4111 1111 1111 1111"}'}]),
    given("compliance-pci-last-four", "silent", "no response example", api__operations=[
        {**EXPORT, "response_example": '{"last4": "1111"}'}]),
    given("compliance-pci-not-disk-alone", "met", "per field", access__at_rest="volumes; card token per field"),
    given("compliance-pci-not-disk-alone", "silent", "more than disks", access__at_rest="volumes"),
    given("compliance-pci-page-tamper", "met", "script", operations__alerts=alert("Payment page script changed")),
    given("compliance-pci-page-tamper", "silent", "none is about", operations__alerts=alert("Payments fail")),
    given("compliance-pci-stray-number", "met", "card number", risks__edge_cases=[
        {"case": "a card number in a ticket", "expected": "masked"}]),
    given("compliance-pci-stray-number", "unmet", "none is about", risks__edge_cases=[{"case": "twice", "expected": "once"}]),
    given("compliance-pci-stray-number", "silent", "none are listed"),
    given("compliance-pci-who-does-what", "met", "Acquirer", scope__external_systems=system("card", "Acquirer"),
          access__controls=control("duties of the acquirer and ours", "pci-dss")),
    given("compliance-pci-who-does-what", "unmet", "divides", scope__external_systems=system("card", "Acquirer"),
          access__controls=control("10.5.1: trail", "pci-dss")),
    given("compliance-pci-who-does-what", "silent", "none is of scope", scope__external_systems=system("card", "Acquirer")),
]  # fmt: skip

PERSONS = [
    given("compliance-request-identity", "met", "Privacy", scope__trust_entries=[
        {"entry_point": "Privacy request form", "who": "a person", "verified_by": "sign-in"}]),
    given("compliance-request-identity", "unmet", "no line", scope__trust_entries=[
        {"entry_point": "POST /orders", "who": "a client", "verified_by": "token"}]),
    given("compliance-request-identity", "silent", "none are listed"),
    given("compliance-hipaa-associates", "met", "Lab", scope__external_systems=system("health", "Lab"),
          access__controls=control("agreement with the associate Lab", "hipaa")),
    given("compliance-hipaa-associates", "unmet", "no control", scope__external_systems=system("health", "Lab"),
          access__controls=control("agreement with the associate Lab", "hipaa", status="planned")),
    given("compliance-hipaa-associates", "silent", "none are listed", scope__external_systems=system("health", "Lab")),
    given("compliance-hipaa-emergency-access", "met", "expires", access__break_glass="sealed account when sign-in is down, expires after 1 h, audited"),
    given("compliance-hipaa-emergency-access", "silent", "trail", access__break_glass="sealed account when sign-in is down, expires after 1 h"),
    given("compliance-hipaa-six-years", "met", "polic", data__retention=kept("policies", period="6 years from the last version")),
    given("compliance-hipaa-six-years", "unmet", "less than", data__retention=kept("policies", period="3 years")),
    given("compliance-hipaa-six-years", "unmet", "no line", data__retention=kept()),
    given("compliance-hipaa-six-years", "silent", "none are listed"),
    given("compliance-hipaa-media", "met", "orders", data__retention=kept(deletion_method="disks destroyed with a certificate")),
    given("compliance-hipaa-media", "unmet", "no deletion", data__retention=kept(deletion_method="daily job")),
    given("compliance-hipaa-media", "silent", "none are listed"),
    given("compliance-gdpr-legal-basis", "met", "orders", data__retention=kept(sensitivity="personal", legal_basis="contract")),
    given("compliance-gdpr-legal-basis", "unmet", "no legal basis", data__retention=kept(sensitivity="personal")),
    given("compliance-gdpr-legal-basis", "silent", "Art. 9", data__retention=kept(sensitivity="health", legal_basis="contract")),
    given("compliance-gdpr-purpose", "met", "Visit", domain__entities=entity(), api__operations=[{**EXPORT, "entity": "Visit", "workflow": "See"}]),
    given("compliance-gdpr-purpose", "unmet", "no operation", domain__entities=entity(), api__operations=[{**EXPORT, "entity": "Room", "workflow": "See"}]),
    given("compliance-gdpr-purpose", "silent", "none names", domain__entities=entity()),
    given("compliance-gdpr-record", "met", "Mara", file_plan__next_steps=step("enter the system in the record of processing")),
    given("compliance-gdpr-record", "unmet", "no owner", file_plan__next_steps=step("enter it in the record of processing", "")),
    given("compliance-gdpr-record", "unmet", "neither", file_plan__next_steps=step("write a test")),
    given("compliance-gdpr-record", "silent", "none are listed"),
    given("compliance-gdpr-roles", "met", "controller", access__controls=control("we are controller of all data")),
    given("compliance-gdpr-roles", "silent", "none says", access__controls=control("the card processor is certified")),
    given("compliance-gdpr-portable", "met", "JSON", access__controls=control("Art 20: export as JSON")),
    given("compliance-gdpr-portable", "silent", "no operation", access__controls=control("Art 20: export")),
    given("compliance-gdpr-seventy-two-hours", "met", "72 h", access__controls=control("breach told within 72 h, deputy named")),
    given("compliance-gdpr-seventy-two-hours", "silent", "none names", access__controls=control("breach told within 72 h")),
    given("compliance-gdpr-impact-assessment", "met", "impact", access__controls=control("impact assessment: needed")),
    given("compliance-gdpr-impact-assessment", "unmet", "no control", access__controls=control("record of processing")),
    given("compliance-gdpr-impact-assessment", "silent", "none is of scope", access__controls=control("x", "soc2")),
    given("compliance-ccpa-gpc", "met", "Global", access__controls=control("Global Privacy Control is an opt-out", "ccpa")),
    given("compliance-ccpa-gpc", "silent", "no control", access__controls=control("opt-out link", "ccpa")),
    given("compliance-ccpa-opt-out-travels", "met", "opt-out", access__controls=control("opt-out reaches every vendor in 15 days by a job", "ccpa")),
    given("compliance-ccpa-opt-out-travels", "silent", "none says", access__controls=control("opt-out link", "ccpa")),
    given("compliance-ccpa-request-records", "met", "deletion_requests", data__retention=kept("deletion_requests")),
    given("compliance-ccpa-request-records", "unmet", "no line", data__retention=kept()),
    given("compliance-ccpa-request-records", "silent", "none are listed"),
    given("compliance-ccpa-vendor-role", "met", "Mail sender", scope__external_systems=system(),
          access__controls=control("mail sender is a service provider", "ccpa")),
    given("compliance-ccpa-vendor-role", "unmet", "no control", scope__external_systems=system(), access__controls=control("x", "ccpa")),
    given("compliance-ccpa-vendor-role", "silent", "none are listed", scope__external_systems=system()),
    given("compliance-ccpa-period-disclosed", "met", "orders", data__retention=kept(sensitivity="personal", period="2 years")),
    given("compliance-ccpa-period-disclosed", "unmet", "no period", data__retention=kept(sensitivity="personal")),
    given("compliance-ccpa-period-disclosed", "silent", "no line"),
    given("compliance-ccpa-assessment-trigger", "met", "assessment", access__controls=control("risk assessment: not needed", "ccpa")),
    given("compliance-ccpa-assessment-trigger", "unmet", "no control", access__controls=control("opt-out", "ccpa")),
    given("compliance-ccpa-assessment-trigger", "silent", "none is of scope"),
]  # fmt: skip

RETAINED = [
    given("retention-period-starts", "met", "orders", data__retention=kept(period="2 years from delivery")),
    given("retention-period-starts", "unmet", "counted from nothing", data__retention=kept(period="2 years")),
    given("retention-period-starts", "silent", "none are listed"),
    given("retention-line-for-each-class", "met", "all 2", domain__entities=entity(), data__tables=table(),
          data__retention=kept("visits", sensitivity="personal")),
    given("retention-line-for-each-class", "unmet", "health", domain__entities=entity("health"),
          data__retention=kept(sensitivity="personal")),
    given("retention-line-for-each-class", "unmet", "none are listed", domain__entities=entity()),
    given("retention-line-for-each-class", "silent", "Visit", domain__entities=entity(), data__retention=kept(sensitivity="personal")),
    given("retention-copies-named", "met", "orders", data__retention=kept(
        deletion_method="job; backups, search index and cache expire in 35 days, exports in 7")),
    given("retention-copies-named", "unmet", "names no copy", data__retention=kept(deletion_method="daily job")),
    given("retention-copies-named", "silent", "a part", data__retention=kept(deletion_method="job; backups expire after 35 days")),
    given("retention-restore-reapplies", "met", "Deletions", operations__disaster_recovery="Deletions are run again before traffic."),
    given("retention-restore-reapplies", "silent", "does not say", operations__disaster_recovery="Database first."),
    given("retention-logs-have-line", "met", "30 days", operations__log_retention="30 days", data__retention=kept("Application logs", period="30 days")),
    given("retention-logs-have-line", "unmet", "90 days", operations__log_retention="30 days", data__retention=kept("Application logs", period="90 days")),
    given("retention-logs-have-line", "unmet", "no line", operations__log_retention="30 days", data__retention=kept()),
    given("retention-logs-have-line", "silent", "not answered"),
    given("retention-shred-key-scope", "met", "no deletion", data__retention=kept(deletion_method="daily job")),
    given("retention-shred-key-scope", "silent", "orders", data__retention=kept(deletion_method="its key is destroyed")),
    given("retention-job-watched", "met", "Deletion", operations__alerts=alert("Deletion is late")),
    given("retention-job-watched", "unmet", "none is about", operations__alerts=alert("Payments fail")),
    given("retention-job-watched", "silent", "none are listed"),
    given("retention-vendors-delete", "met", "Mail sender", scope__external_systems=system(), data__retention=kept("mail sender: addresses")),
    given("retention-vendors-delete", "unmet", "no retention line", scope__external_systems=system(), data__retention=kept()),
    given("retention-vendors-delete", "silent", "none are listed", scope__external_systems=system()),
    given("retention-conflict-split", "met", "orders", data__retention=kept(period="2 years from delivery")),
    given("retention-conflict-split", "unmet", "two periods", data__retention=kept(period="2 years, invoices 10 years")),
    given("retention-conflict-split", "silent", "none are listed"),
    given("residency-region-complete", "met", "orders", data__retention=kept(region="EU, backups and support included")),
    given("residency-region-complete", "unmet", "nothing on support", data__retention=kept(region="EU, backups included")),
    given("residency-region-complete", "silent", "none are listed"),
]  # fmt: skip

ROWS = [*GENERAL, *HELD, *CARDS, *PERSONS, *RETAINED]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}-{row.words}")
def test_answers_settle_the_item_and_say_by_what(row: Row) -> None:
    said = told(row, *MODULES)
    assert said.state == row.state, said
    assert not row.words or any(row.words in where.words for where in said.where), said


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}-{row.words}")
def test_evidence_leads_to_an_answer(row: Row) -> None:
    for where in told(row, *MODULES).where:
        assert hasattr(getattr(design(row.answers), where.path[0]), where.path[1])


def test_every_settled_item_has_its_three_rows_or_a_reason() -> None:
    assert not states_without_row(ROWS, NEVER, *MODULES)


def test_half_of_the_items_on_compliance_and_retention_are_settled() -> None:
    of_pages = [item for item in item_by_id().values() if item.page in PAGES]
    assert len([item for item in of_pages if item.id in predicates()]) >= len(of_pages) / 2


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_has_items_that_serve_it(scope: str) -> None:
    assert (
        len([item for item in item_by_id().values() if item.when and fits(item.when, frozenset((scope,)))])
        >= LEAST_PER_SCOPE
    )


def test_a_small_design_is_told_what_its_retention_lacks() -> None:
    by_id = Checker().check(Reader().read(small()).design).by_id
    assert by_id["compliance-legal-review"].state == "met"
    assert by_id["compliance-met-has-evidence"].state == "not-met"
    assert by_id["retention-period-starts"].state == "not-met"
