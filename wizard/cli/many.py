"""The same work on many files: a few one after the other, many on all cores at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from wizard.cli.failure import BUG, bug, name_of
from wizard.cli.output import shown
from wizard.errors import WizardError

Result = TypeVar("Result")

FEW = 8
"""So many files are done here: starting another process takes as long as looking at four drafts."""
MOST_WORKERS = 60
"""Windows waits for no more than 63 processes at once."""
SAFE_PATH = "PYTHONSAFEPATH"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that nothing can be said of, and why; no file where a folder holds none."""

    file: str
    code: str
    message: str

    def to_data(self) -> dict[str, str]:
        """The same for machines."""
        return {"code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True)
class Attempt(Generic[Result]):
    """A piece of work on one file that fails for this file alone."""

    work: Callable[[Path], Result]

    def __call__(self, path: Path) -> Result | Unread:
        """What comes of the work, or why nothing does."""
        try:
            return self.work(path)
        except WizardError as error:
            return Unread(str(path), name_of(error), str(error))
        except Exception as error:  # noqa: BLE001  (a mistake in this program must not hide what it says of other files)
            return Unread(str(path), BUG, f"{shown(path)}: {bug(error)}")


def outcomes(work: Callable[[Path], Result], paths: Sequence[Path | WizardError]) -> list[Result | Unread]:
    """What comes of the work on each path, in order. Work for many paths must be known by name in its module."""
    files = [path for path in paths if isinstance(path, Path)]
    workers = min(cores(), len(files), MOST_WORKERS)
    attempt = Attempt(work)
    done = iter(map(attempt, files) if len(files) <= FEW or workers < 2 else _at_once(attempt, files, workers))
    return [next(done) if isinstance(path, Path) else Unread("", name_of(path), str(path)) for path in paths]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _at_once(attempt: Attempt[Result], files: Sequence[Path], workers: int) -> list[Result | Unread]:
    """The same in several processes; none of them is left when this ends, however it ends."""
    from concurrent.futures import ProcessPoolExecutor  # only many files need them
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    with _safe_path():
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=begin)
    done: list[Result | Unread] = []
    try:
        with _safe_path(), _uninterrupted():
            futures = [pool.submit(attempt, path) for path in files]
        for path, future in zip(files, futures, strict=True):
            try:
                done.append(future.result())
            except BrokenProcessPool:
                done.append(
                    Unread(str(path), "worker-ended", f"{shown(path)}: the process that was to look at it has ended.")
                )
    except BaseException:  # an interrupt: nobody waits for what is begun
        for child in active_children():
            child.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return done


@contextmanager
def _safe_path() -> Iterator[None]:
    """Start processes that import nothing from the current folder, which may be somebody else's."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE_PATH]
        if before is not None:
            os.environ[SAFE_PATH] = before


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that no interrupt reaches before they are ready; one that comes meanwhile is heard afterwards."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def begin() -> None:
    """Make a process one of ours: the first one alone hears an interrupt, and no other outlives it."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
