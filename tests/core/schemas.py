"""The schemas of the data under references/, and where a changed file stops fitting its own."""

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from wizard.resources import resource_folder

REFERENCES = resource_folder("references")


@cache
def validator(name: str) -> Any:
    """Checks the data of `references/NAME.yaml`."""
    schema = json.loads((REFERENCES / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def _data(name: str) -> Any:
    return yaml.safe_load((REFERENCES / f"{name}.yaml").read_text("utf-8"))


def data(name: str) -> Any:
    """A copy of what is in `references/NAME.yaml`, as any reader of YAML would have it."""
    return deepcopy(_data(name))


def refused_at(name: str, spoil: Callable[[Any], object]) -> set[str]:
    """The places at which the data no longer fits its schema after a change, such as `$.sections[0].name`."""
    spoilt = data(name)
    spoil(spoilt)
    return {error.json_path for error in validator(name).iter_errors(spoilt)}
