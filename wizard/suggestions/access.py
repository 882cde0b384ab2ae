"""Suggestions for step 6 on authorization: roles, what ties callers to records, and how tenants are kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import article, kebab, lowered, names_someone, some
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests
from wizard.suggestions.tables import tenant_column


@suggests("role-from-operation", "What an operation requires is a role that somebody holds.", "threat-checklist")
@asked("access", "roles")
def _of_operations(design: Design) -> Iterator[Offer]:
    known = {role.name for role in design.access.roles}
    users = {kebab(user.name): user for user in design.scope.users}
    for field in ("operations", "graphql_operations"):
        for operation in getattr(design.api, field):
            for name in operation.access:
                if name in known or name == "public" or name.startswith("scope:"):
                    continue
                known.add(name)
                user = users.get(kebab(name))
                role = {
                    "name": name,
                    "description": user.needs if user and user.needs else f"may call {operation.label}",
                }
                because = f"{operation.label} requires {name}, and there is no such role."
                yield Offer(("access", "roles"), role, because, (("api", field, operation.id, "access"),))


@suggests("role-from-user", "Each kind of user holds a role.", "threat-checklist")
@asked("access", "roles")
def _of_users(design: Design) -> Iterator[Offer]:
    """Services hold token scopes where operations require such."""
    roles = " ".join(f"{role.name} {role.description}" for role in design.access.roles)
    required = {name for one in design.api.operations for name in one.access}
    has_scopes = any(name.startswith("scope:") for one in design.api.graphql_operations for name in one.access)
    has_scopes = has_scopes or any(name.startswith("scope:") for name in required)
    for user in design.scope.users:
        name = kebab(user.name)
        if (
            not name
            or name in required
            or (user.kind == "service" and has_scopes)
            or (roles and names_someone(roles, user.name))
        ):
            continue
        role = {"name": name, **({"description": user.needs} if user.needs else {})}
        because = (
            f"{user.name} uses the system"
            + (f" and needs {user.needs}" if user.needs else "")
            + "; no role is about them."
        )
        yield Offer(("access", "roles"), role, because, (("scope", "users", user.id, "needs"),))


@suggests("authz-model", "What operations require shows what decides.", "threat-checklist")
@asked("access", "authz_model")
def _model(design: Design) -> Iterator[Offer]:
    counted = {"rbac": 0, "scopes": 0}
    first: Path | None = None
    for field in ("operations", "graphql_operations"):
        for operation in getattr(design.api, field):
            for name in operation.access:
                if name != "public":
                    first = first or ("api", field, operation.id, "access")
                    counted["scopes" if name.startswith("scope:") else "rbac"] += 1
    if first is None:
        return
    model = "scopes" if counted["scopes"] > counted["rbac"] else "rbac"
    because = f"Operations name a role {counted['rbac']} and a token scope {counted['scopes']} times."
    yield Offer(("access", "authz_model"), model, because, (first, ("access", "roles")))


@suggests("tenant-id-source", "A call's tenant comes from what the caller has proven.", "tenancy")
@asked("access", "tenant_id_source")
def _tenant_source(design: Design) -> Iterator[Offer]:
    sources = {
        "jwt": "claim of the verified token",
        "opaque": "answer of the issuer when the token is looked up",
        "session-id": "the session that the server keeps",
        "static-key": "the record of the verified key",
    }
    carried = design.access.token_type
    if carried is None:
        return
    source = (
        "org_id of the verified token" if carried == "jwt" and "auth0" in design.scope.surfaces else sources[carried]
    )
    said = f"{source}; a tenant in path or body is compared with it, else 404"
    because = f"Tenants share the system ({design.access.tenancy_model}), and a call proves itself by {carried}."
    yield Offer(("access", "tenant_id_source"), said, because, (("access", "token_type"), ("access", "tenancy_model")))


@suggests("isolation-mechanism", "A second barrier for the day on which a query forgets the tenant.", "tenancy")
@asked("access", "isolation_mechanism")
def _isolation(design: Design) -> Iterator[Offer]:
    model = design.access.tenancy_model
    store = next((one for one in design.data.stores if "postgres" in one.technology.lower()), None)
    path, basis = ("access", "isolation_mechanism"), (("access", "tenancy_model"),)
    if model == "pool" and store is not None:
        said = "row-level security, forced for the owner too, tenant set per transaction; tenant in cache keys and file names"
        because = (
            f"Tenants share tables (pool), and {store.name} is {store.technology}, which can refuse rows by tenant."
        )
        yield Offer(path, said, because, (*basis, ("data", "stores", store.id, "technology")))
    elif model == "silo":
        said = "own database and own credentials for each tenant; a connection reaches one of them"
        yield Offer(path, said, "Each tenant has a stack or database of its own (silo).", basis)


@suggests("rules-per-record", "Where tenants share tables, the tenant ties callers to records first.", "tenancy")
@asked("access", "object_rules")
def _object_rules(design: Design) -> Iterator[Offer]:
    column = tenant_column(design)
    if column:
        source = design.access.tenant_id_source.partition(";")[0]
        said = f" ({lowered(source)})" if source else ""
        text = (
            f"Callers see rows with their own {column}{said}, added to every query in one place. A record of another tenant "
            "answers 404. A test calls each operation with an id of another tenant."
        )
        because = f"Tenants share tables (pool), and a row is theirs by {column}."
        more = (("access", "tenant_id_source"),) if source else ()
        yield Offer(("access", "object_rules"), text, because, (("access", "tenancy_model"), *more))


@suggests(
    "second-factor-for-admins", "Whoever administers the system shows a second factor.", "auth0-oidc-best-practices"
)
@asked("access", "mfa")
def _mfa(design: Design) -> Iterator[Offer]:
    admins = [role for role in design.access.roles if _is_admin(role.name)]
    regulated = [scope for scope in design.start.compliance if scope in ("pci-dss", "all")]
    if not admins:
        return
    names = some([role.name for role in admins])
    said = f"{names}: always, passkey or one-time code"
    if regulated:
        said += "; everyone who reaches card data"
    because = f"{names} may change what others may not" + (
        f", and {regulated[0]} asks for it on every way to card data." if regulated else "."
    )
    basis = tuple(("access", "roles", role.id, "description") for role in admins)
    yield Offer(("access", "mfa"), said, because, (*basis, ("start", "compliance")))


@suggests("admin-access", "Administration has a path of its own, with more proof.", "threat-checklist")
@asked("access", "admin_access")
def _admin_access(design: Design) -> Iterator[Offer]:
    admins = [role for role in design.access.roles if _is_admin(role.name)]
    if admins:
        names = some([role.name for role in admins])
        text = f"Only {names}, on a host name of its own, with a second factor; granted by a colleague for 8 hours, and each use is audited."
        because = f"{names} {'is' if len(admins) == 1 else 'are'} {article('role') if len(admins) == 1 else 'roles'} that administer."
        yield Offer(
            ("access", "admin_access"),
            text,
            because,
            tuple(("access", "roles", role.id, "description") for role in admins),
        )


def _is_admin(name: str) -> bool:
    return any(part in name.lower() for part in ("admin", "operator", "operations"))
