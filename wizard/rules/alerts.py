"""Rules on alerts: what they watch for, whom they reach, and what that person does then."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design, Path
from wizard.facts.telemetry import RESOURCES
from wizard.facts.words import affirmed, has_figure
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.operations_records import Alert

VAGUE = (
    r"\b(too|high(er)?|many|much|often|slow(er|ly)?|low(er)?|ris(es?|ing)|increas\w*|spik\w*|drops?|unusual\w*|"
    r"abnormal\w*|above|below|over|exceed\w*|elevated|degraded|threshold)\b"
)
"""Words of a condition that mean something only beside a number."""
CAUSES = r"\b(cpu|load average|garbage collect\w*|gc pauses?|(pod|container|process) restarts?|restarts? of|threads?|cache hit\w*)\b"
"""What may hint at trouble that no caller has noticed yet."""
MANY = 4
"""From so many alerts on, all of them can not be worth waking somebody."""


def _at(alert: Alert, field: str) -> Path:
    return ("operations", "alerts", alert.id, field)


@rule(
    "alert-without-threshold",
    "warning",
    "The condition says more, less or too much, and no number. Whoever sets up the alert would have to choose it.",
    "Write the threshold and the time over which it holds.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _alert_without_threshold(design: Design) -> Iterable[Said]:
    for alert in design.operations.alerts:
        if alert.condition and not has_figure(alert.condition) and (found := affirmed(VAGUE, alert.condition)):
            yield Said(_at(alert, "condition"), f"{short(alert.name)}: fires on '{found[0]}' without a number")


@rule(
    "page-without-owner",
    "warning",
    "Other alerts name who gets them and this one, which wakes somebody, does not. It would be decided at night who that is.",
    "Name the rota or team.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _page_without_owner(design: Design) -> Iterable[Said]:
    """Said only beside alerts that have owners: where none has one, all of them may go to a single team."""
    alerts = design.operations.alerts
    if not any(alert.owner for alert in alerts):
        return
    for alert in alerts:
        if alert.severity == "page" and not alert.owner:
            yield Said(_at(alert, "owner"), f"{short(alert.name)}: wakes somebody, and it is not said whom")


@rule(
    "ticket-without-way",
    "advice",
    "A ticket that goes to nobody and tells no first step is closed unread.",
    "Name its owner or the runbook.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _ticket_without_way(design: Design) -> Iterable[Said]:
    for alert in design.operations.alerts:
        if alert.severity == "ticket" and not alert.owner and not alert.runbook:
            yield Said(_at(alert, "owner"), f"{short(alert.name)}: a ticket without an owner and without a runbook")


@rule(
    "page-on-a-cause",
    "advice",
    "Somebody is woken for what no caller may feel. After a few such nights the alert that matters is slept through as well.",
    "Tie it to an objective, or make it a ticket.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _page_on_a_cause(design: Design) -> Iterable[Said]:
    for alert in design.operations.alerts:
        said = f"{alert.name} {alert.condition}"
        is_cause = alert.severity == "page" and not alert.slo and not affirmed(RESOURCES, said)
        if is_cause and (found := affirmed(CAUSES, said)):
            words = f"{short(alert.name)}: pages on {found[0].lower()}, and no objective is named"
            yield Said(_at(alert, "severity"), words)


@rule(
    "everything-pages",
    "advice",
    "Every alert wakes somebody at once. Where all of them do, the one that matters is slept through.",
    "Make tickets of those that can wait until morning.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _everything_pages(design: Design) -> Iterable[Said]:
    alerts = design.operations.alerts
    if len(alerts) >= MANY and all(alert.severity == "page" for alert in alerts):
        yield Said(("operations", "alerts"), f"Alerts: all {len(alerts)} of them page")
