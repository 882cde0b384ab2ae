"""What a form asks: fields, the records they make up, and the groups they are shown in.

A field is declared once, as `name: type = ask("Prompt", "help", ...)`. The form, the draft file, the JSON Schema, the help and
the template variable all follow from that line. The *kind* of control follows from the type; nothing here names a widget.

Records are plain classes rather than pydantic models or dataclasses because the model is on the path of every start and every
`check`: sixty pydantic models cost over 100 ms to import, sixty dataclasses 40 ms, sixty of these 2 ms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, ClassVar, Literal, NamedTuple, NewType, Self, get_args, get_origin, get_type_hints

Text = NewType("Text", str)
"""Prose of several lines, as against a `str`, which is one line."""

Kind = Literal["line", "text", "yes_no", "number", "choice", "choices", "lines", "ref", "refs", "records"]

Depth = Literal["simple-crud", "standard", "multi-tenant", "high-scale"]
DEPTHS: tuple[Depth, ...] = get_args(Depth)
"""How deep the design goes; each asks what the one before asks, and more."""

LEVEL: dict[Depth, int] = {depth: place for place, depth in enumerate(DEPTHS)}

Condition = Callable[[Any], bool]
"""Asked of the design for a step's field or group, of the record itself for a record's field."""


class Option(NamedTuple):
    """One answer to choose: what is stored, and a few words on what choosing it means."""

    value: str
    hint: str = ""


@dataclass(slots=True, eq=False)
class Field:
    """One question: its words, its kind, and when it is asked and needed. Settled once, when its record is declared.

    Not frozen, as freezing 430 of them costs more time at every start than all other imports of the model.
    """

    prompt: str
    help: str = ""
    why: str = ""
    eg: str = ""
    need: bool | Condition = False
    when: Condition | None = None
    depth: Depth | None = None
    ref: str = ""
    also: tuple[str, ...] = ()
    prefix: str = ""
    low: float | None = None
    high: float | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    kind: Kind = "line"
    options: tuple[Option, ...] = ()
    record: type[Record] | None = None
    whole: bool = False
    """Whether a number is an integer."""
    level: int = 0
    """The place in `DEPTHS` of the shallowest depth that asks this."""

    @property
    def default(self) -> Any:
        """What the field holds when nothing was answered."""
        if self.kind in ("choices", "lines", "refs", "records"):
            return ()
        return None if self.kind in ("yes_no", "number", "choice") else ""

    def is_deep_enough(self, depth: Depth) -> bool:
        """Whether a design of this depth is asked the field: what is needed always, the optional from `standard` on."""
        return LEVEL[depth] >= self.level

    def is_needed(self, owner: Any) -> bool:
        """Whether a design is not ready without an answer; `owner` is the record, or the design for a step's field."""
        return self.need if isinstance(self.need, bool) else self.need(owner)


def ask(prompt: str, help: str = "", **declared: Any) -> Any:  # noqa: A002  (the field's word for it)
    """Declare a field. Keywords are those of `Field`; the rest follows from the annotation.

    `need` True, or a condition; `when` a condition; `depth` the least depth; `ref` "step.field" of the records named;
    `also` further values a reference may hold; `prefix` a prefix that makes any word an allowed reference;
    `low`, `high` bounds of a number; `hints` words beside each option; `eg` an example; `why` the reason for asking.
    """
    return Field(prompt, help, **declared)


class Record:
    """Answers that belong together. Immutable; every field has a default, so an empty record is a valid one."""

    fields: ClassVar[dict[str, Field]] = {}
    columns: ClassVar[tuple[str, ...]] = ()
    """The fields of one line in a table, in the order in which a line is typed."""
    aside: ClassVar[tuple[str, ...]] = ()
    """Columns that are left out first where a table has no room for all."""
    named_by: ClassVar[tuple[tuple[str, ...], ...]] = (("name",),)
    """What a reference says to mean this record: the first of these whose parts are all answered, joined by spaces."""
    noun: ClassVar[str] = "record"
    seen_at: ClassVar[Depth] = "high-scale"
    """The depth that this class shows; see `at`."""

    id: str = ""
    """Random and short; keeps its meaning when the record is renamed or moved."""

    def __init_subclass__(
        cls,
        *,
        columns: tuple[str, ...] = (),
        aside: tuple[str, ...] = (),
        named_by: tuple[tuple[str, ...], ...] = (),
        noun: str = "",
        **rest: Any,
    ) -> None:
        """Collect the fields of the bases, in their order, then the class's own."""
        super().__init_subclass__(**rest)
        fields: dict[str, Field] = {}
        for base in cls.__bases__:
            fields |= getattr(base, "fields", {})
        own = [name for name, value in cls.__dict__.items() if isinstance(value, Field)]
        hints = get_type_hints(cls) if own and isinstance(cls.__annotations__[own[0]], str) else cls.__annotations__
        for name in own:
            fields[name] = cls.__dict__[name]
            _settle(fields[name], name, hints[name])
            setattr(cls, name, fields[name].default)
        cls.fields = fields
        cls.columns = columns or cls.columns or tuple(fields)[:1]
        cls.aside = aside or cls.aside
        cls.named_by = named_by or cls.named_by
        cls.noun = noun or cls.noun

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} can not be set")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record) or type(other) is not type(self):
            return NotImplemented
        return self.id == other.id and all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({said})"

    def but(self, **values: Any) -> Self:
        """The same record with other values."""
        return type(self)(**(self.__dict__ | values))

    @classmethod
    def at(cls, depth: Depth) -> type[Record]:
        """The same records as a design of this depth is asked for them: columns that it does not ask are not among them."""
        if depth == cls.seen_at:
            return cls
        if depth not in cls.__dict__.get("_views", {}):
            shown = tuple(name for name in cls.columns if cls.fields[name].is_deep_enough(depth))
            view: type[Record] = type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__annotations__": {}})
            view.columns, view.seen_at = shown, depth
            cls._views = {**cls.__dict__.get("_views", {}), depth: view}
        return cls._views[depth]

    _views: ClassVar[dict[Depth, type[Record]]] = {}

    @property
    def label(self) -> str:
        """The name by which others refer to this record; empty while it has none."""
        return name_of(type(self), self.__dict__)


class Group(Record):
    """Fields shown on one screen. The docstring says in one line what the group is for."""

    heading: ClassVar[str] = ""
    group_when: ClassVar[Condition | None] = None
    """Asked of the design; the group is passed over while it is false."""
    group_depth: ClassVar[Depth] = "simple-crud"
    section: ClassVar[str] = ""
    """The contract section it feeds, where it is not the first of its step's."""

    def __init_subclass__(
        cls,
        *,
        heading: str = "",
        section: str = "",
        when: Condition | None = None,
        depth: Depth = "simple-crud",
        **rest: Any,
    ) -> None:
        """Keep the group's own words and conditions beside its fields."""
        super().__init_subclass__(**rest)
        cls.heading, cls.section, cls.group_depth = heading, section, depth
        cls.group_when = staticmethod(when) if when else None

    @classmethod
    def group_key(cls) -> str:
        """How findings and positions name the group: `GuidingQuestions` is `guiding-questions`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def purpose(cls) -> str:
        """What the group is for, in one line."""
        return (cls.__doc__ or "").strip().partition("\n")[0]


def name_of(record: type[Record], values: Mapping[str, Any]) -> str:
    """What a reference to a record with these values says; empty while it has no name."""
    for parts in record.named_by:
        said = [str(values.get(part) or "") for part in parts]
        if all(said):
            return " ".join(said)
    return ""


def _settle(declared: Field, name: str, annotation: Any) -> None:
    """Add what follows from the type to a declared field."""
    kind, options, record = _kind_of(annotation, declared.ref)
    declared.name, declared.kind, declared.record = name, kind, record
    declared.options = tuple(Option(value, declared.hints.get(value, "")) for value in options)
    declared.level = LEVEL[declared.depth or ("simple-crud" if declared.need else "standard")]
    declared.whole = annotation is int or int in get_args(annotation)


def _kind_of(annotation: Any, ref: str) -> tuple[Kind, tuple[str, ...], type[Record] | None]:
    """The kind of control an annotation asks for, the values to choose from, and the class of its records."""
    if get_origin(annotation) is UnionType or (get_args(annotation) and type(None) in get_args(annotation)):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if annotation is Text:
        return "text", (), None
    if annotation is str:
        return ("ref" if ref else "line"), (), None
    if annotation is bool:
        return "yes_no", (), None
    if annotation in (int, float):
        return "number", (), None
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation), None
    if get_origin(annotation) is tuple:
        return _kind_of_many(get_args(annotation)[0], ref)
    raise TypeError(f"no kind of field for {annotation!r}")


def _kind_of_many(item: Any, ref: str) -> tuple[Kind, tuple[str, ...], type[Record] | None]:
    """The same for a tuple of `item`."""
    if item is str:
        return ("refs" if ref else "lines"), (), None
    if get_origin(item) is Literal:
        return "choices", get_args(item), None
    if isinstance(item, type) and issubclass(item, Record):
        return "records", (), item
    raise TypeError(f"no kind of field for a list of {item!r}")
