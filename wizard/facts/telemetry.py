"""What metrics, log fields and conditions of alerts tell of, by their names and words."""

from __future__ import annotations

import re

SIGNALS = {
    "latency": r"latency|duration|response.?time|how (long|slow)|wait",
    "traffic": r"traffic|throughput|request|calls|operations|rate\b|how many",
    "errors": r"error|fail|refus|reject|5xx|dead|given.?up",
    "saturation": r"saturation|in.?flight|active|in.?use|used|pool|queue|backlog|utili[sz]|how (full|near)|lag\b|cpu|memory|disk",
}
"""The golden signals, and the words with which metrics tell of them."""
ALL_THREE = re.compile(r"(http|rpc)\.server\.(request\.|call\.)?duration")
"""A metric of OpenTelemetry whose attributes and count tell of traffic and errors too."""
LATENCY = re.compile(r"duration|latency|response[._]time", re.IGNORECASE)
RESOURCES = r"\b(disk|space|memory|storage|connections?|pools?|quota|certificate|slots?|capacity|queue|file handles)\b"
"""What runs out, so that waking somebody before it has is right."""
_BURN = re.compile(r"burn[- ]?rate[^0-9]{0,20}(\d+(?:\.\d+)?)", re.IGNORECASE)


def burn_rate(condition: str) -> tuple[float, str] | None:
    """The rate that a condition watches for and the words about it from there on, if it watches a burn rate."""
    found = _BURN.search(condition)
    return (float(found[1]), re.split(r",? or ", condition[found.end() :])[0]) if found else None
