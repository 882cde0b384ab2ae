"""How many examples a property is tried with: few in every run, many with `LONG=1`."""

import os


def examples(few: int, many: int = 10_000) -> int:
    """The number of examples for this run."""
    return many if os.environ.get("LONG") == "1" else few
