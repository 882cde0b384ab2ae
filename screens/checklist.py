"""The checklist: every item that counts for the design, ticked by its answers or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from screens.desk import Desk
from screens.drawing import GOOD, HERE, KEY, LABEL, MUTED, NAME, TITLE, fit, line, page, wrap
from screens.list_screen import ListScreen
from screens.panes import SIGNS, plain
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import Line, LineList, marked
from wizard.checklist.checklist import Checked, Checklist, State
from wizard.contract import SECTIONS
from wizard.design import Path
from wizard.knowledge import library

Shown = Literal["all", "open", "not met", "met", "by hand"]
TICKS: Path = ("risks", "ticks")
KEYS = (
    KeyHint("m", "met", "screen.tick('met')"),
    KeyHint("n", "not met", "screen.tick('not-met')"),
    KeyHint("x", "not applicable", "screen.tick('not-applicable')"),
    KeyHint("d", "take back", "screen.untick"),
    KeyHint("enter", "go to the answer"),
    KeyHint("e", "owner and note", "screen.edit"),
    KeyHint("f", "filter", "screen.filter"),
    KeyHint("tab", "next section", "screen.section(1)"),
    KeyHint("F2", "reference", "screen.reference"),
    KeyHint("esc", "back", "screen.close"),
)


class ItemList(LineList):
    """Items by section of the contract, one line each; the current one in full."""

    def __init__(self, checklist: Checklist) -> None:
        super().__init__()
        self.items: tuple[Checked, ...] = ()
        self.filter: Shown = "all"
        self.show_list(checklist)

    @property
    def current(self) -> Checked | None:
        """The current item."""
        return self.items[self.row] if self.items else None

    def show_list(self, checklist: Checklist) -> None:
        """Show a checklist, with the same item current if it still is in it."""
        before = self.current
        self.items = tuple(one for one in checklist.of(SECTIONS) if _is_shown(one, self.filter))
        ids = [one.item.id for one in self.items]
        if before is not None and before.item.id in ids:
            self.row = ids.index(before.item.id)
        self.row = max(0, min(self.row, len(self.items) - 1))
        self.refresh()

    def go_to_section(self, section: str) -> None:
        """Make the first item of a section the current one."""
        self.row = next((n for n, one in enumerate(self.items) if one.item.section == section), self.row)
        self.refresh()

    def count(self) -> int:
        """How many items are shown."""
        return len(self.items)

    def nothing(self, width: int) -> list[Content]:  # noqa: ARG002
        """That the filter leaves nothing."""
        return [line("  ", (f"No item is {self.filter}.", "$foreground")), Content(""), line("  ", ("f", KEY), (" shows others", MUTED))]  # fmt: skip

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each section, and its items."""
        for place, one in enumerate(self.items):
            section = one.item.section
            if not place or section != self.items[place - 1].item.section:
                if place:
                    yield None, Content("")
                found = [each for each in self.items if each.item.section == section]
                count = f"  {sum(each.is_done for each in found)} of {len(found)}"
                yield None, line("  ", (section, TITLE), (count, MUTED))
            if not place or (section, one.item.page) != _home(self.items[place - 1]):
                yield None, line("  ", (_title(one.item.page), NAME))
            if place == self.row:
                yield from self._whole(place, one, width)
            else:
                sign, style = SIGNS[one.state]
                words = fit(plain(one), width - 5)
                yield place, line("  ", (sign, style), " ", (words, MUTED if one.is_done else "$foreground"))

    def _whole(self, place: int, one: Checked, width: int) -> Iterator[Line]:
        """The current item: what it says, what tells, and where it comes from."""
        sign, style = SIGNS[one.state]
        for n, row in enumerate(wrap(plain(one), width - 8)):
            first = ((HERE, KEY), " ", (sign, style), " ") if not n else ((HERE, KEY), "   ")
            yield place, marked(line(*first, (row, LABEL)), width, is_here=True)
        for words, style in told(one):
            for row in wrap(words, width - 8):
                yield place, line("    ", (row, style))


def told(one: Checked) -> Iterator[tuple[str, str]]:
    """Who says how an item stands and why, line by line with the style of each."""
    if one.tick is not None:
        by = f"by {one.tick.owner}" if one.tick.owner else "by hand"
        more = "; ".join(part for part in (one.tick.reason, one.tick.note) if part)
        yield f"{one.state.replace('-', ' ')}, ticked {by}{f': {more}' if more else ''}", "$foreground"
    for where in one.where:
        yield where.words, GOOD if one.state == "met" else MUTED
    if one.state == "open":
        yield "The answers do not settle this; m, n or x does." if not one.where else "Not said yet.", MUTED
    yield f"{one.item.source} · {one.item.id}", NAME


def _home(one: Checked) -> tuple[str, str]:
    """The section and page of an item."""
    return one.item.section, one.item.page


def _title(name: str) -> str:
    """What a page is called; the team's own guide is not in the library."""
    return library.page(name).title if name in library.page_names() else "Your guide"


def _is_shown(one: Checked, wanted: Shown) -> bool:
    match wanted:
        case "all":
            return True
        case "met":
            return one.is_done
        case "by hand":
            return one.tick is not None
        case _:
            return one.state == wanted.replace(" ", "-")


class ChecklistScreen(ListScreen):
    """Ticks items by hand where the answers can not. Closes with the path to go to."""

    HELP_TOPIC = "checklist"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "tick('met')", "met", show=False),
        Binding("n", "tick('not-met')", "not met", show=False),
        Binding("x", "tick('not-applicable')", "not applicable", show=False),
        Binding("d,delete", "untick", "take back", show=False),
        Binding("e", "edit", "owner and note", show=False),
        Binding("f", "filter", "filter", show=False),
        Binding("tab", "section(1)", "next section", show=False),
        Binding("shift+tab", "section(-1)", "section before", show=False),
        Binding("f2", "reference", "reference", show=False),
        Binding("escape,f6", "close", "back", show=False),
    ]

    list = query_one(ItemList)

    def __init__(self, desk: Desk, section: str = "") -> None:
        super().__init__(desk)
        self._section = section

    def content(self) -> ComposeResult:
        """The counts over the items."""
        top = TopBar(self._desk)
        top.place = "Checklist"
        yield top
        yield Static(id="counts", markup=False)
        yield ItemList(self._session.review.checklist)
        yield KeyBar(KEYS)

    def begin(self) -> None:
        """Begin at the section of the step that it was opened from."""
        self.set_focus(self.list)
        self.list.go_to_section(self._section)
        self._draw()

    def resized(self) -> None:
        """Lines are broken anew."""
        if self.is_ready:
            self._draw()

    def _draw(self) -> None:
        """Draw the counts; the list draws itself."""
        checked = self._session.review.checklist.checked
        count = {state: sum(one.state == state for one in checked) for state in SIGNS}
        by_hand = sum(one.tick is not None for one in checked)
        parts: list[tuple[str, str]] = []
        for state, (sign, style) in SIGNS.items():
            parts += [(f"{sign} ", style), (f"{count[state]} {state.replace('-', ' ')}   ", "$foreground")]
        parts += [(f"{by_hand} by hand   ", MUTED), (f"shown: {self.list.filter}", NAME)]
        rows = [line("  ", *parts)]
        if "all" in self._session.review.design.start.compliance:
            words = "Scope all: every regime's items, each once. Legal review is needed; this is no legal advice."
            rows += [line("  ", (row, MUTED)) for row in wrap(words, max(20, self.size.width - 4))]
        self.query_one("#counts", Static).update(page(rows))
        self.bar.settle()

    def settle(self) -> None:
        """Let the answers settle, and draw list and counts anew."""
        self._desk.settle()
        self.list.show_list(self._session.review.checklist)
        self._draw()

    def on_line_list_chosen(self) -> None:
        """Go to the answer that tells how the item stands."""
        one = self.list.current
        if one is not None and one.where:
            self.dismiss(one.where[0].path)
        else:
            self.notify("No answer settles this one; m, n or x does.", markup=False, timeout=3)

    def action_tick(self, state: State) -> None:
        """Say how the current item stands; what does not apply needs a reason."""
        one = self.list.current
        if one is None or self.is_refused():
            return
        if one.tick is not None:
            path = (*TICKS, one.tick.id)
            self._session.answer((*path, "state"), state)
        else:
            (made,) = self._session.add(TICKS, [{"item": one.item.id, "state": state}])
            path = (*TICKS, made)
        if state == "not-applicable":
            self._open((*path, "reason"))
        elif self.list.filter in ("all", "by hand"):
            self.list.action_move(1)
        self.settle()

    def action_untick(self) -> None:
        """Leave the current item to the answers again."""
        one = self.list.current
        if one is not None and one.tick is not None and not self.is_refused():
            self._session.remove((*TICKS, one.tick.id))
            self.settle()

    def action_edit(self) -> None:
        """Say who answers for the current item, and where it is seen."""
        one = self.list.current
        if one is None or one.tick is None:
            self.notify("Tick it first: m, n or x.", markup=False, timeout=3)
        else:
            self._open((*TICKS, one.tick.id, "owner"))

    def action_filter(self) -> None:
        """Show other items."""
        filters: tuple[Shown, ...] = get_args(Shown)
        self.list.filter = filters[(filters.index(self.list.filter) + 1) % len(filters)]
        self.list.show_list(self._session.review.checklist)
        self._draw()

    def action_section(self, by: int) -> None:
        """Go to the first item of the next section that has any, or of the one before."""
        sections = list(dict.fromkeys(one.item.section for one in self.list.items))
        if self.list.current is not None:
            place = sections.index(self.list.current.item.section) + by
            self.list.go_to_section(sections[place % len(sections)])

    def action_reference(self) -> None:
        """Read the page that the current item stands on."""
        from screens.reference import ReferenceScreen  # not needed to tick

        one = self.list.current
        if one is not None:
            self.app.push_screen(ReferenceScreen(self._desk, one.item.page, item=one.item.id))

    def _open(self, path: Path) -> None:
        from screens.record_screen import RecordScreen  # not needed to look

        self.app.push_screen(RecordScreen(self._desk, path), lambda _: self.settle())
