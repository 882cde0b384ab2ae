"""Rules on step 9: what has no file, what belongs to no module, and what the plan leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.plan import MIGRATIONS
from wizard.facts.words import affirmed, plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.file_plan import PlannedFile

OUTSIDE_MODULES = (
    r"(?i)\.(ya?ml|json|toml|md|sql|graphqls?|proto|tf|ini|cfg|lock|txt|sh)$|/$|"
    r"(^|/)(tests?|spec|specs|docs?|migrations?|db|ops|deploy|infra|infrastructure|runbooks?|ci|scripts?|golden|contracts?|\.[a-z]+)(/|$)|"
    r"(^|/)(Makefile|Dockerfile|README|LICENSE|justfile)[^/]*$"
)
"""Files that no module has to own: descriptions, tests, migrations, what belongs to running it."""
TESTS = r"(^|[^a-z])(tests?|specs?|suite|e2e)([^a-z]|$)"
API_DESCRIPTION = (
    r"openapi|swagger|\bgraphql\b|\.graphqls?\b|\bschema\b|\bapi (description|contract|definition)|\bcontract\b"
)
DOMAIN = r"(?i)^(domain|core|model|entities|domain model|domain layer)$"
ADAPTERS = r"(?i)^(adapters?|infrastructure|infra|persistence|controllers?|routes?|routers?|handlers?|http|rest|web|api|ui|delivery|gateways?)$"
OUTER_LAYER = r"(?i)^(adapters?|infrastructure|delivery|frameworks?|presentation)( layer)?$"


@rule(
    "module-without-file",
    "warning",
    "A module has no planned file. Either it is not built in the first month, or where it goes was never decided.",
    "Plan a file for it, or drop the module.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _module_without_file(design: Design) -> Iterable[Said]:
    files = design.file_plan.files
    named = {file.module for file in files}
    for module in design.pattern.modules if files else ():
        if module.name and module.name not in named:
            yield Said(
                ("pattern", "modules", module.id, "name"), f"{short(module.name)}: no file is planned for this module"
            )


@rule(
    "file-without-module",
    "warning",
    "A file with code belongs to no module, so no rule says what it may import and who may import it.",
    "Name its module of step 2.",
    "architecture-patterns#how-is-the-border-of-a-hybrid-written-down",
)
def _file_without_module(design: Design) -> Iterable[Said]:
    for file in design.file_plan.files if design.pattern.modules else ():
        if file.path and not file.module and not re.search(OUTSIDE_MODULES, file.path):
            yield _at(file, "module", "belongs to no module")


@rule(
    "file-in-wrong-layer",
    "warning",
    "A file is of one layer and lies in the folder of another. Imports are allowed by folder, so the wrong ones are.",
    "Move the file, or mend its layer.",
    "architecture-patterns#how-is-the-border-of-a-hybrid-written-down",
)
def _file_in_wrong_layer(design: Design) -> Iterable[Said]:
    if design.pattern.pattern is None:
        return
    for file in design.file_plan.files:
        folders = file.path.split("/")[:-1]
        layer = file.layer.strip()
        folder = folders[-1] if folders else ""
        is_inner_outside = re.match(DOMAIN, layer) and re.match(ADAPTERS, folder)
        if is_inner_outside or (re.match(OUTER_LAYER, layer) and re.match(DOMAIN, folder)):
            yield _at(file, "layer", f"of layer {layer}, in the folder {folder}")


@rule(
    "file-purpose-repeated",
    "advice",
    "Two files have the same purpose. The next change lands in one of them.",
    "Say what each is for, or plan one.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _file_purpose_repeated(design: Design) -> Iterable[Said]:
    seen: dict[str, str] = {}
    for file in design.file_plan.files:
        said = plain(file.purpose).strip()
        if said and file.path and seen.setdefault(said, file.path) != file.path:
            yield _at(file, "purpose", f"has the same purpose as {short(seen[said])}")


@rule(
    "no-test-file",
    "warning",
    "Files are planned and none of them is a test. Invariants and edge cases are then true until the first change.",
    "Plan the test of the invariant that matters most.",
    "contract-testing#where-does-it-live",
)
def _no_test_file(design: Design) -> Iterable[Said]:
    if design.file_plan.files and not _plans(design, TESTS):
        yield Said(("file_plan", "files"), "Files: none is a test")


@rule(
    "no-migration-file",
    "advice",
    "There are tables, and no planned file makes them. The first schema is then whatever is in somebody's database.",
    "Plan the folder of migrations.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _no_migration_file(design: Design) -> Iterable[Said]:
    if design.file_plan.files and design.data.tables and not _plans(design, MIGRATIONS):
        yield Said(("file_plan", "files"), "Files: there are tables, and none makes or changes them")


@rule(
    "no-api-description-file",
    "advice",
    "Clients build from a description of the API, and no file for it is planned.",
    "Plan openapi.yaml or schema.graphql, and what checks it against the service.",
    "tech-standards#how-is-its-shape-said",
)
def _no_api_description_file(design: Design) -> Iterable[Said]:
    has_calls = design.api.operations or design.api.graphql_operations
    if design.file_plan.files and has_calls and not _plans(design, API_DESCRIPTION):
        yield Said(("file_plan", "files"), "Files: none describes the API to its clients")


@rule(
    "language-missing",
    "advice",
    "Files are planned and no language is named. Endings, layout and test tool follow from it.",
    "Name the language with its version.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _language_missing(design: Design) -> Iterable[Said]:
    if design.file_plan.files and not design.file_plan.language:
        yield Said(("file_plan", "language"), "Language: files are planned, and it is not said in which")


def _plans(design: Design, pattern: str) -> bool:
    """Whether a planned file shows by its path, purpose or layer what it is."""
    return any(affirmed(pattern, f"{file.path} {file.purpose} {file.layer}") for file in design.file_plan.files)


def _at(file: PlannedFile, field: str, words: str) -> Said:
    return Said(("file_plan", "files", file.id, field), f"{short(file.path)}: {words}")
