"""The design: what the answers say, typed; and what of them could not be understood.

Answers are plain data, kept as they were given. Parsing never fails: a wrong answer leaves its field at its default and
becomes a problem by path. Records that did not change are not parsed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wizard.ask import LEVEL, Depth, Field, Group, Record, name_of
from wizard.convert import convert
from wizard.steps.access import Access
from wizard.steps.api import ApiContract
from wizard.steps.data import DataDesign
from wizard.steps.domain import DomainModel
from wizard.steps.file_plan import FilePlan
from wizard.steps.operations import Operations
from wizard.steps.pattern import Patterns
from wizard.steps.risks import Risks
from wizard.steps.scope import Scope
from wizard.steps.start import Start
from wizard.steps.step import Step
from wizard.workflow import STEPS

Path = tuple[str, ...]
"""Where an answer is: step, field, and for records their id and field: `("scope", "users", "k3f9", "name")`."""

Answers = Mapping[str, Any]
"""Answers as given: `{step: {field: value}}`; records are lists of mappings with an `id`. Never changed in place."""

NOTHING: tuple[Any, ...] = (None, "", ())
"""What a field holds that was not answered, or could not be understood."""


class Design:
    """All answers that are asked for, typed. What is hidden by depth, system type or surfaces is not in it. Immutable."""

    start: Start = Start()
    scope: Scope = Scope()
    pattern: Patterns = Patterns()
    domain: DomainModel = DomainModel()
    api: ApiContract = ApiContract()
    data: DataDesign = DataDesign()
    access: Access = Access()
    operations: Operations = Operations()
    risks: Risks = Risks()
    file_plan: FilePlan = FilePlan()

    def __init__(self, **steps: Any) -> None:
        self.__dict__.update(steps)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a design is immutable: {name} can not be set")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Design):
            return NotImplemented
        return all(getattr(self, step.key) == getattr(other, step.key) for step in STEPS)

    def __hash__(self) -> int:
        return id(self)

    @property
    def depth(self) -> Depth:
        """How deep the design goes; `standard` until it is said."""
        return self.start.depth or "standard"


class Problem(NamedTuple):
    """An answer that could not be understood, or is needed and missing."""

    path: Path
    field: Field
    message: str


class Mention(NamedTuple):
    """A reference to another record by name."""

    path: Path
    field: Field
    name: str


@dataclass(slots=True)
class Parsed:
    """One record as parsed, and all that is known of it without looking at any other."""

    raw: Mapping[str, Any]
    record: Record
    label: str
    problems: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    inner_labels: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """(id, label) of nested records, by field."""


@dataclass(slots=True)
class Reading:
    """The design that answers make, and what is to be said about them path by path."""

    design: Design
    asked: dict[str, tuple[Field, ...]]
    """The fields that are asked now, by step."""
    problems: list[Problem]
    missing: list[Problem]
    mentions: list[tuple[Path, list[Mention]]]
    """References by the path of what holds them; their own paths go on from there."""
    records: dict[str, list[Parsed]]
    """Parsed records by "step.field", the hidden ones left out."""
    _numbered: dict[tuple[str, ...], dict[str, tuple[int, Any]]] = field(default_factory=dict)
    """What was looked up by id, by list: as every finding may ask for a record of its own, none is looked for from the first."""

    def record_at(self, path: Path) -> tuple[int, Parsed] | None:
        """The record that a path lies in, and its number in the list from 1; `None` if it is hidden or not there."""
        listed = path[:2]
        if listed not in self._numbered:
            records = self.records.get(".".join(listed), ())
            self._numbered[listed] = _numbered((parsed.record.id, parsed) for parsed in records)
        return self._numbered[listed].get(path[2])

    def inner_label_at(self, path: Path) -> tuple[int, str] | None:
        """The label of the nested record that a path lies in, and its number in the list from 1."""
        listed, outer = path[:4], self.record_at(path)
        if listed not in self._numbered:
            self._numbered[listed] = _numbered(outer[1].inner_labels.get(path[3], ()) if outer else ())
        return self._numbered[listed].get(path[4])


def _numbered(listed: Iterable[tuple[str, Any]]) -> dict[str, tuple[int, Any]]:
    """What is listed by id, each with its number from 1; of several with one id the first."""
    found: dict[str, tuple[int, Any]] = {}
    for number, (name, value) in enumerate(listed, 1):
        found.setdefault(name, (number, value))
    return found


class Reader:
    """Parses answers, and remembers every record it parsed for as long as its answers stay the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Depth], Parsed] = {}
        self._most: int | None = None
        """How many records to remember before all are forgotten, from how many there were at first."""

    def read(self, answers: Answers) -> Reading:
        """The design in these answers."""
        start = self._full(STEPS[0], answers, "standard")
        depth: Depth = start.depth or "standard"
        full = Design(**{step.key: self._full(step, answers, depth) for step in STEPS})
        asked = {step.key: tuple(asked_fields(step, full)) for step in STEPS}
        reading = Reading(full, asked, [], [], [], {})
        shown = {step.key: self._shown(step, answers, reading, depth) for step in STEPS}
        reading.design = Design(**shown)
        wrong = {problem.path for problem in reading.problems}
        for step in STEPS:
            for asking in asked[step.key]:
                path = (step.key, asking.name)
                if asking.is_needed(full) and getattr(shown[step.key], asking.name) in NOTHING and path not in wrong:
                    reading.missing.append(Problem(path, asking, ""))
        self._forget()
        return reading

    def _forget(self) -> None:
        """Let go of all records when most of them are of answers that are no longer there."""
        if self._most is None:
            self._most = 4 * len(self._known) + 1000
        elif len(self._known) > self._most:
            self._known.clear()
            self._most = None

    def _full(self, step: Step, answers: Answers, depth: Depth) -> Any:
        """Every answer of a step, hidden or not; conditions are asked of this."""
        given = _mapping(answers.get(step.key))
        values = {}
        for name, asking in step.fields.items():
            if given.get(name) is not None:
                values[name] = self._value(asking, given[name], depth)
        return step.answers(**values)

    def _value(self, asking: Field, raw: Any, depth: Depth) -> Any:
        if asking.kind == "records":
            return tuple(parsed.record for parsed in self._records(asking, raw, depth))
        return convert(asking, raw)[0]

    def _records(self, asking: Field, raw: Any, depth: Depth) -> Iterator[Parsed]:
        assert asking.record is not None  # noqa: S101  (follows from the kind)
        if isinstance(raw, (list, tuple)):
            for item in raw:
                if isinstance(item, Mapping):
                    yield self._parsed(asking.record, item, depth)

    def _shown(self, step: Step, answers: Answers, reading: Reading, depth: Depth) -> Any:
        """The answers of a step that are asked for, with what is to be said of them added to the reading."""
        given = _mapping(answers.get(step.key))
        values = {}
        for asking in reading.asked[step.key]:
            raw = given.get(asking.name)
            path = (step.key, asking.name)
            if asking.kind == "records":
                found = list(self._records(asking, raw, depth))
                reading.records[".".join(path)] = found
                values[asking.name] = tuple(parsed.record for parsed in found)
                for parsed in found:
                    _add_to_reading(reading, (*path, parsed.record.id), parsed)
                if raw is not None and not _are_records(raw):
                    reading.problems.append(Problem(path, asking, "is not a list of records"))
            elif raw is not None:
                values[asking.name], message = convert(asking, raw)
                if message:
                    reading.problems.append(Problem(path, asking, message))
                reading.mentions.append(
                    ((), [Mention(path, asking, name) for name in _names(asking, values[asking.name])])
                )
        return step.answers(**values)

    def _parsed(self, kind: type[Record], raw: Mapping[str, Any], depth: Depth) -> Parsed:
        known = self._known.get((id(raw), depth))
        if known is None or known.raw is not raw or type(known.record) is not kind:
            known = self._known[id(raw), depth] = self._parse(kind, raw, depth)
        return known

    def _parse(self, kind: type[Record], raw: Mapping[str, Any], depth: Depth) -> Parsed:
        values: dict[str, Any] = {"id": str(raw.get("id", ""))}
        problems: list[Problem] = []
        inner: dict[str, list[Parsed]] = {}
        for name, asking in kind.fields.items():
            given = raw.get(name)
            if given is None or not asking.is_deep_enough(depth):
                continue
            if asking.kind == "records":
                inner[name] = list(self._records(asking, given, depth))
                values[name] = tuple(parsed.record for parsed in inner[name])
                if not _are_records(given):
                    problems.append(Problem((name,), asking, "is not a list of records"))
            else:
                values[name], message = convert(asking, given)
                if message:
                    problems.append(Problem((name,), asking, message))
        record = kind(**values)
        hidden = [name for name in values if name != "id" and not is_asked(kind.fields[name], record, depth)]
        if hidden:
            record = kind(**{name: value for name, value in values.items() if name not in hidden})
        parsed = Parsed(raw, record, name_of(kind, record.__dict__))
        parsed.problems = [problem for problem in problems if problem.path[0] not in hidden]
        self._look(parsed, kind, depth)
        for name, children in inner.items():
            if name in hidden:
                continue
            parsed.inner_labels[name] = [(child.record.id, child.label) for child in children]
            for child in children:
                _add_to_record(parsed, (name, child.record.id), child)
        return parsed

    def _look(self, parsed: Parsed, kind: type[Record], depth: Depth) -> None:
        """Note what is missing in a record and what it refers to."""
        wrong = {problem.path[0] for problem in parsed.problems}
        for name, asking in kind.fields.items():
            if not is_asked(asking, parsed.record, depth):
                continue
            value = getattr(parsed.record, name)
            if asking.ref:
                parsed.mentions += [Mention((name,), asking, said) for said in _names(asking, value)]
            if value in NOTHING and asking.is_needed(parsed.record) and name not in wrong:
                parsed.missing.append(Problem((name,), asking, ""))


def asked_fields(step: Step, design: Design) -> Iterator[Field]:
    """The fields of a step that this design is asked, in order."""
    for group in step.groups:
        if is_group_asked(group, design):
            for asking in group.fields.values():
                if is_asked(asking, design, design.depth):
                    yield asking


def is_group_asked(group: type[Group], design: Design) -> bool:
    """Whether the group is on the way of this design."""
    deep = LEVEL[design.depth] >= LEVEL[group.group_depth]
    return deep and (group.group_when is None or group.group_when(design))


def is_asked(asking: Field, owner: Any, depth: Depth) -> bool:
    """Whether a field is asked; `owner` is its record, or the design for a step's field."""
    return asking.is_deep_enough(depth) and (asking.when is None or asking.when(owner))


def _names(asking: Field, value: Any) -> tuple[str, ...]:
    """The names that an answer refers to; what a reference may hold beside names is left out."""
    if not asking.ref or not value:
        return ()
    names = (value,) if isinstance(value, str) else value
    return tuple(n for n in names if n not in asking.also and not (asking.prefix and n.startswith(asking.prefix)))


def _are_records(raw: Any) -> bool:
    return isinstance(raw, list) and all(isinstance(item, Mapping) for item in raw)


def _add_to_reading(reading: Reading, here: Path, parsed: Parsed) -> None:
    """Add what is known of a record to the reading. References stay where they are: there may be tens of thousands."""
    reading.problems += [problem._replace(path=here + problem.path) for problem in parsed.problems]
    reading.missing += [problem._replace(path=here + problem.path) for problem in parsed.missing]
    if parsed.mentions:
        reading.mentions.append((here, parsed.mentions))


def _add_to_record(parsed: Parsed, here: Path, inner: Parsed) -> None:
    """Add what is known of a nested record to the one that holds it."""
    parsed.problems += [problem._replace(path=here + problem.path) for problem in inner.problems]
    parsed.missing += [problem._replace(path=here + problem.path) for problem in inner.missing]
    parsed.mentions += [mention._replace(path=here + mention.path) for mention in inner.mentions]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
