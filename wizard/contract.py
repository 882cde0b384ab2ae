"""The output contract: thirteen sections in fixed order, three headings, and what an out-of-scope request gets instead.

What it says is in references/contract.yaml, read when it is first asked for: neither opening nor checking a draft asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wizard.yaml_file import Part

SCHEMA_VERSION: int
"""Of exported documents; a reader that knows another one has to ask."""

HEADINGS: tuple[str, ...]
"""The level 2 headings of every document, in order; the sections stand under the last one."""

SECTIONS: tuple[str, ...]
"""The level 3 headings under Outputs, in order."""

KNOWN_EXTRA: Mapping[str, str]
"""Sections that other documents have, and the section of ours that says the same."""

OUT_OF_SCOPE: str
"""The whole document of a request that is not about a backend, byte for byte."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A level 2 heading: what it holds, and the fields ("step.field") that stand here and not in their section."""

    name: str
    holds: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what it holds, its template, and what it is made of."""

    name: str
    holds: str
    template: str
    feeds: tuple[tuple[str, str], ...]
    """(step, group) of each group whose answers it holds, in the order of the workflow."""
    fields: tuple[str, ...]
    """Those answers as "step.field", in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Contract:
    """Everything that references/contract.yaml says."""

    schema_version: int
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    known_extra: Mapping[str, str]
    not_exported: Mapping[str, str]
    """Fields that no section holds, and why."""
    out_of_scope: str


def is_out_of_scope(document: str) -> bool:
    """Whether a document is the out-of-scope answer and nothing else; line ends and outer blank lines do not matter."""
    return document.replace("\r\n", "\n").strip() == contract().out_of_scope.strip()


def template_of(section: str) -> str:
    """The file name of a section's template. `KeyError` if there is no such section."""
    return {each.name: each.template for each in contract().sections}[section]


@cache
def contract() -> Contract:
    """The contract. `WizardError` if its file can not be used."""
    from wizard.yaml_file import read  # lazily: 15 ms that only documents need

    return contract_in(read("contract.yaml"))


def contract_in(file: Part) -> Contract:
    """The contract that a file holds. `WizardError` names the first place that is not as agreed."""
    return Contract(
        schema_version=file.at("schema_version").number,
        headings=tuple(_heading(each) for each in file.at("headings").items),
        sections=tuple(_section(each) for each in file.at("sections").items),
        known_extra={name: each.text for name, each in file.at("known_extra").entries.items()},
        not_exported={name: each.text for name, each in file.at("not_exported").entries.items()},
        out_of_scope=file.at("out_of_scope").text,
    )


def _heading(part: Part) -> Heading:
    return Heading(part.at("name").text, part.at("holds").text, part.at("fields").texts)


def _section(part: Part) -> Section:
    feeds = tuple((feed.at("step").text, group) for feed in part.at("feeds").items for group in feed.at("groups").texts)
    return Section(
        part.at("name").text, part.at("holds").text, part.at("template").text, feeds, part.at("fields").texts
    )


if not TYPE_CHECKING:  # a type checker would take any name for one that this module has

    def __getattr__(name: str) -> Any:
        """The names above that have no value yet, read from the file together."""
        if name not in __annotations__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        said = contract()
        globals().update(
            SCHEMA_VERSION=said.schema_version,
            HEADINGS=tuple(heading.name for heading in said.headings),
            SECTIONS=tuple(section.name for section in said.sections),
            KNOWN_EXTRA=said.known_extra,
            OUT_OF_SCOPE=said.out_of_scope,
        )
        return globals()[name]
