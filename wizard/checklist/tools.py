"""Tools for language models: schemas, marks, descriptions, and what a server promises for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wizard.ask import LEVEL
from wizard.checklist.texts import answers, around, says
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import Design
from wizard.facts.schemas import is_closed, is_object_schema, unbounded_texts
from wizard.facts.tools import open_marks, sounds_writing
from wizard.facts.words import affirmed
from wizard.steps.api_records import McpTool

TOOLS = "api.mcp_tools"
ORDERS = r"\b(?:ignore|always (?:call|use)|must (?:call|use)|before any other|system prompt|prefer this|(?:better|faster|safer) than (?:other|any|all)|instead of other tools|best tool)"
"""Words by which a description speaks to the model about more than its own tool."""


def every_tool(design: Design, field: str, is_fine: Callable[[Any], object], lacks: Callable[[Any], str] | str) -> Told:
    """For items about every tool; a field that this depth does not ask is not held against it."""
    if not McpTool.fields[field].is_deep_enough(design.depth):
        depth = next(name for name, level in LEVEL.items() if level >= McpTool.fields[field].level)
        return silent((("api", "mcp_tools"), f"{McpTool.fields[field].prompt.lower()}: asked from depth {depth} on"))
    return every(design.api.mcp_tools, TOOLS, is_fine, lacks, field=field)


@settles("surface-mcp-revision")
def revision_is_named(design: Design) -> Told:
    """An answer on tools names MCP with the date of a revision."""
    fields = "scope.mcp_authorization|scope.mcp_untrusted_input|scope.apps_auth|operations.replay_protection|file_plan.framework"
    return says(design, fields, {"the MCP revision": r"(?:\bMCP\b|revision)[^.;]{0,30}20\d\d-\d\d-\d\d"})


@settles("surface-mcp-origin")
def origin_is_checked(design: Design) -> Told:
    """Over stdio alone there is no Origin; over HTTP an answer says that a foreign one is refused."""
    transport = design.scope.mcp_transport
    if transport is None:
        return silent((("scope", "mcp_transport"), "is not answered"))
    if transport == "stdio":
        return met((("scope", "mcp_transport"), "stdio, so no HTTP"))
    entries = [
        (("scope", "trust_entries", one.id), f"{one.entry_point}: {one.verified_by}")
        for one in design.scope.trust_entries
    ]
    for path, text in [*answers(design, "scope.mcp_authorization", "scope.mcp_untrusted_input"), *entries]:
        if (match := affirmed(r"\bOrigin\b[^.;]{0,40}\b403\b|\b403\b[^.;]{0,40}\bOrigin\b", text)) is not None:
            return met((path, around(match)))
    return silent((("scope", "mcp_authorization"), "does not say: a foreign Origin gets 403"))


@settles("surface-mcp-schemas")
def tools_have_schemas(design: Design) -> Told:
    """Both schemas of every tool are JSON Schemas of objects."""

    def lacks(tool: McpTool) -> str:
        side = "output" if is_object_schema(tool.input_schema) else "input"
        return f"{side} schema is not one of an object" if getattr(tool, f"{side}_schema") else f"no {side} schema"

    return every_tool(
        design,
        "output_schema",
        lambda tool: is_object_schema(tool.input_schema) and is_object_schema(tool.output_schema),
        lacks,
    )


@settles("surface-mcp-untrusted")
def results_start_nothing(design: Design) -> Told:
    """The untrusted-input answer names a confirmation, or that nothing changes."""
    stops = r"confirm|approv|\bagree|asks? (?:the|a) person|no tools? (?:that )?(?:write|change|delete)|read-only"
    return says(design, "scope.mcp_untrusted_input", {"what stops a tool that changes something": stops})


@settles("appcases-ways-to-fail")
def tools_list_errors(design: Design) -> Told:
    """Every tool lists error codes."""
    return every_tool(design, "errors", lambda tool: tool.errors, "lists no error codes")


@settles("appcases-no-administration")
def no_tool_administers(design: Design) -> Told:
    """No scope is named after administration or an administrative role."""
    roles = {
        role.name for role in design.access.roles if re.search(r"\badmin|operator", f"{role.name} {role.description}")
    }

    def is_fine(tool: McpTool) -> bool:
        return bool(tool.scope) and not re.search(r"\badmin", tool.scope, re.IGNORECASE) and tool.scope not in roles

    return every(
        design.api.mcp_tools,
        TOOLS,
        is_fine,
        lambda tool: f"has {tool.scope}",
        field="scope",
        is_open=lambda tool: not tool.scope,
        doubt="has no scope",
    )


@settles("appmeta-names-alike")
def names_are_alike(design: Design) -> Told:
    """Every name has two parts or more, all joined in one way, and none is used twice."""
    tools = design.api.mcp_tools
    if not tools:
        return silent((("api", "mcp_tools"), "none are listed"))
    named = [tool.name for tool in tools]
    styles = [_joined_by(name) for name in named]
    usual = max(dict.fromkeys(styles), key=styles.count)

    def lacks(tool: McpTool) -> str:
        if named.count(tool.name) > 1:
            return "used twice"
        return "one word" if not _joined_by(tool.name) else f"others are spelled like {named[styles.index(usual)]}"

    counts = {name: named.count(name) for name in set(named)}
    return every(
        tools, TOOLS, lambda tool: counts[tool.name] == 1 and _joined_by(tool.name) == usual != "", lacks, field="name"
    )


@settles("appmeta-use-this-when")
def descriptions_say_when(design: Design) -> Told:
    """Every description begins with when, and has a word for when not."""
    begins = re.compile(r"\s*(?:use|call|when|if|for)\b", re.IGNORECASE)
    excludes = re.compile(r"\b(?:not|never|no|nor|except|instead|rather|only|don't)\b", re.IGNORECASE)

    def lacks(tool: McpTool) -> str:
        return (
            "names no case that it is not for"
            if begins.match(tool.description)
            else "does not begin with when to use it"
        )

    return every(
        design.api.mcp_tools,
        TOOLS,
        lambda tool: begins.match(tool.description) and excludes.search(tool.description),
        lacks,
        field="description",
    )


@settles("appmeta-all-marks-set")
def marks_are_set(design: Design) -> Told:
    """No tool leaves a mark open that counts for it."""

    def lacks(tool: McpTool) -> str:
        return f"open: {', '.join(McpTool.fields[name].prompt.lower() for name in open_marks(tool))}"

    return every_tool(design, "open_world", lambda tool: not open_marks(tool), lacks)


@settles("appmeta-read-only-is-true")
def read_only_tools_do_not_write(design: Design) -> Told:
    """A tool marked read-only whose name has a verb that changes something contradicts; nothing proves the others."""
    liars = [tool for tool in design.api.mcp_tools if tool.read_only and sounds_writing(tool.name)]
    if liars:
        return unmet((("api", "mcp_tools", liars[0].id, "read_only"), f"{liars[0].name}: marked read-only"))
    return silent((("api", "mcp_tools"), "no name contradicts; which operations do they serve?"))


@settles("appmeta-inputs-closed")
def inputs_are_closed(design: Design) -> Told:
    """Every input schema is a closed object, and bounds its texts."""

    def lacks(tool: McpTool) -> str:
        if not is_closed(tool.input_schema):
            return "input schema takes other properties" if tool.input_schema else "no input schema"
        return f"{', '.join(unbounded_texts(tool.input_schema)[:3])} without bounds"

    return every_tool(
        design,
        "input_schema",
        lambda tool: is_closed(tool.input_schema) and not unbounded_texts(tool.input_schema),
        lacks,
    )


@settles("appmeta-no-orders-to-model")
def descriptions_give_no_orders(design: Design) -> Told:
    """A description with an order or a comparison contradicts; nothing proves the others."""
    for tool in design.api.mcp_tools:
        if (match := affirmed(ORDERS, tool.description)) is not None:
            return unmet((("api", "mcp_tools", tool.id, "description"), f"{tool.name}: {around(match)}"))
    return silent((("api", "mcp_tools"), "no word contradicts; read the descriptions"))


def _joined_by(name: str) -> str:
    """What joins the parts of a name; empty for one word."""
    mark = next((mark for mark in "._-" if mark in name.strip("._-")), "")
    return mark or ("capitals" if re.search(r"[a-z][A-Z]", name) else "")
