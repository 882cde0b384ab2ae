"""Findings as a list to be walked: the worst first, the current one in full, and at the end those that somebody puts up with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from textual.content import Content

from screens.drawing import GOOD, HERE, KEY, LABEL, MET, MUTED, NAME, SEVERITIES, TITLE, Part, cut, fit, line, wrap
from screens.widgets.line_list import Line, LineList, marked
from wizard.design import NOTHING
from wizard.review import Review
from wizard.rules.reading import answers_read
from wizard.rules.rule import Finding
from wizard.waiving import Waived
from wizard.workflow import STEP_BY_KEY

HEADINGS = {"blocker": "Blockers", "warning": "Warnings", "advice": "Advice"}
WAIVED = "Waived"
ROOM_FOR_GROUP, GROUP_WIDTH = 90, 26
"""From so many columns on the group of each finding stands beside it."""
MOST_READ = 5
"""So many other answers are named behind a finding before the rest is counted."""
WORST_FIRST = list(HEADINGS)


class FindingList(LineList):
    """Findings by severity and step, one line each; the current one in full."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.entries: list[Finding | Waived] = []
        self.show_review(review)

    @property
    def current(self) -> Finding | Waived | None:
        """The current entry."""
        return self.entries[self.row] if self.entries else None

    @property
    def finding(self) -> Finding | None:
        """The current finding, whether it is waived or not."""
        return finding_of(self.current) if self.current is not None else None

    def show_review(self, review: Review) -> None:
        """Show the findings of a review; the current one stays, or gives its place to the next."""
        before = self.finding
        self._review = review
        found = sorted(review.all_findings, key=lambda finding: WORST_FIRST.index(finding.severity))
        self.entries = [*found, *review.waived]
        self._counts = Counter(part for entry in self.entries for part in (_heading(entry), _step(entry)))
        ids = {finding_of(entry).id: place for place, entry in enumerate(self.entries)}
        if before is not None and before.id in ids:
            self.row = ids[before.id]
        self.row = max(0, min(self.row, len(self.entries) - 1))
        self.refresh()

    def count(self) -> int:
        """How many findings there are, waived ones included."""
        return len(self.entries)

    def nothing(self, width: int) -> list[Content]:  # noqa: ARG002
        """That nothing is wrong, and what can be done then."""
        is_out = self._review.verdict == "out-of-scope"
        words = "The request was declared out of scope." if is_out else "No blockers, no warnings."
        return [
            line("  ", (MET, GOOD), (f" {words}", "$foreground")),
            Content(""),
            line("  ", ("F4", KEY), (" export the contract", MUTED)),
        ]

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each severity, one for each step in it, and the findings; under the current one all about it."""
        for place, entry in enumerate(self.entries):
            before = self.entries[place - 1] if place else None
            if before is None or _heading(entry) != _heading(before):
                if before is not None:
                    yield None, Content("")
                yield None, self._title(_heading(entry))
            if before is None or _step(entry) != _step(before):
                step = STEP_BY_KEY[finding_of(entry).step]
                count = f"  {self._counts[_step(entry)]}"
                yield None, line("    ", (f"{step.number or ' '} {step.title}", NAME), (count, MUTED))
            if place == self.row:
                yield from self._whole(place, entry, width)
            else:
                yield place, partial(_in_a_line, entry, width)

    def _title(self, heading: str) -> Content:
        return line("  ", (heading, TITLE), (f"  {self._counts[heading]}", MUTED))

    def _whole(self, place: int, entry: Finding | Waived, width: int) -> Iterator[Line]:
        """The current entry: what is wrong, what to do, and what it follows from."""
        finding, has_group = finding_of(entry), width > ROOM_FOR_GROUP
        for n, row in enumerate(wrap(finding.message, _room(width))):
            parts: list[Part] = [
                (HERE, KEY),
                "   ",
                sign_of(entry) if not n else " ",
                " ",
                (fit(row, _room(width)), LABEL),
            ]
            if not n and has_group:
                parts.append((cut(f"  {_group(finding)}", GROUP_WIDTH), NAME))
            yield place, marked(line(*parts), width, is_here=True)
        for words, style in self._about(entry, has_group=has_group):
            for row in wrap(words, width - 10):
                if row:
                    yield place, line("      ", (row, style))

    def _about(self, entry: Finding | Waived, *, has_group: bool) -> Iterator[tuple[str, str]]:
        """What is said under a finding, with the style of each part."""
        finding = finding_of(entry)
        if isinstance(entry, Waived):
            yield f"{entry.waiver.who} puts up with it until {entry.waiver.until}: {entry.waiver.reason}", "$foreground"
        yield finding.fix, MUTED
        others = self._others(finding)
        if others:
            yield f"Depends also on {others}.", MUTED
        yield finding.code if has_group else f"{finding.code}, in {_group(finding)}", NAME

    def _others(self, finding: Finding) -> str:
        """The other answers that a finding follows from, by their questions."""
        design = self._review.design
        names = [
            f"{STEP_BY_KEY[step].number or ''} {STEP_BY_KEY[step].fields[name].prompt}".lstrip()
            for step, name in answers_read(finding.code, design)
            if (step, name) != finding.path[:2]
            and name in STEP_BY_KEY[step].fields
            and getattr(getattr(design, step), name) not in NOTHING
        ]
        more = [f"{len(names) - MOST_READ} more"] if len(names) > MOST_READ else []
        return ", ".join([*names[:MOST_READ], *more])


def finding_of(entry: Finding | Waived) -> Finding:
    """The finding itself."""
    return entry.finding if isinstance(entry, Waived) else entry


def sign_of(entry: Finding | Waived) -> tuple[str, str]:
    """How bad a finding is; one that is put up with stands apart by its heading and by being pale."""
    sign, style = SEVERITIES[finding_of(entry).severity]
    return sign, MUTED if isinstance(entry, Waived) else style


def _in_a_line(entry: Finding | Waived, width: int) -> Content:
    style = MUTED if isinstance(entry, Waived) else "$foreground"
    finding = finding_of(entry)
    parts: list[Part] = ["    ", sign_of(entry), " ", (fit(finding.message, _room(width)), style)]
    if width > ROOM_FOR_GROUP:
        parts.append((cut(f"  {_group(finding)}", GROUP_WIDTH), MUTED))
    return line(*parts)


def _room(width: int) -> int:
    """The cells for a message beside its sign and its group."""
    return max(10, width - 8 - (GROUP_WIDTH if width > ROOM_FOR_GROUP else 0))


def _heading(entry: Finding | Waived) -> str:
    return WAIVED if isinstance(entry, Waived) else HEADINGS[entry.severity]


def _step(entry: Finding | Waived) -> tuple[str, str]:
    """The heading and step that an entry is listed under."""
    return _heading(entry), finding_of(entry).step


def _group(finding: Finding) -> str:
    return STEP_BY_KEY[finding.step].group_of(finding.path[1]).heading
