"""What a tool says of itself: marks that it leaves open, and a name that changes something."""

from __future__ import annotations

import re

from wizard.steps.api_records import McpTool

_WRITING = re.compile(
    r"(?:^|[._-])(?:create|add|update|change|set|delete|remove|cancel|send|start|save|book|buy|order|pay|refund|publish|revoke|close)"
    r"(?:$|[._-])",
    re.IGNORECASE,
)


def sounds_writing(name: str) -> bool:
    """Whether there is a verb in a tool's name that changes something."""
    return _WRITING.search(name) is not None


def open_marks(tool: McpTool) -> list[str]:
    """The marks that are not answered, of those that count for this tool."""
    marks = ["read_only", "open_world", *([] if tool.read_only else ["destructive", "idempotent"])]
    return [mark for mark in marks if getattr(tool, mark) is None]
