"""The screen of a workflow step: rail, one group of questions, side pane. One screen shows all nine; only its words change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from rich.console import RenderableType
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.getters import query_one

from screens import panes
from screens.desk import Desk
from screens.drawing import page
from screens.faces import aside_of, deed_of, picture_of
from screens.form_screen import FormScreen
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.form import FormPane
from screens.widgets.rail import Rail
from screens.widgets.sheet import Sheet
from screens.widgets.side_pane import SidePane, Tabs
from wizard.ask import Group
from wizard.design import Path, is_group_asked
from wizard.steps.start import START
from wizard.steps.step import Step
from wizard.workflow import STEP_BY_KEY, STEPS

FORM_KEYS = (
    KeyHint("ctrl+n", "next", "screen.next"),
    KeyHint("ctrl+b", "back", "screen.back"),
    KeyHint("F1", "help", "screen.help"),
    KeyHint("F5", "readiness", "screen.readiness"),
    KeyHint("F3", "pane", "screen.pane"),
    KeyHint("ctrl+g", "go to", "screen.go_to"),
    KeyHint("F6", "checklist", "screen.checklist"),
    KeyHint("ctrl+f", "search", "screen.search"),
    KeyHint("F2", "reference", "screen.reference"),
    KeyHint("F4", "export", "screen.export"),
    KeyHint("ctrl+t", "trace", "screen.deed"),
    KeyHint("ctrl+z", "undo", "screen.undo"),
    KeyHint("ctrl+p", "versions", "screen.history"),
    KeyHint("ctrl+q", "quit", "app.quit"),
)


class StepScreen(FormScreen[None]):
    """Shows one group of one step at a time."""

    KEYS = FORM_KEYS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,f9", "next", "next group", priority=True, show=False),
        Binding("ctrl+b,f8", "back", "previous group", priority=True, show=False),
        Binding("ctrl+f", "search", "search", show=False),
        Binding("ctrl+g", "go_to", "go to a step or group", show=False),
        Binding("f3", "pane", "next page of the side pane", show=False),
        Binding("f4", "export", "export", show=False),
        Binding("f5", "readiness", "readiness", show=False),
        Binding("f6", "checklist", "checklist", priority=True, show=False),
        Binding("ctrl+t", "deed", "trace matrix, or what the group has of its own", priority=True, show=False),
        Binding("ctrl+o", "home", "home", show=False),
        Binding("ctrl+down", "scroll_pane(4)", "scroll the side pane", show=False),
        Binding("ctrl+up", "scroll_pane(-4)", "scroll the side pane", show=False),
        Binding("escape", "close_pane", "close the side pane", show=False),
    ]

    rail = query_one(Rail)
    side = query_one(SidePane)

    def __init__(self, desk: Desk, at: Path = ("scope",)) -> None:
        super().__init__(desk)
        self._start = at
        self._step = STEPS[1]
        self._group: type[Group] = STEPS[1].groups[0]

    def content(self) -> ComposeResult:
        """The lines at top and bottom, and three planes between them."""
        yield TopBar(self._desk, id="bar")
        with Horizontal(id="planes"):
            yield Rail(self._session, id="rail")
            yield FormPane(self._session, id="form")
            yield SidePane(id="side")
        yield KeyBar(FORM_KEYS, id="keys")

    def begin(self) -> None:
        """Go to where the work stopped, and follow what settles."""
        super().begin()
        self.form.picture = self._picture
        self.go(self._start)

    def go(self, path: Path) -> None:
        """Go to a step, a field, or a record's field; a record's field opens the form of the record."""
        step = STEP_BY_KEY[path[0]]
        if not step.number:
            self.action_edit_start(path)
            return
        groups = self._groups(step.key)
        field = path[1] if len(path) > 1 else ""
        group = next((group for group in groups if field in group.fields), groups[0])
        self._show(step.key, group, field, path[2] if len(path) > 2 else "")
        if len(path) > 3:
            self.open_record(path)

    def go_to_group(self, step: str, group: str = "") -> None:
        """Go to a group by its key; to the first of the step without one. The start form is a screen of its own."""
        if step == START.key:
            self.action_edit_start()
            return
        groups = self._groups(step)
        self._show(step, next((g for g in groups if g.group_key() == group), groups[0]))

    def redraw(self) -> None:
        """Draw everything that follows from the answers."""
        if not self._is_still_asked():
            self.go_to_group(self._step.key)
            return
        sheet = self._sheet()
        if sheet.fields != self.form.sheet.fields:
            self.finish()
            self.form.show(sheet, self.form.path[-1] if len(self.form.path) > 1 else "")
        else:
            self.form.redraw()
        self._draw_around()

    def _show(self, step: str, group: type[Group], field: str = "", record: str = "", *, is_last: bool = False) -> None:
        self.finish()
        self._step, self._group = STEP_BY_KEY[step], group
        if is_last:
            self.form.show_last(self._sheet())
        else:
            self.form.show(self._sheet(), field, record)
        self.rail.show(step, group.group_key())
        self.bar.place = panes.title_of(step)
        self.side.turn(self.side.tab)
        self._draw_around()

    def _sheet(self) -> Sheet:
        asked = {field.name for field in self._session.review.reading.asked[self._step.key]}
        fields = tuple(field for field in self._group.fields.values() if field.name in asked)
        return Sheet(self._group.heading, self._group.purpose(), (self._step.key,), fields)

    def _draw_around(self) -> None:
        """Draw what stands around the form."""
        self.bar.settle()
        self.rail.refresh()
        self.side.count(*panes.counts(self._session.review, self._step.key))
        if self.is_ready:
            self._draw_side()
        else:  # the first frame does not wait for the examples that the side pane shows
            self.call_after_refresh(self._draw_side)
        self._draw_keys()

    def _draw_side(self) -> None:
        if not self.side.display:
            return
        review, width = self._session.review, self.side.page_width
        match self.side.tab:
            case "why":
                beside = aside_of(self._step.key, self._group.group_key())
                lines = panes.why(review, self.form.path, self.form.field, width, has_more=beside is not None)
                self.side.show(page([*lines, *(beside(review, width) if beside else ())]))
            case "checks":
                self.side.show(page(panes.checklist(review, self._step.key, self._group, width)))
            case "findings":
                self.side.show(page(panes.findings(review, self._step.key, width)))
            case "section":
                self.side.read(self._section_page())

    def _section_page(self) -> RenderableType:
        from screens.reading import readable  # Markdown and templates cost 100 ms, and only this page needs them
        from wizard.export.document import section
        from wizard.export.outgoing import outgoing

        name = self._step.section_of(self._group)
        return readable(f"### {name}\n\n{section(outgoing(self._session.review), name)}")

    def _draw_keys(self) -> None:
        if self.has_class("pane-open"):
            self.keys.show(
                (KeyHint("esc", "close the pane", "screen.close_pane"), KeyHint("F3", "next page", "screen.pane"))
            )
            return
        here = deed_of(self._step.key, self._group.group_key())
        self.show_keys((KeyHint("ctrl+t", here.words, "screen.deed"),) if here else ())

    def _picture(self, width: int) -> Any:
        drawing = picture_of(self._step.key, self._group.group_key())
        return drawing(self._session.review, width) if drawing else ()

    def _groups(self, step: str) -> list[type[Group]]:
        design = self._session.review.reading.design
        groups = [group for group in STEP_BY_KEY[step].groups if is_group_asked(group, design)]
        asked = {field.name for field in self._session.review.reading.asked[step]}
        return [group for group in groups if asked & set(group.fields)] or list(STEP_BY_KEY[step].groups[:1])

    def _is_still_asked(self) -> bool:
        return self._group in self._groups(self._step.key)

    @on(FormPane.Moved)
    def _follow_focus(self, message: FormPane.Moved) -> None:
        message.stop()
        field = self.form.field.name if self.form.field else ""
        here = replace(self._desk.position, step=self._step.key, group=self._group.group_key(), field=field)
        if here != self._desk.position:
            self._desk.position = here
            self._desk.touch()
        self.call_after_refresh(self._draw_side)
        self._draw_keys()

    @on(FormPane.Ended)
    def _leave_form(self, message: FormPane.Ended) -> None:
        message.stop()
        self._walk(message.by, is_last=message.by < 0)

    @on(Rail.Chosen)
    def _choose_in_rail(self, message: Rail.Chosen) -> None:
        message.stop()
        match message.step:
            case "readiness":
                self.action_readiness()
            case "export":
                self.action_export()
            case _:
                self.go_to_group(message.step, message.group)

    @on(Tabs.Chosen)
    def _choose_tab(self, message: Tabs.Chosen) -> None:
        message.stop()
        self.side.turn(message.tab)
        self._draw_side()

    def _walk(self, by: int, *, is_last: bool = False) -> None:
        """Go to the next or previous group, across steps; before the first is the start form, after the last readiness."""
        places = [(step.key, group) for step in STEPS[1:] for group in self._groups(step.key)]
        place = places.index((self._step.key, self._group)) + by
        if place >= len(places):
            self.action_readiness()
        elif place >= 0:
            self._show(*places[place], is_last=is_last)
        elif not is_last:
            self.action_edit_start()

    def action_next(self) -> None:
        """Go to the next group."""
        self._walk(1)

    def action_back(self) -> None:
        """Go to the previous group."""
        self._walk(-1)

    def action_pane(self) -> None:
        """Turn to the next page of the side pane; on a narrow screen, open it first."""
        if self.has_class("narrow") and not self.has_class("pane-open"):
            self.add_class("pane-open")
        else:
            self.side.turn()
        self._draw_keys()
        self.call_after_refresh(self._draw_side)

    def action_close_pane(self) -> None:
        """Close the side pane where it lies over the form."""
        self.remove_class("pane-open")
        self._draw_keys()

    def action_scroll_pane(self, by: int) -> None:
        """Scroll the side pane by lines."""
        self.side.scroll_by(by)

    def action_readiness(self) -> None:
        """Show the verdict and its blockers; a chosen one is gone to."""
        self.finish()
        from screens.readiness import Readiness  # screens that are not needed at the start are imported when they are

        self.app.push_screen(Readiness(self._desk), lambda path: self.go(path) if path else None)

    def action_checklist(self) -> None:
        """Show the checklist at the section of this group; an answer that is chosen there is gone to."""
        self.finish()
        from screens.checklist import ChecklistScreen

        section = self._step.section_of(self._group)
        self.app.push_screen(
            ChecklistScreen(self._desk, section), lambda path: self.go(path) if path else self.redraw()
        )

    def action_export(self) -> None:
        """Show the document, and write it."""
        self.finish()
        from screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._desk))

    def action_go_to(self) -> None:
        """Choose a step or group by typing a part of its name."""
        from screens.go_to import GoTo

        self.app.push_screen(GoTo(self._session), self._go_to_chosen)

    def _go_to_chosen(self, place: tuple[Step, type[Group]] | None) -> None:
        if place is not None:
            step, group = place
            self.go_to_group(step.key, group.group_key())

    def action_deed(self) -> None:
        """Do what the group has a key of its own for; elsewhere show what hangs together, from here."""
        self.finish()
        here = deed_of(self._step.key, self._group.group_key())
        if here is not None:
            here.act(self._desk, self)
            return
        from screens.trace import TraceScreen

        at = (*self.form.path, self.form.record)
        self.app.push_screen(TraceScreen(self._desk, at), lambda path: self.go(path) if path else None)

    def action_edit_start(self, at: Path = ("start",)) -> None:
        """Change the answers of the start form."""
        self.finish()
        from screens.start import StartScreen

        self.app.push_screen(StartScreen(self._desk, at), lambda _: self.redraw())

    async def action_home(self) -> None:
        """Close the draft and go home."""
        await self.app.run_action("home")
