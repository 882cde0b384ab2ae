"""The readiness screen: the verdict, and every finding with the way to its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from screens.desk import Desk
from screens.drawing import BAD, BEGUN, BLOCKS, GOOD, LABEL, MET, MUTED, NAME, OPEN, line, page
from screens.findings import FindingList
from screens.list_screen import ListScreen
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import LineList
from wizard.design import Path
from wizard.review import Review
from wizard.rules.rule import Finding
from wizard.waiving import DECIDED_ELSEWHERE, WAIVERS, Waived, can_be_waived
from wizard.workflow import STEPS

if TYPE_CHECKING:
    from screens.form_screen import Wanted

TO_SAY = ("who", "reason", "until")
"""What a waiver has to say beside its finding; one that says nothing of it is not kept."""


class Verdict(Widget):
    """The verdict in one sentence, and how far each step is."""

    DEFAULT_CSS = "Verdict { height: auto; padding: 1 2; }"

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._points: int | None = None

    def show_review(self, review: Review, points: int | None) -> None:
        """Show another review, and how far a reviewer's questions are met by it."""
        self._review, self._points = review, points
        self.refresh(layout=True)

    def render(self) -> Content:
        """Two lines over the steps."""
        first = [line(*_verdict(self._review)), line((self._counts(), MUTED)), Content("")]
        return page([*first, *self._steps(self.size.width)])

    def _steps(self, width: int) -> list[Content]:
        """How far each step is, by name where there is room for names; in as many rows as that takes."""
        rows = [Content("")]
        for step in STEPS[1:]:
            progress = self._review.progress[step.key, ""]
            sign, style = (MET, GOOD) if progress.is_complete else (BEGUN, NAME) if progress.is_begun else (OPEN, MUTED)
            words = f" {step.number} {step.title}   " if width > 110 else f" {step.number}  "
            part = line((sign, style), (words, "$foreground" if progress.is_begun else MUTED))
            if rows[-1].cell_length + len(words.rstrip()) + 1 > width:
                rows.append(Content(""))
            rows[-1] = line(rows[-1], part)
        return rows

    def _counts(self) -> str:
        total, waived = self._review.total, len(self._review.waived)
        parts = [f"{total.answered} of {total.asked} questions answered"]
        parts += [f"{waived} waived"] if waived else []
        parts += [f"rubric {self._points} of 100"] if self._points is not None else []
        return "   ".join(parts)


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


class Readiness(ListScreen):
    """Whether the design is ready, and if not, what to do next. Closes with the path to go to."""

    HELP_TOPIC = "readiness"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "waive", "put up with it", show=False),
        Binding("d,delete", "take_back", "take the waiver back", show=False),
        Binding("f2", "reference", "reference", show=False),
        Binding("f10", "secrets", "decide on secrets", show=False),
        Binding("r", "rubric", "rubric", show=False),
        Binding("t", "trace", "trace matrix", show=False),
        Binding("f4", "export", "export", show=False),
        Binding("ctrl+f", "search", "search", show=False),
        Binding("escape,f5", "close", "back", show=False),
    ]

    list = query_one(FindingList)
    verdict = query_one(Verdict)
    keys = query_one(KeyBar)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.session.look_closely()  # a key that was typed ahead of the first screen may have led here

    def content(self) -> ComposeResult:
        """The verdict over the findings."""
        top = TopBar(self._desk)
        top.place = "Readiness"
        yield top
        yield Verdict(self._session.review)
        yield FindingList(self._session.review)
        yield KeyBar()

    def begin(self) -> None:
        """The findings have the focus; the rubric is read when they stand on the screen."""
        self.set_focus(self.list)
        self._draw_keys()
        self.call_after_refresh(self._draw_verdict)

    def _draw_verdict(self) -> None:
        from wizard.rubric import score

        if self.is_attached:
            self.verdict.show_review(self._session.review, score(self._session.review).total)

    def _draw_keys(self) -> None:
        current = self.list.current
        here: list[KeyHint] = [KeyHint("enter", "go to the field")] if current is not None else []
        if isinstance(current, Waived):
            here += [KeyHint("w", "edit the waiver", "screen.waive"), KeyHint("d", "take it back", "screen.take_back")]
        elif current is not None and can_be_waived(current):
            here.append(KeyHint("w", "waive", "screen.waive"))
        elif current is not None and current.code in DECIDED_ELSEWHERE:
            here.append(KeyHint("F10", "decide", "screen.secrets"))
        here += [KeyHint("F2", "reference", "screen.reference")] if current is not None else []
        self.keys.show(
            (
                *here,
                KeyHint("r", "rubric", "screen.rubric"),
                KeyHint("t", "trace", "screen.trace"),
                KeyHint("esc", "back", "screen.close"),
                KeyHint("F4", "export", "screen.export"),
                KeyHint("ctrl+f", "search", "screen.search"),
                KeyHint("F1", "help", "screen.help"),
                KeyHint("ctrl+q", "quit", "app.quit"),
            )
        )

    def settle(self) -> None:
        """Draw what follows from the answers as they are now."""
        self._desk.settle()
        self.list.show_review(self._session.review)
        self.bar.settle()
        self._draw_verdict()
        self._draw_keys()

    def on_line_list_moved(self, message: LineList.Moved) -> None:
        """Other keys work on a waived finding."""
        message.stop()
        self._draw_keys()

    def on_line_list_chosen(self) -> None:
        """Go to the field."""
        if self.list.finding is not None:
            self.dismiss(self.list.finding.path)

    def action_waive(self) -> None:
        """Put up with the current finding: who, why and until when is asked in the form of the waiver."""
        current = self.list.current
        if isinstance(current, Waived):
            self._open((*WAIVERS, current.waiver.id, "who"))
        elif current is not None and can_be_waived(current):
            if not self.is_refused():
                self._open((*WAIVERS, self._waiver_of(current), "who"))
        elif current is not None:
            self.notify("This one can not be waived; enter goes to where it is mended.", markup=False, timeout=3)

    def _waiver_of(self, finding: Finding) -> str:
        """The waiver that names a finding and was not finished, or a new one; its id."""
        begun = next((one for one in self._session.review.design.risks.waivers if one.finding == finding.id), None)
        return begun.id if begun is not None else self._session.add(WAIVERS, [{"finding": finding.id}])[0]

    def _open(self, path: Path) -> None:
        from screens.record_screen import RecordScreen  # not needed to look

        self.app.push_screen(RecordScreen(self._desk, path), lambda wanted: self._waiver_closed(path[:3], wanted))

    def _waiver_closed(self, path: Path, wanted: Wanted | None) -> None:
        self._desk.drop_if_silent(path, TO_SAY)
        self.settle()
        if isinstance(wanted, tuple):
            self.dismiss(wanted)

    def action_take_back(self) -> None:
        """Take the current waiver back; its finding counts again. A waiver that does nothing is removed."""
        current = self.list.current
        if self.is_refused():
            return
        if isinstance(current, Waived):
            self._session.remove((*WAIVERS, current.waiver.id))
        elif current is not None and current.path[:2] == WAIVERS and len(current.path) > 2:
            self._session.remove(current.path[:3])
        else:
            return
        self.notify("Taken back. ctrl+z brings it again.", markup=False, timeout=3)
        self.settle()

    def action_reference(self) -> None:
        """Read the page behind the kind of the current finding."""
        from screens.reference import ReferenceScreen, reference_for  # not needed to see the verdict
        from wizard.rules.checks import kinds

        finding = self.list.finding
        if finding is None:
            return
        behind = next((kind.reference for kind in kinds() if kind.code == finding.code), "")
        name, _, anchor = behind.partition("#")
        self.app.push_screen(ReferenceScreen(self._desk, *((name, anchor) if name else reference_for(finding.path))))

    def action_secrets(self) -> None:
        """Decide what becomes of what the current finding is about."""
        from screens.secrets import SecretsScreen, secrets_at  # few drafts hold any

        finding = self.list.finding
        found = secrets_at(self._desk, finding.path) if finding is not None else ()
        if found and finding is not None and finding.code in DECIDED_ELSEWHERE:
            self.app.push_screen(SecretsScreen(self._desk, found), lambda _: self.settle())

    def action_rubric(self) -> None:
        """Show what a reviewer would ask, and what is not met of it."""
        from screens.rubric import RubricScreen  # not needed to see the verdict

        self.app.push_screen(RubricScreen(self._desk), self._go_to_found)

    def action_trace(self) -> None:
        """Show what hangs together, from the current finding's record."""
        from screens.trace import TraceScreen  # not needed to see the verdict

        at = self.list.finding.path if self.list.finding is not None else ()
        self.app.push_screen(TraceScreen(self._desk, at), self._go_to_found)

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
