"""What a kind of finding looked at in a draft, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from wizard.ask import Field, Record
from wizard.cells import words
from wizard.cli.checked import Checked, Point, SetAside, checked_review, without_secrets
from wizard.cli.failure import UsageError
from wizard.cli.output import plural, shown
from wizard.cli.places import place
from wizard.cli.sources import answers_in, is_document
from wizard.design import NOTHING
from wizard.export.faults import FAULTS
from wizard.facts.words import cut
from wizard.remembered import Read, Remembered
from wizard.review import Review, review
from wizard.rules import general
from wizard.rules.checks import kinds
from wizard.rules.rule import Code, Rule
from wizard.text import one_line
from wizard.workflow import STEP_BY_KEY

State = Literal["answered", "not-answered", "not-asked"]
MOST_NAMES = 4
"""So many records of a list are named; the others are counted."""


class Answer(NamedTuple):
    """An answer that was read: which, what it is called where, and what it says in short."""

    path: str
    prompt: str
    place: str
    state: State
    says: str


@dataclass(frozen=True, slots=True)
class Look:
    """What one kind of finding says of one draft, the answers that it read, and why it says no more."""

    file: str
    found: tuple[Point, ...]
    waived: tuple[SetAside, ...]
    read: tuple[Answer, ...]
    because: str

    def to_data(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "file": self.file,
            "speaks": bool(self.found),
            "because": self.because,
            "findings": [dict(point.data) for point in self.found],
            "waived": [one.to_data() for one in self.waived],
            "read": [answer._asdict() for answer in self.read],
        }


def kind_of(code: str) -> Code | Rule:
    """The kind of finding with a code. `NoSuchCode` names those that are near."""
    known = {kind.code: kind for kind in (*kinds(), *FAULTS)}
    if code not in known:
        from wizard.cli.explained import NoSuchCode, codes, near  # all pages are read for it, and only for a mistake

        if code in codes():
            raise NoSuchCode(
                f"{code} is the code of no finding. 'backend-design explain {code}' says what it is the code of."
            )
        raise NoSuchCode(f"No finding has the code {code}.{near(code, known)}")
    return known[code]


def looked_at(path: Path, code: str) -> Look:
    """What the kind of finding with this code looked at in a draft. `DraftUnreadable` if it can not be read."""
    if is_document(path):
        raise UsageError(f"{shown(path)} is a document, and --why-not looks at drafts. Name the draft that it is from.")
    kind = kind_of(code)
    reviewed = review(answers_in(path))
    checked = checked_review(path, reviewed)
    found = tuple(point for point in checked.findings if point.code == code)
    waived = tuple(one for one in checked.waived if one.point.code == code)
    read = tuple(_answers(kind, reviewed)) if isinstance(kind, Rule) else ()
    return Look(checked.file, found, waived, read, _because(kind, reviewed, read, checked))


def _answers(kind: Rule, reviewed: Review) -> list[Answer]:
    """The answers that a rule reads when it looks at the design."""
    run = Remembered(lambda design: tuple(kind.speaks(design)))
    run(reviewed.design)
    said = without_secrets(reviewed)
    return [_answer(read, reviewed, said) for read in run.read]


def _answer(read: Read, reviewed: Review, said: Callable[[str], str]) -> Answer:
    step, name = read
    field = STEP_BY_KEY[step].fields[name]
    where = place(step, STEP_BY_KEY[step].group_of(name).group_key())
    value = getattr(getattr(reviewed.design, step), name)
    is_asked = any(asked.name == name for asked in reviewed.reading.asked[step])
    state: State = "not-asked" if not is_asked else "not-answered" if value in NOTHING else "answered"
    says = cut(said(_short(field, value))) if state == "answered" else ""
    return Answer(f"{step}.{name}", field.prompt, where, state, says)


def _short(field: Field, value: Any) -> str:
    """What an answer says; of a list the first names, and how many there are."""
    return _records(value) if field.kind == "records" else words(field, value)


def _records(records: Sequence[Record]) -> str:
    named = ", ".join(one_line(record.label) for record in records[:MOST_NAMES] if record.label)
    more = f" and {len(records) - MOST_NAMES} more" if named and len(records) > MOST_NAMES else ""
    return f"{plural(len(records), 'record')}: {named}{more}" if named else plural(len(records), "record")


def _because(kind: Code | Rule, reviewed: Review, read: Sequence[Answer], checked: Checked) -> str:
    """Why a kind of finding says what it says, or nothing."""
    if any(point.code == kind.code for point in checked.findings):
        return "It speaks."
    if any(one.point.code == kind.code for one in checked.waived):
        return "It would speak, but everything that it says is waived."
    if kind in FAULTS:
        return "It is said of documents alone. Export the draft, and check the document."
    if not isinstance(kind, Rule):
        return WHY[kind.code](reviewed)
    states = {answer.state for answer in read}
    if states == {"not-asked"}:
        return "Nothing that it looks at is asked of this design."
    if "answered" not in states:
        return "Nothing that it looks at is answered."
    return "What it read gives it no cause to speak."


def _mentions(reviewed: Review) -> str:
    count = sum(len(mentions) for _, mentions in reviewed.reading.mentions)
    return f"Answers name other records {plural(count, 'time')}, and each of those records is there."


def _lists(reviewed: Review) -> str:
    counts = [len(records) for records in reviewed.reading.records.values() if records]
    return f"In {plural(len(counts), 'list')} with {plural(sum(counts), 'record')} no name stands twice."


def _waivers(all_right: str) -> Callable[[Review], str]:
    """Says of the waivers that all are right in this respect."""

    def why(reviewed: Review) -> str:
        count = len(reviewed.design.risks.waivers)
        return (
            f"There {'is' if count == 1 else 'are'} {plural(count, 'waiver')}; {all_right}."
            if count
            else "There is no waiver."
        )

    return why


def _words(reviewed: Review) -> str:
    from wizard.secrecy import shown_in

    allowed = len(shown_in(reviewed.answers))
    passed = f" {plural(allowed, 'text')} may be shown, as somebody said, and did not count." if allowed else ""
    return f"No word of the answers has the form of anything that it looks for.{passed}"


def _assumed(reviewed: Review) -> str:
    count = sum(origin.source == "assumed" for origin in reviewed.origins.values())
    noted = f"{plural(count, 'answer')} noted as assumed" if count else "No answer is noted as assumed"
    return f"{noted}, and the critical path hangs on none of them." if count else f"{noted}."


def _stale(reviewed: Review) -> str:
    count = sum(origin.source == "accepted" for origin in reviewed.origins.values())
    accepted = (
        f"{plural(count, 'answer')} accepted from a suggestion" if count else "No answer was accepted from a suggestion"
    )
    return f"{accepted}, and what they follow from is as it was." if count else f"{accepted}."


WHY: dict[str, Callable[[Review], str]] = {
    general.NEEDED.code: lambda reviewed: (
        f"This design is asked {plural(reviewed.total.asked, 'question')}, and those that it can not do without are answered."
    ),
    general.INVALID.code: lambda _: "Every answer that was given could be understood, those in records too.",
    general.BROKEN_REFERENCE.code: _mentions,
    general.DUPLICATE.code: _lists,
    general.SECRET.code: _words,
    general.PERSONAL.code: _words,
    general.WAIVER_UNUSED.code: _waivers("each names a finding that there is"),
    general.WAIVER_EXPIRED.code: _waivers("the day of none has passed"),
    general.WAIVER_UNDATED.code: _waivers("what stands as their end is a day"),
    general.ASSUMED.code: _assumed,
    general.STALE.code: _stale,
}
"""Why the kinds of findings that need no rule say nothing of a draft."""
