"""Risks that follow from the answers: those that nobody decided on, one chosen, and the decision on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from screens.chooser import Chooser
from screens.desk import Desk
from screens.drawing import BAD, GOOD, KEY, LABEL, MET, MUTED, NAME, OPEN, TITLE, Part, fit, line, wrap
from screens.form_screen import FormScreen, Wanted
from wizard.design import Path
from wizard.review import Review
from wizard.risks.derive import answered_risks
from wizard.risks.risk import Degree, DerivedRisk

DECISIONS: Path = ("risks", "risk_decisions")
TO_SAY = ("response", "reason", "owner", "due", "status")
"""What a decision says beside its risk; one that says nothing of it is not kept."""
MOST_DRAWN = 6
"""So many are drawn in full under the table; the key that decides lists all of them."""
WORST, BAD_ENOUGH = 15, 8


def open_risks(review: Review) -> list[DerivedRisk]:
    """The derived risks without a decision, by score."""
    return [one.risk for one in answered_risks(review.design) if one.risk is not None and one.decision is None]


def open_risks_drawn(review: Review, width: int) -> Sequence[Content]:
    """Their number, and the highest of them with the arguments for their scores."""
    found = open_risks(review)
    if not found:
        return [line((MET, GOOD), (" No risk that follows from the answers is without a decision.", "$foreground"))]
    lines = [
        line(("They follow from the answers", TITLE), (f"  {len(found)} not decided", MUTED)),
        line(("ctrl+t", KEY), (" decides on one", MUTED)),
        Content(""),
    ]
    for risk in found[:MOST_DRAWN]:
        lines += [*_in_full(risk, width), Content("")]
    if len(found) > MOST_DRAWN:
        lines.append(line("     ", (f"and {len(found) - MOST_DRAWN} more", MUTED)))
    return lines


def risk_of(review: Review, path: Path) -> str:
    """The risk that the decision at a path is about, with its arguments, in words."""
    found = [one for one in answered_risks(review.design) if one.decision is not None and one.decision.id == path[-1]]
    if not found:
        return ""
    risk = found[0].risk
    if risk is None:
        return "Its risk does not follow from the answers any more."
    score = f"Score {risk.score}. " if risk.score else ""
    return f"{score}{risk.title}.\nLikely {_number(risk.likelihood)}: {risk.likelihood.because}.\nBad {_number(risk.impact)}: {risk.impact.because}."


def _number(degree: Degree) -> str:
    return "?" if degree.number is None else str(degree.number)


def _in_full(risk: DerivedRisk, width: int) -> Iterator[Content]:
    for n, row in enumerate(wrap(risk.title, width - 5)):
        yield line(_score(risk) if not n else "    ", " ", (row, LABEL))
    yield from _argued(risk, width, indent=5)


def _argued(risk: DerivedRisk, width: int, indent: int) -> Iterator[Content]:
    for word, degree in (("likely", risk.likelihood), ("bad", risk.impact)):
        for n, row in enumerate(wrap(degree.because, width - indent - 10)):
            yield line(" " * indent, (_degree(word, degree) if not n else " " * 10, NAME), (row, MUTED))


def _degree(word: str, degree: Degree) -> str:
    return fit(f"{word} {_number(degree)}", 10)


def _score(risk: DerivedRisk) -> tuple[str, str]:
    if risk.score is None:
        return f"  {OPEN} ", MUTED
    style = f"bold {BAD}" if risk.score >= WORST else f"bold {NAME}" if risk.score >= BAD_ENOUGH else MUTED
    return f"{risk.score:>3} ", style


class RiskChooser(Chooser[DerivedRisk]):
    """Closes with the risk to decide on."""

    PLACEHOLDER = "Decide on: a word of the risk"
    NOTHING = "No risk without a decision is called that."
    ROWS: ClassVar[int] = 9

    def words(self, choice: DerivedRisk) -> str:
        """What it says, what it damages, and its id."""
        return f"{choice.title} {choice.category} {choice.id}"

    def parts(self, choice: DerivedRisk, *, is_here: bool) -> Sequence[Part]:
        """Its score and what may happen."""
        return _score(choice), (fit(choice.title, 54), LABEL if is_here else "$foreground")

    def about(self, choice: DerivedRisk) -> Sequence[Content]:
        """The arguments for its score."""
        return [Content(""), *_argued(choice, 60, indent=1)]


def decide(desk: Desk, screen: FormScreen[None]) -> None:
    """Let one of the open risks be chosen, add a decision on it, and open its form."""
    found = open_risks(desk.session.review)
    if found:
        screen.app.push_screen(RiskChooser(found), lambda risk: _begin(desk, screen, risk) if risk else None)
    else:
        screen.notify("Every risk that follows from the answers has its decision.", markup=False, timeout=3)


def _begin(desk: Desk, screen: FormScreen[None], risk: DerivedRisk) -> None:
    from screens.record_screen import RecordScreen  # it is a form screen itself

    made = desk.change(lambda: desk.session.add(DECISIONS, [{"risk": risk.id}]))
    if not made:  # the draft can only be looked at, which was said
        return
    path = (*DECISIONS, made[0])
    screen.app.push_screen(RecordScreen(desk, (*path, "response")), lambda wanted: _end(desk, screen, path, wanted))


def _end(desk: Desk, screen: FormScreen[None], path: Path, wanted: Wanted | None) -> None:
    desk.drop_if_silent(path, TO_SAY)
    screen.come_back(path)
    screen.go_on(wanted)
