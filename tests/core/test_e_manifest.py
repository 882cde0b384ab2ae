"""A backend that exists, entered from its public sources: what they tell is in the draft, and what blocks is what they leave open.

The system is the e-Manifest application of 18F (public domain). Every name and number below was read off its API description and
its database dump, not off the draft.
"""

from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest

from wizard.ask import name_of
from wizard.design import Path
from wizard.drafts.file import from_toml, to_toml
from wizard.review import Review, review
from wizard.workflow import STEP_BY_KEY

DRAFT = File(__file__).parents[1] / "data" / "e-manifest.design.toml"

OPERATIONS = {
    ("POST", "/tokens"): (200, {401}),
    ("POST", "/manifests"): (201, {422}),
    ("GET", "/manifests/{id}"): (200, {404}),
    ("PATCH", "/manifests/{id}"): (200, {404}),
    ("GET", "/manifests/search"): (200, {400}),
    ("POST", "/manifests/validate"): (200, {422}),
    ("POST", "/manifests/{id}/signature"): (200, {403, 422}),
    ("GET", "/method_codes"): (200, set()),
}
"""Success status and error statuses of each operation."""

STAMP, TEXT = "timestamp without time zone", "character varying"
COLUMNS = {
    "manifests": {
        "id": ("integer", False), "content": ("json", True), "created_at": (STAMP, False), "updated_at": (STAMP, False),
        "activity_id": (TEXT, True), "document_id": (TEXT, True), "transaction_id": (TEXT, True), "uuid": ("uuid", True),
        "submitted_at": (STAMP, True), "user_id": ("integer", False),
    },
    "organizations": {
        "id": ("integer", False), "cdx_org_name": (TEXT, False), "cdx_org_id": (TEXT, False), "created_at": (STAMP, False),
        "updated_at": (STAMP, False), "profile": ("json", True),
    },
    "roles": {
        "id": ("integer", False), "cdx_role_name": (TEXT, False), "cdx_role_code": (TEXT, False),
        "created_at": (STAMP, False), "updated_at": (STAMP, False),
    },
    "schema_migrations": {"version": (TEXT, False)},
    "user_org_roles": {
        "id": ("integer", False), "organization_id": ("integer", False), "role_id": ("integer", False),
        "user_id": ("integer", False), "cdx_user_role_id": (TEXT, False), "cdx_status": (TEXT, False),
        "created_at": (STAMP, False), "updated_at": (STAMP, False), "profile": ("json", True),
    },
    "users": {
        "id": ("integer", False), "cdx_user_id": (TEXT, False), "created_at": (STAMP, False), "updated_at": (STAMP, False),
    },
}  # fmt: skip
"""Type of each column, and whether it is nullable."""

DEFAULTS = {
    "manifests.id": "nextval('manifests_id_seq'::regclass)",
    "manifests.uuid": "uuid_generate_v4()",
    "manifests.user_id": "0",
    "organizations.id": "nextval('organizations_id_seq'::regclass)",
    "roles.id": "nextval('roles_id_seq'::regclass)",
    "user_org_roles.id": "nextval('user_org_roles_id_seq'::regclass)",
    "users.id": "nextval('users_id_seq'::regclass)",
}

FOREIGN_KEYS = {
    ("manifests.user_id", "users.id"),
    ("user_org_roles.organization_id", "organizations.id"),
    ("user_org_roles.role_id", "roles.id"),
    ("user_org_roles.user_id", "users.id"),
}

INDEXES = {
    ("manifests", "user_id", False),
    ("manifests", "uuid", True),
    ("manifests", "(((content -> 'generator'::text) ->> 'manifest_tracking_number'::text))", True),
    ("organizations", "cdx_org_name", False),
    ("organizations", "cdx_org_name, cdx_org_id", True),
    ("roles", "cdx_role_name", False),
    ("roles", "cdx_role_name, cdx_role_code", True),
    ("schema_migrations", "version", True),
    ("user_org_roles", "organization_id", False),
    ("user_org_roles", "organization_id, role_id, user_id", True),
    ("user_org_roles", "role_id", False),
    ("user_org_roles", "user_id", False),
    ("users", "cdx_user_id", True),
}

BLOCKERS = {
    # Eight things can be done, and nothing says which of them is saved first.
    "scope.critical_path",
    # How e-Manifest knows that it is CDX that answers is not told.
    "scope.trust_entries[Profiles from the CDX SOAP API].verified_by",
    # A Rails application is described, never the pattern it follows, nor why, nor what else was thought of.
    "pattern.pattern",
    "pattern.rationale",
    "pattern.alternatives",
    # Speed is given as the reason for search index and cache; what is paid for it is not.
    "pattern.tradeoffs[Manifests are searched in Elasticsearch, filled by asynchronous jobs].gives_up",
    "pattern.tradeoffs[Profiles of CDX are cached in Postgres, sessions in Redis].gives_up",
    # Validation has an answer (422), but where it is done is not told; of signed manifests the rule alone is told.
    "domain.invariants[Content follows the manifest schema, which asks for a generator].enforced_by",
    "domain.invariants[What has been signed is not changed by an update].enforced_by",
    "domain.invariants[What has been signed is not changed by an update].on_violation",
    # The database refuses these; no document says what a caller sees then.
    "domain.invariants[A manifest tracking number belongs to one manifest].on_violation",
    "domain.invariants[A manifest belongs to a user that exists].on_violation",
    "domain.invariants[A user holds a role in an organization once].on_violation",
    # The version stands in the path; how it may change, and how clients would learn of it, stands nowhere.
    "api.compatibility_rule",
    "api.deprecation_notice",
    # The description has no security section. Only the operation that authenticates is public by what it does.
    "api.operations[POST /manifests].access",
    "api.operations[GET /manifests/{id}].access",
    "api.operations[PATCH /manifests/{id}].access",
    "api.operations[GET /manifests/search].access",
    "api.operations[POST /manifests/validate].access",
    "api.operations[POST /manifests/{id}/signature].access",
    "api.operations[GET /method_codes].access",
    # No operation says what a second, equal request does.
    "api.operations[POST /tokens].idempotency",
    "api.operations[POST /manifests].idempotency",
    "api.operations[PATCH /manifests/{id}].idempotency",
    "api.operations[POST /manifests/validate].idempotency",
    "api.operations[POST /manifests/{id}/signature].idempotency",
    # There is no status 429 and no word on limits.
    "api.rate_classes",
    # Transactions, and the way back from a migration, are not mentioned.
    "data.boundaries",
    "data.rollback",
    # "Automatically expired" and "short lifespan", without a number.
    "data.retention[sessions, with name and user id].period",
    # CDX knows the roles; none is named. Pundit decides; by which rule is not told. Administrators do not occur.
    "access.roles",
    "access.object_rules",
    "access.admin_access",
    # Organizations exist, but a manifest belongs to a user: whether organizations are tenants is open.
    "access.tenancy_model",
    # Secrets and an audit trail are not mentioned.
    "access.secrets",
    "access.audit_events",
    "access.audit_integrity",
    "access.audit_retention",
    # What happens when calls repeat, when CDX, Elasticsearch or Redis fail, or a release is bad.
    "operations.idempotency_key_source",
    "operations.idempotency_window",
    "operations.idempotency_store",
    "operations.dependency_policies",
    "operations.rollback",
    # No promise, no measurement and no target is given.
    "operations.slos",
    "operations.log_format",
    "operations.log_fields",
    "operations.log_redaction",
    "operations.metrics",
    "operations.trace_propagation",
    "operations.trace_sampling",
    "operations.alerts",
    "operations.targets",
    "operations.n_plus_one",
    # A syncer is named; when it runs, and what makes a cached profile invalid, is not.
    "operations.caches[profiles of users, organizations and roles of CDX].ttl",
    "operations.caches[profiles of users, organizations and roles of CDX].invalidation",
    # The documents describe what works. How parts fail, and what answers the usual attacks, they do not.
    "risks.failure_modes",
    "risks.owasp_coverage",
    # They are about a system that exists; no plan of files or of work is among them.
    "file_plan.files",
    "file_plan.next_steps",
}


@pytest.fixture(scope="module")
def reviewed() -> Review:
    """The review of the draft."""
    return review(from_toml(DRAFT.read_bytes()))


def test_the_draft_saves_to_the_bytes_it_was_loaded_from() -> None:
    assert to_toml(from_toml(DRAFT.read_bytes())) == DRAFT.read_bytes()


def test_every_record_has_an_id_of_its_own() -> None:
    ids = list(_ids(from_toml(DRAFT.read_bytes())))
    assert len(set(ids)) == len(ids)
    assert all(len(one) == 8 and int(one, 16) >= 0 for one in ids)


def test_every_operation_of_the_description_is_in_the_design(reviewed: Review) -> None:
    api = reviewed.design.api
    statuses = {error.code: error.status for error in api.error_codes}
    assert {
        (one.method, one.path): (one.success_status, {statuses[code] for code in one.errors}) for one in api.operations
    } == OPERATIONS
    assert {error.status for error in api.error_codes} == {400, 401, 403, 404, 422}


def test_every_table_has_the_columns_of_the_dump(reviewed: Review) -> None:
    tables = reviewed.design.data.tables
    assert {
        table.name: {column.name: (column.type, column.nullable) for column in table.table_columns} for table in tables
    } == COLUMNS
    columns = {f"{table.name}.{column.name}": column for table in tables for column in table.table_columns}
    assert {name: column.default_value for name, column in columns.items() if column.default_value} == DEFAULTS
    assert {name for name, column in columns.items() if column.primary_key} == {
        f"{table}.id" for table in COLUMNS if table != "schema_migrations"
    }


def test_every_foreign_key_and_index_of_the_dump_is_in_the_design(reviewed: Review) -> None:
    tables = reviewed.design.data.tables
    assert {
        (f"{table.name}.{column.name}", column.references)
        for table in tables
        for column in table.table_columns
        if column.references
    } == FOREIGN_KEYS
    indexes = [(table.name, index.index_columns, index.unique) for table in tables for index in table.indexes]
    assert len(indexes) == 13
    assert set(indexes) == INDEXES


def test_the_table_of_the_migration_tool_is_no_entity(reviewed: Review) -> None:
    assert [table.name for table in reviewed.design.data.tables if not table.entity] == ["schema_migrations"]


def test_what_blocks_is_what_the_sources_leave_open(reviewed: Review) -> None:
    assert reviewed.verdict == "not-ready"
    found = [(finding.code, _named(reviewed, finding.path)) for finding in reviewed.blockers]
    assert sorted(found) == sorted(("needed", path) for path in BLOCKERS)


def test_nothing_told_is_lost_or_misread(reviewed: Review) -> None:
    codes = {finding.code for finding in reviewed.findings}
    assert not codes & {"broken-reference", "invalid", "duplicate"}


def _named(reviewed: Review, path: Path) -> str:
    """The path with the names of records instead of their ids: `api.operations[GET /method_codes].access`."""
    said = ".".join(path[:2])
    fields, given = STEP_BY_KEY[path[0]].fields, reviewed.answers[path[0]]
    for field, one, inner in zip(path[1::2], path[2::2], path[3::2], strict=False):
        record = fields[field].record
        assert record is not None
        given = next(item for item in given[field] if item["id"] == one)
        said += f"[{name_of(record, given)}].{inner}"
        fields = record.fields
    return said


def _ids(value: Any) -> Iterator[str]:
    """Every id in nested answers."""
    if isinstance(value, dict):
        yield from (item for name, item in value.items() if name == "id")
        yield from (one for item in value.values() for one in _ids(item))
    elif isinstance(value, list):
        yield from (one for item in value for one in _ids(item))
