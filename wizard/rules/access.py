"""Rules on who gets in: methods, roles, administrators, and operations that are open to more than they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.design import Design, Path
from wizard.facts.stated import is_nothing, mentions, stated
from wizard.facts.words import plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.api_records import GraphqlOperation, RestOperation

METHODS: Path = ("access", "auth_methods")
ADMIN: Path = ("access", "admin_access")
PATHS_OF_STAFF = frozenset(("admin", "admins", "internal", "backoffice", "back-office", "actuator", "debug"))
FOR_MACHINES = frozenset(("api-key", "client-credentials", "mtls", "signed-webhook"))
NO_PROOF = (
    *("no authentication", "without authentication", "without sign in", "without login", "unauthenticated"),
    *("anonymous", "anonymously", "open to everyone", "open to all", "open to anyone", "shared password"),
    "default password",
)
NETWORK = ("vpn", "ip allowlist", "ip allow list", "ip whitelist", "internal network", "private network", "intranet")
PROOF = (
    *("factor", "mfa", "2fa", "totp", "passkey", "passkeys", "sso", "single sign on", "oidc", "saml", "sign in"),
    *("login", "password", "passwords", "key", "keys", "token", "tokens", "certificate", "certificates", "account"),
    *("accounts", "role", "roles", "hardware", "granted", "directory", "approval", "authenticated", "identity"),
    *("authentication", "credentials", "signed", "webauthn", "mtls", "named", "bastion", "ssh"),
)
DESTROYS = ("delete", "remove", "erase", "purge", "destroy")
SOMEBODY = (
    *(
        "page",
        "pages",
        "paged",
        "alert",
        "alerts",
        "alerted",
        "tell",
        "tells",
        "told",
        "notify",
        "notifies",
        "notified",
    ),
    *("inform", "informs", "informed", "lead", "leads", "head", "owner", "owners", "team", "officer", "colleague"),
    *("colleagues", "people", "person", "persons", "somebody", "someone", "engineer", "engineers", "operator"),
    *("operators", "staff", "manager", "director", "on call", "oncall", "review", "reviewed", "reviews", "security"),
    *("cto", "ciso", "who", "mail", "message", "held by", "keeps", "kept by", "desk", "duty"),
)


def guarded(design: Design) -> Iterator[tuple[Path, RestOperation | GraphqlOperation]]:
    """The operations that say who may call them, with their path."""
    for one in design.api.operations:
        if one.access:
            yield ("api", "operations", one.id, "access"), one
    for field in design.api.graphql_operations:
        if field.access:
            yield ("api", "graphql_operations", field.id, "access"), field


@rule(
    "auth-none-while-guarded",
    "blocker",
    "No caller proves who it is, and operations are reserved for some of them. Whoever builds it can not check that.",
    "Choose how callers prove who they are, or make the operations public with a reason.",
    "auth0-oidc-best-practices#which-document-binds",
)
def _none_while_guarded(design: Design) -> Iterable[Said]:
    if design.access.auth_methods != ("none",):
        return
    for _, one in guarded(design):
        if "public" not in one.access:
            yield Said(
                METHODS, f"Methods: none, and {short(one.label)} is for {short(', '.join(one.access))[:50]} only"
            )
            return


@rule(
    "auth-none-beside-others",
    "warning",
    "'none' says that every operation is public, and beside it stands a way to prove who calls. One of the two is not meant.",
    "Take out 'none'; operations that are public say so themselves in step 4.",
    "auth0-oidc-best-practices#which-document-binds",
)
def _none_beside_others(design: Design) -> Iterable[Said]:
    others = [one for one in design.access.auth_methods if one != "none"]
    if others and len(others) < len(design.access.auth_methods):
        yield Said(METHODS, f"Methods: none stands beside {', '.join(others)}")


@rule(
    "auth-for-nothing",
    "advice",
    "Callers prove who they are, and there is no operation that wants to know. Either access is missing in step 4 or the method is not needed.",
    "Name in step 4 the roles of operations that are not for everybody.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _for_nothing(design: Design) -> Iterable[Said]:
    methods = [one for one in design.access.auth_methods if one != "none"]
    if not methods or design.api.mcp_tools:
        return
    found = [one.access for _, one in guarded(design)]
    total = len(design.api.operations) + len(design.api.graphql_operations)
    if found and len(found) == total and all("public" in access for access in found):
        yield Said(METHODS, f"Methods: every operation is public, and none asks for {' or '.join(methods)}")


@rule(
    "people-without-sign-in",
    "warning",
    "A key or certificate names a client, never a person, so nobody can tell afterwards who did it.",
    "Add a method with which people sign in, or say that no person calls it directly.",
    "auth0-oidc-best-practices#where-does-each-client-keep-its-tokens",
)
def _people_without_sign_in(design: Design) -> Iterable[Said]:
    methods = design.access.auth_methods
    if "api-key" not in methods or not FOR_MACHINES.issuperset(methods):
        return
    actors = {workflow.actor for workflow in design.scope.workflows}
    person = next((one for one in design.scope.users if one.kind == "person" and one.name in actors), None)
    if person is not None:
        verb = "is" if len(methods) == 1 else "are"
        yield Said(
            METHODS, f"Methods: {short(person.name)} is a person, and {' and '.join(methods)} {verb} for machines"
        )


@rule(
    "authz-model-not-used",
    "warning",
    "The model says where most calls are decided, and the operations ask for something else.",
    "Choose the model that the operations follow, or change what they ask for.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _model_not_used(design: Design) -> Iterable[Said]:
    model = design.access.authz_model
    if model not in ("rbac", "scopes"):
        return
    asked = [name for _, one in guarded(design) for name in one.access if name != "public"]
    scoped = sum(name.startswith("scope:") for name in asked)
    where = ("access", "authz_model")
    if asked and model == "rbac" and scoped == len(asked):
        yield Said(where, "Authorization model: roles decide, and each operation asks for scopes alone")
    if asked and model == "scopes" and not scoped and not design.api.mcp_tools:
        yield Said(where, "Authorization model: scopes decide, and no operation asks for one")


@rule(
    "role-unused",
    "warning",
    "A role that no operation and no rule names gives nothing to whoever holds it, or was forgotten in step 4.",
    "Name it at the operations it may call, or remove it.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _role_unused(design: Design) -> Iterable[Said]:
    asked = {name for _, one in guarded(design) for name in one.access}
    if not asked:
        return
    access = design.access
    text = plain(f"{access.admin_access}\n{access.break_glass}\n{access.object_rules}\n{access.service_to_service}")
    for role in access.roles:
        if role.name and role.name not in asked and plain(role.name) not in text:
            yield Said(
                ("access", "roles", role.id, "name"), f"{short(role.name)}: no operation and no rule names this role"
            )


@rule(
    "destruction-open-to-all-roles",
    "advice",
    "What every role may destroy is as safe as the least careful of all who hold one.",
    "Keep it for the roles whose work it is, or say in the rules per record what limits it.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _destruction_open(design: Design) -> Iterable[Said]:
    roles = {role.name for role in design.access.roles if role.name}
    if len(roles) < 2:
        return
    for path, one in guarded(design):
        if roles.issubset(one.access) and _destroys(one):
            yield Said(path, f"{short(one.label)}: every one of the {len(roles)} roles may call it, and it destroys")


def _destroys(one: RestOperation | GraphqlOperation) -> bool:
    if isinstance(one, RestOperation):
        return one.method == "DELETE" or one.kind == "delete"
    return one.kind == "mutation" and one.name.lower().startswith(DESTROYS)


@rule(
    "admin-operation-public",
    "blocker",
    "A path for administrators that anybody may call is the first one an attacker tries.",
    "Name the roles that may call it; keep it away from the public host name as well.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _admin_operation_public(design: Design) -> Iterable[Said]:
    for path, one in guarded(design):
        if "public" in one.access and _is_for_staff(one):
            yield Said(path, f"{short(one.label)}: it is for administrators or insiders, and public")


def _is_for_staff(one: RestOperation | GraphqlOperation) -> bool:
    if isinstance(one, RestOperation):
        return not PATHS_OF_STAFF.isdisjoint(one.path.lower().split("/"))
    return one.name.startswith("admin") and (len(one.name) == len("admin") or one.name[len("admin")].isupper())


@rule(
    "admin-without-proof",
    "blocker",
    "Administrators get in without showing who they are, so everybody who finds the way is one.",
    "Say with which proof an administrator signs in, with a second factor.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _admin_without_proof(design: Design) -> Iterable[Said]:
    text = design.access.admin_access
    found = "open" if plain(text).strip() in ("open", "public", "everyone", "anyone") else _denied_proof(text)
    if found:
        yield Said(ADMIN, f"Administrative access: {found}")


def _denied_proof(text: str) -> str:
    """The words that say that nothing is asked of an administrator; refusals of such access do not count."""
    return next((phrase for phrase in NO_PROOF if stated(text, phrase)), "")


@rule(
    "admin-by-network-alone",
    "warning",
    "Being inside a network says where somebody is, not who; one laptop in it is enough.",
    "Add who administers, with which second factor, and who grants it.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _admin_by_network(design: Design) -> Iterable[Said]:
    text = design.access.admin_access
    network = stated(text, *NETWORK)
    if network and not mentions(text, *PROOF) and not _denied_proof(text):
        yield Said(ADMIN, f"Administrative access: {network} is all that is asked of an administrator")


@rule(
    "admin-without-second-factor",
    "warning",
    "A stolen password of an administrator opens everything at once.",
    "Ask administrators at least for a second factor.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _admin_without_second_factor(design: Design) -> Iterable[Said]:
    is_without = is_nothing(design.access.mfa) or stated(design.access.mfa, "optional for all", "optional for everyone")
    proofs = ("factor", "mfa", "2fa", "totp", "passkey", "passkeys", "hardware", "webauthn", "smart card", "yubikey")
    if is_without and not mentions(f"{design.access.mfa}\n{design.access.admin_access}", *proofs):
        yield Said(
            ("access", "mfa"), "Second factor: nobody needs one, and neither does administrative access name one"
        )


@rule(
    "emergency-access-unowned",
    "advice",
    "A way around the normal rules that nobody holds and nobody hears of is a back door.",
    "Say who holds it, and who is told when it is used.",
    "audit-log-integrity#what-does-one-record-say",
)
def _emergency_unowned(design: Design) -> Iterable[Said]:
    text = design.access.break_glass
    if text and not is_nothing(text) and not mentions(text, *SOMEBODY):
        yield Said(("access", "break_glass"), "Emergency access: it names nobody who holds it or hears of its use")
