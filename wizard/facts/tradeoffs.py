"""The priorities, and which of two a trade-off gives up."""

from __future__ import annotations

from typing import get_args

from wizard.steps.pattern import Priority, TradeOff

PRIORITIES: tuple[str, ...] = get_args(Priority)
"""The fixed order of priorities, the highest first."""


def is_uphill(tradeoff: TradeOff) -> bool:
    """Whether a trade-off gives up a higher priority for a lower one."""
    won, lost = tradeoff.optimises, tradeoff.gives_up
    return won is not None and lost is not None and PRIORITIES.index(won) > PRIORITIES.index(lost)
