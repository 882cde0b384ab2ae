"""Bad answers that somebody would really give, in the words of the design's domain, each with what is wrong with it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from wizard.by_field import key_of, written
from wizard.design import Path
from wizard.review import fields_of

GENERAL = "general"
"""The domain whose pitfalls stand in where another has none."""


class Pitfall(NamedTuple):
    """A bad answer, and in a few words what is wrong with it."""

    answer: str
    wrong: str


def pitfall(domain: str | None, path: Path) -> Pitfall | None:
    """How the question at this path is answered badly; None if nothing is written about it. `KeyError` if no field is there."""
    fields_of(path)
    key = key_of(path)
    return pitfalls_of(domain or GENERAL).get(key) or pitfalls_of(GENERAL).get(key)


@cache
def pitfalls_of(domain: str) -> dict[str, Pitfall]:
    """The pitfalls of one domain by the key of the field. Empty for a domain without any."""
    return {key: Pitfall(*said) for key, said in written("templates", "pitfalls.toml").get(domain, {}).items()}
