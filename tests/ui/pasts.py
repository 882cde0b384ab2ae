"""Drafts with a past: a history as a few days of work leave it, made in a moment."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.clocked_disk import ClockedDisk

from wizard.answers import with_value
from wizard.design import Answers
from wizard.drafts.file import from_toml, to_toml
from wizard.drafts.history import History

LINEAGE = "00112233445566aa"
GOAL = ("scope", "goal")
MINUTE = timedelta(minutes=1)


def history_of(*, at: datetime | None = None) -> History:
    """The history of the draft as it writes at this time; now if none is given."""
    return History(LINEAGE) if at is None else History(LINEAGE, disk=ClockedDisk(at))


def worked_on(draft: Path) -> Answers:
    """Let a draft be one that was worked on before; its answers."""
    answers = from_toml(draft.read_bytes())
    draft.write_bytes(to_toml(answers, LINEAGE))
    return answers


def keep(answers: Answers, at: datetime, why: str = "regular") -> None:
    """Keep a version of it."""
    history_of(at=at).keep(to_toml(answers, LINEAGE), why)


def keep_goals(draft: Path, goals: Iterable[str], *, ended: datetime | None = None) -> Answers:
    """Keep a version for each of these goals, the oldest first, ten minutes apart; the draft's answers."""
    answers, goals = worked_on(draft), list(goals)
    end = ended or datetime.now(UTC)
    for place, goal in enumerate(goals):
        keep(with_value(answers, GOAL, goal), end - 10 * MINUTE * (len(goals) - place))
    return answers


def past_of_payments(draft: Path) -> None:
    """A past that always looks the same: three days long ago, with every kind of version in it."""
    answers = worked_on(draft)
    noon = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    early = with_value(answers, GOAL, "Cards are charged. [/red] \x1b[31m 長い値")
    smaller = with_value(early, ("api", "operations"), answers["api"]["operations"][:4])
    entities = answers["domain"]["entities"]
    moved = with_value(answers, ("domain", "entities"), [*entities[1:4], entities[0], *entities[4:-1]])
    moved = with_value(with_value(moved, GOAL, answers["scope"]["goal"][:60]), ("api", "filters"), None)
    day = timedelta(days=1)
    keep(smaller, noon - 2 * day, "opened")
    keep(early, noon - 2 * day + 10 * MINUTE)
    keep(with_value(early, ("api", "page_size_max"), 77), noon - day)
    keep(moved, noon - day + 90 * MINUTE, "restored")
    keep(early, noon - 20 * MINUTE)
    damaged = history_of().snapshots()[0].file
    keep(moved, noon)
    damaged.write_bytes(damaged.read_bytes()[:100])
    unsaved = with_value(answers, GOAL, "Typed on a full disk.")
    history_of(at=noon + 3 * MINUTE).keep_unsaved(to_toml(unsaved, LINEAGE))
