"""A folder of drafts, and how long a `check` of all of them takes on one core and on every one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from time import perf_counter

DRAFTS = 200
PARSE = (
    "import pathlib, sys, tomli\nfor path in pathlib.Path(sys.argv[1]).iterdir(): tomli.loads(path.read_text('utf-8'))"
)
"""What is not to be undercut: only the TOML of all drafts, in one process."""


def seconds(example: Path, folder: Path, root: Path, runs: int) -> tuple[list[float], list[float], list[float]]:
    """Seconds of the floor, of a check on one core, and of one on all; they take turns."""
    drafts = folder / "drafts"
    drafts.mkdir()
    for number in range(DRAFTS):
        shutil.copy(example, drafts / f"d{number}.design.toml")
    one, every = {min(os.sched_getaffinity(0))}, os.sched_getaffinity(0)
    check = ("-m", "wizard", "check", str(drafts))
    kinds = (("-c", PARSE, str(drafts)), one), (check, one), (check, every)
    taken = [[_whole(words, cores, root) for words, cores in kinds] for _ in range(runs)]
    floor, alone, together = zip(*taken, strict=True)
    return list(floor), list(alone), list(together)


def _whole(words: tuple[str, ...], cores: set[int], root: Path) -> float:
    """Seconds that a whole process takes that may use these cores."""
    began = perf_counter()
    pinned = partial(os.sched_setaffinity, 0, cores)
    subprocess.run([sys.executable, *words], check=True, cwd=root, capture_output=True, preexec_fn=pinned)
    return perf_counter() - began
