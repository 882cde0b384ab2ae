"""Suggestions for step 4 on tools for language models, and on commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.design import Design, Path
from wizard.facts.naming import kebab, lowered, plural, snake, spaced
from wizard.steps.scope import Workflow
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests
from wizard.suggestions.verbs import Doing, doing, entity_index

WINDOW = "24 h, per user and tool"


@suggests("tool-for-workflow", "What a person gets done can be asked of a language model.", "mcp-idempotency-replay")
@asked("api", "mcp_tools")
def _tools(design: Design) -> Iterator[Offer]:
    """Whoever named one tool otherwise has chosen already which of the workflows a model may do."""
    services = {user.name for user in design.scope.users if user.kind == "service"}
    proposed = {_name(one): one for one in design.scope.workflows if one.name and one.actor not in services}
    present = {tool.name for tool in design.api.mcp_tools}
    if not present <= proposed.keys():
        return
    entities = entity_index(design.domain.entities)
    for name, workflow in proposed.items():
        done = doing(workflow.name, workflow.outcome, entities)
        if name not in present and done is not None:
            at = ("scope", "workflows", workflow.id)
            because = f"{workflow.actor or 'Somebody'} wants this: {lowered(workflow.name)}; {_says(done)}."
            yield Offer(("api", "mcp_tools"), _tool(name, workflow, done), because, ((*at, "actor"), (*at, "outcome")))


def _name(workflow: Workflow) -> str:
    return snake(workflow.name).replace("_a_", "_").replace("_an_", "_").replace("_the_", "_")[:64]


def _says(done: Doing) -> str:
    return f"it reads {spaced(plural(done.entity))}" if _reads(done) else f"it changes {spaced(plural(done.entity))}"


def _reads(done: Doing) -> bool:
    return done.deed in ("list", "read")


def _tool(name: str, workflow: Workflow, done: Doing) -> dict[str, Any]:
    scope = f"{kebab(plural(done.entity))}:{'read' if _reads(done) else 'write'}"
    tool: dict[str, Any] = {
        "name": name,
        "description": f"Use this when {lowered(workflow.actor) or 'someone'} wants to {lowered(workflow.name)}. Not for anything else.",
        "read_only": _reads(done),
        "open_world": False,
        "scope": scope,
    }
    if not _reads(done):
        tool |= {"destructive": done.deed == "delete", "idempotent": True, "dedupe_window": WINDOW}
    return tool


@suggests("tool-dedupe-window", "A tool that writes remembers which calls it has seen.", "mcp-idempotency-replay")
@asked("api", "mcp_tools", "dedupe_window")
def _windows(design: Design) -> Iterator[Offer]:
    window = design.operations.idempotency_window.partition(",")[0]
    for tool in design.api.mcp_tools:
        if tool.name and tool.read_only is False and not tool.dedupe_window:
            at = ("api", "mcp_tools", tool.id)
            value = f"{window}, per user and tool" if window else WINDOW
            said = f"the idempotency window of step 7 is {window}" if window else "24 h is a number to start from"
            because = f"{tool.name} writes, and the protocol has no key for a call that is repeated; {said}."
            yield Offer(
                (*at, "dedupe_window"), value, because, ((*at, "read_only"), ("operations", "idempotency_window"))
            )


@suggests("tool-rate-class", "A tool counts against the limit for tools.", "rate-limit-templates")
@asked("api", "mcp_tools", "rate_class")
def _rate_classes(design: Design) -> Iterator[Offer]:
    classes = [one.name for one in design.api.rate_classes if one.surface == "mcp" and one.name]
    if len(classes) != 1:
        return
    for tool in design.api.mcp_tools:
        if tool.name and not tool.rate_class:
            at: Path = ("api", "mcp_tools", tool.id, "rate_class")
            yield Offer(
                at, classes[0], f"{classes[0]} is the one limit that counts tool calls.", (("api", "rate_classes"),)
            )


@suggests("command-output-modes", "Commands have the output that the command line promises.", "integration-surfaces")
@asked("api", "cli_commands", "output_modes")
def _output_modes(design: Design) -> Iterator[Offer]:
    promised = design.scope.cli_output.lower()
    modes = ["text", *(mode for mode in ("json", "plain") if mode in promised)]
    if len(modes) == 1:
        return
    for command in design.api.cli_commands:
        if command.name and not command.output_modes:
            because = f"Step 1 promises for every command: {design.scope.cli_output}"
            at: Path = ("api", "cli_commands", command.id, "output_modes")
            yield Offer(at, modes, because, (("scope", "cli_output"),))
