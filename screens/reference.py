"""The reference reader: one page of guidance, with its checklist items as they stand in this design."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, Static

from screens import panes
from screens.chooser import Chooser
from screens.desk import Desk
from screens.drawing import HERE, KEY, LABEL, MUTED, NOT_ASKED, OPEN, TITLE, Part, cut, fit, line, page
from screens.markdown import ReferenceText, Teller, Told
from screens.page import WizardScreen, while_open
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import Line, LineList, marked
from screens.widgets.page_reader import PageReader
from wizard.checklist.applicable import fits, words_of
from wizard.checklist.checklist import Checklist, State
from wizard.design import Path
from wizard.knowledge.guide import PAGE as GUIDE_PAGE
from wizard.knowledge.page import Page
from wizard.knowledge.shelf import CONTENTS_PAGE, page_on_shelf, place_of, shelves, titles

STYLES: dict[State, str] = {
    "met": "reader.good", "not-met": "reader.bad", "not-applicable": "reader.muted", "open": "reader.muted",
}  # fmt: skip


def reference_for(path: Path) -> tuple[str, str]:
    """The page and heading behind the question at a path; the list of all pages if none is known."""
    from wizard.knowledge.questions import reference_of

    try:
        name, _, anchor = reference_of(path).partition("#")
    except KeyError:
        return CONTENTS_PAGE, ""
    return name, anchor


def readable_page(shown: Page, checklist: Checklist | None) -> RenderableType:
    """A page without its title, which stands over it, and with its sources at the end; without a checklist, its items are open."""
    is_titled = shown.name != GUIDE_PAGE and shown.text.startswith("# ")
    text = shown.text.partition("\n")[2].lstrip("\n") if is_titled else shown.text
    sources = [Text(source, "reader.muted") for source in shown.sources]
    heading = [Text(""), Text("Sources", "markdown.h2"), Text("")] if sources else []
    return Group(ReferenceText(text, _teller(shown, checklist)), *heading, *sources)


def _teller(shown: Page, checklist: Checklist | None) -> Teller:
    """Says how the items of a page stand."""
    ids = {_squeezed(item.id if item.id in shown.text else item.statement): item.id for item in shown.items}

    def tell(text: str) -> Told | None:
        word = text.partition(" ")[0]
        is_named = ids.get(_squeezed(word)) == word
        found = word if is_named else next((ids[words] for words in ids if _squeezed(text).startswith(words)), None)
        if found is None:
            return None
        prefix = len(word) + 1 if is_named else 0
        if checklist is None:
            return Told(found, prefix, OPEN, "reader.muted")
        one = checklist.by_id.get(found)
        if one is None:
            return Told(found, prefix, NOT_ASKED, "reader.muted", ("does not count for this design",))
        style = "reader.good" if one.state == "met" else "reader.muted"
        return Told(found, prefix, panes.SIGNS[one.state][0], STYLES[one.state], tuple(panes.evidence(one)), style)

    return tell


def _squeezed(text: str) -> str:
    """The letters and digits of a text; a guide's items are known by them."""
    return re.sub(r"[\W_]+", "", text).lower()


class Place(NamedTuple):
    """A page, and the line that was read."""

    name: str
    line: int


class PageList(LineList, can_focus=False):
    """All pages, by section; those that do not count for the design are pale."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words
        self._is_filled = False

    @cached_property
    def pages(self) -> list[Page]:
        """All pages, in the order of the shelves."""
        self._is_filled = True
        return [shown for shelf in shelves() for shown in shelf.pages]

    def show_page(self, name: str) -> None:
        """Make a page the current one; the list of pages is not among them."""
        self.row = next((place for place, shown in enumerate(self.pages) if shown.name == name), -1)
        self.refresh()

    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages) if self._is_filled else 0

    def nothing(self, width: int) -> list[Content]:  # noqa: ARG002
        """An empty list, until all pages were read."""
        return []

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each shelf, and its pages."""
        place = 0
        for shelf in shelves():
            yield None, Content("")
            yield None, line(" ", (cut(shelf.heading, width - 1), TITLE))
            for shown in shelf.pages:
                is_here = place == self.row
                style = LABEL if is_here else "$foreground" if fits((shown.when,), self._words) else MUTED
                words = line((HERE if is_here else " ", KEY), " ", (fit(shown.title, width - 2), style))
                yield place, marked(words, width, is_here=is_here)
                place += 1


class About(Widget):
    """What a page is, as of when, and for whom it counts."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words
        self._page: Page | None = None

    def show(self, shown: Page) -> None:
        """Say this of another page."""
        self._page = shown
        self.refresh()

    def render(self) -> Content:
        """Two lines."""
        shown, width = self._page, self.size.width
        if shown is None:
            return Content("")
        title = cut(shown.title, width)
        as_of = f"   as of {shown.as_of}" if shown.as_of else ""
        whom = f"   for {', '.join(shown.when)}" if shown.when else "   for every design"
        counts = "" if fits((shown.when,), self._words) else f"   {NOT_ASKED} not for this design"
        rest = max(0, width - len(title))
        return page(
            [
                line((title, TITLE), (cut(f"{as_of}{counts}{whom}", rest), MUTED)),
                line((cut(shown.summary, width), MUTED)),
            ]
        )


class PageChooser(Chooser[Page]):
    """Closes with the page to read."""

    PLACEHOLDER = "Read: a part of a page's name"

    def words(self, choice: Page) -> str:
        """Its title, its name, and the section it is for."""
        return f"{choice.title} {choice.name} {choice.section}"

    def parts(self, choice: Page, *, is_here: bool) -> Sequence[Part]:
        """Its title, and the section it is for."""
        return " ", (fit(choice.title, 36), LABEL if is_here else "$foreground"), (cut(f" {choice.section}", 23), MUTED)


class ReferenceScreen(WizardScreen[None]):
    """Shows a page at a heading or checklist item, and from there any other."""

    HELP_TOPIC = "reference"
    DEFAULT_CSS = """
    ReferenceScreen #pages-and-page { height: 1fr; }
    ReferenceScreen PageList { width: 36; height: 1fr; background: $surface; padding: 0 1; }
    ReferenceScreen.wide PageList { width: 46; }
    ReferenceScreen.narrow PageList { display: none; }
    ReferenceScreen About { height: 4; padding: 1 2 1 3; }
    ReferenceScreen #page-reader { width: 1fr; height: 1fr; padding: 0 1 0 3; background: $background; scrollbar-size-vertical: 1; scrollbar-color: $panel; scrollbar-background: $background; }
    ReferenceScreen #find { height: 1; background: $panel; padding: 0 1; display: none; }
    ReferenceScreen.finding #find { display: block; }
    ReferenceScreen #words { width: 1fr; height: 1; border: none; padding: 0; background: $panel; color: $foreground; }
    ReferenceScreen #count { width: auto; height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("pageup", "scroll_page(-1)", "page up", show=False),
        Binding("pagedown,space", "scroll_page(1)", "page down", show=False),
        Binding("home", "scroll(-1000000)", "begin", show=False),
        Binding("end", "scroll(1000000)", "end", show=False),
        Binding("slash,ctrl+f", "find", "search in the page", show=False),
        Binding("n", "find_next(1)", "next match", show=False),
        Binding("N", "find_next(-1)", "match before", show=False),
        Binding("tab", "walk(1)", "next link", show=False),
        Binding("shift+tab", "walk(-1)", "link before", show=False),
        Binding("enter", "follow", "follow the link", show=False),
        Binding("backspace", "back", "back", show=False),
        Binding("o", "choose", "another page", show=False),
        Binding("ctrl+n,f9", "turn(1)", "next page", show=False),
        Binding("ctrl+b,f8", "turn(-1)", "page before", show=False),
        Binding("escape", "close", "close", show=False),
        Binding("f2", "leave", "close", show=False),
    ]

    reader = query_one(PageReader)
    about = query_one(About)
    list = query_one(PageList)
    keys = query_one(KeyBar)
    words = query_one("#words", Input)

    def __init__(self, desk: Desk, name: str = CONTENTS_PAGE, anchor: str = "", item: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._page = page_on_shelf(name)
        self._goal = item or anchor
        self._checklist = desk.session.review.checklist if item else None
        """How the items stand; where none was asked for, the page is drawn before that is known."""
        self._read: list[Place] = []

    def content(self) -> ComposeResult:
        """All pages at the left, the one that is read beside them, and a line to search it."""
        top = TopBar(self._desk)
        top.place = "Reference"
        yield top
        words = words_of(self._desk.session.review.design)
        with Horizontal(id="pages-and-page"):
            yield PageList(words)
            with Vertical():
                yield About(words)
                yield PageReader(id="page-reader")
        with Horizontal(id="find"):
            yield Input(id="words", placeholder="Search in this page", select_on_focus=False, compact=True)
            yield Static(id="count", markup=False)
        yield KeyBar()

    def begin(self) -> None:
        """Open the page that was asked for; nothing has the focus, so that letters are keys."""
        self.words.cursor_blink = False
        self.set_focus(None)
        self._show(self._page, self._goal)
        self.call_after_refresh(self._complete)
        self._desk.reloaded.subscribe(self, while_open(self, self._check_anew))
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self._draw_anew))

    def _complete(self) -> None:
        """Add what the first page did not wait for: the list of pages, and how the items stand."""
        if not self.is_attached:
            return
        self.list.show_page(self._page.name)
        if self._checklist is None:
            self._check_anew()

    def _check_anew(self) -> None:
        self._checklist = self._desk.session.review.checklist
        self._draw_anew()

    def _draw_anew(self) -> None:
        self.reader.show(readable_page(self._page, self._checklist))

    def _open(self, name: str, goal: str | int = "") -> None:
        """Show a page at a heading, an item or a line."""
        self._show(page_on_shelf(name), goal)
        self.list.show_page(name)

    def _show(self, shown: Page, goal: str | int) -> None:
        self._page = shown
        self.reader.open_at(goal)
        self._draw_anew()
        self.about.show(shown)
        self._draw_count()

    def _draw_count(self) -> None:
        """Draw how many matches there are, and which keys work."""
        count = len(self.reader.matches)
        words = (
            f"{self.reader.match + 1} of {count}" if count else "not on this page" if self.words.value.strip() else ""
        )
        self.query_one("#count", Static).update(line((words, KEY if count else MUTED)))
        self._draw_keys()

    def _draw_keys(self) -> None:
        if self.focused is self.words:
            self.keys.show((KeyHint("enter", "keep the matches"), KeyHint("esc", "stop searching", "screen.close")))
            return
        closes = "stop searching" if self.has_class("finding") else "close"
        hints = [KeyHint("up/down", "read"), KeyHint("esc", closes, "screen.close")]
        if self.reader.link is not None:
            hints.append(KeyHint("enter", "follow", "screen.follow"))
        if self.reader.matches:
            hints += [KeyHint("n", "next match", "screen.find_next(1)"), KeyHint("N", "before", "screen.find_next(-1)")]
        if self._read:
            hints.append(KeyHint("backspace", "back", "screen.back"))
        if self.reader.links:
            hints.append(KeyHint("tab", "next link", "screen.walk(1)"))
        hints += [KeyHint("/", "search", "screen.find"), KeyHint("o", "other page", "screen.choose")]
        hints += [KeyHint("F1", "help", "screen.help"), KeyHint("ctrl+n", "next page", "screen.turn(1)")]
        self.keys.show(hints)

    @on(Input.Changed, "#words")
    def _find(self, event: Input.Changed) -> None:
        event.stop()
        self.reader.find(event.value)
        self._draw_count()

    @on(Input.Submitted, "#words")
    def _keep_matches(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(None)
        self.set_class(bool(self.words.value.strip()), "finding")
        self._draw_keys()

    @on(LineList.Moved)
    def _choose_in_list(self, message: LineList.Moved) -> None:
        message.stop()
        self._go(self.list.pages[self.list.row].name)

    @on(PageReader.Followed)
    def _follow_clicked(self, message: PageReader.Followed) -> None:
        message.stop()
        self._follow(message.target)

    def _go(self, name: str, anchor: str = "") -> None:
        """Go to a page, and remember the way back."""
        self._read.append(Place(self._page.name, self.reader.scroll_offset.y))
        self._open(name, anchor)

    def _follow(self, target: str) -> None:
        place = place_of(target, self._page.name)
        if place is None:
            self.notify(f"{target} is not one of these pages.", markup=False, timeout=4)
        else:
            self._go(*place)

    def action_scroll(self, by: int) -> None:
        """Read on or back."""
        self.reader.scroll_relative(y=by, animate=False)

    def action_scroll_page(self, by: int) -> None:
        """Read on or back by what is in sight, but for two lines."""
        self.action_scroll(by * max(1, self.reader.size.height - 2))

    def action_find(self) -> None:
        """Open the line that words are searched with."""
        self.add_class("finding")
        self.set_focus(self.words)
        self._draw_keys()

    def action_find_next(self, by: int) -> None:
        """Go to the next match, or the one before."""
        self.reader.find_next(by)
        self._draw_count()

    def action_walk(self, by: int) -> None:
        """Go from link to link."""
        self.reader.walk(by)
        self._draw_keys()

    def action_follow(self) -> None:
        """Follow the current link."""
        if self.reader.link is not None:
            self._follow(self.reader.link.target)

    def action_back(self) -> None:
        """Go back to where the last link was followed."""
        if self._read:
            self._open(*self._read.pop())

    def action_turn(self, by: int) -> None:
        """Go to the next page of the list, or the one before."""
        self.list.action_move(by)

    def action_choose(self) -> None:
        """Choose another page by typing a part of its name."""
        self.app.push_screen(
            PageChooser(list(titles().values())), lambda found: self._go(found.name) if found else None
        )

    def action_close(self) -> None:
        """Stop searching, or go back to where the work was."""
        if self.has_class("finding"):
            self.words.value = ""
            self.remove_class("finding")
            self.set_focus(None)
            self._draw_keys()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)
