"""How rules name the records of step 4, and where their fields are."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.ask import Record
from wizard.design import Path
from wizard.steps.api_records import CliCommand, ErrorCode, GraphqlOperation, McpTool, RateClass, RestOperation

LONGEST_NAME, LONGEST_PART, LONGEST_QUOTE = 56, 28, 90
"""Names, parts and quotes are cut after so many characters, so that a message stays within 160."""
LISTS: dict[type[Record], str] = {
    RestOperation: "operations",
    GraphqlOperation: "graphql_operations",
    ErrorCode: "error_codes",
    RateClass: "rate_classes",
    McpTool: "mcp_tools",
    CliCommand: "cli_commands",
}


def at(record: Record, field: str) -> Path:
    """The path of a field of a record of step 4."""
    return ("api", LISTS[type(record)], record.id, field)


def named(record: Record) -> str:
    """What a message calls a record."""
    return _cut(record.label, LONGEST_NAME) if record.label else f"A {record.noun} without a name"


def short(words: str) -> str:
    """Words of the design beside the record that a message is about."""
    return _cut(words, LONGEST_PART)


def quote(words: str) -> str:
    """An answer in words, where a message is about nothing else."""
    return _cut(words, LONGEST_QUOTE)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def named_first(records: Sequence[Record]) -> str:
    """The first of several records, and how many more there are."""
    more = len(records) - 1
    return named(records[0]) + (f" and {more} more" if more else "")
