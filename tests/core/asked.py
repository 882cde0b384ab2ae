"""Every field of the model by its key, for tests that hold something against all of them."""

from collections.abc import Iterator, Mapping

from wizard.ask import Field
from wizard.workflow import STEPS


def walk(prefix: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, Field]]:
    """The fields and those of their records, by key."""
    for name, field in fields.items():
        yield f"{prefix}.{name}", field
        if field.record is not None:
            yield from walk(f"{prefix}.{name}", field.record.fields)


FIELDS = {key: field for step in STEPS for key, field in walk(step.key, step.fields)}
"""Such as `scope.users.name`; lists of records are among them."""


def path_of(key: str) -> tuple[str, ...]:
    """The path of a key, with made-up ids."""
    step, field, *inner = key.split(".")
    return (step, field, *(part for name in inner for part in ("k3f9", name)))
