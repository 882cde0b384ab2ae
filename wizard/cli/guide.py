"""What is to be said of the team's own standards guide, beside what a command prints."""

from __future__ import annotations

from wizard.cli.output import tell
from wizard.knowledge.guide import guide


def tell_of_guide() -> None:
    """Tell once why the team's own guide is not used, if there is one; a design would be held against another one unnoticed."""
    if guide().trouble:
        tell(guide().trouble)
