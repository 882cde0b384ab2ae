"""The readiness screen: the verdict, and every blocker with the way to its field."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
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
from wizard.design import Path
from wizard.review import Review
from wizard.rules.rule import Finding
from wizard.workflow import STEP_BY_KEY, STEPS


class FindingList(Widget, can_focus=True):
    """Findings by step, one line each; the current one in full."""

    class Chosen(Message):
        """The way to a finding's field is wanted."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("pageup", "move(-10)", "page up", show=False),
        Binding("pagedown", "move(10)", "page down", show=False),
        Binding("home", "move(-100000)", "first", show=False),
        Binding("end", "move(100000)", "last", show=False),
        Binding("enter", "choose", "go there", show=False),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._findings = list(review.findings)
        self._row = 0
        self._shown: list[int | None] = []

    def render(self) -> Content:
        """What is in sight, from a list of headings and findings."""
        width, height = self.size
        if not self._findings:
            return page(_nothing_blocks(self._review))
        rows: list[tuple[int | None, Content]] = []
        for place, finding in enumerate(self._findings):
            if not place or finding.step != self._findings[place - 1].step:
                step = STEP_BY_KEY[finding.step]
                rows += [(None, Content(""))] if place else []
                rows.append(
                    (
                        None,
                        line(
                            "  ",
                            (f"{step.number or ' '} {step.title}", TITLE),
                            (f"  {self._count(finding.step)}", MUTED),
                        ),
                    )
                )
            rows.append((place, self._line(place, finding, width)))
            if place == self._row:
                rows += [(place, line("      ", (row, MUTED))) for row in wrap(finding.fix, width - 8) if row]
        here = next(number for number, (place, _) in enumerate(rows) if place == self._row)
        first = max(0, min(here - height // 2, len(rows) - height))
        self._shown = [place for place, _ in rows[first : first + height]]
        return page(row for _, row in rows[first : first + height])

    def _count(self, step: str) -> str:
        return str(sum(finding.step == step for finding in self._findings))

    def _line(self, place: int, finding: Finding, width: int) -> Content:
        is_here = place == self._row
        sign = BLOCKS if finding.severity == "blocker" else OPEN
        group = STEP_BY_KEY[finding.step].group_of(finding.path[1]).heading
        room = width - 6 - (26 if width > 90 else 0)
        parts: list[tuple[str, str]] = [
            (HERE if is_here else " ", KEY), (f" {sign} ", BAD),
            (fit(finding.message, room), LABEL if is_here else "$foreground"),
        ]  # fmt: skip
        if width > 90:
            parts.append((cut(f"  {group}", 26), NAME if is_here else MUTED))
        content = line(*parts)
        return (
            content.pad_right(max(0, width - content.cell_length)).stylize_before("on $panel") if is_here else content
        )

    def action_move(self, by: int) -> None:
        """Go to another finding."""
        self._row = max(0, min(self._row + by, len(self._findings) - 1))
        self.refresh()

    def action_choose(self) -> None:
        """Ask for the way to the current finding's field."""
        if self._findings:
            self.post_message(self.Chosen(self._findings[self._row].path))

    def on_click(self, event: events.Click) -> None:
        """The first click chooses, the second goes there."""
        place = self._shown[event.y] if event.y < len(self._shown) else None
        if place is None:
            return
        if place == self._row:
            self.action_choose()
        else:
            self.action_move(place - self._row)


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
        )
        yield KeyBar((*hints, KeyHint("F1", "help", "screen.help"), KeyHint("ctrl+q", "quit", "app.quit")))

    def begin(self) -> None:
        """The findings have the focus."""
        self.set_focus(self.list)

    def on_finding_list_chosen(self, message: FindingList.Chosen) -> None:
        """Go to the field."""
        self.dismiss(message.path)

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)

    def action_export(self) -> None:
        """Show the document, and write it."""
        from screens.export import ExportScreen  # not needed to see the verdict

        self.app.push_screen(ExportScreen(self._desk))
