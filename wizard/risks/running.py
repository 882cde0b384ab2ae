"""Risks of running it: nothing to switch off, nothing tried under load, one person who knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wizard.ask import LEVEL
from wizard.design import Design
from wizard.facts.calls import calls
from wizard.risks.risk import Degree, Seen, risky

FEW = 4
"""With fewer things to own, one owner is no surprise."""


@risky("no-kill-switch", "reliability")
def _kill_switch(design: Design) -> Iterable[Seen]:
    is_shared = design.access.tenancy_model in ("pool", "bridge") or LEVEL[design.depth] >= LEVEL["multi-tenant"]
    if is_shared and calls(design) and not design.operations.kill_switch:
        yield Seen(
            ("operations", "kill_switch"),
            "One tenant or one feature takes all others down with it",
            Degree(3, "load and bad input come from one of many, and nothing can be switched off alone"),
            Degree(4, "all are served by the same parts"),
        )


@risky("no-load-test", "performance")
def _load_test(design: Design) -> Iterable[Seen]:
    targets = design.operations.targets
    if not targets or design.operations.load_test:
        return
    most = max((target.peak_per_second or 0 for target in targets), default=0)
    is_large = design.depth == "high-scale"
    yield Seen(
        ("operations", "load_test"),
        "Targets are missed at the first real peak",
        Degree(3, f"nothing tried {most:g} calls a second before callers do")
        if most
        else Degree(None, "no peak is given"),
        Degree(4, "at this scale more of everything takes days")
        if is_large
        else Degree(3, "callers wait or are refused"),
    )


@risky("single-owner", "delivery")
def _single_owner(design: Design) -> Iterable[Seen]:
    owners = Counter(
        owner
        for owner in (
            *(step.owner for step in design.file_plan.next_steps if not step.done),
            *(question.owner for question in design.file_plan.open_questions if not question.answer),
            *(risk.owner for risk in design.risks.risks),
            *(risk.owner for risk in design.risks.compliance_risks),
            *(control.owner for control in design.access.controls),
            *(alert.owner for alert in design.operations.alerts),
        )
        if owner
    )
    if len(owners) == 1 and owners.total() >= FEW:
        (name,) = owners
        yield Seen(
            ("file_plan", "next_steps"),
            f"{name} is away, and nobody else decides",
            Degree(3, f"all {owners.total()} owned things are owned by one"),
            Degree(4, "steps, risks and alerts wait together"),
        )
