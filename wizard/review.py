"""The review: everything that follows from a design. Computed anew after every answer, stored nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from wizard.ask import Field
from wizard.design import NOTHING, Answers, Design, Mention, Path, Problem, Reader, Reading, is_group_asked
from wizard.impact import Impact, impact
from wizard.provenance import Origin, Origins, awaited
from wizard.remembered import Remembered
from wizard.rules.checks import rules
from wizard.rules.general import (
    BROKEN_REFERENCE,
    DUPLICATE,
    INVALID,
    NEEDED,
    PERSONAL,
    SECRET,
    STALE,
    WAIVER_EXPIRED,
    WAIVER_UNDATED,
    WAIVER_UNUSED,
)
from wizard.rules.rule import Code, Finding, Rule, Severity
from wizard.waiving import Lapsed, Waived, set_aside
from wizard.workflow import STEP_BY_KEY, STEPS

if TYPE_CHECKING:
    from wizard.checklist.checklist import Checker, Checklist
    from wizard.secrecy import Delicate, Scanner, TakenOut
    from wizard.suggestions.suggest import Suggester, Suggestions
    from wizard.tally import Provenance

Verdict = Literal["ready", "not-ready", "out-of-scope"]

NO_FINDINGS: tuple[Finding, ...] = ()


class Progress(NamedTuple):
    """How far a step or group is: fields answered, asked, and how many blockers it has."""

    answered: int
    asked: int
    blockers: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing in it blocks; a group without needed answers is complete from the start."""
        return self.blockers == 0

    @property
    def is_begun(self) -> bool:
        """Whether anything was answered."""
        return self.answered > 0


class Review:
    """A design, its findings in workflow order, and how far each part is."""

    def __init__(self, reading: Reading, findings: tuple[Finding, ...], answers: Answers, reviewer: Reviewer) -> None:
        self.reading = reading
        self.findings = findings
        self.answers = answers
        self.source = answers
        """The answers of the draft; others than `answers` in a review that secrets were taken out of."""
        self.is_hasty = False
        """Whether the rules across answers were not asked yet."""
        self.waived: tuple[Waived, ...] = ()
        """The findings that somebody puts up with."""
        self.taken_out: tuple[TakenOut, ...] | None = ()
        """What was replaced by placeholders; none if nothing was to be, on purpose."""
        self.origins: Mapping[Path, Origin] = {}
        """Which answers were accepted, imported or assumed, and which of the accepted ones are stale."""
        self._reviewer = reviewer

    def as_exported(self, source: Answers, taken_out: tuple[TakenOut, ...] | None) -> Review:
        """The same review, as one of what leaves the house."""
        made = Review(self.reading, self.findings, self.answers, self._reviewer)
        made.source, made.taken_out, made.waived, made.origins = source, taken_out, self.waived, self.origins
        made.is_hasty = self.is_hasty
        return made

    @property
    def design(self) -> Design:
        """The design that was reviewed."""
        return self.reading.design

    @cached_property
    def blockers(self) -> tuple[Finding, ...]:
        """The findings that keep the design from being ready."""
        return tuple(finding for finding in self.findings if finding.severity == "blocker")

    @property
    def verdict(self) -> Verdict:
        """Whether someone could build it; a request that was declared out of scope has nothing to be ready for."""
        if self.design.start.in_scope is False:
            return "out-of-scope"
        return "not-ready" if self.blockers else "ready"

    @cached_property
    def by_path(self) -> dict[Path, tuple[Finding, ...]]:
        """The findings of each path, and below it: a record's findings stand at the record and its list too."""
        found: defaultdict[Path, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for end in range(2, len(finding.path) + 1):
                found[finding.path[:end]].append(finding)
        return {path: tuple(findings) for path, findings in found.items()}

    @cached_property
    def progress(self) -> dict[tuple[str, str], Progress]:
        """How far each (step, group) is, for the groups that are asked; (step, "") is the step as a whole."""
        blocked = Counter((finding.step, finding.group) for finding in self.blockers)
        wrong = {problem.path for problem in self.reading.problems}
        parts: dict[tuple[str, str], Progress] = {}
        for step in STEPS:
            given = getattr(self.design, step.key)
            asked = {field.name for field in self.reading.asked[step.key]}
            for group in step.groups:
                if is_group_asked(group, self.design):
                    fields = [name for name in group.fields if name in asked]
                    answered = sum(getattr(given, name) not in NOTHING or (step.key, name) in wrong for name in fields)
                    key = (step.key, group.group_key())
                    parts[key] = Progress(answered, len(fields), blocked[key])
            mine = [part for (owner, _), part in parts.items() if owner == step.key]
            parts[step.key, ""] = Progress(
                sum(part.answered for part in mine), sum(part.asked for part in mine), sum(p.blockers for p in mine)
            )
        return parts

    @cached_property
    def total(self) -> Progress:
        """How far the whole draft is."""
        steps = [self.progress[step.key, ""] for step in STEPS]
        return Progress(sum(s.answered for s in steps), sum(s.asked for s in steps), len(self.blockers))

    @cached_property
    def delicate(self) -> tuple[Delicate, ...]:
        """The secrets and personal data in the answers that nobody said may be shown."""
        return self._reviewer.scanner.scan(self.answers)

    @cached_property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings, and those about secrets and personal data, for which every word has to be looked at."""
        found = [*self.findings, *_delicate(self.reading, self.delicate)]
        return tuple(sorted(found, key=_order))

    @cached_property
    def checklist(self) -> Checklist:
        """The items of the reference pages that count for the design, and how each stands."""
        return self._reviewer.checker.check(self.design)

    @cached_property
    def awaited(self) -> frozenset[Path]:
        """The open questions that somebody was not sure about: what is answered next is assumed."""
        return awaited(self.source)

    @cached_property
    def provenance(self) -> Provenance:
        """How many of the answers that are asked were typed, accepted, imported or assumed, and how many are stale."""
        from wizard.tally import counted  # a design is judged without it

        return counted(self.reading, self.origins)

    @cached_property
    def suggestions(self) -> Suggestions:
        """The answers that follow from others, by the field or list they are for."""
        return self._reviewer.suggester.suggest(self.design, self.answers, self.origins)

    def at(self, path: Path) -> tuple[Finding, ...]:
        """The findings at a path and below."""
        return self.by_path.get(path, NO_FINDINGS)

    def names(self, target: str) -> list[str]:
        """The names that a reference to `target` ("step.field", several joined by "|") can hold, in order."""
        return [name for part in target.split("|") for _, name in names_of(self.reading, part) if name]


class Reviewer:
    """Reviews one draft again and again, parsing only what changed."""

    def __init__(self, today: Callable[[], date] = date.today, *, is_hasty: bool = False) -> None:
        self._today = today
        self._reader = Reader()
        self.is_hasty = is_hasty
        """Whether the rules across answers wait, so that a first screen need not; its verdict is none yet."""
        self.origins = Origins()

    @cached_property
    def _rules(self) -> list[Remembered[tuple[Finding, ...]]]:
        """The rules across answers; reading them costs more than reading a draft."""
        return [Remembered(_found_by(rule)) for rule in rules()]

    @cached_property
    def scanner(self) -> Scanner:
        """What looks for secrets; the forms of secrets are read when somebody asks."""
        from wizard.secrecy import Scanner

        return Scanner()

    @cached_property
    def checker(self) -> Checker:
        """What checks the items of the reference pages; pages and predicates are read when somebody looks at them."""
        from wizard.checklist.checklist import Checker
        from wizard.knowledge.guide import guide

        return Checker(guide().items)

    @cached_property
    def suggester(self) -> Suggester:
        """What suggests answers; its rules are read when somebody looks at them."""
        from wizard.suggestions.suggest import Suggester

        return Suggester()

    def impact(self, review: Review, path: Path, value: Any) -> Impact:
        """What answering a step's field with this value would change of what is asked."""
        return impact(self._reader, review.reading, review.answers, path, value)

    def _origins_of(self, answers: Answers, design: Design) -> Mapping[Path, Origin]:
        """Where answers come from. What its rule would suggest again, word for word, is not stale, whatever has changed."""
        origins = self.origins.of(answers)
        if self.is_hasty or not any(origin.is_stale for origin in origins.values()):
            return origins
        again = self.suggester.offered_again(design, answers, origins)
        return {path: origin._replace(changed=()) if path in again else origin for path, origin in origins.items()}

    def review(self, answers: Answers, source: Answers | None = None) -> Review:
        """The review of these answers; where secrets were taken out of them, `source` has the answers with notes on them."""
        reading = self._reader.read(answers)
        origins = self._origins_of(answers if source is None else source, reading.design)
        found = [*_missing(reading), *_wrong(reading), *_broken(reading), *_twice(reading)]
        found += _unconfirmed(reading, origins) if origins else ()
        waived: list[Waived] = []
        if not self.is_hasty:
            for rule in self._rules:
                found += rule(reading.design)
            found, waived, lapsed = set_aside(found, reading.design.risks.waivers, self._today())
            found += _lapsed(lapsed)
        found.sort(key=_order)
        made = Review(reading, tuple(found), answers, self)
        made.waived, made.origins, made.is_hasty = tuple(waived), origins, self.is_hasty
        return made


def review(answers: Answers, source: Answers | None = None) -> Review:
    """The review of answers that are looked at once."""
    return Reviewer().review(answers, source)


def names_of(reading: Reading, target: str) -> list[tuple[str, str]]:
    """(id, name) of the records of "step.field", or of "step.field.inner" as `outer.inner`; names may be empty."""
    step, field, *inner = target.split(".")
    records = reading.records.get(f"{step}.{field}", [])
    if not inner:
        return [(parsed.record.id, parsed.label) for parsed in records]
    return [
        (f"{parsed.record.id}.{inner_id}", f"{parsed.label}.{name}")
        for parsed in records
        for inner_id, name in parsed.inner_labels.get(inner[0], ())
        if name
    ]


def _order(finding: Finding) -> tuple[int, int]:
    """The place of a finding in the workflow: its step, and its field within the step."""
    step = STEP_BY_KEY[finding.step]
    return step.number, list(step.fields).index(finding.path[1])


def _delicate(reading: Reading, delicate: tuple[Delicate, ...]) -> Iterator[Finding]:
    """What is to be said of secrets; never the secret itself. What the model does not know is no answer of anyone."""
    for one in dict.fromkeys(one._replace(text="") for one in delicate):
        path = one.path if len(one.path) % 2 == 0 else one.path[:-1]
        try:
            field = fields_of(path)
        except (KeyError, IndexError):
            continue
        kind = PERSONAL if one.is_personal else SECRET
        yield _of(kind, path, f"{_subject(reading, path, field)} holds {one.words}", kind.fix)


def _missing(reading: Reading) -> Iterator[Finding]:
    for problem in reading.missing:
        owner = owner_of(reading, problem.path)
        nothing = "nothing is listed" if problem.field.kind == "records" else "not answered"
        message = (
            f"{owner}: {_lower(problem.field.prompt)} is missing" if owner else f"{problem.field.prompt}: {nothing}"
        )
        yield _of(NEEDED, problem.path, message, problem.field.help or f"Answer {problem.field.prompt}.")


def _wrong(reading: Reading) -> Iterator[Finding]:
    for problem in reading.problems:
        subject = _subject(reading, problem.path, problem.field)
        yield _of(INVALID, problem.path, f"{subject} {problem.message}", _how(problem))


def _how(problem: Problem) -> str:
    if problem.field.options:
        return "Choose " + ", ".join(option.value for option in problem.field.options) + "."
    return problem.field.help or "Mend the value; it was kept as it was given."


def _broken(reading: Reading) -> Iterator[Finding]:
    known: dict[str, set[str]] = {}
    for here, mentions in reading.mentions:
        for mention in mentions:
            target = mention.field.ref
            if target not in known:
                known[target] = {name for part in target.split("|") for _, name in names_of(reading, part)}
            if mention.name not in known[target]:
                yield _broken_at(reading, here + mention.path, mention)


def _broken_at(reading: Reading, path: Path, mention: Mention) -> Finding:
    kinds = " or ".join(_noun(part) for part in mention.field.ref.split("|"))
    message = f"{_subject(reading, path, mention.field)} names {mention.name}, and there is no such {kinds}"
    return _of(BROKEN_REFERENCE, path, message, f"Name one that exists, or add the {kinds}.")


def _twice(reading: Reading) -> Iterator[Finding]:
    for place, records in reading.records.items():
        step, field = place.split(".")
        counts = Counter(parsed.label for parsed in records if parsed.label)
        seen: set[str] = set()
        for parsed in records:
            if counts[parsed.label] > 1 and parsed.label in seen:
                kind = type(parsed.record)
                path = (step, field, parsed.record.id, kind.named_by[0][0])
                message = f"There are {counts[parsed.label]} {kind.noun} entries named {parsed.label}"
                yield _of(DUPLICATE, path, message, "Give each a name of its own.")
            seen.add(parsed.label)


def _unconfirmed(reading: Reading, origins: Mapping[Path, Origin]) -> Iterator[Finding]:
    """Assumed answers where they cost most, and stale ones."""
    from wizard.unconfirmed import doubts  # drafts without a note do not need it

    for doubt in doubts(reading, origins):
        subject = subject_at(reading, doubt.path)
        if doubt.kind is STALE:
            more = f" and {doubt.among - 1} more" if doubt.among > 1 else ""
            message = f"{subject}{more}: accepted from a suggestion, and what it followed from has changed"
        else:
            many = f", one of {doubt.among} on the critical path" if doubt.among > 1 else ""
            message = f"{subject} is assumed{many}"
        yield finding_at(doubt.kind.code, doubt.severity, doubt.path, message, doubt.kind.fix)


def _of(kind: Code | Rule, path: Path, message: str, fix: str) -> Finding:
    return finding_at(kind.code, kind.severity, path, message, fix)


def _lapsed(lapsed: Iterable[Lapsed]) -> Iterator[Finding]:
    """Waivers that do nothing."""
    kinds = {"unused": WAIVER_UNUSED, "expired": WAIVER_EXPIRED, "undated": WAIVER_UNDATED}
    words = {
        "unused": "there is no such finding",
        "expired": "its day has passed, so the finding counts again",
        "undated": "its end is no day, so it sets nothing aside",
    }
    for waiver, why in lapsed:
        kind, path = kinds[why], ("risks", "waivers", waiver.id, "until" if why != "unused" else "finding")
        yield _of(kind, path, f"Waiver of {waiver.finding}: {words[why]}", kind.fix)


def _found_by(rule: Rule) -> Callable[[Design], tuple[Finding, ...]]:
    """All findings of a rule, as a function of the design."""
    return lambda design: tuple(
        finding_at(rule.code, said.severity or rule.severity, said.path, said.message, rule.fix)
        for said in rule.speaks(design)
    )


def finding_at(code: str, severity: Severity, path: Path, message: str, fix: str) -> Finding:
    """A finding with everything that follows from its path."""
    step = STEP_BY_KEY[path[0]]
    group = step.group_of(path[1])
    field = path[1] if len(path) < 4 else f"{path[1]}.{'.'.join(path[3::2])}"
    return Finding(code, severity, step.section_of(group), step.key, group.group_key(), field, message, fix, path)


def subject_at(reading: Reading, path: Path) -> str:
    """What a sentence about the answer or record at a path begins with: `Default size`, `createRefund: access`, `Role editor`.

    `KeyError` if there is no such question.
    """
    field = fields_of(path if len(path) % 2 == 0 else path[:-1])
    if len(path) % 2 == 0:
        return _subject(reading, path, field)
    assert field.record is not None  # noqa: S101  (what has an id is a record)
    name, noun = owner_of(reading, (*path, "")), _title(field.record.noun)
    return name if name.startswith(noun) else f"{noun} {name}"


def _subject(reading: Reading, path: Path, field: Field) -> str:
    """The prompt of a question, after the name of the record that it is about."""
    owner = owner_of(reading, path)
    return f"{owner}: {_lower(field.prompt)}" if owner else field.prompt


def owner_of(reading: Reading, path: Path) -> str:
    """What to call the record that a path lies in: its name, or its place; empty for a step's own field."""
    if len(path) < 4:
        return ""
    found = reading.record_at(path)
    if found is None:
        return ""
    place, parsed = found
    outer = parsed.label or f"{_title(type(parsed.record).noun)} {place}"
    if len(path) < 6:
        return outer
    inner = reading.inner_label_at(path)
    if inner is None:
        return ""
    inner_place, name = inner
    return f"{outer}.{name}" if name else f"{outer}, entry {inner_place}"


def _noun(target: str) -> str:
    step, field, *inner = target.split(".")
    record = STEP_BY_KEY[step].fields[field].record
    if inner and record:
        record = record.fields[inner[0]].record
    return record.noun if record else field


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    """A prompt within a sentence; abbreviations keep their capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def fields_of(path: Path) -> Field:
    """The field that a path leads to. `KeyError` if there is none."""
    field = STEP_BY_KEY[path[0]].fields[path[1]]
    for name in path[3::2]:
        if field.record is None:
            raise KeyError(path)
        field = field.record.fields[name]
    return field
