"""The YAML files under references/: plain data, and the place of whatever is wrong in it.

For files of ours alone: the C loader ends the process when lists are nested tens of thousands deep.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode

from wizard.errors import WizardError
from wizard.resources import resource_folder

try:
    from yaml import CSafeLoader as SafeLoader  # ten times as fast, where PyYAML was built with libyaml
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

_MENDED_BY = "It is a part of the program: install backend-design again."
_KINDS = {dict: "a mapping", list: "a list", str: "text", int: "a whole number", float: "a number"}


class _Loader(SafeLoader):
    """Refuses a key that stands twice, of which PyYAML would keep the last."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


@dataclass(frozen=True, slots=True)
class Part:
    """A value in a YAML file, and where it stands: `contract.yaml, sections[2].fields`. `WizardError` if it is not as asked."""

    value: Any
    file: str
    path: str = ""

    def at(self, name: str, default: Any = None) -> Part:
        """The value of a key; one that may be left out has a default."""
        found = self._as(dict).get(name, default)
        path = f"{self.path}.{name}" if self.path else name
        if found is None:
            raise _broken(self.file, f"{path} is missing")
        return Part(found, self.file, path)

    def has(self, name: str) -> bool:
        """Whether there is such a key."""
        return name in self._as(dict)

    @property
    def items(self) -> tuple[Part, ...]:
        """The values of a list."""
        return tuple(Part(item, self.file, f"{self.path}[{place}]") for place, item in enumerate(self._as(list)))

    @property
    def entries(self) -> dict[str, Part]:
        """The values of a mapping by key."""
        return {str(name): self.at(name) for name in self._as(dict)}

    @property
    def text(self) -> str:
        """The value as text."""
        said: str = self._as(str)
        return said

    @property
    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(item.text for item in self.items)

    @property
    def number(self) -> int:
        """The value as a whole number."""
        said: int = self._as(int)
        return said

    def _as(self, kind: type) -> Any:
        if not isinstance(self.value, kind) or isinstance(self.value, bool):
            raise _broken(self.file, f"{self.path or 'the file'} must be {_KINDS[kind]}")
        return self.value


def read(name: str) -> Part:
    """The data in `references/NAME`."""
    path = resource_folder("references") / name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(name, str(error)) from error
    return parsed(text, name)


def parsed(text: str, name: str) -> Part:
    """The data in the text of a YAML file; `name` is what errors call it."""
    try:
        return Part(yaml.load(text, _Loader), name)  # noqa: S506  (it is a safe loader)
    except (yaml.YAMLError, ValueError) as error:
        raise _broken(name, _what(error)) from error


def _what(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}, column {error.problem_mark.column + 1}: {error.problem}"
    return " ".join(str(error).split())


def _broken(name: str, what: str) -> WizardError:
    return WizardError(f"references/{name} can not be used: {what}. {_MENDED_BY}")
