"""Answers that nobody has confirmed: what is assumed where it costs most, and what is stale. Only drafts with notes are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from wizard.design import Design, Path, Reading
from wizard.facts.critical import critical_path
from wizard.provenance import Origin
from wizard.rules.general import ASSUMED, STALE
from wizard.rules.rule import Code, Severity
from wizard.tally import asked_of

MOST_ASSUMED = 3
"""So many assumed answers the critical path can bear."""
NEVER_ASSUMED: frozenset[Path] = frozenset(
    (("scope", "integrity_constraints"), ("operations", "rollback"), ("data", "rollback"))
)
"""Answers that a design can not be built on while they are guesses, wherever the critical path runs."""
NEVER_ASSUMED_OF: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("api", "operations"): ("access", "idempotency"),
    ("api", "graphql_operations"): ("access",),
    ("operations", "slos"): (),
}
"""The same within records of the critical path; where no field is named, all of them."""


class Doubt(NamedTuple):
    """What is to be said of answers that nobody confirmed: kind, severity, the first of them, and of how many it is said."""

    kind: Code
    severity: Severity
    path: Path
    among: int


def doubts(reading: Reading, origins: Mapping[Path, Origin]) -> Iterator[Doubt]:
    """Assumed answers on the critical path one by one, then stale ones, those of one list together.

    More than three assumed answers on the critical path block the design, and so does one of those that it stands on:
    access and idempotency of an operation, an objective, the integrity constraints, the way back.
    """
    shown = asked_of(reading, origins)
    yield from _assumed(reading.design, [path for path, origin in shown.items() if origin.source == "assumed"])
    stale = [path for path, origin in shown.items() if origin.is_stale]
    for _, paths in groupby(sorted(stale, key=lambda path: path[:2]), key=lambda path: path[:2]):
        first, *rest = paths
        yield Doubt(STALE, STALE.severity, first, 1 + len(rest))


def _assumed(design: Design, assumed: list[Path]) -> Iterator[Doubt]:
    critical = critical_path(design)
    found = [path for path in assumed if path[:3] in critical or path == ("scope", "critical_path")]
    blocks = len(found) > MOST_ASSUMED
    for path in assumed:
        if path in NEVER_ASSUMED:
            yield Doubt(ASSUMED, "blocker", path, 1)
        elif path in found:
            severity = "blocker" if blocks or _is_never_assumed(path) else ASSUMED.severity
            yield Doubt(ASSUMED, severity, path, len(found))


def _is_never_assumed(path: Path) -> bool:
    """Whether the design stands on this answer of the critical path; a record stands for all its answers."""
    names = NEVER_ASSUMED_OF.get((path[0], path[1]))
    return names is not None and (len(path) == 3 or not names or path[3] in names)
