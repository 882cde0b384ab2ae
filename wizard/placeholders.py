"""The examples that empty fields show, in the words of the design's domain."""

from __future__ import annotations

from wizard.ask import Field, Record
from wizard.by_field import key_of, written
from wizard.convert import convert
from wizard.design import Path
from wizard.review import fields_of

GENERAL = "general"
"""The domain whose examples stand in where another has none."""


def example(domain: str | None, path: Path) -> str:
    """A believable answer at this path; empty if nothing would help. `KeyError` if no field is there."""
    field = fields_of(path)
    return _first(field, _said(domain, key_of(path), field))


def example_line(domain: str | None, kind: type[Record], prefix: str) -> str:
    """How a whole record is typed in one line; `prefix` is where its list is, such as `domain.entities.attributes`.

    A column that the columns before it rule out is left empty, as nobody would be asked for it.
    """
    cells = {name: _said(domain, f"{prefix}.{name}", kind.fields[name]) for name in kind.columns}
    record = kind(**{name: convert(kind.fields[name], cell)[0] for name, cell in cells.items()})
    asked = ["" if _is_ruled_out(kind.fields[name], record) else cell for name, cell in cells.items()]
    while asked and not asked[-1]:
        asked.pop()
    return " | ".join(cell.replace("|", "\\|") for cell in asked)


def examples_of(domain: str) -> dict[str, str]:
    """The examples of one domain by key: "step.field", "step.field.inner" and so on. Empty for a domain without any."""
    found: dict[str, str] = written("templates", "placeholders.toml").get(domain, {})
    return found


def _said(domain: str | None, key: str, field: Field) -> str:
    """The example of the domain, of every domain, or of the field itself, whichever there is."""
    return examples_of(domain or GENERAL).get(key) or examples_of(GENERAL).get(key) or field.eg


def _first(field: Field, said: str) -> str:
    """What one field shows: of several lines, which share a cell with semicolons between them, the first."""
    return said.partition("; ")[0] if field.kind == "lines" else said


def _is_ruled_out(field: Field, record: Record) -> bool:
    return field.when is not None and not field.when(record)
