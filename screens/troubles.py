"""What can be done about a draft that can not be saved, or only be looked at: the questions, and what follows from the answers."""

from __future__ import annotations

from typing import Any

from textual.app import App

from screens.choice import Choice, Way
from screens.copy import CopyScreen
from screens.desk import Desk
from wizard.errors import WizardError

AGAIN = Way("r", "try again", "", "again")
COPY = Way(
    "c", "save a copy elsewhere", "Everything that was typed goes into a new draft, and the work goes on there.", "copy"
)
DECIDE = Way("d", "look at both and decide", "", "decide")
OVER = Way("w", "write what is here over it", "What lies on the disk is kept in the history before.", "over")
PAST = Way("p", "past versions", "How the draft was before; a version can be put back.", "past")
LEAVE = Way("q", "quit without saving", "What was typed is kept in the history, if that can be written.", "leave")
LOOK = Way("r", "look at it here, read only", "What is saved there is shown here.", "look")
WORK_ON_COPY = Way("c", "work on a copy", "A new draft with what is on the disk now.", "copy")


def take(who: str) -> Way:
    """The way to take the draft from whoever has it."""
    return Way("t", "take it over", f"For {who} it becomes read only; what was typed there last is kept there.", "take")


def ask_at_opening(app: App[Any], desk: Desk) -> None:
    """Say that someone else has the draft, and ask how to go on."""
    holder = desk.draft.holder
    if holder is None:
        return
    words = f"{desk.draft.path.name} is being worked on by {holder.words}. Two windows can not both save it."
    ways = (LOOK, WORK_ON_COPY, take(holder.user or "the other"), Way("q", "quit", "", "leave"))
    choice = Choice("This draft is open elsewhere", words, ways, back="")
    app.push_screen(choice, lambda name: app.exit(0) if name == "leave" else follow(app, desk, name or ""))


def ask(app: App[Any], desk: Desk, *, is_leaving: bool = False) -> None:
    """Say what is wrong with the draft on the disk, and ask what is to be done."""
    if not desk.is_saved:
        desk.look_again()  # it may be that someone else wrote just now
    if desk.draft.theirs is not None and not is_leaving:
        from screens.conflict import ConflictScreen  # most drafts are changed in one place

        if not any(isinstance(screen, ConflictScreen) for screen in app.screen_stack):
            app.push_screen(ConflictScreen(desk))
        return
    words, ways = _ways(desk)
    ways = [*ways, LEAVE] if is_leaving else ways
    title = "The draft is not saved" if desk.trouble else "The draft is read only"
    back = "stay" if is_leaving else "go on"
    app.push_screen(Choice(title, words, ways, back), lambda name: follow(app, desk, name or ""))


def _ways(desk: Desk) -> tuple[str, list[Way]]:
    draft = desk.draft
    if draft.theirs is not None:
        return desk.trouble, [DECIDE, COPY]
    if draft.damage and not desk.is_saved:
        return desk.trouble, [COPY, OVER]
    if draft.damage:
        return f"{desk.trouble} What was saved last is shown here.", [COPY, OVER, PAST]
    if draft.holder is not None:
        return desk.trouble or desk.read_only, [COPY, take(draft.holder.user or "the other")]
    return desk.trouble or desk.read_only, [AGAIN, COPY]


def follow(app: App[Any], desk: Desk, name: str) -> None:
    """Do what was chosen."""
    match name:
        case "again":
            if desk.save_now():
                app.notify("Saved.", markup=False, timeout=3)
            else:
                ask(app, desk)
        case "decide":
            ask(app, desk)
        case "copy":
            app.push_screen(CopyScreen(desk))
        case "take":
            desk.take_over()
            app.notify(f"{desk.draft.path.name} is worked on here now.", markup=False, timeout=5)
        case "over":
            try:
                desk.disregard_damage()
            except WizardError as error:
                app.notify(str(error), severity="error", markup=False, timeout=8)
        case "past":
            from screens.history import HistoryScreen  # few drafts are in trouble

            app.push_screen(HistoryScreen(desk))
        case "leave":
            app.exit(return_code=1)
