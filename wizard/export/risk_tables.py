"""The tables of risks that follow from the answers, what was decided about them, and what is put up with."""

from __future__ import annotations

from wizard.design import Design
from wizard.export.markdown import Markdown, code
from wizard.export.tables import rows
from wizard.risks.derive import answered_risks
from wizard.risks.risk import Degree
from wizard.steps.risks import Risks


def risks_derived(design: Design) -> Markdown:
    """The derived risks, the highest score first, with their arguments and what was decided."""
    headings = ["Score", "Risk", "Category", "How likely", "How bad"]
    headings += ["Response", "Reason or mitigation", "Owner", "Due", "Status", "Id"]
    body = []
    for risk, decision in answered_risks(design):
        if risk is not None:
            argued = [risk.score, risk.title, risk.category, _argued(risk.likelihood), _argued(risk.impact)]
            decided = [getattr(decision, name, None) for name in ("response", "reason", "owner", "due", "status")]
            body.append([*argued, *decided, code(risk.id)])
    return rows(headings, body)


def decisions_left(design: Design) -> Markdown:
    """Decisions on risks that no longer follow from the answers."""
    left = [decision for risk, decision in answered_risks(design) if risk is None and decision is not None]
    return rows(
        ["Risk", "Response", "Reason or mitigation", "Owner", "Due", "Status"],
        [(code(one.risk), one.response, one.reason, one.owner, one.due, one.status) for one in left],
    )


def waived(risks: Risks) -> Markdown:
    """The findings that somebody puts up with, the soonest to end first."""
    ordered = sorted(risks.waivers, key=lambda one: one.until)
    return rows(
        ["Finding", "Put up with by", "Why", "Until"],
        [(code(one.finding), one.who, one.reason, one.until) for one in ordered],
    )


def _argued(degree: Degree) -> str:
    return f"{degree.number or 'open'}: {degree.because}"
