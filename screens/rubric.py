"""The rubric: how far a reviewer's questions are met, section by section, with a way to what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from screens.desk import Desk
from screens.drawing import (
    BLOCKS,
    GOOD,
    HERE,
    KEY,
    LABEL,
    MET,
    MUTED,
    NAME,
    NOT_ASKED,
    OPEN,
    TITLE,
    cut,
    fit,
    line,
    wrap,
)
from screens.page import WizardScreen, while_open
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import Line, LineList, marked
from screens.widgets.offers import name_of_answer
from wizard.design import Path
from wizard.rubric import Judgement, Scores, SectionScore, score
from wizard.workflow import STEP_BY_KEY

NAME_WIDTH = 24
MOST_MISSING = 4
"""So many missing answers are named under a question before the rest is counted."""


class Row(NamedTuple):
    """A section, or one of its questions that is not met."""

    score: SectionScore
    judgement: Judgement | None


class ScoreList(LineList):
    """Sections with their points, and under each what is not met; the current entry in full."""

    def __init__(self, scores: Scores) -> None:
        super().__init__()
        self.entries: list[Row] = []
        self.show(scores)

    def show(self, scores: Scores) -> None:
        """Show these points; the same section or question stays current if it is still there."""
        before = self.current and _what(self.current)
        self.entries = [
            Row(section, judgement)
            for section in scores.sections
            for judgement in (None, *(each for each in section.judgements if each.outcome == "not-met"))
        ]
        self.row = next((n for n, row in enumerate(self.entries) if _what(row) == before), 0)
        self.refresh()

    @property
    def current(self) -> Row | None:
        """The current entry."""
        return self.entries[self.row] if self.entries else None

    def count(self) -> int:
        """How many sections and questions are listed."""
        return len(self.entries)

    def lines(self, width: int) -> Iterator[Line]:
        """One line each, and more under the current one."""
        for place, row in enumerate(self.entries):
            if row.judgement is None:
                yield place, partial(_section_line, row.score, width, is_here=place == self.row)
                if place == self.row:
                    yield from ((place, line("      ", (words, MUTED))) for words in wrap(_told(row.score), width - 10))
            elif place == self.row:
                yield from self._whole(place, row.judgement, width)
            else:
                question = row.judgement.criterion.question
                yield place, line("    ", (BLOCKS, NAME), " ", (cut(question, width - 8), "$foreground"))

    def _whole(self, place: int, judgement: Judgement, width: int) -> Iterator[Line]:
        for n, words in enumerate(wrap(judgement.criterion.question, width - 8)):
            sign = (BLOCKS if not n else " ", NAME)
            yield place, marked(line((HERE, KEY), "   ", sign, " ", (words, LABEL)), width, is_here=True)
        for words in _lacks(judgement):
            yield from ((place, line("      ", (row, MUTED))) for row in wrap(words, width - 10))


def _what(row: Row) -> tuple[str, str]:
    """Which section or question it is, whatever its points are."""
    return row.score.section, row.judgement.criterion.question if row.judgement else ""


def _section_line(score: SectionScore, width: int, *, is_here: bool) -> Content:
    sign, style = (NOT_ASKED, MUTED) if score.points is None else (MET, GOOD) if score.points == 100 else (OPEN, NAME)
    points = "not asked " if score.points is None else f"{score.points:3} of 100"
    drawn = line(
        (HERE if is_here else " ", KEY), " ", (sign, style), " ",
        (fit(score.section, NAME_WIDTH), LABEL if is_here or score.points not in (None, 100) else "$foreground"),
        (points, TITLE if score.points not in (None, 100) else MUTED), (f"   weighs {score.weight}", MUTED),
    )  # fmt: skip
    return marked(drawn, width, is_here=is_here)


def _told(score: SectionScore) -> str:
    """How many of a section's questions are met, and how many the answers can not settle."""
    counts = {name: sum(each.outcome == name for each in score.judgements) for name in ("met", "not-met", "for-a-person", "not-applicable")}  # fmt: skip
    asked = counts["met"] + counts["not-met"]
    words = [f"{counts['met']} of {asked} questions met"] if asked else ["No question counts for this design"]
    words += [f"{counts['for-a-person']} for a person to judge"] if counts["for-a-person"] else []
    words += [f"{counts['not-applicable']} not asked"] if counts["not-applicable"] and asked else []
    return ", ".join(words) + "."


def _lacks(judgement: Judgement) -> Iterator[str]:
    """What a question is not met for: answers that are missing, and findings."""
    if judgement.missing:
        names = list(dict.fromkeys(_place(path) for path in judgement.missing))
        more = [f"{len(names) - MOST_MISSING} more"] if len(names) > MOST_MISSING else []
        yield f"Not answered: {', '.join([*names[:MOST_MISSING], *more])}."
    findings = [finding for finding in judgement.findings if finding.path not in judgement.missing]
    yield from dict.fromkeys(finding.message for finding in findings[:MOST_MISSING])
    if len(findings) > MOST_MISSING:
        yield f"and {len(findings) - MOST_MISSING} findings more"


def _place(path: Path) -> str:
    step = STEP_BY_KEY[path[0]]
    within = f" of {step.fields[path[1]].prompt}" if len(path) > 2 else ""
    return f"{step.number or ''} {name_of_answer(path)}{within}".lstrip()


class RubricScreen(WizardScreen[Path | None]):
    """Shows the points of each section. Closes with the path to go to."""

    HELP_TOPIC = "rubric"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "section(1)", "next section", show=False),
        Binding("shift+tab", "section(-1)", "section before", show=False),
        Binding("escape,r", "close", "back", show=False),
    ]
    KEYS = (
        KeyHint("enter", "go to what is missing"), KeyHint("up/down", "another"),
        KeyHint("tab", "next section", "screen.section(1)"), KeyHint("esc", "back", "screen.close"),
        KeyHint("F1", "help", "screen.help"), KeyHint("ctrl+q", "quit", "app.quit"),
    )  # fmt: skip

    list = query_one(ScoreList)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scores = score(desk.session.review)

    def content(self) -> ComposeResult:
        """What all sections come to over the sections."""
        top = TopBar(self._desk)
        top.place = "Rubric"
        yield top
        yield Static(self._total(), id="total", markup=False)
        yield ScoreList(self._scores)
        yield KeyBar(self.KEYS)

    def begin(self) -> None:
        """Begin with the first question that is not met."""
        self.set_focus(self.list)
        self.list.row = next((n for n, row in enumerate(self.list.entries) if row.judgement is not None), 0)
        self._desk.reloaded.subscribe(self, while_open(self, self._judge_anew))

    def _judge_anew(self) -> None:
        self._scores = score(self._desk.session.review)
        self.query_one("#total", Static).update(self._total())
        self.list.show(self._scores)

    def _total(self) -> Content:
        if self._scores.total is None:
            return line(("Out of scope: there is nothing to judge.", MUTED))
        words = "  What a reviewer would ask, by the weights of the sections. The verdict does not follow from it."
        return line((f"{self._scores.total} of 100", LABEL), (words, MUTED))

    def on_line_list_chosen(self) -> None:
        """Go to the first answer that is missing, or to the first that speaks against it."""
        row = self.list.current
        path = _first_missing(row) if row is not None else None
        if path is None:
            self.notify("Nothing is missing here.", markup=False, timeout=2)
        else:
            self.dismiss(path)

    def action_section(self, by: int) -> None:
        """Go to the next section, or to the one before."""
        heads = [n for n, row in enumerate(self.list.entries) if row.judgement is None]
        here = max(n for n, head in enumerate(heads) if head <= self.list.row)
        self.list.action_move(heads[(here + by) % len(heads)] - self.list.row)

    def action_close(self) -> None:
        """Go back to readiness."""
        self.dismiss(None)


def _first_missing(row: Row) -> Path | None:
    """Where to begin with a question, or with the first of a section that is not met."""
    judgements = row.score.judgements if row.judgement is None else (row.judgement,)
    for judgement in judgements:
        if judgement.missing:
            return judgement.missing[0]
        if judgement.findings:
            return judgement.findings[0].path
    return None
