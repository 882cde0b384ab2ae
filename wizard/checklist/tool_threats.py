"""Checklist items about threats to tools that a language model calls."""

from __future__ import annotations

import re

from wizard.checklist.reading import tells
from wizard.checklist.told import Told, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.steps.api_records import McpTool


@settles("threat-llm01-order-in-text")
def orders_in_text(design: Design) -> Told:
    """An edge case with text that gives orders."""
    orders = r"instruct|ignore (the|all|previous)|injection|inject|orders?\b|prompt"
    return some(
        design.risks.edge_cases,
        "risks.edge_cases",
        lambda one: (
            tells(one.case, orders)
            and re.search(
                r"text|says|tool|result|document|page|mail|invoice|value|field|prompt|instruct", one.case, re.IGNORECASE
            )
        ),
        "none is about text that gives orders",
        nothing="none are listed",
    )


@settles("threat-mcp02-scopes-apart")
def scopes_apart(design: Design) -> Told:
    """No scope is that of a reading and of a writing tool."""
    tools, where = design.api.mcp_tools, ("api", "mcp_tools")
    if not tools:
        return silent((where, "none are listed"))
    reading = {one.scope for one in tools if one.read_only and one.scope}
    shared = [one for one in tools if not one.read_only and one.scope in reading]
    if not shared:
        return met((where, f"{len(tools)} tools"))
    told = [((*where, one.id, "scope"), f"{one.label}: {one.scope}") for one in shared[:3]]
    return unmet(*told) if any(one.read_only is False for one in shared) else silent(*told)


@settles("threat-mcp08-calls-recorded")
def tool_calls_recorded(design: Design) -> Told:
    """An audit event about tool calls, where a tool writes."""
    writing: list[McpTool] = [one for one in design.api.mcp_tools if not one.read_only]
    where, listed = ("access", "audit_events"), design.access.audit_events
    if not writing or not listed:
        return silent((where if writing else ("api", "mcp_tools"), "none are listed" if writing else "none writes"))
    line = next((one for one in listed if tells(one, r"tools?\b", "call|use|run|written|writ")), "")
    return met((where, quoted(line))) if line else unmet((where, f"no line about tool calls, with {writing[0].label}"))
