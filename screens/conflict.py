"""Both were changed, the draft here and the file on the disk: what each says, and which is to stay."""

from __future__ import annotations

from screens.choice import Choice, Way
from screens.desk import Desk

MINE = Way("m", "keep what is here", "What lies on the disk is kept in the history.", "mine")
THEIRS = Way(
    "t", "take what is on the disk", "What was typed here is kept in the history; ctrl+z brings it back.", "theirs"
)


class ConflictScreen(Choice):
    """Asks whose answers are to stay."""

    def __init__(self, desk: Desk) -> None:
        words = f"{desk.draft.path.name} was changed elsewhere while it was changed here. Nothing was overwritten."
        super().__init__("The draft was changed in two places", words, (MINE, THEIRS), "decide later")
        self._desk = desk

    def action_answer(self, name: str) -> None:
        """Close, and settle it."""
        self.dismiss(name)
        theirs = self._desk.draft.theirs
        if theirs is not None and name:
            self._desk.adopt(theirs if name == "theirs" else self._desk.session.answers)
