"""Suggestions for step 9: files from modules and pattern, and steps from what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import counted, snake, some, spaced
from wizard.steps.operations_records import Alert
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

ENDINGS = {
    "python": "py", "typescript": "ts", "javascript": "js", "kotlin": "kt", "java": "java", "golang": "go", "go": "go", "rust": "rs",
    "c#": "cs", "ruby": "rb", "php": "php", "elixir": "ex", "scala": "scala", "swift": "swift",
}  # fmt: skip
"""By language: how names of files end."""
LAYERS = {
    "clean": (("entities", "the rules that hold whatever calls them"), ("use_cases", "what callers get done"), ("gateways", "what stores and providers have to offer")),
    "hexagonal": (("domain", "the rules, without anything outside"), ("ports", "what it needs from outside, in its own words"), ("application", "what callers get done")),
    "ddd": (("model", "aggregates and their rules"), ("repository", "how aggregates are kept and found"), ("service", "what callers get done")),
    "hybrid": (("domain", "the rules"), ("application", "what callers get done")),
}  # fmt: skip
"""By pattern: the layers of a module with rules, and what each is there for."""
EDGES = {
    "adapters": ("adapter", "one file for each system that it speaks to"),
    "entry": ("entry", "one file for each way in"),
}
"""Modules that are a layer themselves."""


def _ending(design: Design) -> str:
    """The ending of source files; empty while the language is not said."""
    words = design.file_plan.language.lower().replace(",", " ").split()
    return next((f".{ENDINGS[word]}" for word in words if word in ENDINGS), "")


@suggests("file-for-module", "Each module has a file for each layer of the pattern.", "architecture-patterns")
@asked("file_plan", "files")
def _files(design: Design) -> Iterator[Offer]:
    """Whoever planned one file of a module otherwise has planned that module."""
    pattern, ending = design.pattern.pattern, _ending(design)
    if pattern is None:
        return
    planned: dict[str, set[str]] = {}
    for file in design.file_plan.files:
        planned.setdefault(file.module, set()).add(file.path)
    for module in design.pattern.modules:
        if not module.name:
            continue
        offered = dict(_paths(module.name, pattern, ending))
        present = planned.get(module.name, set())
        if not present <= offered.keys():
            continue
        for path, (layer, purpose) in offered.items():
            if path not in present:
                file_ = {
                    "path": path,
                    "purpose": f"{spaced(module.name)}: {purpose}",
                    "layer": layer,
                    "module": module.name,
                }
                because = (
                    f"{module.name} is a module"
                    + (f" ({module.responsibility})" if module.responsibility else "")
                    + f", and the pattern is {pattern}."
                )
                basis = (
                    ("pattern", "modules", module.id, "responsibility"),
                    ("pattern", "pattern"),
                    ("file_plan", "language"),
                )
                yield Offer(("file_plan", "files"), file_, because, basis)


def _paths(module: str, pattern: str, ending: str) -> Iterator[tuple[str, tuple[str, str]]]:
    folder = f"src/{snake(module)}"
    if module in EDGES:
        yield f"{folder}/", EDGES[module]
        return
    for layer, purpose in LAYERS[pattern]:
        yield f"{folder}/{layer}{ending or '/'}", (layer, purpose)


@suggests("file-for-contract", "The files that this design is exported to have a place.", "contract-testing")
@asked("file_plan", "files")
def _contracts(design: Design) -> Iterator[Offer]:
    paths = " ".join(file.path for file in design.file_plan.files)
    if design.api.operations and "openapi" not in paths:
        first = ("api", "operations", design.api.operations[0].id, "method")
        yield _contract("openapi.yaml", counted(len(design.api.operations), "REST operation"), first)
    if design.api.graphql_operations and ".graphql" not in paths:
        first = ("api", "graphql_operations", design.api.graphql_operations[0].id, "kind")
        yield _contract("schema.graphql", counted(len(design.api.graphql_operations), "GraphQL operation"), first)
    if design.api.mcp_tools and "mcp-tools" not in paths and "tools" not in paths:
        first = ("api", "mcp_tools", design.api.mcp_tools[0].id, "read_only")
        yield _contract("mcp-tools.json", counted(len(design.api.mcp_tools), "tool"), first)


def _contract(path: str, what: str, basis: Path) -> Offer:
    file = {"path": path, "purpose": "the contract that clients and tests are built from", "layer": "contract"}
    return Offer(("file_plan", "files"), file, f"The design has {what}, and {path} describes them.", (basis,))


@suggests("file-for-tables", "The tables of step 5 are made by a first migration.", "data-migrations")
@asked("file_plan", "files")
def _migration(design: Design) -> Iterator[Offer]:
    tables = [table for table in design.data.tables if table.name]
    if tables and not any("migration" in file.path or file.path.endswith(".sql") for file in design.file_plan.files):
        names = some([table.name for table in tables])
        file = {"path": "migrations/0001_tables.sql", "purpose": f"creates {names}", "layer": "storage"}
        yield Offer(
            ("file_plan", "files"),
            file,
            f"Step 5 has {counted(len(tables), 'table')}.",
            (("data", "tables", tables[0].id, "store"),),
        )


@suggests("place-for-runbooks", "Whoever is woken finds the first steps written down.", "resilience-and-observability")
@asked("file_plan", "files")
def _runbooks(design: Design) -> Iterator[Offer]:
    alerts: dict[str, list[Alert]] = {}
    for alert in design.operations.alerts:
        folder = alert.runbook.rpartition("/")[0]
        if folder and " " not in folder and ":" not in folder and alert.name:
            alerts.setdefault(folder, []).append(alert)
    for folder, named in alerts.items():
        if not any(file.path.startswith(folder) for file in design.file_plan.files):
            names = some([alert.name for alert in named])
            file = {"path": f"{folder}/", "purpose": f"first steps for each alert: {names}", "layer": "operations"}
            because = f"The runbooks of {names} are to be in {folder}, and nobody has planned to write them."
            basis = tuple(("operations", "alerts", alert.id, "runbook") for alert in named[:5])
            yield Offer(("file_plan", "files"), file, because, basis)


@suggests("repository-layout", "Modules, not layers, are the top folders.", "architecture-patterns")
@asked("file_plan", "layout")
def _layout(design: Design) -> Iterator[Offer]:
    modules = [module for module in design.pattern.modules if module.name]
    if len(modules) > 1:
        names = some([module.name for module in modules])
        said = "one repository, a folder for each module, layers inside; a check of imports in the build"
        because = f"Step 2 has {len(modules)} modules ({names}), and a change mostly stays in one."
        yield Offer(("file_plan", "layout"), said, because, (("pattern", "modules"),))


@suggests("next-step-for-question", "An open question is somebody's next step.", "design-guidelines-canonical")
@asked("file_plan", "next_steps")
def _questions(design: Design) -> Iterator[Offer]:
    planned = " ".join(step.action for step in design.file_plan.next_steps)
    for question in design.file_plan.open_questions:
        if question.question and not question.answer and question.question not in planned:
            step = {"action": f"find out: {question.question}"}
            step |= {"owner": question.owner} if question.owner else {}
            step |= {"due": question.due} if question.due else {}
            at = ("file_plan", "open_questions", question.id)
            because = (
                f"This is open{f', and {question.owner} is to find out' if question.owner else ''}: {question.question}"
            )
            yield Offer(("file_plan", "next_steps"), step, because, ((*at, "answer"), (*at, "owner"), (*at, "due")))


@suggests("next-step-for-control", "A control that is not met yet is somebody's next step.", "compliance")
@asked("file_plan", "next_steps")
def _controls(design: Design) -> Iterator[Offer]:
    """What nobody has decided is one step for each scope; what is decided is a step of its own."""
    planned = " ".join(step.action for step in design.file_plan.next_steps)
    undecided: dict[str, list[Path]] = {}
    for control in design.access.controls:
        at = ("access", "controls", control.id)
        if control.status == "open" and control.scope:
            undecided.setdefault(control.scope, []).append((*at, "status"))
        elif control.status == "planned" and control.control and control.control not in planned:
            step = {"action": f"design in ({control.scope}): {control.control}"}
            step |= {"owner": control.owner} if control.owner else {}
            because = f"A control of {control.scope} is planned: {control.control}"
            yield Offer(("file_plan", "next_steps"), step, because, ((*at, "status"), (*at, "owner")))
    for scope, basis in undecided.items():
        action = f"decide the open controls of {scope}"
        if action not in planned:
            because = f"Nobody has decided {counted(len(basis), 'control')} of {scope}."
            yield Offer(("file_plan", "next_steps"), {"action": action}, because, tuple(basis[:8]))
