"""The rail: the nine steps, the groups of the current one, and how far each is."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.drawing import BAD, BEGUN, BLOCKS, GOOD, HERE, KEY, LABEL, MET, MUTED, fit, line, page
from wizard.design import is_group_asked
from wizard.review import Progress, Review
from wizard.session import Session
from wizard.workflow import STEPS

WIDTH = 24


class Rail(Widget):
    """The steps, drawn as one column, or as one line where there is no room for it."""

    class Chosen(Message):
        """A step or group was clicked."""

        def __init__(self, step: str, group: str = "") -> None:
            super().__init__()
            self.step, self.group = step, group

    def __init__(self, session: Session, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # the options are Widget's
        self._session = session
        self._step, self._group = "scope", ""
        self._rows: list[tuple[str, str]] = []
        self._ends: list[tuple[int, str]] = []

    def show(self, step: str, group: str) -> None:
        """Mark where the work is."""
        self._step, self._group = step, group
        self.refresh(layout=True)

    def render(self) -> Content:
        """One column, or one line."""
        return self._as_line() if self.size.height == 1 else self._as_column()

    def _as_column(self) -> Content:
        review = self._session.review
        width = self.size.width
        lines: list[Content] = [Content("")]
        self._rows = [("", "")]
        for step in STEPS[1:]:
            is_here = step.key == self._step
            state = mark(review, step.key)
            style = KEY if is_here else LABEL if review.progress[step.key, ""].is_begun else MUTED
            style = style if is_here else style.replace("bold ", "")
            name = fit(f"{step.number} {step.title}", width - 1 - state.cell_length)
            lines.append(line((HERE if is_here else " ", KEY), (name, style), state))
            self._rows.append((step.key, ""))
            if is_here:
                self._add_groups(lines, review, width)
        lines += [Content(""), self._deed("F5", "Readiness"), self._deed("F4", "Export")]
        self._rows += [("", ""), ("readiness", ""), ("export", "")]
        return page(lines)

    def _add_groups(self, lines: list[Content], review: Review, width: int) -> None:
        step = next(step for step in STEPS if step.key == self._step)
        for group in step.groups:
            if is_group_asked(group, review.design):
                key = group.group_key()
                style = LABEL if key == self._group else MUTED
                state = mark(review, step.key, key)
                name = fit(f"  {group.heading}", width - 3 - state.cell_length) + " "
                lines.append(line((HERE, KEY), (name, style), state))
                self._rows.append((step.key, key))

    def _deed(self, key: str, words: str) -> Content:
        return line(" ", (key, KEY), (f" {words}", MUTED))

    def _as_line(self) -> Content:
        review = self._session.review
        parts: list[str | tuple[str, str] | Content] = []
        self._ends = []
        used = 0
        for step in STEPS[1:]:
            is_here = step.key == self._step
            sign = mark(review, step.key, is_short=True)
            words = f"{step.number} {step.title}" if is_here else str(step.number)
            parts += [sign, (words, KEY if is_here else MUTED), " "]
            used += sign.cell_length + len(words) + 1
            self._ends.append((used, step.key))
        here = next(step for step in STEPS if step.key == self._step)
        groups = [group for group in here.groups if is_group_asked(group, review.design)]
        for place, group in enumerate(groups, 1):
            if group.group_key() == self._group:
                where = f"{group.heading} {place} of {len(groups)}"
                parts.append((" " * max(2, self.size.width - used - len(where)) + where, MUTED))
        return line(*parts)

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked."""
        event.stop()
        if self.size.height == 1:
            step = next((step for end, step in self._ends if event.x < end), "")
            if step:
                self.post_message(self.Chosen(step))
        elif event.y < len(self._rows) and self._rows[event.y][0]:
            self.post_message(self.Chosen(*self._rows[event.y]))


def mark(review: Review, step: str, group: str = "", *, is_short: bool = False) -> Content:
    """The sign of a step or group: complete, something wrong (how often), begun, or nothing yet."""
    progress = review.progress.get((step, group), Progress(0, 0, 0))
    if progress.is_complete:
        return line((MET, GOOD)) if progress.is_begun else line(("", ""))
    wrong = sum(
        finding.step == step
        and (not group or finding.group == group)
        and (finding.code != "needed" or len(finding.path) > 2)
        for finding in review.blockers
    )
    if wrong:
        return line((BLOCKS if is_short else f"{BLOCKS}{wrong}", BAD))
    return line((BEGUN, "$primary")) if progress.is_begun else line(("", ""))
