"""The readiness screen: the verdict, and every blocker with the way to its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from screens.desk import Desk
from screens.drawing import (
    BAD,
    BEGUN,
    BLOCKS,
    GOOD,
    HERE,
    KEY,
    LABEL,
    MET,
    MUTED,
    NAME,
    OPEN,
    TITLE,
    cut,
    fit,
    line,
    page,
    wrap,
)
from screens.page import WizardScreen
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import Line, LineList, marked
from wizard.design import Path
from wizard.review import Review
from wizard.rules.rule import Finding
from wizard.workflow import STEP_BY_KEY, STEPS


class FindingList(LineList):
    """Findings by step, one line each; the current one in full."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._findings = list(review.findings)

    @property
    def path(self) -> Path:
        """The path of the current finding."""
        return self._findings[self.row].path

    def count(self) -> int:
        """How many findings there are."""
        return len(self._findings)

    def nothing(self, width: int) -> list[Content]:  # noqa: ARG002
        """That nothing is wrong, and what can be done then."""
        return _nothing_blocks(self._review)

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each step, its findings, and under the current one what to do about it."""
        for place, finding in enumerate(self._findings):
            if not place or finding.step != self._findings[place - 1].step:
                step = STEP_BY_KEY[finding.step]
                if place:
                    yield None, Content("")
                title, count = f"{step.number or ' '} {step.title}", f"  {self._count(finding.step)}"
                yield None, line("  ", (title, TITLE), (count, MUTED))
            yield place, self._line(place, finding, width)
            if place == self.row:
                for row in wrap(finding.fix, width - 8):
                    if row:
                        yield place, line("      ", (row, MUTED))

    def _count(self, step: str) -> str:
        return str(sum(finding.step == step for finding in self._findings))

    def _line(self, place: int, finding: Finding, width: int) -> Content:
        is_here = place == self.row
        sign = BLOCKS if finding.severity == "blocker" else OPEN
        group = STEP_BY_KEY[finding.step].group_of(finding.path[1]).heading
        room = width - 6 - (26 if width > 90 else 0)
        parts: list[tuple[str, str]] = [
            (HERE if is_here else " ", KEY), (f" {sign} ", BAD),
            (fit(finding.message, room), LABEL if is_here else "$foreground"),
        ]  # fmt: skip
        if width > 90:
            parts.append((cut(f"  {group}", 26), NAME if is_here else MUTED))
        return marked(line(*parts), width, is_here=is_here)


class Verdict(Widget):
    """The verdict in one sentence, and how far each step is."""

    DEFAULT_CSS = "Verdict { height: auto; padding: 1 2; }"

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review

    def render(self) -> Content:
        """Two lines and a row of steps."""
        review, width = self._review, self.size.width
        steps: list[tuple[str, str]] = []
        for step in STEPS[1:]:
            progress = review.progress[step.key, ""]
            sign, style = (MET, GOOD) if progress.is_complete else (BEGUN, NAME) if progress.is_begun else (OPEN, MUTED)
            words = f" {step.number} {step.title}   " if width > 110 else f" {step.number}  "
            steps += [(sign, style), (words, "$foreground" if progress.is_begun else MUTED)]
        total = review.total
        return page(
            [
                line(*_verdict(review)),
                line((f"{total.answered} of {total.asked} questions answered", MUTED)),
                Content(""),
                line(*steps),
            ]
        )


def _verdict(review: Review) -> list[tuple[str, str]]:
    match review.verdict:
        case "ready":
            return [
                (f"{MET} Ready for review", f"bold {GOOD}"),
                ("  Nothing that is needed is missing or contradicts itself.", MUTED),
            ]
        case "out-of-scope":
            return [("– Out of scope", LABEL), ("  The export says so, and nothing else.", MUTED)]
        case _:
            count = len(review.blockers)
            words = (
                "Someone would have to invent what is missing here." if count > 1 else "One thing is missing or wrong."
            )
            return [
                (f"{BLOCKS} Not ready: {count} blocker{'s' if count > 1 else ''}", f"bold {BAD}"),
                (f"  {words}", MUTED),
            ]


def _nothing_blocks(review: Review) -> list[Content]:
    words = (
        "The request was declared out of scope." if review.verdict == "out-of-scope" else "No blockers, no warnings."
    )
    return [
        line("  ", (MET, GOOD), (f" {words}", "$foreground")),
        Content(""),
        line("  ", ("F4", KEY), (" export the contract", MUTED)),
    ]


class Readiness(WizardScreen[Path | None]):
    """Whether the design is ready, and if not, what to do next. Closes with the path to go to."""

    HELP_TOPIC = "readiness"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f5", "close", "back", show=False),
        Binding("f4", "export", "export", show=False),
        Binding("ctrl+f", "search", "search", show=False),
    ]

    list = query_one(FindingList)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def content(self) -> ComposeResult:
        """The verdict over the findings."""
        top = TopBar(self._desk)
        top.place = "Readiness"
        yield top
        yield Verdict(self._desk.session.review)
        yield FindingList(self._desk.session.review)
        way = (KeyHint("enter", "go to the field"),) if self._desk.session.review.findings else ()
        hints = (
            *way,
            KeyHint("esc", "back", "screen.close"),
            KeyHint("F4", "export", "screen.export"),
            KeyHint("ctrl+f", "search", "screen.search"),
        )
        yield KeyBar((*hints, KeyHint("F1", "help", "screen.help"), KeyHint("ctrl+q", "quit", "app.quit")))

    def begin(self) -> None:
        """The findings have the focus."""
        self.set_focus(self.list)

    def on_line_list_chosen(self) -> None:
        """Go to the field."""
        self.dismiss(self.list.path)

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)

    def action_search(self) -> None:
        """Look for words, and go to what was found."""
        from screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._desk), self._go_to_found)

    def _go_to_found(self, path: Path | None) -> None:
        if path is not None:
            self.dismiss(path)

    def action_export(self) -> None:
        """Show the document, and write it."""
        from screens.export import ExportScreen  # not needed to see the verdict

        self.app.push_screen(ExportScreen(self._desk))
