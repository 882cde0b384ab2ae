"""How a draft was before: the versions that its history has, what putting one back would change, and putting it back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.getters import query_one

from screens.confirm import Confirm
from screens.desk import Desk
from screens.page import WizardScreen, is_open
from screens.past_changes import PastChanges
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import LineList
from screens.widgets.version_list import VersionList
from wizard.differences import Difference, summary
from wizard.drafts.snapshots import UNSAVED, Snapshot
from wizard.drafts.versions import Versions, day_of
from wizard.errors import HistoryFailed, WizardError

LOOK_S = 2.0
"""How often the folder is looked at: this sitting and others keep versions, and thin them out."""


class HistoryScreen(WizardScreen[None]):
    """Lists the versions, shows what putting one back would change, and does it."""

    HELP_TOPIC = "history"
    DEFAULT_CSS = """
    HistoryScreen VersionList { width: 54; height: 1fr; padding: 1 0; }
    HistoryScreen.wide VersionList { width: 88; }
    HistoryScreen #versions { height: 1fr; layout: horizontal; }
    HistoryScreen.narrow #versions { layout: vertical; }
    HistoryScreen.narrow VersionList { width: 1fr; height: 2fr; padding: 0; }
    HistoryScreen.narrow PastChanges { height: 3fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "restore", "put it back", show=False),
        Binding("x", "purge", "take a secret out", show=False),
        Binding("d,delete", "let_go", "leave what was not saved", show=False),
        Binding("tab,shift+tab", "other", "the changes, or the list", show=False),
        Binding("ctrl+down", "scroll(4)", "scroll the changes", show=False),
        Binding("ctrl+up", "scroll(-4)", "scroll the changes", show=False),
        Binding("escape,ctrl+p", "close", "back", show=False),
    ]

    list = query_one(VersionList)
    changes = query_one(PastChanges)
    keys = query_one(KeyBar)
    bar = query_one(TopBar)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._history = desk.history()
        self._versions = Versions(self._history)
        self._now = desk.session.answers
        self._is_reading = False

    def content(self) -> ComposeResult:
        """The versions, and beside or below them what putting the current one back would change."""
        top = TopBar(self._desk)
        top.place = "Past versions"
        yield top
        with Container(id="versions"):
            yield VersionList()
            yield PastChanges()
        yield KeyBar()

    def begin(self) -> None:
        """List what there is, and follow what becomes of it."""
        self.app.clear_notifications()
        self._desk.has_reminded = True  # what was not saved stands here first
        self.set_focus(self.list)
        self._show(*self._look())
        self._desk.settled.subscribe(self, lambda _: self._draft_changed())
        self.set_interval(LOOK_S, self._look_again)

    def _look(self) -> tuple[tuple[Snapshot, ...], str]:
        try:
            return self._versions.kept(), ""
        except HistoryFailed as error:
            return (), str(error)

    async def _look_again(self) -> None:
        kept, trouble = await asyncio.to_thread(self._look)
        if is_open(self) and (kept, trouble) != (self.list.versions, self.list.trouble):
            self._show(kept, trouble)

    def _show(self, kept: tuple[Snapshot, ...], trouble: str) -> None:
        self.list.show_versions(kept, trouble)
        self.changes.display = bool(kept)
        self._read_on()
        self._draw_keys()

    def _draft_changed(self) -> None:
        """What is compared with the draft is compared again."""
        if not is_open(self):
            return
        self.bar.settle()
        if self._desk.session.answers is not self._now:
            self._now = self._desk.session.answers
            self.list.forget()
            self.changes.forget()
            self._read_on()

    def on_version_list_unread(self, message: VersionList.Unread) -> None:
        """Look into the versions in sight."""
        message.stop()
        self._read_on()

    def on_line_list_moved(self, message: LineList.Moved) -> None:
        """Show what putting the current one back would change."""
        message.stop()
        self._read_on()
        self._draw_keys()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Put the current one back."""
        message.stop()
        self.action_restore()

    def on_descendant_focus(self) -> None:
        """Other keys work."""
        self._draw_keys()

    def _read_on(self) -> None:
        """Read, in a thread and one after the other, what is in sight: the current version first."""
        if not self._is_reading:
            self._is_reading = True
            self.run_worker(self._read())

    async def _read(self) -> None:
        try:
            while is_open(self) and (self._reads_changes() or self._reads_later()):
                current, place = self.list.current, self.list.unread()
                if current is not None and self._reads_changes():
                    await self._read_changes(current)
                elif place is not None:
                    await self._read_later(place)
        finally:
            self._is_reading = False

    def _reads_changes(self) -> bool:
        return self.list.current is not None and self.changes.version != self.list.current

    def _reads_later(self) -> bool:
        return self.list.unread() is not None

    async def _read_changes(self, current: Snapshot) -> None:
        now = self._now
        found = await asyncio.to_thread(self._changed_by, current)
        if now is self._now and is_open(self):
            self.changes.show_changes(current, found)

    async def _read_later(self, place: int) -> None:
        one, key, now = self.list.versions[place], self.list.key_of(place), self._now
        newer = self.list.versions[:place]
        later = await asyncio.to_thread(self._versions.later, one, newer, now)
        if now is self._now and is_open(self):
            self.list.tell(key, later)

    def _changed_by(self, version: Snapshot) -> Sequence[Difference] | str:
        try:
            return self._versions.changed_by(version, self._now)
        except WizardError as error:
            return str(error)

    def _draw_keys(self) -> None:
        current = self.list.current
        hints: list[KeyHint] = []
        if current is not None:
            hints.append(KeyHint("enter", "put it back", "screen.restore"))
            hints.append(KeyHint("tab", "the list" if self.changes.has_focus else "read the changes", "screen.other"))
            hints += [KeyHint("d", "leave it unsaved", "screen.let_go")] if current.why == UNSAVED else []
            hints.append(KeyHint("x", "take a secret out", "screen.purge"))
        self.keys.show((*hints, KeyHint("esc", "back", "screen.close"), KeyHint("F1", "help", "screen.help")))

    def _refusal(self) -> str:
        """Why nothing can be put back now; empty if it can."""
        if self._desk.session.is_frozen:
            return "Read only: no version can be put back. In the form, ctrl+s says what can be done."
        if self._desk.draft.theirs is not None:
            return "First it has to be settled which answers stay, yours or those on the disk: ctrl+s in the form asks."
        return ""

    def action_restore(self) -> None:
        """Ask, then let the draft be as it was in the current version."""
        version = self.list.current
        if version is None:
            return
        found = self._changed_by(version)
        if refusal := self._refusal():
            self._say(refusal)
        elif isinstance(found, str):
            self._say(found)
        elif not found:
            self._say("The draft says just that already.")
        else:
            self.app.push_screen(
                Confirm("Put this version back?", _asked(version, found), "put it back"),
                lambda yes: self._put_back(version) if yes else None,
            )

    def _put_back(self, version: Snapshot) -> None:
        if refusal := self._refusal():  # someone else may have taken the draft while it was asked
            self._say(refusal)
            return
        try:
            self._desk.restore(self._versions.answers(version))
            if version.why == UNSAVED and self._desk.save_now():
                self._versions.let_go(version)
        except WizardError as error:
            self._say(str(error))
            return
        self.dismiss(None)
        self.app.notify(f"The draft is as it was {_when(version)}. ctrl+z takes that back.", markup=False, timeout=6)

    def action_let_go(self) -> None:
        """Ask, then keep what was not saved as a version like any other, so that nobody is reminded of it."""
        version = self.list.current
        if version is None or version.why != UNSAVED:
            self._say("Versions go by themselves: after a day all but one an hour, after a month the rest.")
            return
        words = "You are not reminded of it any more. It stays among the versions like any other, and goes with them."
        self.app.push_screen(
            Confirm("Leave it unsaved?", words, "leave it"), lambda yes: self._let_go(version) if yes else None
        )

    def _let_go(self, version: Snapshot) -> None:
        try:
            self._versions.let_go(version)
        except HistoryFailed as error:
            self._say(str(error))
        self._show(*self._look())

    def action_purge(self) -> None:
        """Take a secret out of all versions."""
        from screens.purge import PurgeScreen  # hardly anybody ever needs it

        if self._history is not None and self.list.versions:
            self.app.push_screen(PurgeScreen(self._desk, self._history), lambda _: self._purged())

    def _purged(self) -> None:
        self._versions.forget()
        self.list.forget(all_of_them=True)
        self.changes.forget()
        self._show(*self._look())

    def action_other(self) -> None:
        """Put the focus on the changes, or back on the list."""
        self.set_focus(self.list if self.changes.has_focus or not self.changes.display else self.changes)

    def action_scroll(self, by: int) -> None:
        """Scroll the changes by lines."""
        self.changes.action_scroll(by)

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)

    def _say(self, words: str) -> None:
        self.app.clear_notifications()
        self.notify(words, markup=False, timeout=6)


def _when(version: Snapshot) -> str:
    return f"{day_of(version.at, datetime.now(UTC))} {version.time[-8:]}"


def _asked(version: Snapshot, found: Sequence[Difference]) -> str:
    becomes = (
        f"as it was typed until {_when(version)}, and not saved"
        if version.why == UNSAVED
        else f"as it was {_when(version)}"
    )
    kept = "What it says now is kept as a version before, and ctrl+z brings it back at once."
    return f"The draft becomes {becomes}. That changes {summary(found)}. {kept}"
