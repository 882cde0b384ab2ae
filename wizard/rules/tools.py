"""Rules on tools for language models."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.ask import LEVEL
from wizard.design import Design
from wizard.facts.tools import open_marks, sounds_writing
from wizard.rules.api_records import at, named, short
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import McpTool

REQUEST_ID = r"request_?id|idempotency_?key|client_?mutation_?id|nonce"
ANY_TIME = r"\d|\b(?:an?|one|two|three|seven|twelve) (?:\w+ )?(?:minute|hour|day|week|month|year)|ever\b|always|permanent|as long as|until|life"
LOSING = r"(?:^|[._-])(?:delete|remove|erase|purge|revoke|drop|destroy|wipe|cancel)(?:$|[._-])"
WRITE_SCOPE = r"[:./](?:write|delete|create|update|manage|admin)$"
CASE = r"\b(?:when\w*|if|use[ds]?|for|after|before|once|asks?|asked|wants?|needs?|to)\b"


@rule(
    "tool-repeats-unrecognised",
    "blocker",
    "Agents repeat calls whose answer they lost, and the protocol has no key against that. A tool that changes something and remembers "
    "no calls does it again.",
    "Say how long a repeated request id gets the stored result.",
    "mcp-idempotency-replay#how-long-you-remember",
)
def _tool_repeats_unrecognised(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        is_writing = tool.read_only is False or (
            tool.read_only is None and (tool.destructive or sounds_writing(tool.name))
        )
        if is_writing and not tool.dedupe_window:
            words = f"{named(tool)}: changes something, and no dedupe window recognises a repeat"
            yield Said(at(tool, "dedupe_window"), words)


@rule(
    "tool-window-without-time",
    "warning",
    "How long a repeat of the tool is recognised is no length of time.",
    "Name the window as a number with its unit.",
    "mcp-idempotency-replay#how-long-you-remember",
)
def _tool_window_without_time(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        if tool.dedupe_window and not re.search(ANY_TIME, tool.dedupe_window, re.IGNORECASE):
            words = f"{named(tool)}: no length of time in the dedupe window '{short(tool.dedupe_window)}'"
            yield Said(at(tool, "dedupe_window"), words)


@rule(
    "tool-without-request-id",
    "blocker",
    "The tool remembers calls by their request id, and its input schema lists its properties without one. No repeat can be recognised.",
    "Add a required request_id to the input schema.",
    "mcp-idempotency-replay#what-makes-two-calls-the-same",
)
def _tool_without_request_id(design: Design) -> Iterable[Said]:
    if not design.api.mcp_tools:
        return
    from wizard.facts.schemas import properties  # reads JSON, which only designs with tools need

    for tool in design.api.mcp_tools:
        if tool.read_only or not tool.dedupe_window:
            continue
        names = [name for name, _ in properties(tool.input_schema)]
        if names and not any(re.fullmatch(REQUEST_ID, name, re.IGNORECASE) for name in names):
            yield Said(at(tool, "input_schema"), f"{named(tool)}: no request id among {short(', '.join(names))}")


@rule(
    "tool-read-only-writes",
    "warning",
    "The tool is marked read-only, and its name or scope says that it changes something. Hosts run read-only tools without asking.",
    "Mend the mark, or name the tool for what it reads.",
    "apps-sdk-metadata#what-the-marks-mean",
)
def _tool_read_only_writes(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        if tool.read_only and sounds_writing(tool.name):
            yield Said(at(tool, "read_only"), f"{named(tool)}: marked read-only, and its name says a change")
        elif tool.read_only and re.search(WRITE_SCOPE, tool.scope, re.IGNORECASE):
            yield Said(at(tool, "read_only"), f"{named(tool)}: marked read-only, with the scope {short(tool.scope)}")


@rule(
    "tool-loss-unmarked",
    "warning",
    "By its name something is lost, and the mark says that nothing is. Hosts then do not ask the person.",
    "Mark it as destructive, or say in the description how it is brought back.",
    "apps-sdk-metadata#what-the-marks-mean",
)
def _tool_loss_unmarked(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        if tool.destructive is False and re.search(LOSING, tool.name, re.IGNORECASE):
            yield Said(at(tool, "destructive"), f"{named(tool)}: marked as not destructive, and its name says a loss")


@rule(
    "tool-scope-shared",
    "warning",
    "A token that was given for reading also allows the tool by which something is lost, as both ask for the same scope.",
    "Give the destructive tool a scope of its own.",
    "integration-surfaces#what-does-an-mcp-server-add",
)
def _tool_scope_shared(design: Design) -> Iterable[Said]:
    reading = {tool.scope: tool for tool in design.api.mcp_tools if tool.read_only and tool.scope}
    for tool in design.api.mcp_tools:
        if tool.destructive and tool.scope in reading:
            words = f"{named(tool)}: destructive, and has the scope {short(tool.scope)} of {short(named(reading[tool.scope]))}"
            yield Said(at(tool, "scope"), words)


@rule(
    "tool-description-without-case",
    "warning",
    "The description says what the tool is and not when to use it. A model has nothing else to choose by.",
    "Begin with the case in which it is used, and name one in which it is not.",
    "apps-sdk-metadata#what-a-good-descriptor-holds",
)
def _tool_description_without_case(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        if tool.description and not re.search(CASE, tool.description, re.IGNORECASE):
            yield Said(
                at(tool, "description"), f"{named(tool)}: '{short(tool.description)}' does not say when to use it"
            )


@rule(
    "tool-schema-not-of-object",
    "warning",
    "What a tool takes and gives is described by JSON Schema of an object. This text is none, so no host can check a call.",
    "Write JSON with type object.",
    "integration-surfaces#what-does-an-mcp-server-add",
)
def _tool_schema_not_of_object(design: Design) -> Iterable[Said]:
    if not design.api.mcp_tools:
        return
    from wizard.facts.schemas import is_object_schema  # as above

    for tool in design.api.mcp_tools:
        for field in ("input_schema", "output_schema"):
            text = getattr(tool, field)
            if text and not is_object_schema(text):
                words = f"{named(tool)}: the {field.replace('_', ' ')} is no JSON Schema of an object"
                yield Said(at(tool, field), words)


@rule(
    "tool-marks-open",
    "advice",
    "Marks that are left open count as the worst: that the tool writes, destroys, and reaches outside. Hosts then ask at every call.",
    "Answer each mark as it is.",
    "apps-sdk-metadata#what-the-marks-mean",
)
def _tool_marks_open(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        marks = [mark for mark in open_marks(tool) if LEVEL[design.depth] >= McpTool.fields[mark].level]
        if marks:
            said = ", ".join(McpTool.fields[mark].prompt.lower() for mark in marks)
            yield Said(at(tool, marks[0]), f"{named(tool)}: left open: {said}")
