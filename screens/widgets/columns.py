"""Columns of a table, and how wide each is where they do not fit side by side."""

from __future__ import annotations

from collections.abc import Mapping

GAP = 2


def needed_room(widths: Mapping[str, int]) -> int:
    """The cells that columns of these widths take, with the gaps between them."""
    return sum(widths.values()) + GAP * max(0, len(widths) - 1)


def narrowed(wanted: Mapping[str, int], room: int, narrowest: int) -> dict[str, int]:
    """Widths that need no more than this room, as far as no column is made narrower than `narrowest`; the widest gives way first."""
    widths = dict(wanted)
    while (excess := needed_room(widths) - room) > 0 and widths:
        widest, second = [*sorted(widths.values(), reverse=True), narrowest][:2]
        if widest <= narrowest:
            break
        name = next(name for name, cells in widths.items() if cells == widest)
        widths[name] = max(narrowest, min(second, widest - 1), widest - excess)
    return widths
