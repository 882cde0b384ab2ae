"""Go to any step or group by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.chooser import Chooser
from screens.drawing import LABEL, MUTED, Part, fit
from screens.widgets.rail import mark
from wizard.ask import Group
from wizard.design import is_group_asked
from wizard.session import Session
from wizard.steps.step import Step
from wizard.workflow import STEPS

Place = tuple[Step, type[Group]]


class GoTo(Chooser[Place]):
    """Closes with the step and group to go to."""

    PLACEHOLDER = "Go to: a step, a group, or a number"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "close", "back", show=False)]

    def __init__(self, session: Session) -> None:
        self._review = session.review
        design = self._review.design
        super().__init__([(step, group) for step in STEPS for group in step.groups if is_group_asked(group, design)])

    def words(self, choice: Place) -> str:
        """The number and title of the step, and the heading of the group."""
        step, group = choice
        return f"{step.number} {step.title} {group.heading}"

    def parts(self, choice: Place, *, is_here: bool) -> Sequence[Part]:
        """The step, the group, and how far it is."""
        step, group = choice
        name = fit(f"{step.number or ' '} {step.title}", 18)
        heading = (fit(group.heading, 32), LABEL if is_here else "$foreground")
        return (f" {name}", MUTED), heading, "  ", mark(self._review, step.key, group.group_key())
