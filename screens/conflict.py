"""Both were changed, the draft here and the file on the disk: what each says, and which is to stay."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from screens.copy import CopyScreen
from screens.desk import Desk
from screens.drawing import BAD, BLOCKS, GOOD, LABEL, MET, MUTED, Part, fit, line, page, show, wrap
from screens.page import WizardScreen
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.both_values import BothValues
from screens.widgets.difference_list import EDGE, GAP, MINE, SIGN, THEIRS, WHO, Columns, DifferenceList
from wizard.merging import Side
from wizard.settlement import Settlement
from wizard.text import in_one_row


class ConflictScreen(WizardScreen[bool]):
    """Lets somebody choose, difference by difference, whose answers are to stay. Closes with whether that was settled."""

    HELP_TOPIC = "conflict"
    DEFAULT_CSS = "ConflictScreen #what { height: auto; padding: 1 0 0 0; } ConflictScreen.low #what { padding: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,left", "take('mine')", "mine", show=False),
        Binding("t,right", "take('theirs')", "theirs", show=False),
        Binding("M,shift+m", "take_all('mine')", "mine of everything", show=False),
        Binding("T,shift+t", "take_all('theirs')", "theirs of everything", show=False),
        Binding("n", "next", "next to decide", show=False),
        Binding("ctrl+s", "apply", "apply", show=False),
        Binding("c", "copy", "save a copy", show=False),
        Binding("ctrl+down", "read(3)", "read on", show=False),
        Binding("ctrl+up", "read(-3)", "read back", show=False),
        Binding("escape", "later", "decide later", show=False),
    ]

    bar = query_one(TopBar)
    differences = query_one(DifferenceList)
    values = query_one(BothValues)
    keys = query_one(KeyBar)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settlement = self._now()

    def _now(self) -> Settlement:
        """What differs now, with what was chosen before and still can be."""
        desk = self._desk
        versions = desk.base, desk.session.answers, desk.draft.theirs or desk.session.answers
        before = desk.settlement
        return Settlement.of(*versions) if before is None else before.again(*versions)

    def content(self) -> ComposeResult:
        """What happened, the differences, and the current one in full."""
        top = TopBar(self._desk)
        top.place, top.explains = "Changed in two places", False
        yield top
        yield Static(id="what", markup=False)
        yield DifferenceList(self._settlement)
        yield BothValues(self._settlement)
        yield KeyBar()

    def begin(self) -> None:
        """Begin with the first difference that somebody has to decide."""
        self._desk.interrupt()
        self.set_focus(self.differences)
        self.differences.row = 1 if self.differences.count() > 1 else 0
        if self._settlement.undecided:
            self.differences.row = 0
            self.differences.go_to_undecided()
        self._draw()
        if not self._settlement.contested:
            self.call_later(self._settle)

    def resized(self) -> None:
        """Lines are broken anew."""
        self.set_class(self.app.size.height < 30, "low")
        if self.is_ready:
            self._draw()

    def on_screen_resume(self) -> None:
        """It may have been settled by a copy that was saved meanwhile."""
        if self.is_ready and self._desk.draft.theirs is None:
            self.call_later(self._close)

    def _close(self) -> None:
        self.dismiss(True)

    def _draw(self) -> None:
        """Draw everything that follows from what was chosen."""
        show(self.query_one("#what", Static), page(self._what()))
        self.differences.show(self._settlement)
        self.values.show(self._settlement, self.differences.current)
        left = len(self._settlement.undecided)
        to_decide = f"next of {left}{' to decide' if self.app.size.width >= 100 else ''}"
        deed = KeyHint("n", to_decide, "screen.next") if left else KeyHint("ctrl+s", "apply", "screen.apply")
        self.keys.show(
            (
                KeyHint("m", "mine", "screen.take('mine')"),
                KeyHint("t", "theirs", "screen.take('theirs')"),
                deed,
                KeyHint("esc", "later", "screen.later"),
                KeyHint("c", "save a copy", "screen.copy"),
                KeyHint("F1", "help", "screen.help"),
                KeyHint("M", "all mine", "screen.take_all('mine')"),
                KeyHint("T", "all theirs", "screen.take_all('theirs')"),
                KeyHint("ctrl+q", "quit", "app.quit"),
            )
        )  # fmt: skip

    def _what(self) -> list[Content]:
        """What happened, in words that can stand on a wall; the counts; and the heads of the columns."""
        width = self.app.size.width
        holder = self._desk.draft.holder
        who = f", there by {holder.words}" if holder is not None and holder.user else ""
        happened = f"{in_one_row(self._desk.draft.path.name)} was changed here and on the disk{who}."
        rows = [line("  ", (row, LABEL)) for row in wrap(happened, width - 4)]
        safe = "Nothing was overwritten. Nothing is saved until you choose and apply."
        rows += [line("  ", (row, "$foreground")) for row in wrap(safe, width - 4)]
        return [*rows, *self._counts(width), *([] if self.has_class("low") else [Content("")]), self._heads(width)]

    def _counts(self, width: int) -> list[Content]:
        found = self._settlement
        left, decided = len(found.undecided), len(found.conflicts) - len(found.undecided)
        alone = len(found.contested) - len(found.conflicts)
        parts: list[Part] = [(BLOCKS, BAD), (f" {left} to decide   ", LABEL)] if left else []
        parts += [(MET, GOOD), (f" {decided} decided   ", "$foreground")] if decided else []
        words = f"{alone} changed on one side only" if alone else ""
        if alone and width >= 100:
            words += ": that side is taken beforehand"
        return [line("  ", *parts, (words, MUTED))]

    def _heads(self, width: int) -> Content:
        columns = Columns.of(width)
        heads = " " * EDGE + fit("", columns.name + GAP) + fit("changed", WHO)
        values = (" " * (GAP + SIGN) + fit(words, columns.value) for words in (MINE, THEIRS))
        return line((heads, MUTED), *((words, MUTED) for words in values))

    def on_line_list_moved(self) -> None:
        """Show the current difference in full."""
        self.values.show(self._settlement, self.differences.current)

    def on_difference_list_taken(self, message: DifferenceList.Taken) -> None:
        """Take the value that was clicked on."""
        message.stop()
        self.action_take(message.side)

    def _choose(self, settlement: Settlement) -> None:
        """Keep what is chosen, also while it is decided later."""
        self._settlement = self._desk.settlement = settlement
        self._draw()

    def action_take(self, side: Side) -> None:
        """Take one side of the current difference, or of all of the current step."""
        self._choose(self._settlement.taking(side, self.differences.chosen_for))

    def action_take_all(self, side: Side) -> None:
        """Take one side of everything."""
        self._choose(self._settlement.taking(side, self._settlement.contested))

    def action_next(self) -> None:
        """Go to the next difference that somebody has to decide."""
        self.differences.go_to_undecided()

    def action_read(self, by: int) -> None:
        """Scroll the values."""
        self.values.scroll_lines(by)

    def action_apply(self) -> None:
        """Save what was chosen, if nothing is open, and nobody wrote meanwhile."""
        left = len(self._settlement.undecided)
        if left:
            self.differences.go_to_undecided()
            self.notify(f"{left} to decide before it can be applied.", markup=False, timeout=3)
        elif self._desk.look_again():
            self._choose(self._now())
            self._say_changed_again()
        elif self._desk.draft.damage:
            self.notify(self._desk.draft.damage, severity="error", markup=False, timeout=8)
        else:
            self._settle()

    def _say_changed_again(self) -> None:
        if not self._settlement.contested:
            self._settle()
            return
        words = "It was changed on the disk once more. What differs is shown anew; what you chose for the rest is kept."
        self.notify(words, severity="warning", markup=False, timeout=8)

    def _settle(self) -> None:
        mine = sum(self._settlement.side(one) == "mine" for one in self._settlement.contested)
        theirs = len(self._settlement.contested) - mine
        self._desk.adopt(self._settlement.answers)
        self.dismiss(True)
        words = f"Applied: {mine} mine, {theirs} theirs." if mine + theirs else "Both sides say the same now."
        self.notify(f"{words} ctrl+z brings back what was here.", markup=False, timeout=8)

    def action_copy(self) -> None:
        """Save everything that is here as a new draft, and go on in that."""
        self.app.push_screen(CopyScreen(self._desk))

    def action_later(self) -> None:
        """Leave both as they are for now."""
        self.dismiss(False)
        words = "Not decided yet, so nothing is saved. ctrl+s comes back to it; what you chose is remembered."
        self.notify(words, severity="warning", markup=False, timeout=8)
