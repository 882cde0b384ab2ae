"""The screens as text, to be looked at: `pytest --update-screens` writes them anew, and the change is reviewed like any other."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ui.elsewhere import Changes, conflict
from ui.pasts import past_of_payments
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting

from screens.widgets.bars import TopBar
from wizard.drafts.recent import Recent, remember

GOLDEN = Path(__file__).parents[1] / "golden_screens"
SIZES = (NARROW, WIDE, WIDEST)
MINE: Changes = {
    ("scope", "goal"): "Merchants are paid every day. 加盟店に毎日支払う。",
    ("api", "page_size_max"): 1000,
    ("api", "page_size_default"): 25,
}
THEIRS: Changes = {
    ("scope", "goal"): "Merchants are paid every week. 加盟店に毎週支払う。",
    ("api", "page_size_max"): 500,
    ("start", "title"): "[/red] Payments",
}
"""What is changed here and elsewhere, for the screen that asks."""
CLOCK = re.compile(r"\d\d:\d\d:\d\d")


@dataclass(frozen=True)
class Picture:
    """A screen: what it must show, what is opened, and the keys that lead there; `>` goes to a place by its name, and CONFLICT has it changed elsewhere."""

    must_show: str
    way: tuple[str, ...] = ()
    opens: str = "payments"
    sizes: tuple[tuple[int, int], ...] = SIZES


PICTURES = {
    "home": Picture("A recent draft with its step and progress, the examples, and the keys that begin or open one.", (), ""),
    "start": Picture("The questions of the start form, all open; the first has the focus.", (), "new"),
    "step-1-scope": Picture("The goal in an editor, users and what is out of scope below it; the rail says that step 1 is complete.", (">1",)),
    "step-2-pattern": Picture("The drivers of the pattern, each with its options.", (">2",)),
    "step-3-domain": Picture("The bounded contexts as a table, with what does not fit into its columns below it.", (">3",)),
    "step-4-api": Picture("How the API is versioned; the chosen strategy is marked by more than colour.", (">4",)),
    "step-5-data": Picture("The stores as a table.", (">5",)),
    "step-6-access": Picture("The ways to authenticate, several of them chosen.", (">6",)),
    "step-7-operations": Picture("How repeats are recognised, and the policy of each dependency as a table.", (">7",)),
    "step-8-risks": Picture("The edge cases as a table.", (">8",)),
    "step-9-file-plan": Picture("Language, framework and layout of the repository.", (">9",)),
    "records": Picture("The REST operations as a table with its third row current; the footer begins with add, edit and remove.", (">4 operations", "down", "down")),
    "line-entry": Picture("A line for a new operation under the table, with the names of its cells and an example below it.", (">4 operations", "a")),
    "record": Picture("All fields of the first operation, and why the focused one is asked.", (">4 operations", "enter")),
    "wrong-answer": Picture("A page size that is no number, kept, with what is wrong about it; the top line says not ready.", (">paging", "tab", "m", "a", "n", "y")),
    "readiness": Picture("Not ready, with the blockers of an empty draft by step; the first is current and says what to do, its code and where it is.", ("f5",), "empty"),
    "rubric": Picture("The sections of an empty draft with their points; under them what is not met, the first in full with what is missing.", ("f5", "r"), "empty"),
    "trace": Picture("What hangs on each operation, one row each; the third is current, and stands below in full.", ("f5", "t", "down", "down", "right")),
    "loose-ends": Picture("What nothing leads to, by what it lacks; the second is current.", ("f5", "t", "tab", "down")),
    "ready": Picture("Ready: no blockers; warnings are listed, and the footer leads to the export.", ("f5",)),
    "export": Picture("The beginning of the document, the folder it goes to, and the files that are written.", ("f4",)),
    "help": Picture("What the step screen is for, and its keys with words, over the step.", ("f1",)),
    "go-to": Picture("All steps and groups with how far they are; a line to type in above them.", ("ctrl+g",)),
    "matrix": Picture("Operations and roles; the second role of the third operation is current.", (">permissions", "ctrl+t", "right", "down", "down")),
    "side-pane": Picture("The checklist of step 4 in the side pane; on a narrow screen it lies over the form.", (">4", "f3", "f3")),
    "reference": Picture("The page about REST with its first table, and who it is for; beside it all pages where there is room.", ("f2", "o", *"rest", "space", *"best", "enter")),
    "reference-items": Picture("The end of that page: its items as they stand in the design with what tells them, and its sources.", ("f2", "o", *"rest", "space", *"best", "enter", "end")),
    "reference-search": Picture("Which of how many matches is current, and the line it is on; the footer says how to go on.", ("f2", "o", *"rest", "space", *"best", "enter", "slash", *"etag", "enter", "n")),
    "search": Picture("What holds the words by kind with counts; the second hit is current, with its excerpt.", ("ctrl+f", *"lost", "space", *"update", "down")),
    "checklist": Picture("The checklist at the section of the group: counts above, items by page, the current one with what tells.", (">service level", "f6")),
    "conflict": Picture("Two differences to decide, one of them current with both values below it; what one side alone changed is chosen beforehand, marked by a filled circle.", ("CONFLICT",)),
    "history": Picture("The versions by day with their reasons; one is damaged, one was never saved; what putting the second back would change.", ("ctrl+p", "down"), "past"),
    "history-empty": Picture("When there will be versions, as there are none yet.", ("ctrl+p",), "payments", (NARROW,)),
    "history-damaged": Picture("A version that can not be put back, and why.", ("ctrl+p", "down", "down"), "past", (NARROW,)),
    "history-purge": Picture("A line for the secret that is to go, and what was found.", ("ctrl+p", "x"), "past", (NARROW,)),
    "too-small": Picture("Nothing but the size that is needed.", (), "payments", ((59, 17),)),
}  # fmt: skip
CASES = [(name, size) for name, picture in PICTURES.items() for size in picture.sizes]


def file_of(name: str, size: tuple[int, int]) -> Path:
    """Where a golden screen is."""
    return GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"


async def walk(s: Sitting, way: tuple[str, ...]) -> None:
    """Press the keys of a way."""
    for part in way:
        if part.startswith(">"):
            await s.go_to(part[1:])
        elif part == "CONFLICT":
            await conflict(s, MINE, THEIRS)
        else:
            await s.press(part)


async def drawn(s: Sitting) -> str:
    """The screen when everything is saved and read, without the time."""
    await s.pilot.pause()
    await s.app.workers.wait_for_complete()
    if s.app.desk is not None and s.app.desk.draft.theirs is None:
        await s.saved()
        s.app.desk.settle()
        await s.pilot.pause()
        await s.saved()
        for bar in s.app.screen.query(TopBar):
            bar.settle()
        await s.pilot.pause()
    return CLOCK.sub("hh:mm:ss", s.screen_text()) + "\n"


@pytest.fixture(autouse=True)
def _at_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times of day are those of one place."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("name", "size"), CASES, ids=[file_of(name, size).stem for name, size in CASES])
async def test_the_screen_is_as_it_was_when_somebody_looked_at_it(
    name: str, size: tuple[int, int], copy_of: Callable[[str], Path], request: pytest.FixtureRequest
) -> None:
    picture = PICTURES[name]
    draft = Path(f"{picture.opens}.design.toml") if picture.opens else None
    if picture.opens in ("payments", "past", ""):
        copy_of("payments")
    if picture.opens == "past":
        draft = Path("payments.design.toml")
        past_of_payments(draft)
    if draft is None:
        known = Recent(
            str(Path("payments.design.toml").resolve()),
            "Card Payments API",
            "data",
            "stores",
            "stores",
            142,
            142,
            "ready",
        )
        remember(known)
    async with sitting(draft, size=size, is_new=picture.opens == "new") as s:
        await walk(s, picture.way)
        text = f"{picture.must_show}\n\n{await drawn(s)}"
    golden = file_of(name, size)
    if request.config.getoption("update_screens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert golden.read_text("utf-8").splitlines() == text.splitlines()


def test_there_is_no_golden_screen_that_nothing_draws(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("update_screens"):
        pytest.skip("they are being written")
    assert {path.name for path in GOLDEN.iterdir()} == {file_of(name, size).name for name, size in CASES}
