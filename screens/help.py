"""Help: what a screen is for, and its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.drawing import KEY, MUTED, TITLE, line, page, wrap

WIDTH = 70
Rows = tuple[tuple[str, str], ...]

MOVING: Rows = (
    ("tab, enter, down", "next field; shift+tab and up go back"),
    ("ctrl+n or F9", "next group, then next step"),
    ("ctrl+b or F8", "the group before"),
    ("ctrl+g", "go to any step or group by typing a part of its name"),
    ("F5", "readiness: the verdict, and a way to each blocker"),
    ("F4", "export: see the document, and write it"),
    ("F6", "checklist: what the reference pages ask, ticked by the answers or by hand"),
    ("ctrl+f", "search questions, answers, pages, checklist and findings, and go there"),
    ("ctrl+t", "trace: what hangs together; in Permissions, who may call what; in Derived risks, a decision"),
    ("F2", "reference: read the page behind the focused field, and from there any other"),
    ("F3", "next page of the side pane; on a narrow screen it opens over the form"),
    ("ctrl+up, ctrl+down", "scroll the side pane"),
)  # fmt: skip
ANSWERING: Rows = (
    ("space", "choose an option, or take it back; letters look for one"),
    ("delete", "in a choice: take the answer back"),
    ("ctrl+y, F7", "take the suggestion under the field; take all of this form"),
    (
        "ctrl+l",
        "not sure: the answer or line, or what is answered next, is assumed; an assumption is noted. Again: it is confirmed",
    ),
    (
        "assumed, stale",
        "beside a question, and counted in the top line: nobody confirmed the answer, or what it followed from has changed",
    ),
    ("F10", "secrets and personal data in this answer: replaced in exports, shown, or taken out"),
    ("ctrl+z, ctrl+r", "undo, redo; at least a hundred steps"),
    ("ctrl+s", "save now; every answer is saved by itself within half a second"),
    ("ctrl+p", "past versions: how the draft was before, what has changed, and putting one back"),
)
LISTS: Rows = (
    ("a", "add: type one line, cells separated by |; enter adds and stays, esc ends"),
    ("enter", "open the form of the record"),
    ("d or delete", "remove the record; undo brings it back"),
    ("shift+up, shift+down", "move the record"),
    ("paste", "several lines, or a Markdown table, over the list: every line becomes a record"),
)
ENDING: Rows = (
    ("F12", "dark or light"),
    ("ctrl+o", "close the draft, go to the home screen"),
    ("ctrl+q", "quit; the draft is saved, and opens again where you stopped"),
)

TOPICS: dict[str, tuple[str, tuple[tuple[str, Rows], ...]]] = {
    "step": (
        ("Answer one group at a time, in any order. Nothing has to be right at once: an answer that is wrong is kept and marked, "
        "and readiness lists what still blocks the design."),
        (("Moving", MOVING), ("Answering", ANSWERING), ("Lists", LISTS), ("Leaving", ENDING)),
    ),
    "record": (
        "All fields of one record. What the table shows in a line is here in full, with the fields that had no room.",
        (("This form", (("esc", "back to the list"), ("ctrl+n, ctrl+b", "next and previous record"))), ("Answering", ANSWERING), ("Lists", LISTS)),
    ),
    "start": (
        ("System type and compliance scope decide what is asked; everything else may stay open. "
        "ctrl+b before step 1 comes back to this form, and so does ctrl+g."),
        (("This form", (("ctrl+n", "begin with step 1"), ("tab", "next question"))), ("Answering", ANSWERING), ("Leaving", ENDING)),
    ),
    "readiness": (
        ("A design is ready when someone could build it without inventing a decision. Every blocker says what is missing or wrong, "
        "in the words of your own records."),
        (("Here", (
            ("up, down", "another finding"),
            ("enter", "go to its field"),
            ("w", "put up with it: who, why, until when; a waived one stands at the end of the list"),
            ("d", "take the waiver back"),
            ("F2", "read the page behind it"),
            ("F10", "on a secret or personal data: replaced in exports, shown, or taken out"),
            ("r", "rubric: what a reviewer would ask, and what is not met of it"),
            ("t", "trace: which operation, table, role, objective, risk and file serve which workflow"),
            ("F4", "export"),
            ("ctrl+z, ctrl+r", "undo, redo"),
            ("esc", "back"),
        )),),
    ),
    "trace": (
        ("What hangs together: a row for each operation, with its workflow, entity, tables, roles, objectives, risks and files. Risks "
        "and files are found by the words that they share with the others. Loose ends are what nothing leads to, or what leads nowhere."),
        (("Here", (
            ("arrows", "another row or column; the row stands below in full"),
            ("enter", "open the record in the current cell, or what would fill it"),
            ("tab, shift+tab", "loose ends, and back to the matrix"),
            ("esc", "back"),
        )),),
    ),
    "conflict": (
        ("The draft was changed here and on the disk. Both versions are whole; for everything that differs you choose whose stays. What one "
        "side alone changed is taken from that side; what both changed waits for you. The version that is not taken is kept in the history."),
        (("Here", (
            ("up, down, page keys", "another difference, or the heading of a step"),
            ("m or left", "take mine; on a heading for all of its step"),
            ("t or right", "take theirs"),
            ("M, T", "mine or theirs of everything"),
            ("n", "next that both changed and nobody decided yet"),
            ("ctrl+up, ctrl+down", "read back and on in long values"),
            ("ctrl+s", "apply: save what was chosen, once nothing is left to decide"),
            ("c", "save a copy: everything that is yours goes on in a new draft, theirs stays as it is"),
            ("esc", "decide later; nothing is saved until then, and what you chose is remembered"),
        )),),
    ),
    "rubric": (
        ("Questions that a reviewer would ask, by section of the contract, with weights. The points count what the answers can settle; "
        "some questions are for people only. Whether a design is ready does not follow from its points."),
        (("Here", (("up, down, page keys", "another section or question"), ("enter", "go to the first answer that is missing"), ("tab, shift+tab", "next section, the one before"), ("esc", "back"))),),
    ),
    "export": (
        ("The contract as it is now: one Markdown document of thirteen sections, and the same content for machines. A design that is "
        "not ready can be exported too; the document then says so at the top."),
        (("Here", (("up, down, page keys", "read"), ("enter", "write the files"), ("tab", "change folder and formats"), ("esc", "back"))),),
    ),
    "search": (
        ("All words have to occur; case and accents do not matter. What holds them in its title comes first. "
        "Enter goes to the field, also within a record; pages and checklist items are read over the search."),
        (("Here", (("up, down, page keys", "another hit"), ("tab, shift+tab", "next kind, the one before"), ("enter", "go there, or read it"), ("esc", "back"))),),
    ),
    "reference": (
        ("A page of guidance. Its checklist items stand as they do in this design, with the answers that tell; pages that do not "
        "count for this design are pale in the list."),
        (("Reading", (
            ("up, down, page keys", "read; home and end go to the beginning and the end"),
            ("tab, shift+tab", "next link, the one before"),
            ("enter", "follow the link"),
            ("backspace", "back to where it was followed"),
            ("/", "search in the page"),
            ("n, N", "next match, the one before"),
            ("o", "another page, by a part of its name"),
            ("ctrl+n, ctrl+b", "next page of the list, the one before"),
            ("esc", "stop searching; close"),
        )),),
    ),
    "home": (
        "Drafts are files that end in .design.toml; they belong in git. The list remembers those you opened.",
        (("Here", (("enter", "open, where you stopped"), ("n", "new draft"), ("o", "open a file"), ("e", "examples"), ("ctrl+q", "quit"))),),
    ),
    "checklist": (
        ("What the reference pages ask of a design like this one. The answers tick what they can prove, and say which answer it is; "
        "everything else is for people: who looked, and what convinced them."),
        (("Here", (("m, n, x", "met, not met, not applicable (asks for the reason)"), ("d", "take the tick back; the answers speak again"), ("e", "who answers for it, and where it is seen"), ("enter", "go to the answer that tells"), ("F2", "read the page it stands on"), ("f", "show all, open, not met, met, or ticked by hand"), ("tab, shift+tab", "next section, section before"), ("ctrl+z, ctrl+r", "undo, redo"), ("esc", "back"))),),
    ),
    "history": (
        ("How the draft was before, newest first, each with what was changed after it. A version is kept every five minutes of work, "
        "and before anything larger; after a day one an hour stays, after a week one a day, after a month none. They lie in your own "
        "state folder, not beside the draft."),
        (("Here", (
            ("up, down, page keys", "another version; beside it stands what putting it back would change"),
            ("tab", "read those changes; tab again goes back to the list. ctrl+up and ctrl+down scroll them from there too"),
            ("enter or ctrl+s", "put the version back, after a question; what the draft says now is kept as a version before"),
            ("x", "take a secret out of all versions: one that you type unseen, or those that are found"),
            ("d", "on what was typed and never saved: leave it, so that you are not reminded again"),
            ("esc or ctrl+p", "back"),
        )), ("Signs", (
            ("●", "kept for a reason, which is said"),
            ("·", "kept because five minutes had gone by"),
            ("▲", "never saved to the draft, or damaged"),
        ))),
    ),
    "matrix": (
        "Who may call what. Each cell is the access answer of an operation in step 4; changing it here changes it there.",
        (("Here", (("arrows", "move"), ("space", "grant or take back"), ("ctrl+z, ctrl+r", "undo, redo"), ("esc", "back"))),),
    ),
}  # fmt: skip


class HelpScreen(ModalScreen[None]):
    """Explains one topic."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen VerticalScroll { width: 78; max-width: 100%; height: auto; max-height: 90%; padding: 1 3; background: $panel; }
    HelpScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "close", "back", show=False)]

    def __init__(self, topic: str) -> None:
        super().__init__()
        self._topic = topic

    def compose(self) -> ComposeResult:
        """What the screen is for, then its keys."""
        words, parts = TOPICS[self._topic]
        rows: list[Content] = [line((row, "$foreground")) for row in wrap(words, WIDTH)]
        for heading, keys in parts:
            rows += [Content(""), line((heading, TITLE))]
            for key, does in keys:
                first, *rest = wrap(does, WIDTH - 24)
                rows.append(line((f"{key:22}", KEY), "  ", (first, MUTED)))
                rows += [line(" " * 24, (row, MUTED)) for row in rest]
        with VerticalScroll():
            yield Static(page([*rows, Content(""), line(("esc", KEY), ("  back", MUTED))]), markup=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
