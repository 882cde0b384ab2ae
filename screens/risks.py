"""Step 8: the risks as a matrix, how far the OWASP list is covered, and the risks that follow from the answers."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.desk import Desk
from screens.drawing import BAD, GOOD, MET, MUTED, NAME, OPEN, TITLE, cut, line
from screens.faces import about, deed, picture
from screens.form_screen import FormScreen
from wizard.design import Path
from wizard.review import Review
from wizard.steps.risks import OwaspCoverage

WORST, BAD_ENOUGH = 15, 8
"""Scores (likelihood times impact) from which a cell is drawn as grave, and as worth a plan."""


@picture("risks", "risk-register")
def matrix(review: Review, width: int) -> Sequence[Content]:
    """Five by five: the numbers in a cell are those of the risks in it."""
    risks = [risk for risk in review.design.risks.risks if risk.likelihood and risk.impact]
    if not risks:
        return ()
    number = {risk.id: str(place) for place, risk in enumerate(review.design.risks.risks, 1)}
    lines = [line(("Likelihood up, impact to the right", TITLE))]
    for likelihood in range(5, 0, -1):
        cells: list[tuple[str, str]] = [(f" {likelihood} ", MUTED)]
        for impact in range(1, 6):
            here = ",".join(number[risk.id] for risk in risks if (risk.likelihood, risk.impact) == (likelihood, impact))
            score = likelihood * impact
            style = f"bold {BAD}" if score >= WORST else f"bold {NAME}" if score >= BAD_ENOUGH else "$foreground"
            cells.append((f"{cut(here, 7) or OPEN:^8}", f"{style if here else MUTED} on $surface"))
        lines.append(line(*cells))
    lines.append(line(("   " + "".join(f"{impact:^8}" for impact in range(1, 6)), MUTED)))
    ranked = sorted(risks, key=lambda risk: -(risk.likelihood or 0) * (risk.impact or 0))
    lines += [
        line(
            (f" {number[risk.id]:>2} ", NAME),
            (cut(risk.title, max(10, width - 12)), "$foreground"),
            (f"  {(risk.likelihood or 0) * (risk.impact or 0)}", MUTED),
        )
        for risk in ranked[:8]
    ]
    return lines


@picture("risks", "owasp-api")
def owasp(review: Review, width: int) -> Sequence[Content]:
    """The ten rows of the list, said or not."""
    said = {row.item: row for row in review.design.risks.owasp_coverage}
    lines = [line(("The ten rows", TITLE))]
    for option in OwaspCoverage.fields["item"].options:
        row = said.get(option.value)  # type: ignore[call-overload]  # the options are the literal's own
        sign = (MET, GOOD) if row else (OPEN, MUTED)
        lines.append(
            line(
                "  ",
                sign,
                (f" {option.value:6}", NAME),
                (cut(option.hint, max(10, width - 12)), "$foreground" if row else MUTED),
            )
        )
    return lines


@picture("risks", "derived-risks")
def derived(review: Review, width: int) -> Sequence[Content]:
    """The risks that follow from the answers and have no decision yet."""
    from screens.decisions import open_risks_drawn  # what sees risks is not needed before

    return open_risks_drawn(review, width)


@about("risks", "risk_decisions")
def decided_on(review: Review, path: Path) -> str:
    """The risk that a decision is about."""
    from screens.decisions import risk_of

    return risk_of(review, path)


@deed("risks", "derived-risks", "decide on a risk")
def decide(desk: Desk, screen: FormScreen[None]) -> None:
    """Choose one of them, and answer it."""
    from screens.decisions import decide as begin

    begin(desk, screen)
