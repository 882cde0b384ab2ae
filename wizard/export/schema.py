"""The JSON Schema of `design.json`, and the check of a document against it; both follow from the declared questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from wizard.ask import Field, Record
from wizard.contract import SCHEMA_VERSION
from wizard.errors import ExportRefused
from wizard.tally import Provenance
from wizard.workflow import STEPS

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = f"urn:backend-design:design:{SCHEMA_VERSION}"
_DIGEST = r"^sha256:[0-9a-f]{64}$"


def design_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the exported design."""
    schema = _document().model_json_schema()
    head = {"$schema": DIALECT, "$id": SCHEMA_ID}
    head |= {name: schema.pop(name) for name in ("title", "description") if name in schema}
    return head | schema


def schema_json() -> str:
    """The same as JSON, ending with a line end."""
    return json.dumps(design_schema(), ensure_ascii=True, indent=2) + "\n"


def check_design(text: str) -> None:
    """Hold a `design.json` against its schema. `ExportRefused` names the first place where it does not fit."""
    from pydantic import ValidationError  # lazily: pydantic costs 90 ms that only an export needs

    try:
        _document().model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise ExportRefused(
            f"design.json does not fit its own schema at {where}: {first['msg']}. Nothing was written. "
            "This is a defect of the exporter; please report it."
        ) from error


@cache
def _document() -> type[BaseModel]:
    """The model of the whole document."""
    from pydantic import Field as Declared

    models: dict[str, type[BaseModel]] = {}
    steps = {
        step.key: _optional(_model_of(step.answers, models, _camel(step.key)), step.title, step.purpose)
        for step in STEPS
    }
    design = _model("Design", "All answers that are asked and given, by step.", steps)
    number = (int, Declared(ge=0))
    sources = _model(
        "Provenance",
        "How many answers come from where; each counts once, so that a stale one is not among the accepted.",
        dict.fromkeys(Provenance._fields, number),
    )
    return _model(
        "DesignDocument",
        "A backend design as data.",
        {
            "schema_version": (Literal[SCHEMA_VERSION], Declared(description="The version of this schema.")),
            "title": (str, Declared(description="The name of the system.")),
            "status": (
                Literal["ready", "not-ready", "out-of-scope"],
                Declared(description="Whether someone could build it."),
            ),
            "digest": (str, Declared(pattern=_DIGEST, description="Of the draft that it was made from.")),
            "redacted": (bool, Declared(description="Whether secrets and personal data were replaced.")),
            "provenance": (sources, Declared(description="Typed, accepted, imported, assumed and stale answers.")),
            "design": (design, Declared(description="The answers.")),
        },
    )


def _model_of(record: type[Record], models: dict[str, type[BaseModel]], name: str = "") -> type[BaseModel]:
    """The model of a record: every field may be left out, and no other may be there. `models` keeps those made."""
    name = name or record.__name__
    if name not in models:
        doc = (record.__doc__ or "").strip().partition("\n")[0]
        fields = {
            key: _optional(_type(field, models), field.prompt, field.help, field)
            for key, field in record.fields.items()
        }
        models[name] = _model(name, doc, fields)
    return models[name]


def _model(name: str, doc: str, fields: Mapping[str, tuple[Any, Any]]) -> type[BaseModel]:
    from pydantic import ConfigDict, create_model

    config = ConfigDict(extra="forbid", strict=True, frozen=True)
    model: type[BaseModel] = create_model(name, __config__=config, __doc__=doc, **fields)  # type: ignore[call-overload]
    return model


def _optional(kind: Any, prompt: str, help_: str, field: Field | None = None) -> tuple[Any, Any]:
    """A field that is left out while blank; the schema names no default for it, as none is ever written."""
    from pydantic import Field as Declared

    bounds: dict[str, Any] = {} if field is None or field.kind != "number" else {"ge": field.low, "le": field.high}
    if field is not None and field.kind in ("line", "text", "ref"):
        bounds["min_length"] = 1
    said = f"{prompt}. {help_}" if help_ else prompt
    return kind, Declared(default_factory=lambda: None, title=prompt, description=said, **bounds)


def _type(field: Field, models: dict[str, type[BaseModel]]) -> Any:
    """The type that a field's answers have in JSON."""
    choice = Literal[tuple(option.value for option in field.options)] if field.options else str
    match field.kind:
        case "yes_no":
            return bool
        case "number":
            return int if field.whole else float
        case "choice":
            return choice
        case "choices":
            return list[choice]  # type: ignore[valid-type]
        case "lines" | "refs":
            return list[str]
        case "records":
            assert field.record is not None  # noqa: S101  (follows from the kind)
            return list[_model_of(field.record, models)]  # type: ignore[misc]
        case _:
            return str


def _camel(key: str) -> str:
    return "".join(part.capitalize() for part in key.split("_")) + "Step"
