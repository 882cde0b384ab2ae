"""Measures what a person feels, each figure beside a floor of the same run: `python benchmarks/run.py [--quick]`.

Prints the table of the README. Floor and program take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from large import large_answers
from many import DRAFTS, seconds
from terminal import Terminal

HERE = Path(__file__).parent
ROOT = HERE.parent
EXAMPLE = ROOT / "templates" / "examples" / "payments.design.toml"
IS_QUICK = "--quick" in sys.argv
RUNS = 3 if IS_QUICK else 11
KEYS = 40 if IS_QUICK else 200
LETTERS = "bcfhjkmq"
"""None of them is in Saved or saving, which come and go while somebody types."""
IDLE_S = 5 if IS_QUICK else 30
NEXT, BACK, GO_TO = "\x1b[20~", "\x1b[19~", "\x07"
REFERENCE, NEXT_PAGE, ESCAPE = "\x1bOQ", "\x0e", "\x1b"
PAGES = 8 if IS_QUICK else 18
GROUPS = ("Workflows", "Guiding questions", "Assumptions", "External systems", "Surfaces")
"""Groups that follow on the first one of the example."""


@contextmanager
def floor_app(folder: Path) -> Iterator[Terminal]:
    """The floor on a terminal."""
    yield from _running(Terminal([sys.executable, str(HERE / "floor.py")], folder))


@contextmanager
def wizard_app(folder: Path) -> Iterator[Terminal]:
    """The wizard on a fresh copy of the example, without a memory of earlier runs."""
    shutil.rmtree(folder / "state", ignore_errors=True)
    shutil.copy(EXAMPLE, folder / "payments.design.toml")
    command = [sys.executable, "-m", "wizard", "open", "payments.design.toml"]
    yield from _running(Terminal(command, folder, XDG_STATE_HOME=str(folder / "state"), PYTHONPATH=str(ROOT)))


def _running(terminal: Terminal) -> Iterator[Terminal]:
    try:
        yield terminal
    finally:
        terminal.close()


def starts(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds from start until the first step, and until the floor, can be read."""
    floor, wizard = [], []
    for _ in range(RUNS):
        with floor_app(folder) as terminal:
            floor.append(terminal.until(lambda text: "the floor is up" in text) - terminal.started)
        with wizard_app(folder) as terminal:
            wizard.append(terminal.until(lambda text: "1 of 9" in text) - terminal.started)
    return floor, wizard


def echoes(terminal: Terminal) -> list[float]:
    """Seconds from a key until its character is on the screen."""
    pauses = random.Random(0)  # so that keys do not fall into step with a redraw
    found = []
    for number in range(KEYS):
        letter = LETTERS[number % len(LETTERS)]
        before = terminal.text.count(letter)
        sent = terminal.send(letter)
        found.append(terminal.until(_has_more_of(letter, before), 2) - sent)
        terminal.rest(pauses.uniform(0.03, 0.06))
        if letter == LETTERS[-1]:
            terminal.send("\x7f" * len(LETTERS))
            terminal.rest(0.3)
    return found


def _has_more_of(letter: str, before: int) -> Callable[[str], bool]:
    """Whether a letter is on the screen more often than before."""
    return lambda text: text.count(letter) > before


def walks(terminal: Terminal) -> tuple[list[float], list[float]]:
    """Seconds until the next group is shown, at the first visit; and until the one before is shown again."""
    onwards, back = [], []
    for name in GROUPS:
        sent = terminal.send(NEXT)
        onwards.append(terminal.until(_is_headed(name)) - sent)
        terminal.rest(0.3)
    for name in GROUPS[-2::-1]:
        sent = terminal.send(BACK)
        back.append(terminal.until(_is_headed(name)) - sent)
        terminal.rest(0.3)
    return onwards, back


def readings(terminal: Terminal) -> list[float]:
    """Seconds until a reference page can be read: first that of the focused question, then one page after the other."""
    sent = terminal.send(REFERENCE)
    found = [terminal.until(lambda text: "as of " in text) - sent]
    terminal.rest(1)  # the list of pages and the state of their items follow the first page
    for _ in range(PAGES):
        before = terminal.text.splitlines()[2]
        sent = terminal.send(NEXT_PAGE)
        found.append(terminal.until(_has_another_line_than(before)) - sent)
        terminal.rest(0.3)
    terminal.send(ESCAPE)
    terminal.rest(0.5)
    return found


def _has_another_line_than(before: str) -> Callable[[str], bool]:
    """Whether the third line, which names the page, says something else."""
    return lambda text: text.splitlines()[2] != before


def _is_headed(name: str) -> Callable[[str], bool]:
    """Whether the form's title, on the third line right of the rail, is this."""
    return lambda text: text.splitlines()[2][24:].strip().startswith(name)


def whole(*command: str) -> float:
    """Seconds that a whole process takes."""
    began = perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return perf_counter() - began


def checks() -> None:
    """Print the lines of the table about many drafts."""
    with tempfile.TemporaryDirectory() as name:
        floor, alone, together = map(median, seconds(EXAMPLE, Path(name), ROOT, 1 if IS_QUICK else 3))
    cores = len(os.sched_getaffinity(0))
    row(f"`check` of {DRAFTS} drafts on one core; floor: their TOML is parsed", alone, floor, "s", "10 s")
    row(f"the same on {cores} cores; floor: on one", together, alone, "s", f"{1.3 / cores:.2f} × floor")


def reviews() -> tuple[list[float], list[float]]:
    """Seconds of the review of the large design after one answer; the floor walks once over all its answers."""
    from wizard.session import Session

    session = Session(large_answers())
    session.review.progress  # noqa: B018  (computed when it is asked for)
    floor, found = [], []
    for number in range(RUNS):
        began = perf_counter()
        _walk(session.answers)
        floor.append(perf_counter() - began)
        session.answer(("domain", "entities", "e500", "description"), f"Kept {number}.")
        began = perf_counter()
        session.review.progress  # noqa: B018
        found.append(perf_counter() - began)
    return floor, found


def knowledge() -> tuple[list[float], list[float]]:
    """Seconds of checklist and suggestions of the large design after one answer; the floor walks once over all its answers."""
    from wizard.session import Session

    session = Session(large_answers())
    session.review.checklist, session.review.suggestions  # noqa: B018  (computed when they are asked for)
    floor, found = [], []
    for number in range(RUNS):
        began = perf_counter()
        _walk(session.answers)
        floor.append(perf_counter() - began)
        session.answer(("domain", "entities", "e500", "description"), f"Kept {number}.")
        review = session.review
        began = perf_counter()
        review.checklist, review.suggestions  # noqa: B018
        found.append(perf_counter() - began)
    return floor, found


def searches() -> tuple[list[float], list[float]]:
    """Seconds of a search in the large design, after the first; the floor walks once over all its answers."""
    from wizard.review import review
    from wizard.search import search

    shown = review(large_answers())
    search(shown, "th")
    floor, found = [], []
    for words in ("thi", "thing", "error_3", "entity 99", "en", "column_1 table_7", "idempotency key", "zzzz"):
        began = perf_counter()
        _walk(shown.answers)
        floor.append(perf_counter() - began)
        began = perf_counter()
        search(shown, words, 51)
        found.append(perf_counter() - began)
    return floor, found


def _walk(value: object) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _walk(item)
    elif isinstance(value, list):
        for item in value:
            _walk(item)


def row(what: str, value: float, floor: float, unit: str, goal: str) -> None:
    """One line of the table."""
    ratio = f"{value / floor:.2f}" if floor else "–"
    print(f"| {what} | {value:.1f} {unit} | {floor:.1f} {unit} | {ratio} | {goal} |")


def main() -> None:
    """Measure everything and print the table."""
    ms = 1000
    print("| what | measured | floor | ratio | goal |\n| --- | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor, found = starts(folder)
        row("first step visible after `open`, median", median(found) * ms, median(floor) * ms, "ms", "1.5 × floor")
        with floor_app(folder) as terminal:
            terminal.until(lambda text: "the floor is up" in text)
            terminal.rest(0.5)
            floor, floor_memory = echoes(terminal), terminal.memory_mib()
            idle = terminal.processor_seconds()
            terminal.rest(IDLE_S)
            floor_idle = terminal.processor_seconds() - idle
        with wizard_app(folder) as terminal:
            terminal.until(lambda text: "1 of 9" in text)
            terminal.rest(0.5)
            memory = terminal.memory_mib()
            onwards, back = walks(terminal)
            opened = readings(terminal)
            terminal.send(f"{GO_TO}authentication\r\t")
            terminal.rest(0.5)
            found = echoes(terminal)
            terminal.rest(1)
            idle = terminal.processor_seconds()
            terminal.rest(IDLE_S)
            idle = terminal.processor_seconds() - idle
    row("key to echo in a field, p95", _p95(found) * ms, _p95(floor) * ms, "ms", "1.5 × floor")
    row("next group, first visit, median", median(onwards) * ms, median(floor) * ms, "ms", "100 ms")
    row("back to a group, median", median(back) * ms, median(floor) * ms, "ms", "60 ms")
    row("first reference page after F2", opened[0] * ms, median(floor) * ms, "ms", "150 ms")
    row("another reference page, slowest", max(opened[1:]) * ms, median(floor) * ms, "ms", "150 ms")
    row("memory with the example open", memory, floor_memory, "MiB", "1.6 × floor")
    row(f"processor time in {IDLE_S} s left alone", idle, floor_idle, "s", "0.3 s in 30 s")
    pairs = [
        (whole(sys.executable, "-c", "import pydantic"), whole(sys.executable, "-m", "wizard", "check", str(EXAMPLE)))
        for _ in range(RUNS)
    ]
    row(
        "`check` of the example; floor: `import pydantic`",
        median(b for _, b in pairs) * ms,
        median(a for a, _ in pairs) * ms,
        "ms",
        "2.5 × floor",
    )
    checks()
    floor, found = reviews()
    row(
        "review of the large design after one answer; floor: a walk over its answers",
        median(found) * ms,
        median(floor) * ms,
        "ms",
        "50 ms",
    )
    floor, found = knowledge()
    row(
        "checklist and suggestions of the large design after one answer; floor: the same walk",
        median(found) * ms,
        median(floor) * ms,
        "ms",
        "50 ms",
    )
    floor, found = searches()
    row("a letter more in a search of the large design, slowest", max(found) * ms, median(floor) * ms, "ms", "50 ms")


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
