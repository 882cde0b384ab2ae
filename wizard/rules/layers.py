"""Rules on what may cross a border: decisions made at the edge, and rows of a table shown to callers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from wizard.design import Design, Path
from wizard.rules.rule import Said, rule
from wizard.rules.wording import claims, short

EDGE = r"(?i)(controller|handler|route|router|resolver|endpoint|view)s?$"
"""The last word of what takes requests and hands out answers."""
INSIDE = r"(?i)command|query|event|message|job|error|exception|domain|application|use.?case|core|policy|read"
"""Words with which the same name means something further in, such as the handler of a command."""
_OF_THE_WIRE = (
    r"(?![^.;,]{0,30}\b(nothing|no|which|etags?|cursors?|hash(es)?|digests?|signatures?|checksums?|pages?|status(es)?|offsets?|caches?|"
    r"headers?|content|locale|language|version|links?|urls?|length|size|use case|service)\b)"
)
"""What may be worked out at the edge, as only HTTP needs it."""
DECIDES = (
    rf"\b(calculates?|computes?|works out|decides?)\b{_OF_THE_WIRE}|"
    r"\b(validates?|enforces?) (the |all )?(business |domain )?(rules|invariants)\b|\bbusiness (logic|rules)\b|"
    r"\bappl(y|ies) (the |a |all )?(discount|price|pricing|fee|tax|business rule|interest)s?\b|"
    r"\bcharges? (the |a )?(card|customer|payer|account|fee)s?\b"
)
ROWS = (
    r"\b(return|serialis|serializ|expos|render|send|hand|answer|respond|show)\w*\b[^.;]{0,40}"
    r"\b(orm|jpa|hibernate|active ?record|sqlalchemy|entity framework|prisma|table|database|db)[ -](entit(y|ies)|rows?|models?|objects?|records?|instances?)\b"
)
ROW_TYPE = r"(Row|TableRow|Orm|OrmModel|DbModel|DbRecord|Dao|JpaEntity|ActiveRecord)$"
FEWEST = 3
"""A schema with fewer properties looks like a table by chance."""


def _edges(design: Design) -> Iterator[tuple[Path, str, str]]:
    """Modules and files at the edge by their name or layer: where what they do is said, their name, and what they do."""
    for module in design.pattern.modules:
        if _is_edge(module.name, ""):
            yield ("pattern", "modules", module.id, "responsibility"), module.name, module.responsibility
    for file in design.file_plan.files:
        path = PurePosixPath(file.path.replace("\\", "/"))
        if _is_edge(path.name.partition(".")[0], file.layer) or (_is_edge(path.parent.name, file.layer)):
            yield ("file_plan", "files", file.id, "purpose"), file.path, file.purpose


def _is_edge(name: str, layer: str) -> bool:
    words = name.replace("_", " ").replace("-", " ").rstrip()
    return bool(re.search(EDGE, words) or re.search(EDGE, layer.strip())) and not re.search(INSIDE, f"{words} {layer}")


@rule(
    "decides-at-the-edge",
    "blocker",
    "Something that takes requests also decides. The rule holds for that way in alone, and the next surface goes around it.",
    "Move the decision into a module of the domain, and let the edge translate.",
    "architecture-patterns#what-does-each-buy-and-what-does-it-cost",
)
def _decides_at_the_edge(design: Design) -> Iterable[Said]:
    for path, name, does in _edges(design):
        found = claims(DECIDES, does)
        if found:
            yield Said(path, f"{short(name)}: takes requests and decides as well (“{short(found.group())}”)")


@rule(
    "rows-shown-by-file",
    "blocker",
    "Something at the edge hands out rows of the database. Every column is then part of the contract, those added later too.",
    "Name what the caller gets as a type of its own, and map to it.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _rows_shown_by_file(design: Design) -> Iterable[Said]:
    for path, name, does in _edges(design):
        if claims(ROWS, does):
            yield Said(path, f"{short(name)}: hands rows of the database to callers")


@rule(
    "rows-returned",
    "blocker",
    "A field returns the type of a table or of its row. Its columns become the contract, and a migration breaks clients.",
    "Return a type that is named after what the caller wants to know.",
    "graphql-schema-design#what-does-the-schema-look-like",
)
def _rows_returned(design: Design) -> Iterable[Said]:
    entities = {entity.name.lower() for entity in design.domain.entities}
    tables = {table.name.lower() for table in design.data.tables if table.name} - entities
    for call in design.api.graphql_operations:
        type_ = call.returns.strip("[]! ")
        if type_ and (type_.lower() in tables or re.search(ROW_TYPE, type_)):
            yield Said(
                ("api", "graphql_operations", call.id, "returns"),
                f"{short(call.name)}: returns {short(type_)}, the rows of a table as they are",
            )


@rule(
    "tool-returns-table",
    "blocker",
    "A tool returns all columns of a table. The model and its host get what nobody decided to give them.",
    "List in the output schema what the model needs, and no more.",
    "threat-checklist#what-do-models-and-agents-add",
)
def _tool_returns_table(design: Design) -> Iterable[Said]:
    if not any(tool.output_schema for tool in design.api.mcp_tools):
        return
    import json  # lazily: few designs have schemas of tools

    tables = {
        columns: table.name
        for table in design.data.tables
        if len(columns := frozenset(column.name for column in table.table_columns)) >= FEWEST
    }
    for tool in design.api.mcp_tools:
        try:
            given = json.loads(tool.output_schema) if tool.output_schema else None
        except ValueError:
            continue
        for properties in _properties(given):
            if properties in tables:
                yield Said(
                    ("api", "mcp_tools", tool.id, "output_schema"),
                    f"{short(tool.name)}: returns every column of {short(tables[properties])}",
                )
                break


def _properties(schema: object) -> Iterator[frozenset[str]]:
    """The names of the properties of a schema, of its items, and of what is one level down."""
    if not isinstance(schema, dict):
        return
    own = schema.get("properties")
    if isinstance(own, dict):
        yield frozenset(map(str, own))
        for inner in own.values():
            if isinstance(inner, dict):
                yield from _properties(inner.get("items") or inner)
    yield from _properties(schema.get("items"))
