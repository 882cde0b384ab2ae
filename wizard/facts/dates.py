"""Days of the calendar as answers write them."""

from __future__ import annotations

from datetime import date


def day(text: str) -> date | None:
    """The day that a text names as year, month and day; none if it names no day."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
